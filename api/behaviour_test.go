package api_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shelfwise/advisor"
	"shelfwise/api"
	"shelfwise/market"
	"shelfwise/scoring"
	"shelfwise/store/memory"
)

// problemIn reads a problem and checks what every one of them must have.
func problemIn(t *testing.T, resp *http.Response, body string) api.Problem {
	t.Helper()
	var p api.Problem
	if err := json.Unmarshal([]byte(body), &p); err != nil {
		t.Fatalf("%d answer is not JSON: %v\n%s", resp.StatusCode, err, body)
	}
	if ct := resp.Header.Get("Content-Type"); ct != "application/problem+json" {
		t.Errorf("Content-Type = %q; want application/problem+json", ct)
	}
	if p.Type == "" || p.Title == "" || p.Status != resp.StatusCode || p.Detail == "" || p.Instance == "" || p.RequestID == "" {
		t.Errorf("problem %+v lacks a member; status was %d", p, resp.StatusCode)
	}
	return p
}

func TestF51EveryErrorIsAProblem(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{MaxBody: 400})
	for _, tc := range []struct {
		name, method, path, body string
		status                   int
		pointer, parameter       string
	}{
		{"no such path", "GET", "/v1/nothing", "", 404, "", ""},
		{"no such candidate", "GET", "/v1/recommendations/nobody", "", 404, "", ""},
		{"no such method", "DELETE", "/v1/candidates", "", 405, "", ""},
		{"limit too large", "GET", "/v1/candidates?limit=9999", "", 422, "", "limit"},
		{"limit no number", "GET", "/v1/candidates?limit=x", "", 422, "", "limit"},
		{"time is none", "GET", "/v1/recommendations?as_of=yesterday", "", 422, "", "as_of"},
		{"unknown parameter", "GET", "/v1/recommendations?verdikt=go", "", 422, "", "verdikt"},
		{"unknown parameter where none is", "GET", "/v1/recommendations/C1/export?pretty=1", "", 422, "", "pretty"},
		{"unknown parameter of a write", "POST", "/v1/simulations?dry=1", `{"candidate_id":"C1","price":{"amount":"1.00","currency":"EUR"}}`, 422, "", "dry"},
		{"cursor is none", "GET", "/v1/listings?cursor=%25%25", "", 422, "", "cursor"},
		{"field missing", "POST", "/v1/simulations", `{"candidate_id":"C1"}`, 422, "/price", ""},
		{"field missing deeper", "POST", "/v1/simulations", `{"candidate_id":"C1","price":{"amount":"1.00"}}`, 422, "/price/currency", ""},
		{"currency unknown", "POST", "/v1/simulations", `{"candidate_id":"C1","price":{"amount":"1.00","currency":"XYZ"}}`, 422, "/price", ""},
		{"amount is none", "POST", "/v1/simulations", `{"candidate_id":"C1","price":{"amount":"1,00","currency":"EUR"}}`, 422, "/price/amount", ""},
		{"price of nothing", "POST", "/v1/simulations", `{"candidate_id":"C1","price":{"amount":"0","currency":"EUR"}}`, 422, "/price", ""},
		{"unknown field", "POST", "/v1/matches", `{"candidate_id":"C1","listing_id":"alpha|A1","decision":"confirmed","by":"me"}`, 422, "/by", ""},
		{"body too large", "POST", "/v1/matches", `{"candidate_id":"` + strings.Repeat("x", 500) + `"}`, 413, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			resp, body := ask(t, tc.method, srv.URL+tc.path, tc.body, [2]string{"Content-Type", "application/json"})
			if resp.StatusCode != tc.status {
				t.Fatalf("%s %s = %d %s; want %d", tc.method, tc.path, resp.StatusCode, body, tc.status)
			}
			p := problemIn(t, resp, body)
			if tc.pointer+tc.parameter == "" {
				return
			}
			if len(p.Errors) == 0 || p.Errors[0].Pointer != tc.pointer || p.Errors[0].Parameter != tc.parameter {
				t.Errorf("errors = %+v; want pointer %q, parameter %q", p.Errors, tc.pointer, tc.parameter)
			}
		})
	}
}

// brokenStore fails to read, as a store does whose disk is gone.
type brokenStore struct{ *memory.Store }

func (brokenStore) Candidate(context.Context, string) (market.Candidate, error) {
	return market.Candidate{}, errors.New("disk /secret/path is gone")
}

func TestF51OurErrorsStayInTheLog(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	a, err := advisor.New(advisor.Options{Store: brokenStore{memory.New()}, Now: sampleNow, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	h, err := api.New(a, api.Options{Logger: slog.New(slog.NewTextHandler(&log, nil)), Now: sampleNow})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), "GET", "http://localhost/v1/candidates/C1", nil)
	r.Header.Set("X-Request-ID", "trace-7")
	h.ServeHTTP(w, r)
	p := problemIn(t, w.Result(), w.Body.String())
	if p.Status != 500 || p.RequestID != "trace-7" || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("answer %s; want 500 with the caller's id and nothing of ours", w.Body)
	}
	if !strings.Contains(log.String(), "secret") || !strings.Contains(log.String(), "trace-7") {
		t.Errorf("log %q lacks the error or the id", log.String())
	}
}

func TestF52EntityTags(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	first, body := ask(t, "GET", srv.URL+"/v1/recommendations", "")
	tag := first.Header.Get("ETag")
	if tag == "" || body == "" {
		t.Fatalf("GET = %d with ETag %q", first.StatusCode, tag)
	}
	for _, sent := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
		resp, body := ask(t, "GET", srv.URL+"/v1/recommendations", "", [2]string{"If-None-Match", sent})
		if resp.StatusCode != http.StatusNotModified || body != "" || resp.Header.Get("ETag") != tag {
			t.Errorf("If-None-Match: %s = %d with %d bytes; want 304 with none", sent, resp.StatusCode, len(body))
		}
	}
	resp, _ := ask(t, "GET", srv.URL+"/v1/recommendations?limit=1", "", [2]string{"If-None-Match", tag})
	if resp.StatusCode != http.StatusOK {
		t.Errorf("other content under the old tag = %d; want 200", resp.StatusCode)
	}
}

func TestF52Table(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	resp, body := ask(t, "GET", srv.URL+"/v1/recommendations", "", [2]string{"Accept", "text/csv"})
	if ct := resp.Header.Get("Content-Type"); !strings.HasPrefix(ct, "text/csv") {
		t.Fatalf("Content-Type = %q; want text/csv", ct)
	}
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || len(rows) != 4 || rows[0][0] != "warnings" {
		t.Errorf("%d rows, %v; want a header that begins with warnings, and three", len(rows), err)
	}
	resp, body = ask(t, "GET", srv.URL+"/v1/matches", "", [2]string{"Accept", "text/csv"})
	if ct := resp.Header.Get("Content-Type"); !strings.HasPrefix(ct, "text/csv") {
		t.Errorf("the review queue came as %q; want text/csv", ct)
	}
	decided, bad, err := advisor.ReadDecisions(strings.NewReader(strings.ReplaceAll(body, ",\n", ",rejected\n")))
	if err != nil || len(bad) != 0 || len(decided) != 2 {
		t.Errorf("the review queue reads back as %v, %v, %v; want two decisions", decided, bad, err)
	}
	resp, body = ask(t, "GET", srv.URL+"/v1/recommendations?verdict=maybe", "", [2]string{"Accept", "text/csv"})
	problemIn(t, resp, body)
	resp, _ = ask(t, "GET", srv.URL+"/v1/candidates", "", [2]string{"Accept", "text/csv"})
	if ct := resp.Header.Get("Content-Type"); ct != "application/json" {
		t.Errorf("a list without a table form came as %q; want JSON", ct)
	}
}

// pages follows cursors and returns the ids in order; between two pages, between is called.
func pages(t *testing.T, srv *httptest.Server, path string, between func()) []string {
	t.Helper()
	var ids []string
	cursor := ""
	for range 20 {
		_, body := ask(t, "GET", srv.URL+path+cursor, "")
		var page struct {
			Recommendations []struct {
				ID string `json:"candidate_id"`
			} `json:"recommendations"`
			Items []struct {
				Candidate string              `json:"candidate_id"`
				Listing   struct{ ID string } `json:"listing"`
			} `json:"items"`
			Next string `json:"next"`
		}
		if err := json.Unmarshal([]byte(body), &page); err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Recommendations {
			ids = append(ids, r.ID)
		}
		for _, i := range page.Items {
			ids = append(ids, i.Candidate+i.Listing.ID)
		}
		if page.Next == "" {
			return ids
		}
		cursor = "&cursor=" + page.Next
		between()
	}
	t.Fatal("paging does not end")
	return nil
}

func TestF52PagingIsStableWhileRankingsAreMade(t *testing.T) {
	t.Parallel()
	a := sampleAdvisor(t)
	h, err := api.New(a, api.Options{Logger: slog.New(slog.DiscardHandler), Now: sampleNow})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	later := sampleAdvice()
	n := 0
	got := pages(t, srv, "/v1/recommendations?limit=1", func() {
		n++
		later.AsOf = later.AsOf.AddDate(0, 0, n)
		recs := later.Recommendations
		recs[0], recs[2] = recs[2], recs[0] // another order
		for i := range recs {
			recs[i].Rank = i + 1
		}
		if err := a.Store.PutAdvice(context.Background(), later); err != nil {
			t.Error(err)
		}
	})
	if want := "C1|C2/blue & <new>|C3"; strings.Join(got, "|") != want {
		t.Errorf("pages gave %v; want %s", got, want)
	}
	if got := pages(t, srv, "/v1/listings?limit=2", func() {}); len(got) != 7 {
		t.Errorf("listings by pages of two: %d; want 7", len(got))
	}
	if got := pages(t, srv, "/v1/candidates?limit=1", func() {}); len(got) != 3 {
		t.Errorf("candidates by pages of one: %d; want 3", len(got))
	}
}

func TestF52AsOf(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	_, body := ask(t, "GET", srv.URL+"/v1/listings/"+escaped("alpha|A1")+"/history?since=2026-10-05T06:00:00Z&as_of=2026-10-19T06:00:00Z", "")
	var h struct {
		Items []struct {
			ObservedAt string `json:"observed_at"`
		} `json:"items"`
	}
	if err := json.Unmarshal([]byte(body), &h); err != nil {
		t.Fatal(err)
	}
	if len(h.Items) != 3 || h.Items[0].ObservedAt != "2026-10-05T06:00:00Z" || h.Items[2].ObservedAt != "2026-10-19T06:00:00Z" {
		t.Errorf("history = %+v; want the three readings of 5, 12 and 19 October", h.Items)
	}
}

func TestF47ExplanationNamesEveryInput(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	resp, body := ask(t, "GET", srv.URL+"/v1/recommendations/C1", "")
	link := strings.TrimSuffix(strings.TrimPrefix(resp.Header.Get("Link"), "<"), `>; rel="describedby"`)
	_, body = ask(t, "GET", srv.URL+link, body[:0])
	var ex advisor.Explanation
	if err := json.Unmarshal([]byte(body), &ex); err != nil {
		t.Fatal(err)
	}
	rivals := map[market.ListingID]bool{}
	for _, e := range ex.Evidence {
		rivals[e.Listing] = true
		if e.Value == "" || e.By == "" || e.URL == "" || e.PageHash == "" || e.ObservedAt.IsZero() || e.Robots == "" {
			t.Errorf("evidence %+v lacks value, rule, page, hash, time or robots rule", e)
		}
	}
	if len(rivals) != 5 || len(ex.Matches) != 6 || ex.ModelVersion == "" {
		t.Errorf("evidence of %d rivals, %d matches, model %q; want 5, 6 and a version", len(rivals), len(ex.Matches), ex.ModelVersion)
	}
}

func TestF47ExportVerifies(t *testing.T) {
	t.Parallel()
	a := sampleAdvisor(t)
	h, err := api.New(a, api.Options{Logger: slog.New(slog.DiscardHandler), Now: sampleNow})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	path := srv.URL + "/v1/recommendations/C1/export"
	if resp, body := ask(t, "GET", path, ""); resp.StatusCode != http.StatusConflict || !strings.Contains(body, "run `rank` again") {
		t.Errorf("export of an advice that does not follow from its inputs = %d %s; want 409 and what to do", resp.StatusCode, body)
	}
	if _, err := a.Rank(t.Context(), sampleNow()); err != nil {
		t.Fatal(err)
	}
	resp, body := ask(t, "GET", path, "")
	if err := scoring.Verify([]byte(body)); resp.StatusCode != http.StatusOK || err != nil {
		t.Errorf("export = %d, Verify of it = %v; want 200 and none", resp.StatusCode, err)
	}
}

func TestF63MetricsAndProbes(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	ask(t, "GET", srv.URL+"/v1/recommendations/C1", "")
	_, body := ask(t, "GET", srv.URL+"/metrics", "")
	for _, want := range []string{
		`shelfwise_http_requests_total{method="GET",route="/v1/recommendations/:id",status="200"} 1`,
		`shelfwise_listings{source="alpha"} 2`, `shelfwise_recommendations{verdict="go"} 1`, `shelfwise_matches_to_review 2`,
		`shelfwise_advice_age_seconds 1800`, `shelfwise_listing_age_seconds{source="alpha"}`,
		`shelfwise_pages{outcome="ok",source="alpha"} 2`, `shelfwise_pages{outcome="robots_disallowed",source="alpha"} 1`,
		`shelfwise_host_outcomes{host="alpha.example",outcome="ok"} 4`, `shelfwise_host_bytes{host="alpha.example"} 123456`,
		`shelfwise_host_wait_seconds{host="alpha.example"} 10.4`, `shelfwise_host_outcomes{host="alpha.example",outcome="robots_disallowed"} 2`,
		`shelfwise_pages{outcome="open",source="alpha"} 1`, `shelfwise_pages{outcome="timeout",source="beta"} 1`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
}

func TestF61NoReviewerInAnyAnswer(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	for _, path := range []string{"/openapi.json", "/v1/listings", "/v1/recommendations/C1/explanation"} {
		_, body := ask(t, "GET", srv.URL+path, "")
		for _, word := range []string{`"reviewer`, `"author"`, `"review_text"`} {
			if strings.Contains(body, word) {
				t.Errorf("%s has %s; only counts and stars are kept", path, word)
			}
		}
	}
}
