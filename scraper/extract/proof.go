package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// prove settles what numbers are by the others around them, whatever their elements are called: a shown percentage that
// is the difference of two prices, a regular price beside a lower one, and a number whose name alone spoke against it
// where the page has no other price.
func (d *document) prove(spots []spot, h headline) {
	order := make([]*spot, 0, len(spots))
	for k := range spots {
		order = append(order, &spots[k])
	}
	slices.SortStableFunc(order, func(a, b *spot) int { return a.from - b.from })
	var pairs []proven
	for k, s := range order {
		for _, next := range order[k+1 : min(len(order), k+4)] {
			if next.from-s.to > 60 {
				break
			}
			if p, ok := d.provePair(s, next); ok {
				pairs = append(pairs, p)
			}
		}
	}
	d.settle(pairs)
	d.besideStruck(order)
	d.besideSale(order)
	d.forMembers(order, h)
	d.revive(order, h)
}

// besideStruck adds to the score of the only price near the title that may count where a higher one beside it is struck out.
func (d *document) besideStruck(order []*spot) {
	for k, s := range order {
		if s.rejection != "" || s.num == "" || !s.marked || s.inRow || s.inCard || s.label&(labelUsed|labelFrom) != 0 || d.rival(order, k) {
			continue
		}
		for _, o := range order[max(0, k-1):min(len(order), k+2)] {
			high, low := number(d.numberOf(o)), number(s.num)
			if o.rejection == reasonWas && d.nodes[o.node].flags&inStruck != 0 && max(o.from, s.from)-min(o.to, s.to) <= 30 && high > low && high < 4*low && !o.inRow {
				s.score += 0.12
				break
			}
		}
	}
}

// saleWords call a price one of a sale, lower case; of two prices that are both called price the other is the former one.
var saleWords = newWordset([]wordRow{{1, []string{"sale price", "special price", "your price", "promo price", "offer price", "deal price", "clearance", "now only", "aktionspreis", "angebotspreis", "sonderpreis", "prix promo", "prix soldé", "precio oferta", "precio de oferta", "precio promo", "prezzo scontato", "prezzo promo", "prezzo speciale", "preço promo", "actieprijs", "aanbiedingsprijs", "cena promocyjna", "akční cena", "akciová cena", "kampanjpris", "tilbudspris", "tarjoushinta", "акционная цена", "цена по акции", "цена со скидкой", "акційна ціна", "indirimli fiyat", "akciós ár", "preț promo", "促销价", "活动价", "特價", "特价", "優惠價", "セール価格", "특가", "할인가"}}})

// besideSale makes the higher of two prices that stand beside one another a former one, where both are called price and only
// the lower is called a sale's: "Our price: $649 Sale price: $599".
func (d *document) besideSale(order []*spot) {
	for k, s := range order[:max(0, len(order)-1)] {
		o := order[k+1]
		if o.from-s.to > 80 || s.rejection != "" || o.rejection != "" || s.num == "" || o.num == "" || s.inRow || s.inCard || s.cur != o.cur || s.label != labelNow || o.label != labelNow {
			continue
		}
		low, high := s, o
		if number(low.num) > number(high.num) {
			low, high = o, s
		}
		if x, y := number(low.num), number(high.num); x < y*0.99 && x > 0.2*y && d.ofSale(low) && !d.ofSale(high) {
			high.rejection = reasonWas
			low.score += 0.12
		}
	}
}

// ofSale reports whether the words right before a price call it one of a sale.
func (d *document) ofSale(s *spot) bool {
	before := d.text[max(0, s.from-48):s.from]
	return saleWords.match(strings.ToLower(before[lastDigit(before):])) != 0
}

// rival reports whether another number that may be the price stands within 300 bytes of order[k].
func (d *document) rival(order []*spot, k int) bool {
	for i := max(0, k-6); i < min(len(order), k+7); i++ {
		if o := order[i]; i != k && o.rejection == "" && max(o.from-order[k].to, order[k].from-o.to) < 300 {
			return true
		}
	}
	return false
}

// clubWords are in the words before a price that only members pay, lower case.
var clubWords = newWordset([]wordRow{{1, []string{"club", "member", "membre", "adhérent", "socio", "sócio", "soci ", "miembro", "mitglied", "leden", "klub", "medlem", "jäsen", "člen", "członk", "клуб", "会員", "회원", "会员"}}})

// forMembers gives back the regular price beside one that only members pay, where the page shows no other as low near the
// title: who is no member pays that.
func (d *document) forMembers(order []*spot, h headline) {
	if h.node < 0 {
		return
	}
	from, to := int(d.nodes[h.node].from)-200, int(d.nodes[h.node].to)+900
	var club, regular *spot
	least := 0.0 // the lowest of the others
	for _, s := range order {
		if s.from < from || s.from > to || s.inCard || s.inRow {
			continue
		}
		switch {
		case s.rejection == "" && s.label&labelUsed == 0:
			if v := number(s.num); least == 0 || v < least {
				least = v
			}
		case s.rejection == "" && clubWords.match(strings.ToLower(d.text[max(0, s.from-40):s.from])) != 0:
			club = s
		case s.rejection == reasonWas && s.marked && d.nodes[s.node].flags&inStruck == 0 && regular == nil:
			regular = s
		}
	}
	if club == nil || regular == nil || max(club.from, regular.from)-min(club.to, regular.to) > 80 {
		return
	}
	if r := d.read(regular.text, ""); number(r.num) > number(club.num) && (least == 0 || least > number(r.num)) {
		regular.rejection, regular.num, regular.cur = "", r.num, r.cur
	}
}

// weak reports whether only the names of elements say that a spot is no price.
func (d *document) weak(s *spot) bool {
	switch s.rejection {
	case reasonSaving:
		return s.label&labelSaving == 0
	case reasonWas:
		return s.label&labelWas == 0 && !d.crossed(s.node)
	}
	return false
}

// crossed reports whether an element or one around it strikes its text out by itself, not by a class.
func (d *document) crossed(i int) bool {
	for ; i >= 0 && d.nodes[i].flags&inStruck != 0; i = int(d.nodes[i].parent) {
		n := &d.nodes[i]
		if n.DataAtom == atom.Del || n.DataAtom == atom.S || n.DataAtom == atom.Strike || styleFlags(attr(n.Node, "style"))&inStruck != 0 {
			return true
		}
	}
	return false
}

// proven are a price and the former one.
type proven struct {
	low, high *spot
	value     float64 // of the former price
}

// settle writes what pairs say into their spots. No number is the price in one pair and the former price in another: one
// whose former price is struck out counts first, then the dearer.
func (d *document) settle(pairs []proven) {
	slices.SortStableFunc(pairs, func(a, b proven) int {
		if x, y := a.high.rejection == reasonWas, b.high.rejection == reasonWas; x != y {
			if x {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.value, a.value)
	})
	lows, highs := map[*spot]bool{}, map[*spot]bool{}
	for _, p := range pairs {
		if lows[p.high] || highs[p.low] {
			continue
		}
		lows[p.low], highs[p.high] = true, true
		for _, s := range []*spot{p.low, p.high} {
			if s.num == "" {
				r := d.read(s.text, "")
				s.num, s.cur = r.num, r.cur
			}
		}
		p.high.rejection = reasonWas
		if d.weak(p.low) || p.low.rejection == "" {
			p.low.rejection = ""
			p.low.score += 0.12
			if p.low.inRow { // alike elements, but not those of a list
				p.low.inRow, p.low.score = false, p.low.score+rowPenalty
			}
		}
	}
}

// provePair compares two numbers that stand near one another.
func (d *document) provePair(a, b *spot) (proven, bool) {
	if !d.candid(a) || !d.candid(b) || d.alternatives(a, b) {
		return proven{}, false
	}
	low, high := a, b
	if number(d.numberOf(a)) > number(d.numberOf(b)) {
		low, high = b, a
	}
	x, y := number(d.numberOf(low)), number(d.numberOf(high))
	if x <= 0 || y < x*1.02 || y > x*20 || low.label&(labelUsed|labelWas) != 0 || low.rejection == reasonWas && d.crossed(low.node) {
		return proven{}, false
	}
	regular := d.nameAbove(high.node, 2)&nameRegular != 0 && d.nameAbove(low.node, 2)&(nameRegular|namePrice) == namePrice && low.marked
	if !regular && !d.percentShown(min(a.from, b.from), max(a.to, b.to), x/y) && !d.savingShown(max(a.to, b.to), y-x) {
		return proven{}, false
	}
	return proven{low, high, y}, true
}

// candid reports whether a spot may be a price or a former one of the page's product.
func (d *document) candid(s *spot) bool {
	return s.marked && (s.rejection == "" || s.rejection == reasonWas || d.weak(s)) && s.label&(labelInstalment|labelUnit|labelShipping|labelOther) == 0
}

// numberOf reads a spot's number, "" where it is none.
func (d *document) numberOf(s *spot) string {
	if s.num != "" {
		return s.num
	}
	return d.read(s.text, "").num
}

// alternatives reports whether the words between two prices offer them as a choice, or are a sentence.
func (d *document) alternatives(a, b *spot) bool {
	if b.from < a.to {
		return true
	}
	between := strings.ToLower(strings.TrimSpace(d.text[a.to:b.from]))
	if letters(between) > 16 {
		return true
	}
	if strings.ContainsAny(strings.TrimSuffix(between, "%"), "0123456789") && strings.IndexByte(between, '%') < 0 {
		return true // a quantity, or what else is counted
	}
	for word := range strings.FieldsSeq(between) {
		switch word {
		case "or", "ou", "oder", "o", "of", "eller", "lub", "nebo", "alebo", "vagy", "sau", "или", "або", "ili", "ή", "atau", "หรือ", "hoặc", "и", "-", "–", "—":
			return true
		}
	}
	return false
}

// percentShown reports whether a percentage near a stretch of text takes one price to the other; share is the lower by
// the higher. Shops round to whole percents, up or down.
func (d *document) percentShown(from, to int, share float64) bool {
	from, to = max(0, from-30), min(len(d.text), to+50)
	text := d.text[from:to]
	for at := 0; ; {
		k := strings.IndexByte(text[at:], '%')
		if k < 0 {
			return false
		}
		digits := strings.TrimRight(text[:at+k], " ")
		at += k + 1
		n := lastNumber(digits)
		p := number(strings.ReplaceAll(n, ",", "."))
		if off := 100 * (1 - share); p >= 3 && off-p < 1.01 && p-off < 1.01 {
			return true
		}
	}
}

// savingShown reports whether the text shortly behind two prices says that their difference is saved.
func (d *document) savingShown(from int, saved float64) bool {
	text := d.text[from:min(len(d.text), from+60)]
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		end := numberEnd(text, i)
		mask, _ := labelsBefore.last(labelText(text[:i]))
		if num := d.read(text[i:end], "").num; mask&labelSaving != 0 && num != "" && math.Abs(number(num)-saved) < 0.006 {
			return true
		}
		i = end
	}
	return false
}

// revive gives back the best number that only the names of elements speak against where nothing else called price stands
// near the title: shops call their price "retail price" or "price discount" too.
func (d *document) revive(order []*spot, h headline) {
	if h.node < 0 {
		return
	}
	from, to := int(d.nodes[h.node].from)-600, int(d.nodes[h.node].to)+2500
	var best *spot
	for _, s := range order {
		if s.from < from || s.from > to {
			continue
		}
		named := d.nameAbove(s.node, 3)&namePrice != 0
		if s.rejection == "" && s.num != "" && named && !s.inRow && !s.inCard {
			return
		}
		if named && s.marked && d.weak(s) && !d.bracketed(s) && (best == nil || best.rejection != reasonSaving && s.rejection == reasonSaving || s.rejection == best.rejection && d.rather(s, best)) {
			best = s
		}
	}
	if best == nil || best.rejection == reasonWas && d.lowerBeside(order, best) {
		return
	}
	if r := d.read(best.text, ""); r.num != "" {
		best.rejection, best.num, best.cur = "", r.num, r.cur
	}
}

// lowerBeside reports whether a lower price that nothing speaks against ends a line right beside a former one: words behind
// it may be a condition ("with a card").
func (d *document) lowerBeside(order []*spot, was *spot) bool {
	high := number(d.numberOf(was))
	return slices.ContainsFunc(order, func(s *spot) bool {
		low := number(s.num)
		return s.rejection == "" && s.marked && s.label&labelUsed == 0 && !s.inCard && low > 0.05*high && low < high && max(s.from, was.from)-min(s.to, was.to) <= 30 && strings.HasPrefix(strings.TrimLeft(d.text[s.to:], " "), "\n")
	})
}

// bracketed reports whether a spot stands behind a bracket: beside the price, the same in another measure.
func (d *document) bracketed(s *spot) bool {
	return strings.HasSuffix(strings.TrimRight(d.text[max(0, s.from-4):s.from], " "), "(")
}

// rather reports whether of two numbers that the names of elements speak against alike the first is likelier the price:
// of two side by side the lower.
func (d *document) rather(a, b *spot) bool {
	if max(a.from, b.from)-min(a.to, b.to) < 40 {
		x, y := number(d.numberOf(a)), number(d.numberOf(b))
		return x > 0 && x < y && x > 0.1*y
	}
	return a.score > b.score
}
