package advisor_test

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/scoring"
	"shelfwise/scraper/feed"
	"shelfwise/store/memory"
)

var day = time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)

const candidates = `candidate_id,title,category,currency,unit_cost,referral_fee_rate,quality_score
c1,Kettle 1.7 l,kettle,EUR,9.50,0.15,55
c2,=Kettle retro,kettle,EUR,cheap,0.15,50
c3,=Kettle retro,kettle,EUR,11.20,0.15,60
`

const listings = `{"source":"alpha","external_id":"1","url":"https://alpha.example/1","title":"Boil Kettle 1.7 l","category":"kettle","price":"24.99","currency":"EUR","rating":4.4,"review_count":120,"observed_at":"2026-11-13T06:00:00Z"}
{"source":"alpha","external_id":"1","url":"https://alpha.example/1","title":"Boil Kettle 1.7 l","category":"kettle","price":"22.99","currency":"EUR","rating":4.4,"review_count":131,"observed_at":"2026-11-20T06:00:00Z"}
{"source":"alpha","external_id":"2","url":"https://alpha.example/2","title":"Gone Kettle","category":"kettle","price":"30.00","currency":"EUR","observed_at":"2026-11-13T06:00:00Z"}
{"source":"bravo","external_id":"7","url":"https://bravo.example/7","title":"Steam Kettle 1.7 l","category":"kettle","price":"31.00","currency":"EUR","rating":4.7,"review_count":412,"observed_at":"2026-11-20T06:00:00Z"}
{"source":"bravo","external_id":"8","url":"https://bravo.example/8","title":"Bad Kettle","category":"kettle","price":"about 20","currency":"EUR","observed_at":"2026-11-20T06:00:00Z"}
`

// filled is an advisor over a memory store with the market above.
func filled(t *testing.T) *advisor.Advisor {
	t.Helper()
	st := memory.New()
	a, err := advisor.New(advisor.Options{Store: st, Jobs: st, KeptRates: st, Now: func() time.Time { return day }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	rep, err := a.ImportCandidates(t.Context(), "c.csv", strings.NewReader(candidates), false)
	if err != nil || rep.Read != 2 || len(rep.Errors) != 1 || rep.Errors[0].Line != 3 {
		t.Fatalf("ImportCandidates = %+v, %v; want two read and line 3 left out", rep, err)
	}
	rep, err = a.ImportListings(t.Context(), "l.jsonl", strings.NewReader(listings), feed.Options{}, false)
	if err != nil || rep.Stored.Observations != 4 || len(rep.Errors) != 1 {
		t.Fatalf("ImportListings = %+v, %v; want four stored and one left out", rep, err)
	}
	return a
}

func TestNewNeedsItsParts(t *testing.T) {
	if _, err := advisor.New(advisor.Options{}); !errors.Is(err, market.ErrInvalid) {
		t.Errorf("New without a store = %v; want ErrInvalid", err)
	}
}

func TestF54ImportAgainAddsNothing(t *testing.T) {
	a := filled(t)
	rep, err := a.ImportListings(t.Context(), "l.jsonl", strings.NewReader(listings), feed.Options{}, false)
	if err != nil || rep.Stored.Observations != 0 || rep.Stored.Listings != 0 {
		t.Errorf("second import = %+v, %v; want nothing new", rep.Stored, err)
	}
}

func TestF47RankExplainExportVerify(t *testing.T) {
	a := filled(t)
	if _, err := a.Advice(t.Context(), advisor.Query{}); !errors.Is(err, market.ErrNotFound) {
		t.Errorf("Advice before Rank = %v; want ErrNotFound", err)
	}
	advice, err := a.Rank(t.Context(), day)
	if err != nil || len(advice.Recommendations) != 2 {
		t.Fatalf("Rank = %d recommendations, %v; want 2", len(advice.Recommendations), err)
	}
	ex, err := a.Explain(t.Context(), "c1", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, e := range ex.Evidence {
		found = found || e.Field == "price" && e.Value == "22.99 EUR" && e.Listing == "alpha|1"
	}
	if !found {
		t.Errorf("evidence %+v lacks the newest price of alpha|1", ex.Evidence)
	}
	var page bytes.Buffer
	if err := advisor.WriteExplanation(&page, ex, true); err != nil || !strings.Contains(page.String(), "Decided by this rule") {
		t.Errorf("WriteExplanation: %v\n%s", err, page.String())
	}
	export, err := a.Export(t.Context(), "c1", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if err := scoring.Verify(export); err != nil {
		t.Errorf("Verify of an export = %v", err)
	}
	if _, err := a.Simulate(t.Context(), advisor.WhatIf{CandidateID: "c1"}); !errors.Is(err, market.ErrInvalid) {
		t.Errorf("Simulate without a price = %v; want ErrInvalid", err)
	}
}

func TestF55ExportGuardsFormulas(t *testing.T) {
	a := filled(t)
	advice, err := a.Rank(t.Context(), day)
	if err != nil {
		t.Fatal(err)
	}
	var csv, one, two bytes.Buffer
	if err := advisor.WriteCSV(&csv, advice); err != nil {
		t.Fatal(err)
	}
	if text := csv.String(); !strings.HasPrefix(text, "warnings,") || !strings.Contains(text, ",'=Kettle retro,") {
		t.Errorf("CSV must begin with the warnings and guard formulas:\n%s", text)
	}
	for _, b := range []*bytes.Buffer{&one, &two} {
		if err := advisor.WriteXLSX(b, advice); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the same advice gives two different workbooks")
	}
}

// Test002AWatchTellsEntryExitAndPrice: between two days one entry, one exit and one price move are told, each once (W8).
func Test002AWatchTellsEntryExitAndPrice(t *testing.T) {
	a := filled(t)
	got, err := a.Watch(t.Context(), day.AddDate(0, 0, -2), day)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[market.ListingID]string{}
	for _, c := range got {
		kinds[c.Listing] += c.Kind
	}
	for id, want := range map[market.ListingID]string{"alpha|1": "price", "alpha|2": "exit", "bravo|7": "entry"} {
		if kinds[id] != want {
			t.Errorf("Watch says %q of %s; want %q", kinds[id], id, want)
		}
	}
}

// TestF47RankCountsTheRunningSecond: a ranking of now counts what was read within this very second.
func TestF47RankCountsTheRunningSecond(t *testing.T) {
	a := filled(t)
	a.Now = func() time.Time { return day.Add(700 * time.Millisecond) }
	advice, err := a.Rank(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if want := day.Add(time.Second); !advice.AsOf.Equal(want) {
		t.Errorf("ranked as of %v; want %v", advice.AsOf, want)
	}
}

func TestDecideWinsOverTheModel(t *testing.T) {
	a := filled(t)
	if _, err := a.Rank(t.Context(), day); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Decide(t.Context(), advisor.Decision{CandidateID: "c1", ListingID: "bravo|7", Decision: market.Auto}); !errors.Is(err, market.ErrInvalid) {
		t.Errorf("Decide(auto) = %v; want ErrInvalid", err)
	}
	if _, err := a.Decide(t.Context(), advisor.Decision{CandidateID: "c1", ListingID: "nobody", Decision: market.Rejected}); !errors.Is(err, market.ErrNotFound) {
		t.Errorf("Decide on an unknown listing = %v; want ErrNotFound", err)
	}
	if _, err := a.Decide(t.Context(), advisor.Decision{CandidateID: "c1", ListingID: "bravo|7", Decision: market.Rejected}); err != nil {
		t.Fatal(err)
	}
	advice, err := a.Rank(t.Context(), day)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range advice.Recommendations {
		for _, rival := range r.Market.Rivals {
			if r.CandidateID == "c1" && rival.ListingID == "bravo|7" {
				t.Error("a rejected listing is still a rival")
			}
		}
	}
}

// TestF47ExplanationPage: the page says what to do before how it was computed, its numbers agree with the fields, and no
// name of the model is left untranslated.
func TestF47ExplanationPage(t *testing.T) {
	a := filled(t)
	if _, err := a.Rank(t.Context(), day); err != nil {
		t.Fatal(err)
	}
	ex, err := a.Explain(t.Context(), "c1", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := advisor.WriteExplanation(&out, ex, true); err != nil {
		t.Fatal(err)
	}
	page := out.String()
	last := -1
	for _, part := range []string{
		ex.Recommendation.Title, strings.ToUpper(string(ex.Recommendation.Verdict)) + ": ", ex.Recommendation.VerdictRule, "\nHow sure: ", "\nPlace ", "\nWhat could change this", "\nWhy\n",
		"\nPrice\n", "\nHow the score comes about", "\nMarket: ", "\nWhere every number was read", "\nWords used",
	} {
		at := strings.Index(page, part)
		if at <= last {
			t.Errorf("%q stands at %d, after %d; page:\n%s", part, at, last, page)
		}
		last = max(last, at)
	}
	for _, name := range []string{"referral_fee", "charm_ending", "rating_bound", "review_barrier", "out_of_stock", "pooled-logit,", "<nil>", "NaN", "%!"} {
		if strings.Contains(page, name) {
			t.Errorf("the page says %q", name)
		}
	}
}
