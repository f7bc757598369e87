package market

import (
	"context"
	"iter"
	"time"

	"shelfwise/market/money"
)

// Outcome is what came of a recommendation that was adopted: what had been foretold, what was before and what followed.
// Nil pointers and unknown amounts are unknown.
type Outcome struct {
	CandidateID string       `json:"candidate_id"`
	AdoptedAt   time.Time    `json:"adopted_at"` // first day at the price
	Days        int          `json:"days"`       // full days counted from then on
	Price       money.Amount `json:"price"`      // asked in these days
	Units       int64        `json:"units"`      // sold in these days
	Profit      money.Amount `json:"profit,omitzero"`
	UnitsBefore *int64       `json:"units_before,omitempty"` // sold in as many days before
	PriceBefore money.Amount `json:"price_before,omitzero"`
	Foretold    Foretold     `json:"foretold"`
}

// Foretold is what the adopted recommendation had said. It is kept with the outcome, so that later advice does not
// change how an earlier one is judged.
type Foretold struct {
	AsOf    time.Time    `json:"as_of"`
	Verdict Verdict      `json:"verdict,omitempty"`
	Score   *float64     `json:"score,omitempty"`
	Price   money.Amount `json:"price,omitzero"`
	Units   *Interval    `json:"units_per_month,omitempty"`
	Mean    float64      `json:"mean_units_per_month,omitempty"` // expected units; 0 where Units is nil
	Profit  money.Amount `json:"profit_per_month,omitzero"`
}

// OutcomeStore keeps the outcomes of adopted recommendations. It is its own seam; the stores implement it.
type OutcomeStore interface {
	// PutOutcomes inserts or replaces outcomes by candidate and AdoptedAt. A missing candidate, time or price, no days,
	// or negative units are ErrInvalid and nothing is written.
	PutOutcomes(ctx context.Context, outcomes ...Outcome) error
	// Outcomes yields all in order of candidate ID, then AdoptedAt.
	Outcomes(ctx context.Context) iter.Seq2[Outcome, error]
}
