package feed_test

import (
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scraper/feed"
)

func offer(price, list, currency string, a market.Availability) market.Offer {
	o := market.Offer{Availability: a}
	if price != "" {
		o.Price = money.MustDecimal(price, money.Currency(currency))
	}
	if list != "" {
		o.ListPrice = money.MustDecimal(list, money.Currency(currency))
	}
	return o
}

func wantOffers(t *testing.T, got []market.Series, want map[market.ListingID]market.Offer) {
	t.Helper()
	have := map[market.ListingID]market.Offer{}
	for _, s := range got {
		have[s.Listing.ID] = s.Observations[0].Offer
	}
	if d := diff(want, have); d != "" {
		t.Errorf("offers (-want +got):\n%s", d)
	}
}

func TestF01Shopify(t *testing.T) {
	const text = `{"products":[
{"id":1,"title":"Kettle &amp; Base","handle":"kettle","vendor":"Brisa","product_type":"Kettles","tags":"a, b",
 "options":[{"name":"Color","position":1}],
 "variants":[
  {"id":11,"title":"Red","sku":"K-R","price":"29.99","compare_at_price":"39.99","available":true,"option1":"Red"},
  {"id":12,"title":"Blue","sku":"K-B","price":"29.99","compare_at_price":"0.00","available":false,"option1":"Blue"},
  {"id":13,"title":"Green","price":2999,"option1":"Green"}]},
{"id":2,"title":"Broken","variants":"none"},
{"id":3,"title":"Mug","handle":"mug","tags":["x"],"options":["Title"],
 "variants":[{"id":31,"title":"Default Title","price":"5.00","compare_at_price":null,"option1":"Default Title"}]}]}`
	got, bad := read(t, text, feed.Options{Source: "shop", Currency: "USD", BaseURL: "https://shop.example/", ObservedAt: monday})
	wantBad(t, bad,
		market.RowError{Line: 1, Column: 3, Field: "price", Value: "2999", Reason: "2999 may be cents or whole units: a text with decimals is wanted"},
		market.RowError{Line: 2, Column: bad[1].Column, Field: "variants", Reason: `a JSON string stands where "[]feed.shopifyVariant" is wanted`},
	)
	wantOffers(t, got, map[market.ListingID]market.Offer{
		"shop|11|color=Red":  offer("29.99", "39.99", "USD", market.InStock),
		"shop|12|color=Blue": offer("29.99", "", "USD", market.OutOfStock),
		"shop|31":            offer("5.00", "", "USD", ""),
	})
	want := market.Listing{
		ID: "shop|11|color=Red", Source: "shop", ExternalID: "11", URL: "https://shop.example/products/kettle?variant=11",
		Title: "Kettle & Base - Red", Brand: "Brisa", SKU: "K-R", Category: "Kettles",
		Variant: map[string]string{"color": "Red"}, FirstSeen: monday, LastSeen: monday,
	}
	if d := diff(want, got[0].Listing); d != "" {
		t.Errorf("listing (-want +got):\n%s", d)
	}
	if mug := got[2].Listing; mug.Title != "Mug" || mug.URL != "https://shop.example/products/mug" || mug.Variant != nil {
		t.Errorf("listing = %+v; want the product without a variant", mug)
	}
	_, _, err := feed.Listings(strings.NewReader(text), feed.Shopify, feed.Options{Source: "shop"})
	if err == nil || !strings.Contains(err.Error(), "currency") {
		t.Errorf("without a currency: error %v; want one that asks for it", err)
	}
}

func TestF01Woo(t *testing.T) {
	const text = `[
{"id":1,"name":"Kettle &#8211; 1.7 l","sku":"K1","permalink":"https://woo.example/kettle","average_rating":"4.50","review_count":12,
 "is_in_stock":true,"type":"simple","categories":[{"name":"Kettles &amp; more"}],
 "prices":{"price":"1999","regular_price":"2499","sale_price":"1999","price_range":null,"currency_code":"EUR","currency_minor_unit":2}},
{"id":2,"name":"Teapot","permalink":"https://woo.example/teapot","average_rating":"0","review_count":0,"is_in_stock":false,
 "prices":{"price":"1999","regular_price":"1999","currency_code":"JPY","currency_minor_unit":0}},
{"id":3,"name":"Cups","permalink":"https://woo.example/cups","is_in_stock":true,"type":"variable",
 "prices":{"price":"500","regular_price":"500","price_range":{"min_amount":"500","max_amount":"900"},"currency_code":"EUR","currency_minor_unit":2}},
{"id":4,"name":"No decimals","permalink":"https://woo.example/4","prices":{"price":"20","currency_code":"EUR","currency_minor_unit":0}},
{"id":5,"name":"No unit","permalink":"https://woo.example/5","prices":{"price":"2000","currency_code":"EUR"}},
{"id":6,"name":"Cents","permalink":"https://woo.example/6","is_on_backorder":true,"is_in_stock":true,"prices":{"price":"5","currency_code":"EUR","currency_minor_unit":2}}]`
	got, bad := read(t, text, feed.Options{Source: "woo", ObservedAt: monday})
	wantBad(t, bad,
		market.RowError{Line: 3, Field: "prices.price_range", Value: "500-900", Reason: "the variants have prices of their own: the price is left unknown"},
		market.RowError{Line: 5, Field: "prices.price", Value: "2000", Reason: "currency_minor_unit is missing: the place of the decimal point is unknown"},
	)
	wantOffers(t, got, map[market.ListingID]market.Offer{
		"woo|1": offer("19.99", "24.99", "EUR", market.InStock),
		"woo|2": offer("1999", "", "JPY", market.OutOfStock),
		"woo|3": offer("", "", "", market.InStock),
		"woo|4": offer("20.00", "", "EUR", ""),
		"woo|6": offer("0.05", "", "EUR", market.BackOrder),
	})
	if l := got[0].Listing; l.Title != "Kettle – 1.7 l" || l.Category != "Kettles & more" || l.SKU != "K1" {
		t.Errorf("listing = %+v; want the entities resolved", l)
	}
	if o := got[0].Observations[0]; *o.Rating != 4.5 || *o.ReviewCount != 12 {
		t.Errorf("rating %v, reviews %v; want 4.5 and 12", o.Rating, o.ReviewCount)
	}
	if o := got[1].Observations[0]; o.Rating != nil || *o.ReviewCount != 0 {
		t.Errorf("rating %v, reviews %v; want unknown and 0", o.Rating, o.ReviewCount)
	}
}

const merchantTSV = "id\ttitle\tlink\tprice\tsale_price\tsale_price_effective_date\tavailability\tbrand\tgtin\tproduct_type\tshipping\tcolor\n" +
	"A1\tKettle\thttps://g.example/a1\t39.99 EUR\t29.99 EUR\t2026-09-01T00:00+0200/2026-09-30T23:59+0200\tin_stock\tBrisa\t4006381333931\tHome > Kettles\tDE:::4.90 EUR\tRed\n" +
	"A2\tTeapot\thttps://g.example/a2\t39.99 EUR\t29.99 EUR\t2026-10-01T00:00Z/2026-10-30T00:00Z\tout_of_stock\t\t\t\tDE:::4.90 EUR,FR:::9.90 EUR\t\n" +
	"A3\tCup\thttps://g.example/a3\t5\t\t\tin stock\t\t\t\t\t\n" +
	"A4\tPlate\thttps://g.example/a4\t12,50 EUR\t\t\tpreorder\t\t\t\t\t\n"

func TestF01MerchantTSV(t *testing.T) {
	if f := feed.Detect("feed.txt", []byte(merchantTSV)); f != feed.MerchantTSV {
		t.Fatalf("Detect = %q", f)
	}
	got, bad := read(t, merchantTSV, feed.Options{Source: "g", ObservedAt: monday})
	wantBad(t, bad, market.RowError{Line: 4, Column: 4, Field: "price", Value: "5", Reason: "an amount without a currency"})
	first := offer("29.99", "39.99", "EUR", market.InStock)
	first.Shipping = money.MustDecimal("4.90", "EUR")
	wantOffers(t, got, map[market.ListingID]market.Offer{
		"g|A1|color=Red": first,
		"g|A2":           offer("39.99", "", "EUR", market.OutOfStock),
		"g|A4":           offer("12.50", "", "EUR", market.PreOrder),
	})
	if l := got[0].Listing; l.GTIN != "4006381333931" || l.Category != "Home > Kettles" || l.Variant["color"] != "Red" {
		t.Errorf("listing = %+v", l)
	}
}

func TestF01MerchantXML(t *testing.T) {
	const rss = `<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title><link>https://g.example</link>
<item><g:id>A1</g:id><title><![CDATA[Tea & ` + "K\xe4nnchen" + `]]></title><link>https://g.example/a1</link><g:price>39.99 EUR</g:price><g:availability>in_stock</g:availability>
<g:shipping><g:country>DE</g:country><g:price>0 EUR</g:price></g:shipping><g:multipack>6</g:multipack></item>
<item><g:id>A2</g:id><title>Cup &nbsp;</title><link>https://g.example/a2</link><g:price>free</g:price></item>
<item><g:id>A3</g:id><title>Plate</title><link>https://g.example/a3</link><g:price>1.234,50 EUR</g:price></item>
</channel></rss>`
	got, bad := read(t, rss, feed.Options{Source: "g", ObservedAt: monday})
	wantBad(t, bad, market.RowError{Line: 4, Field: "price", Value: "free", Reason: `"free" is not a number`})
	first := offer("39.99", "", "EUR", market.InStock)
	first.Shipping = money.MustDecimal("0", "EUR")
	first.Pack = market.Pack{Count: 6, Each: "1", Unit: "piece", Confirmed: true}
	wantOffers(t, got, map[market.ListingID]market.Offer{"g|A1|multipack=6": first, "g|A3": offer("1234.50", "", "EUR", "")})
	if l := got[0].Listing; l.Title != "Tea & Kännchen" || l.Variant["multipack"] != "6" {
		t.Errorf("listing = %+v", l)
	}

	const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><entry><g:id>B1</g:id><title>Pot</title>
<link href="/b1"/><g:price>10.00 USD</g:price></entry></feed>`
	got, bad = read(t, atom, feed.Options{Source: "g", BaseURL: "https://g.example/x/", ObservedAt: monday})
	wantBad(t, bad)
	if l := got[0].Listing; l.URL != "https://g.example/b1" || l.Title != "Pot" {
		t.Errorf("listing = %+v; want the link of the attribute, made absolute", l)
	}

	before, _, _ := strings.Cut(rss, "<item><g:id>A3")
	broken := before + "<item><g:id>"
	kept, _, err := feed.Listings(strings.NewReader(broken), feed.MerchantXML, feed.Options{Source: "g", ObservedAt: monday})
	if err == nil || len(kept) != 1 {
		t.Errorf("a feed cut off: %d listings, error %v; want the whole items and an error", len(kept), err)
	}
}

func TestDetect(t *testing.T) {
	for _, tc := range []struct {
		name, head string
		want       feed.Format
	}{
		{"a.csv", "source,url\n", feed.CSV},
		{"a.txt", "\ufeff{\"source\":\"a\"}\n", feed.JSONL},
		{"a.json", `[{"source":"a","url":"u"}]`, feed.JSONL},
		{"products.json", `{"products":[{"id":1,"variants":[]}]}`, feed.Shopify},
		{"products.json", `{"products":[]}`, feed.Shopify},
		{"products", `[{"id":1,"permalink":"p","prices":{}}]`, feed.Woo},
		{"feed", "  <?xml version='1.0'?><rss/>", feed.MerchantXML},
		{"feed", "PK\x03\x04....", feed.XLSX},
		{"feed.tsv", "id\ttitle\tlink\tprice\n", feed.MerchantTSV},
		{"feed.csv", "\"id\",\"title\",\"link\",\"availability\"\n", feed.MerchantTSV},
		{"ours.tsv", "candidate_id\ttitle\n", feed.CSV},
		{"empty.xml", "", feed.MerchantXML},
		{"empty.ndjson", "", feed.JSONL},
		{"empty", "", feed.CSV},
		{"utf16.csv", "\xff\xfei\x00d\x00,\x00l\x00i\x00n\x00k\x00,\x00p\x00r\x00i\x00c\x00e\x00\n\x00", feed.MerchantTSV},
	} {
		if got := feed.Detect(tc.name, []byte(tc.head)); got != tc.want {
			t.Errorf("Detect(%q, %q) = %q; want %q", tc.name, tc.head, got, tc.want)
		}
	}
}

// TestF13FeedsStatePacks: what the price buys comes from the feed's own field, else from a name that counts.
func TestF13FeedsStatePacks(t *testing.T) {
	for _, tc := range []struct {
		name, text, pack, unit, landed string
		format                         feed.Format
	}{
		{"merchant measure", "id\ttitle\tprice\tunit_pricing_measure\tunit_pricing_base_measure\tshipping\n1\tRice\t12.00 EUR\t1500g\t1kg\tDE:::3.00 EUR\n", "1500 g", "8.00 EUR per kg", "10.00 EUR", feed.MerchantTSV},
		{"merchant multipack", "id\ttitle\tprice\tunit_pricing_measure\tmultipack\n1\tRice\t12.00 EUR\t1.5 kg\t3\n", "3 x 500 g", "8.00 EUR per kg", "", feed.MerchantTSV},
		{"merchant name", "id\ttitle\tprice\n1\tRice 3 x 500 g\t12.00 EUR\n", "3 x 500 g", "8.00 EUR per kg", "", feed.MerchantTSV},
		{"merchant area", "id\ttitle\tprice\tunit_pricing_measure\n1\tFloor\t12.00 EUR\t2 sqm\n", "", "", "", feed.MerchantTSV},
		{"merchant capacity", "id\ttitle\tprice\n1\tWasher 6 kg\t399.00 EUR\n", "", "", "", feed.MerchantTSV},
		{"merchant xml", `<rss><channel><item><id>1</id><title>Oil</title><price>6.00 EUR</price><unit_pricing_measure>750ml</unit_pricing_measure></item></channel></rss>`, "750 ml", "8.00 EUR per l", "", feed.MerchantXML},
		{"shopify", `{"products":[{"id":1,"title":"Oil","variants":[{"id":11,"price":"6.00","unit_price_measurement":{"measured_type":"volume","quantity_value":"750.0","quantity_unit":"ml","reference_value":1,"reference_unit":"l"}}]}]}`, "750 ml", "8.00 EUR per l", "", feed.Shopify},
		{"shopify name", `{"products":[{"id":1,"title":"Oil","variants":[{"id":11,"title":"6 x 500 ml","price":"24.00"},{"id":12,"title":"500 ml","price":"5.00"}]}]}`, "6 x 500 ml", "8.00 EUR per l", "", feed.Shopify},
		{"woo name", `[{"id":1,"name":"Rice 3 x 500 g","permalink":"/r","prices":{"price":"1200","currency_code":"EUR","currency_minor_unit":2}}]`, "3 x 500 g", "8.00 EUR per kg", "", feed.Woo},
		{"csv", "source,url,title,price,currency,shipping,pack\ns,u,Rice,12.00,EUR,3.00,3 x 500 g\n", "3 x 500 g", "8.00 EUR per kg", "10.00 EUR", feed.CSV},
	} {
		got, bad, err := feed.Listings(strings.NewReader(tc.text), tc.format, feed.Options{Source: "g", Currency: "EUR", BaseURL: "https://g.example", ObservedAt: monday, Extractor: "feed"})
		if err != nil || len(bad) > 0 || len(got) == 0 {
			t.Errorf("%s: %d listings, %v, %v", tc.name, len(got), bad, err)
			continue
		}
		o := got[0].Observations[0]
		unit, landed := "", ""
		if u := o.Offer.UnitPrice(); u != nil {
			unit = u.Price.String() + " per " + u.Per
			if u.Landed.Known() {
				landed = u.Landed.String()
			}
		}
		if o.Offer.Pack.String() != tc.pack || unit != tc.unit || landed != tc.landed || o.Provenance.Fields["pack"].Text != tc.pack {
			t.Errorf("%s: pack %q, %q, landed %q, evidence %+v; want %q, %q, %q", tc.name, o.Offer.Pack, unit, landed, o.Provenance.Fields["pack"], tc.pack, tc.unit, tc.landed)
		}
	}
	_, bad, err := feed.Listings(strings.NewReader("source,url,title,pack\ns,u,Rice,many\n"), feed.CSV, feed.Options{ObservedAt: monday})
	if err != nil || len(bad) == 0 || bad[0].Field != "pack" {
		t.Errorf("a pack that is none: %v, %v; want a row error", bad, err)
	}
}
