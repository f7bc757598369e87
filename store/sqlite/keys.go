package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"shelfwise/market"
	rule "shelfwise/store/history"
)

const putKey = `INSERT INTO keys (key, request, status, content_type, location, body, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (key) DO UPDATE SET request = excluded.request, status = excluded.status,
		content_type = excluded.content_type, location = excluded.location, body = excluded.body, taken_at = excluded.taken_at`

// TakeKey implements market.KeyStore. It reads and writes under the write lock.
func (s *Store) TakeKey(ctx context.Context, key string, in market.Answered) (market.Answered, bool, error) {
	if err := rule.Key(key); err != nil {
		return in, false, err
	}
	kept, taken := in, true
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		old, err := scanKey(tx.QueryRowContext(ctx, "SELECT request, status, content_type, location, body, taken_at FROM keys WHERE key = ?", key))
		switch {
		case err == nil && !rule.KeyFree(old, in.At):
			kept, taken = old, false
			return nil
		case err != nil && !errors.Is(err, sql.ErrNoRows):
			return err
		}
		_, err = tx.ExecContext(ctx, putKey, key, in.Request, in.Status, in.ContentType, in.Location, in.Body, millis(in.At))
		return err
	})
	if err != nil {
		return in, false, fmt.Errorf("take key: %w", err)
	}
	kept.At = rule.Time(kept.At)
	return kept, taken, nil
}

// PutAnswer implements market.KeyStore.
func (s *Store) PutAnswer(ctx context.Context, key string, in market.Answered) error {
	if err := rule.Key(key); err != nil {
		return err
	}
	_, err := s.write.ExecContext(ctx, putKey, key, in.Request, in.Status, in.ContentType, in.Location, in.Body, millis(in.At))
	if err != nil {
		return fmt.Errorf("put answer: %w", coded(err))
	}
	return nil
}

func scanKey(row *sql.Row) (market.Answered, error) {
	var a market.Answered
	var at sql.NullInt64
	err := row.Scan(&a.Request, &a.Status, &a.ContentType, &a.Location, &a.Body, &at)
	a.At = moment(at)
	return a, err
}
