package scoring

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

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
	GateStock      = "stock_cover"
	GatePayback    = "payback"
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

// gates lists the conditions that a candidate does not meet, with the distance and what would have to be true, then those
// of which it is not known whether it does, with what to find out. A figure that only passes while something missing counts
// as nothing is not known to pass.
func (r *run) gates(k *candidateCase) []market.GateFailure {
	out := []market.GateFailure{}
	if k.costErr != nil {
		return append(out, market.GateFailure{Gate: GateCost, Needed: 1, Value: new(0.0), Distance: new(1.0), ToPass: costToPass(k.costErr)})
	}
	for _, g := range []*market.GateFailure{r.marginGate(k), supplyGate(k.c), r.afterSalesGate(k), r.ratingGate(k), r.profitGate(k), r.stockGate(k), r.paybackGate(k)} {
		if g != nil {
			out = append(out, *g)
		}
	}
	slices.SortStableFunc(out, func(a, b market.GateFailure) int { return cmp.Compare(open(a), open(b)) })
	return out
}

// open is 1 for a gate that is not known to be passed, 0 for one that is failed.
func open(g market.GateFailure) int {
	if g.Unknown {
		return 1
	}
	return 0
}

func (r *run) marginGate(k *candidateCase) *market.GateFailure {
	need := r.minMargin(k.c)
	price := k.priced.Advice.Recommended
	switch {
	case !(need > 0):
		return nil
	case !price.Known():
		return &market.GateFailure{Gate: GateMargin, Needed: need, ToPass: "a price that leaves the margin and that buyers can be expected to pay"}
	}
	if m := k.econ.MarginRate(price); m < need-1e-9 {
		short := (need - m) * price.Float()
		return failure(GateMargin, m, need, fmt.Sprintf("%.2f %s less cost per unit, or a price that buyers accept at least that much higher", short, k.currency))
	}
	if worst := k.worst.MarginRate(price); worst < need-1e-9 {
		return unknownGate(GateMargin, need, fmt.Sprintf("%s: at the worst plausible values %.1f%% of the price would be left", k.missing("fixed_cost", "return_cost"), 100*worst))
	}
	return nil
}

// missing names the figures of the cost sheet that are not given, but for some.
func (k *candidateCase) missing(but ...string) string {
	names := slices.DeleteFunc(slices.Clone(k.econ.Unknown), func(name string) bool { return slices.Contains(but, name) })
	return strings.Join(names, ", ")
}

func supplyGate(c market.Candidate) *market.GateFailure {
	have, need := c.AvailableUnits, int64(1)
	if have == nil {
		return nil
	}
	if lot := c.Cost.MOQ; lot != nil {
		need = max(need, *lot)
	}
	if *have >= need {
		return nil
	}
	return failure(GateSupply, float64(*have), float64(need), "a supplier who has at least the least order (available_units, moq)")
}

func (r *run) afterSalesGate(k *candidateCase) *market.GateFailure {
	if !r.profile.Gates.AfterSales {
		return nil
	}
	says, unread := k.stated.service, k.stated.unread
	if says.made {
		return nil
	}
	toPass := "a returns or warranty promise among differentiators or proofs"
	if len(unread) > 0 {
		toPass += fmt.Sprintf(`, such as "30-day returns" or "2-year warranty" (%s)`, notRead(unread))
	}
	if math.IsNaN(k.stated.assurance) || (says.open || says.unread) && !says.refused {
		return unknownGate(GateAfterSales, 1, toPass)
	}
	return failure(GateAfterSales, 0, 1, toPass) // something is stated, but no such promise
}

func (r *run) ratingGate(k *candidateCase) *market.GateFailure {
	g := r.profile.Gates
	if !(g.MinStars > 0) {
		return nil
	}
	lower, ok := r.ratingBound(k.scene)
	switch {
	case !ok && g.StarsAsked:
		return unknownGate(GateRating, g.MinStars, "ratings of the same product: collect a source that sells it, or sell a first small lot and count its ratings")
	case ok && lower < g.MinStars:
		return failure(GateRating, lower, g.MinStars, "more ratings, or better ones, of the same product elsewhere")
	}
	return nil
}

func (r *run) profitGate(k *candidateCase) *market.GateFailure {
	need := r.profile.Gates.MinProfit
	switch {
	case !(need > 0):
		return nil
	case !k.out.known:
		return unknownGate(GateProfit, need, "what this product would sell and earn")
	case k.out.profit < need:
		return failure(GateProfit, k.out.profit, need, "more units, a lower cost or a larger market")
	}
	if safe := k.out.safeBase * k.rate; safe < need {
		missing := k.missing()
		if k.c.QualityScore == nil {
			missing = strings.TrimPrefix(missing+", quality_score", ", ")
		}
		if missing == "" {
			missing = "what the offers do not show (ratings, reviews, units sold)"
		}
		return unknownGate(GateProfit, need, fmt.Sprintf("%s: at the worst plausible values %s a month would be earned", missing, count(safe)))
	}
	return nil
}

func unknownGate(gate string, needed float64, find string) *market.GateFailure {
	return &market.GateFailure{Gate: gate, Needed: needed, ToPass: find, Unknown: true}
}

func failure(gate string, value, needed float64, toPass string) *market.GateFailure {
	return &market.GateFailure{Gate: gate, Value: number(value, 4), Needed: needed, Distance: number(needed-value, 4), ToPass: toPass}
}

// costToPass says what makes a cost known.
func costToPass(err error) string {
	if errors.Is(err, pricing.ErrUnitCost) {
		return "ask the supplier for a quote (unit_cost)"
	}
	return "a cost sheet that can be read: " + err.Error()
}
