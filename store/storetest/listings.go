package storetest

import (
	"fmt"
	"testing"

	"shelfwise/market"
)

func testListing(t *testing.T, s Store) {
	l := listing("alpha", "1")
	l.Variant = map[string]string{"color": "Red", "size": "XL"}
	l.Brand, l.GTIN, l.MPN, l.SKU, l.Category = "Brisa", "04006381333931", "M-1", "S 1", "kettles"
	l.FirstSeen, l.LastSeen = at(1), at(3)
	_, err := s.Listing(t.Context(), l.ID)
	wantErr(t, "Listing before Append", err, market.ErrNotFound)
	mustAppend(t, s, market.Appended{Listings: 1}, series(l))
	got, err := s.Listing(t.Context(), l.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "Listing", got, l)
}

func testDescribedAgain(t *testing.T, s Store) {
	old := listing("alpha", "1")
	old.Brand, old.FirstSeen, old.LastSeen = "Brisa", at(2), at(4)
	mustAppend(t, s, market.Appended{Listings: 1}, series(old))

	newer := listing("alpha", "1")
	newer.Title, newer.FirstSeen, newer.LastSeen = "Kettle, new name", at(5), at(6)
	mustAppend(t, s, market.Appended{}, series(newer))
	want := newer
	want.FirstSeen, want.Brand = at(2), "Brisa" // an unknown brand does not erase the known one
	got, err := s.Listing(t.Context(), old.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "Listing after a newer description", got, want)

	older := listing("alpha", "1")
	older.Title, older.GTIN, older.FirstSeen, older.LastSeen = "Kettle, first name", "96385074", at(1), at(1)
	mustAppend(t, s, market.Appended{}, series(older))
	want.FirstSeen, want.GTIN = at(1), "96385074"
	got, err = s.Listing(t.Context(), old.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "Listing after an older description", got, want)
}

func testListings(t *testing.T, s Store) {
	var in []market.Series
	var want []market.Listing
	for i := range 9 {
		l := listing([]string{"alpha", "bravo", "charlie"}[i/3], fmt.Sprint(i))
		l.Category = []string{"kettles", "Ketten | é"}[i%2]
		l.FirstSeen, l.LastSeen = at(1), at(1)
		in, want = append(in, series(l)), append(want, l)
	}
	// Written out of order, read in order of ID.
	mustAppend(t, s, market.Appended{Listings: 5}, in[4:]...)
	mustAppend(t, s, market.Appended{Listings: 4}, in[:4]...)
	for _, tc := range []struct {
		name string
		f    market.ListingFilter
		want []market.Listing
	}{
		{"all", market.ListingFilter{}, want},
		{"source", market.ListingFilter{Source: "bravo"}, want[3:6]},
		{"no such source", market.ListingFilter{Source: "brav"}, nil},
		{"category", market.ListingFilter{Category: "Ketten | é"}, []market.Listing{want[1], want[3], want[5], want[7]}},
		{"both", market.ListingFilter{Source: "alpha", Category: "kettles"}, []market.Listing{want[0], want[2]}},
		{"first page", market.ListingFilter{Limit: 4}, want[:4]},
		{"next page", market.ListingFilter{After: want[3].ID, Limit: 4}, want[4:8]},
		{"page of a source", market.ListingFilter{Source: "bravo", After: want[1].ID, Limit: 2}, want[3:5]},
		{"after the last", market.ListingFilter{After: want[8].ID}, nil},
	} {
		same(t, tc.name, all(t, s.Listings(t.Context(), tc.f)), tc.want)
	}
}

func testInvalidSeries(t *testing.T, s Store) {
	l, other := listing("alpha", "1"), listing("alpha", "2")
	for _, tc := range []struct {
		name string
		in   []market.Series
	}{
		{"observation without listing", []market.Series{series(l), {Observations: []market.Observation{{ObservedAt: at(1)}}}}},
		{"observation without time", []market.Series{series(l, market.Observation{ListingID: l.ID})}},
		{"observation of an unknown listing", []market.Series{series(l, seen(other, 1, "1.00"))}},
	} {
		_, err := s.Append(t.Context(), tc.in...)
		wantErr(t, tc.name, err, market.ErrInvalid)
	}
	if got := all(t, s.Listings(t.Context(), market.ListingFilter{})); len(got) != 0 {
		t.Errorf("an invalid Append left %d listings; want none", len(got))
	}
}

func testBigAppend(t *testing.T, s Store) {
	const listings, weeks = 60, 5
	in := make([]market.Series, listings)
	for i := range in {
		l := listing("alpha", fmt.Sprintf("%04d", i))
		in[i] = series(l)
		for w := range weeks {
			in[i].Observations = append(in[i].Observations, seen(l, 1+w, fmt.Sprintf("%d.%02d", 10+w, i)))
		}
	}
	mustAppend(t, s, market.Appended{Listings: listings, Observations: listings * weeks}, in...)
	mustAppend(t, s, market.Appended{Unchanged: listings * weeks}, in...)
	got := rows(t, s, market.ObservationFilter{})
	var want []market.Observation
	for _, x := range in {
		want = append(want, x.Observations...)
	}
	same(t, "Observations", got, want)
}
