package scraper_test

import (
	"testing"
	"time"

	"shelfwise/store/memory"
)

// TestF02Schedule: a product of a source with an interval of 6 h is fetched exactly 4 times in a simulated day, however
// often the schedule is asked, and by its shop's log.
func TestF02Schedule(t *testing.T) {
	c, s := newClock(), newShop(t)
	s.stock(3, func(int) string { return "20.00" })
	p := s.profile(t, "every: 6h\n")
	col := s.collector(t, c, memory.New(), nil)
	_, begin := p.Slot(c.Now())
	if err := c.Sleep(t.Context(), begin.Sub(c.Now())); err != nil {
		t.Fatal(err)
	}
	for c.Now().Before(begin.Add(24 * time.Hour)) {
		run, next := p.Slot(c.Now())
		if !next.After(c.Now()) || next.Sub(c.Now()) > 6*time.Hour {
			t.Fatalf("at %s the next run is at %s", c.Now(), next)
		}
		collect(t, col, run, p)
		if err := c.Sleep(t.Context(), 17*time.Minute); err != nil {
			t.Fatal(err)
		}
	}
	if n := s.asked("/p/1"); n != 4 {
		t.Errorf("the product was asked for %d times in a day; want 4", n)
	}
}
