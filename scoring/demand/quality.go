package demand

import "math"

// ratingLines holds what the ratings of a market say about quality: per category a line of stars on ln price, and how
// far true ratings stand from it. The expected rating given the shown one and the price replaces the shown one as a
// regressor (regression calibration, Carroll and others 2006), since a rating measured with error would pull both its
// own coefficient and, through the correlation of price and quality, the price slope towards zero.
type ratingLines struct {
	slope    float64            // stars per unit of ln price, all categories together
	residual float64            // variance of true ratings around the line
	unit     float64            // error variance of one reading times its reviews
	readings float64            // share of the readings of a series that count as independent
	centre   map[string]float64 // by category: mean stars of the listings seen
	usual    map[string]float64 // by category: the usual rating, partially pooled
	logs     map[string]float64 // by category: mean ln price
	spread   map[string]float64 // by category: standard deviation of true ratings
}

// starVariance is the variance of one review's stars around its product's mean, as found on large shops; it is used
// where the readings themselves do not tell.
const starVariance = 1.2

// usualStars and usualSpread stand in where no listing of a market shows a rating.
const (
	usualStars  = 4.1
	usualSpread = 0.33
)

// newRatingLines fits the lines over all listings with a rating and a price.
func newRatingLines(groups map[string][]int, hs []History) ratingLines {
	r := ratingLines{
		unit: starVariance, centre: map[string]float64{}, usual: map[string]float64{}, logs: map[string]float64{},
		spread: map[string]float64{},
	}
	r.learnError(hs)
	var all sums
	within := map[string]sums{}
	for _, name := range sortedKeys(groups) {
		s := r.category(name, groups[name], hs)
		within[name] = s
		all.add(s)
	}
	if all.xx > 0 && all.df > 2 {
		// Five pseudo-listings without a slope keep a handful of listings from drawing a steep line.
		r.slope = all.xy / (all.xx + 5*all.xx/math.Max(all.n, 1))
	}
	rest := all.yy - 2*r.slope*all.xy + r.slope*r.slope*all.xx - all.err
	r.residual = math.Max(0.01, (rest+4*0.03)/(math.Max(all.df, 0)+4))
	pooled := math.Max(0.02, (all.yy-all.err+10*usualSpread*usualSpread)/(math.Max(all.df, 0)+10))
	for name, s := range within {
		r.spread[name] = math.Sqrt(math.Max(0.01, (s.yy-s.err+10*pooled)/(math.Max(s.df, 0)+10)))
	}
	r.poolCentres(within)
	return r
}

// The spread of usual ratings between categories before any are seen, in stars, and the categories that it counts for.
const (
	centreSpread = 0.07
	centreWeight = 2.0
)

// poolCentres sets the usual rating of each category. The offers seen are a sample of what a category sells: where they
// are few, or where categories differ no more than samples would, their mean is pulled to that of all categories
// (random effects; the spread between categories by the method of moments with a prior).
func (r *ratingLines) poolCentres(within map[string]sums) {
	names := sortedKeys(within)
	error2 := map[string]float64{}
	var total, weight float64
	for _, name := range names {
		s := within[name]
		if s.n < 2 {
			continue
		}
		error2[name] = (sq(r.spread[name]) + s.err/s.n) / s.n
		k := 1 / (sq(centreSpread) + error2[name])
		total, weight = total+k*r.centre[name], weight+k
	}
	if weight == 0 {
		for _, name := range names {
			r.usual[name] = r.centre[name]
		}
		return
	}
	middle := total / weight
	excess, n := centreWeight*sq(centreSpread), centreWeight
	for _, name := range names {
		if e, ok := error2[name]; ok {
			excess, n = excess+sq(r.centre[name]-middle)-e, n+1
		}
	}
	between := math.Max(0.02*0.02, excess/n)
	for _, name := range names {
		r.usual[name] = middle
		if e, ok := error2[name]; ok {
			r.usual[name] += between / (between + e) * (r.centre[name] - middle)
		}
	}
}

// sums are within-category sums of squares of stars and ln price, and of the error variance in the stars.
type sums struct{ xx, xy, yy, err, n, df float64 }

func (s *sums) add(t sums) {
	s.xx, s.xy, s.yy, s.err, s.n, s.df = s.xx+t.xx, s.xy+t.xy, s.yy+t.yy, s.err+t.err, s.n+t.n, s.df+t.df
}

func (r *ratingLines) category(name string, idx []int, hs []History) sums {
	var w, y, x, count float64
	for _, i := range idx {
		h := &hs[i]
		x += h.MeanLog
		count++
		if h.Ratings > 0 {
			k := 1 / (0.1 + r.errorVariance(h))
			w, y = w+k, y+k*h.Stars
		}
	}
	r.logs[name], r.centre[name] = x/count, usualStars
	if w > 0 {
		// One pseudo-listing of the usual rating keeps a category of one rating from standing far off.
		r.centre[name] = (y + usualStars*2) / (w + 2)
	}
	var s sums
	var sx, sy float64
	for _, i := range idx {
		if h := &hs[i]; h.Ratings > 0 {
			dx, dy := h.MeanLog-r.logs[name], h.Stars-r.centre[name]
			s.n, sx, sy = s.n+1, sx+dx, sy+dy
			s.xx, s.xy, s.yy, s.err = s.xx+dx*dx, s.xy+dx*dy, s.yy+dy*dy, s.err+r.errorVariance(h)
		}
	}
	if s.n > 1 {
		s.xx, s.xy, s.yy = s.xx-sx*sx/s.n, s.xy-sx*sy/s.n, s.yy-sy*sy/s.n
		s.err, s.df = s.err*(s.n-1)/s.n, s.n-1
		return s
	}
	return sums{}
}

// learnError learns how far a reading's rating strays and whether readings stray independently. Shops show the mean
// of all reviews so far, whose error stays from week to week (then one reading is as good as ten and its error is
// that of its number of reviews); others show a figure drawn anew.
func (r *ratingLines) learnError(hs []History) {
	var lag, square, pairs, t float64
	var ratios []float64
	for i := range hs {
		h := &hs[i]
		if h.Ratings < 4 || h.StarsSD == 0 || math.IsNaN(h.Reviews) {
			continue
		}
		n := float64(h.Ratings)
		lag += h.StarsLag
		square += h.StarsSD * h.StarsSD * (n - 1)
		ratios = append(ratios, h.StarsSD*h.StarsSD*(h.Reviews+2))
		t += n
		pairs++
	}
	if pairs < 10 {
		return
	}
	// Deviations from a series' own mean correlate by −1/T where the errors are independent.
	rho := lag/square + pairs/t
	rho = math.Min(math.Max(rho, 0), 0.99)
	r.readings = (1 - rho) / (1 + rho)
	if rho < 0.5 {
		// The median, since a listing that took over another's reviews has a count far beyond what its rating rests on;
		// a sample variance of a dozen readings has its median a twentieth under its mean.
		r.unit = math.Max(Median(ratios)/0.945, 0.1)
	}
}

// errorVariance is the variance of the listing's mean rating around its true one.
func (r *ratingLines) errorVariance(h *History) float64 {
	n := h.Reviews
	if math.IsNaN(n) {
		n = 10
	}
	independent := math.Max(1, float64(h.Ratings)*r.readings)
	return r.unit/(n+2)/independent + 0.01/12
}

// quality returns the expected true rating of a listing against its category's usual one, and its variance.
func (r *ratingLines) quality(name string, h *History) (q, variance float64) {
	line := r.slope * (h.MeanLog - r.logs[name])
	off := r.centre[name] - r.usual[name]
	if h.Ratings == 0 {
		return off + line, r.residual
	}
	b := r.residual / (r.residual + r.errorVariance(h))
	return off + line + b*(h.Stars-r.centre[name]-line), r.residual * (1 - b)
}
