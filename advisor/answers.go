package advisor

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// Query selects recommendations of an advice; zero fields select all.
type Query struct {
	AsOf     time.Time // the newest advice not after it; zero: the newest
	Category string    // folded comparison
	Verdict  market.Verdict
	After    int // rank to begin after, for paging
	Limit    int // 0: no limit
	Choice   Choice
}

// Advice returns the kept advice with the recommendations that pass the query, in rank order; under a choice of the
// query's own the market of that advice is ranked anew, and nothing is stored.
// market.ErrNotFound where nothing has been ranked yet.
func (a *Advisor) Advice(ctx context.Context, q Query) (market.Advice, error) {
	advice, err := a.newest(ctx, q.AsOf)
	if err != nil {
		return market.Advice{}, fmt.Errorf("advice (run `rank` first): %w", err)
	}
	if !q.Choice.IsZero() {
		if advice, err = a.asked(ctx, q); err != nil {
			return market.Advice{}, err
		}
	}
	var keep []market.Recommendation
	for _, r := range advice.Recommendations {
		if q.Category != "" && !strings.EqualFold(q.Category, r.Category) ||
			q.Verdict != "" && q.Verdict != r.Verdict || r.Rank <= q.After {
			continue
		}
		if q.Limit > 0 && len(keep) == q.Limit {
			break
		}
		keep = append(keep, r)
	}
	advice.Recommendations = keep
	return advice, nil
}

// keptAdvice is the advice that was asked for last, so that it is read once and not for every question.
type keptAdvice struct {
	stamp  string
	advice market.Advice
}

// newest is the store's Advice. What it returns is shared: its parts must not be changed.
func (a *Advisor) newest(ctx context.Context, asOf time.Time) (market.Advice, error) {
	stamp, err := a.Store.AdviceStamp(ctx, asOf)
	if err != nil {
		return market.Advice{}, err
	}
	a.mu.Lock()
	kept := a.kept
	a.mu.Unlock()
	if kept.stamp == stamp {
		return kept.advice, nil
	}
	advice, err := a.Store.Advice(ctx, asOf)
	if err != nil {
		return market.Advice{}, err
	}
	a.mu.Lock()
	a.kept = keptAdvice{stamp, advice}
	a.mu.Unlock()
	return advice, nil
}

// Recommendation returns the kept advice on one candidate.
func (a *Advisor) Recommendation(ctx context.Context, id string, asOf time.Time) (market.Recommendation, time.Time, error) {
	r, advice, err := a.ranked(ctx, id, asOf)
	return r, advice.AsOf, err
}

// ranked returns the kept advice on one candidate and the whole advice, which must not be changed.
func (a *Advisor) ranked(ctx context.Context, id string, asOf time.Time) (market.Recommendation, market.Advice, error) {
	advice, err := a.newest(ctx, asOf)
	if err != nil {
		return market.Recommendation{}, market.Advice{}, fmt.Errorf("advice (run `rank` first): %w", err)
	}
	i := slices.IndexFunc(advice.Recommendations, func(r market.Recommendation) bool { return r.CandidateID == id })
	if i < 0 {
		return market.Recommendation{}, market.Advice{}, fmt.Errorf("recommendation for candidate %q: %w", id, market.ErrNotFound)
	}
	return advice.Recommendations[i], advice, nil
}

// WhatIf asks what a candidate would earn at another price.
type WhatIf struct {
	CandidateID string
	Price       money.Amount
	// RangePosition takes the place of a price that is unknown: the percentage of the way from the cheapest rival to the dearest.
	RangePosition *float64
	AsOf          time.Time // on the market of the newest advice not after it; zero: the newest
	Choice        Choice
}

// Simulate answers a what-if. Nothing is stored.
func (a *Advisor) Simulate(ctx context.Context, q WhatIf) (market.Recommendation, error) {
	if (!q.Price.Known() || q.Price.Sign() <= 0) && (q.Price.Known() || q.RangePosition == nil) {
		return market.Recommendation{}, &market.FieldError{Field: "price", Problem: "must be above zero, with a currency"}
	}
	p, err := a.ground(ctx, q.AsOf)
	if err != nil {
		return market.Recommendation{}, err
	}
	profile, err := q.Choice.Over(p.input.Profile)
	if err != nil {
		return market.Recommendation{}, err
	}
	if !q.Price.Known() {
		return a.simulator(p, profile).AtRange(q.CandidateID, *q.RangePosition)
	}
	return a.simulator(p, profile).At(q.CandidateID, q.Price)
}

// simulator returns the simulator of a market under a profile; the last one is kept, so that moving a price to and fro does
// not fit the market anew.
func (a *Advisor) simulator(p *prepared, profile scoring.Profile) *scoring.Simulator {
	a.mu.Lock()
	defer a.mu.Unlock()
	if p.simulator == nil || !reflect.DeepEqual(p.simulated, profile) {
		in := p.input
		in.Profile = profile
		p.simulator, p.simulated = scoring.NewSimulator(in), profile
	}
	return p.simulator
}

// basis is the input of the newest kept advice not after asOf, or of now where nothing was ranked.
func (a *Advisor) basis(ctx context.Context, asOf time.Time) (scoring.Input, error) {
	p, err := a.ground(ctx, asOf)
	if err != nil {
		return scoring.Input{}, err
	}
	return p.input, nil
}

// ground is the market that basis asks for, with what was worked out on it.
func (a *Advisor) ground(ctx context.Context, asOf time.Time) (*prepared, error) {
	advice, err := a.Store.Advice(ctx, asOf)
	if err != nil && !errors.Is(err, market.ErrNotFound) {
		return nil, err
	}
	at := a.moment(asOf)
	if err == nil {
		at = advice.AsOf
	}
	p, err := a.prepare(ctx, at)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	a.prepared = p
	a.mu.Unlock()
	return p, nil
}

// Explanation is a recommendation with everything it rests on.
type Explanation struct {
	AsOf           time.Time             `json:"as_of"`
	ModelVersion   string                `json:"model_version"`
	InputDigest    string                `json:"input_digest,omitempty"` // of the inputs kept with the advice; empty: none were
	Since          []string              `json:"since,omitempty"`        // what is not as it was when this was ranked, in sentences
	Recommendation market.Recommendation `json:"recommendation"`
	Candidate      market.Candidate      `json:"candidate"`
	Matches        []market.Match        `json:"matches"`
	Evidence       []EvidenceRow         `json:"evidence"`
	PointsFormulas map[string]string     `json:"points_formulas,omitempty"` // by driver: how its value x becomes its score
}

// EvidenceRow is one number of one rival and where it was read.
type EvidenceRow struct {
	Listing    market.ListingID `json:"listing"`
	Title      string           `json:"title"`
	Field      string           `json:"field"`
	Value      string           `json:"value"`
	By         string           `json:"by"`
	Path       string           `json:"path,omitempty"`
	Text       string           `json:"text,omitempty"`
	URL        string           `json:"url,omitempty"`
	PageHash   string           `json:"page_hash,omitempty"`
	Robots     string           `json:"robots,omitempty"`
	ObservedAt time.Time        `json:"observed_at"`
}

// Explain returns the kept recommendation with its candidate, matches and the evidence of each rival's numbers, as the
// recommendation used them.
func (a *Advisor) Explain(ctx context.Context, id string, asOf time.Time) (Explanation, error) {
	rec, advice, err := a.ranked(ctx, id, asOf)
	if err != nil {
		return Explanation{}, err
	}
	ex := Explanation{AsOf: advice.AsOf, ModelVersion: advice.ModelVersion, InputDigest: advice.InputDigest, Recommendation: rec}
	for _, f := range formulas(rec) {
		if ex.PointsFormulas == nil {
			ex.PointsFormulas = map[string]string{}
		}
		ex.PointsFormulas[f[0]] = f[1]
	}
	if err := a.basedOn(ctx, &ex, advice); err != nil {
		return Explanation{}, err
	}
	return ex, nil
}

// latest returns the newest observation of a listing not after a time.
func (a *Advisor) latest(ctx context.Context, id market.ListingID, asOf time.Time) (market.Observation, error) {
	var last market.Observation
	for o, err := range a.Store.Observations(ctx, market.ObservationFilter{ListingID: id, Until: asOf.Add(time.Nanosecond)}) {
		if err != nil {
			return last, fmt.Errorf("observations of %q: %w", id, err)
		}
		last = o
	}
	return last, nil
}

// evidenceOf lists the numbers of an observation with where each was read; an imported one names its file and line.
func evidenceOf(r market.Rival, o market.Observation) []EvidenceRow {
	base := EvidenceRow{
		Listing: r.ListingID, Title: r.Title, URL: o.Provenance.PageURL, PageHash: o.Provenance.PageHash,
		Robots: o.Provenance.Robots, ObservedAt: o.ObservedAt, By: "import", Path: o.Provenance.Import,
	}
	if base.URL == "" {
		base.URL = r.URL
	}
	var rows []EvidenceRow
	add := func(field, value string) {
		row := base
		row.Field, row.Value = field, value
		if ev, ok := o.Provenance.Fields[field]; ok {
			row.By, row.Path, row.Text = ev.By, ev.Path, ev.Text
		}
		rows = append(rows, row)
	}
	if o.Offer.Price.Known() {
		add("price", o.Offer.Price.String())
	}
	if o.Offer.ListPrice.Known() {
		add("list_price", o.Offer.ListPrice.String())
	}
	if o.Offer.Shipping.Known() {
		add("shipping", o.Offer.Shipping.String())
	}
	if o.Offer.Pack.Known() {
		add("pack", o.Offer.Pack.String())
	}
	if u := o.Offer.UnitPrice(); u != nil {
		add("unit_price", u.Price.String()+" per "+u.Per)
	}
	if o.Offer.Availability != "" {
		add("availability", string(o.Offer.Availability))
	}
	if o.Rating != nil {
		add("rating", fmt.Sprint(*o.Rating))
	}
	if n, ok := o.Reviews(); ok {
		add("review_count", fmt.Sprint(n))
	}
	if o.UnitsSold != nil {
		add("units_sold", fmt.Sprintf("at least %d in %d days", o.UnitsSold.AtLeast, o.UnitsSold.WindowDays))
	}
	return rows
}
