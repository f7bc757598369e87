package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// maxCarded bounds how many numbers are looked at for the cards around them.
const maxCarded = 400

// markCards notes the spots that stand in the cards of other products: elements that have brothers of the same tag and
// class with prices, and that hold a link or heading with a name of its own.
func (d *document) markCards(spots []spot, h headline) {
	if h.node < 0 {
		return
	}
	first := map[cardKey]int{} // the first of the brothers with a price
	many := map[cardKey]bool{}
	for k := range spots[:min(len(spots), maxCarded)] {
		d.eachCard(&spots[k], h, func(i int, key cardKey) bool {
			if one, seen := first[key]; !seen {
				first[key] = i
			} else if one != i {
				many[key] = true
			}
			return false
		})
	}
	for k := range spots[:min(len(spots), maxCarded)] {
		s := &spots[k]
		d.eachCard(s, h, func(i int, key cardKey) bool {
			if !many[key] {
				return false
			}
			s.inCard = d.namesAnother(i, s.from, h)
			return s.inCard
		})
	}
}

// cardKey tells brothers of one tag and class from other elements.
type cardKey struct {
	parent     int32
	tag, class string
}

// eachCard calls f for the elements around a spot that do not hold the headline and are no more than a card, the smallest
// first, until it returns true.
func (d *document) eachCard(s *spot, h headline, f func(i int, key cardKey) bool) {
	for i, level := s.node, 0; i >= 0 && level < 7; level++ {
		n := &d.nodes[i]
		if d.within(h.node, i) || n.to-n.from > 400 {
			return
		}
		switch n.DataAtom {
		case atom.Div, atom.Li, atom.Article, atom.A, atom.P, atom.Section:
			if f(i, cardKey{n.parent, n.Data, attr(n.Node, "class")}) {
				return
			}
		}
		i = int(n.parent)
	}
}

// namesAnother reports whether an element holds, before a place in the text, a link to another page or a heading, with a
// text that is not the page's headline.
func (d *document) namesAnother(i, at int, h headline) bool {
	for k := i; k < int(d.nodes[i].end) && k < i+60 && int(d.nodes[k].from) < at; k++ {
		n := &d.nodes[k]
		switch n.DataAtom {
		case atom.A:
			href := attr(n.Node, "href")
			if !d.linkable(href) || strings.HasPrefix(href, "?") || trimURL(d.absolute(href)) == trimURL(d.page.URL) {
				continue
			}
		case atom.H2, atom.H3, atom.H4, atom.H5:
		default:
			continue
		}
		text := d.oneLine(k)
		if n.DataAtom == atom.A && k == i && letters(text) > 3 {
			return sameName(text, h.text) < 0.5
		}
		if letters(text) > 3 && len(text) < 160 && sameName(text, h.text) < 0.7 {
			return true
		}
	}
	return false
}
