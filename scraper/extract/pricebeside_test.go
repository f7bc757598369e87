package extract_test

import "testing"

// TestF11PriceBeside: the price by what stands beside it: one for members or subscribers, a former one that is struck out,
// the headline below it, and the words for screen readers that shop systems write before both.
func TestF11PriceBeside(t *testing.T) {
	doc := func(lang, above, body, buy string) string {
		return `<html lang="` + lang + `"><head><title>Xylo Tisch 3000 - Shop</title></head><body><div>` + above + `<h1>Xylo Tisch 3000</h1>` + body + `<button>` + buy + `</button></div></body></html>`
	}
	es := doc("es", "", `<div><span>PVP</span> <b>14,50 €</b></div><div><span>Precio Club</span> <b>12,90 €</b></div><p>Caja de 6: 81,00 € (13,50 €/ud.)</p>`, "Añadir al carrito")
	above := `<div class="t3">329,00 €</div><div class="t1"><span class="line-through">399,00 €</span></div>`
	woo := func(was, now string) string {
		return doc("", "", `<p class="price"><del aria-hidden="true"><span>79,90 €</span></del> <span class="screen-reader-text">`+was+` 79,90 €.</span><ins aria-hidden="true"><span>64,90 €</span></ins><span class="screen-reader-text">`+now+` 64,90 €.</span></p>`, "Add to cart")
	}
	cases := []fieldCase{
		{"regular price beside that of a club", "https://shop.es/p", es, "price", "14.5"},
		{"price of a club is no former one", "https://shop.es/p", es, "list_price", ""},
		{"price of a subscription", "https://shop.com/p", doc("en", "", `<div><span>$54.98</span></div><div><b>$52.23</b> with Autoship <em>Save 5%</em></div>`, "Add to Cart"), "price", "54.98"},
		{"above the headline, with a former one", "https://shop.fi/p", doc("fi", above, `<p>Osamaksu alk. 14,90 €/kk</p>`, "Lisää ostoskoriin"), "price", "329"},
		{"above the headline, the former one", "https://shop.fi/p", doc("fi", above, "", "Lisää ostoskoriin"), "list_price", "399"},
		{"above the headline, alone", "https://shop.fi/p", doc("fi", `<div class="t3">329,00 €</div>`, "", "Lisää ostoskoriin"), "price", "329"},
		{"a promise above the headline is no price", "https://shop.com/p", doc("en", `<div>Spend $40 more for a gift</div>`, "", "Add to cart"), "price", ""},
		{"price without tax by its class", "https://shop.com/p", doc("en", "", `<div class="price-section price-section--withoutTax"><span class="price price--withoutTax">$189.00</span></div>`, "Add to cart"), "price", "189"},
		{"one purchase beside a subscription with a percentage", "https://shop.com/p", doc("en", "", `<div><label>Subscribe &amp; Save 20% <b>$22.39</b></label><label>One-time purchase <b>$27.99</b></label></div>`, "Add to cart"), "price", "27.99"},
		{"without tax before the number", "https://shop.ro/p", doc("ro", "", `<div class="q">Preț fără TVA: 243,69 lei</div><div class="r">289<sup>99</sup> lei</div>`, "Adaugă în coș"), "price", "289.99"},
		{"thousands behind a space, cents in an element, sign before", "https://shop.co.za/p", doc("en", "", `<div class="cost">R <span>1 299</span><small>00</small></div>`, "Add to Cart"), "price", "1299"},
		{"two numbers behind a sign are not one", "https://shop.co.za/p", doc("en", "", `<div class="cost">R <span>299</span> <small>10025 sold</small></div>`, "Add to Cart"), "price", "299"},
		{"former price on a line of two-byte letters", "https://shop.gr/p", doc("el", "", `<div><span>Αρχική τιμή: 80,00€</span> <span>64,00€</span> <b>-20%</b></div>`, "Προσθήκη στο καλάθι"), "list_price", "80"},
	}
	for lang, w := range map[string][2]string{
		"de": {"Ursprünglicher Preis war:", "Aktueller Preis ist:"}, "fr": {"Le prix initial était :", "Le prix actuel est :"}, "es": {"El precio original era:", "El precio actual es:"},
		"it": {"Il prezzo originale era:", "Il prezzo attuale è:"}, "nl": {"Oorspronkelijke prijs was:", "Huidige prijs is:"}, "pl": {"Pierwotna cena wynosiła:", "Aktualna cena wynosi:"},
		"pt": {"O preço original era:", "O preço atual é:"}, "sv": {"Det ursprungliga priset var:", "Det nuvarande priset är:"}, "da": {"Den oprindelige pris var:", "Den aktuelle pris er:"},
		"nb": {"Opprinnelig pris var:", "Nåværende pris er:"}, "fi": {"Alkuperäinen hinta oli:", "Nykyinen hinta on:"}, "cs": {"Původní cena byla:", "Aktuální cena je:"},
		"sk": {"Pôvodná cena bola:", "Aktuálna cena je:"}, "ro": {"Prețul inițial a fost:", "Prețul curent este:"}, "tr": {"Orijinal fiyat:", "Şu andaki fiyat:"},
		"sl": {"Izvirna cena je bila:", "Trenutna cena je:"}, "hr": {"Izvorna cijena bila je:", "Trenutna cijena je:"}, "en": {"Original price was:", "Current price is:"},
	} {
		cases = append(cases, fieldCase{"words for readers, " + lang, "https://shop.eu/p", woo(w[0], w[1]), "price", "64.9"}, fieldCase{"words for readers, former, " + lang, "https://shop.eu/p", woo(w[0], w[1]), "list_price", "79.9"})
	}
	runFieldCases(t, cases)
}

// TestF11ScriptsAlone: a page whose scripts draw its price shows only those of other products.
func TestF11ScriptsAlone(t *testing.T) {
	doc := `<html lang="tr"><head><title>Cam Vazo | Shop</title></head><body><h1>Cam Vazo</h1><div id="f"></div><button>Sepete Ekle</button><script>var model = {"productName":"Cam Vazo","productPriceKDVIncluded":449.90,"productCartPrice":449.90,"productPriceOriginal":599.90,"currencyCode":"TRY"};</script><h2>Benzer ürünler</h2><div class="related"><a href="/x">Tabak</a><span class="price">99,90 TL</span></div></body></html>`
	whole := func(state string) string {
		return `<html lang="da"><head><title>X-Charge lader | Shop</title></head><body><div id="app"><h1>X-Charge lader</h1></div><script>window.__NUXT__={state:{product:{title:"X-Charge lader",vendor:"Xenon",price:{amount:299,currency:"DKK"}` + state + `}}}</script></body></html>`
	}
	runFieldCases(t, []fieldCase{
		{"no button, all told by scripts", "https://shop.dk/lader", whole(`,sku:"XC65",inStock:true`), "price", "299"},
		{"no button, little told by scripts", "https://shop.dk/lader", whole(``), "price", ""},
		{"price", "https://shop.com.tr/p", doc, "price", "449.9"},
		{"former price", "https://shop.com.tr/p", doc, "list_price", "599.9"},
	})
}
