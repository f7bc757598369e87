package feed_test

import (
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/scraper/feed"
)

// TestF01MerchantForms: Google Merchant feeds as shops have them, off the specification in the usual ways.
func TestF01MerchantForms(t *testing.T) {
	item := func(inner string) string {
		return `<?xml version="1.0"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title><link>https://shop.example</link><item>` + inner + `</item></channel></rss>`
	}
	const g = `<g:id>1</g:id><g:title>Kettle</g:title><g:link>https://shop.example/p/1</g:link>`
	const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>Shop</title><entry>%</entry></feed>`
	const head = "id\ttitle\tlink\tprice\tsale_price\tsale_price_effective_date\tavailability\n"
	for _, tc := range []struct {
		name, text string
		want       market.Offer
	}{
		{"as it should be", item(g + `<g:price>19.99 EUR</g:price><g:availability>in_stock</g:availability>`), offer("19.99", "", "EUR", market.InStock)},
		{"code first", item(g + `<g:price>EUR 19,99</g:price><g:availability>in stock</g:availability>`), offer("19.99", "", "EUR", market.InStock)},
		{"sign", item(g + `<g:price>19,99 €</g:price>`), offer("19.99", "", "EUR", "")},
		{"no space", item(g + `<g:price>1299.00EUR</g:price>`), offer("1299.00", "", "EUR", "")},
		{"grouped", item(g + `<g:price>1,299.00 USD</g:price>`), offer("1299.00", "", "USD", "")},
		{"small letters", item(g + `<g:price>19.99 eur</g:price>`), offer("19.99", "", "EUR", "")},
		{"no currency", item(g + `<g:price>19.99</g:price>`), offer("19.99", "", "GBP", "")},
		{"CDATA", item(`<g:id><![CDATA[1]]></g:id><title><![CDATA[Kettle & Base]]></title><link><![CDATA[https://shop.example/p/1?a=1&b=2]]></link><g:price><![CDATA[19.99 EUR]]></g:price>`), offer("19.99", "", "EUR", "")},
		{"raw ampersand", item(`<g:id>1</g:id><title>Kettle & Base</title><link>https://shop.example/p/1?a=1&b=2</link><g:price>19.99 EUR</g:price>`), offer("19.99", "", "EUR", "")},
		{"no prefix", item(`<id>1</id><title>Kettle</title><link>https://shop.example/p/1</link><price>19.99 EUR</price><availability>out of stock</availability>`), offer("19.99", "", "EUR", market.OutOfStock)},
		{"prefix not declared", `<rss><channel><item><x:id>1</x:id><x:title>Kettle</x:title><x:link>https://shop.example/p/1</x:link><x:price>19.99 EUR</x:price></item></channel></rss>`, offer("19.99", "", "EUR", "")},
		{"capitals", item(`<g:ID>1</g:ID><g:Title>Kettle</g:Title><g:Link>https://shop.example/p/1</g:Link><g:Price>19.99 EUR</g:Price>`), offer("19.99", "", "EUR", "")},
		{"Atom", strings.Replace(atom, "%", `<g:id>1</g:id><title>Kettle</title><link href="https://shop.example/p/1"/><g:price>19.99 EUR</g:price>`, 1), offer("19.99", "", "EUR", "")},
		{"Atom with its own id", strings.Replace(atom, "%", `<id>1</id><title>Kettle</title><link rel="alternate" href="https://shop.example/p/1"/><summary>x</summary><g:price>19.99 EUR</g:price>`, 1), offer("19.99", "", "EUR", "")},
		{"on sale", item(g + `<g:price>19.99 EUR</g:price><g:sale_price>14.99 EUR</g:sale_price>`), offer("14.99", "19.99", "EUR", "")},
		{"on sale now", item(g + `<g:price>19.99 EUR</g:price><g:sale_price>14.99 EUR</g:sale_price><g:sale_price_effective_date>2026-08-01T00:00-0800/2026-12-31T23:59-0800</g:sale_price_effective_date>`), offer("14.99", "19.99", "EUR", "")},
		{"sale over", item(g + `<g:price>19.99 EUR</g:price><g:sale_price>14.99 EUR</g:sale_price><g:sale_price_effective_date>2025-08-01T00:00Z / 2025-12-31T23:59Z</g:sale_price_effective_date>`), offer("19.99", "", "EUR", "")},
		{"sale by day", item(g + `<g:price>19.99 EUR</g:price><g:sale_price>14.99 EUR</g:sale_price><g:sale_price_effective_date>2026-08-01/2026-12-31</g:sale_price_effective_date>`), offer("14.99", "19.99", "EUR", "")},
		{"sale with seconds", item(g + `<g:price>19.99 EUR</g:price><g:sale_price>14.99 EUR</g:sale_price><g:sale_price_effective_date>2026-08-01T00:00:00+01:00/2026-12-31T23:59:59+01:00</g:sale_price_effective_date>`), offer("14.99", "19.99", "EUR", "")},
		{"sale not cheaper", item(g + `<g:price>19.99 EUR</g:price><g:sale_price>19.99 EUR</g:sale_price>`), offer("19.99", "", "EUR", "")},
		{"sale of nothing", item(g + `<g:price>19.99 EUR</g:price><g:sale_price>0.00 EUR</g:sale_price>`), offer("19.99", "", "EUR", "")},
		{"the address of schema.org", item(g + `<g:price>19.99 EUR</g:price><g:availability>https://schema.org/InStock</g:availability>`), offer("19.99", "", "EUR", market.InStock)},
		{"in the shop's language", item(g + `<g:price>19,99 EUR</g:price><g:availability>auf Lager</g:availability>`), offer("19.99", "", "EUR", market.InStock)},
		{"TSV", head + "1\tKettle\thttps://shop.example/p/1\t19.99 EUR\t14.99 EUR\t2026-08-01T00:00+0000/2026-12-31T00:00+0000\tin stock\n", offer("14.99", "19.99", "EUR", market.InStock)},
		{"TSV with prefix", "g:id\tg:title\tg:link\tg:price\tg:availability\n1\tKettle\thttps://shop.example/p/1\tEUR 19,99\tin_stock\n", offer("19.99", "", "EUR", market.InStock)},
		{"TSV with spaces in names", "ID\tTitle\tLink\tPrice\tSale Price\tAvailability\n1\tKettle\thttps://shop.example/p/1\t19.99 EUR\t\tin stock\n", offer("19.99", "", "EUR", market.InStock)},
		{"as CSV", "id,title,link,price,availability\n1,Kettle,https://shop.example/p/1,19.99 EUR,in stock\n", offer("19.99", "", "EUR", market.InStock)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := feed.Options{Source: "shop", Currency: "GBP", ObservedAt: monday}
			got, bad, err := feed.Listings(strings.NewReader(tc.text), feed.Detect("feed", []byte(tc.text)), o)
			if err != nil || len(bad) > 0 || len(got) != 1 {
				t.Fatalf("%d listings, %v, %v; want one", len(got), bad, err)
			}
			if d := diff(tc.want, got[0].Observations[0].Offer); d != "" {
				t.Errorf("offer (-want +got):\n%s", d)
			}
			if l := got[0].Listing; l.ExternalID != "1" || !strings.HasPrefix(l.Title, "Kettle") || !strings.HasPrefix(l.URL, "https://shop.example/p/1") {
				t.Errorf("listing %+v", l)
			}
		})
	}
}
