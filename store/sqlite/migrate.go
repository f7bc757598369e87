package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"shelfwise/market"
)

// migrations holds one file per version of the tables, in order of name; the file's place is its version.
//
//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the tables up to date: PRAGMA user_version says how many migrations a file has seen. Each runs in a
// transaction of its own, so that two processes that open a new file together do not run one twice.
func migrate(ctx context.Context, db *sql.DB) error {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	for {
		done, err := migrateOnce(ctx, db, files)
		if err != nil || done {
			return err
		}
	}
}

// migrateOnce runs the next migration that is due, or reports that none is.
func migrateOnce(ctx context.Context, db *sql.DB, files []string) (done bool, err error) {
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return false, err
	}
	switch {
	case version > len(files):
		return false, fmt.Errorf("%w: the file has version %d, made by a newer version of the product; this one knows %d",
			market.ErrInvalid, version, len(files))
	case version == len(files):
		return true, nil
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer func() { _ = tx.Rollback() }() // nothing to roll back once committed
	var now int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&now); err != nil || now != version {
		return false, err // another process was first: look again
	}
	text, err := migrations.ReadFile(files[version])
	if err != nil {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return false, fmt.Errorf("%s: %w", files[version], err)
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version+1)); err != nil {
		return false, err
	}
	return false, tx.Commit()
}
