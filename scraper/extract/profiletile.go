package extract

import (
	"strings"

	"github.com/PuerkitoBio/goquery"

	"shelfwise/market/money"
)

// profileTiles reads the tiles that the profile names; none without a profile.
func (d *document) profileTiles(p *Profile) []Found {
	if p == nil || p.Tile == "" {
		return nil
	}
	var out []Found
	d.selection().Find(p.Tile).Each(func(_ int, s *goquery.Selection) {
		got := &sighting{by: "profile", node: -1}
		for f := range numFields {
			for _, sel := range p.Tiles[f.String()] {
				got.put(f, selected(s, sel), sel)
			}
		}
		e := &evidence{d: d, found: Found{Evidence: map[string]Evidence{}}, main: map[string]*sighting{"profile": got}}
		if e.profileTile(got, p) {
			out = append(out, e.found)
		}
	})
	return out
}

// profileTile fills a listing from what the profile's selectors found in one tile; false where it has no name.
func (e *evidence) profileTile(got *sighting, p *Profile) bool {
	e.found.Title, e.found.URL = cleanTitle(got.text(fTitle)), e.d.absolute(got.text(fURL))
	if e.found.Title == "" {
		return false
	}
	e.set(fTitle, "profile", got.facts[fTitle])
	currency := firstOf(got.text(fCurrency), p.Currency)
	for _, row := range []struct {
		field field
		to    **Money
	}{{fPrice, &e.found.Price}, {fListPrice, &e.found.ListPrice}} {
		if r := e.d.read(got.text(row.field), currency); r.num != "" {
			*row.to = &Money{Amount: plainNumber(r.num), Currency: firstOf(r.cur, currencyCode(currency))}
			e.set(row.field, "profile", got.facts[row.field])
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
			e.set(row.field, "profile", got.facts[row.field])
		}
	}
	e.ratings()
	if c, ok := money.ParseCount(got.text(fUnitsSold)); ok && c.N > 0 {
		e.found.UnitsSold = &UnitsSold{AtLeast: c.N, WindowDays: c.WindowDays}
		e.set(fUnitsSold, "profile", got.facts[fUnitsSold])
	}
	return true
}
