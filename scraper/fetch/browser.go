//go:build browser

package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Browser is a Fetcher that lets headless Chromium run a page's scripts (build tag browser). The page itself is asked
// for by HTTP first, so that refusals, redirects and conditional requests end as they do without a browser; only a page
// that came is rendered. All requests of the browser, of service workers too and over HTTPS too, go through a proxy of
// this process on loopback: it hands the browser the page that was already fetched, lets out nothing that robots.txt
// forbids (see Obey), dials by the Guard, and asks a host for one thing at a time, all within the turn of the page.
// Pictures are not loaded.
type Browser struct {
	http    *HTTP
	proxy   *browserProxy
	ctx     context.Context //nolint:containedctx // the browser's own life, from NewBrowser to Close
	stop    []context.CancelFunc
	settle  time.Duration
	timeout time.Duration
	one     sync.Mutex // one page at a time
}

// BrowserOptions configures NewBrowser.
type BrowserOptions struct {
	HTTP   HTTPOptions   // as for NewHTTP: the same User-Agent, guard and limits
	Path   string        // of the Chromium program; "" is looked up
	Settle time.Duration // for how long a page's text must stay as it is; 0 is 300 ms
	// Sandbox keeps Chromium's own sandbox on; it does not start as root with it.
	NoSandbox bool
	Dir       string // of the browser's profile; "" is a temporary one
}

// NewBrowser starts Chromium. Close it when done. The error is the operating system's where there is none to start.
func NewBrowser(o BrowserOptions) (*Browser, error) {
	if o.HTTP.Guard == nil {
		o.HTTP.Guard = NewGuard()
	}
	proxy, err := newBrowserProxy(o.HTTP)
	if err != nil {
		return nil, fmt.Errorf("browser: %w", err)
	}
	b := &Browser{http: NewHTTP(o.HTTP), proxy: proxy, settle: o.Settle, timeout: o.HTTP.Timeout}
	if b.settle == 0 {
		b.settle = 300 * time.Millisecond
	}
	if b.timeout == 0 {
		b.timeout = DefaultTimeout
	}
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

// Fetch gets a page and, where it came, what its scripts make of it.
func (b *Browser) Fetch(ctx context.Context, rawURL string) (*Page, error) {
	page, err := b.http.Fetch(ctx, rawURL)
	if err != nil || page.Status != http.StatusOK {
		return page, err
	}
	b.one.Lock()
	defer b.one.Unlock()
	b.proxy.hand(rawURL, page)
	defer b.proxy.hand("", nil)
	tab, closeTab := chromedp.NewContext(b.ctx)
	defer closeTab()
	tab, late := context.WithTimeout(tab, b.timeout)
	defer late()
	defer context.AfterFunc(ctx, closeTab)()
	html, err := b.render(tab, rawURL)
	if err != nil {
		return nil, &Error{Outcome: browserOutcome(ctx, err), URL: rawURL, Err: err}
	}
	if int64(len(html)) > b.http.maxBody {
		return nil, &Error{Outcome: TooLarge, URL: rawURL, Status: page.Status, Err: errTooLarge}
	}
	page.Body = []byte(html)
	page.Header = page.Header.Clone()
	page.Header.Set("Content-Type", "text/html; charset=utf-8")
	page.Hash = Hash(page.Body)
	return page, nil
}

// Obey implements Obeyer: what is asked for while a page is rendered, each hop of a redirect too, goes out only where check
// has no objection. Call it before the first Fetch.
func (b *Browser) Obey(check func(ctx context.Context, rawURL string) error) { b.proxy.check = check }

// render opens the page and waits until its text stays as it is.
func (b *Browser) render(ctx context.Context, rawURL string) (string, error) {
	// A service worker that an earlier page left would answer with what it kept, in place of the page as it is now.
	bypass := chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true})
		return err
	})
	if err := chromedp.Do(ctx, bypass, chromedp.Navigate(rawURL)); err != nil {
		return "", err
	}
	last := -1
	for range 20 {
		n, err := chromedp.Run(ctx, chromedp.Evaluate[int]("document.readyState === 'complete' ? document.documentElement.outerHTML.length : -1"))
		if err != nil {
			return "", err
		}
		if n >= 0 && n == last {
			break
		}
		last = n
		if err := chromedp.Do(ctx, chromedp.Sleep(b.settle)); err != nil {
			return "", err
		}
	}
	return chromedp.Run(ctx, chromedp.Evaluate[string]("'<!DOCTYPE html>' + document.documentElement.outerHTML"))
}

func browserOutcome(ctx context.Context, err error) Outcome {
	if ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		return Timeout
	}
	return networkOutcome(ctx, err)
}
