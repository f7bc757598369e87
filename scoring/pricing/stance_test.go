package pricing_test

import (
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

// Test001AStanceOfAProfile: who stands for value or for a premium gets a price of that position, or towards it, that costs at most
// 5% of the profit; a premium only with differentiators and proofs; nobody's stance breaks the floor.
func Test001AStanceOfAProfile(t *testing.T) {
	proven := market.Candidate{ID: "s", Currency: "USD", QualityScore: new(60.0), Differentiators: []string{"titanium hinge"}, Proofs: []string{"lab report"},
		Cost: market.CostSheet{UnitCost: usd("10"), ReferralRate: rate("0.15")}}
	bare := proven
	bare.Differentiators, bare.Proofs = nil, nil
	for _, elasticity := range []float64{-1.9, -2.3, -2.62, -3.2, -5} {
		decide := func(c market.Candidate, stance string) pricing.Decision {
			e, err := pricing.Compile(c, pricing.Terms{})
			if err != nil {
				t.Fatal(err)
			}
			d, err := pricing.Decide(pricing.Case{Candidate: c, Economics: e, Demand: power{20, 500, elasticity}, Identified: true, Reference: 20,
				Rivals: []float64{12, 15, 18, 20, 22, 26, 30}, Stance: stance, Margin: 50_000})
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		best := decide(proven, "")
		for _, tc := range []struct {
			stance string
			lower  bool
		}{{pricing.PositionValue, true}, {pricing.PositionPremium, false}} {
			d := decide(proven, tc.stance)
			p, was := d.Advice.Recommended.Minor(), best.Advice.Recommended.Minor()
			if best.Advice.Position != tc.stance && (p == was || (p < was) != tc.lower) || best.Advice.Position == tc.stance && p != was {
				t.Errorf("elasticity %v, %s: %s; the best is %s (%s)", elasticity, tc.stance, d.Advice.Recommended, best.Advice.Recommended, best.Advice.Position)
			}
			if d.Point.Profit < best.Point.Profit*(0.95-0.005) { // and what an ending may cost
				t.Errorf("elasticity %v, %s: earns %v of %v", elasticity, tc.stance, d.Point.Profit, best.Point.Profit)
			}
			if d.Advice.Input != market.ByPositioning && p != was {
				t.Errorf("elasticity %v, %s: set by %s (%s); want the position", elasticity, tc.stance, d.Advice.Input, d.Advice.BoundBy)
			}
			if said := strings.Contains(d.Method, "not reached"); p != was && said != (pricing.Band(100*float64(d.Advice.Corridor.Target.Amount.Minor())/2000) != tc.stance) {
				t.Errorf("elasticity %v, %s: a price of %s, %q", elasticity, tc.stance, d.Advice.Position, d.Method)
			}
			if f := d.Advice.Corridor.Floor.Amount.Minor(); p < f {
				t.Errorf("elasticity %v, %s: %d under the floor of %d", elasticity, tc.stance, p, f)
			}
		}
		if a, b := decide(bare, pricing.PositionPremium).Advice.Recommended, decide(bare, "").Advice.Recommended; a != b {
			t.Errorf("elasticity %v: an unproven premium moves the price from %s to %s", elasticity, b, a)
		}
	}
}

// TestF39CharmByCurrency: endings follow the currency's custom, closer ones where the usual cost profit, and what coins cannot pay
// is not asked; an ending costs at most two thousandths of the profit.
func TestF39CharmByCurrency(t *testing.T) {
	for _, tc := range []struct {
		currency money.Currency
		fair     int64 // major units of the reference
		endings  []int64
		of       int64 // minor units within which the ending is looked for
	}{
		{"USD", 25, []int64{99, 49}, 100}, {"EUR", 25, []int64{99, 49}, 100}, {"GBP", 140, []int64{900, 99, 199, 299, 399, 499, 599, 699, 799, 899, 999}, 1000},
		{"CHF", 25, []int64{90, 45, 95}, 100}, {"JPY", 3300, []int64{80}, 100}, {"JPY", 33000, []int64{300, 800, 480, 980}, 1000},
		{"KRW", 33000, []int64{900, 400}, 1000}, {"INR", 620, []int64{4900, 9900, 900, 1900, 2900, 3900, 5900, 6900, 7900, 8900}, 10000}, {"BRL", 120, []int64{90}, 100},
	} {
		in := func(p money.Amount) bool {
			for _, e := range tc.endings {
				if p.Minor()%tc.of == e {
					return true
				}
			}
			return false
		}
		n, hit := 0, 0
		for k := range 40 {
			share := money.RateOf(0.35 + 0.004*float64(k))
			ref := money.New(tc.fair, tc.currency).Float() * float64(money.New(1, tc.currency).Minor())
			for range tc.currency.Exponent() {
				ref *= 10
			}
			c := market.Candidate{ID: "c", Currency: tc.currency, Cost: market.CostSheet{UnitCost: money.FromFloat(ref*share.Float(), tc.currency), ReferralRate: rate("0.153")}}
			e, err := pricing.Compile(c, pricing.Terms{})
			if err != nil {
				t.Fatal(err)
			}
			k := pricing.Case{Candidate: c, Economics: e, Demand: power{ref, 300, -2.6}, Identified: true, Reference: ref, Rivals: []float64{0.6 * ref, 0.8 * ref, ref, 1.2 * ref, 1.5 * ref}}
			d, err := pricing.Decide(k)
			if err != nil {
				t.Fatal(err)
			}
			p := d.Advice.Recommended
			if n++; in(p) {
				hit++
			}
			if tc.currency == "CHF" && p.Minor()%5 != 0 || tc.currency == "KRW" && p.Minor()%10 != 0 || tc.currency == "INR" && p.Minor()%100 != 0 {
				t.Errorf("%s cannot be paid in coins", p)
			}
			at := func(p money.Amount) float64 {
				return e.Contribution(p).Float() * k.Demand.Mean(p.Float())
			}
			if target := d.Advice.Corridor.Target.Amount; at(p) < at(target)*0.995 {
				t.Errorf("%s earns %v, the target %s %v", p, at(p), target, at(target))
			}
		}
		if hit < n*9/10 {
			t.Errorf("%s around %d: %d of %d prices have a usual ending", tc.currency, tc.fair, hit, n)
		}
	}
}
