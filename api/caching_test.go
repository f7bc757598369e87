package api_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shelfwise/api"
)

// TestF52PreparedAnswersFollowTheRanking: an answer that is kept is the answer that would be made, for each form and
// filter, and goes when the ranking changes, also one of the same time.
func TestF52PreparedAnswersFollowTheRanking(t *testing.T) {
	t.Parallel()
	a := sampleAdvisor(t)
	h, err := api.New(a, api.Options{Logger: slog.New(slog.DiscardHandler), Now: sampleNow})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	const path, one = "/v1/recommendations", "/v1/recommendations/C1"
	for _, q := range []struct{ path, accept string }{{path, "application/json"}, {path, "text/csv"}, {path + "?limit=1", ""}, {one, ""}} {
		first, made := ask(t, "GET", srv.URL+q.path, "", [2]string{"Accept", q.accept})
		second, kept := ask(t, "GET", srv.URL+q.path, "", [2]string{"Accept", q.accept})
		if made == "" || made != kept {
			t.Errorf("GET %s as %q: the second answer is another", q.path, q.accept)
		}
		for _, name := range []string{"Content-Type", "ETag", "Link", "Vary", "Cache-Control"} {
			if f, s := first.Header.Get(name), second.Header.Get(name); f != s {
				t.Errorf("GET %s: %s is %q, then %q", q.path, name, f, s)
			}
		}
	}
	bad, body := ask(t, "GET", srv.URL+path+"?limit=0", "")
	problemIn(t, bad, body)

	tag := func() string {
		resp, body := ask(t, "GET", srv.URL+path, "")
		if resp.StatusCode != http.StatusOK || body == "" {
			t.Fatalf("GET %s = %d", path, resp.StatusCode)
		}
		return resp.Header.Get("ETag")
	}
	before := tag()
	again := sampleAdvice()
	again.Recommendations[0].Title = "Renamed"
	if err := a.Store.PutAdvice(context.Background(), again); err != nil {
		t.Fatal(err)
	}
	if tag() == before {
		t.Error("another ranking of the same time is answered with the old one")
	}
	if _, body := ask(t, "GET", srv.URL+one, ""); !strings.Contains(body, "Renamed") {
		t.Error("the advice on one candidate is still the old one")
	}
}
