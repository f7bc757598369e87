package memory

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"shelfwise/market"
	"shelfwise/store/history"
)

type jobKey struct{ run, id string }

// AddJobs implements market.Jobs.
func (s *Store) AddJobs(ctx context.Context, jobs ...market.Job) error {
	if err := history.Jobs(jobs); err != nil {
		return fmt.Errorf("add jobs: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, j := range jobs {
		k := jobKey{j.Run, j.ID}
		if _, ok := s.jobs[k]; !ok {
			j.NotBefore, j.LeaseUntil = history.Time(j.NotBefore), history.Time(j.LeaseUntil)
			s.jobs[k] = j
		}
	}
	return nil
}

// ClaimJob implements market.Jobs.
func (s *Store) ClaimJob(ctx context.Context, run, worker string, now time.Time, lease time.Duration) (market.Job, error) {
	if err := ctx.Err(); err != nil {
		return market.Job{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var first market.Job
	for k, j := range s.jobs {
		if k.run == run && history.Claimable(j, now) && (first.ID == "" || k.id < first.ID) {
			first = j
		}
	}
	if first.ID == "" {
		return first, fmt.Errorf("claim a job of %s: %w", run, market.ErrNotFound)
	}
	first.LeasedBy, first.LeaseUntil = worker, history.Time(now.Add(lease))
	s.jobs[jobKey{run, first.ID}] = first
	return first, nil
}

// FinishJob implements market.Jobs.
func (s *Store) FinishJob(ctx context.Context, worker string, in market.Job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	k := jobKey{in.Run, in.ID}
	j, ok := s.jobs[k]
	if !ok {
		return fmt.Errorf("finish job %s: %w", in.ID, market.ErrNotFound)
	}
	j, err := history.Finish(j, worker, in)
	if err != nil {
		return err
	}
	s.jobs[k] = j
	return nil
}

// RunJobs implements market.Jobs.
func (s *Store) RunJobs(ctx context.Context, run string) iter.Seq2[market.Job, error] {
	return func(yield func(market.Job, error) bool) {
		s.mu.RLock()
		var out []market.Job
		for k, j := range s.jobs {
			if k.run == run {
				out = append(out, j)
			}
		}
		s.mu.RUnlock()
		slices.SortFunc(out, func(a, b market.Job) int { return compare(a.ID, b.ID) })
		each(ctx, out, yield)
	}
}

// JobCounts implements market.Jobs.
func (s *Store) JobCounts(ctx context.Context) iter.Seq2[market.JobCount, error] {
	return func(yield func(market.JobCount, error) bool) {
		count := map[market.JobCount]int64{}
		s.mu.RLock()
		for _, j := range s.jobs {
			count[market.JobCount{Source: j.Source, Kind: j.Kind, Outcome: j.Outcome}]++
		}
		s.mu.RUnlock()
		var out []market.JobCount
		for c, n := range count {
			c.Jobs = n
			out = append(out, c)
		}
		slices.SortFunc(out, history.CompareCounts)
		each(ctx, out, yield)
	}
}
