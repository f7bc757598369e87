package pricing_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

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
	}{{200, "8.40", "5.84"}, {500, "7.90", "6.37"}, {1000, "7.20", "7.10"}} {
		e, err := pricing.Compile(goldenSheet(), pricing.Terms{Fees: tables, Quantity: tc.quantity})
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Contribution(price); got != usd(tc.margin) {
			t.Errorf("%d units: contribution %s; want %s", tc.quantity, got, tc.margin)
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
	for _, r := range rapid.SliceOfN(rapid.Float64Range(0.5, 8000), 0, 8).Draw(t, "rivals") {
		k.Rivals = append(k.Rivals, r)
	}
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

func TestF36Standing(t *testing.T) {
	s, gaps := pricing.Standing(15, []float64{10, 12, 15, 20})
	want := market.Standing{Rank: 3, Of: 5, Percentile: 50, IndexToMedian: 100 * 15 / 13.5, RangePosition: 50, Band: "premium"}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Error(diff)
	}
	if len(gaps) != 4 || gaps[0].Amount != 5 || gaps[3].Share != -0.25 {
		t.Errorf("gaps %+v", gaps)
	}
	for percent, want := range map[float64]float64{0: 10, 50: 15, 100: 20} {
		if got := pricing.AtRange(10, 20, percent); got != want {
			t.Errorf("AtRange(%v) = %v; want %v", percent, got, want)
		}
	}
}

func TestF41RaiseWhenAlone(t *testing.T) {
	for _, tc := range []struct{ own, next, limit, want, headroom string }{
		{"450", "464.85", "463", "463", "13"},
		{"450", "464.85", "", "464.84", "14.84"},
		{"450", "449", "463", "450", "0"},
		{"450", "", "463", "463", "13"},
		{"450", "", "", "450", "0"},
	} {
		at := func(s string) money.Amount {
			if s == "" {
				return money.Amount{}
			}
			return usd(s)
		}
		p, h := pricing.RaiseWhenAlone(at(tc.own), at(tc.next), at(tc.limit))
		if p != usd(tc.want) || h != usd(tc.headroom) {
			t.Errorf("%+v: %s, headroom %s", tc, p, h)
		}
	}
}

func TestF23PriorPrice(t *testing.T) {
	now := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	ago := func(days int) time.Time { return now.AddDate(0, 0, -days) }
	for _, tc := range []struct {
		name    string
		history []pricing.Dated
		to      string
		ref     string
		percent float64
	}{
		{"80, 100, 90 within 30 days", []pricing.Dated{{ago(25), usd("80")}, {ago(12), usd("100")}}, "90", "80.00", 0},
		{"100 long ago, 90, now 70", []pricing.Dated{{ago(40), usd("100")}, {ago(20), usd("90")}}, "70", "90.00", 22.2},
		{"no history", nil, "70", "", 0},
	} {
		got := pricing.Prior(tc.history, usd(tc.to), now)
		if got.Reference.Decimal() != tc.ref || math.Abs(100*got.ClaimableDiscount-tc.percent) > 0.05 {
			t.Errorf("%s: %s, %.1f%%; want %s, %.1f%%", tc.name, got.Reference, 100*got.ClaimableDiscount, tc.ref, tc.percent)
		}
	}
}

func TestF42NoCompetitorGivesCostBasedPrice(t *testing.T) {
	c := market.Candidate{ID: "n", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("10"), ReferralRate: rate("0.15")}}
	e, _ := pricing.Compile(c, pricing.Terms{})
	d, err := pricing.Decide(pricing.Case{Candidate: c, Economics: e})
	if err != nil {
		t.Fatal(err)
	}
	if p := d.Advice.Recommended.Float(); p < 18.5 || p > 19.5 { // (10/0.85)·2.62/1.62 = 19.03
		t.Errorf("standalone price %v; want about 19", p)
	}
	if !strings.Contains(d.Method, "no comparable offer") {
		t.Errorf("method %q does not say why", d.Method)
	}
}

func TestF43PriceWarHolds(t *testing.T) {
	c := market.Candidate{ID: "w", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("5"), ReferralRate: rate("0")}}
	e, _ := pricing.Compile(c, pricing.Terms{})
	k := pricing.Case{Candidate: c, Economics: e, Demand: power{20, 100, -4}, Identified: true, Reference: 20,
		Rivals: []float64{18, 20, 22}, Own: usd("19.99"), PriceWar: true}
	d, err := pricing.Decide(k)
	if err != nil {
		t.Fatal(err)
	}
	if d.Advice.Recommended != usd("19.99") {
		t.Errorf("in a war: %s; want to hold 19.99", d.Advice.Recommended)
	}
	if cost := pricing.FollowCost(e, power{20, 100, -1.2}, 1999, 1800, 3); cost <= 0 {
		t.Errorf("following an inelastic war costs %v; want more than 0", cost)
	}
}

// Test000ANotTheLowestPrice: a product known to lack assurance is never advised at the lowest price.
func Test000ANotTheLowestPrice(t *testing.T) {
	c := market.Candidate{ID: "t", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("5"), ReferralRate: rate("0")}}
	e, _ := pricing.Compile(c, pricing.Terms{})
	k := pricing.Case{Candidate: c, Economics: e, Demand: power{20, 100, -4}, Identified: true, Reference: 20, Rivals: []float64{18, 20, 22}}
	free, _ := pricing.Decide(k)
	k.WeakTrust = true
	held, _ := pricing.Decide(k)
	if free.Advice.Recommended.Float() >= 18 || held.Advice.Recommended.Float() <= 18 {
		t.Errorf("%s without, %s with weak assurance; want below and above the lowest rival's 18", free.Advice.Recommended, held.Advice.Recommended)
	}
}

// TestF45Tiers and 004-D: cost < wholesale < dealer < consumer, each above its floor.
func TestF45Tiers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cost, price := rapid.Int64Range(1, 100_000).Draw(t, "cost"), rapid.Int64Range(1, 300_000).Draw(t, "price")
		c := market.Candidate{ID: "t", Currency: "EUR", Cost: market.CostSheet{UnitCost: money.New(cost, "EUR"), TaxRate: rate("0.19")}}
		e, err := pricing.Compile(c, pricing.Terms{})
		if err != nil {
			t.Fatal(err)
		}
		last := cost
		for _, tier := range pricing.Tiers(e, money.New(price, "EUR"), money.New(cost, "EUR"), pricing.DefaultTierMargins()) {
			if tier.Price.Minor() <= last || tier.Price.Minor() < tier.Floor.Minor() && tier.Tier != "consumer" {
				t.Fatalf("%s %s after %d, floor %s", tier.Tier, tier.Price, last, tier.Floor)
			}
			last = tier.Price.Minor()
		}
	})
}

// TestMAPPins: the maker's advertised price is neither undercut nor exceeded, and a floor above it is a conflict.
func TestMAPPins(t *testing.T) {
	c := market.Candidate{ID: "m", Currency: "USD", MAPPrice: usd("24.99"), Cost: market.CostSheet{UnitCost: usd("10"), ReferralRate: rate("0")}}
	e, _ := pricing.Compile(c, pricing.Terms{})
	for _, el := range []float64{-1.3, -2.62, -5} {
		d, err := pricing.Decide(pricing.Case{Candidate: c, Economics: e, Demand: power{20, 100, el}, Identified: true, Reference: 20, Rivals: []float64{18, 20, 30}})
		if err != nil || d.Advice.Recommended != usd("24.99") {
			t.Errorf("elasticity %v: %s, %v; want 24.99", el, d.Advice.Recommended, err)
		}
	}
}

// Test001AStances: for +25%, 0 and −25% against the median the stance and what must be true.
func Test001AStances(t *testing.T) {
	c := market.Candidate{Differentiators: []string{"titanium hinge"}, Proofs: []string{"lab report 12"}}
	for _, tc := range []struct {
		index  float64
		stance string
		must   string
	}{
		{125, "premium", "titanium hinge matters to buyers (evidence: lab report 12)"},
		{100, "parity", "quality, returns and warranty no worse than the usual offer"},
		{75, "value", "a true reason for the lower price that can be shown (volume, origin, contract)"},
	} {
		if got := pricing.Band(tc.index); got != tc.stance {
			t.Errorf("index %v: %s; want %s", tc.index, got, tc.stance)
		}
		if got := strings.Join(pricing.MustBeTrue(tc.stance, c, tc.index), "; "); !strings.Contains(got, tc.must) {
			t.Errorf("%s must be true: %s; want %s", tc.stance, got, tc.must)
		}
	}
	if got := strings.Join(pricing.MustBeTrue("premium", market.Candidate{Differentiators: []string{"heals"}}, 130), ""); !strings.Contains(got, "needs_substantiation") {
		t.Errorf("a claim without evidence is not flagged: %s", got)
	}
}

// Test001CTooCheap: at 40% of the median the warning fires, at 95% it does not.
func Test001CTooCheap(t *testing.T) {
	if !pricing.TooCheap(40) || pricing.TooCheap(95) {
		t.Error("TooCheap must hold at 40% and not at 95%")
	}
}

func TestParseFeeTablesErrors(t *testing.T) {
	for name, text := range map[string]string{
		"unknown key":  "fee_tables:\n  - name: a\n    curency: USD\n",
		"no currency":  "fee_tables:\n  - name: a\n",
		"falling":      "fee_tables:\n  - name: a\n    currency: USD\n    referral:\n      - brackets: [{up_to: \"20\", rate: \"0.1\"}, {up_to: \"10\", rate: \"0.1\"}, {rate: \"0.2\"}]\n",
		"bounded":      "fee_tables:\n  - name: a\n    currency: USD\n    referral:\n      - brackets: [{up_to: \"20\", rate: \"0.1\"}]\n",
		"rate over 1":  "fee_tables:\n  - name: a\n    currency: USD\n    referral:\n      - brackets: [{rate: \"15\"}]\n",
		"unknown mode": "fee_tables:\n  - name: a\n    currency: USD\n    referral:\n      - {mode: some, brackets: [{rate: \"0.1\"}]}\n",
	} {
		if _, err := pricing.ParseFeeTables("x.yaml", []byte(text)); !errors.Is(err, market.ErrInvalid) {
			t.Errorf("%s: %v; want ErrInvalid", name, err)
		}
	}
}

func TestExampleTablesSayVerify(t *testing.T) {
	for _, table := range exampleTables(t) {
		if table.Verify == "" || table.RetrievedAt == "" || table.SourceURL == "" {
			t.Errorf("table %s has no date, source or verify label", table.Name)
		}
	}
}
