package extract

import (
	"strconv"
	"strings"

	"shelfwise/market/money"
)

// A page's own data often lists what its tiles show: an ItemList in JSON-LD, microdata in each tile, or an array of
// products in the state that its scripts start from. It completes tiles, and stands in for them where scripts would
// have drawn them.

// minListed is how many products make a list of a page's data.
const minListed = 3

// tiles reads the tiles of the page's list and completes them from its data; without tiles the data's own list stands.
func (e *evidence) tiles() []Found {
	found := e.d.tiles()
	listed := e.dataList()
	if len(found) < minTiles {
		return e.fromData(listed)
	}
	e.complete(found, listed)
	return found
}

// dataList are the products that the page's data lists: those of ItemLists, else the products of all markup, else those
// of the longest array of the state.
func (e *evidence) dataList() []*sighting {
	r := &schemaReader{by: "json-ld", budget: 20000, byID: map[string]*value{}}
	var out []*sighting
	for _, v := range e.d.ld {
		out = r.itemList(v, "", 0, out)
	}
	if len(out) >= minListed {
		return out
	}
	for _, by := range []string{"json-ld", "microdata"} {
		if len(e.all[by]) >= minListed {
			return e.all[by]
		}
	}
	f := stateFinder{d: e.d, budget: 150_000}
	var best []*sighting
	for _, v := range e.d.state {
		best = f.longest(v, "", 0, best)
	}
	return best
}

// itemList collects the items of ItemLists and OfferCatalogs in a JSON-LD tree.
func (r *schemaReader) itemList(v *value, path string, depth int, out []*sighting) []*sighting {
	if r.budget--; v == nil || depth > 8 || r.budget < 0 || len(out) >= maxPriceNodes {
		return out
	}
	if v.kind == jsonArray {
		for _, one := range v.vals {
			out = r.itemList(one, path, depth+1, out)
		}
		return out
	}
	if v.kind != jsonObject || hasType(v, "breadcrumblist") || isProduct(v) {
		return out
	}
	if elements := v.get("itemListElement"); !elements.empty() {
		for i, el := range elements.list() {
			if s := r.listItem(el, path+"itemListElement."+strconv.Itoa(i)+"."); s != nil {
				out = append(out, s)
			}
		}
		return out
	}
	for i, k := range v.keys {
		if v.vals[i].kind >= jsonArray {
			out = r.itemList(v.vals[i], path+k+".", depth+1, out)
		}
	}
	return out
}

// listItem reads one element of an ItemList: a ListItem around a product or a mere link, or the product itself.
func (r *schemaReader) listItem(el *value, path string) *sighting {
	item := el
	if inner := el.get("item"); inner.isObject() {
		item, path = inner, path+"item."
	}
	if !item.isObject() {
		return nil
	}
	if id := item.get("@id").str(); r.byID[id] != nil {
		item = r.byID[id]
	}
	s := r.product(item, path)
	s.put(fURL, el.get("url").str(), path+"url")
	s.put(fURL, el.get("item").str(), path)
	s.put(fTitle, nameOf(el.get("name")), path+"name")
	if !s.has(fTitle) {
		return nil
	}
	return s
}

// fromData makes listings of the products that data lists, where they have a price.
func (e *evidence) fromData(listed []*sighting) []Found {
	var out []Found
	seen := map[string]bool{}
	for _, s := range listed {
		one := &evidence{d: e.d, found: Found{Evidence: map[string]Evidence{}}, main: map[string]*sighting{s.by: withOffer(s)}}
		if !one.fillFrom(one.main[s.by], e.d.currency) || one.found.Price == nil || seen[one.found.URL+"\n"+one.found.Title] {
			continue
		}
		seen[one.found.URL+"\n"+one.found.Title] = true
		out = append(out, one.found)
	}
	if len(out) < minListed {
		return nil
	}
	return out
}

// withOffer is a sighting with what its first offer says.
func withOffer(s *sighting) *sighting {
	out := *s
	for _, o := range s.offers[:min(1, len(s.offers))] {
		for f := range numFields {
			if f != fURL {
				out.put(f, o.facts[f].text, o.facts[f].path)
			}
		}
	}
	return &out
}

// complete fills what tiles lack from the data about the same products: those in the tile's own markup, with the tile's
// address, or with its name where no other has it.
func (e *evidence) complete(found []Found, listed []*sighting) {
	byURL, byName := map[string]*sighting{}, map[string]*sighting{}
	for _, s := range listed {
		if u := e.d.absolute(s.text(fURL)); u != "" {
			byURL[trimURL(u)] = s
		}
		if name := strings.ToLower(joined(s.text(fTitle))); name != "" {
			if _, twice := byName[name]; twice {
				byName[name] = nil
				continue
			}
			byName[name] = s
		}
	}
	for i := range found {
		s := byURL[trimURL(found[i].URL)]
		if s == nil {
			s = byName[strings.ToLower(joined(found[i].Title))]
		}
		if s != nil {
			e.merge(&found[i], withOffer(s))
		}
	}
}

// merge adds to a tile what another source knows of the same product; what the tile shows stands.
func (e *evidence) merge(to *Found, s *sighting) {
	one := &evidence{d: e.d, found: Found{Evidence: map[string]Evidence{}}, main: map[string]*sighting{s.by: s}}
	if !one.fillFrom(s, e.d.currency) {
		return
	}
	addMissing(to, &one.found)
	if len(to.Variant) == 0 {
		to.Variant = s.variant
	}
}

// addMissing fills what a listing lacks from another reading of the same one, with its evidence.
func addMissing(to, from *Found) {
	take := func(f field, missing bool, set func()) {
		if missing {
			set()
			if ev, ok := from.Evidence[f.String()]; ok {
				to.Evidence[f.String()] = ev
			}
		}
	}
	take(fPrice, to.Price == nil && from.Price != nil, func() { to.Price = from.Price })
	take(fListPrice, to.ListPrice == nil && from.ListPrice != nil && to.Price != nil && number(from.ListPrice.Amount) > number(to.Price.Amount), func() { to.ListPrice = from.ListPrice })
	if to.Price != nil && to.Price.Currency == "" && from.Price != nil {
		to.Price.Currency = from.Price.Currency
	}
	for _, row := range []struct {
		field    field
		to, from **string
	}{
		{fAvailability, &to.Availability, &from.Availability}, {fCondition, &to.Condition, &from.Condition}, {fBrand, &to.Brand, &from.Brand},
		{fSeller, &to.Seller, &from.Seller}, {fSKU, &to.SKU, &from.SKU}, {fMPN, &to.MPN, &from.MPN}, {fGTIN, &to.GTIN, &from.GTIN},
	} {
		take(row.field, *row.to == nil && *row.from != nil, func() { *row.to = *row.from })
	}
	take(fRating, to.Rating == nil && from.Rating != nil, func() { to.Rating, to.RatingScale = from.Rating, from.RatingScale })
	if to.ReviewCount == nil && to.RatingCount == nil {
		take(fReviewCount, from.ReviewCount != nil, func() { to.ReviewCount = from.ReviewCount })
		take(fRatingCount, from.RatingCount != nil, func() { to.RatingCount = from.RatingCount })
	}
	take(fUnitsSold, to.UnitsSold == nil && from.UnitsSold != nil, func() { to.UnitsSold = from.UnitsSold })
}

// fillFrom fills the listing from one sighting of it; false where that has no name.
func (e *evidence) fillFrom(got *sighting, currency string) bool {
	by := got.by
	e.found.Title, e.found.URL = cleanTitle(got.text(fTitle)), e.d.absolute(got.text(fURL))
	if e.found.Title == "" {
		return false
	}
	e.set(fTitle, by, got.facts[fTitle])
	currency = firstOf(got.text(fCurrency), currency)
	for _, row := range []struct {
		field field
		to    **Money
	}{{fPrice, &e.found.Price}, {fListPrice, &e.found.ListPrice}} {
		if r := e.d.read(got.text(row.field), currency); r.num != "" {
			*row.to = &Money{Amount: plainNumber(r.num), Currency: firstOf(r.cur, currencyCode(currency))}
			e.set(row.field, by, got.facts[row.field])
		}
	}
	for _, row := range []struct {
		field field
		to    **string
		clean func(string) string
	}{
		{fSKU, &e.found.SKU, cleanSKU}, {fBrand, &e.found.Brand, cleanName}, {fSeller, &e.found.Seller, cleanName},
		{fMPN, &e.found.MPN, strings.TrimSpace}, {fGTIN, &e.found.GTIN, cleanGTIN}, {fCategory, &e.found.Category, cleanName},
		{fCondition, &e.found.Condition, conditionWord}, {fAvailability, &e.found.Availability, availabilityWord},
	} {
		if v := row.clean(got.text(row.field)); v != "" {
			*row.to = &v
			e.set(row.field, by, got.facts[row.field])
		}
	}
	e.ratings()
	if c, ok := money.ParseCount(got.text(fUnitsSold)); ok && c.N > 0 {
		e.found.UnitsSold = &UnitsSold{AtLeast: c.N, WindowDays: c.WindowDays}
		e.set(fUnitsSold, by, got.facts[fUnitsSold])
	}
	return true
}
