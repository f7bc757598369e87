package scraper

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/scraper/fetch"
)

// history is what a sink has to have so that a run can be compared with what was known; market.Store has it.
type history interface {
	Listings(ctx context.Context, f market.ListingFilter) iter.Seq2[market.Listing, error]
	Observations(ctx context.Context, f market.ObservationFilter) iter.Seq2[market.Observation, error]
}

const (
	// memory is how old an observation may be for a run to be compared with it; over longer times prices move.
	memory = 45 * 24 * time.Hour
	// batch is how many listings are stored at a time.
	batch = 200
)

// finish judges what the run found and stores it, or holds it. It is also where a run goes on whose process died after
// the pages were fetched: their kept bodies are read again.
func (s *sourceRun) finish(ctx context.Context) error {
	t, err := s.tally(ctx)
	if err != nil {
		return err
	}
	if t.stored && t.open == 0 && !s.released {
		s.report.AlreadyDone = true
		return nil
	}
	whole := s.reread(t.kept) && t.open == 0
	s.stage.crossCheck(&s.report)
	was, urls, err := s.before(ctx)
	if err != nil {
		return err
	}
	held := judge(was, s.stage.series(), s.c.cfg.Hold, whole, t.failed, urls)
	s.drift(was)
	s.report.Listings = s.stage.len()
	if len(held) > 0 && !s.released {
		s.report.Held = held
		s.c.log.Warn("run held", "source", s.p.Name, "run", s.run, "reason", strings.Join(held, "; "))
		s.end()
		return nil
	}
	if err := s.store(ctx); err != nil {
		return err
	}
	s.end()
	if t.open > 0 {
		return nil
	}
	return s.c.jobs.AddJobs(ctx, market.Job{
		ID: s.markerID(), Run: s.jobRun(), Source: s.p.Name, Kind: jobStored, Outcome: string(fetch.OK),
		Detail: fmt.Sprintf("%d listings stored", s.report.Listings),
	})
}

func (s *sourceRun) end() {
	s.c.log.Info("source collected", "source", s.p.Name, "run", s.run, "pages", s.done, "listings", s.report.Listings,
		"observations", s.report.Appended.Observations, "held", len(s.report.Held) > 0, "open", s.report.Open)
	s.c.progress(Event{Source: s.p.Name, Done: s.done, Total: s.done + s.report.Open, Listings: s.report.Listings, Finished: true})
}

func (s *sourceRun) markerID() string { return "9-" + s.c.archive.ID() }

// tally is what the jobs of a run tell.
type tally struct {
	open   int
	stored bool            // this archive's pages were judged and stored before
	kept   []market.Job    // finished well, in an earlier life of the run: their pages are to be read again
	failed map[string]bool // URLs of pages that could not be had
}

// tally counts the run's pages into the report and names what went wrong with them.
func (s *sourceRun) tally(ctx context.Context) (tally, error) {
	t := tally{failed: map[string]bool{}}
	for job, err := range s.c.jobs.RunJobs(ctx, s.jobRun()) {
		if err != nil {
			return t, fmt.Errorf("collect %s: %w", s.p.Name, err)
		}
		o := fetch.Outcome(job.Outcome)
		switch {
		case job.Kind == jobStored:
			t.stored = t.stored || job.ID == s.markerID()
			continue
		case o == "":
			t.open++
			continue
		case o == fetch.OK || o == fetch.NotModified || o == Unchanged:
			if !s.seen[job.ID] {
				t.kept = append(t.kept, job)
			}
		default:
			t.failed[job.URL] = o != fetch.NotFound && o != fetch.SoftNotFound
			s.report.issue(Issue{Outcome: o, URL: job.URL, Reason: job.Detail, Advice: Advice(o)})
		}
		s.report.Pages[o]++
	}
	s.sayWithheld()
	s.report.Open, s.report.Saved = t.open, s.report.Pages[fetch.NotModified]
	return t, nil
}

// reread reads kept pages again and reports whether all of the run's pages are known to this process. Pages that are not
// in this archive are another worker's, who stores what they give.
func (s *sourceRun) reread(kept []market.Job) bool {
	whole := true
	for _, job := range kept {
		page, err := s.keptPage(job)
		if err != nil {
			whole = false
			continue
		}
		if _, err := s.read(job, page); err != nil {
			s.report.issue(Issue{Outcome: fetch.OutcomeOf(err), URL: job.URL, Reason: "read again: " + err.Error()})
		}
	}
	return whole
}

func (s *sourceRun) keptPage(job market.Job) (*fetch.Page, error) {
	hash, fetched, ok := pageOf(job)
	if !ok {
		return nil, fmt.Errorf("job %s names no page: %w", job.ID, market.ErrNotFound)
	}
	body, err := s.c.archive.Body(hash)
	if err != nil {
		return nil, err
	}
	page := &fetch.Page{URL: job.URL, FinalURL: job.URL, Status: http.StatusOK, Header: http.Header{}, Body: body, Hash: hash, FetchedAt: fetched}
	if e, err := s.c.archive.Entry(job.URL); err == nil {
		page.FinalURL, page.Header, page.Robots, page.Rendered = e.FinalURL, e.Header, e.Robots, e.Rendered
	}
	return page, nil
}

// before reads the newest observation of each of the source's listings that were seen lately, with their addresses.
func (s *sourceRun) before(ctx context.Context) (before, map[market.ListingID]string, error) {
	was, urls := before{}, map[market.ListingID]string{}
	h, ok := s.c.sink.(history)
	if !ok {
		return was, urls, nil
	}
	since := s.c.cfg.Now().Add(-memory)
	for l, err := range h.Listings(ctx, market.ListingFilter{Source: s.p.Name}) {
		if err != nil {
			return nil, nil, fmt.Errorf("collect %s: %w", s.p.Name, err)
		}
		if l.LastSeen.IsZero() || l.LastSeen.After(since) {
			urls[l.ID] = l.URL
		}
	}
	for o, err := range h.Observations(ctx, market.ObservationFilter{Source: s.p.Name}) {
		if err != nil {
			return nil, nil, fmt.Errorf("collect %s: %w", s.p.Name, err)
		}
		if _, known := urls[o.ListingID]; known && o.Seen().After(since) {
			was[o.ListingID] = o // the last one stays
		}
	}
	return was, urls, nil
}

// drift reports fields that the source no longer gives, and takes out the listings whose price was lost with them.
func (s *sourceRun) drift(was before) {
	var lost []market.ListingID
	s.report.Drift, lost = drifted(was, s.stage.series())
	for _, d := range s.report.Drift {
		reason := fmt.Sprintf("%d of %d listings no longer give it", d.Listings, d.Of)
		if d.Now != "" {
			reason = fmt.Sprintf("%d of %d listings give it by %s, before it was %s", d.Listings, d.Of, d.Now, d.Was)
		}
		s.report.issue(Issue{Code: CodeDrift, URL: d.Example, Field: d.Field, Reason: reason, Advice: "look at the page: where the field has moved, mend its place in the profile (shelfwise profile suggest proposes one)"})
	}
	for _, id := range lost {
		s.stage.drop(id)
	}
}

func (s *sourceRun) store(ctx context.Context) error {
	for part := range slices.Chunk(s.stage.series(), batch) {
		done, err := s.c.sink.Append(ctx, part...)
		s.report.Appended.Listings += done.Listings
		s.report.Appended.Observations += done.Observations
		s.report.Appended.Unchanged += done.Unchanged
		switch {
		case errors.Is(err, market.ErrConflict):
			// The rest was written. The same moment holds another reading: the page was read by an older version.
			s.report.issue(Issue{Reason: err.Error()})
		case err != nil:
			return fmt.Errorf("store what %s gave: %w", s.p.Name, err)
		}
	}
	return nil
}
