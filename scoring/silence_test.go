package scoring_test

import (
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Test000ASilenceNeverBeatsARefusal: who says nothing of returns and warranty scores no more than who says that there are none, its
// interval reaches at least as low, and the lowest price of the market comes with a word on that. What is counted is told.
func Test000ASilenceNeverBeatsARefusal(t *testing.T) {
	in, told := small(), 0
	for i, c := range in.Candidates {
		for _, cost := range []string{"1", "2", "4"} {
			at := func(promises ...string) market.Recommendation {
				return find(t, advise(t, change(in, i, func(c *market.Candidate) {
					c.Cost.UnitCost = money.MustDecimal(cost, c.Cost.UnitCost.Currency())
					c.Differentiators, c.Proofs = promises, promises
				})), c.ID)
			}
			honest := at("no returns", "no warranty", "blue colour")
			for _, silent := range []market.Recommendation{at(), at("blue colour")} {
				if *silent.Score > *honest.Score+0.01 || silent.ScoreInterval[0] > honest.ScoreInterval[0]+0.01 {
					t.Errorf("%s at %s: silent %.2f %v, refused %.2f %v", c.ID, cost, *silent.Score, *silent.ScoreInterval, *honest.Score, *honest.ScoreInterval)
				}
				if slices.ContainsFunc(silent.Warnings, func(w market.Warning) bool { return w.Code == "assurance_unknown" }) {
					told++
				}
				if e := silent.Price.Expected; e != nil && e.Counted.Known() && !strings.Contains(strings.Join(silent.Reasons, " "), "he score counts") {
					t.Errorf("%s: the counted profit is not told: %v", c.ID, silent.Reasons)
				}
			}
		}
	}
	if told == 0 {
		t.Error("no lowest price among the cases")
	}
}
