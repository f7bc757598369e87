package feed_test

import (
	"fmt"
	"strings"
	"testing"

	"shelfwise/scraper/feed"
)

// flagged reads one row with a text in a column that says yes or no: "yes", "no" or "error".
func flagged(t *testing.T, column, text string) string {
	t.Helper()
	rows, bad, err := feed.Traffic(strings.NewReader(fmt.Sprintf("source,visitors,%s\nads,100,%s\n", column, text)), feed.CSV)
	switch {
	case err != nil:
		t.Fatalf("%s %q: %v", column, text, err)
	case len(bad) == 1 && bad[0].Line == 2 && bad[0].Field == column && strings.Contains(bad[0].Reason, "neither yes nor no"):
		return "error"
	case len(rows) == 1 && (rows[0].Event || rows[0].PreSale):
		return "yes"
	}
	return "no"
}

// Test001EEventByName: a row of event traffic may say so by the event's name; what is neither yes, no nor an event is an
// error of the row, never "no".
func Test001EEventByName(t *testing.T) {
	for want, texts := range map[string][]string{
		"yes":   {"yes", "TRUE", "1", "1.0", "✓", "11.11", "11/11", "Double 11", "double-12", "Black Friday", "Prime Day", "618", "双11", "Flash sale", "promo"},
		"no":    {"", "no", "0", "FALSE", "n/a", "none", "-", "no event", "not on sale", "normal"},
		"error": {"maybe", "?", "unknown", "2", "everyone", "yesterday", "notable"},
	} {
		for _, text := range texts {
			if got := flagged(t, "event", text); got != want {
				t.Errorf("event %q is read as %s; want %s", text, got, want)
			}
		}
	}
}

// Test003LPreSaleWords: a pre-sale is known by the words that shops use; an unread one is an error of the row, so that the
// conversion of 0 is never taken for one of payments.
func Test003LPreSaleWords(t *testing.T) {
	for want, texts := range map[string][]string{
		"yes":   {"yes", "presale", "Pre-sale", "PRE_SALE", "pre order", "pre-order", "preorder", "deposit", "☑"},
		"no":    {"", "no", "in stock", "null", "not presale", "no pre-order"},
		"error": {"maybe", "later", "tbd", "soon"},
	} {
		for _, text := range texts {
			if got := flagged(t, "pre_sale", text); got != want {
				t.Errorf("pre_sale %q is read as %s; want %s", text, got, want)
			}
		}
	}
}

// Test003MStepStates: a state is done, open or an error; a second row of a step is an error and changes nothing.
func Test003MStepStates(t *testing.T) {
	for want, texts := range map[string][]string{
		"done": {"yes", "done", "Done.", "✓", "✔️", "completed", "finished", "100%", "TRUE"}, "open": {"", "no", "open", "in progress", "not done", "to-do"},
		"error": {"maybe", "50%", "mostly", "soon"},
	} {
		for _, text := range texts {
			rows, bad, err := feed.Steps(strings.NewReader("step,evidence,done\n3,survey,"+text+"\n"), feed.CSV)
			got := "error"
			if len(bad) == 0 && len(rows) == 1 {
				got = map[bool]string{true: "done", false: "open"}[rows[0].Done]
			}
			if err != nil || got != want {
				t.Errorf("done %q is read as %s, %v, %v; want %s", text, got, bad, err, want)
			}
		}
	}
	rows, bad, err := feed.Steps(strings.NewReader("step,evidence,done\n1,survey,yes\n2,x,no\n1,again,no\n"), feed.CSV)
	if err != nil || len(rows) != 2 || rows[0].Evidence != "survey" || !rows[0].Done || len(bad) != 1 || bad[0].Line != 4 || !strings.Contains(bad[0].Reason, "line 2") {
		t.Errorf("step 1 twice: %+v, %+v, %v; want the first kept and line 4 told", rows, bad, err)
	}
}

// Test003GOnePeerRowEach: a metric has one row per category, whatever its case; a second one is told, not dropped.
func Test003GOnePeerRowEach(t *testing.T) {
	rows, bad, err := feed.Peers(strings.NewReader("metric,category,peers\nconversion,fryers,0.08\nconversion,kettles,0.03\nConversion,Fryers,0.02\nconversion,,0.05\n"), feed.CSV)
	if err != nil || len(rows) != 3 || len(bad) != 1 || bad[0].Line != 4 || !strings.Contains(bad[0].Reason, "line 2") {
		t.Errorf("%+v, %+v, %v; want three rows and line 4 told", rows, bad, err)
	}
}

// Test003IBlankCost: a cost that is not given is not known, one of 0 is none.
func Test003IBlankCost(t *testing.T) {
	rows, bad, err := feed.Traffic(strings.NewReader("source,visitors,cost,category\nads,10,,kettles\nmail,10,0,\n"), feed.CSV)
	if err != nil || len(bad) != 0 || rows[0].Cost != nil || rows[0].Category != "kettles" || rows[1].Cost == nil || *rows[1].Cost != 0 {
		t.Errorf("%+v, %+v, %v", rows, bad, err)
	}
}
