package demand

import (
	"cmp"
	"math"
	"slices"
)

const (
	// leastSlope keeps the order of a figure where its curve is flat.
	leastSlope = 0.01
	// curveBins is how many bins of listings a curve goes through at most, curveBin how many listings each holds at least;
	// linePull is how many listings on the straight line each bin counts.
	curveBins = 12
	curveBin  = 5
	linePull  = 4.0
)

// monotone predicts along one column alone, by a curve that always rises; nil where too few listings know it. Listings
// without the figure get the mean of those that taught without it.
func monotone(s *samples, col []float64, train []int) predictor {
	var at [][2]float64
	var rest []float64
	for _, i := range train {
		if math.IsNaN(col[i]) {
			rest = append(rest, s.y[i])
		} else {
			at = append(at, [2]float64{col[i], s.y[i]})
		}
	}
	if len(at) < fewTaught-1 {
		return nil
	}
	r := newRising(at)
	// Few without the figure say little: they are pulled to the mean of all.
	unknown := r.my
	for _, y := range rest {
		unknown += (y - r.my) / (float64(len(rest)) + 3)
	}
	return func(i int) float64 {
		if math.IsNaN(col[i]) {
			return unknown
		}
		return r.at(col[i])
	}
}

// usualSlope is by how much ln units usually fall per ln price between the listings of a market: far less than where one
// listing changes its own price (see slopeMean), since dear ones are better. Between listings of real marketplaces the
// rank correlation is from nothing to 0.4, hardly ever the other way.
const usualSlope = 0.25

// cheaper predicts by what is usual of prices, where nothing has shown more: the cheaper of two sells more, a little.
func cheaper(s *samples, train []int) predictor {
	level, at, n := 0.0, 0.0, 0.0
	for _, i := range train {
		level += s.y[i] / float64(len(train))
		if !math.IsNaN(s.price[i]) {
			at, n = at+s.price[i], n+1
		}
	}
	return func(i int) float64 {
		if n == 0 || math.IsNaN(s.price[i]) {
			return level
		}
		return level - usualSlope*(s.price[i]-at/n)
	}
}

// rising is a rising curve: straight between its knots and, at the slope of the least-squares line, beyond them. Outside of
// the figures that it was fitted on units rise at most in proportion.
type rising struct {
	mx, my, slope float64
	low, high     float64   // the figures that it was fitted on
	x, y          []float64 // knots
}

// newRising fits a rising curve to pairs: the means of bins of neighbours, made to rise by pooling those that fall
// (isotonic regression), each pulled to the straight line.
func newRising(at [][2]float64) rising {
	slices.SortFunc(at, func(a, b [2]float64) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	n := float64(len(at))
	r := rising{slope: leastSlope, low: at[0][0], high: at[len(at)-1][0]}
	for _, p := range at {
		r.mx, r.my = r.mx+p[0]/n, r.my+p[1]/n
	}
	sxx, sxy := 0.0, 0.0
	for _, p := range at {
		sxx += sq(p[0] - r.mx)
		sxy += (p[0] - r.mx) * (p[1] - r.my)
	}
	if sxx > 0 {
		r.slope = math.Max(leastSlope, sxy/sxx)
	}
	for _, b := range pooled(binned(at)) {
		x := b.x / b.n
		y := (b.y + linePull*r.line(x)) / (b.n + linePull)
		if k := len(r.x) - 1; k >= 0 {
			y = math.Max(y, r.y[k]+leastSlope*(x-r.x[k]))
		}
		r.x, r.y = append(r.x, x), append(r.y, y)
	}
	return r
}

func (r *rising) line(x float64) float64 { return r.my + r.slope*(x-r.mx) }

// steepest is the most by which ln units rise per ln of a figure where no listing shows it: in proportion.
const steepest = 1.0

func (r *rising) at(x float64) float64 {
	inside := math.Max(r.low, math.Min(r.high, x))
	beyond := math.Min(steepest, r.slope) * (x - inside)
	x = inside
	k, _ := slices.BinarySearch(r.x, x)
	switch {
	case k == 0:
		return r.y[0] + r.slope*(x-r.x[0]) + beyond
	case k == len(r.x):
		return r.y[k-1] + r.slope*(x-r.x[k-1]) + beyond
	}
	return r.y[k-1] + (r.y[k]-r.y[k-1])*(x-r.x[k-1])/(r.x[k]-r.x[k-1]) + beyond
}

// bin is the sums of some pairs.
type bin struct{ n, x, y float64 }

// binned sums sorted pairs in bins of neighbours; equal figures stay together.
func binned(at [][2]float64) []bin {
	size := max(curveBin, (len(at)+curveBins-1)/curveBins)
	var out []bin
	for from := 0; from < len(at); {
		to := min(from+size, len(at))
		if len(at)-to < size/2 {
			to = len(at)
		}
		for to < len(at) && at[to][0] == at[to-1][0] {
			to++
		}
		var b bin
		for _, p := range at[from:to] {
			b.n, b.x, b.y = b.n+1, b.x+p[0], b.y+p[1]
		}
		out, from = append(out, b), to
	}
	return out
}

// pooled joins neighbours until their means rise (pool adjacent violators).
func pooled(bins []bin) []bin {
	var out []bin
	for _, b := range bins {
		for len(out) > 0 && out[len(out)-1].y/out[len(out)-1].n >= b.y/b.n {
			last := out[len(out)-1]
			b = bin{last.n + b.n, last.x + b.x, last.y + b.y}
			out = out[:len(out)-1]
		}
		out = append(out, b)
	}
	return out
}
