package demand_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/demand"
)

// TestF25LikingHidesTheSlope: where sellers ask more for what buyers like and nobody measures, the slope between listings
// is too flat; promotions of single listings tell so. Prices that stand still leave it to the literature, and late
// reviews must not flatten the slope.
func TestF25LikingHidesTheSlope(t *testing.T) {
	const truth = 3.0
	fit := func(liked, promotion float64) demand.Hyper {
		rng := rand.New(rand.NewPCG(9, 9))
		var series []market.Series
		for i := range 200 {
			taste := 0.5 * rng.NormFloat64()
			list := 20 * math.Exp(liked*taste+0.2*rng.NormFloat64())
			s := market.Series{Listing: market.Listing{ID: market.ListingID(fmt.Sprint(i)), Source: "s", Category: fmt.Sprint("c", i/40), Title: fmt.Sprint("lamp ", i)}}
			total, sale := 50.0, rng.IntN(13)
			for week := range 13 {
				price := list
				if week/2 == sale/2 {
					price *= 1 - promotion
				}
				total += 4 * math.Exp(taste) * math.Pow(price/20, -truth)
				n := int64(total)
				s.Observations = append(s.Observations, market.Observation{
					ListingID: s.Listing.ID, ReviewCount: &n, ObservedAt: time.Date(2026, 9, 1+7*week, 0, 0, 0, 0, time.UTC),
					Offer: market.Offer{Price: money.FromFloat(price, "USD"), Availability: market.InStock},
				})
			}
			series = append(series, s)
		}
		return demand.Fit(demand.Clean(series, time.Time{}), demand.Options{Seed: 1}).Hyper
	}
	for _, tc := range []struct {
		name             string
		liked, promotion float64
		low, high        float64 // of the slope
	}{
		{"prices stand still", 0.4, 0, 1.3, 2.5},
		{"prices fall at times", 0.4, 0.2, 2.6, 3.3},
		{"liking does not show in prices", 0, 0.2, 2.6, 3.3},
	} {
		h := fit(tc.liked, tc.promotion)
		if got := h.Slope + h.Hidden; got < tc.low || got > tc.high || h.Hidden < 0 {
			t.Errorf("%s: slope %.2f + %.2f; want %.1f to %.1f (the truth is %.0f)", tc.name, h.Slope, h.Hidden, tc.low, tc.high, truth)
		}
	}
	// Where no price moves, a slope flatter than the literature's -2.62 is taken to hide something, but less than half of it.
	if h := fit(0.4, 0); !(h.Hidden > 0) || h.Hidden > 0.5*(2.62-h.Slope) {
		t.Errorf("no price moves: slope %.2f + %.2f hidden; want up to half of what the literature's is steeper by", h.Slope, h.Hidden)
	}
	if h := fit(0, 0); h.Slope > 2.62 && h.Hidden != 0 {
		t.Errorf("a slope of %.2f, steeper than the literature's, hides %.3f", h.Slope, h.Hidden)
	}
}

// TestF25OutOfStockIsNoLackOfDemand: weeks in which a listing cannot be bought do not count against it.
func TestF25OutOfStockIsNoLackOfDemand(t *testing.T) {
	one := func(out bool) demand.History {
		s := market.Series{Listing: market.Listing{ID: "x", Source: "s", Category: "c", Title: "lamp"}}
		total := 50.0
		for week := range 13 {
			stock := market.InStock
			if out && week >= 4 && week < 8 {
				stock = market.OutOfStock
			} else {
				total += 10
			}
			n := int64(total)
			s.Observations = append(s.Observations, market.Observation{
				ListingID: "x", ReviewCount: &n, ObservedAt: time.Date(2026, 9, 1+7*week, 0, 0, 0, 0, time.UTC),
				Offer: market.Offer{Price: money.FromFloat(20, "USD"), Availability: stock},
			})
		}
		return demand.Clean([]market.Series{s}, time.Time{}).Histories[0]
	}
	always, gaps := one(false), one(true)
	if a, b := always.Span.New/always.Span.Days, gaps.Span.New/gaps.Span.Days; math.Abs(a-b) > 0.01*a {
		t.Errorf("%.3f reviews a day without gaps, %.3f with; want the same", a, b)
	}
}
