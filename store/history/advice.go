package history

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"shelfwise/market"
)

// EncodeAdvice checks an advice and returns its JSON, which is how every store keeps it.
// Error: market.ErrInvalid where it has no AsOf or holds a number that JSON cannot express.
func EncodeAdvice(a market.Advice) ([]byte, error) {
	if a.AsOf.IsZero() {
		return nil, fmt.Errorf("put advice: %w", &market.FieldError{Field: "as_of", Problem: "missing"})
	}
	doc, err := json.Marshal(a)
	if err != nil {
		return nil, fmt.Errorf("put advice: %w: %w", market.ErrInvalid, err)
	}
	return doc, nil
}

// Stamp names an advice by the JSON of EncodeAdvice.
func Stamp(doc []byte) string {
	sum := sha256.Sum256(doc)
	return fmt.Sprintf("%x", sum[:12])
}

// Parts checks the parts of an advice. Error: market.ErrInvalid.
func Parts(asOf time.Time, parts []market.AdvicePart) error {
	if asOf.IsZero() {
		return fmt.Errorf("put parts of advice: %w", &market.FieldError{Field: "as_of", Problem: "missing"})
	}
	seen := make(map[string]bool, len(parts))
	for _, p := range parts {
		if p.Name == "" || len(p.Doc) == 0 || seen[p.Name] {
			return fmt.Errorf("put parts of advice: %w", &market.FieldError{Field: "name", Problem: fmt.Sprintf("%q is empty, without content or given twice", p.Name)})
		}
		seen[p.Name] = true
	}
	return nil
}
