package web

import (
	"html/template"
	"math"
	"net/http"
	"net/url"
	"slices"

	"shelfwise/market"
)

// listingsPerPage is how many listings a page shows.
const listingsPerPage = 50

// listingsView is a part of the listings.
type listingsView struct {
	Rows       []listingRow
	Sources    []string
	Categories []string
	Source     string
	Category   string
	Next       string // address of the next page
	Later      bool   // not the first page
}

// listingRow is a listing with what it showed last.
type listingRow struct {
	L    market.Listing
	O    market.Observation
	Seen bool
}

func (d *dashboard) listings(r *http.Request) (view, error) {
	q := r.URL.Query()
	body := listingsView{Source: q.Get("source"), Category: q.Get("category"), Later: q.Get("after") != ""}
	if err := d.facets(r, &body); err != nil {
		return view{}, err
	}
	f := market.ListingFilter{Source: body.Source, Category: body.Category, After: market.ListingID(q.Get("after")), Limit: listingsPerPage + 1}
	for l, err := range d.store.Listings(r.Context(), f) {
		if err != nil {
			return view{}, err
		}
		if len(body.Rows) == listingsPerPage {
			next := url.Values{"after": {string(body.Rows[listingsPerPage-1].L.ID)}, "source": {body.Source}, "category": {body.Category}}
			body.Next = "/listings?" + next.Encode()
			break
		}
		row := listingRow{L: l}
		all, err := d.observations(r.Context(), l.ID, market.Observation{}.ObservedAt)
		if err != nil {
			return view{}, err
		}
		if n := len(all); n > 0 {
			row.O, row.Seen = all[n-1], true
		}
		body.Rows = append(body.Rows, row)
	}
	return view{Page: "listings", Title: "Listings", Section: "listings", Body: body}, nil
}

// facets lists the sources and categories that one can filter by.
func (d *dashboard) facets(r *http.Request, v *listingsView) error {
	sources, categories := map[string]bool{}, map[string]bool{}
	for l, err := range d.store.Listings(r.Context(), market.ListingFilter{}) {
		if err != nil {
			return err
		}
		if !sources[l.Source] {
			sources[l.Source] = true
			v.Sources = append(v.Sources, l.Source)
		}
		if l.Category != "" && !categories[l.Category] {
			categories[l.Category] = true
			v.Categories = append(v.Categories, l.Category)
		}
	}
	slices.Sort(v.Sources)
	slices.Sort(v.Categories)
	return nil
}

// listingView is one listing with its history and what relates to it.
type listingView struct {
	L       market.Listing
	Last    market.Observation
	Seen    bool
	Rows    []market.Observation // newest first
	Chart   template.HTML
	Matches []market.Match
	Fields  []fieldEvidence
}

// fieldEvidence is where one value of the newest reading stood.
type fieldEvidence struct {
	Field string
	market.Evidence
}

func (d *dashboard) listing(r *http.Request) (view, error) {
	at, err := asOf(r)
	if err != nil {
		return view{}, err
	}
	l, err := d.store.Listing(r.Context(), market.ListingID(r.URL.Query().Get("id")))
	if err != nil {
		return view{}, err
	}
	all, err := d.observations(r.Context(), l.ID, at)
	if err != nil {
		return view{}, err
	}
	body := listingView{L: l}
	h := history{level: math.NaN(), label: "Price of " + l.Title + " over time"}
	if n := len(all); n > 0 {
		body.Last, body.Seen = all[n-1], true
		h.currency = body.Last.Offer.Price.Currency()
		line := priceLine(all, 1, l.Source)
		line.class = "same"
		h.lines = []series{line}
		body.Fields = evidence(body.Last.Provenance.Fields)
	}
	body.Chart, body.Rows = h.draw(), all
	slices.Reverse(body.Rows)
	for m, err := range d.store.Matches(r.Context(), "") {
		if err != nil {
			return view{}, err
		}
		if m.ListingID == l.ID {
			body.Matches = append(body.Matches, m)
		}
	}
	return view{Page: "listing", Title: l.Title, Section: "listings", Body: body}, nil
}

func evidence(fields map[string]market.Evidence) []fieldEvidence {
	var out []fieldEvidence
	for name, e := range fields {
		out = append(out, fieldEvidence{name, e})
	}
	slices.SortFunc(out, func(a, b fieldEvidence) int {
		if a.Field < b.Field {
			return -1
		}
		return 1
	})
	return out
}
