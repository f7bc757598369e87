package history

import (
	"maps"
	"time"

	"shelfwise/market"
)

// Describe returns the listing to keep when a new description meets the stored one: the description seen last wins,
// a field that it does not know keeps what was known, FirstSeen is the earliest and LastSeen the latest of both.
// An undated description counts as new.
func Describe(old, in market.Listing) market.Listing {
	newest, older := in, old
	if !in.LastSeen.IsZero() && in.LastSeen.Before(old.LastSeen) {
		newest, older = old, in
	}
	out := newest
	for _, f := range []struct{ to, from *string }{
		{&out.Source, &older.Source},
		{&out.ExternalID, &older.ExternalID},
		{&out.URL, &older.URL},
		{&out.Title, &older.Title},
		{&out.Brand, &older.Brand},
		{&out.GTIN, &older.GTIN},
		{&out.MPN, &older.MPN},
		{&out.SKU, &older.SKU},
		{&out.Category, &older.Category},
	} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	if len(out.Variant) == 0 {
		out.Variant = older.Variant
	}
	out.Variant = maps.Clone(out.Variant)
	out.FirstSeen = earliest(old.FirstSeen, in.FirstSeen)
	out.LastSeen = latest(old.LastSeen, in.LastSeen)
	return out
}

// Equal reports whether two descriptions say the same, times included.
func Equal(a, b market.Listing) bool {
	return a.ID == b.ID && a.Source == b.Source && a.ExternalID == b.ExternalID && a.URL == b.URL &&
		a.Title == b.Title && a.Brand == b.Brand && a.GTIN == b.GTIN && a.MPN == b.MPN && a.SKU == b.SKU &&
		a.Category == b.Category && maps.Equal(a.Variant, b.Variant) &&
		a.FirstSeen.Equal(b.FirstSeen) && a.LastSeen.Equal(b.LastSeen)
}

func earliest(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
