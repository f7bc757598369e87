package backtest

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"shelfwise/market"
	"shelfwise/scoring"
	"shelfwise/scoring/pricing"
)

// Top is how many of the ranking the buyer takes.
const Top = 10

// Result is how the advice does on one market. Shares are of what the best Top candidates would earn at their best
// prices.
type Result struct {
	Scenario Scenario `json:"scenario"`
	Seed     uint64   `json:"seed"`
	Share    float64  `json:"share"`           // earned by the top of the ranking at the advised prices
	Ranking  float64  `json:"ranking_alone"`   // by the top of the ranking at the best prices
	Regret   float64  `json:"price_regret"`    // median share of the best profit that the advised price loses
	Coverage float64  `json:"coverage"`        // how often the true units at the advised price lie within the tenth and ninetieth percentile
	Profits  float64  `json:"profit_coverage"` // the same of the true profit
	Bias     float64  `json:"demand_bias"`     // mean of ln(expected units/true units) at the advised prices
	Error    float64  `json:"demand_error"`    // its root mean square
	// What the same buyer would earn with plain rules.
	Toy          float64 `json:"toy"`           // ranked by min–max of margin, reviews and quality, priced at the market's median
	CostPlus     float64 `json:"cost_plus_100"` // our ranking at twice the cost
	MarketMedian float64 `json:"market_median"` // our ranking at the rivals' median price
	MatchLowest  float64 `json:"match_lowest"`  // our ranking at the lowest rival's price
}

// Average returns the mean of each measure over markets; scenario and seed are left empty.
func Average(rs []Result) Result {
	var a Result
	for _, r := range rs {
		a.Share, a.Ranking, a.Regret, a.Coverage = a.Share+r.Share, a.Ranking+r.Ranking, a.Regret+r.Regret, a.Coverage+r.Coverage
		a.Profits += r.Profits
		a.Bias, a.Error, a.Toy, a.CostPlus = a.Bias+r.Bias, a.Error+r.Error, a.Toy+r.Toy, a.CostPlus+r.CostPlus
		a.MarketMedian, a.MatchLowest = a.MarketMedian+r.MarketMedian, a.MatchLowest+r.MatchLowest
	}
	n := math.Max(1, float64(len(rs)))
	for _, v := range []*float64{&a.Share, &a.Ranking, &a.Regret, &a.Coverage, &a.Profits, &a.Bias, &a.Error, &a.Toy, &a.CostPlus, &a.MarketMedian, &a.MatchLowest} {
		*v /= n
	}
	return a
}

// truth is what the world knows of one candidate.
type truth struct {
	p      product
	profit float64
}

// Run makes a market from a seed, asks for advice and measures it.
func Run(s Scenario, seed uint64) (Result, error) {
	rng := rand.New(rand.NewPCG(seed, uint64(len(s))))
	out, err := newWorld(rng, s).judged(rng)
	out.Scenario, out.Seed = s, seed
	return out, err
}

// judged asks for advice on a world and measures it.
func (w world) judged(rng *rand.Rand) (Result, error) {
	in := w.show(rng)
	advice, err := scoring.Advise(in)
	if err != nil {
		return Result{}, err
	}
	known := make(map[string]truth, len(w.products))
	var best []float64
	for n, p := range w.products {
		_, profit := w.best(p)
		known[in.Candidates[n].ID] = truth{p, profit}
		best = append(best, profit)
	}
	slices.Sort(best)
	oracle := 0.0
	for _, b := range best[len(best)-Top:] {
		oracle += b
	}
	var out Result
	w.judge(&out, advice, known, oracle)
	out.Toy = w.toy(in, known) / oracle
	return out, nil
}

func (w *world) judge(out *Result, advice market.Advice, known map[string]truth, oracle float64) {
	var regrets []float64
	var inside, paid, told, bias, squares float64
	for i, rec := range advice.Recommendations {
		t := known[rec.CandidateID]
		got := -fixed // nothing is sold without a price
		if rec.Price.Recommended.Known() {
			got = w.profit(t.p, rec.Price.Recommended.Float())
		}
		if i < Top {
			out.Share += got / oracle
			out.Ranking += t.profit / oracle
			out.CostPlus += w.profit(t.p, 2*t.p.cost()) / oracle
			prices := w.categories[t.p.category].now()
			out.MarketMedian += w.profit(t.p, pricing.Median(prices)) / oracle
			out.MatchLowest += w.profit(t.p, slices.Min(prices)) / oracle
		}
		if t.profit > 0 {
			regrets = append(regrets, math.Min(1, (t.profit-got)/t.profit))
		}
		if e := rec.Price.Expected; e != nil && rec.Demand != nil && e.UnitsPerMonth > 0 {
			units := w.sells(t.p, rec.Price.Recommended.Float())
			off := math.Log(e.UnitsPerMonth / units)
			told, bias, squares = told+1, bias+off, squares+off*off
			if x := rec.Demand.UnitsPerMonth; units >= x.P10 && units <= x.P90 {
				inside++
			}
			if got >= e.ProfitP10.Float() && got <= e.ProfitP90.Float() {
				paid++
			}
		}
	}
	out.Regret = pricing.Median(regrets)
	if told > 0 {
		out.Coverage, out.Profits, out.Bias, out.Error = inside/told, paid/told, bias/told, math.Sqrt(squares/told)
	}
}

// now returns the offers' prices of the last week.
func (c *category) now() []float64 {
	out := make([]float64, len(c.offers))
	for j, o := range c.offers {
		out[j] = o.prices[weeks-1]
	}
	return out
}

// toy is the usual spreadsheet: margin at the market's median price, reviews of the market and quality, each scaled
// min–max over the candidates and weighted 0.4, 0.3, 0.3.
func (w *world) toy(in scoring.Input, known map[string]truth) float64 {
	type row struct {
		t            truth
		price, score float64
		columns      [3]float64
	}
	rows := make([]row, len(in.Candidates))
	for n, c := range in.Candidates {
		t := known[c.ID]
		var reviews []float64
		for _, s := range in.Series {
			if last, ok := s.Latest(); ok && s.Listing.Category == c.Category && last.ReviewCount != nil {
				reviews = append(reviews, float64(*last.ReviewCount))
			}
		}
		price := pricing.Median(w.categories[t.p.category].now())
		rows[n] = row{t: t, price: price, columns: [3]float64{price*(1-t.p.fees()) - t.p.cost(), pricing.Median(reviews), *c.QualityScore}}
	}
	for k, weight := range []float64{0.4, 0.3, 0.3} {
		lo, hi := math.Inf(1), math.Inf(-1)
		for _, r := range rows {
			lo, hi = math.Min(lo, r.columns[k]), math.Max(hi, r.columns[k])
		}
		for i := range rows {
			rows[i].score += weight * (rows[i].columns[k] - lo) / (hi - lo)
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.score, a.score) })
	sum := 0.0
	for _, r := range rows[:Top] {
		sum += w.profit(r.t.p, r.price)
	}
	return sum
}
