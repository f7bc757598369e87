package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
	"golang.org/x/net/publicsuffix"
)

// leastList is how many tiles a page of a list has at least.
const leastList = 3

// kind decides what a page is; a kind that was asked for stands.
func (e *evidence) kind(asked string, tiles func() []Found) string {
	if asked == KindProduct || asked == KindCategory {
		return asked
	}
	marked := e.markedSigns()
	p := marked + e.shownSigns()
	switch {
	case e.d.atCart(), e.headsCart():
		return KindOther
	case p >= 3 && marked >= 2.2:
		return KindProduct
	}
	above := e.aboveList()
	if p >= 3 && above >= 0 && (marked >= 1 || len(e.d.finder().main) >= minTiles) {
		return KindProduct // whatever its list shows
	}
	n := priced(tiles())
	if n > 0 && e.d.finder().noGoods(tiles()) {
		n = 0
	}
	if n == 0 && marked < 1 && e.bareList() {
		return KindCategory
	}
	l := e.lookAt(n, tiles())
	switch {
	case above < 0 && n >= leastLent && !l.own && !l.aside && !e.buysBeside():
		p = marked // all that the page shows of a product is of the list's
	case p >= 3:
		return KindProduct
	default:
		p += max(0, above) - l.lent
	}
	switch {
	case n >= leastList && e.listWorth(n, marked, above, l) > 0:
		return KindCategory
	case p >= 1.5:
		return KindProduct
	}
	return KindOther
}

// leastLent is how many tiles a list has that follows the title and to which all belongs that the page shows of a product.
const leastLent = 4

// accompanies reports whether a list only goes with something else: the page says that it is an article, or the list is
// a carousel.
func (d *document) accompanies() bool {
	f := d.finder()
	return d.metas["og:type"] == "article" || len(f.main) > 0 && f.aside(f.main[0].root)
}

// priced is how many tiles a list has, 0 where few of them show a price of their own: lists of articles and of donations
// mention sums in their headlines.
func priced(tiles []Found) int {
	n := 0
	for i := range tiles {
		if ev, ok := tiles[i].Evidence["price"]; ok && len(ev.Text) <= 60 && !headlined(tiles[i].Title, ev.Text) && !sentence(ev.Text) {
			n++
		}
	}
	if 5*n < 2*len(tiles) {
		return 0
	}
	return len(tiles)
}

// headlined reports whether a price is only a sum that a headline mentions: it begins the title, or more words stand with
// it than the title.
func headlined(title, price string) bool {
	rest, within := strings.CutPrefix(price, title)
	return price == title || strings.HasPrefix(title, price) || within && lettersIn(rest) > 8
}

// sentence reports whether a text that holds a price is a sentence: some words and a full stop.
func sentence(text string) bool {
	return strings.HasSuffix(text, ".") && len(strings.Fields(text)) >= 4 && lettersIn(text) > 8
}

// farAbove is how many bytes of text stand between the title and a list that only accompanies a product.
const farAbove = 1000

// aboveList is what it says for a product that the page's list begins far below the title, and that a price stands in
// between: on a category page the list follows the title.
func (e *evidence) aboveList() float64 {
	list := e.d.finder().main
	if len(list) < leastList {
		return 0
	}
	f := e.d.finder()
	far := int(e.d.nodes[list[0].root].from)-e.titleAt() >= farAbove
	for k := range e.prices {
		s := &e.prices[k]
		if s.rejection != reasonRelated && (s.rejection != "" || s.num == "") {
			continue
		}
		tiled := slices.ContainsFunc(list, func(t tile) bool { return e.d.within(s.node, t.root) })
		if !tiled && (s.rejection != "" || f.inOtherList(s.node, e.head.node)) {
			continue
		}
		switch {
		case !far && (tiled || s.from < e.titleAt() && e.head.node >= 0 && int(e.d.nodes[list[0].root].from) >= e.titleAt()):
			return -listedPrice
		case far && !tiled && s.score >= 0.6:
			return 1.7
		}
		break
	}
	if far {
		return 1
	}
	return 0
}

// listedPrice is what it says against a product that the page's foremost price stands in the list, or before a title that
// the list follows.
const listedPrice = 0.9

// maxLooked is how many tiles are looked at for what the tiles of a list say of the page.
const maxLooked = 12

// listLook is what the tiles of a page's list say of the page.
type listLook struct {
	buys    bool    // most tiles have a button that buys
	talks   bool    // most tiles hold sentences
	sold    bool    // a tile tells how many were sold
	cut     bool    // a third of the tiles show a former price beside the present one
	goods   bool    // most tiles are called products and have a picture
	aside   bool    // the list stands among what accompanies a page, or before its title
	own     bool    // one of the tiles is named like the page
	lent    float64 // signs of a product that are of the tiles
	article float64 // what speaks for a text that recommends things
}

// lookAt looks at the tiles of a list of n.
func (e *evidence) lookAt(n int, found []Found) listLook {
	var l listLook
	if n < leastList {
		return l
	}
	d := e.d
	list := d.finder().main
	few, firsts := list[:min(len(list), maxLooked)], found[:min(len(found), maxLooked)]
	buys, long, talk, away := 0, 0, 0, 0
	for i := range few {
		if d.tileBuys(few[i]) {
			buys++
		}
		size := d.finder().prose(few[i])
		if size >= longProse {
			long++
		}
		if size > 0 {
			talk++
		}
	}
	for i := range firsts {
		if d.leadsAway(firsts[i].URL) {
			away++
		}
	}
	l.sold = slices.ContainsFunc(found, func(t Found) bool { return t.UnitsSold != nil })
	l.cut = 3*former(found) >= len(found)
	l.buys, l.talks = 2*buys >= len(few), 2*talk >= len(few)
	headed := e.head.node >= 0 && !e.tileHeads(list)
	l.aside = len(list) == 0 || d.finder().weigh(list) < float64(len(list))/2 || headed && int(d.nodes[list[0].root].from) < e.titleAt()
	l.goods = d.finder().calledGoods(few)
	l.own = (headed || e.head.node < 0) && slices.ContainsFunc(found, func(t Found) bool { return sameName(e.head.text, t.Title) >= 0.75 })
	l.lent = e.lent(list, l)
	if 2*long >= len(few) && !l.buys {
		l.article++
	}
	if 2*away > len(firsts) {
		l.article++
	}
	return l
}

// tileHeads reports whether the page's headline is the name of one of its tiles: the page has none of its own.
func (e *evidence) tileHeads(list []tile) bool {
	return len(list) >= leastLent && e.d.nodes[e.head.node].DataAtom != atom.H1 && slices.ContainsFunc(list, func(t tile) bool { return e.d.within(e.head.node, t.root) })
}

// tileBuys reports whether a tile holds a button or link that puts its product into the cart.
func (d *document) tileBuys(t tile) bool {
	for i := t.lo; i < t.hi; i++ {
		switch d.nodes[i].DataAtom {
		case atom.A, atom.Button, atom.Input:
			if d.nodes[i].to-d.nodes[i].from <= 60 && stockWords.match(d.buttonText(i))&sayBuy != 0 {
				return true
			}
		}
	}
	return false
}

// longProse is how many letters a paragraph has that tells about a product as an article does. What shops print below a
// name is shorter, and most cut it off.
const longProse = 160

// longNote is how many bytes a note on tax below a price has at most, which is no talk: "inkl. MwSt. zzgl. Versand".
const longNote = 40

// prose is the length in characters of the longest line of a tile that holds more than one sentence, 0 if there is none.
func (f *tileFinder) prose(t tile) int {
	from, to := f.extent(t)
	longest := 0
	for line := range strings.SplitSeq(f.d.text[from:to], "\n") {
		if n := len(line); n > longest && (strings.Contains(line, ". ") || strings.Contains(line, "! ") || strings.Contains(line, "? ") || strings.Contains(line, "。")) {
			if n > longNote || taxWords.match(strings.ToLower(line)) == 0 {
				longest = max(longest, utf8.RuneCountInString(line))
			}
		}
	}
	return longest
}

// leadsAway reports whether an address is of another site than the page's.
func (d *document) leadsAway(address string) bool {
	if address == "" || d.url.Host == "" {
		return false
	}
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && site(u) != site(d.url)
}

// site is the part of a host that one owner has ("shop.example.co.uk" is of "example.co.uk").
func site(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if s, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return s
	}
	return host
}

// lent is what productSigns took from the tiles of a list: a button and a price behind the headline that are of the list's
// products. A tile that is named like the page is the page's own product.
func (e *evidence) lent(list []tile, l listLook) float64 {
	if l.own {
		return 0
	}
	tiled := func(i int) bool {
		return slices.ContainsFunc(list, func(t tile) bool { return i >= t.lo && i < t.hi })
	}
	lent := 0.0
	worth, at := e.headPrice()
	if worth > 0 && tiled(at) {
		lent += worth
	}
	start, _ := e.d.productSpan(e.head)
	if _, at := e.d.cartButton(start); l.buys && at >= 0 && slices.ContainsFunc(list, func(t tile) bool { return int(e.d.nodes[t.root].from) <= at && at <= int(e.d.nodes[t.root].to) }) {
		lent += e.buyWorth()
	}
	return lent
}

// buysBeside reports whether a button that buys stands outside the page's list.
func (e *evidence) buysBeside() bool {
	start, _ := e.d.productSpan(e.head)
	_, at := e.d.cartButton(start)
	list := e.d.finder().main
	return at >= 0 && len(list) > 0 && (at < int(e.d.nodes[list[0].root].from) || at > int(e.d.nodes[list[len(list)-1].root].to))
}

// sorts reports whether the page has a control that puts the list into another order.
func (d *document) sorts() bool {
	for i := range d.nodes {
		n := &d.nodes[i]
		if n.DataAtom == atom.Select && (sortWords.match(attr(n.Node, "name")) != 0 || sortWords.match(attr(n.Node, "id")) != 0 || sortWords.match(attr(n.Node, "class")) != 0) {
			return true
		}
	}
	return false
}

var sortWords = newWordset([]wordRow{{1, []string{"sort", "order", "trier"}}})

// cartPaths are what shops call the cart in addresses.
var cartPaths = wordMap(`cart|basket|bag|korb|einkaufswagen|einkaufskorb|einkaufstasche|winkelmandje|sacola|varekurv|ostukorv|kosarica|krepselis|grozs|checkout|minicart|shoppingcart|shoppingbag|warenkorb|kasse|panier|koszyk|carrito|cesta|carrello|carrinho|winkelwagen|winkelmand|kurv|indkobskurv|handlekurv|varukorg|kundvagn|ostoskori|kosik|kosar|sepet|sepetim|korzina|кошик|корзина`)
