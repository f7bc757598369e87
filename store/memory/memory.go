package memory

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/store/history"
)

// Store is a market.Store, market.RateStore, market.KeyStore, market.OutcomeStore and market.Jobs in memory. Use New.
type Store struct {
	mu         sync.RWMutex
	listings   map[market.ListingID]market.Listing
	history    map[market.ListingID][]market.Observation
	candidates map[string][]byte // as JSON
	matches    map[matchKey]market.Match
	advice     map[int64]keptAdvice // by AsOf in milliseconds
	parts      map[int64][]market.AdvicePart
	rates      []money.DatedRate
	keys       map[string]market.Answered
	outcomes   []history.KeptOutcome // in order
	jobs       map[jobKey]market.Job
}

// New returns an empty store.
func New() *Store {
	return &Store{
		listings:   map[market.ListingID]market.Listing{},
		history:    map[market.ListingID][]market.Observation{},
		candidates: map[string][]byte{},
		matches:    map[matchKey]market.Match{},
		advice:     map[int64]keptAdvice{},
		parts:      map[int64][]market.AdvicePart{},
		keys:       map[string]market.Answered{},
		jobs:       map[jobKey]market.Job{},
	}
}

// Close releases nothing: the memory goes with the store.
func (s *Store) Close() error { return nil }

// Append implements market.ListingStore.
func (s *Store) Append(ctx context.Context, series ...market.Series) (market.Appended, error) {
	var done market.Appended
	if err := ctx.Err(); err != nil {
		return done, err
	}
	b, err := history.Prepare(series)
	if err != nil {
		return done, fmt.Errorf("append: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range b.Orphans {
		if _, ok := s.listings[id]; !ok {
			return done, fmt.Errorf("append: observation of unknown listing %s: %w", id, market.ErrInvalid)
		}
	}
	var conflicts []error
	for _, id := range b.IDs {
		l := b.Listings[id]
		if old, known := s.listings[id]; known {
			l = history.Describe(old, l)
		} else {
			done.Listings++
		}
		s.listings[id] = l
		if len(b.Readings[id]) == 0 {
			continue
		}
		j := history.Join(s.history[id], b.Readings[id])
		s.history[id] = j.Rows
		done.Observations += j.New
		done.Unchanged += j.Unchanged
		conflicts = append(conflicts, j.Conflicts...)
	}
	return done, errors.Join(conflicts...)
}

// Listing implements market.ListingStore.
func (s *Store) Listing(_ context.Context, id market.ListingID) (market.Listing, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	l, ok := s.listings[id]
	if !ok {
		return market.Listing{}, fmt.Errorf("listing %s: %w", id, market.ErrNotFound)
	}
	l.Variant = maps.Clone(l.Variant)
	return l, nil
}

// Listings implements market.ListingStore.
func (s *Store) Listings(ctx context.Context, f market.ListingFilter) iter.Seq2[market.Listing, error] {
	return func(yield func(market.Listing, error) bool) {
		s.mu.RLock()
		var out []market.Listing
		for id, l := range s.listings {
			if id > f.After && (f.Source == "" || l.Source == f.Source) && (f.Category == "" || l.Category == f.Category) {
				l.Variant = maps.Clone(l.Variant)
				out = append(out, l)
			}
		}
		s.mu.RUnlock()
		slices.SortFunc(out, func(a, b market.Listing) int { return compare(a.ID, b.ID) })
		if f.Limit > 0 && len(out) > f.Limit {
			out = out[:f.Limit]
		}
		each(ctx, out, yield)
	}
}

// Observations implements market.ListingStore.
func (s *Store) Observations(ctx context.Context, f market.ObservationFilter) iter.Seq2[market.Observation, error] {
	return func(yield func(market.Observation, error) bool) {
		s.mu.RLock()
		var ids []market.ListingID
		if f.ListingID != "" {
			ids = append(ids, f.ListingID)
		} else {
			ids = slices.Sorted(maps.Keys(s.history))
		}
		var out []market.Observation
		for _, id := range ids {
			if f.Source != "" && s.listings[id].Source != f.Source {
				continue
			}
			for _, o := range s.history[id] {
				if !o.ObservedAt.Before(f.Since) && (f.Until.IsZero() || o.ObservedAt.Before(f.Until)) {
					out = append(out, history.Clone(o))
				}
			}
		}
		s.mu.RUnlock()
		each(ctx, out, yield)
	}
}

func compare[T ~string](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// each yields the values until the consumer stops or the context ends, which is the last element's error.
func each[T any](ctx context.Context, values []T, yield func(T, error) bool) {
	for _, v := range values {
		if err := ctx.Err(); err != nil {
			var zero T
			yield(zero, err)
			return
		}
		if !yield(v, nil) {
			return
		}
	}
}
