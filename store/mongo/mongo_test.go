package mongo_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/event"

	"shelfwise/market"
	"shelfwise/store/mongo"
	"shelfwise/store/storetest"
)

// server is the MongoDB-compatible server of this test run: the one that SHELFWISE_TEST_MONGO names, else FerretDB,
// built from its own module and started on loopback.
func server(t *testing.T) string {
	t.Helper()
	if url := os.Getenv("SHELFWISE_TEST_MONGO"); url != "" {
		return strings.TrimSuffix(url, "/") + "/"
	}
	bin := ferret(t)
	cmd := exec.Command(bin, "-dir", t.TempDir())
	stdin, err := cmd.StdinPipe() // the server stops when this ends, also when the test dies
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = stdin.Close()
		_ = cmd.Wait()
	})
	sc := bufio.NewScanner(out)
	for sc.Scan() {
		if url, ok := strings.CutPrefix(sc.Text(), "listening "); ok {
			return url
		}
	}
	t.Fatalf("FerretDB ended before it listened: %v", sc.Err())
	return ""
}

// ferret builds the test server once and returns its path. Without CI a machine on which it cannot be built leaves
// these tests out, and says why.
func ferret(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	bin := filepath.Join(cache, "shelfwise-test", "ferretdb")
	if err := os.MkdirAll(filepath.Dir(bin), 0o755); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-C", "ferret", "-buildvcs=false", "-tags", "ferretdb_no_postgresql", "-o", bin, ".")
	if text, err := build.CombinedOutput(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("build FerretDB: %v\n%s", err, text)
		}
		t.Skipf("no MongoDB: FerretDB cannot be built here (%v); name a server in SHELFWISE_TEST_MONGO", err)
	}
	return bin
}

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
	url := server(t)
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
	s := open(t, server(t), mongo.Options{Batch: 10, Monitor: monitor})
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
