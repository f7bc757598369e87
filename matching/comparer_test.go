package matching_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/matching"
)

// TestF19IncrementalIsFull: whatever arrives, changes or is decided, comparing again gives to the byte what scoring
// everything anew with the same weights gives, and what Compare gives where the weights are taken anew.
func TestF19IncrementalIsFull(t *testing.T) {
	allC, allL, allP := crowd(12, 200)
	for i := range allC {
		if i%3 == 0 {
			allC[i].Category, allC[i].Keywords = "", []string{"earbuds"}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		cands, listings := slices.Clone(allC[:6]), slices.Clone(allL[:140])
		prices := map[market.ListingID]money.Amount{}
		maps.Copy(prices, allP)
		var decided []market.Match
		c := matching.NewComparer()
		for range rapid.IntRange(2, 6).Draw(t, "steps") {
			i := rapid.IntRange(0, len(listings)-1).Draw(t, "listing")
			k := rapid.IntRange(0, len(cands)-1).Draw(t, "candidate")
			switch rapid.SampledFrom([]string{"same", "arrive", "leave", "title", "price", "candidate", "keywords", "decide"}).Draw(t, "step") {
			case "arrive":
				listings = slices.Clone(allL[:min(len(allL), len(listings)+8)])
			case "leave":
				listings = slices.Delete(slices.Clone(listings), i, i+1)
			case "title":
				listings[i].Title = "Case for " + listings[i].Title
			case "price":
				prices[listings[i].ID] = money.MustDecimal("3", "EUR")
			case "candidate":
				cands[k].Title = listings[i].Title
			case "keywords":
				cands[k].Keywords = append(slices.Clone(cands[k].Keywords), "yoga mat")
			case "decide":
				decided = append(slices.Clone(decided), market.Match{CandidateID: cands[k].ID, ListingID: listings[i].ID, Relation: market.Same,
					Decision: rapid.SampledFrom([]market.Decision{market.Confirmed, market.Rejected}).Draw(t, "decision")})
			}
			o := matching.Options{Whole: rapid.IntRange(0, 9).Draw(t, "whole") == 0}
			got := c.Compare(cands, listings, prices, decided, o)
			want := c.Anew(cands, listings, prices, decided, o)
			if c.Reused().Whole {
				want = matching.Compare(cands, listings, prices, decided, o)
			}
			if diff := cmp.Diff(asJSON(t, want), asJSON(t, got)); diff != "" {
				t.Fatalf("comparing again differs from comparing anew:\n%s", diff)
			}
		}
	})
}

func asJSON(t interface{ Fatal(...any) }, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestF19Reuse: nothing new costs nothing, decisions cost no scoring, and what arrives is all that is read.
func TestF19Reuse(t *testing.T) {
	t.Parallel()
	cands, listings, prices := crowd(8, 200)
	c := matching.NewComparer()
	step := func(name string, ls []market.Listing, decided []market.Match, want matching.Reuse) {
		t.Helper()
		c.Compare(cands, ls, prices, decided, matching.Options{})
		if got := c.Reused(); got != want {
			t.Errorf("%s: reused %+v; want %+v", name, got, want)
		}
	}
	distinct := map[string]bool{}
	for _, l := range listings[:150] {
		distinct[l.Title] = true
	}
	for _, x := range cands {
		distinct[x.Title] = true
	}
	first := len(distinct)
	decided := []market.Match{{CandidateID: cands[0].ID, ListingID: listings[0].ID, Relation: market.Same, Decision: market.Rejected}}
	whole := pairsOf(cands, listings[:150], prices)
	step("first", listings[:150], nil, matching.Reuse{Whole: true, Pairs: whole, Read: first})
	step("again", listings[:150], nil, matching.Reuse{Result: true, Scores: true})
	step("decided", listings[:150], decided, matching.Reuse{Scores: true})
	step("all anew", listings, decided, matching.Reuse{Whole: true, Pairs: pairsOf(cands, listings, prices), Read: distinctTitles(listings[150:], distinct), Texts: first})
}

func pairsOf(cands []market.Candidate, listings []market.Listing, prices map[market.ListingID]money.Amount) int {
	c := matching.NewComparer()
	c.Compare(cands, listings, prices, nil, matching.Options{})
	return c.Reused().Pairs
}

// distinctTitles counts the titles that are not known.
func distinctTitles(listings []market.Listing, known map[string]bool) int {
	n := 0
	for _, l := range listings {
		if !known[l.Title] {
			n, known[l.Title] = n+1, true
		}
	}
	return n
}

// TestF19ArrivalsScoreTheirPairsOnly: a hundred listings that arrive beside thousands are all that is scored, and when
// a tenth of the texts has changed all is.
func TestF19ArrivalsScoreTheirPairsOnly(t *testing.T) {
	t.Parallel()
	cands, listings, prices := crowd(40, 4000)
	c := matching.NewComparer()
	c.Compare(cands, listings[:3400], prices, nil, matching.Options{})
	whole := c.Reused().Pairs
	for n := 3500; n <= 3700; n += 100 {
		c.Compare(cands, listings[:n], prices, nil, matching.Options{})
		// Each listing that comes asks for 15 candidates at most and those that share a code; candidates ask back.
		if got := c.Reused(); got.Whole || got.Pairs == 0 || got.Pairs > 100*20 || got.Pairs > whole/20 {
			t.Errorf("%d listings: %+v; the whole has %d pairs", n, got, whole)
		}
	}
	changed := slices.Clone(listings[:3700])
	changed[5].Title += " changed"
	if c.Compare(cands, changed, prices, nil, matching.Options{}); c.Reused().Whole || c.Reused().Pairs > 30 {
		t.Errorf("one changed title: %+v", c.Reused())
	}
	if c.Compare(cands, listings, prices, nil, matching.Options{}); !c.Reused().Whole {
		t.Errorf("600 came to 3440: %+v; want all scored", c.Reused())
	}
}

// BenchmarkComparer measures comparing again: with nothing new, a decision, a hundred listings more, one candidate changed.
func BenchmarkComparer(b *testing.B) {
	cands, listings, prices := crowd(200, 20_100)
	for _, tc := range []struct {
		name   string
		change func(n int) ([]market.Candidate, []market.Listing, []market.Match)
	}{
		{"nothing", func(int) ([]market.Candidate, []market.Listing, []market.Match) { return cands, listings[:20_000], nil }},
		{"decision", func(n int) ([]market.Candidate, []market.Listing, []market.Match) {
			return cands, listings[:20_000], []market.Match{{CandidateID: cands[n%200].ID, ListingID: listings[n].ID, Decision: market.Rejected}}
		}},
		{"arrived", func(n int) ([]market.Candidate, []market.Listing, []market.Match) {
			return cands, listings[:20_000+n%2*100], nil
		}},
		{"candidate", func(n int) ([]market.Candidate, []market.Listing, []market.Match) {
			changed := slices.Clone(cands)
			changed[0].Title += fmt.Sprint(" ", n)
			return changed, listings[:20_000], nil
		}},
	} {
		b.Run(tc.name, func(b *testing.B) {
			c := matching.NewComparer()
			c.Compare(cands, listings[:20_000], prices, nil, matching.Options{})
			n := 0
			for b.Loop() {
				n++
				cs, ls, decided := tc.change(n)
				c.Compare(cs, ls, prices, decided, matching.Options{})
			}
		})
	}
}

// TestF18DecisionResolvesQuarantine: what contradicts itself is never merged until a person decides, and then it waits
// no more.
func TestF18DecisionResolvesQuarantine(t *testing.T) {
	t.Parallel()
	c := market.Candidate{ID: "c", Title: "Acme Water Bottle 500 ml", Brand: "Acme", GTIN: "4006381333931", Category: "water bottle"}
	l := market.Listing{ID: "l", Source: "s", Title: "Zeno Water Bottle 500 ml", Brand: "Zeno", GTIN: "4006381333931", Category: "water bottle"}
	for _, tc := range []struct {
		decision          market.Decision
		quarantined, same int
		reason            string
	}{
		{market.Auto, 1, 0, "contradictory_identifier: brand: acme against zeno"},
		{market.Confirmed, 0, 1, ""},
		{market.Rejected, 0, 0, "rejected: brand: acme against zeno"},
	} {
		d := market.Match{CandidateID: "c", ListingID: "l", Relation: market.Same, Confidence: 1, Decision: tc.decision, Method: "user"}
		res := matching.Compare([]market.Candidate{c}, []market.Listing{l}, nil, []market.Match{d}, matching.Options{})
		reason := ""
		for _, e := range res.Excluded["c"] {
			reason = e.Reason + ": " + e.Detail
		}
		if len(res.Quarantined) != tc.quarantined || len(res.Matches) != tc.same || reason != tc.reason {
			t.Errorf("%s: quarantined %v, matches %v, left out for %q; want %+v", tc.decision, res.Quarantined, res.Matches, reason, tc)
		}
	}
}

// TestF19BuiltCountsApart: what is in review is not counted as the same product, and what the user decided is.
func TestF19BuiltCountsApart(t *testing.T) {
	t.Parallel()
	cands, listings, prices := crowd(8, 200)
	cands[0].Category, cands[0].Title, cands[0].Brand = "kettle", "Acme Kettle KT480 1.7 l", "Acme"
	ls := append(slices.Clone(listings), market.Listing{ID: "x|1", Title: "Quite another thing", Category: "kettle"})
	d := []market.Match{{CandidateID: cands[0].ID, ListingID: "x|1", Relation: market.Same, Confidence: 1, Decision: market.Confirmed, Method: "user"}}
	res := matching.Compare(cands, ls, prices, d, matching.Options{})
	if got := res.Built[cands[0].ID]; got != "1 same by your decision; no comparable listings: category \"kettle\"" {
		t.Errorf("built %q", got)
	}
	if want := (matching.Agreement{Decided: 1, Missed: 1}); res.Agreement != want {
		t.Errorf("agreement %+v; want %+v", res.Agreement, want)
	}
	for _, c := range cands {
		review := 0
		for _, m := range res.Matches {
			if m.CandidateID == c.ID && m.Decision == market.Review {
				review++
			}
		}
		if says := strings.Contains(res.Built[c.ID], fmt.Sprintf("%d too doubtful to use, in review", review)); says != (review > 0) {
			t.Errorf("%s: %d in review, built %q", c.ID, review, res.Built[c.ID])
		}
	}
}
