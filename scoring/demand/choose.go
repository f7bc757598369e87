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
	column func(s *samples) []float64 // of a rising curve of one figure: the figure; nil for others
	uses   inputs
	fit    func(s *samples, train []int) predictor
}

// curveOf is the contender that is a rising curve of one figure.
func curveOf(method string, uses inputs, column func(*samples) []float64) contender {
	return contender{method, column, uses, func(s *samples, train []int) predictor { return monotone(s, column(s), train) }}
}

func wholeOf(s *samples) []float64 { return s.whole }
func countOf(s *samples) []float64 { return s.count }
func speedOf(s *samples) []float64 { return s.speed }

func contenders() []contender {
	const all = lacksReviews | lacksPrice | lacksPace
	return []contender{
		curveOf(MethodReviews, lacksReviews, countOf),
		curveOf(MethodReviews, lacksReviews, wholeOf),
		curveOf(MethodVelocity, lacksReviews|lacksPace, speedOf),
		{MethodModel, nil, all, fitLean},
		{MethodModel, nil, all, fitBlend},
		{MethodModel, nil, all, fitBoth},
	}
}

// familiesShare reports whether listings that show their family's review count sell as their share of it says. Where enough
// of them show their units these tell; else one count is one family's (SCORING 1).
func (s *samples) familiesShare(taught []int) bool {
	var alone, family []int
	for _, i := range taught {
		switch {
		case math.IsNaN(s.count[i]):
		case s.count[i] < s.whole[i]:
			family = append(family, i)
		default:
			alone = append(alone, i)
		}
	}
	p := monotone(s, s.whole, alone)
	if p == nil || len(family) < fewTaught {
		return true
	}
	shared := monotone(s, s.count, slices.Concat(alone, family))
	whole := monotone(s, s.whole, slices.Concat(alone, family))
	gain := 0.0
	for _, i := range family {
		gain += math.Abs(s.y[i]-whole(i)) - math.Abs(s.y[i]-shared(i))
	}
	return gain > 0
}

// estimator is the chosen contender fitted on all listings that teach.
type estimator struct {
	method  string
	predict predictor
	tails   tails
	skill   float64 // rank correlation in cross-validation
	chance  bool    // no better than chance
	top     topTenth
	uses    inputs
	along   []float64  // the figure that estimates rise with; nil none
	seen    [2]float64 // its least and greatest that teaches
	others  map[inputs]estimator
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
		case first.column != nil: // listings are read in the order of their review counts: nothing says better
		case won.skill >= chance:
			stands = won
		default:
			c := contender{method: MethodLevel, fit: cheaper}
			stands = &entry{contender: c, crossValidated: crossValidate(s, idx, c)}
		}
		best = estimator{method: MethodLevel, chance: true, skill: stands.skill}
		best.rests(s, idx, stands.contender)
		return best, stands.out, stands.fit
	}
	best = estimator{method: won.method, skill: won.skill}
	best.rests(s, idx, won.contender)
	return best, won.out, won.fit
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
	if c.column != nil { // a rising curve of one figure keeps the figure's own order, whatever it was fitted on
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
	each(len(rows), func(i int) {
		r := &rows[i]
		if iv, ok := s.shown(i); ok {
			r.Units, r.Method, r.Confidence = iv, MethodBadge, ConfidenceHigh
			r.BestSeller = e.top.shown(s.lo[i])
			return
		}
		from, confidence := e, ConfidenceMedium
		if f, ok := e.others[e.missing(s, i)]; ok {
			from, confidence = f, ConfidenceLow
		}
		beyond := from.beyond(i)
		if from.chance || beyond > nearBeyond {
			confidence = ConfidenceLow
		}
		p := from.predict(i)
		r.Method, r.Confidence = from.method, confidence
		r.Units = from.tails.around(p, z10*slopeBeyond*beyond)
		r.BestSeller = from.top.estimated(p)
	})
}

const (
	// slopeBeyond is the standard deviation of the slope of ln units on ln of a figure where no listing shows it.
	slopeBeyond = 0.5
	// nearBeyond is how far beyond the figures shown, in ln, an estimate is as sure as among them.
	nearBeyond = 0.1
)

// rests writes what the estimator rests on: the inputs and the figure that its estimates rise with.
func (e *estimator) rests(s *samples, taught []int, c contender) {
	e.uses = c.uses
	switch {
	case c.column != nil:
		e.along = c.column(s)
	case c.uses&lacksReviews != 0:
		e.along = s.count
	}
	e.seen = [2]float64{math.Inf(1), math.Inf(-1)}
	for _, i := range taught {
		if e.along != nil && !math.IsNaN(e.along[i]) {
			e.seen = [2]float64{math.Min(e.seen[0], e.along[i]), math.Max(e.seen[1], e.along[i])}
		}
	}
}

// beyond returns how far a listing's figure is outside those of the listings that teach, in ln.
func (e *estimator) beyond(i int) float64 {
	if e.along == nil || math.IsNaN(e.along[i]) || e.seen[0] > e.seen[1] {
		return 0
	}
	return math.Max(0, math.Max(e.seen[0]-e.along[i], e.along[i]-e.seen[1]))
}
