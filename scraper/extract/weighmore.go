package extract

import (
	"strings"

	"shelfwise/market/money"
)

// soldWords mark a line that tells how many were sold, in the main shop languages, lower case.
var soldWords = newWordset([]wordRow{{1, []string{
	" sold", "sold ", " bought ", "販售", "贩售", "bought in past", "bought in the last", "bought in", "purchased", "orders", "verkauft", "vendus", "vendu ", "achetés", "vendidos", "vendido", "vendute", "venduti", "acquistat", "verkocht", "sprzedan",
	"продано", "купили", "покуп", "заказ", "terjual", "đã bán", "ขายแล้ว", "月销", "已售", "销量", "月成交", "成交", "售出", "付款", "人买", "已拼", "热销", "已賣", "已售出", "售出", "購入", "個売れ", "点以上購入", "판매", "구매", "개 구매", "satıldı", "sålda", "solgt", "prodáno", "predané", "fois vendu", "kupił", "kupion", "gekauft", "købt", "har köpt", "kjøpt", "comprad", "compraram", "comprou", "acheteurs", "gekocht", "koupil", "kúpil", "vásárolt", "куплено", "придбали", "銷量", "تم شراء", "تم بيع", "مبيع", "فروش رفته", "נמכרו", "нарачан", "πουλήθηκ"}}})

// sold reads the badge that tells how many units were sold: where a source names it, else on a line near the title.
// A line with a sum of money is about money ("free shipping on orders over $49"), whatever its other words.
func (e *evidence) sold() {
	for _, s := range e.sources() {
		if c, ok := money.ParseCount(s.text(fUnitsSold)); ok && c.N > 0 && c.N <= 1e9 {
			e.found.UnitsSold = &UnitsSold{AtLeast: c.N, WindowDays: c.WindowDays}
			e.set(fUnitsSold, s.by, s.facts[fUnitsSold])
			return
		}
	}
	start := 0
	if e.head.node >= 0 {
		start = max(0, int(e.d.nodes[e.head.node].from)-600)
	}
	area := e.d.text[start:min(len(e.d.text), start+5000)]
	for line := range strings.SplitSeq(area, "\n") {
		c, ok := soldIn(line)
		if !ok || e.found.UnitsSold != nil && e.found.UnitsSold.AtLeast >= c.N {
			continue
		}
		e.found.UnitsSold = &UnitsSold{AtLeast: c.N, WindowDays: c.WindowDays}
		e.set(fUnitsSold, "heuristic", fact{line, "line near the title"})
	}
}

// counts reports whether the first number of a text stands within reach of the word that says that it counts sales.
func counts(s string) bool {
	at := strings.IndexAny(s, "0123456789")
	if at < 0 {
		return false
	}
	return soldWords.match(" "+strings.ToLower(s[max(0, at-32):min(len(s), at+36)])+" ") != 0
}

// soldPart is the part of a line between bars that speaks of sales.
func soldPart(line string) string {
	for part := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == '|' || r == '/' || r == '•' || r == '·' || r == '~' }) {
		if soldWords.match(" "+strings.ToLower(part)+" ") != 0 && strings.ContainsAny(part, "0123456789") {
			return part
		}
	}
	return line
}

// shipping takes the cost of shipping that data names, else one that the page shows beside the price; "free" is 0.
func (e *evidence) shipping() {
	if e.found.Price == nil {
		return
	}
	cur := e.found.Price.Currency
	for _, s := range e.sources() {
		for _, o := range append([]*sighting{s}, s.offers...) {
			if !o.has(fShipping) {
				continue
			}
			num := strings.TrimSpace(o.text(fShipping))
			if strings.Trim(num, "0.") != "" {
				num = e.d.read(num, cur).num
			} else {
				num = "0"
			}
			if num != "" {
				e.found.Shipping = &Money{Amount: num, Currency: cur}
				e.set(fShipping, s.by, o.facts[fShipping])
				return
			}
		}
	}
	e.shownShipping()
}
