package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"time"

	"shelfwise/market/money"
	rule "shelfwise/store/history"
)

// PutRates implements market.RateStore.
func (s *Store) PutRates(ctx context.Context, rates ...money.DatedRate) error {
	rates, err := rule.Rates(rates)
	if err != nil {
		return fmt.Errorf("put rates: %w", err)
	}
	return s.inTx(ctx, func(tx *sql.Tx) error {
		put, err := tx.PrepareContext(ctx, `INSERT INTO rates (base, quote, since, value) VALUES (?, ?, ?, ?)
			ON CONFLICT (base, quote, since) DO UPDATE SET value = excluded.value`)
		if err != nil {
			return err
		}
		defer put.Close()
		for _, r := range rates {
			if _, err := put.ExecContext(ctx, string(r.Base), string(r.Quote), r.On.UnixMilli(), r.Value); err != nil {
				return fmt.Errorf("put rate of %s in %s: %w", r.Base, r.Quote, err)
			}
		}
		return nil
	})
}

// Rates implements market.RateStore.
func (s *Store) Rates(ctx context.Context) iter.Seq2[money.DatedRate, error] {
	return each(ctx, s.read, "SELECT base, quote, since, value FROM rates ORDER BY base, quote, since", nil,
		func(rows *sql.Rows) (money.DatedRate, error) {
			var r money.DatedRate
			var since int64
			err := rows.Scan(&r.Base, &r.Quote, &since, &r.Value)
			r.On = time.UnixMilli(since).UTC()
			return r, err
		})
}
