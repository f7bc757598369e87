package matching_test

import (
	"math"
	"testing"

	"shelfwise/market"
	"shelfwise/matching"
)

// TestF19Agreement: a decision is counted beside what the model would say of the pair without it: the same, comparable,
// or nothing.
func TestF19Agreement(t *testing.T) {
	t.Parallel()
	c := []market.Candidate{{ID: "c", Title: "Acme Water Bottle", Brand: "Acme", GTIN: "4006381333931", Category: "bottle"}}
	ls := []market.Listing{
		{ID: "comparable", Title: "Zeno Bottle", Category: "bottle"},
		{ID: "guarded", Title: "Lid for Water Bottle", Category: "bottle"},
		{ID: "nothing", Title: "Desk lamp", Category: "lamp"},
		{ID: "same", Title: "Acme Water Bottle", Brand: "Acme", GTIN: "4006381333931", Category: "bottle"},
		{ID: "zcontradicts", Title: "Kora Bottle", Brand: "Kora", GTIN: "4006381333931", Category: "bottle"},
	}
	for _, tc := range []struct {
		listing  market.ListingID
		decision market.Decision
		relation market.Relation
		want     matching.Agreement
	}{
		{"same", market.Confirmed, market.Same, matching.Agreement{Decided: 1, Agreed: 1}},
		{"same", market.Confirmed, market.Comparable, matching.Agreement{Decided: 1, Wrong: 1}},
		{"same", market.Rejected, market.Same, matching.Agreement{Decided: 1, Wrong: 1}},
		{"comparable", market.Confirmed, market.Comparable, matching.Agreement{Decided: 1, Agreed: 1}},
		{"comparable", market.Confirmed, market.Same, matching.Agreement{Decided: 1, Missed: 1}},
		{"comparable", market.Rejected, market.Comparable, matching.Agreement{Decided: 1, Wrong: 1}},
		{"guarded", market.Rejected, market.Same, matching.Agreement{Decided: 1, Agreed: 1}},
		{"guarded", market.Confirmed, market.Comparable, matching.Agreement{Decided: 1, Missed: 1}},
		{"nothing", market.Rejected, market.Same, matching.Agreement{Decided: 1, Agreed: 1}},
		{"nothing", market.Confirmed, market.Same, matching.Agreement{Decided: 1, Missed: 1}},
		{"zcontradicts", market.Rejected, market.Same, matching.Agreement{Decided: 1, Agreed: 1}},
		{"same", market.Review, market.Same, matching.Agreement{}},
	} {
		m := market.Match{CandidateID: "c", ListingID: tc.listing, Relation: tc.relation, Method: "user"}.Decide(tc.decision, tc.relation)
		res := matching.Compare(c, ls, nil, []market.Match{m}, matching.Options{})
		if res.Agreement != tc.want {
			t.Errorf("%s %s as %s: %+v; want %+v", tc.listing, tc.decision, tc.relation, res.Agreement, tc.want)
		}
		for _, got := range res.Matches {
			if got.ListingID == tc.listing && tc.decision == market.Confirmed && (got.Relation != tc.relation || got.Confidence != 1) {
				t.Errorf("%s confirmed as %s is %s with %.4f", tc.listing, tc.relation, got.Relation, got.Confidence)
			}
			if got.ListingID == tc.listing && tc.decision == market.Review && got.Decision != market.Review {
				t.Errorf("%s taken back is %s; want that it waits", tc.listing, got.Decision)
			}
		}
	}
}

// TestF19DecisionInTheWaterfall: the user's word is the last step, and the steps sum to the confidence whatever was decided
// before; taken back, the model's confidence stands.
func TestF19DecisionInTheWaterfall(t *testing.T) {
	t.Parallel()
	m := market.Match{CandidateID: "c", ListingID: "l", Relation: market.Same, Confidence: 0.1987, Decision: market.Review, Method: "title",
		Evidence: []market.MatchReason{{Feature: "brand", Contribution: 0.5}, {Feature: "words", Contribution: -1.8945}}}
	for _, step := range []struct {
		decision market.Decision
		want     float64
	}{{market.Confirmed, 1}, {market.Rejected, 0}, {market.Rejected, 0}, {market.Confirmed, 1}, {market.Review, 0.1987}} {
		m = m.Decide(step.decision, market.Same)
		sum := 0.0
		for _, e := range m.Evidence {
			sum += e.Contribution
		}
		if math.Abs(m.Confidence-step.want) > 1e-9 || math.Abs(1/(1+math.Exp(-sum))-m.Confidence) > 1e-4 || len(m.Evidence) != 3 {
			t.Errorf("%s: confidence %v, steps %+v sum to %v; want %v", step.decision, m.Confidence, m.Evidence, sum, step.want)
		}
	}
	if !m.TakenBack() || m.ByUser() {
		t.Errorf("%+v is not taken back", m)
	}
}
