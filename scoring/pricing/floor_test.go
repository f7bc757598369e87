package pricing_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

func sheets() *rapid.Generator[market.Candidate] {
	return rapid.Custom(func(t *rapid.T) market.Candidate {
		cur := rapid.SampledFrom([]money.Currency{"USD", "EUR", "JPY", "KWD"}).Draw(t, "currency")
		amount := func(name string, most int64) money.Amount {
			if rapid.IntRange(0, 3).Draw(t, name+" known") == 0 {
				return money.Amount{}
			}
			return money.New(rapid.Int64Range(0, most).Draw(t, name), cur)
		}
		share := func(name string, most int64) *money.Rate {
			if rapid.Bool().Draw(t, name+" known") {
				return nil
			}
			r := money.Rate(rapid.Int64Range(0, most).Draw(t, name))
			return &r
		}
		s := market.CostSheet{
			UnitCost: money.New(rapid.Int64Range(1, 5_000_00).Draw(t, "unit"), cur), InboundFreight: amount("freight", 5000),
			DutyRate: share("duty", 300_000), Packaging: amount("packaging", 500), Fulfilment: amount("fulfilment", 2000),
			Storage: amount("storage", 300), ReferralRate: share("referral", 450_000), PaymentRate: share("payment", 50_000),
			AdRate: share("ads", 300_000), ReturnRate: share("returns", 300_000), ReturnCost: amount("return", 3000),
			TaxRate: share("tax", 270_000), FixedCost: amount("fixed", 500_000),
		}
		if cur == "USD" && rapid.Bool().Draw(t, "table") {
			s.FeeTable = "example-us-marketplace"
		}
		c := market.Candidate{ID: "r", Title: "r", Currency: cur, Cost: s,
			Category: rapid.SampledFrom([]string{"beauty", "clothing", "grocery", "electronics accessories", "x"}).Draw(t, "category")}
		c.ListPrice, c.MAPPrice = amount("list", 1_000_000), amount("map", 1_000_000)
		return c
	})
}

// TestF39FloorIsNeverBroken: whatever costs, rivals, demand and bounds, an advised price keeps the required margin, is
// inside its corridor and outside dead zones that it could leave; else there is a typed error and no price.
func TestF39FloorIsNeverBroken(t *testing.T) {
	tables := exampleTables(t)
	rapid.Check(t, func(t *rapid.T) {
		for range 100 { // 100 checks of 100 cases
			floorCase(t, tables)
		}
	})
}

func floorCase(t *rapid.T, tables pricing.FeeTables) {
	c := sheets().Draw(t, "candidate")
	e, err := pricing.Compile(c, pricing.Terms{Fees: tables})
	if err != nil {
		t.Fatalf("Compile: %v", err)
	}
	k := pricing.Case{
		Candidate: c, Economics: e, Margin: money.Rate(rapid.Int64Range(0, 400_000).Draw(t, "margin")),
		PriceWar: rapid.Bool().Draw(t, "war"), WeakTrust: rapid.Bool().Draw(t, "trust"),
	}
	k.Rivals = append(k.Rivals, rapid.SliceOfN(rapid.Float64Range(0.5, 8000), 0, 8).Draw(t, "rivals")...)
	if len(k.Rivals) > 0 {
		k.Reference = pricing.Median(k.Rivals)
		if rapid.Bool().Draw(t, "own") {
			k.Own, k.Same = money.FromFloat(k.Rivals[0], c.Currency), k.Rivals[1:]
		}
		if rapid.Bool().Draw(t, "demand") {
			k.Demand, k.Identified = power{k.Reference, 100, rapid.Float64Range(-5, -0.5).Draw(t, "elasticity")}, rapid.Bool().Draw(t, "identified")
		}
	}
	d, err := pricing.Decide(k)
	p := d.Advice.Recommended
	if err != nil {
		if p.Known() || !errors.Is(err, market.ErrConflict) && !errors.Is(err, pricing.ErrNoFloor) {
			t.Fatalf("price %s with error %v", p, err)
		}
		return
	}
	floor, ceiling := d.Advice.Corridor.Floor.Amount, d.Advice.Corridor.Ceiling.Amount
	need := p.MulRate(k.Margin, money.Up)
	if p.Minor() < floor.Minor() || p.Minor() > ceiling.Minor() || e.Contribution(p).Minor() < need.Minor() {
		t.Fatalf("price %s, floor %s, ceiling %s, contribution %s; want at least %s", p, floor, ceiling, e.Contribution(p), need)
	}
	sum := int64(0)
	rows := d.Advice.Waterfall
	for _, row := range rows[:len(rows)-1] {
		sum += row.Amount.Minor()
	}
	if last := rows[len(rows)-1].Amount; sum != last.Minor() {
		t.Fatalf("waterfall sums to %d; want %d", sum, last.Minor())
	}
	for _, a := range d.Advice.Alternatives {
		if a.Price.Minor() < floor.Minor() || a.Price.Minor() > ceiling.Minor() {
			t.Fatalf("alternative %s outside %s–%s", a.Price, floor, ceiling)
		}
	}
	last := ""
	for i, cl := range d.Advice.Clamps {
		if i > 0 && cl.From != last {
			t.Fatalf("clamp trail broken: %+v", d.Advice.Clamps)
		}
		last = cl.To
	}
	if last != "" && last != p.Decimal() {
		t.Fatalf("clamp trail ends at %s; price is %s", last, p)
	}
}
