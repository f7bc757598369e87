package scoring_test

import (
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// weighings are the named profiles and the weights that leave one factor alone, but cost: its margin is a share of the advised
// price, which rises with the cost, so that under it alone a dearer product may keep a larger share.
func weighings() []scoring.Profile {
	out := scoring.Profiles()
	for f, name := range scoring.Factors() {
		if name == scoring.Cost {
			continue
		}
		p := scoring.DefaultProfile()
		p.Name, p.Weights = string(name)+" alone", scoring.Weights{}
		p.Weights[f] = 1
		out = append(out, p)
	}
	return out
}

// harder lists the inputs of a sheet with what makes each worse, from good to bad.
func harder() map[string][]func(*market.Candidate) {
	out := map[string][]func(*market.Candidate){}
	for _, times := range []float64{0.8, 1, 1.2, 1.5, 2, 4} {
		out["unit_cost"] = append(out["unit_cost"], func(c *market.Candidate) {
			c.Cost.UnitCost = c.Cost.UnitCost.MulRate(money.RateOf(times), money.HalfUp)
		})
	}
	for _, share := range []float64{0, 0.1, 0.3, 0.6} {
		out["packaging_cost"] = append(out["packaging_cost"], func(c *market.Candidate) {
			c.Cost.Packaging = c.Cost.UnitCost.MulRate(money.RateOf(share), money.HalfUp)
		})
		out["fulfilment_cost"] = append(out["fulfilment_cost"], func(c *market.Candidate) {
			c.Cost.Fulfilment = c.Cost.UnitCost.MulRate(money.RateOf(share), money.HalfUp)
		})
		out["ad_cost_rate"] = append(out["ad_cost_rate"], func(c *market.Candidate) { c.Cost.AdRate = new(money.RateOf(share)) })
		out["return_rate"] = append(out["return_rate"], func(c *market.Candidate) { c.Cost.ReturnRate = new(money.RateOf(share)) })
	}
	for _, n := range []int64{1, 100, 5000, 1_000_000} {
		out["moq"] = append(out["moq"], func(c *market.Candidate) { c.Cost.MOQ = &n })
	}
	for _, n := range []float64{0, 50, 300, 2000} {
		out["fixed_cost"] = append(out["fixed_cost"], func(c *market.Candidate) { c.Cost.FixedCost = money.FromFloat(n, c.Cost.UnitCost.Currency()) })
	}
	for _, q := range []float64{100, 70, 50, 20, 0} {
		out["quality_score"] = append(out["quality_score"], func(c *market.Candidate) { c.QualityScore = &q })
	}
	return out
}

// TestF27MonotoneUnderAnyWeights: what is worse for profit never lifts the score, whatever the weights. The slack is what
// a price that moves to a usual ending is worth.
func TestF27MonotoneUnderAnyWeights(t *testing.T) {
	markets := map[string]scoring.Input{"small": small()}
	if !testing.Short() {
		plain := loadMarket(t, "plain")
		plain.Candidates = plain.Candidates[:15]
		plain.Matches = byCategory(plain.Candidates, plain.Series)
		markets["plain"] = plain
	}
	for name, in := range markets {
		for _, in.Profile = range weighings() {
			for input, steps := range harder() {
				before := map[string]float64{}
				for i, step := range steps {
					for _, r := range advise(t, all(in, step)).Recommendations {
						if was, ok := before[r.CandidateID]; ok && *r.Score > was+0.3 {
							t.Errorf("%s, %s: %s rises from %.2f to %.2f with %s at step %d (price %v)", name, in.Profile.Name, r.CandidateID, was, *r.Score, input, i, r.Price.Recommended)
						}
						before[r.CandidateID] = *r.Score
					}
				}
			}
		}
	}
}
