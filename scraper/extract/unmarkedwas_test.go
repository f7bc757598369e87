package extract_test

import "testing"

// TestF11UnmarkedFormerPrice: former prices without a currency mark, beside the price.
func TestF11UnmarkedFormerPrice(t *testing.T) {
	doc := func(body string) string {
		return `<html lang="nl"><head><title>Zadel Comfort | Winkel</title></head><body><h1>Zadel Comfort</h1>` + body + `<button>In winkelwagen</button></body></html>`
	}
	runFieldCases(t, []fieldCase{
		{"by its words", "", doc(`<div class="prijs"><span>Adviesprijs 49,95</span> <span class="prijs-nu">34,95</span></div>`), "list_price", "49.95"},
		{"behind the price", "", doc(`<div class="h"><span class="price">59,90</span><span>Norm. 79,90</span></div>`), "list_price", "79.9"},
		{"struck out", "", doc(`<p>€ 34,95 <del>49,95</del></p>`), "list_price", "49.95"},
		{"struck out, whole", "", doc(`<p>€ 34 <s>49</s></p>`), "list_price", ""},
		{"a size", "", doc(`<p>€ 34,95</p><p>Normaal 120 cm</p>`), "list_price", ""},
		{"a unit price", "", doc(`<p>€ 34,95</p><p>Normale prijs per kg 69,90</p>`), "list_price", ""},
		{"a share", "", doc(`<p>€ 34,95 <s>50%</s></p>`), "list_price", ""},
	})
}

// TestF11ClubTag: a club's tag does not make the former price of all the price.
func TestF11ClubTag(t *testing.T) {
	doc := func(body string) string {
		return `<html lang="da"><head><title>Bordlampe Nook | Butik</title></head><body><h1>Bordlampe Nook</h1>` + body + `<button>Læg i kurv</button></body></html>`
	}
	runFieldCases(t, []fieldCase{
		{"tag", "", doc(`<span>Klub -20%</span><div class="pris"><span>479,20 kr.</span><span>Før 599,00 kr.</span></div>`), "price", "479.2"},
		{"tag's former price", "", doc(`<span>Klub -20%</span><div class="pris"><span>479,20 kr.</span><span>Før 599,00 kr.</span></div>`), "list_price", "599"},
		{"regular price", "", doc(`<div class="pris"><span>Klubpris 479,20 kr.</span><br><span>Normalpris 599,00 kr.</span></div>`), "price", "599"},
	})
}
