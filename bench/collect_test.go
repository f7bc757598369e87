package bench_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/gocolly/colly/v2"

	"shelfwise/scraper"
	"shelfwise/store/memory"
)

const (
	shopCount    = 8
	pagesPerShop = 40
)

// shop serves one category page and its product pages of about 20 KB each.
func shop(b *testing.B) *httptest.Server {
	b.Helper()
	filler := strings.Repeat("<p class=\"text\">Boils <b>1.7 litres</b> in four minutes, switches itself off, keeps warm.</p>\n", 180)
	var tiles strings.Builder
	for i := range pagesPerShop {
		fmt.Fprintf(&tiles, `<li class="tile"><a href="/p/%d">Kettle %d</a> <span class="price">%d.99 €</span></li>`, i, i, 20+i)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", http.NotFound)
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<!DOCTYPE html><html lang=en><title>Kettles</title><body><ul>%s</ul></body></html>", tiles.String())
	})
	mux.HandleFunc("/p/{id}", func(w http.ResponseWriter, r *http.Request) {
		id := r.PathValue("id")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!DOCTYPE html><html lang=en><head><title>Kettle %[1]s</title><script type="application/ld+json">
{"@context":"https://schema.org","@type":"Product","name":"Kettle %[1]s","sku":"K%[1]s","offers":{"@type":"Offer","price":"2%[1]s.99","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}
</script></head><body><h1>Kettle %[1]s</h1><span class="price">2%[1]s.99 €</span>%[2]s</body></html>`, id, filler)
	})
	srv := httptest.NewServer(mux)
	b.Cleanup(srv.Close)
	return srv
}

// BenchmarkCollect collects the same shops, eight at a time. Ours asks robots.txt, keeps one request in flight per host,
// archives every page, extracts all fields and stores; the peers fetch, parse and read name and price. Waits between
// requests take no time here.
func BenchmarkCollect(b *testing.B) {
	var starts []string
	for range shopCount {
		starts = append(starts, shop(b).URL+"/")
	}
	run := 0
	versus(b,
		side{"shelfwise", func() error { run++; return collectOurs(starts, fmt.Sprintf("run-%d", run)) }},
		side{"colly", func() error { return collectColly(starts) }},
		side{"net-http-loop", func() error { return collectLoop(starts) }},
	)
}

// leap is a clock that jumps over every wait.
type leap struct {
	mu  sync.Mutex
	off time.Duration
}

func (c *leap) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return time.Now().Add(c.off) }

func (c *leap) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	c.off += max(d, 0)
	c.mu.Unlock()
	return ctx.Err()
}

func collectOurs(starts []string, run string) error {
	st, clock := memory.New(), &leap{}
	var profiles []*scraper.Profile
	var hosts []string
	for i, s := range starts {
		text := fmt.Sprintf("name: shop%d\nstart: [%s]\nlocale: en\ncurrency: EUR\npace: 0s\nproduct_links:\n  match: /p/\n", i, s)
		p, err := scraper.ParseProfile("shop.yaml", []byte(text))
		if err != nil {
			return err
		}
		u, err := url.Parse(s)
		if err != nil {
			return err
		}
		profiles, hosts = append(profiles, p), append(hosts, u.Host)
	}
	c, err := scraper.New(scraper.Config{
		Contact: "bench@example.org", AllowLoopback: hosts, Now: clock.Now, Sleep: clock.Sleep, Sources: shopCount,
	}, st, st)
	if err != nil {
		return err
	}
	defer c.Close()
	rep, err := c.Collect(context.Background(), run, profiles...)
	if err != nil {
		return err
	}
	listings := 0
	for _, s := range rep.Sources {
		listings += s.Listings
	}
	return counted(listings)
}

func counted(got int) error {
	if want := shopCount * pagesPerShop; got != want {
		return fmt.Errorf("%d listings; want %d", got, want)
	}
	return nil
}

func collectColly(starts []string) error {
	var mu sync.Mutex
	got := 0
	c := colly.NewCollector(colly.Async(true))
	if err := c.Limit(&colly.LimitRule{DomainGlob: "*", Parallelism: shopCount}); err != nil {
		return err
	}
	c.OnHTML("li.tile a", func(e *colly.HTMLElement) { _ = e.Request.Visit(e.Attr("href")) })
	c.OnHTML("body", func(e *colly.HTMLElement) {
		if e.ChildText("h1") != "" && e.ChildText(".price") != "" {
			mu.Lock()
			got++
			mu.Unlock()
		}
	})
	for _, s := range starts {
		if err := c.Visit(s); err != nil {
			return err
		}
	}
	c.Wait()
	return counted(got)
}

func collectLoop(starts []string) error {
	var wg sync.WaitGroup
	var mu sync.Mutex
	got := 0
	for _, s := range starts {
		wg.Go(func() {
			front, err := page(s)
			if err != nil {
				return
			}
			front.Find("li.tile a").Each(func(_ int, a *goquery.Selection) {
				doc, err := page(strings.TrimSuffix(s, "/") + a.AttrOr("href", ""))
				if err == nil && doc.Find("h1").Text() != "" && doc.Find(".price").Text() != "" {
					mu.Lock()
					got++
					mu.Unlock()
				}
			})
		})
	}
	wg.Wait()
	return counted(got)
}

func page(url string) (*goquery.Document, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return goquery.NewDocumentFromReader(resp.Body)
}
