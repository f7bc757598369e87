package pricing

import (
	"fmt"
	"math"
	"slices"

	"shelfwise/market"
	"shelfwise/market/money"
)

// guard runs the guards in their fixed order and records each move. The floor comes last and is never broken; where
// keeping it breaks the ceiling the bounds conflict.
func (c Case) guard(s *seeker, p money.Amount, k market.Corridor) (money.Amount, []market.Clamp, error) {
	var clamps []market.Clamp
	low, high := k.Floor.Amount, k.Ceiling.Amount
	least := low // what later guards may not go under: the floor, or where an earlier guard lifted the price to
	move := func(guard string, q money.Amount) {
		if q.Minor() != p.Minor() {
			clamps = append(clamps, market.Clamp{Guard: guard, From: p.Decimal(), To: q.Decimal()})
		}
		p = q
	}
	lift := func(guard string, q money.Amount) {
		if q.Minor() > p.Minor() {
			least = q
		}
		move(guard, q)
	}
	held := c.PriceWar && c.Own.Known() && len(c.Rivals) > 0
	if held && p.Minor() != c.Own.Minor() {
		least = c.Own
	}
	lift("price_war_hold", c.holdInWar(p))
	lift("assurance", c.notTheCheapest(p))
	if !held {
		lift("raise_when_alone", c.raise(s, p, high))
	}
	move("ceiling_"+k.Ceiling.BoundBy, lower(p, high))
	from, to := c.within(s, k, least, high)
	if !held {
		move("charm_ending", c.charm(s, p, from, to))
	}
	lift("map_minimum", c.mapMinimum(p))
	move("fee_dead_zone", c.escape(s, p, least, high))
	move("floor", c.keepFloor(p, low))
	if !p.Known() || p.Minor() > high.Minor() {
		by := k.Floor.BoundBy + " outside fee dead zones"
		if m := c.mapMinimum(low); m.Minor() > high.Minor() {
			p, by = m, ByMAP
		}
		return money.Amount{}, clamps, &ConflictError{Low: market.Bound{Amount: p, BoundBy: by}, High: k.Ceiling}
	}
	return p, clamps, nil
}

// holdInWar keeps out of a price war: the own price is held, neither cut nor raised; without one the price is never under the
// lowest rival's.
func (c Case) holdInWar(p money.Amount) money.Amount {
	if !c.PriceWar || len(c.Rivals) == 0 {
		return p
	}
	if c.Own.Known() {
		return c.Own
	}
	if hold := money.FromFloat(slices.Min(c.Rivals), p.Currency()); p.Minor() < hold.Minor() {
		return hold
	}
	return p
}

// notTheCheapest keeps a product with weak assurance off the lowest price (text 000-A): closing the gap in service
// comes before a cut.
func (c Case) notTheCheapest(p money.Amount) money.Amount {
	if !c.WeakTrust || len(c.Rivals) < 2 {
		return p
	}
	if lowest := money.FromFloat(slices.Min(c.Rivals), p.Currency()); p.Minor() <= lowest.Minor() {
		return money.New(lowest.Minor()+1, p.Currency())
	}
	return p
}

// raise lifts an own price that is already the cheapest of the same product, unless demand says it costs profit.
func (c Case) raise(s *seeker, p, high money.Amount) money.Amount {
	if !c.Own.Known() || len(c.Same) == 0 {
		return p
	}
	next := money.FromFloat(slices.Min(c.Same), p.Currency())
	if next.Minor() <= c.Own.Minor() {
		return p
	}
	to, _ := RaiseWhenAlone(c.Own, next, high)
	if p.Minor() >= to.Minor() || c.Demand != nil && c.Identified && s.at(to.Minor()).Profit < s.at(p.Minor()).Profit {
		return p
	}
	return to
}

// mapMinimum keeps the advertised price at or above the maker's minimum.
func (c Case) mapMinimum(p money.Amount) money.Amount {
	if m := c.Candidate.MAPPrice; m.Known() && m.Currency() == p.Currency() && p.Minor() < m.Minor() {
		return m
	}
	return p
}

// charmCost is the share of what units leave in a month that a charm ending may cost, before fees are rounded to minor units:
// what rounding gives and takes is no reason for or against an ending, and no fixed cost moves a price.
const charmCost = 0.002

// charm moves to a price ending of the currency's custom only where profit, floor, ceiling and dead zones allow it: a usual
// ending, else a closer one, else a price that the currency's coins can pay. Without a known demand it stays within half a
// percent of the price, and leaves alone what another guard has set.
func (c Case) charm(s *seeker, p, low, high money.Amount) money.Amount {
	usual, closer := endings(p.Currency())
	for _, list := range [...][]ending{usual, closer} {
		down, up := charms(p, list)
		if down == p.Minor() {
			return p
		}
		if v, ok := c.bestOf(s, p, low, high, [2]int64{down, up}); ok {
			return v
		}
	}
	if by := step(p.Currency()); p.Minor()%by != 0 {
		down := p.Minor() - p.Minor()%by
		if v, ok := c.bestOf(s, p, low, high, [2]int64{down, down + by}); ok {
			return v
		}
	}
	return p
}

// bestOf returns the better of two prices near another, false where neither may stand for it.
func (c Case) bestOf(s *seeker, p, low, high money.Amount, of [2]int64) (money.Amount, bool) {
	best, bestProfit, found := p, math.Inf(-1), false
	known := c.Demand != nil && c.Identified
	edge := c.shownEdge(s)
	now, fixed := s.at(p.Minor()).Profit, float64(s.e.fixed.Minor())/s.scale
	for _, v := range of {
		a := money.New(v, p.Currency())
		if v < low.Minor() || v > high.Minor() || v <= 0 || !c.Economics.keeps(v, c.Margin) {
			continue
		}
		if _, dead := c.Economics.InDeadZone(a); dead {
			continue
		}
		profit := -math.Abs(float64(v - p.Minor()))
		if known {
			profit = s.at(v).Profit
			if now-profit > charmCost*math.Abs(now+fixed) || v > edge && p.Minor() <= edge {
				continue
			}
		} else if -profit > 0.005*float64(p.Minor()) || p.Minor() >= high.Minor() || p.Minor() <= low.Minor() {
			continue
		}
		if profit > bestProfit {
			best, bestProfit, found = a, profit, true
		}
	}
	return best, found
}

// escape leaves a fee dead zone: down to its edge, which nets more and sells more, or up to its end where that earns
// more or the edge breaks a bound.
func (c Case) escape(s *seeker, p, low, high money.Amount) money.Amount {
	z, dead := c.Economics.InDeadZone(p)
	if !dead {
		return p
	}
	up := money.New(z.To.Minor()+1, p.Currency())
	upOK := up.Minor() <= high.Minor() && c.Economics.keeps(up.Minor(), c.Margin)
	minimum := c.mapMinimum(low)
	if z.Edge.Minor() < minimum.Minor() || !c.Economics.keeps(z.Edge.Minor(), c.Margin) {
		if upOK {
			return up
		}
		return p
	}
	if upOK && c.Demand != nil && s.at(up.Minor()).Profit > s.at(z.Edge.Minor()).Profit {
		return up
	}
	return z.Edge
}

// keepFloor returns the price, or the lowest price above it that is not under the floor and keeps the margin.
func (c Case) keepFloor(p, low money.Amount) money.Amount {
	if p.Minor() < low.Minor() {
		p = low
	}
	return c.Economics.Above(p, c.Margin)
}

func lower(a, b money.Amount) money.Amount {
	if a.Minor() <= b.Minor() {
		return a
	}
	return b
}

// MustBeTrue lists what has to hold for a position (text 001): it never names a rival.
func MustBeTrue(position string, c market.Candidate, index float64) []string {
	switch position {
	case PositionPremium:
		out := []string{fmt.Sprintf("buyers accept %.0f%% over the usual price", index-100)}
		if len(c.Differentiators) == 0 {
			return append(out, "it has something that most comparable offers lack, with evidence (none is given yet)")
		}
		for i, d := range c.Differentiators {
			evidence := "needs_substantiation: no evidence is given yet"
			if i < len(c.Proofs) {
				evidence = "evidence: " + c.Proofs[i]
			}
			_, text := market.Tagged(d)
			out = append(out, fmt.Sprintf("“%s” matters to buyers (%s)", text, evidence))
		}
		return out
	case PositionValue:
		out := []string{"a true reason for the lower price can be shown (volume, origin, contract)"}
		if len(c.Proofs) == 0 {
			out = append(out, "proofs are at hand: authorisation, supply contract, customs form or photos from the origin (none is given yet)")
		}
		if index < tooCheap {
			out = append(out, fmt.Sprintf("buyers do not read %.0f%% of the usual price as poor quality", index))
		}
		return out
	}
	return []string{"quality, returns and warranty are no worse than the usual offer's"}
}

// tooCheap is the price index under which buyers may read poor quality (text 001-C). Ours, to be calibrated.
const tooCheap = 60.0

// TooCheap reports whether a price index invites doubts about quality.
func TooCheap(index float64) bool { return index < tooCheap }
