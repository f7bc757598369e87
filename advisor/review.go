package advisor

import (
	"context"
	"fmt"

	"shelfwise/market"
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

// Decide keeps a person's word on a match: confirmed or rejected. It wins over the model for good.
func (a *Advisor) Decide(ctx context.Context, candidateID string, id market.ListingID, d market.Decision) (market.Match, error) {
	if d != market.Confirmed && d != market.Rejected {
		return market.Match{}, &market.FieldError{Field: "decision", Problem: "must be confirmed or rejected"}
	}
	if _, err := a.Store.Candidate(ctx, candidateID); err != nil {
		return market.Match{}, fmt.Errorf("candidate %q: %w", candidateID, err)
	}
	if _, err := a.Store.Listing(ctx, id); err != nil {
		return market.Match{}, fmt.Errorf("listing %q: %w", id, err)
	}
	match := market.Match{CandidateID: candidateID, ListingID: id, Relation: market.Same, Confidence: 1, Method: "user"}
	for m, err := range a.Store.Matches(ctx, candidateID) {
		if err != nil {
			return market.Match{}, fmt.Errorf("matches of %q: %w", candidateID, err)
		}
		if m.ListingID == id {
			match = m
		}
	}
	match.Decision = d
	if err := a.Store.PutMatches(ctx, match); err != nil {
		return market.Match{}, fmt.Errorf("keep decision: %w", err)
	}
	a.forget()
	return match, nil
}
