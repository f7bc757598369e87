package scoring_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/scoring"
)

// promised fills in what the first candidate of a market needs to be a go where its score allows it.
func promised(c *market.Candidate) {
	c.Differentiators, c.Proofs = []string{"two-year warranty", "folds flat"}, []string{"warranty card", "drawing"}
}

// Test002FActionsFollowTheVerdict: a go is not told to try a small lot, a trial is not told to scale ads, and what declines has no
// date to order by and no next fact that cannot change the verdict.
func Test002FActionsFollowTheVerdict(t *testing.T) {
	in := synthetic(40, 600)
	lead := 20
	in.Events = []scoring.Event{{Name: "Spring fair", From: in.AsOf.AddDate(0, 2, 0), To: in.AsOf.AddDate(0, 2, 3)}}
	seen := map[market.Verdict]int{}
	for _, stage := range []string{"", "launch", "growth", "mature", "decline"} {
		staged := in
		staged.Candidates = slices.Clone(in.Candidates)
		for i := range staged.Candidates {
			c := &staged.Candidates[i]
			promised(c)
			c.Stage, c.LeadTimeDays = stage, &lead
		}
		for _, r := range advise(t, staged).Recommendations {
			seen[r.Verdict]++
			did := strings.Join(r.Actions, "; ")
			switch {
			case r.Verdict == market.Go && strings.Contains(did, "first small lot"),
				r.Verdict == market.Trial && (strings.Contains(did, "scale ads") || !strings.Contains(did, "lot")):
				t.Errorf("%s, stage %s: actions %q", r.Verdict, r.Stage, did)
			case r.Stage == "decline" && (len(r.Dates) > 0 || r.Verdict == market.Go || r.Verdict == market.Trial):
				t.Errorf("decline: %s, dates %v", r.Verdict, r.Dates)
			case strings.HasPrefix(r.VerdictRule, "it declines") && strings.Contains(r.NextFact, "lower cost"):
				t.Errorf("decline: next fact %q", r.NextFact)
			case r.Stage != "decline" && len(r.Dates) == 0:
				t.Errorf("stage %s: no date to order by", r.Stage)
			}
		}
	}
	if seen[market.Go] == 0 || seen[market.Trial] == 0 || seen[market.Watch] == 0 {
		t.Errorf("verdicts %v; want each", seen)
	}
}

// TestF35VerdictByTheScoreShown: a verdict goes by the score as it is shown, with one decimal.
func TestF35VerdictByTheScoreShown(t *testing.T) {
	in := synthetic(60, 900)
	n := 0
	for _, r := range advise(t, in).Recommendations {
		if r.Score == nil {
			continue
		}
		shown := math.Round(*r.Score*10) / 10
		for _, bound := range []struct {
			rule string
			at   float64
		}{{"score under 45:", 45}, {"score under 35", 35}} {
			if strings.HasPrefix(r.VerdictRule, bound.rule) {
				if n++; shown >= bound.at {
					t.Errorf("score shown as %.1f: %s", shown, r.VerdictRule)
				}
			}
		}
	}
	if n == 0 {
		t.Error("no verdict by the score among the cases")
	}
}
