package mongo_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/event"

	"shelfwise/market"
	"shelfwise/store/mongo"
	"shelfwise/store/mongo/mongotest"
	"shelfwise/store/storetest"
)

// open gives a store in a database of its own.
func open(t *testing.T, url string, o mongo.Options) *mongo.Store {
	t.Helper()
	name := fmt.Sprintf("t%d", time.Now().UnixNano()%1e12)
	s, err := mongo.Open(t.Context(), url+name, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

func TestConformance(t *testing.T) {
	url := mongotest.Server(t)
	storetest.Run(t, func(t *testing.T) storetest.Store { return open(t, url, mongo.Options{}) })
}

// TestCommands holds the store to commands that every compatible server has.
func TestCommands(t *testing.T) {
	var mu sync.Mutex
	var seen []string
	var unordered, singles int
	monitor := &event.CommandMonitor{Started: func(_ context.Context, e *event.CommandStartedEvent) {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, e.CommandName)
		if e.CommandName == "insert" || e.CommandName == "update" {
			if v, err := e.Command.LookupErr("ordered"); err == nil && !v.Boolean() {
				unordered++
			} else {
				singles++
			}
		}
	}}
	s := open(t, mongotest.Server(t), mongo.Options{Batch: 10, Monitor: monitor})
	var series []market.Series
	for i := range 25 {
		l := market.Listing{ID: market.ListingID(fmt.Sprintf("a|%02d", i)), Source: "a", Title: "Kettle"}
		series = append(series, market.Series{Listing: l, Observations: []market.Observation{{ObservedAt: time.Date(2026, 9, 7, 0, 0, 0, 0, time.UTC)}}})
	}
	for range 2 {
		if _, err := s.Append(t.Context(), series...); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.AddJobs(t.Context(), market.Job{ID: "1", Run: "r"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.ClaimJob(t.Context(), "r", "w", time.Date(2026, 9, 7, 0, 0, 0, 0, time.UTC), time.Minute); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	defer mu.Unlock()
	plain := []string{"hello", "buildInfo", "createIndexes", "collMod", "find", "getMore", "insert", "update", "endSessions", "killCursors", "ping"}
	for _, name := range seen {
		if !slices.Contains(plain, name) {
			t.Errorf("the store sent %s, which not every compatible server has", name)
		}
	}
	if want := 3 + 3 + 1; unordered != want || singles != 1 {
		t.Errorf("%d unordered writes and %d single ones; want %d (three batches of rows and of listings, one of jobs; nothing the second time) and 1 (the lease)", unordered, singles, want)
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, url := range []string{"mongodb://127.0.0.1:1", "mongodb://127.0.0.1:1/", "mongodb:///x"} {
		if _, err := mongo.Open(t.Context(), url, mongo.Options{}); !errors.Is(err, market.ErrInvalid) {
			t.Errorf("Open(%q) = %v; want ErrInvalid", url, err)
		}
	}
}
