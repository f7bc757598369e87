package advisor_test

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/store"
)

// counting counts what is written of matches.
type counting struct {
	market.Store
	put, dropped int
}

func (c *counting) PutMatches(ctx context.Context, m ...market.Match) error {
	c.put += len(m)
	return c.Store.PutMatches(ctx, m...)
}

func (c *counting) DropMatches(ctx context.Context, m ...market.Match) error {
	c.dropped += len(m)
	return c.Store.DropMatches(ctx, m...)
}

// kettles are candidates and listings of one category, the even ones of the same product.
func kettles(candidates, listings int) ([]market.Candidate, []market.Series) {
	var cands []market.Candidate
	for i := range candidates {
		cands = append(cands, market.Candidate{ID: fmt.Sprintf("c%03d", i), Title: fmt.Sprintf("Korrin Kettle KT-%d", 400+i), Brand: "Korrin", Category: "kettle", Currency: "EUR"})
	}
	var out []market.Series
	for i := range listings {
		title := fmt.Sprintf("Brava electric kettle BR%d", 700+i)
		if i%2 == 0 {
			title = fmt.Sprintf("Korrin KT-%d electric kettle", 400+i/2)
		}
		id := market.NewListingID("alpha", fmt.Sprintf("k%05d", i), "", nil)
		out = append(out, market.Series{
			Listing:      market.Listing{ID: id, Source: "alpha", ExternalID: fmt.Sprintf("k%05d", i), Title: title, Category: "kettle"},
			Observations: []market.Observation{{ListingID: id, ObservedAt: day.Add(-time.Hour), Offer: market.Offer{Price: money.FromFloat(float64(20+i%30), "EUR")}}},
		})
	}
	return cands, out
}

func over(t testing.TB, s market.Store) *advisor.Advisor {
	t.Helper()
	a, err := advisor.New(advisor.Options{Store: s, Now: func() time.Time { return day }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func keptMatches(t *testing.T, s market.Store) []market.Match {
	t.Helper()
	var out []market.Match
	for m, err := range s.Matches(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, m)
	}
	return out
}

// TestF19CompareAsListingsArrive: what is kept after many small steps is what one comparing of all keeps in an empty
// store, and a step writes no more than what it changed.
func TestF19CompareAsListingsArrive(t *testing.T) {
	ctx := t.Context()
	cands, listings := kettles(6, 60)
	opened, err := store.Open(ctx, "memory:", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s := &counting{Store: opened}
	a := over(t, s)
	if err := s.PutCandidates(ctx, cands...); err != nil {
		t.Fatal(err)
	}
	step := func(name string, at time.Duration, most int, do func()) {
		t.Helper()
		do()
		s.put, s.dropped = 0, 0
		if _, err := a.Compare(ctx, day.Add(at)); err != nil {
			t.Fatal(err)
		}
		if s.put > most {
			t.Errorf("%s: %d matches written; want %d at most", name, s.put, most)
		}
		anew, err := store.Open(ctx, "memory:", slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		b := over(t, anew)
		copyMarket(t, s, anew)
		if _, err := b.Compare(ctx, day.Add(at)); err != nil {
			t.Fatal(err)
		}
		// The weights of words are those of the last whole comparing: they move the confidence by little.
		if diff := cmp.Diff(keptMatches(t, anew), keptMatches(t, s), cmpopts.IgnoreFields(market.Match{}, "Evidence"), cmpopts.EquateApprox(0, 1e-3)); diff != "" {
			t.Errorf("%s: kept in steps differs from kept at once (+):\n%s", name, diff)
		}
	}
	add := func(from, to int) func() {
		return func() {
			if _, err := s.Append(ctx, listings[from:to]...); err != nil {
				t.Fatal(err)
			}
		}
	}
	step("first", 0, 1000, add(0, 50))
	step("nothing new", time.Second, 0, func() {})
	step("ten arrive", 2*time.Second, 6*10+20, add(50, 60))
	step("a candidate changes", 3*time.Second, 80, func() {
		cands[0].Category, cands[0].Title, cands[0].Keywords = "lamp", "Norvik Desk Lamp DL-20", []string{"desk lamp"}
		if err := s.PutCandidates(ctx, cands[0]); err != nil {
			t.Fatal(err)
		}
	})
	if s.dropped == 0 {
		t.Error("a candidate that became a lamp keeps its kettles")
	}
	step("a decision", 4*time.Second, 2, func() {
		if _, err := a.Decide(ctx, advisor.Decision{CandidateID: "c001", ListingID: listings[3].Listing.ID, Decision: market.Rejected}); err != nil {
			t.Fatal(err)
		}
	})
}

// copyMarket copies candidates, listings and decisions.
func copyMarket(t *testing.T, from, to market.Store) {
	t.Helper()
	ctx := t.Context()
	var decided []market.Match
	for _, m := range keptMatches(t, from) {
		if m.Decision == market.Confirmed || m.Decision == market.Rejected {
			decided = append(decided, m)
		}
	}
	for c, err := range from.Candidates(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if err := to.PutCandidates(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	for l, err := range from.Listings(ctx, market.ListingFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		one := market.Series{Listing: l}
		for o, err := range from.Observations(ctx, market.ObservationFilter{ListingID: l.ID}) {
			if err != nil {
				t.Fatal(err)
			}
			one.Observations = append(one.Observations, o)
		}
		if _, err := to.Append(ctx, one); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.PutMatches(ctx, decided...); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkCompareStore measures comparing over a file: the first time, with nothing new, with a hundred listings more,
// with one candidate changed.
func BenchmarkCompareStore(b *testing.B) {
	for _, name := range []string{"first", "nothing", "arrived", "candidate"} {
		b.Run(name, func(b *testing.B) {
			cands, listings := kettles(200, 20_000+100*b.N)
			s, err := store.Open(b.Context(), "sqlite:"+filepath.Join(b.TempDir(), "m.db"), slog.New(slog.DiscardHandler))
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			if err := s.PutCandidates(b.Context(), cands...); err != nil {
				b.Fatal(err)
			}
			if _, err := s.Append(b.Context(), listings[:20_000]...); err != nil {
				b.Fatal(err)
			}
			a := over(b, s)
			compare := func(n int) {
				if _, err := a.Compare(b.Context(), day.Add(time.Duration(n)*time.Second)); err != nil {
					b.Fatal(err)
				}
			}
			if name != "first" {
				compare(0)
			}
			b.ResetTimer()
			for n := range b.N {
				switch name {
				case "arrived":
					_, err = s.Append(b.Context(), listings[20_000+100*n:20_100+100*n]...)
				case "candidate":
					cands[0].Title += " new"
					err = s.PutCandidates(b.Context(), cands[0])
				}
				if err != nil {
					b.Fatal(err)
				}
				compare(n + 1)
			}
		})
	}
}
