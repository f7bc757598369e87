package demand

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestF25IntervalsOfBuckets: where listings show the lower end of a bucket, p10–p90 holds the figures shown and the units
// behind them four times of five; where many sell nothing it begins at nothing.
func TestF25IntervalsOfBuckets(t *testing.T) {
	for _, tc := range []struct {
		steps  []float64
		sd     float64
		within [2]float64
	}{
		{[]float64{10, 50, 100, 1000, 5000, 10_000, 50_000}, 2, [2]float64{0.74, 0.92}},
		{[]float64{50, 100, 200, 300, 400, 500, 1000, 2000, 5000, 10_000}, 1.5, [2]float64{0.76, 0.88}},
	} {
		t.Run(fmt.Sprint(len(tc.steps)), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, uint64(len(tc.steps))))
			const n = 4000
			s := &samples{n: n, lo: make([]float64, n), hi: make([]float64, n), unit: slices.Repeat([]float64{1}, n)}
			units, estimates := make([]float64, n), make([]float64, n)
			var idx []int
			for i := range n {
				estimates[i] = 6 + tc.sd*rng.NormFloat64()
				units[i] = math.Max(tc.steps[0], math.Exp(estimates[i]+0.7*rng.NormFloat64()))
				for k, at := range tc.steps {
					if units[i] >= at {
						s.lo[i], s.hi[i] = at, 2*at
						if k+1 < len(tc.steps) {
							s.hi[i] = tc.steps[k+1]
						}
					}
				}
				if i < n/2 {
					idx = append(idx, i)
				}
			}
			ends := newTails(s, idx, estimates)
			shown, behind := 0.0, 0.0
			for i := n / 2; i < n; i++ {
				low, high := ends.ends(estimates[i])
				shown += boolean(s.lo[i] >= low && s.lo[i] <= high) / (n / 2)
				behind += boolean(units[i] >= low && units[i] <= high) / (n / 2)
			}
			for _, c := range []float64{shown, behind} {
				if c < tc.within[0] || c > tc.within[1] {
					t.Errorf("p10–p90 hold %.2f of the figures shown, %.2f of the units; want %v of both", shown, behind, tc.within)
				}
			}
		})
	}
}

func TestF25IntervalsFromNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	const n = 600
	s := &samples{n: n, lo: make([]float64, n), hi: make([]float64, n), unit: slices.Repeat([]float64{1}, n)}
	estimates := make([]float64, n)
	idx := make([]int, n)
	for i := range n {
		idx[i], estimates[i], s.hi[i] = i, -1+3*rng.Float64(), 1
		if rng.Float64() < 0.3*(estimates[i]+1) {
			s.lo[i] = math.Floor(1 + math.Exp(estimates[i]+0.5*rng.NormFloat64()))
			s.hi[i] = s.lo[i] + 1
		}
	}
	ends := newTails(s, idx, estimates)
	if low, high := ends.ends(-0.5); low != 0 || high < 0.5 {
		t.Errorf("ends(few sales) = %v, %v; want from nothing to some", low, high)
	}
	inside := 0.0
	for i := range n {
		if low, high := ends.ends(estimates[i]); s.lo[i] >= low && s.lo[i] <= high {
			inside += 1.0 / n
		}
	}
	if inside < 0.78 {
		t.Errorf("p10–p90 hold %.2f; want four fifths or, with so many alike, more", inside)
	}
}

// TestCountedFigures tells sources that count from those that show steps.
func TestCountedFigures(t *testing.T) {
	exact := []float64{3, 12, 37, 50, 118, 402, 1000, 1234, 1311, 1417, 1502, 1803, 2222, 2311, 2402}
	steps := []float64{10, 50, 100, 250, 500, 1000, 1200, 5000}
	small := []float64{11, 12, 13, 14, 16, 17, 18, 19, 21, 22, 23, 50, 100, 250}
	twos := []float64{16, 32, 64, 128, 256, 512, 1024}
	for _, tc := range []struct {
		steps  []float64
		figure float64
		want   bool
	}{
		{exact, 12, true}, {exact, 50, true}, {exact, 1502, false}, {steps, 10, false}, {steps, 250, false},
		{small, 11, true}, {small, 50, false}, {twos, 16, false},
	} {
		if got := counted(tc.steps, tc.figure); got != tc.want {
			t.Errorf("counted(%v, %v) = %v; want %v", tc.steps, tc.figure, got, tc.want)
		}
	}
	if b := (ladders{{"s", 30}: exact}).bound("s", Badge{Low: 37, WindowDays: 30}); b.High != 38 {
		t.Errorf("bound(37 of a source that counts) = %+v; want under 38", b)
	}
}
