//go:build browser

package fetch

import (
	"context"
	"errors"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// checkTimeout bounds how long a page's own request waits for the robots.txt of its host.
const checkTimeout = 10 * time.Second

// browserProxy is the way out for the browser, and the only one: whatever runs in it, a page, a frame of another site, a
// worker or a service worker, each of its requests passes here, over HTTPS too (see disguise). Each is checked, dialled
// by the guard, sent under our User-Agent, and goes one at a time to a host; the page that was already fetched is handed
// over instead of being asked for again. Between two pages nothing goes out. WebSockets are refused.
type browserProxy struct {
	guard     *Guard
	transport *http.Transport
	agent     string
	disguise  *disguise
	check     func(ctx context.Context, rawURL string) error // nil: nothing is checked; see Browser.Obey
	outer     *http.Server                                   // of the proxy
	inner     *http.Server                                   // of what comes through tunnels
	tunnels   tunnels

	mu   sync.Mutex // guards url and page
	url  string
	page *Page
}

// newBrowserProxy returns a proxy that serves once start is called.
func newBrowserProxy(o HTTPOptions) (*browserProxy, error) {
	d, err := newDisguise(o.Clock.Now())
	if err != nil {
		return nil, err
	}
	p := &browserProxy{
		guard: o.Guard, agent: o.UserAgent, disguise: d, tunnels: tunnels{conns: make(chan net.Conn), closed: make(chan struct{})},
		transport: &http.Transport{
			DialContext: o.Guard.DialContext, DisableCompression: true, MaxConnsPerHost: 1, ResponseHeaderTimeout: DefaultTimeout,
			MaxResponseHeaderBytes: maxHeader, TLSHandshakeTimeout: 10 * time.Second,
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

// hand sets the page that is known already and lets requests out; nil ends both.
func (p *browserProxy) hand(url string, page *Page) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.url, p.page = strings.TrimSuffix(url, "/"), page
}

// known returns the page where it is the one asked for; open is false between two pages.
func (p *browserProxy) known(r *http.Request) (page *Page, open bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if strings.TrimSuffix(r.URL.String(), "/") == p.url && r.Method == http.MethodGet {
		return p.page, p.page != nil
	}
	return nil, p.page != nil
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
	page, open := p.known(r)
	switch {
	case page != nil:
		w.Header().Set("Content-Type", page.ContentType())
		w.Header().Set("Content-Length", strconv.Itoa(len(page.Body)))
		w.Write(page.Body) //nolint:errcheck // the browser went away
		return
	case !open || !p.allowed(r):
		http.Error(w, "refused", http.StatusForbidden)
		return
	}
	out := r.Clone(r.Context())
	out.RequestURI, out.Host = "", ""
	for _, h := range []string{"Proxy-Connection", "Proxy-Authorization", "Connection", "Upgrade"} {
		out.Header.Del(h)
	}
	out.Header.Set("User-Agent", p.agent)
	resp, err := p.transport.RoundTrip(out)
	if err != nil {
		http.Error(w, "refused", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close() //nolint:errcheck // nothing more to read
	maps.Copy(w.Header(), resp.Header)
	w.WriteHeader(resp.StatusCode)
	io.Copy(w, io.LimitReader(resp.Body, MaxBody)) //nolint:errcheck // the browser went away
}

// allowed asks robots.txt about a request of the page's own.
func (p *browserProxy) allowed(r *http.Request) bool {
	if p.check == nil {
		return true
	}
	ctx, cancel := context.WithTimeout(r.Context(), checkTimeout)
	defer cancel()
	return p.check(ctx, r.URL.String()) == nil
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
