package demand

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"shelfwise/market"
)

// samples are listings as inputs and outcomes of the models of Estimate.
type samples struct {
	n       int
	numbers [][]float64 // by feature, by listing; NaN unknown
	names   []string    // of the features
	groups  [][]string  // by grouping (brand, category, source, seller), by listing; "" unknown
	tokens  [][]string  // of the titles
	y       []float64   // ln units per month; NaN unknown
	lo, hi  []float64   // the badge's ends in units per month
	unit    []float64   // one unit of the badge's period, in units per month
	whole   []float64   // ln(1 + reviews) as shown, without merges and drops; NaN unknown
	count   []float64   // the same of the listing's share of its family's reviews
	speed   []float64   // ln of the smoothed review velocity; NaN unknown
	price   []float64   // mean ln price; NaN unknown
}

// The columns of numbers that a listing may lack.
const (
	columnCount    = 0
	columnSpeed    = 1
	columnPrice    = 2
	columnStars    = 3
	columnRating   = 4
	columnDiscount = 5
	columnNoCount  = 10
	columnNoPrice  = 11
)

// shareImputed is the share of listings at which one odd figure is taken for a gap that someone filled in
// (data-quality rule: a non-round value that holds over a fifth of a column).
const shareImputed = 0.2

// imputedKnown is how many listings must show a figure, and imputedLevels how many different ones, before filled gaps are
// looked for.
const (
	imputedKnown  = 50
	imputedLevels = 20
)

func newSamples(series []market.Series, hs []History) *samples {
	n := len(hs)
	s := &samples{n: n, y: nans(n), lo: nans(n), hi: nans(n), unit: nans(n), whole: nans(n), count: nans(n), speed: nans(n), tokens: make([][]string, n)}
	price, stars, discount, shipping := nans(n), nans(n), nans(n), nans(n)
	rating, length, listed, stock := nans(n), nans(n), nans(n), nans(n)
	s.groups = [][]string{make([]string, n), make([]string, n), make([]string, n), make([]string, n)}
	for i := range hs {
		h := &hs[i]
		price[i] = h.MeanLog
		if !math.IsNaN(h.Reviews) {
			s.whole[i] = math.Log1p(h.ownReviews())
			s.count[i] = math.Log1p(h.ownReviews() / float64(max(h.Family, 1)))
		}
		if h.Span.Days >= 7 {
			s.speed[i] = math.Log(Velocity(h.Span.New/float64(max(h.Family, 1)), h.Span.Days))
		}
		stars[i] = h.Stars
		if h.Ratings > 0 && !math.IsNaN(h.Reviews) {
			rating[i] = BayesianAverage(h.ownReviews(), h.Stars, usualStars, ratingPrior)
		}
		if o, ok := series[i].Latest(); ok {
			discount[i], shipping[i], listed[i] = offerFigures(o.Offer)
			stock[i] = boolean(gone(o.Offer.Availability))
			s.groups[3][i] = fold(o.Offer.Seller)
		}
		s.groups[0][i], s.groups[1][i], s.groups[2][i] = h.Brand, h.Category, fold(h.Source)
		s.tokens[i] = titleTokens(h.Title)
		length[i] = float64(len(s.tokens[i]))
		s.outcome(i, h)
	}
	for _, col := range [][]float64{price, stars, s.whole, s.count} {
		unimpute(col)
	}
	s.names = []string{"count", "speed", "price", "stars", "rating", "discount", "shipping", "list", "length", "gone"}
	s.price = price
	s.numbers = [][]float64{s.count, s.speed, price, stars, rating, discount, shipping, listed, length, stock}
	s.numbers = append(s.numbers, missing(s.count), missing(price))
	s.names = append(s.names, "no count", "no price")
	return s
}

func offerFigures(o market.Offer) (discount, shipping, listed float64) {
	discount, shipping, listed = math.NaN(), math.NaN(), math.NaN()
	if o.Shipping.Known() {
		shipping = math.Log1p(math.Max(0, o.Shipping.Float()))
	}
	if o.Price.Known() && o.Price.Sign() > 0 && o.ListPrice.Known() && o.ListPrice.Sign() > 0 {
		listed = math.Log(o.ListPrice.Float())
		discount = listed - math.Log(o.Price.Float())
	}
	return discount, shipping, listed
}

// outcome sets what a badge says of the listing's units per month.
func (s *samples) outcome(i int, h *History) {
	b := h.Badge
	if !b.Shown {
		return
	}
	days := float64(b.WindowDays)
	if b.WindowDays <= 0 {
		days = UsualAgeDays
	}
	s.lo[i], s.hi[i], s.unit[i] = b.Low*b.kept()*30/days, b.High*30/days, 30/days
	// The middle of the bucket on the log scale; a bucket from zero is taken at a quarter of its upper end.
	if b.Low > 0 {
		s.y[i] = (math.Log(s.lo[i]) + math.Log(s.hi[i])) / 2
	} else {
		s.y[i] = math.Log(s.hi[i] / 4)
	}
}

func (s *samples) taught() []int {
	var out []int
	for i, y := range s.y {
		if !math.IsNaN(y) {
			out = append(out, i)
		}
	}
	return out
}

// shown returns the interval that the listing's badge gives.
func (s *samples) shown(i int) (market.Interval, bool) {
	if math.IsNaN(s.y[i]) {
		return market.Interval{}, false
	}
	lo := math.Max(s.lo[i], s.hi[i]/20)
	iv := market.Interval{
		P10: lo * math.Pow(s.hi[i]/lo, 0.1), P50: math.Exp(s.y[i]), P90: lo * math.Pow(s.hi[i]/lo, 0.9),
	}
	if s.lo[i] == 0 {
		iv.P10 = 0
	}
	return iv, true
}

// unimpute makes a figure unknown that far too many listings share to be their own: it filled gaps.
func unimpute(col []float64) {
	n := map[float64]int{}
	known := 0
	for _, v := range col {
		if !math.IsNaN(v) {
			n[v]++
			known++
		}
	}
	if known < imputedKnown {
		return
	}
	for v, k := range n {
		if float64(k) > shareImputed*float64(known) && len(n) > imputedLevels && !roundFigure(v) {
			for i := range col {
				if col[i] == v {
					col[i] = math.NaN()
				}
			}
		}
	}
}

// roundFigure reports a figure that many listings may well share: a rating in whole or half stars, a count below 10, a
// price in whole units. The columns hold logs, so both readings are tried.
func roundFigure(v float64) bool {
	if 2*v == math.Trunc(2*v) {
		return true
	}
	for _, x := range []float64{math.Exp(v), math.Expm1(v)} {
		if r := math.Round(x); math.Abs(x-r) < 1e-6 && (r < 10 || math.Mod(r, 10) == 0) {
			return true
		}
	}
	return false
}

// titleTokens returns the words and numbers of a title, each once, lower case.
func titleTokens(title string) []string {
	f := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.'
	})
	out := f[:0]
	for _, w := range f {
		if w = strings.Trim(w, "."); w != "" {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// vocabulary returns the tokens that at least three of the listings carry, the most frequent first, at most limit.
func vocabulary(tokens [][]string, idx []int, limit int) []string {
	n := map[string]int{}
	for _, i := range idx {
		for _, w := range tokens[i] {
			n[w]++
		}
	}
	var out []string
	for w, k := range n {
		if k >= 3 && k < len(idx)*9/10 {
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b)) })
	return out[:min(limit, len(out))]
}

func nans(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = math.NaN()
	}
	return v
}

func missing(v []float64) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = boolean(math.IsNaN(x))
	}
	return out
}

func boolean(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
