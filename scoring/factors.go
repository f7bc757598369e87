package scoring

import (
	"fmt"
	"math"

	"shelfwise/market"
)

// measured is one factor of one candidate: its score at the inputs given (worst where missing), the ends of its
// interval, and the drivers whose contributions sum to it.
type measured struct {
	known     bool
	score     float64
	low, high float64
	drivers   []market.Driver
}

// driver is one input of a factor before it is rendered.
type driver struct {
	name, unit, why string
	value           float64 // NaN unknown
	score           float64 // 0–100, NaN unknown
	weight          float64
	stated          bool // the user's own statement: it counts beside expected profit, and only ever for the better
}

// The natural widths, in logarithms, of each factor's scale: its default weight times the span. A factor moves the
// total by exactly as much as profit moves with it.
func width(f int) float64 { return DefaultWeights()[f] * span }

// usualOffers is the number of offers at which size and crowding of a market stand at 50.
const usualOffers = 30

// measure fills the four factors. Attractiveness, cost and competition are read from their own drivers on fixed
// bounds; value takes what is left of the points that expected profit earns (see basis), that is, the share of the market
// won beyond what size, margin and crowding explain. What does not fit into value's 0–100 passes on to the others.
func (r *run) measure(k *candidateCase) {
	r.foresee(k)
	att, comp, cost := r.attractiveness(k), competition(k.scene), r.cost(k)
	set := func(i int, ds []driver) {
		m := weigh(ds)
		k.factors[i] = m
	}
	set(1, att)
	set(2, cost)
	set(3, comp)
	value := &k.factors[0]
	if !k.out.known {
		k.at.own = vector{0, k.factors[1].score, k.factors[2].score, k.factors[3].score}
		k.at.full = k.at.own
		*value = measured{low: 0, high: 100, drivers: render(r.valueDrivers(k), math.NaN())}
		if k.costErr != nil {
			k.factors[2] = measured{low: 0, high: 100, drivers: render(cost, math.NaN())}
		}
		return
	}
	worth := r.valueDrivers(k)
	bonus := stated(att, DefaultWeights()[1]) + stated(worth, DefaultWeights()[0])
	k.out.stated = bonus
	at := func(profit float64) vector { return r.balance(k, clip(r.scale.score(profit)+bonus, 0, 100)) }
	k.out.likely = at(k.out.profit / k.rate)
	k.at = point{vector{summed(worth).score, k.factors[1].score, k.factors[2].score, k.factors[3].score}, at(k.out.safeBase)}
	k.least = point{k.at.own, at(k.out.lowBase)}
	k.most = r.mostOf(k, att, worth)
	value.known, value.drivers = true, render(worth, math.NaN())
	r.show(k)
}

// show renders the factors of a candidate whose profit is known as the weights in force show them.
func (r *run) show(k *candidateCase) {
	w := r.weights
	for i := range k.factors {
		f := &k.factors[i]
		f.score = w.shown(&k.at, i)
		f.low, f.high = math.Min(w.shown(&k.least, i), f.score), f.score
		for n := range k.most {
			f.high = math.Max(f.high, w.shown(&k.most[n], i))
		}
		if i == 0 {
			f.drivers = r.profitDriver(k, f.drivers)
		} else if d := k.at.full[i] - k.at.own[i]; math.Abs(d) > 1e-9 {
			f.drivers = append(f.drivers, r.carried(d, i))
		}
	}
}

// carried is the row of a factor that takes over what does not fit into another's 0–100.
func (r *run) carried(d float64, f int) market.Driver {
	usual, part := DefaultWeights()[f], r.weights.part(f)
	return market.Driver{Name: "carried", Value: number(d*usual, 4), Unit: "points of the score", Weight: round(part/usual, 4), Contribution: round(part*d, 4), Known: true,
		Why: "points that expected profit earns and value does not hold (beyond the end of its scale, or since what is missing counts there at its worst), " + r.over()}
}

// over says what the points of expected profit are divided by.
func (r *run) over() string {
	if mix := r.weights.mix(); mix < 1-1e-9 {
		return fmt.Sprintf("times the %.2f of the default weights that yours hold, over your weight of this factor", mix)
	}
	return "over the default weight of this factor"
}

// balance spreads a total over the factors so that the default-weighted sum is the total: value takes what the others
// leave; above its end the rest raises attractiveness, cost and competition in turn; below, it lowers cost only, since
// the size of a market and its crowding are what they are whether or not money is made there.
func (r *run) balance(k *candidateCase, total float64) [factorCount]float64 {
	w := DefaultWeights()
	out := [factorCount]float64{0, k.factors[1].score, k.factors[2].score, k.factors[3].score}
	rest := total
	for i := 1; i < factorCount; i++ {
		rest -= w[i] * out[i]
	}
	out[0] = clip(rest/w[0], 0, 100)
	rest -= w[0] * out[0]
	for _, i := range []int{1, 2, 3} {
		if rest > 0 || rest < 0 && i == 2 {
			moved := clip(out[i]+rest/w[i], 0, 100)
			rest -= w[i] * (moved - out[i])
			out[i] = moved
		}
	}
	return out
}

// stated is what the user's own statements add to the total.
func stated(ds []driver, weight float64) float64 {
	sum := 0.0
	for _, d := range ds {
		if d.stated && !math.IsNaN(d.score) {
			sum += weight * d.weight * d.score
		}
	}
	return sum
}

// weigh sums the drivers and renders them.
func weigh(ds []driver) measured {
	m := summed(ds)
	m.drivers = render(ds, m.score)
	return m
}

// summed adds the drivers up. An unknown driver counts nothing and widens the interval up to its weight.
func summed(ds []driver) measured {
	m := measured{}
	for _, d := range ds {
		if math.IsNaN(d.score) {
			m.high += d.weight * 100
			continue
		}
		m.known = true
		m.score += d.weight * d.score
	}
	m.low, m.high = m.score, m.high+m.score
	return m
}

// render turns drivers into the answer's form. The first known one takes what rounding leaves of the factor's score; NaN
// leaves it as it is.
func render(ds []driver, score float64) []market.Driver {
	out := make([]market.Driver, len(ds), len(ds)+1) // one more may carry a rest
	figures := make([]float64, 0, 2*len(ds))
	figure := func(f float64, decimals int) *float64 {
		if unknown(f) {
			return nil
		}
		figures = append(figures, round(f, decimals))
		return &figures[len(figures)-1]
	}
	first, rest := -1, score
	for i, d := range ds {
		out[i] = market.Driver{
			Name: d.name, Value: figure(d.value, places(d.value)), Unit: d.unit, Score: figure(d.score, 2), Weight: round(d.weight, 4),
			Known: !math.IsNaN(d.score), Why: d.why,
		}
		if !out[i].Known {
			continue
		}
		if first < 0 {
			first = i
		}
		out[i].Contribution = round(d.weight*d.score, 3)
		rest -= out[i].Contribution
	}
	if first >= 0 && !math.IsNaN(rest) {
		out[first].Contribution = round(out[first].Contribution+rest, 3)
	}
	return out
}

// places is how many decimals of a driver's value are told, so that its points can be worked out again.
func places(value float64) int {
	if math.Abs(value) < 0.1 {
		return 7
	}
	return 4
}

// profitDriver adds the row of expected profit, which brings value's rows to its score: the points that the profit earns
// (see basis), less those that all other rows give already at the default weights, over value's weight.
func (r *run) profitDriver(k *candidateCase, out []market.Driver) []market.Driver {
	rest := k.at.full[0]
	for _, d := range out {
		rest -= d.Contribution
	}
	usual, part, points, all := DefaultWeights()[0], r.weights.part(0), r.scale.score(k.out.safeBase), 0.0
	for f, w := range DefaultWeights() {
		all += w * k.at.full[f]
	}
	rest = round(rest, 3)
	why := fmt.Sprintf("the counted profit is %s times the usual and earns %.3f points of the score, what you state %.3f; the other rows of the four factors give %.3f at the default weights, the rest is here, %s",
		times(k.out.safeBase/(r.scale.Revenue*usualReturn)), points, k.out.stated, all-usual*rest, r.over())
	return append(out, market.Driver{Name: "expected_profit", Value: number(usual*rest, 4), Unit: "points of the score", Weight: round(part/usual, 4),
		Contribution: round(part*rest, 3), Known: true, Why: why})
}

// times writes a ratio with three figures.
func times(ratio float64) string {
	if math.Abs(ratio) >= 100 {
		return count(ratio)
	}
	return fmt.Sprintf("%.3g", ratio)
}

// attractiveness reads the pull of the market and of the product beside its price.
func (r *run) attractiveness(k *candidateCase) []driver {
	s := k.scene
	size, shown, currency := math.NaN(), math.NaN(), k.currency
	if s.measured > 0 {
		size, shown = s.revenue, s.revenue*k.rate
	}
	if math.IsNaN(k.rate) {
		shown, currency = size, r.currency
	}
	growth := math.NaN()
	if g, ok := r.growth(s.rivals, nil); ok {
		growth = g
	}
	assure, how := k.stated.assurance, k.stated.how
	fit, fitWeight := segmentFit(k.c, r.profile.Segment), 0.03
	if r.profile.Segment != "" {
		fitWeight = segmentWeight
	}
	quality := math.NaN()
	if k.c.QualityScore != nil {
		quality = *k.c.QualityScore
	}
	functions, gifts := k.stated.functions, k.stated.gifts
	share, aim := r.brandShare(k), r.aim(k)
	asked := fitWeight
	if len(aim) > 0 {
		asked += aimWeight
	}
	ds := []driver{
		{"market_size", string(currency) + " a month", fmt.Sprintf("%d comparable offers sell about this much a month", s.measured),
			shown, onLog(size/(r.scale.Revenue*usualOffers), width(1)*1.1), 0.79 - asked, false},
		{"growth", "times", "reviews that came in the second half of the history over the first half", growth, onLog(growth, 2), 0.06, false},
		{"assurance", "points", how, assure, assure, 0.08, true},
		{"quality", "points", "your own judgement of a sample; 50 is the category's usual", quality, quality, 0.03, false},
		{"brand", "share of reviews", "how much of the reviews seen are of this brand", share, 100 * math.Sqrt(share), 0.01, false},
		{"function", "attributes", "what it does beyond the plain product, as you state it", functions, clip(20*functions, 0, 100), 0.02, true},
		{"gifts", "gifts stated", "a gift, a set or a free extra that comes with it", gifts, 100 * gifts, 0.01, true},
		{"segment_fit", "points", "named segment: " + orNone(r.profile.Segment), fit, fit, fitWeight, true},
	}
	return append(ds, aim...)
}

// segmentWeight is the weight of segment_fit within attractiveness where a segment is asked for: what is made for it comes before
// what is made for another where the two earn about alike (a fifth of attractiveness is some four points of the score).
const segmentWeight = 0.2

func orNone(s string) string {
	if s == "" {
		return "none asked for"
	}
	return s
}

// cost reads what is kept at the decided price.
func (r *run) cost(k *candidateCase) []driver {
	margin, breakEven, payback := math.NaN(), math.NaN(), math.NaN()
	even, paid := "units a month that pay the fixed cost", "cash tied up in one order over expected monthly profit"
	if k.costErr == nil {
		price := k.priced.Advice.Recommended
		if price.Known() { // without a price that can be defended no margin is
			margin = k.worst.MarginRate(price)
		}
		if k.out.known {
			if n, ok := k.worst.BreakEvenUnits(price); ok && k.out.mean > 0 {
				breakEven = n / k.out.mean
			} else {
				breakEven, even = 100, "a unit leaves nothing, so no number of them pays the fixed cost; counted as 100 times those expected"
			}
			payback = 100
			if safe := k.out.safeBase * k.rate; safe > 0 {
				payback = math.Min(100, k.econ.Cash(k.out.mean).Float()/safe)
			}
			if payback >= 100 {
				paid = "the counted profit hardly pays the cash tied up in one order, or never; counted as 100"
			}
		}
	}
	w := width(2)
	return []driver{
		{"margin", "share of price", "contribution per unit over price, unknown costs at their worst", margin, onLog(margin/usualMargin, w*0.7), 0.7, false},
		{"break_even", "share of expected units", even, breakEven, between(breakEven, 1, 0.01), 0.15, false},
		{"payback", "months", paid, payback, between(payback, 24, 0.5), 0.15, false},
	}
}

// competition reads how hard the field is: crowding, concentration, the review barrier, newcomers and price war.
func competition(s *scene) []driver {
	n, hhi := math.NaN(), math.NaN()
	if s.priced > 0 {
		n = float64(s.priced)
	}
	if s.hasConc {
		hhi = s.conc.HHI
	}
	war, peace := math.NaN(), math.NaN()
	if s.priced > 0 {
		war, peace = 0, 50 // no war is what is usual
		if s.warning {
			war, peace = 1, 0
		}
	}
	return []driver{
		{"crowding", "offers", "rivals among which buyers choose; more share the same buyers", n, onLog(usualOffers/(n+1), width(3)*2), 0.4, false},
		{"concentration", "HHI", "0 to 10,000 over sellers by estimated sales; over 1,800 is highly concentrated", hhi, between(hhi, 6000, 400), 0.15, false},
		{"review_barrier", "reviews", "median reviews of the offers that a newcomer is compared with", s.reviews, between(s.reviews+1, 20_000, 1), 0.25, false},
		{"newcomers", "share", "rivals that appeared within six weeks: the door is open", s.newcomers, clip(250*s.newcomers, 0, 100), 0.05, false},
		{"price_war", "1 is war", "repeated cuts under the market's lowest price by several sellers", war, peace, 0.15, false},
	}
}

// valueDrivers explains the balance: what buyers accept for this quality at this price.
func (r *run) valueDrivers(k *candidateCase) []driver {
	s := k.scene
	share, residual, accepted, bound := math.NaN(), math.NaN(), math.NaN(), math.NaN()
	if k.out.known && s.measured > 0 && s.units.P50 > 0 {
		share = min(k.out.mean, k.out.unitsSafe, k.out.worstUnits) / (s.units.P50 / float64(s.measured))
	}
	if p := k.priced.Advice.Recommended; p.Known() && k.c.QualityScore != nil {
		if ref, ok := r.reference(k); ref > 0 {
			price := p.Float() / k.rate
			if dear := k.out.worstPrice; dear.Known() { // a missing cost makes for a lower price
				price = math.Max(price, dear.Float()/k.rate)
			}
			residual = ref/price - 1
			accepted = 0
			if ok {
				accepted = math.Max(0, math.Min(price, ref)/pricing50(s)-1)
			}
		}
	}
	if lower, ok := r.ratingBound(s); ok {
		bound = lower
	}
	saved, points, unit, why := r.timeSaved(k.c)
	joy := experiences(k.c)
	return []driver{
		{"wins", "times the average offer", "expected units over those of the average comparable offer", share, onLog(share, width(0)), 0.67, false},
		{"value_for_money", "share", "usual price for this quality over the advised price, less one", residual, clip(50+100*residual, 0, 100), 0.1, false},
		{"accepted_premium", "share", "how much over the median price buyers pay for this quality, as far as the advised price asks for it", accepted, clip(200*accepted, 0, 100), 0.05, false},
		{"rating_bound", "stars", "lower bound of the rating of the same product elsewhere", bound, clip(50*(bound-3), 0, 100), 0.1, false},
		{"time_saved", unit, why, saved, points, 0.05, true},
		{"experience", "attributes", "what makes it pleasant to use, as you state it (experience: …)", joy, clip(34*joy, 0, 100), 0.03, true},
	}
}

func pricing50(s *scene) float64 { return s.prices[len(s.prices)/2] }
