package demand

import "math"

// topTenth gives the probability that a listing's units reach the ninth decile of those that listings show. Where badges
// come in steps, more than a tenth may reach it.
type topTenth struct {
	figure float64 // the ninth decile of the figures shown, units per month
	cut    float64 // where on the scale of ln units an estimate is as likely over it as not
	width  float64 // infinite: estimates say nothing, everybody has the base rate
	base   float64
}

// newTopTenth calibrates on estimates made without seeing the listings' own figures: as many are expected over the decile
// as are, and the width, a multiple of what estimates miss by, is the one with the least Brier score.
func newTopTenth(estimates, figures []float64, sd float64) topTenth {
	t := topTenth{figure: Quantile(figures, 0.9), width: math.Inf(1)}
	top := make([]bool, len(figures))
	for k, f := range figures {
		if top[k] = f >= t.figure; top[k] {
			t.base += 1 / float64(len(figures))
		}
	}
	best := t.base * (1 - t.base)
	p := make([]float64, len(estimates))
	for _, by := range []float64{2, 1.4, 1, 0.7} {
		at := topTenth{figure: t.figure, base: t.base, width: math.Max(by*sd, 0.05)}
		at.cut = at.balance(estimates)
		for k, e := range estimates {
			p[k] = at.chance(e)
		}
		if b := Brier(p, top); b < best {
			best, t = b, at
		}
	}
	return t
}

// balance finds the cut at which the estimates expect as many over the decile as there are.
func (t topTenth) balance(estimates []float64) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, e := range estimates {
		low, high = math.Min(low, e), math.Max(high, e)
	}
	low, high = low-5*t.width, high+5*t.width
	for range 60 {
		t.cut = (low + high) / 2
		sum := 0.0
		for _, e := range estimates {
			sum += t.chance(e)
		}
		if sum > t.base*float64(len(estimates)) {
			low = t.cut
		} else {
			high = t.cut
		}
	}
	return t.cut
}

// chance returns the probability of an estimate of ln units.
func (t topTenth) chance(estimate float64) float64 {
	if math.IsInf(t.width, 1) {
		return t.base
	}
	return phi((estimate - t.cut) / t.width)
}

// shownChance is the probability of a listing whose badge is over the decile; its complement of one whose is not. Badges
// lag behind sales.
const shownChance = 0.98

// shown returns the probability of a listing whose badge shows a figure; nil where nothing was learned.
func (t topTenth) shown(figure float64) *float64 {
	if t.base == 0 {
		return nil
	}
	p := 1 - shownChance
	if figure >= t.figure {
		p = shownChance
	}
	return &p
}

// estimated returns the probability of an estimate of ln units; nil where nothing was learned.
func (t topTenth) estimated(estimate float64) *float64 {
	if t.base == 0 {
		return nil
	}
	p := t.chance(estimate)
	return &p
}
