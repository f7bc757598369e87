package scraper_test

import (
	"context"
	"os"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"shelfwise/market"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv("SHELFWISE_TEST_COLLECT"); dir != "" {
		collectUntilKilled(dir)
		return
	}
	goleak.VerifyTestMain(m)
}

// fakeClock moves only when someone sleeps.
type fakeClock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *fakeClock {
	return &fakeClock{now: time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)}
}

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(max(d, 0))
	return ctx.Err()
}

func rows(t *testing.T, st market.ListingStore) int {
	t.Helper()
	n := 0
	for _, err := range st.Observations(t.Context(), market.ObservationFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}
