package store

import (
	"context"
	"fmt"
	"strings"

	"shelfwise/market"
	"shelfwise/store/memory"
	"shelfwise/store/sqlite"
)

// Opened is an open store with its job queue.
type Opened interface {
	market.Store
	market.Jobs
}

// Open opens the store that the URL names and makes it ready: files, tables and indexes are created or brought up to
// date. The caller closes it. A URL of an unknown kind is market.ErrInvalid.
func Open(ctx context.Context, url string) (Opened, error) {
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
	}
	return nil, fmt.Errorf("open store %q: %w: want sqlite:PATH, mongodb://HOST/DB or memory:", redact(url), market.ErrInvalid)
}

// redact hides the password of a URL, so that it does not end in a log.
func redact(url string) string {
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok {
		return url
	}
	host := rest
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		host = rest[:i]
	}
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		return scheme + "://***" + rest[i:]
	}
	return url
}
