package extract

import (
	"net/url"
	"slices"
	"strings"

	"shelfwise/market/money"
)

// Extract reads a page. It never panics on what a page holds; what cannot be read is in Issues. Time and memory are
// linear in the page's length.
func Extract(p Page, o Options) Result {
	r := Result{File: o.File, URL: p.URL, Kind: KindOther, Listings: []Found{}, Issues: []Issue{}}
	d, err := newDocument(p)
	if err != nil {
		r.Issues = append(r.Issues, Issue{Field: "page", Reason: err.Error()})
		return r
	}
	if o.Visit != nil {
		o.Visit(d.selection())
	}
	if o.Profile != nil {
		d.apply(o.Profile)
	}
	e := d.gather()
	if o.Profile != nil {
		e.addProfile(o.Profile)
	}
	tiles := sync(e.tiles)
	r.Kind = e.kind(o.Kind, tiles)
	switch r.Kind {
	case KindProduct:
		r.Listings = e.product()
	case KindCategory:
		r.Listings = d.profileTiles(o.Profile)
		switch {
		case len(r.Listings) > 0:
			completeProfile(r.Listings, tiles())
		case len(e.bare) > 0:
			r.Listings = d.finder().readAll(e.bare)
		default:
			r.Listings = tiles()
		}
		r.NextPages = d.profileNext(o.Profile)
		if len(r.NextPages) == 0 {
			r.NextPages = withoutTiles(d.nextPages(), r.Listings)
		}
	}
	if r.Listings == nil {
		r.Listings = []Found{}
	}
	r.Issues = append(r.Issues, d.issues...)
	r.Issues = append(r.Issues, missing(r)...)
	r.Issues = append(r.Issues, d.unknownCurrency(r.Listings)...)
	r.Repaired = d.repairs()
	return r
}

// withoutTiles leaves out of the links to further pages those that lead to a product of this one ("/p/2").
func withoutTiles(pages []string, tiles []Found) []string {
	return slices.DeleteFunc(pages, func(p string) bool {
		return slices.ContainsFunc(tiles, func(f Found) bool { return f.URL == p })
	})
}

// sync returns a function that computes its answer when it is first asked for.
func sync(f func() []Found) func() []Found {
	var got []Found
	done := false
	return func() []Found {
		if !done {
			got, done = f(), true
		}
		return got
	}
}

// missing lists what a reader would look for and not find.
func missing(r Result) []Issue {
	switch {
	case r.Kind == KindOther:
		return []Issue{{Field: "page", Reason: "no product and no list of products was found"}}
	case len(r.Listings) == 0:
		return []Issue{{Field: "page", Reason: "no listing was found"}}
	case r.Kind == KindProduct && r.Listings[0].Price == nil:
		return []Issue{{Field: "price", Reason: "the page shows no price that can be told to be the product's"}}
	}
	return nil
}

func validCurrency(s string) bool { return money.Currency(s).Valid() }

// markedSigns adds up what a page's data and address say for a page of one product.
func (e *evidence) markedSigns() float64 {
	score := 0.0
	for _, s := range e.sources() {
		if s.by == "state" || s.by == "meta" || e.inRow(s) {
			continue
		}
		like := max(sameName(s.text(fTitle), e.nameFor), covered(s.text(fTitle), e.head.names))
		offered := s.has(fPrice) || len(s.offers) > 0 || len(s.variants) > 0
		switch {
		case like >= 0.5 && offered:
			score += 2.2
		case like >= 0.5:
			score += 1
		}
	}
	if score < 2.2 && e.onlyOffer() {
		score = 2.2
	}
	if s := e.main["state"]; s != nil && e.stateAlone(s) {
		score += 0.8
		if e.toldWhole(s) {
			score += 0.7
		}
	}
	if t := e.d.metas["og:type"]; strings.Contains(t, "product") {
		score += 1
	}
	if m := e.main["meta"]; m != nil && m.has(fPrice) {
		score++
	}
	return score + pathSigns(e.d.url, productPaths, 0.5)
}

// leastRow is how many elements of one kind make a row of products.
const leastRow = 4

// inRow reports whether a sighting is of an element that is one of a row: several others of the same tag, classes and depth
// are products with an offer as well.
func (e *evidence) inRow(s *sighting) bool {
	if s.node < 0 {
		return false
	}
	d := e.d
	n, like := &d.nodes[s.node], 0
	for _, o := range e.all["microdata"] {
		if o.node < 0 || !o.has(fPrice) && len(o.offers) == 0 {
			continue
		}
		if m := &d.nodes[o.node]; m.depth == n.depth && m.DataAtom == n.DataAtom && attr(m.Node, "class") == attr(n.Node, "class") {
			like++
		}
	}
	return like >= leastRow
}

// productPaths are parts of the addresses of products.
var productPaths = []string{"/product/", "/products/", "/p/", "/dp/", "/item/", "/itm/", "/goods/", "/listing/", "/pd/", "/prod/", "/deal/", "/offer/", "/ip/", "/sku/", "/produkt/", "/produit/", "/prodotto/", "/producto/", "/produto/", "/tovar/", "/artikel/", "/detail/", "-p-"}

// shownSigns adds up what a page shows that speaks for one product: a price at its headline, a button that buys, a code.
func (e *evidence) shownSigns() float64 {
	score, _ := e.headPrice()
	if e.d.askPrice(e.head) {
		score += 1.5
	}
	score += e.buyWorth()
	if e.buy.path == soldOwnLine {
		score += 0.5
	} else if _, coded := e.nearestLabel(fSKU); coded && isGone(e.buy.text) && e.topShown() < leastPrice && covered(e.head.text, e.head.names) >= 0.6 {
		score += 0.3 // sold out, and no price is asked
	} else if isGone(e.buy.text) && e.topShown() < leastPrice && covered(e.head.text, e.head.names) >= 0.6 && e.d.waits() {
		score += 0.7
	}
	if len(e.prices) > 0 {
		if top := e.topShown(); top > 0.85 {
			score += 0.9
		} else if top > 0.7 {
			score += 0.5
		} else if top >= leastPrice {
			score += 0.3
		}
	}
	if _, ok := e.nearestLabel(fSKU); ok {
		score += 0.4
	}
	if e.buy.text == "" && (e.article() || quotes.matchLower(e.d.text) != 0) {
		score--
	}
	if e.buy.text == "" && (e.estate() || e.vehicle()) {
		score -= 2
	}
	return score
}

// buyWorth is what the page's button to buy says for a product.
func (e *evidence) buyWorth() float64 {
	switch {
	case e.buy.text == "", e.buysElsewhere():
		return 0
	case (e.button.text == "InStock" || e.button.text != "" && e.d.leadsToCart()) && covered(e.head.text, e.head.names) >= 0.6:
		return 1.2
	}
	return 0.9
}

// onlyOffer reports whether the page's markup describes one product with an offer and no list.
func (e *evidence) onlyOffer() bool {
	for _, v := range e.d.ld {
		if lists(v, 0) || tells(v, 0) {
			return false
		}
	}
	offered := 0
	for _, by := range []string{"json-ld", "microdata"} {
		for _, s := range e.all[by] {
			if (s.has(fPrice) || len(s.offers) > 0) && s.has(fTitle) {
				offered++
			}
		}
	}
	return offered == 1
}

// quotes are words of pages about the prices of shares, coins, currencies and loans, which no shop sells.
var quotes = newWordset([]wordRow{{1, []string{"market cap", "marketcap", "24h volume", "24h high", "52-week", "52 week range", "dividend yield", "p/e ratio", "marktkapitalisierung", "capitalisation boursière", "capitalización de mercado", "capitalizzazione di mercato", "kapitalizacja rynkowa", "рыночная капитализация", "時価総額", "市值",
	// and of pages about loans
	"nettodarlehensbetrag", "nettokreditbetrag", "representative example", "representative apr", "repräsentatives beispiel", "exemple représentatif", "ejemplo representativo", "esempio rappresentativo", "przykład reprezentatywny", "reprezentativní příklad", "representatief voorbeeld", "repræsentativt eksempel", "reprezentatív példa"}}})

// article reports whether the page says that it is an article, and names no offer.
func (e *evidence) article() bool {
	if e.onlyOffer() {
		return false
	}
	return e.d.metas["article:published_time"] != "" || slices.ContainsFunc(e.d.ld, func(v *value) bool { return tells(v, 0) })
}

// tells reports whether a JSON-LD block describes an article, recipe or event, which may mention a product on sale.
func tells(v *value, depth int) bool {
	if v == nil || depth > 2 {
		return false
	}
	for _, t := range typeOf(v) {
		switch t {
		case "article", "newsarticle", "blogposting", "reviewnewsarticle", "techarticle", "recipe", "howto", "event", "jobposting", "faqpage", "qapage", "discussionforumposting":
			return true
		}
	}
	if g := v.get("@graph"); g != nil {
		v = g
	}
	if v.kind == jsonArray {
		return slices.ContainsFunc(v.vals, func(e *value) bool { return tells(e, depth+1) })
	}
	return false
}

// estate reports whether the page's foremost price is many times a price per square metre or foot beside it: a house's or
// a flat's. Tiles and carpets cost little more than that.
func (e *evidence) estate() bool {
	const many = 12
	top, area := 0.0, 0.0
	for k := range e.prices {
		s := &e.prices[k]
		behind := strings.ToLower(strings.TrimLeft(e.d.text[s.to:min(len(e.d.text), s.to+12)], " "))
		switch {
		case s.rejection == "" && s.num != "" && top == 0:
			top = number(s.num)
		case s.rejection == reasonUnit && area == 0 && areaWords.match(behind) != 0:
			area = number(e.d.numberOf(s))
		}
	}
	return area >= 100 && top >= many*area || top >= leastHome && e.describesHome()
}

// areaWords are the units of area in prices of real estate.
var areaWords = newWordset([]wordRow{{1, []string{"m²", "m2", "qm", "sqm", "sq m", "sq ft", "sqft", "sq. ft", "м²", "м2", "㎡", "坪"}}})

// headPrice is what it says for a product that an element called price stands in the page's headline or right behind it,
// and where it stands.
func (e *evidence) headPrice() (worth float64, at int) {
	if e.head.node < 0 || covered(e.head.text, e.head.names) < 0.4 && !wraps(e.head.text, e.d.metas["og:title"]) {
		return 0, -1
	}
	from, to := int(e.d.nodes[e.head.node].from), e.titleAt()
	for k := range e.prices {
		s := &e.prices[k]
		if s.rejection != "" || s.num == "" || !s.marked && !strings.Contains(s.num, ".") || s.inRow || s.from < from || e.d.nameAbove(s.node, 3)&namePrice == 0 {
			continue
		}
		switch {
		case s.to <= to:
			return 1.2, s.node
		case s.from <= to+300:
			return 0.8, s.node
		}
	}
	return 0, -1
}

// topShown is the score of the best number that the page shows as a price.
func (e *evidence) topShown() float64 {
	for k := range e.prices {
		if e.prices[k].rejection == "" && e.prices[k].num != "" {
			return e.prices[k].score
		}
	}
	return 0
}

// lists reports whether a JSON-LD block describes a list of items or a page of them.
func lists(v *value, depth int) bool {
	if v == nil || depth > 3 {
		return false
	}
	if hasType(v, "itemlist") || hasType(v, "collectionpage") || hasType(v, "searchresultspage") || hasType(v, "offercatalog") {
		return true
	}
	for _, e := range v.vals {
		if e.kind >= jsonArray && lists(e, depth+1) {
			return true
		}
	}
	return false
}

func pathSigns(u *url.URL, parts []string, worth float64) float64 {
	p := strings.ToLower(u.Path)
	if u.RawQuery != "" {
		p += "?" + strings.ToLower(u.RawQuery)
	}
	for _, s := range parts {
		if strings.Contains(p, s) {
			return worth
		}
	}
	return 0
}

// product decides every field of the page's product, then lists its variants.
func (e *evidence) product() []Found {
	e.found.Evidence = map[string]Evidence{}
	e.found.URL = e.address()
	e.title()
	if e.found.Title == "" {
		return nil
	}
	e.availability()
	e.price()
	e.offered()
	e.sku()
	e.brand()
	e.texts()
	e.ratings()
	e.sold()
	e.shipping()
	e.unitPrice()
	return append([]Found{e.found}, e.variants()...)
}

// address is the product's own URL: the page's, else the canonical one.
func (e *evidence) address() string {
	if e.d.page.URL != "" {
		return e.d.page.URL
	}
	for _, i := range e.d.links {
		if n := e.d.nodes[i]; strings.EqualFold(attr(n.Node, "rel"), "canonical") {
			return e.d.absolute(attr(n.Node, "href"))
		}
	}
	return e.d.absolute(e.d.metas["og:url"])
}
