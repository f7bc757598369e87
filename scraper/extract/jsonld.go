package extract

import "strings"

// jsonLD reads the page's JSON-LD blocks.
func jsonLD(d *document) []*sighting {
	d.parseLD()
	r := &schemaReader{by: "json-ld", budget: 20000, byID: map[string]*value{}}
	var out []*sighting
	for _, v := range d.ld {
		out = r.products(v, "", out)
	}
	return out
}

// parseLD parses the JSON-LD blocks once and notes repairs and hopeless blocks.
func (d *document) parseLD() {
	for _, i := range d.ldNodes {
		var text strings.Builder
		for c := d.nodes[i].FirstChild; c != nil; c = c.NextSibling {
			text.WriteString(c.Data)
		}
		vals, repairs := parseBlock(text.String())
		if len(vals) == 0 && len(text.String()) > 4 {
			d.issues = append(d.issues, Issue{Field: "json-ld", Text: clip(text.String(), 80), Reason: "unreadable JSON-LD block"})
		}
		for _, r := range repairs {
			d.repaired["json-ld: "+r] = true
		}
		d.ld = append(d.ld, vals...)
	}
}

// clip shortens a text for evidence.
func clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && s[limit]&0xc0 == 0x80 {
		limit--
	}
	return s[:limit] + "…"
}
