package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/scoring/backtest"
)

func TestBacktestKinds(t *testing.T) {
	for _, c := range []struct {
		name  string
		kinds []string
		want  []backtest.Scenario
		bad   bool
	}{
		{name: "none named", want: backtest.Scenarios()},
		{name: "judged", kinds: []string{"judged"}, want: []backtest.Scenario{backtest.Plain, backtest.Mixed, backtest.War, backtest.Dirty}},
		{name: "some", kinds: []string{"thin", "judged"}, want: append([]backtest.Scenario{backtest.Thin}, backtest.Judged()...)},
		{name: "unknown", kinds: []string{"easy"}, bad: true},
	} {
		got, err := backtestKinds(c.kinds)
		if (err != nil) != c.bad {
			t.Errorf("%s: error %v", c.name, err)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}
