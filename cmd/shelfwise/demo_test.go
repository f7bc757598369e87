package main

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestF64DemoTwiceThenRank is the main job, end to end: the demo adds nothing twice, and every later command over its
// store gives the ranking that it printed, prices in three currencies and all.
func TestF64DemoTwiceThenRank(t *testing.T) {
	if testing.Short() {
		t.Skip("collects politely over HTTP: takes seconds")
	}
	store := "sqlite:" + filepath.Join(t.TempDir(), "demo.db")
	run := func(args ...string) (string, string) {
		t.Helper()
		var out, errs bytes.Buffer
		a := &app{
			stdin: strings.NewReader(""), stdout: &out, stderr: &errs, getenv: func(string) string { return "" },
			now: time.Now,
		}
		if code := a.run(t.Context(), append(args, "--store", store)); code != exitOK {
			t.Fatalf("shelfwise %s = %d: %s", strings.Join(args, " "), code, errs.String())
		}
		return out.String(), errs.String()
	}
	first, said := run("demo", "--once")
	for _, want := range []string{"60 new readings", "3900 readings over thirteen weeks", "30 with cost sheets", "robots_disallowed", "not_found"} {
		if !strings.Contains(said, want) {
			t.Errorf("the demo does not say %q:\n%s", want, said)
		}
	}
	_, again := run("demo", "--once")
	for line := range strings.SplitSeq(again, "\n") {
		if strings.Contains(line, " listings, ") && !strings.Contains(line, " 0 new readings") {
			t.Errorf("the second run adds readings: %s", line)
		}
	}
	if !strings.Contains(again, "thirteen weeks, 0 new") {
		t.Errorf("the second run adds history:\n%s", again)
	}
	ranked, said := run("rank")
	if said != "" {
		t.Errorf("rank over the demo's store warns: %s", said)
	}
	want, got := rankingOf(first), rankingOf(ranked)
	if len(want) != 15 || len(got) != 30 {
		t.Fatalf("%d rows by the demo, %d by rank; want 15 and 30", len(want), len(got))
	}
	for i, row := range want {
		if got[i] != row {
			t.Errorf("row %d of rank is %q; the demo printed %q", i+1, got[i], row)
		}
	}
}

// rankingOf returns rank, verdict and product of each row of a printed ranking.
func rankingOf(table string) []string {
	row := regexp.MustCompile(`(?m)^(\d+) \(\d+–\d+\) +(go|trial|watch|drop) +[\d.–]+ .* {2}(\S.*)$`)
	var out []string
	for _, m := range row.FindAllStringSubmatch(table, -1) {
		out = append(out, strings.Join(m[1:], " "))
	}
	return out
}
