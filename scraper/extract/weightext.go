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
		if t == "" {
			continue
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

// brand decides the brand: data, labels, elements called brand; one that the title repeats is likelier.
func (e *evidence) brand() {
	var list []claim
	title := " " + strings.Join(wordsOf(e.found.Title), " ") + " "
	add := func(text, by string, where fact, score float64) {
		text = cleanBrand(text)
		if text == "" {
			return
		}
		if folded := strings.Join(wordsOf(text), " "); folded != "" && strings.Contains(title, " "+folded+" ") {
			score += 0.35
		}
		list = append(list, claim{text, by, where, score})
	}
	for _, s := range e.sources() {
		base := map[string]float64{"profile": 5, "json-ld": 0.8, "microdata": 0.8, "rdfa": 0.6, "meta": 0.6, "microdata-loose": 0.6, "state": 0.3}[s.by]
		add(s.text(fBrand), s.by, s.facts[fBrand], base)
	}
	for k, l := range e.labelsOf(fBrand) {
		if k < 3 {
			add(l.text, "heuristic", fact{l.text, "label " + l.label}, 0.6-0.1*float64(k))
		}
	}
	for _, i := range e.d.named {
		n := &e.d.nodes[i]
		if n.own&nameBrand == 0 || n.flags&(inRelated|inChrome|inReview|inCart|inHidden) != 0 || int(n.to) < e.titleAt()-600 || int(n.from) > e.titleAt()+1500 {
			continue
		}
		text := e.d.oneLine(i)
		if text == "" || len(text) > 60 {
			continue
		}
		if _, label, rest := splitLabel(text); label != "" && rest != "" {
			text = rest
		}
		add(byline(text), "heuristic", fact{text, e.d.path(i)}, 0.4)
		break
	}
	for _, i := range e.d.anchors {
		n := &e.d.nodes[i]
		if n.flags&(inRelated|inChrome|inReview|inCart|inHidden) != 0 || int(n.to) < e.titleAt()-600 || int(n.from) > e.titleAt()+1500 || n.to-n.from > 40 || n.to-n.from < 2 {
			continue
		}
		text := e.d.oneLine(i)
		if brandLinks.match(attr(n.Node, "href")) != 0 {
			add(byline(text), "heuristic", fact{text, e.d.path(i)}, 0.42)
			break
		}
	}
	if name, why := e.ownBrand(); name != "" {
		add(name, "heuristic", fact{name, why}, 0.5)
	}
	if c, ok := bestClaim(list); ok && c.score >= 0.5 {
		e.found.Brand = &c.text
		e.set(fBrand, c.by, c.where)
	}
}

// byline drops the words with which shops lead to a brand's other products.
func byline(s string) string {
	l := strings.ToLower(s)
	for _, lead := range []string{"by ", "brand: ", "visit the ", "shop all ", "shop ", "more from ", "see more from ", "view all ", "besuche den ", "visiter la boutique ", "visita lo store di "} {
		if strings.HasPrefix(l, lead) {
			s = s[len(lead):]
			l = strings.ToLower(s)
		}
	}
	for _, tail := range []string{" store", " shop", "-store", "-shop", " products"} {
		if strings.HasSuffix(l, tail) {
			s = s[:len(s)-len(tail)]
			break
		}
	}
	return s
}

// cleanBrand refuses what cannot be a brand's name.
func cleanBrand(s string) string {
	s = cleanName(s)
	l := strings.ToLower(s)
	switch l {
	case "", "n/a", "na", "none", "null", "undefined", "unknown", "-", "brand", "does not apply", "other", "default", "see description", "all brands", "brands":
		return ""
	}
	if len(s) > 70 || digitRun(s) == len(s) || strings.ContainsAny(s, "{}<>") || strings.HasSuffix(s, ":") {
		return ""
	}
	return s
}
