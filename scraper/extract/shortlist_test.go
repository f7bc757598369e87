package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"shelfwise/scraper/extract"
)

// cards repeats a tile: %[1]d is its number, %[2]d its price.
func cards(n int, tile string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, tile, i+1, 20+7*i)
	}
	return b.String()
}

const (
	plainCard = `<div><a href="/mug-%[1]d"><img src="x.jpg" alt=""></a><p><a href="/mug-%[1]d">Mug number %[1]d</a></p><p>£%[2]d</p></div>`
	buyCard   = `<li class="item"><a href="/tee-%[1]d"><h3>Tee number %[1]d</h3></a><span class="price">£%[2]d.00</span><button class="add">Add to cart</button></li>`
	saleCard  = `<li class="item"><div class="name"><a href="/bowl-%[1]d">Bowl number %[1]d</a></div><span class="price">£%[2]d.50</span></li>`
	story     = `This one surprised us. It is light, packs small and kept going in a gale when two others had given up. The valve is smooth, the supports are wide, and it lit every time we asked it to.`
)

// TestShortListsAndArticlesAreToldApart: a list of a few products is a shop's where it is all that the page prices, or
// where the page sorts, or sells in the tiles; what recommends things in sentences or for other sites is no shop.
func TestShortListsAndArticlesAreToldApart(t *testing.T) {
	cases := []struct{ name, url, body, want string }{
		{"four tiles below the title", "https://shop.example/mugs", `<h1>Mugs</h1><div>` + cards(4, plainCard) + `</div>`, extract.KindCategory},
		{"three tiles that sell", "https://shop.example/find?q=tee", `<h1>3 results</h1><ul>` + cards(3, buyCard) + `</ul>`, extract.KindCategory},
		{"a button to buy in every tile is no product's", "https://shop.example/tees", `<title>Tees</title><h1>Tees</h1><ul>` + cards(4, buyCard) + `</ul>`, extract.KindCategory},
		{"a price right behind the title is the first tile's", "https://shop.example/bowls", `<title>Bowls</title><a href="/cart">Cart</a><h1>Bowls</h1><ul>` + cards(5, saleCard) + `</ul>`, extract.KindCategory},
		{"an order and a cart", "https://shop.example/bowls", `<a href="/cart">Cart</a><h2>Bowls</h2><p>From £10</p><select name="sort"><option>Newest</option></select><ul>` + cards(4, saleCard) + `</ul>`, extract.KindCategory},
		{"few picks with paragraphs", "https://mag.example/stoves", `<h1>Our favourite stoves</h1><div>` + cards(5, `<div class="item"><h2><a href="/go/%[1]d">Stove number %[1]d</a></h2><span>$%[2]d</span><p>`+story+`</p></div>`) + `</div>`, extract.KindOther},
		{"many picks with paragraphs that lead to another site", "https://mag.example/stoves", `<h1>The 9 best stoves</h1>` + cards(9, `<div class="pick"><h3>Stove number %[1]d</h3><p>`+story+`</p><a href="https://store.example.org/dp/%[1]d">$%[2]d at Store</a></div>`), extract.KindOther},
		{"products below a shop's own story", "https://shop.example/blog/candles", `<a href="/cart">Cart</a><h1>How to burn a candle</h1>` + strings.Repeat(`<p>`+story+`</p>`, 8) + `<ul>` + cards(4, saleCard) + `</ul>`, extract.KindOther},
		{"a product and its four accessories", "https://shop.example/kettle", `<title>Steel kettle 2 l</title><h1>Steel kettle 2 l</h1><p class="price">£79.00</p><button>Add to cart</button><h3>Goes with it</h3><ul>` + cards(4, saleCard) + `</ul>`, extract.KindProduct},
	}
	for _, c := range cases {
		r := extract.Extract(extract.Page{URL: c.url, Body: []byte(`<html lang="en"><body>` + c.body + `</body></html>`)}, extract.Options{})
		if r.Kind != c.want {
			t.Errorf("%s: kind %s, want %s (%d listings)", c.name, r.Kind, c.want, len(r.Listings))
		}
	}
}
