package scraper_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/scraper"
	"shelfwise/store/memory"
)

// TestF01FeedsOverHTTP: a Merchant feed as XML and a CSV are collected as pages are: robots.txt first, then the file once;
// rows that cannot be read are issues with their line, and the good ones beside them are stored.
func TestF01FeedsOverHTTP(t *testing.T) {
	const xml = `<?xml version="1.0"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item><g:id>A1</g:id><title>Kettle</title><link>/a1</link><g:price>39.99 EUR</g:price><g:availability>in_stock</g:availability><g:condition>refurbished</g:condition>
<g:shipping><g:country>DE</g:country><g:price>0 EUR</g:price></g:shipping></item>
<item><g:id>A2</g:id><title>Cup</title><link>/a2</link><g:price>free</g:price></item></channel></rss>`
	const csv = "url,external_id,title,price,currency,shipping,seller,condition,availability\n" +
		"/a1,A1,Kettle,39.99,EUR,0,Brisa,NewCondition,InStock\n/a2,A2,Cup,many,EUR,,,,\n"
	for _, tc := range []struct{ kind, path, media, body, want string }{
		{"merchant_feed", "/feed.xml", "application/rss+xml", xml, "shop|A1;;;39.99 EUR;0.00 EUR;;RefurbishedCondition;InStock"},
		{"csv", "/prices.csv", "text/csv", csv, "shop|A1;;;39.99 EUR;0.00 EUR;Brisa;NewCondition;InStock"},
	} {
		t.Run(tc.kind, func(t *testing.T) {
			c, s, st := newClock(), newShop(t), memory.New()
			s.set(tc.path, answer(200, tc.media, tc.body))
			s.set("/robots.txt", answer(200, "text/plain", "User-agent: *\nDisallow: /closed\n"))
			p, err := scraper.ParseProfile("shop.yaml", []byte("name: shop\npace: 0\nkind: "+tc.kind+"\nstart: [\""+s.URL+tc.path+"\", \""+s.URL+"/closed/feed\"]\n"))
			if err != nil {
				t.Fatal(err)
			}
			r := collect(t, s.collector(t, c, st, nil), "one", p)
			if diff := cmp.Diff([]string{tc.want}, stored(t, st)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]string{"/robots.txt", tc.path}, s.log); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
			placed := false
			for _, i := range r.Issues {
				placed = placed || i.Field == "price" && strings.Contains(i.Reason, "line ")
			}
			if !placed {
				t.Errorf("issues %+v; want the bad row with its line", r.Issues)
			}
		})
	}
}
