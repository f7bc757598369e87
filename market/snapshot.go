package market

import (
	"time"

	"shelfwise/market/money"
)

// Snapshot is the rivals of one candidate as of a time, in one currency.
type Snapshot struct {
	AsOf             time.Time         `json:"as_of"`
	Currency         money.Currency    `json:"currency,omitempty"`
	ComparableOffers int               `json:"comparable_offers"` // all offers that prices are compared with, those of the same product among them
	SameOffers       int               `json:"same_offers"`       // those of the same product
	Built            string            `json:"built,omitempty"`   // how the market was found: gtin, title, category, …
	Rivals           []Rival           `json:"rivals,omitempty"`
	Excluded         []Exclusion       `json:"excluded"`
	Rates            []AppliedRate     `json:"rates,omitempty"`           // at which the rivals' prices were converted
	Guards           []GuardEffect     `json:"guards,omitempty"`          // how far what each guard of matching kept out would have moved the median
	PriceQuantiles   map[string]string `json:"price_quantiles,omitempty"` // p10, p25, p50, p75, p90 as decimals
	MedianReviews    *float64          `json:"median_reviews,omitempty"`
	MeanStars        *float64          `json:"mean_stars,omitempty"`
	HHI              *float64          `json:"hhi"` // of sellers by estimated sales in money, 0–10,000
	CR4              *float64          `json:"cr4,omitempty"`
	Top3             *float64          `json:"top3_share,omitempty"`  // of the sales in money, of the three largest sellers
	Top10            *float64          `json:"top10_share,omitempty"` // of the ten largest
	Sellers          int               `json:"sellers,omitempty"`
	NewEntrantShare  *float64          `json:"new_entrant_share,omitempty"`
	UnitsPerMonth    *Interval         `json:"units_per_month,omitempty"`   // of the whole category as seen
	RevenuePerMonth  *Interval         `json:"revenue_per_month,omitempty"` // in Currency: the size of the market as seen
	PriceWar         bool              `json:"price_war,omitempty"`
	PriceDuel        int               `json:"price_duel,omitempty"` // how often two sellers have answered each other's undercut lately; 0: none do
	OldestSeen       time.Time         `json:"oldest_seen,omitzero"`
	NewestSeen       time.Time         `json:"newest_seen,omitzero"`
}

// AppliedRate says how many major units of To one of From is worth, as a decimal.
type AppliedRate struct {
	From money.Currency `json:"from"`
	To   money.Currency `json:"to"`
	Rate string         `json:"rate"`
}

// GuardEffect is how far one guard of matching moved the median price of a candidate's market. Amounts are in the
// currency that most of the market's offers show, and unknown where too few show a price.
type GuardEffect struct {
	CandidateID string       `json:"candidate_id"`
	Guard       string       `json:"guard"` // the reason of its exclusions
	Excluded    int          `json:"excluded"`
	Without     money.Amount `json:"median_without_guard"` // had the guard let them in
	With        money.Amount `json:"median_with_guard"`
}

// Rival is one comparable offer of a snapshot.
type Rival struct {
	ListingID   ListingID    `json:"listing"`
	Source      string       `json:"source"`
	URL         string       `json:"url,omitempty"`
	Title       string       `json:"title"`
	Seller      string       `json:"seller,omitempty"` // by whom concentration counts it: the seller named, else the brand
	Relation    Relation     `json:"relation"`
	Confidence  float64      `json:"confidence"`
	Decision    Decision     `json:"decision,omitempty"` // confirmed where the user said so
	Price       money.Amount `json:"price"`              // in the snapshot's currency
	Landed      money.Amount `json:"landed,omitzero"`    // with shipping
	Pack        Pack         `json:"pack,omitzero"`      // what the price buys
	UnitPrice   *UnitPrice   `json:"unit_price,omitempty"`
	Gap         money.Amount `json:"gap,omitzero"`     // the advised price less this one
	Offered     money.Amount `json:"offered,omitzero"` // as shown, where the currency differs
	Stars       *float64     `json:"stars,omitempty"`
	Reviews     *int64       `json:"reviews,omitempty"`
	Units       *Interval    `json:"units_per_month,omitempty"`
	UnitsMethod string       `json:"units_method,omitempty"`
	SeenAt      time.Time    `json:"seen_at"`
}
