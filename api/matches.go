package api

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"shelfwise/advisor"
	"shelfwise/market"
)

// MatchPage is the matches with a decision; those that wait for one come with both sides.
type MatchPage struct {
	Items []advisor.ReviewItem `json:"items"`
}

const matchesPath = "/v1/matches"

type matchesIn struct {
	Decision  string `query:"decision" enum:"review,auto,confirmed,rejected" default:"review" doc:"Only matches with this decision"`
	Candidate string `query:"candidate" maxLength:"500" doc:"Only matches of this candidate"`
	AsOfParam
}

type matchesOut struct{ Body MatchPage }

// DecisionRequest is a person's word on a match.
type DecisionRequest struct {
	CandidateID string `json:"candidate_id" minLength:"1" maxLength:"500"`
	ListingID   string `json:"listing_id" minLength:"1" maxLength:"4000"`
	Decision    string `json:"decision" enum:"confirmed,rejected,review" doc:"review takes a decision back; the pair then waits for another"`
	Relation    string `json:"relation,omitempty" enum:"same,comparable" doc:"What is confirmed; that of the stored match where absent, same where none is stored"`
}

type decisionIn struct{ Body DecisionRequest }

type decisionOut struct{ Body market.Match }

func (s *service) matchOps(api huma.API) {
	operation(s, api, huma.Operation{
		OperationID: "list-matches", Method: http.MethodGet, Path: matchesPath, Tags: []string{"Matches"},
		Summary: "Matches by decision; review is the queue of doubtful ones",
		Description: "With as_of, the matches that comparing finds in what had been read until then, by today's candidates and decisions, of which no earlier ones are kept. " +
			"Accept: text/csv gives the table form, whose last column is for your decisions; send it back to " + decisionsPath + ".", Errors: []int{http.StatusUnprocessableEntity},
	}, s.matches)
	addCSV(api, matchesPath)
	operation(s, api, huma.Operation{
		OperationID: "decide-match", Method: http.MethodPost, Path: matchesPath, Tags: []string{"Matches"},
		Summary: "Confirm or reject a match for good, or take that back", Description: "The next ranking uses it; the model never overrules it. A pair that is quarantined is decided in the same way.",
		Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusForbidden, http.StatusRequestEntityTooLarge},
	}, s.decide)
	operation(s, api, huma.Operation{
		OperationID: "decide-matches", Method: http.MethodPost, Path: decisionsPath, Tags: []string{"Matches"},
		Summary: "Keep the decisions of a table",
		Description: "A CSV with the columns candidate_id, listing_id, decision (confirmed, rejected, review to take one back, or empty) and, where given, relation (same, comparable); other columns are ignored, " +
			"as in the table form of the queue. Rows that cannot be kept are named with their line and the others are kept. The same table again changes nothing.",
		Errors: []int{http.StatusUnprocessableEntity, http.StatusForbidden, http.StatusRequestEntityTooLarge},
	}, s.decideAll)
	operation(s, api, huma.Operation{
		OperationID: "match-report", Method: http.MethodGet, Path: matchesPath + "/report", Tags: []string{"Matches"},
		Summary:     "What matching found, kept out and quarantined",
		Description: "How often decisions and model agree, how far each guard moved the median price of a market, and which identifiers contradict the rest.",
	}, s.matchReport)
}

const decisionsPath = matchesPath + "/decisions"

// Decided says what became of a table of decisions.
type Decided struct {
	Kept   int               `json:"kept"`
	Errors []market.RowError `json:"errors" doc:"Rows left out, in order of line"`
}

type decideAllIn struct {
	RawBody []byte `contentType:"text/csv"`
}

type decideAllOut struct{ Body Decided }

func (s *service) decideAll(ctx context.Context, in *decideAllIn) (*decideAllOut, error) {
	kept, bad, err := s.advisor.ImportDecisions(ctx, bytes.NewReader(in.RawBody))
	if err != nil {
		return nil, err
	}
	return &decideAllOut{Decided{Kept: kept, Errors: bad}}, nil
}

type reportOut struct{ Body advisor.MatchReport }

func (s *service) matchReport(ctx context.Context, _ *struct{}) (*reportOut, error) {
	rep, err := s.advisor.MatchReport(ctx)
	if err != nil {
		return nil, err
	}
	return &reportOut{rep}, nil
}

func (s *service) matches(ctx context.Context, in *matchesIn) (*matchesOut, error) {
	page := MatchPage{Items: []advisor.ReviewItem{}}
	found, err := s.advisor.Matches(ctx, in.Candidate, market.Decision(in.Decision), in.AsOf)
	if err != nil {
		return nil, err
	}
	for _, m := range found {
		item := advisor.ReviewItem{Match: m}
		if item.Candidate, err = s.store.Candidate(ctx, m.CandidateID); err != nil {
			return nil, err
		}
		if item.Listing, err = s.store.Listing(ctx, m.ListingID); err != nil {
			return nil, err
		}
		page.Items = append(page.Items, item)
	}
	return &matchesOut{page}, nil
}

func (s *service) decide(ctx context.Context, in *decisionIn) (*decisionOut, error) {
	d := in.Body
	m, err := s.advisor.Decide(ctx, advisor.Decision{
		CandidateID: d.CandidateID, ListingID: market.ListingID(d.ListingID), Decision: market.Decision(d.Decision), Relation: market.Relation(d.Relation),
	})
	if err != nil {
		return nil, err
	}
	return &decisionOut{m}, nil
}
