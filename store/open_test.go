package store_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/store"
)

func TestOpen(t *testing.T) {
	for _, url := range []string{"memory:", "sqlite:" + filepath.Join(t.TempDir(), "new", "folder", "market.db")} {
		s, err := store.Open(t.Context(), url, nil)
		if err != nil {
			t.Fatalf("Open(%q): %v", url, err)
		}
		if err := s.PutCandidates(t.Context(), market.Candidate{ID: "a", Title: "A"}); err != nil {
			t.Errorf("%s: %v", url, err)
		}
		if err := s.Close(); err != nil {
			t.Errorf("%s: Close: %v", url, err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, url := range []string{"", "market.db", "postgres://user:secret@host/db", "sqlite:"} {
		s, err := store.Open(t.Context(), url, nil)
		if !errors.Is(err, market.ErrInvalid) || s != nil {
			t.Errorf("Open(%q) = %v, %v; want ErrInvalid", url, s, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("Open(%q) shows the password: %v", url, err)
		}
	}
}
