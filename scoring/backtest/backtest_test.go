package backtest_test

import (
	"testing"

	"shelfwise/scoring/backtest"
)

// TestAdviceEarnsMoney holds the advice to what it reached on markets of every kind: a change that loses money fails
// here. The plain rules show what the numbers mean.
func TestAdviceEarnsMoney(t *testing.T) {
	sum, n := 0.0, 0.0
	for _, s := range backtest.Scenarios() {
		for seed := range uint64(2) {
			r, err := backtest.Run(s, seed+1)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%-7s seed %d: share %.3f, ranking alone %.3f, price regret %.4f, coverage %.2f; toy %.3f, cost plus 100%% %.3f, lowest price %.3f",
				s, r.Seed, r.Share, r.Ranking, r.Regret, r.Coverage, r.Toy, r.CostPlus, r.MatchLowest)
			if r.Share < 0.78 {
				t.Errorf("%s seed %d: %.3f of the best profit; want at least 0.78", s, r.Seed, r.Share)
			}
			if r.Share <= r.Toy {
				t.Errorf("%s seed %d: the toy earns more (%.3f against %.3f)", s, r.Seed, r.Toy, r.Share)
			}
			sum, n = sum+r.Share, n+1
		}
	}
	if sum/n < 0.87 {
		t.Errorf("on average %.3f of the best profit; want at least 0.87", sum/n)
	}
}

func TestRunIsDeterministic(t *testing.T) {
	a, err := backtest.Run(backtest.Dirty, 7)
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := backtest.Run(backtest.Dirty, 7); a != b {
		t.Errorf("the same seed gives %+v and %+v", a, b)
	}
}
