package web

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// mark is one named price on the strip.
type mark struct {
	name  string
	price float64
	class string
	text  string
}

// priceStrip draws where the advised price stands: rivals as ticks on one line, the quartiles as a band behind them,
// the corridor below, the advised price above. tried is a price that the reader asked about, unknown for none.
func priceStrip(r market.Recommendation, tried money.Amount) template.HTML {
	return drawStrip(r, tried, wideStrip, "strip wide") + drawStrip(r, tried, narrowStrip, "strip narrow")
}

// The widths of the strip: a page shows the one that its reader's screen has room for, so that no part is out of sight.
const wideStrip, narrowStrip = 760.0, 340.0

func drawStrip(r market.Recommendation, tried money.Amount, width float64, class string) template.HTML {
	const left, axis = 16.0, 74.0
	right := width - left
	marks := corridorMarks(r.Price)
	values := make([]float64, 0, len(marks)+len(r.Market.Rivals))
	for _, m := range marks {
		values = append(values, m.price)
	}
	for _, v := range r.Market.Rivals {
		values = append(values, v.Price.Float())
	}
	top := topMarks(r.Price.Recommended, tried)
	for _, m := range top {
		values = append(values, m.price)
	}
	values = slices.DeleteFunc(values, math.IsNaN)
	if len(values) == 0 {
		return ""
	}
	lo, hi := slices.Min(values), slices.Max(values)
	pad := math.Max((hi-lo)*0.05, hi*0.02)
	x := scale{math.Max(0, lo-pad), hi + pad, left, right}
	s := newSVG(width, 0)
	stripBand(s, x, r.Market.PriceQuantiles, axis)
	s.line(left, axis, right, axis, "axis", "")
	for _, v := range r.Market.Rivals {
		if v.Price.Known() {
			at, half, class := x.at(v.Price.Float()), 10.0, "rival"
			if v.Relation == market.Same {
				half, class = 17, "rival same"
			}
			s.line(at, axis-half, at, axis+half, class, fmt.Sprintf("%s: %s, %s", v.Source, amount(v.Price), v.Title))
		}
	}
	s.h = stripLabels(s, x, marks, axis)
	for i, m := range top {
		at := x.at(m.price)
		s.path([]point{{at, axis - 20}, {at - 8, axis - 34}, {at + 8, axis - 34}}, true, m.class, m.text)
		s.text(clampText(at, len(m.text), width), axis-42-float64(i*16), "middle", "label "+m.class, m.text)
	}
	return s.html(class, stripLabel(r, marks))
}

// stripLabels writes the names of the corridor's prices below the axis and returns the height used.
func stripLabels(s *svg, x scale, marks []mark, axis float64) float64 {
	centres, widths := make([]float64, len(marks)), make([]float64, len(marks))
	for i, m := range marks {
		centres[i], widths[i] = clampText(x.at(m.price), len(m.text), s.w), 6.6*float64(len(m.text))
	}
	last := 0
	for i, row := range rows(centres, widths) {
		y := axis + 40 + float64(row)*18
		s.line(x.at(marks[i].price), axis-6, x.at(marks[i].price), y-12, "stem "+marks[i].class, "")
		s.text(centres[i], y, "middle", "label "+marks[i].class, marks[i].text)
		last = max(last, row)
	}
	return axis + 52 + float64(last)*18
}

// clampText keeps a centred label of n characters inside a drawing of that width.
func clampText(at float64, n int, width float64) float64 {
	half := 3.4*float64(n) + 4
	return math.Min(math.Max(at, half), width-half)
}

func stripBand(s *svg, x scale, quantiles map[string]string, axis float64) {
	q25, err25 := strconv.ParseFloat(quantiles["p25"], 64)
	q75, err75 := strconv.ParseFloat(quantiles["p75"], 64)
	if err25 == nil && err75 == nil {
		s.rect(x.at(q25), axis-14, x.at(q75)-x.at(q25), 28, "band", fmt.Sprintf("half of the offers: %s to %s", quantiles["p25"], quantiles["p75"]))
	}
}

func corridorMarks(p market.PriceAdvice) []mark {
	var out []mark
	for _, b := range []struct {
		name string
		market.Bound
	}{{"floor", p.Corridor.Floor}, {"reference", p.Corridor.Reference}, {"target", p.Corridor.Target}, {"ceiling", p.Corridor.Ceiling}} {
		if b.Amount.Known() {
			out = append(out, mark{b.name, b.Amount.Float(), b.name, b.name + " " + b.Amount.Decimal()})
		}
	}
	slices.SortStableFunc(out, func(a, b mark) int { return cmp.Compare(a.price, b.price) })
	return out
}

func topMarks(advised, tried money.Amount) []mark {
	var out []mark
	if advised.Known() {
		out = append(out, mark{"advised", advised.Float(), "advised", "advised " + advised.Decimal()})
	}
	if tried.Known() && tried != advised {
		out = append(out, mark{"tried", tried.Float(), "tried", "your price " + tried.Decimal()})
	}
	return out
}

// stripLabel says the strip in words.
func stripLabel(r market.Recommendation, marks []mark) string {
	var text strings.Builder
	fmt.Fprintf(&text, "Price strip with %d rival offers.", len(r.Market.Rivals))
	if r.Price.Recommended.Known() {
		text.WriteString(" Advised " + amount(r.Price.Recommended) + ".")
	}
	for _, m := range marks {
		text.WriteString(" " + m.text + ".")
	}
	return text.String()
}
