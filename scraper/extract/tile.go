package extract

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"shelfwise/market/money"
)

// tile is one product of a list: nodes[lo:hi], which is the subtree of root except in a flat list, whose products
// have no element of their own and root is the element around them all.
type tile struct {
	root   int
	lo, hi int
	prices []int // elements that show a price
}

// The bounds of the search for tiles, against hostile pages.
const (
	maxPriceText  = 90     // bytes of an element that shows nothing but a price
	maxPriceNodes = 3000   // price elements looked at
	maxTileText   = 4000   // bytes of text in one tile
	minTiles      = 2      // a list has at least so many
	maxTileNodes  = 40_000 // elements in one tile
)

// tileWords are tokens in classes and ids that say what an element is.
var tileWords = newWordset([]wordRow{
	{isPrice, []string{"price", "preis", "prix", "precio", "preco", "prezzo", "prijs", "pris-", "cena", "amount", "cost", "money", "currency", "harga", "fiyat"}},
	{isName, []string{"title", "name", "heading", "desc-link", "product-link", "nazwa", "nombre", "titel", "titre"}},
	{isAside, []string{"related", "recommend", "upsell", "up-sell", "crosssell", "cross-sell", "similar", "also-b", "also-v", "alsobought", "recently",
		"viewed", "carousel", "slider", "swiper", "slick", "advert", "sponsor", "sidebar", "side-bar", "widget", "minicart", "mini-cart", "cart-", "basket", "menu", "megamenu",
		"bestseller", "best-seller", "spotlight", "history", "banner", "popup", "modal", "compare"}},
	{isSaleWord, []string{"sale", "special", "final", "current", "now", "discounted", "promo", "offer", "actual", "nuevo", "new-price", "price-new", "aktion"}},
	{isOldWord, []string{"old", "was", "regular", "list-price", "listprice", "original", "strike", "through", "before", "rrp", "msrp", "uvp", "compare", "crossed", "retail", "former", "statt", "barre", "anterior", "price-standard", "standard-price"}},
	{isUnitWord, []string{"unit-price", "unitprice", "unit_price", "per-unit", "base-price", "baseprice", "grundpreis", "ppu", "price-per"}},
	{isSavingWord, []string{"saving", "save", "discount-amount", "you-save", "ahorro", "ersparnis", "coupon", "shipping", "delivery", "versand", "installment", "instalment", "financing", "monthly", "deposit", "tax-exc", "excl", "points", "cashback"}},
	{isMember, []string{"member-price", "memberprice", "member_price", "price-member", "price--member", "price__member", "club-price", "clubprice", "price-club", "price--club", "clubcard", "loyalty", "vip-price", "prime-price", "medlemspris", "klubpris"}},
	{isRating, []string{"rating", "star", "review", "bewertung", "avis", "opinion", "score", "rate"}},
})

// tileTokens are the tileWords of a class attribute. "bold" is not old, "nowrap" is not now, and the price of a box of
// price and shipping is a price.
func tileTokens(class string) uint32 {
	m := tileWords.match(class)
	if m&(isOldWord|isSaleWord) != 0 {
		m = m&^(isOldWord|isSaleWord) | tileWords.match(soundAlike.Replace(strings.ToLower(class)))&(isOldWord|isSaleWord)
	}
	if m&(isOldWord|isSaleWord) == isOldWord|isSaleWord {
		for c := range strings.FieldsSeq(class) {
			// "sales-price__former": the element is called old, the block around it is named after sales.
			if k := strings.LastIndex(c, "__"); k > 0 && tileWords.match(c[:k])&isSaleWord != 0 && tileWords.match(c[k:])&(isOldWord|isSaleWord) == isOldWord {
				m &^= isSaleWord
			}
		}
	}
	if m&(isPrice|isSavingWord) == isPrice|isSavingWord {
		for c := range strings.FieldsSeq(class) {
			k := max(strings.LastIndex(c, "--"), strings.LastIndex(c, "__"))
			if k > 0 && tileWords.match(c[:k])&isPrice != 0 && tileWords.match(c[k+2:])&(isPrice|isSavingWord) == isPrice {
				return m &^ isSavingWord
			}
		}
	}
	return m
}

// soundAlike takes out the class names that only hold a word.
var soundAlike = strings.NewReplacer("nowrap", "", "known", "", "wholesale", "", "bold", "", "gold", "", "sold", "", "hold", "", "fold", "", "wash", "")

const (
	isPrice uint32 = 1 << iota
	isName
	isAside
	isSaleWord
	isOldWord
	isUnitWord
	isSavingWord
	isRating
	isMember // for members, holders of a card, users of an app
)

// tileFinder holds what the search for tiles has learnt about a page.
type tileFinder struct {
	d       *document
	hint    money.Hint
	marks   []uint32     // tileWords of each node's class and id
	prices  []int        // price elements in document order
	sound   map[int]bool // those that show a price and not a saving, an instalment, a threshold
	links   []int        // product links in document order
	titles  []int        // elements that could name a product
	clicked []int        // elements that scripts follow when they are clicked on
	main    []tile       // the page's list
	lists   []*group     // all lists, of which the main one is

	classKeys map[string]string
	ratings   map[rateKey][2]string // what ratingIn answered
	shared    map[string]bool       // addresses that several tiles of the list link to
}

func (f *tileFinder) parse(text string) money.Parsed { return f.d.parsed(text, f.hint) }

// tiles finds the products of a category or search page: repeated sibling subtrees with a link, a name and a price.
// It knows no site. The answer is in page order; none is found where the page has no list.
func (d *document) tiles() []Found {
	f := d.finder()
	return f.readAll(f.main)
}

// finder searches the page for tiles when it is first asked for.
func (d *document) finder() *tileFinder {
	if d.tileFinder == nil {
		d.tileFinder = newTileFinder(d)
		d.tileFinder.main = d.tileFinder.mainList()
	}
	return d.tileFinder
}

func newTileFinder(d *document) *tileFinder {
	f := &tileFinder{d: d, hint: d.hint(), marks: make([]uint32, len(d.nodes)), sound: map[int]bool{}, classKeys: map[string]string{}, ratings: map[rateKey][2]string{}}
	tokens := make([]uint32, len(d.classed)) // of the class attributes
	for k := range d.classed {
		tokens[k] = tileTokens(d.classed[k].name)
	}
	for i := range d.nodes {
		if d.nodes[i].flags&inBody == 0 {
			continue
		}
		f.marks[i] = tokens[d.nodes[i].class]
		for k := range d.nodes[i].Attr {
			switch a := &d.nodes[i].Attr[k]; a.Key {
			case "id", "itemprop", "data-testid", "data-test", "data-qa":
				f.marks[i] |= tileWords.match(a.Val)
			case "data-href", "data-url", "onclick":
				f.clicked = append(f.clicked, i)
			}
		}
	}
	f.findLinks()
	f.markColumns()
	f.findPrices()
	return f
}

// findPrices lists the smallest elements that show a price with its currency, or by their class are a price. Smaller
// elements stand behind those around them, so that the way back sees them first and most wrappers need no parsing.
func (f *tileFinder) findPrices() {
	d := f.d
	marked := len(d.nodes) // the last found price with a currency of its own
	for i := len(d.nodes) - 1; i >= 0 && len(f.prices) < maxPriceNodes; i-- {
		n := &d.nodes[i]
		if n.flags&inBody == 0 || n.to-n.from > maxPriceText || n.to == n.from || n.DataAtom == atom.Option || marked < int(n.end) {
			continue
		}
		text := d.textOf(i)
		if !strings.ContainsFunc(text, unicode.IsDigit) {
			continue
		}
		p := f.showsMoney(i, text)
		if p.Status == "" || f.smallerSays(i, text) {
			continue
		}
		if p.Marked {
			marked = i
		}
		f.sound[i] = p.Status != money.StatusNone && p.Kind != money.KindUnit
		f.prices = append(f.prices, i)
	}
	slices.Reverse(f.prices)
	f.dropConverted()
}

// smallerSays reports whether an element inside node i, found before, shows the same text; others are dropped, since
// none of them shows a currency.
func (f *tileFinder) smallerSays(i int, text string) bool {
	for k := len(f.prices) - 1; k >= 0 && f.d.within(f.prices[k], i); k-- {
		if f.d.textOf(f.prices[k]) == text {
			return true
		}
		f.prices = f.prices[:k]
	}
	return false
}

// showsMoney parses the text of node i if it is a price and little else; the status is empty where it is no price.
func (f *tileFinder) showsMoney(i int, text string) money.Parsed {
	named := f.marks[i]&isPrice != 0
	inNamed := named || f.d.nodes[i].parent >= 0 && f.marks[f.d.nodes[i].parent]&isPrice != 0
	if f.goesOn(i, text) || strings.HasPrefix(text, "Fr") && dayText.MatchString(text) {
		return money.Parsed{}
	}
	dashed := dashedPrice(labelOff(text))
	former := !named && formerText(text)
	dashed = dashed || former
	sign := hasSign(text) || dashed
	if !sign && !inNamed && !shortMoney(text) || !inNamed && lettersIn(text) > maxPriceLetters {
		return money.Parsed{}
	}
	if !named && !sign && !money.NamesCurrency(text) {
		return money.Parsed{}
	}
	p := f.parse(text)
	if named && !p.Marked && int(f.d.nodes[i].end) > i+1 {
		p = f.parse(f.spelled(i)) // "128" and a raised "95"
	}
	if p.Status == money.StatusNone && p.Kind == "" || !p.Marked && (!named && !dashed || p.Number == "" && p.List == "") {
		return money.Parsed{}
	}
	return p
}

// dayText is a Friday, which is no sum of francs: "Fr., 15. März".
var dayText = regexp.MustCompile(`^Fr\.?,? \d{1,2}\. ?(?:\pL{3}|\d{1,2}\.)`)

// goesOn reports whether node i holds the cents of a number that begins in another element: ",90", and "€90" behind "12".
func (f *tileFinder) goesOn(i int, text string) bool {
	from := int(f.d.nodes[i].from)
	if f.d.nodes[i].DataAtom == atom.Sup && len(text) == 2 && from > 1 && f.d.text[from-1] == ' ' && isDigit(f.d.text[from-2]) {
		return true // "128" and a raised "95"
	}
	if from == 0 || !isDigit(f.d.text[from-1]) {
		return false
	}
	if text[0] == ',' || text[0] == '.' {
		return true
	}
	_, size := utf8.DecodeRuneInString(text)
	cents := text[size:]
	return hasSign(text[:size]) && len(cents) == 2 && isDigit(cents[0]) && isDigit(cents[1])
}

// formerText reports whether a text is a short word for a former price and a number with cents, without a currency:
// "Norm. 6,45".
func formerText(text string) bool {
	n := len(text)
	if n < 6 || n > 40 || !isDigitByte(text[n-1]) || !isDigitByte(text[n-2]) || text[n-3] != ',' && text[n-3] != '.' {
		return false
	}
	i := strings.IndexAny(text, "0123456789")
	return i > 2 && strings.Trim(text[i:], "0123456789., ") == "" && labelsBefore.match(labelText(text[:i]))&labelWas != 0
}

// labelOff is a text without the short label that it begins with ("Before 499,-").
func labelOff(text string) string {
	if i := strings.IndexAny(text, "0123456789"); i > 0 && i <= maxPriceLetters && lettersIn(text[:i]) > 0 {
		return text[i:]
	}
	return text
}

// dashedPrice reports whether a text is a whole number and the dash that stands for no cents: "5.300,-".
func dashedPrice(text string) bool {
	text = strings.TrimRight(strings.TrimSpace(text), "-–—")
	return len(text) > 1 && len(text) <= 12 && (text[len(text)-1] == ',' || text[len(text)-1] == '.') && strings.Trim(text, "0123456789., \u00a0'’") == ""
}

// maxPriceLetters is how many letters a text may have besides a price and still be one ("inkl. MwSt. zzgl. Versand").
const maxPriceLetters = 30

func lettersIn(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// hasSign reports whether a text holds a currency sign.
func hasSign(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return r == '$' || r > 0x7f && (unicode.Is(unicode.Sc, r) || r == '円' || r == '元' || r == '원')
	})
}

// shortMoney reports whether a text is a number and a short word, such as "199 kr" or "EUR 12,50".
func shortMoney(text string) bool {
	n := lettersIn(text)
	return n >= 1 && n <= 12
}

// nameLike reports whether a text could name a product: it has letters, is no price and no word of the shop's own.
func nameLike(s string) bool {
	if len(s) > 600 {
		return false
	}
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if r >= 0x3000 {
				letters++
			}
			if letters >= 8 {
				break
			}
		}
	}
	if letters < 3 || letters < 8 && hasSign(s) {
		return false
	}
	return len(s) > maxShopWord || !shopWords[strings.ToLower(strings.Trim(s, " .!:>»…"))]
}

// maxShopWord is more than the longest of shopWords has in bytes, with the marks around it.
const maxShopWord = 60

// shopWords are what links and badges in tiles say besides the product's name.
var shopWords = wordMap(`add to cart|add to basket|add to bag|buy|buy now|view|view details|view product|details|more|more info|more details|read more|learn more|quick view|quick shop|quickview|shop now|sale|new|compare|add to compare|add to wishlist|wishlist|add to wish list|choose options|select options|in stock|out of stock|sold out|free shipping|see details|options|reviews|review|write a review|in den warenkorb|warenkorb|zum produkt|mehr|mehr erfahren|neu|merken|vergleichen|angebot|ausverkauft|auf lager|ajouter au panier|ajouter|voir|voir le produit|en savoir plus|nouveau|promo|acheter|détails|comparer|en stock|añadir al carrito|agregar al carrito|añadir|comprar|ver|ver más|ver producto|nuevo|oferta|detalles|aggiungi al carrello|acquista|dettagli|nuovo|vedi|in winkelwagen|bekijk|bestel|nieuw|meer info|vergelijk|do koszyka|dodaj do koszyka|zobacz|nowość|promocja|szczegóły|więcej|do košíku|detail|koupit|novinka|akce|přidat do košíku|porovnat|do košíka|купить|в корзину|подробнее|новинка|хит|сравнить|в избранное|в наявності|купити|lägg i varukorg|köp|läs mer|nyhet|læg i kurv|køb|legg i handlekurv|kjøp|lisää ostoskoriin|osta|kosárba|részletek|újdonság|adaugă în coș|adauga in cos|detalii|nou|sepete ekle|incele|yeni|adicionar ao carrinho|detalhes|novo|promoção|mais|comparar|tambah ke keranjang|beli|thêm vào giỏ|mua ngay|chi tiết|カートに入れる|詳細|新着|商品詳細|加入购物车|查看|查看详情|购买|장바구니|자세히|أضف إلى السلة|הוסף לסל|image|photo|picture|product image|thumbnail|no image|bild|foto|zdjęcie|loading|next|previous|amazon's choice|best seller|bestseller|top seller|limited|exclusive|only|save|off|wish list|sponsored`)

func wordMap(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.SplitSeq(words, "|") {
		m[w] = true
	}
	return m
}

// firstIn returns the position in list of its first element inside node i's subtree, -1 if there is none.
func (f *tileFinder) firstIn(list []int, i int) int {
	k := sort.SearchInts(list, i)
	if k < len(list) && f.d.within(list[k], i) {
		return k
	}
	return -1
}

// allIn returns the part of list inside node i's subtree.
func (f *tileFinder) allIn(list []int, i int) []int { return span(list, i, int(f.d.nodes[i].end)) }

// inTile returns the part of list inside a tile.
func (f *tileFinder) inTile(list []int, t tile) []int { return span(list, t.lo, t.hi) }

func span(list []int, lo, hi int) []int {
	a, b := sort.SearchInts(list, lo), sort.SearchInts(list, hi)
	return list[a:max(a, b)]
}
