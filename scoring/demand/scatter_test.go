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

// TestF25ReviewsInBursts: where reviews come in bursts the same count says less of the units, where they come evenly more.
func TestF25ReviewsInBursts(t *testing.T) {
	width := func(sd float64) float64 {
		rng := rand.New(rand.NewPCG(3, 3))
		var series []market.Series
		for i := range 60 {
			s := market.Series{Listing: market.Listing{ID: market.ListingID(fmt.Sprint(i)), Source: "s", Category: "lamps", Title: fmt.Sprint("lamp ", i)}}
			price := 20 * math.Exp(0.3*rng.NormFloat64())
			pace, total := 8*math.Pow(price/20, -2.6), 50.0
			for week := range 13 {
				total += pace * math.Exp(sd*rng.NormFloat64()-sd*sd/2)
				n := int64(total)
				s.Observations = append(s.Observations, market.Observation{
					ListingID: s.Listing.ID, ReviewCount: &n, ObservedAt: time.Date(2026, 9, 1+7*week, 0, 0, 0, 0, time.UTC),
					Offer: market.Offer{Price: money.FromFloat(price, "USD"), Availability: market.InStock},
				})
			}
			series = append(series, s)
		}
		m := demand.Fit(demand.Clean(series, time.Time{}), demand.Options{Seed: 1})
		sum := 0.0
		for i := range series {
			u, _, ok := m.UnitsAt(i)
			if !ok {
				t.Fatalf("no units of listing %d", i)
			}
			sum += math.Log(u.P90 / u.P10)
		}
		return sum / float64(len(series))
	}
	even, bursts := width(0), width(1)
	if even >= bursts {
		t.Errorf("intervals are %.3f wide on the log scale where reviews come evenly, %.3f where they come in bursts", even, bursts)
	}
}
