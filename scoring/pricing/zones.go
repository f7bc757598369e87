package pricing

import "shelfwise/market/money"

// DeadZone is a range of prices that net less than the price just below it.
type DeadZone struct {
	Edge money.Amount // the last good price
	From money.Amount // first price inside
	To   money.Amount // last price inside
}

// zones lists the ranges above the edges, which rise, whose prices leave less than the edge does. Between two edges what is
// left rises with the price, but for slack of rounding, so that a zone's end is found by bisection; it may reach over further edges,
// and a zone that begins within another is part of that one.
func zones(edges []int64, c money.Currency, left func(int64) int64, slack int64) []DeadZone {
	var out []DeadZone
	reached := int64(0)
	for i, edge := range edges {
		at := left(edge)
		if edge <= reached || left(edge+1) >= at-slack {
			continue
		}
		lo := edge + 1
		for j := i + 1; ; j++ {
			last := j >= len(edges)
			hi := 2 * lo
			if !last {
				hi = edges[j]
			}
			for last && left(hi) < at && hi < 1<<44 {
				hi *= 2
			}
			if left(hi) < at && !last {
				lo = hi // the zone holds this whole stretch
				continue
			}
			lo = bisect(lo, hi, func(p int64) bool { return left(p) < at })
			break
		}
		reached = lo
		out = append(out, DeadZone{Edge: money.New(edge, c), From: money.New(edge+1, c), To: money.New(lo, c)})
	}
	return out
}

// bisect returns the last number from lo, of which inside holds, before hi, of which it does not.
func bisect(lo, hi int64, inside func(int64) bool) int64 {
	for hi-lo > 1 {
		if mid := lo + (hi-lo)/2; inside(mid) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// DeadZones lists the prices above a bracket's edge at which the seller keeps less than at the edge (FEATURES 6.1).
// They are computed before rounding, so that a rounding in the seller's favour opens no gap in a zone.
func (r Referral) DeadZones(c money.Currency) []DeadZone {
	var edges []int64
	for _, e := range r.edges() {
		edges = append(edges, e.Minor())
	}
	return zones(edges, c, func(p int64) int64 { return p*money.RateOne - r.exact(p) }, 0)
}

// DeadZones lists the prices that leave less than the price at the fee edge just below them.
func (e *Economics) DeadZones() []DeadZone {
	return zones(e.breaks(), e.Currency, e.net, 1) // a minor unit may be lost to rounding alone
}

// InDeadZone returns the zone that holds a price.
func (e *Economics) InDeadZone(p money.Amount) (DeadZone, bool) {
	for _, z := range e.DeadZones() {
		if p.Minor() >= z.From.Minor() && p.Minor() <= z.To.Minor() {
			return z, true
		}
	}
	return DeadZone{}, false
}
