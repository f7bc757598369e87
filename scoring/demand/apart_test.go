package demand_test

import (
	"math"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/demand"
)

// Test002BDemandOutsideEvents: what was reviewed within an event is no baseline; a listing of which nothing else is known
// keeps what there is.
func Test002BDemandOutsideEvents(t *testing.T) {
	begin := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	series := func(days []int, reviews []int64) market.Series {
		s := market.Series{Listing: market.Listing{ID: "a/1", Source: "a"}}
		for i, d := range days {
			n := reviews[i]
			s.Observations = append(s.Observations, market.Observation{ListingID: "a/1", ObservedAt: begin.AddDate(0, 0, d),
				Offer: market.Offer{Price: money.MustDecimal("10", "USD")}, ReviewCount: &n})
		}
		return s
	}
	event := []demand.Stretch{{From: begin.AddDate(0, 0, 20), To: begin.AddDate(0, 0, 23)}}
	span := func(s market.Series, apart []demand.Stretch) demand.Span {
		return demand.Cleaner{Apart: apart}.Clean([]market.Series{s}, begin.AddDate(0, 0, 60)).Histories[0].Span
	}
	days, counts := []int{0, 10, 20, 30, 40, 50}, []int64{100, 110, 120, 145, 155, 165}
	with, without := span(series(days, counts), nil), span(series(days, counts), event)
	if math.Abs(with.New/with.Days-1.3) > 1e-9 || math.Abs(without.New/without.Days-1) > 1e-9 || without.Days != 40 {
		t.Errorf("%v a day with the event (of %v days), %v without (of %v); want 1.3 of 50 and 1 of 40", with.New/with.Days, with.Days, without.New/without.Days, without.Days)
	}
	only := series([]int{15, 30}, []int64{100, 130})
	if a, b := span(only, event), span(only, nil); a != b || a.New != 30 {
		t.Errorf("of a listing read around the event alone: %+v, without a calendar %+v; want them alike", a, b)
	}
}
