package api_test

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"shelfwise/api"
)

// browser starts a headless Chromium for one test. Without one the test is skipped, except where CI=true.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no chromium in PATH, and CI=true does not allow to skip this test: apt-get install chromium")
		}
		t.Skip("no chromium in PATH, so what a user sees is not looked at: apt-get install chromium, or set CI=true to fail here")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.WSURLReadTimeout(time.Minute))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // the browser lives as long as the context of the first call
		t.Fatal(err)
	}
	ctx, late := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(late)
	return ctx
}

// steps runs browser actions or ends the test.
func steps(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// read runs an action that has an answer, or ends the test.
func read[T any](t *testing.T, ctx context.Context, action chromedp.Action[T]) T {
	t.Helper()
	v, err := chromedp.Run(ctx, action)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// call sends a command of the devtools protocol.
func call[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, c, params)
		return err
	})
}

// shows checks that a part of the page has the texts.
func shows(t *testing.T, ctx context.Context, selector string, want ...string) {
	t.Helper()
	text := read(t, ctx, chromedp.Text(selector))
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("%s does not show %q", selector, w)
		}
	}
}

func TestF59WhatAUserSees(t *testing.T) {
	srv := serve(t, api.Options{})
	ctx := browser(t)
	var mu sync.Mutex
	var complaints []string
	err := chromedp.Listen(ctx, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		if e, ok := ev.(*log.EventEntryAdded); ok {
			complaints = append(complaints, e.Entry.Text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	steps(t, ctx, call(log.Enable, cdp.Empty{}), chromedp.Navigate(srv.URL), chromedp.WaitVisible("table.ranking"))
	shows(t, ctx, "main", "What to sell next", "Korrin KT-480", "go", "72.4", "44.99", "EUR", "2,120", "880", "value", "competition", "2 days ago")
	if n := read(t, ctx, chromedp.Evaluate[int](`document.querySelectorAll("tbody tr:first-child svg.bar .fill").length`)); n != 4 {
		t.Errorf("the first candidate has %d factor bars; want 4", n)
	}
	steps(t, ctx, chromedp.Click("tbody th a"), chromedp.WaitVisible("svg.strip.wide"))
	shows(t, ctx, "main", "Advised price", "premium", "In four of five cases", "Why", "Not known", "storage cost", "Rivals", "99% by gtin", "Left out",
		"accessory", "210 units a month", "highest defensible premium", "only two offers of the same product")
	ticks := read(t, ctx, chromedp.Evaluate[int](`document.querySelectorAll("svg.strip.wide line.rival").length`))
	apart := read(t, ctx, chromedp.Evaluate[float64](`document.querySelector("svg.strip.wide path.advised").getBoundingClientRect().x - document.querySelector("svg.strip.wide text.floor").getBoundingClientRect().x`))
	if ticks != 5 || apart < 100 {
		t.Errorf("the price strip has %d rivals and the advised price %.0f px right of the floor; want 5 and at least 100", ticks, apart)
	}
	steps(t, ctx, chromedp.Click(`nav[aria-label="Main"] a[href="/review"]`), chromedp.WaitVisible("article.review"),
		chromedp.Click(`article.review button[value="confirmed"]`), chromedp.WaitVisible(`[role="status"]`))
	shows(t, ctx, "main", "The match was confirmed")
	if n := read(t, ctx, chromedp.Evaluate[int](`document.querySelectorAll("article.review").length`)); n != 1 {
		t.Errorf("after a confirmation %d matches wait; want 1", n)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(complaints) > 0 {
		t.Errorf("the browser complains: %q", complaints)
	}
}

func TestF59NarrowAndWithoutScripts(t *testing.T) {
	srv := serve(t, api.Options{})
	ctx := browser(t)
	steps(t, ctx, call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), chromedp.EmulateViewport(390, 800))
	for _, path := range []string{"/", "/candidates/C1", "/listings", "/listing?id=alpha%7CA1", "/review", "/outcomes", "/?profile=new-line&cash_limit=5000+EUR"} {
		steps(t, ctx, chromedp.Navigate(srv.URL+path), chromedp.WaitVisible("h1"))
		wide := read(t, ctx, chromedp.Evaluate[float64](`document.documentElement.scrollWidth - window.innerWidth`))
		if cut := read(t, ctx, chromedp.Evaluate[int](`[...document.querySelectorAll("table.cards")].filter(e => e.scrollWidth > e.parentElement.clientWidth + 1).length`)); cut > 0 {
			t.Errorf("%s at 390 px has %d tables of cards that scroll sideways", path, cut)
		}
		if heading := read(t, ctx, chromedp.Text("h1")); wide > 0 || heading == "" {
			t.Errorf("%s at 390 px is %.0f px too wide, heading %q", path, wide, heading)
		}
	}
	steps(t, ctx, chromedp.Navigate(srv.URL+"/candidates/C1"), chromedp.WaitVisible("svg.strip.narrow"))
	right := read(t, ctx, chromedp.Evaluate[float64](`Math.max(...[...document.querySelectorAll("svg.strip.narrow text")].map(e => e.getBoundingClientRect().right)) - window.innerWidth`))
	if right > 0 {
		t.Errorf("the price strip ends %.0f px out of sight at 390 px", right)
	}
}

func TestF59Keyboard(t *testing.T) {
	srv := serve(t, api.Options{})
	ctx := browser(t)
	focused := chromedp.Evaluate[string](`document.activeElement.textContent`)
	steps(t, ctx, chromedp.Navigate(srv.URL), chromedp.WaitVisible("h1"), chromedp.KeyEvent(kb.Tab))
	if first := read(t, ctx, focused); first != "Skip to content" {
		t.Errorf("the first stop of the tab key is %q; want the link to the content", first)
	}
	steps(t, ctx, chromedp.KeyEvent(kb.Enter))
	for range 40 {
		steps(t, ctx, chromedp.KeyEvent(kb.Tab))
		if strings.HasPrefix(read(t, ctx, focused), "Korrin KT-480") {
			break
		}
	}
	steps(t, ctx, chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible("svg.strip.wide"))
	if address := read(t, ctx, chromedp.Location()); !strings.HasSuffix(address, "/candidates/C1") {
		t.Errorf("by keyboard one gets to %s; want the first candidate", address)
	}
}

// contrastScript returns the texts whose contrast is under WCAG 2.2 AA (1.4.3): 4.5, or 3 for large text.
const contrastScript = `(() => {
	const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return {r: m[0], g: m[1], b: m[2], a: m[3] ?? 1}; };
	const lum = c => { const f = v => { v /= 255; return v <= .03928 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4); }; return .2126 * f(c.r) + .7152 * f(c.g) + .0722 * f(c.b); };
	const back = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a > .99) return c; } return {r: 255, g: 255, b: 255, a: 1}; };
	const bad = [];
	for (const e of document.querySelectorAll("main *, header *, footer *")) {
		const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
		if (!own || !e.getClientRects().length || e.closest("option, title")) continue;
		const s = getComputedStyle(e), fg = parse(e.namespaceURI.endsWith("svg") ? s.fill : s.color), bg = back(e);
		const a = lum(fg), b = lum(bg), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
		const size = parseFloat(s.fontSize), large = size >= 24 || size >= 18.66 && s.fontWeight >= 700;
		if (ratio < (large ? 3 : 4.5)) bad.push(e.tagName + "." + (e.getAttribute("class") || "") + " " + ratio.toFixed(2) + ": " + e.textContent.trim().slice(0, 30));
	}
	return [...new Set(bad)];
})()`

func TestF59Contrast(t *testing.T) {
	srv := serve(t, api.Options{})
	ctx := browser(t)
	for _, scheme := range []string{"light", "dark"} {
		steps(t, ctx, call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		}))
		for _, path := range []string{"/", "/candidates/C1", "/listings", "/listing?id=alpha%7CA1", "/review?done=confirmed", "/nothing"} {
			steps(t, ctx, chromedp.Navigate(srv.URL+path), chromedp.WaitVisible("h1"))
			if bad := read(t, ctx, chromedp.Evaluate[[]string](contrastScript)); len(bad) > 0 {
				t.Errorf("%s in %s: too little contrast: %s", path, scheme, strings.Join(bad, "; "))
			}
		}
	}
}
