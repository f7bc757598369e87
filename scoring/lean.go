package scoring

import (
	"fmt"
	"math"
	"slices"

	"shelfwise/scoring/demand"
)

// flattest is the flattest price elasticity that a price is worked out from. Flatter slopes are seen where quality that
// nobody measured hides in the prices (text and METHODS 3: a slope fitted without quality is biased towards zero); at
// -1 and above there is no best price at all.
const flattest = -1.1

// usualElasticity is the literature's mean own-price elasticity (Bijmolt, van Heerde & Pieters 2005).
const usualElasticity = -2.62

// leaning takes the level of demand at a reference price from a curve whose slope cannot be relied on, and the slope
// from the literature.
type leaning struct {
	of    demand.Curve
	at    float64
	seen  float64
	found bool // the market identifies a slope, but one too flat to be a buyer's
}

// lean returns the curve itself where its slope at a price can be relied on, else one that leans on the literature.
func lean(c demand.Curve, at float64) (demand.Curve, bool) {
	if c == nil || !(at > 0) {
		return c, false
	}
	e, identified := c.Elasticity(at)
	if identified && e <= flattest {
		return c, true
	}
	return leaning{of: c, at: at, seen: e, found: identified}, false
}

func (l leaning) factor(price float64) float64 { return math.Pow(price/l.at, usualElasticity) }

// Mean returns the expected units at a price.
func (l leaning) Mean(price float64) float64 { return l.of.Mean(l.at) * l.factor(price) }

// Draws returns the units of each draw at a price.
func (l leaning) Draws(price float64, out []float64) []float64 {
	out = l.of.Draws(l.at, out)
	f := l.factor(price)
	for i := range out {
		out[i] *= f
	}
	return out
}

// Elasticity returns the literature's, and false: the market does not tell it.
func (l leaning) Elasticity(float64) (float64, bool) { return usualElasticity, false }

// Method names how the curve was made.
func (l leaning) Method() string { return l.of.Method() }

// Assumptions adds where the slope is from.
func (l leaning) Assumptions() []string {
	note := fmt.Sprintf("the market does not tell how units move with the price; the literature's mean elasticity of %.2f is assumed", usualElasticity)
	if l.found {
		note = fmt.Sprintf("the slope seen among rivals (%.1f) is flatter than buyers': quality hides in their prices; the literature's mean elasticity of %.2f is assumed",
			l.seen, usualElasticity)
	}
	return append(slices.Clone(l.of.Assumptions()), note)
}
