package api_test

import (
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/google/go-cmp/cmp"

	"shelfwise/api"
)

var update = flag.Bool("update", false, "rewrite golden files")

func readerOf(s string) io.Reader {
	if s == "" {
		return nil
	}
	return strings.NewReader(s)
}

// golden compares with a file under testdata, or rewrites it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}

func TestF50OpenAPIDocument(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	resp, body := ask(t, "GET", srv.URL+"/openapi.json", "")
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("GET /openapi.json = %d", resp.StatusCode)
	}
	doc, err := openapi3.NewLoader().LoadFromData([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Errorf("document is not valid: %v", err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Errorf("openapi = %s; want 3.1", doc.OpenAPI)
	}
	var v any
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Fatal(err)
	}
	pretty, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "openapi.json", append(pretty, '\n'))
}

func escaped(id string) string { return url.PathEscape(id) }

func TestF50AnswersFitTheDocument(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	_, text := ask(t, "GET", srv.URL+"/openapi.json", "")
	doc, err := openapi3.NewLoader().LoadFromData([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	doc.Servers = openapi3.Servers{{URL: srv.URL}}
	trial := escaped("C2/blue & <new>")
	for _, tc := range []struct {
		name, method, path, body string
		status                   int
	}{
		{"ranking", "GET", "/v1/recommendations", "", 200},
		{"ranking, one verdict", "GET", "/v1/recommendations?verdict=go&category=electric%20kettles", "", 200},
		{"candidates of the past", "GET", "/v1/candidates?as_of=2026-11-24T00:00:00Z", "", 200},
		{"candidates of no time", "GET", "/v1/candidates?as_of=yesterday", "", 422},
		{"ranking before any", "GET", "/v1/recommendations?as_of=2020-01-01T00:00:00Z", "", 404},
		{"ranking under another profile", "GET", "/v1/recommendations?profile=fast-turn&cash_limit=5000%20EUR&max_per_category=1", "", 200},
		{"ranking under own weights", "GET", "/v1/recommendations?weights=value%3D0.6,cost%3D0.4&min_margin=0.3", "", 200},
		{"bad weights", "GET", "/v1/recommendations?weights=luck%3D1", "", 422},
		{"bad profile", "GET", "/v1/recommendations?profile=greedy", "", 422},
		{"simulation under own weights", "POST", "/v1/simulations", `{"candidate_id":"C1","price":{"amount":"39.99","currency":"EUR"},"weights":"cost=1"}`, 200},
		{"bad verdict", "GET", "/v1/recommendations?verdict=maybe", "", 422},
		{"bad cursor", "GET", "/v1/recommendations?cursor=%21", "", 422},
		{"advice", "GET", "/v1/recommendations/C1", "", 200},
		{"advice with null parts", "GET", "/v1/recommendations/" + trial, "", 200},
		{"no such advice", "GET", "/v1/recommendations/nobody", "", 404},
		{"explanation", "GET", "/v1/recommendations/C1/explanation", "", 200},
		{"export", "GET", "/v1/recommendations/C1/export", "", 409},
		{"simulation", "POST", "/v1/simulations", `{"candidate_id":"C1","price":{"amount":"39.99","currency":"EUR"}}`, 200},
		{"candidates", "GET", "/v1/candidates?limit=2", "", 200},
		{"candidate", "GET", "/v1/candidates/" + trial, "", 200},
		{"market", "GET", "/v1/markets/C1", "", 200},
		{"listings", "GET", "/v1/listings?limit=3", "", 200},
		{"listing", "GET", "/v1/listings/" + escaped("alpha|A1"), "", 200},
		{"listing by query", "GET", "/v1/listings?id=" + url.QueryEscape(string(awkwardID)), "", 200},
		{"history", "GET", "/v1/listings/" + escaped(string(awkwardID)) + "/history?since=2026-11-01T00:00:00Z", "", 200},
		{"no such listing", "GET", "/v1/listings/nobody/history", "", 404},
		{"review queue", "GET", "/v1/matches?decision=review", "", 200},
		{"matches of the past", "GET", "/v1/matches?decision=auto&as_of=2026-11-24T00:00:00Z", "", 200},
		{"what matching found", "GET", "/v1/matches/report", "", 200},
		{"decision", "POST", "/v1/matches", `{"candidate_id":"C1","listing_id":"beta|B2","decision":"rejected"}`, 200},
		{"no decision", "POST", "/v1/matches", `{"candidate_id":"C1","listing_id":"beta|B2","decision":"perhaps"}`, 422},
		{"broken body", "POST", "/v1/matches", `{"candidate_id":`, 400},
		{"no such candidate", "POST", "/v1/simulations", `{"candidate_id":"nobody","price":{"amount":"9.99","currency":"EUR"}}`, 404},
		{"bad price", "POST", "/v1/simulations", `{"candidate_id":"C1","price":{"amount":"cheap","currency":"EUR"}}`, 422},
		{"hosts", "GET", "/v1/hosts?days=30", "", 200},
		{"hosts of too many days", "GET", "/v1/hosts?days=300", "", 422},
		{"health", "GET", "/healthz", "", 200},
		{"ready", "GET", "/readyz", "", 200},
	} {
		t.Run(tc.name, func(t *testing.T) {
			resp, body := ask(t, tc.method, srv.URL+tc.path, tc.body, [2]string{"Content-Type", "application/json"})
			if resp.StatusCode != tc.status {
				t.Fatalf("%s %s = %d %s; want %d", tc.method, tc.path, resp.StatusCode, body, tc.status)
			}
			validate(t, doc, resp, body)
		})
	}
}

// validate checks an answer against the operation of the document whose path it has.
func validate(t *testing.T, doc *openapi3.T, resp *http.Response, body string) {
	t.Helper()
	asked := strings.Split(resp.Request.URL.EscapedPath(), "/")
	for path, item := range doc.Paths.Map() {
		parts, params := strings.Split(path, "/"), map[string]string{}
		fits := len(parts) == len(asked) && item.GetOperation(resp.Request.Method) != nil
		for i := 0; fits && i < len(parts); i++ {
			if strings.HasPrefix(parts[i], "{") {
				params[strings.Trim(parts[i], "{}")] = asked[i]
			} else {
				fits = parts[i] == asked[i]
			}
		}
		if !fits {
			continue
		}
		route := &routers.Route{Spec: doc, Path: path, PathItem: item, Method: resp.Request.Method, Operation: item.GetOperation(resp.Request.Method)}
		in := &openapi3filter.ResponseValidationInput{
			RequestValidationInput: &openapi3filter.RequestValidationInput{Request: resp.Request, PathParams: params, Route: route},
			Status:                 resp.StatusCode, Header: resp.Header, Body: io.NopCloser(strings.NewReader(body)),
			Options: &openapi3filter.Options{IncludeResponseStatus: true},
		}
		if err := openapi3filter.ValidateResponse(t.Context(), in); err != nil {
			t.Errorf("%s %s does not fit the document: %v", resp.Request.Method, resp.Request.URL, err)
		}
		return
	}
	t.Errorf("%s %s is not in the document", resp.Request.Method, resp.Request.URL)
}
