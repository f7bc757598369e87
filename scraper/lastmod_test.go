package scraper_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"shelfwise/scraper"
	"shelfwise/scraper/fetch"
	"shelfwise/store/memory"
)

// lastmodShop serves n products under a sitemap whose times are given by each product's number; "" leaves the time out.
func lastmodShop(s *shop, n int, lastmod func(int) string) {
	var b strings.Builder
	b.WriteString("<urlset>")
	for i := range n {
		fmt.Fprintf(&b, "<url><loc>%s/p/%d</loc><lastmod>%s</lastmod></url>", s.URL, i, lastmod(i))
	}
	s.set("/sitemap.xml", answer(200, "application/xml", b.String()+"</urlset>"))
}

// TestF01Lastmod: a page that its sitemap says has not changed since it was read is not asked for again, as the shop's log
// shows, while the profile trusts that; what the sitemap does not say, or says of a time to come, is asked for. Nothing of
// what is left out is taken for vanished, nothing is stored twice, and the age of what was not read grows.
func TestF01Lastmod(t *testing.T) {
	c, s, st := newClock(), newShop(t), memory.New()
	s.stock(6, func(int) string { return "20.00" })
	s.html("/c", `<html><body><h1>Kettles</h1><p>All of our kettles are in the sitemap.</p></body></html>`)
	day := func(n int) string { return c.Now().AddDate(0, 0, n).Format(time.DateOnly) }
	stamp := c.Now().Add(-time.Hour).Format(time.RFC3339)
	times := []string{day(-10), stamp, day(0), day(3), "", "yesterday"}
	lastmodShop(s, 6, func(i int) string { return times[i] })
	text := "name: shop\nstart: [\"" + s.URL + "/c\"]\npace: 0\nsitemaps: [\"" + s.URL + "/sitemap.xml\"]\nproduct_links: {match: /p/}\n"
	trusting, err := scraper.ParseProfile("shop.yaml", []byte(text+"trust_lastmod: 72h\n"))
	if err != nil {
		t.Fatal(err)
	}
	wary, err := scraper.ParseProfile("shop.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	config := func(cfg *scraper.Config) { cfg.ArchiveDir = dir }
	asked := func() (out []int) {
		for i := range 6 {
			out = append(out, s.asked(fmt.Sprintf("/p/%d", i)))
		}
		return out
	}
	run := func(name string, p *scraper.Profile, unchanged int, want ...int) {
		t.Helper()
		r := collect(t, s.collector(t, c, st, config), name, p)
		if got := asked(); fmt.Sprint(got) != fmt.Sprint(want) || r.Pages[scraper.Unchanged] != unchanged || len(r.Held) > 0 || r.Listings != 6 {
			t.Errorf("run %s: pages asked for %v, want %v; %v, %d listings, held %v, %v", name, got, want, r.Pages, r.Listings, r.Held, r.Issues)
		}
		if n := rows(t, st); n != 6 {
			t.Errorf("run %s: %d rows; want 6", name, n)
		}
	}
	run("one", trusting, 0, 1, 1, 1, 1, 1, 1)
	c.pass(24 * time.Hour)
	run("two", trusting, 2, 1, 1, 2, 2, 2, 2)
	run("wary", wary, 0, 2, 2, 3, 3, 3, 3)
	c.pass(71 * time.Hour)
	run("three", trusting, 2, 2, 2, 4, 4, 4, 4)
	c.pass(2 * time.Hour)
	run("four", trusting, 1, 3, 3, 4, 5, 5, 5)
}

// TestF01LastmodAlwaysToday: of a sitemap whose every time is that of its making the report says that it saves nothing.
func TestF01LastmodAlwaysToday(t *testing.T) {
	c, s, st := newClock(), newShop(t), memory.New()
	s.stock(25, func(int) string { return "20.00" })
	s.html("/c", `<html><body><h1>Kettles</h1><p>All of our kettles are in the sitemap.</p></body></html>`)
	lastmodShop(s, 25, func(int) string { return c.Now().Format(time.RFC3339) })
	p, err := scraper.ParseProfile("shop.yaml", []byte("name: shop\nstart: [\""+s.URL+"/c\"]\npace: 0\ntrust_lastmod: 72h\nsitemaps: [\""+s.URL+"/sitemap.xml\"]\nproduct_links: {match: /p/}\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := collect(t, s.collector(t, c, st, nil), "one", p)
	told := 0
	for _, i := range r.Issues {
		if i.Code == scraper.CodeLastmod {
			told++
		}
	}
	if told != 1 || r.Pages[fetch.OK] < 25 {
		t.Errorf("%d issues about the times; want 1: %v %v", told, r.Pages, r.Issues)
	}
}
