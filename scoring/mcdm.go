package scoring

import "math"

// Other multi-criteria methods, as checks of agreement only: TOPSIS and its kin reorder when the set changes and hide
// trade-offs, so none of them decides. Matrices are alternatives by criteria; a cost criterion has benefit false.

// Normalise names how a matrix is scaled before TOPSIS.
type Normalise int

// The scalings.
const (
	AsIs   Normalise = iota
	Vector           // by the column's Euclidean norm (Hwang & Yoon 1981)
	MinMax           // to 0–1, cost columns turned round
)

// scale returns the scaled matrix and the direction of its columns.
func (n Normalise) scale(x [][]float64, benefit []bool) ([][]float64, []bool) {
	out := grid(len(x), len(benefit))
	for j := range benefit {
		lo, hi, sum := math.Inf(1), math.Inf(-1), 0.0
		for i := range x {
			lo, hi, sum = math.Min(lo, x[i][j]), math.Max(hi, x[i][j]), sum+x[i][j]*x[i][j]
		}
		for i := range x {
			switch {
			case n == Vector && sum > 0:
				out[i][j] = x[i][j] / math.Sqrt(sum)
			case n == MinMax && hi > lo && benefit[j]:
				out[i][j] = (x[i][j] - lo) / (hi - lo)
			case n == MinMax && hi > lo:
				out[i][j] = (hi - x[i][j]) / (hi - lo)
			case n == MinMax: // a constant column says nothing
				out[i][j] = 0
			default:
				out[i][j] = x[i][j]
			}
		}
	}
	if n != MinMax {
		return out, benefit
	}
	up := make([]bool, len(benefit))
	for j := range up {
		up[j] = true
	}
	return out, up
}

// SAW is the weighted sum of a matrix scaled min–max, with the contributions.
func SAW(x [][]float64, weights []float64, benefit []bool) (scores []float64, contributions [][]float64) {
	contributions, _ = MinMax.scale(x, benefit)
	scores = make([]float64, len(x))
	for i, row := range contributions {
		for j := range row {
			row[j] *= weights[j]
			scores[i] += row[j]
		}
	}
	return scores, contributions
}

// TOPSIS is the closeness to the ideal, 0–1: the distance to the worst over both distances.
func TOPSIS(x [][]float64, weights []float64, benefit []bool, n Normalise) []float64 {
	v, up := n.scale(x, benefit)
	k := len(weights)
	best, worst := make([]float64, k), make([]float64, k)
	for j := range k {
		lo, hi := math.Inf(1), math.Inf(-1)
		for i := range v {
			v[i][j] *= weights[j]
			lo, hi = math.Min(lo, v[i][j]), math.Max(hi, v[i][j])
		}
		best[j], worst[j] = hi, lo
		if !up[j] {
			best[j], worst[j] = lo, hi
		}
	}
	out := make([]float64, len(v))
	for i, row := range v {
		plus, minus := distance(row, best), distance(row, worst)
		if plus+minus > 0 {
			out[i] = minus / (plus + minus)
		}
	}
	return out
}

func distance(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += (a[i] - b[i]) * (a[i] - b[i])
	}
	return math.Sqrt(s)
}

// VIKOR returns the group utility S, the greatest regret R and the compromise Q with v = 1/2 (Opricovic & Tzeng 2004);
// lower is better in each. A constant criterion counts nothing.
func VIKOR(x [][]float64, weights []float64, benefit []bool) (s, r, q []float64) {
	good, _ := MinMax.scale(x, benefit)
	n := len(x)
	s, r, q = make([]float64, n), make([]float64, n), make([]float64, n)
	for j := range weights {
		constant := true
		for i := range x {
			constant = constant && x[i][j] == x[0][j]
		}
		for i := range x {
			if !constant {
				d := weights[j] * (1 - good[i][j])
				s[i], r[i] = s[i]+d, math.Max(r[i], d)
			}
		}
	}
	share := func(y []float64, i int) float64 {
		lo, hi := math.Inf(1), math.Inf(-1)
		for _, v := range y {
			lo, hi = math.Min(lo, v), math.Max(hi, v)
		}
		if hi == lo {
			return 0
		}
		return (y[i] - lo) / (hi - lo)
	}
	for i := range q {
		q[i] = (share(s, i) + share(r, i)) / 2
	}
	return s, r, q
}

// Promethee is PROMETHEE II. With P nil any difference is full preference (the usual criterion); else preference rises
// from 0 at Q to 1 at P, criterion by criterion.
type Promethee struct{ Q, P []float64 }

// Flows returns the positive, negative and net flows, averaged over the other alternatives.
func (m Promethee) Flows(x [][]float64, weights []float64, benefit []bool) (plus, minus, net []float64) {
	n := len(x)
	plus, minus, net = make([]float64, n), make([]float64, n), make([]float64, n)
	for a := range x {
		for b := range x {
			pref := 0.0
			for j, w := range weights {
				d := x[a][j] - x[b][j]
				if !benefit[j] {
					d = -d
				}
				pref += w * m.preference(j, d)
			}
			if a != b {
				plus[a] += pref / float64(n-1)
				minus[b] += pref / float64(n-1)
			}
		}
	}
	for i := range net {
		net[i] = plus[i] - minus[i]
	}
	return plus, minus, net
}

func (m Promethee) preference(j int, d float64) float64 {
	switch {
	case d <= 0:
		return 0
	case m.P == nil:
		return 1
	}
	return clip((d-m.Q[j])/(m.P[j]-m.Q[j]), 0, 1)
}

// KendallTau is the rank correlation tau-b of two score lists, 1 for the same order; NaN where one is constant.
func KendallTau(a, b []float64) float64 {
	var agree, tiesA, tiesB, pairs float64
	for i := range a {
		for j := range i {
			x, y := a[i]-a[j], b[i]-b[j]
			pairs++
			switch {
			case x == 0 && y == 0:
				tiesA, tiesB = tiesA+1, tiesB+1
			case x == 0:
				tiesA++
			case y == 0:
				tiesB++
			case (x > 0) == (y > 0):
				agree++
			default:
				agree--
			}
		}
	}
	return agree / math.Sqrt((pairs-tiesA)*(pairs-tiesB))
}

// agreementLimit is the number of candidates up to which other methods are asked; they compare pairs.
const agreementLimit = 400

// agreement tells how far other methods on the same factors and weights put the candidates in our order (Kendall's
// tau). Nil for fewer than three candidates or very many.
func agreement(k *ranking, w Weights) map[string]float64 {
	c, n := &k.columns, len(k.order)
	if n < 3 || n > agreementLimit {
		return nil
	}
	x, scores := grid(n, factorCount), make([]float64, n)
	for i, at := range k.order { // in rank order, so that sums do not depend on the order of the input
		scores[i] = k.scores[at]
		for f := range factorCount {
			x[i][f] = c.Factors[f][at]
		}
	}
	benefit := []bool{true, true, true, true}
	_, _, q := VIKOR(x, w[:], benefit)
	for i := range q {
		q[i] = -q[i]
	}
	_, _, net := Promethee{}.Flows(x, w[:], benefit)
	out := map[string]float64{}
	for name, y := range map[string][]float64{"topsis": TOPSIS(x, w[:], benefit, Vector), "vikor": q, "promethee": net} {
		for i := range y {
			y[i] = round(y[i], 9)
		}
		if tau := KendallTau(scores, y); !math.IsNaN(tau) {
			out[name] = round(tau, 4)
		}
	}
	return out
}
