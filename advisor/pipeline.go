package advisor

import (
	"context"
	"fmt"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/matching"
	"shelfwise/scoring"
)

// prepared is the loaded and compared market as of a time: what a ranking is a pure function of.
type prepared struct {
	input  scoring.Input
	result matching.Result
}

// forget drops the prepared input after a write, so that the next question loads anew.
func (a *Advisor) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.prepared = nil
}

// Rank scores and prices every stored candidate as of a time (zero: now) and keeps the advice.
func (a *Advisor) Rank(ctx context.Context, asOf time.Time) (market.Advice, error) {
	p, err := a.prepare(ctx, a.moment(asOf))
	if err != nil {
		return market.Advice{}, err
	}
	advice, err := scoring.Advise(p.input)
	if err != nil {
		return market.Advice{}, fmt.Errorf("rank: %w", err)
	}
	if err := a.Store.PutMatches(ctx, p.result.Matches...); err != nil {
		return market.Advice{}, fmt.Errorf("keep matches: %w", err)
	}
	if err := a.Store.PutAdvice(ctx, advice); err != nil {
		return market.Advice{}, fmt.Errorf("keep advice: %w", err)
	}
	a.mu.Lock()
	a.prepared = p
	a.mu.Unlock()
	return advice, nil
}

// moment is asOf, or now to the second.
func (a *Advisor) moment(asOf time.Time) time.Time {
	if asOf.IsZero() {
		return a.Now().UTC().Truncate(time.Second)
	}
	return asOf.UTC()
}

// prepare loads the market as of a time and compares it with the candidates; the last answer is kept.
func (a *Advisor) prepare(ctx context.Context, asOf time.Time) (*prepared, error) {
	a.mu.Lock()
	last := a.prepared
	a.mu.Unlock()
	if last != nil && last.input.AsOf.Equal(asOf) {
		return last, nil
	}
	series, err := a.load(ctx, asOf)
	if err != nil {
		return nil, err
	}
	var cands []market.Candidate
	for c, err := range a.Store.Candidates(ctx) {
		if err != nil {
			return nil, fmt.Errorf("load candidates: %w", err)
		}
		cands = append(cands, c)
	}
	var decided []market.Match
	for m, err := range a.Store.Matches(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("load matches: %w", err)
		}
		if m.Decision == market.Confirmed || m.Decision == market.Rejected {
			decided = append(decided, m)
		}
	}
	rates, err := a.rates(ctx)
	if err != nil {
		return nil, err
	}
	p := &prepared{result: compare(cands, series, decided)}
	a.keepReport(reportOf(asOf, len(cands), len(series), p.result))
	p.input = scoring.Input{
		AsOf: asOf, Candidates: cands, Series: series,
		Matches: p.result.Matches, Excluded: p.result.Excluded, Built: p.result.Built, Guards: p.result.Guards,
		Profile: a.Profile, Fees: a.Fees, Rates: rates, Seed: a.Seed, Events: a.Events, Sales: a.Sales,
	}
	return p, nil
}

// compare hands matching the listings with their newest prices.
func compare(cands []market.Candidate, series []market.Series, decided []market.Match) matching.Result {
	listings := make([]market.Listing, len(series))
	prices := make(map[market.ListingID]money.Amount, len(series))
	packs := map[market.ListingID]int{}
	for i, s := range series {
		listings[i] = s.Listing
		o, _ := s.Latest()
		if o.Offer.Price.Known() {
			prices[s.Listing.ID] = o.Offer.Price
		}
		if n := o.Offer.Pack.Count; o.Offer.Pack.Confirmed && n > 1 && o.Offer.Pack.Unit != "piece" {
			packs[s.Listing.ID] = n // a count of pieces may be the product's own ("knife set, 12 pieces"): titles tell
		}
	}
	return matching.Compare(cands, listings, prices, decided, matching.Options{Packs: packs})
}

// load reads every listing with what it showed until asOf. Listings and observations come in the same order, so
// one pass joins them.
func (a *Advisor) load(ctx context.Context, asOf time.Time) ([]market.Series, error) {
	var series []market.Series
	at := map[market.ListingID]int{}
	for l, err := range a.Store.Listings(ctx, market.ListingFilter{}) {
		if err != nil {
			return nil, fmt.Errorf("load listings: %w", err)
		}
		at[l.ID] = len(series)
		series = append(series, market.Series{Listing: l})
	}
	until := asOf.Add(time.Nanosecond)
	for o, err := range a.Store.Observations(ctx, market.ObservationFilter{Until: until}) {
		if err != nil {
			return nil, fmt.Errorf("load observations: %w", err)
		}
		if o.LastSeen.After(asOf) {
			o.LastSeen = asOf
		}
		if i, ok := at[o.ListingID]; ok {
			series[i].Observations = append(series[i].Observations, o)
		}
	}
	seen := series[:0]
	for _, s := range series {
		if len(s.Observations) > 0 {
			seen = append(seen, s)
		}
	}
	return seen, nil
}
