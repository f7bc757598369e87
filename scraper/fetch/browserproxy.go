//go:build browser

package fetch

import (
	"context"
	"io"
	"maps"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// browserProxy is the way out for the browser: every connection is dialled by the guard, plain requests to a host go one
// at a time, and the page that was already fetched is handed over instead of being asked for again.
type browserProxy struct {
	guard     *Guard
	transport *http.Transport

	mu   sync.Mutex // guards url and page
	url  string
	page *Page
}

func newBrowserProxy(g *Guard) *browserProxy {
	return &browserProxy{guard: g, transport: &http.Transport{
		DialContext: g.DialContext, DisableCompression: true, MaxConnsPerHost: 1, ResponseHeaderTimeout: DefaultTimeout, MaxResponseHeaderBytes: maxHeader,
	}}
}

// hand sets the page that is known already; nil takes it back.
func (p *browserProxy) hand(url string, page *Page) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.url, p.page = strings.TrimSuffix(url, "/"), page
}

// ServeHTTP implements http.Handler for a forward proxy.
func (p *browserProxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodConnect {
		p.tunnel(w, r)
		return
	}
	p.mu.Lock()
	page := p.page
	if strings.TrimSuffix(r.URL.String(), "/") != p.url || r.Method != http.MethodGet {
		page = nil
	}
	p.mu.Unlock()
	if page != nil {
		w.Header().Set("Content-Type", page.ContentType())
		w.Header().Set("Content-Length", strconv.Itoa(len(page.Body)))
		w.Write(page.Body) //nolint:errcheck // the browser went away
		return
	}
	out := r.Clone(r.Context())
	out.RequestURI = ""
	for _, h := range []string{"Proxy-Connection", "Proxy-Authorization", "Connection"} {
		out.Header.Del(h)
	}
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

// tunnel connects the browser to an HTTPS host that the guard lets through.
func (p *browserProxy) tunnel(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 10*time.Second)
	defer cancel()
	far, err := p.guard.DialContext(ctx, "tcp", r.Host)
	if err != nil {
		http.Error(w, "refused", http.StatusForbidden)
		return
	}
	defer far.Close() //nolint:errcheck // the tunnel is over
	near, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer near.Close()                                                  //nolint:errcheck // the tunnel is over
	io.WriteString(near, "HTTP/1.1 200 Connection established\r\n\r\n") //nolint:errcheck // seen below
	done := make(chan struct{})
	go func() {
		io.Copy(far, near) //nolint:errcheck // either end may close
		closeWrite(far)
		close(done)
	}()
	io.Copy(near, far) //nolint:errcheck // either end may close
	near.Close()       //nolint:errcheck // wakes the other direction
	<-done
}

func closeWrite(c net.Conn) {
	if t, ok := c.(*net.TCPConn); ok {
		t.CloseWrite() //nolint:errcheck // the other side may be gone
	}
}
