package fetch

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestF05RetryAfter: after a 429 no request reaches the host for as long as Retry-After says, in both its forms.
func TestF05RetryAfter(t *testing.T) {
	for name, header := range map[string]func(now time.Time) string{
		"seconds": func(time.Time) string { return "7" },
		"date":    func(now time.Time) string { return now.Add(7 * time.Second).Format(http.TimeFormat) },
	} {
		t.Run(name, func(t *testing.T) {
			c := newFakeClock()
			var n atomic.Int32
			s := newSite(t, c.clock(), http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				if n.Add(1) == 1 {
					w.Header().Set("Retry-After", header(c.clock().Now()))
					w.WriteHeader(http.StatusTooManyRequests)
				}
			}))
			p := NewPolite(httpFor(t, c.clock(), s), NewTurns(c.clock()), c.clock(), noPace, noJitter)
			began := c.clock().Now()
			_, err := p.Fetch(t.Context(), s.URL+"/1")
			if e, ok := errors.AsType[*Error](err); !ok || e.Outcome != RateLimited || e.RetryAfter != 7*time.Second {
				t.Fatalf("Fetch = %v; want %s with 7s", err, RateLimited)
			}
			if _, err := p.Fetch(t.Context(), s.URL+"/2"); err != nil {
				t.Fatal(err)
			}
			if at := s.asked("/2")[0].at; at.Sub(began) < 7*time.Second {
				t.Errorf("the next request came %v after the 429; want 7s or more", at.Sub(began))
			}
		})
	}
}

func TestF05RetryAfterHeader(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "0": 0, "120": 2 * time.Minute, " 5 ": 5 * time.Second, "-3": 0, "soon": 0, "1e9": 0,
		"99999999999999999999": 0, "9999999999": maxRetryAfter,
		"Sun, 22 Nov 2026 12:00:30 GMT":  30 * time.Second,
		"Sunday, 22-Nov-26 12:00:30 GMT": 30 * time.Second,
		"Sun Nov 22 12:00:30 2026":       30 * time.Second,
		"Sun, 22 Nov 2026 11:00:00 GMT":  0,
		"Fri, 31 Dec 9999 23:59:59 GMT":  maxRetryAfter,
	} {
		if got := RetryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("RetryAfter(%q) = %v; want %v", value, got, want)
		}
	}
	// The server's clock is ten seconds behind ours: its date means forty seconds.
	h := http.Header{"Retry-After": {"Sun, 22 Nov 2026 12:00:30 GMT"}, "Date": {"Sun, 22 Nov 2026 11:59:50 GMT"}}
	if got := RetryAfter(h, now); got != 40*time.Second {
		t.Errorf("RetryAfter with a server clock behind = %v; want 40s", got)
	}
}

// TestF05LongPause: a pause longer than a turn may last is given to the caller instead of blocking it.
func TestF05LongPause(t *testing.T) {
	c := newFakeClock()
	s := newSite(t, c.clock(), handle(429, map[string]string{"Retry-After": "3600"}, ""))
	p := NewPolite(httpFor(t, c.clock(), s), NewTurns(c.clock()), c.clock(), noPace, noJitter)
	for i := range 3 {
		_, err := p.Fetch(t.Context(), s.URL+"/"+strconv.Itoa(i))
		if e, ok := errors.AsType[*Error](err); !ok || e.Outcome != RateLimited || e.RetryAfter != time.Hour {
			t.Errorf("Fetch %d = %v; want %s with 1h", i, err, RateLimited)
		}
	}
	if n := len(s.log); n != 1 {
		t.Errorf("the host was asked %d times; want 1", n)
	}
}

// TestF05Pace: pace, Crawl-delay with its cap, and jitter between the end of one request and the start of the next.
func TestF05Pace(t *testing.T) {
	for _, tc := range []struct {
		name         string
		pace, delay  time.Duration
		jitter, want float64 // seconds
	}{
		{"pace", time.Second, 0, 0, 1},
		{"crawl delay is longer", time.Second, 3 * time.Second, 0, 3},
		{"pace is longer", 5 * time.Second, 3 * time.Second, 0, 5},
		{"crawl delay is capped", time.Second, time.Hour, 0, 30},
		{"jitter", 4 * time.Second, 0, 1, 5},
		{"none", 0, 0, 1, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := newFakeClock()
			s := newSite(t, c.clock(), handle(200, nil, ""))
			p := NewPolite(httpFor(t, c.clock(), s), NewTurns(c.clock()), c.clock(),
				func(string) time.Duration { return tc.pace }, func() float64 { return tc.jitter })
			p.CrawlDelay(s.host(), tc.delay)
			for range 3 {
				if _, err := p.Fetch(t.Context(), s.URL+"/"); err != nil {
					t.Fatal(err)
				}
			}
			log := s.asked("/")
			for i := 1; i < len(log); i++ {
				if gap := log[i].at.Sub(log[i-1].at).Seconds(); gap != tc.want {
					t.Errorf("gap %d = %vs; want %vs", i, gap, tc.want)
				}
			}
		})
	}
}

// TestF05OneInFlight: however many ask, a host has one request at a time; other hosts are not kept waiting.
func TestF05OneInFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		clock := Clock{Now: time.Now, Sleep: Sleep}
		var mu sync.Mutex
		inFlight, most := map[string]int{}, map[string]int{}
		slow := Func(func(ctx context.Context, url string) (*Page, error) {
			host := hostOf(url)
			mu.Lock()
			inFlight[host]++
			most[host] = max(most[host], inFlight[host])
			mu.Unlock()
			err := Sleep(ctx, time.Second)
			mu.Lock()
			inFlight[host]--
			mu.Unlock()
			return &Page{}, err
		})
		p := NewPolite(slow, NewTurns(clock), clock, func(string) time.Duration { return time.Second }, noJitter)
		began := time.Now()
		var wg sync.WaitGroup
		for i := range 12 {
			wg.Go(func() {
				if _, err := p.Fetch(t.Context(), "https://shop"+strconv.Itoa(i%3)+".example/"+strconv.Itoa(i)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for host, n := range most {
			if n != 1 {
				t.Errorf("%s had %d requests in flight; want 1", host, n)
			}
		}
		// Four requests of one second and three pauses of one second each, for three hosts side by side.
		if took := time.Since(began); took != 7*time.Second {
			t.Errorf("it took %v; want 7s", took)
		}
	})
}

func TestF05WaitEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		clock := Clock{Now: time.Now, Sleep: Sleep}
		p := NewPolite(Func(func(context.Context, string) (*Page, error) { return &Page{}, nil }), NewTurns(clock), clock,
			func(string) time.Duration { return 30 * time.Second }, noJitter)
		if _, err := p.Fetch(t.Context(), "https://a.example/"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := p.Fetch(ctx, "https://a.example/"); OutcomeOf(err) != Timeout {
			t.Errorf("Fetch = %v; want %s", err, Timeout)
		}
		if _, err := p.Fetch(t.Context(), "https://a.example/"); err != nil {
			t.Errorf("Fetch after one that gave up = %v", err)
		}
	})
}

func TestF05Retry(t *testing.T) {
	for _, tc := range []struct {
		name  string
		fails []Outcome
		tries int
		want  Outcome
		asked int
	}{
		{"recovers", []Outcome{ServerError, Timeout}, 3, OK, 3},
		{"gives up", []Outcome{ServerError, ServerError, ServerError}, 3, ServerError, 3},
		{"refusals are final", []Outcome{Blocked}, 3, Blocked, 1},
		{"not found is final", []Outcome{NotFound}, 3, NotFound, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := newFakeClock()
			asked := 0
			f := NewRetry(Func(func(context.Context, string) (*Page, error) {
				asked++
				if asked <= len(tc.fails) {
					return nil, &Error{Outcome: tc.fails[asked-1]}
				}
				return &Page{}, nil
			}), c.clock(), tc.tries)
			began := c.now
			_, err := f.Fetch(t.Context(), "https://a.example/")
			if OutcomeOf(err) != tc.want || asked != tc.asked {
				t.Errorf("Fetch = %v after %d; want %s after %d", err, asked, tc.want, tc.asked)
			}
			if asked > 1 && !c.now.After(began) {
				t.Error("it asked again without waiting")
			}
		})
	}
}

// TestF05Backoff: waits grow, with jitter, and are bounded.
func TestF05Backoff(t *testing.T) {
	for n := 1; n <= 30; n++ {
		mean := min(time.Second<<min(n-1, 20), 5*time.Minute)
		if d := Backoff(n); d < mean/2 || d > mean*3/2 {
			t.Errorf("Backoff(%d) = %v; want about %v", n, d, mean)
		}
	}
}
