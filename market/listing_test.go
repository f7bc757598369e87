package market_test

import (
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

func TestNewListingID(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, source, id, url string
		variant               map[string]string
		want                  market.ListingID
	}{
		{"external id wins over the URL", "alpha", "42", "https://alpha.example/p/42", nil, "alpha|42"},
		{"URL where there is no id", "alpha", "", "https://alpha.example/p/42", nil, "alpha|https://alpha.example/p/42"},
		{"options by name, not by order of the page", "alpha", "42", "", map[string]string{"size": "L", "color": "Red"}, "alpha|42|color=Red|size=L"},
		{"a separator in the id", "alpha", "4|size=L", "", nil, "alpha|4%7Csize=L"},
		{"a separator in an option", "alpha", "4", "", map[string]string{"a=b": "c|d"}, "alpha|4|a%3Db=c%7Cd"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := market.NewListingID(tc.source, tc.id, tc.url, tc.variant); got != tc.want {
				t.Errorf("NewListingID(%q, %q, %q, %v) = %q; want %q", tc.source, tc.id, tc.url, tc.variant, got, tc.want)
			}
		})
	}
	one := market.NewListingID("alpha", "4", "", map[string]string{"size": "L"})
	other := market.NewListingID("alpha", "4|size=L", "", nil)
	if one == other {
		t.Errorf("a variant and an id that looks like one share the identity %q", one)
	}
}

func TestSameContent(t *testing.T) {
	t.Parallel()
	stars, reviews := 4.5, int64(120)
	base := func() market.Observation {
		s, r := stars, reviews
		return market.Observation{
			ListingID: "alpha|42", ObservedAt: time.Date(2026, 11, 1, 6, 0, 0, 0, time.UTC),
			Offer:  market.Offer{Price: money.MustDecimal("12.99", "EUR"), Availability: market.InStock},
			Rating: &s, ReviewCount: &r, UnitsSold: &market.UnitsSold{AtLeast: 50, WindowDays: 30},
		}
	}
	for _, tc := range []struct {
		name   string
		change func(*market.Observation)
		want   bool
	}{
		{"nothing", func(*market.Observation) {}, true},
		{"time", func(o *market.Observation) { o.ObservedAt = o.ObservedAt.Add(time.Hour) }, true},
		{"provenance", func(o *market.Observation) { o.Provenance.PageHash = "ab" }, true},
		{"price", func(o *market.Observation) { o.Offer.Price = money.MustDecimal("12.98", "EUR") }, false},
		{"currency", func(o *market.Observation) { o.Offer.Price = money.MustDecimal("12.99", "USD") }, false},
		{"free and unknown shipping", func(o *market.Observation) { o.Offer.Shipping = money.MustDecimal("0.00", "EUR") }, false},
		{"rating unknown", func(o *market.Observation) { o.Rating = nil }, false},
		{"reviews 0 and unknown", func(o *market.Observation) { o.ReviewCount = nil }, false},
		{"ratings beside reviews", func(o *market.Observation) { o.RatingCount = new(int64) }, false},
		{"badge", func(o *market.Observation) { o.UnitsSold.AtLeast = 100 }, false},
		{"badge's window", func(o *market.Observation) { o.UnitsSold.WindowDays = 7 }, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			a, b := base(), base()
			tc.change(&b)
			if got := a.SameContent(b); got != tc.want || b.SameContent(a) != got {
				t.Errorf("SameContent after a change of %s = %v; want %v, both ways", tc.name, got, tc.want)
			}
		})
	}
}

func TestStarsAndReviews(t *testing.T) {
	t.Parallel()
	num := func(x float64) *float64 { return &x }
	count := func(n int64) *int64 { return &n }
	for _, tc := range []struct {
		name    string
		o       market.Observation
		stars   *float64
		reviews *int64
	}{
		{"unknown", market.Observation{}, nil, nil},
		{"five is the usual scale", market.Observation{Rating: num(4.4), ReviewCount: count(9)}, num(4.4), count(9)},
		{"scale of ten", market.Observation{Rating: num(9), RatingScale: 10}, num(4.5), nil},
		{"per cent", market.Observation{Rating: num(80), RatingScale: 100}, num(4), nil},
		{"ratings stand in for reviews", market.Observation{RatingCount: count(31)}, nil, count(31)},
		{"reviews before ratings", market.Observation{ReviewCount: count(7), RatingCount: count(31)}, nil, count(7)},
		{"no review yet is known", market.Observation{ReviewCount: count(0)}, nil, count(0)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			stars, known := tc.o.Stars()
			if known != (tc.stars != nil) || known && stars != *tc.stars {
				t.Errorf("Stars() = %v, %v; want %v", stars, known, tc.stars)
			}
			reviews, known := tc.o.Reviews()
			if known != (tc.reviews != nil) || known && reviews != *tc.reviews {
				t.Errorf("Reviews() = %v, %v; want %v", reviews, known, tc.reviews)
			}
		})
	}
}

func TestLatestAndSeen(t *testing.T) {
	t.Parallel()
	at := func(day int) time.Time { return time.Date(2026, 11, day, 6, 0, 0, 0, time.UTC) }
	if o, ok := (market.Series{}).Latest(); ok {
		t.Errorf("Latest of no observation = %v, true; want false", o)
	}
	s := market.Series{Observations: []market.Observation{
		{ObservedAt: at(1), LastSeen: at(3)}, {ObservedAt: at(5), LastSeen: at(4)},
	}}
	last, ok := s.Latest()
	if !ok || !last.ObservedAt.Equal(at(5)) {
		t.Errorf("Latest() = %v, %v; want the reading of day 5", last.ObservedAt, ok)
	}
	for i, want := range []time.Time{at(3), at(5)} {
		if got := s.Observations[i].Seen(); !got.Equal(want) {
			t.Errorf("Seen() of reading %d = %v; want %v", i, got, want)
		}
	}
}
