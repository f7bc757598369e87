package advisor_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/market/money"
)

func TestF19DifferingWords(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ a, b, left, right string }{
		{"Acme Kettle KT-480, 1.7 l", "ACME kettle KT480 1.7 l white", "", "white"},
		{"Müsli Schale blau", "musli schale rot", "blau", "rot"},
		{"Kettle KT480", "Kettle KT 480", "", "KT 480"},
		{"", "one", "", "one"},
		{"a – b", "a b", "", ""},
		{"水筒 500ml", "水筒 750ml", "500ml", "750ml"},
	} {
		left, right := advisor.Differing(tc.a, tc.b)
		if got := alone(left); got != tc.left {
			t.Errorf("%q against %q: %q is marked; want %q", tc.a, tc.b, got, tc.left)
		}
		if got := alone(right); got != tc.right {
			t.Errorf("%q against %q: %q is marked; want %q", tc.b, tc.a, got, tc.right)
		}
	}
}

func alone(words []advisor.Word) string {
	var out []string
	for _, w := range words {
		if w.Alone {
			out = append(out, w.Text)
		}
	}
	return strings.Join(out, " ")
}

// TestF19TakeBack: a decision can be taken back; the pair then waits again, and the queue can begin at it.
func TestF19TakeBack(t *testing.T) {
	a := crowded(t)
	for _, d := range []market.Decision{market.Confirmed, market.Review} {
		m, err := a.Decide(t.Context(), advisor.Decision{CandidateID: "k1", ListingID: "alpha|m", Decision: d})
		if err != nil || m.Decision != d {
			t.Fatalf("Decide %s = %+v, %v", d, m, err)
		}
	}
	if _, err := a.Decide(t.Context(), advisor.Decision{CandidateID: "k1", ListingID: "alpha|k", Decision: market.Review}); !errors.Is(err, market.ErrInvalid) {
		t.Errorf("taking back what was never decided: %v; want ErrInvalid", err)
	}
	for _, d := range []market.Decision{market.Rejected, market.Review, market.Review} {
		if _, err := a.Decide(t.Context(), advisor.Decision{CandidateID: "k1", ListingID: "alpha|k", Decision: d}); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Rank(t.Context(), day); err != nil { // which the model would match by itself
			t.Fatal(err)
		}
	}
	items, err := a.ReviewQueue(t.Context())
	if err != nil || len(items) != 2 {
		t.Fatalf("queue %v, %v; want two", items, err)
	}
	for _, tc := range []struct{ from, first market.ListingID }{{"", "alpha|k"}, {"alpha|k", "alpha|k"}, {"alpha|l", "alpha|m"}, {"alpha|m", "alpha|m"}, {"z", "alpha|k"}} {
		if got := advisor.From(items, "k1", tc.from); len(got) != 2 || got[0].Match.ListingID != tc.first {
			t.Errorf("from %q the queue begins with %v; want %s", tc.from, got, tc.first)
		}
	}
	if _, err := a.Decide(t.Context(), advisor.Decision{CandidateID: "k1", ListingID: "alpha|m", Decision: "maybe"}); err == nil {
		t.Error("a decision that is none is kept")
	}
}

// TestF19Relation: what is confirmed is what the user says, else what was stored; the market and the page say who decided.
func TestF19Relation(t *testing.T) {
	a := crowded(t)
	if _, err := a.Rank(t.Context(), day); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		listing       market.ListingID
		say, relation market.Relation
		built         string
	}{
		{"alpha|m", "", market.Comparable, "1 comparable by your decision"},
		{"alpha|m", market.Same, market.Same, "1 same by your decision"},
		{"alpha|m", "", market.Same, "1 same by your decision"},
		{"alpha|m", market.Comparable, market.Comparable, "1 comparable by your decision"},
		{"bravo|7", market.Same, market.Same, "1 same by your decision"},
	} {
		m, err := a.Decide(t.Context(), advisor.Decision{CandidateID: "k1", ListingID: tc.listing, Decision: market.Confirmed, Relation: tc.say})
		if err != nil || m.Relation != tc.relation || m.Confidence != 1 || m.Decision != market.Confirmed {
			t.Fatalf("confirmed as %q: %+v, %v; want %s and certain", tc.say, m, err, tc.relation)
		}
		if _, err := a.Rank(t.Context(), day); err != nil {
			t.Fatal(err)
		}
		ex, err := a.Explain(t.Context(), "k1", day)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(ex.Recommendation.Market.Built, tc.built) {
			t.Errorf("built %q; want %q", ex.Recommendation.Market.Built, tc.built)
		}
		for _, r := range ex.Recommendation.Market.Rivals {
			if r.ListingID == tc.listing && (r.Relation != tc.relation || r.Decision != market.Confirmed || r.Confidence != 1) {
				t.Errorf("rival %+v; want %s, confirmed", r, tc.relation)
			}
		}
		var page bytes.Buffer
		if err := advisor.WriteExplanation(&page, ex, false); err != nil || !strings.Contains(page.String(), string(tc.relation)+" by your decision") {
			t.Errorf("the explanation does not say who decided (%v):\n%s", err, page.String())
		}
	}
	if _, err := a.Decide(t.Context(), advisor.Decision{CandidateID: "k1", ListingID: "alpha|m", Decision: market.Confirmed, Relation: "alike"}); !errors.Is(err, market.ErrInvalid) {
		t.Errorf("an unknown relation: %v; want ErrInvalid", err)
	}
	decided, bad, err := advisor.ReadDecisions(strings.NewReader("candidate_id,listing_id,relation,decision\nk1,a, Same,confirmed\nk1,a,comparable,confirmed\nk1,b,comparable,rejected\n"))
	if err != nil || len(decided) != 2 || decided[0].Relation != market.Same || decided[1].Relation != "" || len(bad) != 1 || bad[0].Line != 3 {
		t.Errorf("a file with relations: %+v, %v, %v", decided, bad, err)
	}
}

// TestF52MatchesAsOf: before a listing was read it matches nothing, and asking about the past changes nothing.
func TestF52MatchesAsOf(t *testing.T) {
	a := crowded(t)
	if _, err := a.Rank(t.Context(), day); err != nil {
		t.Fatal(err)
	}
	rep, _ := a.LastMatchReport()
	for _, tc := range []struct {
		at   time.Time
		want int
	}{{time.Time{}, 1}, {day, 1}, {time.Date(2026, 11, 20, 5, 0, 0, 0, time.UTC), 0}} {
		got, err := a.Matches(t.Context(), "k1", market.Auto, tc.at)
		same := 0
		for _, m := range got {
			if m.Relation == market.Same {
				same++
			}
		}
		if err != nil || same != tc.want {
			t.Errorf("as of %v: %v, %v; want %d of the same product", tc.at, got, err, tc.want)
		}
	}
	if now, _ := a.LastMatchReport(); !now.AsOf.Equal(rep.AsOf) {
		t.Errorf("the report is of %v after a question about the past; want %v", now.AsOf, rep.AsOf)
	}
}

// TestF52RankAgainWithinTheSecond: what another process stored after a ranking is in the next one, in the same second too,
// and in its answers.
func TestF52RankAgainWithinTheSecond(t *testing.T) {
	a := crowded(t)
	offers := func() (stored, shown int) {
		t.Helper()
		if _, err := a.Rank(t.Context(), time.Time{}); err != nil {
			t.Fatal(err)
		}
		advice, err := a.Advice(t.Context(), advisor.Query{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range advice.Recommendations {
			shown += r.Market.ComparableOffers
		}
		for _, err := range a.Store.Matches(t.Context(), "") {
			if err != nil {
				t.Fatal(err)
			}
			stored++
		}
		return stored, shown
	}
	stored, shown := offers()
	l := market.Listing{ID: "delta|1", Source: "delta", ExternalID: "1", Title: "Delta Kettle 1.7 l", Category: "kettle"}
	o := market.Observation{ListingID: l.ID, ObservedAt: day, LastSeen: day, Offer: market.Offer{Price: money.MustDecimal("29.00", "EUR")}}
	if _, err := a.Store.Append(t.Context(), market.Series{Listing: l, Observations: []market.Observation{o}}); err != nil {
		t.Fatal(err)
	}
	if again, more := offers(); again != stored+3 || more <= shown {
		t.Errorf("%d matches and %d offers, then %d and %d; want one more for each candidate", stored, shown, again, more)
	}
}
