package extract_test

import (
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/scraper/extract"
)

// TestLabelledPagesAreToldApart holds the kinds of real pages: a list read as a product loses all of its tiles.
func TestLabelledPagesAreToldApart(t *testing.T) {
	dir := shared.Path(t, "data", "pages")
	list := labels(t, dir)
	wrong := map[string]int{}
	for i, r := range extractAll(t, dir, list) {
		if want := list[i].Kind; r.Kind != want {
			wrong[want]++
			t.Logf("%s is read as %s; it is labelled %s", list[i].ID, r.Kind, want)
		}
	}
	if wrong[extract.KindCategory] > 0 || wrong[extract.KindProduct] > 5 {
		t.Errorf("pages of the wrong kind: %v", wrong)
	}
}
