package history

import (
	"cmp"
	"encoding/json"
	"fmt"

	"shelfwise/market"
)

// KeptOutcome is an outcome as every store keeps it: its key and its JSON.
type KeptOutcome struct {
	CandidateID string
	AdoptedAt   int64 // milliseconds since 1970 UTC
	Doc         []byte
}

// Outcomes checks outcomes and returns them as stores keep them, in order of candidate and time; of several under one
// key the last. Error: market.ErrInvalid.
func Outcomes(in []market.Outcome) ([]KeptOutcome, error) {
	out := make([]KeptOutcome, 0, len(in))
	for _, o := range in {
		switch {
		case o.CandidateID == "":
			return nil, &market.FieldError{Field: "candidate_id", Problem: "missing"}
		case o.AdoptedAt.IsZero():
			return nil, &market.FieldError{Field: "adopted_at", Problem: "missing"}
		case o.Days <= 0:
			return nil, &market.FieldError{Field: "days", Problem: "must be one or more"}
		case o.Units < 0 || o.UnitsBefore != nil && *o.UnitsBefore < 0:
			return nil, &market.FieldError{Field: "units", Problem: "must not be negative"}
		case !o.Price.Known() || o.Price.Sign() <= 0:
			return nil, &market.FieldError{Field: "price", Problem: "must be above zero, with a currency"}
		}
		o.AdoptedAt, o.Foretold.AsOf = Time(o.AdoptedAt), Time(o.Foretold.AsOf)
		doc, err := json.Marshal(o)
		if err != nil {
			return nil, fmt.Errorf("outcome of %s: %w: %w", o.CandidateID, market.ErrInvalid, err)
		}
		out = append(out, KeptOutcome{o.CandidateID, o.AdoptedAt.UnixMilli(), doc})
	}
	return lastOfEach(out, CompareOutcomes), nil
}

// CompareOutcomes orders outcomes by candidate and time.
func CompareOutcomes(a, b KeptOutcome) int {
	return cmp.Or(cmp.Compare(a.CandidateID, b.CandidateID), cmp.Compare(a.AdoptedAt, b.AdoptedAt))
}

// Decode returns the outcome.
func (k KeptOutcome) Decode() (market.Outcome, error) {
	var o market.Outcome
	err := json.Unmarshal(k.Doc, &o)
	return o, err
}
