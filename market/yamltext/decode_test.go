package yamltext_test

import (
	"strings"
	"testing"

	"shelfwise/market/yamltext"
)

type file struct {
	Name  string             `yaml:"name"`
	Parts []string           `yaml:"parts"`
	Rates map[string]float64 `yaml:"rates"`
}

func TestDecode(t *testing.T) {
	for _, c := range []struct{ name, text, problem string }{
		{"good", "name: a\nparts: [b]\nrates: {c: 1.5}", ""},
		{"empty", "", ""},
		{"unknown key", "name: a\nparst: [b]", `unknown field "parst"`},
		{"a list for a text", "name: [a]", "a text is wanted here, not a list"},
		{"a text for a list", "parts: a", "a list is wanted here"},
		{"a text for a number", "rates: {c: much}", "a number is wanted here, not a text"},
		{"names for a text", "name: {a: b}", "a text is wanted here, not names with values"},
		{"broken", "name: [a", "sequence end token"},
		{"a tag before a comment, on which the library panics", "name: a\nparts: !0 #0", "not YAML that can be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f file
			err := yamltext.Decode([]byte(c.text), &f)
			if c.problem == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || !strings.Contains(yamltext.Message(err), c.problem) {
				t.Errorf("%v; want %q", err, c.problem)
			}
		})
	}
}

func TestTree(t *testing.T) {
	if f, err := yamltext.Tree([]byte("name: a")); err != nil || len(f.Docs) != 1 {
		t.Errorf("tree %v, %v; want one document", f, err)
	}
	if _, err := yamltext.Tree([]byte("name: [a")); err == nil {
		t.Error("an open list is read")
	}
}

// FuzzDecode: no text panics, whatever kinds it is read into.
func FuzzDecode(f *testing.F) {
	f.Add("name: a\nparts: [b, c]\nrates: {d: 1}")
	f.Add("parts: !x #")
	f.Add("rates: &a {b: 1}\nname: *a")
	f.Fuzz(func(t *testing.T, text string) {
		var v file
		if err := yamltext.Decode([]byte(text), &v); err != nil && yamltext.Message(err) == "" {
			t.Errorf("%q: an error without a message", text)
		}
		var m map[string]any
		_ = yamltext.Decode([]byte(text), &m)
		_, _ = yamltext.Tree([]byte(text))
	})
}
