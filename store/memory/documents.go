package memory

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"shelfwise/market"
	"shelfwise/store/history"
)

type matchKey struct {
	candidate string
	listing   market.ListingID
}

// PutCandidates implements market.CandidateStore.
func (s *Store) PutCandidates(ctx context.Context, cs ...market.Candidate) error {
	if err := history.Candidates(cs); err != nil {
		return fmt.Errorf("put candidates: %w", err)
	}
	docs := make([][]byte, len(cs))
	for i, c := range cs {
		doc, err := json.Marshal(c)
		if err != nil {
			return fmt.Errorf("put candidate %s: %w", c.ID, err)
		}
		docs[i] = doc
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, c := range cs {
		s.candidates[c.ID] = docs[i]
	}
	return nil
}

// Candidate implements market.CandidateStore.
func (s *Store) Candidate(_ context.Context, id string) (market.Candidate, error) {
	s.mu.RLock()
	doc, ok := s.candidates[id]
	s.mu.RUnlock()
	var c market.Candidate
	if !ok {
		return c, fmt.Errorf("candidate %s: %w", id, market.ErrNotFound)
	}
	return c, json.Unmarshal(doc, &c)
}

// Candidates implements market.CandidateStore.
func (s *Store) Candidates(ctx context.Context) iter.Seq2[market.Candidate, error] {
	return func(yield func(market.Candidate, error) bool) {
		s.mu.RLock()
		ids := slices.Sorted(maps.Keys(s.candidates))
		docs := make([][]byte, len(ids))
		for i, id := range ids {
			docs[i] = s.candidates[id]
		}
		s.mu.RUnlock()
		each(ctx, docs, func(doc []byte, err error) bool {
			var c market.Candidate
			if err == nil {
				err = json.Unmarshal(doc, &c)
			}
			return yield(c, err)
		})
	}
}

// PutMatches implements market.MatchStore.
func (s *Store) PutMatches(ctx context.Context, ms ...market.Match) error {
	if err := history.Matches(ms); err != nil {
		return fmt.Errorf("put matches: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range ms {
		k := matchKey{m.CandidateID, m.ListingID}
		if history.ByUser(s.matches[k].Decision) && !history.ByUser(m.Decision) {
			continue
		}
		s.matches[k] = cloneMatch(m)
	}
	return nil
}

// DropMatches implements market.MatchStore.
func (s *Store) DropMatches(ctx context.Context, ms ...market.Match) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range ms {
		k := matchKey{m.CandidateID, m.ListingID}
		if stored, ok := s.matches[k]; ok && stored.Decision == m.Decision {
			delete(s.matches, k)
		}
	}
	return nil
}

// Matches implements market.MatchStore.
func (s *Store) Matches(ctx context.Context, candidateID string) iter.Seq2[market.Match, error] {
	return func(yield func(market.Match, error) bool) {
		s.mu.RLock()
		var out []market.Match
		for k, m := range s.matches {
			if candidateID == "" || k.candidate == candidateID {
				out = append(out, cloneMatch(m))
			}
		}
		s.mu.RUnlock()
		slices.SortFunc(out, func(a, b market.Match) int {
			if c := compare(a.CandidateID, b.CandidateID); c != 0 {
				return c
			}
			return compare(a.ListingID, b.ListingID)
		})
		each(ctx, out, yield)
	}
}

// CountMatches implements market.MatchStore.
func (s *Store) CountMatches(ctx context.Context, d market.Decision) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	n := 0
	for _, m := range s.matches {
		if m.Decision == d {
			n++
		}
	}
	return n, nil
}

func cloneMatch(m market.Match) market.Match {
	if len(m.Evidence) == 0 {
		m.Evidence = nil
	}
	m.Evidence = slices.Clone(m.Evidence)
	return m
}

// PutAdvice implements market.AdviceStore.
func (s *Store) PutAdvice(ctx context.Context, a market.Advice) error {
	doc, err := history.EncodeAdvice(a)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.advice[a.AsOf.UnixMilli()] = keptAdvice{doc, history.Stamp(doc)}
	return nil
}

// Advice implements market.AdviceStore.
func (s *Store) Advice(_ context.Context, asOf time.Time) (market.Advice, error) {
	var a market.Advice
	_, kept := s.newestAdvice(asOf)
	if kept.doc == nil {
		return a, fmt.Errorf("advice: %w", market.ErrNotFound)
	}
	return a, json.Unmarshal(kept.doc, &a)
}

// AdviceStamp implements market.AdviceStore.
func (s *Store) AdviceStamp(_ context.Context, asOf time.Time) (string, error) {
	at, kept := s.newestAdvice(asOf)
	if kept.doc == nil {
		return "", fmt.Errorf("advice: %w", market.ErrNotFound)
	}
	return fmt.Sprintf("%d-%s", at, kept.stamp), nil
}

// keptAdvice is an advice as JSON with its stamp.
type keptAdvice struct {
	doc   []byte
	stamp string
}

func (s *Store) newestAdvice(asOf time.Time) (int64, keptAdvice) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var newest int64
	var kept keptAdvice
	for at, k := range s.advice {
		if (asOf.IsZero() || at <= asOf.UnixMilli()) && (kept.doc == nil || at > newest) {
			newest, kept = at, k
		}
	}
	return newest, kept
}
