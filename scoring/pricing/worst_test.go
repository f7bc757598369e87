package pricing_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

// TestF28FillingInNeverLowers: whatever plausible value an unknown cost turns out to have, and whatever else is unknown, what
// the score counts of a unit does not fall.
func TestF28FillingInNeverLowers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		unit := money.New(rapid.Int64Range(100, 9000).Draw(t, "unit"), "USD")
		fill := []func(*market.CostSheet, float64){
			func(c *market.CostSheet, x float64) { r := money.RateOf(0.03 * x); c.PaymentRate = &r },
			func(c *market.CostSheet, x float64) { c.Packaging = unit.MulRate(money.RateOf(0.06*x), money.Down) },
			func(c *market.CostSheet, x float64) { c.Storage = unit.MulRate(money.RateOf(0.04*x), money.Down) },
			func(c *market.CostSheet, x float64) { r := money.RateOf(0.2 * x); c.AdRate = &r },
			func(c *market.CostSheet, x float64) {
				c.InboundFreight = unit.MulRate(money.RateOf(0.25*x), money.Down)
			},
		}
		which := rapid.IntRange(0, len(fill)-1).Draw(t, "which")
		c := market.Candidate{ID: "a", Currency: "USD", Cost: market.CostSheet{UnitCost: unit}}
		for j, f := range fill {
			if j != which && rapid.Bool().Draw(t, "known") {
				f(&c.Cost, rapid.Float64Range(0, 1).Draw(t, "other"))
			}
		}
		price := money.New(unit.Minor()*rapid.Int64Range(100, 800).Draw(t, "markup")/100, "USD")
		safe := func(c market.Candidate) float64 {
			e, err := pricing.Compile(c, pricing.Terms{Worst: true, WorstFixed: money.New(0, "USD")})
			if err != nil {
				t.Fatal(err)
			}
			if s, w := e.SafeContribution(price), e.Contribution(price).Float(); s > w+1e-9 {
				t.Fatalf("%.4f is more than the %.4f at the worst", s, w)
			}
			return e.SafeContribution(price)
		}
		was := safe(c)
		fill[which](&c.Cost, rapid.Float64Range(0, 1).Draw(t, "value"))
		if now := safe(c); now < was-0.031 { // each figure of a sheet is rounded to the cent
			t.Fatalf("cost %d unknown counts %.4f, filled in %.4f", which, was, now)
		}
	})
}

// TestF28WorstIsTold: what the score counts for a cost that is not given stands in the answer, in money.
func TestF28WorstIsTold(t *testing.T) {
	c := market.Candidate{ID: "a", Currency: "USD", Cost: market.CostSheet{UnitCost: money.New(8000, "USD"), Parcel: market.Parcel{Grams: 500, Sides: [3]float64{300, 200, 100}}}}
	usd, ok := pricing.ParcelBound(c.Cost.Parcel) // 6,000 cm³ are 1.2 kg
	if !ok || math.Abs(usd-15.6) > 1e-9 {
		t.Fatalf("%.2f, %t; want 15.60", usd, ok)
	}
	for _, tc := range []struct {
		terms pricing.Terms
		want  string
	}{
		{pricing.Terms{}, "fulfilment_cost is not given: profit counts nothing for it, the score at worst 70% of the unit cost, 56.00 USD; a parcel's weight and size tell more"},
		{pricing.Terms{WorstDelivery: money.FromFloat(usd, "USD")}, "fulfilment_cost is not given: profit counts nothing for it, the score at worst what sending this parcel takes, 15.60 USD"},
		{pricing.Terms{WorstDelivery: money.FromFloat(usd, "EUR")}, "fulfilment_cost is not given: profit counts nothing for it, the score at worst 70% of the unit cost, 56.00 USD; a parcel's weight and size tell more"},
	} {
		e, err := pricing.Compile(c, tc.terms)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(e.Assumptions, tc.want) {
			t.Errorf("%q; want %q among them", e.Assumptions, tc.want)
		}
		tc.terms.Worst, tc.terms.WorstFixed = true, money.New(0, "USD")
		w, err := pricing.Compile(c, tc.terms)
		if err != nil {
			t.Fatal(err)
		}
		left := w.Contribution(money.New(30000, "USD")).Float()
		if known := tc.terms.WorstDelivery.Currency() == "USD"; known != (left > -30) {
			t.Errorf("%.2f is left of 300 at the worst, parcel %t", left, known)
		}
	}
}
