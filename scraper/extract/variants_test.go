package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/scraper/extract"
)

// TestF12Variants: each way of listing variants gives one listing for each, with what is its own.
func TestF12Variants(t *testing.T) {
	doc := func(body string) string {
		return `<html lang="en"><head><title>Mug | Shop</title></head><body><h1>Mug</h1><div class="price">€12.00</div><button>Add to cart</button>` + body + `</body></html>`
	}
	ld := func(s string) string { return doc(`<script type="application/ld+json">` + s + `</script>`) }
	for _, c := range []struct {
		name, url, html string
		want            []string // sku, gtin, price, list price, availability, options
	}{
		{"ProductGroup", "", ld(`{"@type":"ProductGroup","name":"Mug","variesBy":["color"],"hasVariant":[
			{"@type":"Product","sku":"M-R","gtin13":"4006381333931","color":"Red","offers":{"price":"12.00","priceCurrency":"EUR","availability":"https://schema.org/InStock"}},
			{"@type":"Product","sku":"M-B","color":"Blue","offers":{"price":14,"priceCurrency":"EUR","availability":"https://schema.org/OutOfStock"}}]}`),
			[]string{"M-R 4006381333931 12 - InStock color=Red", "M-B - 14 - OutOfStock color=Blue"}},
		{"products of one group", "", ld(`{"@graph":[{"@type":"Product","name":"Mug","sku":"M-R","color":"Red","isVariantOf":{"@id":"#g"},"offers":{"price":"12","priceCurrency":"EUR"}},
			{"@type":"Product","name":"Mug","sku":"M-B","color":"Blue","isVariantOf":{"@id":"#g"},"offers":{"price":"14","priceCurrency":"EUR"}},
			{"@type":"Product","name":"Cup","sku":"C-1","offers":{"price":"3","priceCurrency":"EUR"}}]}`),
			[]string{"M-R - 12 - - color=Red", "M-B - 14 - - color=Blue"}},
		{"offers", "", ld(`{"@type":"Product","name":"Mug","offers":[{"sku":"M-S","price":"12.0","priceCurrency":"EUR"},{"sku":"M-L","price":"15","priceCurrency":"EUR"},{"sku":"M-L","price":"15.00","priceCurrency":"EUR"}]}`),
			[]string{"M-S - 12 - - ", "M-L - 15 - - "}},
		{"Shopify's product JSON, in cents", "", doc(`<script>var meta={"product":{"id":1,"title":"Mug","handle":"mug","vendor":"Clay","price":1200,"options":["Color"],"variants":[
			{"id":11,"title":"Red","option1":"Red","sku":"M-R","price":1200,"compare_at_price":1600,"available":true,"barcode":"4006381333931"},
			{"id":12,"title":"Blue","option1":"Blue","sku":"M-B","price":1400,"compare_at_price":null,"available":false}]}}</script>`),
			[]string{"M-R 4006381333931 12 16 InStock color=Red", "M-B - 14 - OutOfStock color=Blue"}},
		{"WooCommerce's data-product_variations", "", doc(`<form class="variations_form" data-product_variations="[{&quot;variation_id&quot;:7,&quot;sku&quot;:&quot;M-R&quot;,&quot;display_price&quot;:12,&quot;display_regular_price&quot;:16,&quot;is_in_stock&quot;:true,&quot;attributes&quot;:{&quot;attribute_pa_color&quot;:&quot;red&quot;}},{&quot;variation_id&quot;:8,&quot;sku&quot;:&quot;&quot;,&quot;display_price&quot;:14,&quot;display_regular_price&quot;:14,&quot;is_in_stock&quot;:false,&quot;attributes&quot;:{&quot;attribute_pa_color&quot;:&quot;blue&quot;}}]"></form>`),
			[]string{"M-R - 12 16 InStock color=red", "8 - 14 - OutOfStock color=blue"}},
		{"Magento's jsonConfig", "", doc(`<script>require(["x"],function(){var c={"jsonConfig":{"attributes":{"93":{"code":"color","label":"Color","options":[{"id":"1","label":"Red","products":["21"]},{"id":"2","label":"Blue","products":["22"]}]}},
			"optionPrices":{"21":{"oldPrice":{"amount":16},"finalPrice":{"amount":12}},"22":{"oldPrice":{"amount":14},"finalPrice":{"amount":14}}},"sku":{"21":"M-R","22":"M-B"}}}})</script>`),
			[]string{"M-R - 12 16 - color=Red", "M-B - 14 - - color=Blue"}},
		{"one product", "", ld(`{"@type":"Product","name":"Mug","sku":"M","offers":{"price":"12","priceCurrency":"EUR"}}`), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := extract.Extract(extract.Page{URL: "https://shop.example.com/mug" + c.url, Body: []byte(c.html)}, extract.Options{})
			var got []string
			for i := range r.Listings {
				if i > 0 {
					got = append(got, variantLine(r.Listings[i]))
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("variants (-want +got):\n%s", diff)
			}
		})
	}
}

func variantLine(f extract.Found) string {
	or := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	var options []string
	for k, v := range f.Variant {
		options = append(options, k+"="+v)
	}
	return fmt.Sprint(or(given(f, "sku")), " ", or(given(f, "gtin")), " ", or(given(f, "price")), " ", or(given(f, "list_price")), " ", or(given(f, "availability")), " ", strings.Join(options, ","))
}

// TestF12ChosenVariant: the variant that the address asks for is the page's price.
func TestF12ChosenVariant(t *testing.T) {
	html := `<html lang="en"><head><title>Mug | Shop</title></head><body><h1>Mug</h1><div class="price">€14.00</div><button>Add to cart</button>
		<script type="application/ld+json">{"@type":"Product","name":"Mug","offers":{"price":"12.00","priceCurrency":"EUR"}}</script>
		<script>var meta={"product":{"id":1,"title":"Mug","handle":"mug","options":["Color"],"variants":[{"id":11,"option1":"Red","price":1200,"available":true},{"id":12,"option1":"Blue","price":1400,"available":true}]}}</script></body></html>`
	r := extract.Extract(extract.Page{URL: "https://shop.example.com/products/mug?variant=12", Body: []byte(html)}, extract.Options{})
	if got := given(r.Listings[0], "price"); got != "14" {
		t.Errorf("price %s, want 14: %v", got, r.Listings[0].Rejected)
	}
}
