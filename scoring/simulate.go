package scoring

import (
	"fmt"
	"slices"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

// Simulate answers what a candidate would earn at a price of the user's choice: the recommendation with that price in
// place of the advised one, with its gates, dead zone and prior-price effects, ranked among the other candidates at their
// advised prices. A price under the floor is answered, with the warning "under_floor". Errors: market.ErrNotFound,
// market.ErrInvalid (another currency, no cost).
func Simulate(in Input, candidateID string, price money.Amount) (market.Recommendation, error) {
	if err := distinct(in.Candidates); err != nil {
		return market.Recommendation{}, err
	}
	in = marketOf(in, candidateID)
	r, err := prepare(in)
	if err != nil {
		return market.Recommendation{}, err
	}
	at := slices.IndexFunc(in.Candidates, func(c market.Candidate) bool { return c.ID == candidateID })
	if at < 0 {
		return market.Recommendation{}, fmt.Errorf("candidate %s: %w", candidateID, market.ErrNotFound)
	}
	k := r.assess(in.Candidates[at], r.matches[candidateID])
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
	cases := r.assessAll()
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
