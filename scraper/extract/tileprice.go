package extract

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

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
	said   uint32 // what the words around it say: labelXxx
	given  bool   // a sum that people gave or estimated, not a price
	struck bool
}

// price reads the tile's prices: the present one, the former one, and what is neither.
func (f *tileFinder) price(t tile, found *Found) {
	all := f.tilePrices(t, found)
	var now, was *tilePrice
	for k := range all {
		if p := &all[k]; !p.list && (now == nil || p.score > now.score) {
			now = p
		}
	}
	if now == nil {
		if len(all) == 0 {
			all = f.onlyClassed(t, found)
		}
		if len(all) == 0 {
			return
		}
		now, all = onlyCalled(all)
	}
	now, was = f.formerOf(now, all)
	found.Price = &Money{Amount: now.parsed.Number, Currency: string(now.parsed.Currency)}
	found.Evidence["price"] = Evidence{By: "heuristic", Path: f.d.path(now.at), Text: now.text}
	switch {
	case was != nil:
		found.ListPrice = &Money{Amount: was.parsed.Number, Currency: string(was.parsed.Currency)}
		found.Evidence["list_price"] = Evidence{By: "heuristic", Path: f.d.path(was.at), Text: was.text}
	case now.parsed.List != "":
		found.ListPrice = &Money{Amount: now.parsed.List, Currency: string(now.parsed.Currency)}
		found.Evidence["list_price"] = Evidence{By: "heuristic", Path: f.d.path(now.at), Text: now.text}
	default:
		f.bareFormer(t, found)
	}
}

// onlyCalled is the present one of prices that are all called former: one that stands alone, and the one that only its class
// calls so beside one that is struck through ("retail__value" beside a struck "retail").
func onlyCalled(all []tilePrice) (*tilePrice, []tilePrice) {
	struck := false
	for k := range all {
		struck = struck || all[k].struck
	}
	for k := range all {
		if p := &all[k]; struck && !p.struck && p.parsed.Kind != money.KindWas && p.parsed.Kind != money.KindList && !formerText(p.text) {
			return p, all
		}
	}
	return &all[0], all[:1]
}

// bare reports whether a price is shown with its currency and without words.
func (p *tilePrice) bare() bool { return p.marked && lettersIn(p.text) <= 4 }

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
		if p, ok := f.loosePrice(i, t); ok {
			out = append(out, p)
		}
		p := tilePrice{at: i, text: d.oneLine(i), marks: f.marksUpTo(i, t.root)}
		p.parsed = f.inContext(i, from, to)
		p.said = f.saidOf(i, from, to) | f.columnSays(i, t.root)
		p.marked = f.parse(p.text).Marked
		p.given = givenWords.match(strings.ToLower(f.lineAround(i, from, to))) != 0
		p.struck = f.struck(i)
		if len(nodes) > 1 && f.forMembers(i, t.root) {
			p.marks |= isMember
		}
		reason := p.reject()
		if reason == "" && k > 0 && f.closesRange(nodes[k-1], i) && len(out) > 0 && out[len(out)-1].at == nodes[k-1] {
			reason = "the upper end of a range"
		}
		if reason != "" {
			found.Rejected = append(found.Rejected, Rejected{Field: "price", Text: p.text, Reason: reason})
			continue
		}
		p.list = p.struck || formerText(p.text) || p.parsed.Kind == money.KindWas || p.parsed.Kind == money.KindList || p.marks&isOldWord != 0 && p.marks&isSaleWord == 0
		if p.parsed.Kind == money.KindWas {
			p.parsed.Number = p.parsed.List
		}
		p.score = p.rank(d.nodes[i].flags)
		out = append(out, p)
	}
	return out
}

// struck reports whether a price is struck through. The class of a box around several prices ("grid-list__price") strikes
// none of them.
func (f *tileFinder) struck(i int) bool {
	d := f.d
	top := i
	for p := i; p >= 0 && d.nodes[p].flags&inStruck != 0; p = int(d.nodes[p].parent) {
		switch d.nodes[p].DataAtom {
		case atom.Del, atom.S, atom.Strike:
			return true
		}
		top = p
	}
	if d.nodes[top].flags&inStruck == 0 {
		return false
	}
	for _, k := range f.allIn(f.prices, top) {
		if k != i && d.textOf(k) != d.textOf(i) && f.sound[k] {
			return styleFlags(attr(d.nodes[i].Node, "style"))&inStruck != 0
		}
	}
	return true
}

// loosePrice reads a price that stands in no element of its own but right before the element of price i, beside it or
// around it: <p class="price">1,490 <span>was 1,990</span></p>.
func (f *tileFinder) loosePrice(i int, t tile) (tilePrice, bool) {
	d := f.d
	for at, level := i, 0; at > t.root && level < 3; level++ {
		around := int(d.nodes[at].parent)
		n := &d.nodes[around]
		text := textBefore(d.nodes[at].Node)
		if text == "" && n.from == d.nodes[at].from {
			at = around
			continue
		}
		if !strings.ContainsFunc(text, unicode.IsDigit) || len(text) > maxPriceText || lettersIn(text) > maxPriceLetters {
			break
		}
		p := tilePrice{at: around, text: text, marks: f.marks[around], marked: true, parsed: f.parse(text)}
		if !p.parsed.Marked || p.parsed.Number == "" || p.reject() != "" {
			break
		}
		p.list = d.nodes[n.parent].flags&inStruck != 0 || n.DataAtom == atom.Del || n.DataAtom == atom.S || p.parsed.Kind == money.KindList
		p.score = p.rank(n.flags)
		return p, true
	}
	return tilePrice{}, false
}

// textBefore is the text between an element and the one before it.
func textBefore(n *html.Node) string {
	text := ""
	for s := n.PrevSibling; s != nil && s.Type != html.ElementNode && len(text) <= maxPriceText; s = s.PrevSibling {
		if s.Type == html.TextNode {
			text = s.Data[max(0, len(s.Data)-2*maxPriceText):] + text
		}
	}
	return joined(strings.ToValidUTF8(text, ""))
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
	if sentence(p.text) {
		score -= 4 // "a story told in £5 notes."
	}
	if f&inHidden != 0 {
		score -= 4
	}
	if p.said&labelUsed != 0 || p.marks&isMember != 0 {
		score -= 6 // for members, without tax, for a used one
	}
	return score
}

// reject says why a number of a tile is no price of the product, "" if it is one.
func (p *tilePrice) reject() string {
	switch {
	case p.marks&isUnitWord != 0 && !p.struck || p.parsed.Kind == money.KindUnit:
		return "a price per unit of measure"
	case p.parsed.Kind == money.KindExclTax:
		return "a price without tax"
	case p.parsed.Kind == money.KindWas && p.parsed.List != "":
		return ""
	case p.parsed.Number == "":
		return firstOf(p.parsed.Reason, "no number")
	case bigWords.match(p.text) != 0:
		return "a sum in millions"
	case p.given:
		return "a gift, an estimate, or the sum of a sale that is over"
	case p.said&labelInstalment != 0:
		return "an instalment or a rate of time"
	case p.marks&isSavingWord != 0 && p.marks&isSaleWord == 0:
		return "by its class a saving, a fee or an instalment"
	}
	return ""
}

// givenWords stand beside sums that are no price: gifts to a project, estimates, what lots were sold for.
var givenWords = newWordset([]wordRow{{1, []string{"pledged", "raised", " funded", " backed", "gesammelt", "finanziert", "collecté", "récolté", "recaudad", "raccolt", "arrecadad", "indsamlet", "insamlat", "innsamlet", "zebran", "vybrán", "opgehaald", "собран", "зібран",
	"estimate £", "estimate $", "estimate €", "estimate:", "estimate eur", "estimate gbp", "estimate usd", "sold for", "hammer price", "adjugé", "zuschlag", "schätzpreis", "estimation :", "estimation:"}}})

// lineAround is a price with the 24 bytes before it on its line and those behind it.
func (f *tileFinder) lineAround(i, from, to int) string {
	d := f.d
	n := &d.nodes[i]
	before := d.text[max(from, int(n.from)-24):max(from, int(n.from))]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	return before + d.text[n.from:max(int(n.to), min(to, int(n.to)+24))]
}

// bigWords stand behind numbers in reports, not in shops.
var bigWords = newWordset([]wordRow{{1, []string{" million", " billion", " millionen", " milliard", " mio", " mrd", " mln", " mld", " млн", " млрд", " miliard", " milion", " millón", " millones", " miljon", " miljard"}}})

// priceAnd are the names of what holds a price and something else.
var priceAnd = newWordset([]wordRow{{1, []string{"price-and-", "price_and_", "priceand", "price-with-", "price_with_", "pricewith", "price-shipping", "price_shipping", "price-delivery", "price_delivery"}}})

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
	if f.marks[i]&isPrice != 0 && (whole.Kind == money.KindShipping || whole.Kind == money.KindThreshold) && own.Number != "" {
		whole = f.parse(before + " " + spelled) // what is called a price is none of the shipping that the words behind it speak of
	}
	switch {
	case whole.Kind == "multi_buy" && onePiece.MatchString(before):
		return own // "from 1: 2.50"
	case whole.Number == own.Number && whole.Status == own.Status && whole.Number != "":
		return whole
	case whole.Status == money.StatusNone && whole.Kind != "" && own.Number != "" && (whole.List == own.Number || whole.Kind != money.KindWas):
		return whole
	}
	return own
}

// onePiece is the first step of a scale of prices: "from 1", "1+", "1 - 9".
var onePiece = regexp.MustCompile(`(?:^|[^\d.,])1(?: ?\+| ?[-–] ?\d+)?(?: ?\pL{1,6}\.?)?[\s:|]*$`)

// saidOf is what the words right before a price on its line and those behind it say.
func (f *tileFinder) saidOf(i, from, to int) uint32 {
	d := f.d
	n := &d.nodes[i]
	text := d.text[n.from:n.to]
	first, last := strings.IndexAny(text, "0123456789"), strings.LastIndexAny(text, "0123456789")
	if first < 0 {
		return 0
	}
	before := d.text[min(max(from, int(n.from)-40), int(n.from)+first) : int(n.from)+first]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after := d.text[int(n.from)+last+1 : max(int(n.from)+last+1, min(to, int(n.to)+20))]
	after, _, _ = strings.Cut(after, "\n")
	before = before[lastDigit(before):]
	return labelsBefore.match(labelText(strings.ToValidUTF8(before, "")))&labelUsed | labelsAfter.match(labelText(strings.ReplaceAll(strings.ToValidUTF8(after, ""), "/ ", "/")))&(labelUsed|labelInstalment)
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
		whole := at // the end of what stands before
		if d.nodes[k].DataAtom == atom.Sup && at > last && d.text[at-1] == ' ' {
			whole--
		}
		if at > last && at+1 < int(n.to) && (d.text[at] == '.' || d.text[at] == ',') && isDigitByte(d.text[at+1]) {
			if before := strings.TrimRight(d.text[last:at], " \n"); before != "" && isDigitByte(before[len(before)-1]) {
				b.WriteString(before) // "102" and ".9"
				last = at
			}
			continue
		}
		if whole <= last || at >= int(n.to) || !isDigitByte(d.text[whole-1]) || !isDigitByte(d.text[at]) {
			continue
		}
		b.WriteString(d.text[last:whole])
		size := 0
		for at+size < int(n.to) && isDigitByte(d.text[at+size]) {
			size++
		}
		switch {
		case size == 1: // each character in an element of its own
		case size == 2 && !strings.ContainsAny(strings.TrimLeft(b.String(), " "), ".,"):
			b.WriteByte('.')
		default:
			b.WriteByte(' ')
		}
		last = at
	}
	if last == int(n.from) {
		if n.LastChild != nil && n.LastChild.DataAtom == atom.Sup {
			text = strings.TrimRight(text, " -–—") // a raised dash for no cents
		}
		return joined(text)
	}
	b.WriteString(d.text[last:n.to])
	return joined(b.String())
}

func isDigitByte(c byte) bool { return c >= '0' && c <= '9' }
