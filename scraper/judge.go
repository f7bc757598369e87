package scraper

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"shelfwise/market"
)

// Limits say when a whole run is held for review instead of being stored: a shop's prices seldom all move at once, but
// a changed page, currency or tax setting makes them. Shares are of the listings that can be compared.
type Limits struct {
	MinListings int     // with fewer listings to compare, nothing is said
	Move        float64 // a price that moved by more than this share counts as moved
	SameWay     float64 // share of prices moved in one direction
	Vanished    float64 // share of the known listings that are not there any more
	NoPrice     float64 // share of listings whose price is gone or 0
	Collapsed   float64 // share of prices that lost four fifths or more
}

// DefaultLimits returns the limits in force where none are set. They are judgement, not measurement: a sale moves many
// prices, but seldom more than half of a shop's by more than 10% in one step.
func DefaultLimits() Limits {
	return Limits{MinListings: 5, Move: 0.10, SameWay: 0.6, Vanished: 0.5, NoPrice: 0.3, Collapsed: 0.1}
}

// Drift is a field that a source's pages gave before and now do not, or give by another way.
type Drift struct {
	Field    string `json:"field"`
	Was      string `json:"was"`           // extractor that gave it before
	Now      string `json:"now,omitempty"` // extractor that gives it now; "" none
	Listings int    `json:"listings"`      // concerned
	Of       int    `json:"of"`            // compared
	Example  string `json:"example"`       // URL of one of them
}

// before is what was known of a source's listings: the newest observation of each, by ID.
type before map[market.ListingID]market.Observation

// judge returns the reasons to hold a run; none where it looks like other runs. complete says that every page of the run
// was asked for, without which nothing can be said to have vanished; gone leaves out listings whose page failed.
func judge(was before, now []market.Series, l Limits, complete bool, failed map[string]bool, urls map[market.ListingID]string) []string {
	var compared, up, down, collapsed, noPrice int
	present := map[market.ListingID]bool{}
	for _, s := range now {
		present[s.Listing.ID] = true
		old, known := was[s.Listing.ID]
		o, ok := s.Latest()
		if !known || !ok || !old.Offer.Price.Known() {
			continue
		}
		price, before := o.Offer.Price, old.Offer.Price
		compared++
		switch {
		case !price.Known() || price.Sign() == 0:
			if !soldOut(o.Offer.Availability) {
				noPrice++
			}
		case price.Currency() != before.Currency() || before.Sign() <= 0:
		default:
			change := float64(price.Minor())/float64(before.Minor()) - 1
			up += b2i(change > l.Move)
			down += b2i(change < -l.Move)
			collapsed += b2i(change <= -0.8)
		}
	}
	var out []string
	hold := func(n, of int, share float64, text string) {
		if of >= l.MinListings && float64(n) > share*float64(of) {
			out = append(out, fmt.Sprintf("%d of %d listings %s", n, of, text))
		}
	}
	hold(up, compared, l.SameWay, fmt.Sprintf("became dearer by more than %.0f%%", 100*l.Move))
	hold(down, compared, l.SameWay, fmt.Sprintf("became cheaper by more than %.0f%%", 100*l.Move))
	hold(collapsed, compared, l.Collapsed, "lost four fifths of their price or more")
	hold(noPrice, compared, l.NoPrice, "have no price any more, or 0")
	if complete {
		gone, known := 0, 0
		for id := range was {
			if failed[urls[id]] {
				continue
			}
			known++
			gone += b2i(!present[id])
		}
		hold(gone, known, l.Vanished, "are not there any more")
	}
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// soldOut reports whether an availability excuses that there is no price.
func soldOut(a market.Availability) bool {
	return a == market.OutOfStock || a == market.SoldOut || a == market.Discontinued
}

// drifted compares the fields of each listing with those of its last observation. A listing whose price is gone without
// being sold out is named in lost: nothing is stored for it, and its last known price stays, growing older.
func drifted(was before, now []market.Series) (drifts []Drift, lost []market.ListingID) {
	type change struct{ field, was, now string }
	found := map[change]Drift{}
	compared := map[string]int{}
	for _, s := range now {
		old, known := was[s.Listing.ID]
		o, ok := s.Latest()
		if !known || !ok {
			continue
		}
		for _, f := range canaries(old, o) {
			compared[f.name]++
			if f.now && (f.by == f.wasBy || f.by == "" || f.wasBy == "") {
				continue
			}
			if !f.now && f.name == "price" {
				lost = append(lost, s.Listing.ID)
			}
			k := change{f.name, f.wasBy, f.by}
			d := found[k]
			d.Listings++
			d.Field, d.Was, d.Now = f.name, f.wasBy, f.by
			d.Example = cmp.Or(d.Example, s.Listing.URL)
			found[k] = d
		}
	}
	for _, d := range slices.Collect(maps.Values(found)) {
		d.Of = compared[d.Field]
		drifts = append(drifts, d)
	}
	slices.SortFunc(drifts, func(a, b Drift) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Was, b.Was), cmp.Compare(a.Now, b.Now))
	})
	return drifts, lost
}

// canary is one field of a listing that was given before.
type canary struct {
	name      string
	now       bool   // given now
	wasBy, by string // extractors; "" unknown or none
}

// canaries are the fields that do not go away by themselves: a price while the product is on sale, a rating, counts
// that only grow. List prices, badges and shipping come and go with offers and say nothing.
func canaries(old, now market.Observation) []canary {
	var out []canary
	add := func(name string, was, is bool) {
		if !was {
			return
		}
		c := canary{name: name, now: is, wasBy: old.Provenance.Fields[name].By}
		if is {
			c.by = now.Provenance.Fields[name].By
		}
		out = append(out, c)
	}
	if !soldOut(now.Offer.Availability) {
		add("price", old.Offer.Price.Known(), now.Offer.Price.Known())
	}
	add("availability", old.Offer.Availability != "", now.Offer.Availability != "")
	add("rating", old.Rating != nil, now.Rating != nil)
	_, had := old.Reviews()
	_, has := now.Reviews()
	if had && old.ReviewCount != nil {
		add("review_count", had, has)
	} else {
		add("rating_count", had, has)
	}
	return out
}
