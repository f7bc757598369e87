package scoring_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// Test004APortfolioEqualsBruteForce: under a cash limit and a cap per category the set chosen earns what the best of
// all subsets earns.
func Test004APortfolioEqualsBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 10).Draw(t, "candidates")
		perCategory := rapid.IntRange(0, 3).Draw(t, "cap")
		limit := money.New(rapid.Int64Range(0, 400_00).Draw(t, "limit"), "USD")
		var a market.Advice
		for i := range n {
			a.Recommendations = append(a.Recommendations, market.Recommendation{
				CandidateID: fmt.Sprint(i), Rank: i + 1, Category: fmt.Sprint(rapid.IntRange(0, 2).Draw(t, "category")),
				Verdict: rapid.SampledFrom([]market.Verdict{market.Go, market.Trial, market.Watch}).Draw(t, "verdict"),
				Price: market.PriceAdvice{Expected: &market.Expected{
					ProfitPerMonth: money.New(rapid.Int64Range(-50_00, 500_00).Draw(t, "profit"), "USD"),
					CashNeeded:     money.New(rapid.Int64Range(0, 200_00).Draw(t, "cash"), "USD"),
				}},
			})
		}
		got := scoring.Choose(a, limit, perCategory)
		if want := brute(a, limit.Minor(), perCategory); got.Profit.Minor() != want {
			t.Fatalf("chosen %v earns %s; the best set earns %d cents", got.CandidateIDs, got.Profit, want)
		}
		if got.Cash.Minor() > limit.Minor() || got.Left.Minor() != limit.Minor()-got.Cash.Minor() {
			t.Fatalf("%s of %s spent, %s left", got.Cash, limit, got.Left)
		}
	})
}

func brute(a market.Advice, limit int64, perCategory int) int64 {
	best := int64(0)
	for set := range 1 << len(a.Recommendations) {
		cash, profit, used, ok := int64(0), int64(0), map[string]int{}, true
		for i, r := range a.Recommendations {
			if set>>i&1 == 0 {
				continue
			}
			used[r.Category]++
			cash, profit = cash+r.Price.Expected.CashNeeded.Minor(), profit+r.Price.Expected.ProfitPerMonth.Minor()
			ok = ok && r.Verdict != market.Watch && (perCategory == 0 || used[r.Category] <= perCategory)
		}
		if ok && cash <= limit {
			best = max(best, profit)
		}
	}
	return best
}

// TestProfilesReorder: each named profile is found, weighs to one and at least one orders otherwise than the default.
func TestProfilesReorder(t *testing.T) {
	in := synthetic(60, 1500)
	want := ids(advise(t, in), "")
	others := 0
	for _, p := range scoring.Profiles() {
		got, err := scoring.ProfileNamed(p.Name)
		if err != nil || got.Name != p.Name {
			t.Errorf("ProfileNamed(%q) = %q, %v", p.Name, got.Name, err)
		}
		in.Profile = p
		if !slices.Equal(ids(advise(t, in), ""), want) {
			others++
		}
	}
	if others == 0 {
		t.Error("no profile changes the order")
	}
	if _, err := scoring.ProfileNamed("none such"); err == nil {
		t.Error("an unknown profile is found")
	}
}

// TestF43PriceWarInAdvice: sellers of the same product that undercut each other week by week are a war: the price is
// held at the own one, the warning says what following would cost. One promotion that ends is none.
func TestF43PriceWarInAdvice(t *testing.T) {
	at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	week := func(n int) time.Time { return at.AddDate(0, 0, -7*(8-n)) }
	series := func(id, seller string, prices ...float64) market.Series {
		s := line(id, seller, "1", week(0))
		s.Observations = nil
		for n, p := range prices {
			s.Observations = append(s.Observations, market.Observation{ListingID: s.Listing.ID, ObservedAt: week(n),
				Offer: market.Offer{Price: money.FromFloat(p, "EUR"), Seller: seller, Availability: market.InStock}})
		}
		return s
	}
	for _, tc := range []struct {
		name string
		a, b []float64
		war  bool
	}{
		{"war", []float64{20, 20, 20, 19, 19, 17.8, 17.8, 16.6, 16.6}, []float64{20.5, 20.5, 19.8, 19.8, 18.4, 18.4, 17.2, 17.2, 16}, true},
		{"promotion", []float64{20, 20, 18, 18, 18, 20, 20, 20, 20}, []float64{20.5, 20.5, 20.5, 20.5, 20.5, 20.5, 20.5, 20.5, 20.5}, false},
	} {
		in := scoring.Input{AsOf: at, Candidates: []market.Candidate{{ID: "c", Title: "same thing", Currency: "EUR", OwnSellerIDs: []string{"me"},
			Cost: market.CostSheet{UnitCost: money.MustDecimal("6", "EUR")}}}}
		in.Series = []market.Series{series("a", "x", tc.a...), series("b", "y", tc.b...), series("o", "me", 19, 19, 19, 19, 19, 19, 19, 19, 19)}
		for _, s := range in.Series {
			in.Matches = append(in.Matches, market.Match{CandidateID: "c", ListingID: s.Listing.ID, Relation: market.Same, Decision: market.Auto})
		}
		r := advise(t, in).Recommendations[0]
		warned := slices.ContainsFunc(r.Warnings, func(w market.Warning) bool { return w.Code == "price_war" })
		if r.Market.PriceWar != tc.war || warned != tc.war {
			t.Errorf("%s: war %v, warned %v; want %v", tc.name, r.Market.PriceWar, warned, tc.war)
		}
		if tc.war && r.Price.Recommended.Decimal() != "19.00" {
			t.Errorf("%s: price %s; want to hold 19.00 (%+v)", tc.name, r.Price.Recommended, r.Price.Clamps)
		}
	}
}
