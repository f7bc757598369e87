package history

import (
	"time"

	"shelfwise/market"
)

// How long a key is kept once answered, and how long its request may be under way before another may take the key over.
const (
	keyLife  = 24 * time.Hour
	keyLease = 2 * time.Minute
)

// KeyFree reports whether a kept key may be taken at a moment: it was given up, its answer is old, or its request was
// left unanswered.
func KeyFree(kept market.Answered, now time.Time) bool {
	age := now.Sub(kept.At)
	return kept.At.IsZero() || age > keyLife || kept.Status == 0 && age > keyLease
}

// Key checks what TakeKey and PutAnswer are given. Error: market.ErrInvalid.
func Key(key string) error {
	if key == "" {
		return &market.FieldError{Field: "key", Problem: "missing"}
	}
	return nil
}
