package web

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shelfwise/market"
	"shelfwise/market/money"
)

func TestScale(t *testing.T) {
	t.Parallel()
	s := scale{10, 20, 100, 200}
	for v, want := range map[float64]float64{10: 100, 15: 150, 20: 200} {
		if got := s.at(v); got != want {
			t.Errorf("at(%v) = %v; want %v", v, got, want)
		}
	}
	if got := (scale{5, 5, 0, 100}).at(5); got != 50 {
		t.Errorf("a scale of one value puts it at %v; want the middle", got)
	}
	if got := (scale{32, 46, 0, 1}).ticks(5); len(got) != 3 || got[0] != 35 || got[2] != 45 {
		t.Errorf("ticks = %v; want 35, 40, 45", got)
	}
	for _, bad := range []scale{{1, 1, 0, 1}, {2, 1, 0, 1}, {math.NaN(), 1, 0, 1}, {0, math.Inf(1), 0, 1}} {
		if got := bad.ticks(5); got != nil {
			t.Errorf("ticks of %v = %v; want none", bad, got)
		}
	}
}

func TestRowsNeverOverlap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 8).Draw(t, "n")
		centres, widths := make([]float64, n), make([]float64, n)
		at := 0.0
		for i := range n {
			at += rapid.Float64Range(0, 80).Draw(t, "step")
			centres[i], widths[i] = at, rapid.Float64Range(10, 120).Draw(t, "width")
		}
		row := rows(centres, widths)
		for i := range n {
			for j := range i {
				if row[i] == row[j] && centres[i]-widths[i]/2 < centres[j]+widths[j]/2 {
					t.Fatalf("labels %d and %d overlap in row %d", j, i, row[i])
				}
			}
		}
	})
}

func TestDrawingsEscapeWhatPagesSay(t *testing.T) {
	t.Parallel()
	evil := `"><script>alert(1)</script>`
	r := market.Recommendation{
		Market: market.Snapshot{Currency: "EUR", Rivals: []market.Rival{{Source: evil, Title: evil, Price: money.MustDecimal("10", "EUR")}}},
		Price:  market.PriceAdvice{Recommended: money.MustDecimal("12", "EUR")},
	}
	h := history{currency: "EUR", level: math.NaN(), label: evil, lines: []series{{name: evil, samples: []sample{
		{time.Unix(0, 0), 1}, {time.Unix(1e6, 0), 2},
	}}}}
	drawings := map[string]string{
		"strip": string(priceStrip(r, money.Amount{})), "history": string(h.draw()),
		"waterfall": string(waterfall([]market.WaterfallRow{{Item: evil, Amount: money.MustDecimal("10", "EUR"), Known: true}, {Item: "kept", Amount: money.MustDecimal("10", "EUR"), Known: true}})),
		"bar":       string(scoreBar(evil, nil, nil)),
		"evidence":  string(evidenceBars(market.Match{Evidence: []market.MatchReason{{Feature: evil, Value: evil, Contribution: -2}, {Feature: "starting odds", Contribution: 3}}})),
	}
	for name, svg := range drawings {
		if !strings.HasPrefix(svg, "<svg") || strings.Contains(svg, "<script") {
			t.Errorf("%s: %s", name, svg)
		}
	}
}

func TestDrawingsWithoutData(t *testing.T) {
	t.Parallel()
	if got := priceStrip(market.Recommendation{}, money.Amount{}); got != "" {
		t.Errorf("a strip of nothing = %s", got)
	}
	if got := (history{level: math.NaN()}).draw(); got != "" {
		t.Errorf("a history of nothing = %s", got)
	}
	if got := demandBar(&market.DemandEstimate{}); got != "" {
		t.Errorf("demand of nothing = %s", got)
	}
	if got := waterfall(nil); got != "" {
		t.Errorf("a waterfall of nothing = %s", got)
	}
	one := history{level: 5, currency: "EUR", lines: []series{{samples: []sample{{time.Unix(0, 0), 5}}}}}
	if got := one.draw(); got != "" {
		t.Errorf("a history of one reading = %s", got)
	}
}

// FuzzDrawings looks for values that put NaN or a broken number into a drawing.
func FuzzDrawings(f *testing.F) {
	f.Add(10.0, 12.0, 20.0)
	f.Add(0.0, 0.0, 0.0)
	f.Add(-5.0, math.Inf(1), math.NaN())
	f.Fuzz(func(t *testing.T, a, b, c float64) {
		r := market.Recommendation{
			Demand: &market.DemandEstimate{UnitsPerMonth: market.Interval{P10: a, P50: b, P90: c}},
			Market: market.Snapshot{Rivals: []market.Rival{{Price: money.FromFloat(a, "EUR")}, {Price: money.FromFloat(b, "EUR")}}},
			Price: market.PriceAdvice{
				Recommended: money.FromFloat(c, "EUR"),
				Waterfall:   []market.WaterfallRow{{Item: "price", Amount: money.FromFloat(a, "EUR"), Known: true}, {Item: "kept", Amount: money.FromFloat(b, "EUR"), Known: true}},
			},
		}
		h := history{level: c, market: []series{{samples: []sample{{time.Unix(0, 0), a}, {time.Unix(1e6, 0), b}}}}}
		for _, svg := range []string{
			string(priceStrip(r, money.Amount{})), string(demandBar(r.Demand)), string(waterfall(r.Price.Waterfall)), string(h.draw()),
			string(scoreBar("value", &a, &[2]float64{b, c})),
			string(evidenceBars(market.Match{Evidence: []market.MatchReason{{Feature: "a", Contribution: a}, {Feature: "b", Contribution: b}, {Feature: "c", Contribution: c}}})),
		} {
			if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
				t.Errorf("a drawing has a number that is none: %s", svg)
			}
		}
	})
}
