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

// recommendation renders the case at a position of the ranking.
func (r *run) recommendation(k *candidateCase, ranks *ranking, pos int) market.Recommendation {
	at := ranks.order[pos]
	score := ranks.scores[at]
	gates := r.gates(k)
	v, rule := r.verdict(k, gates)
	rec := market.Recommendation{
		CandidateID: k.c.ID, Title: k.c.Title, Category: k.c.Category, Rank: pos + 1,
		RankInterval: [2]int{int(ranks.interval[at][0]), int(ranks.interval[at][1])}, Score: number(score, 4),
		Scores: r.measures(k), Verdict: v, VerdictRule: rule, GatesFailed: gates, Stage: k.stage,
		Price: k.priced.Advice, Market: k.scene.snapshot(r, k.c, k.currency, k.rate),
		NextFact: r.nextFact(k, v, gates), SuccessMetric: successMetric(k),
	}
	low, high := r.scoreInterval(k, score)
	rec.ScoreInterval = &[2]float64{low, high}
	if d := ranks.dominator[at]; d >= 0 {
		rec.DominatedBy = []string{ranks.columns.IDs[d]}
	}
	if pos == 0 && ranks.hold != nil {
		rec.FirstPlace = &market.FirstPlace{Share: round(ranks.firsts[at], 4), WeightRange: ranks.hold}
	}
	r.renderPrice(k, &rec)
	if k.out.known {
		rec.ScoreBasis = r.basis(k)
		rec.Demand = r.demandEstimate(k)
		if k.out.hasBest {
			rec.BestSellerProbability = number(k.out.bestSeller, 4)
		}
	}
	rec.Unknown = r.unknown(k, rec.ScoreBasis)
	r.founding(k, &rec)
	rec.Warnings = r.warnings(k, &rec)
	rec.Reasons = r.reasons(k, &rec)
	return rec
}

// trulyCheap reports whether volume is a true reason for a low price: an order tier is reached, and a unit costs less
// than a third of what the market asks.
func (r *run) trulyCheap(k *candidateCase) bool {
	if k.econ == nil || k.econ.Quantity < 2 || len(k.scene.prices) == 0 || len(k.c.Cost.Tiers) == 0 {
		return false
	}
	return pricing.UnitCostAt(k.c.Cost, k.econ.Quantity).Float() < pricing.SortedQuantile(k.scene.prices, 0.5)*k.rate/3
}

// scoreInterval weighs the ends of the factors. Where no profit is known an unknown factor reaches from 0 to 100.
func (r *run) scoreInterval(k *candidateCase, score float64) (low, high float64) {
	if k.out.known {
		low = r.weights.of(&k.least)
		for i := range k.most {
			high = math.Max(high, r.weights.of(&k.most[i]))
		}
		return round(math.Min(low, score), 2), round(math.Max(high, score), 2)
	}
	for f := range factorCount {
		switch m := k.factors[f]; {
		case !m.known:
			high += r.weights[f] * 100
		default:
			low += r.weights[f] * m.low
			high += r.weights[f] * m.high
		}
	}
	return round(math.Min(low, score), 2), round(math.Max(high, score), 2)
}

func (r *run) renderPrice(k *candidateCase, rec *market.Recommendation) {
	p := &rec.Price
	if p.Alternatives == nil {
		p.Alternatives = []market.PriceScenario{}
	}
	if p.Clamps == nil {
		p.Clamps = []market.Clamp{}
	}
	switch {
	case k.costErr != nil:
		p.Reason = pricing.Reason(k.costErr)
	case k.priceErr != nil:
		p.Reason = pricing.Reason(k.priceErr)
	case k.out.known:
		p.Reason = k.priced.Method
		p.Expected.ProfitP10 = money.FromFloat(k.out.profitP10, k.currency)
		p.Expected.ProfitP90 = money.FromFloat(k.out.profitP90, k.currency)
		k.count(p.Expected)
	default:
		p.Reason = k.priced.Method
	}
}

// count adds to what is expected what the score counts, where that is less.
func (k *candidateCase) count(e *market.Expected) {
	if safe := money.FromFloat(k.out.safeBase*k.rate, k.currency); safe.Minor() < e.ProfitPerMonth.Minor() {
		e.Counted = safe
	}
	if cash := k.worst.Cash(k.out.mean); cash.Minor() > e.CashNeeded.Minor() {
		e.CashCounted = cash
	}
}

func (r *run) demandEstimate(k *candidateCase) *market.DemandEstimate {
	o := k.out
	level, why := k.confidence()
	d := &market.DemandEstimate{
		UnitsPerMonth: market.Interval{P10: round(o.units.P10, 2), P50: round(o.units.P50, 2), P90: round(o.units.P90, 2)},
		Mean:          round(o.mean, 2), Method: k.curve.Method(), Confidence: level, Assumptions: k.curve.Assumptions(),
	}
	if why != "" {
		d.Assumptions = append(slices.Clip(d.Assumptions), "confidence is "+level+": "+why)
	}
	if o.identified {
		d.Elasticity = number(o.elasticity, 3)
	} else {
		d.Method += ", elasticity not_identified"
	}
	return d
}

// unknown lists what was not given or could not be found, each with what was assumed and, where a price is known, what the
// score counts for it.
func (r *run) unknown(k *candidateCase, basis *market.ScoreBasis) []string {
	out := []string{}
	if k.costErr != nil {
		out = append(out, costProblem(k.costErr))
	} else {
		for _, a := range k.econ.Assumptions {
			out = append(out, inFigures(a, basis))
		}
	}
	switch {
	case len(k.scene.rivals) == 0:
		out = append(out, "market: no comparable offer was found")
	case k.curveErr != nil:
		out = append(out, "demand: no evidence of units sold around this product")
	}
	if k.c.QualityScore == nil {
		out = append(out, "quality_score is not given: the score counts the worst quality, its interval reaches to the best")
	}
	if k.c.Cost.MOQ == nil {
		out = append(out, "moq is not given: cash and payback count a month's sales; the gate stock_cover counts a least order of 500 units")
	}
	if k.c.AvailableUnits == nil {
		out = append(out, "available_units is not given: enough are taken to be had for the least order and a month's sales")
	}
	if math.IsNaN(k.rate) {
		out = append(out, fmt.Sprintf("no exchange rate between %s and %s: the market cannot be compared", k.currency, r.currency))
	}
	return out
}

// costProblem says why no cost sheet could be worked out.
func costProblem(err error) string {
	if errors.Is(err, pricing.ErrUnitCost) {
		return "unit_cost is not given: without it there is no floor, no price and no profit"
	}
	return "cost sheet: " + err.Error()
}

func (r *run) warnings(k *candidateCase, rec *market.Recommendation) []market.Warning {
	out := []market.Warning{}
	add := func(code, format string, args ...any) {
		out = append(out, market.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
	}
	p := k.priced.Advice
	if k.scene.warning {
		add("price_war", "%s", k.warText(p))
	}
	if k.econ != nil && k.econ.Table != nil {
		for _, doubt := range k.econ.Table.Doubts(k.c, r.in.AsOf) {
			code := "fee_table_market"
			if strings.HasPrefix(doubt, "holds from") {
				code = "fee_table_dates"
			}
			add(code, "The fee table %s %s.", k.econ.Table.Name, doubt)
		}
		if t := k.econ.Table; t.Verify != "" {
			add("fee_table_unverified", "The fee table %s: %s.", t.Name, strings.TrimSuffix(t.Verify, "."))
		}
	}
	if z := k.econ; z != nil && z.Table == nil && k.c.Cost.FeeTable != "" {
		add("fee_table_missing", "The fee table %q that this product names is not loaded or has no row for it: its fees are not in the price.", k.c.Cost.FeeTable)
	}
	if p.Standing != nil && pricing.TooCheap(p.Standing.IndexToMedian) {
		add("too_cheap", "The price is %.0f%% of the usual one: buyers may read poor quality. Show a true reason.", p.Standing.IndexToMedian)
	}
	own, history := r.ownPrices(k)
	if own.Known() && p.Recommended.Known() && p.Recommended.Minor() < own.Minor() {
		prior := pricing.Prior(history, p.Recommended, r.in.AsOf)
		if prior.Reference.Known() {
			add("prior_price", "A cut from %s to %s may be shown as %.1f%% off at most: the lowest own price of the last 30 days is %s. %s.",
				own, p.Recommended, 100*prior.ClaimableDiscount, prior.Reference, prior.Note)
		}
	}
	if own.Known() && p.Recommended.Known() && p.Recommended.Minor() > own.Minor() && !k.scene.warning {
		add("headroom", "Your present price %s leaves %s on the table.", own, money.New(p.Recommended.Minor()-own.Minor(), k.currency))
	}
	boundWarnings(k, p, add)
	if n := k.leastOrder(); n > largeLot*k.out.units.P50 && k.out.known {
		add("moq", "The least order of %s units lasts %s months at the expected sales and ties up %s.", count(n), months(n, k.out.units.P50), whole(k.econ.Cash(n)))
	}
	if rr := k.c.Cost.ReturnRate; rr != nil && rr.Float() >= manyReturns {
		add("high_returns", "%.3g%% of the units are sent back (return_rate): find out why before scaling. The usual online shop sees less than a fifth; %.0f%% are a risk.", 100*rr.Float(), 100*manyReturns)
	}
	switch {
	case !p.Recommended.Known():
	case len(k.c.Differentiators) == 0:
		add("no_differentiator", "Nothing is stated that sets this product apart. Answer: why would you buy it yourself?")
	case rec.Narrative != nil && len(rec.Narrative.Alone) == 0:
		add("no_differentiator", "Most offers say the same of themselves as is stated of this product. Answer: why would you buy it yourself?")
	}
	for _, e := range r.in.Events {
		if e.Holds(r.in.AsOf) {
			add("event", "It is %s: readings within it are left out of usual prices and demand.", e.Name)
		}
	}
	return out
}

// manyReturns is the return rate from which practitioners see a risk (FEATURES 6.3).
const manyReturns = 0.10

// boundWarnings says what the maker's price and the supplier's stock mean for the advice.
func boundWarnings(k *candidateCase, p market.PriceAdvice, add func(code, format string, args ...any)) {
	if m := k.c.MAPPrice; m.Known() && p.Recommended.Known() {
		over := ""
		if s := p.Standing; s != nil && s.IndexToMedian > mapTrial {
			over = fmt.Sprintf(" It is %.0f%% over the usual price: few will pay it.", s.IndexToMedian-100)
		}
		add("map", "The maker's advertised price %s binds: advertise neither below nor above it.%s", m, over)
	}
	if have := k.c.AvailableUnits; have != nil && k.out.known && float64(*have) < k.out.mean {
		add("supply", "%d units are to be had, the advised price is expected to sell %s a month: they last %s days. Expected sales and profit are of a month with enough supply.",
			*have, count(k.out.mean), count(30*float64(*have)/k.out.mean))
	}
}

func successMetric(k *candidateCase) string {
	if !k.out.known && k.priceErr != nil {
		return "a price can be defended and this candidate is ranked again"
	}
	if !k.out.known {
		return "the missing facts are known and this candidate is ranked again"
	}
	if k.out.profit <= 0 {
		return "it is ranked again at other costs and earns something"
	}
	n := math.Max(1, math.Round(k.out.units.P10))
	return fmt.Sprintf("at least %s units in the first 30 full days at the advised price (expected %s)", count(n), count(k.out.mean))
}
