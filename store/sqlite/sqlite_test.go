package sqlite_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/store/memory"
	"shelfwise/store/sqlite"
	"shelfwise/store/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var day = time.Date(2026, 9, 7, 6, 0, 0, 0, time.UTC)

func open(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
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
	storetest.Run(t, func(t *testing.T) storetest.Store { return open(t, filepath.Join(t.TempDir(), "m #1?%20.db")) })
}

// TestDifferential lets the memory store say what the answers are.
func TestDifferential(t *testing.T) {
	storetest.Differential(t, func(t *testing.T) (model, tested storetest.Store, closeBoth func()) {
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			t.Fatal(err)
		}
		s, err := sqlite.Open(t.Context(), filepath.Join(dir, "market.db"))
		if err != nil {
			t.Fatal(err)
		}
		return memory.New(), s, func() {
			if err := errors.Join(s.Close(), os.RemoveAll(dir)); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "market.db")
	s := open(t, path)
	if err := s.PutCandidates(t.Context(), market.Candidate{ID: "a", Title: "Kettle"}); err != nil {
		t.Fatal(err)
	}
	again := open(t, path) // beside the first, as another process would
	got, err := again.Candidate(t.Context(), "a")
	if err != nil || got.Title != "Kettle" {
		t.Errorf("Candidate = %+v, %v; want the one written", got, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	text := filepath.Join(t.TempDir(), "text.db")
	if err := os.WriteFile(text, []byte("this is a text file, long enough to have a header of a hundred bytes if it were a database of any kind"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"", text} {
		if _, err := sqlite.Open(t.Context(), path); !errors.Is(err, market.ErrInvalid) {
			t.Errorf("Open(%q): %v; want ErrInvalid", path, err)
		}
	}
	if _, err := sqlite.Open(t.Context(), t.TempDir()); err == nil {
		t.Error("Open of a folder: no error")
	}
}

// TestLeasesOfManyProcesses proves the leases: stores of their own on one file, as processes have them, with several
// workers each. Every job is done once, and a lease that ran out is taken over by exactly one.
func TestLeasesOfManyProcesses(t *testing.T) {
	const jobs, processes, workers = 60, 3, 4
	path := filepath.Join(t.TempDir(), "market.db")
	first := open(t, path)
	for i := range jobs {
		j := market.Job{ID: fmt.Sprintf("%03d", i), Run: "r"}
		if err := first.AddJobs(t.Context(), j); err != nil {
			t.Fatal(err)
		}
	}
	// A worker leases every job and is lost.
	for range jobs {
		if _, err := first.ClaimJob(t.Context(), "r", "lost", day, time.Minute); err != nil {
			t.Fatal(err)
		}
	}
	var mu sync.Mutex
	done := map[string]int{}
	var wg sync.WaitGroup
	for p := range processes {
		s := open(t, path)
		for w := range workers {
			wg.Go(func() {
				worker := fmt.Sprintf("p%d-w%d", p, w)
				for {
					j, err := s.ClaimJob(t.Context(), "r", worker, day.Add(2*time.Minute), time.Hour)
					if errors.Is(err, market.ErrNotFound) {
						return
					}
					if err == nil {
						j.Outcome = "ok"
						err = s.FinishJob(t.Context(), worker, j)
					}
					if err != nil {
						t.Errorf("%s: %v", worker, err)
						return
					}
					mu.Lock()
					done[j.ID]++
					mu.Unlock()
				}
			})
		}
	}
	wg.Wait()
	if len(done) != jobs {
		t.Errorf("%d jobs done; want %d", len(done), jobs)
	}
	for id, n := range done {
		if n != 1 {
			t.Errorf("job %s done %d times", id, n)
		}
	}
}

// manySeries gives listings with weekly observations, each with a price of its own.
func manySeries(listings, weeks int) []market.Series {
	out := make([]market.Series, listings)
	for i := range out {
		id := fmt.Sprintf("%07d", i)
		l := market.Listing{
			ID: market.ListingID("alpha|" + id), Source: "alpha", ExternalID: id, Title: "Brisa Wireless Earbuds Go H" + id,
			URL: "https://alpha.example/p/" + id, Brand: "Brisa", GTIN: "4878636852081", Category: "wireless earbuds",
		}
		out[i].Listing = l
		for w := range weeks {
			out[i].Observations = append(out[i].Observations, market.Observation{
				ListingID: l.ID, ObservedAt: day.AddDate(0, 0, 7*w), Rating: new(4.5), ReviewCount: new(int64(100 + w)),
				Offer: market.Offer{Price: money.New(int64(1000+i+w), "EUR"), Availability: market.InStock},
			})
		}
	}
	return out
}

func BenchmarkAppend(b *testing.B) {
	for _, size := range []struct {
		name            string
		listings, weeks int
	}{{"listings", 2000, 1}, {"observations", 200, 100}} {
		series := manySeries(size.listings, size.weeks)
		b.Run(fmt.Sprintf("%s/rows=%d", size.name, size.listings*size.weeks), func(b *testing.B) {
			rows := 0
			for b.Loop() {
				b.StopTimer()
				s := open(b, filepath.Join(b.TempDir(), "market.db"))
				b.StartTimer()
				for part := range chunks(series, 500) {
					got, err := s.Append(b.Context(), part...)
					if err != nil {
						b.Fatal(err)
					}
					rows += got.Observations
				}
			}
			b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

func chunks(all []market.Series, n int) func(func([]market.Series) bool) {
	return func(yield func([]market.Series) bool) {
		for ; len(all) > n; all = all[n:] {
			if !yield(all[:n]) {
				return
			}
		}
		yield(all)
	}
}

func BenchmarkObservations(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "market.db"))
	if _, err := s.Append(b.Context(), manySeries(1000, 50)...); err != nil {
		b.Fatal(err)
	}
	b.Run("scan/rows=50000", func(b *testing.B) {
		rows := 0
		for b.Loop() {
			for _, err := range s.Observations(b.Context(), market.ObservationFilter{}) {
				if err != nil {
					b.Fatal(err)
				}
				rows++
			}
		}
		b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
	})
	b.Run("history/rows=50", func(b *testing.B) {
		for b.Loop() {
			for _, err := range s.Observations(b.Context(), market.ObservationFilter{ListingID: "alpha|0000500"}) {
				if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// TestF13OldFile: a file that an older version wrote is brought up to date when it is opened; its readings have no pack,
// and a new one with a pack is kept beside them.
func TestF13OldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "market.db")
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) < 6 {
		t.Fatalf("migrations: %v, %v", files, err)
	}
	for _, f := range files[:5] {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.ExecContext(t.Context(), string(text)); err != nil {
			t.Fatal(err)
		}
	}
	for _, q := range []string{
		`INSERT INTO listings VALUES (1, 's|1', 's', '1', 'https://s.example/1', '', 'Rice', '', '', '', '', '', 0, 0)`,
		fmt.Sprintf(`INSERT INTO observations VALUES (1, %d, %[1]d, 1200, 'EUR', NULL, NULL, NULL, NULL, '', '', '', NULL, 0, NULL, NULL, NULL, NULL, '')`, day.UnixMilli()),
		"PRAGMA user_version = 5",
	} {
		if _, err := db.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := open(t, path)
	read := func() (out []market.Observation) {
		for o, err := range s.Observations(t.Context(), market.ObservationFilter{}) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, o)
		}
		return out
	}
	was := read()
	if len(was) != 1 || was[0].Offer.Price.String() != "12.00 EUR" || was[0].Offer.Pack.Known() {
		t.Fatalf("after the migration: %+v; want the old reading without a pack", was)
	}
	next := was[0]
	next.ObservedAt = day.AddDate(0, 0, 1)
	next.LastSeen = next.ObservedAt
	next.Offer.Pack = market.Pack{Count: 3, Each: "500", Unit: "g", Confirmed: true}
	if _, err := s.Append(t.Context(), market.Series{Observations: []market.Observation{next}}); err != nil {
		t.Fatal(err)
	}
	if got := read(); len(got) != 2 || got[1].Offer.Pack != next.Offer.Pack {
		t.Errorf("after a new reading: %+v", got)
	}
}
