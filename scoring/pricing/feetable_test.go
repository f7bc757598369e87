package pricing_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

// full has every field of a fee table (FEATURES 6.1), in the spellings of that shape.
const full = `fee_tables:
  - name: full
    marketplace: Mart
    country: US
    currency: USD
    valid_from: "2026-01-01"
    valid_to: "2026-12-31"
    source_url: https://mart.example/fees
    retrieved_at: "2026-11-01"
    referral:
      - {category: beauty, mode: whole, brackets: [{up_to: 10.00, rate: 0.08}, {rate: 0.15}], min_fee: 0.30, base: price+shipping(+gift), tax: incl}
      - {category: gadgets, mode: marginal, brackets: [{up_to: 100, rate: 0.15}, {rate: 0.08}], min_fee: 0.30, base: price, tax: excl}
    fulfilment:
      - {program: mart, size_tier: small standard, rule: {max_sides: 15x12x0.75 in, max_weight: 16 oz}, bands: [{up_to_weight: 4 oz, fee: 2.46}, {up_to_weight: 16 oz, fee: 3.00}], price_band: {under: 10}}
      - {program: mart, size_tier: small standard, rule: {max_sides: 15x12x0.75 in, max_weight: 16 oz}, bands: [{up_to_weight: 4 oz, fee: 3.32}, {up_to_weight: 16 oz, fee: 3.86}], price_band: {from: 10}}
      - {program: mart, size_tier: small standard, rule: {max_sides: 15x12x0.75 in, max_weight: 16 oz}, bands: [{up_to_weight: 16 oz, fee: 4.10}], apparel: true}
      - {program: mart, size_tier: large standard, rule: {max_sides: 18x14x8 in, max_weight: 20 lb}, bands: [{up_to_weight: 1 lb, fee: 4.60}, {up_to_weight: 3 lb, fee: 6.62}], per_extra_unit: {every: 8 oz, fee: 0.16}}
      - {program: mart, size_tier: large standard, rule: {max_sides: 18x14x8 in, max_weight: 20 lb}, bands: [{up_to_weight: 20 lb, fee: 9.00}], dangerous: true}
    dim_weight: {divisor: 139, applies_to_tiers: [large standard]}
    storage:
      - {months: 1-9, per_volume: 0.78, size: standard}
      - {months: [10, 11, 12], per_volume: 2.40, size: standard}
      - {months: all, per_volume: 1.00, size: standard, after_days: 180}
    per_order: 0.40
    payment: {rate: 0.029, fixed: 0.30}
    returns_processing: [{size_tier: small standard, fee: 2.00}, {size_tier: large standard, fee: 3.50}]
    inbound_placement: [{size: small standard, fee: 0.21}, {size: large standard, fee: 0.34}]
    low_stock: {under_days: 28, fees: [{size: standard, fee: 0.89}]}
    subscription: {fee: 39.99, products: 3}
    fee_tax: 0.10
`

func september() time.Time { return time.Date(2026, 9, 15, 0, 0, 0, 0, time.UTC) }

func parcel(t *testing.T, weight, size string) market.Parcel {
	t.Helper()
	g, err := market.ParseWeight(weight)
	if err != nil {
		t.Fatal(err)
	}
	s, err := market.ParseSides(size)
	if err != nil {
		t.Fatal(err)
	}
	return market.Parcel{Grams: g, Sides: s}
}

// gadget has every figure that the full table's fees hang on.
func gadget(t *testing.T) market.Candidate {
	return market.Candidate{ID: "g", Category: "gadgets", Currency: "USD", Cost: market.CostSheet{
		UnitCost: usd("10.00"), InboundFreight: usd("1.00"), DutyRate: rate("0.05"), Packaging: usd("0.50"), FeeTable: "full", AdRate: rate("0.08"),
		ReturnRate: rate("0.10"), ReturnCost: usd("5.00"), TaxRate: rate("0.07"), Parcel: parcel(t, "2 lb", "12x10x6 in"),
		StorageMonths: new(2.0), StockDays: new(20.0), FixedCost: usd("100.00"), Apparel: new(false), Dangerous: new(false),
	}}
}

// TestF37WholeFeeTable: every fee of the table is a row of its own, computed to the cent by hand, and the rows sum to what is left.
func TestF37WholeFeeTable(t *testing.T) {
	tables, err := pricing.ParseFeeTables("full.yaml", []byte(full))
	if err != nil {
		t.Fatal(err)
	}
	// 12×10×6 in are 720/139 = 5.18 lb: five half pounds begun over three; 0.4167 ft³ for a month at 0.78 and one at 2.40.
	base := map[string]string{
		"price": "30.00", "tax": "-1.96", "referral_fee": "-4.21", "item_fee": "-0.40", "payment_fee": "-1.17", "ads": "-2.40", "returns": "-0.50",
		"returns_processing": "-0.35", "unit_cost": "-10.00", "inbound_freight": "-1.00", "inbound_placement": "-0.34", "duty": "-0.55",
		"packaging": "-0.50", "fulfilment": "-7.42", "storage": "-1.33", "low_stock": "-0.89",
		"tax_on_fees":  "-1.61", // a tenth of 4.21 + 0.40 + 1.17 + 0.35 + 0.34 + 7.42 + 1.33 + 0.89
		"contribution": "-4.63",
	}
	for _, tc := range []struct {
		name  string
		price string
		edit  func(*market.Candidate)
		want  map[string]string // what differs; "" is a row that is not there, "?" one that is missing
	}{
		{"all", "30.00", func(*market.Candidate) {}, nil},
		{"enough stock", "30.00", func(c *market.Candidate) { c.Cost.StockDays = new(28.0) },
			map[string]string{"low_stock": "0.00", "tax_on_fees": "-1.52", "contribution": "-3.65"}},
		{"stock not known", "30.00", func(c *market.Candidate) { c.Cost.StockDays = nil },
			map[string]string{"low_stock": "?", "tax_on_fees": "-1.52", "contribution": "-3.65"}},
		{"dangerous", "30.00", func(c *market.Candidate) { c.Cost.Dangerous = new(true) },
			map[string]string{"fulfilment": "-9.00", "tax_on_fees": "-1.77", "contribution": "-6.37"}},
		{"its own placement", "30.00", func(c *market.Candidate) { c.Cost.Placement = usd("0.10") },
			map[string]string{"inbound_placement": "-0.10", "tax_on_fees": "-1.58", "contribution": "-4.36"}},
		{"own storage and fulfilment", "30.00", func(c *market.Candidate) { c.Cost.Storage, c.Cost.Fulfilment = usd("0.20"), usd("3.00") },
			map[string]string{"fulfilment": "-3.00", "storage": "-0.20", "tax_on_fees": "-0.74", "contribution": "1.79"}},
		// 12 of the returned unit's 30.00 are lost, the way out was 7.42, the way back 2.00: a tenth of 21.42 + 3.50.
		{"returns by their parts", "30.00", func(c *market.Candidate) {
			c.Cost.ReturnCost, c.Cost.ReturnFreight, c.Cost.Unsellable = money.Amount{}, usd("2.00"), rate("0.40")
		}, map[string]string{"returns": "-2.14", "contribution": "-6.27"}},
		{"ads by click", "30.00", func(c *market.Candidate) { c.Cost.AdRate, c.Cost.CPC, c.Cost.CVR = nil, usd("0.98"), rate("0.10") },
			map[string]string{"ads": "-9.80", "contribution": "-12.03"}},
		{"shipping charged", "30.00", func(c *market.Candidate) { c.Cost.ShippingCharged = usd("4.00") },
			// 34/1.07 = 31.78, payment 0.99 + 0.30; the referral is of the price alone
			map[string]string{"shipping_charged": "4.00", "tax": "-2.22", "payment_fee": "-1.29", "tax_on_fees": "-1.62", "contribution": "-1.02"}},
		{"over the bracket, in part", "150.00", func(c *market.Candidate) { c.Cost.TaxRate = rate("0") },
			// 15 of the first hundred and 4 of the rest
			map[string]string{"price": "150.00", "tax": "0.00", "referral_fee": "-19.00", "payment_fee": "-4.65", "ads": "-12.00", "tax_on_fees": "-3.44", "contribution": "87.63"}},
		{"eight months", "30.00", func(c *market.Candidate) { c.Cost.StorageMonths = new(8.0) },
			// Sep .325, three at 1.00, four at .325 and two of them older than 180 days at 1.00 × .4167 more
			map[string]string{"storage": "-5.46", "tax_on_fees": "-2.02", "contribution": "-9.17"}},
	} {
		c := gadget(t)
		tc.edit(&c)
		e, err := pricing.Compile(c, pricing.Terms{Fees: tables, At: september()})
		if err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		want := maps.Clone(base)
		maps.Copy(want, tc.want)
		maps.DeleteFunc(want, func(_, v string) bool { return v == "" })
		got, sum := map[string]string{}, int64(0)
		rows := e.Waterfall(usd(tc.price))
		for i, row := range rows {
			if got[row.Item] = "?"; row.Known {
				got[row.Item] = row.Amount.Decimal()
			}
			if i < len(rows)-1 {
				sum += row.Amount.Minor()
			}
		}
		if diff := cmp.Diff(want, got); diff != "" || sum != rows[len(rows)-1].Amount.Minor() {
			t.Errorf("%s: sum %d\n%s", tc.name, sum, diff)
		}
		if e.Fixed() != usd("113.33") { // a third of the subscription
			t.Errorf("%s: fixed cost %s; want 113.33", tc.name, e.Fixed())
		}
	}
}

// TestF38PriceBandsMakeDeadZones: a fulfilment fee that rises at a price opens a loss zone as a referral bracket does, both at
// one price make one zone, and no price inside is advised.
func TestF38PriceBandsMakeDeadZones(t *testing.T) {
	tables, err := pricing.ParseFeeTables("full.yaml", []byte(full))
	if err != nil {
		t.Fatal(err)
	}
	c := market.Candidate{ID: "b", Category: "beauty", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("2.00"), FeeTable: "full", Parcel: parcel(t, "4 oz", "10x8x0.5 in")}}
	e, err := pricing.Compile(c, pricing.Terms{Fees: tables})
	if err != nil {
		t.Fatal(err)
	}
	zones := e.DeadZones()
	if len(zones) != 1 || zones[0].Edge != usd("9.99") {
		t.Fatalf("zones %+v; want one from 9.99 on", zones)
	}
	up := money.New(zones[0].To.Minor()+1, "USD")
	if e.Contribution(zones[0].To).Minor() >= e.Contribution(usd("9.99")).Minor() || e.Contribution(up).Minor() < e.Contribution(usd("9.99")).Minor() {
		t.Errorf("the zone ends at %s: %s left there, %s at the next cent, %s at the edge", zones[0].To, e.Contribution(zones[0].To), e.Contribution(up), e.Contribution(usd("9.99")))
	}
	for _, target := range []float64{9.99, 10.4, 11, 11.6, 12.2} {
		for _, el := range []float64{-1.2, -2.6, -5} {
			d, err := pricing.Decide(pricing.Case{Candidate: c, Economics: e, Reference: target, Rivals: []float64{target, target * 1.3}, Demand: power{target, 100, el}, Identified: true})
			if p := d.Advice.Recommended; err != nil || p.Minor() > 999 && p.Minor() < up.Minor() {
				t.Errorf("reference %v, elasticity %v: %s, %v; want no price over 9.99 and under %s", target, el, p, err, up)
			}
		}
	}
}

// TestF38ZoneOverTwoEdges: a loss zone that reaches over a second edge is one zone, and its way out leads before both.
func TestF38ZoneOverTwoEdges(t *testing.T) {
	r := pricing.Referral{Mode: pricing.Whole, Brackets: []pricing.Bracket{{UpTo: usd("10"), Rate: *rate("0.05")}, {UpTo: usd("10.20"), Rate: *rate("0.10")}, {Rate: *rate("0.15")}}}
	got := r.DeadZones("USD")
	// 9.50 are left at 10.00; 9.50/0.85 = 11.18
	if len(got) != 1 || got[0].Edge != usd("10.00") || got[0].To != usd("11.17") {
		t.Errorf("%+v; want one zone from 10.01 to 11.17", got)
	}
}

// TestF38EdgeOfATaxedBase: where the bracket is on the price without tax, the last price of the bracket is found to the cent, though
// the base is rounded: 11.89 of 19% tax is 9.99 without.
func TestF38EdgeOfATaxedBase(t *testing.T) {
	table := pricing.FeeTable{Name: "t", Currency: "EUR", Referral: []pricing.Referral{{Mode: pricing.Whole, TaxExcluded: true,
		Brackets: []pricing.Bracket{{UpTo: money.MustDecimal("9.99", "EUR"), Rate: *rate("0.05")}, {Rate: *rate("0.15")}}}}}
	c := market.Candidate{ID: "t", Currency: "EUR", Cost: market.CostSheet{UnitCost: money.MustDecimal("2", "EUR"), FeeTable: "t", TaxRate: rate("0.19")}}
	e, err := pricing.Compile(c, pricing.Terms{Fees: pricing.FeeTables{"t": table}})
	if err != nil {
		t.Fatal(err)
	}
	if z := e.DeadZones(); len(z) != 1 || z[0].Edge != money.MustDecimal("11.89", "EUR") {
		t.Errorf("%+v; want one zone above 11.89", z)
	}
}

// TestF37PlacementIsNotNothing: where a marketplace's warehouses send the parcel and the table does not state what placement
// takes, it is missing and named, and counted at worst; a stated 0 is 0; who sends from home is not asked.
func TestF37PlacementIsNotNothing(t *testing.T) {
	for _, tc := range []struct {
		line    string
		parcel  bool
		missing bool
		row     bool
	}{{"", true, true, true}, {"    inbound_placement: 0\n", true, false, true}, {"", false, false, false}} {
		tables, err := pricing.ParseFeeTables("sized.yaml", []byte(sized+tc.line))
		if err != nil {
			t.Fatal(err)
		}
		c := market.Candidate{ID: "p", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("5"), FeeTable: "mart", Fulfilment: usd("4")}}
		if tc.parcel {
			c.Cost.Fulfilment, c.Cost.Parcel = money.Amount{}, parcel(t, "1 lb", "10x8x2 in")
		}
		e, _ := pricing.Compile(c, pricing.Terms{Fees: tables})
		worst, _ := pricing.Compile(c, pricing.Terms{Fees: tables, Worst: true})
		at := slices.IndexFunc(e.Waterfall(usd("20")), func(r market.WaterfallRow) bool { return r.Item == "inbound_placement" })
		if slices.Contains(e.Unknown, "placement_cost") != tc.missing || at >= 0 != tc.row || at >= 0 && e.Waterfall(usd("20"))[at].Known == tc.missing {
			t.Errorf("%q, parcel %v: unknown %v, row %d", tc.line, tc.parcel, e.Unknown, at)
		}
		for _, row := range worst.Waterfall(usd("20")) {
			if row.Item == "inbound_placement" && (row.Amount.Sign() < 0) != tc.missing {
				t.Errorf("%q: at worst %s", tc.line, row.Amount)
			}
		}
	}
}

// TestF37BreakEvenACOS: advertising may take the margin before it (FEATURES 6.4).
func TestF37BreakEvenACOS(t *testing.T) {
	c := market.Candidate{ID: "a", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("10"), ReferralRate: rate("0.15"), AdRate: rate("0.20")}}
	for _, by := range []string{"share", "click"} {
		if by == "click" {
			c.Cost.AdRate, c.Cost.CPC, c.Cost.CVR = nil, usd("0.98"), rate("0.098") // 10.00 a sale
		}
		e, err := pricing.Compile(c, pricing.Terms{})
		if err != nil {
			t.Fatal(err)
		}
		if got := e.BreakEvenACOS(usd("40")); got != 0.6 { // 40 − 6 − 10 = 24
			t.Errorf("by %s: break-even ACOS %v; want 0.6", by, got)
		}
	}
}

// TestF37TheWrongTableIsTold: a table out of its dates, of another marketplace or country, or in money that its country does not
// pay with is told; what is not said is not doubted.
func TestF37TheWrongTableIsTold(t *testing.T) {
	table := pricing.FeeTable{Name: "m", Marketplace: "Mart Deutschland", Country: "DE", Currency: "EUR", ValidFrom: "2026-01-01", ValidTo: "2026-12-31"}
	for _, tc := range []struct {
		edit func(*market.Candidate, *pricing.FeeTable)
		at   string
		want string
	}{
		{func(*market.Candidate, *pricing.FeeTable) {}, "2026-12-31", ""},
		{func(*market.Candidate, *pricing.FeeTable) {}, "2027-01-01", "holds from 2026-01-01 to 2026-12-31, not on 2027-01-01"},
		{func(*market.Candidate, *pricing.FeeTable) {}, "2025-12-31", "not on 2025-12-31"},
		{func(c *market.Candidate, _ *pricing.FeeTable) { c.Marketplace, c.Country = "mart", "de" }, "2026-06-01", ""},
		{func(c *market.Candidate, _ *pricing.FeeTable) { c.Marketplace = "Bazar" }, "2026-06-01", "is of Mart Deutschland, the product is to be sold on Bazar"},
		{func(c *market.Candidate, _ *pricing.FeeTable) { c.Country = "FR" }, "2026-06-01", "is of DE, the product is to be sold in FR"},
		{func(_ *market.Candidate, f *pricing.FeeTable) { f.Currency = "USD" }, "2026-06-01", "is in USD, while DE pays in EUR"},
		{func(c *market.Candidate, f *pricing.FeeTable) { c.Country, f.Country, f.Currency = "GB", "UK", "GBP" }, "2026-06-01", ""},
	} {
		c, f := market.Candidate{ID: "c", Currency: "EUR"}, table
		tc.edit(&c, &f)
		at, _ := time.Parse(time.DateOnly, tc.at)
		got := strings.Join(f.Doubts(c, at), "; ")
		if got != tc.want && (tc.want == "" || !strings.Contains(got, tc.want)) {
			t.Errorf("%+v, %+v at %s: %q; want %q", c, f, tc.at, got, tc.want)
		}
	}
}

// TestF37AtWorstSumsWithTheTable: what the score counts beyond the costs given is told row by row, also where the table's fees have
// rows that one of the two sheets has not.
func TestF37AtWorstSumsWithTheTable(t *testing.T) {
	tables, err := pricing.ParseFeeTables("full.yaml", []byte(full))
	if err != nil {
		t.Fatal(err)
	}
	for _, drop := range []func(*market.CostSheet){
		func(*market.CostSheet) {}, func(s *market.CostSheet) { s.ReturnRate = nil }, func(s *market.CostSheet) { s.StockDays, s.StorageMonths = nil, nil },
		func(s *market.CostSheet) { s.Parcel = market.Parcel{} }, func(s *market.CostSheet) { s.Dangerous, s.AdRate, s.TaxRate = nil, nil, nil },
	} {
		c := gadget(t)
		drop(&c.Cost)
		e, _ := pricing.Compile(c, pricing.Terms{Fees: tables, At: september()})
		worst, err := pricing.Compile(c, pricing.Terms{Fees: tables, At: september(), Worst: true})
		if err != nil {
			t.Fatal(err)
		}
		price, sum := usd("60.00"), int64(0)
		rows := e.AtWorst(price, worst)
		for _, r := range rows {
			sum += r.Amount.Minor()
		}
		want := worst.SafeContribution(price)*100 - float64(e.Contribution(price).Minor())
		if d := float64(sum) - want; d > float64(len(rows)+1)/2 || -d > float64(len(rows)+1)/2 {
			t.Errorf("%+v: rows %+v sum to %d; want %.2f", c.Cost, rows, sum, want)
		}
		if worst.SafeContribution(price) > e.Contribution(price).Float()+1e-9 {
			t.Errorf("at worst %v is left, more than the %s at the costs given", worst.SafeContribution(price), e.Contribution(price))
		}
	}
}

// TestF28LeavingOutWhatATableNeedsNeverHelps: whatever a fee table needs and is not given, the score counts no more than with it.
func TestF28LeavingOutWhatATableNeedsNeverHelps(t *testing.T) {
	tables, err := pricing.ParseFeeTables("full.yaml", []byte(full))
	if err != nil {
		t.Fatal(err)
	}
	safe := func(c market.Candidate, price money.Amount) float64 {
		e, err := pricing.Compile(c, pricing.Terms{Fees: tables, At: september(), Worst: true})
		if err != nil {
			t.Fatal(err)
		}
		return e.SafeContribution(price)
	}
	for _, cost := range []string{"0.50", "4.00", "20.00"} {
		for _, size := range []string{"10x8x0.5 in", "12x10x6 in", "18x14x8 in"} {
			c := gadget(t)
			c.Cost.UnitCost, c.Cost.Parcel = usd(cost), parcel(t, "1 lb", size)
			for name, drop := range map[string]func(*market.CostSheet){
				"parcel": func(s *market.CostSheet) { s.Parcel = market.Parcel{} }, "months": func(s *market.CostSheet) { s.StorageMonths = nil },
				"stock": func(s *market.CostSheet) { s.StockDays = nil }, "apparel": func(s *market.CostSheet) { s.Apparel = nil },
				"dangerous": func(s *market.CostSheet) { s.Dangerous = nil }, "return rate": func(s *market.CostSheet) { s.ReturnRate = nil },
			} {
				for _, full := range []func(*market.CostSheet){
					func(*market.CostSheet) {}, func(s *market.CostSheet) { s.Apparel, s.Dangerous, s.StorageMonths = new(true), new(true), new(4.0) },
				} {
					with := c
					full(&with.Cost)
					without := with
					drop(&without.Cost)
					if a, b := safe(with, usd("60.00")), safe(without, usd("60.00")); b > a+1e-9 {
						t.Errorf("unit cost %s, %s, without %s: %v counted, with it %v", cost, size, name, b, a)
					}
				}
			}
		}
	}
}
