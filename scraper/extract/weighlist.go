package extract

import (
	"math"
	"slices"
	"strings"
)

// listPrice takes the was-price: the one that data names beside the price, else the struck or labelled number nearest
// to where the price is shown. It must be above the price, and not twenty times it.
func (e *evidence) listPrice(best *bid) {
	price := number(best.num)
	fits := func(num string) bool {
		n := number(num)
		return n > price*1.001 && n < price*20
	}
	take := func(num, by string, where fact) {
		e.found.ListPrice = &Money{Amount: plainNumber(num), Currency: e.found.Price.Currency}
		e.set(fListPrice, by, where)
	}
	if near := e.nearestWas(best, fits); near != nil {
		take(near.num, "heuristic", fact{near.text, e.d.path(near.node)})
		return
	}
	if best.shown != nil {
		if r := e.d.read(best.shown.text, best.cur); r.list != "" && fits(r.list) {
			take(r.list, "heuristic", fact{best.shown.text, e.d.path(best.shown.node)})
			return
		}
	}
	if pair := e.pairedWith(best, fits); pair != nil {
		take(pair.num, "heuristic", fact{pair.text, e.d.path(pair.node)})
		return
	}
	if beside := e.besideFormer(best, fits); beside != nil {
		take(beside.num, "heuristic", fact{beside.text, e.d.path(beside.node)})
		return
	}
	if num, where := e.unmarkedWas(best, fits); num != "" {
		take(num, "heuristic", where)
		return
	}
	for _, s := range e.sources() {
		for _, o := range append([]*sighting{s}, s.offers...) {
			if !o.has(fListPrice) {
				continue
			}
			r := e.d.read(o.text(fListPrice), firstOf(o.text(fCurrency), best.cur))
			// Data alone names recommended prices that the page does not show; only what is shown counts.
			// Where scripts draw all of the product, they draw that too.
			if r.num != "" && fits(r.num) && (e.isShown(r.num) || s.by == "state" && best.by == "state" && e.stateAlone(s)) {
				take(r.num, s.by, o.facts[fListPrice])
				return
			}
		}
	}
}

// isShown reports whether the page's text shows a number in a place that is not another product's.
func (e *evidence) isShown(num string) bool {
	want := plainNumber(num)
	return slices.ContainsFunc(e.prices, func(s spot) bool {
		return plainNumber(e.d.numberOf(&s)) == want && s.rejection != reasonRelated && s.rejection != reasonChrome
	})
}

// nearestWas is the was-price that stands nearest to the price, within reach of it.
func (e *evidence) nearestWas(best *bid, fits func(string) bool) *spot {
	at := e.titleAt()
	if best.shown != nil {
		at = best.shown.from
	}
	base := e.d.baseFlags(e.head)
	var near *spot
	const reach = 900.0
	distance := reach
	for k := range e.prices {
		s := &e.prices[k]
		if s.rejection != reasonWas || s.inCard || s.num == "" || !fits(s.num) || e.d.nodes[s.node].flags&^base&(inRelated|inChrome|inCart|inReview) != 0 {
			continue
		}
		if e.othersFormer(s, best) {
			continue
		}
		if s.cur != "" && best.cur != "" && s.cur != best.cur || e.d.nodes[s.node].flags&inStruck == 0 && e.d.nameAbove(s.node, 3)&namePrice == 0 && e.d.lineLength(s) > 45 && e.d.lineRunes(s) > 45 {
			continue // in another currency, or a word of the description
		}
		d := math.Abs(float64(s.from - at))
		if d >= reach {
			continue
		}
		if e.d.lowestOfLate(s) {
			d += reach // the price before the reduction outranks the lowest of the last weeks
		}
		if near == nil || d < distance {
			near, distance = s, d
		}
	}
	return near
}

// othersFormer reports whether another price than the best one stands before a former price on its line, which is that one's:
// "box of 6: 95 € instead of 101.40 €".
func (e *evidence) othersFormer(s *spot, best *bid) bool {
	if best.shown == nil || best.shown.to > s.from {
		return false
	}
	if rest, _, _ := strings.Cut(e.d.text[s.to:min(len(e.d.text), s.to+80)], "\n"); s.from-best.shown.to < 900 && strings.Contains(e.d.text[best.shown.to:s.from], "\n") && slices.ContainsFunc(e.prices, func(o spot) bool {
		return o.from >= s.to && o.to <= s.to+len(rest) && o.rejection == "" && o.marked && o.num != "" && plainNumber(o.num) != best.num && number(o.num) < number(s.num)
	}) {
		return true // "5 litre pot: 29.99 € 22.49 €" on a line of its own
	}
	start := max(0, s.from-80)
	line := start + strings.LastIndexByte(e.d.text[start:s.from], '\n')
	if best.shown.from > line {
		return false
	}
	return slices.ContainsFunc(e.prices, func(o spot) bool {
		return o.from > max(line, best.shown.to) && o.to <= s.from && o.rejection == "" && o.marked && o.num != "" && plainNumber(o.num) != best.num && number(o.num) < number(s.num)
	})
}

// lowestOfLate reports whether the words before a number on its line, or alone on the line above, say that it is the
// lowest price of the last 30 days, which shops of the European Union must show (directive 98/6/EC, article 6a).
func (d *document) lowestOfLate(s *spot) bool {
	before := d.text[max(0, s.from-120):s.from]
	trimmed := strings.TrimRight(before, " \n:")
	line := trimmed[strings.LastIndexByte(trimmed, '\n')+1:]
	return strings.Contains(line, "30") && lateWords.match(strings.ToLower(line)) != 0
}

// lateWords are days, and what shops call the lowest price, lower case.
var lateWords = newWordset([]wordRow{{1, []string{"days", "lowest", "tage", "niedrigst", "günstigst", "jours", "plus bas", "días", "más bajo", "giorni", "più basso", "dias", "dni", "najniższ", "dnů", "dní", "nejnižší", "najnižš", "dagen", "laagste", "dage", "laveste", "dagar", "lägsta", "dager", "päiv", "alin", "zile", "cel mai mic", "nap", "legalacsonyabb", "дни", "най-ниска", "ημερ", "ημέρ", "dana", "najniž", "dien", "päeva"}}})

// pairedWith is the higher of two prices that stand alone together in one small element, where data say that the lower
// one is the price: the higher one was crossed out by a stylesheet.
func (e *evidence) pairedWith(best *bid, fits func(string) bool) *spot {
	if best.shown == nil {
		return nil
	}
	i := best.shown.node
	for i >= 0 && e.d.nodes[i].to-e.d.nodes[i].from <= 48 {
		var higher *spot
		numbers := 0
		for k := range e.prices {
			s := &e.prices[k]
			if !e.d.within(s.node, i) || s.num != "" && plainNumber(s.num) == best.num {
				continue
			}
			numbers++
			if s.rejection == "" && s.num != "" && fits(s.num) && number(s.num) < 5*number(best.num) && s.label == 0 && s.marked && !e.d.bracketed(s) && (s.cur == best.cur || s.cur == "" || best.cur == "") {
				higher = s
			}
		}
		if numbers > 1 {
			return nil
		}
		if higher != nil {
			return higher
		}
		i = int(e.d.nodes[i].parent)
	}
	return nil
}

// lowerOfPair returns the bid of the lower price where the best one only stands beside it, with nothing between them and
// no word or data that says which is which: of "30 € 24 €" the higher was crossed out by a stylesheet.
func (e *evidence) lowerOfPair(bids []bid, best *bid) *bid {
	if best == nil || best.trust > 0 || best.shown == nil || best.shown.label != 0 {
		return best
	}
	for i := range bids {
		b := &bids[i]
		if b.shown == nil || b == best || b.shown.label != 0 || !b.shown.marked || b.shown.cur != best.shown.cur {
			continue
		}
		low, high := number(b.num), number(best.num)
		from, to := min(b.shown.to, best.shown.to), max(b.shown.from, best.shown.from)
		if low < high && low > 0.1*high && to >= from && to-from <= 3 && strings.TrimSpace(e.d.text[from:to]) == "" && b.score > best.score-0.3 && e.d.together(b.shown, best.shown) {
			return b
		}
	}
	return best
}

// together reports whether a small element holds two prices and no other.
func (d *document) together(a, b *spot) bool {
	i := a.node
	for i >= 0 && !d.within(b.node, i) {
		i = int(d.nodes[i].parent)
	}
	return i >= 0 && d.nodes[i].to-d.nodes[i].from <= 80
}

// besideFormer is the one higher price that stands right beside the best one, in elements of one parent, with nothing but a
// percentage between them and no word at either, where no data name a price: a stylesheet greys it or crosses it out.
func (e *evidence) besideFormer(best *bid, fits func(string) bool) *spot {
	b := best.shown
	if b == nil || best.trust > 0 || b.label != 0 || !b.marked || b.inRow {
		return nil
	}
	const most, reach = 5, 12
	var found *spot
	for k := range e.prices {
		s := &e.prices[k]
		from, to := min(s.to, b.to), max(s.from, b.from)
		if s == b || to < from || to-from > reach || strings.Trim(e.d.text[from:to], " \n\t0123456789%-−–()") != "" || strings.ContainsAny(e.d.text[from:to], "0123456789") && !strings.Contains(e.d.text[from:to], "%") {
			continue
		}
		if found != nil || s.rejection != "" || s.label != 0 || !s.marked || s.cur != b.cur || s.inCard || s.inRow || !fits(s.num) || number(s.num) > most*number(best.num) || !e.d.siblings(s.node, b.node) {
			return nil // of three numbers nothing tells which is which
		}
		found = s
	}
	return found
}

// siblings reports whether two elements, or those right around them, have one parent.
func (d *document) siblings(a, b int) bool {
	pa, pb := d.nodes[a].parent, d.nodes[b].parent
	return a != b && pa >= 0 && pb >= 0 && (pa == pb || d.nodes[pa].parent == d.nodes[pb].parent && d.nodes[pa].parent >= 0)
}
