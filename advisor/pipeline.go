package advisor

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
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
	stored []market.Match // as they were when last looked at; guarded by Advisor.mu

	simulator *scoring.Simulator // of the last what-if and its profile; guarded by Advisor.mu
	simulated scoring.Profile
}

// forget drops the prepared input after a write, so that the next question loads anew.
func (a *Advisor) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.prepared = nil
	a.writes++
}

// writesSeen returns how often something was written.
func (a *Advisor) writesSeen() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.writes
}

// Rank scores and prices every stored candidate as of a time (zero: now) and keeps the advice. It always reads the store,
// since another process may have written within the same second.
func (a *Advisor) Rank(ctx context.Context, asOf time.Time) (market.Advice, error) {
	writes := a.writesSeen()
	p, advice, err := a.advise(ctx, asOf)
	if err != nil {
		return market.Advice{}, err
	}
	if err := a.keepMatches(ctx, p); err != nil {
		return market.Advice{}, err
	}
	a.keepReport(p)
	if err := a.keep(ctx, p.input, &advice); err != nil {
		return market.Advice{}, err
	}
	a.mu.Lock()
	if a.writes == writes { // else what was written meanwhile is not in it
		a.prepared = p
	}
	a.mu.Unlock()
	return advice, nil
}

// Advise is Rank for a market that nobody asks again: it keeps nothing.
func (a *Advisor) Advise(ctx context.Context, asOf time.Time) (market.Advice, error) {
	_, advice, err := a.advise(ctx, asOf)
	return advice, err
}

func (a *Advisor) advise(ctx context.Context, asOf time.Time) (*prepared, market.Advice, error) {
	p, err := a.prepareAnew(ctx, a.moment(asOf))
	if err != nil {
		return nil, market.Advice{}, err
	}
	advice, err := scoring.Advise(p.input)
	if err != nil {
		return nil, market.Advice{}, fmt.Errorf("rank: %w", err)
	}
	return p, advice, nil
}

// moment is asOf, or now to the second: to its end, since what was read within it is known.
func (a *Advisor) moment(asOf time.Time) time.Time {
	if !asOf.IsZero() {
		return asOf.UTC()
	}
	now := a.Now().UTC()
	if whole := now.Truncate(time.Second); whole.Before(now) {
		return whole.Add(time.Second)
	}
	return now
}

// prepare loads the market as of a time and compares it with the candidates; the last answer is kept.
func (a *Advisor) prepare(ctx context.Context, asOf time.Time) (*prepared, error) {
	a.mu.Lock()
	last := a.prepared
	a.mu.Unlock()
	if last != nil && last.input.AsOf.Equal(asOf) {
		return last, nil
	}
	return a.prepareAnew(ctx, asOf)
}

// prepareAnew is prepare from the store, whatever is kept.
func (a *Advisor) prepareAnew(ctx context.Context, asOf time.Time) (*prepared, error) {
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
	var stored []market.Match
	for m, err := range a.Store.Matches(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("load matches: %w", err)
		}
		stored = append(stored, m)
	}
	rates, err := a.rates(ctx)
	if err != nil {
		return nil, err
	}
	p := &prepared{result: a.compare(cands, series, stored), stored: stored}
	p.input = scoring.Input{
		AsOf: asOf, Candidates: cands, Series: series,
		Matches: p.result.Matches, Excluded: p.result.Excluded, Built: p.result.Built, Guards: p.result.Guards,
		Profile: a.Profile, Fees: a.Fees, Rates: rates, Seed: a.Seed, Events: a.Events, Sales: a.Sales,
	}
	return p, nil
}

// compare hands matching the listings with their newest prices, and of the stored matches those that a user decided.
func (a *Advisor) compare(cands []market.Candidate, series []market.Series, stored []market.Match) matching.Result {
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
	a.comparing.Lock()
	defer a.comparing.Unlock()
	return a.comparer.Compare(cands, listings, prices, stored, matching.Options{Packs: packs})
}

// keepMatches brings the stored matches to what the comparing found: what is new or different is written, and what was
// looked at and no longer found is dropped, so that nothing waits in the queue that nobody doubts any more.
func (a *Advisor) keepMatches(ctx context.Context, p *prepared) error {
	seen := make(map[market.ListingID]bool, len(p.input.Series))
	for _, s := range p.input.Series {
		seen[s.Listing.ID] = true
	}
	found := p.result.Matches
	order := func(m, n market.Match) int {
		return cmp.Or(cmp.Compare(m.CandidateID, n.CandidateID), cmp.Compare(m.ListingID, n.ListingID))
	}
	a.mu.Lock()
	stored := p.stored
	a.mu.Unlock()
	var put, drop []market.Match
	i := 0
	for _, old := range stored {
		for i < len(found) && order(found[i], old) < 0 {
			put = append(put, found[i])
			i++
		}
		switch {
		case i < len(found) && order(found[i], old) == 0:
			if !sameMatch(found[i], old) {
				put = append(put, found[i])
			}
			i++
		case seen[old.ListingID] && !byUser(old.Decision):
			drop = append(drop, old)
		}
	}
	put = append(put, found[i:]...)
	if err := a.Store.PutMatches(ctx, put...); err != nil {
		return fmt.Errorf("keep matches: %w", err)
	}
	if err := a.Store.DropMatches(ctx, drop...); err != nil {
		return fmt.Errorf("drop matches: %w", err)
	}
	a.mu.Lock()
	p.stored = found
	a.mu.Unlock()
	return nil
}

func sameMatch(a, b market.Match) bool {
	e, f := a.Evidence, b.Evidence
	a.Evidence, b.Evidence = nil, nil
	return slices.Equal(e, f) && reflect.DeepEqual(a, b)
}

func byUser(d market.Decision) bool { return d == market.Confirmed || d == market.Rejected }

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
