package extract

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// Agreement says how a selector or path that Suggest found agrees with what the general extractor read.
type Agreement struct {
	Field string // a field of product pages or "variants", or "tile" and "tile.FIELD" and "next" of category pages
	Where string // CSS selector, or "json:" and a path, or words that no rule is needed; "" none was found that agrees
	Read  int    // pages or tiles on which the general extractor gives the field
	Agree int    // of those, how many the selector reads alike
}

// Suggested is what Suggest learnt about a site.
type Suggested struct {
	Profile Profile
	Fields  []Agreement // in the order of the fields
	Hosts   []string    // of the pages, those that name one
	Lists   []string    // addresses of the category pages
}

// leastAgreement is the share of pages on which a selector must read what the general extractor reads.
const leastAgreement = 0.7

// suggestedFields are the fields that selectors are looked for, with how a text of the page is compared.
var suggestedFields = []field{fTitle, fPrice, fListPrice, fBrand, fSKU, fAvailability, fRating, fReviewCount}

// studied is one page as Suggest works on it.
type studied struct {
	d      *document
	doc    *goquery.Document
	e      *evidence
	result Result
}

// Suggest proposes selectors, paths and settings for the site that the pages are of. It takes what the general
// extractor reads on them for the truth and looks for the places that hold it on most of the pages; no place is
// proposed for a field on whose whereabouts the pages do not agree.
func Suggest(pages []Page) Suggested {
	var out Suggested
	var products, lists []*studied
	locales, currencies, countries := map[string]int{}, map[string]int{}, map[string]int{}
	for _, p := range pages {
		r := Extract(p, Options{})
		d, err := newDocument(p)
		if err != nil || len(r.Listings) == 0 {
			continue
		}
		s := &studied{d: d, doc: d.selection(), e: d.gather(), result: r}
		if r.Kind == KindProduct {
			products = append(products, s)
		} else {
			lists = append(lists, s)
			out.Lists = appendNew(out.Lists, d.url.String())
		}
		out.Hosts = appendNew(out.Hosts, d.url.Host)
		locales[d.lang]++
		countries[d.country]++
		if r.Listings[0].Price != nil {
			currencies[r.Listings[0].Price.Currency]++
		}
	}
	out.Profile = Profile{Locale: commonest(locales), Currency: commonest(currencies), Country: commonest(countries)}
	out.products(products)
	out.variants(products)
	out.lists(lists)
	return out
}

func appendNew(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// commonest is the most frequent key, of equals the first by name.
func commonest(count map[string]int) string {
	best := ""
	for _, k := range slices.Sorted(maps.Keys(count)) {
		if k != "" && count[k] > count[best] {
			best = k
		}
	}
	return best
}

// products looks for the places of the fields of product pages.
func (out *Suggested) products(pages []*studied) {
	for _, f := range suggestedFields {
		votes, read := map[string]int{}, 0
		paths := map[string]int{}
		for _, s := range pages {
			want := value0(&s.result.Listings[0], f)
			if want == "" {
				continue
			}
			read++
			for sel := range s.places(f, want, 0, len(s.d.nodes)) {
				votes[sel]++
			}
			if ev := s.result.Listings[0].Evidence[f.String()]; ev.By == "json-ld" || ev.By == "state" {
				paths[ev.Path]++
			}
		}
		if read == 0 {
			continue
		}
		best := Agreement{Field: f.String(), Read: read}
		for _, sel := range foremost(votes) {
			agree := 0
			for _, s := range pages {
				want := value0(&s.result.Listings[0], f)
				got := selected(s.doc.Selection, sel)
				agree += judgeHit(s.d.saysSame(f, got, want), got != "" && want != "")
			}
			best.better(sel, agree)
		}
		for _, path := range foremost(paths) {
			agree := 0
			for _, s := range pages {
				want := value0(&s.result.Listings[0], f)
				got := s.e.jsonAt(path)
				agree += judgeHit(s.d.saysSame(f, got, want), got != "" && want != "")
			}
			best.better("json:"+path, agree)
		}
		out.take(f, best)
	}
}

// judgeHit counts an agreement as one, and a hit that reads something else as one less.
func judgeHit(same, hit bool) int {
	switch {
	case same:
		return 1
	case hit:
		return -1
	}
	return 0
}

// better keeps the place with the most agreement; of equals the one that came first.
func (a *Agreement) better(where string, agree int) {
	if agree > a.Agree && float64(agree) >= leastAgreement*float64(a.Read) {
		a.Where, a.Agree = where, agree
	}
}

// take writes a place into the profile.
func (out *Suggested) take(f field, a Agreement) {
	out.Fields = append(out.Fields, a)
	if a.Where == "" {
		return
	}
	to := &out.Profile.Selectors
	where, isPath := strings.CutPrefix(a.Where, "json:")
	if isPath {
		to = &out.Profile.JSONPaths
	}
	if *to == nil {
		*to = map[string][]string{}
	}
	(*to)[f.String()] = []string{where}
}

// foremost lists the places with the most votes, those that are likelier to last first.
func foremost(votes map[string]int) []string {
	keys := slices.Sorted(maps.Keys(votes))
	slices.SortStableFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(votes[b], votes[a]), cmp.Compare(lasting(b), lasting(a)), cmp.Compare(len(a), len(b)))
	})
	return keys[:min(len(keys), 25)]
}

// lasting ranks kinds of selectors by how likely a redesign spares them.
func lasting(sel string) int {
	switch {
	case strings.Contains(sel, "itemprop="):
		return 4
	case strings.Contains(sel, "data-"):
		return 3
	case strings.HasPrefix(sel, "meta["):
		return 3
	case strings.Contains(sel, "#"):
		return 2
	case sel == "h1":
		return 2
	}
	return 1
}

// value0 is a field of a listing as a text; "" unknown.
func value0(l *Found, f field) string {
	text := func(p *string) string {
		if p == nil {
			return ""
		}
		return *p
	}
	switch f {
	case fTitle:
		return l.Title
	case fURL:
		return l.URL
	case fPrice, fListPrice:
		m := l.Price
		if f == fListPrice {
			m = l.ListPrice
		}
		if m != nil {
			return m.Amount
		}
	case fBrand:
		return text(l.Brand)
	case fSKU:
		return text(l.SKU)
	case fAvailability:
		return text(l.Availability)
	case fRating:
		if l.Rating != nil {
			return trimFloat(*l.Rating)
		}
	case fReviewCount:
		if l.ReviewCount != nil {
			return formatCount(*l.ReviewCount)
		}
	}
	return ""
}
