package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"shelfwise/market"
)

// problemType is the media type of RFC 9457.
const problemType = "application/problem+json"

// internalDetail is all that a client is told of an error that is ours; the log has the rest under the request's id.
const internalDetail = "something went wrong here; the log has it under this request_id"

// Problem is an error as RFC 9457 writes it.
type Problem struct {
	Type      string         `json:"type" doc:"A URI for the kind of problem"`
	Title     string         `json:"title"`
	Status    int            `json:"status"`
	Detail    string         `json:"detail"`
	Instance  string         `json:"instance" doc:"The address that was asked"`
	RequestID string         `json:"request_id,omitempty"`
	Errors    []ProblemField `json:"errors,omitempty"`
}

// ProblemField is one wrong part of a request.
type ProblemField struct {
	Pointer   string `json:"pointer,omitempty" doc:"JSON pointer into the body"`
	Parameter string `json:"parameter,omitempty" doc:"Name of the path, query or header parameter"`
	Detail    string `json:"detail"`
}

// Error returns the detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus returns the HTTP status; huma asks for it under this name.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is problem+json whatever was asked for.
func (p *Problem) ContentType(string) string { return problemType }

func newProblem(status int, detail string) *Problem {
	kind := strings.ReplaceAll(strings.ToLower(http.StatusText(status)), " ", "-")
	return &Problem{Type: "urn:shelfwise:problem:" + kind, Title: http.StatusText(status), Status: status, Detail: detail}
}

// statuses is the one table from error kinds to statuses; the first that fits decides.
func statuses() []struct {
	kind   error
	status int
} {
	return []struct {
		kind   error
		status int
	}{
		{market.ErrNotFound, http.StatusNotFound},
		{market.ErrConflict, http.StatusConflict},
		{market.ErrInvalid, http.StatusUnprocessableEntity},
		{context.DeadlineExceeded, http.StatusGatewayTimeout},
		{context.Canceled, 499}, // the client went away; nginx's number, for the log
	}
}

// problem is what a client is told of an error.
func (s *service) problem(ctx context.Context, err error) error {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	for _, row := range statuses() {
		if !errors.Is(err, row.kind) {
			continue
		}
		p := newProblem(row.status, err.Error())
		if f, ok := errors.AsType[*market.FieldError](err); ok {
			p.Errors = []ProblemField{{Pointer: "/" + strings.ReplaceAll(f.Field, ".", "/"), Detail: f.Problem}}
		}
		return p
	}
	s.o.Logger.Error("request failed", "error", err, "request_id", requestID(ctx))
	return newProblem(http.StatusInternalServerError, internalDetail)
}

// describeProblem completes a problem on its way out and puts huma's own errors into the same shape.
func describeProblem(ctx huma.Context, _ string, v any) (any, error) {
	p, ok := v.(*Problem)
	if model, is := v.(*huma.ErrorModel); is {
		p, ok = newProblem(model.Status, model.Detail), true
		if model.Status >= http.StatusInternalServerError {
			p.Detail = internalDetail
		}
		for _, e := range model.Errors {
			p.Errors = append(p.Errors, fieldOf(e))
		}
	}
	if ok {
		u := ctx.URL()
		p.Instance, p.RequestID = u.RequestURI(), requestID(ctx.Context())
		ctx.SetHeader("Content-Type", problemType) // huma has set what was asked for, such as text/csv
		return p, nil
	}
	return v, nil
}

// fieldOf turns huma's place ("body.price.amount", "query.limit") into a pointer or a parameter name.
func fieldOf(e *huma.ErrorDetail) ProblemField {
	where, rest, _ := strings.Cut(e.Location, ".")
	if where == "body" {
		pointer := ""
		if rest != "" {
			pointer = "/" + strings.NewReplacer(".", "/", "[", "/", "]", "").Replace(rest)
		}
		if name, ok := missingField(e.Message); ok {
			pointer += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
		}
		return ProblemField{Pointer: pointer, Detail: e.Message}
	}
	return ProblemField{Parameter: rest, Detail: e.Message}
}

// missingField reads the name out of huma's message about a property that is not there, whose place it gives as the
// object around it.
func missingField(message string) (string, bool) {
	name, ok := strings.CutPrefix(message, "expected required property ")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(name, " to be present")
}

// abort answers with a problem outside of the operations.
func (s *service) abort(c *gin.Context, status int, detail string) {
	p := newProblem(status, detail)
	p.Instance, p.RequestID = c.Request.URL.RequestURI(), requestID(c.Request.Context())
	b, err := json.Marshal(p)
	if err != nil {
		b = []byte(`{"type":"about:blank","title":"Internal Server Error","status":500}`)
	}
	c.Abort()
	if !c.Writer.Written() {
		c.Data(status, problemType, b)
	}
}

// wantsProblem reports whether a request is a program's: under /v1, or not asking for HTML.
func wantsProblem(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/v1/") || r.URL.Path == "/v1" || strings.Contains(r.Header.Get("Accept"), "json")
}
