package pricing_test

import (
	"testing"

	"pgregory.net/rapid"

	"shelfwise/market"
	"shelfwise/scoring/pricing"
)

// undercut is days of two sellers who undercut each other in turn by a step, beside others who stand still.
func undercut(days, others int, step float64) [][]float64 {
	out := [][]float64{{10}, {10}}
	for d := 1; d < days; d++ {
		for i := range out {
			p := out[i][d-1]
			if d%2 == i {
				p = out[1-i][d-1] - step
			}
			out[i] = append(out[i], p)
		}
	}
	for range others {
		still := make([]float64, days)
		for d := range still {
			still[d] = 12
		}
		out = append(out, still)
	}
	return out
}

// TestF43DuelByACent: sellers that undercut each other in turn are found by any step and among any number of others;
// the war of a whole market is not what the duel of two is.
func TestF43DuelByACent(t *testing.T) {
	rule := pricing.DefaultWarRule()
	for _, step := range []float64{0.01, 0.02, 0.05, 0.30} {
		for _, others := range []int{0, 5} {
			prices := undercut(16, others, step)
			if n := rule.Duel(prices); n < 12 {
				t.Errorf("step %v, %d others: %d answers; want at least 12", step, others, n)
			}
			if flags := rule.Flags(prices); step < 0.1 && flags[len(flags)-1] {
				t.Errorf("step %v, %d others: called a war of the market", step, others)
			}
		}
	}
	follower := [][]float64{{10, 9.9, 9.9, 9.8, 9.8, 9.7, 9.7, 9.6}, {10, 10, 9.9, 9.9, 9.8, 9.8, 9.7, 9.7}}
	if n := rule.Duel(follower); n != 0 {
		t.Errorf("one who follows and never undercuts: %d", n)
	}
	if n := rule.Duel(undercut(5, 3, 0.01)); n != 0 {
		t.Errorf("four undercuts: %d answers; too few for a duel", n)
	}
}

// TestF43NoiseIsNoDuel: prices that go up and down by themselves are no duel.
func TestF43NoiseIsNoDuel(t *testing.T) {
	rule := pricing.DefaultWarRule()
	rapid.Check(t, func(t *rapid.T) {
		prices := make([][]float64, 2)
		for i := range prices {
			for d := range 16 {
				p := rapid.SampledFrom([]float64{9.98, 9.99, 10, 10.01, 10.02}).Draw(t, "price")
				if d%2 == 0 {
					p = 10.05 // back up every other day: a rise for every cut
				}
				prices[i] = append(prices[i], p)
			}
		}
		if n := rule.Duel(prices); n != 0 {
			t.Fatalf("%v: %d answers", prices, n)
		}
	})
}

// TestF43FollowingNeverPays: following a war down costs, however buyers react, since the others answer.
func TestF43FollowingNeverPays(t *testing.T) {
	c := market.Candidate{ID: "w", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("5"), ReferralRate: rate("0")}}
	e, _ := pricing.Compile(c, pricing.Terms{})
	for _, slope := range []float64{-1.2, -2.6, -6} {
		if cost := pricing.FollowCost(e, power{20, 100, slope}, 1999, 1800, 3); !(cost > 0) {
			t.Errorf("slope %v: following costs %v", slope, cost)
		}
	}
	if cost := pricing.FollowCost(e, power{20, 100, -2}, 1000, 1800, 3); cost != 0 {
		t.Errorf("following up costs %v", cost)
	}
}
