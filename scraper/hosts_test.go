package scraper_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"shelfwise/scraper"
	"shelfwise/scraper/fetch"
	"shelfwise/store/memory"
)

// TestF63HostCounts: what a run asked each host for is in its report and in the store as the host's own log has it:
// requests, bytes, outcomes, and how long the host's pace made them wait.
func TestF63HostCounts(t *testing.T) {
	c, s, other, st := newClock(), newShop(t), newShop(t), memory.New()
	s.stock(6, func(int) string { return "20.00" })
	s.set("/robots.txt", answer(200, "text/plain", "User-agent: *\nDisallow: /p/1\nCrawl-delay: 2.5\n"))
	s.set("/p/2", answer(404, "text/html", "gone"))
	s.html("/p/3", `<html><head><title>Robot check</title></head><body><h1>Are you a robot?</h1><div id="captcha"></div></body></html>`)
	s.set("/p/4", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL+"/p/4", http.StatusFound) })
	other.html("/p/4", productPage(4, "20.00"))
	p := s.profile(t, "hosts: ["+other.host()+"]\n")
	col := s.collector(t, c, st, func(cfg *scraper.Config) { cfg.AllowLoopback = []string{s.host(), other.host()} })
	r := collect(t, col, "one", p)
	if len(r.Hosts) != 2 {
		t.Fatalf("hosts %+v; want two", r.Hosts)
	}
	for _, h := range r.Hosts {
		shop := map[string]*shop{s.host(): s, other.host(): other}[h.Host]
		if shop == nil || h.Requests != shop.asked("")+shop.asked("/robots.txt") || h.Bytes == 0 {
			t.Errorf("counted %+v; the log has %v", h, shop.log)
			continue
		}
		if h.Host == other.host() {
			continue
		}
		want := map[fetch.Outcome]int{fetch.OK: 4, fetch.NotFound: 1, fetch.Captcha: 1, fetch.Redirected: 1, fetch.RobotsDisallowed: 1}
		for o, n := range want {
			if h.Outcomes[o] != n {
				t.Errorf("%d %s; want %d: %+v", h.Outcomes[o], o, n, h)
			}
		}
		// One second of a pause may pass by itself, while the other host is waited for.
		if want := int64(h.Requests-1) * 2500; h.PaceMS != 2500 || h.WaitedMS != want && h.WaitedMS != want-1000 {
			t.Errorf("pace %d ms, waited %d ms for %d requests; want 2500, %d", h.PaceMS, h.WaitedMS, h.Requests, want)
		}
	}
	c.pass(24 * time.Hour)
	again := collect(t, col, "two", p)
	days, err := scraper.Hosts(t.Context(), st, c.Now(), 7)
	if err != nil || len(days) != 4 {
		t.Fatalf("Hosts = %+v, %v; want two hosts on two days", days, err)
	}
	total := 0
	for _, d := range days {
		if d.Host == s.host() {
			total += d.Requests
		}
	}
	if n := s.asked("") + s.asked("/robots.txt"); total != n {
		t.Errorf("the store has %d requests to the shop, its log %d; second run: %+v", total, n, again.Hosts)
	}
	if today, err := scraper.Hosts(t.Context(), st, c.Now(), 1); err != nil || len(today) != 2 {
		t.Errorf("one day: %+v, %v; want that day's alone", today, err)
	}
	for _, i := range r.Issues {
		if i.Outcome != "" && i.Advice == "" {
			t.Errorf("issue %+v does not say what to do", i)
		}
	}
}

// renderer stands for a browser: it asks for a thing of the page's own with every page.
type renderer struct {
	page fetch.Fetcher
	own  string // address
}

func (r renderer) Fetch(ctx context.Context, u string) (*fetch.Page, error) {
	return r.page.Fetch(ctx, u)
}

func (r renderer) Under(rules fetch.Rules) fetch.Fetcher {
	return fetch.Func(func(ctx context.Context, address string) (*fetch.Page, error) {
		page, err := rules.Around(r.page).Fetch(ctx, address)
		if err != nil {
			return nil, err
		}
		if u, err := url.Parse(r.own); err == nil && rules.MayAsk(u) {
			_, err = rules.Around(r.page).Fetch(ctx, r.own)
			return page, err
		}
		page.Withheld = []string{strings.TrimPrefix(r.own, "http://")}
		return page, nil
	})
}

// TestF63BrowserHosts: what a page in the browser asks for by itself is under the profile's rules and counted as the rest;
// hosts that the profile does not name are told once, with what to do.
func TestF63BrowserHosts(t *testing.T) {
	for _, named := range []bool{false, true} {
		c, s, api, st := newClock(), newShop(t), newShop(t), memory.New()
		s.stock(3, func(int) string { return "20.00" })
		api.set("/", answer(200, "application/json", "{}"))
		more := "browser: true\n"
		if named {
			more += "browser_hosts: [" + api.host() + "]\n"
		}
		p := s.profile(t, more)
		h := fetch.NewHTTP(fetch.HTTPOptions{Guard: fetch.NewGuard(s.host(), api.host()), Clock: fetch.Clock{Now: c.Now, Sleep: c.Sleep}})
		defer h.Close()
		col := s.collector(t, c, st, func(cfg *scraper.Config) {
			cfg.Browser, cfg.AllowLoopback = renderer{h, api.URL + "/"}, []string{s.host(), api.host()}
		})
		r := collect(t, col, "one", p)
		told := 0
		for _, i := range r.Issues {
			if i.Outcome == fetch.ThirdParty && strings.Contains(i.Reason, api.host()) && strings.Contains(i.Advice, "browser_hosts") {
				told++
			}
		}
		if named {
			if told != 0 || api.asked("/") != 4 || len(r.Hosts) != 2 {
				t.Errorf("named: told %d times, asked %d times, hosts %+v; want 0, 4 and two", told, api.asked("/"), r.Hosts)
			}
			continue
		}
		if told != 1 || api.asked("/") != 0 || r.Listings != 3 {
			t.Errorf("not named: told %d times, asked %d times, %d listings; want 1, 0, 3: %+v", told, api.asked("/"), r.Listings, r.Issues)
		}
	}
}
