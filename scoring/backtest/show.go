package backtest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// asOf is the last reading of every market.
var asOf = time.Date(2026, 11, 30, 6, 0, 0, 0, time.UTC)

// show turns a world into what a user can give: candidates with cost sheets, listings with their history, and the
// listings of a category as the comparable offers of its candidates.
func (w *world) show(rng *rand.Rand, s Scenario) scoring.Input {
	in := scoring.Input{AsOf: asOf, Seed: 1}
	members := make([][]market.ListingID, len(w.categories))
	for i := range w.categories {
		for _, series := range w.listings(rng, i, s) {
			in.Series = append(in.Series, series)
			members[i] = append(members[i], series.Listing.ID)
		}
	}
	for n, p := range w.products {
		c := w.candidate(rng, n, p)
		in.Candidates = append(in.Candidates, c)
		for _, id := range members[p.category] {
			in.Matches = append(in.Matches, market.Match{CandidateID: c.ID, ListingID: id, Relation: market.Comparable, Confidence: 0.8, Decision: market.Auto, Method: "category"})
		}
	}
	return in
}

func (w *world) candidate(rng *rand.Rand, n int, p product) market.Candidate {
	q := math.Round(50 + 15*(0.95*p.quality+0.3*rng.NormFloat64()))
	share := func(f float64) *money.Rate { r := money.RateOf(f); return &r }
	amount := func(f float64) money.Amount { return money.FromFloat(f, "USD") }
	return market.Candidate{
		ID: fmt.Sprintf("p%03d", n), Title: fmt.Sprintf("product %d", n), Category: fmt.Sprint("category ", p.category), Currency: "USD", QualityScore: &q,
		Cost: market.CostSheet{
			UnitCost: amount(p.unit), InboundFreight: amount(p.freight), DutyRate: share(duty), Fulfilment: amount(p.deliver),
			ReferralRate: share(referral), AdRate: share(p.ads), ReturnRate: share(p.returns), FixedCost: amount(fixed),
		},
	}
}

// listings shows the offers of a category week by week.
func (w *world) listings(rng *rand.Rand, i int, s Scenario) []market.Series {
	c := &w.categories[i]
	brands := []string{"Aro", "Bex", "Cato", "Dune", "Ezra", "Fin", "Gala", "Hale"}
	sold := make([][]float64, weeks)
	for week := range weeks {
		sold[week] = c.units(week)
	}
	var out []market.Series
	for j, o := range c.offers {
		id := market.ListingID(fmt.Sprintf("s|%02d-%02d", i, j))
		series := market.Series{Listing: market.Listing{ID: id, Source: []string{"alpha", "bravo", "charlie"}[j%3], Title: fmt.Sprintf("offer %d-%d", i, j),
			Brand: brands[rng.IntN(len(brands))], Category: fmt.Sprint("category ", i)}}
		reviews := float64(poisson(rng, sold[0][j]*o.rate*(2+10*rng.Float64())))
		badge := rng.IntN(2) == 0
		for week := range weeks {
			reviews += float64(poisson(rng, sold[week][j]*o.rate*7/30))
			stars := math.Round(10*clamp(4.1+0.33*o.quality+0.5*rng.NormFloat64()/math.Sqrt(1+reviews/10), 1, 5)) / 10
			n := int64(reviews)
			r := market.Observation{
				ListingID: id, ObservedAt: asOf.AddDate(0, 0, -7*(weeks-1-week)), Rating: &stars, ReviewCount: &n,
				Offer: market.Offer{Price: money.FromFloat(o.prices[week], "USD"), Availability: market.InStock},
			}
			if b := bucket(sold[week][j]); badge && b > 0 {
				r.UnitsSold = &market.UnitsSold{AtLeast: b, WindowDays: 30}
			}
			series.Observations = append(series.Observations, r)
		}
		if s == Dirty {
			soil(rng, &series)
		}
		out = append(out, series)
	}
	return out
}

// soil spoils a history as real collections are spoilt.
func soil(rng *rand.Rand, s *market.Series) {
	jump := rng.IntN(weeks)
	merged := rng.IntN(20) == 0
	for week := range s.Observations {
		o := &s.Observations[week]
		p := o.Offer.Price.Minor()
		switch rng.IntN(60) {
		case 0:
			o.Offer.Price = money.New(p*100, "USD") // a lost decimal separator
		case 1:
			o.Offer.Price = money.New(1, "USD")
		case 2:
			o.Offer.Price = money.New(99_999_99, "USD")
		case 3, 4:
			o.Offer.Price = money.Amount{}
		case 5:
			o.Rating, o.ReviewCount = nil, nil
		}
		if merged && week >= jump && o.ReviewCount != nil {
			n := *o.ReviewCount + 4000
			o.ReviewCount = &n
		}
	}
	if rng.IntN(25) == 0 {
		last := &s.Observations[weeks-1]
		last.Offer.Availability = market.PreOrder
	}
}

// bucket is what a badge shows: the largest step reached.
func bucket(units float64) int64 {
	best := int64(0)
	for _, b := range []int64{50, 100, 200, 300, 400, 500, 1000, 2000, 3000, 5000, 10_000} {
		if units >= float64(b) {
			best = b
		}
	}
	return best
}

// poisson draws a count, by the normal where the mean is large.
func poisson(rng *rand.Rand, mean float64) int {
	if mean > 50 {
		return int(math.Max(0, math.Round(mean+math.Sqrt(mean)*rng.NormFloat64())))
	}
	n, p, limit := 0, rng.Float64(), math.Exp(-mean)
	for p > limit {
		n++
		p *= rng.Float64()
	}
	return n
}

func clamp(x, lo, hi float64) float64 { return math.Min(hi, math.Max(lo, x)) }
