package scoring_test

import (
	"testing"

	"shelfwise/scoring"
)

// TestProfitCaptured judges the ranking by the money earned by whoever follows it, on markets whose truth is known.
func TestProfitCaptured(t *testing.T) {
	for _, tc := range []struct {
		name             string
		share, maxRegret float64
	}{{"plain", 0.95, 0.02}, {"dirty", 0.85, 0.04}} {
		t.Run(tc.name, func(t *testing.T) {
			in := loadMarket(t, tc.name)
			advice, err := scoring.Advise(in)
			if err != nil {
				t.Fatal(err)
			}
			if len(advice.Recommendations) != len(in.Candidates) {
				t.Fatalf("%d of %d candidates answered", len(advice.Recommendations), len(in.Candidates))
			}
			share, ranking, regret := captured(advice, loadTruth(t, tc.name))
			t.Logf("share %.3f, ranking alone %.3f, median price regret %.4f", share, ranking, regret)
			if share < tc.share || regret > tc.maxRegret {
				t.Errorf("share %.3f, regret %.4f; want at least %.2f, at most %.3f", share, regret, tc.share, tc.maxRegret)
			}
		})
	}
}
