package extract

import (
	"github.com/PuerkitoBio/goquery"
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
		if e.fillFrom(got, p.Currency) {
			out = append(out, e.found)
		}
	})
	return out
}

// profileNext is the link to the next page that the profile names; none without one.
func (d *document) profileNext(p *Profile) []string {
	if p == nil || p.NextPage == "" {
		return nil
	}
	found := d.selection().Find(p.NextPage).First()
	href, ok := found.Attr("href")
	if !ok {
		href = found.Find("a[href]").First().AttrOr("href", "")
	}
	if u := d.leadsOn(href); u != "" {
		return []string{u}
	}
	return nil
}

// completeProfile fills what the profile's tiles lack from the tiles found by structure: those with the same address,
// or the same name where there is none.
func completeProfile(found, general []Found) {
	key := func(l *Found) string { return firstOf(l.URL, l.Title) }
	byKey := map[string]*Found{}
	for i := range general {
		byKey[key(&general[i])] = &general[i]
	}
	for i := range found {
		if g := byKey[key(&found[i])]; g != nil {
			addMissing(&found[i], g)
		}
	}
}
