package demand

import (
	"cmp"
	"math"
	"slices"

	"shelfwise/market"
)

// tails is where units lie around an estimate, as learned on listings that show them from estimates made without. What
// a listing shows is the lower end of a bucket, its units are anywhere in it: the ends are percentiles of both alike, so
// that the interval holds the figure about as often as the units behind it.
type tails struct {
	knots []knot // by rising estimate
}

// knot is the spread around an estimate: how far its ends are from it on the log scale.
type knot struct {
	at, low, high float64
	zero          bool // a tenth of the listings sell nothing
}

const (
	// spreadLeast and spreadShare are how many listings around an estimate tell its spread: this many, and this share.
	spreadLeast = 50
	spreadShare = 0.25
	// golden spreads places in a bucket evenly, whatever their number.
	golden = 0.6180339887498949
	// hair keeps rounding from cutting off listings that share one figure.
	hair = 1e-9
)

// newTails learns from estimates of ln units of the listings idx.
func newTails(s *samples, idx []int, estimates []float64) tails {
	order := make([]int, len(idx))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(estimates[a], estimates[b]) })
	n := len(order)
	size := min(n, max(spreadLeast, int(math.Ceil(spreadShare*float64(n)))))
	var out tails
	for from := 0; ; from = min(from+max(1, size/3), n-size) {
		out.knots = append(out.knots, s.knot(idx, estimates, order[from:from+size]))
		if from == n-size {
			return out
		}
	}
}

// knot tells the spread of the given places of idx.
func (s *samples) knot(idx []int, estimates []float64, places []int) knot {
	var k knot
	misses := make([]float64, 0, 2*len(places))
	for _, p := range places {
		i, e := idx[p], estimates[p]
		k.at += e / float64(len(places))
		figure := math.Log(s.lo[i]) // minus infinity: nothing sold
		units := figure
		if s.hi[i]-s.lo[i] > 1.5*s.unit[i] {
			from := math.Log(math.Max(s.lo[i], s.hi[i]/20))
			_, u := math.Modf(golden * float64(p+1))
			units = from + u*(math.Log(s.hi[i])-from)
		}
		misses = append(misses, figure-e, units-e)
	}
	slices.Sort(misses)
	k.low, k.high = tail(misses, 0.1), math.Max(0, tail(misses, 0.9))
	k.zero = math.IsInf(k.low, -1)
	return k
}

// tail returns a quantile of sorted pairs of misses beyond which the next pair lies with the given probability (type 6).
func tail(sorted []float64, q float64) float64 {
	at := q*float64(len(sorted)+2) - 1
	i := max(0, min(int(math.Floor(at)), len(sorted)-2))
	a, b := sorted[i], sorted[i+1]
	if math.IsInf(a, -1) { // halfway to nothing is nothing
		return a
	}
	return a + math.Max(0, math.Min(1, at-float64(i)))*(b-a)
}

// around returns the interval of an estimate of ln units, made wider by a stray of its own on the log scale.
func (s tails) around(estimate, stray float64) market.Interval {
	iv := market.Interval{P50: math.Exp(estimate)}
	iv.P10, iv.P90 = s.ends(estimate)
	if stray > 0 {
		iv.P90 = math.Exp(estimate + math.Hypot(math.Log(iv.P90)-estimate, stray))
		if iv.P10 > 0 {
			iv.P10 = math.Exp(estimate - math.Hypot(estimate-math.Log(iv.P10), stray))
		}
	}
	return iv
}

// ends returns the tenth and ninetieth percentile of units of an estimate of ln units.
func (s tails) ends(estimate float64) (low, high float64) {
	k, _ := slices.BinarySearchFunc(s.knots, estimate, func(k knot, e float64) int { return cmp.Compare(k.at, e) })
	a, b := s.knots[max(0, k-1)], s.knots[min(k, len(s.knots)-1)]
	w := 0.0
	if b.at > a.at {
		w = (estimate - a.at) / (b.at - a.at)
	}
	high = a.high + w*(b.high-a.high)
	switch {
	case a.zero && (b.zero || w < 0.5), b.zero && w >= 0.5:
		return 0, math.Exp(estimate + high + hair)
	case a.zero:
		low = b.low
	case b.zero:
		low = a.low
	default:
		low = a.low + w*(b.low-a.low)
	}
	return math.Exp(estimate + math.Min(0, low) - hair), math.Exp(estimate + high + hair)
}
