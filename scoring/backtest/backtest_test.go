package backtest_test

import (
	"testing"

	"shelfwise/scoring/backtest"
)

// reached is the least share of the best profit, on average over the seeds, that the advice has reached on each kind, and
// the bounds of how often the truth lies within the tenth and ninetieth percentile.
var reached = map[backtest.Scenario]struct{ share, low, high float64 }{
	backtest.Plain:    {0.93, 0.7, 0.9},
	backtest.Mixed:    {0.93, 0.7, 0.9},
	backtest.War:      {0.93, 0.7, 0.9},
	backtest.Dirty:    {0.93, 0.7, 0.9},
	backtest.Segments: {0.92, 0.7, 0.9},
	backtest.Bounds:   {0.90, 0.7, 0.9},
	backtest.Nested:   {0.88, 0.7, 0.9},
	backtest.Constant: {0.89, 0.7, 0.9},
	backtest.Thin:     {0.82, 0.7, 0.9},
	backtest.Abroad:   {0.93, 0.7, 0.9},
	backtest.Noisy:    {0.85, 0.7, 0.9},
	backtest.Hidden:   {0.87, 0.7, 0.9},
	backtest.Unlike:   {0.89, 0.7, 0.9},
	backtest.Liked:    {0.84, 0.7, 0.9},
	backtest.Undated:  {0.92, 0.7, 0.9},
}

const seeds = 4

// TestAdviceEarnsMoney holds the advice to what it reached on markets of every kind: a change that loses money fails
// here. The plain rules show what the numbers mean.
func TestAdviceEarnsMoney(t *testing.T) {
	for _, s := range backtest.Scenarios() {
		t.Run(string(s), func(t *testing.T) {
			t.Parallel()
			var share, toy, coverage, profits float64
			for seed := range uint64(seeds) {
				r, err := backtest.Run(s, seed+1)
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("seed %d: share %.3f, ranking alone %.3f, price regret %.4f, coverage %.2f, demand off by %.2f; toy %.3f, cost plus 100%% %.3f, median %.3f, lowest price %.3f",
					r.Seed, r.Share, r.Ranking, r.Regret, r.Coverage, r.Error, r.Toy, r.CostPlus, r.MarketMedian, r.MatchLowest)
				profits += r.Profits / seeds
				share, toy, coverage = share+r.Share/seeds, toy+r.Toy/seeds, coverage+r.Coverage/seeds
			}
			want := reached[s]
			if share < want.share {
				t.Errorf("%.3f of the best profit on average; want at least %.2f", share, want.share)
			}
			if share <= toy {
				t.Errorf("the toy earns more (%.3f against %.3f)", toy, share)
			}
			if coverage < want.low || coverage > want.high {
				t.Errorf("the truth lies within p10–p90 %.2f of the time; want %.2f to %.2f", coverage, want.low, want.high)
			}
			if profits < want.low || profits > want.high {
				t.Errorf("the true profit lies within p10–p90 %.2f of the time; want %.2f to %.2f", profits, want.low, want.high)
			}
		})
	}
}

// TestJudgedKindsOnAverage holds the four kinds that a release is judged by to the goal: 93% on average, none under 85%.
func TestJudgedKindsOnAverage(t *testing.T) {
	sum, n := 0.0, 0.0
	for _, s := range backtest.Judged() {
		for seed := range uint64(3) {
			r, err := backtest.Run(s, seed+50)
			if err != nil {
				t.Fatal(err)
			}
			if r.Share < 0.85 {
				t.Errorf("%s seed %d: %.3f of the best profit; want at least 0.85", s, r.Seed, r.Share)
			}
			sum, n = sum+r.Share, n+1
		}
	}
	if sum/n < 0.93 {
		t.Errorf("on average %.3f of the best profit; want at least 0.93", sum/n)
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
