package demand

import (
	"math"
	"runtime"
	"sync"
)

// Hyper is what the categories have in common: means and spreads of their parameters, and how far listings stray.
type Hyper struct {
	Slope, SlopeSD     float64 // price slope between listings
	Hidden             float64 // by how much it is steeper within listings
	Quality, QualitySD float64 // ln units per star
	Bend, BendSD       float64 // change of the slope with the price
	LogRate, LogRateSD float64 // ln reviews per unit
	Level, LevelSD     float64 // ln units per month of the usual product at the usual price
	Spread             float64 // standard deviation of ln units around the regression
	Categories         int
}

// The priors of what the categories have in common. The price slope is the literature's mean own-price elasticity
// (−2.62 over 1,851 estimates, Bijmolt and others 2005) with the spread of means between studies; the review rate
// is 1–5% of units; the quality slope is wide, since stars mean something else on every site. Where shoppers differ in how
// they mind the price the slope flattens with it (half the variance of their slopes, by the second derivative of ln of a
// mixture), where each has a highest price it steepens: the bend may be of either sign.
const (
	slopeMean, slopeSD     = 2.62, 0.7
	qualityMean, qualitySD = 1.5, 1.5
	bendMean, bendSD       = 0, 0.5
	rateSD                 = 0.7
	rateMean               = 0.025
	// Usual products of different categories sell by a factor of three more or less (our guess where little is seen).
	// Without a prior the mean of a level that is poorly known would be too high, and the ranking would favour it.
	levelSD     = 3.0
	levelSpread = 1.2
	// poolWeight is how many categories the starting guess of a spread between categories counts for.
	poolWeight = 3.0
)

func startHyper() Hyper {
	return Hyper{
		Slope: slopeMean, SlopeSD: 0.7, Quality: qualityMean, QualitySD: 0.6,
		Bend: bendMean, BendSD: 0.15, LogRate: math.Log(rateMean), LogRateSD: 0.5, LevelSD: levelSpread, Spread: 0.25,
	}
}

// wide is the prior of the means.
func wide(level0 float64) prior {
	return prior{
		mean: vec{level: level0, price: slopeMean, quality: qualityMean, bend: bendMean, rate: math.Log(rateMean)},
		precision: vec{
			level: 1 / sq(levelSD), price: 1 / sq(slopeSD), quality: 1 / sq(qualitySD), bend: 1 / sq(bendSD), rate: 1 / sq(rateSD),
		},
	}
}

func (h Hyper) prior() prior {
	return prior{
		mean:      vec{level: h.Level, price: h.Slope, quality: h.Quality, bend: h.Bend, rate: h.LogRate},
		precision: vec{level: 1 / sq(h.LevelSD), price: 1 / sq(h.SlopeSD), quality: 1 / sq(h.QualitySD), bend: 1 / sq(h.BendSD), rate: 1 / sq(h.LogRateSD)},
	}
}

// pool fits all categories and what they have in common, in turns (empirical Bayes by expectation-maximisation, where
// each spread has an inverse-gamma prior at its start).
//
// What they have in common is learned from poolCategories of them at most, evenly spread; more change the last digits.
func pool(all []*category, s *shops) Hyper {
	h := startHyper()
	h.Categories = len(all)
	start, cs := h, sampled(all)
	for _, c := range cs {
		h.Level += c.theta[level] / float64(len(cs))
	}
	first := wide(h.Level)
	for round := range 25 {
		steps := 2
		if round == 0 {
			steps = 12
		}
		p := h.prior()
		each(len(cs), func(i int) { cs[i].fit(p, sq(h.Spread), steps) })
		s.move(cs, sq(h.Spread))
		next := h
		next.means(cs, p, first)
		next.LevelSD = between(cs, level, next.Level, start.LevelSD)
		next.SlopeSD = between(cs, price, next.Slope, start.SlopeSD)
		next.QualitySD = between(cs, quality, next.Quality, start.QualitySD)
		next.BendSD = between(cs, bend, next.Bend, start.BendSD)
		next.LogRateSD = between(cs, rate, next.LogRate, start.LogRateSD)
		next.Spread = spread(cs, h.Spread, start.Spread)
		moved := math.Abs(next.Slope-h.Slope) + math.Abs(next.SlopeSD-h.SlopeSD) + math.Abs(next.Spread-h.Spread) +
			math.Abs(next.Quality-h.Quality) + math.Abs(next.Bend-h.Bend)
		h = next
		if moved < 1e-4 {
			break
		}
	}
	for _, c := range all {
		for j := range c.rows {
			s.on(&c.rows[j])
		}
	}
	p := h.prior()
	steps := 6
	if len(cs) < len(all) {
		steps = 16 // most start here
	}
	each(len(all), func(i int) { all[i].fit(p, sq(h.Spread), steps) })
	return h
}

// poolCategories bounds the categories that teach what categories have in common.
const poolCategories = 300

// sampled returns the categories that teach, evenly spread.
func sampled(all []*category) []*category {
	if len(all) <= poolCategories {
		return all
	}
	cs := make([]*category, poolCategories)
	for i := range cs {
		cs[i] = all[i*len(all)/poolCategories]
	}
	return cs
}

// each calls f for every index below n on all processors and waits; each call writes only what belongs to its index,
// so the order of work does not show.
func each(n int, f func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	wg.Wait()
}

// means moves the means of the parameters to the mode of their marginal posterior by a step of Newton's method: with
// posteriors t of covariance C under a prior of mean m and precision P, the slope is Σ P(t−m) and the curvature
// Σ P−PCP. Expectation-maximisation alone would take hundreds of rounds where each category tells little by itself.
func (h *Hyper) means(cs []*category, p, first prior) {
	var g vec
	var a mat
	for i := range dim {
		g[i] = first.precision[i] * (first.mean[i] - p.mean[i])
		a[i][i] = first.precision[i]
	}
	for _, c := range cs {
		for i := range dim {
			g[i] += p.precision[i] * (c.theta[i] - p.mean[i])
			a[i][i] += p.precision[i]
			for j := range dim {
				a[i][j] -= p.precision[i] * c.cov[i][j] * p.precision[j]
			}
		}
	}
	d := a.cholesky().solve(g)
	for i, m := range []*float64{level: &h.Level, price: &h.Slope, quality: &h.Quality, bend: &h.Bend, rate: &h.LogRate} {
		*m = p.mean[i] + math.Max(-1, math.Min(1, d[i]))
	}
}

// between re-estimates the spread of one parameter over the categories around their mean: one step of
// expectation-maximisation from the posteriors under the present prior.
func between(cs []*category, i int, mean, spread0 float64) float64 {
	ss, n := poolWeight*sq(spread0), poolWeight
	for _, c := range cs {
		if c.informs(i) {
			ss, n = ss+sq(c.theta[i]-mean)+c.cov[i][i], n+1
		}
	}
	return math.Sqrt(ss / n)
}

func (c *category) informs(i int) bool {
	return c.own[i] > 1e-3 && (i != rate || c.reviews && c.badges)
}

// spread re-estimates the standard deviation of ln units around the regression.
func spread(cs []*category, now, start float64) float64 {
	const weight = 10.0
	ss, n := weight*sq(start), weight
	for _, c := range cs {
		for j := range c.rows {
			r := &c.rows[j]
			if r.extra > 2*sq(now) {
				continue // its own uncertainty hides the model's
			}
			v := sq(now) + r.extra
			ss += (sq(r.eta-c.value(r)) + 1/(1/v+r.curve)) * sq(now) / v
			n++
		}
		// The parameters that a category takes from its own listings use up their degrees of freedom.
		n -= math.Min(3, float64(len(c.rows))/2)
	}
	return math.Sqrt(math.Max(0.05*0.05, ss/math.Max(n, weight)))
}

func sq(x float64) float64 { return x * x }
