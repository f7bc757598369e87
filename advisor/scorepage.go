package advisor

import (
	"fmt"
	"math"
	"strings"

	"shelfwise/market"
	"shelfwise/scoring"
)

// factorOrder is the order in which the four factors are told: the order of their default weight (text 003-A).
func factorOrder() []string { return []string{"value", "attractiveness", "cost", "competition"} }

// score tells the profit that the score counts, the points it earns, and how the factors share them out: score times weight
// is what a factor adds, and the rows of a factor sum to its score.
func (p *page) score(r market.Recommendation) {
	p.line("\nHow the score comes about")
	p.basis(r)
	p.line("\n  The four factors\tof 100\tweight\tadds")
	for _, name := range factorOrder() {
		m, ok := r.Scores[name]
		if !ok {
			continue
		}
		score, adds := "not known", "0.0 until it is"
		if m.Score != nil {
			score, adds = fmt.Sprintf("%.1f", *m.Score), fmt.Sprintf("%.1f", m.Contribution)
		}
		p.line("  %s\t%s\t%.2f\t%s", name, score, m.Weight, adds)
		for _, d := range m.Drivers {
			p.driver(d)
		}
	}
	if r.Score != nil {
		p.line("  score\t\t\t%.1f", *r.Score)
	}
	if n := r.Needs; len(n) > 0 {
		p.line("  value by the need it serves: functional %.1f, psychological %.1f, value %.1f, other %.1f", n["functional"], n["psychological"], n["value"], n["other"])
	}
	if f := r.FirstPlace; f != nil {
		p.line("  First in %.0f%% of the trials with other weights and figures.", 100*f.Share)
		for _, name := range factorOrder() {
			if x, ok := f.WeightRange[name]; ok {
				p.line("  It stays first for a weight of %s from %.2f to %.2f (now %.2f).", name, x[0], x[1], r.Scores[name].Weight)
			}
		}
	}
}

// basis prints the sum from units to points.
func (p *page) basis(r market.Recommendation) {
	b := r.ScoreBasis
	if b == nil {
		if r.Price.Expected == nil {
			p.line("  What it would earn is not known: an unknown factor counts 0 in the score and up to 100 at its best.")
		}
		return
	}
	p.line("  profit that counts\t%s a month: %.2f units × %.4f left of one, less the fixed cost of %s", sum(b.Profit), b.Units, b.LeftOfOne, sum(b.Fixed))
	if n := len(r.Price.Waterfall); len(b.AtWorst) > 0 && n > 0 {
		rows := make([]string, len(b.AtWorst))
		for i, row := range b.AtWorst {
			rows[i] = fmt.Sprintf("%s %+.2f", costMeans(row.Item), row.Amount.Float())
		}
		p.line("  left of one, at worst\t%.2f above; what is not given at its worst: %s", r.Price.Waterfall[n-1].Amount.Float(), strings.Join(rows, ", "))
	}
	if b.UnitsWhy != "" {
		p.line("  units that count\t%.2f of %.2f expected: %s", b.Units, r.Price.Expected.UnitsPerMonth, b.UnitsWhy)
	}
	p.line("  usual profit\t%s a month: %.0f%% of %s, the revenue of the median listing of all seen", sum(b.Usual), 100*b.UsualShare, sum(b.Revenue))
	p.line("  points for profit\t%.1f: 50 + 100 ÷ 14 × (asinh(10 × %s ÷ %s) − asinh(10)), held within 0 and 100; each doubling of a good profit adds about 5", b.Points, b.Profit.Decimal(), b.Usual.Decimal())
	p.line("  points for what you state\t%.1f (guarantees, functions, gifts, segment, time saved, pleasure of use)", b.Stated)
	if ownWeights(r) {
		p.line("  With the usual weights the four factors sum to these %.1f points; you weigh them otherwise.", math.Min(100, b.Points+b.Stated))
	}
}

// ownWeights reports weights other than the usual ones.
func ownWeights(r market.Recommendation) bool {
	for i, w := range scoring.DefaultWeights() {
		if m, ok := r.Scores[string(scoring.Factors()[i])]; ok && math.Abs(m.Weight-w) > 1e-6 {
			return true
		}
	}
	return false
}

func (p *page) driver(d market.Driver) {
	switch {
	case !d.Known:
		p.line("    %s\tnot known\t\t\t%s", DriverMeans(d.Name), d.Why)
	case d.Score == nil && d.Value != nil:
		p.line("    %s\t%+.1f\t\t\t%.2f %s × %.2f: %s", DriverMeans(d.Name), d.Contribution, *d.Value, d.Unit, d.Weight, d.Why)
	case d.Score == nil:
		p.line("    %s\t%+.1f\t\t\t%s", DriverMeans(d.Name), d.Contribution, d.Why)
	default:
		p.line("    %s\t%+.1f\t\t\t%s: %s (%.0f of 100 × %.2f)", DriverMeans(d.Name), d.Contribution, DriverValue(d), d.Why, *d.Score, d.Weight)
	}
}

// formulas lists how the figures of the drivers of a page become points, in the order of the page.
func formulas(r market.Recommendation) [][2]string {
	var out [][2]string
	for _, name := range factorOrder() {
		for _, d := range r.Scores[name].Drivers {
			if f := scoring.PointsFormula(d.Name); f != "" && d.Known {
				out = append(out, [2]string{d.Name, f})
			}
		}
	}
	return out
}

// words explains the terms that the page cannot do without.
func (p *page) words(r market.Recommendation) {
	p.list("Words used", []string{
		"floor: the lowest price that leaves the share of it that you ask for; reference: the usual price for this quality; " +
			"target: the price before the rules (endings, bounds, fees) were applied; ceiling: the highest price that can be defended",
		"value, parity, premium: cheaper than usual, about usual, dearer than usual (5% around the reference)",
		"in four of five cases: one month in ten is expected below the first figure, one above the second",
		"price elasticity: by how many percent units sold fall when the price rises by 1%",
		"in the score: each line adds its own points of 100 times its weight",
		"HHI: sum of the squared shares of sales, 0 to 10,000; over 1,800 few sellers hold most of a market",
	})
	if f := formulas(r); len(f) > 0 {
		p.line("\nHow a figure x becomes points of its line (at least 0, at most 100; a share of 35%% is 0.35)")
		for _, x := range f {
			p.line("  %s\t%s", DriverMeans(x[0]), x[1])
		}
	}
}
