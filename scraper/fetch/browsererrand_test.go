//go:build browser

package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// errandPage asks for all that pages ask for by themselves.
const errandPage = `<html><head><link rel="stylesheet" href="/s.css"><style>@font-face{font-family:x;src:url(/f.woff2)} h1{font-family:x;background:url(/bg)}</style>
<script src="/app.js"></script><script src="THIRD/lib.js"></script></head><body><h1>Oak desk</h1><img src="/i.png"><video src="/v.mp4" autoplay></video>
<div id="a"></div><div id="b"></div><div id="c"></div><div id="d"></div><script>
const say = (id, t) => document.getElementById(id).textContent = t;
const css = document.createElement("link"); css.rel = "stylesheet"; css.href = "/late.css"; css.onload = () => say("d", "styled"); document.head.append(css);
navigator.sendBeacon("/beacon", "x"); new EventSource("/stream"); new Image().src = "/pixel";
fetch("/picture-by-script").catch(() => 0);
fetch("/api/graphql", {method: "POST", body: "{price}", headers: {"Content-Type": "application/json"}}).then(r => r.json()).then(d => say("a", "$" + d.price));
fetch("/api/huge").then(r => say("b", "status " + r.status)).catch(e => say("b", "failed"));
fetch("/api/busy").then(r => say("c", "busy " + r.status));
const poll = () => fetch("/poll").then(() => setTimeout(poll, 1), () => 0); poll();
</script></body></html>`

// errandShop answers the errand page's requests; of them /api/busy wants to be left alone for 20 s.
func errandShop(third string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", handle(200, nil, "User-agent: *\nDisallow: /closed\n"))
	html := map[string]string{"Content-Type": "text/html"}
	mux.HandleFunc("/p/1", handle(200, html, strings.ReplaceAll(errandPage, "THIRD", third)))
	mux.HandleFunc("/p/away", handle(200, html, `<script>location.href = "`+third+`/p"</script>`))
	mux.HandleFunc("/p/closed", handle(200, html, `<script>location.href = "/closed/1"</script>`))
	mux.HandleFunc("/p/moved", handle(200, html, `<script>location.href = "/p/new"</script>`))
	mux.HandleFunc("/p/new", handle(200, html, `<h1>New desk</h1>`))
	mux.HandleFunc("/app.js", handle(200, map[string]string{"Content-Type": "text/javascript", "Cache-Control": "no-cache"}, "1"))
	mux.HandleFunc("/api/graphql", func(w http.ResponseWriter, r *http.Request) {
		body := make([]byte, 7)
		_, _ = r.Body.Read(body)
		fmt.Fprintf(w, `{"price":"249.00","asked":%q,"with":%q}`, body, r.Method)
	})
	mux.HandleFunc("/api/huge", handle(200, nil, strings.Repeat("x", 200_000)))
	mux.HandleFunc("/api/busy", handle(429, map[string]string{"Retry-After": "20"}, ""))
	mux.HandleFunc("/picture-by-script", handle(200, map[string]string{"Content-Type": "image/png"}, "png"))
	mux.HandleFunc("/", handle(200, nil, "ok"))
	return mux
}

// TestF05BrowserErrands: what a page in the browser asks for by itself goes out as politely as the page: one at a time with
// the host's pace between, its Retry-After kept, to no host that is not named, within bounds; pictures, fonts, films,
// styles, streams and beacons are not asked for at all, and scripts once for all pages.
func TestF05BrowserErrands(t *testing.T) {
	path := chromium(t)
	c := newFakeClock()
	third := newSite(t, c.clock(), handle(200, map[string]string{"Content-Type": "text/javascript"}, "document.title = 'third'"))
	thirdURL := strings.Replace(third.URL, "127.0.0.1", "localhost", 1)
	shop := newSite(t, c.clock(), errandShop(thirdURL))
	o := HTTPOptions{
		UserAgent: "Shelfwise/test (+mailto:a@example.org)", Guard: NewGuard(shop.host(), strings.TrimPrefix(thirdURL, "http://")),
		Clock: c.clock(), Timeout: time.Minute, MaxBody: 100_000,
	}
	b, err := NewBrowser(BrowserOptions{HTTP: o, Path: path, NoSandbox: true, Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	const pace = 2 * time.Second
	polite := NewPolite(NewHTTP(o), NewTurns(c.clock()), c.clock(), func(string) time.Duration { return pace }, noJitter)
	defer polite.next.(*HTTP).Close()
	robots := NewRobots(polite, c.clock(), Token)
	around := func(next Fetcher) Fetcher { return robots.With(polite.With(next)) }
	alone := NewRedirects(b.Under(Rules{Around: around}), anyHost)
	var ledger Ledger
	ctx := WithLedger(context.Background(), &ledger)

	page, err := alone.Fetch(ctx, shop.URL+"/p/1")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"$249.00", `<div id="b">status 502`, "busy 429", "styled"} {
		if !strings.Contains(string(page.Body), want) {
			t.Errorf("the page lacks %q: %s", want, page.Body)
		}
	}
	thirdHost := HostKey(mustURL(t, thirdURL))
	if !slices.Equal(page.Withheld, []string{thirdHost}) || len(third.log) > 0 {
		t.Errorf("withheld %v, and the third party saw %d requests; want %s and none", page.Withheld, len(third.log), thirdHost)
	}
	if n := len(shop.asked("/poll")); n != maxSame {
		t.Errorf("polled %d times; want %d", n, maxSame)
	}
	wantPaced(t, shop, pace)
	wantLedger(t, ledger.Hosts(), shop, thirdHost)

	if _, err := alone.Fetch(ctx, shop.URL+"/p/1"); err != nil || len(shop.asked("/app.js")) != 1 {
		t.Errorf("a second visit: %v, the script asked for %d times; want once for both", err, len(shop.asked("/app.js")))
	}
	named := NewRedirects(b.Under(Rules{Around: around, MayAsk: func(u *url.URL) bool { return HostKey(u) == thirdHost }}), anyHost)
	page, err = named.Fetch(ctx, shop.URL+"/p/1")
	if err != nil || len(page.Withheld) > 0 || !strings.Contains(string(page.Body), "<title>third</title>") || len(third.asked("/robots.txt")) != 1 {
		t.Errorf("with the third party named: %v, withheld %v, its log %v", err, page.Withheld, third.log)
	}
	page, err = alone.Fetch(ctx, shop.URL+"/p/moved")
	if err != nil || page.FinalURL != shop.URL+"/p/new" || !strings.Contains(string(page.Body), "New desk") {
		t.Errorf("moved by a script: %+v, %v; want the new page under its address", page, err)
	}
	for at, want := range map[string]Outcome{"/p/away": CrossHost, "/p/closed": RobotsDisallowed} {
		if _, err := alone.Fetch(ctx, shop.URL+at); OutcomeOf(err) != want {
			t.Errorf("%s: %v; want %s", at, err, want)
		}
	}
	wantPaced(t, shop, pace)
	b.timeout = time.Nanosecond
	if _, err := alone.Fetch(ctx, shop.URL+"/p/1"); OutcomeOf(err) != Timeout || !strings.Contains(err.Error(), "asked for by itself") {
		t.Errorf("a page that is not ready in time: %v; want %s that says how far it was", err, Timeout)
	}
}

func wantPaced(t *testing.T, shop *site, pace time.Duration) {
	t.Helper()
	shop.mu.Lock()
	defer shop.mu.Unlock()
	for i, a := range shop.log {
		if i > 0 && a.at.Sub(shop.log[i-1].at) < pace {
			t.Errorf("%s came %v after %s; want %v or more", a.path, a.at.Sub(shop.log[i-1].at), shop.log[i-1].path, pace)
		}
		if i > 0 && shop.log[i-1].path == "/api/busy" && a.at.Sub(shop.log[i-1].at) < 20*time.Second {
			t.Errorf("%s came %v after a 429 with Retry-After: 20", a.path, a.at.Sub(shop.log[i-1].at))
		}
		if slices.Contains([]string{"/s.css", "/late.css", "/f.woff2", "/bg", "/i.png", "/v.mp4", "/beacon", "/stream", "/pixel", "/closed/1", "/favicon.ico"}, a.path) {
			t.Errorf("%s was asked for", a.path)
		}
	}
}

func wantLedger(t *testing.T, hosts []HostCount, shop *site, third string) {
	t.Helper()
	for _, h := range hosts {
		switch h.Host {
		case shop.host():
			if h.Requests != len(shop.log) || h.Outcomes[RateLimited] != 1 || h.Outcomes[TooLarge] != 1 || h.Outcomes[NotHTML] != 1 || h.WaitedMS < 20_000 || h.PaceMS != 2000 {
				t.Errorf("counted %+v; the shop saw %d requests", h, len(shop.log))
			}
		case third:
			if h.Requests != 0 || h.Outcomes[ThirdParty] != 1 {
				t.Errorf("counted %+v; want one third_party", h)
			}
		default:
			t.Errorf("counted %+v, a host that no one named", h)
		}
	}
}

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err = errors.Join(err); err != nil {
		t.Fatal(err)
	}
	return u
}
