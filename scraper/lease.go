package scraper

import (
	"context"
	"errors"
	"fmt"

	"shelfwise/market"
)

// putBackGone lets go of a job whose worker has ended for good, so that no one waits for its lease to run out. It reports
// whether the job is free now.
func putBackGone(ctx context.Context, jobs market.Jobs, gone func(worker string) bool, job market.Job) (bool, error) {
	if gone == nil || job.Outcome != "" || job.LeasedBy == "" || !gone(job.LeasedBy) {
		return false, nil
	}
	worker := job.LeasedBy
	err := jobs.FinishJob(ctx, worker, job)
	if errors.Is(err, market.ErrConflict) { // another has it by now
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("take over from %s: %w", worker, err)
	}
	return true, nil
}
