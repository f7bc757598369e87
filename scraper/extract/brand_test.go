package extract_test

import "testing"

// TestBrandsBesideTheTitle: a brand that only stands beside the title, in a picture, a link or a line of its own, and the
// lines there that are none.
func TestBrandsBesideTheTitle(t *testing.T) {
	doc := func(title, body string) string {
		return `<html lang="en-IE"><head><title>` + title + `</title></head><body>` + body + `<p class="price">€49.00</p><button>Add to cart</button></body></html>`
	}
	runFieldCases(t, []fieldCase{
		{"element called brand", "", doc("Garden lamp | Shop", `<div><h1>Garden lamp</h1><h2 class="productView-brand"><a href="/x/">Iron Pine</a></h2></div>`), "brand", "Iron Pine"},
		{"picture of the brand", "", doc("Garden lamp | Shop", `<h1>Garden lamp</h1><div class="product-manufacturer"><a href="/m"><img alt="Trailo" src="t.png"></a></div>`), "brand", "Trailo"},
		{"link to the brand", "", doc("Garden lamp | Shop", `<h1>Garden lamp</h1><p>by <a href="/brands/gamix">Gamix</a></p>`), "brand", "Gamix"},
		{"line that the title tag begins with", "", doc("Klarton Garden lamp | Shop", `<p>Klarton</p><h1>Garden lamp</h1>`), "brand", "Klarton"},
		{"category above the title", "", doc("Lighting Garden lamp | Shop", `<nav><a href="/l">Lighting</a></nav><p>Lighting</p><h1>Garden lamp</h1>`), "brand", ""},
		{"words above the title that nothing names", "", doc("Garden lamp | Shop", `<p>New arrival</p><h1>Garden lamp</h1>`), "brand", ""},
		{"the site's own name above the title", "https://maison-verneuil.example/p/1", doc("Garden lamp – Maison Verneuil", `<p>Maison Verneuil</p><h1>Garden lamp</h1>`), "brand", "Maison Verneuil"},
		{"label within a line", "", doc("Garden lamp | Shop", `<h1>Garden lamp</h1><div><span>Code 12</span> <span>Brand: <a>Nova</a></span></div>`), "brand", "Nova"},
		{"labels between bars", "", doc("Garden lamp | Shop", `<h1>Garden lamp</h1><p>Brand: Caterpro | Product Code: GN1165</p>`), "sku", "GN1165"},
		{"code of capitals", "", doc("Garden lamp | Shop", `<h1>Garden lamp</h1><p>SKU: KT-RIDGE</p>`), "sku", "KT-RIDGE"},
		{"code in an element called so", "", doc("Garden lamp | Shop", `<h1>Garden lamp</h1><p>Nr <span class="sku">KS5T</span></p>`), "sku", "KS5T"},
		{"advertiser's content", "", doc("Garden lamp | Shop", `<ul><li class="branded-content-tab">Daily News</li></ul><h1>Garden lamp</h1>`), "brand", ""},
		{"rating in words for readers", "", doc("Garden lamp | Shop", `<h1>Garden lamp</h1><div aria-label="4.5 von 5 Sternen"></div>`), "rating", "4.5"},
		{"picture that buys", "", `<html lang="it"><head><title>Lampada da giardino</title></head><body><h1>Lampada da giardino</h1><p class="prezzo">Prezzo: <b>€ 49,00</b></p><a href="a.asp?c=1"><img src="b.gif" alt="Acquista"></a></body></html>`, "price", "49"},
		{"out of stock in words", "", `<html lang="pl"><head><title>Lampa ogrodowa</title></head><body><h1>Lampa ogrodowa</h1><p class="price">49,00 zł</p><button class="addtobasket">Powiadom o dostępności</button></body></html>`, "availability", "OutOfStock"},
		{"value and count", "", doc("Garden lamp | Shop", `<h1>Garden lamp</h1><div class="star-rating"><span>4.6 (44)</span></div>`), "rating", "4.6"},
		{"value out of five before the count", "", doc("Garden lamp | Shop", `<h1>Garden lamp</h1><div>Brand X <span>4.4 out of 5 stars</span> <a>5,120 ratings</a></div>`), "rating", "4.4"},
	})
}

// TestNoShop: pages of news and quotes show sums, and sell nothing.
func TestNoShop(t *testing.T) {
	runFieldCases(t, []fieldCase{
		{"news", "", `<html lang="en"><head><title>Rents climb to $2,150</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Rents"}</script></head><body><h1>Rents climb to $2,150</h1><p>They were $1,980.</p><div class="box"><span class="price">$1</span> for 6 months</div></body></html>`, "price", ""},
		{"quotes", "", `<html lang="en"><head><title>Ether price today</title></head><body><h1>Ether price</h1><div class="price-value"><span>$3,124.55</span></div><dl><dt>Market cap</dt><dd>$375.2B</dd></dl></body></html>`, "price", ""},
	})
}
