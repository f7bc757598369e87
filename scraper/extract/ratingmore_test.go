package extract_test

import "testing"

// TestF11WhoseRating: a shop's rating is not the product's; counts in headings and behind words for stars; labels.
func TestF11WhoseRating(t *testing.T) {
	doc := func(body string) string {
		return `<html lang="en"><head><title>Sea glass pendant | Shop</title></head><body>` + body + `<p class="price">$34.50</p><button>Add to cart</button><p>A pendant on a fine chain.</p><div id="more"><h2>Ratings &amp; Reviews (1204)</h2></div></body></html>`
	}
	h := `<h1>Sea glass pendant</h1>`
	pots := `<html lang="en"><head><title>Hydrangea Annabelle</title></head><body><h1>Hydrangea Annabelle</h1><table><tr><td>2 litre pot</td><td class="price">£12.99</td></tr><tr><td>5 litre pot</td><td><s>£29.99</s> £22.49</td></tr></table><button>Add to cart</button></body></html>`
	runFieldCases(t, []fieldCase{
		{"a shop's stars", "", doc(`<div><a>Salt Line</a> <span class="shop-stars" title="5 stars">★★★★★</span></div>` + h), "rating", ""},
		{"scored by a service", "", doc(h + `<div><span class="tp-stars" data-score="4.8"></span></div>`), "rating", ""},
		{"stars in words", "", doc(h + `<div class="bv"><span class="bv-rating">4.5</span> <span>out of 5 stars</span> (723)</div>`), "review_count", "723"},
		{"count in a heading", "", doc(h + `<span class="rating">4.0 out of 5</span>`), "review_count", "1204"},
		{"value in a badge", "", doc(h + `<span class="product-reviews-badge"><span class="badge" data-rating="4.9"><span>62 Reviews</span></span></span>`), "rating", "4.9"},
		{"by with a colon", "", doc(h + `<h3>By: <label>Spinfox Games</label></h3>`), "brand", "Spinfox Games"},
		{"several codes in one label", "", doc(h + `<p><label>UPC/EAN/ISBN:</label> <span>778988124437</span></p>`), "gtin", "778988124437"},
		{"brand in a sentence", "", doc(h + `<p>Contents: 12 pieces. Brand: Brickway.</p>`), "brand", "Brickway"},
		{"formerly in Slovak", "", `<html lang="sk"><head><title>Notebook ZX15</title></head><body><h1>Notebook ZX15</h1><table><tr><td>Cena</td><td class="price">1 099,00 €</td></tr><tr class="cross"><td>Pôvodne</td><td><span>1 249,00 €</span></td></tr></table><button>Do košíka</button></body></html>`, "list_price", "1249"},
		{"article's number", "", doc(h + `<div>ART-NR.: <span>10482</span></div>`), "sku", "10482"},
		{"menu below a word for brand", "", `<html><head><title>Sea glass pendant</title></head><body><ul><li>Brand:</li><li>Travel</li></ul><p>` + menuText() + `</p>` + h + `<p class="price">$34.50</p><button>Add to cart</button></body></html>`, "brand", ""},
		{"former price of another size", "", pots, "list_price", ""},
	})
}

// menuText is more text than stands between a headline and what belongs to it.
func menuText() string {
	s := ""
	for range 80 {
		s += "many words of a shop and its menu "
	}
	return s
}
