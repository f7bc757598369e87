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

// TestF25BadgesWithoutAPeriod: whether undated badges count a month or all sales shows in which of the two keeps its ratio to
// the reviews of listings of different ages.
func TestF25BadgesWithoutAPeriod(t *testing.T) {
	for _, all := range []bool{false, true} {
		rng := rand.New(rand.NewPCG(4, 4))
		var series []market.Series
		var truth []float64
		for i := range 80 {
			price := 20 * math.Exp(0.3*rng.NormFloat64())
			units := 300 * math.Pow(price/20, -2.6) * math.Exp(0.2*rng.NormFloat64())
			months := math.Exp(1 + 2*rng.Float64())
			s := market.Series{Listing: market.Listing{ID: market.ListingID(fmt.Sprint(i)), Source: "s", Category: fmt.Sprint("c", i/20), Title: fmt.Sprint("lamp ", i)}}
			for week := range 13 {
				sold := units * (months + float64(week)*7/30)
				n, badge := int64(0.03*sold), units
				if all {
					badge = sold
				}
				s.Observations = append(s.Observations, market.Observation{
					ListingID: s.Listing.ID, ReviewCount: &n, ObservedAt: time.Date(2026, 9, 1+7*week, 0, 0, 0, 0, time.UTC),
					UnitsSold: &market.UnitsSold{AtLeast: int64(math.Pow(2, math.Floor(math.Log2(badge))))},
					Offer:     market.Offer{Price: money.FromFloat(price, "USD"), Availability: market.InStock},
				})
			}
			series, truth = append(series, s), append(truth, units)
		}
		m := demand.Fit(demand.Clean(series, time.Time{}), demand.Options{Seed: 1})
		off := 0.0
		for i := range series {
			u, _, ok := m.UnitsAt(i)
			if !ok {
				t.Fatalf("no units of listing %d", i)
			}
			off += math.Log(u.P50/truth[i]) / float64(len(series))
		}
		if math.Abs(off) > 0.3 {
			t.Errorf("badges count all sales: %v; units are off by %.2f on the log scale, want within 0.3", all, off)
		}
	}
}

// TestF25UndatedBadgesOfManyCategories: categories whose buyers review more or less do not blur what a source's badges count.
func TestF25UndatedBadgesOfManyCategories(t *testing.T) {
	for seed := range uint64(20) {
		all := seed%2 == 0
		rng := rand.New(rand.NewPCG(seed, 8))
		var rates [10]float64
		for k := range rates {
			rates[k] = 0.03 * math.Exp(0.6*rng.NormFloat64())
		}
		var series []market.Series
		var truth []float64
		for i := range 60 {
			units, months := 300*math.Exp(0.6*rng.NormFloat64()), 8*math.Exp(0.6*rng.NormFloat64())
			rate := rates[i%10] * math.Exp(0.25*rng.NormFloat64())
			s := market.Series{Listing: market.Listing{ID: market.ListingID(fmt.Sprint(i)), Source: "s", Category: fmt.Sprint("c", i%10), Title: fmt.Sprint("lamp ", i)}}
			for week := range 13 {
				sold := units * (months + float64(week)*7/30)
				n, badge := int64(rate*sold), units
				if all {
					badge = sold
				}
				s.Observations = append(s.Observations, market.Observation{
					ListingID: s.Listing.ID, ReviewCount: &n, ObservedAt: time.Date(2026, 9, 1+7*week, 0, 0, 0, 0, time.UTC),
					UnitsSold: &market.UnitsSold{AtLeast: int64(math.Pow(2, math.Floor(math.Log2(badge))))},
					Offer:     market.Offer{Price: money.FromFloat(20*math.Exp(0.3*rng.NormFloat64()), "USD"), Availability: market.InStock},
				})
			}
			series, truth = append(series, s), append(truth, units)
		}
		m := demand.Fit(demand.Clean(series, time.Time{}), demand.Options{Seed: 1, Draws: 2})
		off := 0.0
		for i := range series {
			if u, _, ok := m.UnitsAt(i); ok {
				off += math.Log(u.P50/truth[i]) / float64(len(series))
			}
		}
		if math.Abs(off) > 0.8 { // misread, a badge is off by the age in months
			t.Errorf("seed %d, badges count all sales: %v; units are off by %.2f on the log scale", seed, all, off)
		}
	}
}
