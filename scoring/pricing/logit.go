package pricing

import (
	"errors"
	"math"
)

// Logit is a market of products with an outside option (Berry 1994): share_j = exp(δ_j)/(1+Σ exp δ_k) with
// δ_j = X_j + Alpha·p_j. Alpha is negative.
type Logit struct {
	X     []float64
	Alpha float64
}

// Shares returns the shares at prices, and the outside share.
func (m Logit) Shares(prices []float64) (shares []float64, outside float64) {
	shares = make([]float64, len(prices))
	sum := 1.0
	for j, p := range prices {
		shares[j] = math.Exp(m.X[j] + m.Alpha*p)
		sum += shares[j]
	}
	for j := range shares {
		shares[j] /= sum
	}
	return shares, 1 / sum
}

// Elasticities returns the matrix of share j to price k: α·p_j·(1−s_j) and −α·p_k·s_k.
func (m Logit) Elasticities(prices []float64) [][]float64 {
	s, _ := m.Shares(prices)
	out := make([][]float64, len(s))
	for j := range s {
		out[j] = make([]float64, len(s))
		for k := range s {
			out[j][k] = -m.Alpha * prices[k] * s[k]
		}
		out[j][j] = m.Alpha * prices[j] * (1 - s[j])
	}
	return out
}

// Diversion returns what share of the buyers lost by j goes to k.
func (m Logit) Diversion(prices []float64, j, k int) float64 {
	s, outside := m.Shares(prices)
	if k < 0 {
		return outside / (1 - s[j])
	}
	return s[k] / (1 - s[j])
}

// MarkupSingle is p−c of a seller of one product: −1/(α(1−s)).
func (m Logit) MarkupSingle(share float64) float64 { return -1 / (m.Alpha * (1 - share)) }

// Markups returns p−c of each product given who owns what: (O ∘ −Dᵀ)⁻¹ s. With logit shares the markup is the same
// for all products of an owner: −1/(α(1−S)), S the owner's total share.
func (m Logit) Markups(prices []float64, owner []int) []float64 {
	s, _ := m.Shares(prices)
	total := map[int]float64{}
	for j, o := range owner {
		total[o] += s[j]
	}
	out := make([]float64, len(s))
	for j, o := range owner {
		out[j] = m.MarkupSingle(total[o])
	}
	return out
}

// ErrNoEquilibrium says that the prices did not settle.
var ErrNoEquilibrium = errors.New("prices do not settle")

// Equilibrium returns the Bertrand prices at costs and owners, by fixed-point iteration of p = c + markup(p).
func (m Logit) Equilibrium(costs []float64, owner []int) ([]float64, error) {
	p := make([]float64, len(costs))
	for j, c := range costs {
		p[j] = c - 1/m.Alpha
	}
	for range 10_000 {
		move := 0.0
		for j, mk := range m.Markups(p, owner) {
			next := costs[j] + mk
			move = math.Max(move, math.Abs(next-p[j]))
			p[j] += (next - p[j]) / 2
		}
		if move < 1e-13 {
			return p, nil
		}
	}
	return p, ErrNoEquilibrium
}

// BestResponse returns product j's best price against fixed prices of the others:
// p* = c + (1+W(exp(x−a·c−1)/A))/a, a = −α, A = 1+Σ exp δ of rivals (Aravindakshan & Ratchford 2011).
func (m Logit) BestResponse(j int, cost float64, prices []float64) float64 {
	a, rivals := -m.Alpha, 1.0
	for k, p := range prices {
		if k != j {
			rivals += math.Exp(m.X[k] + m.Alpha*p)
		}
	}
	return cost + (1+LambertW(math.Exp(m.X[j]-a*cost-1)/rivals))/a
}

// NestedOwn is the own-price elasticity in a nested logit: α·p·(1/(1−ρ) − ρ/(1−ρ)·s_{j|g} − s_j).
func NestedOwn(alpha, price, rho, within, share float64) float64 {
	return alpha * price * (1/(1-rho) - rho/(1-rho)*within - share)
}

// LambertW is the principal branch of w·exp(w) = x for x ≥ 0 (Halley's iteration).
func LambertW(x float64) float64 {
	w := math.Log1p(x)
	for range 60 {
		e := math.Exp(w)
		f := w*e - x
		step := f / (e*(w+1) - (w+2)*f/(2*w+2))
		w -= step
		if math.Abs(step) <= 1e-15*(1+math.Abs(w)) {
			break
		}
	}
	return w
}
