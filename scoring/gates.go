package scoring

import (
	"fmt"
	"math"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

// The gates by name.
const (
	GateCost       = "cost_known"
	GateSupply     = "supply"
	GateMargin     = "min_margin"
	GateAfterSales = "after_sales_minimum"
	GateRating     = "rating_bound"
	GateProfit     = "min_profit"
)

// minMargin is the margin that a go needs: the candidate's own, else the profile's; never under what was asked for all.
func (r *run) minMargin(c market.Candidate) float64 {
	if c.MinMargin != nil {
		return math.Max(c.MinMargin.Float(), r.profile.Gates.Asked)
	}
	return r.profile.Gates.MinMargin
}

// floorRate is the share of the price that the floor keeps: the candidate's own, else the profile's.
func (r *run) floorRate(c market.Candidate) money.Rate {
	if c.MinMargin != nil {
		return *c.MinMargin
	}
	return r.profile.Gates.FloorAt
}

// gates lists the conditions that a candidate does not meet, with the distance and what would have to be true.
func (r *run) gates(k *candidateCase) []market.GateFailure {
	out := []market.GateFailure{}
	if k.costErr != nil {
		return append(out, market.GateFailure{Gate: GateCost, Needed: 1, Value: new(0.0), Distance: new(1.0), ToPass: pricing.Reason(k.costErr)})
	}
	g := r.profile.Gates
	if need := r.minMargin(k.c); need > 0 {
		price := k.priced.Advice.Recommended
		if !price.Known() {
			out = append(out, market.GateFailure{Gate: GateMargin, Needed: need, ToPass: "a price that leaves the margin and that buyers can be expected to pay"})
		} else if m := k.econ.MarginRate(price); m < need-1e-9 {
			short := (need - m) * price.Float()
			out = append(out, failure(GateMargin, m, need, fmt.Sprintf("%.2f %s less cost per unit, or a price that buyers accept at least that much higher", short, k.currency)))
		}
	}
	if have := k.c.AvailableUnits; have != nil {
		need := int64(1)
		if lot := k.c.Cost.MOQ; lot != nil {
			need = max(need, *lot)
		}
		if *have < need {
			out = append(out, failure(GateSupply, float64(*have), float64(need), "a supplier who has at least the least order (available_units, moq)"))
		}
	}
	if g.AfterSales && !hasAfterSales(k.c) {
		fail := market.GateFailure{Gate: GateAfterSales, Needed: 1, ToPass: "a returns or warranty promise among differentiators or proofs"}
		if points, _ := assurance(k.c); !math.IsNaN(points) { // something is stated, but no such promise
			fail.Value, fail.Distance = new(0.0), new(1.0)
		}
		out = append(out, fail)
	}
	if lower, ok := r.ratingBound(k.scene); ok && g.MinStars > 0 && lower < g.MinStars {
		out = append(out, failure(GateRating, lower, g.MinStars, "more ratings, or better ones, of the same product elsewhere"))
	}
	if g.MinProfit > 0 && k.out.known && k.out.profit < g.MinProfit {
		out = append(out, failure(GateProfit, k.out.profit, g.MinProfit, "more units, a lower cost or a larger market"))
	}
	return out
}

func failure(gate string, value, needed float64, toPass string) market.GateFailure {
	return market.GateFailure{Gate: gate, Value: number(value, 4), Needed: needed, Distance: number(needed-value, 4), ToPass: toPass}
}
