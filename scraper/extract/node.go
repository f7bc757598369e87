package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// flags say what a node is or stands in; they are inherited by its descendants.
type flags uint32

const (
	inHidden  flags = 1 << iota // not displayed
	inStruck                    // del, s, strike or an old-price class
	inChrome                    // navigation, site header, footer
	inRelated                   // recommendations, carousels, advertisements, other products
	inLink                      // a
	inControl                   // button, select, option, label of a form
	inReview                    // customers' own texts
	inCart                      // mini cart, wish list, login, pop-up
	inBody                      // under body
)

// What the names of an element speak of; these are not inherited.
const (
	namePrice uint32 = 1 << (iota + 16)
	nameRating
	nameBrand
	nameCode
	nameStock
	nameTitle
	nameNow  // the price that counts: sale, current, final
	nameUnit // a price per unit, month or shipping
	nameSeller
	nameSold
	nameRegular // the regular price, which is a former one beside a lower
	nameCut     // a discount: the number is one only where its own element is called so
	nameOption  // what variants are chosen by
	namesFrom   = namePrice
)

// node is one element of the page in document order. Its subtree is nodes[i:end].
type node struct {
	*html.Node
	parent   int32
	end      int32
	from, to int32 // its visible text is document.text[from:to]
	depth    int16
	flags    flags
	class    int32  // its class attribute in document.classed, 0 for none
	own      uint32 // what its own class, id and test ids speak of: nameXxx
}

// attr returns the value of an attribute, "" where it is absent.
func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// hasAttr reports whether the attribute is there, even if empty.
func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// textOf returns the visible text of node i: runs of spaces are one space, blocks end in a line feed.
func (d *document) textOf(i int) string {
	return strings.TrimSpace(d.text[d.nodes[i].from:d.nodes[i].to])
}

// oneLine is textOf with line feeds as spaces.
func (d *document) oneLine(i int) string {
	return joined(d.text[d.nodes[i].from:d.nodes[i].to])
}

// joined trims a text and makes runs of white space one space.
func joined(s string) string {
	s = strings.TrimSpace(s)
	for i := range len(s) {
		c := s[i]
		if c == ' ' && s[i-1] != ' ' || c > ' ' && c < utf8.RuneSelf {
			continue
		}
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

// within reports whether node i is in the subtree of node j, or is j.
func (d *document) within(i, j int) bool {
	return i >= j && int32(i) < d.nodes[j].end
}

// path names node i by the last steps of its way down: "div.price > span.amount".
func (d *document) path(i int) string {
	path := ""
	for range 3 {
		if i < 0 {
			break
		}
		n := &d.nodes[i]
		id := attr(n.Node, "id")
		mark, name := "", ""
		if id != "" {
			mark, name = "#", id
		} else if c := firstWord(attr(n.Node, "class")); c != "" {
			mark, name = ".", c
		}
		if path == "" {
			path = n.Data + mark + name
		} else {
			path = n.Data + mark + name + " > " + path
		}
		if id != "" {
			break
		}
		i = int(n.parent)
	}
	return path
}

// firstWord returns the first word of a text, "" where it has none.
func firstWord(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i]
	}
	return s
}

// isBlock reports whether an element starts a new line.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Br, atom.Button, atom.Dd, atom.Div, atom.Dl,
		atom.Dt, atom.Fieldset, atom.Figure, atom.Figcaption, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr, atom.Li, atom.Main, atom.Nav, atom.Ol, atom.Option, atom.P,
		atom.Pre, atom.Section, atom.Select, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead,
		atom.Tr, atom.Ul, atom.Summary, atom.Details, atom.Legend:
		return true
	}
	return false
}

// regionTokens is the table of class and id tokens that say what a region is.
var regionTokens = newWordset([]wordRow{
	{namePrice, []string{"price", "preis", "prix", "precio", "prezzo", "preco", "prijs", "cena", "pris", "amount", "cost", "money", "jiage", "-prc", "prc-", "prcisum", "valor", "hinta", "fiyat", "cijena", "kaina", "harga", "tsena", "stoimost", "pret-", "-pret"}},
	{nameRating, []string{"rating", "review", "stars", "star-", "bewertung", "avis", "ratings", "valoracion", "recensioni", "ocena", "hodnocen", "оцен", "out of 5", "comment-count", "feedback"}},
	{nameBrand, []string{"brand", "marke", "marka", "marque", "marca", "manufacturer", "vendor", "byline", "designer", "maker", "producer", "producent", "supplier", "znacka", "hersteller", "fabricant", "proizvo"}},
	{nameCode, []string{"sku", "product-id", "productid", "product_id", "item-number", "itemnumber", "item-no", "itemno", "item_number", "item-id", "product-code", "productcode", "product_code", "prod-id", "prodid", "style-number", "stylenumber", "article-number", "artikelnummer", "artnr", "art-nr", "referenc", "partnumber", "part-number", "model", "style-code", "item-code", "itemcode", "codigo", "product-number", "productnumber", "product-num"}},
	{nameStock, []string{"availab", "stock", "verfueg", "verfug", "disponib", "lager", "inventory", "delivery-status"}},
	{nameTitle, []string{"product-title", "producttitle", "product_title", "product-name", "productname", "product_name", "prod-title", "prodname", "item-title", "item-name", "itemtitle", "pdp-title", "page-title", "title-product", "goods-name", "goodsname", "goods-title", "goodstitle", "producthead", "product-heading"}},
	{nameNow, []string{"sale", "current", "now", "final", "our-price", "ourprice", "special", "actual", "main-price", "new-price", "price-new", "newprice", "pricenew", "offer", "deal", "promo", "selling", "payable", "discounted", "discount-price", "discountprice", "discount_price", "reduced-price", "reducedprice", "reduced_price"}},
	{nameUnit, []string{"unit-price", "unitprice", "unit_price", "per-unit", "perunit", "price-per", "priceper", "month", "instal", "financ", "shipping", "delivery", "saving", "save", "klarna", "afterpay", "grundpreis", "coupon", "points", "cashback", "tax", "deposit", "warranty", "protection", "trade-in", "tier-price", "tierprice", "tier_price", "staffelpreis", "graduated-price", "volume-price", "bulk-price"}},
	{nameCut, []string{"discount"}},
	{nameOption, []string{"swatch", "variant", "variation", "colors", "colours", "color-select", "colour-select", "color-option", "colour-option", "color-picker", "colour-picker", "color-list", "colour-list", "sizes", "size-select", "size-option", "size-picker", "size-list", "farbauswahl", "farben", "groessen", "couleurs", "tailles", "colores", "tallas", "kleuren", "maten-", "kolory", "rozmiary"}},
	{nameRegular, []string{"regular-price", "regularprice", "price-regular", "priceregular", "normal-price", "normalprice", "standard-price", "price-standard", "base-price", "baseprice", "usual-price"}},
	{nameSeller, []string{"seller", "merchant", "vendor", "shop-name", "store-name", "sold-by", "soldby"}},
	{nameSold, []string{"sold", "orders", "sales-count", "quantity-sold"}},
	{uint32(inRelated), []string{"related", "recommend", "upsell", "up-sell", "crosssell", "cross-sell", "cross_sell", "similar",
		"also-b", "alsob", "also-v", "alsov", "also_", "also-like", "you-may", "youmay", "sponsored", "recently", "recentview", "lastviewed", "last-viewed",
		"lastseen", "last-seen", "viewed", "carousel", "accessories", "bought-together", "boughttogether", "sims-", "bundle-",
		"suggest", "complement", "advert", "interested", "complete-the-look", "shop-the-look", "other-products", "otherproducts",
		"product-list", "productlist", "products-grid", "product-grid", "bestseller", "best-seller", "featured-products"}},
	{uint32(inReview), []string{"review-text", "reviewtext", "review-body", "review-list", "reviews-list", "reviewlist", "comment", "testimonial",
		"customer-review", "user-review", "question", "bv-content", "feedback"}},
	{uint32(inCart), []string{"minicart", "mini-cart", "mini_cart", "header-cart", "cart-item", "cart-row", "cart-line", "cart-drawer", "cart-summary", "basket-summary", "wishlist-pop", "newsletter",
		"cookie", "login-", "modal-login", "cart-popup", "minibasket", "free-shipping-bar", "gift-card-"}},
	{uint32(inChrome), []string{"breadcrumb-nav", "site-header", "site-footer", "main-nav", "navbar", "mega-menu", "megamenu", "topbar", "top-bar", "announcement-bar", "announcement_bar", "announcement__", "promo-bar", "page-footer", "page-header"}},
	{uint32(inStruck), []string{"old-price", "oldprice", "old_price", "price-old", "price_old", "priceold", "was-price", "wasprice", "price-was", "price_was", "pricewas",
		"strike", "line-through", "linethrough", "list-price", "listprice", "list_price", "price-list", "regular-price-was", "compare-at", "compare_at", "compareat", "compare-price", "compare_price", "compareprice", "price-compare",
		"origin-price", "originprice", "origin_price", "price-origin", "original-price", "originalprice", "original_price", "price-original", "price--original", "crossed", "prc-org", "prc-old", "org-price", "orgprice", "price-org", "prezzo-listino", "prezzo-pieno", "full-price", "fullprice", "full_price", "struck", "striked", "price-before", "before-price", "beforeprice",
		"pricebefore", "msrp", "rrp", "uvp", "price--old", "price__old", "price-previous", "previous-price", "retail-price", "retailprice", "retail_price",
		"a-text-price", "price--compare", "old-amount", "stara-cena", "staracena", "stara-cijena", "stare-ceny", "cena-stara", "puvodni", "regi-ar", "eredeti-ar", "pret-vechi", "eski-fiyat", "vanha-hinta", "forpris", "oude-prijs", "alter-preis", "statt-preis", "instead-of", "prezzo-vecchio", "ancien-prix", "prix-ancien", "precio-antes", "precio-viejo", "precio-tachado", "preco-antigo", "precoantigo", "prixbarre", "prix-barre", "prix_barre", "streichpreis", "scratched", "not-discounted", "notdiscounted", "undiscounted", "without-discount", "indirimsiz", "sem-desconto", "tachado", "price-crossed", "precio-anterior", "preco-de", "strikethrough"}},
	{uint32(inHidden), []string{"display-none", "d-none", "is-hidden", "ng-hide", "js-hidden", "visually-disabled"}},
})

// maxClasses bounds how many class attributes of one page are remembered.
const maxClasses = 20_000

// soundClasses takes out of class names what only sounds like a list price, a review or a tax: the price in a list, a
// preview, a price without tax.
var soundClasses = strings.NewReplacer("price-per-sellable-unit", "price-sellable", "product-page__header", "product-head", "product-page-header", "product-head", "withoutTax", "whole", "WithoutTax", "whole", "withTax", "whole", "WithTax", "whole", "with_tax", "whole", "with-tax", "whole", "including-tax", "whole", "incl-tax", "whole", "inclTax", "whole", "list__", "rows__", "preview", "pview", "Preview", "Pview")

// soundsLike is in all class names that soundClasses changes.
var soundsLike = newWordset([]wordRow{{1, []string{"per-sellable", "product-page", "list__", "preview", "withouttax", "withtax", "with_tax", "with-tax", "including-tax", "incl-tax", "incltax"}}})

func plainClass(class string) string {
	if soundsLike.match(class) == 0 {
		return class
	}
	return soundClasses.Replace(class)
}

// classed is a class attribute and its masks in regionTokens.
type classed struct {
	name   string
	tokens uint32
}

// classNumber is the place of a class attribute in classed. Each is looked at once: pages repeat theirs.
func (d *document) classNumber(class string) int32 {
	k, known := d.classes[class]
	if !known {
		plain := plainClass(class)
		k = int32(len(d.classed))
		d.classed = append(d.classed, classed{plain, regionTokens.match(plain) | regionTokens.matchHyphened(plain)})
		if len(d.classes) < maxClasses {
			d.classes[class] = k
		}
	}
	return k
}

// scaleWords lead to the end of a rating's scale.
var scaleWords = newWordset([]wordRow{{1, []string{"of 5", "von 5", "sur 5", "su 5", "de 5", "van 5", "z 5", "na 5", "av 5", "af 5", "из 5", "/5", "/ 5", "5つ星のうち"}}})

// spoken is what the words for screen readers say that an element is: a price or the product's rating.
func spoken(label string) uint32 {
	if len(label) > 80 || strings.Contains(strings.ToLower(label), "feedback") {
		return 0 // the seller's rating
	}
	if scaleWords.match(label) != 0 {
		return nameRating
	}
	return regionTokens.match(label) & (namePrice | nameRating)
}

// matchHyphened is match with the marks that join the words of a class name ("item_name", "price__old", "price--old") read
// as one hyphen; it looks only at names that have other marks.
func (w *wordset) matchHyphened(class string) uint32 {
	if strings.IndexByte(class, '_') < 0 && !strings.Contains(class, "--") {
		return 0
	}
	at, last := 0, byte(0)
	var got uint32
	for i := range len(class) {
		c := class[i]
		if c == '_' {
			c = '-'
		}
		if c != '-' || last != '-' {
			if at = int(w.next[at*w.symbols+int(w.symbol[c])]); at < 0 {
				at = ^at
				got |= w.mask[at]
			}
		}
		last = c
	}
	return got
}

// ownFlags are the flags that an element starts, without those of its ancestors, and what its names speak of.
// class is the number of its class attribute.
func (w *walker) ownFlags(n *html.Node) (f flags, names uint32, class int32) {
	f = elementFlags(n.DataAtom)
	var tokens, soft uint32
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "class":
			class = w.d.classNumber(a.Val)
			tokens |= w.d.classed[class].tokens
		case "id":
			tokens |= regionTokens.match(a.Val)
		case "hidden":
			f |= inHidden
		case "style":
			f |= styleFlags(a.Val)
		case "aria-label":
			soft |= spoken(a.Val)
		case "itemprop", "data-testid", "data-test-id", "data-test", "data-qa", "data-auto", "data-automation-id", "data-hook", "data-role":
			soft |= regionTokens.match(a.Val)
		}
	}
	names = (tokens | soft) &^ (namesFrom - 1)
	if tokens&uint32(inRelated) != 0 && names&namePrice != 0 && shallow(n) {
		tokens &^= uint32(inRelated) // "bundle-price", "recommended-price": a price, no part of the page
	}
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Main {
		return f, names, class
	}
	return f | flags((tokens|soft&^uint32(inRelated|inReview))&(namesFrom-1)), names, class
}

func elementFlags(a atom.Atom) flags {
	switch a {
	case atom.Body:
		return inBody
	case atom.Del, atom.S, atom.Strike:
		return inStruck
	case atom.Nav, atom.Footer:
		return inChrome
	case atom.A:
		return inLink
	case atom.Button, atom.Select, atom.Option:
		return inControl
	}
	return 0
}

// styleWords are in all styles that say something.
var styleWords = newWordset([]wordRow{{1, []string{"none", "hidden", "through"}}})

func styleFlags(style string) flags {
	if styleWords.match(style) == 0 {
		return 0
	}
	var f flags
	s := strings.ReplaceAll(strings.ToLower(style), " ", "")
	if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
		f |= inHidden
	}
	if strings.Contains(s, "line-through") {
		f |= inStruck
	}
	return f
}

// shallow reports whether an element holds no element that holds another.
func shallow(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		for g := c.FirstChild; g != nil; g = g.NextSibling {
			if g.Type == html.ElementNode {
				return false
			}
		}
	}
	return true
}

// behindWord reports whether the text so far ends with a word's letters: "Sale price</span>39,00" are two things.
func (w *walker) behindWord() bool {
	s := w.text.String()
	letter := func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
	return len(s) >= 3 && letter(s[len(s)-1]) && letter(s[len(s)-2]) && letter(s[len(s)-3])
}
