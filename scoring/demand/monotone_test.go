package demand

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// TestRisingAlwaysRises: whatever the pairs, more of the figure is never less.
func TestRisingAlwaysRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pairs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [2]float64 {
			return [2]float64{float64(rapid.IntRange(0, 12).Draw(t, "x")), rapid.Float64Range(-9, 9).Draw(t, "y")}
		}), 1, 200).Draw(t, "pairs")
		r := newRising(pairs)
		last := math.Inf(-1)
		for x := -3.0; x < 16; x += 0.25 {
			y := r.at(x)
			if !(y > last) {
				t.Fatalf("at(%v) = %v; want over %v", x, y, last)
			}
			last = y
		}
	})
}

// TestRisingFollowsACurve: a curve that a straight line misses.
func TestRisingFollowsACurve(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	truth := func(x float64) float64 { return 4 + 3*math.Min(x, 2) }
	pairs := make([][2]float64, 400)
	for i := range pairs {
		x := 6 * rng.Float64()
		pairs[i] = [2]float64{x, truth(x) + 0.5*rng.NormFloat64()}
	}
	r := newRising(pairs)
	for _, x := range []float64{0.5, 1, 3, 5} {
		if got := r.at(x); math.Abs(got-truth(x)) > 0.35 {
			t.Errorf("at(%v) = %.2f; want near %.2f", x, got, truth(x))
		}
	}
}

// TestOrderOfTiedFigures: listings that show the same figure stay tied in cross-validation.
func TestOrderOfTiedFigures(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	s := &samples{n: 100, y: make([]float64, 100), count: make([]float64, 100)}
	idx := make([]int, s.n)
	for i := range idx {
		idx[i], s.count[i], s.y[i] = i, float64(i%2), rng.NormFloat64()
	}
	v := crossValidate(s, idx, curveOf(MethodReviews, lacksReviews, countOf))
	for k := range idx {
		if v.order[k] != v.order[k%2] {
			t.Fatalf("listings %d and %d show the same count and are ordered %v, %v", k, k%2, v.order[k], v.order[k%2])
		}
	}
}
