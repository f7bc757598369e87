package extract_test

import (
	"testing"

	"shelfwise/scraper/extract"
)

const (
	gridCard  = `<div class="product-card"><a href="/p/%[1]d"><img src="x.jpg" alt="Lamp number %[1]d"><h3>Lamp number %[1]d</h3></a><span class="price">%[2]d,00 €</span></div>`
	slideCard = `<div class="swiper-slide"><a href="/p/%[1]d"><img src="x.jpg" alt=""><span class="name">Lamp number %[1]d</span></a><span class="price">%[2]d,00 €</span></div>`
	homeCard  = `<article class="item"><a href="/flat/%[1]d"><h3>Flat in street %[1]d</h3></a><span class="price">2%[2]d.000 €</span><span>%[1]d hab.</span><span>7%[1]d m²</span></article>`
	hotelCard = `<div class="card"><a href="/hotel/%[1]d"><img src="x.jpg"><h3>Hotel number %[1]d</h3></a><div class="price">ab € %[2]d <small>pro Nacht</small></div></div>`
	fundCard  = `<div class="card"><a href="/projects/%[1]d"><img src="x.jpg"><h3>Project number %[1]d</h3></a><p><b>£%[2]d,300</b> pledged of £90,000</p></div>`
	giftCard  = `<div class="card"><h3>Plant %[1]d trees</h3><p>%[2]d kr.</p><a href="/give/%[1]d">Giv %[2]d kr.</a></div>`
	foodCard  = `<div class="card"><a href="/recipe/%[1]d"><img src="x.jpg"><h2>Soup number %[1]d</h2></a><span>%[2]d,50 kr/portion</span></div>`
	newsCard  = `<article><a href="/news/%[1]d"><img src="x.jpg"><h3>Headline of the day number %[1]d</h3></a><p>It now costs over $%[2]d.10.</p></article>`
	cartRow   = `<tr><td><a href="/p/%[1]d"><img src="x.jpg">Shoe number %[1]d</a></td><td class="price">%[2]d,90 €</td><td><input name="qty" value="1"></td><td>%[2]d,90 €</td></tr>`
	tradeCard = `<li class="product-item"><a href="/v/%[1]d"><img src="x.jpg" alt=""></a><a href="/v/%[1]d">Valve DN%[1]d0</a><a href="/login">Accedi per vedere il prezzo</a></li>`
)

// Test003ListsThatAreNoShops: rows of recommendations, homes, nights, gifts, portions and headlines with sums are no list
// of goods, and a cart is none.
func Test003ListsThatAreNoShops(t *testing.T) {
	for _, c := range []struct{ name, url, body string }{
		{"a home page with carousels", "https://shop.example/", `<a href="/cart">Cart</a><h1>Lamps</h1><div class="swiper"><div class="swiper-wrapper">` + cards(7, slideCard) + `</div></div>`},
		{"a home page with two parts", "https://shop.example/de/", `<a href="/cart">Cart</a><h2>Bestseller</h2><div>` + cards(4, gridCard) + `</div><h2>Neu</h2><div>` + cards(4, gridCard) + `</div>`},
		{"a page that is gone, with recommendations", "https://shop.example/gone", `<a href="/cart">Cart</a><h1>Not found</h1><section><h2>You might like</h2><div>` + cards(5, gridCard) + `</div></section>`},
		{"homes by rooms and size", "https://portal.example/venta", `<h1>Pisos en venta</h1>` + cards(6, homeCard)},
		{"nights", "https://travel.example/wien", `<h1>Hotels in Wien</h1>` + cards(5, hotelCard) + `<a rel="next" href="?p=2">2</a>`},
		{"days", "https://cars.example/roma", `<h1>Auto</h1>` + cards(5, `<div class="card"><img src="x.jpg"><h3><a href="/car/%[1]d">Fiat number %[1]d</a></h3><div class="price">da %[2]d € <span>al giorno</span></div></div>`)},
		{"lots that are sold", "https://sale.example/results", `<h1>Results</h1>` + cards(5, `<div class="lot"><a href="/lot/%[1]d"><img src="x.jpg"><h3>Lot %[1]d: a bronze figure</h3></a><p>Estimate £%[2]d0–£%[2]d00</p><p>Sold for £%[2]d0</p></div>`)},
		{"projects that are funded", "https://fund.example/discover", `<h1>Projects</h1>` + cards(5, fundCard) + `<a rel="next" href="?p=2">2</a>`},
		{"gifts of money", "https://wood.example/help", `<h1>Help us</h1>` + cards(4, giftCard)},
		{"work", "https://jobs.example/python", `<h1>Jobs</h1>` + cards(5, `<article><h2><a href="/position/%[1]d">Engineer number %[1]d</a></h2><p>£%[2]d,000 - £90,000 per annum</p></article>`) + `<a rel="next" href="?p=2">Next</a>`},
		{"work done for others", "https://gigs.example/logo", `<h1>Logos</h1>` + cards(6, `<div><a href="/studio%[1]d/logo"><img src="x.jpg" alt=""></a><h3><a href="/studio%[1]d/logo">I will design logo number %[1]d</a></h3><b>4.9</b>(120)<a href="/studio%[1]d/logo">From $%[2]d</a></div>`)},
		{"hours, with a blank behind the slash", "https://pros.example/berlin", `<h1>Putzkraft</h1>` + cards(5, `<li><a href="/profil/%[1]d"><img src="x.jpg"><h3>Reiniger Nummer %[1]d</h3></a><p>%[2]d,00 € / Stunde</p></li>`)},
		{"seats by their addresses", "https://seats.example/hamburg", `<h1>Konzerte</h1>` + cards(5, `<article><a href="/event/band-%[1]d"><img src="x.jpg"><h2>Band Nummer %[1]d</h2><span class="price">ab € %[2]d,90</span></a></article>`)},
		{"what is booked", "https://tours.example/rome", `<h1>Rome</h1>` + cards(5, `<article><a href="/walk/%[1]d"><img src="x.jpg"><h2>Walk number %[1]d</h2></a><span class="price">€%[2]d.00</span><button>Book now</button></article>`)},
		{"departments", "https://shop.example/zabawki", `<a href="/cart">Koszyk</a><h1>Zabawki</h1>` + cards(6, `<div><a href="/z/%[1]d"><img src="x.jpg" alt=""><h3>Klocki numer %[1]d</h3><span>4%[2]d produktów</span> <em>od %[2]d,99 zł</em></a></div>`)},
		{"funds", "https://bank.example/lista", `<h1>Fonder</h1><table>` + cards(6, `<tr><td><a href="/fonder/om/%[1]d">Global fond %[1]d</a></td><td>2%[2]d,44 SEK</td><td>+18 %%</td></tr>`) + `</table>`},
		{"paid by the head", "https://trips.example/split", `<h1>Trips</h1>` + cards(5, `<div><a href="/trip/%[1]d"><img src="x.jpg" alt=""></a><h3><a href="/trip/%[1]d">Sailing number %[1]d</a></h3><p>From <b>€%[2]d</b> per person</p></div>`)},
		{"portions", "https://food.example/recipes/category", `<h1>Cheap soups</h1>` + cards(8, foodCard)},
		{"headlines", "https://news.example/money", `<h1>Money</h1>` + cards(6, newsCard)},
		{"the cart", "https://shop.example/it/carrello", `<h1>Carrello (3)</h1><table>` + cards(3, cartRow) + `</table><a href="/checkout">Procedi</a>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := extract.Extract(extract.Page{URL: c.url, Body: []byte(`<html lang="en"><body>` + c.body + `</body></html>`)}, extract.Options{})
			for _, l := range r.Listings {
				if l.Price != nil {
					t.Fatalf("read as a %s of %d: %q at %v", r.Kind, len(r.Listings), l.Title, *l.Price)
				}
			}
		})
	}
}

// Test003WhatAListShowsIsNoProducts: a price, a button, a code and a stock sign that stand in the tiles of a list below its
// title make no product page of it, nor does a dialog that scripts fill.
func Test003WhatAListShowsIsNoProducts(t *testing.T) {
	const rich = `<li class="product-tile"><a href="/p/%[1]d"><img src="x.jpg" alt=""><h2>Drill number %[1]d</h2></a><p class="sku">Code 3%[1]d771</p><div class="product-price">R %[2]d99.00</div><p class="stock">In stock</p><button>Add to cart</button></li>`
	const dialog = `<div class="modal fade" id="quickview" aria-hidden="true"><h4></h4><button>Add to cart</button></div>`
	for _, c := range []struct {
		name, body, want string
		tiles            int
	}{
		{"six tiles", `<title>Drills</title><h1>Drills</h1><ul>` + cards(6, rich) + `</ul>` + dialog, extract.KindCategory, 6},
		{"a list without prices that asks to sign in", `<title>Valvole</title><h1>Valvole</h1><ul>` + cards(5, tradeCard) + `</ul>`, extract.KindCategory, 5},
		{"no headline but the first tile's", `<title>Sale</title><ul>` + cards(6, rich) + `</ul>`, extract.KindCategory, 6},
		{"a product with a price of its own", `<title>Drill X 18</title><h1>Drill X 18</h1><p class="price">R 999.00</p><button>Add to cart</button><ul>` + cards(6, rich) + `</ul>`, extract.KindProduct, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := extract.Extract(extract.Page{URL: "https://shop.example/drills", Body: []byte(`<html lang="en"><body>` + c.body + `</body></html>`)}, extract.Options{})
			if r.Kind != c.want || len(r.Listings) != c.tiles {
				t.Errorf("a %s of %d, want a %s of %d", r.Kind, len(r.Listings), c.want, c.tiles)
			}
		})
	}
}

// Test003TilesWithHardPrices: tiles whose address holds a word of the cart, whose price is the first step of a scale, or is
// called the least one by a word that elsewhere calls a former one.
func Test003TilesWithHardPrices(t *testing.T) {
	for _, c := range []struct{ name, lang, tile, first string }{
		{"shoes called baskets", "fr", `<li class="product"><a href="/items/44%[1]d-baskets-toile"><img src="x.jpg" alt="Baskets en toile %[1]d"><h3>Baskets en toile %[1]d</h3></a><b>%[2]d,00 €</b></li>`, "20.00"},
		{"the first step of a scale", "de", `<li class="product"><a href="/p/%[1]d"><img src="x.jpg"><h3>Relais Nummer %[1]d</h3></a><table><tr><td>ab 1</td><td>%[2]d,75 €</td></tr><tr><td>ab 10</td><td>%[2]d,15 €</td></tr></table></li>`, "20.75"},
		{"from in Greek", "el", `<li class="product"><a href="/p/%[1]d"><img src="x.jpg"><h3>Μηχανή καφέ %[1]d</h3></a><a href="/p/%[1]d">από<br>%[2]d,00 €</a></li>`, "20.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := extract.Extract(extract.Page{URL: "https://shop.example/list", Body: []byte(`<html lang="` + c.lang + `"><body><h1>Liste</h1><ul>` + cards(6, c.tile) + `</ul></body></html>`)}, extract.Options{})
			if r.Kind != extract.KindCategory || len(r.Listings) != 6 {
				t.Fatalf("a %s of %d, want a category of 6", r.Kind, len(r.Listings))
			}
			if p := r.Listings[0].Price; p == nil || p.Amount != c.first {
				t.Errorf("the first price is %v, want %s", p, c.first)
			}
		})
	}
}

// Test003ListInCents: an embedded list whose prices stand with the first variant, in minor units.
func Test003ListInCents(t *testing.T) {
	const item = `{"name":"Shirt %[1]d","url":"/au/p/%[1]d","masterVariant":{"sku":"M%[1]d","price":{"value":{"currencyCode":"AUD","centAmount":%[2]d900,"fractionDigits":2},"discounted":{"value":{"currencyCode":"AUD","centAmount":%[2]d500,"fractionDigits":2}}}}},`
	list := cards(5, item)
	html := `<html lang="en-AU"><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"props":{"results":[` + list[:len(list)-1] + `]}}</script></body></html>`
	r := extract.Extract(extract.Page{URL: "https://shop.example/au/c/men", Body: []byte(html)}, extract.Options{})
	if len(r.Listings) != 5 {
		t.Fatalf("%s with %d listings, want 5", r.Kind, len(r.Listings))
	}
	l := r.Listings[0]
	if l.Price == nil || *l.Price != (extract.Money{Amount: "205", Currency: "AUD"}) || l.ListPrice == nil || l.ListPrice.Amount != "209" {
		t.Errorf("price %v, list price %v", l.Price, l.ListPrice)
	}
}
