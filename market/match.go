package market

import (
	"math"
	"slices"
)

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

// StepDecision names the step of a match's waterfall that is the user's word. What stands before it is what the model
// said.
const StepDecision = "your decision"

// certain are the log-odds of a decided match, those of 1 to nine digits: certainty itself has none.
const certain = 20

// Decide returns the match with the user's word on it. A confirmed match has the relation r and the confidence 1, a
// rejected one the confidence 0; Review takes the user's word back and the match waits for another, with the model's
// confidence. The last step of the waterfall says so.
func (m Match) Decide(d Decision, r Relation) Match {
	said := slices.DeleteFunc(slices.Clone(m.Evidence), func(e MatchReason) bool { return e.Feature == StepDecision })
	odds := 0.0
	for _, e := range said {
		odds += e.Contribution
	}
	if d == Review && len(said) < len(m.Evidence) {
		m.Confidence = math.Round(1e4/(1+math.Exp(-odds))) / 1e4
	}
	step := MatchReason{Feature: StepDecision, Value: "taken back"}
	switch m.Decision = d; d {
	case Confirmed:
		m.Relation, m.Confidence = r, 1
		step.Value, step.Contribution = string(r), math.Round(1e4*(certain-odds))/1e4
	case Rejected:
		m.Confidence = 0
		step.Value, step.Contribution = string(d), math.Round(1e4*(-certain-odds))/1e4
	case Auto, Review:
	}
	said = append(said, step)
	m.Evidence = said
	return m
}

// ByUser reports that the user confirmed or rejected the match.
func (m Match) ByUser() bool { return m.Decision == Confirmed || m.Decision == Rejected }

// TakenBack reports that the user has decided on the match and taken the decision back.
func (m Match) TakenBack() bool {
	n := len(m.Evidence)
	return m.Decision == Review && n > 0 && m.Evidence[n-1].Feature == StepDecision
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
