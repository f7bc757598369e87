package demand_test

import (
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/scoring/demand"
)

// TestF25FilledGaps: a figure of units that a third of the listings share and no badge shows filled the gaps of a table; it
// is flagged, and those listings are estimated. A step of a ladder that as many share is believed.
func TestF25FilledGaps(t *testing.T) {
	for _, tc := range []struct {
		figure int64
		filled bool
	}{{743, true}, {500, false}, {3, false}} {
		rng := rand.New(rand.NewPCG(5, 6))
		series := make([]market.Series, 300)
		for i := range series {
			s := plain(rng, i, 1)
			if i%3 == 0 {
				s.units = tc.figure
			}
			s.obs().UnitsSold = &market.UnitsSold{AtLeast: s.units, WindowDays: 30}
			series[i] = s.series
		}
		flagged := 0
		for _, f := range demand.Clean(series, time.Time{}).Flags {
			if f.Reason == demand.ReasonFilled && f.Text == strconv.FormatInt(tc.figure, 10) {
				flagged++
			}
		}
		if (flagged == 100) != tc.filled || flagged != 0 && !tc.filled {
			t.Errorf("figure %d: %d listings flagged; want all 100: %v", tc.figure, flagged, tc.filled)
		}
		if r := demand.Estimate(series, time.Time{})[0]; (r.Method != demand.MethodBadge) != tc.filled {
			t.Errorf("figure %d: method %s; want a badge: %v", tc.figure, r.Method, !tc.filled)
		}
	}
}
