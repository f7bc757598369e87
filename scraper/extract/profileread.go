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
	s.variants = e.d.profileVariants(p.Variants)
	if filled(s) == 0 && len(s.variants) == 0 {
		return
	}
	e.main["profile"], e.all["profile"] = s, []*sighting{s}
	if c := currencyCode(p.Currency); c != "" {
		e.d.currency = c
	}
}

// profileVariants reads the variants that the profile names; one without options or fields is none.
func (d *document) profileVariants(p VariantPlaces) []*sighting {
	if p.Select == "" {
		return nil
	}
	var out []*sighting
	d.selection().Find(p.Select).EachWithBreak(func(_ int, one *goquery.Selection) bool {
		v := &sighting{by: "profile", node: -1, variant: map[string]string{}}
		for f := range numFields {
			for _, sel := range p.Fields[f.String()] {
				v.put(f, selected(one, sel), sel)
			}
		}
		for name, places := range p.Options {
			for _, sel := range places {
				if value := clip(selected(one, sel), 120); value != "" && v.variant[name] == "" {
					v.variant[name] = value
				}
			}
		}
		if len(v.variant) > 0 || filled(v) > 0 {
			out = append(out, v)
		}
		return len(out) < maxVariants
	})
	return out
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
