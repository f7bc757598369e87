package extract

import (
	"golang.org/x/net/html/atom"
)

// maxCarded bounds how many numbers are looked at for the cards around them.
const maxCarded = 80

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
	others := map[int]bool{}
	for k := range spots[:min(len(spots), maxCarded)] {
		s := &spots[k]
		d.eachCard(s, h, func(i int, key cardKey) bool {
			if many[key] && (others[i] || d.namesAnother(i, s.from, h)) {
				others[i], s.inCard = true, true
			}
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
	if s.node >= 0 && d.nodes[s.node].flags&(inRelated|inChrome|inCart) != 0 {
		return // set apart already
	}
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
		case atom.A, atom.H2, atom.H3, atom.H4, atom.H5:
		default:
			continue
		}
		if n.to-n.from < 4 || n.to-n.from > 300 {
			continue
		}
		most := 0.7
		if k == i {
			most = 0.5 // a link around the whole card
		}
		text := d.oneLine(k)
		if letters(text) > 3 && (n.DataAtom != atom.A || d.leadsElsewhere(k)) && sameName(text, h.text) < most {
			return true
		}
	}
	return false
}

// leadsElsewhere reports whether a link leads to another page.
func (d *document) leadsElsewhere(i int) bool {
	href := attr(d.nodes[i].Node, "href")
	return d.linkable(href) && href[0] != '?' && trimURL(d.absolute(href)) != trimURL(d.page.URL)
}
