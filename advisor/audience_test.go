package advisor_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"shelfwise/advisor"
)

// Test001HDataSheet: the page for whoever decides about shelf space holds n, the days and the sources, and names no rival.
func Test001HDataSheet(t *testing.T) {
	a := filled(t)
	if _, err := a.Rank(t.Context(), day); err != nil {
		t.Fatal(err)
	}
	ex, err := a.Explain(t.Context(), "c1", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := advisor.WriteDataSheet(&out, ex); err != nil {
		t.Fatal(err)
	}
	page := out.String()
	for _, part := range []string{"Kettle 1.7 l", "as of 2026-11-20", "Rests on n = 3 offers, read from 2026-11-13 to 2026-11-20", "source alpha", "source bravo", "How it will be judged: "} {
		if !strings.Contains(page, part) {
			t.Errorf("the data sheet lacks %q:\n%s", part, page)
		}
	}
	for _, rival := range []string{"Boil", "Steam"} {
		if strings.Contains(page, rival) {
			t.Errorf("the data sheet names %q:\n%s", rival, page)
		}
	}
}
