package pricing_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

func usd(s string) money.Amount { return money.MustDecimal(s, "USD") }

func rate(s string) *money.Rate {
	r, err := money.ParseRate(s)
	if err != nil {
		panic(err)
	}
	return &r
}

func exampleTables(t testing.TB) pricing.FeeTables {
	t.Helper()
	tables, err := pricing.ExampleFees()
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

// power is demand of a constant elasticity.
type power struct{ at, units, elasticity float64 }

func (p power) Mean(price float64) float64 { return p.units * math.Pow(price/p.at, p.elasticity) }

func TestF37FeesWholeAndMarginal(t *testing.T) {
	tables := exampleTables(t)
	for _, tc := range []struct{ category, price, want string }{
		{"electronics accessories", "100.00", "15.00"},
		{"electronics accessories", "150.00", "19.00"},
		{"electronics accessories", "1.00", "0.30"},
		{"clothing", "15.00", "0.75"},
		{"clothing", "15.01", "1.50"},
		{"Baby", "10.00", "0.80"},
		{"something else", "20.00", "3.00"},
	} {
		_, r, err := tables.Find("example-us-marketplace", tc.category)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Fee(usd(tc.price)); got != usd(tc.want) {
			t.Errorf("%s at %s: fee %s; want %s", tc.category, tc.price, got, tc.want)
		}
	}
}

func TestF38DeadZones(t *testing.T) {
	tables := exampleTables(t)
	for _, tc := range []struct {
		category string
		want     []string // edge, the first price that nets as much again
	}{
		{"beauty", []string{"10.00", "10.83"}},
		{"baby", []string{"10.00", "10.83"}},
		{"grocery", []string{"15.00", "16.24"}},
		{"clothing", []string{"15.00", "15.84", "20.00", "21.69"}},
		{"electronics accessories", nil},
	} {
		_, r, err := tables.Find("example-us-marketplace", tc.category)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, z := range r.DeadZones("USD") {
			got = append(got, z.Edge.Decimal(), money.New(z.To.Minor()+1, "USD").Decimal())
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s", tc.category, diff)
		}
	}
}

func TestF38NoAdviceInADeadZone(t *testing.T) {
	c := market.Candidate{ID: "a", Category: "beauty", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("3.00"), FeeTable: "example-us-marketplace"}}
	e, err := pricing.Compile(c, pricing.Terms{Fees: exampleTables(t)})
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []float64{9.9, 10.2, 10.5, 10.7, 10.9} {
		// A demand so inelastic that a single fee rate would aim inside the zone.
		d, err := pricing.Decide(pricing.Case{Candidate: c, Economics: e, Reference: target, Rivals: []float64{target, target * 1.01}})
		if err != nil {
			t.Fatal(err)
		}
		p := d.Advice.Recommended
		if p.Float() > 10 && p.Float() < 10.83 {
			t.Errorf("reference %v: advised %s inside 10.01–10.82", target, p)
		}
	}
}

func goldenSheet() market.Candidate {
	return market.Candidate{ID: "g", Category: "electronics accessories", Currency: "USD", Cost: market.CostSheet{
		UnitCost: usd("8.40"), MOQ: new(int64(200)), InboundFreight: usd("1.10"), DutyRate: rate("0.05"), Packaging: usd("0.35"),
		Fulfilment: usd("3.53"), Storage: usd("0.12"), FeeTable: "example-us-marketplace", PaymentRate: rate("0.029"),
		AdRate: rate("0.08"), ReturnRate: rate("0.06"), ReturnCost: usd("7.25"), TaxRate: rate("0.07"), FixedCost: usd("120.00"),
		Tiers: []market.CostTier{{From: 500, UnitCost: usd("7.90")}, {From: 1000, UnitCost: usd("7.20")}},
	}}
}

func TestF37GoldenUnitEconomics(t *testing.T) {
	e, err := pricing.Compile(goldenSheet(), pricing.Terms{Fees: exampleTables(t)})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"price": "29.99", "tax": "-1.96", "referral_fee": "-4.50", "payment_fee": "-0.87", "ads": "-2.40", "returns": "-0.44",
		"unit_cost": "-8.40", "inbound_freight": "-1.10", "duty": "-0.48", "packaging": "-0.35", "fulfilment": "-3.53",
		"storage": "-0.12", "contribution": "5.84",
	}
	got := map[string]string{}
	for _, row := range e.Waterfall(usd("29.99")) {
		got[row.Item] = row.Amount.Decimal()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n, ok := e.BreakEvenUnits(usd("29.99")); !ok || math.Abs(n-120/5.84) > 1e-9 {
		t.Errorf("break-even units %v, %v; want %v", n, ok, 120/5.84)
	}
}

func TestF37UnknownFeeIsMissing(t *testing.T) {
	c := market.Candidate{ID: "u", Currency: "EUR", Cost: market.CostSheet{UnitCost: money.MustDecimal("4", "EUR")}}
	e, err := pricing.Compile(c, pricing.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range e.Waterfall(money.MustDecimal("10", "EUR")) {
		if row.Item == "inbound_freight" && (row.Known || row.Amount.Known()) {
			t.Errorf("unknown freight is %+v; want a missing row", row)
		}
	}
	if !strings.Contains(strings.Join(e.Unknown, " "), "referral_fee_rate") {
		t.Errorf("unknown = %v; want the referral fee among it", e.Unknown)
	}
	if _, err := pricing.Compile(market.Candidate{ID: "n", Currency: "EUR"}, pricing.Terms{}); !errors.Is(err, pricing.ErrUnitCost) {
		t.Errorf("no unit cost: %v; want ErrUnitCost", err)
	}
}

// Test003DTierChange: an order tier moves unit cost and break-even.
func Test003DTierChange(t *testing.T) {
	tables, price := exampleTables(t), usd("29.99")
	for _, tc := range []struct {
		quantity int64
		unit     string
		margin   string
		even     float64 // 120 a month over what is left of one
	}{{200, "8.40", "5.84", 20.548}, {500, "7.90", "6.37", 18.838}, {1000, "7.20", "7.10", 16.901}} {
		e, err := pricing.Compile(goldenSheet(), pricing.Terms{Fees: tables, Quantity: tc.quantity})
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Contribution(price); got != usd(tc.margin) {
			t.Errorf("%d units: contribution %s; want %s", tc.quantity, got, tc.margin)
		}
		if got, ok := e.BreakEvenUnits(price); !ok || math.Abs(got-tc.even) > 0.001 {
			t.Errorf("%d units: break-even at %v a month; want %v", tc.quantity, got, tc.even)
		}
		if got := pricing.UnitCostAt(goldenSheet().Cost, tc.quantity); got != usd(tc.unit) {
			t.Errorf("%d units: unit cost %s; want %s", tc.quantity, got, tc.unit)
		}
	}
	e, _ := pricing.Compile(goldenSheet(), pricing.Terms{Fees: tables})
	levers := e.Levers(price)
	if len(levers) != 2 || levers[1].UnitSaving != usd("1.26") || levers[1].CashAtMinimum != usd("7200.00") {
		t.Errorf("levers %+v; want a saving of 1.26 at 1000 units", levers)
	}
}

// Test004FReturnsLowerContribution: more returns leave less, by rate × cost per return.
func Test004FReturnsLowerContribution(t *testing.T) {
	c := goldenSheet()
	before, _ := pricing.Compile(c, pricing.Terms{Fees: exampleTables(t)})
	c.Cost.ReturnRate = rate("0.16")
	after, _ := pricing.Compile(c, pricing.Terms{Fees: exampleTables(t)})
	lost, _ := before.Contribution(usd("29.99")).Sub(after.Contribution(usd("29.99")))
	if lost != usd("0.72") { // 1.16 (7.25 × 0.16) less 0.44 (7.25 × 0.06)
		t.Errorf("ten points more returns cost %s; want 0.72", lost)
	}
}

// Test002CChannelsHaveTheirOwnFloors: two channels with different fees give different floors.
func Test002CChannelsHaveTheirOwnFloors(t *testing.T) {
	c := market.Candidate{ID: "c", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("10"), ReferralRate: rate("0.15")}}
	a, _ := pricing.Compile(c, pricing.Terms{})
	c.Cost.ReferralRate = rate("0.05")
	b, _ := pricing.Compile(c, pricing.Terms{})
	fa, _ := a.Floor(0)
	fb, _ := b.Floor(0)
	if fa != usd("11.76") || fb != usd("10.53") {
		t.Errorf("floors %s and %s; want 11.76 and 10.53", fa, fb)
	}
}

func TestF39ConflictIsTyped(t *testing.T) {
	// The case of a floor of 12 over a cap of 10.
	c := market.Candidate{ID: "s", Currency: "USD", ListPrice: usd("10"), Cost: market.CostSheet{UnitCost: usd("12"), ReferralRate: rate("0")}}
	e, _ := pricing.Compile(c, pricing.Terms{})
	_, err := pricing.Decide(pricing.Case{Candidate: c, Economics: e, Reference: 11, Rivals: []float64{11}})
	var conflict *pricing.ConflictError
	if !errors.As(err, &conflict) || !errors.Is(err, market.ErrConflict) {
		t.Fatalf("error %v; want a ConflictError", err)
	}
	if !strings.Contains(pricing.Reason(err), "12.00 USD") {
		t.Errorf("reason %q does not name the floor", pricing.Reason(err))
	}
}

// TestOptimumAgreesWithClosedForm: the grid search finds the known optimum and no guard spoils it.
func TestOptimumAgreesWithClosedForm(t *testing.T) {
	for _, e := range []float64{-1.8, -2.62, -4} {
		c := market.Candidate{ID: "o", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("10"), ReferralRate: rate("0.15"), Fulfilment: usd("1.20")}}
		econ, _ := pricing.Compile(c, pricing.Terms{})
		d := power{20, 500, e}
		got, err := pricing.Decide(pricing.Case{Candidate: c, Economics: econ, Demand: d, Identified: true, Reference: 22, Rivals: []float64{15, 22, 40}})
		if err != nil {
			t.Fatal(err)
		}
		want := pricing.WithFees(10, 0.15, 1.2, e)
		if target := got.Advice.Corridor.Target.Amount.Float(); math.Abs(target/want-1) > 0.01 /* fees are rounded to cents, which shifts a flat top */ {
			t.Errorf("elasticity %v: target %v; want %v", e, target, want)
		}
		best := (want*0.85 - 11.2) * d.Mean(want)
		if loss := 1 - got.Point.Profit/best; loss > 0.0025 {
			t.Errorf("elasticity %v: %s loses %.4f of the profit", e, got.Advice.Recommended, loss)
		}
	}
}
