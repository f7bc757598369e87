package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// Health is the answer of the probes.
type Health struct {
	Status string `json:"status" enum:"ok,unavailable"`
	Detail string `json:"detail,omitempty"`
}

type healthOut struct {
	Status int
	Body   Health
}

func (s *service) healthOps(api huma.API) {
	huma.Register(api, huma.Operation{
		OperationID: "health", Method: http.MethodGet, Path: "/healthz", Tags: []string{"Operations"},
		Summary: "Whether the process answers", Security: []map[string][]string{},
	}, func(context.Context, *struct{}) (*healthOut, error) {
		return &healthOut{Status: http.StatusOK, Body: Health{Status: "ok"}}, nil
	})
	huma.Register(api, huma.Operation{
		OperationID: "ready", Method: http.MethodGet, Path: "/readyz", Tags: []string{"Operations"},
		Summary: "Whether the store answers", Security: []map[string][]string{}, Errors: []int{http.StatusServiceUnavailable},
	}, s.ready)
}

// ready asks the store for one candidate; an empty store is ready too.
func (s *service) ready(ctx context.Context, _ *struct{}) (*healthOut, error) {
	for _, err := range s.store.Candidates(ctx) {
		if err != nil {
			s.o.Logger.Warn("store does not answer", "error", err, "request_id", requestID(ctx))
			return nil, newProblem(http.StatusServiceUnavailable, "the store does not answer")
		}
		break
	}
	return &healthOut{Status: http.StatusOK, Body: Health{Status: "ok"}}, nil
}
