package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"shelfwise/advisor"
)

type hostsIn struct {
	Days int `query:"days" minimum:"1" maximum:"90" default:"7" doc:"Days looked back, today included"`
}

// HostList is what hosts were asked for, in order of host.
type HostList struct {
	Items []advisor.HostUse `json:"items"`
}

type hostsOut struct{ Body HostList }

func (s *service) hostOps(api huma.API) {
	operation(s, api, huma.Operation{
		OperationID: "list-hosts", Method: http.MethodGet, Path: "/v1/hosts", Tags: []string{"Operations"},
		Summary: "What collection asked each host for", Description: "Requests, bytes, outcomes, and how long the host's pace, Crawl-delay and Retry-After made requests wait.",
		Errors: []int{http.StatusUnprocessableEntity},
	}, s.hosts)
}

func (s *service) hosts(ctx context.Context, in *hostsIn) (*hostsOut, error) {
	all, err := s.advisor.Hosts(ctx, in.Days)
	if err != nil {
		return nil, err
	}
	return &hostsOut{HostList{all}}, nil
}
