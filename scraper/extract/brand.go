package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// brand decides the brand: data, labels, elements called brand, links to a brand's products, a line beside the title; one
// that the title repeats is likelier.
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
		if s.by == "state" && e.sameOffer(s) {
			base = 0.5
		}
		add(s.text(fBrand), s.by, s.facts[fBrand], base)
	}
	for k, l := range e.labelsOf(fBrand) {
		if l.label == noColon {
			if e.head.node >= 0 && l.at > e.titleAt()-200 && l.at < e.titleAt()+1500 {
				add(l.text, "heuristic", fact{l.text, "label " + l.label}, besideTitle)
			}
			continue
		}
		if k < 3 && (e.head.node < 0 || l.at > int(e.d.nodes[e.head.node].from)-menuReach) {
			add(l.text, "heuristic", fact{l.text, "label " + l.label}, 0.6-0.1*float64(k))
		}
	}
	for _, look := range []func() (string, fact, float64){e.brandElement, e.brandLink, e.brandLine, e.brandCrumb, e.brandInTitle, e.brandAbove, e.brandLogo, e.brandPictured, e.brandUnder, e.brandStore, e.knownMaker, e.brandBy} {
		if text, where, score := look(); text != "" {
			add(text, "heuristic", where, score)
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

// besideTitle is what a name is worth that stands right beside the title: nothing else needs to tell it.
const besideTitle = 0.52

// menuReach is how many bytes of text before the headline a label of the brand may stand: further up stands the menu.
const menuReach = 1500

// brandPlace reports whether an element may name the brand by where it stands: near enough to the title, and close to it.
func (e *evidence) brandPlace(i int) (near, beside bool) {
	n := &e.d.nodes[i]
	not := n.flags & (inRelated | inChrome | inReview | inCart | inHidden)
	if n.own&nameBrand != 0 && n.parent >= 0 && e.d.nodes[n.parent].flags&inChrome == 0 {
		not &^= inChrome // "product__header-brand" is no page's header
	}
	if not != 0 {
		return false, false
	}
	at := e.titleAt()
	if int(n.to) < at-600 || int(n.from) > at+1500 {
		return false, false
	}
	return true, e.head.node >= 0 && int(n.to) >= int(e.d.nodes[e.head.node].from)-120 && int(n.from) <= at+250
}

// brandElement is the first element near the title that is called brand: its text, or the words of its picture.
func (e *evidence) brandElement() (string, fact, float64) {
	for _, i := range e.d.named {
		near, beside := e.brandPlace(i)
		if e.d.nodes[i].own&nameBrand == 0 || !near || strings.Contains(attr(e.d.nodes[i].Node, "class"), "branded") {
			continue // branded content is an advertiser's
		}
		text := e.d.oneLine(i)
		if text == "" {
			text = pictured(e.d.nodes[i].Node, 0)
		}
		if text == "" || len(text) > 60 {
			continue
		}
		if _, label, rest := splitLabel(text); label != "" && rest != "" {
			text = rest
		}
		name, least := byline(text), 0.4
		if e.d.nodes[i].to-e.d.nodes[i].from <= 1 && properName(name, 4) && squash(name) != squash(e.d.siteName()) {
			least = 0.5 // a maker's logo
		}
		return name, fact{text, e.d.path(i)}, e.worth(name, beside, least)
	}
	return "", fact{}, 0
}

// worth is more for a name of few words beside the title, unless it is the site's own.
func (e *evidence) worth(name string, beside bool, least float64) float64 {
	words := len(wordsOf(name))
	if !beside || words == 0 || words > 4 || strings.ContainsAny(name, "0123456789€$£%") || squash(name) == squash(e.d.siteName()) {
		return least
	}
	return besideTitle
}

// pictured is what the first picture in an element is said to show, or the title of a link around it.
func pictured(n *html.Node, depth int) string {
	if n.DataAtom == atom.Img {
		return firstOf(strings.TrimSpace(attr(n, "alt")), strings.TrimSpace(attr(n, "title")))
	}
	for c := n.FirstChild; c != nil && depth < 5; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if text := pictured(c, depth+1); text != "" {
			return text
		}
	}
	return ""
}

// brandLink is the first link near the title to the products of one brand.
func (e *evidence) brandLink() (string, fact, float64) {
	for _, i := range e.d.anchors {
		n := &e.d.nodes[i]
		near, beside := e.brandPlace(i)
		if !near || n.to-n.from > 40 || brandLinks.match(attr(n.Node, "href")) == 0 {
			continue
		}
		text := e.d.oneLine(i)
		if text == "" {
			text = pictured(n.Node, 0) // a logo
		}
		if len(text) < 2 {
			continue
		}
		name := byline(text)
		return name, fact{text, e.d.path(i)}, e.worth(name, beside, 0.42)
	}
	return "", fact{}, 0
}

// brandLine is the line right above or below the title where the page's title tags name it with the product's name and the
// way to the page does not: a category's name is a link of that way.
func (e *evidence) brandLine() (string, fact, float64) {
	if e.head.node < 0 {
		return "", fact{}, 0
	}
	n := &e.d.nodes[e.head.node]
	above := strings.TrimRight(e.d.text[max(0, int(n.from)-80):n.from], " \n")
	above = strings.TrimSpace(above[strings.LastIndexByte(above, '\n')+1:])
	below, _, _ := strings.Cut(strings.TrimLeft(e.d.text[n.to:min(len(e.d.text), int(n.to)+80)], " \n"), "\n")
	site, house := squash(e.d.siteName()), squash(firstWord(e.d.siteName()))
	for _, line := range []string{above, strings.TrimSpace(below)} {
		flat := strings.Join(wordsOf(line), " ")
		switch {
		case len(line) < 2 || len(line) > 40 || len(wordsOf(line)) > 4 || strings.IndexFunc(line, unicode.IsDigit) >= 0 || letters(line) < 2:
		case squash(line) == site && site != "":
			if line == above {
				return line, fact{line, "the site's name above the title"}, besideTitle
			}
		case len(house) >= 4 && strings.HasPrefix(squash(line), house):
			// a line of products of the site's own brand
		case strings.HasPrefix(strings.Join(wordsOf(e.head.text), " "), flat+" ") && !e.onTheWay(flat):
			return line, fact{line, "line beside the title that begins with it"}, 0.2 // and what the title adds
		case (e.namedInTags(flat) || line == above && e.namedWithin(flat)) && !e.onTheWay(flat):
			return line, fact{line, "line beside the title that the page's title names"}, besideTitle
		}
	}
	return "", fact{}, 0
}

// namedInTags reports whether the page's title tags name a text before the product's name, which lacks it.
func (e *evidence) namedInTags(flat string) bool {
	if strings.Contains(" "+strings.Join(wordsOf(e.head.text), " ")+" ", " "+flat+" ") {
		return false
	}
	for _, t := range []string{e.withoutSite(e.d.title), e.withoutSite(e.d.metas["og:title"])} {
		if strings.HasPrefix(strings.Join(wordsOf(t), " ")+" ", flat+" ") {
			return true
		}
	}
	return false
}

// onTheWay reports whether a link before the title or in the page's chrome has a text.
func (e *evidence) onTheWay(flat string) bool {
	from := int(e.d.nodes[e.head.node].from)
	for _, i := range e.d.anchors[:min(len(e.d.anchors), 800)] {
		n := &e.d.nodes[i]
		if (n.flags&inChrome != 0 || int(n.to) < from-60) && n.to-n.from < 60 && int(n.to-n.from) >= len(flat) && mayBegin(e.d.text[n.from:n.to], flat) && strings.Join(wordsOf(e.d.oneLine(i)), " ") == flat {
			return true
		}
	}
	return false
}

// mayBegin is a quick test for the words of a text, as wordsOf gives them, to begin like words that it gave: the first letters
// are alike, where both are ASCII.
func mayBegin(text, words string) bool {
	if text == "" || words == "" {
		return true
	}
	c := text[0]
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c == words[0] || (c < 'a' || c > 'z') && !isDigit(c)
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
	if name, ok := strings.CutSuffix(s, " logo"); ok && name != "" {
		s = name // a picture's words
	} else if name, ok := strings.CutSuffix(s, " Logo"); ok && name != "" {
		s = name
	}
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
