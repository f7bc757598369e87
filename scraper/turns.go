package scraper

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shelfwise/market"
	"shelfwise/scraper/fetch"
)

const (
	// jobTurn is the kind of the one job of a host that stands for the turn to ask it.
	jobTurn = "turn"
	// turnPoll is how often a worker looks whether another has left it the turn.
	turnPoll = 200 * time.Millisecond
	// longestTurn is the furthest off that a turn is waited for; beyond it the caller is told when to come back.
	longestTurn = time.Minute
)

// sharedTurns is a fetch.Gate for all the workers of a store: the turn to ask a host is a job that is leased, and put back
// with the time before which no one may ask. A worker that dies keeps the turn until its lease ends. Within this process
// the turns of one process come first, so that its own requests do not race each other through the store.
type sharedTurns struct {
	own    fetch.Gate
	jobs   market.Jobs
	worker string
	gone   func(worker string) bool // see Config.Gone
	lease  time.Duration
	clock  fetch.Clock
}

func turnRun(host string) string { return "turns/" + host }

// Enter implements fetch.Gate.
func (g *sharedTurns) Enter(ctx context.Context, host string) (func(time.Time), error) {
	leaveOwn, err := g.own.Enter(ctx, host)
	if err != nil {
		return nil, err
	}
	job, err := g.claim(ctx, host)
	if err != nil {
		leaveOwn(g.clock.Now())
		return nil, err
	}
	return func(next time.Time) {
		job.NotBefore, job.Outcome = next.UTC(), ""
		// Where the lease was lost, or the store does not answer, the lease's end lets the next one in.
		_ = g.jobs.FinishJob(context.WithoutCancel(ctx), g.worker, job)
		leaveOwn(next)
	}, nil
}

// claim waits for the host's turn among all workers.
func (g *sharedTurns) claim(ctx context.Context, host string) (market.Job, error) {
	run := turnRun(host)
	if err := g.jobs.AddJobs(ctx, market.Job{ID: "1", Run: run, Source: host, Kind: jobTurn}); err != nil {
		return market.Job{}, fmt.Errorf("turn of %s: %w", host, err)
	}
	for now := g.clock.Now(); ; {
		job, err := g.jobs.ClaimJob(ctx, run, g.worker, now.UTC(), g.lease)
		if err == nil || !errors.Is(err, market.ErrNotFound) {
			return job, err
		}
		wait, err := g.off(ctx, run, now)
		if err != nil {
			return market.Job{}, fmt.Errorf("turn of %s: %w", host, err)
		}
		if wait > longestTurn {
			return market.Job{}, &fetch.Error{Outcome: fetch.RateLimited, RetryAfter: wait, Err: errors.New("the host wants to be left alone")}
		}
		if err := g.clock.Sleep(ctx, max(wait, turnPoll)); err != nil {
			return market.Job{}, err
		}
		if passed := now.Add(max(wait, 0)); g.clock.Now().After(passed) {
			now = g.clock.Now()
		} else {
			now = passed // it has been slept, whatever the clock says
		}
	}
}

// off is how long from now on the host wants to be left alone. While another worker has the turn nothing is known of it. The
// clock is read after the turn: time that passed in between is no wait.
func (g *sharedTurns) off(ctx context.Context, run string, now time.Time) (time.Duration, error) {
	for job, err := range g.jobs.RunJobs(ctx, run) {
		if err != nil {
			return 0, err
		}
		if free, err := putBackGone(ctx, g.jobs, g.gone, job); free || err != nil {
			return 0, err
		}
		if later := g.clock.Now(); later.After(now) {
			now = later
		}
		return job.NotBefore.Sub(now), nil
	}
	return 0, nil
}
