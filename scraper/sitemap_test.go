package scraper_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"shelfwise/scraper"
	"shelfwise/store/memory"
)

// TestF01Sitemaps: an index of sitemaps, plain and compressed, leads to the product pages that the profile's rules take;
// other pages, other hosts and what lies beyond max_pages are not asked for, and a sitemap that breaks off keeps its
// good part. Nothing that robots.txt closes is asked for.
func TestF01Sitemaps(t *testing.T) {
	c, s, st := newClock(), newShop(t), memory.New()
	s.stock(12, func(int) string { return "20.00" })
	s.html("/c", `<html><head><title>Kettles</title></head><body><h1>Kettles</h1><p>All of our kettles are in the sitemap.</p></body></html>`)
	locs := func(from, to int, more ...string) string {
		var b strings.Builder
		b.WriteString(`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">`)
		for i := from; i < to; i++ {
			more = append(more, fmt.Sprintf("%s/p/%d", s.URL, i))
		}
		for _, u := range more {
			fmt.Fprintf(&b, "<url><loc> %s\n</loc><lastmod>2026-11-01</lastmod><image:image><image:loc>%s/p/picture</image:loc></image:image></url>", u, s.URL)
		}
		return b.String() + "</urlset>"
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(locs(4, 8))); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	index := "<sitemapindex>"
	for _, name := range []string{"plain.xml", "packed.xml.gz", "broken.xml"} {
		index += "<sitemap><loc>" + s.URL + "/" + name + "</loc></sitemap>"
	}
	s.set("/sitemap.xml", answer(200, "application/xml", index+"</sitemapindex>"))
	s.set("/plain.xml", answer(200, "application/xml", locs(0, 4, s.URL+"/about", "https://elsewhere.example/p/1", s.URL+"/p/closed")))
	s.set("/packed.xml.gz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/gzip")
		_, _ = w.Write(packed.Bytes())
	})
	s.set("/broken.xml", answer(200, "application/xml", strings.TrimSuffix(locs(8, 10), "</urlset>")+"<url><loc"))
	s.set("/robots.txt", answer(200, "text/plain", "User-agent: *\nDisallow: /p/closed\n"))
	text := "name: shop\nstart: [\"" + s.URL + "/c\"]\npace: 0\nsitemaps: [\"" + s.URL + "/sitemap.xml\"]\nproduct_links: {match: /p/}\n"
	p, err := scraper.ParseProfile("shop.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r := collect(t, s.collector(t, c, st, nil), "one", p)
	if r.Listings != 10 || len(prices(t, st)) != 10 {
		t.Errorf("%d listings, want the 10 of the three sitemaps: %v %v", r.Listings, r.Pages, r.Issues)
	}
	for path, want := range map[string]int{"/p/closed": 0, "/about": 0, "/p/picture": 0, "/p/10": 0, "/p/0": 1, "/p/9": 1, "/packed.xml.gz": 1} {
		if n := s.asked(path); n != want {
			t.Errorf("%s was asked for %d times; want %d", path, n, want)
		}
	}

	s.set("/robots.txt", answer(200, "text/plain", "User-agent: *\nDisallow: /p/closed\nSitemap: "+s.URL+"/sitemap.xml\nSitemap: https://elsewhere.example/s.xml\n"))
	named, err := scraper.ParseProfile("named.yaml", []byte(strings.Replace(text, "/sitemap.xml", "/robots.txt", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if r := collect(t, s.collector(t, c, memory.New(), nil), "named", named); r.Listings != 10 {
		t.Errorf("%d listings by the sitemaps that robots.txt names, want 10: %v %v", r.Listings, r.Pages, r.Issues)
	}

	few, err := scraper.ParseProfile("few.yaml", []byte(strings.Replace(text, "name: shop", "name: few\nmax_pages: 7", 1)))
	if err != nil {
		t.Fatal(err)
	}
	before := s.asked("")
	if collect(t, s.collector(t, c, memory.New(), nil), "one", few); s.asked("")-before > 7 {
		t.Errorf("%d requests; max_pages is 7", s.asked("")-before)
	}
}
