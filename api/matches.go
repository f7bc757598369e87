package api

import (
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
}

type matchesOut struct{ Body MatchPage }

// DecisionRequest is a person's word on a match.
type DecisionRequest struct {
	CandidateID string `json:"candidate_id" minLength:"1" maxLength:"500"`
	ListingID   string `json:"listing_id" minLength:"1" maxLength:"4000"`
	Decision    string `json:"decision" enum:"confirmed,rejected"`
}

type decisionIn struct{ Body DecisionRequest }

type decisionOut struct{ Body market.Match }

func (s *service) matchOps(api huma.API) {
	operation(s, api, huma.Operation{
		OperationID: "list-matches", Method: http.MethodGet, Path: matchesPath, Tags: []string{"Matches"},
		Summary:     "Matches by decision; review is the queue of doubtful ones",
		Description: "Accept: text/csv gives the table form, whose last column is for your decisions; `shelfwise review import` reads it back.", Errors: []int{http.StatusUnprocessableEntity},
	}, s.matches)
	addCSV(api, matchesPath)
	operation(s, api, huma.Operation{
		OperationID: "decide-match", Method: http.MethodPost, Path: matchesPath, Tags: []string{"Matches"},
		Summary: "Confirm or reject a match for good", Description: "The next ranking uses it; the model never overrules it.",
		Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusForbidden, http.StatusRequestEntityTooLarge},
	}, s.decide)
	operation(s, api, huma.Operation{
		OperationID: "match-report", Method: http.MethodGet, Path: matchesPath + "/report", Tags: []string{"Matches"},
		Summary:     "What matching found, kept out and quarantined",
		Description: "How often decisions and model agree, how far each guard moved the median price of a market, and which identifiers contradict the rest.",
	}, s.matchReport)
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
	for m, err := range s.store.Matches(ctx, in.Candidate) {
		if err != nil {
			return nil, err
		}
		if string(m.Decision) != in.Decision {
			continue
		}
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
	m, err := s.advisor.Decide(ctx, d.CandidateID, market.ListingID(d.ListingID), market.Decision(d.Decision))
	if err != nil {
		return nil, err
	}
	return &decisionOut{m}, nil
}
