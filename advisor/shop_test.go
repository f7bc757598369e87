package advisor_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/advisor"
	"shelfwise/scoring"
)

// Test003GPeersPerCategory: every row of peers counts, whatever the order: by its category, or for all where it has none.
func Test003GPeersPerCategory(t *testing.T) {
	head, rows := "metric,category,peers,own\n", []string{"conversion,fryers,0.08,\n", "conversion,kettles,3%,\n", "conversion,,0.05,\n", "service,kettles,4.8,4.1\n", "described,,4.8,\n"}
	want := scoring.PeerFigures{Conversion: 0.05, ByCategory: map[string]float64{"fryers": 0.08, "kettles": 0.03},
		Scores: []scoring.ServiceScore{{Name: "service", Category: "kettles", Own: 4.1, Peers: 4.8}}, HalfScores: []string{"as described"}}
	for _, text := range []string{head + strings.Join(rows, ""), head + rows[4] + rows[3] + rows[2] + rows[1] + rows[0]} {
		got, bad, err := advisor.ReadPeers("peers.csv", strings.NewReader(text))
		if err != nil || len(bad) > 0 {
			t.Fatalf("%v, %v", bad, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
}

// Test003MChecklistKeepsTheFirst: a second row of a step is told and wipes nothing.
func Test003MChecklistKeepsTheFirst(t *testing.T) {
	slots, bad, err := advisor.ReadChecklist("steps.csv", strings.NewReader("step,evidence,owner,done,next\n1,survey,Ann,done,\n1,again,,no,\n2,x,Bo,maybe,\n"))
	if err != nil || len(slots) != 12 || !slots[0].Done || slots[0].Evidence != "survey" || slots[0].Owner != "Ann" || slots[1].Done || slots[1].Owner != "" || len(bad) != 2 {
		t.Errorf("%+v, %+v, %v", slots[:2], bad, err)
	}
}
