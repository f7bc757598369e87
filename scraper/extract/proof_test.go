package extract_test

import "testing"

// TestProvenPrices: what numbers are by the others around them, whatever their elements are called.
func TestProvenPrices(t *testing.T) {
	doc := func(body string) string {
		return `<html lang="en-IE"><head><title>Garden lamp | Shop</title></head><body><h1>Garden lamp</h1>` + body + `<button>Add to cart</button></body></html>`
	}
	stale := `<script type="application/ld+json">{"@type":"Product","name":"Garden lamp","offers":{"price":79.90,"priceCurrency":"EUR"}}</script>`
	runFieldCases(t, []fieldCase{
		{"percentage tells which, price", "", doc(`<div class="x"><span>€79.90</span> <span>€64.90</span> <em>-19%</em></div>`), "price", "64.9"},
		{"percentage tells which, former", "", doc(`<div class="x"><span>€79.90</span> <span>€64.90</span> <em>-19%</em></div>`), "list_price", "79.9"},
		{"percentage against stale data", "", doc(stale + `<div class="x"><span>€79.90</span> <span>€64.90</span> <em>-19%</em></div>`), "price", "64.9"},
		{"regular price beside a lower", "", doc(`<div class="p"><span class="regular-price">€28.90</span></div><div class="current-price"><span>€21.90</span></div>`), "list_price", "28.9"},
		{"regular price alone", "", doc(`<div class="p"><span class="regular-price">€28.90</span></div>`), "price", "28.9"},
		{"choice, not a reduction", "", doc(`<p class="price">€100.00 or €95.00 by bank transfer (5% off)</p>`), "price", "100"},
		{"quantity, not a reduction", "", doc(`<p class="price">€100.00</p><p>2 for <span class="price">€92.00</span> each, save 8%</p>`), "price", "100"},
		{"price called discount", "", doc(`<div class="c-price"><p class="c-price--discount">€45.00</p></div>`), "price", "45"},
		{"price called retail price", "", doc(`<div class="cost"><div class="cost__retail-price">€1.65</div><span class="cost__per-unit">€3.30 / kg</span></div>`), "price", "1.65"},
		{"price called bundle price", "", doc(`<div class="prices"><span class="bundle-price">€79.00</span> <span>Worth €97.00</span></div>`), "price", "79"},
		{"no cents as a dash", "", `<html lang="sv"><head><title>Lampa</title></head><body><h1>Lampa</h1><div><span>1 990:-</span><span>Ord. pris 2 490:-</span></div><button>Köp</button></body></html>`, "price", "1990"},
		{"cents in a third element", "", `<html lang="fr"><head><title>Lampe rouge</title></head><body><h1>Lampe rouge</h1><p class="price"><span>2</span><span>€</span><span>19</span></p><button>Ajouter au panier</button></body></html>`, "price", "2.19"},
		{"per measure", "", doc(`<div class="final-price">€17.95</div><div>€4.49 per meter</div>`), "price", "17.95"},
		{"times", "", doc(`<div class="price-block"><div class="price-block__credit">from <b>€10.83</b> × 12</div><div class="price-block__cur">€129.90</div></div>`), "price", "129.9"},
		{"digits of Persian", "", `<html lang="ar" dir="rtl"><head><title>تمر خلاص</title></head><body><h1>تمر خلاص</h1><p class="price"><del>١١٠ ر.س</del> <ins>٨٥ ر.س</ins></p><button>إضافة إلى السلة</button></body></html>`, "price", "85"},
		{"digits of the name stay", "", `<html lang="fa" dir="rtl"><head><title>قوری ۶ نفره</title></head><body><h1>قوری ۶ نفره</h1><p class="price">۴۸۵٬۰۰۰ ریال</p><button>افزودن به سبد</button></body></html>`, "name", "قوری ۶ نفره"},
		{"saving is the difference", "", doc(`<div class="x"><span>€74.90</span> <span>€59.90</span> <span>You save €15.00</span></div>`), "list_price", "74.9"},
		{"both called list price", "", doc(`<div class="product-list__cost"><span class="product-list__price-old">€99.00</span><span class="product-list__price">€79.00</span></div>`), "price", "79"},
		{"what comes on top", "", doc(`<div class="price-box"><strong class="price">€69.90</strong><span>+ €3.50 by courier</span></div>`), "price", "69.9"},
		{"tax words between two prices", "", doc(`<p><b>€9.49</b> ex VAT €11.39 inc VAT</p>`), "price", "11.39"},
		{"cards of other products", "", doc(`<p>€49.00</p>` + `<div class="more"><div class="it"><a href="/a">Blue stool</a><span class="price">€149.00</span></div><div class="it"><a href="/b">Red bench</a><span class="price">€89.00</span></div></div>`), "price", "49"},
		{"name without a heading", "", `<html lang="en"><head><title>Tall Pines Books: The Mill on Carver Creek by E. Warrow</title></head><body><table><tr><td><font size=4><b>The Mill on Carver Creek</b></font><br>Our Price: <b>€18.50</b><br><form><input type="image" alt="Add to cart"></form></td></tr></table></body></html>`, "name", "The Mill on Carver Creek"},
	})
}
