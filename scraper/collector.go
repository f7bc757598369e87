package scraper

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	mathrand "math/rand/v2"
	"net/url"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"shelfwise/market"
	"shelfwise/scraper/fetch"
)

// Config says who collects, how, and where raw pages are kept. Now is needed; all else has a default.
type Config struct {
	UserAgent string // product and version ("Shelfwise/1.2"); "" is the product's own
	Contact   string // URL or mail address for site owners; New refuses to be without one, see Anonymous
	Anonymous bool   // collect without a contact all the same
	// AllowLoopback names host:port pairs that may be asked although their address is not public: bundled shops.
	AllowLoopback []string
	// ArchiveDir is the folder of raw pages. "" keeps them in memory: a run that was stopped then has to ask again.
	ArchiveDir string
	Offline    bool          // ask nothing; read the archive in place of the web
	Browser    fetch.Fetcher // for profiles with browser: true; nil where the program has none
	Worker     string        // this process's name in leases, unique among all that share the store; "" is a random one

	// Gone reports whether a worker of that name has ended for good: what it held is taken over at once. nil: no one knows,
	// its leases have to run out.
	Gone func(worker string) bool

	// SharedTurns keeps to one request in flight per host, and to its pace, among all processes that share the store,
	// and not in this one alone. It costs three small writes per page.
	SharedTurns bool

	Now      func() time.Time
	Sleep    func(ctx context.Context, d time.Duration) error // nil: fetch.Sleep
	Jitter   func() float64                                   // in [0,1); nil: at random
	Logger   *slog.Logger                                     // nil: none
	Progress func(Event)                                      // called from several goroutines, one call at a time; nil: none

	Sources  int           // sources collected at once; 0 is 8
	Lease    time.Duration // of one page; 0 is DefaultLease
	MaxPause time.Duration // longest wait within a run for a host that wants to be left alone; 0 is 15 minutes
	Timeout  time.Duration // of one request; 0 is fetch.DefaultTimeout
	Hold     Limits        // when a run is held instead of stored; the zero value is DefaultLimits
}

// DefaultLease is how long a page is a worker's own. A worker that dies keeps its page for that long.
const DefaultLease = 2 * time.Minute

// Sink takes what was collected. A market.Store is one. Where the sink also has market.Store's Listings and
// Observations, a run is compared with what was known before.
type Sink interface {
	// Append writes listings with observations; see market.ListingStore.
	Append(ctx context.Context, s ...market.Series) (market.Appended, error)
}

// Collector collects sources politely. It is safe for concurrent use. Close it when done.
type Collector struct {
	cfg     Config
	jobs    market.Jobs
	sink    Sink
	archive *fetch.Archive
	http    *fetch.HTTP
	polite  *fetch.Polite
	robots  *fetch.Robots // around polite around http
	shown   sync.Mutex    // held while a source is collected with the browser, which shows one page at a time
	clock   fetch.Clock
	log     *slog.Logger

	mu   sync.Mutex // guards pace, and calls of cfg.Progress
	pace map[string]time.Duration
}

// New returns a Collector that takes its work from jobs and gives what it finds to sink.
func New(cfg Config, jobs market.Jobs, sink Sink) (*Collector, error) {
	if cfg.Now == nil {
		return nil, fmt.Errorf("collector: Config.Now is needed: %w", market.ErrInvalid)
	}
	cfg = withDefaults(cfg)
	id := fetch.Identity{Product: cfg.UserAgent, Contact: cfg.Contact, Anonymous: cfg.Anonymous}
	userAgent, err := id.UserAgent()
	if err != nil {
		return nil, fmt.Errorf("collector: %w", err)
	}
	archive, err := fetch.OpenArchive(cfg.ArchiveDir)
	if err != nil {
		return nil, fmt.Errorf("collector: %w", err)
	}
	c := &Collector{
		cfg: cfg, jobs: jobs, sink: sink, archive: archive, log: cfg.Logger, pace: map[string]time.Duration{},
		clock: fetch.Clock{Now: cfg.Now, Sleep: cfg.Sleep},
	}
	c.http = fetch.NewHTTP(fetch.HTTPOptions{
		UserAgent: userAgent, Guard: fetch.NewGuard(cfg.AllowLoopback...), Clock: c.clock, Timeout: cfg.Timeout,
		Validators: archive.Validators,
	})
	var gate fetch.Gate = fetch.NewTurns(c.clock)
	if cfg.SharedTurns {
		gate = &sharedTurns{own: gate, jobs: jobs, worker: cfg.Worker, gone: cfg.Gone, lease: 2 * max(cfg.Timeout, fetch.DefaultTimeout), clock: c.clock}
	}
	c.polite = fetch.NewPolite(c.http, gate, c.clock, c.paceOf, cfg.Jitter)
	c.robots = fetch.NewRobots(c.polite, c.clock, id.Token())
	return c, nil
}

func withDefaults(cfg Config) Config {
	if cfg.Sleep == nil {
		cfg.Sleep = fetch.Sleep
	}
	if cfg.Jitter == nil {
		cfg.Jitter = mathrand.Float64
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	if cfg.Worker == "" {
		name := make([]byte, 8)
		_, _ = rand.Read(name) // never fails
		cfg.Worker = "worker-" + hex.EncodeToString(name)
	}
	if cfg.Sources <= 0 {
		cfg.Sources = 8
	}
	if cfg.Lease <= 0 {
		cfg.Lease = DefaultLease
	}
	if cfg.MaxPause <= 0 {
		cfg.MaxPause = 15 * time.Minute
	}
	if cfg.Hold == (Limits{}) {
		cfg.Hold = DefaultLimits()
	}
	return cfg
}

// Close releases idle connections.
func (c *Collector) Close() { c.http.Close() }

// Collect collects the sources of the profiles, several at once, each with one request in flight per host. run names the
// collection: the same name goes on where a stopped run was left, and does nothing that is already done.
//
// A page that cannot be had, a listing that cannot be read, a source that is held: these are in the report, not errors.
// An error is the store's, or ctx's; the report then tells how far the run came.
func (c *Collector) Collect(ctx context.Context, run string, profiles ...*Profile) (Report, error) {
	report := Report{Run: run, Started: c.cfg.Now().UTC(), Sources: make([]SourceReport, len(profiles))}
	if err := c.check(run, profiles); err != nil {
		return report, err
	}
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(c.cfg.Sources)
	for i, p := range profiles {
		g.Go(func() error {
			s := c.source(run, p)
			err := s.collect(gctx)
			report.Sources[i] = s.report
			return err
		})
	}
	err := g.Wait()
	report.Finished = c.cfg.Now().UTC()
	return report, err
}

// Release stores what held runs of the sources found, after a person has looked at it and found it true. It asks for no
// page. Errors are those of Collect.
func (c *Collector) Release(ctx context.Context, run string, profiles ...*Profile) (Report, error) {
	report := Report{Run: run, Started: c.cfg.Now().UTC()}
	if err := c.check(run, profiles); err != nil {
		return report, err
	}
	for _, p := range profiles {
		s := c.source(run, p)
		s.released = true
		err := s.finish(ctx)
		report.Sources = append(report.Sources, s.report)
		if err != nil {
			return report, err
		}
	}
	report.Finished = c.cfg.Now().UTC()
	return report, nil
}

func (c *Collector) check(run string, profiles []*Profile) error {
	if run == "" {
		return &market.FieldError{Field: "run", Problem: "a name is needed"}
	}
	names := map[string]bool{}
	for _, p := range profiles {
		if p.compiled == nil {
			return &market.FieldError{Field: "profile " + p.Name, Problem: "was not read by ParseProfile"}
		}
		if names[p.Name] {
			return &market.FieldError{Field: "profile " + p.Name, Problem: "given twice"}
		}
		names[p.Name] = true
		c.setPace(p)
	}
	return nil
}

// setPace notes the pace of the hosts of a profile; of two profiles on one host the slower counts.
func (c *Collector) setPace(p *Profile) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range p.startURLs() {
		if u, err := url.Parse(s); err == nil {
			host := fetch.HostKey(u)
			c.pace[host] = max(c.pace[host], p.pace())
		}
	}
}

func (c *Collector) paceOf(host string) time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d, ok := c.pace[host]; ok {
		return d
	}
	return DefaultPace
}

// fetcher returns the chain for one profile: archive, redirects, robots.txt, politeness, HTTP or browser.
func (c *Collector) fetcher(p *Profile) (fetch.Fetcher, error) {
	if c.cfg.Offline {
		return c.archive.Replay(), nil
	}
	inner := fetch.Fetcher(c.robots)
	if p.Browser {
		if c.cfg.Browser == nil {
			return nil, errors.New("the profile needs a browser, and this program has none (build with -tags browser)")
		}
		inner = c.rendered(p)
	}
	allow := func(_, to *url.URL) bool { return p.mayAsk(to) }
	return c.archive.Keep(fetch.NewRedirects(inner, allow), c.clock), nil
}

// rendered is the browser for one profile: each of its requests, the pages' own too, under robots.txt and politeness.
func (c *Collector) rendered(p *Profile) fetch.Fetcher {
	around := func(next fetch.Fetcher) fetch.Fetcher { return c.robots.With(c.polite.With(next)) }
	if b, ok := c.cfg.Browser.(fetch.Renderer); ok {
		return b.Under(fetch.Rules{Around: around, MayAsk: p.mayCall})
	}
	return around(c.cfg.Browser)
}

func (c *Collector) progress(e Event) {
	if c.cfg.Progress == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cfg.Progress(e)
}
