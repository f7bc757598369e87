package api

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/market/money"
)

const recommendationsPath = "/v1/recommendations"

// RecommendationPage is a ranking, or a part of it; the shape that `advise --format json` prints, with paging.
type RecommendationPage struct {
	AsOf            time.Time               `json:"as_of"`
	ModelVersion    string                  `json:"model_version"`
	Profile         string                  `json:"profile,omitempty"`
	Shortlist       []string                `json:"shortlist,omitempty" doc:"The one or two to start with, of the whole ranking"`
	ShortlistWhy    string                  `json:"shortlist_why,omitempty" doc:"Why it is so short"`
	Portfolio       *market.Portfolio       `json:"portfolio,omitempty" doc:"The set that earns the most under the cash limit asked for"`
	Recommendations []market.Recommendation `json:"recommendations"`
	Next            string                  `json:"next,omitempty" doc:"Cursor of the next page; absent on the last"`
}

func (p RecommendationPage) advice() market.Advice {
	return market.Advice{AsOf: p.AsOf, ModelVersion: p.ModelVersion, Profile: p.Profile, Recommendations: p.Recommendations}
}

type recommendationsIn struct {
	Category string    `query:"category" doc:"Only this category, whatever the case" maxLength:"200"`
	Verdict  string    `query:"verdict" enum:"go,trial,watch,drop" doc:"Only this verdict"`
	AsOf     time.Time `query:"as_of" doc:"The newest ranking not after this time (RFC 3339)"`
	Limit    int       `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"Most rows in one answer"`
	Cursor   string    `query:"cursor" maxLength:"1000" doc:"next of the page before"`
	ChoiceParams
}

// ChoiceParams are the parameters of an own way of choosing; with any of them the market is ranked anew.
type ChoiceParams struct {
	Profile        string  `query:"profile" enum:"default,new-line,price-fighter,premium-brand,cash-limited,fast-turn" doc:"A named profile"`
	Weights        string  `query:"weights" maxLength:"200" doc:"Own weights" example:"value=0.4,attractiveness=0.3,cost=0.2,competition=0.1"`
	Segment        string  `query:"segment" maxLength:"200" doc:"Segment of buyers to rank for"`
	CashLimit      string  `query:"cash_limit" maxLength:"40" doc:"Also pick the set that earns the most with this cash, what is not known counted at its worst" example:"20000 EUR"`
	MaxPerCategory int     `query:"max_per_category" minimum:"0" doc:"At most so many of one category in that set; 0 is any number"`
	MinMargin      float64 `query:"min_margin" minimum:"0" exclusiveMaximum:"1" doc:"Least share of the price that a go leaves; 0 is the profile's"`
}

func (p ChoiceParams) choice() advisor.Choice {
	c := advisor.Choice{Profile: p.Profile, Weights: p.Weights, Segment: p.Segment, CashLimit: p.CashLimit}
	if p.MaxPerCategory > 0 {
		c.MaxPerCategory = &p.MaxPerCategory
	}
	if p.MinMargin > 0 {
		c.MinMargin = &p.MinMargin
	}
	return c
}

type recommendationsOut struct{ Body RecommendationPage }

// AsOfParam is the parameter of every reading operation.
type AsOfParam struct {
	AsOf time.Time `query:"as_of" doc:"The state of this time (RFC 3339); now where absent"`
}

type recommendationIn struct {
	ID string `path:"id" doc:"Candidate id, percent-encoded" maxLength:"500"`
	AsOfParam
}

type recommendationOut struct {
	Link string `header:"Link"`
	Body market.Recommendation
}

type explanationOut struct{ Body advisor.Explanation }

// exportOut is a document of its own format; only verify reads what is in it.
type exportOut struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

// SimulationRequest asks what a candidate would earn at another price.
type SimulationRequest struct {
	CandidateID string    `json:"candidate_id" minLength:"1" maxLength:"500"`
	Price       AmountDoc `json:"price"`
	AsOf        time.Time `json:"as_of,omitzero" doc:"On the market of this time; the newest where absent"`
	Profile     string    `json:"profile,omitempty" enum:"default,new-line,price-fighter,premium-brand,cash-limited,fast-turn" doc:"Under a named profile"`
	Weights     string    `json:"weights,omitempty" maxLength:"200" doc:"Under own weights" example:"value=0.4,attractiveness=0.3,cost=0.2,competition=0.1"`
	Segment     string    `json:"segment,omitempty" maxLength:"200" doc:"For one segment of buyers"`
}

type simulationIn struct{ Body SimulationRequest }

type simulationOut struct{ Body market.Recommendation }

func (s *service) recommendationOps(api huma.API) {
	op := huma.Operation{
		OperationID: "list-recommendations", Method: http.MethodGet, Path: recommendationsPath, Tags: []string{"Recommendations"},
		Summary: "The ranking", Description: "Candidates in rank order with verdict, price corridor, expected profit and reasons. " +
			"Accept: text/csv gives the table form.",
		Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity},
	}
	operation(s, api, op, s.recommendations)
	addCSV(api, recommendationsPath)
	operation(s, api, huma.Operation{
		OperationID: "get-recommendation", Method: http.MethodGet, Path: recommendationsPath + "/{id}", Tags: []string{"Recommendations"},
		Summary: "The advice on one candidate", Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity},
	}, s.recommendation)
	operation(s, api, huma.Operation{
		OperationID: "explain-recommendation", Method: http.MethodGet, Path: recommendationsPath + "/{id}/explanation", Tags: []string{"Recommendations"},
		Summary: "Why: every input of the advice",
		Description: "The recommendation with its candidate, matches, and for each number of each rival its page, time, hash, extractor and text, " +
			"as the advice used them; `since` tells what has changed.",
		Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity},
	}, s.explanation)
	operation(s, api, huma.Operation{
		OperationID: "export-recommendation", Method: http.MethodGet, Path: recommendationsPath + "/{id}/export", Tags: []string{"Recommendations"},
		Summary: "The advice with all inputs, for `shelfwise verify`",
		Description: "The recommendation that was ranked with the inputs it was made of, whatever has changed since. 409 where it cannot " +
			"be computed again: its inputs were not kept with it, or another version of the model made it.",
		Responses: map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{
			"application/json": {Schema: &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true}},
		}}},
		Errors: []int{http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity},
	}, s.export)
	operation(s, api, huma.Operation{
		OperationID: "simulate", Method: http.MethodPost, Path: "/v1/simulations", Tags: []string{"Recommendations"},
		Summary: "What another price would bring", Description: "Nothing is stored; the same question has the same answer.",
		Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge},
	}, s.simulate)
}

// addCSV tells in the document that an operation has a table form too.
func addCSV(api huma.API, path string) {
	content := api.OpenAPI().Paths[path].Get.Responses["200"].Content
	content["text/csv"] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
}

func (s *service) recommendations(ctx context.Context, in *recommendationsIn) (*recommendationsOut, error) {
	cur, err := parseCursor(in.Cursor)
	if err != nil {
		return nil, err
	}
	q := advisor.Query{AsOf: in.AsOf, Category: in.Category, Verdict: market.Verdict(in.Verdict), After: cur.Rank, Limit: in.Limit + 1, Choice: in.choice()}
	if !cur.AsOf.IsZero() {
		q.AsOf = cur.AsOf
	}
	a, err := s.advisor.Advice(ctx, q)
	if err != nil {
		return nil, err
	}
	page := RecommendationPage{AsOf: a.AsOf, ModelVersion: a.ModelVersion, Profile: a.Profile, Shortlist: a.Shortlist, ShortlistWhy: a.ShortlistWhy, Portfolio: a.Portfolio, Recommendations: a.Recommendations}
	if len(page.Recommendations) > in.Limit {
		page.Recommendations = page.Recommendations[:in.Limit]
		page.Next = cursor{AsOf: a.AsOf, Rank: page.Recommendations[in.Limit-1].Rank}.String()
	}
	if page.Recommendations == nil {
		page.Recommendations = []market.Recommendation{}
	}
	return &recommendationsOut{page}, nil
}

func (s *service) recommendation(ctx context.Context, in *recommendationIn) (*recommendationOut, error) {
	r, _, err := s.advisor.Recommendation(ctx, in.ID, in.AsOf)
	if err != nil {
		return nil, err
	}
	link := fmt.Sprintf("<%s/%s/explanation>; rel=\"describedby\"", recommendationsPath, url.PathEscape(in.ID))
	return &recommendationOut{Link: link, Body: r}, nil
}

func (s *service) explanation(ctx context.Context, in *recommendationIn) (*explanationOut, error) {
	ex, err := s.advisor.Explain(ctx, in.ID, in.AsOf)
	if err != nil {
		return nil, err
	}
	return &explanationOut{ex}, nil
}

func (s *service) export(ctx context.Context, in *recommendationIn) (*exportOut, error) {
	b, err := s.advisor.Export(ctx, in.ID, in.AsOf)
	if err != nil {
		return nil, err
	}
	return &exportOut{ContentType: "application/json", Body: b}, nil
}

func (s *service) simulate(ctx context.Context, in *simulationIn) (*simulationOut, error) {
	price, err := money.Decimal(in.Body.Price.Amount, money.Currency(in.Body.Price.Currency))
	if err != nil {
		return nil, &market.FieldError{Field: "price", Problem: err.Error()}
	}
	r, err := s.advisor.Simulate(ctx, advisor.WhatIf{
		CandidateID: in.Body.CandidateID, Price: price, AsOf: in.Body.AsOf,
		Choice: advisor.Choice{Profile: in.Body.Profile, Weights: in.Body.Weights, Segment: in.Body.Segment},
	})
	if err != nil {
		return nil, err
	}
	return &simulationOut{r}, nil
}
