package extract_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"shelfwise/scraper/extract"
)

// tileCase is the price part of a tile as some kind of shop draws it, and what it says.
type tileCase struct{ name, lang, price, now, was string }

// tileCases are the ways of telling the present price of a tile from what else it shows.
var tileCases = []tileCase{
	{"two bare prices, the former first", "tr", `<div class="prc-orgnl">896,99 TL</div><div class="prc-dscntd">689,99 TL</div>`, "689.99", "896.99"},
	{"two bare prices, the former last", "ru", `<span class="c1">890 ₽</span><span class="c2">1 600 ₽</span><span>−44%</span>`, "890", "1600"},
	{"two bare prices with a piece between them", "ru", `<div class="price font-bold"><b>24 800 руб.</b><i>/шт</i></div><div class="price discount"><b>32 240 руб.</b></div>`, "24800", "32240"},
	{"bold is not old", "en", `<span class="price font-bold">£24.00</span>`, "24", ""},
	{"a range", "en", `<span class="price"><span>€24.00</span> – <span>€36.00</span></span>`, "24", ""},
	{"too far apart for a former price", "en", `<b>£4.00</b> <b>£96.00</b>`, "4", ""},
	{"the regular price is repeated before the former one", "en", `<div class="price__regular"><span class="price-item">£18.00</span></div><div class="price__sale"><s class="price-item--regular">£23.40</s><span class="price-item--sale">£18.00</span></div>`, "18", "23.4"},
	{"a loose price before the former one", "de", `<div class="product-price with-list-price">5,49 €* <span class="list-price">7,09 €*</span></div>`, "5.49", "7.09"},
	{"a loose price before that without tax", "ru", `<p class="price">1490 руб. <span class="price-tax">Без НДС: 1241 руб.</span></p>`, "1490", ""},
	{"cents behind a raised sign", "fr", `<div class="prix"><span class="price">39<sup>€90</sup></span></div>`, "39.9", ""},
	{"a box of price and shipping", "sv", `<div class="price-shipping--wrap"><span class="price-shipping--price">699 kr</span><span class="price-shipping--freight">Frakt 49 kr</span></div>`, "699", ""},
	{"free shipping behind the price", "ja", `<div class="x"><span class="price--OX">2,100<span>円</span></span><span class="tag">送料無料</span></div>`, "2100", ""},
	{"a price in the app", "de", `<span class="tile__price">1,29</span><p>mit App nur 1,09 €</p>`, "1.29", ""},
	{"a price for members", "da", `<div class="card__price">5.099,-</div><div class="card__before">Før 6.630,-</div><div>Klubpris 4.999,-</div>`, "5099", "6630"},
	{"a loose price between labels", "en", `<div class="tile-price"><span class="hidden">Regular price</span><span class="tile-price--original">$49.40</span><span class="hidden">Sale price</span>from $38.00<span class="tile-price--savings">Save $11.40</span></div>`, "38", "49.4"},
	{"nowrap is not now, and a price's box strikes nothing", "el", `<div class="grid-list__price"><span class="ty-list-price ty-nowrap"><span class="ty-strike">64,87 €</span></span> <span class="ty-price">49,90 €</span></div>`, "49.9", "64.87"},
	{"the higher one called discounted", "en", `<span class="x-price with-discount">$14.50</span><span class="x-discounted-price">$16.00</span>`, "14.5", "16"},
	{"price behind the name in one element", "da", `<span> 5.300,-</span>`, "5300", ""},
	{"the price of a sale and the one before it", "hu", `<div class="base"><span>Bruttó: 59 990 Ft</span></div><div>Akciós ár: <b>52 990 Ft</b></div>`, "52990", "59990"},
	{"the price in a list's block is not a list price", "ja", `<p class="product_list__price--regular">定価：5,500円(税込)</p><p class="product_list__price">4,620円(税込4,620円)</p>`, "4620", "5500"},
	{"a former price without a currency", "fi", `<div class="p"><span>5</span><span>,49</span><span> €/kpl</span></div><div class="n">Norm. 6,45</div>`, "5.49", "6.45"},
	{"a struck number beside the share that is off", "ko", `<div class="price"><span class="price-info"><span>19%</span><del class="base-price">15,900</del></span><em class="sale"><strong>12,900</strong>원</em></div>`, "12900", "15900"},
	{"a price for members by its class", "fi", `<div class="member-price">1,69 €</div><div class="price">2,19 €</div>`, "2.19", ""},
	{"a price with the shop's card by its icon", "es", `<ol><li><span>$ 299.990</span><i class="icon" title="Precio con tarjeta"></i></li><li><span>$ 329.990</span></li><li><span class="crossed">$ 449.990</span></li></ol>`, "329990", "449990"},
	{"the standard price in a flag", "cs", `<span class="price-standard"><span>1 199 Kč</span></span><div class="price-additional">743 Kč bez DPH</div><div class="price price-final" data-testid="productCardPrice"><strong>899 Kč</strong></div>`, "899", "1199"},
	{"a block named after sales", "nl", `<span class="sales-price"><span class="sales-price__former"><span class="sales-price__former-price">1.899,-</span></span><strong class="sales-price__current">1.149,-</strong></span>`, "1149", "1899"},
	{"decibels are no dobras", "da", `<ul><li>44 dB</li></ul><div class="buy-price">4.499.-</div>`, "4499", ""},
	{"free carriage in the price and money back in points", "ja", `<p class="ItemPrice"><span>39,800</span><span>円</span><span>送料無料</span></p><p>5%（1,990円相当戻ってくる）</p>`, "39800", ""},
	{"each character in an element", "es", `<div class="l1"><span>1</span><span>2</span><span>,</span><span>3</span><span>4</span><span>€</span></div>`, "12.34", ""},
	{"a former price without a currency beside the share that is off", "en", `<div class="Price_product"><span class="Price_currency">AED</span><strong class="Price_amount">279.00</strong><div class="Price_preReductionPrice"><span class="Price_oldPrice">329.00</span><span class="PriceDiscount">15% Off</span></div></div>`, "279", "329"},
	{"the present price called a value of retail", "de", `<div class="prc"><span class="retail">UVP <s>39,99 €</s></span><span class="retail__val red">24,99 €</span></div>`, "24.99", "39.99"},
	{"the price with the protection of the buyer", "fr", `<div><p>12,00 €</p><button><span>13,30 €</span><span>incl.</span></button></div>`, "12", ""},
	{"the former price where both include the tax", "de", `<div><span>19,99 €</span> <span>inkl. MwSt.</span></div><div><del>29,99 €</del></div>`, "19.99", "29.99"},
	{"the price of a gigabyte", "de", `<div><a href="#o">ab <span>€ 119,90</span></a></div><div><span>€ 0,06/GB</span></div>`, "119.9", ""},
	{"the same price in another currency", "bg", `<div class="old"><span class="eur">189,00 €</span> <span>/</span> <span class="bgn">369,65 лв.</span></div><div class="now"><span class="eur">149,00 €</span> <span>/</span> <span class="bgn">291,42 лв.</span></div>`, "149", "189"},
	{"the steps of a scale", "en", `<table><tr><th>1:</th><td><span>$0.31</span></td></tr><tr><th>10:</th><td><span>$0.264</span></td></tr></table>`, "0.31", ""},
	{"a Friday is no francs", "de-CH", `<div><span>Fr., 15. März, 20:14</span></div><p class="price">1’290.–</p>`, "1290", ""},
	{"amount saved with a dash", "da", `<div class="card__price">2.999,-</div><div class="card__save">Spar 200,-</div>`, "2999", ""},
}

// TestTilePrices runs tileCases in lists of six.
func TestTilePrices(t *testing.T) {
	for _, c := range tileCases {
		t.Run(c.name, func(t *testing.T) {
			html := `<html lang="` + c.lang + `"><body><h1>Lamps</h1><div class="list">`
			for _, n := range []string{"Nordic", "Alpine", "Coastal", "Desert", "Forest", "River"} {
				html += `<div class="row"><a href="/` + n + `"><h3>` + n + ` garden lamp</h3></a>` + c.price + `</div>`
			}
			r := extract.Extract(extract.Page{URL: "https://shop.example/category/lamps", Body: []byte(html + `</div></body></html>`)}, extract.Options{})
			if r.Kind != extract.KindCategory || len(r.Listings) != 6 {
				t.Fatalf("kind %s with %d tiles, want a category with 6", r.Kind, len(r.Listings))
			}
			for _, f := range r.Listings {
				if now, was := given(f, "price"), given(f, "list_price"); !sameAmount(now, c.now) || !sameAmount(was, c.was) {
					t.Fatalf("%s costs %q, before %q; want %q, %q; rejected %v", f.Title, now, was, c.now, c.was, f.Rejected)
				}
			}
		})
	}
}

// TestSumsInHeadlines: what reports, episodes and donations mention is no price of theirs.
func TestSumsInHeadlines(t *testing.T) {
	for name, tile := range map[string]string{
		"a headline":  `<div class="ep"><a href="/ep/%[1]d"><img alt="Episode %[1]d"><h3>Episode %[1]d: The $%[2]d startup</h3></a></div>`,
		"a donation":  `<div class="amt"><a href="/donate/%[1]d"><strong>£%[2]d</strong><span>could feed family number %[1]d</span></a></div>`,
		"in millions": `<div class="news"><a href="/news/%[1]d"><h3>Store number %[1]d opens</h3></a><p>Sales rose to $%[2]d.4 million.</p></div>`,
	} {
		html := `<html lang="en"><body><a href="/cart">Cart</a><h1>All</h1>` + cards(9, tile) + `<a rel="next" href="?page=2">Next</a></body></html>`
		r := extract.Extract(extract.Page{URL: "https://site.example/all", Body: []byte(html)}, extract.Options{})
		if r.Kind != extract.KindOther {
			t.Errorf("%s: kind %s with %d listings, want other", name, r.Kind, len(r.Listings))
		}
	}
}

// TestTeasersAmongTiles: a card that advertises a part of the shop and tells where its prices begin is no product.
func TestTeasersAmongTiles(t *testing.T) {
	tile := `<li class="f0"><article><a href="/p/%[1]d"><img src="x.jpg" alt=""></a><a href="/p/%[1]d"><h3>Jakke nummer %[1]d</h3></a><p><span>%[2]d9,00 kr.</span></p></article></li>`
	html := `<html lang="da"><body><h1>Dame</h1><ul>` + cards(4, tile) + `<li class="f0 wide"><a href="/kampagne"><h2>Forårets favoritter</h2><p>Fra 99,95 kr.</p></a></li>` + cards(4, strings.ReplaceAll(tile, "nummer", "ny")) + `</ul></body></html>`
	if r := extract.Extract(extract.Page{URL: "https://shop.example/dame", Body: []byte(html)}, extract.Options{}); len(r.Listings) != 8 {
		t.Errorf("%d listings, want 8", len(r.Listings))
	}
}

// Test003TilesInShadowRoots: a shadow root that the page itself holds is shown.
func Test003TilesInShadowRoots(t *testing.T) {
	html := `<html lang="nl"><body><h1>Tuin</h1><x-grid>` + cards(6, `<x-card><template shadowrootmode="open"><style>b{}</style><a href="/p/%[1]d"><img src="x.jpg" alt=""><span class="title">Tuinslang nummer %[1]d</span><b>€ %[2]d,95</b></a></template></x-card>`) + `</x-grid><template><a href="/p/x">Sjabloon</a><b>€ 1,00</b></template></body></html>`
	r := extract.Extract(extract.Page{URL: "https://shop.example/tuin", Body: []byte(html)}, extract.Options{})
	if r.Kind != extract.KindCategory || len(r.Listings) != 6 || r.Listings[1].Title != "Tuinslang nummer 2" {
		t.Errorf("kind %s, listings %+v", r.Kind, r.Listings)
	}
}

// TestBadgesInNames: an element at the end of a name that is called a badge is none of it.
func TestBadgesInNames(t *testing.T) {
	html := `<html lang="zh"><body><h1>手机</h1><ul>` + cards(6, `<li class="item"><a href="/item/%[1]d"><img src="x.jpg"></a><div class="name"><a href="/item/%[1]d"><em><span class="p-tag">自营</span>护眼台灯第%[1]d代</em><i class="promo-words">下单立减</i></a></div><b class="price">¥%[2]d.00</b></li>`) + `</ul></body></html>`
	r := extract.Extract(extract.Page{URL: "https://shop.example/list", Body: []byte(html)}, extract.Options{})
	if len(r.Listings) != 6 || r.Listings[0].Title != "护眼台灯第1代" {
		t.Errorf("listings %+v", r.Listings)
	}
}

// Test003TableOfRowsThatAreClicked: rows that a script follows, whose prices stand in columns that are called so, net and in
// steps, without a currency beside them.
func Test003TableOfRowsThatAreClicked(t *testing.T) {
	html := `<html lang="de"><body><h1>Normteile</h1><p>Alle Preise in EUR</p><table><thead><tr><th>Art.-Nr.</th><th>Bezeichnung</th><th>VE</th><th>ab 1</th><th>ab 500</th></tr></thead><tbody>` +
		cards(6, `<tr data-href="/artikel/%[1]d"><td>934-%[1]d</td><td>Mutter verzinkt M%[1]d</td><td>100 St.</td><td>0,%[2]d</td><td>0,09</td></tr>`) + `</tbody></table><p>Seite <b>1</b> <a href="?seite=2">2</a> <a href="?seite=3">3</a></p></body></html>`
	r := extract.Extract(extract.Page{URL: "https://trade.example/katalog", Body: []byte(html)}, extract.Options{})
	if r.Kind != extract.KindCategory || len(r.Listings) != 6 {
		t.Fatalf("kind %s with %d listings", r.Kind, len(r.Listings))
	}
	if f := r.Listings[2]; f.Title != "Mutter verzinkt M3" || f.URL != "https://trade.example/artikel/3" || !sameAmount(given(f, "price"), "0.34") {
		t.Errorf("listing %+v at %s", f, given(f, "price"))
	}
}

// TestBrandsAndNamesInElementsOfOneTag: the class tells them apart; the brand repeats.
func TestBrandsAndNamesInElementsOfOneTag(t *testing.T) {
	html := `<html lang="de"><body><h1>Mode</h1>`
	for i, name := range []string{"Pullover", "Jeans", "Sneaker", "Jacke", "Hemd", "Schal"} {
		html += fmt.Sprintf(`<article class="card"><a href="/art-%d.html"><img alt=""></a><h3 class="ba">%s</h3><h3 class="na">%s schmal</h3><p><span>%d,95 €</span></p></article>`, i, []string{"Norvik", "Tervo"}[i%2], name, 20+i)
	}
	r := extract.Extract(extract.Page{URL: "https://mode.example/herren/", Body: []byte(html)}, extract.Options{})
	for i, want := range []string{"Pullover schmal", "Jeans schmal", "Sneaker schmal", "Jacke schmal", "Hemd schmal", "Schal schmal"} {
		if len(r.Listings) != 6 || r.Listings[i].Title != want {
			t.Fatalf("listings %+v, want %s at %d", r.Listings, want, i)
		}
	}
}

// TestTilesArePaidByTheHour: lists of work and rent have no prices of products.
func TestTilesArePaidByTheHour(t *testing.T) {
	html := `<html lang="en"><body><h1>Jobs</h1><ul>` + cards(10, `<li><h2><a href="/job/%[1]d">Packer number %[1]d</a></h2><span class="salary">£%[2]d.20 per hour</span></li>`)
	if r := extract.Extract(extract.Page{URL: "https://jobs.example/all", Body: []byte(html + `</ul></body></html>`)}, extract.Options{}); r.Kind != extract.KindOther {
		t.Errorf("kind %s with %d listings, want other", r.Kind, len(r.Listings))
	}
}

// TestDataListKeepsTheCurrencyOfAPrice: the currency stands beside the amount in the price's own object.
func TestDataListKeepsTheCurrencyOfAPrice(t *testing.T) {
	html := `<html lang="en"><body><h1>Knitwear</h1><script id="__NEXT_DATA__" type="application/json">{"props":{"products":[` +
		`{"name":"Wool scarf","url":"/p/a","price":{"value":39,"currency":"EUR"}},{"name":"Linen shirt","url":"/p/b","price":{"value":49,"currency":"EUR"}},` +
		`{"name":"Cotton sock","url":"/p/c","price":{"value":9,"currency":"EUR"}},{"name":"Silk tie","url":"/p/d","price":{"value":59,"currency":"EUR"}}]}}</script></body></html>`
	r := extract.Extract(extract.Page{URL: "https://shop.example/c/knitwear", Body: []byte(html)}, extract.Options{})
	if len(r.Listings) != 4 || r.Listings[0].Price == nil || r.Listings[0].Price.Currency != "EUR" {
		t.Errorf("listings %+v", r.Listings)
	}
}

// sameAmount compares decimals whatever their zeros at the end.
func sameAmount(a, b string) bool {
	x, y := new(big.Rat), new(big.Rat)
	if a == "" || b == "" {
		return a == b
	}
	x.SetString(a)
	y.SetString(b)
	return x.Cmp(y) == 0
}

// TestTilesThatAreNotShown: a hidden template is no product, and the offers that a shop puts first in a part of their own
// are of the list, unless that part has a heading.
func TestTilesThatAreNotShown(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       int
	}{
		{"template", `<ul><li class="item" style="display:none"><a href="/x"><h3>Shop on Market</h3></a><span class="price">£20.00</span></li>` + cards(8, buyCard) + `</ul>`, 8},
		{"put first", `<div><section class="a1">` + cards(2, `<article class="offer"><a href="/first-%[1]d"><h3>First choice number %[1]d</h3></a><span class="price">£%[2]d.00</span></article>`) + `</section><section>` + cards(8, `<article class="offer"><a href="/then-%[1]d"><h3>Other choice number %[1]d</h3></a><span class="price">£%[2]d.00</span></article>`) + `</section></div>`, 10},
		{"recommended", `<div><section class="a1"><h2>For you</h2>` + cards(2, `<article class="offer"><a href="/first-%[1]d"><h3>First choice number %[1]d</h3></a><span class="price">£%[2]d.00</span></article>`) + `</section><section>` + cards(8, `<article class="offer"><a href="/then-%[1]d"><h3>Other choice number %[1]d</h3></a><span class="price">£%[2]d.00</span></article>`) + `</section></div>`, 8},
	} {
		r := extract.Extract(extract.Page{URL: "https://shop.example/c/things", Body: []byte(`<html lang="en"><body><h1>Things</h1>` + c.body + `</body></html>`)}, extract.Options{})
		if len(r.Listings) != c.want {
			t.Errorf("%s: %d listings, want %d", c.name, len(r.Listings), c.want)
		}
	}
}
