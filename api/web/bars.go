package web

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/matching"
)

// scoreBar draws a score of 0 to 100 with its interval. Where the score is not known, the whole interval shows.
func scoreBar(name string, score *float64, interval *[2]float64) template.HTML {
	const w, h = 120.0, 10.0
	s := newSVG(w, h)
	s.rect(0, 2, w, 6, "track", "")
	label := name + ": " + unknown
	if score != nil && onScale(*score) {
		s.rect(0, 2, w**score/100, 6, "fill "+name, "")
		label = fmt.Sprintf("%s: %.0f of 100", name, *score)
	}
	if interval != nil && onScale(interval[0]) && onScale(interval[1]) {
		s.line(w*interval[0]/100, 5, w*interval[1]/100, 5, "whisker", "")
		label += fmt.Sprintf(", between %.0f and %.0f", interval[0], interval[1])
	}
	return s.html("bar", label)
}

// onScale reports whether a score can be drawn; what is not between 0 and 100 is none.
func onScale(f float64) bool { return f >= 0 && f <= 100 }

// demandBar draws the 10th to 90th percentile of units at the advised price with the expected units, the figure that the
// expected profit is counted with.
func demandBar(d *market.DemandEstimate) template.HTML {
	if d == nil {
		return ""
	}
	const w, left, right, y = 760.0, 20.0, 740.0, 34.0
	u, mid := d.UnitsPerMonth, d.Expected()
	hi := math.Max(u.P90, mid) * 1.12
	if hi <= 0 || math.IsNaN(hi) || math.IsInf(hi, 0) {
		return ""
	}
	x := scale{0, hi, left, right}
	s := newSVG(w, 78)
	s.line(left, y, right, y, "axis", "")
	s.rect(x.at(u.P10), y-9, x.at(u.P90)-x.at(u.P10), 18, "range", "")
	s.line(x.at(mid), y-14, x.at(mid), y+14, "middle", "")
	s.text(clampText(x.at(mid), 12, w), y-19, "middle", "label", number(mid)+" expected")
	for _, v := range x.ticks(6) {
		s.line(x.at(v), y+12, x.at(v), y+17, "grid", "")
		s.text(x.at(v), y+32, "middle", "tick", number(v))
	}
	return s.html("demand", fmt.Sprintf("Units a month: %s expected, between %s and %s in four of five cases", number(mid), number(u.P10), number(u.P90)))
}

// evidenceBars draws what speaks for a match to the right and against it to the left, in log-odds, the weightiest first.
func evidenceBars(m market.Match) template.HTML {
	const rowHeight, left, zero, reach, most = 22.0, 235.0, 350.0, 90.0, 10
	steps := slices.Clone(m.Evidence)
	weight := func(e market.MatchReason) float64 {
		if e.Feature == matching.StepStart {
			return 0 // where every pair begins stands last
		}
		return math.Abs(e.Contribution)
	}
	slices.SortStableFunc(steps, func(a, b market.MatchReason) int { return cmp.Compare(weight(b), weight(a)) })
	steps = slices.DeleteFunc(steps, func(e market.MatchReason) bool {
		return math.IsNaN(e.Contribution) || math.IsInf(e.Contribution, 0) || math.Abs(e.Contribution) < 0.01
	})
	if len(steps) == 0 {
		return ""
	}
	heaviest := 0.0
	for _, e := range steps {
		heaviest = math.Max(heaviest, math.Abs(e.Contribution))
	}
	unit, rest, n := reach/math.Max(1, heaviest), 0.0, len(steps)
	if n > most {
		for _, e := range steps[most:] {
			rest += e.Contribution
		}
		steps = append(steps[:most], market.MatchReason{Feature: fmt.Sprintf("%d more", n-most), Contribution: rest})
	}
	s := newSVG(500, rowHeight*float64(len(steps))+4)
	s.line(zero, 0, zero, s.h, "grid", "")
	label := []string{"What speaks for and against."}
	for i, e := range steps {
		y, size := rowHeight*float64(i), math.Min(reach, unit*math.Abs(e.Contribution))
		from, class := zero, "for"
		if e.Contribution < 0 {
			from, class = zero-size, "against"
		}
		text := words(e.Feature)
		if e.Value != "" {
			text += " " + clipText(e.Value, 36-len([]rune(text)))
		}
		s.text(left, y+16, "end", "label", text)
		s.rect(from, y+5, math.Max(1, size), rowHeight-9, class, e.Feature+" "+e.Value)
		signed := minus(fmt.Sprintf("%+.2f", e.Contribution))
		s.text(496, y+16, "end", "value", signed)
		label = append(label, text+" "+signed+".")
	}
	return s.html("evidence", strings.Join(label, " "))
}

// clipText shortens a text to n characters.
func clipText(s string, n int) string {
	if rs := []rune(s); len(rs) > n {
		return string(rs[:max(0, n-1)]) + "…"
	}
	return s
}

// waterfall draws what is left of the price after each cost. Costs that were not given have a row without a bar.
func waterfall(rows []market.WaterfallRow) template.HTML {
	const w, rowHeight, left, right = 760.0, 26.0, 150.0, 640.0
	var hi, lo, run float64
	for i, r := range rows {
		if !r.Known || i == len(rows)-1 {
			continue
		}
		run += r.Amount.Float()
		hi, lo = math.Max(hi, run), math.Min(lo, run)
	}
	if hi <= 0 {
		return ""
	}
	x, label := scale{lo, hi, left, right}, []string{"What is left of the price."}
	s := newSVG(w, rowHeight*float64(len(rows))+6)
	s.line(x.at(0), 0, x.at(0), s.h, "grid", "")
	run = 0
	for i, r := range rows {
		y := rowHeight * float64(i)
		s.text(left-12, y+18, "end", "label", words(r.Item))
		if !r.Known {
			s.text(x.at(run)+8, y+18, "start", "label missing", unknown)
			label = append(label, words(r.Item)+" "+unknown+".")
			continue
		}
		from, to, class := run, run+r.Amount.Float(), "cost"
		switch {
		case i == len(rows)-1:
			from, to, class = 0, r.Amount.Float(), "kept"
		case i == 0:
			class = "price"
		}
		a, b := math.Min(from, to), math.Max(from, to)
		s.rect(x.at(a), y+5, math.Max(1, x.at(b)-x.at(a)), rowHeight-9, class, "")
		s.text(w-4, y+18, "end", "value", amount(r.Amount))
		label = append(label, words(r.Item)+" "+amount(r.Amount)+".")
		run = to
	}
	return s.html("waterfall", strings.Join(label, " "))
}
