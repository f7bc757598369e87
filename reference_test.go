package shelfwise_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReferenceFilesAreRead: every reference file beside the project is named by a test, so that none is forgotten.
func TestReferenceFilesAreRead(t *testing.T) {
	dir := filepath.Join("..", "shared", "data", "reference")
	files, err := os.ReadDir(dir)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
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
