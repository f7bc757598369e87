package demand

import (
	"math"
	"slices"
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
	// low otherwise.
	Confidence string
	// BestSeller is the probability of being among the top tenth of the listings given; nil where nothing teaches it.
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

// minTaught is how many listings with known units it takes to fit and to compare models.
const minTaught = 20

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
	if len(taught) < minTaught {
		byPrior(rows, c, set)
		return rows
	}
	chosen := choose(set, taught)
	chosen.answer(rows, set)
	topTenth(rows, chosen.sd)
	return rows
}

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

// topTenth fills the probability that a listing is among the top tenth, from each row's own interval.
func topTenth(rows []UnitsRow, sd float64) {
	mids := make([]float64, 0, len(rows))
	for _, r := range rows {
		if r.Method != MethodNone {
			// Estimates stand closer together than what they estimate, so their spread is added back at quantiles.
			s := 0.0
			if r.Method != MethodBadge {
				s = sd
			}
			for _, q := range []float64{-1.2816, -0.5244, 0, 0.5244, 1.2816} {
				mids = append(mids, math.Log(r.Units.P50)+q*s)
			}
		}
	}
	if len(mids) == 0 {
		return
	}
	slices.Sort(mids)
	cut := sortedQuantile(mids, 0.9)
	for i := range rows {
		r := &rows[i]
		if r.Method == MethodNone {
			continue
		}
		s := math.Max(math.Log(r.Units.P90/r.Units.P10)/(2*z10), 0.05)
		p := phi((math.Log(r.Units.P50) - cut) / s)
		r.BestSeller = &p
	}
}
