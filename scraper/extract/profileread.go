package extract

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// apply puts what a site profile knows of place and money in the stead of what was guessed.
func (d *document) apply(p *Profile) {
	d.lang = firstOf(p.Locale, d.lang)
	d.country = firstOf(strings.ToUpper(p.Country), d.country)
}

// addProfile adds what the profile's selectors and paths find as a source of its own, trusted above all.
func (e *evidence) addProfile(p *Profile) {
	s := &sighting{by: "profile", node: -1}
	for f := range numFields {
		for _, sel := range p.Selectors[f.String()] {
			s.put(f, selected(e.d.selection().Selection, sel), sel)
		}
		for _, path := range p.JSONPaths[f.String()] {
			s.put(f, e.jsonAt(path), path)
		}
	}
	s.put(fCurrency, p.Currency, "profile")
	if filled(s) == 0 {
		return
	}
	e.main["profile"], e.all["profile"] = s, []*sighting{s}
	if c := currencyCode(p.Currency); c != "" {
		e.d.currency = c
	}
}

// jsonAt reads a path in the page's JSON-LD blocks and embedded state; the first hit counts.
func (e *evidence) jsonAt(path string) string {
	for _, list := range [][]*value{e.d.ld, e.d.state} {
		for _, v := range list {
			if got := v.at(path); got.scalar() && got.str() != "" {
				return got.str()
			}
		}
	}
	return ""
}

// selected reads "selector" or "selector@attribute" under s, "@attribute" of s; a selector that is none finds nothing.
func selected(s *goquery.Selection, sel string) string {
	css, name, isAttr := strings.Cut(sel, "@")
	found := s.First() // "@attr" alone reads the element itself
	if css = strings.TrimSpace(css); css != "" {
		found = s.Find(css).First()
	}
	if isAttr {
		return strings.TrimSpace(found.AttrOr(name, ""))
	}
	return strings.Join(strings.Fields(found.Text()), " ")
}
