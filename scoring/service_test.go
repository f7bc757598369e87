package scoring_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// Test000DAfterSalesGate: without a returns or warranty promise there is no go, and the gate is named; without anything
// said of service the promise is unknown, not refused. A profile may do without the gate, and no gate makes a verdict
// better than it is without.
func Test000DAfterSalesGate(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	in.Candidates[1].Differentiators = []string{"steel"}
	in.Candidates[0].Differentiators = []string{"30 day returns"}
	for _, r := range advise(t, in).Recommendations {
		failed := slices.ContainsFunc(r.GatesFailed, func(g market.GateFailure) bool { return g.Gate == "after_sales_minimum" })
		if promised := r.CandidateID == in.Candidates[0].ID; failed == promised || failed && r.Verdict == market.Go {
			t.Errorf("%s: gate failed %v, verdict %s", r.CandidateID, failed, r.Verdict)
		}
		for _, g := range r.GatesFailed {
			if g.Gate == "after_sales_minimum" && (g.Value != nil) != (r.CandidateID == in.Candidates[1].ID) {
				t.Errorf("%s: %+v; want a value only where something is stated", r.CandidateID, g)
			}
		}
	}
	with := advise(t, in)
	in.Profile.Gates.AfterSales = false
	order := map[market.Verdict]int{market.Drop: 0, market.Watch: 1, market.Trial: 2, market.Go: 3}
	gone := 0
	for _, r := range advise(t, in).Recommendations {
		gated := find(t, with, r.CandidateID)
		if order[gated.Verdict] > order[r.Verdict] {
			t.Errorf("%s: %s with the gate, %s without", r.CandidateID, gated.Verdict, r.Verdict)
		}
		if r.Verdict == market.Go && gated.Verdict == market.Trial {
			gone++
		}
	}
	if gone == 0 {
		t.Error("the gate holds nobody back")
	}
}

// Test000ESegmentsReorder: another segment of buyers gives another order.
func Test000ESegmentsReorder(t *testing.T) {
	in := small()
	for i := range in.Candidates {
		in.Candidates[i].Segment = []string{"families", "students"}[i%2]
	}
	in.Profile = scoring.DefaultProfile()
	in.Profile.SegmentWeights = map[string]scoring.Weights{"families": {0.3, 0.5, 0.1, 0.1}, "students": {0.1, 0.1, 0.7, 0.1}}
	order := func(segment string) []string {
		in.Profile.Segment = segment
		return ids(advise(t, in), "")
	}
	if a, b := order("families"), order("students"); slices.Equal(a, b) {
		t.Errorf("both segments order %v", a)
	}
}

// Test000ESegmentFit: asked for a segment, what is made for it comes before what is made for another and earns about the
// same, without any weights of the segment's own; another segment gives another order, and nobody loses by being asked.
func Test000ESegmentFit(t *testing.T) {
	in := small()
	made := map[string]string{}
	for i := range in.Candidates {
		in.Candidates[i].Segment = []string{"families", "students"}[i%2]
		made[in.Candidates[i].ID] = in.Candidates[i].Segment
	}
	in.Profile = scoring.DefaultProfile()
	plain := advise(t, in)
	orders := map[string]bool{strings.Join(ids(plain, ""), " "): true}
	for _, segment := range []string{"families", "Students"} {
		in.Profile.Segment = segment
		a := advise(t, in)
		orders[strings.Join(ids(a, ""), " ")] = true
		for i, r := range a.Recommendations {
			was := *find(t, plain, r.CandidateID).Score
			if d := driver(t, r, "attractiveness", "segment_fit"); !d.Known || *r.Score < was {
				t.Errorf("segment %q: %s has %+v, score %v, without %v", segment, r.CandidateID, d, *r.Score, was)
			}
			for _, over := range a.Recommendations[:i] {
				other := *find(t, plain, over.CandidateID).Score
				if strings.EqualFold(made[r.CandidateID], segment) && !strings.EqualFold(made[over.CandidateID], segment) && was > other-2 {
					t.Errorf("segment %q: %s (%.1f) stands under %s (%.1f), which is made for others", segment, r.CandidateID, was, over.CandidateID, other)
				}
			}
		}
	}
	if len(orders) != 3 {
		t.Errorf("%d orders of three ways of asking", len(orders))
	}
}

// Test000EUnknownSegment: a segment that neither a candidate nor the profile names is refused and the known ones are listed;
// case and spaces do not matter.
func Test000EUnknownSegment(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	in.Profile.Segment = "familys"
	if _, err := scoring.Advise(in); !errors.Is(err, market.ErrInvalid) || !strings.Contains(err.Error(), "which name none") {
		t.Errorf("without segments: %v", err)
	}
	for i := range in.Candidates {
		in.Candidates[i].Segment = []string{"Families", "students"}[i%2]
	}
	_, err := scoring.Advise(in)
	if !errors.Is(err, market.ErrInvalid) || !strings.Contains(err.Error(), "Families, students") {
		t.Errorf("unknown segment: %v", err)
	}
	if _, err := scoring.Simulate(in, in.Candidates[0].ID, money.MustDecimal("10", "USD")); !errors.Is(err, market.ErrInvalid) {
		t.Errorf("unknown segment in a what-if: %v", err)
	}
	in.Profile.SegmentWeights = map[string]scoring.Weights{"Familys": {1, 0, 0, 0}}
	named := advise(t, in).Recommendations[0]
	if w := named.Scores["value"].Weight; w != 1 {
		t.Errorf("weights of the segment by another case: value %v; want 1", w)
	}
	in.Profile.Segment, in.Profile.SegmentWeights = " families ", nil
	if d := driver(t, find(t, advise(t, in), in.Candidates[0].ID), "attractiveness", "segment_fit"); *d.Value != 100 {
		t.Errorf("segment by another case: fit %v; want 100", *d.Value)
	}
}
