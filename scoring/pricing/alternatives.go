package pricing

import (
	"math"
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// typical is the usual price of a position over the reference.
func typical(position string) float64 {
	switch position {
	case PositionValue:
		return 0.9
	case PositionPremium:
		return 1.1
	}
	return 1
}

// band returns the prices of a position between two others, in minor units; from is above to where there are none.
func (c Case) band(s *seeker, position string, low, high int64) (from, to int64) {
	ref := c.Reference * s.scale
	switch position {
	case PositionValue:
		return low, min(high, int64(math.Floor(ref*bandLow/100)))
	case PositionPremium:
		return max(low, int64(math.Ceil(ref*bandHigh/100))), high
	}
	return max(low, int64(ref*bandLow/100)+1), min(high, int64(math.Ceil(ref*bandHigh/100))-1)
}

// stanceCost is the share of the expected profit that a stance may cost. Ours.
const stanceCost = 0.05

// stance is the most profitable price of the position that the user stands for (a price fighter's value, a brand's premium),
// where it costs no more than stanceCost of the best price's profit, else the price that far towards it; false where the best
// price is that of the position already. A premium is stood for only where what sets the product apart is stated with evidence
// (text 001-B).
func (c Case) stance(s *seeker, low, high int64, best Point) (Point, bool) {
	if c.Stance == "" || c.Reference <= 0 || best.Profit <= 0 || Band(100*float64(best.Price)/(c.Reference*s.scale)) == c.Stance || !c.stands() {
		return best, false
	}
	least := best.Profit * (1 - stanceCost)
	from, to := c.band(s, c.Stance, low, high)
	if p, ok := s.best(from, to); ok && p.Profit >= least {
		return p, true
	}
	toward := slices.Clone(s.grid(low, best.Price))
	slices.Reverse(toward)
	if c.Stance == PositionPremium {
		toward = slices.Clone(s.grid(best.Price, high))
	}
	out := best
	for _, price := range toward {
		p, ok := s.kept(price)
		if !ok || p.Profit < least {
			break
		}
		out = p
	}
	return out, out.Price != best.Price
}

// stands reports whether the product can stand for the position.
func (c Case) stands() bool {
	return c.Stance != PositionPremium || len(c.Candidate.Differentiators) > 0 && len(c.Candidate.Proofs) > 0
}

// within narrows the prices for an ending to those of the position stood for, where the target is one.
func (c Case) within(s *seeker, k market.Corridor, low, high money.Amount) (from, to money.Amount) {
	target := k.Target.Amount
	if !strings.HasPrefix(k.Target.BoundBy, byStance) || Band(100*float64(target.Minor())/(c.Reference*s.scale)) != c.Stance {
		return low, high
	}
	a, b := c.band(s, c.Stance, low.Minor(), high.Minor())
	return money.New(a, low.Currency()), money.New(b, low.Currency())
}

// alternatives offers the best price of each other position with what must be true for it.
func (c Case) alternatives(s *seeker, a *market.PriceAdvice) []market.PriceScenario {
	if c.Reference <= 0 {
		return nil
	}
	var out []market.PriceScenario
	// What bounds the advised price from below bounds the others: the maker's minimum, a war, weak guarantees.
	floor := a.Corridor.Floor.Amount
	least := c.mapMinimum(c.notTheCheapest(floor))
	if hold := c.holdInWar(floor); hold.Minor() > least.Minor() {
		least = hold
	}
	low, high := least.Minor(), a.Corridor.Ceiling.Amount.Minor()
	ref := c.Reference * s.scale
	for _, band := range [...]string{PositionValue, PositionParity, PositionPremium} {
		if band == a.Position {
			continue
		}
		from, to := c.band(s, band, low, high)
		if !c.Identified { // no best price is claimed where the slope is not known
			at := int64(math.Round(ref * typical(band)))
			from, to = max(from, at), min(to, at)
		}
		p, ok := s.best(from, to)
		if !ok {
			continue
		}
		price := money.New(p.Price, c.Economics.Currency)
		if c.Identified {
			price = c.charm(s, price, money.New(from, c.Economics.Currency), money.New(to, c.Economics.Currency))
		}
		price = c.escape(s, price, least, a.Corridor.Ceiling.Amount)
		if v := price.Minor(); v < low || v > high || Band(100*float64(v)/ref) != band {
			continue // a jump of the fees leaves no such price
		}
		p = s.exact(price.Minor())
		out = append(out, market.PriceScenario{
			Position: band, Price: price, UnitsPerMonth: round2(p.Units),
			ProfitPerMonth: money.FromFloat(p.Profit, c.Economics.Currency), MarginRate: round4(c.Economics.MarginRate(price)),
			MustBeTrue: MustBeTrue(band, c.Candidate, 100*float64(p.Price)/ref),
		})
	}
	return out
}
