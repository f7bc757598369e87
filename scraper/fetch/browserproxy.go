//go:build browser

package fetch

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	// scriptsFor is how long a script is not asked for again, and maxScripts how many bytes of them are kept.
	scriptsFor = time.Hour
	maxScripts = 64 << 20
)

// browserProxy is the way out for the browser, and the only one: whatever runs in it, a page, a frame of another site, a
// worker or a service worker, each of its requests passes here, over HTTPS too (see disguise). Each is an errand of the
// visit in progress: under its rules, dialled by the guard, under our User-Agent. The page that was already fetched is
// handed over instead of being asked for again, and so are scripts. Between two visits nothing goes out. WebSockets are
// refused.
type browserProxy struct {
	transport *http.Transport
	agent     string
	maxBody   int64
	timeout   time.Duration // of one request, without the wait for its turn
	clock     Clock
	disguise  *disguise
	outer     *http.Server // of the proxy
	inner     *http.Server // of what comes through tunnels
	tunnels   tunnels

	mu      sync.Mutex // guards the rest
	visit   *visit     // nil between two
	scripts map[string]*Page
	kept    int // bytes of scripts
}

// newBrowserProxy returns a proxy that serves once start is called.
func newBrowserProxy(o HTTPOptions) (*browserProxy, error) {
	d, err := newDisguise(o.Clock.Now())
	if err != nil {
		return nil, err
	}
	p := &browserProxy{
		agent: o.UserAgent, maxBody: o.MaxBody, timeout: o.Timeout, clock: o.Clock, disguise: d, scripts: map[string]*Page{}, tunnels: tunnels{conns: make(chan net.Conn), closed: make(chan struct{})},
		transport: &http.Transport{
			DialContext: o.Guard.DialContext, DisableCompression: true, MaxIdleConnsPerHost: 1,
			IdleConnTimeout: 30 * time.Second, MaxResponseHeaderBytes: maxHeader, TLSHandshakeTimeout: 10 * time.Second,
		},
	}
	quiet := log.New(io.Discard, "", 0)
	p.outer = &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second, ErrorLog: quiet}
	p.inner = &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second, ErrorLog: quiet, ConnContext: func(ctx context.Context, c net.Conn) context.Context {
		if t, ok := c.(*tunnelled); ok {
			return context.WithValue(ctx, tunnelKey, t.host)
		}
		return ctx
	}}
	return p, nil
}

// start serves on a loopback address until close.
func (p *browserProxy) start() (address string, err error) {
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go p.outer.Serve(l)          //nolint:errcheck // it ends with ErrServerClosed on close
	go p.inner.Serve(&p.tunnels) //nolint:errcheck // as above
	return l.Addr().String(), nil
}

func (p *browserProxy) close() {
	p.outer.Close() //nolint:errcheck // nothing is left to lose
	p.inner.Close() //nolint:errcheck // as above
	p.transport.CloseIdleConnections()
}

// begin opens the way out for a visit; nil shuts it.
func (p *browserProxy) begin(v *visit) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.visit = v
}

func (p *browserProxy) current() *visit {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.visit
}

// ServeHTTP implements http.Handler for a forward proxy and for what comes through its tunnels.
func (p *browserProxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodConnect {
		p.tunnel(w, r)
		return
	}
	if host, ok := r.Context().Value(tunnelKey).(string); ok {
		r.URL.Scheme, r.URL.Host = "https", strings.TrimSuffix(host, ":443")
	}
	v := p.current()
	switch {
	case v == nil:
		refuse(w, http.StatusForbidden)
	case v.is(r):
		w.Header().Set("Content-Type", v.page.ContentType())
		w.Header().Set("Content-Length", strconv.Itoa(len(v.page.Body)))
		w.Write(v.page.Body) //nolint:errcheck // the browser went away
	default:
		v.run(w, r)
	}
}

// errand does one request for the browser, or answers from the scripts kept.
func (p *browserProxy) errand(ctx context.Context, r *http.Request, body string, around func(Fetcher) Fetcher) (*Page, error) {
	address := r.URL.String()
	if kept := p.script(address); kept != nil && r.Method == http.MethodGet {
		return kept, nil
	}
	page, err := around(Func(func(ctx context.Context, _ string) (*Page, error) {
		return p.send(ctx, r, body)
	})).Fetch(ctx, address)
	if err == nil && r.Method == http.MethodGet && page.Status == http.StatusOK {
		p.keep(address, page)
	}
	return page, err
}

// send makes the request. Whatever the status, what came is for the browser to judge; what is too large, too late, a film
// or a picture is an error, and so is a host's wish to be left alone.
func (p *browserProxy) send(ctx context.Context, r *http.Request, body string) (*Page, error) {
	ctx, cancel := context.WithTimeout(ctx, p.timeout)
	defer cancel()
	address := r.URL.String()
	out := r.Clone(ctx)
	out.RequestURI, out.Host, out.ContentLength = "", "", int64(len(body))
	out.Body = io.NopCloser(strings.NewReader(body))
	for _, h := range []string{"Proxy-Connection", "Proxy-Authorization", "Connection", "Upgrade"} {
		out.Header.Del(h)
	}
	out.Header.Set("User-Agent", p.agent)
	out.Header.Set("Accept-Encoding", "gzip, deflate")
	resp, err := p.transport.RoundTrip(out)
	if err != nil {
		return nil, &Error{Outcome: networkOutcome(ctx, err), URL: address, Err: err}
	}
	defer resp.Body.Close() //nolint:errcheck // nothing more to read
	page := &Page{URL: address, FinalURL: address, Status: resp.StatusCode, Header: resp.Header, FetchedAt: p.clock.Now().UTC()}
	wait := RetryAfter(resp.Header, page.FetchedAt)
	if s := resp.StatusCode; s == http.StatusTooManyRequests || s == http.StatusServiceUnavailable && wait > 0 {
		return nil, &Error{Outcome: RateLimited, URL: address, Status: s, RetryAfter: wait}
	}
	if isMedia(page.ContentType()) {
		return nil, &Error{Outcome: NotHTML, URL: address, Err: errors.New("content type " + page.ContentType())}
	}
	wire := &counter{r: resp.Body}
	page.Body, err = readBody(wire, resp.Header.Get("Content-Encoding"), p.maxBody)
	if page.Wire = wire.n; err != nil {
		return nil, bodyError(ctx, address, wire.n, err)
	}
	page.Header.Del("Content-Encoding")
	page.Header.Set("Content-Length", strconv.Itoa(len(page.Body)))
	return page, nil
}

// script returns a script that was fetched lately, nil where there is none.
func (p *browserProxy) script(address string) *Page {
	p.mu.Lock()
	defer p.mu.Unlock()
	kept := p.scripts[address]
	if kept == nil || p.clock.Now().Sub(kept.FetchedAt) >= scriptsFor {
		return nil
	}
	return kept
}

// keep keeps a script for the pages to come, so that a shop is asked for it once and not with each page.
func (p *browserProxy) keep(address string, page *Page) {
	if !strings.Contains(page.ContentType(), "javascript") || strings.Contains(strings.ToLower(page.Header.Get("Cache-Control")), "no-store") {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if old := p.scripts[address]; old != nil {
		p.kept -= len(old.Body)
		delete(p.scripts, address)
	}
	if p.kept+len(page.Body) <= maxScripts {
		p.scripts[address] = page
		p.kept += len(page.Body)
	}
}

// tunnel takes what the browser sends to an HTTPS host for requests to this proxy. No host is dialled before one of them
// is let through.
func (p *browserProxy) tunnel(w http.ResponseWriter, r *http.Request) {
	near, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	if _, err := io.WriteString(near, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		near.Close() //nolint:errcheck // it is gone
		return
	}
	select {
	case p.tunnels.conns <- &tunnelled{Conn: p.disguise.server(near), host: r.Host}:
	case <-p.tunnels.closed:
		near.Close() //nolint:errcheck // the proxy is closed
	}
}

type proxyKey int

// tunnelKey is the context key of the host that a tunnel was opened for.
const tunnelKey proxyKey = iota

// tunnelled is a connection that came through a tunnel to host.
type tunnelled struct {
	net.Conn
	host string
}

// tunnels is the listener of the connections that come through tunnels.
type tunnels struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

var errTunnelsClosed = errors.New("proxy closed")

// Accept implements net.Listener.
func (t *tunnels) Accept() (net.Conn, error) {
	select {
	case c := <-t.conns:
		return c, nil
	case <-t.closed:
		return nil, errTunnelsClosed
	}
}

// Close implements net.Listener.
func (t *tunnels) Close() error {
	t.once.Do(func() { close(t.closed) })
	return nil
}

// Addr implements net.Listener.
func (t *tunnels) Addr() net.Addr { return &net.TCPAddr{} }
