package extract_test

import (
	"testing"

	"shelfwise/scraper/extract"
)

// TestF11ShopPages: prices and former prices as the pages of widespread shop systems write them.
func TestF11ShopPages(t *testing.T) {
	doc := func(lang, head, body string) string {
		return `<html lang="` + lang + `"><head><title>Garden lamp | Shop</title>` + head + `</head><body><h1>Garden lamp</h1>` + body + `</body></html>`
	}
	ld := func(price, stock string) string {
		return `<script type="application/ld+json">{"@type":"Product","name":"Garden lamp","offers":{"price":"` + price + `","priceCurrency":"EUR","availability":"https://schema.org/` + stock + `"}}</script>`
	}
	sale := `<div><sale-price class="text-on-sale"><span class="sr-only">Angebot</span>39,00 €</sale-price><compare-at-price class="line-through"><span class="sr-only">Regulärer Preis</span>49,00 €</compare-at-price><on-sale-badge class="badge">Spare 10,00 €</on-sale-badge></div><button>In den Warenkorb</button>`
	lowest := `<div class="price-box"><span class="promo-price">119,99 zł</span><p>Najniższa cena z 30 dni przed obniżką: <s>149,99 zł</s></p>`
	buy := `<button>Do koszyka</button>`
	spa := `<html lang="sv"><head><title>Garden lamp | Shop</title>` + ld("7490", "OutOfStock") + `</head><body><div id="app">Loading</div></body></html>`
	runFieldCases(t, []fieldCase{
		{"words for readers before a number", "https://shop.de/garden-lamp", doc("de", "", sale), "price", "39"},
		{"words before the former price", "https://shop.de/garden-lamp", doc("de", "", sale), "list_price", "49"},
		{"regular price beside the lowest of 30 days", "https://shop.pl/garden-lamp", doc("pl", "", lowest+`<p>Cena regularna: <s>239,99 zł</s></p></div>`+buy), "list_price", "239.99"},
		{"only the lowest of 30 days", "https://shop.pl/garden-lamp", doc("pl", "", lowest+`</div>`+buy), "list_price", "149.99"},
		{"former price that tags name, called discount", "https://shop.cl/garden-lamp", doc("es", `<meta property="product:price:amount" content="24990"><meta property="product:original_price:amount" content="29990">`, `<span class="form-price">$24.990</span> <span class="form-price-discount">($29.990)</span><button>Agregar al carro</button>`), "list_price", "29990"},
		{"thousands behind a space, cents in an element", "https://shop.pl/garden-lamp", doc("pl", "", `<div class="cena"><span class="zl">2 499</span><span class="gr">00</span> <span>zł</span></div>`+buy), "price", "2499"},
		{"a percentage right behind the price", "https://shop.com.ar/garden-lamp", doc("es", "", `<div class="price"><span>$</span><span>32.999</span><span>21% OFF</span></div><button>Comprar</button>`), "price", "32999"},
		{"what it cost when new", "https://ads.at/garden-lamp", doc("de", "", `<div><span>€ 85</span> <span>VB</span></div><p>Code: 7712345678</p><p>Neupreis war 179 €.</p><button>In den Warenkorb</button>`), "price", "85"},
		{"digits in elements beside a former price by name", "", doc("en", "", `<div class="c"><span>US $</span><span>1</span><span>7</span><span>.</span><span>4</span><span>2</span></div><div class="price--original"><span>US $34.84</span> <span>50% off</span></div><button>Add to cart</button>`), "price", "17.42"},
		{"retail price beside that of a card", "https://shop.co.uk/garden-lamp", doc("en", "", `<div class="pd__cost"><div class="pd__retail-price">£1.65</div><span class="unit-price">33p / 100g</span></div><div class="n"><span>£1.25 with GreenCard</span></div><button>Add to trolley</button>`), "price", "1.65"},
		{"words of the next number", "https://shop.cz/garden-lamp", doc("cs", "", `<div class="price-box"><span class="b__compare">29 990,-</span> <span class="b__price">24 990,-</span> <span>bez DPH 20 653,-</span></div><button>Koupit</button>`), "price", "24990"},
		{"dirhams with a point", "https://shop.ae/garden-lamp", doc("en", "", `<div class="p"><span>Dhs.</span> <span>350.00</span></div><p>Split in 4, AED 87.50</p><button>Add to cart</button>`), "price", "350"},
		{"a code is no sum in Taiwan dollars", "https://shop.com/garden-lamp", doc("en", "", `<p>Model: NT11-128G</p><p class="price">$349.99</p><button>Add to cart</button>`), "currency", "USD"},
		{"a page drawn by scripts shows no price of what is sold out", "https://shop.se/garden-lamp", spa, "price", "7490"},
		{"a page with text shows none: sold out", "https://shop.se/garden-lamp", doc("sv", ld("7490", "OutOfStock"), `<p>Slut i lager</p>`), "price", ""},
	})
}

// TestF15Stars: ratings that only the filled share of a bar of stars tells, and numbers of single reviews.
func TestF15Stars(t *testing.T) {
	stars := func(s string) string { return page("Garden lamp", s) }
	counted := `<div class="ratings"><div class="rating-box"><div class="rating" style="width:90%"></div></div><a href="#r">14 reviews</a></div>`
	runFieldCases(t, []fieldCase{
		{"share of the stars", "", stars(counted), "rating", "4.5"},
		{"share inside the element called rating", "", stars(`<div class="rating"><div style="width: 80%"></div></div><div class="review-links"><a href="/r">3 review(s)</a></div>`), "rating", "4"},
		{"share of the stars, not one review", "", stars(counted + `<div class="reviews-list"><div class="review-item"><span class="stars" aria-label="5/5"></span>Fine.</div></div>`), "rating", "4.5"},
		{"value and count alone on a line", "", stars(`<div><span>4.1</span> (<a>28</a>)</div><div class="reviews-list"><div class="review-item"><span class="stars" aria-label="5/5"></span>Fine.</div></div>`), "rating", "4.1"},
		{"stars that nobody gave", "", stars(`<div class="rating"><div style="width: 100%"></div></div>`), "rating", ""},
		{"the line behind the title, not one review", "", `<html lang="en"><head><title>Garden lamp | Shop</title></head><body><h1>Garden lamp</h1><div class="x1">4.1</div><span>12,345 Ratings &amp; 1,022 Reviews</span><p class="price">$24.50</p><button>Add to cart</button><div class="reviews-list"><div class="review-item"><span class="stars" aria-label="5/5"></span>Fine.</div></div></body></html>`, "rating", "4.1"},
	})
}

// TestF11ShopNumbers: article numbers and brands as the pages of widespread shop systems write them.
func TestF11ShopNumbers(t *testing.T) {
	state := `<script id="__NEXT_DATA__" type="application/json">{"props":{"product":{"id":"p-22019","name":"Garden lamp","brand":{"name":"Lumo & Co"},"sku":"LC22019-S","price":{"currency":"USD","value":24.5}}}}</script>`
	runFieldCases(t, []fieldCase{
		{"script's sku of the product at the shown price", "", page("Garden lamp", state), "sku", "LC22019-S"},
		{"script's brand of the product at the shown price", "", page("Garden lamp", state), "brand", "Lumo & Co"},
		{"model where there is no other number", "", page("Garden lamp", `<ul><li>Model: GL-OAK90</li><li>Shipping weight: 3.2kg</li></ul>`), "sku", "GL-OAK90"},
		{"a manufacturer's number is not the shop's", "", page("Garden lamp", `<p>Manufacturer part number: 31911718</p>`), "sku", ""},
		{"two labels on a line", "", page("Garden lamp", `<div>Part # 14-0921C <span>SKU # 884213</span></div>`), "sku", "884213"},
		{"brackets behind the title", "", `<html lang="en"><head><title>Garden lamp, Shop</title></head><body><table><tr><td class="pageHeading">Garden lamp<br><span>[GL-C40]</span></td><td><s>$30.00</s> <span class="productSpecialPrice">$24.50</span></td></tr></table><button>Add to cart</button></body></html>`, "sku", "GL-C40"},
		{"Arabic model number", "", page("Garden lamp", `<div>رقم الموديل: OUD-100</div>`), "sku", "OUD-100"},
		{"manufactured by", "", page("Garden lamp", `<ul><li>Manufactured by: Lumo Workshop</li></ul>`), "brand", "Lumo Workshop"},
		{"producer of a wine", "", page("Vinho Reserva", `<table><tr><th>Produtor</th><td>Quinta da Serra</td></tr></table>`), "brand", "Quinta da Serra"},
	})
}

// TestF11NoShopPages: loans, articles of shops with products below, and carousels of a home page are no product or list.
func TestF11NoShopPages(t *testing.T) {
	rate := `<title>Kurs euro</title><h1>Kurs euro</h1><p class="price">4,3215 zł</p><table><tr><td>Kupno</td><td>4,28 zł</td></tr></table>`
	slider := `<section><h2>Best sellers</h2><div class="slider">` + cards(4, saleCard) + `</div></section>`
	for _, c := range []struct{ name, url, body string }{
		{"loan", "https://bank.example/kredit", `<title>Privatkredit</title><h1>Privatkredit</h1><div class="offer"><p>10.000 € ab 184,12 € im Monat</p><button>Jetzt beantragen</button></div><h2>Repräsentatives Beispiel</h2><p>Nettodarlehensbetrag 10.000 €</p>`},
		{"article of a shop", "https://shop.example/blog/hay", `<meta property="og:type" content="article"><a href="/cart">Cart</a><h1>How to store hay</h1><p>` + story + `</p><h2>Products that fit</h2><ul>` + cards(3, saleCard) + `</ul>`},
		{"rate of exchange", "https://kursy.example/euro", rate},
		{"carousel of a home page", "https://shop.example/", `<a href="/cart">Cart</a><h1>Built for the water</h1>` + slider},
	} {
		r := extract.Extract(extract.Page{URL: c.url, Body: []byte(`<html lang="de"><body>` + c.body + `</body></html>`)}, extract.Options{})
		for _, f := range r.Listings {
			if f.Price != nil {
				t.Errorf("%s: read as a %s; %q at %v", c.name, r.Kind, f.Title, *f.Price)
			}
		}
	}
}
