package fetch

import (
	"context"
	"errors"
	"sync"
	"time"
)

const (
	// MaxCrawlDelay caps the Crawl-delay of a robots.txt: some files ask for an hour, which no run would end with.
	MaxCrawlDelay = 30 * time.Second
	// maxJitter is the share of the pace that is added at random, so that requests do not come by the clock.
	maxJitter = 0.25
	// maxTurn is the longest that Fetch waits for a host's turn; beyond it the caller is told when to come back.
	maxTurn = time.Minute
)

// Gate gives out turns to ask a host. One turn at a time per host is the default of politeness: one request in flight.
type Gate interface {
	// Enter waits for the host's turn. leave ends it, and names the time before which no one may ask the host. Where
	// the turn is further off than a minute, Enter returns an *Error with RateLimited and RetryAfter instead.
	Enter(ctx context.Context, host string) (leave func(next time.Time), err error)
}

// Polite is a Fetcher that asks a host for one page at a time, pauses in between, and leaves a host alone for as
// long as its Retry-After says.
type Polite struct {
	next Fetcher
	*pacing
}

// pacing is what the Polites of one collector share: the turns and what hosts asked for.
type pacing struct {
	gate  Gate
	clock Clock
	pace  func(host string) time.Duration
	// jitter returns a number in [0,1).
	jitter func() float64

	mu       sync.Mutex // guards the maps
	delay    map[string]time.Duration
	after    map[string]time.Time // no request to the host before, by a Crawl-delay learnt after the last one
	refusals map[string]int       // rate limits in a row without Retry-After
}

// NewPolite returns a Polite around next. pace is the least pause for a host, between the end of a request and the
// start of the next; jitter returns a number in [0,1).
func NewPolite(next Fetcher, gate Gate, clock Clock, pace func(host string) time.Duration, jitter func() float64) *Polite {
	return &Polite{next: next, pacing: &pacing{
		gate: gate, clock: clock, pace: pace, jitter: jitter,
		delay: map[string]time.Duration{}, after: map[string]time.Time{}, refusals: map[string]int{},
	}}
}

// With returns a Polite around another way to get pages; the two count as one crawler.
func (p *Polite) With(next Fetcher) *Polite { return &Polite{next: next, pacing: p.pacing} }

// CrawlDelay sets the delay that a host's robots.txt asks for. It counts up to MaxCrawlDelay, and from now on: the
// request for robots.txt was one, too.
func (p *pacing) CrawlDelay(host string, d time.Duration) {
	now := p.clock.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.delay[host] = min(d, MaxCrawlDelay)
	p.after[host] = now.Add(p.delay[host])
}

// enter waits for the host's turn.
func (p *pacing) enter(ctx context.Context, host string) (leave func(time.Time), err error) {
	if leave, err = p.gate.Enter(ctx, host); err != nil {
		return nil, err
	}
	p.mu.Lock()
	wait := p.after[host].Sub(p.clock.Now())
	p.mu.Unlock()
	if wait <= 0 {
		return leave, nil
	}
	if err := p.clock.Sleep(ctx, wait); err != nil {
		leave(p.clock.Now())
		return nil, err
	}
	return leave, nil
}

// Fetch waits for the host's turn and asks next.
func (p *Polite) Fetch(ctx context.Context, rawURL string) (*Page, error) {
	host := hostOf(rawURL)
	came := p.clock.Now()
	leave, err := p.enter(ctx, host)
	if err != nil {
		if e, ok := errors.AsType[*Error](err); ok {
			e.URL = rawURL
			return nil, e
		}
		return nil, &Error{Outcome: networkOutcome(ctx, err), URL: rawURL, Err: err}
	}
	began := p.clock.Now()
	page, err := p.next.Fetch(ctx, rawURL)
	pace, pause := p.pause(host, err)
	now := p.clock.Now()
	ledgerOf(ctx).answered(host, page, err, began.Sub(came), now.Sub(began), pace)
	leave(now.Add(pause))
	return page, err
}

// pause is how long the host is left alone after an answer, and the pace in force without what is added at random. It
// also writes the pause into a RateLimited error that came without one.
func (p *pacing) pause(host string, err error) (pace, pause time.Duration) {
	pace = p.pace(host)
	p.mu.Lock()
	defer p.mu.Unlock()
	pace = max(pace, p.delay[host])
	pause = pace + time.Duration(float64(pace)*maxJitter*p.jitter())
	e, ok := errors.AsType[*Error](err)
	if !ok || e.Outcome != RateLimited && e.RetryAfter == 0 {
		delete(p.refusals, host)
		return pace, pause
	}
	if e.RetryAfter == 0 {
		p.refusals[host]++
		e.RetryAfter = Backoff(p.refusals[host])
	}
	return pace, max(pause, e.RetryAfter)
}

// Turns is the Gate of one process.
type Turns struct {
	clock Clock
	mu    sync.Mutex // guards hosts
	hosts map[string]*turn
}

type turn struct {
	free chan struct{} // holds one token: its taker may ask the host, and read and change next
	next time.Time
}

// NewTurns returns a Gate that gives each host one turn at a time within this process.
func NewTurns(clock Clock) *Turns {
	return &Turns{clock: clock, hosts: map[string]*turn{}}
}

// Enter implements Gate.
func (g *Turns) Enter(ctx context.Context, host string) (func(time.Time), error) {
	t := g.turn(host)
	select {
	case <-t.free:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	wait := t.next.Sub(g.clock.Now())
	if wait > maxTurn {
		t.free <- struct{}{}
		return nil, &Error{Outcome: RateLimited, RetryAfter: wait, Err: errors.New("the host wants to be left alone")}
	}
	if wait > 0 {
		if err := g.clock.Sleep(ctx, wait); err != nil {
			t.free <- struct{}{}
			return nil, err
		}
	}
	return func(next time.Time) {
		t.next = next
		t.free <- struct{}{}
	}, nil
}

func (g *Turns) turn(host string) *turn {
	g.mu.Lock()
	defer g.mu.Unlock()
	t, ok := g.hosts[host]
	if !ok {
		t = &turn{free: make(chan struct{}, 1)}
		t.free <- struct{}{}
		g.hosts[host] = t
	}
	return t
}
