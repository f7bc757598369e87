package memory

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"shelfwise/market/money"
	"shelfwise/store/history"
)

// PutRates implements market.RateStore.
func (s *Store) PutRates(ctx context.Context, rates ...money.DatedRate) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := history.Rates(rates); err != nil {
		return fmt.Errorf("put rates: %w", err)
	}
	all, err := history.Rates(slices.Concat(s.rates, rates))
	s.rates = all
	return err
}

// Rates implements market.RateStore.
func (s *Store) Rates(ctx context.Context) iter.Seq2[money.DatedRate, error] {
	return func(yield func(money.DatedRate, error) bool) {
		s.mu.RLock()
		all := s.rates // replaced as a whole, never changed
		s.mu.RUnlock()
		each(ctx, all, yield)
	}
}
