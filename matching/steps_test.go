package matching_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shelfwise/fixtures/shared"
	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/matching"
)

// odds is the sum of a waterfall's steps.
func odds(steps []market.MatchReason) float64 {
	sum := 0.0
	for _, e := range steps {
		sum += e.Contribution
	}
	return sum
}

func sums(e []market.MatchReason, p float64) bool {
	return math.Abs(1/(1+math.Exp(-odds(e)))-p) <= 1e-4
}

// TestF19StepsSum: the steps of every pair sum to its score, whatever the titles, and so do those of a market.
func TestF19StepsSum(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		left, right := records(t, "l"), records(t, "r")
		for _, p := range matching.Pairs(left, right, matching.Options{}) {
			if !sums(p.Evidence, p.Score) {
				t.Errorf("%s and %s: steps %+v sum to %v; score %v", p.Left, p.Right, p.Evidence, odds(p.Evidence), p.Score)
			}
		}
		var cands []market.Candidate
		var ls []market.Listing
		for i := range left {
			cands = append(cands, market.Candidate{ID: left[i].ID, Title: left[i].Title})
		}
		for i := range right {
			ls = append(ls, market.Listing{ID: market.ListingID(right[i].ID), Title: right[i].Title})
		}
		for _, m := range matching.Compare(cands, ls, nil, nil, matching.Options{}).Matches {
			if !sums(m.Evidence, m.Confidence) {
				t.Errorf("%s and %s: steps %+v sum to %v; confidence %v", m.CandidateID, m.ListingID, m.Evidence, odds(m.Evidence), m.Confidence)
			}
		}
	})
}

// TestF19StepsOfShared: the same over whole sets.
func TestF19StepsOfShared(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"abt-buy", "wdc-cameras"} {
		dir := shared.Path(t, "data", "matching", name)
		left, right := side(t, dir+"/left.csv"), side(t, dir+"/right.csv")
		for _, p := range matching.Pairs(left, right, matching.Options{}) {
			if !sums(p.Evidence, p.Score) {
				t.Errorf("%s: %s and %s: steps %+v sum to %v; score %v", name, p.Left, p.Right, p.Evidence, odds(p.Evidence), p.Score)
			}
		}
	}
}

// TestF19StepsTell: a step says what was compared, and what a rule takes away is a step of its own.
func TestF19StepsTell(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name        string
		left, right matching.Record
		want        []string
	}{
		{"a pack", matching.Record{ID: "l", Title: "Acme Turbo Blender", Brand: "Acme"}, matching.Record{ID: "r", Title: "2-pack Acme Turbo Blender", Brand: "Acme"},
			[]string{"another product of the line=pack: 1 against 2"}},
		{"a model number and a price", matching.Record{ID: "l", Title: "Acme Turbo Blender X2000 500 ml black", Brand: "Acme", Price: money.MustDecimal("50", "EUR")},
			matching.Record{ID: "r", Title: "Blender Acme X2000 Turbo 0.5 l black", Brand: "Acme", Price: money.MustDecimal("90", "EUR")},
			[]string{"words in common=acme, turbo, blender", "model number=x2000 on both", "price=1.80x", "maker=acme on both", "starting odds="}},
	} {
		found := false
		for _, p := range matching.Pairs([]matching.Record{tc.left}, append(filler(), tc.right), matching.Options{}) {
			if p.Right != "r" {
				continue
			}
			found = true
			var told []string
			for _, e := range p.Evidence {
				told = append(told, e.Feature+"="+e.Value)
			}
			all := "\n" + strings.Join(told, "\n")
			for _, want := range tc.want {
				if !strings.Contains(all, "\n"+want) {
					t.Errorf("%s: %s\nlacks %q", tc.name, all, want)
				}
			}
		}
		if !found {
			t.Errorf("%s: no pair", tc.name)
		}
	}
}
