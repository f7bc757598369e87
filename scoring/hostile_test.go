package scoring_test

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// TestAdviseSurvivesAnything: whatever is missing, doubled or absurd in the input, every candidate is answered, in JSON
// that holds no invalid number, and no price is under its floor.
func TestAdviseSurvivesAnything(t *testing.T) {
	at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	currencies := []money.Currency{"USD", "USD", "USD", "EUR", "JPY", ""}
	amount := func(t *rapid.T, name string) money.Amount {
		if rapid.IntRange(0, 2).Draw(t, name+"?") == 0 {
			return money.Amount{}
		}
		return money.New(rapid.SampledFrom([]int64{0, 1, 99, 1500, 250_000, 99_999_999_999}).Draw(t, name), rapid.SampledFrom(currencies).Draw(t, name+" currency"))
	}
	share := func(t *rapid.T, name string) *money.Rate {
		if rapid.Bool().Draw(t, name+"?") {
			return nil
		}
		r := money.Rate(rapid.SampledFrom([]int64{-1, 0, 50_000, 400_000, 1_000_000, 3_000_000}).Draw(t, name))
		return &r
	}
	rapid.Check(t, func(t *rapid.T) {
		in := scoring.Input{AsOf: at, Seed: rapid.Uint64().Draw(t, "seed")}
		for i := range rapid.IntRange(0, 14).Draw(t, "listings") {
			id := market.ListingID(fmt.Sprint("l", i))
			s := market.Series{Listing: market.Listing{ID: id, Source: "s", Category: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "category")}}
			for w := range rapid.IntRange(0, 6).Draw(t, "readings") {
				o := market.Observation{ListingID: id, ObservedAt: at.AddDate(0, 0, -7*w), Offer: market.Offer{Price: amount(t, "price"), Shipping: amount(t, "shipping"),
					Availability: rapid.SampledFrom([]market.Availability{"", market.InStock, market.OutOfStock, market.PreOrder}).Draw(t, "availability")}}
				if rapid.Bool().Draw(t, "rated") {
					v := rapid.Float64Range(0, 5).Draw(t, "rating")
					n := rapid.Int64Range(0, 1_000_000).Draw(t, "reviews")
					o.Rating, o.ReviewCount = &v, &n
				}
				if rapid.Bool().Draw(t, "badge") {
					o.UnitsSold = &market.UnitsSold{AtLeast: rapid.Int64Range(0, 1_000_000).Draw(t, "sold"), WindowDays: rapid.SampledFrom([]int{0, 7, 30}).Draw(t, "window")}
				}
				s.Observations = append([]market.Observation{o}, s.Observations...)
			}
			in.Series = append(in.Series, s)
		}
		n := rapid.IntRange(0, 5).Draw(t, "candidates")
		for i := range n {
			c := market.Candidate{ID: fmt.Sprint("c", i), Category: rapid.SampledFrom([]string{"", "a", "b", "none"}).Draw(t, "category"),
				Currency: rapid.SampledFrom(currencies).Draw(t, "currency"), MAPPrice: amount(t, "map"), ListPrice: amount(t, "list"), MinMargin: share(t, "margin"),
				Cost: market.CostSheet{UnitCost: amount(t, "unit"), InboundFreight: amount(t, "freight"), DutyRate: share(t, "duty"), ReferralRate: share(t, "referral"),
					TaxRate: share(t, "tax"), AdRate: share(t, "ads"), ReturnRate: share(t, "returns"), FixedCost: amount(t, "fixed"),
					FeeTable: rapid.SampledFrom([]string{"", "", "nothing", "example-us-marketplace"}).Draw(t, "table")}}
			if rapid.Bool().Draw(t, "judged") {
				q := rapid.SampledFrom([]float64{0, 50, 100, -3, 1e9, math.NaN()}).Draw(t, "quality")
				c.QualityScore = &q
			}
			in.Candidates = append(in.Candidates, c)
			for range rapid.IntRange(0, 20).Draw(t, "matches") {
				in.Matches = append(in.Matches, market.Match{CandidateID: c.ID, ListingID: market.ListingID(fmt.Sprint("l", rapid.IntRange(0, 15).Draw(t, "listing"))),
					Relation: rapid.SampledFrom([]market.Relation{market.Same, market.Comparable}).Draw(t, "relation"),
					Decision: rapid.SampledFrom([]market.Decision{market.Auto, market.Review, market.Rejected, market.Confirmed}).Draw(t, "decision")})
			}
		}
		a, err := scoring.Advise(in)
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Recommendations) != n {
			t.Fatalf("%d of %d answered", len(a.Recommendations), n)
		}
		for _, r := range a.Recommendations {
			if _, err := json.Marshal(r); err != nil {
				t.Fatalf("%s: %v in %s", r.CandidateID, err, invalid(reflect.ValueOf(r), "recommendation"))
			}
		}
		if _, err := json.Marshal(a); err != nil {
			t.Fatal(err)
		}
		for _, r := range a.Recommendations {
			p, floor := r.Price.Recommended, r.Price.Corridor.Floor.Amount
			if p.Known() && (p.Minor() <= 0 || floor.Known() && p.Minor() < floor.Minor()) || !p.Known() && r.Price.Reason == "" {
				t.Fatalf("%s: price %s, floor %s, reason %q", r.CandidateID, p, floor, r.Price.Reason)
			}
		}
	})
}

// invalid returns the path of the first number that is none.
func invalid(v reflect.Value, path string) string {
	switch v.Kind() {
	case reflect.Float64:
		if math.IsNaN(v.Float()) || math.IsInf(v.Float(), 0) {
			return path
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return invalid(v.Elem(), path)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if p := invalid(v.Field(i), path+"."+v.Type().Field(i).Name); p != "" {
				return p
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if p := invalid(v.Index(i), fmt.Sprintf("%s[%d]", path, i)); p != "" {
				return p
			}
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			if p := invalid(v.MapIndex(k), path+"."+k.String()); p != "" {
				return p
			}
		}
	}
	return ""
}
