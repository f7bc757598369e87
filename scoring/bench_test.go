package scoring_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// synthetic makes a market of categories of a hundred listings, each candidate matched to thirty of them.
func synthetic(candidates, listings int) scoring.Input {
	const perCategory, rivals = 100, 30
	rng := rand.New(rand.NewPCG(7, 7))
	asOf := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	in := scoring.Input{AsOf: asOf, Seed: 1}
	categories := max(1, listings/perCategory)
	for i := range listings {
		cat := i % categories
		id := market.ListingID(fmt.Sprintf("s|%07d", i))
		level := 10 * math.Exp(float64(cat%50)/20)
		q := rng.NormFloat64()
		price := level * math.Exp(0.3*q+0.2*rng.NormFloat64())
		speed := 20 * math.Exp(0.6*q-2.5*math.Log(price/level)+0.5*rng.NormFloat64())
		s := market.Series{Listing: market.Listing{ID: id, Source: "s", Title: "t", Brand: fmt.Sprint("b", i%13), Category: fmt.Sprint("cat ", cat)}}
		stars := math.Min(5, 4.2+0.3*q)
		for w := range 4 {
			n := int64(50 + speed*float64(w))
			s.Observations = append(s.Observations, market.Observation{
				ListingID: id, ObservedAt: asOf.AddDate(0, 0, -7*(4-w)), Rating: &stars, ReviewCount: &n,
				Offer: market.Offer{Price: money.FromFloat(price*math.Exp(0.05*rng.NormFloat64()), "USD"), Availability: market.InStock},
			})
		}
		if i%3 == 0 {
			s.Observations[3].UnitsSold = &market.UnitsSold{AtLeast: int64(speed * 100), WindowDays: 30}
		}
		in.Series = append(in.Series, s)
	}
	for i := range candidates {
		cat := i % categories
		level := 10 * math.Exp(float64(cat%50)/20)
		q := 50 + 15*rng.NormFloat64()
		referral, ads := money.RateOf(0.15), money.RateOf(0.05+0.1*rng.Float64())
		duty, pay, ret := money.RateOf(0.05), money.RateOf(0.029), money.RateOf(0.06)
		unit := money.FromFloat(level*(0.15+0.25*rng.Float64()), "USD")
		id := fmt.Sprintf("c%06d", i)
		in.Candidates = append(in.Candidates, market.Candidate{
			ID: id, Title: id, Category: fmt.Sprint("cat ", cat), Currency: "USD", QualityScore: &q,
			Cost: market.CostSheet{
				UnitCost: unit, InboundFreight: unit.MulRate(100_000, money.HalfUp), Fulfilment: unit.MulRate(200_000, money.HalfUp), DutyRate: &duty,
				Packaging: unit.MulRate(20_000, money.HalfUp), Storage: unit.MulRate(10_000, money.HalfUp), ReferralRate: &referral,
				PaymentRate: &pay, AdRate: &ads, ReturnRate: &ret, FixedCost: money.MustDecimal("50", "USD"),
			},
		})
		for r := range rivals {
			l := (cat + categories*((i/categories+r)%perCategory)) % listings
			in.Matches = append(in.Matches, market.Match{CandidateID: id, ListingID: in.Series[l].Listing.ID, Relation: market.Comparable, Confidence: 0.8, Decision: market.Auto})
		}
	}
	return in
}

// BenchmarkAdvise shows how ranking and pricing grow with candidates and with listings; the last size is the target of
// 20 s on two cores. Run it with -benchtime=1x.
func BenchmarkAdvise(b *testing.B) {
	for _, size := range []struct{ candidates, listings int }{
		{100, 1000}, {1000, 10_000}, {1000, 100_000}, {10_000, 10_000}, {10_000, 100_000}, {100_000, 100_000}, {100_000, 1_000_000},
	} {
		b.Run(fmt.Sprintf("candidates=%d/listings=%d", size.candidates, size.listings), func(b *testing.B) {
			if size.candidates > 10_000 && b.N > 1 {
				b.Skip("run with -benchtime=1x")
			}
			in := synthetic(size.candidates, size.listings)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := scoring.Advise(in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkReweigh ranks anew under other weights; the target is 50 ms for a hundred thousand.
func BenchmarkReweigh(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("candidates=%d", n), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 1))
			c := scoring.Columns{IDs: make([]string, n), Profit: make([]float64, n), Rest: make([]float64, n)}
			for f := range c.Own {
				c.Own[f] = make([]float64, n)
				for i := range n {
					c.Own[f][i] = 100 * rng.Float64()
				}
			}
			for i := range n {
				c.IDs[i], c.Rest[i] = fmt.Sprint(i), 20*rng.Float64()
			}
			b.ReportAllocs()
			for b.Loop() {
				c.Order(scoring.Weights{0.2, 0.3, 0.3, 0.2})
			}
		})
	}
}

// BenchmarkPortfolio picks sets of ten thousand products, at most three of a category.
func BenchmarkPortfolio(b *testing.B) {
	a := many(10_000, func(_ *rand.Rand, cash int64) int64 { return cash/2 + 100_00 })
	b.ReportAllocs()
	for b.Loop() {
		scoring.Choose(a, money.MustDecimal("50000", "USD"), 3)
	}
}
