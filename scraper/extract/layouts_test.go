package extract_test

import (
	"testing"

	"shelfwise/scraper/extract"
)

// TestLayouts: what a stylesheet sets apart, other products beside the page's own, and prices of cards and shops' members.
func TestLayouts(t *testing.T) {
	doc := func(body string) string {
		return `<html lang="en"><head><title>Garden lamp | Shop</title></head><body><h1>Garden lamp</h1>` + body + `</body></html>`
	}
	buy := `<button>Add to cart</button>`
	others := `<div class="g"><h3>Complete the room</h3></div>`
	for _, name := range []string{"12", "14", "19"} {
		others += `<div class="card"><a href="/x` + name + `">Stool ` + name + `</a><p class="price"><strong>€` + name + `.00</strong></p></div>`
	}
	runFieldCases(t, []fieldCase{
		{"neighbours without a space", "", doc(`<div><span>Our price <b>314 Kč</b></span><span>You save 55 Kč</span></div>` + buy), "price", "314"},
		{"price glued to words", "", doc(`<p class="price"><span>Was</span><span>€35.00</span><span>Now</span><span>€28.00</span></p>` + buy), "price", "28"},
		{"every digit apart", "", doc(`<div class="price"><span>€</span><span>2</span><span>3</span><span>.</span><span>8</span><span>9</span></div>` + buy), "price", "23.89"},
		{"count behind a price", "", doc(`<div class="price"><span>$200</span><span>2 bids</span></div>` + buy), "price", "200"},
		{"discount's container", "", doc(`<p class="pdp-discount-container"><span class="pdp-price"><strong>₹1299</strong></span> <s>₹2999</s></p>` + buy), "price", "1299"},
		{"reduced from, to", "", doc(`<del><span>Reduced from</span>€330.00<span>to</span></del><span class="sales">€198.00</span>` + buy), "price", "198"},
		{"card's price", "", doc(`<ul><li class="price">$169.99 with card</li><li class="price">$189.99</li></ul>` + buy), "price", "189.99"},
		{"three others", "", doc(`<h2>€49.00</h2>` + buy + others), "price", "49"},
		{"others by their heading", "", doc(`<p>€49.00</p>` + buy + `<div><h2>You may also like</h2><div class="price"><b>€12.00</b></div></div>`), "price", "49"},
		{"others before the product", "", `<html lang="en"><head><title>Garden lamp | Shop</title></head><body><h3>Recently viewed</h3><div class="price">€12.00</div><div><h1>Garden lamp</h1><p>€49.00</p>` + buy + `</div></body></html>`, "price", "49"},
		{"price on request", "", doc(`<p class="price">Price on request</p><div class="o"><p class="price">€2000</p></div>`), "price", ""},
		{"names with underscores", "", `<html lang="ja"><head><title>深蒸し 煎茶 100g | Shop</title></head><body><span class="item_name">深蒸し 煎茶 100g</span><span class="price">2,160円</span><input type="submit" value="かごに追加"></body></html>`, "price", "2160"},
		{"rating without a name", "", doc(`<div><span>4.6</span><a href="#r">38 reviews</a></div><p class="price">€49.00</p>` + buy), "rating", "4.6"},
		{"count without a name", "", doc(`<div><span>4.6</span><a href="#r">38 reviews</a></div><p class="price">€49.00</p>` + buy), "review_count", "38"},
		{"rating in words for readers", "", doc(`<span role="img" aria-label="Product rating is 4.5 of 5"></span><p class="price">€49.00</p>` + buy), "rating", "4.5"},
		{"seller's feedback", "", doc(`<span aria-label="Star icon for feedback score 5 of 5"></span><p class="price">€49.00</p>` + buy), "rating", ""},
	})
}

// TestOthersAreRejected: the price under a heading of other products is kept with its reason.
func TestOthersAreRejected(t *testing.T) {
	html := `<html lang="en"><head><title>Garden lamp</title></head><body><h1>Garden lamp</h1><p class="price">€49.00</p><button>Add to cart</button><section><h3>Customers also bought</h3><p class="price">€12.00</p></section></body></html>`
	r := extract.Extract(extract.Page{Body: []byte(html)}, extract.Options{})
	for _, rej := range r.Listings[0].Rejected {
		if rej.Text == "€12.00" && rej.Reason == "related product" {
			return
		}
	}
	t.Errorf("rejected %v lacks the other product's price", r.Listings[0].Rejected)
}

// TestTileLayouts: prices of tiles that stand in two elements, bear no currency, or are called "price and shipping".
func TestTileLayouts(t *testing.T) {
	for _, c := range []struct{ name, price, want string }{
		{"price and shipping", `<div class="product-price-and-shipping"><span class="price">25,90 €</span></div>`, "25.90"},
		{"shipping's price", `<b>25,90 €</b><div class="shipping-cost"><span class="price">4,90 €</span></div>`, "25.90"},
		{"cents in an element of their own", `<div class="pvp"><span>25</span><span>,90 €</span></div>`, "25.90"},
		{"dash for no cents", `<span class="p">5.300,-</span>`, "5300"},
	} {
		t.Run(c.name, func(t *testing.T) {
			html := `<html lang="da"><head><title>Lamps</title></head><body><div class="list">`
			for _, n := range []string{"Nordic", "Alpine", "Coastal", "Desert", "Forest", "River"} {
				html += `<div class="row"><a href="/` + n + `"><h3>` + n + ` garden lamp</h3></a>` + c.price + `</div>`
			}
			r := extract.Extract(extract.Page{URL: "https://shop.dk/category/lamps", Body: []byte(html + `</div></body></html>`)}, extract.Options{Kind: extract.KindCategory})
			if len(r.Listings) != 6 {
				t.Fatalf("%d tiles, want 6", len(r.Listings))
			}
			for _, f := range r.Listings {
				if got := given(f, "price"); got != c.want {
					t.Errorf("price of %s is %q, want %q; rejected %v", f.Title, got, c.want, f.Rejected)
				}
			}
		})
	}
}
