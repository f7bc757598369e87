package scraper_test

import (
	"slices"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scraper"
	"shelfwise/store/memory"
)

// TestHeldRunIsReleased: where nearly all prices of a source fell at once the run is not stored until a person releases it.
func TestHeldRunIsReleased(t *testing.T) {
	c := newClock()
	shops, profiles := bundled(t, c)
	i := slices.IndexFunc(profiles, func(p *scraper.Profile) bool { return p.Kind == "shopify" })
	if i < 0 {
		t.Fatal("no bundled shop has a products.json")
	}
	shop := profiles[i]
	collector := func(st *memory.Store, dir string) *scraper.Collector {
		col, err := scraper.New(scraper.Config{
			Contact: "https://example.org/bot", AllowLoopback: shops.Hosts(), ArchiveDir: dir, Now: c.Now, Sleep: c.Sleep,
		}, st, st)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(col.Close)
		return col
	}
	plain, st := memory.New(), memory.New()
	if _, err := collector(plain, t.TempDir()).Collect(t.Context(), "one", shop); err != nil {
		t.Fatal(err)
	}
	known := 0
	for o, err := range plain.Observations(t.Context(), market.ObservationFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		l, err := plain.Listing(t.Context(), o.ListingID)
		if err != nil {
			t.Fatal(err)
		}
		o.ObservedAt = o.ObservedAt.AddDate(0, 0, -1)
		o.LastSeen = o.ObservedAt
		o.Offer.Price = money.New(3*o.Offer.Price.Minor(), o.Offer.Price.Currency())
		if _, err := st.Append(t.Context(), market.Series{Listing: l, Observations: []market.Observation{o}}); err != nil {
			t.Fatal(err)
		}
		known++
	}
	col := collector(st, t.TempDir())
	rep, err := col.Collect(t.Context(), "two", shop)
	if err != nil {
		t.Fatal(err)
	}
	if s := rep.Sources[0]; len(s.Held) == 0 || s.Appended.Observations != 0 {
		t.Fatalf("prices at a third: held %v, %d observations stored of %d listings known", s.Held, s.Appended.Observations, known)
	}
	rep, err = col.Release(t.Context(), "two", shop)
	if err != nil {
		t.Fatal(err)
	}
	if s := rep.Sources[0]; len(s.Held) != 0 || s.Appended.Observations == 0 {
		t.Errorf("released: held %v, %d observations stored", s.Held, s.Appended.Observations)
	}
	if rep, err = col.Collect(t.Context(), "two", shop); err != nil || !rep.Sources[0].AlreadyDone {
		t.Errorf("after the release the run is not done: %+v, %v", rep.Sources, err)
	}
}
