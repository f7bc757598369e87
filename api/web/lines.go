package web

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/stat"

	"shelfwise/market/money"
)

// sample is one price of a line.
type sample struct {
	at    time.Time
	value float64
}

// series is one line of a history.
type series struct {
	name    string
	class   string
	samples []sample
}

// value is what the line shows at a time: its newest sample not after it, NaN before the first.
func (s series) value(at time.Time) float64 {
	v := math.NaN()
	for _, p := range s.samples {
		if p.at.After(at) {
			break
		}
		v = p.value
	}
	return v
}

// history is what the history chart draws.
type history struct {
	currency money.Currency
	lines    []series // drawn one by one
	market   []series // drawn together, as a median and the middle half
	level    float64  // a price to compare with, NaN for none
	label    string
}

const (
	chartWidth, chartHeight                      = 760.0, 260.0
	chartLeft, chartRight, chartTop, chartBottom = 58.0, 748.0, 24.0, 232.0
)

// draw returns the chart, or nothing where fewer than two moments are known.
func (h history) draw() template.HTML {
	days := h.days()
	if len(days) < 2 {
		return ""
	}
	mid, low, high := h.middle(days)
	lo, hi := h.bounds(days, low, high)
	if math.IsNaN(lo) {
		return ""
	}
	x := scale{float64(days[0].Unix()), float64(days[len(days)-1].Unix()), chartLeft, chartRight}
	y := scale{lo, hi, chartBottom, chartTop}
	s := newSVG(chartWidth, chartHeight)
	h.axes(s, x, y, days)
	s.path(areaPoints(x, y, days, low, high), true, "band", "the middle half of comparable offers")
	s.path(linePoints(x, y, days, mid), false, "line median", "median of comparable offers")
	if !math.IsNaN(h.level) {
		s.line(chartLeft, y.at(h.level), chartRight, y.at(h.level), "level", fmt.Sprintf("advised %.2f", h.level))
	}
	for _, l := range h.lines {
		s.path(steps(x, y, l.samples), false, "line "+l.class, l.name)
		for _, p := range l.samples {
			s.circle(x.at(float64(p.at.Unix())), y.at(p.value), 2.6, "dot "+l.class, fmt.Sprintf("%s: %.2f %s on %s", l.name, p.value, h.currency, day(p.at)))
		}
	}
	return s.html("chart", h.label)
}

func (h history) all() []series { return append(slices.Clone(h.lines), h.market...) }

// days are the days on which anything was seen, as the end of each.
func (h history) days() []time.Time {
	seen := map[int64]bool{}
	var out []time.Time
	for _, l := range h.all() {
		for _, p := range l.samples {
			d := p.at.UTC().Truncate(24 * time.Hour)
			if !seen[d.Unix()] {
				seen[d.Unix()] = true
				out = append(out, d.Add(24*time.Hour-time.Second))
			}
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}

// middle is the median and the quartiles of the market's lines on each day.
func (h history) middle(days []time.Time) (mid, low, high []float64) {
	for _, d := range days {
		var values []float64
		for _, l := range h.market {
			if v := l.value(d); !math.IsNaN(v) {
				values = append(values, v)
			}
		}
		if len(values) == 0 {
			mid, low, high = append(mid, math.NaN()), append(low, math.NaN()), append(high, math.NaN())
			continue
		}
		slices.Sort(values)
		mid = append(mid, stat.Quantile(0.5, stat.LinInterp, values, nil))
		low = append(low, stat.Quantile(0.25, stat.LinInterp, values, nil))
		high = append(high, stat.Quantile(0.75, stat.LinInterp, values, nil))
	}
	return mid, low, high
}

// bounds is the range of everything drawn, with air.
func (h history) bounds(days []time.Time, low, high []float64) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	take := func(v float64) {
		if !math.IsNaN(v) {
			lo, hi = math.Min(lo, v), math.Max(hi, v)
		}
	}
	take(h.level)
	for i := range days {
		take(low[i])
		take(high[i])
	}
	for _, l := range h.lines {
		for _, p := range l.samples {
			take(p.value)
		}
	}
	if lo > hi {
		return math.NaN(), math.NaN()
	}
	pad := math.Max((hi-lo)*0.08, hi*0.01)
	return math.Max(0, lo-pad), hi + pad
}

func (h history) axes(s *svg, x, y scale, days []time.Time) {
	for _, v := range y.ticks(5) {
		s.line(chartLeft, y.at(v), chartRight, y.at(v), "grid", "")
		s.text(chartLeft-8, y.at(v)+4, "end", "tick", number(v))
	}
	every := (len(days) + 5) / 6
	for i := 0; i < len(days); i += every {
		at := math.Min(x.at(float64(days[i].Unix())), chartRight-18)
		s.text(at, chartBottom+20, "middle", "tick", days[i].Format("2 Jan"))
	}
	s.text(chartLeft-8, chartTop-2, "end", "tick unit", string(h.currency))
}

// steps keeps each price until the next was seen: what lay between was not read, so no slope is drawn.
func steps(x, y scale, samples []sample) []point {
	var out []point
	for i, p := range samples {
		at := x.at(float64(p.at.Unix()))
		if i > 0 {
			out = append(out, point{at, y.at(samples[i-1].value)})
		}
		out = append(out, point{at, y.at(p.value)})
	}
	return out
}

func linePoints(x, y scale, days []time.Time, values []float64) []point {
	var out []point
	for i, d := range days {
		if !math.IsNaN(values[i]) {
			out = append(out, point{x.at(float64(d.Unix())), y.at(values[i])})
		}
	}
	return out
}

func areaPoints(x, y scale, days []time.Time, low, high []float64) []point {
	upper, lower := linePoints(x, y, days, high), linePoints(x, y, days, low)
	slices.Reverse(lower)
	return append(upper, lower...)
}
