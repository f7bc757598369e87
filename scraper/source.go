package scraper

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"shelfwise/market"
	"shelfwise/scraper/fetch"
)

// The kinds of job.
const (
	jobCategory = "category"
	jobProduct  = "product"
	jobFeed     = "feed"
	jobSitemap  = "sitemap"
	jobCheck    = "check"  // second route, for comparison only
	jobStored   = "stored" // marker: what this archive's pages gave is stored
)

// IsPage reports whether jobs of a kind are pages that a source was asked for.
func IsPage(kind string) bool { return kind != jobStored && kind != jobTurn && kind != jobHost }

const (
	// maxAttempts is how often a page is asked for in one run.
	maxAttempts = 3
	// refusalsToStop is how many refusals in a row end a source's run: it does not want to be asked.
	refusalsToStop = 3
	// failuresToStop is how many failed pages in a row end a source's run: it is down.
	failuresToStop = 10
	// idlePoll is how often a worker that has nothing to do looks whether another has left it something.
	idlePoll = time.Second
)

// sourceRun is the collection of one source within a run. One goroutine uses it.
type sourceRun struct {
	c       *Collector
	p       *Profile
	run     string // of the collection
	fetcher fetch.Fetcher
	stage   *stage
	ledger  *fetch.Ledger
	notes   int // of hosts, written so far
	report  SourceReport

	known     map[string]bool   // ids of the jobs known to exist
	seen      map[string]bool   // ids of the jobs whose page was read by this process
	bodies    map[string]string // URL by hash of the feed pages read
	fruitless map[string]int    // list pages in a row that brought nothing new, by shape
	told      map[string]bool   // shapes that were told as traps
	withheld  map[string]int    // pages by host that they wanted things from and were not let out to
	done      int
	pause     time.Time // the host wants to be left alone until then
	refusals  int
	failures  int
	waits     bool   // that another process is waited for was told
	stopped   string // why nothing more is asked, "" while it is
	released  bool
}

func (c *Collector) source(run string, p *Profile) *sourceRun {
	return &sourceRun{
		c: c, p: p, run: run, stage: newStage(p.Name), ledger: &fetch.Ledger{}, withheld: map[string]int{},
		fruitless: map[string]int{}, told: map[string]bool{}, known: map[string]bool{}, seen: map[string]bool{}, bodies: map[string]string{},
		report: SourceReport{Source: p.Name, Kind: p.Kind, Pages: map[fetch.Outcome]int{}},
	}
}

// RunOf names the part of a collection that holds a source's jobs: each source has its own queue, so that a slow
// host never keeps the others waiting.
func RunOf(run, source string) string { return run + "/" + source }

func (s *sourceRun) jobRun() string { return RunOf(s.run, s.p.Name) }

// collect brings the source's run to its end, or to where it has to wait.
func (s *sourceRun) collect(ctx context.Context) error {
	began := s.c.cfg.Now()
	if s.p.Browser {
		s.c.shown.Lock()
		defer s.c.shown.Unlock()
	}
	err := s.gather(fetch.WithLedger(ctx, s.ledger))
	s.report.Milliseconds = s.c.cfg.Now().Sub(began).Milliseconds()
	return errors.Join(err, s.keepHosts(ctx))
}

// canFetch makes the source's fetcher; where that is impossible the report says why, and the other sources go on.
func (s *sourceRun) canFetch() bool {
	fetcher, err := s.c.fetcher(s.p)
	if err != nil {
		s.report.issue(Issue{Reason: err.Error()})
		return false
	}
	s.fetcher = fetcher
	return true
}

// gather works through the source's pages until there are no more, or it has to wait.
func (s *sourceRun) gather(ctx context.Context) error {
	if !s.canFetch() {
		return nil
	}
	if err := s.start(ctx); err != nil {
		return err
	}
	for {
		later, err := s.rest(ctx)
		if err != nil {
			return err
		}
		if later {
			return s.finish(ctx)
		}
		job, err := s.c.jobs.ClaimJob(ctx, s.jobRun(), s.c.cfg.Worker, s.c.cfg.Now().UTC(), s.c.cfg.Lease)
		if errors.Is(err, market.ErrNotFound) {
			if more, err := s.wait(ctx); err != nil {
				return err
			} else if more {
				continue
			}
			return s.finish(ctx)
		}
		if err != nil {
			return fmt.Errorf("collect %s: %w", s.p.Name, err)
		}
		if err := s.work(ctx, job); err != nil {
			return err
		}
	}
}

// start adds the jobs to begin with, and learns which exist.
func (s *sourceRun) start(ctx context.Context) error {
	for job, err := range s.c.jobs.RunJobs(ctx, s.jobRun()) {
		if err != nil {
			return fmt.Errorf("collect %s: %w", s.p.Name, err)
		}
		s.known[job.ID] = true
		if job.Outcome != "" && job.Kind != jobStored {
			s.done++
		}
	}
	return s.add(ctx, s.p.startJobs()...)
}

// link is a page to be asked for. kept names a page of the archive that stands for it, "" where it has to be fetched.
type link struct{ kind, url, kept string }

// add adds jobs that are not known yet, up to the profile's bound.
func (s *sourceRun) add(ctx context.Context, links ...link) error {
	var jobs []market.Job
	for _, l := range links {
		id := jobID(l)
		if s.known[id] {
			continue
		}
		if len(s.known) >= s.p.maxPages() {
			s.report.issue(Issue{URL: l.url, Reason: fmt.Sprintf("not asked for: the run is bounded to %d pages (max_pages)", s.p.maxPages())})
			break
		}
		s.known[id] = true
		job := market.Job{ID: id, Run: s.jobRun(), Source: s.p.Name, URL: l.url, Kind: l.kind}
		if l.kept != "" { // done at once: finish reads the kept page again
			job.Outcome, job.Detail = string(Unchanged), l.kept
		}
		jobs = append(jobs, job)
	}
	if len(jobs) == 0 {
		return nil
	}
	if err := s.c.jobs.AddJobs(ctx, jobs...); err != nil {
		return fmt.Errorf("collect %s: %w", s.p.Name, err)
	}
	return nil
}

// jobID is the same for the same page in the same run. The leading digit makes category pages come first: they tell
// how much there is to do.
func jobID(l link) string {
	order := map[string]string{jobSitemap: "0", jobFeed: "1", jobCategory: "2", jobProduct: "3", jobCheck: "4"}[l.kind]
	sum := sha256.Sum256([]byte(l.kind + " " + l.url))
	return order + "-" + hex.EncodeToString(sum[:10])
}

// rest waits while the host wants to be left alone, holding no lease. Where that is too long for this run, it says so:
// the open pages wait in the store.
func (s *sourceRun) rest(ctx context.Context) (later bool, err error) {
	wait := s.pause.Sub(s.c.cfg.Now())
	if wait <= 0 || wait > s.c.cfg.MaxPause {
		return wait > s.c.cfg.MaxPause, ctx.Err()
	}
	return false, s.c.cfg.Sleep(ctx, wait)
}

// wait is called when no job can be had now. It waits for jobs that were put back and for pages that other workers hold,
// and reports whether there is more to do.
func (s *sourceRun) wait(ctx context.Context) (bool, error) {
	now := s.c.cfg.Now()
	var soonest time.Duration
	open := 0
	for job, err := range s.c.jobs.RunJobs(ctx, s.jobRun()) {
		if err != nil {
			return false, fmt.Errorf("collect %s: %w", s.p.Name, err)
		}
		if job.Outcome != "" {
			continue
		}
		open++
		free, err := putBackGone(ctx, s.c.jobs, s.c.cfg.Gone, job)
		if err != nil {
			return false, err
		}
		if free {
			return true, nil
		}
		if job.LeaseUntil.After(now) && !s.waits {
			s.waits = true
			s.c.log.Warn("another process is at this page; it is waited for", "source", s.p.Name, "url", job.URL, "until", job.LeaseUntil)
		}
		wait := max(job.NotBefore.Sub(now), time.Millisecond)
		if job.LeaseUntil.After(now) {
			wait = max(wait, min(job.LeaseUntil.Sub(now), idlePoll)) // it may be finished long before the lease ends
		}
		if soonest == 0 || wait < soonest {
			soonest = wait
		}
	}
	if open == 0 || soonest > s.c.cfg.MaxPause {
		return false, nil
	}
	return true, s.c.cfg.Sleep(ctx, soonest)
}

// work does one job and stores how it ended. What the page gave is staged before, and so are the links it led to, so that a
// process that dies in between repeats the page and loses nothing.
func (s *sourceRun) work(ctx context.Context, job market.Job) error {
	job.Attempts++
	fctx, cancel := context.WithTimeout(ctx, s.c.cfg.Lease*9/10)
	defer cancel()
	page, err := s.ask(fctx, job)
	if ctx.Err() != nil {
		return s.putBack(ctx, job)
	}
	var links []link
	if err == nil {
		job.Detail = pageDetail(page)
		s.seen[job.ID] = true
		s.note(page)
		if links, err = s.read(job, page); err != nil {
			s.ledger.Recount(page.FinalURL, fetch.OutcomeOf(err))
		}
	}
	job.Outcome, job.NotBefore = string(fetch.OutcomeOf(err)), time.Time{}
	if err == nil && page.NotModified {
		job.Outcome = string(fetch.NotModified)
	}
	if err != nil {
		s.failed(&job, err)
	} else {
		s.refusals, s.failures = 0, 0
	}
	if err := s.add(ctx, links...); err != nil {
		return err
	}
	return s.finishJob(ctx, job)
}

// ask fetches the job's page, unless the source has said no too often.
func (s *sourceRun) ask(ctx context.Context, job market.Job) (*fetch.Page, error) {
	if s.stopped != "" {
		return nil, &fetch.Error{Outcome: NotAsked, URL: job.URL, Err: errors.New(s.stopped)}
	}
	if job.Kind == jobCategory {
		if err := s.trapped(job.URL); err != nil {
			return nil, err
		}
	}
	return s.fetcher.Fetch(ctx, job.URL)
}

// putBack gives the job back when the run is being stopped: the attempt did not count.
func (s *sourceRun) putBack(ctx context.Context, job market.Job) error {
	job.Attempts--
	job.Outcome = ""
	err := s.c.jobs.FinishJob(context.WithoutCancel(ctx), s.c.cfg.Worker, job)
	if errors.Is(err, market.ErrConflict) {
		err = nil
	}
	return errors.Join(ctx.Err(), err)
}

func (s *sourceRun) finishJob(ctx context.Context, job market.Job) error {
	err := s.c.jobs.FinishJob(ctx, s.c.cfg.Worker, job)
	if errors.Is(err, market.ErrConflict) {
		s.c.log.Warn("lease lost", "source", s.p.Name, "url", job.URL) // another worker repeats it; nothing doubles
		return nil
	}
	if err != nil {
		return fmt.Errorf("collect %s: %w", s.p.Name, err)
	}
	if job.Outcome == "" {
		return nil
	}
	s.done++
	if s.done%noteEvery == 0 {
		if err := s.keepHosts(ctx); err != nil {
			return err
		}
	}
	s.c.log.Debug("page done", "source", s.p.Name, "url", job.URL, "outcome", job.Outcome)
	s.c.progress(Event{
		Source: s.p.Name, URL: job.URL, Outcome: fetch.Outcome(job.Outcome), Done: s.done, Total: len(s.known),
		Listings: s.stage.len(),
	})
	return nil
}

// failed decides whether a failed page is tried again, and whether the source is asked any more.
func (s *sourceRun) failed(job *market.Job, err error) {
	e, ok := errors.AsType[*fetch.Error](err)
	if !ok {
		e = &fetch.Error{Outcome: fetch.Unreachable, Err: err}
	}
	job.Detail = detail(e)
	now := s.c.cfg.Now().UTC()
	switch o := e.Outcome; {
	case o.Refusal():
		s.refusals++
		if s.refusals >= refusalsToStop && s.stopped == "" {
			s.stopped = fmt.Sprintf("the site refused %d pages in a row (%s); a feed or a CSV export is the way to its prices", s.refusals, o)
		}
	case o == fetch.RateLimited && e.RetryAfter > 0:
		s.pause = now.Add(e.RetryAfter)
		if e.Status == 0 {
			job.Attempts-- // the page was not asked for at all
		}
	case o == fetch.ServerError || o == fetch.Timeout || o == fetch.Unreachable || o == fetch.DNS || o == fetch.Truncated:
		s.failures++
		if s.failures >= failuresToStop && s.stopped == "" {
			s.stopped = fmt.Sprintf("%d pages in a row could not be had (%s)", s.failures, o)
		}
	}
	if e.Outcome.Retryable() && job.Attempts < maxAttempts && s.stopped == "" {
		wait := e.RetryAfter
		if wait == 0 {
			wait = fetch.Backoff(job.Attempts)
		}
		job.Outcome, job.NotBefore = "", now.Add(wait)
	}
}

func detail(e *fetch.Error) string {
	switch {
	case e.Err != nil && e.Status >= 300:
		return fmt.Sprintf("status %d: %v", e.Status, e.Err)
	case e.Err != nil:
		return e.Err.Error()
	case e.Status != 0:
		return fmt.Sprintf("status %d", e.Status)
	}
	return string(e.Outcome)
}

// pageDetail and pageOf keep in a finished job which kept page it brought, so that a run that goes on after its process
// died can read it again.
func pageDetail(p *fetch.Page) string {
	return "page " + p.Hash + " " + p.FetchedAt.UTC().Format(time.RFC3339Nano)
}

func pageOf(job market.Job) (hash string, fetched time.Time, ok bool) {
	var at string
	if n, err := fmt.Sscanf(job.Detail, "page %s %s", &hash, &at); err != nil || n != 2 {
		return "", time.Time{}, false
	}
	fetched, err := time.Parse(time.RFC3339Nano, at)
	return hash, fetched, err == nil
}
