package demand_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/demand"
)

// TestF25BadgeThatComesAndGoes: a badge that half of the readings lack tells of the better weeks, so less is sold than by a
// badge that stays; readings before the first badge tell nothing.
func TestF25BadgeThatComesAndGoes(t *testing.T) {
	units := func(shows func(week int) bool) float64 {
		var series []market.Series
		for i := range 20 {
			s := market.Series{Listing: market.Listing{ID: market.ListingID(fmt.Sprint(i)), Source: "s", Category: "lamps", Title: fmt.Sprint("lamp ", i)}}
			for week := range 12 {
				o := market.Observation{
					ListingID: s.Listing.ID, ObservedAt: time.Date(2026, 6, 1+7*week, 0, 0, 0, 0, time.UTC),
					Offer: market.Offer{Price: money.FromFloat(20+float64(i), "USD"), Availability: market.InStock},
				}
				if i > 0 || shows(week) {
					o.UnitsSold = &market.UnitsSold{AtLeast: []int64{1000, 50, 200, 500, 100}[i%5], WindowDays: 30}
				}
				s.Observations = append(s.Observations, o)
			}
			series = append(series, s)
		}
		u, _, ok := demand.Fit(demand.Clean(series, time.Time{}), demand.Options{Seed: 1}).Units("0")
		if !ok {
			t.Fatal("no estimate")
		}
		return u.P50
	}
	stays := units(func(int) bool { return true })
	comes := units(func(week int) bool { return week%2 == 0 })
	late := units(func(week int) bool { return week >= 8 })
	if !(comes < 0.95*stays) {
		t.Errorf("a badge that comes and goes: %.1f units, one that stays %.1f; want clearly fewer", comes, stays)
	}
	if math.Abs(late/stays-1) > 1e-6 {
		t.Errorf("a badge shown from week 8 on: %.1f units; want the %.1f of one that was always shown", late, stays)
	}
}

// TestF25BadgeThatMoves: what a badge shows over the whole history counts, not its last reading alone: between two steps lie the
// units of one that shows both, a rise in the last weeks does not tell of the months before, and a figure ten times the
// others is a mistake.
func TestF25BadgeThatMoves(t *testing.T) {
	units := func(shows func(week int) int64) float64 {
		var series []market.Series
		for i := range 20 {
			s := market.Series{Listing: market.Listing{ID: market.ListingID(fmt.Sprint(i)), Source: "s", Category: "lamps", Title: fmt.Sprint("lamp ", i)}}
			for week := range 12 {
				n := []int64{1000, 50, 200, 500, 100}[i%5]
				if i == 0 {
					n = shows(week)
				}
				s.Observations = append(s.Observations, market.Observation{
					ListingID: s.Listing.ID, ObservedAt: time.Date(2026, 6, 1+7*week, 0, 0, 0, 0, time.UTC), UnitsSold: &market.UnitsSold{AtLeast: n, WindowDays: 30},
					Offer: market.Offer{Price: money.FromFloat(20+float64(i), "USD"), Availability: market.InStock},
				})
			}
			series = append(series, s)
		}
		u, _, ok := demand.Fit(demand.Clean(series, time.Time{}), demand.Options{Seed: 1}).Units("0")
		if !ok {
			t.Fatal("no estimate")
		}
		return u.P50
	}
	always := func(n int64) func(int) int64 { return func(int) int64 { return n } }
	last := func(n int64, from int) func(int) int64 {
		return func(week int) int64 {
			if week >= from {
				return n
			}
			return 200
		}
	}
	low, high, both, late := units(always(200)), units(always(500)), units(last(500, 6)), units(last(500, 10))
	if !(low < late && late < both && both < high) {
		t.Errorf("200 always %.1f, 500 in two weeks of twelve %.1f, in six %.1f, always %.1f; want them to rise", low, late, both, high)
	}
	if slip := units(func(week int) int64 { return []int64{200, 2000}[week/11] }); math.Abs(slip/low-1) > 1e-6 {
		t.Errorf("200 with one reading of 2,000: %.1f units; want the %.1f of 200 always", slip, low)
	}
}
