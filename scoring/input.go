package scoring

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

// ModelVersion names the methods and their constants; it changes when the same input would give other advice.
const ModelVersion = "shelfwise-scoring/4"

// Input is everything that advice is computed from.
type Input struct {
	AsOf       time.Time
	Candidates []market.Candidate
	Series     []market.Series // every listing with its history, own offers among them
	Matches    []market.Match
	Excluded   map[string][]market.Exclusion // by candidate: what matching left out
	Built      map[string]string             // by candidate: how its market was found
	Guards     []market.GuardEffect          // how far each guard of matching moved a market's median; for the reader only
	Profile    Profile                       // the zero value is DefaultProfile
	Fees       pricing.FeeTables
	Rates      money.Converter // nil: other currencies are left out
	Events     []Event         // sales events: readings within are no baseline, and the coming ones have a day to order by
	Sales      []Sale          // own sales of past months, which tell the season
	Seed       uint64
}

// Factor is one of the four aspects of a candidate.
type Factor string

// The factors, in the founding text's order of importance (003-A).
const (
	Value          Factor = "value"
	Attractiveness Factor = "attractiveness"
	Cost           Factor = "cost"
	Competition    Factor = "competition"
)

const factorCount = 4

// Factors lists the factors in their order.
func Factors() [factorCount]Factor { return [...]Factor{Value, Attractiveness, Cost, Competition} }

// Weights are the weights of value, attractiveness, cost and competition; they sum to 1.
type Weights [factorCount]float64

// DefaultWeights fall in the order of the founding text: value, attractiveness, cost, competition.
func DefaultWeights() Weights { return Weights{0.35, 0.30, 0.20, 0.15} }

// normal returns the weights scaled to sum to 1. Error: market.ErrInvalid for a negative weight or a zero sum.
func (w Weights) normal() (Weights, error) {
	sum := 0.0
	for i, x := range w {
		if !(x >= 0) || x > 1e9 {
			return w, &market.FieldError{Field: "weights." + string(Factors()[i]), Problem: fmt.Sprintf("%v is not a weight", x)}
		}
		sum += x
	}
	if sum <= 0 {
		return w, &market.FieldError{Field: "weights", Problem: "sum to nothing"}
	}
	for i := range w {
		w[i] /= sum
	}
	return w, nil
}

// Gates are the conditions of a go. A zero number switches its gate off.
type Gates struct {
	MinMargin  float64    // contribution over price, of candidates that name none
	Asked      float64    // contribution over price that every candidate must leave, also one that names less
	FloorAt    money.Rate // margin that the price floor itself keeps
	MinStars   float64    // lower bound of the rating of the same product elsewhere, where it is sold
	StarsAsked bool       // MinStars is asked of every product: one without ratings is not known to pass
	AfterSales bool       // a returns or warranty promise must be among differentiators or proofs
	MinProfit  float64    // expected profit a month in the candidate's currency
	MaxStock   float64    // months of expected sales that the least order may last; 0: any number
	MaxPayback float64    // months of expected profit that may bring back what the first order ties up; 0: any number
}

// Profile is a user's way of choosing.
type Profile struct {
	Name           string
	Weights        Weights
	Gates          Gates
	Segment        string             // re-ranks for one segment of buyers; "" for all
	SegmentWeights map[string]Weights // weights of named segments
	CashLimit      money.Amount       // unknown: none
	MaxPerCategory int                // of a portfolio; 0: no cap
	Shortlist      int                // how many to start with; 0: two (text 003-X)
	Advantages     []Advantage        // what the shop has over others (text 003-T); nil: not asked, empty: none
	Familiar       map[string]int     // by category, 0 to 2: how well the buyer knows it (text 003-U)
	ValueOfHour    money.Amount       // what buyers' time is worth (text 000-B); unknown: not counted
	Launch         LaunchTerms
	Stages         StageTerms // how the stage of a product changes the weights (text 002-F)
	Aim            string     // one of Aims or "": what is looked for beside expected profit
	Stance         string     // value or premium: the position stood for where it costs little; "": the price that earns most (text 001-A)
}

// LaunchTerms bound the price of a product without sales (text 004-E).
type LaunchTerms struct {
	LossRate money.Rate // how far under the floor a launch may go, as a share of it; 0: not at all
	Days     int        // 0: thirty
}

// weights returns the weights in force: the segment's where there are any.
func (p Profile) weights() (Weights, error) {
	for _, name := range slices.Sorted(maps.Keys(p.SegmentWeights)) {
		if p.Segment != "" && sameSegment(name, p.Segment) {
			return p.SegmentWeights[name].normal()
		}
	}
	return p.Weights.normal()
}

// sameSegment compares the names of segments, whatever their case.
func sameSegment(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

// knownSegment refuses to rank for a segment that neither a candidate nor the profile names: nothing would be ranked for it.
func knownSegment(in Input) error {
	asked := in.Profile.Segment
	if asked == "" || len(in.Candidates) == 0 {
		return nil
	}
	names := map[string]string{} // as written first, by lower case
	note := func(name string) {
		if name = strings.TrimSpace(name); name != "" && (names[strings.ToLower(name)] == "" || name < names[strings.ToLower(name)]) {
			names[strings.ToLower(name)] = name
		}
	}
	for i := range in.Candidates {
		note(in.Candidates[i].Segment)
	}
	for name := range in.Profile.SegmentWeights {
		note(name)
	}
	if _, ok := names[strings.ToLower(strings.TrimSpace(asked))]; ok {
		return nil
	}
	problem := fmt.Sprintf("%q is no segment of these candidates, which name none: fill in segment, or segment_weights of a profile", asked)
	if len(names) > 0 {
		problem = fmt.Sprintf("%q is no segment of these candidates; there are %s", asked, strings.Join(slices.Sorted(maps.Values(names)), ", "))
	}
	return &market.FieldError{Field: "segment", Problem: problem}
}

func (p Profile) orDefault() Profile {
	if p.Weights == (Weights{}) {
		d := DefaultProfile()
		p.Weights = d.Weights
		if p.Gates == (Gates{}) {
			p.Gates = d.Gates
		}
		if p.Name == "" {
			p.Name = d.Name
		}
	}
	return p
}
