package bench_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	_ "modernc.org/sqlite" // the driver of both sides

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/store/sqlite"
)

const (
	listings = 1000
	weeks    = 20
)

var monday = time.Date(2026, 9, 7, 6, 0, 0, 0, time.UTC)

func series() []market.Series {
	out := make([]market.Series, listings)
	for i := range out {
		id := fmt.Sprintf("%07d", i)
		l := market.Listing{ID: market.ListingID("alpha|" + id), Source: "alpha", ExternalID: id, Title: "Kettle " + id, Category: "kettle"}
		out[i].Listing = l
		for w := range weeks {
			out[i].Observations = append(out[i].Observations, market.Observation{
				ListingID: l.ID, ObservedAt: monday.AddDate(0, 0, 7*w), Rating: new(4.5), ReviewCount: new(int64(100 + w)),
				Offer: market.Offer{Price: money.New(int64(1000+i+w), "EUR"), Availability: market.InStock},
			})
		}
	}
	return out
}

// plainDB is the peer: the same driver and pragmas, prepared statements, one transaction for 500 listings; no rule joins
// a reading to what is stored.
func plainDB(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	_, err = db.Exec(`CREATE TABLE l (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT, title TEXT, category TEXT);
		CREATE TABLE o (l INTEGER, at INTEGER, seen INTEGER, price INTEGER, currency TEXT, stock TEXT, rating REAL, reviews INTEGER,
			PRIMARY KEY (l, at)) WITHOUT ROWID`)
	return db, err
}

func plainAppend(db *sql.DB, all []market.Series) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing to roll back once committed
	one, err := tx.Prepare("INSERT INTO l (n, id, source, title, category) VALUES (?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	row, err := tx.Prepare("INSERT INTO o VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	for i, s := range all {
		if _, err := one.Exec(i, string(s.Listing.ID), s.Listing.Source, s.Listing.Title, s.Listing.Category); err != nil {
			return err
		}
		for _, o := range s.Observations {
			at := o.ObservedAt.UnixMilli()
			_, err := row.Exec(i, at, at, o.Offer.Price.Minor(), string(o.Offer.Price.Currency()), string(o.Offer.Availability), *o.Rating, *o.ReviewCount)
			if err != nil {
				return err
			}
		}
	}
	return tx.Commit()
}

func BenchmarkAppend(b *testing.B) {
	all, dir, n := series(), b.TempDir(), 0
	versus(b, side{"shelfwise", func() error {
		n++
		s, err := sqlite.Open(context.Background(), filepath.Join(dir, fmt.Sprintf("ours%d.db", n)))
		if err != nil {
			return err
		}
		if _, err := s.Append(context.Background(), all...); err != nil {
			return err
		}
		return s.Close()
	}}, side{"raw-sqlite", func() error {
		n++
		db, err := plainDB(filepath.Join(dir, fmt.Sprintf("raw%d.db", n)))
		if err != nil {
			return err
		}
		if err := plainAppend(db, all); err != nil {
			return err
		}
		return db.Close()
	}})
}

func BenchmarkRead(b *testing.B) {
	all, dir := series(), b.TempDir()
	s, err := sqlite.Open(b.Context(), filepath.Join(dir, "ours.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Append(b.Context(), all...); err != nil {
		b.Fatal(err)
	}
	db, err := plainDB(filepath.Join(dir, "raw.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if err := plainAppend(db, all); err != nil {
		b.Fatal(err)
	}
	versus(b, side{"shelfwise", func() error {
		n := 0
		for _, err := range s.Observations(context.Background(), market.ObservationFilter{}) {
			if err != nil {
				return err
			}
			n++
		}
		return whole(n)
	}}, side{"raw-sqlite", func() error {
		rows, err := db.Query("SELECT id, at, seen, price, currency, stock, rating, reviews FROM l CROSS JOIN o ON l.n = o.l ORDER BY id, at")
		if err != nil {
			return err
		}
		defer rows.Close()
		n := 0
		for rows.Next() {
			var id, currency, stock string
			var at, seen, price, reviews int64
			var rating float64
			if err := rows.Scan(&id, &at, &seen, &price, &currency, &stock, &rating, &reviews); err != nil {
				return err
			}
			n++
		}
		if err := rows.Err(); err != nil {
			return err
		}
		return whole(n)
	}})
}

func whole(n int) error {
	if n != listings*weeks {
		return fmt.Errorf("%d rows; want %d", n, listings*weeks)
	}
	return nil
}
