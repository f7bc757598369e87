package memory

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"shelfwise/market"
	"shelfwise/store/history"
)

// PutOutcomes implements market.OutcomeStore.
func (s *Store) PutOutcomes(ctx context.Context, outcomes ...market.Outcome) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	kept, err := history.Outcomes(outcomes)
	if err != nil {
		return fmt.Errorf("put outcomes: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	all := slices.Clone(s.outcomes)
	for _, o := range kept {
		i, found := slices.BinarySearchFunc(all, o, history.CompareOutcomes)
		if found {
			all[i] = o
		} else {
			all = slices.Insert(all, i, o)
		}
	}
	s.outcomes = all
	return nil
}

// Outcomes implements market.OutcomeStore.
func (s *Store) Outcomes(ctx context.Context) iter.Seq2[market.Outcome, error] {
	return func(yield func(market.Outcome, error) bool) {
		s.mu.RLock()
		all := s.outcomes // replaced as a whole, never changed
		s.mu.RUnlock()
		each(ctx, all, func(k history.KeptOutcome, err error) bool {
			if err != nil {
				return yield(market.Outcome{}, err)
			}
			return yield(k.Decode())
		})
	}
}
