package scoring_test

import (
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// gap is an input that may be missing, with plausible values of it.
type gap struct {
	name   string
	forget func(*market.Candidate)
	known  []func(*market.Candidate)
}

// gaps lists the inputs of a sheet and the quality with values up to the worst plausible one.
func gaps() []gap {
	amount := func(name string, at func(*market.Candidate) *money.Amount, shares ...float64) gap {
		g := gap{name: name, forget: func(c *market.Candidate) { *at(c) = money.Amount{} }}
		for _, s := range shares {
			g.known = append(g.known, func(c *market.Candidate) { *at(c) = c.Cost.UnitCost.MulRate(money.RateOf(s), money.HalfUp) })
		}
		return g
	}
	rate := func(name string, at func(*market.Candidate) **money.Rate, shares ...float64) gap {
		g := gap{name: name, forget: func(c *market.Candidate) { *at(c) = nil }}
		for _, s := range shares {
			g.known = append(g.known, func(c *market.Candidate) { *at(c) = new(money.RateOf(s)) })
		}
		return g
	}
	quality := gap{name: "quality_score", forget: func(c *market.Candidate) { c.QualityScore = nil }}
	for _, q := range []float64{10, 50, 90, 100} {
		quality.known = append(quality.known, func(c *market.Candidate) { c.QualityScore = &q })
	}
	promise := gap{name: "differentiators", forget: func(c *market.Candidate) { c.Differentiators = nil }}
	for _, said := range []string{"two-year warranty, free returns, authorised dealer", "experience: quiet", "saves 30 minutes"} {
		promise.known = append(promise.known, func(c *market.Candidate) { c.Differentiators = []string{said} })
	}
	return []gap{
		amount("inbound_freight", func(c *market.Candidate) *money.Amount { return &c.Cost.InboundFreight }, 0.05, 0.25),
		amount("fulfilment_cost", func(c *market.Candidate) *money.Amount { return &c.Cost.Fulfilment }, 0.1, 0.7),
		amount("packaging_cost", func(c *market.Candidate) *money.Amount { return &c.Cost.Packaging }, 0, 0.06),
		amount("storage_cost", func(c *market.Candidate) *money.Amount { return &c.Cost.Storage }, 0, 0.04),
		amount("return_cost", func(c *market.Candidate) *money.Amount { return &c.Cost.ReturnCost }, 0, 1),
		rate("duty_rate", func(c *market.Candidate) **money.Rate { return &c.Cost.DutyRate }, 0, 0.15),
		rate("referral_fee_rate", func(c *market.Candidate) **money.Rate { return &c.Cost.ReferralRate }, 0, 0.2),
		rate("payment_fee_rate", func(c *market.Candidate) **money.Rate { return &c.Cost.PaymentRate }, 0, 0.03),
		rate("ad_cost_rate", func(c *market.Candidate) **money.Rate { return &c.Cost.AdRate }, 0, 0.2),
		rate("return_rate", func(c *market.Candidate) **money.Rate { return &c.Cost.ReturnRate }, 0, 0.15),
		quality, promise,
	}
}

// all returns the input with every candidate changed.
func all(in scoring.Input, f func(*market.Candidate)) scoring.Input {
	for i := range in.Candidates {
		in = change(in, i, f)
	}
	return in
}

// TestF28IntervalHoldsWhatIsKnown: without an input the score is no higher than with it at any plausible value, and the score
// interval reaches to the score with it, the price that it leads to included; under every profile and each factor alone but cost.
// A tenth of a point is what a price that moves to a charm ending is worth.
func TestF28IntervalHoldsWhatIsKnown(t *testing.T) {
	markets := map[string]scoring.Input{"small": small()}
	for _, name := range []string{"plain", "dirty"} {
		if testing.Short() {
			continue
		}
		in := loadMarket(t, name)
		in.Candidates = in.Candidates[:15]
		in.Matches = byCategory(in.Candidates, in.Series)
		markets[name] = in
	}
	for name, in := range markets {
		for _, p := range weighings() {
			if name != "small" && p.Name != "default" {
				continue
			}
			in.Profile = p
			const slack = 0.1
			for _, g := range gaps() {
				less := advise(t, all(in, g.forget))
				for i, fill := range g.known {
					for _, known := range advise(t, all(in, fill)).Recommendations {
						r := find(t, less, known.CandidateID)
						if *r.Score > *known.Score+slack {
							t.Errorf("%s, %s: %s without %s scores %.2f, with value %d %.2f", name, p.Name, r.CandidateID, g.name, *r.Score, i, *known.Score)
						}
						if s := *known.Score; s > r.ScoreInterval[1]+0.01 || s < r.ScoreInterval[0]-slack {
							t.Errorf("%s, %s: %s with %s at value %d scores %.2f, without it in %v", name, p.Name, r.CandidateID, g.name, i, s, *r.ScoreInterval)
						}
					}
				}
			}
		}
	}
}
