package extract

import (
	"fmt"
	"strings"
	"testing"
)

// stateLists are lists that only the state of a page's scripts holds, in the shapes of platforms. %[1]d is the number of the
// product, %[2]d its price in euros.
var stateLists = []struct {
	name, before, item, after, tag string
}{
	{"a normalised cache", `window.__APOLLO_STATE__={"ROOT_QUERY":{"search":{"results":[{"__ref":"Product:1"},{"__ref":"Product:2"},{"__ref":"Product:3"},{"__ref":"Product:4"},{"__ref":"Product:5"}]}},`,
		`"Product:%[1]d":{"__typename":"Product","id":"%[1]d","name":"Brass lamp %[1]d","url":"/p/%[1]d","rating":{"average":4.5,"count":12},"pricing":{"currency":"EUR","current":%[2]d.5,"compareAt":99.5}}`, `};`, `<script>`},
	{"a cache of edges", `window.relay={"client:root":{"__id":"client:root","list":{"__ref":"list"}},"list":{"__id":"list","edges":{"__refs":["e1","e2","e3","e4","e5"]}},`,
		`"e%[1]d":{"__id":"e%[1]d","node":{"__ref":"n%[1]d"}},"n%[1]d":{"__id":"n%[1]d","name":"Brass lamp %[1]d","url":"/p/%[1]d","rating":{"average":4.5,"count":12},"price":{"__ref":"m%[1]d"}},"m%[1]d":{"__id":"m%[1]d","currency":"EUR","current":%[2]d.5,"original":99.5}`, `};`, `<script>`},
	{"an array of a marketplace", `window.pageData={"mods":{"listItems":[`,
		`{"name":"Brass lamp %[1]d","itemUrl":"//shop.example/p/%[1]d","price":"%[2]d.50","originalPrice":"99.50","currency":"EUR","ratingScore":"4.5","review":"12","itemSoldCntShow":"1.2K sold"}`, `]}};`, `<script>`},
	{"Shopify's, in cents", `[`, `{"title":"Brass lamp %[1]d","handle":"lamp-%[1]d","vendor":"Lumo","price":%[2]d50,"compare_at_price":9950,"variants":[{"id":1}]}`, `]`, `<script type="application/json">`},
	{"Shopify's storefront", `window.__remixContext = {"products":{"nodes":[`, `{"title":"Brass lamp %[1]d","handle":"lamp-%[1]d","priceRange":{"minVariantPrice":{"amount":"%[2]d.5","currencyCode":"EUR"}},"compareAtPriceRange":{"minVariantPrice":{"amount":"99.5","currencyCode":"EUR"}}}`, `]}};`, `<script>`},
	{"WooCommerce's, in minor units", `[`, `{"name":"Brass lamp %[1]d","permalink":"https://shop.example/p/%[1]d","average_rating":"4.5","review_count":12,"prices":{"price":"%[2]d50","regular_price":"9950","currency_code":"EUR","currency_minor_unit":2}}`, `]`, `<script type="application/json">`},
	{"an array that a script assigns", `var list = [`, `{"name":"Brass lamp %[1]d","link":"/p/%[1]d","price":{"current":%[2]d.5,"was":99.5,"currency":"EUR"}}`, `];`, `<script>`},
}

// Test003ListsInState: the list is read with its addresses and former prices where its tiles are yet to be drawn.
func Test003ListsInState(t *testing.T) {
	for _, c := range stateLists {
		t.Run(c.name, func(t *testing.T) {
			var items []string
			for i := 1; i <= 5; i++ {
				items = append(items, fmt.Sprintf(c.item, i, 10+i))
			}
			html := `<html lang="en"><body><h1>Lamps</h1><div class="skeleton"></div><a rel="next" href="?page=2">Next</a>` + c.tag + c.before + strings.Join(items, ",") + c.after + `</script></body></html>`
			r := Extract(Page{URL: "https://shop.example/c/lamps", Body: []byte(html)}, Options{})
			if r.Kind != KindCategory || len(r.Listings) != 5 {
				t.Fatalf("%s with %d listings; want a category of 5", r.Kind, len(r.Listings))
			}
			got := r.Listings[1]
			if got.Title != "Brass lamp 2" || !strings.Contains(got.URL, "shop.example/p") || got.Price == nil || number(got.Price.Amount) != 12.5 || got.ListPrice == nil || number(got.ListPrice.Amount) != 99.5 {
				t.Errorf("listing = %+v price %+v before %+v", got, got.Price, got.ListPrice)
			}
			if strings.Contains(c.item, "ating") && (got.Rating == nil || *got.Rating != 4.5) || strings.Contains(c.item, "12,") && got.ReviewCount == nil {
				t.Errorf("rating %v, count %v; want 4.5 and 12", got.Rating, got.ReviewCount)
			}
			if strings.Contains(c.item, "Sold") && (got.UnitsSold == nil || got.UnitsSold.AtLeast != 1200) {
				t.Errorf("units sold %v; want 1200", got.UnitsSold)
			}
		})
	}
}

// Test003IndexedState: Nuxt 3 writes its state as an array whose elements name one another by their numbers, and some
// themselves.
func Test003IndexedState(t *testing.T) {
	html := `<html lang="en"><body><h1>Lamps</h1><a rel="next" href="?page=2">Next</a><script type="application/json" id="__NUXT_DATA__">
		[["ShallowReactive",1],{"data":2,"self":1,"at":26},["Reactive",3],{"items":4},[5,9,13,17],
		{"title":6,"url":7,"price":8,"currency":25},"Brass lamp A","/p/a",{"current":21,"regular":-1},
		{"title":10,"url":11,"price":12,"currency":25},"Brass lamp B","/p/b",{"current":22,"regular":24},
		{"title":14,"url":15,"price":16,"currency":25},"Brass lamp C","/p/c",{"current":23,"regular":99999},
		{"title":18,"url":19,"price":20,"currency":25},"Brass lamp D","/p/d",{"current":24,"regular":-1},
		11.5,12.5,13.5,19.5,"EUR",["Date","2024-01-01"]]</script></body></html>`
	r := Extract(Page{URL: "https://shop.example/c/lamps", Body: []byte(html)}, Options{})
	if r.Kind != KindCategory || len(r.Listings) != 4 {
		t.Fatalf("%s with %d listings; want a category of 4", r.Kind, len(r.Listings))
	}
	if got := r.Listings[1]; got.Title != "Brass lamp B" || got.URL != "https://shop.example/p/b" || got.Price == nil || got.Price.Amount != "12.5" || got.ListPrice == nil || got.ListPrice.Amount != "19.5" {
		t.Errorf("listing = %+v price %+v", got, got.Price)
	}
}
