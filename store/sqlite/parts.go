package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"strings"
	"time"

	"shelfwise/market"
	rule "shelfwise/store/history"
)

// PutAdviceParts implements market.AdviceStore.
func (s *Store) PutAdviceParts(ctx context.Context, asOf time.Time, parts ...market.AdvicePart) error {
	if err := rule.Parts(asOf, parts); err != nil {
		return err
	}
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM advice_parts WHERE as_of = ?", asOf.UnixMilli()); err != nil {
			return fmt.Errorf("put parts of advice: %w", err)
		}
		put, err := tx.PrepareContext(ctx, "INSERT INTO advice_parts (as_of, name, doc) VALUES (?, ?, ?)")
		if err != nil {
			return err
		}
		defer put.Close()
		for _, p := range parts {
			if _, err := put.ExecContext(ctx, asOf.UnixMilli(), p.Name, p.Doc); err != nil {
				return fmt.Errorf("put part %s of advice: %w", p.Name, err)
			}
		}
		return nil
	})
}

// AdviceParts implements market.AdviceStore.
func (s *Store) AdviceParts(ctx context.Context, asOf time.Time, names ...string) iter.Seq2[market.AdvicePart, error] {
	w := where{}
	w.and("as_of = ?", asOf.UnixMilli())
	if len(names) > 0 {
		w.and("name IN (?"+strings.Repeat(", ?", len(names)-1)+")", names[0])
		for _, n := range names[1:] {
			w.args = append(w.args, n)
		}
	}
	return each(ctx, s.read, "SELECT name, doc FROM advice_parts"+w.String()+" ORDER BY name", w.args, func(rows *sql.Rows) (market.AdvicePart, error) {
		var p market.AdvicePart
		return p, rows.Scan(&p.Name, &p.Doc)
	})
}
