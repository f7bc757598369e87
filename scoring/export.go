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
	advice, at, err := adviseOn(in, id)
	if err != nil {
		return nil, err
	}
	return writeExport(in, advice.AsOf, advice.Recommendations[at])
}

// ExportKept is Export of a recommendation that was made before, with the inputs it was made of. Errors: those of Export,
// and a *Difference where the recommendation does not follow from the inputs.
func ExportKept(in Input, kept market.Recommendation) ([]byte, error) {
	advice, at, err := adviseOn(in, kept.CandidateID)
	if err != nil {
		return nil, err
	}
	rec, err := json.Marshal(kept)
	if err != nil {
		return nil, err
	}
	if err := compare(rec, advice.Recommendations[at]); err != nil {
		return nil, err
	}
	return writeExport(in, advice.AsOf, kept)
}

// adviseOn advises and finds a candidate's place in the advice.
func adviseOn(in Input, id string) (market.Advice, int, error) {
	advice, err := Advise(in)
	if err != nil {
		return advice, 0, err
	}
	at := slices.IndexFunc(advice.Recommendations, func(r market.Recommendation) bool { return r.CandidateID == id })
	if at < 0 {
		return advice, 0, fmt.Errorf("candidate %s: %w", id, market.ErrNotFound)
	}
	return advice, at, nil
}

func writeExport(in Input, on time.Time, r market.Recommendation) ([]byte, error) {
	rec, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	from := exported(in, on)
	digests, err := from.digests()
	if err != nil {
		return nil, err
	}
	return json.Marshal(export{Format: exportFormat, ModelVersion: ModelVersion, CandidateID: r.CandidateID, Recommendation: rec, Input: from, Digests: digests})
}

// exported is an input as it is written: with the rates of the day that are used.
func exported(in Input, on time.Time) exportInput {
	return exportInput{
		AsOf: on, Seed: in.Seed, Profile: in.Profile, Candidates: in.Candidates, Series: in.Series, Matches: in.Matches,
		Excluded: in.Excluded, Built: in.Built, Guards: in.Guards, Fees: in.Fees, Rates: usedRates(in, on), Events: in.Events, Sales: in.Sales,
	}
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

// usedRates asks the converter once for each currency at hand and each that a market may be in.
func usedRates(in Input, on time.Time) []exportRate {
	if in.Rates == nil {
		return nil
	}
	bases := map[money.Currency]bool{base(in): true} // markets that no rate joins have bases of their own
	seen := map[money.Currency]bool{}
	for _, c := range in.Candidates {
		seen[currencyOf(c)], bases[currencyOf(c)] = true, true
	}
	for _, s := range in.Series {
		for _, o := range s.Observations {
			seen[o.Offer.Price.Currency()], seen[o.Offer.Shipping.Currency()], seen[o.Offer.ListPrice.Currency()] = true, true, true
		}
	}
	var out []exportRate
	for _, from := range slices.Sorted(maps.Keys(seen)) {
		for _, to := range slices.Sorted(maps.Keys(bases)) {
			if from == "" || to == "" || from == to {
				continue
			}
			if num, den, err := in.Rates.Rate(from, to, on); err == nil {
				out = append(out, exportRate{from, to, num, den})
			}
		}
	}
	return out
}
