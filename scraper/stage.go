package scraper

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// stage holds what a source's run found until the run is judged, since a run that looks wrong as a whole is held and
// not stored.
type stage struct {
	source string
	found  map[market.ListingID]staged
	second []market.Series // of the route that only checks
}

type staged struct {
	series   market.Series
	kind     string // of the job
	conflict bool
}

func newStage(source string) *stage {
	return &stage{source: source, found: map[market.ListingID]staged{}}
}

func (s *stage) len() int { return len(s.found) }

// add takes listings from a page. A listing that two pages of one run show keeps the words of its product page; where
// their prices differ, neither is picked.
func (s *stage) add(found []market.Series, kind string, r *SourceReport) {
	if kind == jobCheck {
		s.second = append(s.second, found...)
		return
	}
	for _, f := range found {
		if len(f.Observations) == 0 {
			continue
		}
		old, ok := s.found[f.Listing.ID]
		next := staged{series: f, kind: kind, conflict: old.conflict}
		if ok {
			if a, b, differ := disagree(old.series, f); differ {
				next.conflict = true
				r.issue(conflict(f, fmt.Sprintf("two pages of the source show %s and %s", a, b)))
			}
			if old.kind == jobProduct && kind != jobProduct {
				next.series, next.kind = old.series, old.kind
			}
		}
		s.found[f.Listing.ID] = next
	}
}

func conflict(f market.Series, reason string) Issue {
	return Issue{Code: CodeConflict, URL: f.Listing.URL, Field: "price", Text: f.Listing.Title, Reason: reason + "; none of them is stored"}
}

// crossCheck compares the listings with those of the second route, by GTIN, SKU, external id or address. Where the prices
// differ by more than 1%, the listing is a conflict.
func (s *stage) crossCheck(r *SourceReport) {
	if len(s.second) == 0 {
		return
	}
	byKey := map[string]market.Series{}
	for _, f := range s.second {
		for _, k := range keys(f.Listing) {
			byKey[k] = f
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.found)) {
		own := s.found[id]
		for _, k := range keys(own.series.Listing) {
			other, ok := byKey[k]
			if !ok {
				continue
			}
			if a, b, differ := disagree(own.series, other); differ {
				own.conflict = true
				s.found[id] = own
				r.issue(conflict(own.series, fmt.Sprintf("the page shows %s, the second route %s", a, b)))
			}
			break
		}
	}
}

func keys(l market.Listing) []string {
	var out []string
	for _, k := range []struct{ kind, value string }{
		{"gtin", strings.TrimLeft(l.GTIN, "0")}, {"sku", l.SKU}, {"id", l.ExternalID}, {"mpn", l.MPN},
		{"url", strings.TrimSuffix(l.URL, "/")},
	} {
		if k.value != "" {
			out = append(out, k.kind+" "+k.value)
		}
	}
	return out
}

// disagree reports whether the newest prices of two readings of a listing differ by more than 1%.
func disagree(a, b market.Series) (x, y money.Amount, differ bool) {
	p, okA := a.Latest()
	q, okB := b.Latest()
	if !okA || !okB {
		return x, y, false
	}
	x, y = p.Offer.Price, q.Offer.Price
	if !x.Known() || !y.Known() || x.Currency() != y.Currency() {
		return x, y, false
	}
	high, low := max(x.Minor(), y.Minor()), min(x.Minor(), y.Minor())
	return x, y, high-low > high/100
}

// series returns what is to be stored, in order of listing ID.
func (s *stage) series() []market.Series {
	var out []market.Series
	for _, f := range s.found {
		if !f.conflict {
			out = append(out, f.series)
		}
	}
	slices.SortFunc(out, func(a, b market.Series) int { return cmp.Compare(a.Listing.ID, b.Listing.ID) })
	return out
}

// drop takes a listing out: what was read of it is not to be stored.
func (s *stage) drop(id market.ListingID) { delete(s.found, id) }
