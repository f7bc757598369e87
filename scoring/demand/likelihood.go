package demand

import "math"

// row is one listing's evidence in the regression of its category.
type row struct {
	x     [4]float64 // 1, −(ln price − mean), quality, (ln price − mean)²
	days  float64    // of review history; 0 none
	y     float64    // reviews in it
	lo    float64    // ln units per month of the badge's ends
	hi    float64
	badge bool
	soft  float64 // standard deviation of the badge's ends on the log scale
	extra float64 // variance of ln units beyond the model's: quality not known, age not known
	shop  int32   // place of its source
	sales float64 // what its source adds to ln units
	rate  float64 // and to ln reviews per unit
	eta   float64 // mode of ln units per month given all
	curve float64 // curvature of the likelihood there
}

// badgeSoft is the error of a badge's ends: it counts another 30 days than the ones looked at.
const badgeSoft = 0.1

// reviewMean returns the expected reviews of a listing that sells exp(eta) a month and is reviewed at rate exp(rho).
func (r *row) reviewMean(eta, rho float64) float64 { return math.Exp(eta+rho+r.rate) * r.days / 30 }

// mode finds the most likely ln units of the listing, given the regression's value t with variance s2 and the log
// review rate, by Newton's method: the terms are concave.
func (r *row) mode(t, s2, rho float64) {
	v := s2 + r.extra
	eta := r.eta
	for range 30 {
		g, k := (t-eta)/v, 1/v
		if r.days > 0 {
			m := r.reviewMean(eta, rho)
			g, k = g+r.y-m, k+m
		}
		if r.badge {
			bg, bk := r.badgeSlope(eta)
			g, k = g+bg, k+bk
		}
		step := math.Max(-2, math.Min(2, g/k))
		eta += step
		if math.Abs(step) < 1e-4 {
			break
		}
	}
	r.eta = eta
	r.curve = 0
	if r.days > 0 {
		r.curve += r.reviewMean(eta, rho)
	}
	if r.badge {
		_, bk := r.badgeSlope(eta)
		r.curve += bk
	}
}

// badgeSlope returns the first derivative and the negative second derivative of the log-likelihood of the badge:
// ln(Φ((hi−eta)/s) − Φ((lo−eta)/s)).
func (r *row) badgeSlope(eta float64) (g, k float64) {
	return intervalSlope(r.lo-eta, r.hi-eta, r.soft)
}

func intervalSlope(lo, hi, s float64) (g, k float64) {
	l, u := lo/s, hi/s
	// Far outside one end only that end matters, and the difference of the two Φ is lost in rounding.
	switch {
	case l > 6:
		h := l + 1/l
		return h / s, 1 / (s * s)
	case u < -6:
		h := -u - 1/u
		return -h / s, 1 / (s * s)
	}
	p := phi(u) - phi(l)
	dl, du := density(l), density(u)
	g = (dl - du) / (p * s)
	edge := 0.0
	if !math.IsInf(l, 0) {
		edge += l * dl
	}
	if !math.IsInf(u, 0) {
		edge -= u * du
	}
	return g, math.Max(0, g*g-edge/(p*s*s))
}

func phi(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }

func density(x float64) float64 { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }
