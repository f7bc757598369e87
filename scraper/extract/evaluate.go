package extract

import (
	"strconv"
	"strings"
)

// extractors is the one table of ways to read a product, in the order of trust.
var extractors = []struct {
	name string
	Extractor
}{
	{"json-ld", extractorFunc(jsonLD)},
	{"microdata", extractorFunc(microdata)},
	{"rdfa", extractorFunc(rdfa)},
	{"meta", extractorFunc(metaTags)},
	{"state", extractorFunc(embedded)},
}

// evidence is all that is known about a page's product before the weighing.
type evidence struct {
	d       *document
	head    headline
	all     map[string][]*sighting // by extractor
	main    map[string]*sighting   // the one of each extractor that is the page's product
	prices  []spot                 // visible prices, best first
	labels  []labelled
	buy     fact // what words and buttons say about availability
	button  fact // what the buy button alone says
	sign    fact // what the element called stock alone says
	rating  ratingFacts
	found   Found
	nameFor string // name used to recognise the product
	bare    []tile // the page's list, where it shows no prices
}

// gather runs the extractors over a page.
func (d *document) gather() *evidence {
	e := &evidence{d: d, all: map[string][]*sighting{}, main: map[string]*sighting{}}
	e.head = d.headline()
	for _, x := range extractors {
		e.all[x.name] = x.Extract(d)
	}
	e.all["state"] = append(e.all["state"], d.dataProducts(e.head)...)
	e.nameFor = firstOf(e.head.text, d.metas["og:title"], d.title)
	for _, x := range extractors {
		if s := e.pick(e.all[x.name], x.name); s != nil {
			e.main[x.name] = s
		}
	}
	d.currency = e.pageCurrency()
	e.prices = d.visiblePrices(e.head)
	e.labels = d.labelLines()
	e.buy = d.stock(e.head)
	start, end := d.productSpan(e.head)
	e.button, e.sign = d.formButton(start), d.stockElement(start, end)
	e.rating = d.visibleRating(e.head)
	return e
}

// pick chooses the sighting that is the page's own product: by its name, its address, and that it has an offer.
func (e *evidence) pick(list []*sighting, by string) *sighting {
	var best *sighting
	bestScore := 0.0
	for k, s := range list {
		score := 0.0
		if k == 0 {
			score += 0.1
		}
		if s.by == "microdata-loose" {
			score -= 0.5
		}
		if t := s.text(fTitle); t != "" {
			like := max(sameName(t, e.nameFor), 0.9*covered(t, e.head.names))
			score += 2 * like
			if like < 0.3 {
				score -= 0.6
			}
		} else if by == "state" {
			score -= 1.2
		}
		if u := s.text(fURL); u != "" && e.samePage(u) {
			score += 0.8
		}
		if s.has(fPrice) || len(s.offers) > 0 || len(s.variants) > 0 {
			score += 0.4
		}
		if code := s.text(fSKU); len(code) >= 4 && strings.Contains(strings.ToLower(e.d.page.URL), strings.ToLower(code)) {
			score += 0.8
		}
		if s.node >= 0 && e.d.nodes[s.node].flags&(inRelated|inReview|inCart) != 0 {
			score -= 1
		}
		if by == "state" {
			score += 0.05 * float64(filled(s))
		}
		least := 0.0
		if by == "state" {
			least = 1.3
		}
		if (best == nil || score > bestScore) && score > least-0.8 {
			best, bestScore = s, score
		}
	}
	if by == "state" && bestScore < 1.3 {
		return nil
	}
	return best
}

func filled(s *sighting) int {
	n := 0
	for f := range s.facts {
		if s.facts[f].text != "" {
			n++
		}
	}
	return n
}

// samePage reports whether an address of the page's data is the page's own.
func (e *evidence) samePage(u string) bool {
	abs := e.d.absolute(u)
	return abs != "" && trimURL(abs) == trimURL(e.d.page.URL)
}

func trimURL(u string) string {
	if i := strings.IndexAny(u, "?#"); i >= 0 {
		u = u[:i]
	}
	u = strings.TrimSuffix(u, "/")
	_, rest, ok := strings.Cut(u, "://")
	if !ok {
		rest = u
	}
	return strings.TrimPrefix(rest, "www.")
}

// pageCurrency is the currency that the page's data names for its product, or for itself.
func (e *evidence) pageCurrency() string {
	for _, x := range extractors {
		s := e.main[x.name]
		if s == nil {
			continue
		}
		for _, one := range append([]*sighting{s}, s.offers...) {
			if c := currencyCode(one.text(fCurrency)); c != "" {
				return c
			}
		}
	}
	for _, list := range e.all {
		seen := ""
		for _, s := range list {
			if c := currencyCode(s.text(fCurrency)); c != "" {
				if seen != "" && seen != c {
					seen = ""
					break
				}
				seen = c
			}
		}
		if seen != "" {
			return seen
		}
	}
	return ""
}

// sources lists the page's product as each extractor saw it, in the order of trust.
func (e *evidence) sources() []*sighting {
	var out []*sighting
	if s := e.main["profile"]; s != nil {
		out = append(out, s)
	}
	for _, x := range extractors {
		if s := e.main[x.name]; s != nil {
			out = append(out, s)
		}
	}
	return out
}

// set notes the evidence of a field.
func (e *evidence) set(f field, by string, x fact) {
	e.found.Evidence[f.String()] = Evidence{By: by, Path: x.path, Text: clip(x.text, 120)}
}

// texts fills the fields that are plain texts: the first source in order of trust that is fit for the field.
func (e *evidence) texts() {
	for _, row := range []struct {
		field field
		to    **string
		clean func(string) string
	}{
		{fCondition, &e.found.Condition, conditionWord},
		{fSeller, &e.found.Seller, cleanName},
		{fMPN, &e.found.MPN, strings.TrimSpace},
		{fGTIN, &e.found.GTIN, cleanGTIN},
		{fCategory, &e.found.Category, cleanName},
	} {
		for _, s := range e.sources() {
			if v := row.clean(s.text(row.field)); v != "" && !e.taken(row.to) {
				*row.to = &v
				e.set(row.field, s.by, s.facts[row.field])
			}
		}
		for _, s := range e.offersOf() {
			if v := row.clean(s.text(row.field)); v != "" && !e.taken(row.to) {
				*row.to = &v
				e.set(row.field, s.by, s.facts[row.field])
			}
		}
		e.labelText(row.field, row.to)
	}
}

func (e *evidence) taken(p **string) bool { return *p != nil }

// labelText fills a field from the visible label nearest to the title.
func (e *evidence) labelText(f field, to **string) {
	if *to != nil {
		return
	}
	if l, ok := e.nearestLabel(f); ok {
		*to = &l.text
		e.set(f, "heuristic", fact{l.text, "label " + strconv.Quote(l.label)})
	}
}

// nearestLabel is the labelled value of a field that stands first after the headline, else the last before it.
func (e *evidence) nearestLabel(f field) (labelled, bool) {
	start := 0
	if e.head.node >= 0 {
		start = int(e.d.nodes[e.head.node].from)
	}
	var best labelled
	ok := false
	for _, l := range e.labels {
		if l.field != f {
			continue
		}
		if l.at >= start-200 {
			return l, true
		}
		best, ok = l, true
	}
	return best, ok
}

// offersOf lists the single offers of all sources.
func (e *evidence) offersOf() []*sighting {
	var out []*sighting
	for _, s := range e.sources() {
		out = append(out, s.offers...)
	}
	return out
}

func cleanName(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if strings.HasPrefix(s, "http") || len(s) > 150 {
		return ""
	}
	return s
}

func cleanGTIN(s string) string {
	if !validGTIN(s) {
		return ""
	}
	return gtinDigits(s)
}
