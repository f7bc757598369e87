package store

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"shelfwise/market"
	"shelfwise/store/memory"
	"shelfwise/store/mongo"
	"shelfwise/store/sqlite"
)

// Opened is an open store with its exchange rates, idempotency keys, outcomes and job queue.
type Opened interface {
	market.Store
	market.RateStore
	market.KeyStore
	market.OutcomeStore
	market.Jobs
}

// Open opens the store that the URL names and makes it ready: files, tables and indexes are created or brought up to
// date. What the server lacks is told to log (nil: to no one). The caller closes it. A URL of an unknown kind is market.ErrInvalid.
func Open(ctx context.Context, url string, log *slog.Logger) (Opened, error) {
	kind, rest, _ := strings.Cut(url, ":")
	switch kind {
	case "memory":
		return memory.New(), nil
	case "sqlite":
		s, err := sqlite.Open(ctx, rest)
		if err != nil {
			return nil, err // not s: a nil store in an interface would not be nil
		}
		return s, nil
	case "mongodb", "mongodb+srv":
		s, err := mongo.Open(ctx, url, mongo.Options{Logger: log})
		if err != nil {
			return nil, fmt.Errorf("open store %q: %w", redact(url), err)
		}
		return s, nil
	}
	return nil, fmt.Errorf("open store %q: %w: want sqlite:PATH, mongodb://HOST/DB or memory: as the URL", redact(url), market.ErrInvalid)
}

// redact hides the password of a URL, so that it does not end in a log.
func redact(url string) string {
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok {
		return url
	}
	host := rest
	if before, _, ok := strings.Cut(rest, "/"); ok {
		host = before
	}
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		return scheme + "://***" + rest[i:]
	}
	return url
}
