//go:build browser

package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// chromium is the browser's path. Without one the test is skipped, but fails where CI=true.
func chromium(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("no chromium in PATH, and CI=true does not allow to skip this test")
		}
		t.Skip("no chromium in PATH")
	}
	return path
}

// TestF01Browser: a page that scripts fill is read as they leave it, under the same User-Agent, robots.txt, pace and
// guard as without a browser; the shop's log shows what was asked for.
func TestF01Browser(t *testing.T) {
	path := chromium(t)
	var mu sync.Mutex
	var log, agents []string
	inFlight, most := 0, 0
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("the browser reached an address that the guard refuses")
	}))
	defer inner.Close()
	shop := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		log, agents = append(log, r.URL.Path), append(agents, r.UserAgent())
		inFlight++
		most = max(most, inFlight)
		mu.Unlock()
		defer func() { mu.Lock(); inFlight--; mu.Unlock() }()
		switch r.URL.Path {
		case "/robots.txt":
			w.Write([]byte("User-agent: *\nDisallow: /closed\n")) //nolint:errcheck // a test
		case "/p/1":
			w.Header().Set("Content-Type", "text/html")
			w.Write([]byte(`<html><body><div id="app"></div><script>fetch("/api/1").then(r => r.json()).then(d => { document.getElementById("app").innerHTML = "<h1>" + d.name + "</h1><b class=price>$" + d.price + "</b>" });
				fetch("/closed/tracker").catch(() => 0); fetch("/hop").catch(() => 0);
				fetch("` + inner.URL + `/secret").catch(() => 0)</script></body></html>`)) //nolint:errcheck // a test
		case "/api/1":
			w.Header().Set("Content-Type", "application/json")
			w.Write([]byte(`{"name":"Oak desk","price":"249.00"}`)) //nolint:errcheck // a test
		case "/hop":
			http.Redirect(w, r, "/closed/hop", http.StatusFound)
		case "/moved":
			http.Redirect(w, r, "/p/1", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	defer shop.Close()
	clock := Clock{Now: time.Now, Sleep: Sleep}
	o := HTTPOptions{UserAgent: "Shelfwise/test (+mailto:a@example.org)", Guard: NewGuard(strings.TrimPrefix(shop.URL, "http://")), Clock: clock, Timeout: time.Minute}
	b, err := NewBrowser(BrowserOptions{HTTP: o, Path: path, NoSandbox: true, Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	plain := NewHTTP(o)
	defer plain.Close()
	none := func(string) time.Duration { return 0 }
	polite := NewPolite(plain, NewTurns(clock), clock, none, func() float64 { return 0 })
	robots := NewRobots(polite, clock, "Shelfwise")
	around := func(next Fetcher) Fetcher { return robots.With(polite.With(next)) }
	f := NewRedirects(b.Under(Rules{Around: around, MayAsk: func(*url.URL) bool { return true }}), anyHost)
	page, err := f.Fetch(context.Background(), shop.URL+"/moved")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page.Body), "<h1>Oak desk</h1>") || !strings.Contains(string(page.Body), "$249.00") {
		t.Errorf("body = %s", page.Body)
	}
	if !strings.HasSuffix(page.FinalURL, "/p/1") || page.Hash != Hash(page.Body) {
		t.Errorf("final URL %s, hash %s", page.FinalURL, page.Hash)
	}
	for url, want := range map[string]Outcome{shop.URL + "/closed/1": RobotsDisallowed, shop.URL + "/gone": NotFound, "http://127.0.0.1:1/": PrivateAddress} {
		_, err := f.Fetch(context.Background(), url)
		if e, ok := errors.AsType[*Error](err); !ok || e.Outcome != want {
			t.Errorf("%s: %v; want %s", url, err, want)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if slices.ContainsFunc(log, func(p string) bool { return strings.HasPrefix(p, "/closed") }) || most > 1 || !slices.Contains(log, "/hop") {
		t.Errorf("the shop saw %v, up to %d at once", log, most)
	}
	if n := len(slices.DeleteFunc(slices.Clone(log), func(p string) bool { return p != "/p/1" })); n != 1 {
		t.Errorf("the page was asked for %d times; want 1 (%v)", n, log)
	}
	for i, a := range agents {
		if !strings.HasPrefix(a, "Shelfwise/test") {
			t.Errorf("%s was asked for as %q", log[i], a)
		}
	}
}
