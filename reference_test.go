package shelfwise_test

import (
	"os"
	"strings"
	"testing"

	"shelfwise/fixtures/shared"
)

// TestReferenceFilesAreRead: every reference file beside the project is named by a test, so that none is forgotten.
func TestReferenceFilesAreRead(t *testing.T) {
	files, err := os.ReadDir(shared.Path(t, "data", "reference"))
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	for _, s := range sources(t) {
		if s.test {
			text, err := os.ReadFile(s.name)
			if err != nil {
				t.Fatal(err)
			}
			tests.Write(text)
		}
	}
	for _, f := range files {
		if !strings.Contains(tests.String(), `"`+f.Name()+`"`) {
			t.Errorf("no test reads %s", f.Name())
		}
	}
}
