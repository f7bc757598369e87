package scoring_test

import (
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// TestF28AssumptionsCapConfidence: demand that rests on an assumed share of reviewers or an assumed price slope is never known
// with high confidence, with both assumed it is low, and the reason is told.
func TestF28AssumptionsCapConfidence(t *testing.T) {
	seen := small()
	badgeless, flat := seen, seen
	badgeless.Series, flat.Series = slices.Clone(seen.Series), slices.Clone(seen.Series)
	for i := range seen.Series {
		badgeless.Series[i].Observations = slices.Clone(seen.Series[i].Observations)
		flat.Series[i].Observations = slices.Clone(seen.Series[i].Observations)
		for j := range badgeless.Series[i].Observations {
			badgeless.Series[i].Observations[j].UnitsSold = nil
			flat.Series[i].Observations[j].UnitsSold = nil
			flat.Series[i].Observations[j].Offer.Price = money.MustDecimal("12.00", "USD")
		}
	}
	for _, tc := range []struct {
		name  string
		in    scoring.Input
		level string
		says  string
	}{
		{"all seen", seen, "high", ""},
		{"no badge", badgeless, "medium", "leave a review"},
		{"no badge, one price", flat, "low", "how units move with the price"},
	} {
		n := 0
		for _, r := range advise(t, tc.in).Recommendations {
			if r.Demand == nil {
				continue
			}
			n++
			if rank(r.Demand) > rank(&market.DemandEstimate{Confidence: tc.level}) {
				t.Errorf("%s, %s: confidence %s; want at most %s", tc.name, r.CandidateID, r.Demand.Confidence, tc.level)
			}
			told := slices.ContainsFunc(r.Demand.Assumptions, func(s string) bool { return strings.HasPrefix(s, "confidence is "+r.Demand.Confidence) })
			if told != (r.Demand.Confidence != "high") {
				t.Errorf("%s, %s: confidence %s, assumptions %q", tc.name, r.CandidateID, r.Demand.Confidence, r.Demand.Assumptions)
			}
			if all := strings.Join(r.Demand.Assumptions, ";"); r.Demand.Confidence == tc.level && !strings.Contains(all, tc.says) {
				t.Errorf("%s, %s: %q does not say %q", tc.name, r.CandidateID, all, tc.says)
			}
		}
		if n == 0 {
			t.Errorf("%s: no demand is known of any", tc.name)
		}
	}
}

func rank(d *market.DemandEstimate) int {
	return slices.Index([]string{"low", "medium", "high"}, d.Confidence)
}
