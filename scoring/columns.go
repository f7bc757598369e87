package scoring

import (
	"cmp"
	"slices"
)

// Columns holds the factor scores of many candidates by column, so that other weights re-rank at once.
type Columns struct {
	IDs     []string
	Factors [factorCount][]float64 // as shown; the scores are their weighted sums where Rest is nil
	Own     [factorCount][]float64 // as their own drivers give them
	Rest    []float64              // what expected profit adds to the weighted sum of Own at the default weights
	Profit  []float64              // expected monthly profit, base currency: breaks ties
}

// Scores returns the scores under weights (see Weights.of).
func (c *Columns) Scores(w Weights) []float64 {
	out := make([]float64, len(c.IDs))
	from := &c.Factors
	if c.Rest != nil {
		from = &c.Own
	}
	v, a, k, p := from[0], from[1], from[2], from[3]
	for i := range out {
		out[i] = w[0]*v[i] + w[1]*a[i] + w[2]*k[i] + w[3]*p[i]
	}
	if mix := w.mix(); c.Rest != nil && mix > 0 {
		for i, rest := range c.Rest {
			out[i] += mix * rest
		}
	}
	return out
}

// key is a score to be sorted with its place, small enough to move quickly.
type key struct {
	score float64
	at    int32
}

// Order returns the places of the candidates from best to worst: by score, then expected profit, then id.
func (c *Columns) Order(w Weights) []int32 { return c.order(c.Scores(w)) }

func (c *Columns) order(scores []float64) []int32 {
	keys := make([]key, len(scores))
	for i, s := range scores {
		keys[i] = key{s, int32(i)}
	}
	slices.SortFunc(keys, func(a, b key) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		case c.Profit[a.at] != c.Profit[b.at]:
			return cmp.Compare(c.Profit[b.at], c.Profit[a.at])
		}
		return cmp.Compare(c.IDs[a.at], c.IDs[b.at])
	})
	out := make([]int32, len(keys))
	for i, k := range keys {
		out[i] = k.at
	}
	return out
}
