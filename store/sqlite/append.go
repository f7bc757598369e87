package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"shelfwise/market"
	rule "shelfwise/store/history"
)

// Append implements market.ListingStore. One call is one transaction.
func (s *Store) Append(ctx context.Context, series ...market.Series) (market.Appended, error) {
	b, err := rule.Prepare(series)
	if err != nil {
		return market.Appended{}, fmt.Errorf("append: %w", err)
	}
	a := appender{s: s, batch: b}
	if err := s.inTx(ctx, func(tx *sql.Tx) error { return a.run(ctx, tx) }); err != nil {
		return market.Appended{}, fmt.Errorf("append: %w", err)
	}
	return a.done, errors.Join(a.conflicts...)
}

type appender struct {
	s         *Store
	batch     rule.Batch
	done      market.Appended
	conflicts []error
	pending   []any // values of the rows to insert, up to insertBatch of them
}

func (a *appender) run(ctx context.Context, tx *sql.Tx) error {
	orphans := make(map[market.ListingID]bool, len(a.batch.Orphans))
	for _, id := range a.batch.Orphans {
		orphans[id] = true
	}
	st := &a.s.stmt
	find, many := tx.StmtContext(ctx, st.listing), tx.StmtContext(ctx, st.insertMany)
	for _, id := range a.batch.IDs {
		n, known, err := a.describe(ctx, tx, find, id)
		if err != nil {
			return err
		}
		if !known && orphans[id] {
			return fmt.Errorf("observation of unknown listing %s: %w", id, market.ErrInvalid)
		}
		readings := a.batch.Readings[id]
		if len(readings) == 0 {
			continue
		}
		var rows []market.Observation
		if known {
			if rows, err = a.rows(ctx, tx, n, id, readings); err != nil {
				return err
			}
		}
		j := rule.Join(rows, readings)
		a.done.Observations += j.New
		a.done.Unchanged += j.Unchanged
		a.conflicts = append(a.conflicts, j.Conflicts...)
		if err := a.write(ctx, tx, many, n, j); err != nil {
			return err
		}
	}
	return a.flush(ctx, tx)
}

// describe stores a listing's description and returns its row number and whether it was known.
func (a *appender) describe(ctx context.Context, tx *sql.Tx, find *sql.Stmt, id market.ListingID) (n int64, known bool, err error) {
	in := a.batch.Listings[id]
	old, err := scanListing(find.QueryRowContext(ctx, string(id)), &n)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		values, err := listingValues(in)
		if err != nil {
			return 0, false, err
		}
		res, err := tx.StmtContext(ctx, a.s.stmt.insertListing).ExecContext(ctx, values...)
		if err != nil {
			return 0, false, err
		}
		a.done.Listings++
		n, err = res.LastInsertId()
		return n, false, err
	case err != nil:
		return 0, false, err
	}
	now := rule.Describe(old, in)
	if rule.Equal(now, old) {
		return n, true, nil
	}
	values, err := listingValues(now)
	if err != nil {
		return 0, false, err
	}
	_, err = tx.StmtContext(ctx, a.s.stmt.updateListing).ExecContext(ctx, append(values, n)...)
	return n, true, err
}

// rows returns the stored rows that the readings may touch.
func (a *appender) rows(ctx context.Context, tx *sql.Tx, n int64, id market.ListingID, readings []market.Observation) ([]market.Observation, error) {
	first := readings[0].ObservedAt
	for _, o := range readings {
		if o.ObservedAt.Before(first) {
			first = o.ObservedAt
		}
	}
	found, err := tx.StmtContext(ctx, a.s.stmt.history).QueryContext(ctx, n, first.UnixMilli())
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var out []market.Observation
	var r observationRow
	for found.Next() {
		if err := r.scan(found); err != nil {
			return nil, err
		}
		o, err := r.observation(id)
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, found.Err()
}

// write stores what Join decided: moved rows at once, new ones when a batch is full.
func (a *appender) write(ctx context.Context, tx *sql.Tx, many *sql.Stmt, n int64, j rule.Joined) error {
	for _, o := range j.Moved {
		_, err := tx.StmtContext(ctx, a.s.stmt.moved).ExecContext(ctx, o.LastSeen.UnixMilli(), n, o.ObservedAt.UnixMilli())
		if err != nil {
			return err
		}
	}
	for _, o := range j.Added {
		var err error
		if a.pending, err = appendObservation(a.pending, n, o); err != nil {
			return err
		}
		if len(a.pending) == insertBatch*(observationWidth+1) {
			if _, err := many.ExecContext(ctx, a.pending...); err != nil {
				return err
			}
			a.pending = a.pending[:0]
		}
	}
	return nil
}

// flush inserts the rows that did not fill a batch.
func (a *appender) flush(ctx context.Context, tx *sql.Tx) error {
	const width = observationWidth + 1
	one := tx.StmtContext(ctx, a.s.stmt.insertOne)
	for i := 0; i < len(a.pending); i += width {
		if _, err := one.ExecContext(ctx, a.pending[i:i+width]...); err != nil {
			return err
		}
	}
	a.pending = nil
	return nil
}
