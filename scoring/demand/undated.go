package demand

import (
	"math"
)

// counts is what the badges of a source count where they name no period.
type counts int8

const (
	countsUnknown counts = iota // taken as sold over the usual age, with a wide error
	countsMonth
	countsAll // since the listing began
)

// The listings of a source that show an undated badge, reviews and their growth which it takes to tell what its badges
// count, and the least of each.
const (
	undatedListings = 8
	undatedReviews  = 10
	undatedNew      = 3
)

// readUndated tells per source what undated badges count. A badge that counts all sales keeps one ratio to all reviews,
// whatever the ages of the listings; one that counts a month keeps one ratio to the reviews of a month. The ratio that
// strays less within categories, and lies nearer to the usual share of buyers who review, is believed.
func readUndated(hs []History) map[string]counts {
	by := map[string]*reviewRatios{}
	for i := range hs {
		h := &hs[i]
		if !h.Badge.Shown || h.Badge.WindowDays > 0 || h.Badge.Low <= 0 || !(h.Reviews >= undatedReviews) ||
			h.Span.New < undatedNew || h.Span.Days < 21 {
			continue
		}
		p := by[h.Source]
		if p == nil {
			p = &reviewRatios{}
			by[h.Source] = p
		}
		sold := math.Log(h.Badge.Low * math.Sqrt(h.Badge.High/h.Badge.Low))
		p.category = append(p.category, h.Category)
		p.month = append(p.month, math.Log(h.Span.New/h.Span.Days*30)-sold)
		p.all = append(p.all, math.Log(h.Reviews)-sold)
	}
	out := map[string]counts{}
	for source, p := range by {
		if len(p.all) < undatedListings {
			continue
		}
		out[source] = countsAll
		if unlikely(p.month, p.category) < unlikely(p.all, p.category) {
			out[source] = countsMonth
		}
	}
	return out
}

// reviewRatios are ln of reviews per unit of a source's listings, were its badges to count a month or all sales.
type reviewRatios struct {
	category   []string
	month, all []float64
}

// unlikely is minus the log-likelihood of log review rates of one source: Laplace around their categories' medians, whose
// median itself is around the usual rate.
func unlikely(logs []float64, categories []string) float64 {
	by := map[string][]float64{}
	for i, c := range categories {
		by[c] = append(by[c], logs[i])
	}
	sum, free := 0.0, 1.0
	for _, c := range sortedKeys(by) {
		v := by[c]
		m := Median(v)
		for _, x := range v {
			sum += math.Abs(x - m)
		}
		free += float64(len(v) - 1)
	}
	return free*math.Log(math.Max(0.05, sum/free)) + sq(Median(logs)-math.Log(rateMean))/(2*sq(rateSD))
}

// undatedBadge puts an undated badge on a row.
func (m *Market) undatedBadge(r *row, h *History, share float64) {
	f, soft := 30/UsualAgeDays, math.Sqrt(ageVariance)
	switch m.undated[h.Source] {
	case countsMonth:
		f, soft = 1, badgeSoft
	case countsAll:
		if h.Reviews > 0 && h.Span.New > 0 && h.Span.Days >= 7 {
			f, soft = h.Span.New/h.Span.Days*30/h.Reviews, math.Sqrt(sq(badgeSoft)+1/(h.Span.New+1)+1/(h.Reviews+1))
		}
	}
	r.badge, r.lo, r.hi, r.soft = true, math.Log(h.Badge.Low*f/share), math.Log(h.Badge.High*f/share), soft
}
