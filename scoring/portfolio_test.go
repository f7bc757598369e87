package scoring_test

import (
	"fmt"
	"math/rand/v2"
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
		n := rapid.IntRange(0, 11).Draw(t, "candidates")
		grain := rapid.SampledFrom([]int64{1, 50_00}).Draw(t, "grain") // coarse amounts tie
		perCategory := rapid.IntRange(0, 3).Draw(t, "cap")
		limit := money.New(rapid.Int64Range(0, 400_00).Draw(t, "limit"), "USD")
		var a market.Advice
		for i := range n {
			a.Recommendations = append(a.Recommendations, market.Recommendation{
				CandidateID: fmt.Sprint(i), Rank: i + 1, Category: fmt.Sprint(rapid.IntRange(0, 2).Draw(t, "category")),
				Verdict: rapid.SampledFrom([]market.Verdict{market.Go, market.Trial, market.Watch}).Draw(t, "verdict"),
				Price: market.PriceAdvice{Expected: &market.Expected{
					ProfitPerMonth: money.New(rapid.Int64Range(-50_00, 500_00).Draw(t, "profit")/grain*grain, "USD"),
					CashNeeded:     money.New(rapid.Int64Range(0, 200_00).Draw(t, "cash")/grain*grain, "USD"),
					Counted:        rapid.SampledFrom([]money.Amount{{}, {}, money.New(-1_00, "USD"), money.New(70_00, "USD")}).Draw(t, "counted"),
					CashCounted:    rapid.SampledFrom([]money.Amount{{}, {}, money.New(90_00, "USD")}).Draw(t, "cash counted"),
				}},
			})
		}
		got := scoring.Choose(a, limit, perCategory)
		counts := got.Profit
		if got.Counted.Known() {
			counts = got.Counted
		}
		if want := brute(a, limit.Minor(), perCategory); counts.Minor() != want {
			t.Fatalf("chosen %v counts %s; the best set %d cents", got.CandidateIDs, counts, want)
		}
		if got.Cash.Minor() > limit.Minor() || got.Left.Minor() != limit.Minor()-got.Cash.Minor() {
			t.Fatalf("%s of %s spent, %s left", got.Cash, limit, got.Left)
		}
	})
}

// many is an advice of n products in forty categories.
func many(n int, profit func(rng *rand.Rand, cash int64) int64) market.Advice {
	rng := rand.New(rand.NewPCG(uint64(n), 1))
	var a market.Advice
	for i := range n {
		cash := 100_00 + rng.Int64N(3000_00)
		a.Recommendations = append(a.Recommendations, market.Recommendation{
			CandidateID: fmt.Sprint(i), Rank: i + 1, Category: fmt.Sprint(rng.IntN(40)), Verdict: market.Go,
			Price: market.PriceAdvice{Expected: &market.Expected{CashNeeded: money.New(cash, "USD"), ProfitPerMonth: money.New(profit(rng, cash), "USD")}},
		})
	}
	return a
}

// Test004APortfolioOfThousands: of thousands of products, also where caps bind and where profit hangs on cash alone, no larger
// limit earns less, a smaller cap never more, and the set comes within a thousandth of what no set can exceed.
func Test004APortfolioOfThousands(t *testing.T) {
	for name, profit := range map[string]func(*rand.Rand, int64) int64{
		"apart": func(rng *rand.Rand, _ int64) int64 { return 10_00 + rng.Int64N(2000_00) },
		"tied":  func(_ *rand.Rand, cash int64) int64 { return cash/2 + 100_00 },
	} {
		a := many(4000, profit)
		free := map[int64]int64{}
		for _, perCategory := range []int{0, 3, 1} {
			last := int64(0)
			for _, limit := range []int64{5000_00, 50_000_00, 1_000_000_00} {
				p := scoring.Choose(a, money.New(limit, "USD"), perCategory)
				if p.Profit.Minor() < last || free[limit] > 0 && p.Profit.Minor() > free[limit] || p.Cash.Minor() > limit {
					t.Errorf("%s, cap %d: %s earns %s, a smaller limit %d, a wider cap %d", name, perCategory, p.Limit, p.Profit, last, free[limit])
				}
				if most := relaxation(a, limit, perCategory); float64(p.Profit.Minor()) < 0.999*most-100_00 { // a product less is what whole products may cost
					t.Errorf("%s, cap %d: %s earns %s of %.0f cents", name, perCategory, p.Limit, p.Profit, most)
				}
				last, free[limit] = p.Profit.Minor(), p.Profit.Minor()
			}
		}
	}
}

// relaxation is what no set can exceed: the least, over tolls, of what the limit earns at the toll and each category's best
// earn beyond it. It is convex in the toll.
func relaxation(a market.Advice, limit int64, perCategory int) float64 {
	at := func(toll float64) float64 {
		by := map[string][]float64{}
		for _, r := range a.Recommendations {
			e := r.Price.Expected
			if extra := float64(e.ProfitPerMonth.Minor()) - toll*float64(e.CashNeeded.Minor()); extra > 0 {
				by[r.Category] = append(by[r.Category], extra)
			}
		}
		sum := toll * float64(limit)
		for _, extra := range by {
			slices.Sort(extra)
			if perCategory > 0 {
				extra = extra[max(0, len(extra)-perCategory):]
			}
			for _, x := range extra {
				sum += x
			}
		}
		return sum
	}
	low, high := 0.0, 25.0
	for range 40 {
		x, y := low+(high-low)/3, high-(high-low)/3
		if at(x) < at(y) {
			high = y
		} else {
			low = x
		}
	}
	return at(low)
}

// Test004ALastUnitEarns: what the last unit of cash is said to earn is what a larger or smaller limit shows; nothing where cash
// is left over.
func Test004ALastUnitEarns(t *testing.T) {
	a := many(1000, func(rng *rand.Rand, _ int64) int64 { return 10_00 + rng.Int64N(2000_00) })
	for _, perCategory := range []int{0, 3} {
		at := func(limit int64) market.Portfolio { return scoring.Choose(a, money.New(limit, "USD"), perCategory) }
		p, less, more := at(50_000_00), at(45_000_00), at(55_000_00)
		seen := (more.Profit.Float() - less.Profit.Float()) / 10_000
		if p.LastUnitEarns < 0.9*seen || p.LastUnitEarns > 1.1*seen {
			t.Errorf("cap %d: the last unit earns %.4f; around the limit a unit earns %.4f", perCategory, p.LastUnitEarns, seen)
		}
		if p := at(100_000_000_00); p.LastUnitEarns != 0 {
			t.Errorf("cap %d: with cash left over the last unit earns %.4f", perCategory, p.LastUnitEarns)
		}
	}
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
			p, c := r.Price.Expected.Safe()
			cash, profit = cash+c.Minor(), profit+p.Minor()
			ok = ok && r.Price.Expected.ProfitPerMonth.Sign() > 0 && r.Verdict != market.Watch && (perCategory == 0 || used[r.Category] <= perCategory)
		}
		if ok && cash <= limit {
			best = max(best, profit)
		}
	}
	return best
}

// TestF28MissingCostIsNotChosen: of twins of which one does not give a cost, a cash limit for one takes the one that does.
func TestF28MissingCostIsNotChosen(t *testing.T) {
	for name, without := range map[string]func(*market.CostSheet){
		"inbound_freight":  func(s *market.CostSheet) { s.InboundFreight = money.Amount{} },
		"duty_rate":        func(s *market.CostSheet) { s.DutyRate = nil },
		"packaging_cost":   func(s *market.CostSheet) { s.Packaging = money.Amount{} },
		"storage_cost":     func(s *market.CostSheet) { s.Storage = money.Amount{} },
		"payment_fee_rate": func(s *market.CostSheet) { s.PaymentRate = nil },
		"ad_cost_rate":     func(s *market.CostSheet) { s.AdRate = nil },
		"return_rate":      func(s *market.CostSheet) { s.ReturnRate = nil },
		"fixed_cost":       func(s *market.CostSheet) { s.FixedCost = money.Amount{} },
	} {
		in := small()
		c := in.Candidates[0] // its sheet gives all costs
		full, less := c, c
		full.ID, less.ID = "full", "less"
		without(&less.Cost)
		in.Candidates = []market.Candidate{less, full}
		in.Matches = byCategory(in.Candidates, in.Series)
		recs := advise(t, in)
		e := find(t, recs, "full").Price.Expected
		if e == nil || e.ProfitPerMonth.Sign() <= 0 {
			t.Fatal("the twin with all costs earns nothing: no test")
		}
		_, a := e.Safe()
		_, b := find(t, recs, "less").Price.Expected.Safe()
		set := scoring.Choose(recs, money.New(max(a.Minor(), b.Minor()), "USD"), 0)
		if slices.Contains(set.CandidateIDs, "less") {
			t.Errorf("without %s: chosen %v (%s counted)", name, set.CandidateIDs, set.Counted)
		}
	}
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
		{"duel by a cent", []float64{20, 20, 19.98, 19.98, 19.96, 19.96, 19.94, 19.94, 19.92}, []float64{20, 19.99, 19.99, 19.97, 19.97, 19.95, 19.95, 19.93, 19.93}, true},
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
		headroom := slices.ContainsFunc(r.Warnings, func(w market.Warning) bool { return w.Code == "headroom" })
		if tc.war && (r.Price.Recommended.Decimal() != "19.00" || headroom) {
			t.Errorf("%s: price %s; want to hold 19.00 (%+v)", tc.name, r.Price.Recommended, r.Price.Clamps)
		}
	}
}
