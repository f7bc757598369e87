package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// brandLinks mark the addresses under which shops list one brand's products.
var brandLinks = newWordset([]wordRow{{1, []string{"/brand", "brand=", "brand/", "brand:", "/marke", "/marque", "/marca", "/merk", "/znacka", "/producent", "manufacturer", "/vendor", "/designer", "/hersteller", "/fabricant", "/fabricante"}}})

// brandCrumb is the text of a link shortly before the headline with which the headline begins, where no other link before
// it has that text: the last step of the way to the page names the maker, as a category's name is in the menu too.
func (e *evidence) brandCrumb() (string, fact, float64) {
	if e.head.node < 0 {
		return "", fact{}, 0
	}
	title := strings.Join(wordsOf(e.head.text), " ")
	from := int(e.d.nodes[e.head.node].from)
	found, text := -1, ""
	for _, i := range e.d.anchors[:min(len(e.d.anchors), 800)] {
		n := &e.d.nodes[i]
		if int(n.to) > from {
			break
		}
		size := n.to - n.from
		if size < 3 || size > 40 || !mayBegin(e.d.text[n.from:n.to], title) {
			continue
		}
		name := e.d.oneLine(i)
		flat := strings.Join(wordsOf(name), " ")
		if flat == "" || !strings.HasPrefix(title, flat+" ") {
			continue
		}
		if found >= 0 && text == name || int(n.to) < from-150 {
			return "", fact{}, 0
		}
		found, text = i, name
	}
	if found < 0 || squash(text) == squash(e.d.siteName()) || strings.ContainsAny(text, "0123456789") {
		return "", fact{}, 0
	}
	return text, fact{text, e.d.path(found)}, 0.2
}

// ownBrand returns the site's own name as the brand where the page says that it makes what it sells: the name stands
// in the product's name or before it in the text, bears a trade mark's sign, or is the brand in the page's state.
// Most shops sell other makers' products, so the name of the shop alone says nothing.
func (e *evidence) ownBrand() (name, why string) {
	name = firstOf(e.d.siteName(), e.d.registered())
	flat := squash(name)
	if len(flat) < 3 {
		return "", ""
	}
	if s := e.main["state"]; s != nil && squash(s.text(fBrand)) == flat {
		return name, "the site's name is the brand in " + s.facts[fBrand].path
	}
	if strings.Contains(squash(e.found.Title), flat) {
		return name, "the site's name in the product's"
	}
	for _, sign := range []string{"®", "™"} {
		if strings.Contains(e.d.text, name+sign) || strings.Contains(e.d.text, strings.ToUpper(name)+sign) || strings.HasPrefix(e.d.title, name+sign) {
			return name, "the site's name is a trade mark on the page"
		}
	}
	if words := strings.Fields(e.found.Title); len(words) > 0 && len(words[0]) > 2 {
		if strings.Contains(e.d.text, name+" "+words[0]+" ") || strings.Contains(e.d.metas["description"], name+" "+words[0]+" ") {
			return name, "the site's name before the product's"
		}
	}
	return "", ""
}

// siteName is the name of the site as the page writes it, where its address repeats it: a part of the page's title or
// og:site_name that is the host's name but for spaces and marks; "" where there is none.
func (d *document) siteName() string {
	labels := strings.Split(strings.TrimPrefix(strings.ToLower(d.url.Hostname()), "www."), ".")
	if len(labels) < 2 {
		return ""
	}
	host := map[string]bool{}
	for _, l := range labels[:len(labels)-1] {
		host[squash(l)] = true
	}
	parts := []string{d.metas["og:site_name"], d.metas["application-name"]}
	for _, sep := range []string{"|", " - ", " – ", " — ", ":", " at ", ","} {
		if tail := strings.Split(d.title, sep); len(tail) > 1 {
			parts = append(parts, tail[len(tail)-1], tail[0])
		}
	}
	for _, p := range parts {
		p = strings.TrimRight(strings.TrimSpace(p), "®™. ")
		if flat := squash(p); len(flat) >= 3 && host[flat] {
			return p
		}
		if first := strings.Fields(p); len(first) > 1 && host[squash(first[0])] && len(squash(first[0])) >= 4 {
			return strings.TrimRight(first[0], "®™") // "Bose US", "Swatch Store"
		}
	}
	return ""
}

// squash folds a name to its letters and digits in lower case.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// brandInTitle is the text of a link or of bold type with which the headline begins and which is not all of it: a link from
// a part of a product's name leads to the maker's other products, and shops set the maker in bold before the name.
func (e *evidence) brandInTitle() (string, fact, float64) {
	if e.head.node < 0 {
		return "", fact{}, 0
	}
	h := &e.d.nodes[e.head.node]
	for i := e.head.node + 1; i < min(int(h.end), e.head.node+6); i++ {
		n := &e.d.nodes[i]
		if n.DataAtom != atom.A && n.DataAtom != atom.Strong && n.DataAtom != atom.B || n.from != h.from || n.to-n.from < 2 || n.to >= h.to {
			continue
		}
		name := e.d.oneLine(i)
		words := len(wordsOf(name))
		if words == 0 || words > 3 || 2*words > len(wordsOf(e.head.text)) || squash(name) == squash(e.d.siteName()) {
			return "", fact{}, 0
		}
		return name, fact{name, e.d.path(i)}, besideTitle
	}
	return "", fact{}, 0
}

// namedWithin reports whether a part of a title tag that names the product too has a text, which the headline lacks:
// "Oat drink Barista 1 l Oatis" behind a line "Oatis" above "Oat drink Barista".
func (e *evidence) namedWithin(flat string) bool {
	head := wordsOf(e.head.text)
	if len(head) == 0 || strings.Contains(" "+strings.Join(head, " ")+" ", " "+flat+" ") {
		return false
	}
	for _, t := range []string{e.withoutSite(e.d.title), e.withoutSite(e.d.metas["og:title"])} {
		for part := range strings.FieldsFuncSeq(t, func(r rune) bool { return strings.ContainsRune("|–—:,·/>•", r) }) {
			for p := range strings.SplitSeq(part, " - ") {
				words := " " + strings.Join(wordsOf(p), " ") + " "
				if strings.Contains(words, " "+flat+" ") && sameName(p, e.head.text) >= 0.4 {
					return true
				}
			}
		}
	}
	return false
}
