package demand_test

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"sort"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/scoring/demand"
)

type truthRow struct {
	ID         string
	Category   string
	Prices     []float64
	Profit     []float64
	Units      []float64
	BestPrice  float64 `json:"best_price"`
	BestProfit float64 `json:"best_profit"`
}

func (r truthRow) at(v []float64, price float64) float64 {
	i := sort.SearchFloat64s(r.Prices, price)
	if i == 0 {
		return v[0]
	}
	if i >= len(v) {
		return v[len(v)-1]
	}
	w := (price - r.Prices[i-1]) / (r.Prices[i] - r.Prices[i-1])
	return v[i-1]*(1-w) + v[i]*w
}

// best returns the price of a one-percent grid with the highest expected profit.
func best(c demand.Curve, p costed) (price, profit float64) {
	profit = math.Inf(-1)
	for x := 1.05 * p.cost / p.keep; x < 8*p.cost/p.keep; x *= 1.01 {
		if g := c.Mean(x)*(p.keep*x-p.cost) - p.fixed; g > profit {
			price, profit = x, g
		}
	}
	return price, profit
}

type judged struct {
	share, rankOnly, regret, coverage float64
}

func judge(t *testing.T, folder string) judged {
	t.Helper()
	var truth struct{ Rows []truthRow }
	b, err := os.ReadFile(shared.Path(t, "data", "market", folder, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &truth); err != nil {
		t.Fatal(err)
	}
	series := readListings(t, shared.Path(t, "data", "market", folder, "listings.jsonl"))
	cands := readCandidates(t, shared.Path(t, "data", "market", folder, "candidates.csv"))
	last := series[0].Observations[len(series[0].Observations)-1].ObservedAt
	m := demand.Fit(demand.Clean(series, last), demand.Options{Seed: 1})
	t.Logf("%s: %+v", folder, m.Hyper)
	type advised struct{ expected, got, best float64 }
	var all []advised
	var losses []float64
	inside := 0
	for i, c := range cands {
		r := truth.Rows[i]
		curve, err := m.Curve(c.Candidate, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		price, profit := best(curve, c)
		got := r.at(r.Profit, price)
		all = append(all, advised{profit, got, r.BestProfit})
		if r.BestProfit > 0 {
			losses = append(losses, math.Min(1, (r.BestProfit-got)/r.BestProfit))
		}
		draws := slices.Sorted(slices.Values(curve.Draws(price, nil)))
		u := r.at(r.Units, price)
		if u >= draws[len(draws)/10] && u <= draws[len(draws)*9/10] {
			inside++
		}
		e, ok := curve.Elasticity(r.BestPrice)
		t.Logf("%s %-20s price %6.2f (best %6.2f) units %7.1f (true %7.1f) elasticity %.2f %v profit %7.0f of %7.0f", c.ID, c.Category, price,
			r.BestPrice, curve.Mean(price), u, e, ok, got, r.BestProfit)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].expected > all[j].expected })
	var j judged
	for _, a := range all[:10] {
		j.share += a.got
		j.rankOnly += a.best
	}
	sort.Slice(all, func(i, j int) bool { return all[i].best > all[j].best })
	oracle := 0.0
	for _, a := range all[:10] {
		oracle += a.best
	}
	slices.Sort(losses)
	j.share, j.rankOnly, j.regret = j.share/oracle, j.rankOnly/oracle, losses[len(losses)/2]
	j.coverage = float64(inside) / float64(len(cands))
	return j
}

// TestSharedMarkets judges expected profit and price as a buyer would: who takes the ten highest expected profits at
// the best expected prices should earn most of what the best choice earns.
func TestSharedMarkets(t *testing.T) {
	for _, tc := range []struct {
		folder        string
		share, regret float64
	}{{"plain", 0.95, 0.02}, {"dirty", 0.85, 0.05}} {
		t.Run(tc.folder, func(t *testing.T) {
			j := judge(t, tc.folder)
			t.Logf("share %.3f, ranking alone %.3f, median price loss %.3f, coverage %.2f", j.share, j.rankOnly, j.regret, j.coverage)
			if j.share < tc.share || j.regret > tc.regret {
				t.Errorf("share %.3f, median price loss %.3f; want at least %.2f, at most %.2f", j.share, j.regret, tc.share, tc.regret)
			}
		})
	}
}
