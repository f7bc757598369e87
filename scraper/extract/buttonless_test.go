package extract_test

import "testing"

// TestF11ScriptButtons: links without an address that scripts make buttons, pages of the sold out, carts and homes.
func TestF11ScriptButtons(t *testing.T) {
	doc := func(title, body string) string {
		return `<html lang="en"><head><title>` + title + ` | Shop</title></head><body>` + body + `</body></html>`
	}
	bids := `<h1>29er hardtail, size L</h1><p>Listing #1630944127</p><div><span>Buy Now</span> <span id="now_price">$640.00</span> <a class="button">Buy Now</a></div><div><span>Start price</span> <span>$520.00</span></div>`
	gone := `<h1>The Ridley Satchel</h1><p>Chestnut leather</p><div><span class="tag">Sold out</span><p>This style has been retired.</p><form><input type="email"><button>Notify me</button></form></div><p>Handmade in a small workshop from bridle leather that gets better with every year that it is worn, and mended for as long as it lives by the hands that made it.</p><p>Repairs from £35.</p>`
	cart := `<h1>Your basket (3 items)</h1><table><tr><td>Shampoo<br>Item code: 4770247 In stock</td><td class="price">£24.00</td></tr><tr><td>Lacquer<br>Item code: 7635584 In stock</td><td class="price">£5.99</td></tr></table><p>Total £29.99</p><button>Checkout now</button>`
	home := `<h1>Trilocale via Volta, Como</h1><p class="prezzo">€ 285.000</p><ul><li>3 locali</li><li>92 m²</li></ul><p>Riferimento: CG-7712</p>`
	runFieldCases(t, []fieldCase{
		{"a link without an address", "", doc("29er hardtail, size L", bids), "price", "640"},
		{"sold out, asks for an address", "", doc("The Ridley Satchel", gone), "availability", "OutOfStock"},
		{"sold out, no price", "", doc("The Ridley Satchel", gone), "price", ""},
		{"a cart", "", doc("Basket", cart), "name", ""},
		{"a home", "", doc("Trilocale via Volta, Como", home), "name", ""},
	})
}
