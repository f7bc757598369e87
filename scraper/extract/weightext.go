package extract

import "strings"

// claim is one text that asks to be a field's value.
type claim struct {
	text, by string
	where    fact
	score    float64
}

// bestClaim returns the claim with the most score; equal texts add up.
func bestClaim(list []claim) (claim, bool) {
	var best claim
	for i := range list {
		c := list[i]
		for k := range list {
			if k != i && strings.EqualFold(list[k].text, c.text) {
				c.score += 0.4 * list[k].score
			}
		}
		if c.text != "" && c.score > best.score {
			best = c
		}
	}
	return best, best.text != ""
}

// title decides the product's name: a structured name that the page's own title repeats, else the headline.
func (e *evidence) title() {
	var list []claim
	wrapped := false // the headline holds the name among other words
	for _, s := range e.sources() {
		t := cleanTitle(s.text(fTitle))
		if t == "" || strings.HasPrefix(s.facts[fTitle].path, "data-") {
			continue // attributes hold short names
		}
		c := claim{text: t, by: s.by, where: s.facts[fTitle], score: 0.5}
		switch s.by {
		case "json-ld", "microdata":
			c.score = 0.75
		case "meta":
			c.text = e.withoutSite(t)
		case "state":
			c.score = 0.3
		}
		if e.head.text != "" {
			like := sameName(c.text, e.head.text)
			if s.by == "json-ld" || s.by == "microdata" {
				like = max(like, 0.95*coveredBy(e.head.text, c.text)) // the headline may be the short form of the name
			}
			c.score += 0.5 * like
		}
		wrapped = wrapped || wraps(e.head.text, c.text)
		list = append(list, c)
	}
	named := e.withoutSite(e.d.title)
	wrapped = wrapped || len(wordsOf(named)) > 1 && len(e.head.text) > len(named) && strings.HasPrefix(e.head.text, named)
	if e.head.node >= 0 {
		list = append(list, claim{text: e.head.text, by: "heuristic", where: fact{e.head.text, e.d.path(e.head.node)}, score: 0.7 + 0.4*covered(e.head.text, e.head.names)})
	}
	for i := range list {
		if wrapped && list[i].text == e.head.text {
			list[i].score -= 0.5
		}
	}
	if meta := e.main["meta"]; meta == nil || meta.facts[fTitle].path != "title" {
		list = append(list, claim{text: named, by: "heuristic", where: fact{e.d.title, "title"}, score: 0.4})
	}
	if c, ok := bestClaim(list); ok {
		if e.d.folded && c.text == e.head.text && e.head.node >= 0 {
			c.text = e.d.written(e.head.node)
		}
		e.found.Title = clip(c.text, 400)
		e.set(fTitle, c.by, c.where)
	}
}

func cleanTitle(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 500 {
		return ""
	}
	return s
}

// withoutSite cuts the site's name from a page title: the parts behind a bar or dash that the site's name or host
// repeats, or that the headline lacks.
func (e *evidence) withoutSite(t string) string {
	t = cleanTitle(t)
	host := strings.ReplaceAll(strings.TrimPrefix(strings.ToLower(e.d.url.Hostname()), "www."), "-", "")
	site := strings.ToLower(e.d.metas["og:site_name"])
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", ": ", " » ", " at "} {
		parts := strings.Split(t, sep)
		if len(parts) < 2 {
			continue
		}
		keep := parts[:0:0]
		for _, p := range parts {
			flat := strings.ToLower(strings.Join(wordsOf(p), ""))
			if flat == "" || len(flat) > 2 && strings.Contains(host, flat) || site != "" && strings.EqualFold(strings.TrimSpace(p), site) {
				continue
			}
			keep = append(keep, p)
		}
		if len(keep) > 0 {
			t = strings.TrimSpace(strings.Join(keep, sep))
		}
	}
	return t
}
