package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shelfwise/market/money"
)

// TestInvented: the catalogues are the same at every run, have true pairs and siblings, and name only what they hold.
func TestInvented(t *testing.T) {
	sets, again := invented(40), invented(40)
	if len(sets) != len(trades) {
		t.Fatalf("%d sets of %d trades", len(sets), len(trades))
	}
	for i, d := range sets {
		if diff := cmp.Diff(d.left, again[i].left, cmpopts.EquateComparable(money.Amount{})); diff != "" {
			t.Errorf("%s: a second run differs:\n%s", d.label(), diff)
		}
		ids := map[string]bool{}
		for _, r := range d.left {
			if ids[r.ID] || r.Title == "" {
				t.Errorf("%s: record %q is repeated or has no title", d.label(), r.ID)
			}
			ids[r.ID] = true
		}
		for _, r := range d.right {
			ids[r.ID] = true
		}
		positives, negatives := 0, 0
		for k, same := range d.truth {
			if !ids[k[0]] || !ids[k[1]] {
				t.Errorf("%s: truth %v names no record", d.label(), k)
			}
			if same {
				positives++
			} else {
				negatives++
			}
		}
		if positives != d.positives || positives < 20 || d.all == (negatives > 0) {
			t.Errorf("%s: %d true pairs of %d, %d false ones", d.label(), positives, d.positives, negatives)
		}
	}
}
