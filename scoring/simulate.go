package scoring

import (
	"fmt"
	"slices"
	"sync"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

// Simulate answers one question of NewSimulator(in).At.
func Simulate(in Input, candidateID string, price money.Amount) (market.Recommendation, error) {
	return NewSimulator(in).At(candidateID, price)
}

// Simulator answers what-ifs over one input. The market is fitted and all candidates are assessed at the first question;
// the later ones only rank anew. It is safe for concurrent use.
type Simulator struct {
	in Input

	mu      sync.Mutex
	settled []settled // by market that is compared by itself
}

// settled is a market with its candidates at their advised prices.
type settled struct {
	run   *run
	cases []*candidateCase
}

// NewSimulator returns a Simulator over an input, which must not be changed afterwards.
func NewSimulator(in Input) *Simulator { return &Simulator{in: in} }

// At answers what a candidate would earn at a price of the user's choice: the recommendation with that price in
// place of the advised one, with its gates, dead zone and prior-price effects, ranked among the other candidates at their
// advised prices. A price under the floor is answered, with the warning "under_floor". Errors: market.ErrNotFound,
// market.ErrInvalid (another currency, no cost).
func (s *Simulator) At(candidateID string, price money.Amount) (market.Recommendation, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, at, err := s.home(candidateID)
	if err != nil {
		return market.Recommendation{}, err
	}
	r := m.run
	k := r.assess(r.in.Candidates[at], r.matches[candidateID])
	if k.costErr != nil {
		return market.Recommendation{}, fmt.Errorf("simulate %s: %w: %w", candidateID, market.ErrInvalid, k.costErr)
	}
	if price.Currency() != k.currency || price.Sign() <= 0 {
		return market.Recommendation{}, &market.FieldError{Field: "price", Problem: fmt.Sprintf("%s is not a price in %s", price, k.currency)}
	}
	k.priced, k.priceErr = pricing.At(r.pricingCase(k), price, k.priced), nil
	k.out = outcome{}
	r.foretell(k)
	r.measure(k)
	cases := slices.Clone(m.cases)
	cases[at] = k
	ranking := r.rank(cases)
	rec := r.recommendation(k, ranking, slices.Index(ranking.order, int32(at)))
	if z, dead := k.econ.InDeadZone(price); dead {
		rec.Warnings = append(rec.Warnings, market.Warning{Code: "fee_dead_zone",
			Message: fmt.Sprintf("Between %s and %s the fee leaves less than at %s.", z.From, z.To, z.Edge)})
	}
	if f := rec.Price.Corridor.Floor.Amount; f.Known() && price.Minor() < f.Minor() {
		rec.Warnings = append(rec.Warnings, market.Warning{Code: "under_floor", Message: fmt.Sprintf("The price is under the floor of %s.", f)})
	}
	return rec, nil
}

// home finds the market that a candidate is compared in, settled, and the candidate's place there. Called under mu.
func (s *Simulator) home(candidateID string) (*settled, int, error) {
	for i := range s.settled {
		if at := placeOf(s.settled[i].run.in.Candidates, candidateID); at >= 0 {
			return &s.settled[i], at, nil
		}
	}
	if err := distinct(s.in.Candidates); err != nil {
		return nil, 0, err
	}
	if placeOf(s.in.Candidates, candidateID) < 0 {
		return nil, 0, fmt.Errorf("candidate %s: %w", candidateID, market.ErrNotFound)
	}
	r, err := prepare(marketOf(s.in, candidateID))
	if err != nil {
		return nil, 0, err
	}
	s.settled = append(s.settled, settled{run: r, cases: r.assessAll()})
	return &s.settled[len(s.settled)-1], placeOf(r.in.Candidates, candidateID), nil
}

func placeOf(cs []market.Candidate, id string) int {
	return slices.IndexFunc(cs, func(c market.Candidate) bool { return c.ID == id })
}
