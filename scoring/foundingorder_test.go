package scoring_test

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/scoring"
)

// byWeights is the order that weights give the factors of an advice, worked out apart.
func byWeights(a market.Advice, w scoring.Weights) []string {
	recs := slices.Clone(a.Recommendations)
	score := func(r market.Recommendation) (s float64) {
		for f, name := range scoring.Factors() {
			if v := r.Scores[string(name)].Score; v != nil {
				s += w[f] * *v
			}
		}
		return math.Round(s*1000) / 1000
	}
	slices.SortStableFunc(recs, func(a, b market.Recommendation) int { return cmp.Compare(score(b), score(a)) })
	out := make([]string, len(recs))
	for i, r := range recs {
		out[i] = r.CandidateID
	}
	return out
}

// Test003APermutedOrder: under each permutation of the weights the list stands exactly as they order its factors.
func Test003APermutedOrder(t *testing.T) {
	w, orders := scoring.DefaultWeights(), map[string]bool{}
	for _, p := range [][4]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 0, 3, 2}, {2, 3, 0, 1}, {3, 0, 1, 2}} {
		in := synthetic(40, 1000)
		in.Profile = scoring.Profile{Name: "turned", Weights: scoring.Weights{w[p[0]], w[p[1]], w[p[2]], w[p[3]]}, Gates: scoring.DefaultGates()}
		a := advise(t, in)
		got := ids(a, "")
		if want := byWeights(a, in.Profile.Weights); !slices.Equal(got, want) {
			t.Errorf("%v orders %v; want %v", p, got, want)
		}
		orders[strings.Join(got, " ")] = true
	}
	if len(orders) < 4 {
		t.Errorf("five ways of weighing give %d orders", len(orders))
	}
}

// Test000ESegmentOrderGolden: each segment of buyers orders the same products exactly as its weights do.
func Test000ESegmentOrderGolden(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	in.Profile.SegmentWeights = map[string]scoring.Weights{"families": {0.3, 0.5, 0.1, 0.1}, "students": {0.1, 0.1, 0.7, 0.1}}
	for i := range in.Candidates {
		in.Candidates[i].Segment = []string{"families", "students"}[i%2]
	}
	orders := map[string]bool{}
	for segment, w := range in.Profile.SegmentWeights {
		in.Profile.Segment = segment
		a := advise(t, in)
		got := ids(a, "")
		if want := byWeights(a, w); !slices.Equal(got, want) {
			t.Errorf("%s orders %v; want %v", segment, got, want)
		}
		orders[strings.Join(got, " ")] = true
	}
	if len(orders) != 2 {
		t.Error("both segments have one order")
	}
}

// Test000FEveryAdviceIsMeasured: whatever the verdict, and with no market or cost at all, it is said how to tell that it worked.
func Test000FEveryAdviceIsMeasured(t *testing.T) {
	in := synthetic(40, 1000)
	in.Candidates = slices.Clone(in.Candidates)
	in.Candidates[3].Cost, in.Candidates[4].Category = market.CostSheet{}, "nobody sells this"
	in.Matches = slices.DeleteFunc(slices.Clone(in.Matches), func(m market.Match) bool { return m.CandidateID == in.Candidates[4].ID })
	for _, r := range advise(t, in).Recommendations {
		if r.SuccessMetric == "" {
			t.Errorf("%s (%s) has no success metric", r.CandidateID, r.Verdict)
		}
	}
}

// Test003VNothingToBuyItFor: with nothing that sets the product apart the buyer is asked why anybody would buy it.
func Test003VNothingToBuyItFor(t *testing.T) {
	warned := func(ds []string) bool {
		r := with(t, small(), func(c *market.Candidate) { c.Differentiators = ds })
		return slices.ContainsFunc(r.Warnings, func(w market.Warning) bool { return w.Code == "no_differentiator" })
	}
	if !warned(nil) || warned([]string{"a hinge of titanium"}) {
		t.Error("the warning must come where nothing is stated, and only there")
	}
}

// Test004ELaunchAlwaysEnds: every launch with a price has a corridor that ends and keeps to the loss limit, also under odd
// terms.
func Test004ELaunchAlwaysEnds(t *testing.T) {
	for _, terms := range []scoring.LaunchTerms{{}, {LossRate: 100_000}, {LossRate: 500_000, Days: 400}, {Days: 7}} {
		in := synthetic(30, 900)
		in.Profile = scoring.DefaultProfile()
		in.Profile.Launch = terms
		for i := range in.Candidates {
			in.Candidates[i].Stage = "launch"
		}
		for _, r := range advise(t, in).Recommendations {
			l := r.Price.Launch
			if !r.Price.Recommended.Known() {
				continue
			}
			if l == nil || !l.Until.After(in.AsOf) || l.Until.After(in.AsOf.AddDate(0, 0, 90)) || !strings.Contains(l.Exit, "what is left") ||
				float64(l.Low.Minor()) < (1-terms.LossRate.Float())*float64(r.Price.Corridor.Floor.Amount.Minor())-1 || l.Low.Minor() > l.High.Minor() {
				t.Errorf("%s under %+v: %+v, floor %s", r.CandidateID, terms, l, r.Price.Corridor.Floor.Amount)
			}
		}
	}
}
