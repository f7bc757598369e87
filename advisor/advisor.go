package advisor

import (
	"errors"
	"log/slog"
	"sync"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/matching"
	"shelfwise/scoring"
	"shelfwise/scoring/pricing"
)

// Options is what an Advisor is made of. Store, Now and Log are needed.
type Options struct {
	Store     market.Store
	Keys      market.KeyStore     // idempotency keys of the API; nil: it takes none
	Jobs      market.Jobs         // needed by Collect only
	Outcomes  market.OutcomeStore // outcomes of adopted advice; nil: none can be kept
	Now       func() time.Time
	Log       *slog.Logger
	Rates     money.Converter   // wins over KeptRates; nil: those kept are taken
	KeptRates market.RateStore  // dated rates kept with the market; nil: none. Without a rate other currencies are left out, with that reason
	Fees      pricing.FeeTables // nil: candidates that name a fee table get an unknown referral fee
	Profile   scoring.Profile   // zero: scoring.DefaultProfile
	Events    []scoring.Event   // sales events of the market
	Sales     []scoring.Sale    // own sales of past months
	Seed      uint64            // of the simulations; the same seed gives the same answers
}

// Advisor runs the use cases over a store. It is safe for concurrent use.
type Advisor struct {
	Options

	// mu guards prepared, the input of the last ranking, which Simulate reuses, and report, what the last
	// comparing found.
	mu       sync.Mutex
	prepared *prepared
	writes   int        // how often something was written; guarded by mu
	kept     keptAdvice // guarded by mu too
	report   *MatchReport

	comparing sync.Mutex // guards comparer
	comparer  *matching.Comparer
}

// New returns an Advisor, or ErrInvalid where a needed option is missing.
func New(o Options) (*Advisor, error) {
	if o.Store == nil || o.Now == nil || o.Log == nil {
		return nil, errors.Join(market.ErrInvalid, errors.New("advisor needs a store, a clock and a logger"))
	}
	if o.Profile.Name == "" {
		o.Profile = scoring.DefaultProfile()
	}
	return &Advisor{Options: o, comparer: matching.NewComparer()}, nil
}
