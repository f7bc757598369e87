package advisor

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// ReviewItem is a doubtful match with both sides, for a person to decide.
type ReviewItem struct {
	Match     market.Match     `json:"match"`
	Candidate market.Candidate `json:"candidate"`
	Listing   market.Listing   `json:"listing"`
}

// ReviewQueue returns the matches that wait for a decision, in order of candidate, then listing.
func (a *Advisor) ReviewQueue(ctx context.Context) ([]ReviewItem, error) {
	var waiting []market.Match
	for m, err := range a.Store.Matches(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("review queue: %w", err)
		}
		if m.Decision == market.Review {
			waiting = append(waiting, m)
		}
	}
	items := make([]ReviewItem, 0, len(waiting))
	for _, m := range waiting {
		c, err := a.Store.Candidate(ctx, m.CandidateID)
		if err != nil {
			return nil, fmt.Errorf("review queue: candidate %q: %w", m.CandidateID, err)
		}
		l, err := a.Store.Listing(ctx, m.ListingID)
		if err != nil {
			return nil, fmt.Errorf("review queue: listing %q: %w", m.ListingID, err)
		}
		items = append(items, ReviewItem{Match: m, Candidate: c, Listing: l})
	}
	return items, nil
}

// Waiting returns how many matches wait for a decision.
func (a *Advisor) Waiting(ctx context.Context) (int, error) {
	return a.Store.CountMatches(ctx, market.Review)
}

// NewestPrice returns what a listing asks now; unknown where it has no price.
func (a *Advisor) NewestPrice(ctx context.Context, id market.ListingID) (money.Amount, error) {
	o, err := a.latest(ctx, id, a.moment(time.Time{}))
	return o.Offer.Price, err
}

// From returns the queue so that it begins with a pair, or where that is no longer in it with the one after; what
// stands before comes last.
func From(items []ReviewItem, candidateID string, id market.ListingID) []ReviewItem {
	at := len(items)
	for i, it := range items {
		if cmp.Or(cmp.Compare(it.Match.CandidateID, candidateID), cmp.Compare(it.Match.ListingID, id)) >= 0 {
			at = i
			break
		}
	}
	return append(append([]ReviewItem{}, items[at:]...), items[:at]...)
}

// Decide keeps a person's word on a match: confirmed or rejected. It wins over the model for good; review takes it back,
// and the pair waits for another. Error: market.ErrInvalid where there is nothing to take back.
func (a *Advisor) Decide(ctx context.Context, d Decision) (market.Match, error) {
	return a.deciding(ctx).decide(d)
}

// DecideAll keeps many decisions. One that cannot be kept, such as about an unknown candidate or listing, is returned
// with its line and the others are kept; the same file again changes nothing.
func (a *Advisor) DecideAll(ctx context.Context, decided []Decision) (kept int, bad []market.RowError, err error) {
	all := a.deciding(ctx)
	for _, d := range decided {
		switch _, err := all.decide(d); {
		case errors.Is(err, market.ErrNotFound) || errors.Is(err, market.ErrInvalid):
			bad = append(bad, market.RowError{Line: d.Line, Reason: err.Error()})
		case err != nil:
			return kept, bad, err
		default:
			kept++
		}
	}
	return kept, bad, nil
}

// ImportDecisions reads a review file and keeps its decisions. Rows that cannot be read or kept are returned in order of
// line. The error is one of the whole file.
func (a *Advisor) ImportDecisions(ctx context.Context, r io.Reader) (kept int, bad []market.RowError, err error) {
	decided, unread, err := ReadDecisions(r)
	if err != nil {
		return 0, nil, err
	}
	kept, unkept, err := a.DecideAll(ctx, decided)
	bad = append(append([]market.RowError{}, unread...), unkept...)
	slices.SortStableFunc(bad, func(x, y market.RowError) int { return cmp.Compare(x.Line, y.Line) })
	return kept, bad, err
}

// deciding keeps decisions and reads the matches of each candidate once.
type deciding struct {
	a     *Advisor
	ctx   context.Context
	known map[string]map[market.ListingID]market.Match
}

func (a *Advisor) deciding(ctx context.Context) *deciding {
	return &deciding{a: a, ctx: ctx, known: map[string]map[market.ListingID]market.Match{}}
}

func (x *deciding) decide(d Decision) (market.Match, error) {
	if d.Decision != market.Confirmed && d.Decision != market.Rejected && d.Decision != market.Review {
		return market.Match{}, &market.FieldError{Field: "decision", Problem: "must be confirmed, rejected or review"}
	}
	if d.Relation != "" && d.Relation != market.Same && d.Relation != market.Comparable {
		return market.Match{}, &market.FieldError{Field: "relation", Problem: "must be same or comparable"}
	}
	known, err := x.matches(d.CandidateID)
	if err != nil {
		return market.Match{}, err
	}
	if _, err := x.a.Store.Listing(x.ctx, d.ListingID); err != nil {
		return market.Match{}, fmt.Errorf("listing %q: %w", d.ListingID, err)
	}
	old, stored := known[d.ListingID]
	match := old
	if !stored {
		match = market.Match{CandidateID: d.CandidateID, ListingID: d.ListingID, Relation: market.Same, Method: "user"}
	}
	if d.Decision == market.Review {
		if old.Decision == market.Review {
			return old, nil
		}
		if !byUser(old.Decision) {
			return market.Match{}, &market.FieldError{Field: "decision", Problem: fmt.Sprintf("you have not decided on %s and %s; there is nothing to take back", d.CandidateID, d.ListingID)}
		}
	}
	match = match.Decide(d.Decision, cmp.Or(d.Relation, match.Relation, market.Same))
	if d.Decision == market.Review { // a stored decision yields to another decision only
		if err := x.a.Store.DropMatches(x.ctx, old); err != nil {
			return market.Match{}, fmt.Errorf("take back decision: %w", err)
		}
	}
	if err := x.a.Store.PutMatches(x.ctx, match); err != nil {
		return market.Match{}, fmt.Errorf("keep decision: %w", err)
	}
	known[d.ListingID] = match
	x.a.forget()
	return match, nil
}

func (x *deciding) matches(candidateID string) (map[market.ListingID]market.Match, error) {
	if known, ok := x.known[candidateID]; ok {
		return known, nil
	}
	if _, err := x.a.Store.Candidate(x.ctx, candidateID); err != nil {
		return nil, fmt.Errorf("candidate %q: %w", candidateID, err)
	}
	known := map[market.ListingID]market.Match{}
	for m, err := range x.a.Store.Matches(x.ctx, candidateID) {
		if err != nil {
			return nil, fmt.Errorf("matches of %q: %w", candidateID, err)
		}
		known[m.ListingID] = m
	}
	x.known[candidateID] = known
	return known, nil
}
