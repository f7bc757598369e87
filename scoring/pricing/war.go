package pricing

import (
	"math"
	"slices"
)

// WarRule holds the thresholds of the price-war detector. They are ours; no public data set of real wars fits them.
type WarRule struct {
	Window      int     // days looked back
	MinCut      float64 // share by which a price must fall to count
	MinCuts     int     // cuts below the market's former minimum
	MinSellers  int     // by so many sellers
	MedianFall  float64 // share by which the median must have fallen
	Alternating int     // changes of seller between successive cuts; MinCuts-2 where 0
}

// DefaultWarRule asks for at least four market-minimum cuts by at least two alternating sellers in 14 days, the median down
// by 8% or more, and rises fewer than half the cuts.
func DefaultWarRule() WarRule {
	return WarRule{Window: 14, MinCut: 0.005, MinCuts: 4, MinSellers: 2, MedianFall: 0.08}
}

// PriceEvent is a cut below the former market minimum, or a rise.
type PriceEvent struct {
	Day    int
	Seller int
	Cut    bool
}

// Events finds the cuts and rises in daily prices by seller (NaN: no price that day).
func (r WarRule) Events(prices [][]float64) []PriceEvent {
	var out []PriceEvent
	for day := 1; day < days(prices); day++ {
		low := math.Inf(1)
		for _, s := range prices {
			if s[day-1] < low {
				low = s[day-1]
			}
		}
		for i, s := range prices {
			before, now := s[day-1], s[day]
			switch {
			case now <= before*(1-r.MinCut) && now <= low:
				out = append(out, PriceEvent{day, i, true})
			case now >= before*(1+r.MinCut):
				out = append(out, PriceEvent{day, i, false})
			}
		}
	}
	return out
}

// Flags says for each day whether a price war is on.
func (r WarRule) Flags(prices [][]float64) []bool {
	events := r.Events(prices)
	out := make([]bool, days(prices))
	for day := range out {
		out[day] = r.flag(prices, events, day)
	}
	return out
}

func (r WarRule) flag(prices [][]float64, events []PriceEvent, day int) bool {
	start := day - r.Window
	cuts, rises, turns, last := 0, 0, 0, -1
	sellers := map[int]bool{}
	for _, e := range events {
		if e.Day <= start || e.Day > day {
			continue
		}
		if !e.Cut {
			rises++
			continue
		}
		if last >= 0 && e.Seller != last {
			turns++
		}
		cuts, last = cuts+1, e.Seller
		sellers[e.Seller] = true
	}
	need := r.Alternating
	if need == 0 {
		need = r.MinCuts - 2
	}
	if cuts < r.MinCuts || len(sellers) < r.MinSellers || turns < need || 2*rises >= cuts {
		return false
	}
	return dayMedian(prices, day) <= (1-r.MedianFall)*dayMedian(prices, max(0, start))
}

// Cusum is the one-sided cumulative sum of falls of the logarithm of the market minimum (drift k); it alarms over h.
func Cusum(minima []float64, k float64) []float64 {
	var out []float64
	s := 0.0
	for i := 1; i < len(minima); i++ {
		s = math.Max(0, s-math.Log(minima[i]/minima[i-1])-k)
		out = append(out, s)
	}
	return out
}

func days(prices [][]float64) int {
	if len(prices) == 0 {
		return 0
	}
	return len(prices[0])
}

func dayMedian(prices [][]float64, day int) float64 {
	var x []float64
	for _, s := range prices {
		if !math.IsNaN(s[day]) {
			x = append(x, s[day])
		}
	}
	slices.Sort(x)
	return SortedQuantile(x, 0.5)
}

// FollowCost is what following a war would cost: profit a month at the held price against the price after a number
// of further one-step cuts below the market minimum.
func FollowCost(e *Economics, d Demand, held, minimum int64, rounds int) float64 {
	s := newSeeker(e, d, 0)
	step := max(1, minimum/100)
	return s.at(held).Profit - s.at(max(1, minimum-int64(rounds)*step)).Profit
}
