package api

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

const rankingsPath = "/v1/rankings"

// RankingRequest asks for a new ranking of what the store holds.
type RankingRequest struct {
	AsOf time.Time `json:"as_of,omitzero" doc:"Rank the market as it was known at this time; now where absent"`
}

// Ranking is a ranking that was made and kept.
type Ranking struct {
	AsOf         time.Time `json:"as_of"`
	ModelVersion string    `json:"model_version"`
	Candidates   int       `json:"candidates"`
}

type rankingIn struct {
	Key  string `header:"Idempotency-Key" maxLength:"255" required:"true" doc:"Any text; the same again when the request is sent again"`
	Body RankingRequest
}

type rankingOut struct {
	Location string `header:"Location"`
	Body     Ranking
}

func (s *service) rankingOps(api huma.API) {
	operation(s, api, huma.Operation{
		OperationID: "create-ranking", Method: http.MethodPost, Path: rankingsPath, Tags: []string{"Recommendations"},
		Summary: "Match, rank and price everything anew", DefaultStatus: http.StatusCreated,
		Description: "The ranking is kept under its time and is what the other operations then answer from.",
		Errors:      []int{http.StatusConflict, http.StatusForbidden, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge},
	}, s.makeRanking)
}

func (s *service) makeRanking(ctx context.Context, in *rankingIn) (*rankingOut, error) {
	a, err := s.advisor.Rank(ctx, in.Body.AsOf)
	if err != nil {
		return nil, err
	}
	at := a.AsOf.UTC().Format(time.RFC3339Nano)
	return &rankingOut{
		Location: recommendationsPath + "?as_of=" + url.QueryEscape(at),
		Body:     Ranking{AsOf: a.AsOf, ModelVersion: a.ModelVersion, Candidates: len(a.Recommendations)},
	}, nil
}
