package extract

import (
	"fmt"
	"strings"
	"testing"
)

// Test003TilesFromData: a list that only the page's data holds is read with evidence.
func Test003TilesFromData(t *testing.T) {
	var items, state []string
	for i := range 6 {
		items = append(items, fmt.Sprintf(`{"@type":"ListItem","position":%d,"item":{"@type":"Product","name":"Lamp %c brass","url":"/p/%d","sku":"L-%d",
			"offers":{"@type":"Offer","price":"%d.50","priceCurrency":"EUR"},"aggregateRating":{"ratingValue":"4.%d","reviewCount":"1%d"}}}`, i, 'A'+rune(i), i, i, 10+i, i, i))
		state = append(state, fmt.Sprintf(`{"node":{"productName":"Lamp %c brass","url":"/p/%d","price":{"value":%d.5},"currency":"EUR","sku":"L-%d","brand":"Lumo"}}`, 'A'+rune(i), i, 10+i, i))
	}
	list := `<script type="application/ld+json">{"@context":"https://schema.org","@type":"CollectionPage","mainEntity":{"@type":"ItemList","itemListElement":[` + strings.Join(items, ",") + `]}}</script>`
	app := `<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"results":{"edges":[` + strings.Join(state, ",") + `]}}}}</script>`
	for name, head := range map[string]string{"item list": list, "state": app} {
		t.Run(name, func(t *testing.T) {
			r := Extract(Page{URL: "https://shop.example/c/lamps", Body: []byte(`<html lang="en"><head>` + head + `</head><body><h1>Lamps</h1><div id="root"></div></body></html>`)}, Options{})
			if r.Kind != KindCategory || len(r.Listings) != 6 {
				t.Fatalf("%s with %d listings; want a category of 6", r.Kind, len(r.Listings))
			}
			got := r.Listings[2]
			if got.Title != "Lamp C brass" || got.URL != "https://shop.example/p/2" || got.Price == nil || got.Price.Amount != "12.5" || got.Price.Currency != "EUR" || got.SKU == nil || *got.SKU != "L-2" {
				t.Errorf("listing = %+v price %+v", got, got.Price)
			}
			if got.Evidence["price"].Path == "" {
				t.Errorf("no evidence for the price: %v", got.Evidence)
			}
		})
	}
}

// Test003DataCompletesTiles: what the tile shows stands; what it lacks comes from the data about the same address.
func Test003DataCompletesTiles(t *testing.T) {
	p := tilesOf("en", "")
	body := `<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"Product","name":"Alba","url":"https://shop.example/p/Alba",
		"brand":{"name":"Lumo"},"offers":{"price":"99","priceCurrency":"EUR"},"aggregateRating":{"ratingValue":4.5,"reviewCount":8}}},
		{"@type":"ListItem","name":"x","url":"/p/x"},{"@type":"ListItem","name":"y","url":"/p/y"}]}</script>` + string(p.Body)
	got := firstTile(t, Page{URL: p.URL, Body: []byte(body)})
	if got.Price.Amount != "19.90" || got.Brand == nil || *got.Brand != "Lumo" || got.ReviewCount == nil || *got.ReviewCount != 8 || got.Evidence["review_count"].By != "json-ld" {
		t.Errorf("tile = %+v, evidence %v", got, got.Evidence)
	}
}
