package storetest

import (
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

func outcome(id string, day int, units int64) market.Outcome {
	return market.Outcome{CandidateID: id, AdoptedAt: at(day), Days: 30, Price: eur("19.99"), Units: units}
}

func testOutcomes(t *testing.T, s Store) {
	ctx := t.Context()
	same(t, "Outcomes before Put", all(t, s.Outcomes(ctx)), nil)
	score := 71.5
	before := int64(0)
	full := outcome("b", 2, 12)
	full.Profit, full.UnitsBefore, full.PriceBefore = eur("-3.10"), &before, eur("22.00")
	full.Foretold = market.Foretold{AsOf: at(1), Verdict: market.Trial, Score: &score, Price: eur("19.99"),
		Units: &market.Interval{P10: 5, P50: 10, P90: 20}, Mean: 11.5, Profit: eur("44.00")}
	want := []market.Outcome{outcome("a", 3, 7), full, outcome("b", 10, 0)}
	for range 2 { // the same write twice leaves the same state
		if err := s.PutOutcomes(ctx, want[2], want[0], want[1]); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "Outcomes", all(t, s.Outcomes(ctx)), want)
	want[0].Units = 9
	if err := s.PutOutcomes(ctx, outcome("a", 3, 8), want[0]); err != nil {
		t.Fatal(err)
	}
	same(t, "Outcomes, one replaced", all(t, s.Outcomes(ctx)), want)
	for name, spoil := range map[string]func(*market.Outcome){
		"no candidate":   func(o *market.Outcome) { o.CandidateID = "" },
		"no time":        func(o *market.Outcome) { o.AdoptedAt = time.Time{} },
		"no days":        func(o *market.Outcome) { o.Days = 0 },
		"negative units": func(o *market.Outcome) { o.Units = -1 },
		"no price":       func(o *market.Outcome) { o.Price = money.Amount{} },
	} {
		bad := outcome("c", 1, 1)
		spoil(&bad)
		wantErr(t, "PutOutcomes with "+name, s.PutOutcomes(ctx, outcome("d", 1, 1), bad), market.ErrInvalid)
	}
	same(t, "Outcomes beside invalid ones", all(t, s.Outcomes(ctx)), want)
}
