//go:build browser

package fetch

import (
	"context"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// workerShop is a shop over HTTPS whose page has a service worker, a worker and a frame of another site, each of which asks
// for an open and a closed address. Its log tells what reached it.
type workerShop struct {
	*httptest.Server
	mu             sync.Mutex
	log, agents    []string
	inFlight, most int
	other          string // address of the frame
}

func (s *workerShop) asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.log)
}

func (s *workerShop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.log, s.agents = append(s.log, r.URL.Path), append(s.agents, r.UserAgent())
	s.inFlight++
	s.most = max(s.most, s.inFlight)
	s.mu.Unlock()
	defer func() { s.mu.Lock(); s.inFlight--; s.mu.Unlock() }()
	kind, body := "text/javascript", ""
	switch r.URL.Path {
	case "/robots.txt":
		kind, body = "text/plain", "User-agent: *\nDisallow: /closed\n"
	case "/p/1":
		kind, body = "text/html", `<html><body><h1>Oak desk</h1><div id="sw">waiting</div><div id="w">waiting</div><iframe src="`+s.other+`/frame"></iframe><script>
			const say = (id, text) => document.getElementById(id).textContent = text;
			navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready).then(() => say("sw", "worker ready"), e => say("sw", "no worker: " + e));
			new Worker("/w.js").onmessage = m => say("w", m.data);
			fetch("/closed/page").catch(() => 0)</script></body></html>`
	case "/sw.js":
		body = `self.addEventListener("install", e => e.waitUntil(Promise.all([fetch("/closed/sw").catch(() => 0), fetch("/open/sw")])));
			self.addEventListener("activate", e => e.waitUntil(self.clients.claim()));
			self.addEventListener("fetch", e => { if (e.request.mode === "navigate") e.respondWith(new Response("<h1>stale</h1>", {headers: {"Content-Type": "text/html"}})) });`
	case "/w.js":
		body = `Promise.all([fetch("/closed/w").catch(() => 0), fetch("/open/w")]).then(() => postMessage("worker done"))`
	case "/frame":
		kind, body = "text/html", `<script>fetch("/closed/frame").catch(() => 0); fetch("/open/frame")</script>`
	case "/open/sw", "/open/w", "/open/frame":
		kind, body = "text/plain", "ok"
	default:
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Write([]byte(body)) //nolint:errcheck // a test
}

// TestF04BrowserWorkers: over HTTPS, and whoever in the browser asks, a service worker, a worker, a frame of another site,
// nothing that robots.txt forbids reaches the shop, one request at a time, under our name; and a service worker that an
// earlier visit left does not answer in place of the page. Whom the guard does not let through is not reached.
func TestF04BrowserWorkers(t *testing.T) {
	path := chromium(t)
	shop, other := &workerShop{}, &workerShop{}
	shop.Server, other.Server = httptest.NewTLSServer(shop), httptest.NewTLSServer(other)
	defer shop.Close()
	defer other.Close()
	shop.other = strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
	clock := Clock{Now: time.Now, Sleep: Sleep}
	guard := NewGuard(strings.TrimPrefix(shop.URL, "https://"), strings.TrimPrefix(shop.other, "https://"))
	o := HTTPOptions{UserAgent: "Shelfwise/test (+mailto:a@example.org)", Guard: guard, Clock: clock, Timeout: time.Minute}
	b, err := NewBrowser(BrowserOptions{HTTP: o, Path: path, NoSandbox: true, Dir: t.TempDir(), Settle: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	plain := NewHTTP(o)
	defer plain.Close()
	roots := x509.NewCertPool()
	roots.AddCert(shop.Certificate())
	roots.AddCert(other.Certificate())
	trust := func(t *http.Transport, name string) {
		t.TLSClientConfig = shop.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
		t.TLSClientConfig.RootCAs, t.TLSClientConfig.ServerName = roots, name
	}
	trust(b.http.client.Transport.(*http.Transport), "example.com")
	trust(plain.client.Transport.(*http.Transport), "example.com")
	trust(b.proxy.transport, "example.com") // httptest's certificate names it; a browser would ask for localhost
	polite := NewPolite(plain, NewTurns(clock), clock, func(string) time.Duration { return 0 }, func() float64 { return 0 })
	robots := NewRobots(polite, clock, "Shelfwise")
	around := func(next Fetcher) Fetcher { return robots.With(polite.With(next)) }
	f := NewRedirects(b.Under(Rules{Around: around, MayAsk: func(*url.URL) bool { return true }}), anyHost)
	for visit := range 2 {
		page, err := f.Fetch(context.Background(), shop.URL+"/p/1")
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"Oak desk", "worker ready", "worker done"} {
			if !strings.Contains(string(page.Body), want) {
				t.Errorf("visit %d lacks %q: %s", visit, want, page.Body)
			}
		}
	}
	b.Close() // whatever still ran in the browser is over
	for name, s := range map[string]*workerShop{"shop": shop, "other": other} {
		log := s.asked()
		if slices.ContainsFunc(log, func(p string) bool { return strings.HasPrefix(p, "/closed") }) || s.most > 1 {
			t.Errorf("%s saw %v, up to %d at once", name, log, s.most)
		}
		for i, a := range s.agents {
			if a != o.UserAgent {
				t.Errorf("%s: %s was asked for as %q", name, log[i], a)
			}
		}
	}
	log := shop.asked()
	for _, want := range []string{"/sw.js", "/open/sw", "/w.js", "/open/w", "/p/1"} {
		if !slices.Contains(log, want) {
			t.Errorf("the shop's log lacks %s: %v", want, log)
		}
	}
	if n := len(slices.DeleteFunc(slices.Clone(log), func(p string) bool { return p != "/p/1" })); n != 2 {
		t.Errorf("the page was asked for %d times in two visits; want 2 (%v)", n, log)
	}
	if frame := other.asked(); !slices.Contains(frame, "/open/frame") || !slices.Contains(frame, "/robots.txt") {
		t.Errorf("the frame's host saw %v; want its robots.txt and what it allows", frame)
	}
}
