package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// What words say about availability.
const (
	sayBuy uint32 = 1 << iota
	sayIn
	sayOut
	sayPre
	sayBack
	sayEnded
	sayLimited
)

// stockWords are the phrases of shops in their main languages, lower case.
var stockWords = newWordset([]wordRow{
	{sayBuy, []string{"add to cart", "add to bag", "add to basket", "add to trolley", "add to shopping", "buy now", "buy it now", "add item", "in den warenkorb", "in den einkaufswagen", "kaufen", "ajouter au panier", "ajouter à mon panier", "acheter",
		"añadir a", "agregar al", "comprar", "aggiungi al", "acquista", "adicionar ao", "adicionar à", "à sacola", "in winkelwagen", "in mijn winkel", "bestellen", "do koszyka", "kup teraz", "do košíka", "do košíku", "koupit", "kúpiť", "kosárba", "în coș", "in cos", "adaugă", "adauga", "læg i kurv", "legg i hand", "lägg i varu", "köp", "ostoskoriin", "sepete ekle", "satın al",
		"в корзину", "купить", "у кошик", "купити", "ielikt groz", "pievienot groz", "ievietot", "į krepšelį", "lisa ostu", "στο καλάθι", "加入购物车", "立即购买", "加入購物車", "立即購買", "馬上購買", "立刻購買", "直接購買", "カートに入れる", "カートに追加", "かごに", "カゴに", "購入", "장바구니", "구매하기", "바로구매", "أضف إلى", "اشتري", "הוסף לסל", "thêm vào giỏ", "mua ngay", "place bid", "checkout now", "add to order", "to trolley", "add to my bag", "agregar a", "in winkelmand", "in mijn mandje", "į krepšelį", "do košarice", "u košaricu", "u korpu", "v košarico", "in den korb", "i indkøbskurv", "till varukorg", "i kundvagn", "i handlekurv", "lisa korvi", "do koša", "в количката", "добави в", "купи", "додати в кошик", "до кошика", "себетке", "ajouter à la", "pievienot", "καλάθι", "לסל", "קנה עכשיו", "หยิบใส่", "ใส่ตะกร้า", "ลงตะกร้า", "ลงในตะกร้า", "ซื้อเลย", "ซื้อทันที", "สั่งซื้อ", "masukkan keranjang", "tambah ke keranjang", "+ keranjang", "beli sekarang", "tambah ke troli", "افزودن به سبد", "به سبد خرید", "إضافة إلى", "أضف للسلة", "اشتر الآن", "加购", "加采购车", "加入采购车", "立即订购", "立即下单", "加入購物袋", "放入購物車", "加到購物車", "ご購入", "買い物かご", "注文する", "장바구니", "담기", "कार्ट", "gebot abgeben", "jetzt bieten", "faire une offre", "enchérir", "pujar", "fai un'offerta", "licytuj", "addtocart", "add-to-cart", "add_to_cart", "addtobag", "add-to-bag", "addtobasket", "add-to-basket", "buynow", "buy-now", "buy-button", "btn-cart", "dodaj u ko", "v košarico"}},
	{sayIn, []string{"na stanju", "disponibilità immediata", "in stock", "instock", "in-stock", "auf lager", "lieferbar", "sofort verf", "verfügbar", "en stock", "disponible", "disponibile", "em stock", "em estoque", "disponível", "op voorraad", "leverbaar", "dostępny", "na stanie", "skladem", "na sklade", "raktáron", "în stoc", "in stoc", "på lager", "i lager", "varastossa", "stokta", "в наличии", "є в наявності", "в наявності", "noliktavā", "pieejams", "yra sandėlyje", "laos", "διαθέσιμο", "有货", "现货", "有貨", "現貨", "在庫あり", "재고 있음", "متوفر", "ready to ship", "ships within", "available now", "usually ships", "in magazzino", "am lager", "vorrätig", "sofort versand", "disponibil", "na zalihi", "dostupno", "na zalogi", "dobavljivo", "v zásobě", "k dispozici", "készleten", "azonnal", "elérhető", "saatavilla", "saadaval", "turime", "yra prekyboje", "ir noliktavā", "в наличност", "налично", "наличен", "в склад", "σε απόθεμα", "ετοιμοπαράδοτο", "διαθέσιμο", "במלאי", "موجود در", "موجود", "มีสินค้า", "พร้อมส่ง", "còn hàng", "stok tersedia", "stok:", "ready stock", "tersisa", "库存充足", "庫存", "残りわずか", "재고있음"}},
	{sayOut, []string{"brak towaru", "powiadom o dostępności", "avísame cuando", "avvisami quando", "bei verfügbarkeit", "prévenez-moi", "m'avertir", "сообщить о поступлении", "повідомити про наявність", "уведомить о поступлении", "再入荷", "入荷お知らせ", "到货通知", "貨到通知", "재입고", "gelince haber ver", "hlídat dostupnost", "back in stock", "momentan nicht", "zurzeit nicht", "plus disponible", "en rupture", "non in magazzino", "nie ma w magazynie", "chwilowo brak", "produkt niedostępny", "momentálně nedostup", "nie je na sklade", "nincs készleten", "jelenleg nem", "nema na zalihi", "rasprodano", "nedostupno", "ni na zalogi", "razprodano", "nėra sandėlyje", "neturime", "otsas", "ei ole varastossa", "loppuunmyyty", "inte i lager", "tillfälligt slut", "midlertidig utsolgt", "не е в наличност", "изчерпан", "няма наличност", "нет на складе", "не в наличии", "немає на складі", "εκτός αποθέματος", "μη διαθέσιμο", "אזל", "לא במלאי", "ناموجود", "اتمام موجودی", "نفد", "نفذ", "غير متوفر", "สินค้าหมด", "หมดสต", "hết hàng", "tạm hết", "stok habis", "habis terjual", "补货", "暫時缺貨", "在庫なし", "在庫がありません", "売切", "일시품절", "stokta bulunmamaktadır", "बिक गया", "out of stock", "out-of-stock", "outofstock", "sold out", "soldout", "sold-out", "currently unavailable", "temporarily unavailable", "not available", "no longer available", "unavailable", "ausverkauft", "nicht verfügbar", "nicht lieferbar", "nicht auf lager", "derzeit nicht", "vergriffen", "épuisé", "indisponible", "rupture de stock", "non disponible", "agotado", "no disponible", "sin stock", "fuera de stock", "esaurito", "non disponibile", "esgotado", "indisponível", "fora de estoque", "uitverkocht", "niet op voorraad", "niet leverbaar", "niet beschikbaar", "niedostępny", "wyprzedan", "brak w magazynie", "vyprodáno", "není skladem", "nedostupn", "vypredané", "elfogyott", "nincs raktáron", "stoc epuizat", "indisponibil", "udsolgt", "ikke på lager", "utsolgt", "slutsåld", "slut i lager", "loppu", "tükendi", "stokta yok", "нет в наличии", "распродан", "немає в наявності", "закончился", "nav pieejams", "nav noliktavā", "izpārdots", "išparduota", "läbi müüdud", "εξαντλ", "缺货", "售罄", "已售完", "无货", "下架", "缺貨", "售完", "已售完", "完售", "在庫切れ", "売り切れ", "品切れ", "품절", "매진", "غير متوفر", "نفد", "אזל", "hết hàng", "notify me when", "email me when", "back in stock", "waitlist", "agotada"}},
	{sayPre, []string{"pre-order", "preorder", "pre order", "vorbestell", "précommand", "reserva ahora", "preventa", "prenota", "предзаказ", "預購", "预售", "予約"}},
	{sayBack, []string{"backorder", "back-order", "back order", "available on order", "on backorder"}},
	{sayEnded, []string{"product is no longer available", "item is no longer available", "listing is no longer available", "product has been discontinued", "item has been discontinued", "item sold out", "artikel ist nicht mehr verf", "produkt ist nicht mehr verf", "produit n'est plus disponible", "article n'est plus disponible", "producto ya no está disponible", "prodotto non è più disponibile", "produto não está mais disponível", "produkt wycofany", "výrobok sa už nepredáva", "prodej ukončen", "predaj ukončený", "товар снят с производства", "снят с продажи", "商品已下架", "销售终止", "販売終了", "판매종료", "판매 종료", "discontinued", "listing has ended", "bidding has ended", "auction ended", "this listing was ended", "eingestellt", "no longer carried"}},
	{sayLimited, []string{"low in stock", "low stock", "few left", "nur noch", "only a few", "plus que", "últimas unidades", "limited availability"}},
})

// stockOf turns what the words of a text say into schema.org's word; negations win ("not in stock").
func stockOf(text string) string {
	switch m := stockWords.match(strings.ToLower(text)); {
	case m&sayEnded != 0:
		return "Discontinued"
	case m&sayOut != 0:
		return "OutOfStock"
	case m&sayPre != 0:
		return "PreOrder"
	case m&sayBack != 0:
		return "BackOrder"
	case m&(sayIn|sayLimited) != 0:
		return "InStock"
	}
	return ""
}

// schemaStock are schema.org's availabilities by their folded name, and what shops write instead.
var schemaStock = map[string]string{
	"instock": "InStock", "outofstock": "OutOfStock", "preorder": "PreOrder", "backorder": "BackOrder", "discontinued": "Discontinued",
	"limitedavailability": "LimitedAvailability", "onlineonly": "OnlineOnly", "instoreonly": "InStoreOnly", "presale": "PreSale", "soldout": "SoldOut",
	"available": "InStock", "availablefororder": "BackOrder", "oos": "OutOfStock", "unavailable": "OutOfStock", "madetoorder": "MadeToOrder", "reserved": "Reserved",
	"true": "InStock", "false": "OutOfStock", "1": "InStock", "0": "OutOfStock", "yes": "InStock", "no": "OutOfStock", "pending": "PreOrder", "y": "InStock", "n": "OutOfStock",
}

var wordMarks = strings.NewReplacer(" ", "", "_", "", "-", "")

// availabilityWord reads a structured availability: a schema.org address, its word, or a phrase; "" unknown.
func availabilityWord(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.LastIndexAny(strings.TrimRight(s, "/"), "/#"); i >= 0 && strings.Contains(s, "schema.org") {
		s = strings.TrimRight(s, "/")[i+1:]
	}
	key := wordMarks.Replace(strings.ToLower(s))
	if w := schemaStock[strings.TrimPrefix(key, "schema:")]; w != "" {
		return w
	}
	return stockOf(s)
}

// stock reads the availability from the page's own words and its buy button. The button of the product's own
// form outranks words elsewhere; nearby words outrank far ones.
func (d *document) stock(h headline) fact {
	start, end := d.productSpan(h)
	buy := d.buyButton(start)
	if f := d.stockElement(start, end); f.text != "" && d.formButton(start).text != "InStock" {
		return f // a link that buys may be another product's, a form's button is the product's
	}
	if buy.text == "" {
		if f := d.soldLine(h); f.text != "" {
			return f
		}
		area := d.text[start:end]
		if w := stockWords.matchLower(area); w&(sayOut|sayEnded) != 0 && w&sayBuy == 0 {
			return fact{stockOf(area), nearWords}
		}
	}
	return buy
}

// nearWords is the evidence of an availability that only words in the text say.
const nearWords = "words near the title"

// ended reads a line near the title that says that the product is sold no more; it outranks a button left over.
func (d *document) ended(h headline) fact {
	start, end := d.productSpan(h)
	area := d.text[max(0, start-200):min(end, start+1500)]
	for line := range strings.SplitSeq(area, "\n") {
		if len(line) >= 8 && len(line) <= 100 && stockWords.match(strings.ToLower(line))&sayEnded != 0 {
			return fact{"OutOfStock", line}
		}
	}
	return fact{}
}

// productSpan is the stretch of text that speaks of the page's product: from the headline on.
func (d *document) productSpan(h headline) (start, end int) {
	if h.node >= 0 {
		start = int(d.nodes[h.node].from)
	}
	return start, min(len(d.text), start+2500)
}

// stockElement reads the first element called availability or stock after the title that says something.
func (d *document) stockElement(start, end int) fact {
	for _, i := range d.named {
		n := &d.nodes[i]
		if n.own&nameStock == 0 || n.flags&(inRelated|inHidden|inReview|inChrome|inCart) != 0 || n.to-n.from > 120 {
			continue
		}
		if int(n.from) < start-400 || int(n.from) > end+2000 {
			continue
		}
		if w := stockOf(d.oneLine(i)); w != "" {
			return fact{w, d.path(i)}
		}
	}
	return fact{}
}

// buyButton finds a button or link that puts the product in the cart.
func (d *document) buyButton(start int) fact {
	if f := d.formButton(start); f.text != "" {
		return f
	}
	for _, i := range d.anchors {
		n := &d.nodes[i]
		if n.flags&(inRelated|inChrome|inReview|inHidden) != 0 || int(n.from) < start-300 || n.to-n.from > 60 {
			continue
		}
		text := d.buttonText(i)
		if n.from == n.to {
			text += " " + strings.ToLower(pictured(n.Node, 0))
		}
		if stockWords.match(text)&sayBuy != 0 {
			return fact{"InStock", d.path(i)}
		}
	}
	return fact{}
}

// formButton is the button that puts the product in the cart, or says why it does not.
func (d *document) formButton(start int) fact {
	f, _ := d.cartButton(start)
	return f
}

// cart is the answer of cartButton for a start.
type cart struct {
	known     bool
	start, at int
	said      fact
	off       bool // it cannot be pressed
}

// cartButton finds a button or input that puts the product in the cart, or says why it does not, and where it stands.
func (d *document) cartButton(start int) (fact, int) {
	if !d.cart.known || d.cart.start != start {
		said, at, off := d.findCart(start)
		d.cart = cart{true, start, at, said, off}
	}
	return d.cart.said, d.cart.at
}

// findCart is cartButton without its memory; off: the button says that the product is gone, and cannot be pressed.
func (d *document) findCart(start int) (said fact, at int, off bool) {
	for _, i := range d.forms {
		n := &d.nodes[i]
		if n.flags&(inRelated|inChrome|inReview) != 0 || int(n.from) < start-1500 || n.DataAtom == atom.Form {
			continue
		}
		text := d.buttonText(i)
		said := stockWords.match(text)
		if said == 0 || listWords.match(text) != 0 || d.inDialog(i) || n.DataAtom == atom.A && d.inAside(i) {
			continue // says nothing, puts it on a list, not into the cart, or is of a box that a script fills
		}
		if said&sayOut != 0 && d.oneChoice(i) {
			continue // a size that is gone
		}
		if said&sayOut != 0 && n.flags&inHidden == 0 {
			return fact{"OutOfStock", d.path(i)}, int(n.from), hasAttr(n.Node, "disabled")
		}
		if said&sayPre != 0 && n.flags&inHidden == 0 {
			return fact{"PreOrder", d.path(i)}, int(n.from), false
		}
		if said&sayBuy != 0 && n.flags&inHidden == 0 && !hasAttr(n.Node, "disabled") {
			return fact{"InStock", d.path(i)}, int(n.from), false
		}
	}
	return fact{}, -1, false
}

// inDialog reports whether a node stands in a dialog that is not open: scripts fill it with the product that was clicked.
func (d *document) inDialog(i int) bool {
	for p := i; p >= 0; p = int(d.nodes[p].parent) {
		if n := d.nodes[p].Node; attr(n, "aria-hidden") == "true" && (hasToken(attr(n, "class"), "modal") || attr(n, "role") == "dialog") {
			return true
		}
	}
	return false
}

// inAside reports whether a node stands in an aside: what it advertises is not the page's.
func (d *document) inAside(i int) bool {
	for ; i >= 0; i = int(d.nodes[i].parent) {
		if d.nodes[i].DataAtom == atom.Aside {
			return true
		}
	}
	return false
}

// listWords name what a product is added to other than the cart.
var listWords = newWordset([]wordRow{{1, []string{"registry", "wishlist", "wish list", "wish-list", "wunschliste", "merkzettel", "favorit", "favourit", "lista desideri", "lista nozze", "lista de deseos", "liste de souhaits", "liste d'envies", "compare", "vergleich", "to list"}}})

// buttonText is all that a button says: its text, value, label and names, with letters beyond ASCII in lower case.
func (d *document) buttonText(i int) string {
	n := &d.nodes[i]
	text := ""
	if n.to-n.from < 100 {
		text = d.oneLine(i)
	}
	size := len(text)
	for k := range n.Attr {
		if buttonAttr(n.Attr[k].Key) {
			size += 1 + len(n.Attr[k].Val)
		}
	}
	var b strings.Builder
	b.Grow(size)
	b.WriteString(text)
	for k := range n.Attr {
		if buttonAttr(n.Attr[k].Key) {
			b.WriteByte(' ')
			b.WriteString(n.Attr[k].Val)
		}
	}
	if asciiOnly(b.String()) {
		return b.String() // the words are found in any case
	}
	return strings.ToLower(b.String())
}

func buttonAttr(key string) bool {
	switch key {
	case "value", "title", "alt", "aria-label", "id", "class", "name":
		return true
	}
	return false
}
