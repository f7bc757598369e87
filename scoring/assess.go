package scoring

import (
	"math"
	"slices"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/demand"
	"shelfwise/scoring/pricing"
)

// case_ is one candidate on its way through the pipeline. Money figures are major units of the candidate's currency
// unless they end in Base.
type candidateCase struct {
	c        market.Candidate
	currency money.Currency
	rate     float64 // units of the candidate's currency for one of the base; NaN where no rate is known
	scene    *scene
	econ     *pricing.Economics
	worst    *pricing.Economics // unknown costs at their worst plausible value
	costErr  error
	curve    demand.Curve // in the base currency; nil where unknown
	low, top demand.Curve // with the worst and best quality where the score is not given; else curve
	learned  bool         // the share of buyers who leave a review is learned, not assumed
	sloped   bool         // the price slope is identified and steep enough to price on
	curveErr error
	priced   pricing.Decision
	priceErr error
	out      outcome
	factors  [factorCount]measured
	at       point    // where the score counts it, what is missing at its worst
	least    point    // and at the worst of what is not sure
	most     [3]point // and at the best (see mostOf)
	stage    string
	stated   statements
}

// outcome is what the decided price is expected to bring in a month.
type outcome struct {
	known       bool
	units       market.Interval
	mean        float64
	profit      float64 // at the costs given
	profitP10   float64
	profitP90   float64
	worstBase   float64 // at the worst plausible missing inputs
	safeBase    float64 // what the score counts: with what most sheets leave out alike for all (pricing.SafeContribution)
	lowBase     float64 // and at the tenth percentile of demand
	topBase     float64 // best missing inputs, ninetieth percentile
	revenueBase float64
	elasticity  float64
	identified  bool
	bestSeller  float64
	hasBest     bool
	lossChance  float64
	stated      float64      // points of the score for what the user states of the product
	worstPrice  money.Amount // what would be advised if what is missing were known at its worst; unknown where nothing is or none can be
	worstUnits  float64      // and would then be sold
	unitsSafe   float64      // units a month that safeBase counts
	likely      vector       // the factors at the costs given, nothing added for what is missing
}

// inCurrency reads a base-currency curve at prices of another currency.
type inCurrency struct {
	curve demand.Curve
	rate  float64
}

// Mean returns the expected units at a price of the candidate's currency.
func (x inCurrency) Mean(price float64) float64 { return x.curve.Mean(price / x.rate) }

// assess runs one candidate through market, costs, demand and price.
func (r *run) assess(c market.Candidate, matches []market.Match) *candidateCase {
	c.QualityScore = judged(c.QualityScore)
	k := &candidateCase{c: c, currency: currencyOf(c), stated: readStatements(c)}
	if k.currency == "" {
		k.currency = r.currency
		k.c.Currency = r.currency
	}
	k.rate = 1 / r.exchange.rate(k.currency)
	k.scene = r.build(c, matches)
	k.stage = stageOf(c, r, k.scene)
	r.warCheck(k)
	delivery := r.deliveryBound(k)
	k.econ, k.costErr = pricing.Compile(k.c, pricing.Terms{Fees: r.in.Fees, At: r.in.AsOf, WorstDelivery: delivery})
	if k.costErr == nil {
		fixed := r.scale.worstFixed()
		if !math.IsNaN(k.rate) {
			fixed *= k.rate
		}
		k.worst, k.costErr = pricing.Compile(k.c, pricing.Terms{Fees: r.in.Fees, At: r.in.AsOf, Worst: true, WorstFixed: money.FromFloat(fixed, k.currency), WorstDelivery: delivery})
	}
	r.demandFor(k)
	if k.costErr == nil {
		k.priced, k.priceErr = pricing.Decide(r.pricingCase(k))
		r.foretell(k)
	}
	r.measure(k)
	return k
}

// deliveryBound is the most that fulfilment of the candidate's parcel plausibly takes, in its currency; unknown where the
// parcel or the rate is.
func (r *run) deliveryBound(k *candidateCase) money.Amount {
	usd, ok := pricing.ParcelBound(k.c.Cost.Parcel)
	if usd *= r.dollar * k.rate; !ok || math.IsNaN(usd) {
		return money.Amount{}
	}
	return money.FromFloat(usd, k.currency)
}

// judged puts a quality score on its scale; what is no number is unknown.
func judged(q *float64) *float64 {
	if q == nil || math.IsNaN(*q) {
		return nil
	}
	v := clip(*q, 0, 100)
	return &v
}

// demandFor asks the demand model for the candidate's curve, and for those at the ends of an unknown quality.
func (r *run) demandFor(k *candidateCase) {
	if len(k.scene.rivals) == 0 || math.IsNaN(k.rate) {
		k.curveErr = demand.ErrNoMarket
		return
	}
	c := k.c
	c.Currency = r.currency
	k.curve, k.curveErr = r.market.Curve(c, k.scene.ids, k.scene.sames)
	if k.curveErr != nil {
		k.curve = nil
		return
	}
	k.learned = r.market.RateLearned(c, k.scene.ids, k.scene.sames)
	ref, _ := r.reference(k)
	k.low, k.top = k.curve, k.curve
	if c.QualityScore == nil {
		k.low, _ = lean(r.withQuality(k, c, 0), ref)
		k.top, _ = lean(r.withQuality(k, c, 100), ref)
	}
	k.curve, k.sloped = lean(k.curve, ref)
}

func (r *run) withQuality(k *candidateCase, c market.Candidate, q float64) demand.Curve {
	c.QualityScore = &q
	curve, err := r.market.Curve(c, k.scene.ids, k.scene.sames)
	if err != nil {
		return k.curve
	}
	return curve
}

// pricingCase puts the scene in the candidate's currency.
func (r *run) pricingCase(k *candidateCase) pricing.Case {
	c := pricing.Case{Candidate: k.c, Economics: k.econ, Margin: r.floorRate(k.c), PriceWar: k.scene.warning, AsOf: r.in.AsOf, Stance: r.profile.Stance}
	c.Candidate.Differentiators, c.Candidate.Proofs = k.stated.advantages, k.stated.proofs
	if !math.IsNaN(k.rate) {
		c.Rivals, c.Same = scaled(k.scene.prices, k.rate), scaled(k.scene.same, k.rate)
		if ref, adjusted := r.reference(k); ref > 0 {
			c.Reference, c.Adjusted = ref*k.rate, adjusted
		}
	}
	if k.curve != nil {
		c.Identified = k.sloped
		c.Demand = inCurrency{k.curve, k.rate}
	}
	c.Own, c.History = r.ownPrices(k)
	c.WeakTrust = k.stated.weak
	return c
}

func scaled(x []float64, by float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = v * by
	}
	return out
}

// ownPrices returns the lowest present price among the candidate's own offers and the history of that offer.
func (r *run) ownPrices(k *candidateCase) (money.Amount, []pricing.Dated) {
	best, at := money.Amount{}, -1
	for _, i := range k.scene.own {
		o, ok := r.own.series[i].Latest()
		if !ok || !o.Offer.Price.Known() || math.IsNaN(k.rate) {
			continue
		}
		p := money.FromFloat(o.Offer.Price.Float()*k.rate, k.currency)
		if at < 0 || p.Minor() < best.Minor() {
			best, at = p, i
		}
	}
	if at < 0 {
		return money.Amount{}, nil
	}
	var history []pricing.Dated
	for _, o := range r.own.series[at].Observations {
		if o.Offer.Price.Known() && !o.ObservedAt.After(r.in.AsOf) {
			history = append(history, pricing.Dated{From: o.ObservedAt, Price: money.FromFloat(o.Offer.Price.Float()*k.rate, k.currency)})
		}
	}
	return best, history
}

// reference is the median price of the rivals in the base currency, moved along the line of ln price on rating by how
// far the candidate's quality stands from the usual; at most by a quarter either way.
func (r *run) reference(k *candidateCase) (ref float64, adjusted bool) {
	if len(k.scene.prices) == 0 {
		return 0, false
	}
	ref = pricing.SortedQuantile(k.scene.prices, 0.5)
	if k.c.QualityScore == nil {
		return ref, false
	}
	slope, ok := r.qualityLine(k.scene)
	if !ok {
		return ref, false
	}
	z := (*k.c.QualityScore - 50) / qualitySpread
	return ref * math.Exp(clip(slope*z, -0.25, 0.25)), math.Abs(slope*z) > 0.005
}

// qualitySpread is one standard deviation of the buyer's own scores.
const qualitySpread = 15.0

// qualityLine is how much ln price rises with one standard deviation of the rating (Theil–Sen would be robust; least
// squares on cleaned rivals is enough for a reference), shrunk by the number of rivals. Never below zero.
func (r *run) qualityLine(s *scene) (slope float64, ok bool) {
	var n, mx, my float64
	for _, v := range s.rivals {
		if h := &r.cleaned.Histories[v.at]; !math.IsNaN(h.Stars) && h.Reviews >= 10 {
			n, mx, my = n+1, mx+h.Stars, my+math.Log(v.price)
		}
	}
	if n < 8 {
		return 0, false
	}
	mx, my = mx/n, my/n
	var xx, xy float64
	for _, v := range s.rivals {
		if h := &r.cleaned.Histories[v.at]; !math.IsNaN(h.Stars) && h.Reviews >= 10 {
			xx += (h.Stars - mx) * (h.Stars - mx)
			xy += (h.Stars - mx) * (math.Log(v.price) - my)
		}
	}
	sd := math.Sqrt(xx / n)
	if sd < 0.05 {
		return 0, false
	}
	return math.Max(0, xy/xx*sd*n/(n+10)), true
}

// foretell works out units and profit at the decided price, with their intervals.
func (r *run) foretell(k *candidateCase) {
	price := k.priced.Advice.Recommended
	if !price.Known() || k.curve == nil {
		return
	}
	o := &k.out
	o.known = true
	at := price.Float() / k.rate
	draws := k.curve.Draws(at, nil)
	o.mean = mean(draws)
	slices.Sort(draws)
	o.units = market.Interval{P10: pricing.SortedQuantile(draws, 0.1), P50: pricing.SortedQuantile(draws, 0.5), P90: pricing.SortedQuantile(draws, 0.9)}
	unit, fixed := k.econ.Contribution(price).Float(), k.econ.Fixed().Float()
	worstUnit, worstFixed := k.worst.Contribution(price).Float(), k.worst.Fixed().Float()
	o.profit = unit*o.mean - fixed
	o.profitP10, o.profitP90 = order(unit*o.units.P10-fixed, unit*o.units.P90-fixed)
	low, top := o.mean, o.mean
	if k.c.QualityScore == nil {
		low, top = k.low.Mean(at), k.top.Mean(at)
	}
	spreadLow, spreadTop := o.units.P10/math.Max(o.mean, 1e-9), o.units.P90/math.Max(o.mean, 1e-9)
	doubt := math.Exp(-r.blind(k.scene))
	sold := math.Min(low, o.mean) * doubt
	o.unitsSafe = sold
	o.worstBase, o.safeBase = (worstUnit*sold-worstFixed)/k.rate, (k.worst.SafeContribution(price)*sold-worstFixed)/k.rate
	a, _ := order(worstUnit*low*spreadLow*doubt-worstFixed, worstUnit*low*spreadTop*doubt-worstFixed)
	best := k.econ.Best(price).Float()
	stretch := r.undated(k.scene) / doubt
	_, b := order(best*top*spreadLow*stretch-fixed, best*top*spreadTop*stretch-fixed)
	o.lowBase, o.topBase = math.Min(a/k.rate, o.safeBase), math.Max(b/k.rate, o.safeBase)
	o.revenueBase = at * o.mean
	o.elasticity, o.identified = k.curve.Elasticity(at)
	c := k.c
	c.Currency = r.currency
	o.bestSeller, o.hasBest = r.market.BestSeller(c, o.mean)
	losses := 0
	for _, u := range draws {
		if worstUnit*u < worstFixed {
			losses++
		}
	}
	o.lossChance = float64(losses) / float64(len(draws))
}

func order(a, b float64) (lo, hi float64) { return math.Min(a, b), math.Max(a, b) }
