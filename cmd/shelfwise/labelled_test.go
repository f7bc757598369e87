package main

import (
	"slices"
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

// TestF19LabelsOfSpreadsheets: a spreadsheet saves semicolons or tabs, marks and UTF-16, and is read all the same.
func TestF19LabelsOfSpreadsheets(t *testing.T) {
	t.Parallel()
	for _, file := range []string{
		"left_id;right_id;label\na,b;1;1\n\"c;d\";2;0\n",
		"left_id\tright_id\tlabel\na,b\t1\t1\nc;d\t2\t0\n",
		"\xef\xbb\xbf\"Left_ID\";\"Right_ID\";\"Label\"\r\na,b;1;yes\r\n\"c;d\";2;no\r\n",
		"\xff\xfel\x00e\x00f\x00t\x00_\x00i\x00d\x00\t\x00r\x00i\x00g\x00h\x00t\x00_\x00i\x00d\x00\t\x00l\x00a\x00b\x00e\x00l\x00\n\x00" +
			"a\x00,\x00b\x00\t\x001\x00\t\x001\x00\n\x00c\x00;\x00d\x00\t\x002\x00\t\x000\x00\n\x00",
	} {
		in, err := readLabels(strings.NewReader(file))
		want := []matching.Label{{Left: "a,b", Right: "1", Same: true}, {Left: "c;d", Right: "2"}}
		if err != nil || len(in.bad) != 0 || !slices.Equal(in.labels, want) {
			t.Errorf("%q: %+v, bad %v, %v; want %+v", file, in.labels, in.bad, err, want)
		}
	}
	if _, err := readLabels(strings.NewReader("left:right:label\na:1:1\n")); err == nil || !strings.Contains(err.Error(), "it has left:right:label") {
		t.Errorf("a header without names gives %v; want what it has", err)
	}
}

func FuzzReadLabels(f *testing.F) {
	f.Add("left_id,right_id,label\na,1,1\nb,2,0\n")
	f.Add("\ufeffleft_id,right_id\na,1\n")
	f.Add("left_id,right_id,label\na,1,maybe\n\"x")
	f.Add("left_id;right_id\tx\na;1\n")
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
