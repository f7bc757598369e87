package scoring_test

import (
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
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
		failed := slices.ContainsFunc(r.GatesFailed, func(g market.GateFailure) bool { return g.Gate == "after_sales" })
		if promised := r.CandidateID == in.Candidates[0].ID; failed == promised || failed && r.Verdict == market.Go {
			t.Errorf("%s: gate failed %v, verdict %s", r.CandidateID, failed, r.Verdict)
		}
		for _, g := range r.GatesFailed {
			if g.Gate == "after_sales" && (g.Value != nil) != (r.CandidateID == in.Candidates[1].ID) {
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
// same, without any weights of the segment's own; the order is known.
func Test000ESegmentFit(t *testing.T) {
	in := small()
	for i := range in.Candidates {
		in.Candidates[i].Segment = []string{"families", "students"}[i%2]
	}
	in.Profile = scoring.DefaultProfile()
	for segment, want := range map[string]string{
		"":         "c000007 c000001 c000004 c000002 c000011 c000006 c000005 c000003 c000008 c000000 c000010 c000009",
		"Families": "c000004 c000002 c000007 c000001 c000006 c000008 c000011 c000000 c000010 c000005 c000003 c000009",
		"students": "c000007 c000001 c000004 c000011 c000002 c000005 c000003 c000006 c000008 c000000 c000010 c000009",
	} {
		in.Profile.Segment = segment
		if got := strings.Join(ids(advise(t, in), ""), " "); got != want {
			t.Errorf("segment %q orders %s; want %s", segment, got, want)
		}
	}
	plain := find(t, advise(t, small()), in.Candidates[0].ID)
	for segment, more := range map[string]bool{"families": true, "students": true, "nobody": true} {
		in.Profile.Segment = segment
		r := find(t, advise(t, in), in.Candidates[0].ID)
		if d := driver(t, r, "attractiveness", "segment_fit"); !d.Known || *r.Score < *plain.Score == more {
			t.Errorf("segment %q: %+v, score %v, without %v", segment, d, *r.Score, *plain.Score)
		}
	}
}
