package scoring

import "math"

// vector is a figure for each of the four factors.
type vector = [factorCount]float64

// point is where a candidate stands: the points that each factor's own drivers give, and the factors as they are shown at the
// default weights, whose weighted sum there is what expected profit earns (see measure).
type point struct{ own, full vector }

// mix is how far weights hold the default's: the largest share of them that can be taken off in the default's proportions. One
// at the default weights, none where a factor weighs nothing.
func (w Weights) mix() float64 {
	share := 1.0
	for f, usual := range DefaultWeights() {
		share = math.Min(share, w[f]/usual)
	}
	return math.Max(share, 0)
}

// rest is what expected profit earns at the default weights beyond the factors' own drivers; below none where they give more.
func (p *point) rest() float64 {
	sum := 0.0
	for f, usual := range DefaultWeights() {
		sum += usual * (p.full[f] - p.own[f])
	}
	return sum
}

// of is the score of a point. As far as the weights hold the default's, it is what expected profit earns; what they put
// on a factor beyond that counts the factor's own drivers:
//
//	score = mix·Σ usual·full + Σ (weight − mix·usual)·own
//
// No coefficient is below none, so what is better for profit and for every driver is better under any weights.
func (w Weights) of(p *point) float64 {
	sum, mix := 0.0, w.mix()
	for f, usual := range DefaultWeights() {
		sum += mix*usual*p.full[f] + (w[f]-mix*usual)*p.own[f]
	}
	return sum
}

// shown is a factor of a point under weights, so that weight·shown over the factors sums to the score.
func (w Weights) shown(p *point, f int) float64 {
	return p.own[f] + w.part(f)*(p.full[f]-p.own[f])
}

// part is how much of what expected profit adds to a factor counts under weights.
func (w Weights) part(f int) float64 {
	if w[f] <= 0 {
		return 0
	}
	return w.mix() * DefaultWeights()[f] / w[f]
}
