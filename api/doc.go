// Package api is the face of the product to programs: JSON over HTTP under /v1, described by OpenAPI 3.1, with
// api/web, the dashboard for people, on the same handler.
//
// It stands above advisor and decides nothing itself: an operation reads its input, asks the advisor, and says the
// answer in the shape that CONTRACT fixes. Errors are application/problem+json (RFC 9457); which error is which
// status stands in one table, in problem.go.
//
//	h, err := api.New(adv, api.Options{Logger: log, Now: time.Now})
//	srv := api.NewServer(h)
//
// The files:
//
//   - api.go: Options, New: the routes and what stands before them
//   - serve.go: NewServer, CheckBind
//   - middleware.go, access.go: request ids, logs, limits, who may ask
//   - problem.go: errors
//   - caching.go: entity tags, prepared answers; idempotency.go: requests sent again; cursor.go: paging; csv.go: the table form
//   - schema.go: how our types look in the OpenAPI document
//   - recommendations.go, rankings.go, candidates.go, listings.go, matches.go, outcomes.go, hosts.go, health.go: the operations
//   - metrics.go: /metrics
package api
