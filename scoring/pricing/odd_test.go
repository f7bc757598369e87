package pricing_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

// odd is demand that is no number, less than nothing, endless or nothing at some prices.
type odd struct{ kind int }

func (o odd) Mean(price float64) float64 {
	switch o.kind {
	case 0:
		return math.NaN()
	case 1:
		return -5
	case 2:
		return math.Inf(1)
	case 3:
		return 0
	}
	if int64(price*100)%7 < 3 {
		return math.NaN()
	}
	return 100 / price
}

// TestF39FloorHoldsForOddInputs: rivals at no price, nothing or less, endless prices, another currency's own and maker's prices, a margin
// of everything, demand that is no number: there is a price that keeps the margin within the corridor, or a typed error.
func TestF39FloorHoldsForOddInputs(t *testing.T) {
	tables := exampleTables(t)
	rapid.Check(t, func(t *rapid.T) {
		for range 100 { // 100 checks of 100 cases
			oddCase(t, tables)
		}
	})
}

func oddCase(t *rapid.T, tables pricing.FeeTables) {
	c := sheets().Draw(t, "candidate")
	tables = pricing.FeeTables{"example-us-marketplace": tables["example-us-marketplace"], "hostile": hostileTable(t, c.Currency)}
	e, err := pricing.Compile(c, pricing.Terms{Fees: tables})
	if err != nil {
		t.Fatalf("Compile: %v", err)
	}
	strange := rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, -3, 1e-9, 0.004, 1e13, 1e300, 20, 25})
	k := pricing.Case{Candidate: c, Economics: e, Rivals: rapid.SliceOfN(strange, 0, 6).Draw(t, "rivals"), Same: rapid.SliceOfN(strange, 0, 3).Draw(t, "same"),
		Reference: strange.Draw(t, "reference"), Margin: money.Rate(rapid.SampledFrom([]int64{-200_000, 0, 50_000, 999_999, 1_000_000, 5_000_000}).Draw(t, "margin")),
		PriceWar: rapid.Bool().Draw(t, "war"), WeakTrust: rapid.Bool().Draw(t, "trust"), Identified: rapid.Bool().Draw(t, "identified"),
		Stance: rapid.SampledFrom([]string{"", "value", "premium", "other"}).Draw(t, "stance"),
	}
	if rapid.Bool().Draw(t, "demand") {
		k.Demand = odd{rapid.IntRange(0, 4).Draw(t, "kind")}
	}
	foreign := rapid.SampledFrom([]money.Amount{{}, money.New(-100, c.Currency), money.New(0, c.Currency), money.New(900, "SEK"), money.New(math.MaxInt64/4, c.Currency)})
	k.Own, k.Candidate.MAPPrice, k.Candidate.ListPrice = foreign.Draw(t, "own"), foreign.Draw(t, "map"), foreign.Draw(t, "list")
	d, err := pricing.Decide(k)
	p := d.Advice.Recommended
	if err != nil {
		if p.Known() || !errors.Is(err, market.ErrConflict) && !errors.Is(err, pricing.ErrNoFloor) {
			t.Fatalf("price %s with error %v", p, err)
		}
		return
	}
	if _, err := json.Marshal(d.Advice); err != nil {
		t.Fatalf("the advice is no JSON: %v (%+v)", err, d.Advice)
	}
	floor, ceiling := d.Advice.Corridor.Floor.Amount, d.Advice.Corridor.Ceiling.Amount
	if p.Minor() <= 0 || p.Minor() < floor.Minor() || p.Minor() > ceiling.Minor() || e.Contribution(p).Minor() < p.MulRate(k.Margin, money.Up).Minor() {
		t.Fatalf("price %s, corridor %s–%s, contribution %s of which %s is asked for (%+v)", p, floor, ceiling, e.Contribution(p), p.MulRate(k.Margin, money.Up), d.Advice.Clamps)
	}
}
