package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"iter"

	"shelfwise/market"
	rule "shelfwise/store/history"
)

// PutOutcomes implements market.OutcomeStore.
func (s *Store) PutOutcomes(ctx context.Context, outcomes ...market.Outcome) error {
	kept, err := rule.Outcomes(outcomes)
	if err != nil {
		return fmt.Errorf("put outcomes: %w", err)
	}
	return s.inTx(ctx, func(tx *sql.Tx) error {
		for _, o := range kept {
			_, err := tx.ExecContext(ctx, `INSERT INTO outcomes (candidate, adopted_at, doc) VALUES (?, ?, ?)
				ON CONFLICT (candidate, adopted_at) DO UPDATE SET doc = excluded.doc`, o.CandidateID, o.AdoptedAt, string(o.Doc))
			if err != nil {
				return fmt.Errorf("put outcome of %s: %w", o.CandidateID, err)
			}
		}
		return nil
	})
}

// Outcomes implements market.OutcomeStore.
func (s *Store) Outcomes(ctx context.Context) iter.Seq2[market.Outcome, error] {
	return each(ctx, s.read, "SELECT doc FROM outcomes ORDER BY candidate, adopted_at", nil, func(rows *sql.Rows) (market.Outcome, error) {
		return scanDoc[market.Outcome](rows)
	})
}
