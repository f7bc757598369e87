package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	// robotsTTL is the longest that a robots.txt is relied on (RFC 9309, 2.4).
	robotsTTL = 24 * time.Hour
	// robotsRetry is when an unreachable robots.txt is asked for again.
	robotsRetry = 5 * time.Minute
)

// Robots is a Fetcher that asks for nothing that robots.txt forbids. A robots.txt that cannot be had because of a
// server or network error forbids all; a 4xx means that there is none; a 429 means later.
type Robots struct {
	next  Fetcher
	files *robotsFiles
}

// robotsFiles are the files known so far, by scheme and host.
type robotsFiles struct {
	file  Fetcher // gets robots.txt itself, following redirects
	clock Clock
	token string
	delay func(host string, d time.Duration) // told each Crawl-delay

	mu    sync.Mutex // guards hosts
	hosts map[string]*robotsHost
}

// robotsHost is what is known of one scheme and host.
type robotsHost struct {
	turn  chan struct{} // holds one token: its taker may read and change the rest
	file  *RobotsFile   // nil: none is to be had, err says why
	note  string        // "no robots.txt (404)", "" where there is one
	err   *Error
	until time.Time
}

// NewRobots returns a Robots around polite, for the crawler whose product token is given. robots.txt itself goes through
// polite too, with redirects to any public host (RFC 9309, 2.3.1.2), and is asked for twice where the server stumbles.
func NewRobots(polite *Polite, clock Clock, token string) *Robots {
	return &Robots{next: polite, files: &robotsFiles{
		file: NewRetry(NewRedirects(polite, anyHost), clock, 2), clock: clock, token: token,
		delay: polite.CrawlDelay, hosts: map[string]*robotsHost{},
	}}
}

// With returns a Robots that knows the same files, around another way to get pages.
func (r *Robots) With(next Fetcher) *Robots {
	return &Robots{next: next, files: r.files}
}

// Fetch asks next if robots.txt allows it, and records the deciding rule in the page.
func (r *Robots) Fetch(ctx context.Context, rawURL string) (*Page, error) {
	u, err := url.Parse(rawURL)
	if err != nil || u.Host == "" {
		return nil, &Error{Outcome: BadURL, URL: rawURL, Err: err}
	}
	rule, err := r.files.rule(ctx, u)
	if err != nil {
		if o := OutcomeOf(err); o == RobotsDisallowed || o == RobotsUnreachable {
			ledgerOf(ctx).unasked(rawURL, o)
		}
		return nil, err
	}
	page, err := r.next.Fetch(ctx, rawURL)
	if err != nil {
		return nil, err
	}
	page.Robots = rule
	return page, nil
}

// rule returns the rule under which a URL may be asked for, or an *Error.
func (r *robotsFiles) rule(ctx context.Context, u *url.URL) (string, error) {
	file, note, err := r.load(ctx, u)
	if err != nil || file == nil {
		return note, err
	}
	allowed, rule := file.Allowed(u.RequestURI())
	if !allowed {
		return "", &Error{Outcome: RobotsDisallowed, URL: u.String(), Err: errors.New(rule)}
	}
	return rule, nil
}

// load returns the robots.txt for a URL, from memory while that is fresh. file is nil where the site has none.
func (r *robotsFiles) load(ctx context.Context, u *url.URL) (file *RobotsFile, note string, err error) {
	h := r.host(u.Scheme + "://" + HostKey(u))
	select {
	case <-h.turn:
	case <-ctx.Done():
		return nil, "", &Error{Outcome: Cancelled, URL: u.String(), Err: ctx.Err()}
	}
	defer func() { h.turn <- struct{}{} }()
	if now := r.clock.Now(); !now.Before(h.until) {
		r.ask(ctx, h, u)
	}
	if h.err == nil {
		return h.file, h.note, nil
	}
	e := *h.err
	e.URL = u.String()
	if e.Outcome == RateLimited {
		e.RetryAfter = max(h.until.Sub(r.clock.Now()), 0)
	}
	return nil, "", &e
}

func (r *robotsFiles) host(key string) *robotsHost {
	r.mu.Lock()
	defer r.mu.Unlock()
	h, ok := r.hosts[key]
	if !ok {
		h = &robotsHost{turn: make(chan struct{}, 1)}
		h.turn <- struct{}{}
		r.hosts[key] = h
	}
	return h
}

// ask fetches robots.txt anew and sets all of h.
func (r *robotsFiles) ask(ctx context.Context, h *robotsHost, u *url.URL) {
	where := url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	page, err := r.file.Fetch(ctx, where.String())
	now := r.clock.Now()
	h.file, h.note, h.err, h.until = nil, "", nil, now.Add(robotsTTL)
	if err == nil && page.Status != http.StatusOK { // a 304 that no one asked for brings no rules, and so no permission
		err = &Error{Outcome: Empty, Status: page.Status, Err: fmt.Errorf("status %d", page.Status)}
	}
	if err == nil {
		h.file = ParseRobots(page.Body, r.token)
		h.until = now.Add(freshness(page))
		r.delay(HostKey(u), h.file.CrawlDelay())
		return
	}
	e, ok := errors.AsType[*Error](err)
	if !ok {
		e = &Error{Outcome: RobotsUnreachable, Err: err}
	}
	switch {
	case e.Outcome == TooLarge || e.Outcome == BadEncoding || e.Outcome == NotHTML || e.Status == 204:
		// An answer came, but none that can be read: to be on the safe side that is no permission.
		h.err, h.until = &Error{Outcome: RobotsUnreachable, Err: fmt.Errorf("robots.txt: %w", e)}, now.Add(robotsRetry)
	case e.Status == 429:
		wait := max(e.RetryAfter, time.Minute)
		if e.RetryAfter > 0 {
			wait = e.RetryAfter
		}
		h.err, h.until = &Error{Outcome: RateLimited, Status: 429, Err: errors.New("robots.txt: later")}, now.Add(wait)
	case e.Status >= 400 && e.Status < 500:
		h.note = "no robots.txt (" + strconv.Itoa(e.Status) + ")"
	case e.Outcome == Cancelled, e.Outcome == PrivateAddress, e.Outcome == DNS, e.Outcome == BadURL:
		h.err, h.until = e, now // says more than "unreachable", and is not kept
	case e.Outcome == RateLimited:
		h.err, h.until = &Error{Outcome: RateLimited, Status: e.Status, Err: errors.New("robots.txt: later")}, now.Add(e.RetryAfter)
	default:
		h.err, h.until = &Error{Outcome: RobotsUnreachable, Status: e.Status, Err: fmt.Errorf("robots.txt: %w", e)}, now.Add(robotsRetry)
	}
}

// freshness is how long a robots.txt is relied on: its max-age, between a minute and a day.
func freshness(p *Page) time.Duration {
	for directive := range strings.SplitSeq(strings.ToLower(p.Header.Get("Cache-Control")), ",") {
		if v, ok := strings.CutPrefix(strings.TrimSpace(directive), "max-age="); ok {
			if s, err := strconv.ParseInt(strings.Trim(v, `"`), 10, 32); err == nil {
				return min(max(time.Duration(s)*time.Second, time.Minute), robotsTTL)
			}
		}
	}
	return robotsTTL
}
