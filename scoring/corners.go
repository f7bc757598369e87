package scoring

import (
	"math"

	"shelfwise/scoring/demand"
	"shelfwise/scoring/pricing"
)

// vector is a point in the space of the four factors.
type vector = [factorCount]float64

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

// filled is the candidate as it would be at a corner, before a price is decided there.
func (k *candidateCase) filled(c corner) candidateCase {
	w := *k
	w.econ, w.worst = c.econ, c.econ
	if k.c.QualityScore == nil {
		_, leans := c.curve.(leaning)
		w.c.QualityScore, w.curve, w.sloped = &c.quality, c.curve, !leans
	}
	return w
}

// reprice decides the price that would be advised at a corner; false where none can be defended there.
func (r *run) reprice(k, w *candidateCase) bool {
	was := k.priced
	if k.c.QualityScore == nil {
		was = pricing.Decision{} // another demand
	}
	price, err := pricing.Again(r.pricingCase(w), was)
	w.priced.Advice.Recommended = price
	return err == nil
}

// count weighs a candidate at a corner with units that sell there: the total that its profit earns and its own drivers give,
// spread over the factors.
func (r *run) count(w *candidateCase, units, bonus float64) vector {
	price := w.priced.Advice.Recommended
	w.out.mean = units
	w.out.safeBase = (w.econ.SafeContribution(price)*units - w.econ.Fixed().Float()) / w.rate
	w.factors[2].score = 0
	for _, d := range r.cost(w) {
		if !math.IsNaN(d.score) {
			w.factors[2].score += d.weight * d.score
		}
	}
	return r.balance(w, clip(r.scale.score(w.out.safeBase)+bonus, 0, 100))
}

// yield keeps value where it would stand if what is missing were known at its worst. A missing cost makes for a lower price,
// at which more is sold, so that value would rise by it while cost falls; under a profile that weighs value high, leaving
// out a figure would pay. The total stays what the counted profit earns: cost takes the difference.
func (r *run) yield(k *candidateCase, mid vector) vector {
	if !k.lacks() {
		return mid
	}
	w := k.filled(corner{k.worst.AsGiven(), k.low, 0})
	if !r.reprice(k, &w) {
		return mid
	}
	at := w.priced.Advice.Recommended.Float() / k.rate
	value := r.count(&w, w.curve.Mean(at)*math.Exp(-r.blind(k.scene)), k.out.stated)[0]
	weights := DefaultWeights()
	moved := value - mid[0]
	if by := weights[0] * moved / weights[2]; mid[2]-by < 0 || mid[2]-by > 100 {
		moved = weights[2] * (mid[2] - clip(mid[2]-by, 0, 100)) / weights[0]
	}
	mid[0] += moved
	mid[2] -= weights[0] * moved / weights[2]
	return mid
}

// mostOf is how good the factors may be: with what is missing at its best and demand at its ninetieth percentile. In the first
// value takes all of that and nothing more is stated, which is what a measurement may bring; the others have all stated that
// is not, the second with the drivers that are unknown counted as they are, the third with these at their best.
func (r *run) mostOf(k *candidateCase, att, worth []driver) [3]vector {
	w := k.filled(corner{k.econ.AtBest(), k.top, 100})
	if k.c.QualityScore == nil && !r.reprice(k, &w) {
		w.priced = k.priced
	}
	at := w.priced.Advice.Recommended.Float() / k.rate
	units := k.out.units.P90 / math.Max(k.out.mean, 1e-9) * r.undated(k.scene) / math.Exp(-r.blind(k.scene))
	if k.c.QualityScore == nil {
		units *= w.curve.Mean(at)
	} else {
		units *= k.out.mean
	}
	bonus := k.out.stated + unsaid(att, DefaultWeights()[1]) + unsaid(worth, DefaultWeights()[0])
	out := [3]vector{r.balance(k, clip(r.scale.score(k.out.topBase)+k.out.stated, 0, 100)), r.count(&w, units, bonus)}
	w.factors[1].score, w.factors[3].score = k.factors[1].high, k.factors[3].high
	out[2] = r.count(&w, units, bonus)
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
