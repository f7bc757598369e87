package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

const outcomesPath = "/v1/outcomes"

// OutcomeRequest is what came of an adopted recommendation.
type OutcomeRequest struct {
	CandidateID string     `json:"candidate_id" minLength:"1" maxLength:"500"`
	AdoptedAt   time.Time  `json:"adopted_at" doc:"First day at the price"`
	Days        int        `json:"days" minimum:"1" maximum:"3660" doc:"Full days counted from then on"`
	Price       AmountDoc  `json:"price" doc:"Asked in these days"`
	Units       int64      `json:"units" minimum:"0" doc:"Sold in these days"`
	Profit      *AmountDoc `json:"profit,omitempty" doc:"In these days"`
	UnitsBefore *int64     `json:"units_before,omitempty" minimum:"0" doc:"Sold in as many days before; absent where not known"`
	PriceBefore *AmountDoc `json:"price_before,omitempty" doc:"Asked before"`
}

type outcomeIn struct{ Body OutcomeRequest }

type outcomeOut struct{ Body scoring.OutcomeRow }

type outcomeReportOut struct{ Body scoring.OutcomeReport }

type changesIn struct {
	Since time.Time `query:"since" required:"true" doc:"Changes after this time (RFC 3339)"`
	Until time.Time `query:"until" doc:"Changes not after this time; now where absent"`
}

// ChangePage is what happened in the market, what is not normal last.
type ChangePage struct {
	Items []advisor.Change `json:"items"`
}

type changesOut struct{ Body ChangePage }

func (s *service) outcomeOps(api huma.API) {
	operation(s, api, huma.Operation{
		OperationID: "list-outcomes", Method: http.MethodGet, Path: outcomesPath, Tags: []string{"Outcomes"},
		Summary:     "How adopted advice has fared",
		Description: "Every outcome before and after beside what was foretold, the share that held, whether the forecasts are calibrated, and how the foretold goes together with the sold.",
		Errors:      []int{http.StatusUnprocessableEntity},
	}, s.outcomes)
	operation(s, api, huma.Operation{
		OperationID: "keep-outcome", Method: http.MethodPost, Path: outcomesPath, Tags: []string{"Outcomes"},
		Summary: "Keep what came of an adopted recommendation", Description: "What the advice of that day had foretold is kept with it. The same candidate and day again replaces it.",
		Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusForbidden, http.StatusRequestEntityTooLarge},
	}, s.keepOutcome)
	operation(s, api, huma.Operation{
		OperationID: "list-changes", Method: http.MethodGet, Path: "/v1/changes", Tags: []string{"Listings"},
		Summary:     "What entered, left, moved or is not normal",
		Description: "Kind anomaly: a reading that cannot be believed, a price that moved beyond what shops do, or a source most of whose listings are gone at once.",
		Errors:      []int{http.StatusUnprocessableEntity},
	}, s.changes)
}

func (s *service) outcomes(ctx context.Context, _ *struct{}) (*outcomeReportOut, error) {
	rep, err := s.advisor.Judge(ctx)
	if err != nil {
		return nil, err
	}
	return &outcomeReportOut{rep}, nil
}

func (s *service) keepOutcome(ctx context.Context, in *outcomeIn) (*outcomeOut, error) {
	b := in.Body
	o := market.Outcome{CandidateID: b.CandidateID, AdoptedAt: b.AdoptedAt, Days: b.Days, Units: b.Units, UnitsBefore: b.UnitsBefore}
	for _, x := range []struct {
		field string
		from  *AmountDoc
		to    *money.Amount
	}{{"price", &b.Price, &o.Price}, {"profit", b.Profit, &o.Profit}, {"price_before", b.PriceBefore, &o.PriceBefore}} {
		if x.from == nil {
			continue
		}
		var err error
		if *x.to, err = money.Decimal(x.from.Amount, money.Currency(x.from.Currency)); err != nil {
			return nil, &market.FieldError{Field: x.field, Problem: err.Error()}
		}
	}
	o, err := s.advisor.Adopt(ctx, o)
	if err != nil {
		return nil, err
	}
	return &outcomeOut{scoring.JudgeOutcomes([]market.Outcome{o}).Rows[0]}, nil
}

func (s *service) changes(ctx context.Context, in *changesIn) (*changesOut, error) {
	all, err := s.advisor.Watch(ctx, in.Since, in.Until)
	if err != nil {
		return nil, err
	}
	page := ChangePage{Items: all}
	if page.Items == nil {
		page.Items = []advisor.Change{}
	}
	return &changesOut{page}, nil
}
