package scoring

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

// exportFormat names the shape of an export.
const exportFormat = "shelfwise-export/3"

// export is a recommendation with everything that it was computed from, so that anybody can compute it again without
// the store, the network or the clock.
type export struct {
	Format         string          `json:"format"`
	ModelVersion   string          `json:"model_version"`
	CandidateID    string          `json:"candidate_id"`
	Recommendation json.RawMessage `json:"recommendation"`
	Input          exportInput     `json:"input"`
	// Digests are the SHA-256 of each part of the input as JSON, so that a change is seen even where the recommendation
	// does not hang on what was changed. They are no signature: who forges a part can forge its digest.
	Digests map[string]string `json:"digests"`
}

type exportInput struct {
	AsOf       time.Time                     `json:"as_of"`
	Seed       uint64                        `json:"seed"`
	Profile    Profile                       `json:"profile"`
	Candidates []market.Candidate            `json:"candidates"`
	Series     []market.Series               `json:"series"`
	Matches    []market.Match                `json:"matches"`
	Excluded   map[string][]market.Exclusion `json:"excluded,omitempty"`
	Built      map[string]string             `json:"built,omitempty"`
	Guards     []market.GuardEffect          `json:"guards,omitempty"`
	Fees       pricing.FeeTables             `json:"fees,omitempty"`
	Rates      []exportRate                  `json:"rates,omitempty"`
	Events     []Event                       `json:"events,omitempty"`
	Sales      []Sale                        `json:"sales,omitempty"`
}

type exportRate struct {
	From money.Currency `json:"from"`
	To   money.Currency `json:"to"`
	Num  int64          `json:"num"`
	Den  int64          `json:"den"`
}

// fixedRates is a Converter that knows the rates of one export.
type fixedRates map[[2]money.Currency][2]int64

// Rate returns the exported rate, whatever the day.
func (f fixedRates) Rate(from, to money.Currency, _ time.Time) (num, den int64, err error) {
	if r, ok := f[[2]money.Currency{from, to}]; ok {
		return r[0], r[1], nil
	}
	return 0, 0, fmt.Errorf("rate %s to %s: %w", from, to, market.ErrNotFound)
}

// Export returns the recommendation of a candidate with all its inputs as JSON. Errors: those of Advise, and
// market.ErrNotFound.
func Export(in Input, id string) ([]byte, error) {
	advice, err := Advise(in)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(advice.Recommendations, func(r market.Recommendation) bool { return r.CandidateID == id })
	if at < 0 {
		return nil, fmt.Errorf("candidate %s: %w", id, market.ErrNotFound)
	}
	rec, err := json.Marshal(advice.Recommendations[at])
	if err != nil {
		return nil, err
	}
	from := exportInput{
		AsOf: advice.AsOf, Seed: in.Seed, Profile: in.Profile, Candidates: in.Candidates, Series: in.Series, Matches: in.Matches,
		Excluded: in.Excluded, Built: in.Built, Guards: in.Guards, Fees: in.Fees, Rates: usedRates(in, advice.AsOf), Events: in.Events, Sales: in.Sales,
	}
	digests, err := from.digests()
	if err != nil {
		return nil, err
	}
	return json.Marshal(export{Format: exportFormat, ModelVersion: ModelVersion, CandidateID: id, Recommendation: rec, Input: from, Digests: digests})
}

// digests returns the SHA-256 of each part.
func (in exportInput) digests() (map[string]string, error) {
	whole, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(whole, &parts); err != nil {
		return nil, err
	}
	out := make(map[string]string, len(parts))
	for name, part := range parts {
		out[name] = fmt.Sprintf("%x", sha256.Sum256(part))
	}
	return out, nil
}

// usedRates asks the converter once for each currency at hand.
func usedRates(in Input, on time.Time) []exportRate {
	if in.Rates == nil {
		return nil
	}
	to := base(in)
	seen := map[money.Currency]bool{}
	for _, c := range in.Candidates {
		seen[currencyOf(c)] = true
	}
	for _, s := range in.Series {
		for _, o := range s.Observations {
			seen[o.Offer.Price.Currency()], seen[o.Offer.Shipping.Currency()], seen[o.Offer.ListPrice.Currency()] = true, true, true
		}
	}
	var out []exportRate
	for _, from := range slices.Sorted(maps.Keys(seen)) {
		if from == "" || from == to {
			continue
		}
		if num, den, err := in.Rates.Rate(from, to, on); err == nil {
			out = append(out, exportRate{from, to, num, den})
		}
	}
	return out
}
