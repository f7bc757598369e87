package demand_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"shelfwise/market/money"
	"shelfwise/scoring/demand"
)

// TestF30TopOfALadder: where badges come in few steps more than a tenth stand on the top one, and where nothing tells who,
// the probability of the top is their share.
func TestF30TopOfALadder(t *testing.T) {
	steps := []int64{100, 100, 100, 100, 100, 1000, 1000, 1000, 10_000, 10_000}
	all := make([]sold, 600)
	for i := range all {
		all[i] = newSold(strconv.Itoa(i), "s", "lamp", "", steps[i%len(steps)])
	}
	if h := hide(all, 30, 1); math.Abs(h.brier-h.base) > 0.005 {
		t.Errorf("Brier score %.4f; want the base rate's %.4f", h.brier, h.base)
	}
}

// TestF30OneBigStep: where nine tenths of the listings show one badge, the top are the few over it, not everybody.
func TestF30OneBigStep(t *testing.T) {
	for _, n := range []int{150, 1000} {
		over := 0.0
		for rep := range uint64(20) {
			rng := rand.New(rand.NewPCG(rep, 12))
			all := make([]sold, n)
			for i := range all {
				units := int64(50)
				if rng.Float64() < 0.08 {
					units = []int64{100, 200, 500}[rng.IntN(3)]
				}
				all[i] = newSold(strconv.Itoa(i), "s", "lamp", "", units)
				all[i].rated("4.1", strconv.Itoa(int(math.Exp(5+1.5*rng.NormFloat64()))))
			}
			h := hide(all, 30, rep)
			over += (h.brier - h.base) / 20
		}
		// The shares of the two halves stray from each other by chance: 4·0.08·0.92/n.
		if over > 0.6/float64(n) {
			t.Errorf("%d listings: Brier score %.4f over the base rate's; want no more than chance gives", n, over)
		}
	}
}

// TestF25NoCountNothingKnown: without review counts, where no figure says more than chance, the usual of markets stands: the
// cheaper sell a little more.
func TestF25NoCountNothingKnown(t *testing.T) {
	skill, low := 0.0, 0
	for rep := range uint64(20) {
		rng := rand.New(rand.NewPCG(rep, 13))
		all := make([]sold, 80)
		for i := range all {
			p := 0.7 * rng.NormFloat64()
			all[i] = newSold(strconv.Itoa(i), "s", "lamp", "", int64(math.Exp(5-0.4*p+1.2*rng.NormFloat64()))+1)
			all[i].obs().Offer.Price = money.FromFloat(math.Exp(3+p), "USD")
		}
		h := hide(all, 30, rep)
		skill += h.skill / 20
		low += h.methods[demand.MethodLevel]
	}
	if skill < 0.1 || low < 400 {
		t.Errorf("rank correlation %.2f, %d of 800 at the usual level; want over 0.1, most", skill, low)
	}
}

// TestF30NothingKnowable: where nothing tells who sells most, everybody has the base rate, and its Brier score is the hidden
// listings' own base rate's.
func TestF30NothingKnowable(t *testing.T) {
	over, n := 0.0, 0.0
	for rep := range uint64(40) {
		rng := rand.New(rand.NewPCG(rep, 11))
		all := make([]sold, []int{40, 60, 100, 200}[rep%4])
		for i := range all {
			all[i] = newSold(strconv.Itoa(i), "s", "lamp", fmt.Sprint("brand", rng.IntN(20)), int64(math.Exp(5+1.3*rng.NormFloat64()))+1)
			all[i].rated("4.1", strconv.Itoa(int(math.Exp(4+1.5*rng.NormFloat64()))))
		}
		h := hide(all, 30, rep)
		over, n = over+h.brier-h.base, n+1
	}
	if over/n > 0.0005 {
		t.Errorf("Brier score %.4f over the base rate's on average; want none", over/n)
	}
}
