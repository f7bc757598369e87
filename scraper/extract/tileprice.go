package extract

import (
	"strings"

	"shelfwise/market/money"
)

// tilePrice is one price of a tile as read in its context.
type tilePrice struct {
	at     int
	parsed money.Parsed
	text   string
	marks  uint32
	list   bool // a former or recommended price
	marked bool // its currency stands beside it
	score  int
}

// price reads the tile's prices: the present one, the former one, and what is neither.
func (f *tileFinder) price(t tile, found *Found) {
	var now, was *tilePrice
	for _, p := range f.tilePrices(t, found) {
		switch {
		case p.list:
			if was == nil {
				was = &p
			}
		case now == nil || p.score > now.score:
			now = &p
		}
	}
	if now == nil {
		if was == nil {
			return
		}
		now, was = was, nil
	}
	found.Price = &Money{Amount: now.parsed.Number, Currency: string(now.parsed.Currency)}
	found.Evidence["price"] = Evidence{By: "heuristic", Path: f.d.path(now.at), Text: now.text}
	switch {
	case was != nil && was.parsed.Number != now.parsed.Number:
		found.ListPrice = &Money{Amount: was.parsed.Number, Currency: string(was.parsed.Currency)}
		found.Evidence["list_price"] = Evidence{By: "heuristic", Path: f.d.path(was.at), Text: was.text}
	case now.parsed.List != "":
		found.ListPrice = &Money{Amount: now.parsed.List, Currency: string(now.parsed.Currency)}
		found.Evidence["list_price"] = Evidence{By: "heuristic", Path: f.d.path(now.at), Text: now.text}
	}
}

// tilePrices reads every price of a tile; those that are something else are kept as rejected.
func (f *tileFinder) tilePrices(t tile, found *Found) []tilePrice {
	d := f.d
	nodes := f.inTile(f.prices, t)
	var out []tilePrice
	for k, i := range nodes {
		from, to := f.extent(t)
		if k > 0 {
			from = max(from, int(d.nodes[nodes[k-1]].to))
		}
		if k+1 < len(nodes) {
			to = min(to, int(d.nodes[nodes[k+1]].from))
		}
		p := tilePrice{at: i, text: d.oneLine(i), marks: f.marksUpTo(i, t.root)}
		p.parsed = f.inContext(i, from, to)
		p.marked = f.parse(p.text).Marked
		reason := p.reject()
		if reason == "" && k > 0 && f.closesRange(nodes[k-1], i) && len(out) > 0 && out[len(out)-1].at == nodes[k-1] {
			reason = "the upper end of a range"
		}
		if reason != "" {
			found.Rejected = append(found.Rejected, Rejected{Field: "price", Text: p.text, Reason: reason})
			continue
		}
		p.list = d.nodes[i].flags&inStruck != 0 || p.parsed.Kind == money.KindWas || p.parsed.Kind == money.KindList || p.marks&isOldWord != 0 && p.marks&isSaleWord == 0
		if p.parsed.Kind == money.KindWas {
			p.parsed.Number = p.parsed.List
		}
		p.score = p.rank(d.nodes[i].flags)
		out = append(out, p)
	}
	return out
}

// closesRange reports whether nothing but a dash parts two prices.
func (f *tileFinder) closesRange(a, b int) bool {
	from, to := f.d.nodes[a].to, f.d.nodes[b].from
	if to <= from || to-from > 12 {
		return false
	}
	switch strings.TrimSpace(f.d.text[from:to]) {
	case "-", "–", "—", "~", "to", "bis", "à", "〜", "～", "до", "tot", "do":
		return true
	}
	return false
}

// extent is the range of the page's text that a tile covers.
func (f *tileFinder) extent(t tile) (from, to int) {
	from, to = int(f.d.nodes[t.lo].from), int(f.d.nodes[t.root].to)
	if t.hi < int(f.d.nodes[t.root].end) {
		to = int(f.d.nodes[t.hi].from)
	}
	return from, to
}

// rank orders the prices of a tile that could be the present one.
func (p *tilePrice) rank(f flags) int {
	score := 0
	if p.parsed.Kind == money.KindSale || p.marks&isSaleWord != 0 {
		score += 2
	}
	if p.marks&isPrice != 0 {
		score++
	}
	if p.marked {
		score += 3
	}
	if f&inHidden != 0 {
		score -= 4
	}
	return score
}

// reject says why a number of a tile is no price of the product, "" if it is one.
func (p *tilePrice) reject() string {
	switch {
	case p.marks&isUnitWord != 0 || p.parsed.Kind == money.KindUnit:
		return "a price per unit of measure"
	case p.parsed.Kind == money.KindExclTax:
		return "a price without tax"
	case p.parsed.Kind == money.KindWas && p.parsed.List != "":
		return ""
	case p.parsed.Number == "":
		return firstOf(p.parsed.Reason, "no number")
	case p.marks&isSavingWord != 0 && p.marks&isSaleWord == 0:
		return "by its class a saving, a fee or an instalment"
	}
	return ""
}

// priceAnd are the names of what holds a price and something else.
var priceAnd = newWordset([]wordRow{{1, []string{"price-and-", "price_and_", "priceand", "price-with-", "price_with_", "pricewith"}}})

// marksUpTo joins the tokens of a price element and of the ancestors that hold no other price. In what is called "price and
// shipping" an element called price is the price.
func (f *tileFinder) marksUpTo(i, root int) uint32 {
	marks := f.marks[i]
	for a := int(f.d.nodes[i].parent); a > root && len(f.allIn(f.prices, a)) <= 1; a = int(f.d.nodes[a].parent) {
		above := f.marks[a]
		if f.marks[i]&isPrice != 0 && above&isPrice != 0 && priceAnd.match(attr(f.d.nodes[a].Node, "class")) != 0 {
			above &^= isSavingWord
		}
		marks |= above
	}
	return marks
}

// inContext parses a price with the words on its own line before and after it ("Our price: ", "/kg"), or, where it
// stands alone on its line, with a label on the line before.
func (f *tileFinder) inContext(i, from, to int) money.Parsed {
	d := f.d
	n := &d.nodes[i]
	spelled := f.spelled(i)
	own := f.parse(spelled)
	before := d.text[max(from, int(n.from)-60):n.from]
	after := d.text[n.to:min(to, int(n.to)+40)]
	if k := strings.LastIndexByte(strings.TrimRight(before, " \n"), '\n'); k >= 0 {
		before = before[k+1:]
	}
	if line := strings.TrimSpace(before); strings.HasSuffix(before, "\n") && (len(line) > 30 || !strings.HasSuffix(line, ":") && len(line) > 14) {
		before = "" // the line before is the name or a description
	}
	if k := strings.IndexByte(after, '\n'); k >= 0 {
		after = after[:k]
	}
	before, after = strings.ToValidUTF8(before, ""), strings.ToValidUTF8(after, "")
	if strings.TrimSpace(before) == "" && strings.TrimSpace(after) == "" {
		return own
	}
	whole := f.parse(before + " " + spelled + " " + after)
	switch {
	case whole.Number == own.Number && whole.Status == own.Status && whole.Number != "":
		return whole
	case whole.Status == money.StatusNone && whole.Kind != "" && own.Number != "" && (whole.List == own.Number || whole.Kind != money.KindWas):
		return whole
	}
	return own
}

// spelled is the text of a price element with a point set off before two digits that stand in an element of their
// own right after digits: a stylesheet raises them ("12" and superscript "99").
func (f *tileFinder) spelled(i int) string {
	d := f.d
	n := &d.nodes[i]
	text := d.text[n.from:n.to]
	var b strings.Builder
	last := int(n.from)
	for k := i + 1; k < int(n.end); k++ {
		at := int(d.nodes[k].from)
		if at <= last || at >= int(n.to) || !isDigitByte(d.text[at-1]) || !isDigitByte(d.text[at]) {
			continue
		}
		b.WriteString(d.text[last:at])
		size := 0
		for at+size < int(n.to) && isDigitByte(d.text[at+size]) {
			size++
		}
		if size == 2 && !strings.ContainsAny(strings.TrimLeft(b.String(), " "), ".,") {
			b.WriteByte('.')
		} else {
			b.WriteByte(' ')
		}
		last = at
	}
	if last == int(n.from) {
		return joined(text)
	}
	b.WriteString(d.text[last:n.to])
	return joined(b.String())
}

func isDigitByte(c byte) bool { return c >= '0' && c <= '9' }
