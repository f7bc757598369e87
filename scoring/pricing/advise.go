package pricing

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Case is everything that decides a price. Rival prices are in major units of the candidate's currency, own offers
// left out.
type Case struct {
	Candidate  market.Candidate
	Economics  *Economics
	Demand     Demand    // nil: no demand is known
	Identified bool      // the elasticity is identified: an optimum may be given
	Rivals     []float64 // comparable and same offers
	Same       []float64 // offers of the same product
	Reference  float64   // quality-adjusted median; 0: none
	Adjusted   bool      // Reference differs from the plain median by quality
	Margin     money.Rate
	Own        money.Amount // own present price; unknown where we have no offer
	History    []Dated      // own prices, in order of time
	PriceWar   bool
	Stance     string // position that the user stands for, where it costs little; "": the one that earns most
	WeakTrust  bool   // assurance (reviews, returns, authorised) under the market's: never the lowest price
	AsOf       time.Time

	silent bool // only the price is wanted
}

// ByMAP is what a bound is bound by where the maker's advertised price sets it.
const ByMAP = "map"

// ConflictError says that the bounds leave no price. It is market.ErrConflict.
type ConflictError struct{ Low, High market.Bound }

// Error names both bounds.
func (e *ConflictError) Error() string {
	return fmt.Sprintf("the floor %s (%s) is above the ceiling %s (%s)", e.Low.Amount, e.Low.BoundBy, e.High.Amount, e.High.BoundBy)
}

// Is reports that a ConflictError is market.ErrConflict.
func (e *ConflictError) Is(target error) bool { return target == market.ErrConflict }

// Decision is the price advice with the point that was decided.
type Decision struct {
	Advice market.PriceAdvice
	Point  Point // at the recommended price; Units NaN where no demand is known
	Method string

	demand table // of the demand that was searched, for Again
}

// Decide gives corridor, price, position, alternatives and clamps. The error is a *ConflictError or ErrNoFloor; then
// the advice holds what is known of the corridor and no price.
func Decide(c Case) (Decision, error) {
	c = c.sane()
	d, s, final, err := c.settle(table{})
	if err == nil {
		c.fill(&d, s, final)
	}
	return d, err
}

// Again returns the price that Decide would give for a case of the same demand as an earlier decision's but other costs: what
// that decision's search found out about the demand is used again. Errors: as Decide.
func Again(c Case, was Decision) (money.Amount, error) {
	c.silent = true
	_, _, final, err := c.settle(was.demand)
	return final, err
}

// settle decides corridor and price. A known table of the demand is used instead of a new one.
func (c Case) settle(known table) (Decision, *seeker, money.Amount, error) {
	d := Decision{Advice: market.PriceAdvice{Alternatives: []market.PriceScenario{}, Clamps: []market.Clamp{}}}
	low, err := c.Economics.Floor(c.Margin)
	if err != nil {
		return d, nil, low, err
	}
	floorBy := "cost at a margin of " + percent(c.Margin.Float())
	d.Advice.Corridor.Floor = market.Bound{Amount: low, BoundBy: floorBy, Input: market.ByCosts}
	if c.Reference > 0 {
		by := "median of comparable offers"
		if c.Adjusted {
			by = "median of comparable offers, adjusted for quality"
		}
		d.Advice.Corridor.Reference = market.Bound{Amount: money.FromFloat(c.Reference, c.Economics.Currency), BoundBy: by, Input: market.ByCompetitors}
	}
	ceiling := c.ceiling(low)
	d.Advice.Corridor.Ceiling = ceiling
	if ceiling.Amount.Minor() < low.Minor() {
		c.tell(&d.Advice.Corridor, nil)
		return d, nil, low, &ConflictError{Low: d.Advice.Corridor.Floor, High: ceiling}
	}
	s := newSeeker(c.Economics, demandOf(c), c.Margin)
	if s.table = known; c.Demand != nil && !known.known {
		s.tabulate(low.Minor(), ceiling.Amount.Minor())
	}
	d.demand = s.table
	target, by := c.propose(s, low, ceiling.Amount)
	d.Method = by
	d.Advice.Corridor.Target = targetBound(target, by, d.Advice.Corridor)
	c.tell(&d.Advice.Corridor, s)
	final, clamps, err := c.guard(s, target, d.Advice.Corridor)
	d.Advice.Clamps = append(d.Advice.Clamps, clamps...)
	if err != nil {
		return d, nil, final, err
	}
	d.Advice.BoundBy, d.Advice.Input = settledBy(d.Advice)
	return d, s, final, nil
}

// sane leaves out what is no price: of rivals, the reference and the own present price.
func (c Case) sane() Case {
	isNone := func(v float64) bool { return !(v > 0) || v > mostPrice }
	for _, list := range []*[]float64{&c.Rivals, &c.Same} {
		if slices.ContainsFunc(*list, isNone) {
			*list = slices.DeleteFunc(slices.Clone(*list), isNone)
		}
	}
	if isNone(c.Reference) {
		c.Reference = 0
	}
	if c.Own.Sign() <= 0 || c.Own.Currency() != c.Economics.Currency {
		c.Own = money.Amount{}
	}
	return c
}

// mostPrice is more than anything costs in any currency, in major units: prices up to it are exact in minor ones.
const mostPrice = 1e12

// none stands in where demand is unknown.
type none struct{}

func (none) Mean(float64) float64 { return math.NaN() }

func demandOf(c Case) Demand {
	if c.Demand == nil {
		return none{}
	}
	return c.Demand
}

// How far above the dearest usual rival a price can still be defended: farther where the slope of demand is known, since
// a steep slope then bounds the price by itself. Ours.
const (
	premiumOver   = 1.25
	premiumSloped = 1.5
)

// ceiling returns the upper bound: the maker's advertised price (nothing above it is defensible, since every other
// seller may advertise it; the map guard keeps prices from going below), the list price, else the highest defensible
// premium, which only a product of known quality above the usual can ask, others nothing above the
// dearest rival unless it costs so much; without rivals a multiple of the floor.
func (c Case) ceiling(low money.Amount) market.Bound {
	var b market.Bound
	take := func(a money.Amount, by string) {
		if a.Known() && a.Currency() == c.Economics.Currency && (!b.Amount.Known() || a.Minor() < b.Amount.Minor()) {
			b = market.Bound{Amount: a, BoundBy: by, Input: market.ByPositioning}
		}
	}
	take(c.Candidate.MAPPrice, ByMAP)
	take(c.Candidate.ListPrice, "list price")
	if b.Amount.Known() {
		return b
	}
	if len(c.Rivals) == 0 {
		return market.Bound{Amount: money.New(low.Minor()*4, low.Currency()), BoundBy: "no rivals: four times the floor", Input: market.ByCosts}
	}
	over := premiumOver
	if c.Identified {
		over = premiumSloped
	}
	top, how := c.mostPremium(over)
	by := "highest defensible premium over rivals"
	if !premium(c.Candidate) {
		top, how, by = slices.Max(c.Rivals), "", "the dearest comparable offer: a premium over it needs quality above the usual"
		if c.PriceWar && c.Own.Known() {
			top, how = math.Max(top, c.Own.Float()), "or your own present price, where that is higher" // held, while the others go down
		}
	}
	if usual := c.Economics.Standalone(); c.Identified && usual.Float() > top {
		return market.Bound{Amount: usual, BoundBy: "cost and a usual markup, above every usual rival", Input: market.ByCosts, How: standaloneHow}
	}
	return market.Bound{Amount: money.FromFloat(top, c.Economics.Currency), BoundBy: by, Input: market.ByCompetitors, How: how}
}

// usualQuality is the quality score of the category's usual product.
const usualQuality = 50

// premium reports whether a product can defend a price above all others' (SCORING 4). Whether what sets it apart is stated
// and proven (text 001-A and B) decides the verdict, not the price: what is not stated yet can still be.
func premium(c market.Candidate) bool {
	return c.QualityScore != nil && *c.QualityScore > usualQuality
}

// How a target was found.
const (
	byProfit     = "highest expected profit"
	byStance     = "the profile's position where it costs little: "
	byPosition   = "parity: the price slope is not identified"
	byStandalone = "cost and a usual markup: no comparable offer"
)

// propose returns the price before the guards.
func (c Case) propose(s *seeker, low, high money.Amount) (money.Amount, string) {
	if c.Demand != nil && c.Identified {
		if p, ok := s.best(low.Minor(), high.Minor()); ok {
			p = c.shown(s, low.Minor(), p)
			if q, ok := c.stance(s, low.Minor(), max(p.Price, min(high.Minor(), c.shownEdge(s))), p); ok {
				by := byStance + c.Stance
				if Band(100*float64(q.Price)/(c.Reference*s.scale)) != c.Stance {
					by += " is not reached, only neared: it would cost more than " + percent(stanceCost) + " of the profit"
				}
				return money.New(q.Price, low.Currency()), by
			}
			return money.New(p.Price, low.Currency()), byProfit
		}
	}
	if c.Reference > 0 {
		return money.FromFloat(c.Reference, low.Currency()), byPosition
	}
	return c.Economics.Standalone(), byStandalone
}

// A price above shownShare of the rivals' is asked for only where it is expected to earn shownGain more than the best among
// theirs: up there hardly any offer shows how demand falls, and a slope that is a little too flat there runs away. Ours.
const (
	shownShare = 0.9
	shownGain  = 0.05
)

// shown keeps a price where rivals show what demand does, unless going beyond them earns clearly more.
func (c Case) shown(s *seeker, low int64, top Point) Point {
	edge := c.shownEdge(s)
	if top.Price <= edge {
		return top
	}
	in, ok := s.best(low, edge)
	if ok && in.Profit > 0 && top.Profit < in.Profit*(1+shownGain) {
		return in
	}
	return top
}

// shownEdge is the highest price in minor units up to which rivals show what demand does; without rivals there is none.
func (c Case) shownEdge(s *seeker) int64 {
	if len(c.Rivals) == 0 {
		return math.MaxInt64
	}
	return int64(math.Round(Quantile(c.Rivals, shownShare) * s.scale))
}

// usualElasticity is the mean own-price elasticity of 1,851 estimates (Bijmolt, van Heerde & Pieters 2005).
const usualElasticity = -2.62

// Standalone returns the cost-based price: the optimum at the literature's mean elasticity with the costs and the
// fees of the sheet. The fee share is read at twice the unit cost and once more at the price found.
func (e *Economics) Standalone() money.Amount {
	p := 2 * max(1, e.perUnit)
	for range 4 {
		share := 1 - float64(e.net(p)+e.perUnit)/float64(p)
		p = int64(math.Round(WithFees(float64(e.perUnit), share, 0, usualElasticity)))
	}
	return money.New(max(1, p), e.Currency)
}

// fill completes the advice at the final price.
func (c Case) fill(d *Decision, s *seeker, final money.Amount) {
	a := &d.Advice
	a.Recommended = final
	a.Waterfall = c.Economics.Waterfall(final)
	if len(c.Rivals) > 0 {
		st := standing(final.Float(), c.Rivals)
		a.Standing = &st
	}
	if c.Reference > 0 { // without rivals a price has no position among them
		index := 100 * final.Float() / c.Reference
		a.Position = Band(index)
		a.MustBeTrue = MustBeTrue(a.Position, c.Candidate, index)
	}
	a.Tiers = Tiers(c.Economics, market.Bound{Amount: final, BoundBy: a.BoundBy, Input: a.Input}, a.Corridor.Floor.Amount, DefaultTierMargins())
	d.Point = Point{Price: final.Minor(), Units: math.NaN(), Profit: math.NaN()}
	if c.Demand == nil {
		return
	}
	d.Point = s.exact(final.Minor())
	a.Expected = c.expected(d.Point)
	a.Alternatives = append(a.Alternatives, c.alternatives(s, a)...)
}

func (c Case) expected(p Point) *market.Expected {
	e := c.Economics
	price := money.New(p.Price, e.Currency)
	x := &market.Expected{
		UnitsPerMonth: round2(p.Units), ProfitPerMonth: money.FromFloat(p.Profit, e.Currency),
		MarginRate: round4(e.MarginRate(price)), CashNeeded: e.Cash(p.Units), FixedCost: e.fixedGiven(),
	}
	if acos := round4(e.BreakEvenACOS(price)); acos > 0 {
		x.BreakEvenACOS = &acos
	}
	if p.Profit > 0 {
		if days := round2(x.CashNeeded.Float() / (p.Profit / 30)); !math.IsNaN(days) && !math.IsInf(days, 0) {
			x.PaybackDays = &days
		}
	}
	return x
}

// Reason puts an error of Decide or Compile in a sentence for the buyer.
func Reason(err error) string {
	var conflict *ConflictError
	switch {
	case errors.Is(err, ErrUnitCost):
		return "No price can be defended: the unit cost is missing, so no floor can be set. Ask the supplier for unit_cost."
	case errors.Is(err, ErrNoFloor):
		return "No price can be defended: fees, ads, returns and tax alone leave less than the required margin at every price."
	case errors.As(err, &conflict):
		return fmt.Sprintf("No price can be defended: the floor of %s (%s) is above the ceiling of %s (%s).",
			conflict.Low.Amount, inWords(conflict.Low.BoundBy), conflict.High.Amount, inWords(conflict.High.BoundBy))
	}
	return "No price can be defended: " + err.Error() + "."
}

func percent(f float64) string { return fmt.Sprintf("%.3g%%", 100*f) }

func round2(f float64) float64 { return math.Round(f*100) / 100 }
func round4(f float64) float64 { return math.Round(f*10000) / 10000 }

// ChosenByUser is the method of a price that the user asks about.
const ChosenByUser = "chosen by the user"

// At puts a price of the user's choice in place of the decided one, in the corridor of an earlier decision.
func At(c Case, price money.Amount, was Decision) Decision {
	c = c.sane()
	d := Decision{Method: ChosenByUser, Advice: market.PriceAdvice{
		Corridor: was.Advice.Corridor, Alternatives: []market.PriceScenario{}, Clamps: []market.Clamp{}, BoundBy: ChosenByUser, Input: market.ByPositioning,
	}}
	c.fill(&d, newSeeker(c.Economics, demandOf(c), c.Margin), price)
	return d
}
