package pricing

import (
	"math"
	"slices"

	"shelfwise/market/money"
)

// Demand is what pricing needs of a demand curve: expected units a month at a price in major units of the
// candidate's currency, averaged over the draws of the curve's uncertainty. It is smooth in the price.
type Demand interface {
	Mean(price float64) float64
}

// Point is a price with what it is expected to bring in a month.
type Point struct {
	Price  int64 // minor units
	Units  float64
	Profit float64 // major units, after fixed cost
}

// seeker evaluates profit on a grid of minor units. Since costs do not depend on the draws, the mean profit over the
// draws is the mean units times the contribution. It compares prices by the contribution before fees are rounded to
// minor units: rounding makes peaks of a few tenths of a percent all over a flat top, between which the best price would
// jump by a tenth for a cent of cost, and no usual price ending would ever be as good.
type seeker struct {
	e      *Economics
	d      Demand
	table  table
	scale  float64
	margin money.Rate
	prices []int64 // of the last grid, used again
}

func newSeeker(e *Economics, d Demand, margin money.Rate) *seeker {
	return &seeker{e: e, d: d, scale: math.Pow10(e.Currency.Exponent()), margin: margin}
}

// tabulate prepares for many evaluations between two prices.
func (s *seeker) tabulate(lo, hi int64) {
	if lo > 0 && hi > lo {
		s.table = newTable(s.d, float64(lo)/s.scale, float64(hi)/s.scale)
	}
}

// at returns the point of a price before rounding, with the units of the table where it reaches.
func (s *seeker) at(price int64) Point { return s.of(price, s.e.smooth(price)) }

// of is at where the net proceeds are known.
func (s *seeker) of(price int64, net float64) Point {
	units, ok := s.table.mean(float64(price) / s.scale)
	if !ok {
		units = s.units(price)
	}
	return s.point(price, net, units)
}

// kept returns the point of a price, false where it does not keep the margin.
func (s *seeker) kept(price int64) (Point, bool) {
	net := s.e.smooth(price)
	if net-s.margin.Float()*float64(price) < roundings && !s.e.keeps(price, s.margin) {
		return Point{}, false
	}
	return s.of(price, net), true
}

// exact returns the point of a price from the demand itself and the fees as they are invoiced.
func (s *seeker) exact(price int64) Point {
	return s.point(price, float64(s.e.net(price)), s.units(price))
}

func (s *seeker) units(price int64) float64 {
	units := s.d.Mean(float64(price) / s.scale)
	if math.IsNaN(units) || math.IsInf(units, 0) || units < 0 {
		return 0
	}
	return units
}

func (s *seeker) point(price int64, net, units float64) Point {
	return Point{Price: price, Units: units, Profit: (net*units - float64(s.e.fixed.Minor())) / s.scale}
}

const (
	coarse = 0.032 // step of the first pass in the logarithm
	zoom   = 8     // points of each further pass between the neighbours of the best
)

// best returns the most profitable price in [lo, hi] that keeps the margin; the lower price wins a tie. False where
// no price of the range keeps it. Net proceeds jump at fee edges, so the edges and the cents after them are on the
// grid and nothing is differentiated.
func (s *seeker) best(lo, hi int64) (Point, bool) {
	if hi < lo {
		return Point{}, false
	}
	lo = max(lo, 1)
	grid := s.grid(lo, hi)
	top, found := Point{}, -1
	for i, p := range grid {
		if at, ok := s.kept(p); ok && (found < 0 || at.Profit > top.Profit) {
			top, found = at, i
		}
	}
	if found < 0 {
		return Point{}, false
	}
	left, right := grid[max(0, found-1)], grid[min(len(grid)-1, found+1)]
	for right-left > 1 {
		step := max(1, (right-left)/zoom)
		for p := left; p <= right; p += step {
			if at, ok := s.kept(p); ok && (at.Profit > top.Profit || at.Profit == top.Profit && at.Price < top.Price) {
				top = at
			}
		}
		if step == 1 {
			break
		}
		left, right = max(left, top.Price-step), min(right, top.Price+step)
	}
	return top, true
}

// grid lists prices from lo to hi in even log steps with the fee edges among them, rising without repeats. The steps are
// counted from 1, not from lo, so that another floor or ceiling looks at the same prices between them: fees are rounded to
// cents, and the best of other prices near a flat top would be another.
func (s *seeker) grid(lo, hi int64) []int64 {
	first := math.Ceil(math.Log(float64(lo)) / coarse)
	last := math.Floor(math.Log(float64(hi)) / coarse)
	out := slices.Grow(s.prices[:0], int(max(0, last-first))+12)
	edges := s.e.breaks()
	add := func(p int64) {
		if n := len(out); p >= lo && p <= hi && (n == 0 || out[n-1] < p) {
			out = append(out, p)
		}
	}
	upTo := func(p int64) {
		for len(edges) > 0 && edges[0] < p {
			add(edges[0])
			add(edges[0] + 1)
			edges = edges[1:]
		}
		add(p)
	}
	upTo(lo)
	for ; first <= last; first++ {
		upTo(int64(math.Round(math.Exp(first * coarse))))
	}
	upTo(hi)
	s.prices = out
	return out
}

// knots is the number of intervals of a table. Mean demand is a mixture of logit curves, so smooth that cubics over
// these agree with it to a few parts in a million.
const knots = 14

// table interpolates ln units over ln price, so that a search does not average the draws at every cent.
type table struct {
	from, step float64
	logs       [knots + 1]float64
	known      bool
}

func newTable(d Demand, lo, hi float64) table {
	t := table{from: math.Log(lo), step: math.Log(hi/lo) / knots, known: true}
	for i := range t.logs {
		units := d.Mean(math.Exp(t.from + t.step*float64(i)))
		if !(units > 1e-12) {
			return table{}
		}
		t.logs[i] = math.Log(units)
	}
	return t
}

// mean interpolates with the cubic through the four nearest points; false outside the table.
func (t *table) mean(price float64) (float64, bool) {
	if !t.known {
		return 0, false
	}
	x := (math.Log(price) - t.from) / t.step
	if x < -1e-9 || x > knots+1e-9 {
		return 0, false
	}
	i := min(max(int(x)-1, 0), knots-3)
	u := x - float64(i)
	a, b, c, d := t.logs[i], t.logs[i+1], t.logs[i+2], t.logs[i+3]
	y := a*(u-1)*(u-2)*(u-3)/-6 + b*u*(u-2)*(u-3)/2 + c*u*(u-1)*(u-3)/-2 + d*u*(u-1)*(u-2)/6
	return math.Exp(y), true
}
