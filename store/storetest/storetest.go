package storetest

import (
	"errors"
	"iter"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Store is what a back end implements.
type Store interface {
	market.Store
	market.RateStore
	market.KeyStore
	market.OutcomeStore
	market.Jobs
}

// Run checks a store against its contract. Open gives an empty store for one case and closes it when the case ends.
func Run(t *testing.T, open func(t *testing.T) Store) {
	t.Helper()
	for _, c := range []struct {
		name string
		run  func(t *testing.T, s Store)
	}{
		{"listing", testListing},
		{"listing described again", testDescribedAgain},
		{"listings filtered and paged", testListings},
		{"append twice", testAppendTwice},
		{"F21 the same again moves last seen", testF21LastSeen},
		{"F21 history as of", testF21AsOf},
		{"late readings", testLateReadings},
		{"every field survives", testEveryField},
		{"F13 pack", testF13Pack},
		{"unknown stays unknown", testUnknown},
		{"conflicting reading", testConflict},
		{"invalid series", testInvalidSeries},
		{"observations filtered", testObservations},
		{"observations of a known listing", testKnownListing},
		{"big append", testBigAppend},
		{"stopping early", testStopEarly},
		{"cancelled", testCancelled},
		{"values are copies", testCopies},
		{"candidates", testCandidates},
		{"matches", testMatches},
		{"user decides matches", testUserDecides},
		{"matches dropped", testDropMatches},
		{"matches counted", testCountMatches},
		{"advice", testAdvice},
		{"F47 parts of an advice", testParts},
		{"F16 dated rates", testRates},
		{"F35 outcomes", testOutcomes},
		{"F53 idempotency keys", testKeys},
		{"F53 a key is taken once", testKeyTakenOnce},
		{"jobs claimed in order", testJobsInOrder},
		{"jobs leased again", testLeaseExpires},
		{"jobs finished", testJobFinished},
		{"jobs claimed by many workers", testManyWorkers},
		{"F05 a job put back for ever", testPutBack},
		{"F63 jobs counted over every run", testJobCounts},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, open(t)) })
	}
}

// at returns a fixed day of the tests' calendar.
func at(day int) time.Time { return time.Date(2026, 9, day, 6, 0, 0, 0, time.UTC) }

func eur(decimal string) money.Amount { return money.MustDecimal(decimal, "EUR") }

func listing(source, id string) market.Listing {
	return market.Listing{
		ID: market.NewListingID(source, id, "", nil), Source: source, ExternalID: id,
		Title: "Kettle " + id, URL: "https://" + source + ".example/p/" + id,
	}
}

func seen(l market.Listing, day int, price string) market.Observation {
	return market.Observation{ListingID: l.ID, ObservedAt: at(day), LastSeen: at(day), Offer: market.Offer{Price: eur(price)}}
}

func series(l market.Listing, obs ...market.Observation) market.Series {
	return market.Series{Listing: l, Observations: obs}
}

func mustAppend(t *testing.T, s Store, want market.Appended, in ...market.Series) {
	t.Helper()
	got, err := s.Append(t.Context(), in...)
	if err != nil {
		t.Fatalf("Append: %v", err)
	}
	if got != want {
		t.Errorf("Append = %+v; want %+v", got, want)
	}
}

func all[T any](t *testing.T, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var out []T
	for v, err := range seq {
		if err != nil {
			t.Fatalf("iterator: %v", err)
		}
		out = append(out, v)
	}
	return out
}

func rows(t *testing.T, s Store, f market.ObservationFilter) []market.Observation {
	t.Helper()
	return all(t, s.Observations(t.Context(), f))
}

func wantRows(t *testing.T, s Store, want ...market.Observation) {
	t.Helper()
	same(t, "Observations", rows(t, s, market.ObservationFilter{}), want)
}

func same[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if d := cmp.Diff(want, got, cmp.Comparer(func(a, b money.Amount) bool { return a == b })); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func wantErr(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: error %v; want %v", what, err, want)
	}
}
