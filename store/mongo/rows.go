package mongo

import (
	"encoding/json"
	"strconv"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// listingDoc is a listing as stored. Newest is the moment of its newest row in milliseconds, so that a reading in the
// usual order needs one row by its _id.
type listingDoc struct {
	ID         string `bson:"_id"`
	Source     string `bson:"source"`
	ExternalID string `bson:"external_id,omitempty"`
	URL        string `bson:"url,omitempty"`
	Variant    string `bson:"variant,omitempty"` // JSON: a variant's names may hold points and dollar signs
	Title      string `bson:"title"`
	Brand      string `bson:"brand,omitempty"`
	GTIN       string `bson:"gtin,omitempty"`
	MPN        string `bson:"mpn,omitempty"`
	SKU        string `bson:"sku,omitempty"`
	Category   string `bson:"category"`
	FirstSeen  *int64 `bson:"first_seen,omitempty"`
	LastSeen   *int64 `bson:"last_seen,omitempty"`
	Newest     *int64 `bson:"newest,omitempty"`
}

func toListing(l market.Listing) (listingDoc, error) {
	d := listingDoc{
		ID: string(l.ID), Source: l.Source, ExternalID: l.ExternalID, URL: l.URL, Title: l.Title, Brand: l.Brand,
		GTIN: l.GTIN, MPN: l.MPN, SKU: l.SKU, Category: l.Category, FirstSeen: millis(l.FirstSeen), LastSeen: millis(l.LastSeen),
	}
	if len(l.Variant) == 0 {
		return d, nil
	}
	text, err := json.Marshal(l.Variant)
	d.Variant = string(text)
	return d, err
}

func (d listingDoc) listing() (market.Listing, error) {
	l := market.Listing{
		ID: market.ListingID(d.ID), Source: d.Source, ExternalID: d.ExternalID, URL: d.URL, Title: d.Title, Brand: d.Brand,
		GTIN: d.GTIN, MPN: d.MPN, SKU: d.SKU, Category: d.Category, FirstSeen: moment(d.FirstSeen), LastSeen: moment(d.LastSeen),
	}
	if d.Variant == "" {
		return l, nil
	}
	return l, json.Unmarshal([]byte(d.Variant), &l.Variant)
}

// amountDoc is exact money: int64 minor units and a code.
type amountDoc struct {
	Minor    int64  `bson:"minor"`
	Currency string `bson:"currency"`
}

func toAmount(a money.Amount) *amountDoc {
	if !a.Known() {
		return nil
	}
	return &amountDoc{a.Minor(), string(a.Currency())}
}

func (d *amountDoc) amount() money.Amount {
	if d == nil {
		return money.Amount{}
	}
	return money.New(d.Minor, money.Currency(d.Currency))
}

// packDoc is what the price of a reading buys.
type packDoc struct {
	Count     int64  `bson:"count"`
	Each      string `bson:"each"` // a plain decimal
	Unit      string `bson:"unit"`
	Confirmed bool   `bson:"confirmed,omitempty"`
}

func toPack(p market.Pack) *packDoc {
	if p == (market.Pack{}) {
		return nil
	}
	return &packDoc{int64(p.Count), p.Each, p.Unit, p.Confirmed}
}

func (d *packDoc) pack() market.Pack {
	if d == nil {
		return market.Pack{}
	}
	return market.Pack{Count: int(d.Count), Each: d.Each, Unit: d.Unit, Confirmed: d.Confirmed}
}

// observationDoc is one row of a listing's history.
type observationDoc struct {
	ID           string     `bson:"_id"`
	Listing      string     `bson:"listing"`
	At           int64      `bson:"at"`   // milliseconds
	Seen         int64      `bson:"seen"` // LastSeen
	Price        *amountDoc `bson:"price,omitempty"`
	ListPrice    *amountDoc `bson:"list_price,omitempty"`
	Shipping     *amountDoc `bson:"shipping,omitempty"`
	Seller       string     `bson:"seller,omitempty"`
	Condition    string     `bson:"condition,omitempty"`
	Availability string     `bson:"availability,omitempty"`
	Pack         *packDoc   `bson:"pack,omitempty"`
	Rating       *float64   `bson:"rating,omitempty"`
	RatingScale  float64    `bson:"rating_scale,omitempty"`
	ReviewCount  *int64     `bson:"review_count,omitempty"`
	RatingCount  *int64     `bson:"rating_count,omitempty"`
	SoldAtLeast  *int64     `bson:"sold_at_least,omitempty"`
	SoldDays     int64      `bson:"sold_days,omitempty"`
	Provenance   string     `bson:"provenance,omitempty"` // JSON
}

// rowID is the _id of a listing's row at a moment: the same reading twice is the same _id.
func rowID(id market.ListingID, at int64) string { return string(id) + "@" + strconv.FormatInt(at, 10) }

func toObservation(o market.Observation) (observationDoc, error) {
	d := observationDoc{
		ID: rowID(o.ListingID, o.ObservedAt.UnixMilli()), Listing: string(o.ListingID), At: o.ObservedAt.UnixMilli(), Seen: o.Seen().UnixMilli(),
		Price: toAmount(o.Offer.Price), ListPrice: toAmount(o.Offer.ListPrice), Shipping: toAmount(o.Offer.Shipping),
		Seller: o.Offer.Seller, Condition: o.Offer.Condition, Availability: string(o.Offer.Availability), Pack: toPack(o.Offer.Pack),
		Rating: o.Rating, RatingScale: o.RatingScale, ReviewCount: o.ReviewCount, RatingCount: o.RatingCount,
	}
	if o.UnitsSold != nil {
		d.SoldAtLeast, d.SoldDays = &o.UnitsSold.AtLeast, int64(o.UnitsSold.WindowDays)
	}
	text, err := json.Marshal(o.Provenance)
	if string(text) != "{}" {
		d.Provenance = string(text)
	}
	return d, err
}

func (d observationDoc) observation() (market.Observation, error) {
	o := market.Observation{
		ListingID: market.ListingID(d.Listing), ObservedAt: time.UnixMilli(d.At).UTC(), LastSeen: time.UnixMilli(d.Seen).UTC(),
		Offer: market.Offer{
			Price: d.Price.amount(), ListPrice: d.ListPrice.amount(), Shipping: d.Shipping.amount(),
			Seller: d.Seller, Condition: d.Condition, Availability: market.Availability(d.Availability), Pack: d.Pack.pack(),
		},
		Rating: d.Rating, RatingScale: d.RatingScale, ReviewCount: d.ReviewCount, RatingCount: d.RatingCount,
	}
	if d.SoldAtLeast != nil {
		o.UnitsSold = &market.UnitsSold{AtLeast: *d.SoldAtLeast, WindowDays: int(d.SoldDays)}
	}
	if d.Provenance == "" {
		return o, nil
	}
	return o, json.Unmarshal([]byte(d.Provenance), &o.Provenance)
}

// millis and moment keep times as int64 milliseconds; the zero time is absent.
func millis(t time.Time) *int64 {
	if t.IsZero() {
		return nil
	}
	return new(t.UnixMilli())
}

func moment(ms *int64) time.Time {
	if ms == nil {
		return time.Time{}
	}
	return time.UnixMilli(*ms).UTC()
}

// ceilMillis is the first whole millisecond not before t: rows stand at whole milliseconds.
func ceilMillis(t time.Time) int64 {
	ms := t.UnixMilli()
	if time.UnixMilli(ms).Before(t) {
		ms++
	}
	return ms
}
