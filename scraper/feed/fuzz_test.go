package feed_test

import (
	"bytes"
	"testing"

	"shelfwise/scraper/feed"
)

// FuzzListings: whatever the bytes, reading ends without a panic, every series has a known listing with observations
// in order of time, and every row error says where it stands.
func FuzzListings(f *testing.F) {
	f.Add([]byte("source;url;title;price;currency\na;u;\"T\";1.299,00;EUR\n"))
	f.Add([]byte(`{"source":"a","url":"u","title":"T","price":"1.00","currency":"EUR","observed_at":"2026-09-07"}`))
	f.Add([]byte(`{"products":[{"id":1,"title":"T","variants":[{"id":2,"price":"1.00"}]}]}`))
	f.Add([]byte(`[{"id":1,"permalink":"p","name":"N","prices":{"price":"100","currency_code":"EUR","currency_minor_unit":2}}]`))
	f.Add([]byte(`<rss><item><id>1</id><title>T</title><link>u</link><price>1 EUR</price></item></rss>`))
	f.Add([]byte("id\ttitle\tlink\tprice\n1\tT\tu\t1 EUR\n"))
	f.Add([]byte("url,title\n\"a\"\r\n\"b\"\"\r\n"))
	f.Add([]byte("Artikelnummer;Bezeichnung;Preis (EUR);Bestand\nK-1;K\xe4nnchen;1.299,00 \x80;7\n"))
	f.Add([]byte("\xc0\xf0\xf2\xe8\xea\xf3\xeb;\xcd\xe0\xe8\xec\xe5\xed\xee\xe2\xe0\xed\xe8\xe5;\xd6\xe5\xed\xe0\n1;\xd7\xe0\xe9;5,00\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		o := feed.Options{Source: "s", Currency: "EUR", ObservedAt: monday}
		series, bad, _ := feed.Listings(bytes.NewReader(data), feed.Detect("", data), o)
		for _, s := range series {
			if s.Listing.ID == "" || s.Listing.Title == "" || len(s.Observations) == 0 {
				t.Errorf("series without listing, title or observations: %+v", s)
			}
			for i, ob := range s.Observations {
				if ob.ListingID != s.Listing.ID || i > 0 && !s.Observations[i-1].ObservedAt.Before(ob.ObservedAt) {
					t.Errorf("observation out of place: %+v", ob)
				}
				if ob.Offer.Price.Sign() < 0 {
					t.Errorf("negative price: %+v", ob)
				}
			}
		}
		for _, e := range bad {
			if e.Line < 1 || e.Reason == "" {
				t.Errorf("row error without place or reason: %+v", e)
			}
		}
	})
}
