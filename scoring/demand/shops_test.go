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

// TestF25ShopsReviewDifferently: where one shop's buyers review four times as often as another's, the shops' badges tell
// it, and listings without a badge are not taken to sell four times as much.
func TestF25ShopsReviewDifferently(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	var series []market.Series
	var truth []float64
	rates := map[string]float64{"a": 0.01, "b": 0.04}
	for i := range 240 {
		source := []string{"a", "b"}[i%2]
		price := 20 * math.Exp(0.3*rng.NormFloat64())
		units := 200 * math.Pow(price/20, -2.6) * math.Exp(0.2*rng.NormFloat64())
		s := market.Series{Listing: market.Listing{ID: market.ListingID(fmt.Sprint(i)), Source: source, Category: fmt.Sprint("c", i/40), Title: fmt.Sprint("lamp ", i)}}
		total := 50.0
		for week := range 13 {
			total += units * rates[source] * 7 / 30
			n := int64(total)
			o := market.Observation{
				ListingID: s.Listing.ID, ReviewCount: &n, ObservedAt: time.Date(2026, 9, 1+7*week, 0, 0, 0, 0, time.UTC),
				Offer: market.Offer{Price: money.FromFloat(price, "USD"), Availability: market.InStock},
			}
			if i%4 < 2 {
				step := math.Pow(2, math.Floor(math.Log2(units)))
				o.UnitsSold = &market.UnitsSold{AtLeast: int64(step), WindowDays: 30}
			}
			s.Observations = append(s.Observations, o)
		}
		series, truth = append(series, s), append(truth, units)
	}
	m := demand.Fit(demand.Clean(series, time.Time{}), demand.Options{Seed: 1})
	off := map[string]float64{}
	for i := range series {
		if i%4 < 2 {
			continue
		}
		u, _, ok := m.UnitsAt(i)
		if !ok {
			t.Fatalf("no units of listing %d", i)
		}
		off[series[i].Listing.Source] += math.Log(u.P50/truth[i]) / 60
	}
	for source, v := range off {
		if math.Abs(v) > 0.2 {
			t.Errorf("units of shop %s are off by %.2f on the log scale; want within 0.2", source, v)
		}
	}
}
