package advisor

import (
	"context"
	"errors"
	"fmt"

	"shelfwise/market"
	"shelfwise/scoring"
)

// Adopt keeps the outcome of a recommendation with what the newest advice not after o.AdoptedAt had foretold.
// market.ErrNotFound where no such advice is on the candidate; market.ErrInvalid where the outcome is not whole or
// says what has not happened yet.
func (a *Advisor) Adopt(ctx context.Context, o market.Outcome) (market.Outcome, error) {
	if a.Outcomes == nil {
		return o, fmt.Errorf("outcome: %w: the store keeps none", market.ErrInvalid)
	}
	if o.AdoptedAt.IsZero() {
		return o, &market.FieldError{Field: "adopted_at", Problem: "missing"}
	}
	if o.AdoptedAt.AddDate(0, 0, o.Days).After(a.Now()) {
		return o, &market.FieldError{Field: "days", Problem: fmt.Sprintf("%d days from %s are not over yet", o.Days, o.AdoptedAt.Format("2006-01-02"))}
	}
	r, asOf, err := a.Recommendation(ctx, o.CandidateID, o.AdoptedAt)
	if err != nil {
		return o, fmt.Errorf("advice in force at %s: %w", o.AdoptedAt.Format("2006-01-02"), err)
	}
	f := market.Foretold{AsOf: asOf, Verdict: r.Verdict, Score: r.Score, Price: r.Price.Recommended}
	if r.Demand != nil {
		units := r.Demand.UnitsPerMonth
		f.Units, f.Mean = &units, r.Demand.Expected()
	}
	if e := r.Price.Expected; e != nil {
		f.Profit = e.ProfitPerMonth
	}
	o.Foretold = f
	if err := a.Outcomes.PutOutcomes(ctx, o); err != nil {
		return o, fmt.Errorf("outcome of %q: %w", o.CandidateID, err)
	}
	return o, nil
}

// Judge compares every kept outcome with what was foretold.
func (a *Advisor) Judge(ctx context.Context) (scoring.OutcomeReport, error) {
	if a.Outcomes == nil {
		return scoring.OutcomeReport{}, errors.Join(market.ErrInvalid, errors.New("the store keeps no outcomes"))
	}
	var all []market.Outcome
	for o, err := range a.Outcomes.Outcomes(ctx) {
		if err != nil {
			return scoring.OutcomeReport{}, fmt.Errorf("outcomes: %w", err)
		}
		all = append(all, o)
	}
	return scoring.JudgeOutcomes(all), nil
}
