package scoring_test

import (
	"testing"

	"shelfwise/market"
	"shelfwise/scoring"
)

// Test002FSameNumbersOtherStage: the same numbers at another stage get other advice: what declines is not taken into the
// range, what is launched is tried first. The word counts in any case; an unknown one says nothing.
func Test002FSameNumbersOtherStage(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	in.Profile.Gates.AfterSales = false
	for i, c := range in.Candidates {
		was := find(t, advise(t, in), c.ID)
		if was.Verdict != market.Go {
			continue
		}
		for stage, want := range map[string]market.Verdict{
			"": market.Go, "growth": market.Go, "mature": market.Go, "launch": market.Trial, "LAUNCH": market.Trial, "Decline": market.Watch, "lunch": market.Go,
		} {
			now := find(t, advise(t, change(in, i, func(c *market.Candidate) { c.Stage = stage })), c.ID)
			if now.Verdict != want || *now.Score != *was.Score {
				t.Errorf("stage %q: %s (%s), score %v; want %s, score %v", stage, now.Verdict, now.VerdictRule, *now.Score, want, *was.Score)
			}
		}
		return
	}
	t.Fatal("no candidate is a go")
}
