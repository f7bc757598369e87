package feed_test

import (
	"strings"
	"testing"

	"shelfwise/scraper/feed"
)

// Test002FStageWords: a stage is read in any case; a word that is none is an error that names row and column.
func Test002FStageWords(t *testing.T) {
	text := "candidate_id,title,stage\na,A,LAUNCH\nb,B,lunch\nc,C,\n"
	got, bad, err := feed.Candidates(strings.NewReader(text), feed.CSV)
	if err != nil || len(got) != 2 || got[0].Stage != "launch" || got[1].Stage != "" {
		t.Errorf("candidates %+v, error %v", got, err)
	}
	if len(bad) != 1 || bad[0].Line != 3 || bad[0].Field != "stage" || !strings.Contains(bad[0].Reason, "lunch") {
		t.Errorf("row errors %+v", bad)
	}
}
