package storetest

import (
	"context"
	"math"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

func testAppendTwice(t *testing.T, s Store) {
	l := listing("alpha", "1")
	in := series(l, seen(l, 1, "10.00"), seen(l, 2, "11.00"), seen(l, 3, "10.00"))
	mustAppend(t, s, market.Appended{Listings: 1, Observations: 3}, in)
	mustAppend(t, s, market.Appended{Unchanged: 3}, in)
	wantRows(t, s, in.Observations...)
	got, err := s.Listing(t.Context(), l.ID)
	if err != nil {
		t.Fatal(err)
	}
	l.FirstSeen, l.LastSeen = at(1), at(3)
	same(t, "Listing", got, l)
}

func testF21LastSeen(t *testing.T, s Store) {
	l := listing("alpha", "1")
	mustAppend(t, s, market.Appended{Listings: 1, Observations: 1}, series(l, seen(l, 1, "10.00")))
	mustAppend(t, s, market.Appended{Unchanged: 1}, series(l, seen(l, 2, "10.00")))
	mustAppend(t, s, market.Appended{Unchanged: 2}, series(l, seen(l, 4, "10.00"), seen(l, 3, "10.00")))
	want := seen(l, 1, "10.00")
	want.LastSeen = at(4)
	wantRows(t, s, want)
	mustAppend(t, s, market.Appended{Observations: 1}, series(l, seen(l, 5, "10.01")))
	wantRows(t, s, want, seen(l, 5, "10.01"))
	// What one store gives, another takes: the span arrives as it was.
	mustAppend(t, s, market.Appended{Unchanged: 1}, series(l, want))
	wantRows(t, s, want, seen(l, 5, "10.01"))
}

func testF21AsOf(t *testing.T, s Store) {
	l := listing("alpha", "1")
	mustAppend(t, s, market.Appended{Listings: 1, Observations: 2}, series(l, seen(l, 1, "10.00"), seen(l, 5, "12.00")))
	before := rows(t, s, market.ObservationFilter{Until: at(6)})
	mustAppend(t, s, market.Appended{Observations: 1}, series(l, seen(l, 7, "9.00")))
	same(t, "history as of day 6", rows(t, s, market.ObservationFilter{Until: at(6)}), before)
}

func testLateReadings(t *testing.T, s Store) {
	l := listing("alpha", "1")
	mustAppend(t, s, market.Appended{Listings: 1, Observations: 1, Unchanged: 1}, series(l, seen(l, 2, "10.00"), seen(l, 6, "10.00")))
	// Another price in the middle: what was read on day 6 is kept as a row of its own.
	mustAppend(t, s, market.Appended{Observations: 1}, series(l, seen(l, 4, "11.00")))
	want := []market.Observation{seen(l, 2, "10.00"), seen(l, 4, "11.00"), seen(l, 6, "10.00")}
	wantRows(t, s, want...)
	// A reading before all others.
	mustAppend(t, s, market.Appended{Observations: 1}, series(l, seen(l, 1, "9.00")))
	wantRows(t, s, append([]market.Observation{seen(l, 1, "9.00")}, want...)...)
	got, err := s.Listing(t.Context(), l.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !got.FirstSeen.Equal(at(1)) || !got.LastSeen.Equal(at(6)) {
		t.Errorf("Listing seen from %v to %v; want days 1 to 6", got.FirstSeen, got.LastSeen)
	}
}

// full is an observation with every field known.
func full(l market.Listing, day int) market.Observation {
	o := seen(l, day, "1299.00")
	o.Offer = market.Offer{
		Price: eur("1299.00"), ListPrice: money.MustDecimal("1499", "JPY"), Shipping: eur("0"),
		Seller: "Ωmega & Söhne", Condition: "NewCondition", Availability: market.InStock,
		Pack: market.Pack{Count: 3, Each: "0.75", Unit: "ml", Confirmed: true},
	}
	o.Rating, o.RatingScale = new(4.6), 5
	o.ReviewCount, o.RatingCount = new(int64(1204)), new(int64(math.MaxInt64))
	o.UnitsSold = &market.UnitsSold{AtLeast: 12000, WindowDays: 30}
	o.Provenance = market.Provenance{
		PageURL: l.URL, PageHash: "ab12", FetchedAt: at(day), Robots: "allow /", Import: "history.jsonl:7",
		Fields: map[string]market.Evidence{"price": {By: "json-ld", Path: "offers.price", Text: "1.299,00 €"}, "a.b$c": {By: "x"}},
	}
	return o
}

func testEveryField(t *testing.T, s Store) {
	l := listing("alpha", "1")
	o := full(l, 1)
	mustAppend(t, s, market.Appended{Listings: 1, Observations: 1}, series(l, o))
	wantRows(t, s, o)
	precise := seen(l, 2, "5.00")
	precise.ObservedAt = at(2).Add(123456789 * time.Nanosecond).In(time.FixedZone("CET", 3600))
	precise.LastSeen = time.Time{}
	mustAppend(t, s, market.Appended{Observations: 1}, series(l, precise))
	kept := seen(l, 2, "5.00")
	kept.ObservedAt = at(2).Add(123 * time.Millisecond) // stores keep milliseconds, in UTC
	kept.LastSeen = kept.ObservedAt
	wantRows(t, s, o, kept)
}

// testF13Pack: another pack at the same price is another reading, and each comes back as it was.
func testF13Pack(t *testing.T, s Store) {
	l := listing("alpha", "1")
	was, small := seen(l, 1, "3.99"), seen(l, 2, "3.99")
	was.Offer.Pack = market.Pack{Count: 1, Each: "500", Unit: "g", Confirmed: true}
	small.Offer.Pack = market.Pack{Count: 1, Each: "450", Unit: "g"}
	mustAppend(t, s, market.Appended{Listings: 1, Observations: 2}, series(l, was, small))
	again := small
	again.ObservedAt, again.LastSeen = at(3), at(3)
	mustAppend(t, s, market.Appended{Unchanged: 1}, series(l, again))
	small.LastSeen = at(3)
	wantRows(t, s, was, small)
}

func testUnknown(t *testing.T, s Store) {
	l := listing("alpha", "1")
	unknown := market.Observation{ListingID: l.ID, ObservedAt: at(1), LastSeen: at(1)}
	zero := unknown
	zero.ObservedAt, zero.LastSeen = at(2), at(2)
	zero.Rating, zero.ReviewCount, zero.RatingCount = new(0.0), new(int64(0)), new(int64(0))
	zero.UnitsSold = &market.UnitsSold{}
	zero.Offer.Price = eur("0")
	mustAppend(t, s, market.Appended{Listings: 1, Observations: 2}, series(l, unknown, zero))
	wantRows(t, s, unknown, zero)
}

func testConflict(t *testing.T, s Store) {
	l, m := listing("alpha", "1"), listing("alpha", "2")
	mustAppend(t, s, market.Appended{Listings: 1, Observations: 1}, series(l, seen(l, 1, "10.00")))
	got, err := s.Append(t.Context(), series(l, seen(l, 1, "11.00"), seen(l, 2, "12.00")), series(m, seen(m, 1, "1.00")))
	wantErr(t, "Append of a contradiction", err, market.ErrConflict)
	if want := (market.Appended{Listings: 1, Observations: 2}); got != want {
		t.Errorf("Append = %+v; want %+v: the rest is written", got, want)
	}
	wantRows(t, s, seen(l, 1, "10.00"), seen(l, 2, "12.00"), seen(m, 1, "1.00"))
	_, err = s.Append(t.Context(), series(m, seen(m, 3, "1.00"), seen(m, 3, "2.00")))
	wantErr(t, "Append of two contents at one time", err, market.ErrConflict)
}

func testObservations(t *testing.T, s Store) {
	a, b := listing("alpha", "1"), listing("bravo", "1")
	in := []market.Series{
		series(b, seen(b, 1, "1.00"), seen(b, 2, "2.00"), seen(b, 3, "3.00")),
		series(a, seen(a, 1, "4.00"), seen(a, 2, "5.00")),
	}
	mustAppend(t, s, market.Appended{Listings: 2, Observations: 5}, in...)
	for _, tc := range []struct {
		name string
		f    market.ObservationFilter
		want []market.Observation
	}{
		{"all, by listing then time", market.ObservationFilter{}, append(in[1].Observations[:2:2], in[0].Observations...)},
		{"one listing", market.ObservationFilter{ListingID: b.ID}, in[0].Observations},
		{"since is inclusive", market.ObservationFilter{ListingID: b.ID, Since: at(2)}, in[0].Observations[1:]},
		{"until is exclusive", market.ObservationFilter{ListingID: b.ID, Until: at(2)}, in[0].Observations[:1]},
		{"both ends, all listings", market.ObservationFilter{Since: at(2), Until: at(3)},
			[]market.Observation{in[1].Observations[1], in[0].Observations[1]}},
		{"one source", market.ObservationFilter{Source: "bravo"}, in[0].Observations},
		{"one source since", market.ObservationFilter{Source: "alpha", Since: at(2)}, in[1].Observations[1:]},
		{"unknown source", market.ObservationFilter{Source: "nobody"}, nil},
		{"listing of another source", market.ObservationFilter{Source: "alpha", ListingID: b.ID}, nil},
		{"unknown listing", market.ObservationFilter{ListingID: "nobody"}, nil},
	} {
		same(t, tc.name, rows(t, s, tc.f), tc.want)
	}
}

func testKnownListing(t *testing.T, s Store) {
	l := listing("alpha", "1")
	mustAppend(t, s, market.Appended{Listings: 1}, series(l))
	// The listing is stored, so that a series may bring observations alone.
	mustAppend(t, s, market.Appended{Observations: 1}, market.Series{Observations: []market.Observation{seen(l, 1, "10.00")}})
	wantRows(t, s, seen(l, 1, "10.00"))
	got, err := s.Listing(t.Context(), l.ID)
	if err != nil {
		t.Fatal(err)
	}
	l.FirstSeen, l.LastSeen = at(1), at(1)
	same(t, "Listing", got, l)
}

func testStopEarly(t *testing.T, s Store) {
	l := listing("alpha", "1")
	mustAppend(t, s, market.Appended{Listings: 1, Observations: 3}, series(l, seen(l, 1, "1.00"), seen(l, 2, "2.00"), seen(l, 3, "3.00")))
	for o, err := range s.Observations(t.Context(), market.ObservationFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		// The store may be used inside the loop, and the loop may end at any time.
		mustAppend(t, s, market.Appended{Observations: 1}, series(l, seen(l, 9, "9.00")))
		same(t, "first", o, seen(l, 1, "1.00"))
		break
	}
	if n := len(rows(t, s, market.ObservationFilter{})); n != 4 {
		t.Errorf("%d observations; want 4", n)
	}
}

func testCancelled(t *testing.T, s Store) {
	l := listing("alpha", "1")
	mustAppend(t, s, market.Appended{Listings: 1, Observations: 1}, series(l, seen(l, 1, "1.00")))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Append(ctx, series(l, seen(l, 2, "2.00"))); err == nil {
		t.Error("Append with an ended context: no error")
	}
	var last error
	for _, err := range s.Observations(ctx, market.ObservationFilter{}) {
		last = err
	}
	wantErr(t, "Observations with an ended context", last, context.Canceled)
	wantRows(t, s, seen(l, 1, "1.00"))
}

func testCopies(t *testing.T, s Store) {
	l := listing("alpha", "1")
	l.Variant = map[string]string{"color": "Red"}
	in := full(l, 1)
	mustAppend(t, s, market.Appended{Listings: 1, Observations: 1}, series(l, in))
	*in.Rating = 1
	in.Provenance.Fields["price"] = market.Evidence{}
	l.Variant["color"] = "Blue"
	got := rows(t, s, market.ObservationFilter{})[0]
	same(t, "after the caller changed what it wrote", got, full(listing("alpha", "1"), 1))
	*got.Rating = 2
	same(t, "after the caller changed what it read", rows(t, s, market.ObservationFilter{})[0], full(listing("alpha", "1"), 1))
	kept, err := s.Listing(t.Context(), l.ID)
	if err != nil {
		t.Fatal(err)
	}
	if kept.Variant["color"] != "Red" {
		t.Errorf("Variant = %v; want the one written", kept.Variant)
	}
}
