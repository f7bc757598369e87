package scoring

import (
	"fmt"
	"math"
	"slices"

	"shelfwise/market"
	"shelfwise/scoring/demand"
)

const (
	monthDays      = 30.0
	minOutcomes    = 10   // under this many, rates and correlations say nothing and are left out
	samePrice      = 0.01 // a price this near the advised one is the advised one
	wantedCoverage = 0.8  // of p10–p90
)

// OutcomeReport says how adopted advice fared: text 001-I, judged by uplift, and how well the foretold was calibrated.
type OutcomeReport struct {
	Rows []OutcomeRow `json:"rows"`
	// Judged counts the rows asked at the advised price with units foretold; the shares below are of these.
	Judged   int        `json:"judged"`
	Hits     int        `json:"hits"`   // sold at least the foretold p10, which is the success metric of every advice
	Within   int        `json:"within"` // sold between p10 and p90; a calibrated forecast has 80% there
	Above    int        `json:"above"`  // sold more than p90
	HitRate  *ShareSpan `json:"hit_rate"`
	Coverage *ShareSpan `json:"coverage"`
	Bias     *float64   `json:"bias"` // median of sold over foretold; 1 is right
	Relation []Relation `json:"relations"`
	Warnings []string   `json:"warnings"`
}

// ShareSpan is a share with its 95% interval (Wilson).
type ShareSpan struct {
	Share float64 `json:"share"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Relation is how two figures go together over the outcomes (text 000-F). Spearman is nil where n is under the minimum.
type Relation struct {
	A        string   `json:"a"`
	B        string   `json:"b"`
	N        int      `json:"n"`
	Needed   int      `json:"needed"`
	Spearman *float64 `json:"spearman"`
}

// OutcomeRow is one outcome a month: before, foretold, after.
type OutcomeRow struct {
	market.Outcome
	PerMonth float64  `json:"units_per_month"`
	Before   *float64 `json:"units_per_month_before"` // nil: not known
	Uplift   *float64 `json:"uplift"`                 // units after over units before, less 1; nil: nothing to compare with
	Hit      *bool    `json:"hit"`                    // nil: nothing foretold, or asked at another price
	Within   *bool    `json:"within"`
	Note     string   `json:"note,omitempty"`
}

// JudgeOutcomes compares outcomes with what was foretold. The order is kept.
func JudgeOutcomes(outcomes []market.Outcome) OutcomeReport {
	rep := OutcomeReport{Rows: make([]OutcomeRow, len(outcomes)), Warnings: []string{}}
	var ratios []float64
	for i, o := range outcomes {
		row := judgeOutcome(o)
		rep.Rows[i] = row
		if row.Hit == nil {
			continue
		}
		rep.Judged++
		rep.Hits += oneIf(*row.Hit)
		rep.Within += oneIf(*row.Within)
		rep.Above += oneIf(row.PerMonth > o.Foretold.Units.P90)
		if o.Foretold.Mean > 0 {
			ratios = append(ratios, row.PerMonth/o.Foretold.Mean)
		}
	}
	rep.Relation = relations(rep.Rows)
	if rep.Judged < minOutcomes {
		rep.Warnings = append(rep.Warnings, fmt.Sprintf("%d outcomes at the advised price are too few to tell how good the advice is; %d are needed.", rep.Judged, minOutcomes))
		return rep
	}
	rep.HitRate, rep.Coverage = share(rep.Hits, rep.Judged), share(rep.Within, rep.Judged)
	if len(ratios) > 0 {
		slices.Sort(ratios)
		rep.Bias = number((ratios[(len(ratios)-1)/2]+ratios[len(ratios)/2])/2, 3)
	}
	if c := rep.Coverage; c.High < wantedCoverage || c.Low > wantedCoverage {
		rep.Warnings = append(rep.Warnings, fmt.Sprintf("%.0f%% of the outcomes lie in the foretold p10–p90, 80%% should: the forecasts are not calibrated for your shop.", 100*c.Share))
	}
	return rep
}

func judgeOutcome(o market.Outcome) OutcomeRow {
	row := OutcomeRow{Outcome: o, PerMonth: round(float64(o.Units)*monthDays/float64(o.Days), 2)}
	if o.UnitsBefore != nil {
		row.Before = number(float64(*o.UnitsBefore)*monthDays/float64(o.Days), 2)
		if *o.UnitsBefore > 0 {
			row.Uplift = number(float64(o.Units)/float64(*o.UnitsBefore)-1, 4)
		}
	}
	f := o.Foretold
	switch {
	case f.Units == nil || !f.Price.Known():
		row.Note = "no units were foretold"
	case f.Price.Currency() != o.Price.Currency() || math.Abs(float64(o.Price.Minor())/float64(f.Price.Minor())-1) > samePrice:
		row.Note = fmt.Sprintf("asked %s where %s was advised: not judged", o.Price, f.Price)
	default:
		hit := row.PerMonth >= f.Units.P10
		within := hit && row.PerMonth <= f.Units.P90
		row.Hit, row.Within = &hit, &within
	}
	return row
}

// relations tells how what was said before goes with what was sold after.
func relations(rows []OutcomeRow) []Relation {
	var out []Relation
	for _, x := range []struct {
		name string
		of   func(OutcomeRow) (float64, bool)
	}{
		{"units foretold", func(r OutcomeRow) (float64, bool) { return r.Foretold.Mean, r.Foretold.Units != nil }},
		{"score", func(r OutcomeRow) (float64, bool) { return given(r.Foretold.Score) }},
		{"units before", func(r OutcomeRow) (float64, bool) { return given(r.Before) }},
	} {
		var a, b []float64
		for _, r := range rows {
			if v, ok := x.of(r); ok {
				a, b = append(a, v), append(b, r.PerMonth)
			}
		}
		rel := Relation{A: x.name, B: "units sold", N: len(a), Needed: minOutcomes}
		if rel.N >= minOutcomes {
			if rho := demand.Spearman(a, b); !math.IsNaN(rho) {
				rel.Spearman = number(rho, 3)
			}
		}
		out = append(out, rel)
	}
	return out
}

func given(p *float64) (float64, bool) {
	if p == nil {
		return 0, false
	}
	return *p, true
}

func oneIf(b bool) int {
	if b {
		return 1
	}
	return 0
}

// share is k of n with its 95% interval.
func share(k, n int) *ShareSpan {
	lo, hi := Wilson(float64(k), float64(n), z95)
	return &ShareSpan{round(float64(k)/float64(n), 4), round(lo, 4), round(hi, 4)}
}
