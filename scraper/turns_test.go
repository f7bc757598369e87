package scraper_test

import (
	"net/http"
	"sync"
	"testing"
	"time"

	"shelfwise/scraper"
	"shelfwise/store/memory"
)

// TestF05OneInFlightAmongWorkers: however many workers share a store, a host has one request in flight, and its pace is
// kept between two workers' requests, as the shop's log shows.
func TestF05OneInFlightAmongWorkers(t *testing.T) {
	s, c, st := newShop(t), newClock(), memory.New()
	const products, workers = 12, 3
	s.stock(products, func(int) string { return "19.90" })
	var mu sync.Mutex
	inFlight, most := 0, 0
	var began []time.Time
	inner := s.Config.Handler
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		inFlight++
		most = max(most, inFlight)
		began = append(began, c.Now())
		mu.Unlock()
		inner.ServeHTTP(w, r)
		mu.Lock()
		inFlight--
		mu.Unlock()
	})
	p, err := scraper.ParseProfile("shop.yaml", []byte("name: shop\nstart: ["+s.URL+"/c]\npace: 5s\nproduct_links: {select: a.to}\n"))
	if err != nil {
		t.Fatal(err)
	}
	errs := make(chan error)
	for range workers {
		// The clock of the test runs while a worker waits for the other, so the leases are long.
		col := s.collector(t, c, st, func(cfg *scraper.Config) {
			cfg.Lease, cfg.SharedTurns, cfg.Timeout = 1000*time.Hour, true, 1000*time.Hour
		})
		go func() {
			_, err := col.Collect(t.Context(), "run", p)
			errs <- err
		}()
	}
	for range workers {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if got := prices(t, st); len(got) != products {
		t.Errorf("%d listings; want %d", len(got), products)
	}
	if most != 1 {
		t.Errorf("up to %d requests in flight; want 1", most)
	}
	for i := 1; i < len(began); i++ {
		if gap := began[i].Sub(began[i-1]); gap < 5*time.Second {
			t.Errorf("request %d came %v after the one before; the pace is 5s", i, gap)
		}
	}
}
