package demand_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"shelfwise/scoring/demand"
)

// scanner is a market of weekly sales whose elasticities are known.
type scanner struct {
	mean, sd float64 // of the own-price elasticities
	stores   int
	noise    float64 // of ln units
	promoted float64 // share of weeks
	deep     bool    // price cuts come with promotions only, as in much scanner data
	season   float64 // swing of ln units over the year that price does not explain
	drift    float64 // of ln units from week to week
	slow     bool    // a few units a week, none in many
}

// history is the sales of one store in a number of weeks, and the elasticity that made them.
func (s scanner) history(rng *rand.Rand, weeks int) ([]demand.Week, float64) {
	e := math.Min(-0.3, s.mean+s.sd*rng.NormFloat64())
	usual, start := 1+2*rng.Float64(), rng.Float64()
	out := make([]demand.Week, weeks)
	level := 6.0
	if s.slow {
		level = 1.2 - e*math.Log(usual)
	}
	for w := range out {
		level += s.drift * rng.NormFloat64()
		promoted := rng.Float64() < s.promoted
		price := usual
		if s.deep && promoted || !s.deep && rng.Float64() < 0.4 {
			price *= 1 - 0.3*rng.Float64()
		}
		rivals := usual * math.Exp(0.1*rng.NormFloat64())
		ln := level + e*math.Log(price) + 0.6*math.Log(rivals) + s.noise*rng.NormFloat64() + s.season*math.Sin(2*math.Pi*(start+float64(w)/52))
		if promoted {
			ln += 0.5
		}
		units := math.Round(math.Exp(ln))
		if s.slow {
			units = poisson(rng, math.Exp(ln))
		}
		out[w] = demand.Week{Units: units, Price: math.Round(100*price) / 100, Rivals: rivals, Promoted: promoted}
	}
	return out, e
}

func poisson(rng *rand.Rand, mu float64) float64 {
	n, p := 0.0, rng.Float64()
	for p > math.Exp(-mu) {
		n, p = n+1, p*rng.Float64()
	}
	return n
}

// TestF44ScannerData: over markets of other elasticities, promotions, noise, seasons and drift, and of slow sellers, the elasticities from 8 and 30
// weeks miss by less than least squares do, none has the wrong sign, and the truth lies in the interval six times of ten or more,
// also where elasticities are far from the prior.
func TestF44ScannerData(t *testing.T) {
	for i, s := range []scanner{
		{mean: -2.6, sd: 0.8, stores: 80, noise: 0.4, promoted: 0.2}, {mean: -1.4, sd: 0.5, stores: 160, noise: 0.4, promoted: 0.2},
		{mean: -3.8, sd: 0.9, stores: 160, noise: 0.5, promoted: 0.2}, {mean: -2.6, sd: 0.8, stores: 40, noise: 0.4, promoted: 0.3, deep: true},
		{mean: -2, sd: 1, stores: 40, noise: 0.8, promoted: 0.1, season: 0.3}, {mean: -2.6, sd: 0.3, stores: 60, noise: 0.3, promoted: 0.5, deep: true, season: 0.4},
		{mean: -2.6, sd: 0.8, stores: 80, noise: 0.2, promoted: 0.2, drift: 0.2}, {mean: -2.2, sd: 0.8, stores: 80, noise: 0.2, promoted: 0.2, slow: true},
	} {
		for _, weeks := range []int{8, 30} {
			t.Run(fmt.Sprintf("%d/%d weeks", i, weeks), func(t *testing.T) {
				rng := rand.New(rand.NewPCG(uint64(i), uint64(weeks)))
				ours, least, inside, n, both := 0.0, 0.0, 0.0, 0.0, 0.0
				for range s.stores {
					h, truth := s.history(rng, weeks)
					e := demand.HistoryElasticity(h)
					if e.Mean >= 0 {
						t.Errorf("elasticity %v; want a negative one", e.Mean)
					}
					n, ours = n+1, ours+(e.Mean-truth)*(e.Mean-truth)
					if truth >= e.Interval[0] && truth <= e.Interval[1] {
						inside++
					}
					if plain, ok := leastSquares(h); ok {
						both, least = both+1, least+(plain-truth)*(plain-truth)
					}
				}
				a, b := math.Sqrt(ours/n), math.Sqrt(least/both)
				t.Logf("RMSE %.2f, least squares %.2f, %.0f%% within the interval", a, b, 100*inside/n)
				if a >= b {
					t.Errorf("RMSE %.3f; want under least squares' %.3f", a, b)
				}
				if inside/n < 0.6 {
					t.Errorf("%.0f%% within p10–p90; want at least 60%%, in markets unlike the prior too", 100*inside/n)
				}
			})
		}
	}
}

// leastSquares is the elasticity without any prior; false where the weeks do not identify it.
func leastSquares(h []demand.Week) (float64, bool) {
	x, y := make([][]float64, len(h)), make([]float64, len(h))
	for i, w := range h {
		promoted := 0.0
		if w.Promoted {
			promoted = 1
		}
		x[i], y[i] = []float64{1, math.Log(w.Price), math.Log(w.Rivals), promoted}, math.Log(math.Max(0.5, w.Units))
	}
	r, err := demand.LeastSquares(x, y)
	if err != nil {
		return 0, false
	}
	return r.Coef[1], true
}
