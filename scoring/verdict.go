package scoring

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

// The bounds of a verdict. Ours; each is named in the rule that it decided.
const (
	goScore    = 45.0 // of 100; 50 earns what the median listing's revenue would at a usual margin
	trialScore = 35.0
	goLossRisk = 0.10 // chance of a monthly loss
)

// verdict decides what to do, and says by which rule.
func (r *run) verdict(k *candidateCase, gates []market.GateFailure) (market.Verdict, string) {
	most, fit := market.Go, ""
	if r.profile.Advantages != nil {
		_, most, fit = FitOf(r.profile.Advantages, k.priced.Advice.Position, k.c.QualityScore)
	}
	switch {
	case errors.Is(k.costErr, pricing.ErrUnitCost):
		return market.Watch, "unit cost unknown: no floor, no price, no decision"
	case k.costErr != nil:
		return market.Watch, "the cost sheet cannot be read: " + k.costErr.Error()
	case k.priceErr != nil && boundByMAP(k.priceErr):
		return market.Drop, "no defensible price: the maker's advertised price (map_price) is above the list price"
	case k.priceErr != nil:
		return market.Drop, "no defensible price: the cost leaves no room under what the market bears"
	case k.curve == nil:
		return market.Watch, "no market evidence: demand is unknown"
	case k.out.profit <= 0:
		return market.Drop, "expected monthly profit is not positive at " + k.priceName()
	case most == market.Drop:
		return market.Drop, fit
	case k.out.worstBase <= 0:
		return market.Watch, "at plausible values of the missing inputs it would lose money: find them first"
	}
	for _, g := range gates {
		switch {
		case g.Unknown && g.Gate == GateStock:
			return market.Watch, gateName(g) + ": " + g.ToPass
		case g.Unknown: // at best a trial, below
		case g.Gate == GateMargin:
			return market.Watch, "margin under the gate: low-margin products are not sold, whatever the demand"
		case g.Gate == GateSupply:
			return market.Watch, gateName(g) + ": none can be ordered now"
		case g.Gate == GateStock || g.Gate == GatePayback:
			return market.Watch, fmt.Sprintf("%s (%s): too much cash for too long", gateName(g), g.Gate)
		}
	}
	v, rule := r.allows(k)
	switch {
	case v == market.Go && len(gates) > 0:
		return market.Trial, fmt.Sprintf("%s (%s); a go otherwise", gateName(gates[0]), gates[0].Gate)
	case v == market.Go && most == market.Trial:
		return market.Trial, fit
	}
	return v, rule
}

// priceName is the price that a verdict is about: the best one, or that of a what-if.
func (k *candidateCase) priceName() string {
	if k.priced.Method == pricing.ChosenByUser {
		return "the price given"
	}
	return "the best price"
}

// bySureness decides by the score that is shown, in which what is missing counts at its worst, so that leaving a figure
// out never improves a verdict.
func (r *run) bySureness(k *candidateCase) (market.Verdict, string) {
	score := shownScore(r.score(k))
	low, _ := k.confidence()
	missing := k.mainCostsMissing()
	switch {
	case score < trialScore && shownScore(r.likely(k)) >= trialScore:
		return market.Watch, fmt.Sprintf("score under %.0f while what is missing counts at its worst: find it first", trialScore)
	case score < trialScore:
		return market.Watch, fmt.Sprintf("score under %.0f: others earn more with the same effort", trialScore)
	case k.out.lossChance > goLossRisk:
		return market.Trial, fmt.Sprintf("a month ends in a loss with a chance of %.0f%%: try a small lot first", 100*k.out.lossChance)
	case len(missing) > 0:
		return market.Trial, "main costs are not given: " + strings.Join(missing, ", ")
	case !k.out.identified:
		return market.Trial, "the price slope is not identified: test the price before scaling"
	case low == "low":
		return market.Trial, "demand is known with low confidence: try a small lot first"
	case k.c.QualityScore == nil:
		return market.Trial, "quality is unknown: judge a sample before scaling"
	case k.unprovenPremium():
		return market.Trial, "a premium price without a proven reason: buyers must be told what they pay more for"
	case k.overPriced() > mapTrial:
		return market.Trial, fmt.Sprintf("the maker's advertised price (map_price) is %.0f%% over the usual one: test whether buyers pay it", k.overPriced()-100)
	case score < goScore:
		return market.Trial, fmt.Sprintf("score under %.0f: worth a trial, not yet a launch", goScore)
	}
	passed := "all gates passed"
	if _, rated := r.ratingBound(k.scene); !rated && r.profile.Gates.MinStars > 0 {
		passed = "all gates passed that can be judged (the same product is rated nowhere)"
	}
	return market.Go, fmt.Sprintf(passed+", score at least %.0f, chance of a monthly loss at most %.0f%%", goScore, 100*goLossRisk)
}

// mainCostsMissing lists the costs without which a margin is a guess: a go needs them all.
func (k *candidateCase) mainCostsMissing() []string {
	var out []string
	for _, name := range []string{"inbound_freight", "duty_rate", "fulfilment_cost", "referral_fee_rate", "ad_cost_rate", "return_rate", "fixed_cost"} {
		if slices.Contains(k.econ.Unknown, name) {
			out = append(out, name)
		}
	}
	return out
}

// score is the weighted sum of the factors, missing inputs at their worst.
func (r *run) score(k *candidateCase) float64 {
	return r.weights.of(&k.at)
}

// shownScore rounds a score as pages show it, so that a verdict is decided by the figure that the reader sees.
func shownScore(score float64) float64 { return round(score, 1) }

// unprovenPremium reports a price above the usual for its quality though nothing that sets the product apart is stated
// with evidence (text 001-A: dearer needs its own logic). Costs that are not given count at their worst, since they would
// lift the price.
func (k *candidateCase) unprovenPremium() bool {
	a := k.priced.Advice
	if len(k.stated.advantages) > 0 && len(k.stated.proofs) > 0 || !a.Recommended.Known() || !a.Corridor.Reference.Amount.Known() {
		return false
	}
	index := 100 * a.Recommended.Float() / a.Corridor.Reference.Amount.Float()
	return pricing.Band(index*k.econ.Dearer(k.worst, a.Recommended)) == pricing.PositionPremium
}

// A maker's advertised price over mapTrial percent of the usual one is at best a trial, since hardly an offer shows that buyers
// pay it. Ours.
const mapTrial = 150.0

// overPriced is the advised price in percent of the usual where the maker's advertised price binds it, else 0.
func (k *candidateCase) overPriced() float64 {
	s := k.priced.Advice.Standing
	if s == nil || !k.c.MAPPrice.Known() || k.priced.Advice.Recommended != k.c.MAPPrice {
		return 0
	}
	return s.IndexToMedian
}

// likely is the score at the inputs given.
func (r *run) likely(k *candidateCase) float64 {
	if !k.out.known {
		return 0
	}
	return r.weights.of(&point{k.at.own, k.out.likely})
}

// confidence says how well demand is known: by the width of its interval and the number of rivals with evidence. What is
// assumed of the market and not seen in it caps it: by one step, two assumptions by two.
func (k *candidateCase) confidence() (level, why string) {
	if !k.out.known || k.out.units.P10 <= 0 {
		return "low", "no demand is known"
	}
	var assumed []string
	if !k.out.identified {
		assumed = append(assumed, "how units move with the price")
	}
	if !k.learned {
		assumed = append(assumed, "the share of buyers who leave a review")
	}
	why = strings.Join(assumed, " and ") + ": assumed, not seen in this market"
	ratio := k.out.units.P90 / k.out.units.P10
	switch n := k.scene.measured; {
	case ratio > 10 || n < 5:
		return "low", fmt.Sprintf("%d rivals with evidence, ninetieth over tenth percentile %.0f", n, ratio)
	case len(assumed) > 1:
		return "low", why
	case len(assumed) == 1:
		return "medium", why
	case ratio > 4 || n < 10:
		return "medium", fmt.Sprintf("%d rivals with evidence, ninetieth over tenth percentile %.1f", n, ratio)
	}
	return "high", ""
}

// boundByMAP reports whether no price is left since the maker's advertised price is above another bound.
func boundByMAP(err error) bool {
	var conflict *pricing.ConflictError
	return errors.As(err, &conflict) && conflict.Low.BoundBy == pricing.ByMAP
}

// cheaper says by how much a unit must cost less before a price can be defended, or before it earns anything.
func (r *run) cheaper(k *candidateCase) string {
	var conflict *pricing.ConflictError
	price := k.priced.Advice.Recommended
	switch {
	case boundByMAP(k.priceErr):
		return "the maker's word on the price: map_price and list_price contradict each other"
	case errors.As(k.priceErr, &conflict):
		if keep := k.econ.Contribution(conflict.High.Amount); keep.Known() {
			need := conflict.High.Amount.MulRate(r.floorRate(k.c), money.Up)
			return fmt.Sprintf("a supplier's offer at least %s a unit lower: at the ceiling of %s a unit leaves %s, %s are asked for",
				money.New(need.Minor()-keep.Minor(), k.currency), conflict.High.Amount, keep, need)
		}
	case k.priceErr == nil && price.Known() && k.out.mean > 0:
		left := k.econ.Contribution(price).Float()
		short := k.econ.Fixed().Float()/k.out.mean - left
		if left > 0 && short >= pricing.UnitCostAt(k.c.Cost, k.econ.Quantity).Float() {
			return fmt.Sprintf("a fixed cost of at most %s a month: the units expected leave no more, and no unit cost is low enough for the rest",
				money.FromFloat(left*k.out.mean, k.currency))
		}
		return fmt.Sprintf("a supplier's offer at least %s a unit lower, which would pay the fixed cost", money.FromFloat(math.Max(0, short), k.currency))
	}
	return "lower shares of the price for fees, ads, returns and tax: together they leave nothing at any price"
}

// nextFact names the cheapest datum that could change the verdict. The order is by what it takes to get one.
func (r *run) nextFact(k *candidateCase, v market.Verdict, gates []market.GateFailure) string {
	missing := map[string]bool{}
	if k.econ != nil {
		for _, u := range k.econ.Unknown {
			missing[u] = true
		}
	}
	switch {
	case k.stage == StageDecline && k.out.known && v == market.Watch && k.out.profit > 0 && len(gates) == 0:
		return "its stage: reviews that come faster again; nothing else that is missing would change the verdict while it declines"
	case errors.Is(k.costErr, pricing.ErrUnitCost):
		return "unit_cost: ask the supplier for a quote"
	case k.costErr != nil:
		return "a cost sheet that can be read: " + k.costErr.Error()
	case k.priceErr != nil || v == market.Drop && k.out.known && k.out.profit <= 0:
		return r.cheaper(k)
	case v == market.Drop:
		return "an advantage that can be shown (" + advantageNames() + "), or good quality at a low price"
	case len(k.scene.rivals) == 0:
		if k.c.Category == "" {
			return "listings of comparable offers: give the category, or collect a source of it"
		}
		return "listings of comparable offers: collect a source of this category"
	case k.curveErr != nil:
		return "review counts or units-sold badges of comparable offers, read at two times at least"
	case len(gates) > 0 && gates[0].Gate == GateMargin && !gates[0].Unknown: // what is missing is counted as nothing, so that no fact but this lifts a margin
		return "a supplier's offer at a lower cost: " + gates[0].ToPass
	case len(gates) > 0 && !gates[0].Unknown && slices.Contains([]string{GateSupply, GateStock, GatePayback}, gates[0].Gate):
		return gates[0].ToPass
	case len(gates) > 0 && gates[0].Gate == GateAfterSales:
		return "the supplier's returns and warranty terms"
	case missing["referral_fee_rate"]:
		return "the sales channel's fee (referral_fee_rate or fee_table)"
	case missing["return_rate"]:
		return "the category's return rate (return_rate)"
	case missing["ad_cost_rate"]:
		return "the share of the price that ads will take (ad_cost_rate)"
	case k.c.QualityScore == nil:
		return "a judged sample (quality_score)"
	case missing["inbound_freight"] || missing["fulfilment_cost"] || missing["duty_rate"]:
		return unitCosts(missing)
	case missing["fixed_cost"]:
		return "the fixed cost of a month (fixed_cost; 0 where there is none)"
	case len(gates) > 0 && gates[0].Unknown:
		return gates[0].ToPass
	case k.unprovenPremium():
		return "what sets the product apart, with evidence (differentiators, proofs), or the value it has at the usual price"
	case !k.out.identified:
		return "more rivals at different prices, so that the price slope can be told"
	case v == market.Trial || v == market.Go:
		return "sales of a first small lot at the advised price"
	}
	if score, _, ok := r.stageScore(k); ok && shownScore(r.score(k)) >= trialScore && shownScore(score) < trialScore {
		return fmt.Sprintf("a supplier's offer at a lower cost: at the weights of its stage the score is %.1f, a trial needs %.0f", score, trialScore)
	}
	return fmt.Sprintf("a supplier's offer at a lower cost: the score is %.1f, a trial needs %.0f", r.score(k), trialScore)
}

// unitCosts asks for those of the costs of bringing a unit to its buyer that are not given.
func unitCosts(missing map[string]bool) string {
	var names, fields []string
	for _, c := range [...][2]string{{"freight", "inbound_freight"}, {"duty", "duty_rate"}, {"fulfilment", "fulfilment_cost"}} {
		if missing[c[1]] {
			names, fields = append(names, c[0]), append(fields, c[1])
		}
	}
	said := names[len(names)-1]
	if rest := names[:len(names)-1]; len(rest) > 0 {
		said = strings.Join(rest, ", ") + " and " + said
	}
	return said + " cost per unit (" + strings.Join(fields, ", ") + ")"
}
