package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// readAll takes the fields of the tiles of one list.
func (f *tileFinder) readAll(ts []tile) []Found {
	links := make([]int, len(ts))
	f.shared = f.sharedLinks(ts)
	for i, t := range ts {
		links[i] = f.link(t)
	}
	var out []Found
	for i, name := range f.names(ts, links) {
		if name.text == "" {
			continue
		}
		name.text = f.withoutBadges(name)
		found := Found{Title: name.text, Evidence: map[string]Evidence{}}
		found.Evidence["title"] = Evidence{By: "heuristic", Path: f.d.path(name.at), Text: name.text}
		if links[i] >= 0 {
			found.URL = f.d.absolute(f.href(links[i]))
		}
		f.price(ts[i], &found)
		found.Title = withoutPrice(found.Title, found.Evidence["price"].Text)
		f.tileExtras(ts[i], &found)
		out = append(out, found)
	}
	return withoutTeasers(out)
}

// withoutTeasers leaves out the cards that advertise a part of the shop among its products: their name and their price
// stand where no tile has them, and they tell only where the prices begin ("From 99.95").
func withoutTeasers(found []Found) []Found {
	if len(found) < leastTeased {
		return found
	}
	names, prices := map[string]int{}, map[string]int{}
	for i := range found {
		names[found[i].Evidence["title"].Path]++
		prices[found[i].Evidence["price"].Path]++
	}
	return slices.DeleteFunc(found, func(f Found) bool {
		at := f.Evidence["price"]
		return f.Price != nil && names[f.Evidence["title"].Path] == 1 && prices[at.Path] == 1 && labelsBefore.match(labelText(labelPart(at.Text)))&labelFrom != 0
	})
}

// leastTeased is how many tiles a list has among which one may be told to be a teaser.
const leastTeased = 6

// labelPart is the text of a price before its number.
func labelPart(text string) string {
	if i := strings.IndexAny(text, "0123456789"); i >= 0 {
		return text[:i]
	}
	return text
}

// withoutBadges is a name without the elements at its ends that are called badges, where a name is left.
func (f *tileFinder) withoutBadges(name nameCand) string {
	d := f.d
	n := &d.nodes[name.at]
	if int(n.end) == name.at+1 || name.slot&3 != slotText {
		return name.text
	}
	text := name.text
	for i := name.at + 1; i < int(n.end); i++ {
		if d.nodes[i].to == d.nodes[i].from || d.nodes[i].to-d.nodes[i].from > maxBadge || !badgeClass(attr(d.nodes[i].Node, "class")) {
			continue
		}
		badge := d.oneLine(i)
		rest, ok := strings.CutPrefix(text, badge)
		if !ok {
			rest, ok = strings.CutSuffix(text, badge)
		}
		if rest = strings.TrimSpace(rest); ok && nameLike(rest) {
			text = rest
		}
	}
	return text
}

// maxBadge is how many bytes a badge in a name has at most.
const maxBadge = 40

// badgeClass reports whether a word of a class attribute says that an element is a badge.
func badgeClass(class string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(class), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
		switch w {
		case "tag", "badge", "sticker", "flag", "promo", "pill", "chip":
			return true
		}
	}
	return false
}

// withoutPrice cuts a title at the price that follows it, where both stand in one element without any of their own.
func withoutPrice(title, price string) string {
	if i := strings.Index(title, price); price != "" && i > 0 && nameLike(title[:i]) {
		return strings.TrimRight(title[:i], " -–—|,:")
	}
	return title
}

// link chooses the product's link: the one that most of the tile points to.
func (f *tileFinder) link(t tile) int {
	d := f.d
	for i := t.lo; i >= 0 && t.lo == t.root; i = int(d.nodes[i].parent) {
		if f.isLink(i) {
			return i // the whole tile is a link
		}
	}
	score := map[string]int{}
	links := f.inTile(f.links, t)
	for _, i := range links {
		href := f.href(i)
		s := 1
		if nameLike(d.oneLine(i)) {
			s += 2
		}
		if hasImage(d, i) {
			s += 2
		}
		if k := int(d.nodes[i].parent); k >= 0 {
			switch d.nodes[k].DataAtom {
			case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
				s++
			}
		}
		score[href] += s
	}
	best, bestScore := -1, -100
	for href := range score {
		if f.shared[href] {
			score[href] -= 10
		}
	}
	for _, i := range links {
		if s := score[f.href(i)]; s > bestScore {
			best, bestScore = i, s
		}
	}
	return best
}

// sharedLinks are the addresses that several tiles link to, such as those of brands and categories. Neighbours that lead
// to one product, as its sizes or offers do, are not several.
func (f *tileFinder) sharedLinks(ts []tile) map[string]bool {
	last := map[string]int{}
	shared := map[string]bool{}
	for i, t := range ts {
		own := map[string]bool{}
		for _, k := range f.inTile(f.links, t) {
			own[f.href(k)] = true
		}
		for href := range own {
			if before, seen := last[href]; seen && len(own) > 1 && before != i {
				shared[href] = true
			}
			last[href] = i
		}
	}
	return shared
}

func hasImage(d *document, i int) bool {
	for k := i + 1; k < int(d.nodes[i].end); k++ {
		if d.nodes[k].DataAtom == atom.Img || d.nodes[k].DataAtom == atom.Picture {
			return true
		}
	}
	return false
}
