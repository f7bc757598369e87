package main

import (
	"strings"
	"testing"

	"shelfwise/matching"
)

// TestF19ContradictoryLabels: a pair that is labelled twice counts once, and the row that contradicts is named.
func TestF19ContradictoryLabels(t *testing.T) {
	in, err := readLabels(strings.NewReader("left_id,right_id,label\na,1,1\na,1,0\na,1,yes\n"))
	if err != nil {
		t.Fatal(err)
	}
	labels, bad := in.known([]matching.Record{{ID: "a"}}, []matching.Record{{ID: "1"}})
	if len(labels) != 1 || !labels[0].Same {
		t.Errorf("labels %+v; want the first alone", labels)
	}
	if len(bad) != 1 || bad[0].Line != 3 || bad[0].Field != "label" {
		t.Errorf("left out %+v; want line 3", bad)
	}
}

func FuzzReadLabels(f *testing.F) {
	f.Add("left_id,right_id,label\na,1,1\nb,2,0\n")
	f.Add("\ufeffleft_id,right_id\na,1\n")
	f.Add("left_id,right_id,label\na,1,maybe\n\"x")
	f.Add("")
	f.Fuzz(func(t *testing.T, s string) {
		in, err := readLabels(strings.NewReader(s))
		if err != nil {
			return
		}
		if len(in.lines) != len(in.labels) {
			t.Errorf("%d labels, %d lines of %q", len(in.labels), len(in.lines), s)
		}
		labels, bad := in.known([]matching.Record{{ID: "a"}}, []matching.Record{{ID: "1"}})
		for _, b := range bad {
			if b.Line < 2 || b.Reason == "" {
				t.Errorf("row error %+v of %q", b, s)
			}
		}
		for _, l := range labels {
			if l.Left != "a" || l.Right != "1" {
				t.Errorf("label of an unknown pair %+v of %q", l, s)
			}
		}
	})
}
