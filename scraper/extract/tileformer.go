package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"shelfwise/market/money"
)

// Which of a tile's prices was the one before, and which is not for everybody.

// maxCut is how many times the present price a former one may be that nothing calls so.
const maxCut = 5

// formerOf finds the former price beside the present one: the first that is called so and is higher. Of two bare prices
// side by side that nothing tells apart the lower is the present one.
func (f *tileFinder) formerOf(now *tilePrice, all []tilePrice) (present, former *tilePrice) {
	n := number(now.parsed.Number)
	for k := range all {
		if p := &all[k]; p.list && number(p.parsed.Number) > n {
			return now, p
		}
	}
	if before := saleOf(now, all); before != nil {
		return now, before
	}
	for k := range all {
		p := &all[k]
		if p.list || p.score < now.score-2 || !p.bare() || !now.bare() || !f.sideBySide(now, p) || f.withFees(now, p) {
			continue
		}
		switch v := number(p.parsed.Number); {
		case v < n && v*maxCut >= n:
			return p, now // also where a class calls the higher one the discounted
		case v > n && v <= n*maxCut:
			return now, p
		}
	}
	return now, nil
}

// onlyClassed is the price of a tile that has no other, where nothing but its class calls it something else: "productBasePrice".
func (f *tileFinder) onlyClassed(t tile, found *Found) []tilePrice {
	nodes := f.inTile(f.prices, t)
	if len(nodes) != 1 {
		return nil
	}
	p := tilePrice{at: nodes[0], text: f.d.oneLine(nodes[0]), parsed: f.parse(f.spelled(nodes[0]))}
	from, to := f.extent(t)
	whole := f.inContext(p.at, from, to)
	p.given = givenWords.match(strings.ToLower(f.lineAround(p.at, from, to))) != 0
	if !p.bare() && !f.parse(p.text).Marked || lettersIn(p.text) > 4 || whole.Kind == money.KindUnit || p.reject() != "" || f.saidOf(p.at, from, to)&labelInstalment != 0 {
		return nil
	}
	found.Rejected = nil
	return []tilePrice{p}
}

// sideBySide reports whether no words stand between two prices.
func (f *tileFinder) sideBySide(a, b *tilePrice) bool {
	if a.at > b.at {
		a, b = b, a
	}
	from, to := int(f.d.nodes[a.at].to), int(f.d.nodes[b.at].from)
	if from > to || to-from > 12 {
		return false
	}
	between := f.d.text[from:to]
	if strings.ContainsAny(between, "0123456789") && !strings.Contains(between, "%") {
		return false // the steps of a scale: "1: $0.31 10: $0.26"
	}
	return lettersIn(between) == 0 || pieceWords.match(strings.ToLower(between)) != 0
}

// dropConverted leaves out the prices that only repeat the one before them in another currency: "149,00 € / 291,42 лв.".
func (f *tileFinder) dropConverted() {
	d := f.d
	out := f.prices[:0]
	for _, i := range f.prices {
		if len(out) > 0 {
			before := out[len(out)-1]
			from, to := int(d.nodes[before].to), int(d.nodes[i].from)
			if to >= from && to-from <= 6 && converts(d.text[from:to]) {
				a, b := f.parse(d.textOf(before)), f.parse(d.textOf(i))
				if a.Currency != "" && b.Currency != "" && a.Currency != b.Currency && a.Marked && b.Marked {
					continue
				}
			}
		}
		out = append(out, i)
	}
	f.prices = out
}

// converts reports whether a text between two prices is a mark that sets them equal.
func converts(between string) bool {
	switch strings.TrimSpace(between) {
	case "/", "(", "|", "≈", "~", "=", "·", "•":
		return true
	}
	return false
}

// withFees reports whether only the higher of two prices is called, right behind it, the one that includes something: the
// protection of the buyer, a fee, shipping.
func (f *tileFinder) withFees(a, b *tilePrice) bool {
	if number(a.parsed.Number) > number(b.parsed.Number) {
		a, b = b, a
	}
	inside := strings.ToLower(strings.TrimLeft(b.text[strings.LastIndexAny(b.text, "0123456789")+1:], " €£$"))
	return (includes.MatchString(inside) || includes.MatchString(f.behind(b))) && !includes.MatchString(f.behind(a))
}

// behind is the text right behind a price, lower case.
func (f *tileFinder) behind(p *tilePrice) string {
	to := int(f.d.nodes[p.at].to)
	return strings.ToLower(strings.TrimLeft(f.d.text[to:min(len(f.d.text), to+24)], " \n(|+·"))
}

// includes is the word for what a sum includes, at the start of a text, or for the protection of the buyer anywhere in it.
var includes = regexp.MustCompile(`^(?:incl|inkl|inc\.|including|inclu|iva incl|ttc|avec |con |mit |with |με |z\s|med |včetně|w tym|inclus|cu |с учётом|含)|protec|käufersch|oprotec|ochron|защит`)

// bareFormer takes as the former price a number without a currency that is all the text of a struck element, or of one
// called old, and is higher than the present one.
func (f *tileFinder) bareFormer(t tile, found *Found) {
	now := number(found.Price.Amount)
	for i := t.lo; i < t.hi; i++ {
		n := &f.d.nodes[i]
		if size := n.to - n.from; size < 3 || size > 16 {
			continue
		}
		old := f.marks[i]&isOldWord != 0 && f.marks[i]&isSaleWord == 0
		switch n.DataAtom {
		case atom.Del, atom.S, atom.Strike:
			old = true
		}
		text := f.d.oneLine(i)
		if !old || strings.Trim(text, "0123456789., '’\u00a0\u202f") != "" {
			continue
		}
		p := f.parse(text)
		if v := number(p.Number); p.Number != "" && v > now && v <= now*maxCut {
			found.ListPrice = &Money{Amount: p.Number, Currency: found.Price.Currency}
			found.Evidence["list_price"] = f.at(i, text)
			return
		}
	}
}

// saleOf finds the one other price of a tile whose present one is called the price of a sale: it was the price before.
func saleOf(now *tilePrice, all []tilePrice) *tilePrice {
	if len(all) != 2 || now.parsed.Kind != money.KindSale {
		return nil
	}
	other := &all[0]
	if other == now {
		other = &all[1]
	}
	if n, v := number(now.parsed.Number), number(other.parsed.Number); v > n && v <= n*maxCut && other.said&labelUsed == 0 && other.marked {
		return other
	}
	return nil
}

// forMembers reports whether a picture or label beside a price, in the largest element that holds no other, says that it
// is for the holders of a card or the members of a club.
func (f *tileFinder) forMembers(i, root int) bool {
	d := f.d
	top := i
	for a := int(d.nodes[i].parent); a > root && len(f.allIn(f.prices, a)) <= 1; a = int(d.nodes[a].parent) {
		top = a
	}
	for k := top; k < int(d.nodes[top].end); k++ {
		for _, key := range []string{"title", "alt", "aria-label"} {
			if label := attr(d.nodes[k].Node, key); len(label) >= 4 && len(label) <= 40 && memberWords.match(strings.ToLower(label)) != 0 {
				return true
			}
		}
	}
	return false
}

// memberWords are those of prices that not everybody pays.
var memberWords = newWordset([]wordRow{{1, []string{"tarjeta", "with card", "card price", "club price", "clubcard", "loyalty", "member", "miembro", "socios", "mitglied", "medlem", "jäsen", "avec la carte", "prix carte", "z kartą", "s kartou", "с картой", "по карте", "kart ile", "会員", "회원"}}})

// columnSays is what the head of its column says of a price in a table: that it is without tax.
func (f *tileFinder) columnSays(i, root int) uint32 {
	d := f.d
	for i > root && d.nodes[i].DataAtom != atom.Td {
		i = int(d.nodes[i].parent)
	}
	if i <= root || d.nodes[i].DataAtom != atom.Td || d.nodes[i].PrevSibling == nil {
		return 0
	}
	table := int(d.nodes[i].parent)
	for table >= 0 && d.nodes[table].DataAtom != atom.Table {
		table = int(d.nodes[table].parent)
	}
	if table < 0 {
		return 0
	}
	at := cellsBefore(d.nodes[i].Node)
	for k := table + 1; k < min(int(d.nodes[table].end), table+maxHeadCells); k++ {
		if n := &d.nodes[k]; n.DataAtom == atom.Th && cellsBefore(n.Node) == at && n.to-n.from <= 40 {
			text := labelText(d.oneLine(k))
			return (labelsBefore.match(text) | labelsAfter.match(text)) & labelUsed
		}
	}
	return 0
}

// maxHeadCells bounds the elements of a table among which the head of a column is looked for.
const maxHeadCells = 60

// cellsBefore counts the elements before one in its parent, of the first 30.
func cellsBefore(n *html.Node) int {
	at := 0
	for s := n.PrevSibling; s != nil && at < 30; s = s.PrevSibling {
		if s.Type == html.ElementNode {
			at++
		}
	}
	return at
}
