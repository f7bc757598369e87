package pricing_test

import (
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

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
		if rapid.Bool().Draw(t, "more") { // what only a table or a formula needs
			s.Parcel = market.Parcel{Grams: 500, Sides: [3]float64{300, 200, 100}}
			s.ReturnFreight, s.Unsellable, s.Placement = amount("way back", 2000), share("unsellable", 1_000_000), amount("placement", 200)
			s.CPC, s.CVR, s.ShippingCharged = amount("click", 200), new(money.RateOf(0.01+0.9*rapid.Float64Range(0, 1).Draw(t, "cvr"))), amount("shipping charged", 900)
			s.StockDays, s.StorageMonths = new(rapid.Float64Range(0, 60).Draw(t, "stock")), new(rapid.Float64Range(0, 14).Draw(t, "months"))
		}
		if rapid.Bool().Draw(t, "table") {
			s.FeeTable = rapid.SampledFrom([]string{"example-us-marketplace", "hostile", "not loaded"}).Draw(t, "which table")
			if s.FeeTable == "example-us-marketplace" && cur != "USD" {
				s.FeeTable = "hostile"
			}
		}
		if rapid.IntRange(0, 9).Draw(t, "extreme") == 0 {
			s.UnitCost = money.New(rapid.SampledFrom([]int64{0, 1, 99_999_999, 400_000_000_000}).Draw(t, "extreme unit"), cur)
		}
		if moq := rapid.Int64Range(0, 500).Draw(t, "moq"); moq > 0 {
			s.MOQ = &moq
			for from := moq; from < 4*moq && rapid.Bool().Draw(t, "tier"); from *= 2 {
				s.Tiers = append(s.Tiers, market.CostTier{From: from, UnitCost: money.New(1+rapid.Int64Range(0, 5_000_00).Draw(t, "tier cost"), cur)})
			}
		}
		c := market.Candidate{ID: "r", Title: "r", Currency: cur, Cost: s,
			Category: rapid.SampledFrom([]string{"beauty", "clothing", "grocery", "electronics accessories", "x"}).Draw(t, "category")}
		c.ListPrice, c.MAPPrice = amount("list", 1_000_000), amount("map", 1_000_000)
		return c
	})
}

// hostileTable draws a fee table with any brackets, minimum, base and fixed fees.
func hostileTable(t *rapid.T, cur money.Currency) pricing.FeeTable {
	r := pricing.Referral{
		Mode: rapid.SampledFrom([]pricing.Mode{pricing.Whole, pricing.Marginal}).Draw(t, "mode"), MinFee: money.New(rapid.Int64Range(0, 500).Draw(t, "minimum"), cur),
		WithShipping: rapid.Bool().Draw(t, "with shipping"), TaxExcluded: rapid.Bool().Draw(t, "without tax"),
	}
	edge := int64(0)
	for range rapid.IntRange(0, 4).Draw(t, "brackets") {
		edge += rapid.Int64Range(1, 20_000).Draw(t, "width")
		r.Brackets = append(r.Brackets, pricing.Bracket{UpTo: money.New(edge, cur), Rate: money.Rate(rapid.Int64Range(0, 600_000).Draw(t, "rate"))})
	}
	r.Brackets = append(r.Brackets, pricing.Bracket{Rate: money.Rate(rapid.Int64Range(0, 600_000).Draw(t, "last rate"))})
	fee := func(name string, most int64) []pricing.SizeFee {
		return []pricing.SizeFee{{Fee: money.New(rapid.Int64Range(0, most).Draw(t, name), cur)}}
	}
	var sizes []pricing.SizeTier
	from := int64(0)
	for range rapid.IntRange(0, 3).Draw(t, "price bands") {
		to := from + rapid.Int64Range(1, 5000).Draw(t, "band")
		sizes = append(sizes, pricing.SizeTier{Tier: "all", Prices: pricing.PriceBand{From: from, To: to}, Bands: []pricing.WeightBand{{UpTo: 1e6, Fee: fee("delivery", 900)[0].Fee}}})
		from = to + 1
	}
	return pricing.FeeTable{Name: "hostile", Currency: cur, Sizes: sizes, Returns: fee("processing", 500), Placement: fee("placing", 90), FeeTax: money.Rate(rapid.Int64Range(0, 250_000).Draw(t, "fee tax")),
		LowStock: pricing.LowStock{UnderDays: 28, Fees: fee("low stock", 150)}, Subscription: pricing.Subscription{Fee: fee("account", 5000)[0].Fee, Products: 3}, Referral: []pricing.Referral{r}, PerItem: money.New(rapid.Int64Range(0, 300).Draw(t, "per item"), cur),
		PaymentRate: money.Rate(rapid.Int64Range(0, 50_000).Draw(t, "payment rate")), PaymentFixed: money.New(rapid.Int64Range(0, 50).Draw(t, "payment fixed"), cur)}
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
	own := maps.Clone(tables)
	own["hostile"] = hostileTable(t, c.Currency)
	e, err := pricing.Compile(c, pricing.Terms{Fees: own, Shipping: money.New(rapid.Int64Range(0, 900).Draw(t, "shipping"), c.Currency)})
	if err != nil {
		t.Fatalf("Compile: %v", err)
	}
	at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	k := pricing.Case{
		AsOf: at, History: []pricing.Dated{{From: at.AddDate(0, 0, -40), Price: money.New(rapid.Int64Range(1, 90_000).Draw(t, "was"), c.Currency)}},
		Candidate: c, Economics: e, Margin: money.Rate(rapid.Int64Range(0, 400_000).Draw(t, "margin")),
		PriceWar: rapid.Bool().Draw(t, "war"), WeakTrust: rapid.Bool().Draw(t, "trust"),
	}
	k.Rivals = append(k.Rivals, rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(0.5, 8000), rapid.SampledFrom([]float64{0.01, 9.99, 10, 1e9})), 0, 8).Draw(t, "rivals")...)
	if len(k.Rivals) > 0 {
		k.Reference = pricing.Median(k.Rivals) * rapid.Float64Range(0.75, 1.25).Draw(t, "quality")
		k.Adjusted = true
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
	if z, dead := e.InDeadZone(p); dead {
		up := money.New(z.To.Minor()+1, c.Currency)
		if up.Minor() <= ceiling.Minor() && e.Contribution(up).Minor() >= up.MulRate(k.Margin, money.Up).Minor() {
			t.Fatalf("price %s stays in the dead zone %s–%s though %s is allowed (clamps %+v)", p, z.From, z.To, up, d.Advice.Clamps)
		}
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
		if a.Price.Minor() < floor.Minor() || a.Price.Minor() > ceiling.Minor() || e.Contribution(a.Price).Minor() < a.Price.MulRate(k.Margin, money.Up).Minor() {
			t.Fatalf("alternative %s outside %s–%s, or leaves less than is asked for", a.Price, floor, ceiling)
		}
		if m := c.MAPPrice; m.Known() && a.Price.Minor() < m.Minor() {
			t.Fatalf("alternative %s under the maker's %s", a.Price, m)
		}
		if lowest := money.FromFloat(slices.Min(k.Rivals), c.Currency); k.WeakTrust && len(k.Rivals) > 1 && a.Price.Minor() <= lowest.Minor() {
			t.Fatalf("alternative %s is the lowest price in spite of weak guarantees", a.Price)
		}
		if z, dead := e.InDeadZone(a.Price); dead {
			up := money.New(z.To.Minor()+1, c.Currency)
			if z.Edge.Minor() >= floor.Minor() && pricing.Band(100*z.Edge.Float()/k.Reference) == a.Position && (!c.MAPPrice.Known() || z.Edge.Minor() >= c.MAPPrice.Minor()) && !k.PriceWar && !k.WeakTrust {
				t.Fatalf("alternative %s stays in the dead zone above %s (%s)", a.Price, z.Edge, up)
			}
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
