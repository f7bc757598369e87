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
	run     *run
	cases   []*candidateCase
	ranking *ranking
}

// NewSimulator returns a Simulator over an input, which must not be changed afterwards.
func NewSimulator(in Input) *Simulator { return &Simulator{in: in} }

// At answers what a candidate would earn at a price of the user's choice: the recommendation with that price in
// place of the advised one, with its gates, dead zone and prior-price effects, ranked among the other candidates at their
// advised prices. A price under the floor is answered, with the warning "under_floor". Errors: market.ErrNotFound,
// market.ErrInvalid (another currency, no cost).
func (s *Simulator) At(candidateID string, price money.Amount) (market.Recommendation, error) {
	return s.try(candidateID, func(*candidateCase) (money.Amount, error) { return price, nil })
}

// AtRange is At at a price that is a percentage of the way from the cheapest rival to the dearest. Errors: as At, and
// market.ErrInvalid where there are no rivals.
func (s *Simulator) AtRange(candidateID string, percent float64) (market.Recommendation, error) {
	return s.try(candidateID, func(k *candidateCase) (money.Amount, error) {
		rivals := scaled(k.scene.prices, k.rate)
		if len(rivals) == 0 || !(percent >= 0 && percent <= 100) {
			return money.Amount{}, &market.FieldError{Field: "range_position", Problem: "must be from 0 to 100, among rivals with prices"}
		}
		return money.FromFloat(pricing.AtRange(slices.Min(rivals), slices.Max(rivals), percent), k.currency), nil
	})
}

// try answers a what-if at a price that may depend on the candidate's market.
func (s *Simulator) try(candidateID string, at func(*candidateCase) (money.Amount, error)) (market.Recommendation, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, place, err := s.home(candidateID)
	if err != nil {
		return market.Recommendation{}, err
	}
	r := m.run
	k := r.assess(r.in.Candidates[place], r.matches[candidateID])
	if k.costErr != nil {
		return market.Recommendation{}, fmt.Errorf("simulate %s: %w: %w", candidateID, market.ErrInvalid, k.costErr)
	}
	price, err := at(k)
	if err != nil {
		return market.Recommendation{}, err
	}
	if price.Currency() != k.currency || price.Sign() <= 0 {
		return market.Recommendation{}, &market.FieldError{Field: "price", Problem: fmt.Sprintf("%s is not a price in %s", price, k.currency)}
	}
	k.priced, k.priceErr = pricing.At(r.pricingCase(k), price, k.priced), nil
	k.out = outcome{}
	r.foretell(k)
	r.measure(k)
	cases := slices.Clone(m.cases)
	cases[place] = k
	ranking := r.rank(cases)
	rec := r.recommendation(k, ranking, slices.Index(ranking.order, int32(place)))
	s.amongAll(m, ranking, &rec)
	if z, dead := k.econ.InDeadZone(price); dead {
		rec.Warnings = append(rec.Warnings, market.Warning{Code: "fee_dead_zone",
			Message: fmt.Sprintf("Between %s and %s the fee leaves less than at %s.", z.From, z.To, z.Edge)})
	}
	if f := rec.Price.Corridor.Floor.Amount; f.Known() && price.Minor() < f.Minor() {
		rec.Warnings = append(rec.Warnings, market.Warning{Code: "under_floor", Message: fmt.Sprintf("The price is under the floor of %s.", f)})
	}
	return rec, nil
}

// home finds the market that a candidate is compared in and the candidate's place there; the first question settles all
// markets. Called under mu.
func (s *Simulator) home(candidateID string) (*settled, int, error) {
	if s.settled == nil {
		if err := admissible(s.in); err != nil {
			return nil, 0, err
		}
		var all []settled
		for _, part := range markets(s.in) {
			r, err := prepare(part)
			if err != nil {
				return nil, 0, err
			}
			cases := r.assessAll()
			all = append(all, settled{run: r, cases: cases, ranking: r.rank(cases)})
		}
		s.settled = all
	}
	for i := range s.settled {
		if at := placeOf(s.settled[i].run.in.Candidates, candidateID); at >= 0 {
			return &s.settled[i], at, nil
		}
	}
	return nil, 0, fmt.Errorf("candidate %s: %w", candidateID, market.ErrNotFound)
}

// amongAll gives a candidate its place among those of all markets, as Advise does where no exchange rate joins them.
func (s *Simulator) amongAll(own *settled, now *ranking, rec *market.Recommendation) {
	if len(s.settled) < 2 {
		return
	}
	var lists [][]market.Recommendation
	var currencies []money.Currency
	total, at := 0, 0
	for i := range s.settled {
		m := &s.settled[i]
		k := m.ranking
		if m == own {
			k, at = now, i
		}
		list := make([]market.Recommendation, len(k.order))
		for pos, place := range k.order {
			list[pos] = market.Recommendation{CandidateID: k.columns.IDs[place], Score: number(k.scores[place], 4)}
		}
		lists, total = append(lists, list), total+len(list)
		currencies = append(currencies, m.run.currency)
	}
	apart(rec, at, total-len(lists[at]), currencies)
	merged := merge(lists, total)
	rec.Rank = 1 + slices.IndexFunc(merged, func(r market.Recommendation) bool { return r.CandidateID == rec.CandidateID })
}

func placeOf(cs []market.Candidate, id string) int {
	return slices.IndexFunc(cs, func(c market.Candidate) bool { return c.ID == id })
}
