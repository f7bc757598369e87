package extract

import (
	"math/big"
	"strings"

	"shelfwise/market/money"
)

// fieldVariant names the options of a variant in its evidence.
const fieldVariant = "variant"

// shownVariant is the listing of one combination of options: what the page tells of it, and nothing more.
func (e *evidence) shownVariant(groups []optionGroup, chosen []option) Found {
	f := Found{Title: e.found.Title, URL: e.found.URL, Brand: e.found.Brand, Variant: map[string]string{}, Evidence: map[string]Evidence{}}
	e.copyEvidence(&f, fTitle, fBrand)
	var texts []string
	for k, g := range groups {
		o := chosen[k]
		name := g.name
		for f.Variant[name] != "" {
			name += " "
		}
		f.Variant[strings.ReplaceAll(name, " ", "_")] = o.value
		texts = append(texts, firstOf(o.text, o.value))
		e.shownStock(&f, o, len(groups) == 1)
		if o.url != "" {
			f.URL = o.url
			e.optionEvidence(&f, fURL, o, o.url)
		}
		if o.sku != "" && len(groups) == 1 {
			f.SKU = &o.sku
			e.optionEvidence(&f, fSKU, o, o.sku)
		}
		if o.gtin != "" && len(groups) == 1 {
			f.GTIN = &o.gtin
			e.optionEvidence(&f, fGTIN, o, o.gtin)
		}
	}
	f.Evidence[fieldVariant] = Evidence{By: "heuristic", Path: e.d.path(chosen[0].node), Text: clip(strings.Join(texts, " / "), 120)}
	e.shownPrice(&f, groups, chosen)
	f.packOfVariant()
	return f
}

// copyEvidence gives a variant the evidence of what it has of the product.
func (e *evidence) copyEvidence(f *Found, fields ...field) {
	for _, x := range fields {
		if ev, ok := e.found.Evidence[x.String()]; ok {
			f.Evidence[x.String()] = ev
		}
	}
}

// optionEvidence notes where an option says what it says.
func (e *evidence) optionEvidence(f *Found, x field, o option, text string) {
	path := e.d.path(o.node)
	if key := o.data[x.String()]; key != "" {
		path += "@" + key
	}
	f.Evidence[x.String()] = Evidence{By: "heuristic", Path: path, Text: clip(text, 120)}
}

// shownStock takes an option's availability. Of several lists, one that is merely switched off may be so because of what
// is chosen in another.
func (e *evidence) shownStock(f *Found, o option, alone bool) {
	if o.stock == "" || !alone && (!o.said || !isGone(o.stock)) {
		return
	}
	stock := o.stock
	f.Availability = &stock
	e.optionEvidence(f, fAvailability, o, firstOf(o.text, o.value))
}

// shownPrice works out the price of a combination: what one option shows, or the page's price with what the options add.
// Where the page's price is not that of a known combination, or two options show prices, there is none.
func (e *evidence) shownPrice(f *Found, groups []optionGroup, chosen []option) {
	cur := e.found.currency()
	var shown *option
	var extras []option
	for k := range chosen {
		o := &chosen[k]
		switch {
		case o.price != "" && shown != nil:
			return
		case o.price != "":
			shown = o
		case o.extra != "":
			extras = append(extras, *o)
		}
	}
	if shown == nil {
		if e.found.Price == nil || !e.pagePrice(groups, chosen) {
			return
		}
		f.Price = &Money{Amount: e.found.Price.Amount, Currency: cur}
		e.copyEvidence(f, fPrice)
	} else {
		r := e.d.read(shown.price, cur)
		if r.num == "" {
			return
		}
		f.Price = &Money{Amount: plainNumber(r.num), Currency: firstOf(r.cur, cur)}
		e.optionEvidence(f, fPrice, *shown, shown.price)
		if was := e.d.read(shown.was, f.Price.Currency); shown.was != "" && number(was.num) > number(r.num) {
			f.ListPrice = &Money{Amount: plainNumber(was.num), Currency: f.Price.Currency}
			e.optionEvidence(f, fListPrice, *shown, shown.was)
		}
	}
	for _, o := range extras {
		text, less := strings.CutPrefix(o.extra, "-")
		sum := e.added(f.Price, text, less)
		if sum == nil {
			f.Price = nil
			delete(f.Evidence, fPrice.String())
			return
		}
		f.Price = sum
		e.optionEvidence(f, fPrice, o, e.found.Evidence[fPrice.String()].Text+" and "+o.text)
	}
}

// pagePrice reports whether the page's price is that of a combination, but for what its options add: each list has an
// option with a price or an addition, or leads to other pages, and the one that is chosen, else the first, adds nothing.
func (e *evidence) pagePrice(groups []optionGroup, chosen []option) bool {
	priced := false
	for k, g := range groups {
		start := g.options[0]
		for _, o := range g.options {
			if o.chosen {
				start = o
			}
		}
		absolute, extra := false, false
		for _, o := range g.options {
			absolute = absolute || o.price != ""
			extra = extra || o.extra != ""
		}
		isStart := chosen[k].node == start.node
		switch {
		case extra && start.extra != "":
			return false
		case absolute && !isStart:
			return false
		case g.leadsAway(e.found.URL) && (!isStart || !start.chosen):
			return false
		}
		priced = priced || extra || absolute || g.leadsAway(e.found.URL)
	}
	return priced
}

// added is a price with what an option adds, or takes off; nil where that cannot be told.
func (e *evidence) added(price *Money, text string, less bool) *Money {
	r := e.d.read(text, price.Currency)
	if r.num == "" || r.cur != "" && r.cur != price.Currency {
		return nil
	}
	a, ok := new(big.Rat).SetString(price.Amount)
	b, ok2 := new(big.Rat).SetString(plainNumber(r.num))
	if !ok || !ok2 {
		return nil
	}
	if less {
		b.Neg(b)
	}
	sum := a.Add(a, b)
	c := money.Currency(price.Currency)
	if sum.Sign() <= 0 || !c.Valid() {
		return nil
	}
	return &Money{Amount: plainNumber(sum.FloatString(c.Exponent())), Currency: price.Currency}
}
