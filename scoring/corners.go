package scoring

import (
	"math"

	"shelfwise/market/money"
	"shelfwise/scoring/demand"
	"shelfwise/scoring/pricing"
)

// corner is a candidate with everything that is missing filled in at one end of what is plausible.
type corner struct {
	econ    *pricing.Economics
	curve   demand.Curve
	quality float64
}

// lacks reports whether something is missing that may be better or worse than what is counted for it.
func (k *candidateCase) lacks() bool {
	price := k.priced.Advice.Recommended
	return k.c.QualityScore == nil || k.econ.Contribution(price) != k.worst.Contribution(price) || k.econ.Fixed() != k.worst.Fixed()
}

// fill makes the candidate what it would be at a corner, before a price is decided there. The caller puts back what it was.
func (k *candidateCase) fill(c corner) {
	k.econ, k.worst = c.econ, c.econ
	if k.c.QualityScore == nil {
		_, leans := c.curve.(leaning)
		k.c.QualityScore, k.curve, k.sloped = &c.quality, c.curve, !leans
	}
}

// reprice decides the price that would be advised at a corner, after an earlier decision on the same demand; false where none
// can be defended there.
func (r *run) reprice(k *candidateCase, was pricing.Decision) bool {
	price, err := pricing.Again(r.pricingCase(k), was)
	if err == nil {
		k.priced.Advice.Recommended = price
	}
	return err == nil
}

// sell lets units sell at a corner: its cost factor is what its own drivers give there.
func (r *run) sell(w *candidateCase, units float64) {
	price := w.priced.Advice.Recommended
	w.out.mean, w.out.unitsSafe, w.out.worstUnits, w.out.worstPrice = units, units, units, money.Amount{}
	w.out.safeBase = (w.econ.SafeContribution(price)*units - w.econ.Fixed().Float()) / w.rate
	w.factors[2].score = summed(r.cost(w)).score
}

// spread is the total that a corner's profit earns, over the factors.
func (r *run) spread(w *candidateCase, bonus float64) vector {
	return r.balance(w, clip(r.scale.score(w.out.safeBase)+bonus, 0, 100))
}

// foresee finds out at what price and how much would be sold if what is missing were known at its worst.
func (r *run) foresee(k *candidateCase) {
	o := &k.out
	if o.worstUnits = o.unitsSafe; !o.known || !k.lacks() {
		return
	}
	blind, was, saved := r.blind(k.scene), k.priced, *k
	if k.c.QualityScore == nil {
		was = pricing.Decision{} // of another demand
	}
	k.fill(corner{k.worst.AsGiven(), k.low, 0})
	price, units := money.Amount{}, 0.0
	if r.reprice(k, was) {
		price = k.priced.Advice.Recommended
		units = k.curve.Mean(price.Float()/k.rate) * math.Exp(-blind)
	}
	*k = saved
	k.out.worstPrice, k.out.worstUnits = price, units
}

// mostOf is how good the factors may be: with what is missing at its best and demand at its ninetieth percentile. In the first
// value takes all of that and nothing more is stated, which is what a measurement may bring; the others have all stated that
// is not, the second with the drivers that are unknown counted as they are, the third with these at their best.
func (r *run) mostOf(k *candidateCase, att, worth []driver) [3]point {
	bonus := k.out.stated + unsaid(att, DefaultWeights()[1]) + unsaid(worth, DefaultWeights()[0])
	out := [3]point{{k.at.own, r.balance(k, clip(r.scale.score(k.out.topBase)+k.out.stated, 0, 100))}}
	more := k.out.units.P90 / math.Max(k.out.mean, 1e-9) * r.undated(k.scene) / math.Exp(-r.blind(k.scene))
	saved := *k
	k.fill(corner{k.econ.AtBest(), k.top, 100})
	units := k.out.mean
	if saved.c.QualityScore == nil {
		r.reprice(k, pricing.Decision{})
		units = k.curve.Mean(k.priced.Advice.Recommended.Float() / k.rate)
	}
	r.sell(k, more*units)
	value := summed(r.valueDrivers(k))
	own := vector{value.score, k.factors[1].score, k.factors[2].score, k.factors[3].score}
	out[1] = point{own, r.spread(k, bonus)}
	k.factors[1].score, k.factors[3].score = k.factors[1].high, k.factors[3].high
	own[0], own[1], own[3] = value.high, k.factors[1].score, k.factors[3].score
	out[2] = point{own, r.spread(k, bonus)}
	*k = saved
	return out
}

// unsaid is what the user's own statements that are not made could add to the total.
func unsaid(ds []driver, weight float64) float64 {
	sum := 0.0
	for _, d := range ds {
		if d.stated && math.IsNaN(d.score) {
			sum += weight * d.weight * 100
		}
	}
	return sum
}
