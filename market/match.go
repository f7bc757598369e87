package market

// Relation says how a listing stands to a candidate.
type Relation string

// The relations.
const (
	Same       Relation = "same"       // the same product
	Comparable Relation = "comparable" // a substitute in the same category and size
)

// Decision says who decided a match.
type Decision string

// The decisions. A user's decision wins over the model's for good.
const (
	Auto      Decision = "auto"
	Review    Decision = "review" // too doubtful to use without a look
	Confirmed Decision = "confirmed"
	Rejected  Decision = "rejected"
)

// Match relates a listing to a candidate.
type Match struct {
	CandidateID string        `json:"candidate_id"`
	ListingID   ListingID     `json:"listing_id"`
	Relation    Relation      `json:"relation"`
	Confidence  float64       `json:"confidence"` // 0 to 1
	Decision    Decision      `json:"decision"`
	Method      string        `json:"method"`  // gtin, mpn, title, category
	Version     string        `json:"version"` // of the model that decided
	Evidence    []MatchReason `json:"evidence,omitempty"`
}

// MatchReason is one step of a match's waterfall: the features' contributions sum to the score in log-odds.
type MatchReason struct {
	Feature      string  `json:"feature"`
	Value        string  `json:"value,omitempty"`
	Contribution float64 `json:"contribution"`
}

// Exclusion is a listing that was left out of a candidate's market, with the reason.
type Exclusion struct {
	ListingID ListingID `json:"listing"`
	Reason    string    `json:"reason"` // accessory, bundle, pack_size, used, out_of_stock, stale, own_offer, outlier, …
	Detail    string    `json:"detail,omitempty"`
}
