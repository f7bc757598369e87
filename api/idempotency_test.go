package api_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shelfwise/advisor"
	"shelfwise/api"
	"shelfwise/market"
	"shelfwise/store/memory"
)

const keyName = "Idempotency-Key"

// TestF53IdempotencyKeys: the same again has the first answer and is not done again; another request under the key is
// 422, a missing key where one is needed 400, and what failed for its own fault is kept as well.
func TestF53IdempotencyKeys(t *testing.T) {
	t.Parallel()
	now := sampleNow()
	a := sampleAdvisor(t)
	a.Now = func() time.Time { now = now.Add(time.Second); return now }
	h, err := api.New(a, api.Options{Logger: slog.New(slog.DiscardHandler), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	post := func(path, body, key string) (*http.Response, string) {
		t.Helper()
		headers := [][2]string{{"Content-Type", "application/json"}}
		if key != "" {
			headers = append(headers, [2]string{keyName, key})
		}
		return ask(t, "POST", srv.URL+path, body, headers...)
	}
	resp, body := post("/v1/rankings", "{}", "")
	if p := problemIn(t, resp, body); p.Status != 400 {
		t.Errorf("a ranking without a key = %d; want 400", p.Status)
	}
	first, made := post("/v1/rankings", "{}", "k-1")
	again, replayed := post("/v1/rankings", "{}", "k-1")
	if first.StatusCode != 201 || first.Header.Get("Location") == "" {
		t.Fatalf("POST /v1/rankings = %d %s", first.StatusCode, made)
	}
	if again.StatusCode != 201 || replayed != made || again.Header.Get("Location") != first.Header.Get("Location") || again.Header.Get("Idempotency-Replayed") == "" {
		t.Errorf("the same again = %d %s; want %s again", again.StatusCode, replayed, made)
	}
	resp, _ = ask(t, "GET", srv.URL+first.Header.Get("Location"), "")
	if resp.StatusCode != 200 {
		t.Errorf("GET of the Location = %d", resp.StatusCode)
	}
	if _, other := post("/v1/rankings", "{}", "k-2"); other == made {
		t.Error("another key gives the answer of the first")
	}
	resp, body = post("/v1/rankings", `{"as_of":"2026-11-24T00:00:00Z"}`, "k-1")
	if p := problemIn(t, resp, body); p.Status != 422 {
		t.Errorf("another body under the key = %d; want 422", p.Status)
	}
	resp, body = post("/v1/matches", `{"candidate_id":"C1","listing_id":"beta|B2","decision":"rejected"}`, strings.Repeat("x", 300))
	if p := problemIn(t, resp, body); p.Status != 400 {
		t.Errorf("a key of 300 characters = %d; want 400", p.Status)
	}
	const wrong = `{"candidate_id":"C1","price":{"amount":"0","currency":"EUR"}}`
	_, one := post("/v1/simulations", wrong, "k-3")
	resp, two := post("/v1/simulations", wrong, "k-3")
	if problemIn(t, resp, two); resp.StatusCode != 422 || one != two {
		t.Errorf("a bad request again = %d %s; want the first answer %s", resp.StatusCode, two, one)
	}
}

// TestF53UnderWay: while the first request is under way the second is told so, with a time to come again.
func TestF53UnderWay(t *testing.T) {
	t.Parallel()
	a := sampleAdvisor(t)
	h, err := api.New(a, api.Options{Logger: slog.New(slog.DiscardHandler), Now: sampleNow})
	if err != nil {
		t.Fatal(err)
	}
	in, out := make(chan struct{}), make(chan struct{})
	a.Now = func() time.Time { // what Rank asks first
		close(in)
		<-out
		return sampleNow()
	}
	send := func() *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), "POST", "http://localhost/v1/rankings", strings.NewReader("{}"))
		r.Header.Set(keyName, "k")
		r.Header.Set("Content-Type", "application/json")
		h.ServeHTTP(w, r)
		return w
	}
	first := make(chan *httptest.ResponseRecorder)
	go func() { first <- send() }()
	<-in
	second := send()
	if p := problemIn(t, second.Result(), second.Body.String()); p.Status != 409 || second.Header().Get("Retry-After") == "" {
		t.Errorf("a request whose first is under way = %d, Retry-After %q; want 409 and a time", p.Status, second.Header().Get("Retry-After"))
	}
	close(out)
	if w := <-first; w.Code != 201 {
		t.Errorf("the first request = %d %s", w.Code, w.Body)
	}
}

// TestF53OurFaultIsNotKept: an answer that blames this server is not repeated.
func TestF53OurFaultIsNotKept(t *testing.T) {
	t.Parallel()
	fail, st := true, memory.New()
	a, err := advisor.New(advisor.Options{Store: st, Keys: st, Now: func() time.Time {
		if fail {
			panic("once")
		}
		return sampleNow()
	}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.PutCandidates(t.Context(), market.Candidate{ID: "a", Title: "Kettle"}); err != nil {
		t.Fatal(err)
	}
	h, err := api.New(a, api.Options{Logger: slog.New(slog.DiscardHandler), Now: sampleNow})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{500, 201} {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), "POST", "http://localhost/v1/rankings", strings.NewReader("{}"))
		r.Header.Set(keyName, "k")
		r.Header.Set("Content-Type", "application/json")
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("POST = %d %s; want %d", w.Code, w.Body, want)
		}
		fail = false
	}
}
