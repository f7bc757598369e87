package pricing_test

import (
	"slices"
	"testing"

	"shelfwise/market"
	"shelfwise/scoring/pricing"
)

// card is the prices of an advice by name, each with what set it.
func card(t *testing.T, k pricing.Case) map[string]market.Bound {
	t.Helper()
	e, err := pricing.Compile(k.Candidate, pricing.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	k.Economics = e
	d, err := pricing.Decide(k)
	if err != nil {
		t.Fatal(err)
	}
	a := d.Advice
	out := map[string]market.Bound{
		"floor": a.Corridor.Floor, "reference": a.Corridor.Reference, "target": a.Corridor.Target, "ceiling": a.Corridor.Ceiling,
		"recommended": {Amount: a.Recommended, BoundBy: a.BoundBy, Input: a.Input},
	}
	last := e.LandedUnitCost()
	for _, tier := range a.Tiers {
		out[tier.Tier] = market.Bound{Amount: tier.Price, BoundBy: tier.BoundBy, Input: tier.Input}
		if tier.Price.Minor() <= last.Minor() {
			t.Errorf("the ladder falls from %s to %s at %s", last, tier.Price, tier.Tier)
		}
		last = tier.Price
	}
	if len(a.Tiers) != 3 {
		t.Errorf("%d tiers; want wholesale, dealer and consumer", len(a.Tiers))
	}
	return out
}

// Test004DPriceCard: every price of the card names one thing that set it and which of the four inputs that is; another
// cost, other competitors, other buyers or another place in the market move the prices that hang on them and no others.
func Test004DPriceCard(t *testing.T) {
	base := pricing.Case{
		Candidate: market.Candidate{ID: "d", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("10"), ReferralRate: rate("0.1"), TaxRate: rate("0")}},
		Demand:    power{20, 100, -2.5}, Identified: true, Reference: 20, Rivals: []float64{16, 18, 20, 22, 24}, Margin: 50_000,
	}
	was := card(t, base)
	for name, want := range map[string]market.PriceInput{
		"floor": market.ByCosts, "reference": market.ByCompetitors, "target": market.ByConsumers, "ceiling": market.ByCompetitors,
		"recommended": market.ByConsumers, "wholesale": market.ByConsumers, "dealer": market.ByConsumers, "consumer": market.ByConsumers,
	} {
		if b := was[name]; b.Input != want || b.BoundBy == "" || !b.Amount.Known() {
			t.Errorf("%s: %s set by %q (%s); want %s", name, b.Amount, b.BoundBy, b.Input, want)
		}
	}
	sold := []string{"target", "recommended", "wholesale", "dealer", "consumer"}
	for name, tc := range map[string]struct {
		change func(*pricing.Case)
		moves  []string
	}{
		"a dearer supplier":   {func(k *pricing.Case) { k.Candidate.Cost.UnitCost = usd("11") }, append([]string{"floor"}, sold...)},
		"dearer competitors":  {func(k *pricing.Case) { k.Rivals, k.Reference = []float64{26, 28, 30, 32, 34}, 30 }, []string{"reference", "ceiling"}},
		"buyers who look on":  {func(k *pricing.Case) { k.Demand = power{20, 100, -1.9} }, sold},
		"more buyers":         {func(k *pricing.Case) { k.Demand = power{20, 900, -2.5} }, nil},
		"a margin to keep":    {func(k *pricing.Case) { k.Margin = 100_000 }, []string{"floor"}},
		"a list price":        {func(k *pricing.Case) { k.Candidate.ListPrice = usd("27") }, []string{"ceiling"}},
		"a better position":   {func(k *pricing.Case) { k.Reference, k.Adjusted = 22, true }, []string{"reference"}},
		"a maker's own price": {func(k *pricing.Case) { k.Candidate.MAPPrice = usd("21") }, []string{"ceiling", "recommended", "wholesale", "dealer", "consumer"}},
	} {
		k := base
		tc.change(&k)
		var moved []string
		now := card(t, k)
		for what, b := range now {
			if b.Amount != was[what].Amount {
				moved = append(moved, what)
			}
			if b.Input == "" || b.BoundBy == "" {
				t.Errorf("%s: %s is set by nothing", name, what)
			}
		}
		slices.Sort(moved)
		slices.Sort(tc.moves)
		if !slices.Equal(moved, tc.moves) && (name != "a maker's own price" || !slices.Contains(moved, "recommended")) {
			t.Errorf("%s moves %v; want %v", name, moved, tc.moves)
		}
	}
	for name, tc := range map[string]struct {
		change func(*pricing.Case)
		by     string
		input  market.PriceInput
	}{
		"MAP":        {func(k *pricing.Case) { k.Candidate.MAPPrice = usd("25") }, "map_minimum", market.ByPositioning},
		"list price": {func(k *pricing.Case) { k.Candidate.ListPrice = usd("15.50") }, "list price", market.ByPositioning},
		"price war":  {func(k *pricing.Case) { k.Demand, k.PriceWar = power{20, 100, -4}, true }, "price_war_hold", market.ByCompetitors},
		"no slope":   {func(k *pricing.Case) { k.Identified = false }, "parity: the price slope is not identified", market.ByPositioning},
		"no competitor": {func(k *pricing.Case) { k.Rivals, k.Reference, k.Demand, k.Identified = nil, 0, nil, false },
			"cost and a usual markup: no comparable offer", market.ByCosts},
	} {
		k := base
		tc.change(&k)
		if b := card(t, k)["recommended"]; b.BoundBy != tc.by || b.Input != tc.input {
			t.Errorf("%s: %s set by %q (%s); want %q (%s)", name, b.Amount, b.BoundBy, b.Input, tc.by, tc.input)
		}
	}
}

// TestF39OtherPricesKeepTheBounds: the prices offered beside the advised one keep what bounds it: the maker's minimum, no
// lowest price where guarantees are weak, none under the lowest in a war.
func TestF39OtherPricesKeepTheBounds(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*pricing.Case)
		least  string
	}{
		"plain":           {func(*pricing.Case) {}, "0"},
		"MAP":             {func(k *pricing.Case) { k.Candidate.MAPPrice = usd("25") }, "25"},
		"weak guarantees": {func(k *pricing.Case) { k.WeakTrust = true }, "18.01"},
		"war":             {func(k *pricing.Case) { k.PriceWar = true }, "18"},
	} {
		k := pricing.Case{
			Candidate: market.Candidate{ID: "d", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("5"), ReferralRate: rate("0.1"), TaxRate: rate("0")}},
			Demand:    power{20, 100, -3.5}, Identified: true, Reference: 20, Rivals: []float64{18, 19, 20, 21, 22}, Margin: 50_000,
		}
		tc.change(&k)
		k.Economics, _ = pricing.Compile(k.Candidate, pricing.Terms{})
		d, err := pricing.Decide(k)
		if err != nil {
			t.Fatal(err)
		}
		if name == "plain" && len(d.Advice.Alternatives) != 2 {
			t.Errorf("alternatives %+v; want two", d.Advice.Alternatives)
		}
		for _, a := range d.Advice.Alternatives {
			if a.Price.Minor() < usd(tc.least).Minor() {
				t.Errorf("%s: %s is offered as %s; want at least %s", name, a.Price, a.Position, tc.least)
			}
		}
	}
}
