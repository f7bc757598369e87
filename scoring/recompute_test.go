package scoring_test

import (
	"math"
	"testing"

	"shelfwise/market/money"
	"shelfwise/scoring"
)

// TestF47EveryNumberRecomputes follows the numbers of the advice to those they are made of, as a reader of the page can:
// waterfall, profit, margin, payback, standing, gaps, contributions.
func TestF47EveryNumberRecomputes(t *testing.T) {
	in := synthetic(60, 2000)
	a, priced := advise(t, in), 0
	for _, r := range a.Recommendations {
		total := 0.0
		for _, f := range scoring.Factors() {
			m, sum := r.Scores[string(f)], 0.0
			for _, d := range m.Drivers {
				sum += d.Contribution
				if d.Known && d.Score != nil && math.Abs(d.Contribution-*d.Score*d.Weight) > 0.02 {
					t.Errorf("%s: %s adds %v, its score %v times %v is not that", r.CandidateID, d.Name, d.Contribution, *d.Score, d.Weight)
				}
			}
			total += m.Contribution
			if m.Score != nil && (math.Abs(sum-*m.Score) > 0.01 || math.Abs(m.Contribution-*m.Score*m.Weight) > 0.01) {
				t.Errorf("%s: %s is %v, its rows sum to %v and it adds %v", r.CandidateID, f, *m.Score, sum, m.Contribution)
			}
		}
		if math.Abs(total-*r.Score) > 0.01 {
			t.Errorf("%s: score %v, contributions sum to %v", r.CandidateID, *r.Score, total)
		}
		p := r.Price
		if !p.Recommended.Known() {
			continue
		}
		priced++
		left := p.Waterfall[len(p.Waterfall)-1].Amount
		rows := int64(0)
		for _, w := range p.Waterfall[:len(p.Waterfall)-1] {
			if w.Known {
				rows += w.Amount.Minor()
			}
		}
		if rows != left.Minor() || p.Waterfall[0].Amount != p.Recommended {
			t.Errorf("%s: the waterfall sums to %d cents, says %s", r.CandidateID, rows, left)
		}
		for _, v := range r.Market.Rivals {
			if v.Price.Known() && v.Gap != money.New(p.Recommended.Minor()-v.Price.Minor(), "USD") {
				t.Errorf("%s: gap %s of %s to %s", r.CandidateID, v.Gap, p.Recommended, v.Price)
			}
		}
		x := p.Expected
		if x == nil {
			continue
		}
		fixed := 0.0
		for _, c := range in.Candidates {
			if c.ID == r.CandidateID && c.Cost.FixedCost.Known() {
				fixed = c.Cost.FixedCost.Float()
			}
		}
		if want := x.UnitsPerMonth*left.Float() - fixed; math.Abs(want-x.ProfitPerMonth.Float()) > 0.01+0.01*math.Abs(left.Float()) {
			t.Errorf("%s: profit %s; %v units × %s − %v are %.2f", r.CandidateID, x.ProfitPerMonth, x.UnitsPerMonth, left, fixed, want)
		}
		if math.Abs(x.MarginRate-left.Float()/p.Recommended.Float()) > 1e-4 {
			t.Errorf("%s: margin %v; %s of %s", r.CandidateID, x.MarginRate, left, p.Recommended)
		}
		if x.PaybackDays != nil && math.Abs(*x.PaybackDays-30*x.CashNeeded.Float()/x.ProfitPerMonth.Float()) > 0.02 {
			t.Errorf("%s: payback %v; %s over %s", r.CandidateID, *x.PaybackDays, x.CashNeeded, x.ProfitPerMonth)
		}
		if d := r.Demand; d != nil && (math.Abs(d.Expected()-x.UnitsPerMonth) > 0.011 || d.UnitsPerMonth.P10 > d.UnitsPerMonth.P50 || d.UnitsPerMonth.P50 > d.UnitsPerMonth.P90) {
			t.Errorf("%s: demand %+v beside %v expected units", r.CandidateID, d, x.UnitsPerMonth)
		}
	}
	if priced < 20 {
		t.Errorf("%d candidates have a price", priced)
	}
}
