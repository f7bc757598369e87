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
	var how []drawing
	var read []tile
	names := f.names(ts, links)
	f.cutTails(names)
	for i, name := range names {
		if name.text == "" {
			continue
		}
		name.text = f.uncut(ts[i], f.withoutBadges(name))
		found := Found{Title: name.text, Evidence: map[string]Evidence{}}
		found.Evidence["title"] = Evidence{By: "heuristic", Path: f.d.path(name.at), Text: name.text}
		if links[i] >= 0 {
			found.URL = f.d.absolute(f.href(links[i]))
		}
		f.price(ts[i], &found)
		found.Title = withoutPrice(found.Title, found.Evidence["price"].Text)
		how, read = append(how, f.tileExtras(ts[i], &found)), append(read, ts[i])
		out = append(out, found)
	}
	fullStars(out, how)
	f.loneRatings(read, out)
	return withoutTeasers(out)
}

// leastTails is how many names of a list end in the same element of the page before that is taken for no part of them.
const leastTails = 4

// cutTails takes off the names the text of their last element where most names end in the same one: "opens in a new
// window", written for those who cannot see the page.
func (f *tileFinder) cutTails(names []nameCand) {
	d := f.d
	tails := map[string]int{}
	tail := func(name nameCand) string {
		n := &d.nodes[name.at]
		last := -1
		for i := name.at + 1; i < int(n.end); i++ {
			if d.nodes[i].to > d.nodes[i].from && !f.textBelow(i) {
				last = i
			}
		}
		if name.slot&3 != slotText || last < 0 {
			return ""
		}
		text := d.oneLine(last)
		if rest, ok := strings.CutSuffix(name.text, text); len(strings.Fields(text)) < 2 && lettersIn(text) == len(text) || !ok || !nameLike(strings.TrimSpace(rest)) {
			return ""
		}
		return text
	}
	found := make([]string, len(names))
	for i := range names {
		if names[i].text != "" {
			found[i] = tail(names[i])
			tails[found[i]]++
		}
	}
	for i, text := range found {
		if text != "" && tails[text] >= leastTails && 4*tails[text] >= 3*len(names) {
			names[i].text = strings.TrimSpace(strings.TrimSuffix(names[i].text, text))
		}
	}
}

// uncut is a name that the page cut off with dots, whole, where another text of the tile goes on as it begins: that of the
// picture, the title of the link.
func (f *tileFinder) uncut(t tile, name string) string {
	start, cut := strings.CutSuffix(name, "…")
	if !cut {
		start, cut = strings.CutSuffix(name, "...")
	}
	start = strings.TrimSpace(start)
	if !cut || len(start) < 8 {
		return name
	}
	for i := t.lo; i < t.hi; i++ {
		for _, key := range []string{"title", "alt", "aria-label"} {
			if text := joined(attr(f.d.nodes[i].Node, key)); len(text) > len(start) && len(text) <= 300 && strings.HasPrefix(text, start) && !strings.HasSuffix(text, "…") && !strings.HasSuffix(text, "...") {
				return text
			}
		}
	}
	return name
}

// withoutTeasers leaves out the cards that advertise a part of the shop among its products: their name and their price
// stand where no tile has them, and they tell only where the prices begin ("From 99.95").
func withoutTeasers(found []Found) []Found {
	if len(found) < leastTeased {
		return found
	}
	names, prices := map[string]int{}, map[string]int{}
	for i := range found {
		names[unnumbered(found[i].Evidence["title"].Path)]++
		prices[unnumbered(found[i].Evidence["price"].Path)]++
	}
	return slices.DeleteFunc(found, func(f Found) bool {
		at := f.Evidence["price"]
		return f.Price != nil && names[unnumbered(f.Evidence["title"].Path)] == 1 && prices[unnumbered(at.Path)] == 1 && labelsBefore.match(labelText(labelPart(at.Text)))&labelFrom != 0
	})
}

// unnumbered is a path without the numbers in it, which ids have.
func unnumbered(path string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, path)
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
			score[href] -= 4
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
