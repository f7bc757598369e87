package extract_test

import "testing"

// TestF10RaisedCents: a number whose cents are raised is a price without a currency mark; powers and notes are none.
func TestF10RaisedCents(t *testing.T) {
	doc := func(body string) string {
		return `<html lang="sv"><head><title>Havredryck Barista | Butik</title></head><body><h1>Havredryck Barista</h1>` + body + `<button>Köp</button></body></html>`
	}
	runFieldCases(t, []fieldCase{
		{"sup", "https://shop.example.se/a", doc(`<div><span>23</span><sup>90</sup><span>/st</span></div><p>Jmf-pris 23,90 kr/l</p>`), "price", "23.9"},
		{"thousands", "https://shop.example.se/a", doc(`<div><b>1 299</b><sup>00</sup></div>`), "price", "1299"},
		{"currency of the country", "https://shop.example.se/a", doc(`<div><b>1 299</b><sup>00</sup></div>`), "currency", "SEK"},
		{"small", "https://shop.example.se/a", doc(`<p>1.299<small>95</small></p>`), "price", "1299.95"},
		{"a millions' price", "https://shop.example.se/a", doc(`<p>1 249 000<sup>50</sup></p>`), "price", "1249000.5"},
		{"a power", "https://shop.example.se/a", doc(`<p>6,02 · 10<sup>23</sup></p>`), "price", ""},
		{"a note", "https://shop.example.se/a", doc(`<p>Klass A, uppmätt värde enligt EU 2019<sup>12</sup> och nationella regler</p>`), "price", ""},
		{"euro cents, no space before the next", "https://shop.example.fr/a", doc(`<div><del>299€<sup>99</sup></del><span>229€<sup>99</sup></span></div>`), "price", "229.99"},
		{"the former one of them", "https://shop.example.fr/a", doc(`<div><del>299€<sup>99</sup></del><span>229€<sup>99</sup></span></div>`), "list_price", "299.99"},
		{"sup beside a former price", "https://shop.example.se/a", doc(`<div><del>1 499</del> <b>1 299</b><sup>00</sup></div>`), "price", "1299"},
	})
}
