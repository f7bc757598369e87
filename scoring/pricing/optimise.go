package pricing

import (
	"math"

	"shelfwise/market/money"
)

// Demand is what pricing needs of a demand curve: expected units a month at a price in major units of the
// candidate's currency, averaged over the draws of the curve's uncertainty.
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
// draws is the mean units times the contribution.
type seeker struct {
	e      *Economics
	d      Demand
	scale  float64
	margin money.Rate
	seen   map[int64]Point
}

func newSeeker(e *Economics, d Demand, margin money.Rate) *seeker {
	return &seeker{e: e, d: d, scale: math.Pow10(e.Currency.Exponent()), margin: margin, seen: make(map[int64]Point, 128)}
}

// at returns the point of a price.
func (s *seeker) at(price int64) Point {
	if p, ok := s.seen[price]; ok {
		return p
	}
	units := s.d.Mean(float64(price) / s.scale)
	if math.IsNaN(units) || units < 0 {
		units = 0
	}
	p := Point{Price: price, Units: units, Profit: (float64(s.e.net(price))*units - float64(s.e.fixed.Minor())) / s.scale}
	s.seen[price] = p
	return p
}

const (
	coarse = 44 // points of the first pass, evenly spaced in the logarithm
	zoom   = 8  // points of each further pass between the neighbours of the best
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
		if !s.e.keeps(p, s.margin) {
			continue
		}
		if at := s.at(p); found < 0 || at.Profit > top.Profit {
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
			if s.e.keeps(p, s.margin) {
				if at := s.at(p); at.Profit > top.Profit || at.Profit == top.Profit && at.Price < top.Price {
					top = at
				}
			}
		}
		if step == 1 {
			break
		}
		left, right = max(left, top.Price-step), min(right, top.Price+step)
	}
	return top, true
}

// grid lists prices from lo to hi in even log steps with the fee edges among them, rising without repeats.
func (s *seeker) grid(lo, hi int64) []int64 {
	out := make([]int64, 0, coarse+8)
	edges := s.e.breaks()
	add := func(p int64) {
		if n := len(out); p >= lo && p <= hi && (n == 0 || out[n-1] < p) {
			out = append(out, p)
		}
	}
	ratio := math.Log(float64(hi) / float64(lo))
	for i := range coarse + 1 {
		p := int64(math.Round(float64(lo) * math.Exp(ratio*float64(i)/coarse)))
		for len(edges) > 0 && edges[0] < p {
			add(edges[0])
			add(edges[0] + 1)
			edges = edges[1:]
		}
		add(p)
	}
	add(hi)
	return out
}

// Best returns the most profitable price between two bounds that keeps the margin, searched over the minor units.
func Best(e *Economics, d Demand, low, high money.Amount, margin money.Rate) (Point, bool) {
	return newSeeker(e, d, margin).best(low.Minor(), high.Minor())
}
