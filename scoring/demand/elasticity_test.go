package demand_test

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/market"
	"shelfwise/scoring/demand"
)

type ojRow struct {
	brand              string
	sales, price, feat float64
}

func oj(t *testing.T) []ojRow {
	t.Helper()
	var out []ojRow
	for _, r := range shared.Rows(t, "data", "demand", "oj-dominicks", "oj.csv") {
		num := func(name string) float64 {
			v, err := strconv.ParseFloat(r[name], 64)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		out = append(out, ojRow{r["brand"], num("sales"), num("price"), num("feat")})
	}
	return out
}

// TestF44OrangeJuice reproduces the published regressions of the orange juice data.
func TestF44OrangeJuice(t *testing.T) {
	rows := oj(t)
	var ref struct {
		OJ map[string]struct {
			Coef, SE map[string]float64
			R2       float64
			N        int
		} `json:"oj_dominicks"`
	}
	shared.JSON(t, &ref, "data", "reference", "elasticity_reference.json")
	columns := func(r ojRow) map[string]float64 {
		c := map[string]float64{"const": 1, "log_price": math.Log(r.price), "lp": math.Log(r.price), "feat": r.feat}
		for long, short := range map[string]string{"minute.maid": "mm", "tropicana": "trop"} {
			v := 0.0
			if r.brand == long {
				v = 1
			}
			c[long], c[short] = v, v
		}
		return c
	}
	for name, want := range ref.OJ {
		var names []string
		for k := range want.Coef {
			names = append(names, k)
		}
		x, y := make([][]float64, len(rows)), make([]float64, len(rows))
		for i, r := range rows {
			c := columns(r)
			for _, k := range names {
				v := 1.0
				for part := range strings.SplitSeq(k, ":") {
					v *= c[part]
				}
				x[i] = append(x[i], v)
			}
			y[i] = math.Log(r.sales)
		}
		got, err := demand.LeastSquares(x, y)
		if err != nil {
			t.Fatal(err)
		}
		for j, k := range names {
			if math.Abs(got.Coef[j]-want.Coef[k]) > 1e-8 || math.Abs(got.SE[j]-want.SE[k]) > 1e-8 {
				t.Errorf("%s: %s = %.9f (%.9f); want %.9f (%.9f)", name, k, got.Coef[j], got.SE[j], want.Coef[k], want.SE[k])
			}
		}
		if got.N != want.N || math.Abs(got.R2-want.R2) > 1e-9 {
			t.Errorf("%s: n %d, R² %.9f; want %d, %.9f", name, got.N, got.R2, want.N, want.R2)
		}
	}
}

// histories returns the sales history of each brand in each store. The file holds store after store, each with the
// same weeks of its three brands.
func histories(rows []ojRow) [][]demand.Week {
	var blocks [][]ojRow
	for i, r := range rows {
		if i == 0 || r.brand != rows[i-1].brand {
			blocks = append(blocks, nil)
		}
		blocks[len(blocks)-1] = append(blocks[len(blocks)-1], r)
	}
	var out [][]demand.Week
	for b := range blocks {
		store := blocks[b/3*3 : b/3*3+3]
		weeks := make([]demand.Week, len(blocks[b]))
		for w, r := range blocks[b] {
			index := 0.0
			for o := range store {
				if o != b%3 {
					index += math.Log(store[o][w].price) / 2
				}
			}
			weeks[w] = demand.Week{Units: r.sales, Price: r.price, Rivals: math.Exp(index), Promoted: r.feat > 0}
		}
		out = append(out, weeks)
	}
	return out
}

// wholeHistory is the elasticity by least squares over all weeks of a history.
func wholeHistory(t *testing.T, weeks []demand.Week) float64 {
	t.Helper()
	x, y := make([][]float64, len(weeks)), make([]float64, len(weeks))
	for i, w := range weeks {
		promoted := 0.0
		if w.Promoted {
			promoted = 1
		}
		x[i], y[i] = []float64{1, math.Log(w.Price), math.Log(w.Rivals), promoted}, math.Log(w.Units)
	}
	r, err := demand.LeastSquares(x, y)
	if err != nil {
		t.Fatal(err)
	}
	return r.Coef[1]
}

// TestF44ShortHistories compares elasticities from the first weeks of each store's brand with those of all its weeks.
func TestF44ShortHistories(t *testing.T) {
	all := histories(oj(t))
	for _, weeks := range []int{8, 12, 20, 30} {
		ss, wrong, n := 0.0, 0, 0
		var truth, got []float64
		for _, h := range all {
			full := wholeHistory(t, h)
			e := demand.HistoryElasticity(h[:weeks])
			truth, got = append(truth, full), append(got, e.Mean)
			ss += (e.Mean - full) * (e.Mean - full)
			if e.Mean >= 0 {
				wrong++
			}
			n++
		}
		rmse := math.Sqrt(ss / float64(n))
		t.Logf("%d weeks: RMSE %.3f, rank correlation %.2f, %d of %d wrong signs", weeks, rmse, demand.Spearman(got, truth), wrong, n)
		if rmse > 0.95 || wrong > 0 {
			t.Errorf("%d weeks: RMSE %.3f, %d wrong signs; want at most 0.95, none", weeks, rmse, wrong)
		}
	}
}

// TestF44SlippedDecimal: a week whose price lost its decimal mark does not move the elasticity.
func TestF44SlippedDecimal(t *testing.T) {
	weeks := make([]demand.Week, 30)
	for i := range weeks {
		p := 4 * math.Exp(0.05*float64(i%5))
		weeks[i] = demand.Week{Units: math.Round(3000 * math.Pow(p, -2.5)), Price: p}
	}
	want := demand.HistoryElasticity(weeks[:29])
	weeks[29].Price *= 100
	if got := demand.HistoryElasticity(weeks); got != want {
		t.Errorf("HistoryElasticity(one price slipped) = %+v; want %+v, as without that week", got, want)
	}
}

// TestF44NotIdentified: with one price there is no elasticity, and the answer says how many more prices it needs.
func TestF44NotIdentified(t *testing.T) {
	flat := make([]demand.Week, 20)
	for i := range flat {
		flat[i] = demand.Week{Units: float64(10 + i%3), Price: 9.99}
	}
	if e := demand.HistoryElasticity(flat); e.Identified || e.MorePrices != 2 || e.Reason == "" {
		t.Errorf("HistoryElasticity(one price) = %+v; want not identified, 2 more prices", e)
	}
	if e := demand.HistoryElasticity(nil); e.Identified || math.IsNaN(e.Mean) {
		t.Errorf("HistoryElasticity(nothing) = %+v; want the prior, not identified", e)
	}
	// Demand that rises with the price (tuna 6 of the reference) is never taken at its word.
	up := make([]demand.Week, 60)
	for i := range up {
		p := 1 + 0.02*float64(i%20)
		up[i] = demand.Week{Units: 100 * math.Pow(p, 2.9), Price: p}
	}
	if e := demand.HistoryElasticity(up); e.Mean >= 0 {
		t.Errorf("HistoryElasticity(rising) = %+v; want a negative elasticity", e)
	}
	if _, err := demand.LeastSquares([][]float64{{1, 2}, {1, 2}, {1, 2}}, []float64{1, 2, 3}); !errors.Is(err, market.ErrInvalid) {
		t.Errorf("LeastSquares(dependent columns) = %v; want ErrInvalid", err)
	}
}
