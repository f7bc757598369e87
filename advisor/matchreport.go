package advisor

import (
	"context"
	"fmt"
	"time"

	"shelfwise/market"
	"shelfwise/matching"
)

// MatchReport is what the last comparing of listings with candidates found, and what it kept out and why.
type MatchReport struct {
	AsOf       time.Time `json:"as_of"`
	Candidates int       `json:"candidates"`
	Listings   int       `json:"listings"`
	Same       int       `json:"same"`       // pairs in use
	Comparable int       `json:"comparable"` // pairs in use
	Review     int       `json:"review"`     // pairs that wait for a person
	Excluded   int       `json:"excluded"`   // pairs that a guard kept out
	// Agreement says how often a person's word and the model's are the same.
	Agreement matching.Agreement `json:"agreement"`
	// Guards says how far each guard moved the median price of each candidate's market.
	Guards []market.GuardEffect `json:"guards"`
	// Quarantined are listings that share an identifier with a candidate and contradict it; they are never merged.
	Quarantined []matching.Quarantine `json:"quarantined"`
}

func reportOf(asOf time.Time, candidates, listings int, r matching.Result) MatchReport {
	rep := MatchReport{
		AsOf: asOf, Candidates: candidates, Listings: listings, Agreement: r.Agreement,
		Guards: append([]market.GuardEffect{}, r.Guards...), Quarantined: append([]matching.Quarantine{}, r.Quarantined...),
	}
	for _, m := range r.Matches {
		switch {
		case m.Decision == market.Review:
			rep.Review++
		case m.Relation == market.Same:
			rep.Same++
		default:
			rep.Comparable++
		}
	}
	for _, ex := range r.Excluded {
		rep.Excluded += len(ex)
	}
	return rep
}

// Compare relates the stored listings to the stored candidates as of a time (zero: now) and keeps the matches.
func (a *Advisor) Compare(ctx context.Context, asOf time.Time) (MatchReport, error) {
	p, err := a.prepareAnew(ctx, a.moment(asOf))
	if err != nil {
		return MatchReport{}, err
	}
	if err := a.keepMatches(ctx, p); err != nil {
		return MatchReport{}, err
	}
	return a.keepReport(p), nil
}

// MatchReport answers from the last comparing, where there was one since the start; else it compares as of now,
// without keeping anything.
func (a *Advisor) MatchReport(ctx context.Context) (MatchReport, error) {
	if rep, ok := a.LastMatchReport(); ok {
		return rep, nil
	}
	p, err := a.prepare(ctx, a.moment(time.Time{}))
	if err != nil {
		return MatchReport{}, err
	}
	return a.keepReport(p), nil
}

// LastMatchReport returns the report of the last comparing, and false where there was none since the start.
func (a *Advisor) LastMatchReport() (MatchReport, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.report == nil {
		return MatchReport{}, false
	}
	return *a.report, true
}

func (a *Advisor) keepReport(p *prepared) MatchReport {
	rep := reportOf(p.input.AsOf, len(p.input.Candidates), len(p.input.Series), p.result)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.report = &rep
	return rep
}

// Matches returns the matches with a decision, in order of candidate, then listing. With a time they are what comparing
// finds in the prices and listings read until then; candidates and decisions are those of today, since a store keeps no
// earlier ones. Nothing is kept.
func (a *Advisor) Matches(ctx context.Context, candidateID string, d market.Decision, asOf time.Time) ([]market.Match, error) {
	var out []market.Match
	keep := func(m market.Match) {
		if m.Decision == d && (candidateID == "" || m.CandidateID == candidateID) {
			out = append(out, m)
		}
	}
	if asOf.IsZero() {
		for m, err := range a.Store.Matches(ctx, candidateID) {
			if err != nil {
				return nil, fmt.Errorf("matches: %w", err)
			}
			keep(m)
		}
		return out, nil
	}
	p, err := a.prepare(ctx, asOf.UTC())
	if err != nil {
		return nil, err
	}
	for _, m := range p.result.Matches {
		keep(m)
	}
	return out, nil
}
