package demand

import (
	"cmp"
	"math"
	"slices"
)

// Spearman returns the rank correlation of two columns, ties at their mean rank; NaN where one is constant.
func Spearman(a, b []float64) float64 { return Pearson(Ranks(a), Ranks(b)) }

// Ranks returns the ranks from 1, ties at their mean.
func Ranks(v []float64) []float64 {
	order := make([]int, len(v))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(v[i], v[j]) })
	out := make([]float64, len(v))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && v[order[j]] == v[order[i]] {
			j++
		}
		for k := i; k < j; k++ {
			out[order[k]] = float64(i+j+1) / 2
		}
		i = j
	}
	return out
}

// standardRanks returns the ranks with mean 0 and variance 1; zeros where all are tied.
func standardRanks(v []float64) []float64 {
	r := Ranks(v)
	m, ss := mean(r), 0.0
	for i := range r {
		r[i] -= m
		ss += sq(r[i])
	}
	for i := range r {
		if ss > 0 {
			r[i] /= math.Sqrt(ss / float64(len(r)))
		}
	}
	return r
}

// Pearson returns the correlation of two columns.
func Pearson(a, b []float64) float64 {
	ma, mb := mean(a), mean(b)
	var ab, aa, bb float64
	for i := range a {
		ab += (a[i] - ma) * (b[i] - mb)
		aa += sq(a[i] - ma)
		bb += sq(b[i] - mb)
	}
	return ab / math.Sqrt(aa*bb)
}

// Brier returns the mean squared difference of probabilities and outcomes (1 or 0).
func Brier(p []float64, happened []bool) float64 {
	sum := 0.0
	for i, x := range p {
		sum += sq(x - boolean(happened[i]))
	}
	return sum / float64(len(p))
}
