package web

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// svg collects a drawing. All text goes through escape; looks come from classes in the style sheet, since the page's
// policy forbids inline styles.
type svg struct {
	b    strings.Builder
	w, h float64
}

func newSVG(w, h float64) *svg { return &svg{w: w, h: h} }

// html closes the drawing. The label is what a screen reader says in its place.
func (s *svg) html(class, label string) template.HTML {
	return template.HTML(fmt.Sprintf(`<svg class="%s" viewBox="0 0 %s %s" role="img" aria-label="%s">%s</svg>`,
		class, coord(s.w), coord(s.h), escape(label), s.b.String()))
}

func escape(s string) string { return template.HTMLEscapeString(s) }

// coord writes a coordinate with one decimal, which keeps pages small and golden files steady.
func coord(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		f = 0
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0")
}

// rect draws a box; a title is its tooltip, "" for none.
func (s *svg) rect(x, y, w, h float64, class, title string) {
	fmt.Fprintf(&s.b, `<rect x="%s" y="%s" width="%s" height="%s" rx="2" class="%s">%s</rect>`,
		coord(x), coord(y), coord(math.Max(0, w)), coord(h), class, titled(title))
}

func (s *svg) line(x1, y1, x2, y2 float64, class, title string) {
	fmt.Fprintf(&s.b, `<line x1="%s" y1="%s" x2="%s" y2="%s" class="%s">%s</line>`,
		coord(x1), coord(y1), coord(x2), coord(y2), class, titled(title))
}

func (s *svg) circle(x, y, r float64, class, title string) {
	fmt.Fprintf(&s.b, `<circle cx="%s" cy="%s" r="%s" class="%s">%s</circle>`, coord(x), coord(y), coord(r), class, titled(title))
}

// text writes at a point; anchor is start, middle or end.
func (s *svg) text(x, y float64, anchor, class, text string) {
	fmt.Fprintf(&s.b, `<text x="%s" y="%s" text-anchor="%s" class="%s">%s</text>`, coord(x), coord(y), anchor, class, escape(text))
}

// point is a place in a drawing.
type point struct{ x, y float64 }

func (s *svg) path(points []point, closed bool, class, title string) {
	if len(points) == 0 {
		return
	}
	var d strings.Builder
	for i, p := range points {
		d.WriteString(map[bool]string{true: "M", false: "L"}[i == 0] + coord(p.x) + " " + coord(p.y))
	}
	if closed {
		d.WriteString("Z")
	}
	fmt.Fprintf(&s.b, `<path d="%s" class="%s">%s</path>`, d.String(), class, titled(title))
}

func titled(title string) string {
	if title == "" {
		return ""
	}
	return "<title>" + escape(title) + "</title>"
}

// scale maps values to coordinates.
type scale struct{ lo, hi, from, to float64 }

func (c scale) at(v float64) float64 {
	if c.hi == c.lo {
		return (c.from + c.to) / 2
	}
	return c.from + (v-c.lo)/(c.hi-c.lo)*(c.to-c.from)
}

// ticks are round values inside the scale, about n of them.
func (c scale) ticks(n int) []float64 {
	span := c.hi - c.lo
	if span <= 0 || math.IsNaN(span) || math.IsInf(span, 0) {
		return nil
	}
	step := math.Pow(10, math.Floor(math.Log10(span/float64(n))))
	for _, m := range []float64{1, 2, 5, 10} {
		if span/(step*m) <= float64(n) {
			step *= m
			break
		}
	}
	var out []float64
	for i := math.Ceil(c.lo / step); i*step <= c.hi; i++ {
		out = append(out, i*step)
	}
	return out
}

// rows places labels of given widths at given centres so that none overlap: each gets the first row that is free.
func rows(centres, widths []float64) []int {
	var ends []float64 // right end of the last label of each row
	out := make([]int, len(centres))
	for i, c := range centres {
		row := 0
		for row < len(ends) && c-widths[i]/2 < ends[row]+6 {
			row++
		}
		if row == len(ends) {
			ends = append(ends, 0)
		}
		ends[row] = c + widths[i]/2
		out[i] = row
	}
	return out
}
