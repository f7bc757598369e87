package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"shelfwise/market"
)

// CandidatePage is a part of the candidates, by id.
type CandidatePage struct {
	Items []market.Candidate `json:"items"`
	Next  string             `json:"next,omitempty" doc:"Cursor of the next page; absent on the last"`
}

// PageParams is the paging of lists.
type PageParams struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"Most items in one answer"`
	Cursor string `query:"cursor" maxLength:"1000" doc:"next of the page before"`
}

// TodayParam is as_of where no earlier state is kept: a time that cannot be read is refused all the same.
type TodayParam struct {
	AsOf time.Time `query:"as_of" doc:"A time (RFC 3339) for the sake of one form of reading: candidates are your own, and of them only today's state is kept and returned"`
}

type candidatesIn struct {
	PageParams
	TodayParam
}

type candidatesOut struct{ Body CandidatePage }

type candidateIn struct {
	ID string `path:"id" doc:"Candidate id, percent-encoded" maxLength:"500"`
	TodayParam
}

type candidateOut struct{ Body market.Candidate }

// CandidateMarket is the rivals of one candidate.
type CandidateMarket struct {
	CandidateID string          `json:"candidate_id"`
	Market      market.Snapshot `json:"market"`
	Matches     []market.Match  `json:"matches" doc:"How each listing was related, with the evidence"`
}

type marketIn struct {
	Candidate string `path:"candidate" doc:"Candidate id, percent-encoded" maxLength:"500"`
	AsOfParam
}

type marketOut struct{ Body CandidateMarket }

func (s *service) candidateOps(api huma.API) {
	operation(s, api, huma.Operation{
		OperationID: "list-candidates", Method: http.MethodGet, Path: "/v1/candidates", Tags: []string{"Candidates"},
		Summary: "What we could sell", Errors: []int{http.StatusUnprocessableEntity},
	}, s.candidates)
	operation(s, api, huma.Operation{
		OperationID: "get-candidate", Method: http.MethodGet, Path: "/v1/candidates/{id}", Tags: []string{"Candidates"},
		Summary: "One candidate with its cost sheet", Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity},
	}, s.candidate)
	operation(s, api, huma.Operation{
		OperationID: "get-market", Method: http.MethodGet, Path: "/v1/markets/{candidate}", Tags: []string{"Markets"},
		Summary: "The rivals of one candidate, and what was left out", Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity},
	}, s.market)
}

func (s *service) candidates(ctx context.Context, in *candidatesIn) (*candidatesOut, error) {
	cur, err := parseCursor(in.Cursor)
	if err != nil {
		return nil, err
	}
	page := CandidatePage{Items: []market.Candidate{}}
	for c, err := range s.store.Candidates(ctx) {
		if err != nil {
			return nil, err
		}
		if c.ID <= cur.After {
			continue
		}
		if len(page.Items) == in.Limit {
			page.Next = cursor{After: page.Items[in.Limit-1].ID}.String()
			break
		}
		page.Items = append(page.Items, c)
	}
	return &candidatesOut{page}, nil
}

func (s *service) candidate(ctx context.Context, in *candidateIn) (*candidateOut, error) {
	c, err := s.store.Candidate(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return &candidateOut{c}, nil
}

func (s *service) market(ctx context.Context, in *marketIn) (*marketOut, error) {
	r, _, err := s.advisor.Recommendation(ctx, in.Candidate, in.AsOf)
	if err != nil {
		return nil, err
	}
	out := CandidateMarket{CandidateID: in.Candidate, Market: r.Market, Matches: []market.Match{}}
	for m, err := range s.store.Matches(ctx, in.Candidate) {
		if err != nil {
			return nil, err
		}
		out.Matches = append(out.Matches, m)
	}
	return &marketOut{out}, nil
}
