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

// badged returns n listings that show units sold in the last month, each with the review count of its units, and the units.
func badged(n int, seed uint64, reviews func(units, chance float64) float64) ([]sold, []float64) {
	rng := rand.New(rand.NewPCG(seed, 77))
	all, units := make([]sold, n), make([]float64, n)
	for i := range all {
		units[i] = math.Floor(math.Exp(5.3 + rng.NormFloat64()))
		all[i] = newSold(fmt.Sprint(i), "s", fmt.Sprintf("thing %d", i), "", int64(units[i]))
		all[i].obs().Offer.Price = money.FromFloat(20*math.Exp(0.2*rng.NormFloat64()), "USD")
		all[i].rated("4.3", fmt.Sprint(int64(reviews(units[i], rng.NormFloat64()))))
	}
	return all, units
}

// show puts the badges on the listings up to a number and returns the estimates.
func show(all []sold, upTo int) []demand.UnitsRow {
	series := make([]market.Series, len(all))
	for i := range all {
		if i < upTo {
			all[i].obs().UnitsSold = &market.UnitsSold{AtLeast: all[i].units, WindowDays: 30}
		}
		series[i] = all[i].series
	}
	return demand.Estimate(series, time.Time{})
}

// TestF25LackingReviews: where reviews tell the units, a listing without a count has an interval that holds its units all
// the same, low confidence and another method; with few known listings too.
func TestF25LackingReviews(t *testing.T) {
	for _, known := range []int{12, 100} {
		inside, n := 0.0, 0.0
		for seed := range uint64(6) {
			all, units := badged(known+60, seed, func(u, z float64) float64 { return 0.4 * u * math.Exp(0.15*z) })
			for i := known; i < len(all); i += 2 {
				all[i].obs().ReviewCount = nil
			}
			rows := show(all, known)
			for i := known; i < len(all); i++ {
				r := rows[i]
				if (i-known)%2 == 1 {
					if r.Method != demand.MethodReviews {
						t.Fatalf("%d known: method %s with a review count", known, r.Method)
					}
					continue
				}
				if r.Method == demand.MethodReviews || r.Confidence != demand.ConfidenceLow {
					t.Fatalf("%d known: method %s, confidence %s without a review count", known, r.Method, r.Confidence)
				}
				n++
				if r.Units.P10 <= units[i] && units[i] <= r.Units.P90 {
					inside++
				}
			}
		}
		if c := inside / n; c < 0.7 || c > 0.95 {
			t.Errorf("%d known: p10–p90 hold %.2f of the units of listings without a count; want 0.7–0.95", known, c)
		}
	}
}

// TestF25NoUnboundedExtrapolation: however steep the units rise with the reviews shown, beyond them they rise at most in
// proportion, with an interval that widens with the distance, and low confidence.
func TestF25NoUnboundedExtrapolation(t *testing.T) {
	for _, known := range []int{12, 30} {
		var all []sold
		for i := range known {
			units := int64(50 + 1200*i/known)
			s := newSold(fmt.Sprint(i), "s", fmt.Sprintf("thing %d", i), "", units)
			s.rated("4.3", fmt.Sprint(200+3*units/100))
			all = append(all, s)
		}
		counts := []float64{235, 400, 1000, 4000, 1e6}
		for _, c := range counts {
			s := newSold(fmt.Sprint("far", c), "s", "far thing", "", 0)
			s.rated("4.3", fmt.Sprint(int64(c)))
			all = append(all, s)
		}
		rows := show(all, known)[known:]
		for k := 1; k < len(rows); k++ {
			a, b := rows[k-1], rows[k]
			if most := 1.5 * a.Units.P50 * counts[k] / counts[k-1]; k > 1 && b.Units.P50 > most || b.Units.P50 < a.Units.P50 {
				t.Errorf("%d known: %v units at %v reviews, %v at %v; want at most in proportion", known, a.Units.P50, counts[k-1], b.Units.P50, counts[k])
			}
			if b.Confidence != demand.ConfidenceLow {
				t.Errorf("%d known: confidence %s at %v reviews", known, b.Confidence, counts[k])
			}
			if b.Units.P90/b.Units.P10 <= a.Units.P90/a.Units.P10 {
				t.Errorf("%d known: interval %v at %v reviews; want wider than %v nearer to those shown", known, b.Units, counts[k], a.Units)
			}
		}
		if far := rows[1].Units.P50; far > 10_000 {
			t.Errorf("%d known: %v units at 400 reviews; want near those of the most reviews shown", known, far)
		}
	}
}

// TestW3MergeWithBadges: a merge or a drop in the review count leaves the estimate as it was, also where other listings show
// badges, and the sizes of one product share its count.
func TestW3MergeWithBadges(t *testing.T) {
	all, _ := badged(40, 1, func(u, z float64) float64 { return 0.4 * u * math.Exp(0.3*z) })
	day := all[0].obs().ObservedAt
	daily := func(id, title string, count func(day int) int64) {
		s := newSold(id, "s", title, "", 0)
		s.series.Observations = nil
		for d := range 31 {
			n, stars := count(d), 4.3
			s.series.Observations = append(s.series.Observations, market.Observation{
				ListingID: s.series.Listing.ID, ObservedAt: day.AddDate(0, 0, d-30), Rating: &stars, ReviewCount: &n,
			})
		}
		all = append(all, s)
	}
	after := func(d int, n int64) int64 {
		if d < 15 {
			return 0
		}
		return n
	}
	daily("steady", "lamp of oak", func(d int) int64 { return int64(100 + d) })
	daily("merged", "chair of pine", func(d int) int64 { return int64(100+d) + after(d, 3000) })
	daily("dropped", "desk of ash", func(d int) int64 { return int64(100+d) - after(d, 90) })
	daily("single", "steel kettle black", func(d int) int64 { return int64(770 + d) })
	for k := range 7 {
		daily(fmt.Sprint("polo", k), fmt.Sprintf("polo shirt classic red size %d", 36+k), func(d int) int64 { return int64(770 + d) })
	}
	rows := show(all, 40)[40:]
	for _, r := range rows[1:3] {
		if math.Abs(r.Units.P50/rows[0].Units.P50-1) > 0.1 {
			t.Errorf("%s: %.0f units; want the %.0f of the same without", r.URL, r.Units.P50, rows[0].Units.P50)
		}
	}
	family := 0.0
	for _, r := range rows[4:] {
		family += r.Units.P50
	}
	if single := rows[3].Units.P50; family > 2*single || family < single/2 {
		t.Errorf("a family of seven sells %.0f; want about the %.0f of one listing with its count", family, single)
	}
}
