package pricing

import "math"

// ConstantElasticity returns the best price at a unit cost and a constant own-price elasticity: c·e/(1+e). False where
// the elasticity is -1 or above: demand then never falls fast enough, and the price is bound by a ceiling only.
func ConstantElasticity(cost, elasticity float64) (float64, bool) {
	if elasticity >= -1 {
		return math.NaN(), false
	}
	return cost * elasticity / (1 + elasticity), true
}

// WithFees is ConstantElasticity with a fee share of the price and a fixed fee: (c+F)/(1-f)·e/(1+e).
func WithFees(cost, share, fixedFee, elasticity float64) float64 {
	p, ok := ConstantElasticity((cost+fixedFee)/(1-share), elasticity)
	if !ok {
		return math.NaN()
	}
	return p
}

// Linear returns the best price for demand a-b·p: (a/b+c)/2.
func Linear(a, b, cost float64) float64 { return (a/b + cost) / 2 }

// Semilog returns the best price for demand exp(a-b·p): c+1/b.
func Semilog(b, cost float64) float64 { return cost + 1/b }

// BreakEvenChange returns the change of units that keeps profit for a change of price, both shares, at a contribution
// margin: -dp/(CM+dp) (Nagle & Holden).
func BreakEvenChange(margin, priceChange float64) float64 {
	return -priceChange / (margin + priceChange)
}

// ValueBased adds what buyers pay for attributes to a reference price: p = reference + Σ premium.
func ValueBased(reference float64, premiums ...float64) float64 {
	for _, p := range premiums {
		reference += p
	}
	return reference
}
