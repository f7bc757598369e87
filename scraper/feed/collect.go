package feed

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// collector gathers entries into one series per listing.
type collector struct {
	found   map[listingKey]*gathered
	strings map[string]string // texts that repeat across listings: sellers, brands, categories, currencies
}

// listingKey is what tells listings apart, as market.NewListingID does: the options are "" where there are none.
type listingKey struct{ source, key, options string }

type gathered struct {
	series market.Series
	lines  []int32 // of each observation
	first  int     // line
}

func newCollector() *collector {
	return &collector{found: map[listingKey]*gathered{}, strings: map[string]string{}}
}

// keep returns a copy of a text that does not hold on to the line it was read from.
func (c *collector) keep(text string) string {
	if text == "" {
		return ""
	}
	if have, ok := c.strings[text]; ok {
		return have
	}
	own := strings.Clone(text)
	c.strings[own] = own
	return own
}

func (c *collector) add(e *Entry) {
	l := &e.Listing
	key := listingKey{source: l.Source, key: l.ExternalID}
	if key.key == "" {
		key.key = l.URL
	}
	if len(l.Variant) > 0 {
		key.options = string(market.NewListingID("", "", "", l.Variant))
	}
	g := c.found[key]
	if g == nil {
		g = &gathered{first: e.Line}
		own := c.own(*l)
		own.ID = market.NewListingID(own.Source, own.ExternalID, own.URL, own.Variant)
		g.series.Listing = own
		c.found[listingKey{own.Source, strings.Clone(key.key), key.options}] = g
	} else {
		c.describe(&g.series, l, e.Observation)
	}
	o := e.Observation
	o.ListingID = g.series.Listing.ID
	o.Offer.Seller, o.Offer.Condition = c.keep(o.Offer.Seller), c.keep(o.Offer.Condition)
	o.Offer.Availability = market.Availability(c.keep(string(o.Offer.Availability)))
	o.Offer.Price, o.Offer.ListPrice, o.Offer.Shipping = c.amount(o.Offer.Price), c.amount(o.Offer.ListPrice), c.amount(o.Offer.Shipping)
	o.Offer.Pack.Each, o.Offer.Pack.Unit = c.keep(o.Offer.Pack.Each), c.keep(o.Offer.Pack.Unit)
	g.series.Observations = append(g.series.Observations, o)
	g.lines = append(g.lines, int32(e.Line))
	if g.series.Listing.FirstSeen.IsZero() || o.ObservedAt.Before(g.series.Listing.FirstSeen) {
		g.series.Listing.FirstSeen = o.ObservedAt
	}
	if o.Seen().After(g.series.Listing.LastSeen) {
		g.series.Listing.LastSeen = o.Seen()
	}
}

// amount returns a with a currency code that does not hold on to the line it was read from.
func (c *collector) amount(a money.Amount) money.Amount {
	return money.New(a.Minor(), money.Currency(c.keep(string(a.Currency()))))
}

func (c *collector) own(l market.Listing) market.Listing {
	l.Source, l.Brand, l.Category = c.keep(l.Source), c.keep(l.Brand), c.keep(l.Category)
	for _, f := range []*string{&l.ExternalID, &l.URL, &l.Title, &l.GTIN, &l.MPN, &l.SKU} {
		*f = strings.Clone(*f)
	}
	return l
}

// describe brings the description up to date: the newest reading wins, what it does not know stays known.
func (c *collector) describe(s *market.Series, l *market.Listing, o market.Observation) {
	newer := !o.Seen().Before(s.Listing.LastSeen)
	for _, f := range []struct {
		to   *string
		from string
	}{
		{&s.Listing.ExternalID, l.ExternalID},
		{&s.Listing.URL, l.URL},
		{&s.Listing.Title, l.Title},
		{&s.Listing.Brand, l.Brand},
		{&s.Listing.GTIN, l.GTIN},
		{&s.Listing.MPN, l.MPN},
		{&s.Listing.SKU, l.SKU},
		{&s.Listing.Category, l.Category},
	} {
		if f.from != "" && *f.to != f.from && (newer || *f.to == "") {
			*f.to = c.keep(f.from)
		}
	}
}

// series returns what was gathered, with the rows that contradict others and the listings without a title left out.
func (c *collector) series() ([]market.Series, []market.RowError) {
	all := make([]*gathered, 0, len(c.found))
	for _, g := range c.found {
		all = append(all, g)
	}
	slices.SortFunc(all, func(a, b *gathered) int { return cmp.Compare(a.series.Listing.ID, b.series.Listing.ID) })
	out := make([]market.Series, 0, len(all))
	var bad []market.RowError
	for _, g := range all {
		if g.series.Listing.Title == "" {
			bad = append(bad, market.RowError{Line: g.first, Field: "title", Reason: "missing: no row of the listing gives it"})
			continue
		}
		bad = append(bad, g.order()...)
		out = append(out, g.series)
	}
	return out, bad
}

// order sorts the observations by time and merges those of one moment.
func (g *gathered) order() []market.RowError {
	obs := g.series.Observations
	inOrder := true
	for i := 1; i < len(obs) && inOrder; i++ {
		inOrder = obs[i-1].ObservedAt.Before(obs[i].ObservedAt)
	}
	if inOrder {
		return nil
	}
	at := make([]int, len(obs))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int { return obs[a].ObservedAt.Compare(obs[b].ObservedAt) })
	var bad []market.RowError
	sorted := make([]market.Observation, 0, len(obs))
	kept := 0 // line of the last of sorted
	for _, i := range at {
		o := obs[i]
		if n := len(sorted); n > 0 && sorted[n-1].ObservedAt.Equal(o.ObservedAt) {
			if !sorted[n-1].SameContent(o) {
				bad = append(bad, market.RowError{
					Line: int(g.lines[i]), Field: "observed_at", Value: o.ObservedAt.Format("2006-01-02T15:04:05Z07:00"),
					Reason: fmt.Sprintf("the listing shows something else at the same time in line %d", kept),
				})
			} else if o.LastSeen.After(sorted[n-1].LastSeen) {
				sorted[n-1].LastSeen = o.LastSeen
			}
			continue
		}
		sorted, kept = append(sorted, o), int(g.lines[i])
	}
	g.series.Observations = sorted
	return bad
}

func sortedErrors(bad []market.RowError) []market.RowError {
	slices.SortStableFunc(bad, func(a, b market.RowError) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return bad
}
