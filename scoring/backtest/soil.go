package backtest

import (
	"math/rand/v2"

	"shelfwise/market"
	"shelfwise/market/money"
)

// soil spoils a history as real collections are spoilt: each kind of dirt strikes a reading with the kind's chance.
func (k kind) soil(rng *rand.Rand, s *market.Series) {
	jump := rng.IntN(weeks)
	merged := rng.Float64() < k.merges
	for week := range s.Observations {
		o := &s.Observations[week]
		p := o.Offer.Price
		hit := func() bool { return rng.Float64() < k.dirt }
		if hit() {
			o.Offer.Price = money.New(p.Minor()*100, p.Currency()) // a lost decimal separator
		}
		if hit() {
			o.Offer.Price = money.New([]int64{1, 99_999_99}[rng.IntN(2)], p.Currency())
		}
		if hit() {
			o.Offer.Price = money.Amount{}
		}
		if hit() {
			o.Offer.Availability = market.PreOrder
		}
		if hit() && rng.IntN(2) == 0 {
			o.Rating, o.ReviewCount = nil, nil
		}
		if o.ReviewCount == nil {
			continue
		}
		n := *o.ReviewCount
		if hit() {
			n *= 40
		}
		if merged && week >= jump {
			n += 4000
		}
		o.ReviewCount = &n
	}
}
