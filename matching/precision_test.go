package matching_test

import (
	"path/filepath"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/matching"
)

// TestF19PrecisionWithNumber: of the matches of a candidate that names a model or has an identifier, 95 in 100 are
// right. The answers of the software set hold one partner of each product only and call other offers with the same
// maker's part number different; with such pairs set aside, which no matcher can tell apart, it holds there too.
func TestF19PrecisionWithNumber(t *testing.T) {
	for _, tc := range []struct {
		name  string
		aside bool // pairs with one part number do not count against
	}{{"abt-buy", false}, {"wdc-computers", false}, {"wdc-cameras", false}, {"amazon-google", true}} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			dir := shared.Path(t, "data", "matching", tc.name)
			left, right := side(t, filepath.Join(dir, "left.csv")), side(t, filepath.Join(dir, "right.csv"))
			truth, all := labels(t, dir)
			m := matching.Shipped()
			task := matching.NewTask(left, right, m)
			task.ScoreFirst(&m.First)
			pairs := task.Pairs()
			var s score
			oneNumber := 0
			for _, i := range task.Settle(task.ScoreSecond(&m.Second), m.Match) {
				same, known := truth[[2]string{left[pairs[i][0]].ID, right[pairs[i][1]].ID}]
				switch {
				case !known && !all || !task.CodedLeft(i):
				case same:
					s.right++
				case task.OneNumber(i):
					oneNumber++
				default:
					s.wrong++
				}
			}
			if !tc.aside {
				s.wrong += oneNumber
			}
			t.Logf("%s: %d right, %d wrong; %d wrong ones print one part number; precision %.3f", tc.name, s.right, s.wrong, oneNumber, s.precision())
			if s.right == 0 || s.precision() < 0.95 {
				t.Errorf("precision on %s = %.3f; want at least 0.95", tc.name, s.precision())
			}
		})
	}
}

// TestF19ModelNumber: what names a product, and what only looks like it.
func TestF19ModelNumber(t *testing.T) {
	for code, want := range map[string]bool{
		"dlex8377nm": true, "vpn01l": true, "38039926": true, "270ex": true, "t7401215": true, "csab100srvrk9": true, "em8669": true,
		"v105": false, "50th": false, "1080p": false, "18105mm": false, "100u": false, "4pack": false, "10000": false, "move2mac": false,
		"win32": false, "cs3": false, "2007": false, "20000": false, "2007for": false,
	} {
		if got := matching.Identifies(code); got != want {
			t.Errorf("identifies(%q) = %v; want %v", code, got, want)
		}
	}
}
