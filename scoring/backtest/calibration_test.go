package backtest

import (
	"math/rand/v2"
	"slices"
	"testing"

	"shelfwise/scoring"
)

// TestF30OtherMarkets: the fixed bounds put the median candidate of every kind of simulated market in the middle.
func TestF30OtherMarkets(t *testing.T) {
	for _, s := range Scenarios() {
		rng := rand.New(rand.NewPCG(11, uint64(len(s))))
		w := newWorld(rng, s)
		a, err := scoring.Advise(w.show(rng))
		if err != nil {
			t.Fatal(err)
		}
		var scores []float64
		over := 0
		for _, r := range a.Recommendations {
			scores = append(scores, *r.Score)
			if *r.Score > 80 {
				over++
			}
		}
		slices.Sort(scores)
		least := 45.0
		if s == Undated {
			least = 43 // no badge of a month teaches the rate: what may be wrong with it counts at its worst in every score
		}
		if m := scores[len(scores)/2]; m < least || m > 55 || over*10 >= len(scores) {
			t.Errorf("%s: the median candidate scores %.1f, %d of %d over 80; want 45 to 55 and under a tenth", s, m, over, len(scores))
		}
	}
}
