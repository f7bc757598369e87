package extract

import (
	"maps"
	"slices"
	"strings"
)

// variants lists the siblings of a product that data names, each with a price or code of its own.
func (e *evidence) variants() []Found {
	for _, s := range e.sources() {
		if out := e.listed(s, firstList(s.variants, e.siblings(s), s.offers)); len(out) > 1 {
			return out
		}
	}
	if s := e.stateVariants(); s != nil {
		if out := e.listed(s, s.variants); len(out) > 1 {
			return out
		}
	}
	return e.shownVariants()
}

// chosenVariant is the variant that the page's own address asks for (?variant=123), nil where it asks for none.
func (e *evidence) chosenVariant() *sighting {
	id := e.d.url.Query().Get("variant")
	if id == "" {
		return nil
	}
	for _, s := range append(e.sources(), e.all["state"]...) {
		for _, v := range s.variants {
			if asksFor(v.text(fURL), id) || len(v.offers) > 0 && asksFor(v.offers[0].text(fURL), id) {
				return v
			}
		}
	}
	return nil
}

// asksFor reports whether an address asks for a variant.
func asksFor(address, id string) bool {
	_, query, ok := strings.Cut(address, "?variant=")
	return ok && strings.HasPrefix(query, id) && (len(query) == len(id) || !isWord(query[len(id)]))
}

// firstList returns the first list of more than one.
func firstList(lists ...[]*sighting) []*sighting {
	for _, l := range lists {
		if len(l) > 1 {
			return l
		}
	}
	return nil
}

// siblings lists the products of the page that name the same ProductGroup as s, or s as theirs.
func (e *evidence) siblings(s *sighting) []*sighting {
	group := firstOf(s.group, s.id)
	var out []*sighting
	if group != "" {
		for _, o := range e.all[s.by] {
			if o.group == group {
				out = append(out, o)
			}
		}
	}
	return out
}

// stateVariants returns the product of the page's scripts that lists variants and is called as the page's product is;
// a list that names no product is the page's own.
func (e *evidence) stateVariants() *sighting {
	var best *sighting
	score := 0.5
	for _, s := range e.all["state"] {
		if len(s.variants) < 2 {
			continue
		}
		like := 0.55
		if s.has(fTitle) {
			like = max(sameName(s.text(fTitle), e.found.Title), 0.9*coveredBy(s.text(fTitle), e.found.Title))
		}
		if like > score {
			best, score = s, like
		}
	}
	return best
}

// listed reads a product's variants, each once.
func (e *evidence) listed(of *sighting, list []*sighting) []Found {
	var out []Found
	seen := map[string]bool{}
	for _, v := range list {
		f, key := e.variantOf(of, v)
		if key == "" || seen[key] || len(out) >= maxVariants {
			continue
		}
		seen[key] = true
		out = append(out, f)
	}
	return out
}

// variantOf reads one variant; its key tells it from its siblings, "" where nothing does.
func (e *evidence) variantOf(of, v *sighting) (Found, string) {
	f := Found{Title: e.found.Title, URL: e.found.URL, Brand: e.found.Brand, Evidence: map[string]Evidence{}, Variant: v.variant}
	if t := cleanTitle(v.text(fTitle)); t != "" {
		f.Title = t
	}
	if u := e.d.absolute(v.text(fURL)); u != "" {
		f.URL = u
	}
	priced := v
	if !v.has(fPrice) && len(v.offers) > 0 {
		priced = v.offers[0]
	}
	r := e.d.read(priced.text(fPrice), firstOf(priced.text(fCurrency), v.text(fCurrency), of.text(fCurrency)))
	if r.num != "" {
		f.Price = &Money{Amount: plainNumber(r.num), Currency: firstOf(currencyCode(priced.text(fCurrency)), r.cur, e.found.currency(), e.d.currency)}
		f.Evidence[fPrice.String()] = Evidence{By: of.by, Path: priced.facts[fPrice].path, Text: clip(priced.text(fPrice), 120)}
	}
	if was := e.d.read(priced.text(fListPrice), f.currency()); f.Price != nil && number(was.num) > number(f.Price.Amount) {
		f.ListPrice = &Money{Amount: plainNumber(was.num), Currency: f.Price.Currency}
		f.Evidence[fListPrice.String()] = Evidence{By: of.by, Path: priced.facts[fListPrice].path, Text: clip(priced.text(fListPrice), 120)}
	}
	for _, t := range []struct {
		field field
		to    **string
		clean func(string) string
		from  [2]*sighting
	}{
		{fMPN, &f.MPN, strings.TrimSpace, [2]*sighting{v, priced}}, {fAvailability, &f.Availability, availabilityWord, [2]*sighting{priced, v}},
		{fSKU, &f.SKU, cleanSKU, [2]*sighting{v, priced}}, {fGTIN, &f.GTIN, cleanGTIN, [2]*sighting{v, priced}},
	} {
		from := t.from[0]
		if !from.has(t.field) {
			from = t.from[1]
		}
		if w := t.clean(from.text(t.field)); w != "" {
			*t.to = &w
			f.Evidence[t.field.String()] = Evidence{By: of.by, Path: from.facts[t.field].path, Text: clip(from.text(t.field), 120)}
		}
	}
	e.variantTerms(&f, of, v, priced)
	f.packOfVariant()
	key := ""
	if f.SKU != nil {
		key = *f.SKU
	}
	for _, k := range slices.Sorted(maps.Keys(v.variant)) {
		key += "|" + k + "=" + v.variant[k]
	}
	return f, key
}

// variantTerms reads what a variant's own offer says of seller, condition and shipping, else what the product says.
func (e *evidence) variantTerms(f *Found, of, v, offer *sighting) {
	for _, t := range []struct {
		field field
		to    **string
		clean func(string) string
	}{{fCondition, &f.Condition, conditionWord}, {fSeller, &f.Seller, cleanName}} {
		for _, s := range []*sighting{offer, v, of} {
			if w := t.clean(s.text(t.field)); w != "" {
				*t.to = &w
				f.Evidence[t.field.String()] = Evidence{By: of.by, Path: s.facts[t.field].path, Text: clip(s.text(t.field), 120)}
				break
			}
		}
	}
	for _, s := range []*sighting{offer, v, of} {
		if f.Price == nil || !s.has(fShipping) {
			continue
		}
		num := strings.TrimSpace(s.text(fShipping))
		if strings.Trim(num, "0.") == "" {
			num = "0"
		} else if num = e.d.read(num, f.Price.Currency).num; num == "" {
			continue
		}
		f.Shipping = &Money{Amount: plainNumber(num), Currency: f.Price.Currency}
		f.Evidence[fShipping.String()] = Evidence{By: of.by, Path: s.facts[fShipping].path, Text: clip(s.text(fShipping), 120)}
		return
	}
}

// currency is the currency of the price, "" where there is none.
func (f *Found) currency() string {
	if f.Price == nil {
		return ""
	}
	return f.Price.Currency
}
