package memory

import (
	"bytes"
	"context"

	"shelfwise/market"
	"shelfwise/store/history"
)

// TakeKey implements market.KeyStore.
func (s *Store) TakeKey(ctx context.Context, key string, in market.Answered) (market.Answered, bool, error) {
	if err := history.Key(key); err != nil {
		return in, false, err
	}
	if err := ctx.Err(); err != nil {
		return in, false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	in.At = history.Time(in.At)
	if kept, ok := s.keys[key]; ok && !history.KeyFree(kept, in.At) {
		return cloneAnswered(kept), false, nil
	}
	s.keys[key] = cloneAnswered(in)
	return in, true, nil
}

// PutAnswer implements market.KeyStore.
func (s *Store) PutAnswer(ctx context.Context, key string, in market.Answered) error {
	if err := history.Key(key); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	in.At = history.Time(in.At)
	s.keys[key] = cloneAnswered(in)
	return nil
}

func cloneAnswered(a market.Answered) market.Answered {
	a.Body = bytes.Clone(a.Body)
	return a
}
