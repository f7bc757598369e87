package scoring

import (
	"math"

	"shelfwise/scoring/pricing"
)

// span is the natural logarithm of the profit ratio between a score of 0 and of 100: about a million. It is wide so
// that hardly any product reaches an end of the scale, where the order would be lost.
const span = 14.0

// Where 50 lies, calibrated so that the median candidate of a category stands there (FEATURES F30): usualMargin is the
// contribution over the price that a candidate typically leaves at its advised price, unknown costs at their worst;
// usualReturn is its profit a month, as the score counts it (pricing.SafeContribution), over the revenue of the median
// listing, more than the margin, since an advised price and a judged sample sell more than the median listing does.
const (
	usualMargin = 0.23
	usualReturn = 0.28
)

// Scale holds the fixed bounds of one run. They are calibrated on the listings of the whole market, never on the
// candidates: a candidate more or less moves nobody's score.
type Scale struct {
	Revenue float64 // a month, of the median listing, base currency: the usual share of it as profit scores 50
}

// fixedShare bounds a fixed cost that is not given, as a share of the median listing's revenue.
const fixedShare = 0.05

// worstFixed is what an unknown fixed cost counts as in the score, a month, base currency.
func (s Scale) worstFixed() float64 { return fixedShare * s.Revenue }

// newScale calibrates on the revenues of all listings with an estimate; 5,000 where there is none.
func newScale(revenues []float64) Scale {
	if len(revenues) == 0 {
		return Scale{Revenue: 5000}
	}
	return Scale{Revenue: math.Max(pricing.Median(revenues), 1e-9)}
}

// score maps a profit a month to 0–100. It rises strictly: logarithmic above a twentieth of the usual profit, linear
// around nothing (asinh), so that losses have an order too.
func (s Scale) score(profit float64) float64 {
	usual := s.Revenue * usualReturn
	bend := usual / 10
	return clip(50+100/span*(math.Asinh(profit/bend)-math.Asinh(usual/bend)), 0, 100)
}

// onLog places a positive ratio on 0–100: 1 is 50, and width is the logarithm from 0 to 100.
func onLog(ratio, width float64) float64 {
	if math.IsNaN(ratio) {
		return math.NaN()
	}
	if ratio <= 0 {
		return 0
	}
	return clip(50+100*math.Log(ratio)/width, 0, 100)
}

// between places x on 0–100 between two bounds in logarithms; bad may be above good.
func between(x, bad, good float64) float64 {
	if math.IsNaN(x) {
		return math.NaN()
	}
	return clip(100*math.Log(math.Max(x, 1e-9)/bad)/math.Log(good/bad), 0, 100)
}
