package main

import (
	"math"

	"shelfwise/matching"
)

// line fits a logistic regression with a ridge on standardised features, each weight bounded to the sign that rising
// allows: iteratively reweighted least squares, each step solved by coordinate descent (Friedman, Hastie and
// Tibshirani 2010). The ridge is a share of the total weight.
func line(ex []example, rising []int, ridge float64) matching.Forest {
	n := len(ex[0].v)
	mean, sd := moments(ex)
	rows := make([][]float64, len(ex))
	total := 0.0
	for i, e := range ex {
		rows[i] = make([]float64, n+1)
		for f := range n {
			rows[i][f] = (float64(e.v[f]) - mean[f]) / sd[f]
		}
		rows[i][n] = 1
		total += e.weight
	}
	w := make([]float64, n+1)
	for range 12 {
		gram, right := normal(ex, rows, w)
		for f := range n {
			gram[f][f] += ridge * total
		}
		descend(gram, right, w, rising)
	}
	out := matching.Forest{Base: w[n], Weights: make([]float64, n), Centres: mean}
	for f := range n {
		out.Weights[f] = w[f] / sd[f]
	}
	return out
}

func moments(ex []example) (mean, sd []float64) {
	n := len(ex[0].v)
	mean, sd = make([]float64, n), make([]float64, n)
	total := 0.0
	for _, e := range ex {
		total += e.weight
		for f, x := range e.v {
			mean[f] += e.weight * float64(x)
		}
	}
	for f := range mean {
		mean[f] /= total
	}
	for _, e := range ex {
		for f, x := range e.v {
			d := float64(x) - mean[f]
			sd[f] += e.weight * d * d
		}
	}
	for f := range sd {
		sd[f] = max(1e-6, math.Sqrt(sd[f]/total))
	}
	return mean, sd
}

// normal returns the weighted normal equations of one step at w.
func normal(ex []example, rows [][]float64, w []float64) (gram [][]float64, right []float64) {
	n := len(w)
	gram, right = make([][]float64, n), make([]float64, n)
	for f := range gram {
		gram[f] = make([]float64, n)
	}
	for i, x := range rows {
		eta := 0.0
		for f := range n {
			eta += w[f] * x[f]
		}
		p := 1 / (1 + math.Exp(-eta))
		y := 0.0
		if ex[i].label {
			y = 1
		}
		h := max(1e-5, p*(1-p))
		z := eta + (y-p)/h
		h *= ex[i].weight
		for f := range n {
			hx := h * x[f]
			right[f] += hx * z
			for g := 0; g <= f; g++ {
				gram[f][g] += hx * x[g]
			}
		}
	}
	for f := range n {
		for g := f + 1; g < n; g++ {
			gram[f][g] = gram[g][f]
		}
	}
	return gram, right
}

// descend solves gram·w = right within the allowed signs.
func descend(gram [][]float64, right, w []float64, rising []int) {
	for range 200 {
		moved := 0.0
		for f := range w {
			sum := right[f]
			for g := range w {
				if g != f {
					sum -= gram[f][g] * w[g]
				}
			}
			next := sum / gram[f][f]
			if f < len(w)-1 && (rising[f] > 0 && next < 0 || rising[f] < 0 && next > 0) {
				next = 0
			}
			moved = max(moved, math.Abs(next-w[f]))
			w[f] = next
		}
		if moved < 1e-7 {
			return
		}
	}
}

// blended is the weighted mean of a forest and a line, in log-odds.
func blended(forest, l matching.Forest, share float64) matching.Forest {
	out := matching.Forest{Base: forest.Base*(1-share) + l.Base*share, Centres: l.Centres}
	for _, w := range l.Weights {
		out.Weights = append(out.Weights, w*share)
	}
	for _, t := range forest.Trees {
		for i := range t {
			t[i].Value *= 1 - share
		}
		out.Trees = append(out.Trees, t)
	}
	return out
}
