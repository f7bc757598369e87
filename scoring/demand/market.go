package demand

import (
	"math"
	"slices"

	"shelfwise/market"
)

// draw is one posterior draw of a category.
type draw struct {
	level   float64 // ln units per month of the usual product at the usual price, rivals at their present prices
	price   float64
	bend    float64
	quality float64
	size    float64 // units per month of all buyers, those who buy nothing included
}

// outsideMean and outsideSD are the prior of the logit of the outside share: of those who look at a category, three
// in ten buy none of the offers seen. Prices that move little do not tell more.
const outsideMean, outsideSD = -0.85, 0.6

// settle works out what the rivals of a category sell now and draws its parameters from the posterior.
func (m *Market) settle(f *fitted, idx []int) {
	f.total = 0
	s2 := sq(m.Hyper.Spread)
	taught := 0 // the members stand in the order of idx
	type rival struct{ units, moved float64 }
	rivals := make([]rival, 0, len(idx))
	f.sorted = make([]float64, 0, len(idx))
	for _, i := range idx {
		h := &m.hs[i]
		member := taught < len(f.members) && f.members[taught] == i
		if member {
			taught++
		}
		if !h.Rival() {
			continue
		}
		eta := 0.0
		if member {
			eta = f.rows[taught-1].eta
		} else {
			eta, _ = m.posterior(f, i, s2)
		}
		u := math.Exp(eta)
		rivals = append(rivals, rival{u, h.NowLog - h.MeanLog})
		f.sorted = append(f.sorted, eta)
		f.total += u
	}
	slices.Sort(f.sorted)
	f.reach()
	f.notes = m.notesOf(f)
	f.draws = make([]draw, len(m.normals))
	for k, z := range m.normals {
		d := f.factor.back(z.theta)
		for i := range dim {
			d[i] += f.theta[i]
		}
		out := 1 / (1 + math.Exp(-(outsideMean + outsideSD*z.outside)))
		slope := math.Max(d[price]+m.Hyper.Hidden, minSlope)
		// Rivals sell more at lower prices: the part of the buyers left to a newcomer changes with their present prices.
		now := 0.0
		for _, r := range rivals {
			now += r.units * math.Exp(-slope*r.moved)
		}
		size := f.total / (1 - out)
		shift := 0.0
		if f.total > 0 {
			shift = math.Log(out + (1-out)*now/f.total)
		}
		f.draws[k] = draw{level: d[level] - shift, price: slope, bend: f.bent(slope, d[bend]), quality: d[quality], size: size}
	}
}

// unseenEnds is how many of a category's listings at either end of its prices do not show its bend: one that stands far
// off alone must not flatten or steepen demand all the way to it. Of large categories a twentieth.
const unseenEnds = 1.5

// reach sets where the category's prices let its bend be seen: the middle nine tenths of those that teach, of few
// without the dearest and the cheapest.
func (f *fitted) reach() {
	ls := make([]float64, len(f.rows))
	for j := range f.rows {
		ls[j] = -f.rows[j].x[1]
	}
	end := math.Min(0.25, math.Max(0.05, unseenEnds/float64(len(ls))))
	f.low, f.high = math.Min(0, Quantile(ls, end)), math.Max(0, Quantile(ls, 1-end))
}

// bent bounds a bend so that dearer never sells more within reach.
func (f *fitted) bent(slope, bend float64) float64 {
	room := (slope - minSlope) / 2
	if bend > 0 && bend*f.high > room {
		return room / f.high
	}
	if bend < 0 && bend*f.low > room {
		return room / f.low
	}
	return bend
}

// minSlope guards the sign: dearer never sells more.
const minSlope = 0.3

// posterior returns the mode and the standard deviation of ln units of a listing of a category.
func (m *Market) posterior(f *fitted, i int, s2 float64) (eta, sd float64) {
	r, ok := m.newRow(f.name, i)
	t := f.value(&r)
	if !ok {
		return t, math.Sqrt(s2 + r.extra)
	}
	r.eta = t
	r.mode(t, s2, f.theta[rate])
	return r.eta, 1 / math.Sqrt(1/(s2+r.extra)+r.curve)
}

// z10 is the normal's ninth decile.
const z10 = 1.2815515655446004

// Units returns the estimated units per month of a listing, the method in words, and false where nothing is known.
func (m *Market) Units(id market.ListingID) (market.Interval, string, bool) {
	i, ok := m.index()[id]
	if !ok {
		return market.Interval{}, "", false
	}
	return m.UnitsAt(i)
}

// UnitsAt is Units of the listing at a place of the histories that were fitted.
func (m *Market) UnitsAt(i int) (market.Interval, string, bool) {
	if m.group[i] == "" && m.hs[i].Category != "" {
		return market.Interval{}, "", false
	}
	f := m.categories[m.group[i]]
	if f == nil {
		return market.Interval{}, "", false
	}
	eta, sd := m.posterior(f, i, sq(m.Hyper.Spread))
	h := &m.hs[i]
	method := "category"
	switch _, _, monthly := h.Badge.Monthly(); {
	case monthly && h.Span.Days >= 7:
		method = "badge+velocity"
	case monthly:
		method = "badge"
	case h.Span.Days >= 7:
		method = "velocity"
	case !math.IsNaN(h.Reviews):
		method = "reviews"
	}
	if method == "velocity" || method == "reviews" {
		sd = math.Hypot(sd, math.Sqrt(f.cov[rate][rate]))
	}
	return market.Interval{
		P10: math.Exp(eta - z10*sd), P50: math.Exp(eta), P90: math.Exp(eta + z10*sd),
	}, method, true
}

// ReviewRate returns the share of units that leave a review in a category, with its interval; false where neither
// badges nor own figures teach it and the number is a prior.
func (m *Market) ReviewRate(category string) (market.Interval, bool) {
	f := m.categories[fold(category)]
	if f == nil {
		sd := math.Hypot(m.Hyper.LogRateSD, rateSD)
		return interval(m.Hyper.LogRate, sd), false
	}
	return interval(f.theta[rate], math.Sqrt(f.cov[rate][rate])), f.badges && f.reviews
}

// RateLearned reports whether the category that a candidate competes in shows how many buyers leave a review; else that
// rate is assumed.
func (m *Market) RateLearned(c market.Candidate, rivals, same []market.ListingID) bool {
	f := m.home(c, rivals, same)
	return f != nil && f.badges && f.reviews
}

func interval(mid, sd float64) market.Interval {
	return market.Interval{P10: math.Exp(mid - z10*sd), P50: math.Exp(mid), P90: math.Exp(mid + z10*sd)}
}
