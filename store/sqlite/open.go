package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"shelfwise/market"
)

// Store is a market.Store and market.Jobs in a SQLite file. Use Open.
type Store struct {
	write *sql.DB // one connection
	read  *sql.DB
	stmt  statements
}

// Settings of every connection, and of the writer alone. synchronous FULL: a user's decision cannot be fetched again
// as a page can, and the fsync costs under a tenth. The longer interval between checkpoints pays for itself in bulk
// imports. All were measured before they were chosen.
const (
	pragmas      = "_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)"
	writePragmas = "&_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=wal_autocheckpoint(10000)"
	readPragmas  = "&_pragma=query_only(1)"
	idleReaders  = 8
)

// Open opens or creates the file, with the folders above it, and brings its tables up to date. A file that is no
// SQLite database, or one of a newer version of the product, is market.ErrInvalid.
func Open(ctx context.Context, path string) (*Store, error) {
	if path == "" {
		return nil, fmt.Errorf("open sqlite store: %w: a path is needed", market.ErrInvalid)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("open sqlite store: %w", err)
	}
	dsn := (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: pragmas}).String()
	if !filepath.IsAbs(path) {
		dsn = "file:" + url.PathEscape(path) + "?" + pragmas
	}
	s := &Store{}
	var err error
	if s.write, err = sql.Open("sqlite", dsn+writePragmas); err != nil {
		return nil, fmt.Errorf("open sqlite store %s: %w", path, err)
	}
	s.write.SetMaxOpenConns(1)
	if s.read, err = sql.Open("sqlite", dsn+readPragmas); err != nil {
		return nil, errors.Join(fmt.Errorf("open sqlite store %s: %w", path, err), s.write.Close())
	}
	s.read.SetMaxIdleConns(idleReaders)
	err = migrate(ctx, s.write)
	if err == nil {
		err = s.stmt.prepare(ctx, s)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open sqlite store %s: %w", path, coded(err)), s.Close())
	}
	return s, nil
}

// Close closes the file; the write-ahead log is folded into it.
func (s *Store) Close() error { return errors.Join(s.stmt.close(), s.read.Close(), s.write.Close()) }

// coded gives the driver's error codes the kinds that callers know.
func coded(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("%w: not a SQLite database, or a damaged one: %w", market.ErrInvalid, err)
	}
	return err
}

// statements are the prepared statements of the hot paths.
type statements struct {
	listing, insertListing, updateListing *sql.Stmt
	history, insertMany, insertOne, moved *sql.Stmt
	all                                   []*sql.Stmt
}

func (st *statements) prepare(ctx context.Context, s *Store) error {
	for _, p := range []struct {
		to    **sql.Stmt
		query string
	}{
		{&st.listing, "SELECT n, " + listingColumns + " FROM listings WHERE id = ?"},
		{&st.insertListing, "INSERT INTO listings (" + listingColumns + ") VALUES (" + marks(listingWidth) + ")"},
		{&st.updateListing, updateListing},
		{&st.history, history},
		{&st.insertOne, insertObservations(1)},
		{&st.insertMany, insertObservations(insertBatch)},
		{&st.moved, "UPDATE observations SET seen_until = ? WHERE listing = ? AND observed_at = ?"},
	} {
		stmt, err := s.write.PrepareContext(ctx, p.query)
		if err != nil {
			return err
		}
		*p.to = stmt
		st.all = append(st.all, stmt)
	}
	return nil
}

func (st *statements) close() error {
	var errs []error
	for _, stmt := range st.all {
		errs = append(errs, stmt.Close())
	}
	return errors.Join(errs...)
}

// inTx runs f in one write transaction, rolled back where f fails.
func (s *Store) inTx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return coded(err)
	}
	if err := f(tx); err != nil {
		return errors.Join(coded(err), ignoreDone(tx.Rollback()))
	}
	return coded(tx.Commit())
}

// ignoreDone drops the error of rolling back what the end of the context has rolled back already.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}
