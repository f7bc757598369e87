package scraper_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/scraper"
	"shelfwise/store"
	"shelfwise/store/memory"
	"shelfwise/store/mongo/mongotest"
)

// collectUntilKilled is the child process of TestResumeAfterKill: it collects into a store in dir until it is killed.
func collectUntilKilled(dir string) {
	if err := collectChild(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func collectChild(dir string) error {
	text, err := os.ReadFile(filepath.Join(dir, "shop.yaml"))
	if err != nil {
		return err
	}
	p, err := scraper.ParseProfile("shop.yaml", text)
	if err != nil {
		return err
	}
	st, err := store.Open(context.Background(), os.Getenv("SHELFWISE_TEST_STORE"), slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	c, err := scraper.New(scraper.Config{
		Contact: "https://example.org/bot", AllowLoopback: strings.Fields(os.Getenv("SHELFWISE_TEST_HOSTS")),
		ArchiveDir: filepath.Join(dir, "archive"), Now: time.Now, Worker: "doomed", SharedTurns: true,
	}, st, st)
	if err != nil {
		return err
	}
	if _, err := c.Collect(context.Background(), "run", p); err != nil {
		return err
	}
	return st.Close()
}

// TestResumeAfterKill kills a collecting process with SIGKILL at several points and lets another go on, on both stores
// that outlive a process: every listing is stored once, and no page is asked for twice but the one that was under way.
func TestResumeAfterKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	t.Run("SQLite", func(t *testing.T) {
		for _, at := range []int{1, 2, 9, 20, killListings + 1} {
			t.Run(fmt.Sprintf("at page %d", at), func(t *testing.T) {
				resumeAfterKill(t, "sqlite:"+filepath.Join(t.TempDir(), "market.db"), at)
			})
		}
	})
	t.Run("MongoDB", func(t *testing.T) {
		server := mongotest.Server(t)
		for _, at := range []int{2, 9, killListings + 1} {
			t.Run(fmt.Sprintf("at page %d", at), func(t *testing.T) {
				resumeAfterKill(t, fmt.Sprintf("%skill%d_%d", server, at, time.Now().UnixNano()%1e12), at)
			})
		}
	})
}

// killListings is how many listings the killed process was to collect.
const killListings = 24

func resumeAfterKill(t *testing.T, storeURL string, at int) {
	t.Helper()
	s := newShop(t)
	s.stock(killListings, func(i int) string { return fmt.Sprintf("%d.90", 10+i) })
	dir := t.TempDir()
	profile := "name: shop\nstart: [" + s.URL + "/c]\npace: 0\nproduct_links: {select: a.to}\n"
	if err := os.WriteFile(filepath.Join(dir, "shop.yaml"), []byte(profile), 0o600); err != nil {
		t.Fatal(err)
	}
	killAt(t, s, dir, storeURL, at)
	before := s.asked("")

	st, err := store.Open(t.Context(), storeURL, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}()
	c := newClock()
	c.now = time.Now().UTC()
	if at == 9 { // no one knows that the process is gone: long after its leases
		c.now = c.now.Add(time.Hour)
	}
	began := c.now
	p, err := scraper.ParseProfile("shop.yaml", []byte(profile))
	if err != nil {
		t.Fatal(err)
	}
	col, err := scraper.New(scraper.Config{
		Contact: "https://example.org/bot", AllowLoopback: []string{s.host()}, ArchiveDir: filepath.Join(dir, "archive"),
		Now: c.Now, Sleep: c.Sleep, SharedTurns: true, Gone: func(worker string) bool { return at != 9 && worker == "doomed" },
	}, st, st)
	if err != nil {
		t.Fatal(err)
	}
	defer col.Close()
	r := collect(t, col, "run", p)
	if r.Listings != killListings || r.Open != 0 || len(r.Held) > 0 {
		t.Errorf("report %+v; want %d listings", r, killListings)
	}
	if got := prices(t, st); len(got) != killListings || got["Kettle 3"] != "13.90 USD" {
		t.Errorf("stored %v; want %d listings", got, killListings)
	}
	if n := rows(t, st); n != killListings {
		t.Errorf("%d observations; want %d", n, killListings)
	}
	if waited := c.Now().Sub(began); waited > 20*time.Second {
		t.Errorf("waited %v for a process that is gone", waited)
	}
	if total := s.asked(""); total > killListings+2 || before < at {
		t.Errorf("%d requests, %d of them before the kill; want %d and at most one again", total, before, killListings+1)
	}
}

// killAt starts a collecting process and kills it while the shop is answering its nth page.
func killAt(t *testing.T, s *shop, dir, storeURL string, n int) {
	t.Helper()
	reached, release := make(chan struct{}), make(chan struct{})
	handler := s.Config.Handler
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r)
		if r.URL.Path != "/robots.txt" && s.asked("") == n {
			close(reached)
			<-release
		}
	})
	cmd := exec.Command(os.Args[0]) //nolint:gosec // the test binary itself
	cmd.Env = append(os.Environ(), "SHELFWISE_TEST_COLLECT="+dir, "SHELFWISE_TEST_STORE="+storeURL, "SHELFWISE_TEST_HOSTS="+s.host())
	var out strings.Builder
	cmd.Stderr = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case <-reached:
	case err := <-ended:
		t.Fatalf("the process ended by itself: %v\n%s", err, &out)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-ended
	close(release)
	s.mu.Lock()
	s.Config.Handler = handler
	s.mu.Unlock()
}

// brokenSink takes nothing.
type brokenSink struct{ market.Store }

var errFull = errors.New("disk full")

func (brokenSink) Append(context.Context, ...market.Series) (market.Appended, error) {
	return market.Appended{}, errFull
}

// TestResumeBeforeStoring: a run whose pages are all fetched but not stored goes on from the kept pages, without a
// request.
func TestResumeBeforeStoring(t *testing.T) {
	s, c, st, dir := newShop(t), newClock(), memory.New(), t.TempDir()
	s.stock(8, func(int) string { return "19.90" })
	p := s.profile(t, "")
	cfg := scraper.Config{
		Contact: "https://example.org/bot", AllowLoopback: []string{s.host()}, ArchiveDir: dir, Now: c.Now, Sleep: c.Sleep,
	}
	broken, err := scraper.New(cfg, st, brokenSink{st})
	if err != nil {
		t.Fatal(err)
	}
	defer broken.Close()
	if _, err := broken.Collect(t.Context(), "run", p); !errors.Is(err, errFull) {
		t.Fatalf("Collect = %v; want %v", err, errFull)
	}
	asked := s.asked("")
	good := s.collector(t, c, st, func(cfg *scraper.Config) { cfg.ArchiveDir = dir })
	r := collect(t, good, "run", p)
	if r.Listings != 8 || r.Appended.Observations != 8 || r.AlreadyDone {
		t.Errorf("report %+v; want 8 listings stored", r)
	}
	if n := s.asked(""); n != asked {
		t.Errorf("%d more requests; want none", n-asked)
	}
}

// TestStopped: a run that is stopped gives its page back and goes on under the same name.
func TestStopped(t *testing.T) {
	s, c, st, dir := newShop(t), newClock(), memory.New(), t.TempDir()
	s.stock(8, func(int) string { return "19.90" })
	p := s.profile(t, "")
	ctx, cancel := context.WithCancel(t.Context())
	col := s.collector(t, c, st, func(cfg *scraper.Config) {
		cfg.ArchiveDir = dir
		cfg.Progress = func(e scraper.Event) {
			if e.Done == 4 {
				cancel()
			}
		}
	})
	if _, err := col.Collect(ctx, "run", p); !errors.Is(err, context.Canceled) {
		t.Fatalf("Collect = %v; want %v", err, context.Canceled)
	}
	r := collect(t, col, "run", p)
	if r.Listings != 8 || s.asked("") != 9 {
		t.Errorf("%d listings after %d requests; want 8 after 9", r.Listings, s.asked(""))
	}
}

// TestWorkersShareAStore: two workers on one store ask for every page once and store every listing once.
func TestWorkersShareAStore(t *testing.T) {
	s, c, st := newShop(t), newClock(), memory.New()
	s.stock(30, func(int) string { return "19.90" })
	p := s.profile(t, "")
	type answer struct {
		r   scraper.Report
		err error
	}
	answers := make(chan answer)
	for range 2 {
		// The clock of the test runs while a worker waits for the other, so the leases are long.
		col := s.collector(t, c, st, func(cfg *scraper.Config) { cfg.Lease = 1000 * time.Hour })
		go func() {
			r, err := col.Collect(t.Context(), "run", p)
			answers <- answer{r, err}
		}()
	}
	for range 2 {
		if a := <-answers; a.err != nil {
			t.Error(a.err)
		}
	}
	if got := prices(t, st); len(got) != 30 || rows(t, st) != 30 {
		t.Errorf("%d listings with %d rows; want 30 with one each", len(got), rows(t, st))
	}
	if n := s.asked(""); n != 31 {
		t.Errorf("%d requests; want 31", n)
	}
}
