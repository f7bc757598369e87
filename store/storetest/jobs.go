package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"shelfwise/market"
)

const lease = 10 * time.Minute

func job(run, id string) market.Job {
	return market.Job{ID: id, Run: run, Source: "alpha", URL: "https://alpha.example/" + id, Kind: "product"}
}

func mustAdd(t *testing.T, s Store, jobs ...market.Job) {
	t.Helper()
	if err := s.AddJobs(t.Context(), jobs...); err != nil {
		t.Fatalf("AddJobs: %v", err)
	}
}

func mustClaim(t *testing.T, s Store, worker string, now time.Time, want market.Job) market.Job {
	t.Helper()
	got, err := s.ClaimJob(t.Context(), want.Run, worker, now, lease)
	if err != nil {
		t.Fatalf("ClaimJob: %v", err)
	}
	want.LeasedBy, want.LeaseUntil = worker, now.Add(lease)
	same(t, "ClaimJob", got, want)
	return got
}

func nothingToClaim(t *testing.T, s Store, run string, now time.Time) {
	t.Helper()
	j, err := s.ClaimJob(t.Context(), run, "nobody", now, lease)
	if !errors.Is(err, market.ErrNotFound) {
		t.Errorf("ClaimJob = %+v, %v; want ErrNotFound", j, err)
	}
}

func testJobsInOrder(t *testing.T, s Store) {
	later := job("r1", "a")
	later.NotBefore = at(3)
	mustAdd(t, s, job("r1", "c"), job("r1", "b"), later, job("r2", "a"))
	mustAdd(t, s, job("r1", "b")) // known: changes nothing
	mustClaim(t, s, "w1", at(2), job("r1", "b"))
	mustClaim(t, s, "w2", at(2), job("r1", "c"))
	nothingToClaim(t, s, "r1", at(2))
	nothingToClaim(t, s, "r3", at(2))
	got := mustClaim(t, s, "w1", at(3), later)
	mustAdd(t, s, later) // a job under way is not reset
	jobs := all(t, s.RunJobs(t.Context(), "r1"))
	if len(jobs) != 3 || jobs[0].ID != "a" || jobs[1].ID != "b" || jobs[2].ID != "c" {
		t.Fatalf("RunJobs = %+v; want a, b, c", jobs)
	}
	same(t, "RunJobs", jobs[0], got)
	wantErr(t, "job without id", s.AddJobs(t.Context(), market.Job{Run: "r1"}), market.ErrInvalid)
	wantErr(t, "job without run", s.AddJobs(t.Context(), market.Job{ID: "x"}), market.ErrInvalid)
}

func testLeaseExpires(t *testing.T, s Store) {
	mustAdd(t, s, job("r", "a"))
	lost := mustClaim(t, s, "w1", at(1), job("r", "a"))
	nothingToClaim(t, s, "r", at(1).Add(lease-time.Second))
	taken := mustClaim(t, s, "w2", at(1).Add(lease+time.Second), job("r", "a"))

	lost.Outcome = "ok"
	wantErr(t, "FinishJob by the worker that lost its lease", s.FinishJob(t.Context(), "w1", lost), market.ErrConflict)
	taken.Outcome = "not_found"
	if err := s.FinishJob(t.Context(), "w2", taken); err != nil {
		t.Fatal(err)
	}
	nothingToClaim(t, s, "r", at(9))
}

func testJobFinished(t *testing.T, s Store) {
	ctx := t.Context()
	mustAdd(t, s, job("r", "a"))
	wantErr(t, "FinishJob of an unknown job", s.FinishJob(ctx, "w", job("r", "z")), market.ErrNotFound)
	wantErr(t, "FinishJob of a job that no one holds", s.FinishJob(ctx, "w", withOutcome(job("r", "a"), "ok")), market.ErrConflict)

	// Put back: open again, not before its time.
	j := mustClaim(t, s, "w", at(1), job("r", "a"))
	j.Attempts, j.NotBefore, j.Detail = 1, at(2), "429"
	for range 2 { // the answer to the first may have been lost
		if err := s.FinishJob(ctx, "w", j); err != nil {
			t.Fatal(err)
		}
	}
	nothingToClaim(t, s, "r", at(1))
	open := job("r", "a")
	open.Attempts, open.NotBefore, open.Detail = 1, at(2), "429"
	j = mustClaim(t, s, "w", at(2), open)

	j.Outcome, j.Detail, j.Attempts, j.NotBefore = "ok", "", 2, time.Time{}
	for range 2 {
		if err := s.FinishJob(ctx, "w", j); err != nil {
			t.Fatal(err)
		}
	}
	done := job("r", "a")
	done.Outcome, done.Attempts = "ok", 2
	same(t, "RunJobs", all(t, s.RunJobs(ctx, "r")), []market.Job{done})
	nothingToClaim(t, s, "r", at(9))
}

func withOutcome(j market.Job, outcome string) market.Job {
	j.Outcome = outcome
	return j
}

// testManyWorkers lets workers claim at the same time: every job goes to exactly one of them.
func testManyWorkers(t *testing.T, s Store) {
	const jobs, workers = 24, 4
	for i := range jobs {
		mustAdd(t, s, job("r", fmt.Sprintf("%03d", i)))
	}
	var mu sync.Mutex
	claimed := map[string]string{}
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			worker := fmt.Sprint("w", w)
			for {
				j, err := s.ClaimJob(t.Context(), "r", worker, at(1), lease)
				if errors.Is(err, market.ErrNotFound) {
					return
				}
				if err != nil {
					t.Errorf("ClaimJob: %v", err)
					return
				}
				mu.Lock()
				if by, twice := claimed[j.ID]; twice {
					t.Errorf("job %s went to %s and %s", j.ID, by, worker)
				}
				claimed[j.ID] = worker
				mu.Unlock()
				j.Outcome = "ok"
				if err := s.FinishJob(t.Context(), worker, j); err != nil {
					t.Errorf("FinishJob: %v", err)
				}
			}
		})
	}
	wg.Wait()
	if len(claimed) != jobs {
		t.Errorf("%d jobs claimed; want %d", len(claimed), jobs)
	}
}

// testJobCounts: the counts are over all runs, by source, kind and outcome, in this order.
func testJobCounts(t *testing.T, s Store) {
	same(t, "JobCounts of an empty store", counts(t, s), []market.JobCount(nil))
	for _, run := range []string{"one", "two"} {
		for i, outcome := range []string{"ok", "ok", "not_found", ""} {
			j := job(run, fmt.Sprint(i))
			mustAdd(t, s, j)
			if outcome == "" {
				continue
			}
			j = mustClaim(t, s, "w", at(1), j)
			j.Outcome = outcome
			if err := s.FinishJob(t.Context(), "w", j); err != nil {
				t.Fatal(err)
			}
		}
	}
	other := job("two", "9")
	other.Source, other.Kind, other.Outcome = "bravo", "feed", "ok"
	mustAdd(t, s, other)
	same(t, "JobCounts", counts(t, s), []market.JobCount{
		{Source: "alpha", Kind: "product", Outcome: "", Jobs: 2}, {Source: "alpha", Kind: "product", Outcome: "not_found", Jobs: 2},
		{Source: "alpha", Kind: "product", Outcome: "ok", Jobs: 4}, {Source: "bravo", Kind: "feed", Outcome: "ok", Jobs: 1},
	})
}

func counts(t *testing.T, s Store) []market.JobCount {
	t.Helper()
	out, err := gather(s.JobCounts(t.Context()))
	if err != nil {
		t.Fatalf("JobCounts: %v", err)
	}
	return out
}

// testPutBack: a job that is leased and put back many times, as the turn to ask a host is, keeps its times and stays one.
func testPutBack(t *testing.T, s Store) {
	mustAdd(t, s, job("turns", "1"))
	now := at(1)
	for i := range 120 {
		if i > 0 {
			nothingToClaim(t, s, "turns", now.Add(-time.Millisecond))
		}
		j, err := s.ClaimJob(t.Context(), "turns", fmt.Sprint("w", i%3), now, lease)
		if err != nil {
			t.Fatalf("ClaimJob %d: %v", i, err)
		}
		now = now.Add(5 * time.Second)
		j.NotBefore = now
		if err := s.FinishJob(t.Context(), fmt.Sprint("w", i%3), j); err != nil {
			t.Fatalf("FinishJob %d: %v", i, err)
		}
	}
	all, err := gather(s.RunJobs(t.Context(), "turns"))
	if err != nil || len(all) != 1 || !all[0].NotBefore.Equal(now) || all[0].LeasedBy != "" || all[0].Outcome != "" {
		t.Errorf("RunJobs = %+v, %v; want one open job from %v on", all, err, now)
	}
}
