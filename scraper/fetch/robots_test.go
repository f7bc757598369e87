package fetch

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

// politeChain returns robots around politeness around HTTP, as the collector has it.
func politeChain(t *testing.T, c *fakeClock, pace time.Duration, sites ...*site) *Robots {
	t.Helper()
	h := httpFor(t, c.clock(), sites...)
	p := NewPolite(h, NewTurns(c.clock()), c.clock(), func(string) time.Duration { return pace }, noJitter)
	return NewRobots(p, c.clock(), Token)
}

// TestF04Robots: what robots.txt forbids is not asked for, as the server's log shows; a robots.txt that cannot be had
// forbids all, one that is not there allows all, and 429 means later.
func TestF04Robots(t *testing.T) {
	for _, tc := range []struct {
		name   string
		robots http.HandlerFunc
		want   Outcome
		rule   string
	}{
		{"allowed", handle(200, nil, "User-agent: *\nDisallow: /p\nAllow: /p/"), OK, "Allow: /p/"},
		{"disallowed", handle(200, nil, "User-agent: shelfwise\nDisallow: /p/"), RobotsDisallowed, ""},
		{"other crawler", handle(200, nil, "User-agent: other\nDisallow: /"), OK, "no rule"},
		{"not there", handle(404, nil, ""), OK, "no robots.txt (404)"},
		{"forbidden", handle(403, nil, ""), OK, "no robots.txt (403)"},
		{"unauthorized", handle(401, nil, ""), OK, "no robots.txt (401)"},
		{"server error", handle(500, nil, ""), RobotsUnreachable, ""},
		{"bad gateway", handle(502, nil, ""), RobotsUnreachable, ""},
		{"hangs up", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, RobotsUnreachable, ""},
		{"a 304 that no one asked for", handle(304, nil, ""), RobotsUnreachable, ""},
		{"no content", handle(204, nil, ""), RobotsUnreachable, ""},
		{"later", handle(429, map[string]string{"Retry-After": "90"}, ""), RateLimited, ""},
		{"too large", handle(200, nil, strings.Repeat("#", MaxBody)), RobotsUnreachable, ""},
		{"broken gzip", handle(200, map[string]string{"Content-Encoding": "gzip"}, "no gzip"), RobotsUnreachable, ""},
		{"redirects for ever", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/robots.txt?"+r.URL.RawQuery+"x", http.StatusFound)
		}, RobotsUnreachable, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := newFakeClock()
			mux := http.NewServeMux()
			mux.HandleFunc("/robots.txt", tc.robots)
			mux.HandleFunc("/p/1", handle(200, nil, "page"))
			s := newSite(t, c.clock(), mux)
			page, err := politeChain(t, c, 0, s).Fetch(t.Context(), s.URL+"/p/1")
			if OutcomeOf(err) != tc.want {
				t.Fatalf("Fetch = %v; want %s", err, tc.want)
			}
			if asked := len(s.asked("/p/1")); (tc.want == OK) != (asked == 1) {
				t.Errorf("the server was asked %d times for the page; outcome %s", asked, tc.want)
			}
			if err == nil && page.Robots != tc.rule {
				t.Errorf("Robots = %q; want %q", page.Robots, tc.rule)
			}
			if tc.want == RateLimited && func() *Error {
				target := &Error{}
				_ = errors.As(err, &target)
				return target
			}().RetryAfter != 90*time.Second {
				t.Errorf("RetryAfter = %v; want 90s", func() *Error {
					target := &Error{}
					_ = errors.As(err, &target)
					return target
				}().RetryAfter)
			}
		})
	}
}

// TestF04Cache: robots.txt is asked for once a day at most, and at least.
func TestF04Cache(t *testing.T) {
	c := newFakeClock()
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", handle(200, map[string]string{"Cache-Control": "public, max-age=999999999"}, "User-agent: *\nAllow: /"))
	mux.HandleFunc("/", handle(200, nil, "page"))
	s := newSite(t, c.clock(), mux)
	f := politeChain(t, c, 0, s)
	for _, step := range []struct {
		wait time.Duration
		want int
	}{{0, 1}, {time.Hour, 1}, {22 * time.Hour, 1}, {2 * time.Hour, 2}, {time.Minute, 2}} {
		if err := c.clock().Sleep(t.Context(), step.wait); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Fetch(t.Context(), s.URL+"/p"); err != nil {
			t.Fatal(err)
		}
		if n := len(s.asked("/robots.txt")); n != step.want {
			t.Errorf("at %v robots.txt was asked for %d times; want %d", c.now, n, step.want)
		}
	}
}

// TestF04Recovers: an unreachable robots.txt is asked for again after a while, not on every page.
func TestF04Recovers(t *testing.T) {
	c := newFakeClock()
	down := true
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		if down {
			w.WriteHeader(http.StatusBadGateway)
		}
	})
	mux.HandleFunc("/", handle(200, nil, "page"))
	s := newSite(t, c.clock(), mux)
	f := politeChain(t, c, 0, s)
	for range 5 {
		if _, err := f.Fetch(t.Context(), s.URL+"/p"); OutcomeOf(err) != RobotsUnreachable {
			t.Fatalf("Fetch = %v; want %s", err, RobotsUnreachable)
		}
	}
	if n := len(s.asked("/robots.txt")); n != 2 {
		t.Errorf("robots.txt was asked for %d times; want 2, the second a retry", n)
	}
	down = false
	if err := c.clock().Sleep(t.Context(), robotsRetry); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Fetch(t.Context(), s.URL+"/p"); err != nil {
		t.Errorf("Fetch after recovery = %v", err)
	}
}

// TestF04RedirectHops: a redirect into a forbidden path, or to a host whose robots.txt forbids, is not followed.
func TestF04RedirectHops(t *testing.T) {
	c := newFakeClock()
	otherMux := http.NewServeMux()
	otherMux.HandleFunc("/robots.txt", handle(200, nil, "User-agent: *\nDisallow: /"))
	otherMux.HandleFunc("/", handle(200, nil, "page"))
	other := newSite(t, c.clock(), otherMux)
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", handle(200, nil, "User-agent: *\nDisallow: /closed"))
	mux.Handle("/a", http.RedirectHandler("/closed/b", http.StatusFound))
	mux.Handle("/b", http.RedirectHandler(other.URL+"/x", http.StatusFound))
	s := newSite(t, c.clock(), mux)
	f := NewRedirects(politeChain(t, c, 0, s, other), nil)
	f.allow = anyHost
	for _, path := range []string{"/a", "/b"} {
		if _, err := f.Fetch(t.Context(), s.URL+path); OutcomeOf(err) != RobotsDisallowed {
			t.Errorf("Fetch(%s) = %v; want %s", path, err, RobotsDisallowed)
		}
	}
	if len(s.asked("/closed/b"))+len(other.asked("/x")) != 0 {
		t.Error("a forbidden page was asked for after a redirect")
	}
}

// TestF05CrawlDelayAfterRobots: the delay holds from the request for robots.txt on.
func TestF05CrawlDelayAfterRobots(t *testing.T) {
	c := newFakeClock()
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", handle(200, nil, "User-agent: *\nCrawl-delay: 4"))
	mux.HandleFunc("/", handle(200, nil, "page"))
	s := newSite(t, c.clock(), mux)
	f := politeChain(t, c, 0, s)
	for _, path := range []string{"/1", "/2"} {
		if _, err := f.Fetch(t.Context(), s.URL+path); err != nil {
			t.Fatal(err)
		}
	}
	for i := 1; i < len(s.log); i++ {
		if gap := s.log[i].at.Sub(s.log[i-1].at); gap != 4*time.Second {
			t.Errorf("%s came %v after %s; want 4s", s.log[i].path, gap, s.log[i-1].path)
		}
	}
}
