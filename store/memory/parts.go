package memory

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"time"

	"shelfwise/market"
	"shelfwise/store/history"
)

// PutAdviceParts implements market.AdviceStore.
func (s *Store) PutAdviceParts(ctx context.Context, asOf time.Time, parts ...market.AdvicePart) error {
	if err := history.Parts(asOf, parts); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	kept := cloneParts(parts)
	slices.SortFunc(kept, func(a, b market.AdvicePart) int { return cmp.Compare(a.Name, b.Name) })
	s.mu.Lock()
	defer s.mu.Unlock()
	s.parts[asOf.UnixMilli()] = kept
	return nil
}

// AdviceParts implements market.AdviceStore.
func (s *Store) AdviceParts(ctx context.Context, asOf time.Time, names ...string) iter.Seq2[market.AdvicePart, error] {
	return func(yield func(market.AdvicePart, error) bool) {
		s.mu.RLock()
		kept := s.parts[asOf.UnixMilli()] // never changed, only replaced
		s.mu.RUnlock()
		var out []market.AdvicePart
		for _, p := range kept {
			if len(names) == 0 || slices.Contains(names, p.Name) {
				out = append(out, p)
			}
		}
		each(ctx, cloneParts(out), yield)
	}
}

func cloneParts(parts []market.AdvicePart) []market.AdvicePart {
	out := slices.Clone(parts)
	for i := range out {
		out[i].Doc = slices.Clone(out[i].Doc)
	}
	return out
}
