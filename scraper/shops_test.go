package scraper_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"shelfwise/fixtures"
	"shelfwise/market"
	"shelfwise/scraper"
	"shelfwise/scraper/fetch"
	"shelfwise/store/memory"
)

func bundled(t *testing.T, c *fakeClock) (*fixtures.Shops, []*scraper.Profile) {
	t.Helper()
	shops, err := fixtures.Start(t.Context(), c.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := shops.Close(); err != nil {
			t.Error(err)
		}
	})
	var profiles []*scraper.Profile
	for name, text := range shops.Profiles() {
		p, err := scraper.ParseProfile(name, text)
		if err != nil {
			t.Fatal(err)
		}
		profiles = append(profiles, p)
	}
	slices.SortFunc(profiles, func(a, b *scraper.Profile) int { return strings.Compare(a.Name, b.Name) })
	return shops, profiles
}

// TestF01BundledShops collects the bundled shops, twice, and reads in their log that it was done politely: nothing that
// robots.txt forbids, one request in flight, Crawl-delay, Retry-After, a User-Agent with a contact, conditional requests.
func TestF01BundledShops(t *testing.T) {
	c := newClock()
	shops, profiles := bundled(t, c)
	st := memory.New()
	col, err := scraper.New(scraper.Config{
		UserAgent: "Shelfwise/test", Contact: "https://example.org/bot", AllowLoopback: shops.Hosts(), Now: c.Now, Sleep: c.Sleep,
	}, st, st)
	if err != nil {
		t.Fatal(err)
	}
	defer col.Close()
	first, err := col.Collect(t.Context(), "one", profiles...)
	if err != nil {
		t.Fatal(err)
	}
	listings := 0
	for _, s := range first.Sources {
		t.Log(s)
		if s.Listings < 40 || len(s.Held) > 0 || s.Open > 0 {
			t.Errorf("%s: %d listings, held %v, open %d; want 40 or more, stored, none open", s.Source, s.Listings, s.Held, s.Open)
		}
		if n := s.Pages[scraper.NoListing]; n > 1 {
			t.Errorf("%s: %d pages gave no listing", s.Source, n)
		}
		listings += s.Listings
	}
	if listings < 280 {
		t.Errorf("%d listings; want about 300", listings)
	}
	polite(t, shops.Log())

	asked := len(shops.Log())
	again, err := col.Collect(t.Context(), "one", profiles...)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range again.Sources {
		if !s.AlreadyDone || s.Appended.Observations != 0 {
			t.Errorf("%s: the same run again: %+v; want nothing done", s.Source, s)
		}
	}
	if n := len(shops.Log()); n != asked {
		t.Errorf("the same run again made %d requests", n-asked)
	}

	stored := rows(t, st)
	second, err := col.Collect(t.Context(), "two", profiles...)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range second.Sources {
		if s.Saved == 0 || s.Saved != s.Pages[fetch.NotModified] || s.Pages[fetch.OK] > 0 {
			t.Errorf("%s: the second run brought %v; want every page to be 304", s.Source, s.Pages)
		}
		if s.Appended.Observations != 0 || s.Appended.Unchanged != s.Listings {
			t.Errorf("%s: the second run appended %+v; want no new row", s.Source, s.Appended)
		}
	}
	if n := rows(t, st); n != stored {
		t.Errorf("%d rows after the second run; want %d", n, stored)
	}
	polite(t, shops.Log())
}

// polite reads a log for what a site owner would complain about.
func polite(t *testing.T, log []fixtures.Request) {
	t.Helper()
	delay := map[string]time.Duration{"harbor-lane": 40 * time.Millisecond, "yunxuan": 100 * time.Millisecond, "dune-supply": time.Second}
	closed := map[string][]string{
		"harbor-lane": {"/outlet/", "/cart"}, "hearthwood": {"/my-account/", "/cart/", "/wp-admin/"}, "yunxuan": {"/user/", "/promo/"},
		"lindenmarkt": {"/warenkorb", "/merkzettel", "/archiv/"}, "dune-supply": {"/cart", "/checkout", "/admin"},
	}
	last := map[string]fixtures.Request{}
	limited := 0
	for _, r := range log {
		if got := r.Header.Get("User-Agent"); got != "Shelfwise/test (+https://example.org/bot)" {
			t.Errorf("%s%s: User-Agent %q", r.Shop, r.Path, got)
		}
		if r.InFlight != 1 {
			t.Errorf("%s%s: %d requests in flight; want 1", r.Shop, r.Path, r.InFlight)
		}
		for _, path := range closed[r.Shop] {
			if strings.HasPrefix(r.Path, path) {
				t.Errorf("%s%s was asked for; robots.txt closes it", r.Shop, r.Path)
			}
		}
		before, ok := last[r.Shop]
		if !ok && r.Path != "/robots.txt" {
			t.Errorf("%s: the first request is for %s; want /robots.txt", r.Shop, r.Path)
		}
		if gap := r.Time.Sub(before.Time); ok && gap < delay[r.Shop] {
			t.Errorf("%s%s came %v after %s; Crawl-delay is %v", r.Shop, r.Path, gap, before.Path, delay[r.Shop])
		}
		if before.Status == 429 {
			limited++
			if gap := r.Time.Sub(before.Time); gap < time.Second {
				t.Errorf("%s%s came %v after a 429 with Retry-After: 1", r.Shop, r.Path, gap)
			}
		}
		last[r.Shop] = r
	}
	if limited == 0 {
		t.Error("no shop answered 429; the test proves nothing about Retry-After")
	}
}

// TestF11FeedEvidence: every number that a collected feed gives names the feed's kind, the item and what it read there.
func TestF11FeedEvidence(t *testing.T) {
	c, s := newClock(), newShop(t)
	s.set("/products.json", answer(200, "application/json", `{"products":[{"id":1,"title":"Kettle","handle":"kettle","variants":[{"id":11,"title":"Default Title","price":"19.50","compare_at_price":"25.00"}]}]}`))
	p, err := scraper.ParseProfile("shop.yaml", []byte("name: shop\nkind: shopify\nstart: ["+s.URL+"/products.json]\ncurrency: USD\npace: 0\nmax_pages: 1\n"))
	if err != nil {
		t.Fatal(err)
	}
	st := memory.New()
	collect(t, s.collector(t, c, st, nil), "one", p)
	seen := 0
	for o, err := range st.Observations(t.Context(), market.ObservationFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		seen++
		ev := o.Provenance.Fields["price"]
		if ev.By != scraper.KindShopify || ev.Path == "" || !strings.Contains(ev.Text, "19.50") || o.Provenance.PageHash == "" {
			t.Errorf("price evidence %+v, page %s", ev, o.Provenance.PageHash)
		}
	}
	if seen != 1 {
		t.Errorf("%d observations; want 1", seen)
	}
}
