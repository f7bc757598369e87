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
}

// history is the sales of one store in a number of weeks, and the elasticity that made them.
func (s scanner) history(rng *rand.Rand, weeks int) ([]demand.Week, float64) {
	e := math.Min(-0.3, s.mean+s.sd*rng.NormFloat64())
	usual, start := 1+2*rng.Float64(), rng.Float64()
	out := make([]demand.Week, weeks)
	for w := range out {
		promoted := rng.Float64() < s.promoted
		price := usual
		if s.deep && promoted || !s.deep && rng.Float64() < 0.4 {
			price *= 1 - 0.3*rng.Float64()
		}
		rivals := usual * math.Exp(0.1*rng.NormFloat64())
		ln := 6 + e*math.Log(price) + 0.6*math.Log(rivals) + s.noise*rng.NormFloat64() + s.season*math.Sin(2*math.Pi*(start+float64(w)/52))
		if promoted {
			ln += 0.5
		}
		out[w] = demand.Week{Units: math.Round(math.Exp(ln)), Price: math.Round(100*price) / 100, Rivals: rivals, Promoted: promoted}
	}
	return out, e
}

// TestF44ScannerData: over markets of other elasticities, promotions, noise and seasons the elasticities from 8 and 30
// weeks miss by less than least squares do, none has the wrong sign, and the truth lies in the interval six times of ten or more,
// also where elasticities are far from the prior.
func TestF44ScannerData(t *testing.T) {
	for i, s := range []scanner{
		{-2.6, 0.8, 80, 0.4, 0.2, false, 0}, {-1.4, 0.5, 60, 0.4, 0.2, false, 0}, {-3.8, 0.9, 60, 0.5, 0.2, false, 0},
		{-2.6, 0.8, 40, 0.4, 0.3, true, 0}, {-2, 1, 20, 0.8, 0.1, false, 0.3}, {-2.6, 0.3, 60, 0.3, 0.5, true, 0.4},
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
		x[i], y[i] = []float64{1, math.Log(w.Price), math.Log(w.Rivals), promoted}, math.Log(w.Units)
	}
	r, err := demand.LeastSquares(x, y)
	if err != nil {
		return 0, false
	}
	return r.Coef[1], true
}
