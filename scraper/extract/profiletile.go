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
