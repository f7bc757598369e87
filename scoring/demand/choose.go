package demand

import (
	"math"
	"math/rand/v2"
	"slices"

	"shelfwise/market"
)

// predictor gives the expected ln units of a listing of the samples.
type predictor func(i int) float64

// contender is a way to estimate; a later one must beat the chosen earlier one in cross-validation.
type contender struct {
	method string
	fit    func(s *samples, train []int) predictor
}

func contenders() []contender {
	return []contender{
		{MethodReviews, func(s *samples, train []int) predictor { return monotone(s, s.whole, train) }},
		{MethodReviews, func(s *samples, train []int) predictor { return monotone(s, s.count, train) }},
		{MethodVelocity, func(s *samples, train []int) predictor { return monotone(s, s.speed, train) }},
		{MethodModel, fitLean},
		{MethodModel, fitBlend},
		{MethodModel, fitBoth},
	}
}

// estimator is the chosen contender fitted on all listings that teach.
type estimator struct {
	method    string
	predict   predictor
	sd        float64    // of what it misses by
	quantiles [2]float64 // 10% and 90% of what it misses by, on the log scale
	skill     float64    // rank correlation in cross-validation
	chance    bool       // no better than chance
	top       topTenth
}

const (
	validationFolds = 5
	// A later contender must beat the chosen one's rank correlation by leastGain, at a correlation of gainAt (the closer to
	// one, the less a correlation strays, as 1−ρ²), and by chanceGain standard errors of the difference, and fewGain/n more
	// where n listings teach: chance alone gives some, and on few listings the standard error itself strays.
	leastGain  = 0.005
	gainAt     = 0.6
	chanceGain = 1.5
	fewGain    = 50.0
	// beyondChance is how many standard deviations of a rank correlation under independence the best contender must reach.
	beyondChance = 3.0
	// maxTaught bounds the listings that teach; more only cost time.
	maxTaught = 3000
)

// choose runs the contenders through cross-validation on the listings that teach and fits the winner on all of them.
func choose(s *samples, taught []int) estimator {
	rng := rand.New(rand.NewPCG(uint64(len(taught)), 0xf01d))
	order := rng.Perm(len(taught))
	if len(order) > maxTaught {
		order = order[:maxTaught]
	}
	idx := make([]int, len(order))
	y := make([]float64, len(order))
	for k, at := range order {
		idx[k] = taught[at]
		y[k] = s.y[idx[k]]
	}
	best, bestOut, fit := compete(s, idx, y)
	if bestOut == nil {
		centre := mean(y)
		bestOut = make([]float64, len(y))
		for k := range bestOut {
			bestOut[k] = centre
		}
		best.predict = func(int) float64 { return centre }
	}
	if best.predict == nil {
		best.predict = fit(s, idx)
	}
	miss := make([]float64, len(y))
	for k := range y {
		miss[k] = y[k] - bestOut[k]
		best.sd += sq(miss[k])
	}
	best.sd = math.Sqrt(best.sd / float64(len(y)))
	figures := make([]float64, len(idx))
	for k, i := range idx {
		figures[k] = s.lo[i]
	}
	best.top = newTopTenth(bestOut, figures, best.sd)
	slices.Sort(miss)
	best.quantiles = [2]float64{sortedQuantile(miss, 0.1), sortedQuantile(miss, 0.9)}
	return best
}

// compete runs the contenders through cross-validation: the winner, its predictions (nil where none applies) and how it
// is fitted. Where none beats chance the simplest stands, said to be no better than chance.
func compete(s *samples, idx []int, y []float64) (best estimator, bestOut []float64, fit func(*samples, []int) predictor) {
	var first func() (estimator, []float64, func(*samples, []int) predictor)
	for _, c := range contenders() {
		out := crossValidate(s, idx, c)
		if out == nil {
			continue
		}
		skill := Spearman(out, y)
		if math.IsNaN(skill) {
			skill = 0 // a constant orders nothing
		}
		if first == nil {
			first = func() (estimator, []float64, func(*samples, []int) predictor) {
				return estimator{skill: skill}, out, c.fit
			}
		}
		if bestOut == nil || beats(out, bestOut, y) {
			best, bestOut, fit = estimator{method: c.method, skill: skill}, out, c.fit
		}
	}
	// Under independence the rank correlation of n pairs has standard deviation 1/√(n−1).
	if bestOut == nil || best.skill < beyondChance/math.Sqrt(float64(len(y)-1)) {
		if first != nil {
			best, bestOut, fit = first()
		}
		best.chance, best.method = true, MethodLevel
	}
	return best, bestOut, fit
}

// beats reports that the rank correlation of later with y is over that of earlier by more than chance gives.
func beats(later, earlier, y []float64) bool {
	n := float64(len(y))
	a, b, r := standardRanks(later), standardRanks(earlier), standardRanks(y)
	was, gain := 0.0, 0.0
	for k := range r {
		was += b[k] * r[k] / n
		gain += (a[k] - b[k]) * r[k] / n
	}
	// How far each listing moves the difference of the two correlations (the influence function of a correlation).
	ss := 0.0
	for k := range r {
		now := was + gain
		ss += sq(a[k]*r[k] - now*(sq(a[k])+sq(r[k]))/2 - b[k]*r[k] + was*(sq(b[k])+sq(r[k]))/2)
	}
	return gain > leastGain*(1-sq(was))/(1-sq(gainAt))+(chanceGain+fewGain/n)*math.Sqrt(ss)/n
}

// crossValidate returns the prediction of each listing by a fit that did not see it; nil where the contender does not
// apply.
func crossValidate(s *samples, idx []int, c contender) []float64 {
	out := make([]float64, len(idx))
	var applies [validationFolds]bool
	each(validationFolds, func(f int) {
		var train []int
		for k, i := range idx {
			if k%validationFolds != f {
				train = append(train, i)
			}
		}
		p := c.fit(s, train)
		if p == nil {
			return
		}
		applies[f] = true
		for k := f; k < len(idx); k += validationFolds {
			out[k] = p(idx[k])
		}
	})
	if slices.Contains(applies[:], false) {
		return nil
	}
	return out
}

// monotone predicts along one column alone, by a line that never falls; nil where too few listings know it.
func monotone(s *samples, col []float64, train []int) predictor {
	var x, y []float64
	rest := 0.0
	for _, i := range train {
		if math.IsNaN(col[i]) {
			rest += s.y[i]
			continue
		}
		x, y = append(x, col[i]), append(y, s.y[i])
	}
	if len(x) < fewTaught-1 || 2*len(x) < len(train) {
		return nil
	}
	mx, my, sxx, sxy := mean(x), mean(y), 0.0, 0.0
	for k := range x {
		sxx += sq(x[k] - mx)
		sxy += (x[k] - mx) * (y[k] - my)
	}
	slope := 0.01
	if sxx > 0 {
		slope = math.Max(slope, sxy/sxx)
	}
	// Listings without the figure get the mean of those that taught without it, pulled to the common one.
	unknown := (rest + 3*my) / (float64(len(train)-len(x)) + 3)
	return func(i int) float64 {
		if math.IsNaN(col[i]) {
			return unknown
		}
		return my + slope*(col[i]-mx)
	}
}

// answer fills the rows: badges as shown, the others by the estimator; and the probability of the top tenth where it was
// learned.
func (e estimator) answer(rows []UnitsRow, s *samples) {
	confidence := ConfidenceMedium
	if e.chance {
		confidence = ConfidenceLow
	}
	each(len(rows), func(i int) {
		r := &rows[i]
		if iv, ok := s.shown(i); ok {
			r.Units, r.Method, r.Confidence = iv, MethodBadge, ConfidenceHigh
			r.BestSeller = e.top.shown(s.lo[i])
			return
		}
		p := e.predict(i)
		r.Method, r.Confidence = e.method, confidence
		r.Units = market.Interval{
			P10: math.Exp(p + math.Min(0, e.quantiles[0])), P50: math.Exp(p), P90: math.Exp(p + math.Max(0, e.quantiles[1])),
		}
		r.BestSeller = e.top.estimated(p)
	})
}
