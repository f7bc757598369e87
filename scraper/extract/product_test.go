package extract_test

import (
	"strings"
	"testing"

	"shelfwise/scraper/extract"
)

// fieldCase is a page written for one rule, and what must be read from it.
type fieldCase struct{ name, url, html, field, want string }

// page wraps a body as a small product page with a price, so that it is read as one.
func page(title, body string) string {
	return `<html lang="en"><head><title>` + title + ` | Shop</title><meta property="og:type" content="product"></head><body><main><h1>` +
		title + `</h1><div class="price">$24.50</div><button>Add to cart</button>` + body + `</main></body></html>`
}

func runFieldCases(t *testing.T, cases []fieldCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			url := c.url
			if url == "" {
				url = "https://shop.example.com/garden-lamp"
			}
			r := extract.Extract(extract.Page{URL: url, Body: []byte(c.html)}, extract.Options{})
			if len(r.Listings) == 0 {
				if c.want != "" {
					t.Fatalf("no listing; kind %s", r.Kind)
				}
				return
			}
			if got := given(r.Listings[0], c.field); got != c.want {
				t.Errorf("%s is %q, want %q\nevidence %v\nrejected %v", c.field, got, c.want, r.Listings[0].Evidence, r.Listings[0].Rejected)
			}
		})
	}
}

func TestArticleNumbers(t *testing.T) {
	ld := `<script type="application/ld+json">{"@type":"Product","name":"Garden lamp","sku":"900017","offers":{"price":"24.50","priceCurrency":"USD"}}</script>`
	runFieldCases(t, []fieldCase{
		{"data", "", page("Garden lamp", ld), "sku", "900017"},
		{"a label outranks a number that only data know", "", page("Garden lamp", ld+`<p>Product code: GL-4711</p>`), "sku", "GL-4711"},
		{"data that the address repeats outranks a label", "https://shop.example.com/p/900017", page("Garden lamp", ld+`<p>Reference: QB737</p>`), "sku", "900017"},
		{"label behind a dash", "", page("Garden lamp", `<ul><li><strong>Product code - </strong>39139301</li></ul>`), "sku", "39139301"},
		{"label inside a line", "", page("Garden lamp", `<p>Free shipping · today item no: 4548094738</p>`), "sku", "4548094738"},
		{"label glued to its value", "", page("Garden lamp", `<div><span>Art.-Nr.</span><span>1357247</span></div>`), "sku", "1357247"},
		{"marks of text direction around the colon", "", page("Garden lamp", "<span>ASIN \u200f : \u200e B000123456</span>"), "sku", "B000123456"},
		{"Russian", "", page("Лампа садовая", `<dl><dt>Артикул</dt><dd>АБ-12345</dd></dl>`), "sku", "АБ-12345"},
		{"Japanese", "", page("ガーデンランプ", `<table><tr><th>商品番号</th><td>gl-4711</td></tr></table>`), "sku", "gl-4711"},
		{"Korean", "", page("정원 램프", `<p>상품번호 : 88120034</p>`), "sku", "88120034"},
		{"a parameter of the address", "https://shop.example.com/store/36064?pid=262388", page("Garden lamp", ``), "sku", "262388"},
		{"the end of the path", "https://shop.example.com/lamps/garden-lamp-987929.html", page("Garden lamp", ``), "sku", "987929"},
		{"a marked number in the path", "https://shop.example.com/garden-lamp/p4781720", page("Garden lamp", ``), "sku", "4781720"},
		{"a code of letters in the path", "https://shop.example.com/us/garden-lamp/CE5145.html", page("Garden lamp", ``), "sku", "CE5145"},
		{"no number: a year in a slug is too short", "https://shop.example.com/garden-lamp-2024", page("Garden lamp", ``), "sku", ""},
		{"words behind the code", "", page("Garden lamp", `<div itemscope itemtype="http://schema.org/Product"><b itemprop="name">Garden lamp</b><span itemprop="productID">TE502955-12 Garden lamp, chair</span></div>`), "sku", "TE502955-12"},
	})
}

func TestPriceEvidence(t *testing.T) {
	ld := func(offer string) string {
		return `<script type="application/ld+json">{"@type":"Product","name":"Garden lamp","offers":{"@type":"Offer","priceCurrency":"EUR",` + offer + `}}</script>`
	}
	doc := func(body string) string {
		return `<html lang="en"><head><title>Garden lamp | Shop</title></head><body><main><h1>Garden lamp</h1>` + body + `<button>Add to cart</button></main></body></html>`
	}
	runFieldCases(t, []fieldCase{
		{"the shown price outranks one that is nowhere shown", "", doc(ld(`"price":"19.00"`) + `<span class="price current-price">€24.50</span>`), "price", "24.5"},
		{"data that name the crossed-out price", "", doc(ld(`"price":"30.00"`) + `<div class="price"><del>€30.00</del> <b>€24.50</b></div>`), "price", "24.5"},
		{"and the list price of it", "", doc(ld(`"price":"30.00"`) + `<div class="price"><del>€30.00</del> <b>€24.50</b></div>`), "list_price", "30"},
		{"a recommended price that is the only one shown", "", doc(ld(`"price":"24.50"`) + `<div class="price">RRP: €24.50</div>`), "price", "24.5"},
		{"markup around both prices", "", doc(`<div itemscope itemtype="http://schema.org/Product"><span itemprop="name">Garden lamp</span><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><div itemprop="price">24,50 € <span>30,00 €</span></div></div></div>`), "price", "24.5"},
		{"two prices alone together, data say which", "", doc(ld(`"price":"24.50"`) + `<div class="box"><div>€30.00</div><div class="amount">€24.50</div></div>`), "list_price", "30"},
		{"a product name that holds a label word", "", doc(`<h2>Seamless gift bundle</h2><div class="price">€24.50</div>`), "price", "24.5"},
		{"free shipping behind the price", "", doc(`<div class="price">€24.50 &amp; FREE Shipping</div>`), "price", "24.5"},
		{"a starting bid where nothing else is shown", "", doc(`<div class="price">Starting bid: €24.50</div>`), "price", "24.5"},
		{"before tax, then with it", "", doc(`<div class="price"><span>€20.42 ex. VAT</span> <span>€24.50 inc. VAT</span></div>`), "price", "24.5"},
		{"members' price", "", doc(`<div class="price">€24.50</div><div class="member-price">Members pay €22.49</div>`), "price", "24.5"},
		{"price of one piece", "", doc(`<div class="price">€24.50 /szt</div>`), "price", "24.5"},
		{"price of one piece in brackets", "", doc(`<div class="price">€24.50 (€2.45/unit)</div>`), "price", "24.5"},
		{"country before the sign, label above", "", doc(`<div>Was:</div><div class="price">US $40.00</div><div>Price:</div><div class="price">US $24.50</div>`), "price", "24.5"},
		{"price before the title, beside the button", "", strings.Replace(doc(``), "<h1>", `<div>Used book <b class="price">€24.50</b></div><button>Add to cart</button><p>`+strings.Repeat("Customers say much about it. ", 40)+`</p><h1>`, 1), "price", "24.5"},
		{"total of a bundle", "", doc(`<div class="price">Total price: €49.00</div><p>` + strings.Repeat("Two of them. ", 30) + `</p><div class="price">€24.50</div>`), "price", "24.5"},
		{"starting bid", "", doc(ld(`"price":"15.00"`) + `<div>Estimate €30.00 - €50.00</div><div class="bid">€24.50</div><div>Starting price €15.00</div><meta property="product:price:amount" content="24.50">`), "price", "24.5"},
		{"upper end of a range", "", doc(`<div class="price">€24.50 - €80.00</div>`), "price", "24.5"},
		{"a name for the whole region that holds the product too", "", strings.Replace(doc(`<div class="price">€24.50</div>`), "<main>", `<main><div class="product-list">`, 1), "price", "24.5"},
		{"a recommended price in the description is none of the list price", "", doc(ld(`"price":"24.50"`) + `<div class="price">€24.50</div><p>It is hardly used, in its box, with all its papers. MSRP €40.00 in shops.</p>`), "list_price", ""},
		{"nine tenths off", "", doc(`<div class="price"><span class="full-price">€245.00</span> <span class="current-price">€24.50</span></div>`), "list_price", "245"},
	})
}

// TestAmbiguousCurrencies: a price in two currencies with no sign of which is the shop's is no price.
func TestAmbiguousCurrencies(t *testing.T) {
	html := `<html><head><title>Garden lamp - shop</title></head><body><h1>Garden lamp</h1><p class="price">£59 | $85</p><button>Add to cart</button></body></html>`
	runFieldCases(t, []fieldCase{
		{"nothing decides", "", html, "price", ""},
		{"the country decides", "https://shop.example.co.uk/garden-lamp", html, "price", "59"},
	})
}

func TestNames(t *testing.T) {
	runFieldCases(t, []fieldCase{
		{"headline among buttons", "", `<html><head><title>Oak shelf 80 cm - classifieds</title><meta property="og:title" content="Oak shelf 80 cm"></head><body><h2 class="posting-title">favorite this post Oak shelf 80 cm - <span class="price">$225</span> (danville) hide this posting unhide</h2><p>post id: 6228494422</p></body></html>`, "name", "Oak shelf 80 cm"},
		{"its price", "", `<html><head><title>Oak shelf 80 cm - classifieds</title><meta property="og:title" content="Oak shelf 80 cm"></head><body><h2 class="posting-title">favorite this post Oak shelf 80 cm - <span class="price">$225</span> (danville) hide this posting unhide</h2><p>post id: 6228494422</p></body></html>`, "price", "225"},
		{"short headline, whole name in the markup", "", `<html><head><title>LAMPAN Table lamp - Shop</title></head><body><div itemscope itemtype="http://schema.org/Product"><meta itemprop="name" content="LAMPAN Table lamp, white, 29 cm"><h1>LAMPAN</h1><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="price" content="9"><meta itemprop="priceCurrency" content="EUR">9 €</div></div></body></html>`, "name", "LAMPAN Table lamp, white, 29 cm"},
		{"menu headings are no headline", "", `<html><head><title>Leder Schuhe AMX</title></head><body><ul><li><h1>Herren</h1></li><li><h1>Damen</h1></li></ul><script type="application/ld+json">{"@type":"Product","name":"Leder Schuhe AMX","offers":{"price":"43.97","priceCurrency":"EUR"}}</script><p>Preis: 43,97 €</p></body></html>`, "name", "Leder Schuhe AMX"},
	})
}

func TestBrands(t *testing.T) {
	runFieldCases(t, []fieldCase{
		{"label with two names", "", page("Washing machine 6kg", `<p>make / manufacturer: Indesit</p>`), "brand", "Indesit"},
		{"a manufacturer's number is none", "", page("Desk L-shaped", `<table><tr><td>Manufacturer #</td><td>HS-MG-0174</td></tr></table>`), "brand", ""},
		{"label glued to its value", "", page("Garden lamp", `<li><span>Marke</span><span>Lampenhaus</span></li>`), "brand", "Lampenhaus"},
		{"link to the brand's products beside the title", "", page("Garden lamp", `<a href="/brands/lumo">Lumo</a> <b>Lumo lights the garden</b>`), "brand", "Lumo"},
		{"link to a brand's products far from the title", "", page("Garden lamp", `<p>`+strings.Repeat("Made for the garden. ", 20)+`</p><a href="/brands/lumo">Lumo</a>`), "brand", ""},
		{"link to the brand that the name repeats", "", page("Lumo Garden lamp", `<a href="/brands/lumo">Lumo</a>`), "brand", "Lumo"},
		{"unbranded is what the page says", "", page("Garden lamp", `<p>Brand: Unbranded</p>`), "brand", "Unbranded"},
		{"the maker's own site", "https://www.lumo.com/garden-lamp", strings.Replace(page("Garden lamp", `<p>The Lumo® lamp.</p>`), "| Shop", "| Lumo", 1), "brand", "Lumo"},
		{"a shop's name says nothing", "https://www.lamphouse.com/garden-lamp", strings.Replace(page("Garden lamp", `<p>Ships tomorrow.</p>`), "| Shop", "| Lamp House", 1), "brand", ""},
	})
}

func TestAvailabilities(t *testing.T) {
	out := func(body string) string {
		return `<html><head><title>Garden lamp | Shop</title></head><body><main><h1>Garden lamp</h1>` + body + `</main></body></html>`
	}
	ld := `<script type="application/ld+json">{"@type":"Product","name":"Garden lamp","offers":{"price":"24.50","priceCurrency":"EUR"}}</script>`
	runFieldCases(t, []fieldCase{
		{"button", "", out(ld + `<div class="price">€24.50</div><button>In den Warenkorb</button>`), "availability", "InStock"},
		{"a registry is no cart", "", out(ld + `<div id="availability">Non disponibile.</div><button id="add-to-registry-button">Aggiungi al registro</button>`), "availability", "OutOfStock"},
		{"ended, the button left over", "", out(ld + `<p>Sorry, this product is no longer available!</p><div class="price">€24.50</div><button>Add to cart</button>`), "availability", "OutOfStock"},
		{"state outranks far words", "", out(ld + `<div class="price">€24.50</div><p>Livraison express indisponible le dimanche</p><script>dataLayer=[{"ecommerce":{"detail":{"products":[{"name":"Garden lamp","price":"24.50","availability":true}]}}}]</script>`), "availability", "InStock"},
		{"a price and nothing against it", "", out(ld + `<div class="price">€24.50</div>`), "availability", "InStock"},
	})
}

// TestF16CurrencyWords: words that are also common words of a language are currencies only where the page is of their
// country or writes them as a code.
func TestF16CurrencyWords(t *testing.T) {
	doc := func(lang, text string) string {
		return `<html lang="` + lang + `"><head><title>Garden lamp | Shop</title></head><body><h1>Garden lamp</h1><p>` + text + `</p><button>Add to cart</button></body></html>`
	}
	runFieldCases(t, []fieldCase{
		{"French article", "", doc("fr", "Livraison entre le 24"), "price", ""},
		{"Egyptian pound", "", doc("en", "Price: LE 240"), "price", "240"},
		{"Romanian preposition", "", doc("ro", "4 din 5 stele"), "price", ""},
		{"Serbian dinar", "", doc("sr", "Cena: 2.400 din"), "price", "2400"},
		{"a tyre is no rand", "", doc("en", "Size R17"), "price", ""},
		{"rand", "https://shop.example.co.za/garden-lamp", doc("en", "Price: R 240"), "price", "240"},
	})
}

func TestF15ReviewCountsInCompounds(t *testing.T) {
	runFieldCases(t, []fieldCase{
		{"German compound", "", page("Garden lamp", `<div id="reviews"><span class="review-count">1.091 Sternebewertungen</span></div>`), "review_count", "1091"},
		{"German adjective", "", page("Garden lamp", `<div id="reviews"><span class="review-count">479 globale Bewertungen</span></div>`), "review_count", "479"},
	})
}

func TestPricePairs(t *testing.T) {
	doc := `<html lang="pt"><head><title>Candeeiro | Loja</title></head><body><h1>Candeeiro de jardim</h1><div class="box"><span class="price">71,91 €</span> <span class="price-regular">79,90 €</span></div><button>Adicionar ao carrinho</button>` +
		`<section class="related">` + strings.Repeat(`<div class="box"><span class="price">35,91 €</span> <span class="price-regular">39,90 €</span></div>`, 5) + `</section></body></html>`
	runFieldCases(t, []fieldCase{
		{"the lower of two is the price", "", doc, "price", "71.91"},
		{"the higher the former one", "", doc, "list_price", "79.9"},
		{"an amount in another currency for orientation", "", `<html lang="it"><head><title>Lampada | Negozio</title></head><body><h1>Lampada</h1><div class="price">GBP 12,99</div><div>Approssimativamente</div><div class="price price-now">EUR 14,43</div><button>Aggiungi al carrello</button></body></html>`, "price", "12.99"},
	})
}

func TestF15UnitsSold(t *testing.T) {
	for line, want := range map[string]int64{
		"8 available / 10 sold": 10, "30,000원~ 29개 구매": 29, "Over 100 bought": 100, "#1 Best Seller in Lamps": 0, "El n.º 1 más vendido": 0,
		"45份已販售": 45, "1 sold in last hour": 0, "Up to 5% off on orders above Rs.3000": 0, "옵션선택1인당 최대 999개 구매 가능": 0, "1448包已售出": 1448, "204 покупки за 2 месяца": 204,
	} {
		r := extract.Extract(extract.Page{URL: "https://shop.example.com/garden-lamp", Body: []byte(page("Garden lamp", "<p>"+line+"</p>"))}, extract.Options{})
		var got int64
		if u := r.Listings[0].UnitsSold; u != nil {
			got = u.AtLeast
		}
		if got != want {
			t.Errorf("%q: %d sold, want %d", line, got, want)
		}
	}
}
