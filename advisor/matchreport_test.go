package advisor_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/scraper/feed"
)

// crowd is a market with an accessory, a contradictory identifier and a doubtful match.
const crowd = `{"source":"alpha","external_id":"k","url":"https://alpha.example/k","title":"Acme Kettle KT480 1.7 l","brand":"Acme","gtin":"4006381333931","category":"kettle","price":"33.00","currency":"EUR","observed_at":"2026-11-20T06:00:00Z"}
{"source":"alpha","external_id":"m","url":"https://alpha.example/m","title":"Zeno Kettle steel 1.5 l","brand":"Zeno","category":"kettle","price":"40.00","currency":"EUR","observed_at":"2026-11-20T06:00:00Z"}
{"source":"alpha","external_id":"a","url":"https://alpha.example/a","title":"Lid for Kettle","category":"kettle","price":"4.00","currency":"EUR","observed_at":"2026-11-20T06:00:00Z"}
{"source":"alpha","external_id":"q","url":"https://alpha.example/q","title":"Zeno Kettle glass 1.7 l","brand":"Zeno","gtin":"4006381333931","category":"kettle","price":"45.00","currency":"EUR","observed_at":"2026-11-20T06:00:00Z"}
`

func crowded(t *testing.T) *advisor.Advisor {
	t.Helper()
	a := filled(t)
	cands := "candidate_id,title,brand,gtin,category,currency\nk1,Acme Kettle KT480 1.7 l,Acme,4006381333931,kettle,EUR\n"
	if _, err := a.ImportCandidates(t.Context(), "k.csv", strings.NewReader(cands), false); err != nil {
		t.Fatal(err)
	}
	if _, err := a.ImportListings(t.Context(), "k.jsonl", strings.NewReader(crowd), feed.Options{}, false); err != nil {
		t.Fatal(err)
	}
	return a
}

func ofCandidate(guards []market.GuardEffect, id string) []market.GuardEffect {
	var out []market.GuardEffect
	for _, g := range guards {
		if g.CandidateID == id {
			out = append(out, g)
		}
	}
	return out
}

// TestF20ReportOfGuards: the report says how far each guard moved a market's median, which identifiers contradict the
// rest, and how often the user and the model agree.
func TestF20ReportOfGuards(t *testing.T) {
	a := crowded(t)
	if _, ok := a.LastMatchReport(); ok {
		t.Error("a report before anything was compared")
	}
	if _, err := a.Rank(t.Context(), day); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Decide(t.Context(), advisor.Decision{CandidateID: "k1", ListingID: "alpha|k", Decision: market.Confirmed}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Decide(t.Context(), advisor.Decision{CandidateID: "k1", ListingID: "alpha|m", Decision: market.Confirmed}); err != nil {
		t.Fatal(err)
	}
	rep, err := a.Compare(t.Context(), day)
	if err != nil {
		t.Fatal(err)
	}
	if rep.Agreement.Decided != 2 || rep.Same == 0 {
		t.Errorf("report %+v; want two decisions and a same product", rep)
	}
	moved := false
	for _, g := range rep.Guards {
		moved = moved || g.CandidateID == "k1" && g.Guard == "accessory" && g.Excluded == 1 && g.With.Float() > g.Without.Float()
	}
	if !moved {
		t.Errorf("guards %+v; want that the accessory guard raised the median", rep.Guards)
	}
	if _, err := a.Rank(t.Context(), day); err != nil {
		t.Fatal(err)
	}
	ex, err := a.Explain(t.Context(), "k1", day)
	if err != nil {
		t.Fatal(err)
	}
	if want, got := ofCandidate(rep.Guards, "k1"), ex.Recommendation.Market.Guards; !slices.Equal(want, got) {
		t.Errorf("guards in the advice %v; want those of the report %v", got, want)
	}
	var page bytes.Buffer
	if err := advisor.WriteExplanation(&page, ex, false); err != nil || !strings.Contains(page.String(), "with them the median price would be") {
		t.Errorf("the explanation does not say how far a guard moved the median (%v):\n%s", err, page.String())
	}
	lines := strings.Join(advisor.MarketLines(ex.Recommendation.Market), "\n")
	if !strings.Contains(lines, "1 same by your decision; 1 comparable by your decision") || !strings.Contains(lines, "1 left out, an accessory, not the product: median") {
		t.Errorf("the table says %q; want how the market was found and what the guard did", lines)
	}
	if len(rep.Quarantined) != 1 || rep.Quarantined[0].ListingID != "alpha|q" || !strings.HasPrefix(rep.Quarantined[0].Reason, "brand") {
		t.Errorf("quarantined %+v; want alpha|q for its brand", rep.Quarantined)
	}
	last, err := a.MatchReport(t.Context())
	if diff := cmp.Diff(rep.Quarantined, last.Quarantined); err != nil || diff != "" {
		t.Errorf("MatchReport: %v\n%s", err, diff)
	}
}

// TestF19ReviewFile: the queue goes out as a table and comes back with decisions, which stand.
func TestF19ReviewFile(t *testing.T) {
	a := crowded(t)
	items := []advisor.ReviewItem{{
		Match:     market.Match{CandidateID: "k1", ListingID: "alpha|m", Confidence: 0.41, Method: "title", Evidence: []market.MatchReason{{Feature: "brand", Value: "-1", Contribution: -0.3}}},
		Candidate: market.Candidate{ID: "k1", Title: "Acme, \"Kettle\""}, Listing: market.Listing{ID: "alpha|m", Title: "=HYPERLINK(1)"},
	}}
	var out bytes.Buffer
	if err := advisor.WriteReviewCSV(&out, items); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), ",=HYPERLINK") {
		t.Errorf("a title is a formula:\n%s", out.String())
	}
	if decided, bad, err := advisor.ReadDecisions(bytes.NewReader(out.Bytes())); len(decided) != 0 || len(bad) != 0 || err != nil {
		t.Errorf("undecided file gives %v, %v, %v", decided, bad, err)
	}
	for _, id := range []string{"=1+1", "'=1+1", "''-x", "'x", "@a|b"} {
		out.Reset()
		if err := advisor.WriteReviewCSV(&out, []advisor.ReviewItem{{Match: market.Match{CandidateID: id, ListingID: market.ListingID(id)}}}); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "\n=") || strings.Contains(out.String(), "\n@") {
			t.Errorf("an id is a formula:\n%s", out.String())
		}
		decided, _, err := advisor.ReadDecisions(strings.NewReader(strings.TrimSuffix(out.String(), "\n") + "confirmed\n"))
		if err != nil || len(decided) != 1 || decided[0].CandidateID != id || string(decided[0].ListingID) != id {
			t.Errorf("id %q reads back as %v, %v", id, decided, err)
		}
	}
	file := "candidate_id,listing_id,decision\nk1,alpha|m,Rejected\nk1,alpha|k,confirmed\nk1,alpha|k,maybe\nk1\nnobody,alpha|k,rejected\n"
	decided, bad, err := advisor.ReadDecisions(strings.NewReader(file))
	if err != nil || len(bad) != 2 || bad[0].Line != 4 || bad[1].Line != 5 {
		t.Fatalf("bad rows %v, %v; want lines 4 and 5", bad, err)
	}
	kept, problems, err := a.DecideAll(t.Context(), decided)
	if kept != 2 || len(problems) != 1 || problems[0].Line != 6 || err != nil {
		t.Errorf("DecideAll = %d, %v, %v; want two kept and line 6 unknown", kept, problems, err)
	}
	if _, err := a.Rank(t.Context(), day); err != nil {
		t.Fatal(err)
	}
	got := map[market.ListingID]market.Decision{}
	for m, err := range a.Store.Matches(t.Context(), "k1") {
		if err != nil {
			t.Fatal(err)
		}
		got[m.ListingID] = m.Decision
	}
	if got["alpha|m"] != market.Rejected || got["alpha|k"] != market.Confirmed {
		t.Errorf("after ranking again: %v; want the decisions to stand", got)
	}
	for _, bad := range []string{"", "candidate_id,listing_id\nk1,x\n", "\"a"} {
		if _, _, err := advisor.ReadDecisions(strings.NewReader(bad)); err == nil {
			t.Errorf("ReadDecisions(%q) reports nothing", bad)
		}
	}
}

// TestF19ReviewFileOfSpreadsheets: what a spreadsheet saves between semicolons or tabs are decisions too.
func TestF19ReviewFileOfSpreadsheets(t *testing.T) {
	t.Parallel()
	for _, file := range []string{
		"\ufeffcandidate_id;listing_id;candidate;decision\r\nk1;alpha|m;\"Kettle; 1,7 l\";Confirmed\r\n",
		"candidate_id\tlisting_id\tcandidate\tdecision\nk1\talpha|m\tKettle; 1,7 l\tconfirmed\n",
	} {
		decided, bad, err := advisor.ReadDecisions(strings.NewReader(file))
		if err != nil || len(bad) != 0 || len(decided) != 1 || decided[0] != (advisor.Decision{Line: 2, CandidateID: "k1", ListingID: "alpha|m", Decision: market.Confirmed}) {
			t.Errorf("ReadDecisions(%q) = %v, %v, %v", file, decided, bad, err)
		}
	}
}

// TestF19ReviewFileContradictsItself: of two words on one pair the first stands, and the other row is named.
func TestF19ReviewFileContradictsItself(t *testing.T) {
	t.Parallel()
	decided, bad, err := advisor.ReadDecisions(strings.NewReader("candidate_id,listing_id,decision\nk1,a,confirmed\nk1,a,rejected\nk1,a,Confirmed\nk1,b,rejected\n"))
	if err != nil || len(decided) != 2 || decided[0].Decision != market.Confirmed || decided[1].ListingID != "b" {
		t.Errorf("decided %v, %v; want k1's first word on each", decided, err)
	}
	if len(bad) != 1 || bad[0].Line != 3 || bad[0].Field != "decision" {
		t.Errorf("left out %v; want line 3", bad)
	}
}

func FuzzReadDecisions(f *testing.F) {
	f.Add("candidate_id,listing_id,decision\nk1,alpha|m,rejected\n")
	f.Add("\ufeffcandidate_id,listing_id,decision\n\"a\nb\",c,\n,,confirmed\n")
	f.Add("candidate_id;listing_id;decision\nk1;a,b;rejected\n")
	f.Add("decision,listing_id\nx")
	f.Add("candidate_id,listing_id,decision\n\"0")
	f.Add("candidate_id,listing_id,decision\nk1,al\"pha,rejected\nk2,beta|m,confirmed\n")
	f.Fuzz(func(t *testing.T, s string) {
		decided, bad, err := advisor.ReadDecisions(strings.NewReader(s))
		for _, d := range decided {
			if err != nil || d.CandidateID == "" || d.ListingID == "" || d.Decision != market.Confirmed && d.Decision != market.Rejected && d.Decision != market.Review {
				t.Errorf("decision %+v of %q, error %v", d, s, err)
			}
		}
		pairs := map[[2]string]bool{}
		for _, d := range decided {
			pairs[[2]string{d.CandidateID, string(d.ListingID)}] = true
		}
		if len(pairs) != len(decided) {
			t.Errorf("%d decisions on %d pairs of %q", len(decided), len(pairs), s)
		}
		for _, b := range bad {
			if b.Line < 2 || b.Reason == "" {
				t.Errorf("row error %+v of %q", b, s)
			}
		}
	})
}

func TestReadDecisionsKeepsGoodRowsBesideBrokenOnes(t *testing.T) {
	t.Parallel()
	const file = "candidate_id,listing_id,decision\nk1,al\"pha,rejected\nk2,beta|m,confirmed\nk3,gamma|m,maybe\nk4,\"delta"
	decided, bad, err := advisor.ReadDecisions(strings.NewReader(file))
	if err != nil || len(decided) != 1 || decided[0] != (advisor.Decision{Line: 3, CandidateID: "k2", ListingID: "beta|m", Decision: market.Confirmed}) {
		t.Errorf("ReadDecisions(%q) = %v, %v; want k2's decision alone", file, decided, err)
	}
	var lines []int
	for _, b := range bad {
		lines = append(lines, b.Line)
	}
	if want := []int{2, 4, 5}; !slices.Equal(lines, want) {
		t.Errorf("bad rows of %q stand in lines %v (%v); want %v", file, lines, bad, want)
	}
}
