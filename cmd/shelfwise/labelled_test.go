package main

import (
	"strings"
	"testing"

	"shelfwise/matching"
)

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
