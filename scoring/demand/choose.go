package demand

import (
	"math"
	"math/rand/v2"
	"slices"
)

// predictor gives the expected ln units of a listing of the samples.
type predictor func(i int) float64

// contender is a way to estimate; a later one must beat the chosen earlier one in cross-validation.
type contender struct {
	method string
	column bool // a rising curve of one figure
	fit    func(s *samples, train []int) predictor
}

func contenders() []contender {
	return []contender{
		{MethodReviews, true, func(s *samples, train []int) predictor { return monotone(s, s.whole, train) }},
		{MethodReviews, true, func(s *samples, train []int) predictor { return monotone(s, s.count, train) }},
		{MethodVelocity, true, func(s *samples, train []int) predictor { return monotone(s, s.speed, train) }},
		{MethodModel, false, fitLean},
		{MethodModel, false, fitBlend},
		{MethodModel, false, fitBoth},
	}
}

// estimator is the chosen contender fitted on all listings that teach.
type estimator struct {
	method  string
	predict predictor
	tails   tails
	skill   float64 // rank correlation in cross-validation
	chance  bool    // no better than chance
	top     topTenth
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
	// By how many standard errors the probability of the top tenth must beat the base rate, and where no estimate of the units
	// themselves beats chance: six widths are tried, of which one is soon ahead by luck.
	topSure         = 1.0
	topSureByChance = 2.0
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
	sd := 0.0
	figures := make([]float64, len(idx))
	for k, i := range idx {
		sd += sq(y[k] - bestOut[k])
		figures[k] = s.lo[i]
	}
	sd = math.Sqrt(sd / float64(len(y)))
	sure := topSure
	if best.chance {
		sure = topSureByChance
	}
	best.top = newTopTenth(bestOut, figures, sd, sure)
	best.tails = newTails(s, idx, bestOut)
	return best
}

// compete runs the contenders through cross-validation: the winner, its predictions (nil where none applies) and how it
// is fitted. Where none beats chance the simplest stands, said to be no better than chance: the review count; without any, what
// is at least likelier than not; else what is usual of prices.
func compete(s *samples, idx []int, y []float64) (best estimator, bestOut []float64, fit func(*samples, []int) predictor) {
	type entry struct {
		contender
		*crossValidated
		skill float64
	}
	var first, won *entry
	for _, c := range contenders() {
		v := crossValidate(s, idx, c)
		if v == nil {
			continue
		}
		e := &entry{c, v, Spearman(v.order, y)}
		if math.IsNaN(e.skill) {
			e.skill = 0 // a constant orders nothing
		}
		if first == nil {
			first = e
		}
		if won == nil || beats(e.order, won.order, y) {
			won = e
		}
	}
	if won == nil {
		return estimator{method: MethodLevel, chance: true}, nil, nil
	}
	// Under independence the rank correlation of n pairs has standard deviation 1/√(n−1).
	if chance := 1 / math.Sqrt(float64(len(y)-1)); won.skill < beyondChance*chance {
		stands := first
		switch {
		case first.column: // listings are read in the order of their review counts: nothing says better
		case won.skill >= chance:
			stands = won
		default:
			c := contender{MethodLevel, false, cheaper}
			stands = &entry{contender: c, crossValidated: crossValidate(s, idx, c)}
		}
		return estimator{method: MethodLevel, chance: true, skill: stands.skill}, stands.out, stands.fit
	}
	return estimator{method: won.method, skill: won.skill}, won.out, won.fit
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

// crossValidated is what a contender says of each listing by a fit that did not see it.
type crossValidated struct {
	out []float64 // ln units per month
	// order ranks the listings. Fits of different parts differ a little in level, and most where the parts left out
	// differ the other way; without that, listings that show the same figure would be told apart by their own outcome.
	order []float64
}

// crossValidate returns the predictions of each listing by a fit that did not see it; nil where the contender does not
// apply.
func crossValidate(s *samples, idx []int, c contender) *crossValidated {
	v := &crossValidated{make([]float64, len(idx)), make([]float64, len(idx))}
	var applies [validationFolds]bool
	each(validationFolds, func(f int) {
		var train []int
		level := 0.0
		for k, i := range idx {
			if k%validationFolds != f {
				train = append(train, i)
				level += s.y[i]
			}
		}
		p := c.fit(s, train)
		if p == nil {
			return
		}
		applies[f] = true
		for k := f; k < len(idx); k += validationFolds {
			v.out[k] = p(idx[k])
			v.order[k] = v.out[k] - level/float64(len(train))
		}
	})
	if slices.Contains(applies[:], false) {
		return nil
	}
	if c.column { // a rising curve of one figure keeps the figure's own order, whatever it was fitted on
		p := c.fit(s, idx)
		for k, i := range idx {
			v.order[k] = p(i)
		}
	}
	return v
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
		r.Units.P50 = math.Exp(p)
		r.Units.P10, r.Units.P90 = e.tails.ends(p)
		r.BestSeller = e.top.estimated(p)
	})
}
