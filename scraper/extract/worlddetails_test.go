package extract_test

import (
	"strings"
	"testing"

	"shelfwise/scraper/extract"
)

// TestF11WorldDetails: ratings, numbers and makers beside the headline, in words of many countries.
func TestF11WorldDetails(t *testing.T) {
	for _, c := range []struct{ name, lang, title, body, field, want string }{
		{"rating img alt", "en", "Desk Lamp Oak | Shop", `<img src="s.gif" alt="Rated 4.5 out of 5"> <a href="#r">(128)</a>`, "rating", "4.5"},
		{"rating img alt count", "en", "Desk Lamp Oak | Shop", `<img src="s.gif" alt="Rated 4.5 out of 5"> <a href="#r">(128)</a>`, "review_count", "128"},
		{"rating width", "en", "Desk Lamp Oak | Shop", `<div class="stars"><span class="stars-fill" style="width:86%"></span></div><a href="#reviews">52 reviews</a>`, "rating", "4.3"},
		{"no reviews yet", "en", "Desk Lamp Oak | Shop", `<p>0 reviews</p><p>Be the first to review</p>`, "rating", ""},
		{"de", "de", "Desk Lamp Oak | Shop", `<span>4,7 von 5 Sternen</span><span>1.284 Kundenrezensionen</span>`, "review_count", "1284"},
		{"pl", "pl", "Desk Lamp Oak | Shop", `<span>4,8</span><span>/5</span> <a>(213 opinii)</a>`, "rating", "4.8"},
		{"nl", "nl", "Desk Lamp Oak | Shop", `<span>9,1</span> <span>(87 reviews)</span>`, "review_count", "87"},
		{"jp", "ja", "北欧 ランプ | ショップ", `<span>★★★★☆</span><span>4.21</span><a>(レビュー 38件)</a>`, "review_count", "38"},
		{"es", "es", "Desk Lamp Oak | Shop", `<p>Valoración: 4,6/5 - 57 opiniones</p>`, "rating", "4.6"},
		{"it", "it", "Desk Lamp Oak | Shop", `<p>Voto medio 4,5 su 5</p><p>18 recensioni</p>`, "rating", "4.5"},
		{"seller rating", "en", "Desk Lamp Oak | Shop", `<div class="seller">Sold by LampWorld <span>98.2% positive</span> <span>4.9 (12,381)</span></div>`, "rating", ""},
		{"sku de", "de", "Desk Lamp Oak | Shop", `<p>Artikelnummer 10-4711</p>`, "sku", "10-4711"},
		{"sku fr", "fr", "Desk Lamp Oak | Shop", `<p>Référence : LAM-77 B</p>`, "sku", "LAM-77"},
		{"sku it", "it", "Desk Lamp Oak | Shop", `<p>Codice articolo: 77812</p>`, "sku", "77812"},
		{"sku pl", "pl", "Desk Lamp Oak | Shop", `<p>Kod produktu: LB/220</p>`, "sku", "LB/220"},
		{"sku nl", "nl", "Desk Lamp Oak | Shop", `<p>Artikelnr. 8812-A</p>`, "sku", "8812-A"},
		{"sku ru", "ru", "Лампа Дуб | Shop", `<p>Код товара: 1188220</p>`, "sku", "1188220"},
		{"sku table", "en", "Desk Lamp Oak | Shop", `<table><tr><td>Item model number</td><td>DLX-9</td></tr><tr><td>SKU</td><td>778120</td></tr></table>`, "sku", "778120"},
		{"sku #", "en", "Desk Lamp Oak | Shop", `<p>Item #: 21-0093</p>`, "sku", "21-0093"},
		{"sku style", "en", "Desk Lamp Oak | Shop", `<p>Style No. FQ8711-100</p>`, "sku", "FQ8711-100"},
		{"sku cat", "en", "Desk Lamp Oak | Shop", `<p>Cat. No. 221-990</p>`, "sku", "221-990"},
		{"sku se", "sv", "Desk Lamp Oak | Shop", `<p>Art.nr 55-8812</p>`, "sku", "55-8812"},
		{"sku part", "en", "Desk Lamp Oak | Shop", `<p>Part Number: 4F0-121</p>`, "sku", ""},
		{"sku tr", "tr", "Desk Lamp Oak | Shop", `<p>Ürün Kodu: TR-9921</p>`, "sku", "TR-9921"},
		{"sku kr", "ko", "램프 오크 | Shop", `<p>상품코드 : P00021</p>`, "sku", "P00021"},
		{"sku zh", "zh", "橡木 台灯 | Shop", `<p>商品编号：100012043978</p>`, "sku", "100012043978"},
		{"sku isbn", "en", "Desk Lamp Oak | Shop", `<p>ISBN: 9780306406157</p>`, "gtin", "9780306406157"},
		{"brand dl", "en", "Desk Lamp Oak | Shop", `<dl><dt>Brand</dt><dd>Lumora</dd></dl>`, "brand", "Lumora"},
		{"brand by link", "en", "Desk Lamp Oak | Shop", `<p>by <a href="/brands/lumora">Lumora</a></p>`, "brand", "Lumora"},
		{"brand by", "en", "Desk Lamp Oak | Shop", `<p>by Lumora</p>`, "brand", "Lumora"},
		{"brand visit store", "en", "Desk Lamp Oak | Shop", `<a href="/stores/page/1">Visit the Lumora Store</a>`, "brand", "Lumora"},
		{"brand from", "de", "Desk Lamp Oak | Shop", `<p>von <a href="/lumora">Lumora</a></p>`, "brand", "Lumora"},
		{"brand fr", "fr", "Desk Lamp Oak | Shop", `<p>Marque : <b>Lumora</b></p>`, "brand", "Lumora"},
		{"brand zh", "zh", "橡木 台灯 | Shop", `<p>品牌：<a>光年</a></p>`, "brand", "光年"},
		{"brand logo img", "en", "Desk Lamp Oak | Shop", `<a href="/brand/lumora"><img src="x.png" alt="Lumora logo"></a>`, "brand", "Lumora"},
		{"brand vendor", "en", "Desk Lamp Oak | Shop", `<p class="product__vendor">Lumora</p>`, "brand", "Lumora"},
		{"stock in", "en", "Desk Lamp Oak | Shop", `<p>Only 3 left in stock - order soon</p>`, "availability", "InStock"},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := strings.TrimSuffix(c.title, " | Shop")
			html := `<html lang="` + c.lang + `"><head><title>` + c.title + `</title></head><body><header><a href="/cart">Cart</a></header><main><h1>` + name + `</h1>` + c.body + `<p class="price">$24.00</p><button>Add to cart</button></main></body></html>`
			r := extract.Extract(extract.Page{URL: "https://shop.example.com/p/x", Body: []byte(html)}, extract.Options{Kind: extract.KindProduct})
			if got := given(r.Listings[0], c.field); got != c.want {
				t.Errorf("%s is %q, want %q", c.field, got, c.want)
			}
		})
	}
}
