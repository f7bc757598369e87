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

func TestF36Standing(t *testing.T) {
	s, gaps := pricing.Standing(15, []float64{10, 12, 15, 20})
	want := market.Standing{Rank: 3, Of: 5, Percentile: 50, IndexToMedian: 100 * 15 / 13.5, IndexToMean: 100 * 15 / 14.25, IndexToLowest: 150, RangePosition: 50, Band: "premium"}
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

// TestF36Benchmark: the reference of a weighted index is the weighted mean of the rivals, as in the public examples.
func TestF36Benchmark(t *testing.T) {
	for _, tc := range []struct {
		prices, weights []float64
		want            float64
	}{
		{[]float64{10, 15}, []float64{10, 5}, 11.67},
		{[]float64{120, 125, 130, 135, 140}, []float64{8, 15, 12, 10, 6}, 129.12},
		{[]float64{60, 65, 65, 72.99, 60}, []float64{0.27, 0.21, 0.17, 0.05, 0.30}, 62.55},
	} {
		if got := 100 * 100 / pricing.PriceIndex(100, tc.prices, tc.weights).Weighted; math.Abs(got-tc.want) > 0.005 {
			t.Errorf("benchmark of %v by %v: %.4f; want %v", tc.prices, tc.weights, got, tc.want)
		}
	}
	if got := 100 * 100 / pricing.PriceIndex(100, []float64{60, 65, 65, 72.99, 60}, nil).Mean; math.Abs(got-64.60) > 0.005 {
		t.Errorf("simple mean %.4f; want 64.60", got)
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
		{"100 long ago, 90, 70 read now is the cut itself", []pricing.Dated{{ago(40), usd("100")}, {ago(20), usd("90")}, {now, usd("70")}}, "70", "90.00", 22.2},
		{"100 long ago, 90, 70 now, then 69", []pricing.Dated{{ago(40), usd("100")}, {ago(20), usd("90")}, {now, usd("70")}}, "69", "70.00", 1.4},
		{"70 since before the window", []pricing.Dated{{ago(40), usd("100")}, {ago(35), usd("70")}}, "69", "70.00", 1.4},
		{"later readings are not known yet", []pricing.Dated{{now, usd("70")}, {now.AddDate(0, 0, 1), usd("60")}}, "69", "70.00", 1.4},
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
	k.Demand = power{20, 100, -1.15} // which by itself asks for a higher price
	if d, err = pricing.Decide(k); err != nil || d.Advice.Recommended != usd("19.99") {
		t.Errorf("in a war: %s (%v), raised; want to hold 19.99", d.Advice.Recommended, err)
	}
	if cost := pricing.FollowCost(e, power{20, 100, -1.2}, 1999, 1800, 3); cost <= 0 {
		t.Errorf("following an inelastic war costs %v; want more than 0", cost)
	}
}

// TestF40CeilingOfADearProduct: a better product with proven differences that costs more than its rivals ask is not squeezed
// under a ceiling that they set where the slope of demand is known; the usual markup over its cost then bounds the price.
func TestF40CeilingOfADearProduct(t *testing.T) {
	c := better(market.Candidate{ID: "d", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("35"), ReferralRate: rate("0")}})
	e, _ := pricing.Compile(c, pricing.Terms{})
	k := pricing.Case{Candidate: c, Economics: e, Demand: power{20, 100, -2.4}, Identified: true, Reference: 20, Rivals: []float64{18, 20, 22}}
	d, err := pricing.Decide(k)
	if err != nil {
		t.Fatal(err)
	}
	want := e.Standalone()
	if got := d.Advice.Corridor.Ceiling; got.Amount != want || !strings.Contains(got.BoundBy, "markup") {
		t.Errorf("ceiling %s (%s); want %s from the cost", got.Amount, got.BoundBy, want)
	}
	if p := d.Advice.Recommended.Float(); p < 45 {
		t.Errorf("price %v; want near the optimum of 35·2.4/1.4", p)
	}
	k.Identified = false
	if d, err := pricing.Decide(k); err == nil && d.Advice.Corridor.Ceiling.Amount.Minor() >= want.Minor() {
		t.Errorf("ceiling %s though the slope is not known", d.Advice.Corridor.Ceiling.Amount)
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
		for _, tier := range pricing.Tiers(e, market.Bound{Amount: money.New(price, "EUR")}, money.New(cost, "EUR"), pricing.DefaultTierMargins()) {
			if tier.Price.Minor() <= last || tier.Price.Minor() < tier.Floor.Minor() && tier.Tier != "consumer" {
				t.Fatalf("%s %s after %d, floor %s", tier.Tier, tier.Price, last, tier.Floor)
			}
			last = tier.Price.Minor()
		}
	})
}

// Test004CKindsOfCustomer: organised buyers see a price without tax from a least order on, consumers one with tax for a
// single unit; a dealer's order leaves at least what five consumer sales do, and never asks for more than the supplier does.
func Test004CKindsOfCustomer(t *testing.T) {
	sheet := market.CostSheet{UnitCost: usd("10"), TaxRate: rate("0.19"), ReferralRate: rate("0.15"), ReturnRate: rate("0"), AdRate: rate("0"), FixedCost: usd("0")}
	tiers := func(moq *int64) map[string]market.PriceTier {
		s := sheet
		s.MOQ = moq
		e, err := pricing.Compile(market.Candidate{ID: "t", Currency: "USD", Cost: s}, pricing.Terms{})
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]market.PriceTier{}
		for _, tier := range pricing.Tiers(e, market.Bound{Amount: usd("35.70"), BoundBy: "test", Input: market.ByConsumers}, usd("15"), pricing.DefaultTierMargins()) {
			out[tier.Tier] = tier
		}
		return out
	}
	free := tiers(nil)
	// 35.70 with 19% tax is 30.00 without; 10 + 0.35·20 and 10 + 0.65·20. A consumer sale leaves 30 − 15%·35.70 − 10 = 14.65
	// (the fee is on the price with tax): 25 of them by 7.00 a unit, 5 by 13.00.
	for name, want := range map[string]market.PriceTier{
		"wholesale": {Tier: "wholesale", Price: usd("17.00"), Floor: free["wholesale"].Floor, ExTax: true, MinQuantity: 53},
		"dealer":    {Tier: "dealer", Price: usd("23.00"), Floor: free["dealer"].Floor, ExTax: true, MinQuantity: 6},
		"consumer":  {Tier: "consumer", Price: usd("35.70"), Floor: usd("15"), MinQuantity: 1},
	} {
		got := free[name]
		if got.BoundBy == "" || got.Input != market.ByConsumers {
			t.Errorf("%s is set by %q, %q; want the consumer price", name, got.BoundBy, got.Input)
		}
		if got.BoundBy, got.Input = "", ""; got != want {
			t.Errorf("%+v; want %+v", free[name], want)
		}
	}
	lot := int64(40)
	if got := tiers(&lot)["wholesale"].MinQuantity; got != lot {
		t.Errorf("least order %d; want the supplier's %d", got, lot)
	}
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
		{125, "premium", "“titanium hinge” matters to buyers (evidence: lab report 12)"},
		{100, "parity", "quality, returns and warranty are no worse than the usual offer's"},
		{75, "value", "a true reason for the lower price can be shown (volume, origin, contract)"},
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
		"unknown key":               "fee_tables:\n  - name: a\n    curency: USD\n",
		"no currency":               "fee_tables:\n  - name: a\n",
		"falling":                   "fee_tables:\n  - name: a\n    currency: USD\n    referral:\n      - brackets: [{up_to: \"20\", rate: \"0.1\"}, {up_to: \"10\", rate: \"0.1\"}, {rate: \"0.2\"}]\n",
		"bounded":                   "fee_tables:\n  - name: a\n    currency: USD\n    referral:\n      - brackets: [{up_to: \"20\", rate: \"0.1\"}]\n",
		"rate over 1":               "fee_tables:\n  - name: a\n    currency: USD\n    referral:\n      - brackets: [{rate: \"15\"}]\n",
		"a name twice":              "fee_tables:\n  - {name: a, currency: USD}\n  - {name: a, currency: USD}\n",
		"a category twice":          "fee_tables:\n  - name: a\n    currency: USD\n    referral:\n      - {category: toys, brackets: [{rate: \"0.1\"}]}\n      - {category: Toys, brackets: [{rate: \"0.2\"}]}\n",
		"a negative fee":            "fee_tables:\n  - {name: a, currency: USD, per_item: \"-0.50\"}\n",
		"an unknown base":           "fee_tables:\n  - name: a\n    currency: USD\n    referral:\n      - {base: everything, brackets: [{rate: \"0.1\"}]}\n",
		"an unknown tax":            "fee_tables:\n  - name: a\n    currency: USD\n    referral:\n      - {tax: exclusive, brackets: [{rate: \"0.1\"}]}\n",
		"a day as Germans write it": "fee_tables:\n  - {name: a, currency: USD, valid_to: 31.12.2024}\n",
		"an end before its start":   "fee_tables:\n  - {name: a, currency: USD, valid_from: \"2025-02-01\", valid_to: \"2025-01-01\"}\n",
		"a payment of everything":   "fee_tables:\n  - {name: a, currency: USD, payment: {rate: \"1.5\"}}\n",
		"unknown mode":              "fee_tables:\n  - name: a\n    currency: USD\n    referral:\n      - {mode: some, brackets: [{rate: \"0.1\"}]}\n",
	} {
		if _, err := pricing.ParseFeeTables("x.yaml", []byte(text)); !errors.Is(err, market.ErrInvalid) {
			t.Errorf("%s: %v; want ErrInvalid", name, err)
		}
	}
}

// TestFeeTablePerOrder: a sale is taken as an order of one item, and shipping with a gift's wrapping as a base that
// shipping belongs to.
func TestFeeTablePerOrder(t *testing.T) {
	text := "fee_tables:\n  - name: a\n    currency: USD\n    per_item: \"0.99\"\n    per_order: \"0.30\"\n    referral: [{base: price+shipping(+gift), brackets: [{rate: \"0.1\"}]}]\n"
	tables, err := pricing.ParseFeeTables("x.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if a := tables["a"]; a.PerItem.Decimal() != "1.29" || !a.Referral[0].WithShipping {
		t.Errorf("%+v; want 1.29 a sale, on price and shipping", a)
	}
}

// FuzzParseFeeTables: no text panics; a table that is read has a name and a rate for every price.
func FuzzParseFeeTables(f *testing.F) {
	f.Add("fee_tables:\n  - name: a\n    currency: USD\n    referral:\n      - brackets: [{up_to: \"10\", rate: \"0.15\"}, {rate: \"0.08\"}]\n")
	f.Add("fee_tables: !x #")
	f.Fuzz(func(t *testing.T, text string) {
		tables, err := pricing.ParseFeeTables("f", []byte(text))
		if err != nil {
			return
		}
		for name, table := range tables {
			if name == "" || table.Currency == "" {
				t.Errorf("%q gives table %q in %q", text, name, table.Currency)
			}
		}
	})
}

func TestExampleTablesSayVerify(t *testing.T) {
	for _, table := range exampleTables(t) {
		if table.Verify == "" || table.RetrievedAt == "" || table.SourceURL == "" {
			t.Errorf("table %s has no date, source or verify label", table.Name)
		}
	}
}

// TestF36PriceBeyondRivalsMustEarnMore: where demand looks almost as good far above every rival as among them, the price stays
// among them; where it is clearly better up there, it goes.
func TestF36PriceBeyondRivalsMustEarnMore(t *testing.T) {
	var rivals []float64
	for i := range 21 {
		rivals = append(rivals, 10+float64(i))
	}
	decide := func(elasticity float64) float64 {
		e, err := pricing.Compile(market.Candidate{ID: "a", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("10.50"), ReferralRate: rate("0.15")}}, pricing.Terms{})
		if err != nil {
			t.Fatal(err)
		}
		d, err := pricing.Decide(pricing.Case{Candidate: better(market.Candidate{ID: "a"}), Economics: e, Demand: power{units: 100, at: 20, elasticity: elasticity}, Identified: true, Rivals: rivals, Reference: 20})
		if err != nil {
			t.Fatal(err)
		}
		return d.Advice.Recommended.Float()
	}
	if got := decide(-1.65); got > 28 {
		t.Errorf("demand of -1.65: %.2f; want no more than nine of ten rivals ask, 28", got)
	}
	if got := decide(-1.3); got < 30 {
		t.Errorf("demand of -1.3: %.2f; want a price above the rivals'", got)
	}
}

// TestF40PricesMoveSmoothly: fees are rounded to cents, but a cent of cost moves the price hardly, and a usual ending is found
// wherever the top of the profit is flat.
func TestF40PricesMoveSmoothly(t *testing.T) {
	last, charms, n := 0.0, 0, 0
	for cents := int64(400); cents <= 700; cents++ {
		sheet := market.CostSheet{
			UnitCost: money.New(cents, "USD"), ReferralRate: rate("0.153"), PaymentRate: rate("0.029"), AdRate: rate("0.083"), ReturnRate: rate("0.047"),
		}
		e, err := pricing.Compile(market.Candidate{ID: "a", Currency: "USD", Cost: sheet}, pricing.Terms{})
		if err != nil {
			t.Fatal(err)
		}
		d, err := pricing.Decide(pricing.Case{Economics: e, Demand: power{units: 100, at: 20, elasticity: -2.6}, Identified: true, Rivals: []float64{10, 15, 20, 25, 30}, Reference: 20})
		if err != nil {
			t.Fatal(err)
		}
		target, price := d.Advice.Corridor.Target.Amount.Float(), d.Advice.Recommended
		if last > 0 && (target < last || target > last*1.004) {
			t.Errorf("at a cost of %d cents the price goes from %.2f to %.2f", cents, last, target)
		}
		last, n = target, n+1
		if price.Minor()%100 == 99 {
			charms++
		}
	}
	if charms < n*3/4 {
		t.Errorf("%d of %d prices have the usual ending; want three quarters", charms, n)
	}
}
