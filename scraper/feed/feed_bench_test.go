package feed_test

import (
	"bytes"
	"fmt"
	"testing"

	"shelfwise/scraper/feed"
)

// jsonLines writes weeks of readings of listings as JSON lines.
func jsonLines(listings, weeks int) []byte {
	var b bytes.Buffer
	for w := range weeks {
		for i := range listings {
			fmt.Fprintf(&b, `{"availability":"InStock","brand":"Brisa","category":"wireless earbuds","currency":"USD","gtin":"%013d",`+
				`"observed_at":"2026-%02d-%02dT06:00:00Z","price":"%d.%02d","rating":4.%d,"review_count":%d,"source":"alpha",`+
				`"title":"Brisa Wireless Earbuds Go H%d","units_sold":200,"units_sold_window_days":30,"url":"https://alpha.example/p/c%06d"}`+"\n",
				4878636852081+i, 1+w/28, 1+w%28, 10+i%90, w%100, i%10, 100+w*3+i%50, i, i)
		}
	}
	return b.Bytes()
}

func BenchmarkListings(b *testing.B) {
	for _, size := range []struct{ listings, weeks int }{{1540, 13}} {
		data := jsonLines(size.listings, size.weeks)
		b.Run(fmt.Sprintf("format=jsonl/rows=%d", size.listings*size.weeks), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				series, bad, err := feed.Listings(bytes.NewReader(data), feed.JSONL, feed.Options{})
				if err != nil || len(bad) > 0 || len(series) != size.listings {
					b.Fatal(len(series), bad, err)
				}
			}
		})
	}
}
