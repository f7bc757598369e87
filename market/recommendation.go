package market

import (
	"time"

	"shelfwise/market/money"
)

// Advice is the answer of one run: a ranking with its recommendations, in rank order.
type Advice struct {
	AsOf         time.Time `json:"as_of"`
	ModelVersion string    `json:"model_version"`
	Profile      string    `json:"profile,omitempty"` // weights profile in force
	// InputDigest is the SHA-256 of the head of the inputs that are kept with it; empty where none are kept.
	InputDigest  string   `json:"input_digest,omitempty"`
	Shortlist    []string `json:"shortlist,omitempty"` // the one or two to start with
	ShortlistWhy string   `json:"shortlist_why,omitempty"`
	// Agreement is Kendall's tau between this order and what other methods make of the same factors and weights.
	Agreement       map[string]float64 `json:"agreement,omitempty"`
	Portfolio       *Portfolio         `json:"portfolio,omitempty"` // the best set under the profile's cash limit; nil without one
	Recommendations []Recommendation   `json:"recommendations"`
}

// Portfolio is the best set of candidates under a cash limit (text 004-A).
type Portfolio struct {
	CandidateIDs  []string     `json:"candidate_ids"` // in rank order
	Limit         money.Amount `json:"limit"`
	Cash          money.Amount `json:"cash"`                    // costs that are not given at their worst
	CashNeeded    money.Amount `json:"cash_needed,omitzero"`    // at the costs given, where that is less than Cash
	Profit        money.Amount `json:"profit_per_month"`        // expected
	Counted       money.Amount `json:"profit_counted,omitzero"` // what decided, where something is missing: see Expected.Counted
	Left          money.Amount `json:"left"`
	LastUnitEarns float64      `json:"last_unit_earns"` // profit a month that one unit of cash more or less changes; 0: all that is worth it fits
	PerCategory   int          `json:"max_per_category,omitempty"`
	OtherCurrency []string     `json:"other_currency,omitempty"` // left out: priced in another currency than the limit
}

// Verdict is what to do with a candidate.
type Verdict string

// The verdicts.
const (
	Go    Verdict = "go"
	Trial Verdict = "trial"
	Watch Verdict = "watch"
	Drop  Verdict = "drop"
)

// Recommendation is the advice on one candidate. Nil pointers and unknown amounts are unknown.
type Recommendation struct {
	CandidateID           string             `json:"candidate_id"`
	Title                 string             `json:"title"`
	Category              string             `json:"category,omitempty"`
	Rank                  int                `json:"rank"`
	RankInterval          [2]int             `json:"rank_interval"`
	Score                 *float64           `json:"score"` // 0–100
	ScoreInterval         *[2]float64        `json:"score_interval"`
	Scores                map[string]Measure `json:"scores"` // value, attractiveness, cost, competition
	ScoreBasis            *ScoreBasis        `json:"score_basis,omitempty"`
	Verdict               Verdict            `json:"verdict"`
	VerdictRule           string             `json:"verdict_rule"`
	GatesFailed           []GateFailure      `json:"gates_failed"`
	DominatedBy           []string           `json:"dominated_by,omitempty"`
	FirstPlace            *FirstPlace        `json:"first_place,omitempty"` // of the first only
	BestSellerProbability *float64           `json:"best_seller_probability"`
	Demand                *DemandEstimate    `json:"demand"`
	Price                 PriceAdvice        `json:"price"`
	Market                Snapshot           `json:"market"`
	Stage                 string             `json:"stage,omitempty"`
	StageView             *StageView         `json:"stage_view,omitempty"` // nil where the stage is not known or its weights are off
	NextFact              string             `json:"next_fact,omitempty"`  // cheapest next datum that could change the verdict
	SuccessMetric         string             `json:"success_metric,omitempty"`
	Narrative             *Narrative         `json:"narrative,omitempty"`
	Actions               []string           `json:"actions,omitempty"` // what the product's stage allows
	// ScaleAllowed says whether the lower bound of the product's rating proves it well enough to buy more traffic (text
	// 002-G); false where nobody has rated it, nil where no price can be advised.
	ScaleAllowed *bool `json:"scale_allowed,omitempty"`
	// SegmentOpportunity is a part of a concentrated market that a newcomer can lead (text 003-S); nil where none is seen.
	SegmentOpportunity *SegmentOpportunity `json:"segment_opportunity,omitempty"`
	Dates              []Deadline          `json:"dates,omitempty"`        // by when to order for a season or an event
	Needs              map[string]float64  `json:"needs,omitempty"`        // value's score by the need it serves; the parts sum to it
	WeakestStep        string              `json:"weakest_step,omitempty"` // the step from page to price whose data is the worst
	Reasons            []string            `json:"reasons"`
	Unknown            []string            `json:"unknown"`
	Warnings           []Warning           `json:"warnings"`
}

// SegmentOpportunity is a part of a market by the attribute that its offers share, and why it can be led.
type SegmentOpportunity struct {
	Attribute string `json:"attribute"`
	Why       string `json:"why"`
}

// FirstPlace says how sure the first place is.
type FirstPlace struct {
	Share       float64               `json:"share"`        // of the draws of weights and measurement errors in which it is first
	WeightRange map[string][2]float64 `json:"weight_range"` // by factor: the weights over which it stays first, the others in proportion
}

// StageView is the score at the weights of the product's stage (text 002-F): beside the score, since scores at different
// weights are no common order, and in the verdict, which it can only hold back.
type StageView struct {
	Stage   string             `json:"stage"`
	Weights map[string]float64 `json:"weights"` // by factor; they sum to 1
	Scores  map[string]float64 `json:"scores"`  // of each factor at these weights
	Score   float64            `json:"score"`   // 0–100: their weighted sum
	Use     string             `json:"use"`     // shown, or rank: it orders the list too
}

// Measure is the score of one factor with what made it.
type Measure struct {
	Score        *float64    `json:"score"` // 0–100; nil where not known
	Interval     *[2]float64 `json:"interval"`
	Known        bool        `json:"known"`
	Weight       float64     `json:"weight"`
	Contribution float64     `json:"contribution"`
	Drivers      []Driver    `json:"drivers"`
}

// Driver is one input of a factor.
type Driver struct {
	Name         string   `json:"name"`
	Value        *float64 `json:"value"` // in Unit; nil where unknown
	Unit         string   `json:"unit,omitempty"`
	Score        *float64 `json:"score,omitempty"` // 0–100
	Weight       float64  `json:"weight"`
	Contribution float64  `json:"contribution"` // to the factor's score
	Known        bool     `json:"known"`
	Why          string   `json:"why"`
}

// GateFailure is a condition that the candidate does not meet, and by how far, or of which it is not known whether it
// does.
type GateFailure struct {
	Gate     string   `json:"gate"`
	Value    *float64 `json:"value"`
	Needed   float64  `json:"needed"`
	Distance *float64 `json:"distance,omitempty"`
	ToPass   string   `json:"to_pass,omitempty"` // what would have to be true; where Unknown what has to be found out
	Unknown  bool     `json:"unknown,omitempty"` // what it asks for is not known: nothing passes unseen
}

// DemandEstimate is units a month at the advised price.
type DemandEstimate struct {
	UnitsPerMonth Interval `json:"units_per_month"`
	Mean          float64  `json:"mean_units_per_month"` // expected units: what the expected profit is counted with
	Method        string   `json:"method"`
	Confidence    string   `json:"confidence,omitempty"` // high, medium, low
	Elasticity    *float64 `json:"elasticity,omitempty"` // own-price, at the advised price
	Assumptions   []string `json:"assumptions"`
}

// Expected returns the expected units a month: the mean, or the median of an estimate kept before means were.
func (d DemandEstimate) Expected() float64 {
	if d.Mean > 0 {
		return d.Mean
	}
	return d.UnitsPerMonth.P50
}

// Interval holds the 10th, 50th and 90th percentile.
type Interval struct {
	P10 float64 `json:"p10"`
	P50 float64 `json:"p50"`
	P90 float64 `json:"p90"`
}

// PriceAdvice is the price position, its corridor and its alternatives.
type PriceAdvice struct {
	Position     string          `json:"position,omitempty"` // value, parity, premium
	Recommended  money.Amount    `json:"recommended"`        // null when no price is defensible; Reason says why
	BoundBy      string          `json:"bound_by,omitempty"` // what set the recommended price: the target's reason, or the last guard that moved it
	Input        PriceInput      `json:"input,omitempty"`    // which of the four inputs that is
	Reason       string          `json:"reason,omitempty"`
	MustBeTrue   []string        `json:"must_be_true,omitempty"` // what has to hold for the position of the recommended price
	Corridor     Corridor        `json:"corridor"`
	Expected     *Expected       `json:"expected"`
	Standing     *Standing       `json:"standing,omitempty"`
	Waterfall    []WaterfallRow  `json:"waterfall,omitempty"`
	Alternatives []PriceScenario `json:"alternatives"`
	Clamps       []Clamp         `json:"clamps"`
	Tiers        []PriceTier     `json:"tiers,omitempty"`
	Launch       *LaunchPrice    `json:"launch,omitempty"` // of a product without sales yet
}

// LaunchPrice is a corridor for a product without sales (text 004-E): from a loss limit at or under the floor to the
// advised price, with an end and a rule for leaving. No order is made up: the price is lower for everybody and for a time.
type LaunchPrice struct {
	Low   money.Amount `json:"low"`
	High  money.Amount `json:"high"`
	Until time.Time    `json:"until"`
	Exit  string       `json:"exit"`
}

// Deadline is the last day to order so that the goods are there when a season or an event begins.
type Deadline struct {
	For     string    `json:"for"`
	Begins  time.Time `json:"begins"`
	OrderBy time.Time `json:"order_by"`
	Late    bool      `json:"late,omitempty"` // the day has passed
}

// Corridor holds the four prices that bound the advice.
type Corridor struct {
	Floor     Bound `json:"floor"`
	Reference Bound `json:"reference"`
	Target    Bound `json:"target"`
	Ceiling   Bound `json:"ceiling"`
}

// PriceInput is one of the four things that set a price (text 004-D): what it costs, what competitors ask, what buyers
// pay, and where the product is placed among the others.
type PriceInput string

// The four inputs of a price.
const (
	ByCosts       PriceInput = "costs"
	ByCompetitors PriceInput = "competitors"
	ByConsumers   PriceInput = "consumers"
	ByPositioning PriceInput = "positioning"
)

// Bound is a price and the input that set it. In JSON it is {"amount","currency","bound_by","input","how"}; amount null if
// unknown, input and how left out where there is none.
type Bound struct {
	Amount  money.Amount
	BoundBy string
	Input   PriceInput
	How     string // the sum with its figures, in words; "" where BoundBy says it all
}

// Safe returns the profit a month and the cash that score and portfolio count.
func (e Expected) Safe() (profit, cash money.Amount) {
	profit, cash = e.ProfitPerMonth, e.CashNeeded
	if e.Counted.Known() {
		profit = e.Counted
	}
	if e.CashCounted.Known() {
		cash = e.CashCounted
	}
	return profit, cash
}

// Expected is what the advised price should bring.
type Expected struct {
	UnitsPerMonth  float64      `json:"units_per_month"`
	ProfitPerMonth money.Amount `json:"profit_per_month"`
	ProfitP10      money.Amount `json:"profit_p10,omitzero"`
	ProfitP90      money.Amount `json:"profit_p90,omitzero"`
	MarginRate     float64      `json:"margin_rate"` // contribution per unit over price
	CashNeeded     money.Amount `json:"cash_needed,omitzero"`
	// Counted and CashCounted are profit and cash with everything that is not known at its worst plausible value: what score
	// and portfolio count. Unknown where that changes nothing.
	Counted     money.Amount `json:"profit_counted,omitzero"`
	CashCounted money.Amount `json:"cash_counted,omitzero"`
	PaybackDays *float64     `json:"payback_days,omitempty"`
	FixedCost   money.Amount `json:"fixed_cost,omitzero"` // a month, the product's part of a marketplace's subscription among it
	// BreakEvenACOS is the share of the price that advertising may take before a unit leaves nothing: the margin before it.
	BreakEvenACOS *float64 `json:"break_even_acos,omitempty"`
}

// PriceScenario is another price that could be taken and what it would bring.
type PriceScenario struct {
	Position       string       `json:"position"`
	Price          money.Amount `json:"price"`
	UnitsPerMonth  float64      `json:"units_per_month"`
	ProfitPerMonth money.Amount `json:"profit_per_month"`
	MarginRate     float64      `json:"margin_rate"`
	MustBeTrue     []string     `json:"must_be_true,omitempty"`
}

// Clamp is one step of a guard that moved the price.
type Clamp struct {
	Guard string `json:"guard"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// WaterfallRow is one line of the unit economics; the rows sum to the last one exactly. A nil-like unknown Amount
// with Known false is a cost that was not given.
type WaterfallRow struct {
	Item   string       `json:"item"`
	Amount money.Amount `json:"amount"`
	Known  bool         `json:"known"`
}

// PriceTier is the price of one kind of customer.
type PriceTier struct {
	Tier  string       `json:"tier"` // wholesale, dealer, consumer
	Price money.Amount `json:"price"`
	Floor money.Amount `json:"floor"`
	// ExTax says that price and floor are without tax, as organised buyers reckon; a consumer's price has it in.
	ExTax bool `json:"ex_tax"`
	// MinQuantity is the least order in units at this price; 1 for consumers.
	MinQuantity int64 `json:"min_quantity"`
	// BoundBy is what set the price, Input which of the four inputs of a price that is.
	BoundBy string     `json:"bound_by,omitempty"`
	Input   PriceInput `json:"input,omitempty"`
}

// Standing is where a price stands among the rivals (FEATURES F36).
type Standing struct {
	Rank          int     `json:"rank"` // 1 is the cheapest
	Of            int     `json:"of"`
	Percentile    float64 `json:"percentile"`      // share of rivals cheaper, 0–100
	IndexToMedian float64 `json:"index_to_median"` // 100 = the median
	IndexToMean   float64 `json:"index_to_mean"`   // 100 = the mean
	IndexToLowest float64 `json:"index_to_lowest"` // 100 = the cheapest
	RangePosition float64 `json:"range_position"`  // 0 = the cheapest, 100 = the dearest
	Band          string  `json:"band"`            // value, parity, premium
}

// Narrative is the argument for a position: claims with their evidence for those who decide about shelf space, and a
// text for buyers that names no rival.
type Narrative struct {
	Stance string   `json:"stance"`
	Claims []Claim  `json:"claims"`
	Alone  []string `json:"exclusive_attributes,omitempty"` // claims that less than half of the offers seen can make too
	Public string   `json:"public"`
	// PublicTitle is the title as buyers may read it: without what names a rival.
	PublicTitle string   `json:"public_title,omitempty"`
	Missing     []string `json:"missing,omitempty"` // proofs still to be found
	Flags       []string `json:"flags,omitempty"`   // what a lawyer should look at
}

// Claim is one statement with its evidence; without any it is "needs_substantiation".
type Claim struct {
	Text     string `json:"text"`
	Evidence string `json:"evidence"`
	Held     bool   `json:"held_back,omitempty"` // not told to anybody before a lawyer has seen it: see Narrative.Flags
}

// Warning is something to look at before acting.
type Warning struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}
