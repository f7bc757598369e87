package scoring

import (
	"cmp"
	"math"
	"slices"
	"time"

	"shelfwise/market"
	"shelfwise/scoring/pricing"
)

// facts are what many candidates ask of one listing, worked out once.
type facts struct {
	seller        int32   // who sells it; equal numbers are one seller
	cuts          int32   // price cuts within the window of the price-war rule
	falls         int32   // of the price within that window, however small
	before        float64 // the price at the beginning of that window, NaN unknown
	first, second float32
	units         market.Interval
	method        string
	sold          bool // units are known
}

// gather works out the facts of all listings.
func (r *run) gather() {
	r.facts = make([]facts, len(r.series))
	names := map[sellerName]int32{}
	for i, s := range r.series {
		name := sellerOf(s)
		if name == (sellerName{}) {
			r.facts[i].seller = -1 - int32(i) // alone
			continue
		}
		n, ok := names[name]
		if !ok {
			n = int32(len(names))
			names[name] = n
		}
		r.facts[i].seller = n
	}
	rule := r.warRule()
	r.war = rule
	since := r.in.AsOf.AddDate(0, 0, -rule.Window)
	each(len(r.series), func(i int) {
		f := &r.facts[i]
		obs := r.series[i].Observations
		first, second := halves(obs)
		f.first, f.second = float32(first), float32(second)
		f.cuts, f.before = cutsSince(obs, since, r.in.AsOf, rule.MinCut)
		f.falls, _ = cutsSince(obs, since, r.in.AsOf, 1e-9)
		f.units, f.method, f.sold = r.market.UnitsAt(i)
	})
}

// warRule is the price-war rule with its window in keeping with how often prices are read: it needs at least six
// readings, so that weekly readings are looked at over six weeks. Listings read once or twice say nothing of that.
func (r *run) warRule() pricing.WarRule {
	rule := pricing.DefaultWarRule()
	var gaps []float64
	for i := 0; i < len(r.series); i += max(1, len(r.series)/200) {
		if obs := r.series[i].Observations; len(obs) > 2 {
			gaps = append(gaps, obs[len(obs)-1].ObservedAt.Sub(obs[0].ObservedAt).Hours()/24/float64(len(obs)-1))
		}
	}
	if len(gaps) > 0 {
		rule.Window = max(rule.Window, min(60, int(math.Round(6*pricing.Median(gaps)))))
	}
	return rule
}

// sellerName is who sells a listing: the seller it names, else its brand.
type sellerName struct {
	brand bool
	name  string
}

func sellerOf(s market.Series) sellerName {
	if o, ok := s.Latest(); ok && o.Offer.Seller != "" {
		return sellerName{name: o.Offer.Seller}
	}
	if s.Listing.Brand != "" {
		return sellerName{brand: true, name: s.Listing.Brand}
	}
	return sellerName{}
}

// cutsSince counts the falls of a price by at least a share within a period, and returns the price before it.
func cutsSince(obs []market.Observation, since, until time.Time, least float64) (n int32, before float64) {
	before = math.NaN()
	for i := range obs {
		if p := obs[i].Offer.Price; p.Known() && !obs[i].ObservedAt.After(since) {
			before = p.Float()
		}
		if i == 0 {
			continue
		}
		a, b := obs[i-1].Offer.Price, obs[i].Offer.Price
		if at := obs[i].ObservedAt; at.Before(since) || at.After(until) || !a.Known() || !b.Known() {
			continue
		}
		if b.Float() <= a.Float()*(1-least) {
			n++
		}
	}
	return n, before
}

// growth is the number of reviews that came to the rivals in the second half of the history over the first half; false
// is insufficient_data: under six weeks or under thirty reviews.
func (r *run) growth(rivals []rival, only func(rival) bool) (float64, bool) {
	if r.began.IsZero() || r.in.AsOf.Sub(r.began).Hours() < 6*7*24 {
		return 0, false
	}
	first, second := 0.0, 0.0
	for _, v := range rivals {
		if only == nil || only(v) {
			first, second = first+float64(r.facts[v.at].first), second+float64(r.facts[v.at].second)
		}
	}
	if first+second < 30 || first == 0 {
		return 0, false
	}
	return second / first, true
}

// halves counts the new reviews of the two halves of a history; falls and jumps count nothing.
func halves(obs []market.Observation) (first, second float64) {
	n := len(obs)
	if n < 5 {
		return 0, 0
	}
	mid := obs[0].ObservedAt.Add(obs[n-1].ObservedAt.Sub(obs[0].ObservedAt) / 2)
	last, known := int64(0), false
	for _, o := range obs {
		c, ok := o.Reviews()
		if !ok {
			continue
		}
		if d := float64(c - last); known && d > 0 && d < 20+0.2*float64(last) {
			if o.ObservedAt.After(mid) {
				second += d
			} else {
				first += d
			}
		}
		last, known = c, true
	}
	return first, second
}

// bySeller sums the revenues of the rivals by seller.
func (r *run) bySeller(rivals []rival) []float64 {
	type sale struct {
		seller  int32
		revenue float64
	}
	sales := make([]sale, 0, len(rivals))
	for _, v := range rivals {
		if v.hasUnits {
			sales = append(sales, sale{r.facts[v.at].seller, v.units.P50 * v.price})
		}
	}
	slices.SortFunc(sales, func(a, b sale) int { return cmp.Or(cmp.Compare(a.seller, b.seller), cmp.Compare(a.revenue, b.revenue)) })
	out := make([]float64, 0, len(sales))
	for i, s := range sales {
		if i > 0 && s.seller == sales[i-1].seller {
			out[len(out)-1] += s.revenue
		} else {
			out = append(out, s.revenue)
		}
	}
	return out
}
