package extract_test

import (
	"testing"

	"shelfwise/scraper/extract"
)

// TestF11DataAttributes: products that attributes of an element and nested objects of scripts tell of.
func TestF11DataAttributes(t *testing.T) {
	doc := func(body string) string {
		return `<html lang="el"><head><title>Swift 3 | Shop</title></head><body>` + body + `</body></html>`
	}
	around := doc(`<div data-price="79.90" data-currency="EUR" data-sku="SWF3-42" data-brand="Velos"><h1>Swift 3</h1><div class="pr"></div><button>Προσθήκη στο καλάθι</button></div>`)
	other := doc(`<h1>Swift 3</h1><button>Προσθήκη στο καλάθι</button><div data-price="12.00" data-name="Socks" data-currency="EUR">Socks</div>`)
	short := `<html lang="en"><head><title>OLMO Table, oak | Shop</title></head><body><div data-product-name="OLMO" data-product-price="79.00"><h1>OLMO Table, oak</h1><p class="price">$79.00</p><button>Add to cart</button></div></body></html>`
	state := `<html lang="sv"><head><title>Hjälm Urban | Shop</title></head><body><h1>Hjälm Urban</h1><p>699:-</p><button>Köp</button><script type="application/json">{"product":{"id":"p-991","articleNumber":"UH-M-BK","name":"Hjälm Urban","brand":{"name":"Hovd"},"price":{"current":{"amount":699,"currency":"SEK"},"original":{"amount":999,"currency":"SEK"}},"rating":{"average":4.2,"count":212}}}</script></body></html>`
	group := `<html lang="en"><head><title>Rug | Shop</title><script type="application/ld+json">{"@type":"ProductGroup","name":"Rug","hasVariant":[{"@id":"/rug?variant=11#variant","@type":"Product","name":"Rug S","sku":"R-S","offers":{"price":"420","priceCurrency":"USD","url":"https://shop.com/rug?variant=11"}},{"@id":"/rug?variant=112#variant","@type":"Product","name":"Rug L","sku":"R-L","offers":{"price":"800","priceCurrency":"USD","url":"https://shop.com/rug?variant=112"}}]}</script></head><body><h1>Rug</h1><p class="price">$420.00</p><button>Add to cart</button></body></html>`
	runFieldCases(t, []fieldCase{
		{"price around the headline", "https://shop.gr/swift", around, "price", "79.9"},
		{"brand around the headline", "https://shop.gr/swift", around, "brand", "Velos"},
		{"another product's", "https://shop.gr/swift", other, "price", ""},
		{"a short name is not the product's", "https://shop.com/olmo", short, "name", "OLMO Table, oak"},
		{"nested objects, brand", "https://shop.se/h", state, "brand", "Hovd"},
		{"nested objects, number", "https://shop.se/h", state, "sku", "UH-M-BK"},
		{"nested objects, rating", "https://shop.se/h", state, "rating", "4.2"},
		{"nested objects, count", "https://shop.se/h", state, "review_count", "212"},
		{"number of the variant that the address asks for", "https://shop.com/rug?variant=11", group, "sku", "R-S"},
		{"number behind a short label", "", page("Holzstempel", `<p>Best.-Nr.: HS-R30</p>`), "sku", "HS-R30"},
		{"number behind the word for article", "", page("Quellwasser", `<p>Artikel 50231</p>`), "sku", "50231"},
		{"articles that are counted", "", page("Quellwasser", `<p>Artikel 1-20 von 300</p>`), "sku", ""},
		{"logo that leads to a brand", "", page("Dog food", `<a href="/brands/good-paw"><img alt="Good Paw" src="/b.svg"></a>`), "brand", "Good Paw"},
		{"logo of a supplier", "", page("Sencha", `<div class="product--supplier"><a href="/ostfries/"><img src="s.jpg" alt="Ostfries Tee"></a></div>`), "brand", "Ostfries Tee"},
		{"last step of the way, with which the name begins", "", `<html lang="pt"><head><title>Sonix Air 2 Fone | Shop</title></head><body><nav><a href="/a">Áudio</a> <a href="/b">Fones</a></nav><ol><li><a href="/a">Áudio</a></li><li><a href="/sonix">Sonix</a></li></ol><h1>Sonix Air 2 Fone</h1><p class="preco">R$ 189,90</p><button>Comprar</button></body></html>`, "brand", "Sonix"},
		{"a category that the menu has too", "", `<html lang="pt"><head><title>Sofa Lind | Shop</title></head><body><nav><a href="/a">Sofa</a> <a href="/b">Mesa</a></nav><ol><li><a href="/a">Sofa</a></li></ol><h1>Sofa Lind</h1><p class="preco">R$ 189,90</p><button>Comprar</button></body></html>`, "brand", ""},
	})
}

// TestF11RealEstate: a flat's price is many times that of a square metre, and nobody puts it into a cart.
func TestF11RealEstate(t *testing.T) {
	for _, c := range []struct{ name, body, kind string }{
		{"flat", `<h1>Mieszkanie 3 pokoje, 62 m²</h1><div class="price">799 000 zł</div><div>12 887 zł/m²</div><button>Zadzwoń</button>`, extract.KindOther},
		{"tiles", `<h1>Płytki 60x60</h1><div class="price">189,00 zł</div><div>131,00 zł/m²</div><button>Do koszyka</button>`, extract.KindProduct},
	} {
		r := extract.Extract(extract.Page{URL: "https://site.pl/oferta/1", Body: []byte(`<html lang="pl"><head><title>` + c.name + `</title></head><body>` + c.body + `</body></html>`)}, extract.Options{})
		if r.Kind != c.kind {
			t.Errorf("%s: kind %s, want %s", c.name, r.Kind, c.kind)
		}
	}
}
