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
func (w *world) show(rng *rand.Rand) scoring.Input {
	in := scoring.Input{AsOf: asOf, Seed: 1, Rates: abroad{}}
	members := make([][]market.ListingID, len(w.categories))
	for i := range w.categories {
		for _, series := range w.categories[i].listings(rng, i) {
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
	q := clamp(math.Round(50+15*(p.quality+w.misjudge*rng.NormFloat64())), 0, 100)
	share := func(f float64) *money.Rate { r := money.RateOf(f); return &r }
	amount := func(f float64) money.Amount { return money.FromFloat(f, home) }
	return market.Candidate{
		ID: fmt.Sprintf("p%03d", n), Title: fmt.Sprintf("product %d", n), Category: fmt.Sprint("category ", p.category), Currency: home, QualityScore: &q,
		Cost: market.CostSheet{
			UnitCost: amount(p.unit), InboundFreight: amount(p.freight), DutyRate: share(duty), Fulfilment: amount(p.deliver),
			ReferralRate: share(referral), AdRate: share(p.ads), ReturnRate: share(p.returns), FixedCost: amount(fixed),
		},
	}
}

// listings shows the offers of a category week by week.
func (c *category) listings(rng *rand.Rand, i int) []market.Series {
	brands := []string{"Aro", "Bex", "Cato", "Dune", "Ezra", "Fin", "Gala", "Hale"}
	var sold [weeks][]float64
	for week := range weeks {
		sold[week] = c.units(week)
	}
	var out []market.Series
	for j := range c.offers {
		shop := &c.shops[c.offers[j].shop]
		id := market.ListingID(fmt.Sprintf("s|%02d-%02d", i, j))
		series := market.Series{Listing: market.Listing{ID: id, Source: shop.name, Title: fmt.Sprintf("offer %d-%d", i, j),
			Brand: brands[rng.IntN(len(brands))], Category: fmt.Sprint("category ", i)}}
		currency := home
		if rng.Float64() < c.abroad {
			currency = []money.Currency{"EUR", "JPY"}[rng.IntN(2)]
		}
		total := 0.0
		for week := range weeks {
			total += sold[week][j] / weeks
		}
		badge := rng.Float64() < shop.badges
		life := total * c.offers[j].months
		reviews := life * c.offers[j].rate
		for week := range weeks {
			life += sold[week][j] * 7 / 30
			reviews += sold[week][j] * c.offers[j].rate * 7 / 30 * math.Exp(c.bursts*rng.NormFloat64()-c.bursts*c.bursts/2)
			r := c.reading(rng, &c.offers[j], week, reviews)
			r.ListingID, r.Offer.Price = id, priced(c.offers[j].prices[week], currency)
			if badge {
				r.UnitsSold = &market.UnitsSold{AtLeast: bucket(total), WindowDays: shop.days}
				if shop.all {
					r.UnitsSold.AtLeast = bucket(life)
				}
			}
			series.Observations = append(series.Observations, r)
		}
		if c.dirt > 0 {
			c.soil(rng, &series)
		}
		out = append(out, series)
	}
	return out
}

func (c *category) reading(rng *rand.Rand, o *offer, week int, reviews float64) market.Observation {
	stars := math.Round(10*clamp(4.1+0.33*o.quality+c.starNoise*rng.NormFloat64()/math.Sqrt(2+reviews), 1, 5)) / 10
	n := int64(reviews)
	return market.Observation{
		ObservedAt: asOf.AddDate(0, 0, -7*(weeks-1-week)), Rating: &stars, ReviewCount: &n, Offer: market.Offer{Availability: market.InStock},
	}
}

// home is the currency of the buyer.
const home money.Currency = "USD"

// abroad is a table of made-up exchange rates, as units of home for one unit.
type abroad struct{}

func worth(c money.Currency) (num, den int64) {
	switch c {
	case "EUR":
		return 109, 100
	case "JPY":
		return 67, 10_000
	}
	return 1, 1
}

// Rate returns the rate of every day.
func (abroad) Rate(from, to money.Currency, _ time.Time) (num, den int64, err error) {
	a, b := worth(from)
	c, d := worth(to)
	return a * d, b * c, nil
}

// priced writes a home price in another currency.
func priced(p float64, c money.Currency) money.Amount {
	num, den := worth(c)
	return money.FromFloat(p*float64(den)/float64(num), c)
}

// bucket is what a badge shows: the largest step reached.
func bucket(units float64) int64 {
	best := int64(0)
	for _, b := range []int64{10, 50, 100, 200, 300, 400, 500, 1000, 2000, 3000, 5000, 10_000} {
		if units >= float64(b) {
			best = b
		}
	}
	return best
}

func clamp(x, lo, hi float64) float64 { return math.Min(hi, math.Max(lo, x)) }
