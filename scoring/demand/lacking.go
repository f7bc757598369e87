package demand

import (
	"math"
	"slices"
)

// inputs are figures that a listing may lack.
type inputs uint8

const (
	lacksReviews inputs = 1 << iota // and with it their pace and the shrunk rating
	lacksStars
	lacksPrice
	lacksPace // of reviews: read only once
)

// lacking returns what a listing lacks. Stars that nobody has given yet are not lacking: the count says as much.
func (s *samples) lacking(i int) inputs {
	var out inputs
	switch {
	case math.IsNaN(s.count[i]):
		out = lacksReviews
		if math.IsNaN(s.numbers[columnStars][i]) {
			out |= lacksStars
		}
	case math.IsNaN(s.speed[i]):
		out = lacksPace
	}
	if math.IsNaN(s.price[i]) {
		out |= lacksPrice
	}
	return out
}

// known returns the inputs that enough of the listings that teach have for an estimate to rest on them: the reviews that
// a curve needs, of the others most.
func (s *samples) known(taught []int) inputs {
	var n [4]int
	for _, i := range taught {
		l := s.lacking(i)
		for k := range n {
			if l&(1<<k) == 0 {
				n[k]++
			}
		}
	}
	var out inputs
	for k, have := range n {
		if 2*have >= len(taught) || 1<<k == lacksReviews && have >= fewTaught-1 {
			out |= 1 << k
		}
	}
	return out
}

// without returns the samples as they would be if no listing had the inputs.
func (s *samples) without(in inputs) *samples {
	out := *s
	out.numbers = slices.Clone(s.numbers)
	unknown, nothing := nans(s.n), make([]float64, s.n)
	blank := func(columns ...int) {
		for _, c := range columns {
			out.numbers[c] = unknown
		}
	}
	if in&lacksReviews != 0 {
		out.whole, out.count, out.speed = unknown, unknown, unknown
		blank(columnCount, columnSpeed, columnRating)
		out.numbers[columnNoCount] = nothing
	}
	if in&lacksStars != 0 {
		blank(columnStars, columnRating)
	}
	if in&lacksPace != 0 {
		out.speed = unknown
		blank(columnSpeed)
	}
	if in&lacksPrice != 0 {
		out.price = unknown
		blank(columnPrice, columnDiscount)
		out.numbers[columnNoPrice] = nothing
	}
	return &out
}

const (
	// lackingTaught bounds the listings that teach an estimate without some of the inputs.
	lackingTaught = 1000
	// lackingPull is how many listings that lack nothing count against those that lack the same: they may differ for the
	// very reason for which the figure is not shown.
	lackingPull = 3.0
)

// withoutInputs is the best estimator for listings that lack some inputs: it is chosen, fitted and its errors measured as if
// no listing showed them, and then moved to the level of those that lack them too.
func withoutInputs(s *samples, taught []int, in inputs) estimator {
	some := taught
	if len(taught) > lackingTaught {
		some = make([]int, lackingTaught)
		for k := range some {
			some[k] = taught[k*len(taught)/lackingTaught]
		}
	}
	e := chosen(s.without(in), some)
	var alike []int
	level := 0.0
	for _, i := range some {
		level += s.y[i] / float64(len(some))
		if s.lacking(i)&in == in {
			alike = append(alike, i)
		}
	}
	if e.chance { // what is usual of prices hides whose figure is not shown
		e.method, e.predict = MethodLevel, func(int) float64 { return level }
	}
	sum, n, top := 0.0, float64(len(alike)), 0.0
	for _, i := range alike {
		sum, top = sum+s.y[i]-e.predict(i), top+e.top.reaches(s.lo[i])
	}
	all, move := e.predict, sum/(n+lackingPull)
	e.predict = func(i int) float64 { return all(i) + move }
	if e.chance && len(alike) >= minTaught {
		e.tails = newTails(s, alike, slices.Repeat([]float64{level + move}, len(alike)))
	}
	if math.IsInf(e.top.width, 1) {
		e.top.base = (top + lackingPull*e.top.base) / (n + lackingPull)
	}
	return e
}

// fallbacks returns an estimator for each set of inputs in use that some listing without a badge lacks.
func (e *estimator) fallbacks(s *samples, taught []int) map[inputs]estimator {
	out := map[inputs]estimator{}
	for i := range s.n {
		in := e.missing(s, i)
		if _, done := out[in]; in != 0 && !done && math.IsNaN(s.y[i]) {
			out[in] = withoutInputs(s, taught, in)
		}
	}
	return out
}

// missing returns which of the inputs in use a listing lacks. Stars are of little weight beside the count: they are
// looked at only where that is missing too.
func (e *estimator) missing(s *samples, i int) inputs {
	in := s.lacking(i)
	if in&e.uses == 0 {
		return 0
	}
	return in
}
