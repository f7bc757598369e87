//go:build browser

package fetch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Browser is a Renderer: headless Chromium that runs a page's scripts (build tag browser). The page itself is asked for
// by HTTP first, so that refusals and redirects end as they do without a browser; only a page that came is rendered. All
// requests of the browser, of service workers too and over HTTPS too, go through a proxy of this process on loopback. It
// hands the browser the page that was already fetched, and lets out what the page's text may need, to hosts that the
// Rules name, each request under the same robots.txt, pace, turns and guard as any other. Pictures, fonts, films and
// streams are not loaded; styles are answered empty. Scripts are kept for an hour and not asked for again.
type Browser struct {
	http    *HTTP
	proxy   *browserProxy
	ctx     context.Context //nolint:containedctx // the browser's own life, from NewBrowser to Close
	stop    []context.CancelFunc
	settle  time.Duration
	timeout time.Duration
	one     chan struct{} // holds one token: one page at a time
}

// BrowserOptions configures NewBrowser.
type BrowserOptions struct {
	HTTP   HTTPOptions   // as for NewHTTP: the same User-Agent, guard and limits
	Path   string        // of the Chromium program; "" is looked up
	Settle time.Duration // for how long a page's text must stay as it is; 0 is 300 ms
	// Render bounds the time from the page's arrival to its being ready, the waits for its own requests' turns included;
	// 0 is 90 s.
	Render time.Duration
	// Sandbox keeps Chromium's own sandbox on; it does not start as root with it.
	NoSandbox bool
	Dir       string // of the browser's profile; "" is a temporary one
}

// NewBrowser starts Chromium. Close it when done. The error is the operating system's where there is none to start.
func NewBrowser(o BrowserOptions) (*Browser, error) {
	if o.HTTP.Guard == nil {
		o.HTTP.Guard = NewGuard()
	}
	if o.HTTP.Timeout == 0 {
		o.HTTP.Timeout = DefaultTimeout
	}
	if o.HTTP.MaxBody == 0 {
		o.HTTP.MaxBody = MaxBody
	}
	proxy, err := newBrowserProxy(o.HTTP)
	if err != nil {
		return nil, fmt.Errorf("browser: %w", err)
	}
	b := &Browser{
		http: NewHTTP(o.HTTP), proxy: proxy, one: make(chan struct{}, 1),
		settle: cmp.Or(o.Settle, 300*time.Millisecond), timeout: cmp.Or(o.Render, 90*time.Second),
	}
	b.one <- struct{}{}
	address, err := proxy.start()
	if err != nil {
		return nil, fmt.Errorf("browser: %w", err)
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ProxyServer("http://"+address), chromedp.Flag("ignore-certificate-errors-spki-list", proxy.disguise.pin), chromedp.Flag("proxy-bypass-list", "<-loopback>"),
		chromedp.UserAgent(o.HTTP.UserAgent), chromedp.Flag("blink-settings", "imagesEnabled=false"),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.WSURLReadTimeout(time.Minute))
	if o.Path != "" {
		opts = append(opts, chromedp.ExecPath(o.Path))
	}
	if o.NoSandbox {
		opts = append(opts, chromedp.NoSandbox)
	}
	if o.Dir != "" {
		opts = append(opts, chromedp.UserDataDir(o.Dir))
	}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, stop := chromedp.NewContext(alloc)
	b.ctx, b.stop = ctx, []context.CancelFunc{stop, stopAlloc}
	if err := chromedp.Do(ctx); err != nil {
		b.Close()
		return nil, fmt.Errorf("browser: %w", err)
	}
	return b, nil
}

// Close ends Chromium and the proxy.
func (b *Browser) Close() {
	for _, stop := range b.stop {
		stop()
	}
	b.proxy.close()
	b.http.Close()
}

// Fetch gets a page and, where it came, what its scripts make of it, under no rules but the guard's.
func (b *Browser) Fetch(ctx context.Context, rawURL string) (*Page, error) {
	return b.fetch(ctx, rawURL, Rules{})
}

// Under implements Renderer.
func (b *Browser) Under(r Rules) Fetcher {
	return Func(func(ctx context.Context, rawURL string) (*Page, error) { return b.fetch(ctx, rawURL, r) })
}

func (b *Browser) fetch(ctx context.Context, rawURL string, rules Rules) (*Page, error) {
	select {
	case <-b.one:
	case <-ctx.Done():
		return nil, &Error{Outcome: networkOutcome(ctx, ctx.Err()), URL: rawURL, Err: fmt.Errorf("wait for the browser: %w", ctx.Err())}
	}
	defer func() { b.one <- struct{}{} }()
	page, err := rules.around(b.http).Fetch(ctx, rawURL)
	if err != nil || page.Status != http.StatusOK {
		return page, err
	}
	site, err := url.Parse(rawURL)
	if err != nil {
		return nil, &Error{Outcome: BadURL, URL: rawURL, Err: err}
	}
	v := newVisit(ctx, page, site, rules, b.proxy.errand)
	b.proxy.begin(v)
	defer b.proxy.begin(nil)
	html, location, err := b.show(ctx, v, rawURL)
	if err != nil {
		return nil, err
	}
	location, err = v.moved(location)
	if err != nil {
		return nil, err
	}
	if int64(len(html)) > b.http.maxBody {
		return nil, &Error{Outcome: TooLarge, URL: rawURL, Status: page.Status, Err: errTooLarge}
	}
	out := *page
	out.Body, out.Header, out.Withheld = []byte(html), page.Header.Clone(), v.hosts()
	out.Rendered = true
	out.FinalURL = cmp.Or(location, page.FinalURL)
	out.Header.Set("Content-Type", "text/html; charset=utf-8")
	out.Hash = Hash(out.Body)
	return &out, nil
}

// show opens the page in a tab of its own and returns what its scripts make of it, and where they led.
func (b *Browser) show(ctx context.Context, v *visit, rawURL string) (html, location string, err error) {
	tab, closeTab := chromedp.NewContext(b.ctx)
	defer closeTab()
	tab, late := context.WithTimeout(tab, b.timeout)
	defer late()
	defer context.AfterFunc(ctx, closeTab)()
	if err = b.render(tab, v, rawURL); err == nil {
		html, err = chromedp.Run(tab, chromedp.Evaluate[string]("'<!DOCTYPE html>' + document.documentElement.outerHTML"))
	}
	if err == nil {
		location, err = chromedp.Run(tab, chromedp.Evaluate[string]("document.location.href"))
	}
	if err != nil {
		pending, asked := v.state()
		err = fmt.Errorf("the page was not ready; of the %d things it asked for by itself, %d had not come (each waits for its turn): %w", asked, pending, err)
		return "", "", &Error{Outcome: browserOutcome(ctx, err), URL: rawURL, Err: err}
	}
	return html, location, nil
}

// render opens the page and waits until its errands are done and its text stays as it is.
func (b *Browser) render(ctx context.Context, v *visit, rawURL string) error {
	// A service worker that an earlier page left would answer with what it kept, in place of the page as it is now.
	bypass := chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true})
		return err
	})
	if err := chromedp.Do(ctx, bypass, chromedp.Navigate(rawURL)); err != nil {
		return err
	}
	last := -1
	for calm := 0; calm < 20; {
		n, err := chromedp.Run(ctx, chromedp.Evaluate[int]("document.readyState === 'complete' ? document.documentElement.outerHTML.length : -1"))
		if err != nil {
			return err
		}
		if pending, _ := v.state(); pending > 0 {
			n = -1
		} else {
			calm++ // a page whose text never rests is taken as it is
		}
		if n >= 0 && n == last {
			break
		}
		last = n
		if err := chromedp.Do(ctx, chromedp.Sleep(b.settle)); err != nil {
			return err
		}
	}
	return nil
}

func browserOutcome(ctx context.Context, err error) Outcome {
	if ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		return Timeout
	}
	return networkOutcome(ctx, err)
}
