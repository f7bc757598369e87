package demand

import (
	"math"
	"slices"
)

// topTenth gives the probability that a listing's units are among the top tenth of those that listings show. Badges come
// in steps: the top are the listings over the step that a share nearest to a tenth reaches.
type topTenth struct {
	figures []float64 // the figures shown, units per month, sorted
	cut     float64   // where on the scale of ln units an estimate is as likely over it as not
	width   float64   // infinite: estimates say nothing, everybody has the base rate
	base    float64   // 0: nothing was learned
	pull    float64   // share of the base rate in every answer
}

// newTopTenth calibrates on estimates made without seeing the listings' own figures: as many are expected over the decile
// as are, and the width, a multiple of what estimates miss by, is the one with the least Brier score. Where that is not
// under the base rate's by the given number of standard errors, everybody has the base rate.
func newTopTenth(estimates, figures []float64, sd, sure float64) topTenth {
	t := topOf(figures)
	best, out := 0.0, t
	gain := make([]float64, len(estimates))
	for _, by := range []float64{2, 1.4, 1, 0.7, 0.5, 0.35} {
		at := t
		at.width = math.Max(by*sd, 0.05)
		at.cut = at.balance(estimates)
		for k, e := range estimates {
			y := t.reaches(figures[k])
			gain[k] = sq(t.base-y) - sq(at.chance(e)-y)
		}
		m, ss := mean(gain), 0.0
		for _, g := range gain {
			ss += sq(g - m)
		}
		if n := float64(len(gain)); m > best && m > sure*math.Sqrt(ss)/n {
			best, out = m, at
		}
	}
	return out.shrunk(estimates, figures)
}

// shrunk pulls the answers to the base rate by the slope of the outcomes on them (Cox 1958, on the scale of the Brier
// score), less one standard error: what the listings do not show the estimates to know is not claimed. Where nothing of
// the slope is left everybody has the base rate.
func (t topTenth) shrunk(estimates, figures []float64) topTenth {
	if math.IsInf(t.width, 1) {
		return t
	}
	var xx, xy, ss float64
	for k, e := range estimates {
		x := t.chance(e) - t.base
		xx, xy = xx+x*x, xy+x*(t.reaches(figures[k])-t.base)
	}
	slope := xy / xx
	for k, e := range estimates {
		x := t.chance(e) - t.base
		ss += sq(x * (t.reaches(figures[k]) - t.base - slope*x))
	}
	t.pull = 1 - math.Max(0, math.Min(1, slope-math.Sqrt(ss)/xx))
	if !(t.pull < 1) {
		t.pull, t.width = 0, math.Inf(1)
	}
	return t
}

// fewTopTenth is the same for a handful of figures, with estimates that saw them: half of the base rate is kept.
func fewTopTenth(estimates, figures []float64, sd float64) topTenth {
	t := topOf(figures)
	t.width, t.pull = math.Max(sd, 0.05), 0.5
	t.cut = t.balance(estimates)
	return t
}

// topOf knows the figures and nothing of estimates.
func topOf(figures []float64) topTenth {
	t := topTenth{figures: slices.Sorted(slices.Values(figures)), width: math.Inf(1)}
	for _, f := range figures {
		t.base += t.reaches(f) / float64(len(figures))
	}
	return t
}

// tenth is the share that the top has.
const tenth = 0.1

// reaches returns the probability that a figure is among the top tenth of as many other listings of the same market, whose
// shares stray by chance. Listings that show one figure stand together, at the mean of their ranks: the top are those over
// the figure whose share is nearest to a tenth. The highest figure is in if many show it.
func (t topTenth) reaches(figure float64) float64 {
	n := float64(len(t.figures))
	from, _ := slices.BinarySearch(t.figures, figure)
	to, _ := slices.BinarySearchFunc(t.figures, figure, func(f, figure float64) int {
		if f > figure {
			return 1
		}
		return -1
	})
	if to == len(t.figures) && n-float64(from) > tenth*n {
		return 1
	}
	over := (n - float64(from+to)/2) / n
	return phi((tenth - over) / math.Sqrt(2*tenth*(1-tenth)/n))
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
	return t.pull*t.base + (1-t.pull)*phi((estimate-t.cut)/t.width)
}

// shownChance is the probability of a listing whose badge is over the decile; its complement of one whose is not. Badges
// lag behind sales.
const shownChance = 0.98

// shown returns the probability of a listing whose badge shows a figure; nil where nothing was learned.
func (t topTenth) shown(figure float64) *float64 {
	if t.base == 0 {
		return nil
	}
	p := 1 - shownChance + (2*shownChance-1)*t.reaches(figure)
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
