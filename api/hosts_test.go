package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"shelfwise/api"
)

// TestF63HostsByAPIAndPage: what hosts were asked for, summed over days, by the API and on the page.
func TestF63HostsByAPIAndPage(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	_, text := ask(t, "GET", srv.URL+"/v1/hosts", "")
	var got api.HostList
	if err := json.Unmarshal([]byte(text), &got); err != nil || len(got.Items) != 2 {
		t.Fatalf("hosts: %v %s", err, text)
	}
	a, cdn := got.Items[0], got.Items[1]
	if a.Host != "alpha.example" || a.Requests != 8 || a.Bytes != 124456 || a.Waited != 14.4 || a.Pace != 2.6 || a.Outcomes["not_modified"] != 3 || a.Outcomes["ok"] != 4 {
		t.Errorf("alpha.example: %+v; want both days together", a)
	}
	if cdn.Requests != 0 || cdn.Outcomes["third_party"] != 7 {
		t.Errorf("cdn.example: %+v; want nothing asked", cdn)
	}
	doc, _ := page(t, srv.URL+"/hosts?days=1", http.StatusOK)
	accessible(t, doc)
	if rows := doc.Find("tbody tr"); rows.Length() != 1 || !strings.Contains(rows.Text(), "4 ok, 2 robots disallowed, 1 not found") {
		t.Errorf("one day's rows: %s", rows.Text())
	}
	if lead := doc.Find("p.lead").Text(); !strings.Contains(lead, "of the last day,") || doc.Find("b[aria-current]").Text() != "1" {
		t.Errorf("the page of one day says %q, chosen %q", lead, doc.Find("b[aria-current]").Text())
	}
	page(t, srv.URL+"/hosts?days=many", http.StatusUnprocessableEntity)
	page(t, srv.URL+"/hosts?days=0", http.StatusUnprocessableEntity)
}
