package extract

import (
	"strings"

	"golang.org/x/net/html/atom"

	"shelfwise/market/money"
)

// read takes the fields of one tile.
func (f *tileFinder) read(t tile) (Found, bool) {
	found := Found{Evidence: map[string]Evidence{}}
	link := f.link(t)
	if link >= 0 {
		found.URL = f.d.absolute(attr(f.d.nodes[link].Node, "href"))
	}
	name, at := f.name(t, link)
	if name == "" {
		return found, false
	}
	found.Title = name
	found.Evidence["title"] = Evidence{By: "heuristic", Path: f.d.path(at), Text: name}
	f.price(t, &found)
	return found, true
}

// link chooses the product's link: the one that most of the tile points to.
func (f *tileFinder) link(t tile) int {
	d := f.d
	best, bestScore := -1, 0
	score := map[string]int{}
	var links []int
	for i := t.root; i >= 0; i = int(d.nodes[i].parent) {
		if d.nodes[i].DataAtom == atom.A && f.isLink(i) {
			return i // the whole tile is a link
		}
	}
	links = f.allIn(f.links, t.root)
	for _, i := range links {
		href := attr(d.nodes[i].Node, "href")
		s := 1
		if nameLike(d.oneLine(i)) {
			s += 3
		}
		if k := f.firstIn(f.titles, i); k >= 0 {
			s += 2
		}
		score[href] += s
	}
	for _, i := range links {
		if s := score[attr(d.nodes[i].Node, "href")]; s > bestScore {
			best, bestScore = i, s
		}
	}
	return best
}

// name chooses the product's name among headings, elements that by their class are a name, link texts, link titles
// and image descriptions.
func (f *tileFinder) name(t tile, link int) (string, int) {
	d := f.d
	href := ""
	if link >= 0 {
		href = attr(d.nodes[link].Node, "href")
	}
	best, bestAt, bestScore := "", -1, 0
	take := func(text string, at, score int) {
		text = strings.Join(strings.Fields(text), " ")
		if !nameLike(text) {
			return
		}
		if strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...") {
			score -= 4
		}
		if score > bestScore {
			best, bestAt, bestScore = text, at, score
		}
	}
	for _, i := range f.allIn(f.titles, t.root) {
		n := &d.nodes[i]
		text := d.oneLine(i)
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			take(text, i, 10)
		case atom.Img:
			take(attr(n.Node, "alt"), i, 5)
		case atom.A:
			s := 6
			if attr(n.Node, "href") == href {
				s = 8
				take(attr(n.Node, "title"), i, 6)
			}
			if len(text) > 200 || len(f.allIn(f.prices, i)) > 0 {
				s = 3
			}
			if f.marks[i]&isName != 0 {
				s++
			}
			take(text, i, s)
		default:
			s := 8
			if attr(n.Node, "itemprop") == "name" {
				s = 11
			}
			if len(f.allIn(f.prices, i)) > 0 {
				s = 3
			}
			take(text, i, s)
		}
	}
	return best, bestAt
}

// price reads the tile's prices: the present one and the former one.
func (f *tileFinder) price(t tile, found *Found) {
	d := f.d
	var now, was *money.Parsed
	nowAt := -1
	for _, p := range f.allIn(f.prices, t.root) {
		parsed := money.Parse(d.oneLine(p), f.hint)
		if parsed.Number == "" {
			continue
		}
		marks := f.marks[p]
		for a := int(d.nodes[p].parent); a > t.root; a = int(d.nodes[a].parent) {
			if len(f.allIn(f.prices, a)) > 1 {
				break
			}
			marks |= f.marks[a]
		}
		if marks&(isUnitWord|isSavingWord) != 0 || parsed.Kind == money.KindUnit {
			continue
		}
		if d.nodes[p].flags&inStruck != 0 || marks&isOldWord != 0 && marks&isSaleWord == 0 {
			if was == nil {
				was = &parsed
			}
			continue
		}
		if now == nil {
			now, nowAt = &parsed, p
		}
	}
	if now == nil && was != nil {
		now, was = was, nil
	}
	if now == nil {
		return
	}
	found.Price = &Money{Amount: now.Number, Currency: string(now.Currency)}
	found.Evidence["price"] = Evidence{By: "heuristic", Path: d.path(nowAt), Text: now.Text}
	if was != nil {
		found.ListPrice = &Money{Amount: was.Number, Currency: string(was.Currency)}
	}
}
