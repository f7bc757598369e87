package demand

import (
	"math"
	"sort"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Reasons for which a reading or a whole listing is left out. Each is a fixed word that the advice shows.
const (
	ReasonPlaceholder  = "placeholder_price"  // 0.01, 99999: a price that is none
	ReasonDecimalSlip  = "decimal_slip"       // a decimal separator lost or added
	ReasonCurrencySlip = "currency_slip"      // off by an exchange rate: another currency's number
	ReasonOutlier      = "outlier"            // far from the listing's own and the market's prices
	ReasonUnconfirmed  = "unconfirmed_jump"   // a last reading far off that no second reading confirms
	ReasonNoPrice      = "no_price"           // no reading shows a price
	ReasonPreSale      = "pre_sale"           // not sold yet: its sales figures do not apply
	ReasonOutOfStock   = "out_of_stock"       //
	ReasonStale        = "stale"              // not read for longer than the limit
	ReasonReviewJump   = "review_merge"       // a review count that took over another listing's
	ReasonReviewDrop   = "review_drop"        // a review count that fell
	ReasonFamily       = "shared_reviews"     // variants that show the count of their family
	ReasonFilled       = "filled_gap"         // one figure of units that far too many listings show
	ReasonSource       = "source_quarantine"  // a whole source moved together; waits for a second read
	ReasonCurrency     = "currency_unknown"   // priced in a currency without a rate
	ReasonCondition    = "used"               // not new
	ReasonDisagreement = "disagreeing_prices" // readings that name two currencies
)

// Flag is one reading that was left out of a listing's history, and why.
type Flag struct {
	ListingID  market.ListingID `json:"listing"`
	ObservedAt time.Time        `json:"observed_at"`
	Reason     string           `json:"reason"`
	Text       string           `json:"text,omitempty"` // the value as read
}

// Span is a stretch of review history that can be believed.
type Span struct {
	Days    float64 // how long it is
	New     float64 // reviews that came in it
	Steps   float64 // readings that it rests on, less one
	foreign float64 // reviews that came or went in it beside: merges less drops
	Scatter float64 // variance of the reviews that come from one reading to the next
}

// History is a listing's cleaned history. NaN is unknown.
type History struct {
	ID       market.ListingID
	Source   string
	Category string // folded
	Brand    string // folded
	Title    string
	Currency money.Currency

	Price    float64 // the current price in Currency: the median of the last readings that hold
	NowLog   float64 // ln of the median of the last three readings
	MeanLog  float64 // mean of ln price over the history
	Prices   int     // readings of a believable price
	Distinct int     // different prices among them
	LowLog   float64 // lowest and highest ln price of the history
	HighLog  float64

	Stars     float64 // mean rating on five stars
	StarsSD   float64 // spread of the rating from reading to reading
	Ratings   int     // readings of a rating
	StarsLag  float64 // sum of products of neighbouring deviations, for the pooled autocorrelation
	Reviews   float64 // the newest believable review count
	Foreign   float64 // of them, those that merges brought, less those that drops took
	Span      Span    // believable growth of the review count
	Badge     Badge   // what the units-sold badge says, if any
	Family    int     // listings that share the review count, 1 for none
	FirstSeen time.Time
	LastSeen  time.Time

	moves []move // stretches in which reviews came at a known price

	Excluded string // why it is no rival now; "" is a rival
	Detail   string
	Apart    bool // not of its category's own kind (an accessory, a pack of six): teaches nothing about it
}

// Rival reports whether the listing competes now.
func (h History) Rival() bool { return h.Excluded == "" }

// ownReviews is the review count without merges and drops.
func (h History) ownReviews() float64 { return math.Max(0, h.Reviews-h.Foreign) }

// Cleaned is a market as far as it can be believed.
type Cleaned struct {
	AsOf      time.Time
	Histories []History // in the order of the series given
	Flags     []Flag    // in order of listing, then time
}

// Exclusions returns the listings that are no rivals now, in order of ID.
func (c Cleaned) Exclusions() []market.Exclusion {
	var out []market.Exclusion
	for _, h := range c.Histories {
		if h.Excluded != "" {
			out = append(out, market.Exclusion{ListingID: h.ID, Reason: h.Excluded, Detail: h.Detail})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ListingID < out[j].ListingID })
	return out
}

// Clean reads the histories of all listings as of a time and leaves out what cannot be believed, with the reasons.
// Observations after asOf are not looked at; a zero asOf looks at all. Nothing is repaired: a reading is kept as it
// is or left out.
func Clean(series []market.Series, asOf time.Time) Cleaned {
	return Cleaner{}.Clean(series, asOf)
}

// Cleaner is Clean with what is known from elsewhere.
type Cleaner struct {
	Rates []float64 // exchange rates between the currencies at hand, both ways: they reveal currency slips
	// Apart are stretches of time that are no usual ones, as sales events: what was reviewed in them is no baseline, where
	// there are others.
	Apart []Stretch
}

// Stretch is a time from a moment up to, not at, another.
type Stretch struct{ From, To time.Time }

// Clean is the package's Clean under these rules.
func (r Cleaner) Clean(series []market.Series, asOf time.Time) Cleaned {
	c := Cleaned{AsOf: asOf, Histories: make([]History, len(series))}
	quarantine := quarantined{movedSources(series, asOf), r}
	found := make([][]Flag, len(series))
	each(cleaners, func(k int) {
		s := scratch{apart: r.Apart}
		for i := k; i < len(series); i += cleaners {
			found[i] = s.clean(&c.Histories[i], &series[i], asOf, quarantine)
		}
	})
	for _, flags := range found {
		c.Flags = append(c.Flags, flags...)
	}
	c.Flags = append(c.Flags, filledGaps(c.Histories)...)
	shareFamilies(c.Histories, series)
	c.Flags = append(c.Flags, snapshotOutliers(c.Histories)...)
	sort.SliceStable(c.Flags, func(i, j int) bool {
		a, b := c.Flags[i], c.Flags[j]
		if a.ListingID != b.ListingID {
			return a.ListingID < b.ListingID
		}
		return a.ObservedAt.Before(b.ObservedAt)
	})
	return c
}

// priceHalfLifeDays is the half-life of a price's worth; a listing unread for four of them is stale
// (data-quality rule: weight 0.5^(age/7 d), exclude beyond 4 half-lives).
const priceHalfLifeDays = 7

// cleaners is how many parts the listings are cleaned in.
const cleaners = 64

// scratch is what cleaning one listing after another uses again.
type scratch struct {
	apart    []Stretch
	points   []point
	readings []reading
	rates    []float64
}

// clean fills h, the history of one listing.
func (m *scratch) clean(h *History, s *market.Series, asOf time.Time, q quarantined) []Flag {
	l := &s.Listing
	*h = History{
		ID: l.ID, Source: l.Source, Category: fold(l.Category), Brand: fold(l.Brand), Title: l.Title,
		Price: math.NaN(), NowLog: math.NaN(), MeanLog: math.NaN(), Stars: math.NaN(), StarsSD: math.NaN(), Reviews: math.NaN(), Family: 1,
	}
	obs := visible(s.Observations, asOf)
	if len(obs) == 0 {
		h.Excluded = ReasonNoPrice
		return nil
	}
	h.FirstSeen, h.LastSeen = obs[0].ObservedAt, obs[len(obs)-1].Seen()
	if !asOf.IsZero() && h.LastSeen.After(asOf) {
		h.LastSeen = asOf
	}
	pts, flags := m.prices(h, obs, q)
	flags = append(flags, m.reviews(h, obs, pts)...)
	m.ratings(h, obs)
	h.Badge = lastBadge(obs)
	exclude(h, &obs[len(obs)-1], asOf)
	return flags
}

func visible(obs []market.Observation, asOf time.Time) []market.Observation {
	if asOf.IsZero() {
		return obs
	}
	n := len(obs)
	for n > 0 && obs[n-1].ObservedAt.After(asOf) {
		n--
	}
	return obs[:n]
}

// exclude decides whether the listing is a rival now, by its newest reading.
func exclude(h *History, last *market.Observation, asOf time.Time) {
	switch {
	case preSale(last):
		h.Excluded, h.Detail = ReasonPreSale, "the newest reading offers it before sale: its sales figures do not apply"
	case gone(last.Offer.Availability):
		h.Excluded, h.Detail = ReasonOutOfStock, string(last.Offer.Availability)
	case used(last.Offer.Condition):
		h.Excluded, h.Detail = ReasonCondition, last.Offer.Condition
	case math.IsNaN(h.Price):
		h.Excluded = ReasonNoPrice
	case !asOf.IsZero() && asOf.Sub(h.LastSeen).Hours()/24 > 4*priceHalfLifeDays:
		h.Excluded, h.Detail = ReasonStale, "last read "+h.LastSeen.UTC().Format(time.DateOnly)
	}
}

func preSale(o *market.Observation) bool {
	a := o.Offer.Availability
	return a == market.PreOrder || a == market.PreSale
}

func gone(a market.Availability) bool {
	return a == market.OutOfStock || a == market.SoldOut || a == market.Discontinued
}

func used(condition string) bool {
	switch condition {
	case "UsedCondition", "DamagedCondition", "RefurbishedCondition":
		return true
	}
	return false
}

// fold writes a name in lower case with single spaces. Most names already are and are passed on as they are.
func fold(s string) string {
	if folded(s) {
		return s
	}
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// folded reports a text that fold would not change; texts beyond ASCII are not looked at.
func folded(s string) bool {
	space := true // before the text
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ':
			if space {
				return false
			}
			space = true
		case c < ' ' || c >= 0x7f || 'A' <= c && c <= 'Z':
			return false
		default:
			space = false
		}
	}
	return !space || s == ""
}
