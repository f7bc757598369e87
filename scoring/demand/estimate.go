package demand

import (
	"math"
	"time"

	"shelfwise/market"
)

// UnitsRow is the estimate of one listing's units per month.
type UnitsRow struct {
	ID  market.ListingID
	URL string
	// Units is the interval; the zero Interval with Method "none" where nothing is known at all.
	Units market.Interval
	// Method says what the number rests on: badge, model, velocity, reviews, level (no better than the usual figure of
	// the listings that show units) or prior (no listing shows any).
	Method string
	// Confidence is high for a badge, medium for an estimate that beats chance on listings whose units are known, and
	// low otherwise: so too for a listing that lacks an input of that estimate or shows more or fewer reviews than those.
	Confidence string
	// BestSeller is the probability that the units are among the top tenth of those that listings show (of steps, over the one
	// that a share nearest to a tenth reaches); nil where too few show any.
	BestSeller *float64
}

// The methods and confidences of an estimate.
const (
	MethodBadge    = "badge"
	MethodModel    = "model"
	MethodVelocity = "velocity"
	MethodReviews  = "reviews"
	MethodLevel    = "level"
	MethodPrior    = "prior"
	MethodNone     = "none"

	ConfidenceHigh   = "high"
	ConfidenceMedium = "medium"
	ConfidenceLow    = "low"
)

// minTaught is how many listings with known units it takes to fit and to compare models; fewTaught how many it takes to
// place the others by their review counts.
const (
	minTaught = 20
	fewTaught = 6
)

// Estimate returns the units per month of each listing in the order given. Listings that show units sold are taken at
// their badge and teach the others. Fitted models, review velocity and the plain review count compete in
// cross-validation on the listings that teach; the simplest that is not clearly beaten estimates the rest, and where
// none beats chance the answer is the usual figure with low confidence.
func Estimate(series []market.Series, asOf time.Time) []UnitsRow {
	c := Clean(series, asOf)
	steps := newLadders(c.Histories)
	for i := range c.Histories {
		if h := &c.Histories[i]; h.Badge.Shown {
			h.Badge = steps.bound(h.Source, h.Badge)
		}
	}
	set := newSamples(series, c.Histories)
	rows := make([]UnitsRow, len(series))
	for i := range rows {
		rows[i] = UnitsRow{ID: series[i].Listing.ID, URL: series[i].Listing.URL}
	}
	taught := set.taught()
	if !set.familiesShare(taught) {
		for i := range c.Histories {
			c.Histories[i].Family = 1
		}
		set = newSamples(series, c.Histories)
	}
	switch {
	case len(taught) < fewTaught:
		byPrior(rows, c, set)
	default:
		e := chosen(set, taught)
		e.uses &= set.known(taught)
		e.others = e.fallbacks(set, taught)
		e.answer(rows, set)
	}
	return rows
}

// chosen is the estimator that so many listings that teach allow.
func chosen(s *samples, taught []int) estimator {
	if len(taught) < minTaught {
		return byFew(s, taught)
	}
	return choose(s, taught)
}

// byFew places listings by their review counts along the few that show units, with the width that so few deserve:
// units and reviews stray by usualMiss, which counts for three listings.
func byFew(s *samples, taught []int) estimator {
	y := make([]float64, len(taught))
	for k, i := range taught {
		y[k] = s.y[i]
	}
	curve := curveOf(MethodReviews, lacksReviews, countOf)
	e := estimator{method: curve.method, predict: curve.fit(s, taught), chance: true}
	if e.predict == nil {
		e.method, e.predict = MethodLevel, cheaper(s, taught)
	} else {
		e.rests(s, taught, curve)
	}
	ss := 3 * sq(usualMiss)
	for k, i := range taught {
		ss += sq(y[k] - e.predict(i))
	}
	n := float64(len(taught))
	sd := math.Sqrt(ss / (n + 1) * (1 + 2/n)) // three pseudo-listings less the line's two parameters; its own error
	e.tails.knots = []knot{{low: -z10 * sd, high: z10 * sd}}
	estimates, figures := make([]float64, len(taught)), make([]float64, len(taught))
	for k, i := range taught {
		estimates[k], figures[k] = e.predict(i), s.lo[i]
	}
	e.top = fewTopTenth(estimates, figures, sd)
	return e
}

// usualMiss is the usual standard deviation of ln units around what reviews say of them.
const usualMiss = 1.0

// byPrior answers where too few listings show units: through the structural fit, whose review rate is the pooled or
// the prior one.
func byPrior(rows []UnitsRow, c Cleaned, set *samples) {
	m := Fit(c, Options{Draws: 2})
	for i := range rows {
		if iv, ok := set.shown(i); ok {
			rows[i].Units, rows[i].Method, rows[i].Confidence = iv, MethodBadge, ConfidenceHigh
			continue
		}
		rows[i].Method, rows[i].Confidence = MethodNone, ConfidenceLow
		if iv, method, ok := m.Units(rows[i].ID); ok && method != "category" {
			rows[i].Units, rows[i].Method = iv, method
		}
	}
}
