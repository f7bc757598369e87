package pricing_test

import (
	"testing"

	"shelfwise/market"
	"shelfwise/scoring/pricing"
)

// better has what a premium needs.
func better(c market.Candidate) market.Candidate {
	c.QualityScore, c.Differentiators, c.Proofs = new(80.0), []string{"tested"}, []string{"report"}
	return c
}

// Test001APremiumNeedsGrounds: without known quality above the usual nothing is asked above the
// dearest rival, however flat demand is; with them it is.
func Test001APremiumNeedsGrounds(t *testing.T) {
	base := market.Candidate{ID: "p", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("12"), ReferralRate: rate("0")}}
	for _, tc := range []struct {
		name string
		make func(market.Candidate) market.Candidate
		over bool
	}{
		{"better", better, true},
		{"poor", func(c market.Candidate) market.Candidate { c = better(c); c.QualityScore = new(10.0); return c }, false},
		{"usual", func(c market.Candidate) market.Candidate { c = better(c); c.QualityScore = new(50.0); return c }, false},
		{"quality not known", func(c market.Candidate) market.Candidate { c = better(c); c.QualityScore = nil; return c }, false},
	} {
		c := tc.make(base)
		e, _ := pricing.Compile(c, pricing.Terms{})
		for _, identified := range []bool{true, false} {
			d, err := pricing.Decide(pricing.Case{Candidate: c, Economics: e, Demand: power{20, 100, -1.5}, Identified: identified, Reference: 20, Rivals: []float64{18, 20, 22}})
			if err != nil {
				t.Fatal(err)
			}
			if got := d.Advice.Corridor.Ceiling; (got.Amount.Minor() > 22_00) != tc.over || d.Advice.Recommended.Minor() > got.Amount.Minor() {
				t.Errorf("%s: ceiling %s (%s), price %s", tc.name, got.Amount, got.BoundBy, d.Advice.Recommended)
			}
		}
	}
}
