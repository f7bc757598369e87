package advisor_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/advisor"
	"shelfwise/market"
)

// TestF63PageCountsAreBounded: beyond the most sources named, the smallest are summed as one.
func TestF63PageCountsAreBounded(t *testing.T) {
	a := filled(t)
	if err := a.Jobs.AddJobs(t.Context(),
		market.Job{ID: "1", Run: "r/big", Source: "big", Outcome: "ok"}, market.Job{ID: "2", Run: "r/big", Source: "big", Outcome: "ok"},
		market.Job{ID: "1", Run: "r/b", Source: "b", Outcome: "ok"}, market.Job{ID: "1", Run: "r/c", Source: "c", Outcome: "ok"}, market.Job{ID: "2", Run: "r/c", Source: "c", Kind: "stored", Outcome: "ok"},
	); err != nil {
		t.Fatal(err)
	}
	got, err := a.PageCounts(t.Context(), 1)
	want := []advisor.PageCount{{Source: advisor.Others, Outcome: "ok", Pages: 2}, {Source: "big", Outcome: "ok", Pages: 2}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("PageCounts: %v (-want +got):\n%s", err, diff)
	}
}
