package demand

import (
	"time"

	"shelfwise/market"
)

// sourceDay is one day's readings of one source.
type sourceDay struct {
	source string
	day    int64
}

// quarantined are the source days that wait for a second read, and the rules of cleaning.
type quarantined struct {
	days  map[sourceDay]bool
	rules Cleaner
}

func dayOf(t time.Time) int64 { return t.Unix() / 86400 }

func (q quarantined) has(source string, at time.Time) bool {
	return len(q.days) > 0 && q.days[sourceDay{source, dayOf(at)}]
}

// A source is under suspicion on a day on which at least minMoved of its listings and movedShare of all that it
// showed that day jumped the same way by more than outlierRatio or lost their price.
const (
	minMoved   = 8
	movedShare = 0.6
)

// movement counts what the listings of a source day did against their previous reading.
type movement struct{ up, down, lost, stayed int }

// movedSources finds the source days on which a whole source moved together and that the next reading does not
// confirm: a broken template, another currency, a block page read as a shop.
func movedSources(series []market.Series, asOf time.Time) map[sourceDay]bool {
	moved := map[sourceDay]*movement{}
	eachStep(series, asOf, func(k sourceDay, prev, cur, _ int64) {
		if !jumped(prev, cur) {
			return
		}
		m := moved[k]
		if m == nil {
			m = &movement{}
			moved[k] = m
		}
		switch {
		case cur <= 1:
			m.lost++
		case cur > prev:
			m.up++
		default:
			m.down++
		}
	})
	for k, m := range moved {
		if max(m.up, m.down, m.lost) < minMoved {
			delete(moved, k)
		}
	}
	if len(moved) == 0 {
		return nil
	}
	confirmed := map[sourceDay]int{}
	eachStep(series, asOf, func(k sourceDay, prev, cur, next int64) {
		m := moved[k]
		if m == nil {
			return
		}
		if !jumped(prev, cur) {
			m.stayed++
		} else if cur > 1 && next > 1 && !jumped(cur, next) {
			confirmed[k]++
		}
	})
	out := map[sourceDay]bool{}
	for k, m := range moved {
		all := m.up + m.down + m.lost + m.stayed
		most := max(m.up, m.down, m.lost)
		if float64(most) >= movedShare*float64(all) && 2*confirmed[k] < most {
			out[k] = true
		}
	}
	return out
}

// eachStep calls f for each reading with the one before and the one after, in minor units; 0 is no price, -1 no
// reading.
func eachStep(series []market.Series, asOf time.Time, f func(k sourceDay, prev, cur, next int64)) {
	for i := range series {
		obs := visible(series[i].Observations, asOf)
		prev := int64(0)
		for j := range obs {
			cur := obs[j].Offer.Price.Minor()
			if prev > 1 {
				next := int64(-1)
				if j+1 < len(obs) {
					next = obs[j+1].Offer.Price.Minor()
				}
				f(sourceDay{series[i].Listing.Source, dayOf(obs[j].ObservedAt)}, prev, cur, next)
			}
			if cur > 1 {
				prev = cur
			}
		}
	}
}

func jumped(a, b int64) bool {
	return 5*a > 8*b || 5*b > 8*a
}
