package advisor_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
	"shelfwise/scraper/feed"
	"shelfwise/store/memory"
	"shelfwise/store/sqlite"
)

// exportDoc is what a reader of an export looks at.
type exportDoc struct {
	ModelVersion   string                `json:"model_version"`
	Recommendation market.Recommendation `json:"recommendation"`
	Input          struct {
		Profile    scoring.Profile    `json:"profile"`
		Candidates []market.Candidate `json:"candidates"`
		Series     []market.Series    `json:"series"`
		Rates      []any              `json:"rates"`
		Events     []scoring.Event    `json:"events"`
	} `json:"input"`
}

// process is an advisor with settings of its own over a store, as another process would be.
func process(t *testing.T, o advisor.Options) *advisor.Advisor {
	t.Helper()
	o.Now, o.Log = func() time.Time { return day.AddDate(0, 0, 3) }, slog.New(slog.DiscardHandler)
	a, err := advisor.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// exportedBy exports, verifies, and reads what was exported.
func exportedBy(t *testing.T, a *advisor.Advisor, id string) exportDoc {
	t.Helper()
	b, err := a.Export(t.Context(), id, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if err := scoring.Verify(b); err != nil {
		t.Errorf("Verify of the export: %v", err)
	}
	var out exportDoc
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// imported puts rows into the store.
func imported(t *testing.T, a *advisor.Advisor, cands, rows string) {
	t.Helper()
	if cands != "" {
		if rep, err := a.ImportCandidates(t.Context(), "c2.csv", strings.NewReader(cands), false); err != nil || len(rep.Errors) > 0 {
			t.Fatalf("ImportCandidates = %+v, %v", rep, err)
		}
	}
	if rows != "" {
		if rep, err := a.ImportListings(t.Context(), "l2.jsonl", strings.NewReader(rows), feed.Options{}, false); err != nil || len(rep.Errors) > 0 {
			t.Fatalf("ImportListings = %+v, %v", rep, err)
		}
	}
}

// olderReadings are cheap offers that were read before the ranking and come to the store after it.
func olderReadings() string {
	var b strings.Builder
	for i := range 51 {
		fmt.Fprintf(&b, `{"source":"cheap","external_id":"%d","url":"https://cheap.example/%d","title":"Cheap Kettle 1.7 l no %d","category":"kettle","price":"%d.49","currency":"EUR","rating":4.1,"review_count":%d,"observed_at":"2026-11-18T06:00:00Z"}`+"\n", i, i, i, 10+i%5, 20+i)
	}
	b.WriteString(`{"source":"alpha","external_id":"1","url":"https://alpha.example/1","title":"Boil Kettle, renamed","category":"kettle","price":"19.99","currency":"EUR","rating":4.4,"review_count":131,"observed_at":"2026-11-20T05:59:00Z"}` + "\n")
	return b.String()
}

// TestF47ExportIsWhatWasRanked: whatever becomes of the store and the settings after a ranking, the export is the
// recommendation that rank gave and explain shows, with the inputs it had, and verify agrees; explain shows those inputs and
// says what has changed.
func TestF47ExportIsWhatWasRanked(t *testing.T) {
	floor := 0.3
	weighted, err := advisor.Choice{Weights: "value=0.6,cost=0.4", MinMargin: &floor}.Over(scoring.DefaultProfile())
	if err != nil {
		t.Fatal(err)
	}
	premium, err := scoring.ProfileNamed("premium-brand")
	if err != nil {
		t.Fatal(err)
	}
	dearer := strings.Replace(candidates, "9.50", "19.50", 1)
	dearer = strings.Replace(dearer, "c2,=Kettle retro,kettle,EUR,cheap,0.15,50\n", "", 1)
	for _, tc := range []struct {
		name    string
		profile scoring.Profile // of the ranking; it is exported without
		moved   func(t *testing.T, a *advisor.Advisor)
		since   string // in what explain says of the change
	}{
		{"nothing moved", scoring.Profile{}, func(*testing.T, *advisor.Advisor) {}, ""},
		{"own weights and margin", weighted, func(*testing.T, *advisor.Advisor) {}, ""},
		{"named profile", premium, func(*testing.T, *advisor.Advisor) {}, ""},
		{"candidate imported again", scoring.Profile{}, func(t *testing.T, a *advisor.Advisor) { imported(t, a, dearer, "") }, "unit_cost was 9.50 EUR, is 19.50 EUR"},
		{"older readings came later", scoring.Profile{}, func(t *testing.T, a *advisor.Advisor) { imported(t, a, "", olderReadings()) }, "rivals that have such: 1;"},
		{"a match rejected", scoring.Profile{}, func(t *testing.T, a *advisor.Advisor) {
			for m, err := range a.Store.Matches(t.Context(), "c1") {
				if err != nil {
					t.Fatal(err)
				}
				m.Decision = market.Rejected
				if err := a.Store.PutMatches(t.Context(), m); err != nil {
					t.Fatal(err)
				}
			}
		}, "decided by you on its matches"},
		{"rates and events of now", scoring.Profile{}, func(t *testing.T, a *advisor.Advisor) {
			rate := money.DatedRate{Base: "USD", Quote: "EUR", On: day, Value: "0.9"}
			if err := a.KeptRates.PutRates(t.Context(), rate); err != nil {
				t.Fatal(err)
			}
			a.Events = []scoring.Event{{Name: "sale", From: day.AddDate(0, 0, -9), To: day}}
		}, ""},
	} {
		for kind, st := range stores(t) {
			t.Run(tc.name+", "+kind, func(t *testing.T) {
				first := process(t, advisor.Options{Store: st, KeptRates: st, Profile: tc.profile, Seed: 7})
				imported(t, first, strings.Replace(candidates, "c2,=Kettle retro,kettle,EUR,cheap,0.15,50\n", "", 1), goodListings())
				advice, err := first.Rank(t.Context(), day)
				if err != nil {
					t.Fatal(err)
				}
				ranked := exportedBy(t, first, "c1")
				explained, err := first.Explain(t.Context(), "c1", time.Time{})
				if err != nil {
					t.Fatal(err)
				}

				later := process(t, advisor.Options{Store: st, KeptRates: st})
				tc.moved(t, later)
				again := exportedBy(t, later, "c1")
				if diff := cmp.Diff(text(t, ranked), text(t, again)); diff != "" {
					t.Errorf("the export has changed (-at the ranking +now):\n%s", diff)
				}
				if diff := cmp.Diff(text(t, advice.Recommendations[place(advice, "c1")]), text(t, again.Recommendation)); diff != "" {
					t.Errorf("exported is not what was ranked (-ranked +exported):\n%s", diff)
				}
				if again.ModelVersion != advice.ModelVersion || tc.profile.Name != "" && again.Input.Profile.Name != tc.profile.Name {
					t.Errorf("exported under model %q and profile %q", again.ModelVersion, again.Input.Profile.Name)
				}
				now, err := later.Explain(t.Context(), "c1", time.Time{})
				if err != nil {
					t.Fatal(err)
				}
				if said := strings.Join(now.Since, "\n"); !strings.Contains(said, tc.since) || (said == "") != (tc.since == "") {
					t.Errorf("explain says of the change %q; want %q in it", said, tc.since)
				}
				var page bytes.Buffer
				if err := advisor.WriteExplanation(&page, now, true); err != nil || strings.Contains(page.String(), "What has changed since") != (tc.since != "") {
					t.Errorf("the page (%v) on the change:\n%s", err, page.String())
				}
				now.Since = nil
				if diff := cmp.Diff(text(t, explained), text(t, now)); diff != "" {
					t.Errorf("explain shows other inputs than the advice used (-used +shown):\n%s", diff)
				}
				for _, line := range now.Recommendation.Price.Waterfall {
					if line.Item == "unit_cost" && strings.TrimPrefix(line.Amount.String(), "-") != now.Candidate.Cost.UnitCost.String() {
						t.Errorf("waterfall %v beside a unit cost of %v", line.Amount, now.Candidate.Cost.UnitCost)
					}
				}
			})
		}
	}
}

// TestF47ExportRefuses: what cannot be computed again as it was is not exported, and the error says why and what to do; the
// explanation says that its inputs are those of now.
func TestF47ExportRefuses(t *testing.T) {
	for name, tc := range map[string]struct {
		spoil func(t *testing.T, s market.Store, advice market.Advice)
		want  string
		since bool
	}{
		"kept by an older version": {func(t *testing.T, s market.Store, advice market.Advice) {
			advice.InputDigest = ""
			put(t, s.PutAdvice(t.Context(), advice))
		}, "a version that did not keep them", true},
		"inputs of another ranking": {func(t *testing.T, s market.Store, advice market.Advice) {
			parts, _, err := scoring.KeepInputs(scoring.Input{AsOf: day})
			put(t, err)
			put(t, s.PutAdviceParts(t.Context(), day, parts...))
		}, "part head of the kept inputs", true},
		"a part lost": {func(t *testing.T, s market.Store, _ market.Advice) {
			var kept []market.AdvicePart
			for p, err := range s.AdviceParts(t.Context(), day) {
				put(t, err)
				if !strings.HasPrefix(p.Name, "candidates/") {
					kept = append(kept, p)
				}
			}
			put(t, s.PutAdviceParts(t.Context(), day, kept...))
		}, "part candidates/00000000 of the kept inputs", true},
		"another model": {func(t *testing.T, s market.Store, advice market.Advice) {
			advice.ModelVersion = "older/1"
			put(t, s.PutAdvice(t.Context(), advice))
		}, "was made by older/1, this is " + scoring.ModelVersion, false},
		"another recommendation": {func(t *testing.T, s market.Store, advice market.Advice) {
			advice.Recommendations[place(advice, "c1")].Verdict = "perhaps"
			put(t, s.PutAdvice(t.Context(), advice))
		}, "verdict: kept \"perhaps\"", false},
	} {
		t.Run(name, func(t *testing.T) {
			a := filled(t)
			if _, err := a.Rank(t.Context(), day); err != nil {
				t.Fatal(err)
			}
			advice, err := a.Store.Advice(t.Context(), day)
			put(t, err)
			tc.spoil(t, a.Store, advice)
			_, err = a.Export(t.Context(), "c1", time.Time{})
			if !errors.Is(err, market.ErrConflict) || !strings.Contains(err.Error(), tc.want) || !strings.HasSuffix(err.Error(), "run `rank` again") {
				t.Errorf("Export = %v; want ErrConflict with %q and what to do", err, tc.want)
			}
			ex, err := a.Explain(t.Context(), "c1", time.Time{})
			if err != nil || strings.Contains(strings.Join(ex.Since, "\n"), "were not kept with it") != tc.since || ex.Candidate.ID != "c1" || len(ex.Evidence) == 0 {
				t.Errorf("Explain = %v, %+v; want it told where inputs are not those of the advice: %v", err, ex.Since, tc.since)
			}
			if _, err := a.Rank(t.Context(), day); err != nil {
				t.Fatal(err)
			}
			if name != "another model" {
				exportedBy(t, a, "c1")
			}
		})
	}
	a := filled(t)
	if _, err := a.Export(t.Context(), "c1", time.Time{}); !errors.Is(err, market.ErrNotFound) || !strings.Contains(err.Error(), "`rank`") {
		t.Errorf("Export before a ranking = %v; want ErrNotFound and what to do", err)
	}
}

// bothStores are stores that hold a market and its rates.
type bothStores interface {
	market.Store
	market.RateStore
}

func stores(t *testing.T) map[string]bothStores {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "market.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { put(t, s.Close()) })
	return map[string]bothStores{"memory": memory.New(), "sqlite": s}
}

func goodListings() string {
	var good []string
	for l := range strings.Lines(listings) {
		if !strings.Contains(l, "about 20") {
			good = append(good, l)
		}
	}
	return strings.Join(good, "")
}

func place(a market.Advice, id string) int {
	for i, r := range a.Recommendations {
		if r.CandidateID == id {
			return i
		}
	}
	return -1
}

func put(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// text is a value as the JSON that readers see.
func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	put(t, err)
	return string(b)
}
