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
	DuelTurns   int     // how often two sellers must answer each other's undercut for a duel
}

// DefaultWarRule asks for at least four market-minimum cuts by at least two alternating sellers in 14 days, the median down
// by 8% or more, and rises fewer than half the cuts. A duel is six undercuts in turn, by any amount and wherever the median
// goes.
func DefaultWarRule() WarRule {
	return WarRule{Window: 14, MinCut: 0.005, MinCuts: 4, MinSellers: 2, MedianFall: 0.08, DuelTurns: 5}
}

// Duel returns how often, in the last window of daily prices by seller, the two sellers that do it most answered each
// other's undercut: each time one that was not cheaper than the other falls below it (F43: by a cent too). 0 where they
// did so less than DuelTurns times, or raised their prices half as often as they cut them or more.
func (r WarRule) Duel(prices [][]float64) int {
	var often [][]float64 // turns alternate, so that each of the two cut at least half of the times and once more
	for _, s := range prices {
		if r.falls(s) >= (r.DuelTurns+1)/2 {
			often = append(often, s)
		}
	}
	most := 0
	for i := range often {
		for j := range i {
			most = max(most, r.turns(often[i], often[j]))
		}
	}
	return most
}

// falls counts the days of the last window on which a price fell.
func (r WarRule) falls(s []float64) int {
	n := 0
	for day := max(1, len(s)-r.Window); day < len(s); day++ {
		if s[day] < s[day-1] {
			n++
		}
	}
	return n
}

// turns counts the answers of two sellers to each other's undercuts.
func (r WarRule) turns(a, b []float64) int {
	cuts, rises, turns, last := 0, 0, 0, -1
	for day := max(1, len(a)-r.Window); day < len(a); day++ {
		for side, s := range [2][]float64{a, b} {
			other := [2][]float64{b, a}[side]
			switch {
			case s[day] > s[day-1]:
				rises++
			case s[day] < s[day-1] && s[day-1] >= other[day-1] && s[day] < other[day]:
				if last >= 0 && side != last {
					turns++
				}
				cuts, last = cuts+1, side
			}
		}
	}
	if turns < r.DuelTurns || r.DuelTurns <= 0 || 2*rises >= cuts {
		return 0
	}
	return turns
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
	return dayMedian(prices, day, -1) <= (1-r.MedianFall)*dayMedian(prices, max(0, start), 1)
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

// dayMedian is the median price of a day; of a seller without a price that day the next one in a direction counts, so that who
// comes or goes moves no median.
func dayMedian(prices [][]float64, day, direction int) float64 {
	var x []float64
	for _, s := range prices {
		at := day
		for at >= 0 && at < len(s) && math.IsNaN(s[at]) {
			at += direction
		}
		if at >= 0 && at < len(s) {
			x = append(x, s[at])
		}
	}
	slices.Sort(x)
	return SortedQuantile(x, 0.5)
}

// FollowCost is what following a war would cost a month: the units that the held price sells, at the price after a number
// of further one-step cuts below the market minimum. The others answer each cut, or it were no war, so that following
// wins no units. Nothing where the held price is no higher.
func FollowCost(e *Economics, d Demand, held, minimum int64, rounds int) float64 {
	s := newSeeker(e, d, 0)
	to := max(1, minimum-int64(rounds)*max(1, minimum/100))
	if to >= held {
		return 0
	}
	return s.units(held) * float64(e.net(held)-e.net(to)) / s.scale
}
