package extract_test

import "testing"

// TestF11PricesSaid: what words, class names and raised cents beside several numbers say which is asked now.
func TestF11PricesSaid(t *testing.T) {
	doc := func(body string) string {
		return `<html lang="en"><head><title>Brass sash lift 50mm | Shop</title></head><body><h1>Brass sash lift 50mm</h1>` + body + `<button>Add to cart</button></body></html>`
	}
	taxed := `<div class="price-box"><p class="old-price"><span class="price-excluding-tax">Excl. VAT: <span class="price">£7.08</span></span> <span class="price-including-tax">Incl. VAT: <span class="price">£8.50</span></span></p>
<p class="special-price">Special Price</p><span class="price-excluding-tax">Excl. VAT: <span class="price">£5.79</span></span> <span class="price-including-tax">Incl. VAT: <span class="price">£6.95</span></span></div>`
	tiers := `<p class="price">£6.95</p><ul class="tier-prices"><li class="tier-price">Buy 10 for <span class="price">£6.25</span> each and save 10%</li></ul>`
	german := `<div class="price_with_tax"><span class="productOldPrice">Unser bisheriger Preis 34,95 EUR</span><br>Jetzt nur 27,96 EUR<br>Sie sparen 20%</div>`
	raised := `<div class="pd-price"><span>$</span><span class="whole">58</span><sup>99</sup><div>+ $45.00 refundable core deposit</div><p>Pick up in store today at 1201 Main Street</p></div>`
	other := `<div><span class="price-value">$<span>109.35</span></span> <span class="alt">(<span>&euro;99.20</span>)</span></div>`
	base := `<div class="pay"><div class="sale_BasePriceCover"><span class="main">$54.90</span></div><div class="shopPrice"><span class="main">$39.90</span></div></div>`
	greyed := `<div><div><span class="product-price-not-discounted">$1,799.90</span></div><div><span class="product-price">$1,349.90</span></div></div>`
	runFieldCases(t, []fieldCase{
		{"with and without tax", "", doc(taxed), "price", "6.95"},
		{"former price with tax", "", doc(taxed), "list_price", "8.5"},
		{"of ten pieces", "", doc(tiers), "price", "6.95"},
		{"previous price in words", "", doc(german), "price", "27.96"},
		{"previous price in words, former", "", doc(german), "list_price", "34.95"},
		{"raised cents in a long box", "", doc(raised), "price", "58.99"},
		{"another currency in brackets", "", doc(other), "price", "109.35"},
		{"base price beside a price", "", doc(base), "price", "39.9"},
		{"not discounted", "", doc(greyed), "list_price", "1799.9"},
		{"after the discount", "", `<html lang="ko"><head><title>무선 청소기 HB-V700</title></head><body><h1>무선 청소기 HB-V700</h1><div class="price-box"><span class="origin-price">189,000원</span> <span class="total-price">129,000원</span> <span>와우할인가</span></div><button>장바구니 담기</button></body></html>`, "price", "129000"},
	})
}
