package api_test

import (
	"encoding/json"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"shelfwise/api"
	"shelfwise/scoring"
)

// TestF35OutcomeByAPIAndPage and 001-I: an adopted recommendation with its result is a row before and after beside what
// was foretold, by the API and on the page.
func TestF35OutcomeByAPIAndPage(t *testing.T) {
	t.Parallel()
	adv := sampleAdvisor(t)
	adv.Now = func() time.Time { return sampleNow().AddDate(0, 0, 31) }
	h, err := api.New(adv, api.Options{Logger: slog.New(slog.DiscardHandler), Now: adv.Now})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	doc, _ := page(t, srv.URL+"/outcomes?candidate=C1", http.StatusOK)
	accessible(t, doc)
	send := func(days string) (*http.Response, string) {
		body := `{"candidate_id":"C1","adopted_at":"2026-11-25T09:30:00Z","days":` + days + `,"price":{"amount":"36.90","currency":"EUR"},"units":40,"units_before":20}`
		return ask(t, "POST", srv.URL+"/v1/outcomes", body, [2]string{"Content-Type", "application/json"}, [2]string{"Idempotency-Key", "k" + days})
	}
	if resp, text := send("60"); resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(text, "not over yet") {
		t.Errorf("an outcome of days to come: %d %s", resp.StatusCode, text)
	}
	if resp, text := send("30"); resp.StatusCode != http.StatusOK || !strings.Contains(text, `"uplift":1`) {
		t.Errorf("an outcome: %d %s", resp.StatusCode, text)
	}
	resp, text := ask(t, "GET", srv.URL+"/v1/outcomes", "")
	var rep scoring.OutcomeReport
	if err := json.Unmarshal([]byte(text), &rep); err != nil || resp.StatusCode != http.StatusOK || len(rep.Rows) != 1 {
		t.Fatalf("GET outcomes: %d %v %s", resp.StatusCode, err, text)
	}
	row := rep.Rows[0]
	if row.CandidateID != "C1" || row.Units != 40 || row.Uplift == nil || *row.Uplift != 1 || row.Foretold.Units == nil {
		t.Errorf("row %+v; want 40 sold after 20, beside what was foretold", row)
	}

	doc, _ = page(t, srv.URL+"/outcomes", http.StatusOK)
	accessible(t, doc)
	if n := doc.Find("tbody tr").Length(); n != 1 || !strings.Contains(doc.Find("tbody").Text(), "100%") {
		t.Errorf("%d rows: %s", n, doc.Find("tbody").Text())
	}
	form := url.Values{"candidate_id": {"C1"}, "adopted_at": {"2026-11-26"}, "days": {"10"}, "price": {"36,90"}, "units": {"10"}, "profit": {"120"}}
	resp, _ = ask(t, "POST", srv.URL+"/outcomes", form.Encode(), [2]string{"Content-Type", "application/x-www-form-urlencoded"})
	if resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != "/outcomes?done=C1" {
		t.Errorf("POST of the form: %d to %s", resp.StatusCode, resp.Header.Get("Location"))
	}
	if doc, _ = page(t, srv.URL+"/outcomes?done=C1", http.StatusOK); doc.Find("tbody tr").Length() != 2 || doc.Find("[role=status]").Length() != 1 {
		t.Errorf("%d rows after the form", doc.Find("tbody tr").Length())
	}
	for field, value := range map[string]string{"adopted_at": "yesterday", "price": "much", "units": "-1", "days": "", "units_before": "x"} {
		bad := url.Values{}
		maps.Copy(bad, form)
		bad.Set(field, value)
		if resp, text := ask(t, "POST", srv.URL+"/outcomes", bad.Encode(), [2]string{"Content-Type", "application/x-www-form-urlencoded"}); resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(text, field) {
			t.Errorf("%s %q: %d; want the field named", field, value, resp.StatusCode)
		}
	}
}

// Test003YChangesByAPI: the feed of changes and anomalies is an operation too.
func Test003YChangesByAPI(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	resp, text := ask(t, "GET", srv.URL+"/v1/changes?since=2026-11-01T00:00:00Z", "")
	var got api.ChangePage
	if err := json.Unmarshal([]byte(text), &got); err != nil || resp.StatusCode != http.StatusOK || len(got.Items) == 0 {
		t.Fatalf("GET changes: %d %v %s", resp.StatusCode, err, text)
	}
	if resp, _ := ask(t, "GET", srv.URL+"/v1/changes", ""); resp.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("GET changes without since: %d; want 422", resp.StatusCode)
	}
}

// TestF27RankAnewOnThePage: a profile, own weights, a segment, a margin and a cash limit chosen on the page re-rank it at
// once; nothing is kept, and what cannot be read is said.
func TestF27RankAnewOnThePage(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	doc, _ := page(t, srv.URL+"/?profile=price-fighter", http.StatusOK)
	accessible(t, doc)
	if text := doc.Find("[role=status]").Text(); !strings.Contains(text, "value 25%, attractiveness 25%, cost 35%, competition 15%") {
		t.Errorf("the page says %q; want the price fighter's weights", text)
	}
	if v := doc.Find("select[name=profile] option[selected]").Text(); v != "price-fighter" {
		t.Errorf("the form shows %q", v)
	}
	if href := doc.Find(".tally a").First().AttrOr("href", ""); !strings.Contains(href, "profile=price-fighter") || !strings.Contains(href, "verdict=go") {
		t.Errorf("a filter drops the choice: %s", href)
	}
	doc, _ = page(t, srv.URL+"/?weight_cost=3&weight_value=1&margin=20&cash_limit=5000+EUR", http.StatusOK)
	if text := doc.Find("[role=status]").Text(); !strings.Contains(text, "value 25%, attractiveness 0%, cost 75%") {
		t.Errorf("the page says %q; want the weights given", text)
	}
	if !strings.Contains(doc.Text(), "What to buy with 5,000") {
		t.Error("no set for the cash limit")
	}
	if doc, _ = page(t, srv.URL+"/", http.StatusOK); doc.Find("[role=status]").Length() > 0 {
		t.Error("the choice was kept")
	}
	for _, bad := range []string{"weight_cost=much", "margin=x", "cash_limit=5000", "margin=120"} {
		page(t, srv.URL+"/?"+bad, http.StatusUnprocessableEntity)
	}
	page(t, srv.URL+"/?profile=none", http.StatusNotFound)
}
