package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shelfwise/advisor"
	"shelfwise/scoring/pricing"
	"shelfwise/store"
)

// seed of the simulations: fixed, so that the same inputs give the same bytes.
const seed = 20260901

// logger writes to standard error at the level of the settings.
func (a *app) logger() (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(a.settings.get("log-level"))); err != nil {
		return nil, usageError{fmt.Errorf("log-level: %w", err)}
	}
	return slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: level})), nil
}

// open opens the store of the settings and an advisor over it. The caller calls the returned function at the end.
func (a *app) open(ctx context.Context, url string) (*advisor.Advisor, func() error, error) {
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok && path != "" && path != ":memory:" {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, nil, fmt.Errorf("store folder: %w", err)
		}
	}
	o, err := a.options()
	if err != nil {
		return nil, nil, err
	}
	st, err := store.Open(ctx, url, o.Log)
	if err != nil {
		return nil, nil, fmt.Errorf("store %s: %w", masked(url), err)
	}
	o.Store, o.KeptRates, o.Keys, o.Jobs, o.Outcomes = st, st, st, st, st
	adv, err := advisor.New(o)
	if err != nil {
		return nil, nil, errors.Join(err, st.Close())
	}
	return adv, st.Close, nil
}

// options reads what an advisor is made of from the settings, but for the store.
func (a *app) options() (advisor.Options, error) {
	log, err := a.logger()
	if err != nil {
		return advisor.Options{}, err
	}
	o := advisor.Options{Now: a.now, Log: log, Seed: seed}
	if o.Profile, err = a.profile(); err != nil {
		return o, err
	}
	if o.Rates, err = readRates(a.settings.get("rates")); err != nil {
		return o, err
	}
	if o.Fees, err = readFees(a.settings.get("fees")); err != nil {
		return o, err
	}
	if o.Events, err = readRows(a, a.settings.get("events"), advisor.ReadEvents); err != nil {
		return o, fmt.Errorf("events: %w", err)
	}
	if o.Sales, err = readRows(a, a.settings.get("sales"), advisor.ReadSales); err != nil {
		return o, fmt.Errorf("sales: %w", err)
	}
	return o, nil
}

// readFees reads fee tables; without a file the bundled examples are used, which say "verify".
func readFees(path string) (pricing.FeeTables, error) {
	if path == "" {
		return pricing.ExampleFees()
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("fees: %w", err)
	}
	t, err := pricing.ParseFeeTables(path, text)
	if err != nil {
		return nil, fmt.Errorf("fees: %w", err)
	}
	return t, nil
}

// masked hides the password of a store URL.
func masked(url string) string {
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok {
		return url
	}
	if i := strings.LastIndex(rest, "@"); i >= 0 {
		return scheme + "://…@" + rest[i+1:]
	}
	return url
}

// parseTime reads an RFC 3339 time or a date; "" is the zero time.
func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, usageError{fmt.Errorf("%q is no time; write 2026-11-22T06:00:00Z or 2026-11-22", s)}
}
