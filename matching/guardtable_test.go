package matching

import (
	"testing"

	"shelfwise/market"
)

// verdict says why Compare keeps a listing out of a candidate's market: "" a rival, "not found" without a guard.
func verdict(c guardCase, category string) string {
	cand := market.Candidate{ID: "c", Title: c.product, Category: category}
	l := market.Listing{ID: "l", Source: "s", Title: c.candidate, Category: category}
	res := Compare([]market.Candidate{cand}, []market.Listing{l}, nil, nil, Options{})
	if len(res.Matches) > 0 {
		return ""
	}
	for _, e := range res.Excluded["c"] {
		return e.Reason
	}
	return "not found"
}

// judged reports whether a listing is kept out for reason, or for none, as the case says; it fails the test otherwise.
func judged(t *testing.T, c guardCase, reason string) bool {
	t.Helper()
	bare, shelf := verdict(c, ""), verdict(c, "Sortiment")
	ok := shelf == "" && (bare == "" || bare == "not found")
	if c.out {
		ok = shelf == reason && bare != ""
	}
	if !ok {
		t.Errorf("%s: %q for %q (out %v): %q, on one shelf %q", c.lang, c.candidate, c.product, c.out, bare, shelf)
	}
	return ok
}

// TestF20TitleGuards: by the two titles alone, with no category or under one that says nothing, a listing is kept out
// for the reason that the table names, or for none.
func TestF20TitleGuards(t *testing.T) {
	for reason, cases := range map[string][]guardCase{ReasonAccessory: accessoryCases(), ReasonBundle: bundleCases()} {
		right := 0
		for _, c := range cases {
			if judged(t, c, reason) {
				right++
			}
		}
		t.Logf("%s: %d of %d right", reason, right, len(cases))
	}
}

// TestF20CategoryWords: two category words name one kind of thing, or a kind and one under it, or two.
func TestF20CategoryWords(t *testing.T) {
	right, cases := 0, categoryCases()
	for _, c := range cases {
		l := market.Listing{ID: "l", Source: "s", Title: "Thing Zeta", Category: c.candidate}
		res := Compare([]market.Candidate{{ID: "c", Title: "Object Alpha", Category: c.product}}, []market.Listing{l}, nil, nil, Options{})
		if out := len(res.Matches) == 0; out != c.out {
			t.Errorf("%s: %q and %q: kept apart %v; want %v", c.lang, c.product, c.candidate, out, c.out)
			continue
		}
		right++
	}
	t.Logf("category words: %d of %d right", right, len(cases))
}
