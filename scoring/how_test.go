package scoring_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestF47TargetNeverBeatenInSilence: where the price's own sum shows that a dearer one would earn more, it says why that is not
// advised.
func TestF47TargetNeverBeatenInSilence(t *testing.T) {
	in := loadMarket(t, "dirty")
	in.Matches = byCategory(in.Candidates, in.Series)
	sum := regexp.MustCompile(`^it earns (\S+) \S+ a month.*5% more \(\S+ \S+\) (\S+)`)
	told := 0
	for _, r := range advise(t, in).Recommendations {
		m := sum.FindStringSubmatch(r.Price.Corridor.Target.How)
		if m == nil {
			continue
		}
		best, err1 := strconv.ParseFloat(m[1], 64)
		more, err2 := strconv.ParseFloat(m[2], 64)
		if err1 != nil || err2 != nil {
			t.Fatalf("%s: %q", r.CandidateID, r.Price.Corridor.Target.How)
		}
		if says := strings.Contains(r.Price.Corridor.Target.How, "hardly an offer shows"); says != (more > best) {
			t.Errorf("%s: %q", r.CandidateID, r.Price.Corridor.Target.How)
		}
		told++
	}
	if told < 50 {
		t.Errorf("%d targets say their sum; want most of them", told)
	}
}
