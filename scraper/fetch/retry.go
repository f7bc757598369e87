package fetch

import (
	"context"
	"errors"
)

// Retry is a Fetcher that asks again, within bounds, after failures that may pass.
type Retry struct {
	next  Fetcher
	clock Clock
	tries int
}

// NewRetry returns a Retry around next that asks at most tries times.
func NewRetry(next Fetcher, clock Clock, tries int) *Retry {
	return &Retry{next: next, clock: clock, tries: tries}
}

// Fetch asks next, waits and asks again while the outcome is retryable. A wait that the host asked for is kept, or,
// where it is longer than a turn may last, left to the caller.
func (r *Retry) Fetch(ctx context.Context, rawURL string) (*Page, error) {
	for n := 1; ; n++ {
		page, err := r.next.Fetch(ctx, rawURL)
		e, ok := errors.AsType[*Error](err)
		if err == nil || !ok || !e.Outcome.Retryable() || n >= r.tries || e.RetryAfter > maxTurn {
			return page, err
		}
		wait := e.RetryAfter
		if wait == 0 {
			wait = Backoff(n)
		}
		if r.clock.Sleep(ctx, wait) != nil {
			return nil, err
		}
	}
}
