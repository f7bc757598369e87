package fetch

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fakeClock is a clock that moves only when someone sleeps.
type fakeClock struct {
	mu  sync.Mutex
	now time.Time
}

func newFakeClock() *fakeClock {
	return &fakeClock{now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
}

func (c *fakeClock) clock() Clock {
	return Clock{
		Now: func() time.Time {
			c.mu.Lock()
			defer c.mu.Unlock()
			return c.now
		},
		Sleep: func(ctx context.Context, d time.Duration) error {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.now = c.now.Add(max(d, 0))
			return ctx.Err()
		},
	}
}

// asked is one request that a test server saw.
type asked struct {
	path   string
	at     time.Time
	header http.Header
}

// site is a test server on loopback that logs what it is asked.
type site struct {
	*httptest.Server
	mu  sync.Mutex
	log []asked
}

func newSite(t *testing.T, clock Clock, handler http.Handler) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.log = append(s.log, asked{path: r.URL.RequestURI(), at: clock.Now(), header: r.Header.Clone()})
		s.mu.Unlock()
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) host() string { return strings.TrimPrefix(s.URL, "http://") }

func (s *site) asked(path string) []asked {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []asked
	for _, a := range s.log {
		if a.path == path {
			out = append(out, a)
		}
	}
	return out
}

// httpFor returns an HTTP that may ask the site.
func httpFor(t *testing.T, clock Clock, sites ...*site) *HTTP {
	t.Helper()
	var hosts []string
	for _, s := range sites {
		hosts = append(hosts, s.host())
	}
	h := NewHTTP(HTTPOptions{UserAgent: "Shelfwise/test (+mailto:a@example.org)", Guard: NewGuard(hosts...), Clock: clock, Timeout: time.Minute})
	t.Cleanup(h.Close)
	return h
}

func noPace(string) time.Duration { return 0 }

func noJitter() float64 { return 0 }

func handle(status int, header map[string]string, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for k, v := range header {
			w.Header().Set(k, v)
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}
