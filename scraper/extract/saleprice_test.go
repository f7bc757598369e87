package extract_test

import "testing"

// TestF11SaleBeside: of two prices that are both called price the sale's counts; former prices of boxes and of ranges.
func TestF11SaleBeside(t *testing.T) {
	doc := func(body string) string {
		return `<html lang="en"><head><title>Zoom microscope 45X | Shop</title></head><body><h1>Zoom microscope 45X</h1>` + body + `<button>Add to cart</button></body></html>`
	}
	both := `<div>Our Price: <b>$649.00</b></div><div>Sale Price: <b>$599.00</b></div>`
	box := `<div><span class="price">€ 16.90</span><div>Box of 6: € 95.00 instead of € 101.40</div></div>`
	span := `<p class="price"><span>Was $98.00 - $108.00</span> <span>Now $58.80 - $64.80</span></p>`
	struck := `<dl><dt>Price</dt><dd><em>$</em><span style="text-decoration:line-through">899.00</span></dd></dl><dl><dt>Special price</dt><dd><em>$</em> <span>658.00</span></dd></dl>`
	standard := `<div class="p"><span class="price-standard"><span>39,90 €</span></span><span> –12 %</span><strong class="price-final"><span>34,95 €<span> / ks</span></span></strong><span>28,41 € bez DPH</span></div>`
	runFieldCases(t, []fieldCase{
		{"price", "", doc(both), "price", "599"},
		{"former price", "", doc(both), "list_price", "649"},
		{"data name both", "", doc(`<div itemscope itemtype="http://schema.org/Product"><meta itemprop="name" content="Zoom microscope 45X"><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="priceCurrency" content="USD">Our Price: $<span itemprop="price">649.00</span><br>Sale Price: $<span itemprop="price">599.00</span></div></div>`), "price", "599"},
		{"two pieces of one kind", "", doc(`<div>Lens price: <b>$649.00</b></div><div>Body price: <b>$599.00</b></div>`), "list_price", ""},
		{"of a box", "", doc(box), "list_price", ""},
		{"of a box, price", "", doc(box), "price", "16.9"},
		{"the lower of a range", "", doc(span), "list_price", "98"},
		{"digits struck out, not the sign", "", doc(struck), "list_price", "899"},
		{"per piece, then without tax", "", doc(standard), "list_price", "39.9"},
		{"per piece, then without tax, price", "", doc(standard), "price", "34.95"},
	})
}

// TestF11ShownOnRequest: products whose price only customers see, or that are gone, have none, and are products.
func TestF11ShownOnRequest(t *testing.T) {
	doc := func(body string) string {
		return `<html lang="en"><head><title>Resin storage shed | Club</title></head><body><h1>Resin storage shed</h1>` + body + `</body></html>`
	}
	others := `<div class="rel"><h3>Members also bought</h3><p>Shelf $79.99</p></div>`
	runFieldCases(t, []fieldCase{
		{"sign in", "", doc(`<p>Item 1641207</p><p>Sign In to see the price</p>` + others), "sku", "1641207"},
		{"sign in, no price", "", doc(`<p>Item 1641207</p><p>Sign In to see the price</p>` + others), "price", ""},
		{"gone", "", doc(`<p>Product code: 6120483</p><h4>Sorry, this product is currently out of stock</h4><p>Collect 4 points for every £1 you spend</p>` + others), "availability", "OutOfStock"},
		{"gone, no price", "", doc(`<p>Product code: 6120483</p><h4>Sorry, this product is currently out of stock</h4>` + others), "price", ""},
		{"button that is gone, data of yesterday", "", doc(`<script type="application/ld+json">{"@type":"Product","name":"Resin storage shed","offers":{"price":"229.99","priceCurrency":"USD","availability":"https://schema.org/InStock"}}</script><p class="price">$229.99</p><button disabled>Sold Out</button>`), "availability", "OutOfStock"},
		{"name and number in one cell", "", `<html lang="en"><head><title>Kestrel Steam Locomotive | Trains</title></head><body><table><tr><td class="pageHeading">Kestrel Steam Locomotive<br><span>[KM-9721-S]</span></td><td><s>$329.99</s> <span class="specialPrice">$279.95</span></td></tr></table><input type="image" alt="Add to Cart"></body></html>`, "name", "Kestrel Steam Locomotive"},
		{"vague label", "", doc(`<p class="price">$9.99</p><button>Add to cart</button><dl><dt>Style</dt><dd>TFG-C40</dd></dl>`), "sku", "TFG-C40"},
		{"vague label of a word", "", doc(`<p class="price">$9.99</p><button>Add to cart</button><dl><dt>Style</dt><dd>Casual</dd></dl>`), "sku", ""},
		{"logo in a table", "", doc(`<p class="price">$9.99</p><button>Add to cart</button><table><tr><td>Manufacturer</td><td><img alt="Pneumaflux" src="p.gif"></td></tr><tr><td>Mfr. Part No.</td><td>PFX-32</td></tr></table>`), "brand", "Pneumaflux"},
		{"rating with its scale and count", "", doc(`<p class="price">$9.99</p><button>Add to cart</button><div><span class="rating-number">4.6</span> / 5 <span>(38 Reviews)</span></div>`), "review_count", "38"},
	})
}
