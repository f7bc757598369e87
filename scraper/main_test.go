package scraper_test

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"shelfwise/market"
	"shelfwise/scraper"
	"shelfwise/store/memory"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv("SHELFWISE_TEST_COLLECT"); dir != "" {
		collectUntilKilled(dir)
		return
	}
	flag.Parse()
	if f := flag.Lookup("test.fuzz"); f != nil && f.Value.String() != "" {
		os.Exit(m.Run()) // a fuzz worker ends when it is told to, with its goroutines still there: no leak
	}
	goleak.VerifyTestMain(m)
}

// fakeClock moves only when someone sleeps.
type fakeClock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *fakeClock {
	return &fakeClock{now: time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)}
}

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(max(d, 0))
	return ctx.Err()
}

// pass lets time go by between two runs.
func (c *fakeClock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// shop is a small test shop on loopback: its pages can be changed between runs, and it logs what it is asked.
type shop struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	log   []string
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{pages: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.log = append(s.log, r.URL.RequestURI())
		h, ok := s.pages[r.URL.Path]
		s.mu.Unlock()
		if !ok {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *shop) host() string { return strings.TrimPrefix(s.URL, "http://") }

func (s *shop) set(path string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = h
}

func (s *shop) html(path, body string) { s.set(path, answer(200, "text/html; charset=utf-8", body)) }

func answer(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// asked counts the requests for a path; "" counts all but robots.txt.
func (s *shop) asked(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, p := range s.log {
		if p == path || path == "" && p != "/robots.txt" {
			n++
		}
	}
	return n
}

// stock fills the shop with a category page and n product pages with JSON-LD.
func (s *shop) stock(n int, price func(i int) string) {
	var list strings.Builder
	for i := range n {
		fmt.Fprintf(&list, `<li class="card"><a class="to" href="/p/%d">Kettle %d</a> <b>$%s</b></li>`, i, i, price(i))
		s.html(fmt.Sprintf("/p/%d", i), productPage(i, price(i)))
	}
	s.html("/c", `<html><head><title>Kettles</title></head><body><h1>Kettles</h1><ul>`+list.String()+`</ul></body></html>`)
}

// productPage has no structured price where price is "".
func productPage(i int, price string) string {
	offer := ""
	if price != "" {
		offer = fmt.Sprintf(`,"offers":{"@type":"Offer","price":"%s","priceCurrency":"USD","availability":"https://schema.org/InStock"}`, price)
	}
	return fmt.Sprintf(`<html><head><title>Kettle %d</title><script type="application/ld+json">{"@context":"https://schema.org",`+
		`"@type":"Product","name":"Kettle %d","sku":"K%d"%s}</script></head><body><h1>Kettle %d</h1><p>A kettle of steel for tea and coffee.</p></body></html>`,
		i, i, i, offer, i)
}

func (s *shop) profile(t *testing.T, more string) *scraper.Profile {
	t.Helper()
	p, err := scraper.ParseProfile("shop.yaml", []byte("name: shop\nstart: ["+s.URL+"/c]\npace: 0\nproduct_links: {select: a.to}\n"+more))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// collector returns a collector that may ask the shop, over the store.
func (s *shop) collector(t *testing.T, c *fakeClock, st *memory.Store, change func(*scraper.Config)) *scraper.Collector {
	t.Helper()
	cfg := scraper.Config{
		Contact: "https://example.org/bot", AllowLoopback: []string{s.host()}, Now: c.Now, Sleep: c.Sleep,
		Jitter: func() float64 { return 0 }, Timeout: 10 * time.Second,
	}
	if change != nil {
		change(&cfg)
	}
	col, err := scraper.New(cfg, st, st)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(col.Close)
	return col
}

func collect(t *testing.T, c *scraper.Collector, run string, p *scraper.Profile) scraper.SourceReport {
	t.Helper()
	r, err := c.Collect(t.Context(), run, p)
	if err != nil {
		t.Fatal(err)
	}
	return r.Sources[0]
}

// prices returns the newest price of each listing by SKU or external id, as text.
func prices(t *testing.T, st market.ListingStore) map[string]string {
	t.Helper()
	out := map[string]string{}
	for l, err := range st.Listings(t.Context(), market.ListingFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		for o, err := range st.Observations(t.Context(), market.ObservationFilter{ListingID: l.ID}) {
			if err != nil {
				t.Fatal(err)
			}
			out[l.Title] = o.Offer.Price.String()
		}
	}
	return out
}

func rows(t *testing.T, st market.ListingStore) int {
	t.Helper()
	n := 0
	for _, err := range st.Observations(t.Context(), market.ObservationFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}
