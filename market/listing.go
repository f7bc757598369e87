package market

import (
	"maps"
	"slices"
	"strings"
	"time"

	"shelfwise/market/money"
)

// ListingID identifies a listing for good: source, external id (or canonical URL) and variant. See NewListingID.
type ListingID string

// NewListingID joins the parts of the identity: the source, then the external id, else the URL where there is
// no external id, then the variant's options in the order of their names. The separators "|" and, in options, "="
// are percent-encoded inside a part, so that a part with one in it is not taken for two.
func NewListingID(source, externalID, url string, variant map[string]string) ListingID {
	key := externalID
	if key == "" {
		key = url
	}
	part := strings.NewReplacer("|", "%7C")
	option := strings.NewReplacer("|", "%7C", "=", "%3D")
	var b strings.Builder
	b.WriteString(part.Replace(source) + "|" + part.Replace(key))
	for _, k := range slices.Sorted(maps.Keys(variant)) {
		b.WriteString("|" + option.Replace(k) + "=" + option.Replace(variant[k]))
	}
	return ListingID(b.String())
}

// Listing is one product as one site offers it. Empty strings are unknown.
type Listing struct {
	ID         ListingID         `json:"id"`
	Source     string            `json:"source"` // name of the site
	ExternalID string            `json:"external_id,omitempty"`
	URL        string            `json:"url,omitempty"`
	Variant    map[string]string `json:"variant,omitempty"`
	Title      string            `json:"title"`
	Brand      string            `json:"brand,omitempty"`
	GTIN       string            `json:"gtin,omitempty"` // the digits as shown; comparing pads to 14
	MPN        string            `json:"mpn,omitempty"`
	SKU        string            `json:"sku,omitempty"`
	Category   string            `json:"category,omitempty"`
	FirstSeen  time.Time         `json:"first_seen,omitzero"`
	LastSeen   time.Time         `json:"last_seen,omitzero"`
}

// Availability uses schema.org's words ("InStock"); "" is unknown.
type Availability string

// The availabilities that the advice tells apart; a page may show others of schema.org's.
const (
	InStock      Availability = "InStock"
	OutOfStock   Availability = "OutOfStock"
	PreOrder     Availability = "PreOrder"
	BackOrder    Availability = "BackOrder"
	LimitedStock Availability = "LimitedAvailability"
	Discontinued Availability = "Discontinued"
	SoldOut      Availability = "SoldOut"
	OnlineOnly   Availability = "OnlineOnly"
	InStoreOnly  Availability = "InStoreOnly"
	PreSale      Availability = "PreSale"
)

// Offer is a price with its terms. Unknown amounts are the zero money.Amount.
type Offer struct {
	Price        money.Amount `json:"price,omitzero"`
	ListPrice    money.Amount `json:"list_price,omitzero"` // was-price or recommended price
	Shipping     money.Amount `json:"shipping,omitzero"`   // 0.00 is free, unknown is not
	Seller       string       `json:"seller,omitempty"`
	Condition    string       `json:"condition,omitempty"` // schema.org's words: NewCondition, UsedCondition, …
	Availability Availability `json:"availability,omitempty"`
	Pack         Pack         `json:"pack,omitzero"` // what the price buys
}

// UnitsSold is what a badge shows: at least this many in a window (0 days: since the listing began).
type UnitsSold struct {
	AtLeast    int64 `json:"at_least"`
	WindowDays int   `json:"window_days,omitempty"`
}

// Observation is what a listing showed at one moment. Observations are appended, never changed, except that
// LastSeen moves on when a later reading shows the same. Nil pointers are unknown.
type Observation struct {
	ListingID   ListingID  `json:"listing_id"`
	ObservedAt  time.Time  `json:"observed_at"`
	LastSeen    time.Time  `json:"last_seen,omitzero"` // last reading with the same content; not before ObservedAt
	Offer       Offer      `json:"offer"`
	Rating      *float64   `json:"rating,omitempty"`       // on RatingScale
	RatingScale float64    `json:"rating_scale,omitempty"` // 0 means 5
	ReviewCount *int64     `json:"review_count,omitempty"` // written reviews
	RatingCount *int64     `json:"rating_count,omitempty"` // ratings, with or without text
	UnitsSold   *UnitsSold `json:"units_sold,omitempty"`
	Provenance  Provenance `json:"provenance,omitzero"`
}

// SameContent reports whether two observations show the same, whatever their times and provenance.
func (o Observation) SameContent(p Observation) bool {
	return o.Offer == p.Offer && eq(o.Rating, p.Rating) && o.RatingScale == p.RatingScale &&
		eq(o.ReviewCount, p.ReviewCount) && eq(o.RatingCount, p.RatingCount) && eq(o.UnitsSold, p.UnitsSold)
}

// Stars returns the rating on a scale of five, or false where it is unknown.
func (o Observation) Stars() (float64, bool) {
	if o.Rating == nil {
		return 0, false
	}
	if o.RatingScale > 0 {
		return *o.Rating * 5 / o.RatingScale, true
	}
	return *o.Rating, true
}

// Reviews returns the count that speaks for sales: reviews, else ratings; false where both are unknown.
func (o Observation) Reviews() (int64, bool) {
	if o.ReviewCount != nil {
		return *o.ReviewCount, true
	}
	if o.RatingCount != nil {
		return *o.RatingCount, true
	}
	return 0, false
}

// Provenance says where an observation comes from, so that every number can be traced and taken again.
type Provenance struct {
	PageURL   string              `json:"page_url,omitempty"`
	PageHash  string              `json:"page_hash,omitempty"` // SHA-256 of the raw page, its key in the archive
	FetchedAt time.Time           `json:"fetched_at,omitzero"`
	Robots    string              `json:"robots,omitempty"` // the rule of robots.txt under which it was fetched
	Import    string              `json:"import,omitempty"` // file and line, where the observation was imported
	Fields    map[string]Evidence `json:"fields,omitempty"` // by field name
}

// Evidence is where one value stood.
type Evidence struct {
	By   string `json:"by"`             // extractor: json-ld, microdata, profile, heuristic, …
	Path string `json:"path,omitempty"` // selector or JSON path
	Text string `json:"text,omitempty"` // the page's own characters
}

// Series is a listing with its observations in order of time.
type Series struct {
	Listing      Listing       `json:"listing"`
	Observations []Observation `json:"observations"`
}

// Latest returns the newest observation, or false where there is none.
func (s Series) Latest() (Observation, bool) {
	if len(s.Observations) == 0 {
		return Observation{}, false
	}
	return s.Observations[len(s.Observations)-1], true
}

// Seen returns when the listing was last read: the newest LastSeen or ObservedAt.
func (o Observation) Seen() time.Time {
	if o.LastSeen.After(o.ObservedAt) {
		return o.LastSeen
	}
	return o.ObservedAt
}

func eq[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
