package demand_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/demand"
)

// lamps is a category of n listings whose reviews fall with the price at the given elasticity.
func lamps(n int, elasticity float64) []market.Series {
	rng := rand.New(rand.NewPCG(5, uint64(n)))
	out := make([]market.Series, n)
	for i := range out {
		price := 20 * math.Exp(0.5*(rng.Float64()-0.5)*2)
		perWeek := 12 * math.Pow(price/20, elasticity)
		prices, reviews := make([]string, 13), make([]int64, 13)
		for w := range prices {
			prices[w] = fmt.Sprintf("%.2f", price)
			reviews[w] = 100 + int64(math.Round(perWeek*float64(w)))
		}
		out[i] = weekly(fmt.Sprintf("l%02d", i), prices, reviews)
		for w := range out[i].Observations {
			stars := 4.1
			out[i].Observations[w].Rating = &stars
		}
	}
	return out
}

func lamp(score float64) market.Candidate {
	return market.Candidate{ID: "c", Title: "Lamp", Category: "Desk Lamp", Currency: "USD", QualityScore: &score}
}

func TestCurve(t *testing.T) {
	m := demand.Fit(demand.Clean(lamps(40, -3), asOf), demand.Options{Seed: 3})
	curve, err := m.Curve(lamp(50), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	last := math.Inf(1)
	for price := 5.0; price < 80; price *= 1.1 {
		u := curve.Mean(price)
		sum := 0.0
		draws := curve.Draws(price, nil)
		for _, d := range draws {
			sum += d
		}
		if u >= last || u <= 0 || math.Abs(sum/float64(len(draws))/u-1) > 1e-9 {
			t.Errorf("units at %.2f: %.2f after %.2f, mean of draws %.2f", price, u, last, sum/float64(len(draws)))
		}
		last = u
	}
	if e, ok := curve.Elasticity(20); !ok || e > -2.3 || e < -3.3 {
		t.Errorf("Elasticity(20) = %.2f, %v; want about -3 less what the newcomer takes from itself", e, ok)
	}
	better, err := m.Curve(lamp(70), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if better.Mean(20) <= curve.Mean(20) {
		t.Errorf("a better product sells %.1f, the usual one %.1f", better.Mean(20), curve.Mean(20))
	}
	low, _ := m.BestSeller(lamp(50), curve.Mean(40))
	high, ok := m.BestSeller(lamp(50), curve.Mean(10))
	if !ok || low < 0 || high > 1 || low >= high {
		t.Errorf("BestSeller = %.2f at few units, %.2f at many, %v", low, high, ok)
	}
	again, err := demand.Fit(demand.Clean(lamps(40, -3), asOf), demand.Options{Seed: 3}).Curve(lamp(50), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(curve.Draws(17, nil), again.Draws(17, nil)); d != "" {
		t.Error("the same seed gives other draws: " + d)
	}
}

// TestF44ThinMarket: with too few rivals or prices the elasticity is not identified, and without any there is no curve.
func TestF44ThinMarket(t *testing.T) {
	curve, err := demand.Fit(demand.Clean(lamps(3, -3), asOf), demand.Options{}).Curve(lamp(50), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if e, ok := curve.Elasticity(20); ok {
		t.Errorf("Elasticity of a market of three = %.2f, identified", e)
	}
	same := lamps(12, -3)
	for i := range same {
		for w := range same[i].Observations {
			same[i].Observations[w].Offer.Price = money.MustDecimal("20", "USD")
		}
	}
	curve, err = demand.Fit(demand.Clean(same, asOf), demand.Options{}).Curve(lamp(50), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if e, ok := curve.Elasticity(20); ok {
		t.Errorf("Elasticity of a market of one price = %.2f, identified", e)
	}
	if _, err := demand.Fit(demand.Cleaned{}, demand.Options{}).Curve(lamp(50), nil, nil); !errors.Is(err, demand.ErrNoMarket) {
		t.Errorf("Curve without a market: %v; want ErrNoMarket", err)
	}
}

// TestF25RateIsLearned: badges beside review histories teach the review rate; without badges it is a prior.
func TestF25RateIsLearned(t *testing.T) {
	series := lamps(30, -3)
	if r, learned := demand.Fit(demand.Clean(series, asOf), demand.Options{}).ReviewRate("desk lamp"); learned || r.P90/r.P10 < 3 {
		t.Errorf("ReviewRate without badges = %+v, %v; want a wide prior", r, learned)
	}
	for i := range series {
		first, last := series[i].Observations[0], series[i].Observations[12]
		units := float64(*last.ReviewCount-*first.ReviewCount) * 30 / 84 / 0.04 // four in a hundred leave a review
		step := int64(math.Floor(units/50) * 50)
		for w := range series[i].Observations {
			series[i].Observations[w].UnitsSold = &market.UnitsSold{AtLeast: step, WindowDays: 30}
		}
	}
	m := demand.Fit(demand.Clean(series, asOf), demand.Options{})
	r, learned := m.ReviewRate("desk lamp")
	if !learned || r.P50 < 0.034 || r.P50 > 0.046 {
		t.Errorf("ReviewRate = %+v, %v; want about 0.04, learned", r, learned)
	}
	u, method, ok := m.Units(series[0].Listing.ID)
	if b := series[0].Observations[12].UnitsSold.AtLeast; !ok || method != "badge+velocity" || u.P90 < float64(b) || u.P10 > float64(b+50) {
		t.Errorf("Units = %+v by %s, %v; want around the badge of %d", u, method, ok, b)
	}
}

// TestCurveEndsBeforeALoneListing: of a few rivals one stands far above the others and sells well there; what its price
// seems to say of demand is not taken for true all the way up to it.
func TestCurveEndsBeforeALoneListing(t *testing.T) {
	series := lamps(8, -2.5)
	alone := &series[7]
	for w := range alone.Observations {
		o := &alone.Observations[w]
		o.Offer.Price = money.MustDecimal("75.00", "USD")
		n := int64(100 + 12*w)
		o.ReviewCount = &n
	}
	m := demand.Fit(demand.Clean(series, asOf), demand.Options{Seed: 3})
	curve, err := m.Curve(lamp(50), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	near, _ := curve.Elasticity(24)
	far, _ := curve.Elasticity(70)
	if far > near+0.5 {
		t.Errorf("elasticity %.2f at 24 and %.2f at 70; want little flattening where only one listing stands", near, far)
	}
}
