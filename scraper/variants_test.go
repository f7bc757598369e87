package scraper_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/scraper"
	"shelfwise/store/memory"
)

const variantPage = `<html><head><title>Oslo jacket</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"ProductGroup","name":"Oslo jacket",
"productGroupID":"OSLO","hasVariant":[
{"@type":"Product","name":"Oslo jacket","sku":"O-RS","gtin13":"4006381333931","color":"Red","size":"S","offers":{"@type":"Offer","price":"89.90","priceCurrency":"EUR","availability":"https://schema.org/InStock","itemCondition":"https://schema.org/NewCondition","seller":{"@type":"Organization","name":"Fjord"},"shippingDetails":{"@type":"OfferShippingDetails","shippingRate":{"@type":"MonetaryAmount","value":"4.90","currency":"EUR"}}}},
{"@type":"Product","name":"Oslo jacket","sku":"O-RM","color":"Red","size":"M","offers":{"@type":"Offer","price":"94.90","priceCurrency":"EUR","availability":"https://schema.org/OutOfStock"}},
{"@type":"Product","name":"Oslo jacket","sku":"O-BS","color":"Blue","size":"S","offers":{"@type":"Offer","price":"79.90","priceCurrency":"EUR","availability":"https://schema.org/InStock","itemCondition":"https://schema.org/UsedCondition"}}]}</script></head>
<body><h1>Oslo jacket</h1><p>A jacket against rain.</p></body></html>`

const variantCategory = `<html><head><title>Jackets</title></head><body><h1>Jackets</h1><ul><li class="card"><a class="to" href="/p/oslo">Oslo jacket</a> <b>79,90 €</b></li></ul></body></html>`

const variantShopify = `{"products":[{"id":1,"title":"Oslo jacket","handle":"oslo","vendor":"Fjord","options":[{"name":"Color"},{"name":"Size"}],"variants":[
{"id":11,"title":"Red / S","sku":"O-RS","barcode":"4006381333931","option1":"Red","option2":"S","price":"89.90","available":true},
{"id":12,"title":"Red / M","sku":"O-RM","option1":"Red","option2":"M","price":"94.90","available":false},
{"id":13,"title":"Blue / S","sku":"O-BS","option1":"Blue","option2":"S","price":"79.90","available":true}]}]}`

// A variable product's range comes with the products, its variations under a question of their own.
const (
	variantWoo = `[{"id":7,"name":"Oslo jacket","type":"variable","permalink":"https://w.example/oslo","is_in_stock":true,
"prices":{"price":"7990","price_range":{"min_amount":"7990","max_amount":"8990"},"currency_code":"EUR","currency_minor_unit":2}}]`
	variationsWoo = `[{"id":71,"name":"Oslo jacket","type":"variation","parent":7,"variation":"Color: Red, Size: S","sku":"O-RS","permalink":"https://w.example/oslo/?c=red","is_in_stock":true,
"prices":{"price":"8990","currency_code":"EUR","currency_minor_unit":2}},
{"id":72,"name":"Oslo jacket","type":"variation","parent":7,"variation":"Color: Blue, Size: S","sku":"O-BS","permalink":"https://w.example/oslo/?c=blue","is_in_stock":true,
"prices":{"price":"7990","currency_code":"EUR","currency_minor_unit":2}}]`
)

// The second and third rows share an id, as feeds of shops do that number products, not variants.
const variantMerchant = "id\titem_group_id\ttitle\tlink\tprice\tavailability\tcondition\tgtin\tshipping\tcolor\tsize\n" +
	"11\tOSLO\tOslo jacket\thttps://g.example/o\t89.90 EUR\tin_stock\tnew\t4006381333931\tDE:::4.90 EUR\tRed\tS\n" +
	"12\tOSLO\tOslo jacket\thttps://g.example/o\t94.90 EUR\tout_of_stock\tnew\t\t\tRed\tM\n" +
	"12\tOSLO\tOslo jacket\thttps://g.example/o\t79.90 EUR\tin_stock\tused\t\t\tBlue\tS\n"

// stored is one line for each listing of a store: what its newest observation shows.
func stored(t *testing.T, st market.ListingStore) []string {
	t.Helper()
	var out []string
	for l, err := range st.Listings(t.Context(), market.ListingFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		var o market.Observation
		for each, err := range st.Observations(t.Context(), market.ObservationFilter{ListingID: l.ID}) {
			if err != nil {
				t.Fatal(err)
			}
			o = each
		}
		line := []string{string(l.ID), l.SKU, l.GTIN, o.Offer.Price.String(), o.Offer.Shipping.String(), o.Offer.Seller, o.Offer.Condition, string(o.Offer.Availability)}
		out = append(out, strings.Join(line, ";"))
	}
	return out
}

// otherTiles are the products that a product's page recommends.
func otherTiles() string {
	var out strings.Builder
	for _, name := range []string{"Bergen", "Narvik", "Tromso", "Molde", "Bodo"} {
		out.WriteString(`<li class="card"><a href="/p/` + name + `"><img src="x.jpg" alt=""><h3>` + name + ` rain jacket</h3></a><span class="price">99,90 €</span></li>`)
	}
	return out.String()
}

// TestF12F13VariantsBecomeListings: each variant that a shop offers is collected as a listing of its own, by whatever
// route, with its options, codes and terms; a second run adds none.
func TestF12F13VariantsBecomeListings(t *testing.T) {
	for _, tc := range []struct {
		name, profile string
		want          []string
	}{
		{"page", "start: [URL/c]\nproduct_links: {select: a.to}\n", []string{
			"shop|O-BS|color=Blue|size=S;O-BS;;79.90 EUR;unknown;;UsedCondition;InStock",
			"shop|O-RM|color=Red|size=M;O-RM;;94.90 EUR;unknown;;;OutOfStock",
			"shop|O-RS|color=Red|size=S;O-RS;4006381333931;89.90 EUR;4.90 EUR;Fjord;NewCondition;InStock",
		}},
		{"a start that is the product's page", "start: [URL/p/oslo]\ncategory: {follow: false}\n", []string{
			"shop|O-BS|color=Blue|size=S;O-BS;;79.90 EUR;unknown;;UsedCondition;InStock",
			"shop|O-RM|color=Red|size=M;O-RM;;94.90 EUR;unknown;;;OutOfStock",
			"shop|O-RS|color=Red|size=S;O-RS;4006381333931;89.90 EUR;4.90 EUR;Fjord;NewCondition;InStock",
		}},
		{"a start that is the product's page with others on it", "start: [URL/p/amid]\ncategory: {follow: false}\n", []string{
			"shop|O-BS|color=Blue|size=S;O-BS;;79.90 EUR;unknown;;UsedCondition;InStock",
			"shop|O-RM|color=Red|size=M;O-RM;;94.90 EUR;unknown;;;OutOfStock",
			"shop|O-RS|color=Red|size=S;O-RS;4006381333931;89.90 EUR;4.90 EUR;Fjord;NewCondition;InStock",
		}},
		{"shopify", "kind: shopify\nstart: [URL/products.json]\ncurrency: EUR\nmax_pages: 1\n", []string{
			"shop|11|color=Red|size=S;O-RS;4006381333931;89.90 EUR;unknown;;;InStock",
			"shop|12|color=Red|size=M;O-RM;;94.90 EUR;unknown;;;OutOfStock",
			"shop|13|color=Blue|size=S;O-BS;;79.90 EUR;unknown;;;InStock",
		}},
		{"woo", "kind: woo\nstart: [URL]\n", []string{
			"shop|7;;;unknown;unknown;;;InStock", // the product itself, whose price is its variations'
			"shop|71|color=Red|size=S;O-RS;;89.90 EUR;unknown;;;InStock",
			"shop|72|color=Blue|size=S;O-BS;;79.90 EUR;unknown;;;InStock",
		}},
		{"merchant", "kind: merchant_feed\nstart: [URL/feed.txt]\n", []string{
			"shop|11|color=Red|size=S;;4006381333931;89.90 EUR;4.90 EUR;;NewCondition;InStock",
			"shop|12|color=Blue|size=S;;;79.90 EUR;unknown;;UsedCondition;InStock",
			"shop|12|color=Red|size=M;;;94.90 EUR;unknown;;NewCondition;OutOfStock",
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, s, st := newClock(), newShop(t), memory.New()
			s.html("/c", variantCategory)
			s.html("/p/oslo", variantPage)
			s.html("/p/amid", strings.Replace(variantPage, "</body>", "<h2>Also bought</h2><ul>"+otherTiles()+"</ul></body>", 1))
			s.set("/products.json", answer(200, "application/json", variantShopify))
			s.set("/wp-json/wc/store/v1/products", func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("X-WP-TotalPages", "1")
				body := variantWoo
				if r.URL.Query().Get("type") == "variation" {
					body = variationsWoo
				}
				answer(200, "application/json", body)(w, r)
			})
			s.set("/feed.txt", answer(200, "text/plain", variantMerchant))
			p, err := scraper.ParseProfile("shop.yaml", []byte("name: shop\npace: 0\n"+strings.ReplaceAll(tc.profile, "URL", s.URL)))
			if err != nil {
				t.Fatal(err)
			}
			for _, run := range []string{"one", "two"} {
				r := collect(t, s.collector(t, c, st, nil), run, p)
				if diff := cmp.Diff(tc.want, stored(t, st)); diff != "" {
					t.Errorf("run %s (-want +got):\n%s\n%v", run, diff, r.Issues)
				}
			}
			if n := rows(t, st); n != len(tc.want) {
				t.Errorf("%d rows after two runs; want %d", n, len(tc.want))
			}
		})
	}
}

// TestF12ProfileVariants: a page that lists its variants in its markup alone is read by the profile's rules.
func TestF12ProfileVariants(t *testing.T) {
	c, s, st := newClock(), newShop(t), memory.New()
	s.html("/c", variantCategory)
	s.html("/p/oslo", `<html lang="de"><head><title>Oslo Jacke</title></head><body><h1>Oslo Jacke</h1><p class="from">ab 79,90 €</p><table>
<tr class="v" data-size="S"><td class="c">Rot</td><td class="p">89,90 €</td><td class="no">O-RS</td><td class="st">Auf Lager</td></tr>
<tr class="v" data-size="M"><td class="c">Rot</td><td class="p">94,90 €</td><td class="no">O-RM</td><td class="st">Ausverkauft</td></tr>
<tr class="v" data-size="S"><td class="c">Blau</td><td class="p">79,90 €</td><td class="no">O-BS</td><td class="st">Auf Lager</td></tr>
<tr class="v"></tr></table><button>In den Warenkorb</button></body></html>`)
	p, err := scraper.ParseProfile("shop.yaml", []byte("name: shop\npace: 0\nlocale: de\ncurrency: EUR\nstart: [\""+s.URL+"/c\"]\nproduct_links: {select: a.to}\n"+
		"product:\n  variants:\n    select: tr.v\n    options: {color: .c, size: \"@data-size\"}\n    fields: {price: .p, sku: .no, availability: .st}\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := collect(t, s.collector(t, c, st, nil), "one", p)
	want := []string{
		"shop|O-BS|color=Blau|size=S;O-BS;;79.90 EUR;unknown;;;InStock",
		"shop|O-RM|color=Rot|size=M;O-RM;;94.90 EUR;unknown;;;OutOfStock",
		"shop|O-RS|color=Rot|size=S;O-RS;;89.90 EUR;unknown;;;InStock",
	}
	if diff := cmp.Diff(want, stored(t, st)); diff != "" {
		t.Errorf("(-want +got):\n%s\n%v", diff, r.Issues)
	}
}
