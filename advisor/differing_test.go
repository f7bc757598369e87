package advisor_test

import (
	"strings"
	"testing"
	"time"

	"shelfwise/advisor"
	"shelfwise/market"
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
		m, err := a.Decide(t.Context(), "k1", "alpha|m", d)
		if err != nil || m.Decision != d {
			t.Fatalf("Decide %s = %+v, %v", d, m, err)
		}
	}
	if _, err := a.Decide(t.Context(), "k1", "alpha|k", market.Review); err != nil {
		t.Fatal(err)
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
	if _, err := a.Decide(t.Context(), "k1", "alpha|m", "maybe"); err == nil {
		t.Error("a decision that is none is kept")
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
