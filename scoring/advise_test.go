package scoring_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// amounts lets cmp compare money.
var amounts = cmp.Comparer(func(a, b money.Amount) bool { return a == b })

func TestF33EveryCandidateIsAnswered(t *testing.T) {
	in := small()
	in.Candidates[0].Cost.UnitCost = money.Amount{}
	in.Candidates[1].Category = "nothing like it"
	in.Matches = slices.DeleteFunc(in.Matches, func(m market.Match) bool { return m.CandidateID == in.Candidates[1].ID })
	in.Candidates[2].Cost.UnitCost = money.MustDecimal("9000", "USD")
	a := advise(t, in)
	if len(a.Recommendations) != len(in.Candidates) {
		t.Fatalf("%d of %d answered", len(a.Recommendations), len(in.Candidates))
	}
	for i, r := range a.Recommendations {
		if r.Rank != i+1 || r.VerdictRule == "" || r.NextFact == "" || r.SuccessMetric == "" || len(r.Reasons) == 0 {
			t.Errorf("%s at %d: rank %d, rule %q, next fact %q, metric %q, %d reasons", r.CandidateID, i, r.Rank, r.VerdictRule, r.NextFact, r.SuccessMetric, len(r.Reasons))
		}
		if !r.Price.Recommended.Known() && r.Price.Reason == "" {
			t.Errorf("%s has no price and no reason", r.CandidateID)
		}
	}
	for i, want := range []struct {
		verdict market.Verdict
		says    string
	}{{market.Watch, "unit_cost"}, {market.Watch, "comparable"}, {market.Drop, ""}} {
		r := find(t, a, in.Candidates[i].ID)
		if r.Verdict != want.verdict || !strings.Contains(r.NextFact, want.says) {
			t.Errorf("%s: %s, next fact %q; want %s naming %q", r.CandidateID, r.Verdict, r.NextFact, want.verdict, want.says)
		}
	}
	if r := find(t, a, in.Candidates[0].ID); r.Price.Recommended.Known() || !strings.Contains(r.Price.Reason, "unit_cost") || r.GatesFailed[0].Gate != "cost_known" {
		t.Errorf("unknown cost: price %s, reason %q, gates %+v", r.Price.Recommended, r.Price.Reason, r.GatesFailed)
	}
}

// TestF42EmptyMarket: without a comparable offer the price is cost-based, with the reason.
func TestF42EmptyMarket(t *testing.T) {
	in := small()
	in.Matches, in.Series = nil, nil
	for _, r := range advise(t, in).Recommendations {
		if !r.Price.Recommended.Known() || !strings.Contains(r.Price.Reason, "no comparable offer") || r.Verdict != market.Watch {
			t.Errorf("%s: price %s (%s), verdict %s", r.CandidateID, r.Price.Recommended, r.Price.Reason, r.Verdict)
		}
	}
}

func line(id, seller, price string, at time.Time) market.Series {
	lid := market.ListingID(id)
	return market.Series{Listing: market.Listing{ID: lid, Source: "s", Title: "same thing"}, Observations: []market.Observation{
		{ListingID: lid, ObservedAt: at, Offer: market.Offer{Price: money.MustDecimal(price, "EUR"), Seller: seller, Availability: market.InStock}},
	}}
}

// TestF41RaiseWhenAloneInAdvice: own 450, the next seller of the same product 464.85, list price 463.
func TestF41RaiseWhenAloneInAdvice(t *testing.T) {
	at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	in := scoring.Input{AsOf: at, Series: []market.Series{line("a", "me", "450", at), line("b", "other", "464.85", at)},
		Candidates: []market.Candidate{{ID: "c", Title: "same thing", Currency: "EUR", OwnSellerIDs: []string{"me"}, ListPrice: money.MustDecimal("463", "EUR"),
			Cost: market.CostSheet{UnitCost: money.MustDecimal("300", "EUR")}}}}
	for _, id := range []market.ListingID{"a", "b"} {
		in.Matches = append(in.Matches, market.Match{CandidateID: "c", ListingID: id, Relation: market.Same, Decision: market.Auto})
	}
	r := advise(t, in).Recommendations[0]
	if got := r.Price.Recommended.Decimal(); got != "463.00" {
		t.Errorf("advice %s; want 463.00 (%+v)", got, r.Price.Clamps)
	}
	if !slices.ContainsFunc(r.Warnings, func(w market.Warning) bool { return w.Code == "headroom" && strings.Contains(w.Message, "13.00 EUR") }) {
		t.Errorf("warnings %+v; want a headroom of 13", r.Warnings)
	}
}

// TestF44NotIdentified: one rival does not identify a slope, so no optimum is claimed.
func TestF44NotIdentified(t *testing.T) {
	in := small()
	id := in.Candidates[0].ID
	kept := in.Matches[0]
	in.Series = slices.DeleteFunc(slices.Clone(in.Series), func(s market.Series) bool { return s.Listing.Category == "cat 0" && s.Listing.ID != kept.ListingID })
	in.Matches = slices.DeleteFunc(in.Matches, func(m market.Match) bool { return m.CandidateID == id && m.ListingID != kept.ListingID })
	r := find(t, advise(t, in), id)
	if r.Demand != nil && r.Demand.Elasticity != nil || strings.Contains(r.Price.Corridor.Target.BoundBy, "highest expected profit") {
		t.Errorf("one rival gives an optimum: %+v, target by %q", r.Demand, r.Price.Corridor.Target.BoundBy)
	}
	if r.Verdict == market.Go {
		t.Error("an unidentified slope gets a go")
	}
}

// Test003FLowMarginIsNeverGo: under the margin gate it is never a go, whatever the demand; the distance is shown.
func Test003FLowMarginIsNeverGo(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	in.Profile.Gates.MinMargin = 0.6
	for _, r := range advise(t, in).Recommendations {
		if r.Verdict == market.Go {
			t.Errorf("%s gets a go at a margin of %.2f", r.CandidateID, r.Price.Expected.MarginRate)
		}
		i := slices.IndexFunc(r.GatesFailed, func(g market.GateFailure) bool { return g.Gate == "min_margin" })
		if i < 0 || r.GatesFailed[i].Distance == nil || r.GatesFailed[i].ToPass == "" {
			t.Errorf("%s: gates %+v; want min_margin with its distance", r.CandidateID, r.GatesFailed)
		}
	}
}

// Test000AAssuranceRanksHigher: of two equal candidates the assured one ranks higher.
func Test000AAssuranceRanksHigher(t *testing.T) {
	in := small()
	twin := in.Candidates[5]
	twin.ID, twin.Differentiators = "zz-assured", []string{"two-year warranty", "authorised seller"}
	for _, m := range in.Matches {
		if m.CandidateID == in.Candidates[5].ID {
			m.CandidateID = twin.ID
			in.Matches = append(in.Matches, m)
		}
	}
	in.Candidates = append(in.Candidates, twin)
	a := advise(t, in)
	if with, without := find(t, a, twin.ID), find(t, a, in.Candidates[5].ID); with.Rank >= without.Rank || *with.Score <= *without.Score {
		t.Errorf("assured rank %d score %.3f, plain rank %d score %.3f", with.Rank, *with.Score, without.Rank, *without.Score)
	}
}

// Test003APermutedWeights: the default weights fall in the text's order, and other weights give another order.
func Test003APermutedWeights(t *testing.T) {
	w := scoring.DefaultWeights()
	if !(w[0] > w[1] && w[1] > w[2] && w[2] > w[3]) {
		t.Errorf("weights %v do not fall", w)
	}
	in := synthetic(40, 1000)
	want := ids(advise(t, in), "")
	in.Profile = scoring.Profile{Name: "upside down", Weights: scoring.Weights{0.1, 0.2, 0.3, 0.4}, Gates: scoring.DefaultGates()}
	if got := ids(advise(t, in), ""); slices.Equal(got, want) {
		t.Error("turned weights change nothing")
	}
	in.Profile.Weights = scoring.Weights{-1, 1, 1, 1}
	if _, err := scoring.Advise(in); !errors.Is(err, market.ErrInvalid) {
		t.Errorf("a negative weight: %v", err)
	}
}

// Test003BAcceptedPremium: at equal cost the better quality, which buyers pay for, has the higher value.
func Test003BAcceptedPremium(t *testing.T) {
	in := small()
	low, high := 40.0, 75.0
	score := func(q *float64) float64 {
		return *find(t, advise(t, change(in, 2, func(c *market.Candidate) { c.QualityScore = q })), in.Candidates[2].ID).Scores["value"].Score
	}
	if a, b := score(&low), score(&high); a >= b {
		t.Errorf("value %.2f at quality 40, %.2f at 75", a, b)
	}
}

// Test003EMoreOfTheSame: more identical sellers never raise the competition score.
func Test003EMoreOfTheSame(t *testing.T) {
	in := small()
	id := in.Candidates[0].ID
	last := math.Inf(1)
	for n := range 4 {
		more := in
		more.Series, more.Matches = slices.Clone(in.Series), slices.Clone(in.Matches)
		for k := range n * 10 {
			s := in.Series[0]
			s.Listing.ID = market.ListingID(fmt.Sprintf("copy|%d", k))
			s.Listing.Brand = fmt.Sprint("copy ", k)
			more.Series = append(more.Series, s)
			more.Matches = append(more.Matches, market.Match{CandidateID: id, ListingID: s.Listing.ID, Relation: market.Comparable, Decision: market.Auto})
		}
		crowd := 0.0
		for _, d := range find(t, advise(t, more), id).Scores["competition"].Drivers {
			if d.Name == "crowding" {
				crowd = *d.Score
			}
		}
		if crowd > last {
			t.Errorf("%d more sellers raise crowding from %.2f to %.2f", n*10, last, crowd)
		}
		last = crowd
	}
}

// Test003XShortlist: one or two products first.
func Test003XShortlist(t *testing.T) {
	in := synthetic(40, 1000)
	if a := advise(t, in); len(a.Shortlist) > 2 {
		t.Errorf("shortlist %v; want two at most", a.Shortlist)
	}
	in.Profile = scoring.DefaultProfile()
	in.Profile.Shortlist = 5
	if a := advise(t, in); len(a.Shortlist) > 5 {
		t.Errorf("shortlist %v; want five at most", a.Shortlist)
	}
}

func TestF34Dominance(t *testing.T) {
	a := advise(t, synthetic(40, 1000))
	dominated := 0
	for _, r := range a.Recommendations {
		for _, by := range r.DominatedBy {
			dominated++
			d := find(t, a, by)
			for _, f := range scoring.Factors() {
				if *d.Scores[string(f)].Score < *r.Scores[string(f)].Score-1e-4 {
					t.Errorf("%s is said to dominate %s, but has a lower %s", by, r.CandidateID, f)
				}
			}
		}
	}
	if dominated == 0 {
		t.Error("nobody of forty is dominated")
	}
}

func TestF46Simulate(t *testing.T) {
	in := small()
	id := in.Candidates[3].ID
	want := find(t, advise(t, in), id)
	same, err := scoring.Simulate(in, id, want.Price.Recommended)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.Price.Expected, same.Price.Expected, amounts); diff != "" {
		t.Errorf("the advised price simulates otherwise: %s", diff)
	}
	under, err := scoring.Simulate(in, id, money.New(1, "USD"))
	if err != nil || !slices.ContainsFunc(under.Warnings, func(w market.Warning) bool { return w.Code == "under_floor" }) {
		t.Errorf("a cent: %v, warnings %+v; want under_floor", err, under.Warnings)
	}
	if _, err := scoring.Simulate(in, "nobody", want.Price.Recommended); !errors.Is(err, market.ErrNotFound) {
		t.Errorf("unknown candidate: %v", err)
	}
	if _, err := scoring.Simulate(in, id, money.MustDecimal("9", "EUR")); !errors.Is(err, market.ErrInvalid) {
		t.Errorf("another currency: %v", err)
	}
}

// TestF46SimulatorKeepsNothing: a question put to a simulator that answered others is answered as by a new one.
func TestF46SimulatorKeepsNothing(t *testing.T) {
	in := small()
	s := scoring.NewSimulator(in)
	for _, n := range []int{3, 5, 3} {
		for _, price := range []int64{1999, 4999, 1999} {
			id := in.Candidates[n].ID
			want, err := scoring.Simulate(in, id, money.New(price, "USD"))
			if err != nil {
				t.Fatal(err)
			}
			got, err := s.At(id, money.New(price, "USD"))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, amounts); diff != "" {
				t.Errorf("%s at %d: %s", id, price, diff)
			}
		}
	}
}

func TestF47ExportVerifies(t *testing.T) {
	in := small()
	in.Candidates[2].QualityScore = nil
	for _, c := range in.Candidates[:3] {
		b, err := scoring.Export(in, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := scoring.Verify(b); err != nil {
			t.Fatalf("%s: %v", c.ID, err)
		}
		var e map[string]any
		if err := json.Unmarshal(b, &e); err != nil {
			t.Fatal(err)
		}
		e["recommendation"].(map[string]any)["score"] = 99.5
		forged, _ := json.Marshal(e)
		var d *scoring.Difference
		if err := scoring.Verify(forged); !errors.As(err, &d) || d.Field != "score" || d.Exported != "99.5" {
			t.Errorf("a forged score: %v; want the field score", err)
		}
	}
	for name, text := range map[string]string{"not JSON": "{", "another format": `{"format":"x"}`, "another model": `{"format":"shelfwise-export/3","model_version":"old"}`} {
		if err := scoring.Verify([]byte(text)); !errors.Is(err, market.ErrInvalid) {
			t.Errorf("%s: %v; want ErrInvalid", name, err)
		}
	}
	if _, err := scoring.Export(in, "nobody"); !errors.Is(err, market.ErrNotFound) {
		t.Errorf("unknown candidate: %v", err)
	}
}

// Test004BMarketSize: the range of a market's size holds its middle and grows with the offers.
func Test004BMarketSize(t *testing.T) {
	r := advise(t, small()).Recommendations[0]
	size := r.Market.RevenuePerMonth
	if size == nil || !(0 < size.P10 && size.P10 < size.P50 && size.P50 < size.P90) {
		t.Fatalf("size %+v; want a range", size)
	}
	sum := 0.0
	for _, v := range r.Market.Rivals {
		if v.Units != nil {
			sum += v.Units.P50 * v.Price.Float()
		}
	}
	if math.Abs(sum/size.P50-1) > 0.01 {
		t.Errorf("the rivals' units times their prices are %.0f; the size says %.0f", sum, size.P50)
	}
}

// TestForeignCurrency: a candidate and its rivals in another currency are advised the same, at the rate.
func TestForeignCurrency(t *testing.T) {
	in := small()
	want := find(t, advise(t, in), in.Candidates[0].ID)
	in.Rates = rate2{}
	for i, s := range in.Series {
		if i%2 == 0 {
			continue
		}
		s.Observations = slices.Clone(s.Observations)
		for j := range s.Observations {
			p := &s.Observations[j].Offer.Price
			*p = money.New(2*p.Minor(), "EUR")
		}
		in.Series[i] = s
	}
	got := find(t, advise(t, in), in.Candidates[0].ID)
	if got.Price.Recommended != want.Price.Recommended {
		t.Errorf("half of the listings in EUR: %s; want %s", got.Price.Recommended, want.Price.Recommended)
	}
	in.Rates = nil
	r := find(t, advise(t, in), in.Candidates[0].ID)
	if !slices.ContainsFunc(r.Market.Excluded, func(e market.Exclusion) bool { return e.Reason == "no_rate" }) {
		t.Error("listings without a rate are not excluded by name")
	}
}

// rate2 says that a euro is half a dollar.
type rate2 struct{}

func (rate2) Rate(from, to money.Currency, _ time.Time) (num, den int64, err error) {
	switch {
	case from == "EUR" && to == "USD":
		return 1, 2, nil
	case from == "USD" && to == "EUR":
		return 2, 1, nil
	}
	return 0, 0, market.ErrNotFound
}
