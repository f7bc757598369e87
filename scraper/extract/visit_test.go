package extract_test

import (
	"testing"

	"github.com/PuerkitoBio/goquery"

	"shelfwise/scraper/extract"
)

// Test003GVisit: the parsed page is handed over once, and what is no page is not.
func Test003GVisit(t *testing.T) {
	for body, want := range map[string]int{`<html><body><a class="to" href="/p/1">Desk</a></body></html>`: 1, "": 0, "\x89PNG\r\n": 0} {
		calls, links := 0, 0
		extract.Extract(extract.Page{Body: []byte(body)}, extract.Options{Visit: func(d *goquery.Document) {
			calls++
			links += d.Find("a.to").Length()
		}})
		if calls != want || links != want {
			t.Errorf("%q: visited %d times with %d links, want %d", body, calls, links, want)
		}
	}
}
