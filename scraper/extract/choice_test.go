package extract_test

import (
	"testing"

	"shelfwise/scraper/extract"
)

// TestF11BesideThePrice: buttons that choose a size, prices for several pieces, a former price that only a stylesheet greys.
func TestF11BesideThePrice(t *testing.T) {
	doc := func(lang, title, body string) string {
		return `<html lang="` + lang + `"><head><title>` + title + `</title></head><body>` + body + `</body></html>`
	}
	sizes := func(buy string) string {
		return doc("en", "Wool hat | Shop", `<h1>Wool hat</h1><p class="price">$40.00</p><div><button>S</button><button>M</button><button disabled>XL <span>Sold out</span></button></div><button>`+buy+`</button>`)
	}
	runFieldCases(t, []fieldCase{
		{"a size that is gone", "", sizes("Add to bag"), "availability", "InStock"},
		{"all that is gone", "", sizes("Sold out"), "availability", "OutOfStock"},
		{"a price for two is not the price", "https://s.se/p", doc("sv", "Havregryn 1 kg", `<h1>Havregryn 1 kg</h1><p><span>2 för</span> <b>40 kr</b></p><p class="price">23,90 kr</p><button>Köp</button>`), "price", "23.9"},
		{"former price right behind, by its style", "https://s.ru/p", doc("ru", "Чайник EK-17", `<h1>Чайник EK-17</h1><div><div>2 490 ₽</div><div class="k2">3 190 ₽</div><div>от 208 ₽ в месяц</div></div><button>В корзину</button>`), "list_price", "3190"},
		{"three prices side by side", "https://s.ru/p", doc("ru", "Чайник EK-17", `<h1>Чайник EK-17</h1><div><div>2 490 ₽</div><div>3 190 ₽</div><div>4 190 ₽</div></div><button>В корзину</button>`), "list_price", ""},
		{"a link that begins the headline", "https://s.com.tr/p", doc("tr", "Bej Kemerli Palto", `<h1><a href="/l">LAVORA</a> <span>Bej Kemerli Palto</span></h1><p>1.329,99 TL</p><button>Sepete Ekle</button>`), "brand", "LAVORA"},
		{"the headline is a link", "https://s.com.tr/p", doc("tr", "Bej Kemerli Palto", `<h1><a href="/l">Bej Kemerli Palto</a></h1><p>1.329,99 TL</p><button>Sepete Ekle</button>`), "brand", ""},
		{"line that the title tag has behind the name", "https://s.se/p", doc("sv", "Havredryck Barista 1l Oatis - Butik", `<p>Oatis</p><h1>Havredryck Barista</h1><p>23,90 kr</p><button>Köp</button>`), "brand", "Oatis"},
		{"line that another part of the title tag has", "https://s.se/p", doc("sv", "Havredryck Barista | Mejeri | Butik", `<p>Mejeri</p><h1>Havredryck Barista</h1><p>23,90 kr</p><button>Köp</button>`), "brand", ""},
		{"label behind a dash", "https://s.dk/p", doc("da", "Bordlampe Nook", `<h1>Bordlampe Nook</h1><p>479,20 kr.</p><p>Varenummer: LL-8841 — Mærke: Nordskin</p><button>Læg i kurv</button>`), "brand", "Nordskin"},
		{"label without a colon before a bar", "https://s.fr/p", doc("fr", "Perceuse DX18", `<h1>Perceuse DX18</h1><p>Réf. A48213 | Réf. fabricant : DX18-2C</p><p>149,90 €</p><button>Ajouter au panier</button>`), "sku", "A48213"},
		{"label and its value before another element", "https://s.ru/p", doc("ru", "Чайник EK-17", `<h1>Чайник EK-17</h1><span>Артикул: 551902</span><span>4,8 <a>163 отзыва</a></span><p>2 490 ₽</p><button>В корзину</button>`), "sku", "551902"},
		{"rating in an element beside another", "https://s.ru/p", doc("ru", "Чайник EK-17", `<h1>Чайник EK-17</h1><span>Артикул: 551902</span><span>4,8 <a>163 отзыва</a></span><p>2 490 ₽</p><button>В корзину</button>`), "rating", "4.8"},
		{"code behind a number sign", "https://s.ca/p", doc("en", "All-Season Tire", `<h1>All-Season Tire</h1><div><span>#014-2217-8</span><span>4.5 (61)</span></div><p>$148.49</p><button>Add to cart</button>`), "sku", "014-2217-8"},
		{"full stop behind a code", "", doc("en", "Camp shirt", `<h1>Camp shirt</h1><p>$64.40</p><button>Add to bag</button><p>European linen. Style #MW-2207-SG. Washable.</p>`), "sku", "MW-2207-SG"},
		{"count in parentheses behind drawn stars", "https://s.de/p", doc("de", "Ibuflex 400", `<h1>Ibuflex 400</h1><div><span aria-label="4.8 von 5 Sternen">★★★★★</span> <a href="#r">(214)</a></div><p>3,19 €</p><button>In den Warenkorb</button>`), "review_count", "214"},
		{"rating and count in words, the count in parentheses", "https://s.kr/p", doc("ko", "수분 세럼", `<h1>수분 세럼</h1><p>평점 4.9 (리뷰 1,034)</p><p>24,900원</p><button>장바구니 담기</button>`), "rating", "4.9"},
	})
}

// TestF19ListsOfOldAndPlainShops: lists whose tiles end in notes on tax, have no headline above them, tell of sums in
// sentences, or stand in the columns of a table.
func TestF19ListsOfOldAndPlainShops(t *testing.T) {
	rows := `<table><tr><th>Nr</th><th>Artikel</th><th>Preis netto</th><th>Preis brutto</th></tr>` +
		cards(5, `<tr><td>11-%[1]d</td><td><a href="/art/%[1]d">Schraube M%[1]d verzinkt</a></td><td>€ 1%[2]d,00</td><td>€ 2%[2]d,00</td></tr>`) + `</table>`
	cases := []struct{ name, url, body, price, list string }{
		{"a note on tax is no talk", "https://s.de/bohrer", `<h1>Bohrer</h1><div>` + cards(5, `<div><a href="/p/%[1]d"><img alt=""></a><a href="/p/%[1]d">Bohrer Nummer %[1]d</a><div><span>%[2]d,95 €</span></div><small>inkl. MwSt. zzgl. Versand</small></div>`) + `</div>`, "20.95", ""},
		{"former prices and no headline", "https://s.fr/nouveautes", `<ul>` + cards(6, `<li><a href="/f/%[1]d"><img alt=""></a><h3><a href="/f/%[1]d">Pull rond %[1]d</a></h3><p><span>%[2]d,90 €</span> <span class="line-through">99,90 €</span></p></li>`) + `</ul>`, "20.9", "99.9"},
		{"a sum in a sentence", "https://s.co.uk/fiction", `<h1>Fiction</h1>` + cards(4, `<article><h3><a href="/b/%[1]d">Salt road %[1]d</a></h3><p>A story told in £5 notes and letters.</p><p><strong>£%[2]d.99</strong></p><button>Add to basket</button></article>`), "20.99", ""},
		{"a column without tax", "https://s.at/m8", `<h1>Normteile</h1>` + rows, "220", ""},
	}
	for _, c := range cases {
		r := extract.Extract(extract.Page{URL: c.url, Body: []byte(`<html lang="de"><body>` + c.body + `</body></html>`)}, extract.Options{})
		if r.Kind != extract.KindCategory || len(r.Listings) < 4 {
			t.Errorf("%s: kind %s, %d listings", c.name, r.Kind, len(r.Listings))
			continue
		}
		got := r.Listings[0]
		list := ""
		if got.ListPrice != nil {
			list = got.ListPrice.Amount
		}
		if got.Price == nil || !sameAmount(got.Price.Amount, c.price) || list != "" && c.list == "" || c.list != "" && !sameAmount(list, c.list) {
			t.Errorf("%s: price %+v, list price %q; want %s and %q", c.name, got.Price, list, c.price, c.list)
		}
	}
}
