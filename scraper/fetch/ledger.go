package fetch

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"
)

// HostCount is what one host was asked for.
type HostCount struct {
	Host     string `json:"host"`     // see HostKey
	Requests int    `json:"requests"` // that went out, robots.txt, redirects and a page's own included
	Bytes    int64  `json:"bytes"`    // of bodies, as they came over the network
	// Outcomes counts how the requests ended, and beside them what was not asked for: robots_disallowed,
	// robots_unreachable, third_party.
	Outcomes map[Outcome]int `json:"outcomes"`
	// WaitedMS is how long requests waited for the host's turn, by pace, Crawl-delay or Retry-After; AnsweredMS is how
	// long the host took to answer. Both in milliseconds, over all requests.
	WaitedMS   int64 `json:"waited_ms"`
	AnsweredMS int64 `json:"answered_ms"`
	PaceMS     int64 `json:"pace_ms"` // the longest pause kept after a request, without jitter and Retry-After
}

// Plus returns the counts of both together; the host is c's.
func (c HostCount) Plus(d HostCount) HostCount {
	c.Outcomes = maps.Clone(c.Outcomes)
	if c.Outcomes == nil {
		c.Outcomes = map[Outcome]int{}
	}
	for o, n := range d.Outcomes {
		c.Outcomes[o] += n
	}
	c.Requests, c.Bytes = c.Requests+d.Requests, c.Bytes+d.Bytes
	c.WaitedMS, c.AnsweredMS, c.PaceMS = c.WaitedMS+d.WaitedMS, c.AnsweredMS+d.AnsweredMS, max(c.PaceMS, d.PaceMS)
	return c
}

// Ledger counts what each host was asked for. The zero value is ready; it is safe for concurrent use.
type Ledger struct {
	mu    sync.Mutex // guards hosts
	hosts map[string]HostCount
}

// Hosts returns the counts in order of host.
func (l *Ledger) Hosts() []HostCount {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.list()
}

// Take returns the counts, as Hosts does, and begins anew.
func (l *Ledger) Take() []HostCount {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := l.list()
	clear(l.hosts)
	return out
}

// AddHost adds a host's counts to a list in order of host.
func AddHost(list []HostCount, c HostCount) []HostCount {
	i, found := slices.BinarySearchFunc(list, c, func(a, b HostCount) int { return cmp.Compare(a.Host, b.Host) })
	if !found {
		return slices.Insert(list, i, c)
	}
	list[i] = list[i].Plus(c)
	return list
}

// list needs mu.
func (l *Ledger) list() []HostCount {
	out := make([]HostCount, 0, len(l.hosts))
	for _, c := range l.hosts {
		c.Outcomes = maps.Clone(c.Outcomes)
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b HostCount) int { return cmp.Compare(a.Host, b.Host) })
	return out
}

func (l *Ledger) add(c HostCount) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.hosts == nil {
		l.hosts = map[string]HostCount{}
	}
	have := l.hosts[c.Host]
	have.Host = c.Host
	l.hosts[c.Host] = have.Plus(c)
}

// Recount moves one answer of a URL's host from ok to the outcome that its reading gave: a captcha comes with status 200.
func (l *Ledger) Recount(rawURL string, o Outcome) {
	host := hostOf(rawURL)
	l.mu.Lock()
	defer l.mu.Unlock()
	c, ok := l.hosts[host]
	if !ok || c.Outcomes[OK] == 0 || o == OK {
		return
	}
	c.Outcomes[OK]--
	if c.Outcomes[OK] == 0 {
		delete(c.Outcomes, OK)
	}
	c.Outcomes[o]++
}

// unasked counts what was not asked for.
func (l *Ledger) unasked(rawURL string, o Outcome) {
	l.add(HostCount{Host: hostOf(rawURL), Outcomes: map[Outcome]int{o: 1}})
}

// ledgerKey is the context key of a Ledger.
type ledgerKey struct{}

// WithLedger returns a context under which requests are counted into l.
func WithLedger(ctx context.Context, l *Ledger) context.Context {
	return context.WithValue(ctx, ledgerKey{}, l)
}

// ledgerOf returns the context's Ledger; one that no one reads where it has none.
func ledgerOf(ctx context.Context) *Ledger {
	if l, ok := ctx.Value(ledgerKey{}).(*Ledger); ok {
		return l
	}
	return &Ledger{}
}

// answered counts one request that went out.
func (l *Ledger) answered(host string, page *Page, err error, waited, took, pace time.Duration) {
	c := HostCount{Host: host, Requests: 1, WaitedMS: waited.Milliseconds(), AnsweredMS: took.Milliseconds(), PaceMS: pace.Milliseconds()}
	o := OutcomeOf(err)
	switch {
	case page != nil && page.NotModified:
		o = NotModified
	case page != nil && isRedirect(page.Status):
		o = Redirected
	}
	if page != nil {
		c.Bytes = page.Wire
	} else if e, ok := asError(err); ok {
		c.Bytes = e.Wire
	}
	if o == PrivateAddress || o == BadURL {
		c.Requests = 0 // nothing left this machine
	}
	c.Outcomes = map[Outcome]int{o: 1}
	l.add(c)
}
