package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"shelfwise/market"
)

// Listing implements market.ListingStore.
func (s *Store) Listing(ctx context.Context, id market.ListingID) (market.Listing, error) {
	l, err := scanListing(s.read.QueryRowContext(ctx, "SELECT "+listingColumns+" FROM listings WHERE id = ?", string(id)))
	return l, missing(err, "listing", string(id))
}

// missing wraps an error of reading one thing by its key.
func missing(err error, what, id string) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		err = market.ErrNotFound
	}
	return fmt.Errorf("%s %s: %w", what, id, coded(err))
}

// Listings implements market.ListingStore.
func (s *Store) Listings(ctx context.Context, f market.ListingFilter) iter.Seq2[market.Listing, error] {
	w := where{}
	if f.After != "" {
		w.and("id > ?", string(f.After))
	}
	if f.Source != "" {
		w.and("source = ?", f.Source)
	}
	if f.Category != "" {
		w.and("category = ?", f.Category)
	}
	query := "SELECT " + listingColumns + " FROM listings" + w.String() + " ORDER BY id"
	if f.Limit > 0 {
		query += " LIMIT ?"
		w.args = append(w.args, f.Limit)
	}
	return each(ctx, s.read, query, w.args, func(rows *sql.Rows) (market.Listing, error) { return scanListing(rows) })
}

// Observations implements market.ListingStore.
func (s *Store) Observations(ctx context.Context, f market.ObservationFilter) iter.Seq2[market.Observation, error] {
	w := where{}
	if f.ListingID != "" {
		w.and("id = ?", string(f.ListingID))
	}
	if !f.Since.IsZero() {
		w.and("observed_at >= ?", ceilMillis(f.Since))
	}
	if f.Source != "" {
		w.and("source = ?", f.Source)
	}
	if !f.Until.IsZero() {
		w.and("observed_at < ?", ceilMillis(f.Until))
	}
	// CROSS JOIN fixes the order of the loops: listings by the index on id, then each one's rows by their key.
	query := "SELECT id, " + observationColumns + " FROM listings CROSS JOIN observations ON listing = n" + w.String() +
		" ORDER BY id, observed_at"
	var r observationRow
	var id, last market.ListingID
	return each(ctx, s.read, query, w.args, func(rows *sql.Rows) (market.Observation, error) {
		if err := r.scan(rows, &id); err != nil {
			return market.Observation{}, err
		}
		if id != last {
			last = id
		}
		return r.observation(last) // the rows of a listing share one string
	})
}

// where collects the conditions of a query.
type where struct {
	conditions []string
	args       []any
}

func (w *where) and(condition string, arg any) {
	w.conditions, w.args = append(w.conditions, condition), append(w.args, arg)
}

func (w *where) String() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conditions, " AND ")
}

// each yields the rows of a query; an error is its last element.
func each[T any](ctx context.Context, db *sql.DB, query string, args []any, scan func(*sql.Rows) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		rows, err := db.QueryContext(ctx, query, args...)
		if err != nil {
			yield(zero, coded(err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			v, err := scan(rows)
			if err != nil {
				yield(zero, coded(err))
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(zero, coded(err))
		}
	}
}
