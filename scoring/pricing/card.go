package pricing

import (
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// The price card (text 004-D): every price names the one thing that set it, and which of the four inputs of a price that is.

// targetBound says what set the target: how it was found, or the end of the corridor at which the search for it stopped.
func targetBound(p money.Amount, by string, k market.Corridor) market.Bound {
	b := market.Bound{Amount: p, BoundBy: by, Input: market.ByCosts}
	if strings.HasPrefix(by, byStance) {
		by = byStance + PositionValue // of either position
	}
	switch by {
	case byProfit:
		b.Input = market.ByConsumers
		for _, end := range []market.Bound{k.Floor, k.Ceiling} {
			if p.Minor() == end.Amount.Minor() {
				b.BoundBy, b.Input = end.BoundBy, end.Input
			}
		}
	case byPosition, byStance + PositionValue, byStance + PositionPremium:
		b.Input = market.ByPositioning
	}
	return b
}

// settledBy says what set the recommended price: the last guard that moved it, else what found the target.
func settledBy(a market.PriceAdvice) (string, market.PriceInput) {
	guard := ""
	for _, c := range a.Clamps {
		if c.Guard != "charm_ending" { // an ending dresses a price that something else has set
			guard = c.Guard
		}
	}
	switch {
	case guard == "":
		return a.Corridor.Target.BoundBy, a.Corridor.Target.Input
	case strings.HasPrefix(guard, "ceiling_"):
		return a.Corridor.Ceiling.BoundBy, a.Corridor.Ceiling.Input
	}
	switch guard {
	case "price_war_hold", "assurance", "raise_when_alone":
		return guard, market.ByCompetitors
	case "map_minimum":
		return guard, market.ByPositioning
	}
	return guard, market.ByCosts // fee_dead_zone, floor
}
