package extract

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// The reasons for which a visible number is not the price; Rejected.Reason carries them.
const (
	reasonWas        = "was-price"
	reasonSaving     = "amount saved"
	reasonShipping   = "shipping cost or threshold"
	reasonInstalment = "instalment"
	reasonUnit       = "unit price"
	reasonRelated    = "related product"
	reasonOther      = "other offer"
	reasonChrome     = "outside the product"
	reasonZero       = "placeholder"
	reasonVariant    = "other variant"
	reasonUpper      = "upper end of a range"
	reasonStale      = "not what the page shows"
)

// visiblePrices scores every number of the page that may be a price, best first.
func (d *document) visiblePrices(h headline) []spot {
	spots := d.spots()
	base, buyAt := d.baseFlags(h), d.buyAt(h)
	for k := range spots {
		spots[k].label = d.labelOf(&spots[k], h.text)
	}
	repeats := d.repetition(spots, base)
	d.others = d.otherProducts(h)
	d.markCards(spots, h)
	for k := range spots {
		s := &spots[k]
		s.rejection = d.rejected(s, base, spots)
		if inRanges(s.node, d.others) {
			s.rejection = reasonRelated
		}
		if k > 0 {
			d.closeRange(&spots[k-1], s)
		}
		if repeats[k] > 0 {
			s.score = d.prominence(s, h, -1) - repeats[k] // of a list the first counts, not the one above the button
		} else {
			s.score = d.prominence(s, h, buyAt)
		}
		s.inRow = repeats[k] > 0
		if s.inCard {
			s.score -= 0.3
		}
		if s.rejection == "" || s.rejection == reasonWas {
			r := d.read(s.text, "")
			s.num, s.cur = r.num, r.cur
			if r.num == "" {
				s.rejection = firstOf(s.rejection, r.reason, reasonZero)
			}
		}
	}
	d.prove(spots, h)
	slices.SortStableFunc(spots, func(a, b spot) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return a.from - b.from
	})
	return spots
}

// rejected says why a spot cannot be the price by where it stands and what the words around it say.
func (d *document) rejected(s *spot, base flags, all []spot) string {
	n := &d.nodes[s.node]
	region := n.flags &^ base
	switch {
	case region&inRelated != 0:
		return reasonRelated
	case s.struck, n.flags&inStruck != 0 && !d.looseStrike(s.node, all):
		return reasonWas
	case s.label&labelSaving != 0:
		return reasonSaving
	case s.label&labelInstalment != 0:
		return reasonInstalment
	case s.label&labelShipping != 0:
		return reasonShipping
	case s.label&labelUnit != 0:
		return reasonUnit
	case s.label&labelWas != 0 && s.label&labelNow == 0:
		return reasonWas
	case region&(inCart|inReview|inChrome) != 0:
		return reasonChrome
	case s.label&labelOther != 0:
		return reasonOther
	case n.flags&inControl != 0 && n.DataAtom == atom.Option:
		return reasonVariant
	}
	if fineDecimals(s.text) {
		return reasonOther
	}
	if up := d.nameAbove(s.node, 3); up&nameUnit != 0 && up&nameNow == 0 {
		return reasonUnit
	}
	if own := d.nodes[s.node].own; own&nameCut != 0 && own&nameNow == 0 {
		return reasonSaving
	}
	return ""
}

// fineDecimals reports whether a number has four decimals or more: a rate of exchange, which no shop asks.
func fineDecimals(s string) bool {
	i := strings.LastIndexAny(s, ".,")
	return i > 0 && isDigit(s[i-1]) && digitRun(s[i+1:]) >= 4
}

// baseFlags are the regions that the headline itself stands in: a page whose body is called "product-list" or "cart" sets
// nothing apart by it.
func (d *document) baseFlags(h headline) flags {
	if h.node < 0 {
		return 0
	}
	return d.nodes[h.node].flags & (inRelated | inCart | inReview | inChrome)
}

// closeRange marks the second price of "$10 - $20": the upper end of a range, or what the first one is not.
func (d *document) closeRange(first, second *spot) {
	if second.rejection != "" || second.from < first.to || second.from-first.to > 12 {
		return
	}
	if d.nodes[first.node].flags&inStruck != 0 && d.nodes[second.node].flags&inStruck == 0 {
		return // "reduced from 30 to 24"
	}
	switch strings.TrimSpace(d.text[first.to:second.from]) {
	case "-", "–", "—", "~", "to", "bis", "à", "〜", "～", "до", "tot", "do":
		second.rejection = firstOf(first.rejection, reasonUpper)
		if first.rejection == reasonWas {
			second.rejection = reasonUpper // of the former prices
		}
	}
}

// looseStrike reports whether the struck mark is only a class of an ancestor that also holds other prices, as in
// class="compare-at" around both the old and the present price.
func (d *document) looseStrike(i int, spots []spot) bool {
	top := i
	for ; i >= 0 && d.nodes[i].flags&inStruck != 0; i = int(d.nodes[i].parent) {
		n := &d.nodes[i]
		if n.DataAtom == atom.Del || n.DataAtom == atom.S || n.DataAtom == atom.Strike || styleFlags(attr(n.Node, "style"))&inStruck != 0 {
			return false
		}
		top = i
	}
	first := ""
	for k := range spots {
		if s := &spots[k]; d.within(s.node, top) && d.nameAbove(s.node, 3)&nameUnit == 0 {
			if first != "" && s.text != first {
				return true
			}
			first = s.text
		}
	}
	return false
}

// nameAbove joins what the names of an element and its next ancestors speak of.
func (d *document) nameAbove(i, levels int) uint32 {
	var m uint32
	for ; i >= 0 && levels > 0; levels-- {
		if d.nodes[i].to-d.nodes[i].from > 200 {
			break
		}
		m |= d.nodes[i].own
		i = int(d.nodes[i].parent)
	}
	return m
}

// prominence scores how much a spot looks like the price of the page's product.
func (d *document) prominence(s *spot, h headline, buyAt int) float64 {
	n := &d.nodes[s.node]
	score := 0.3
	names := d.nameAbove(s.node, 3)
	if names&namePrice != 0 {
		score += 0.25
	}
	if names&nameNow != 0 {
		score += 0.08
	}
	if !s.marked {
		score -= 0.15
	}
	if s.label&labelNow != 0 {
		score += 0.1
	}
	if s.label&labelFrom != 0 {
		score -= 0.05
	}
	if s.label&labelUsed != 0 {
		score -= 0.25
	}
	if n.flags&inHidden != 0 {
		score -= 0.3
	}
	if n.flags&inLink != 0 {
		score -= 0.15
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.Strong, atom.B, atom.Big, atom.Ins:
		score += 0.06
	}
	if names&namePrice == 0 || int(n.to-n.from) > s.to-s.from+8 { // else it is no number of a sentence
		if line := d.lineLength(s); line > 90 {
			score -= 0.2
		} else if line > 45 {
			score -= 0.08
		}
	}
	near := d.nearness(s.from, h)
	if d.rightAbove(s, h) {
		near = 0.3
	}
	if buyAt >= 0 && s.from <= buyAt {
		near = max(near, 0.28*math.Exp(float64(s.from-buyAt)/400))
	}
	return score + near
}

// buyAt is where in the text the button stands that puts the product into the cart, -1 where there is none.
func (d *document) buyAt(h headline) int {
	start, _ := d.productSpan(h)
	if f, at := d.cartButton(start); f.text == "InStock" {
		return at
	}
	return -1
}

// nearness is up to 0.35 for what follows the title closely, less for what is far, and little for what precedes.
func (d *document) nearness(at int, h headline) float64 {
	if h.node < 0 {
		return 0.2 * math.Exp(-float64(at)/4000)
	}
	dist := float64(at) - float64(d.nodes[h.node].to)
	if at >= int(d.nodes[h.node].from) {
		dist = max(0, dist)
	}
	if dist < 0 {
		return 0.22*math.Exp(dist/300) - 0.05
	}
	return 0.35 * math.Exp(-dist/1200)
}

// rightAbove reports whether a spot with a currency mark stands at the start of a short line right above the headline, as
// shops place the price that put it before the name.
func (d *document) rightAbove(s *spot, h headline) bool {
	if h.node < 0 || !s.marked || s.label&^(labelNow|labelFrom) != 0 {
		return false
	}
	at := int(d.nodes[h.node].from)
	return s.to <= at && at-s.to <= 60 && d.lineLength(s) <= 40 && (s.from == 0 || d.text[s.from-1] == '\n') && strings.Count(d.text[s.to:at], "\n") <= 2
}

// lineLength is the length of the line of text that a spot stands in.
func (d *document) lineLength(s *spot) int {
	left := strings.LastIndexByte(d.text[max(0, s.from-200):s.from], '\n')
	if left < 0 {
		left = 0
	} else {
		left += max(0, s.from-200)
		left = s.from - left
	}
	right := strings.IndexByte(d.text[s.to:min(len(d.text), s.to+200)], '\n')
	if right < 0 {
		right = 200
	}
	return left + (s.to - s.from) + right
}

// lineRunes is lineLength in characters, within 200 bytes of the spot.
func (d *document) lineRunes(s *spot) int {
	from, to := max(0, s.from-200), min(len(d.text), s.to+200)
	left := d.text[from:s.from]
	right, _, _ := strings.Cut(d.text[s.from:to], "\n")
	return utf8.RuneCountInString(left[strings.LastIndexByte(left, '\n')+1:]) + utf8.RuneCountInString(right)
}

// rowPenalty is what a number in a row of alike elements loses.
const rowPenalty = 0.25

// repetition finds prices that stand in rows of alike elements (lists of other products) and returns what each
// spot loses for it: many alike paths with different texts are a list.
func (d *document) repetition(spots []spot, base flags) []float64 {
	out := make([]float64, len(spots))
	group := map[string][]int{}
	for k := range spots {
		if d.nodes[spots[k].node].flags&^base&(inRelated|inCart|inReview|inChrome) != 0 {
			continue // set apart already; one like them outside is the product's
		}
		if spots[k].label&(labelWas|labelSaving|labelShipping|labelInstalment|labelUnit|labelOther|labelUsed) != 0 {
			continue // beside a price of its own
		}
		sig := d.signature(spots[k].node)
		group[sig] = append(group[sig], k)
	}
	for _, list := range group {
		texts := map[string]bool{}
		for _, k := range list {
			texts[spots[k].text] = true
		}
		if len(texts) >= 3 {
			for _, k := range list {
				out[k] = rowPenalty
			}
		}
	}
	return out
}

// signature describes an element and its next ancestors by tag and class.
func (d *document) signature(i int) string {
	var b strings.Builder
	for level := 0; i >= 0 && level < 5; level++ {
		n := &d.nodes[i]
		b.WriteString(n.Data)
		b.WriteByte('.')
		b.WriteString(attr(n.Node, "class"))
		b.WriteByte('>')
		i = int(n.parent)
	}
	return b.String()
}
