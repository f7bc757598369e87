package scoring

import (
	"math"
	"slices"
)

// Acceptability is what stochastic multi-criteria acceptability analysis (Lahdelma & Salminen 2001) finds over draws
// of weights: how often an alternative takes each rank, the mean weights that make it first, how often it beats each
// other, and its mean rank. Ties go to the alternative that comes first.
type Acceptability struct {
	Rank     [][]float64
	Central  [][]float64 // NaN rows for alternatives that are never first
	Pairwise [][]float64
	Expected []float64
}

// SMAA runs over the weights that next gives, n times, on utilities of alternatives by criteria.
func SMAA(utilities [][]float64, n int, next func() []float64) Acceptability {
	m, k := len(utilities), len(utilities[0])
	a := Acceptability{Rank: grid(m, m), Central: grid(m, k), Pairwise: grid(m, m), Expected: make([]float64, m)}
	first := make([]float64, m)
	scores, order := make([]float64, m), make([]int, m)
	for range n {
		w := next()
		for i, u := range utilities {
			scores[i], order[i] = 0, i
			for j, x := range u {
				scores[i] += w[j] * x
			}
		}
		slices.SortStableFunc(order, func(x, y int) int { return cmpFloat(scores[y], scores[x]) })
		for pos, i := range order {
			a.Rank[i][pos]++
			a.Expected[i] += float64(pos + 1)
			for _, j := range order[pos+1:] {
				if scores[i] > scores[j] {
					a.Pairwise[i][j]++
				}
			}
		}
		first[order[0]]++
		for j := range w {
			a.Central[order[0]][j] += w[j]
		}
	}
	for i := range m {
		for j := range m {
			a.Rank[i][j] /= float64(n)
			a.Pairwise[i][j] /= float64(n)
		}
		for j := range k {
			a.Central[i][j] /= first[i]
		}
		a.Expected[i] /= float64(n)
	}
	return a
}

func grid(rows, columns int) [][]float64 {
	out := make([][]float64, rows)
	for i := range out {
		out[i] = make([]float64, columns)
	}
	return out
}

// LCG is the 64-bit linear congruential generator of Knuth's MMIX: any seed gives the same numbers everywhere and for
// good, so that rankings can be recomputed to the byte.
type LCG uint64

// Uniform returns the next number in (0, 1).
func (g *LCG) Uniform() float64 {
	*g = *g*6364136223846793005 + 1442695040888963407
	return (float64(*g>>11) + 0.5) / (1 << 53)
}

// Exponential returns the next standard exponential.
func (g *LCG) Exponential() float64 { return -math.Log(g.Uniform()) }

// Normal returns the next standard normal (Box & Muller 1958; one of the pair).
func (g *LCG) Normal() float64 {
	return math.Sqrt(2*g.Exponential()) * math.Cos(2*math.Pi*g.Uniform())
}

// Dirichlet returns weights with whole-numbered shapes: gammas as sums of exponentials, criteria in order.
func (g *LCG) Dirichlet(shapes []int) []float64 {
	out := make([]float64, len(shapes))
	sum := 0.0
	for i, k := range shapes {
		for range k {
			out[i] += g.Exponential()
		}
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}
