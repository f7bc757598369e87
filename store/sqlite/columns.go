package sqlite

import (
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

const (
	listingColumns = "id, source, external_id, url, variant, title, brand, gtin, mpn, sku, category, first_seen, last_seen"
	listingWidth   = 13
	updateListing  = `UPDATE listings SET id = ?, source = ?, external_id = ?, url = ?, variant = ?, title = ?, brand = ?, gtin = ?,
		mpn = ?, sku = ?, category = ?, first_seen = ?, last_seen = ? WHERE n = ?`

	observationColumns = `observed_at, seen_until, price, currency, list_price, list_currency, shipping, shipping_currency,
		seller, condition, availability, rating, rating_scale, review_count, rating_count, units_sold, units_window, provenance,
		pack_count, pack_each, pack_unit, pack_confirmed`
	observationWidth = 22

	// history selects the rows that a reading at a time may touch: from the last one before it on.
	history = "SELECT " + observationColumns + ` FROM observations WHERE listing = ?1 AND observed_at >=
		ifnull((SELECT max(observed_at) FROM observations WHERE listing = ?1 AND observed_at < ?2), ?2) ORDER BY observed_at`

	insertBatch = 32 // rows per statement; the cost of a call outweighs that of a row
)

func marks(n int) string { return strings.Repeat("?, ", n-1) + "?" }

func insertObservations(rows int) string {
	one := "(" + marks(observationWidth+1) + ")"
	return "INSERT INTO observations (listing, " + observationColumns + ") VALUES " + strings.Repeat(one+", ", rows-1) + one
}

type scanner interface{ Scan(dest ...any) error }

func listingValues(l market.Listing) ([]any, error) {
	variant, err := object(l.Variant, len(l.Variant) == 0)
	return []any{
		string(l.ID), l.Source, l.ExternalID, l.URL, variant, l.Title, l.Brand, l.GTIN, l.MPN, l.SKU, l.Category,
		millis(l.FirstSeen), millis(l.LastSeen),
	}, err
}

func scanListing(s scanner, before ...any) (market.Listing, error) {
	var l market.Listing
	var variant string
	var first, last sql.NullInt64
	err := s.Scan(append(before, &l.ID, &l.Source, &l.ExternalID, &l.URL, &variant, &l.Title, &l.Brand, &l.GTIN, &l.MPN, &l.SKU,
		&l.Category, &first, &last)...)
	if err != nil {
		return l, err
	}
	l.FirstSeen, l.LastSeen = moment(first), moment(last)
	if variant != "" {
		err = json.Unmarshal([]byte(variant), &l.Variant)
	}
	return l, err
}

func appendObservation(values []any, listing int64, o market.Observation) ([]any, error) {
	p := o.Provenance
	none := p.PageURL == "" && p.PageHash == "" && p.FetchedAt.IsZero() && p.Robots == "" && p.Import == "" && len(p.Fields) == 0
	provenance, err := object(p, none)
	price, currency := cents(o.Offer.Price)
	list, listCurrency := cents(o.Offer.ListPrice)
	shipping, shippingCurrency := cents(o.Offer.Shipping)
	var units, window any
	if o.UnitsSold != nil {
		units, window = o.UnitsSold.AtLeast, o.UnitsSold.WindowDays
	}
	return append(values, listing, o.ObservedAt.UnixMilli(), o.LastSeen.UnixMilli(), price, currency, list, listCurrency,
		shipping, shippingCurrency, o.Offer.Seller, o.Offer.Condition, string(o.Offer.Availability), pointed(o.Rating), o.RatingScale,
		pointed(o.ReviewCount), pointed(o.RatingCount), units, window, provenance,
		o.Offer.Pack.Count, o.Offer.Pack.Each, o.Offer.Pack.Unit, o.Offer.Pack.Confirmed), err
}

// observationRow is the destination of a scan, kept from row to row.
type observationRow struct {
	observed, seen              int64
	price, list, shipping       sql.NullInt64
	currency, listCur, shipCur  sql.NullString
	seller, condition, stock    string
	rating                      sql.NullFloat64
	scale                       float64
	reviews, ratings, units, wd sql.NullInt64
	provenance                  string
	pack                        market.Pack
}

func (r *observationRow) scan(s scanner, before ...any) error {
	return s.Scan(append(before, &r.observed, &r.seen, &r.price, &r.currency, &r.list, &r.listCur, &r.shipping, &r.shipCur,
		&r.seller, &r.condition, &r.stock, &r.rating, &r.scale, &r.reviews, &r.ratings, &r.units, &r.wd, &r.provenance,
		&r.pack.Count, &r.pack.Each, &r.pack.Unit, &r.pack.Confirmed)...)
}

func (r *observationRow) observation(id market.ListingID) (market.Observation, error) {
	o := market.Observation{
		ListingID: id, ObservedAt: time.UnixMilli(r.observed).UTC(), LastSeen: time.UnixMilli(r.seen).UTC(), RatingScale: r.scale,
		Offer: market.Offer{
			Price: amount(r.price, r.currency), ListPrice: amount(r.list, r.listCur), Shipping: amount(r.shipping, r.shipCur),
			Seller: r.seller, Condition: r.condition, Availability: market.Availability(r.stock), Pack: r.pack,
		},
		ReviewCount: whole(r.reviews), RatingCount: whole(r.ratings),
	}
	if r.rating.Valid {
		o.Rating = new(r.rating.Float64)
	}
	if r.units.Valid {
		o.UnitsSold = &market.UnitsSold{AtLeast: r.units.Int64, WindowDays: int(r.wd.Int64)}
	}
	if r.provenance == "" {
		return o, nil
	}
	return o, json.Unmarshal([]byte(r.provenance), &o.Provenance)
}

// object returns a value as JSON, "" where there is none.
func object(v any, none bool) (string, error) {
	if none {
		return "", nil
	}
	text, err := json.Marshal(v)
	return string(text), err
}

func cents(a money.Amount) (minor, currency any) {
	if !a.Known() {
		return nil, nil
	}
	return a.Minor(), string(a.Currency())
}

func amount(minor sql.NullInt64, currency sql.NullString) money.Amount {
	if !minor.Valid {
		return money.Amount{}
	}
	return money.New(minor.Int64, money.Currency(currency.String))
}

func pointed[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

func whole(n sql.NullInt64) *int64 {
	if !n.Valid {
		return nil
	}
	return &n.Int64
}

// millis returns a time as stored, nil for the zero time.
func millis(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

// ceilMillis rounds up to a millisecond, so that a bound between two of them keeps its meaning.
func ceilMillis(t time.Time) int64 {
	ms := t.UnixMilli()
	if t.After(time.UnixMilli(ms)) {
		ms++
	}
	return ms
}

func moment(ms sql.NullInt64) time.Time {
	if !ms.Valid {
		return time.Time{}
	}
	return time.UnixMilli(ms.Int64).UTC()
}
