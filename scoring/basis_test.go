package scoring_test

import (
	"math"
	"testing"

	"shelfwise/market"
	"shelfwise/scoring"
)

// TestF27ScoreFollowsFromItsBasis works each score out again from what its basis shows: units, what is left of one with
// what is not given at its worst, the fixed cost, the usual profit, the points; and each row of a factor from its value.
func TestF27ScoreFollowsFromItsBasis(t *testing.T) {
	in := synthetic(60, 2000)
	for i := range in.Candidates {
		c := &in.Candidates[i]
		switch i % 4 {
		case 1:
			c.QualityScore = nil
		case 2:
			c.Cost.InboundFreight, c.Cost.PaymentRate, c.Cost.DutyRate = market.CostSheet{}.InboundFreight, nil, nil
		case 3:
			c.Differentiators = []string{"two-year warranty", "experience: quiet", "saves 10 minutes"}
		}
	}
	shown, worst := 0, 0
	for _, r := range advise(t, in).Recommendations {
		b := r.ScoreBasis
		if (b != nil) != (r.Price.Expected != nil) {
			t.Fatalf("%s: basis %v beside expected %v", r.CandidateID, b, r.Price.Expected)
		}
		if b == nil {
			continue
		}
		shown++
		if len(b.AtWorst) > 0 {
			worst++
		}
		for name, d := range basisProblems(r) {
			t.Errorf("%s: %s: shown %v, worked out %v", r.CandidateID, name, d[0], d[1])
		}
	}
	if shown < 20 || worst < 5 {
		t.Errorf("%d with a basis, %d with something at its worst", shown, worst)
	}
}

// basisProblems lists the numbers that do not follow from what is shown beside them.
func basisProblems(r market.Recommendation) map[string][2]float64 {
	b, out := r.ScoreBasis, map[string][2]float64{}
	check := func(name string, shown, want, within float64) {
		if math.Abs(shown-want) > within {
			out[name] = [2]float64{shown, want}
		}
	}
	fall := r.Price.Waterfall
	left := fall[len(fall)-1].Amount.Float()
	for _, row := range b.AtWorst {
		left += row.Amount.Float()
	}
	check("left_of_one_counted", b.LeftOfOne, left, 0.005*float64(len(b.AtWorst))+1e-6)
	check("profit_counted", b.Profit.Float(), b.Units*b.LeftOfOne-b.Fixed.Float(), 0.02+1e-4*math.Abs(b.LeftOfOne))
	check("usual_profit", b.Usual.Float(), b.Revenue.Float()*b.UsualShare, 0.01)
	points := func(profit market.ScoreBasis, p float64) float64 {
		return 50 + 100/14.0*(math.Asinh(10*p/profit.Usual.Float())-math.Asinh(10))
	}
	check("profit_points", b.Points, math.Max(0, math.Min(100, points(*b, b.Profit.Float()))), 0.01)
	check("score", *r.Score, math.Max(0, math.Min(100, b.Points+b.Stated)), 0.01)
	low := math.Max(0, math.Min(100, points(*b, b.Worst.Float())+b.Stated))
	check("score_interval", r.ScoreInterval[0], math.Min(low, *r.Score), 0.02)
	if x := r.Price.Expected; x.Counted.Known() {
		check("expected.profit_counted", x.Counted.Float(), b.Profit.Float(), 0.001)
	}
	others, rest := 0.0, 0.0
	for name, m := range r.Scores {
		w := scoring.DefaultWeights()[index(name)]
		for _, d := range m.Drivers {
			switch d.Name {
			case "expected_profit":
				check("row expected_profit", d.Contribution, *d.Value*d.Weight, 0.001)
				rest = *d.Value
			case "carried":
				check("row carried in "+name, d.Contribution, *d.Value*d.Weight, 0.001)
				others += w * d.Contribution
			default:
				others += w * d.Contribution
			}
		}
	}
	check("points left for expected_profit", rest, math.Max(0, math.Min(100, b.Points+b.Stated))-others, 0.01)
	return out
}

func index(name string) int {
	for i, f := range scoring.Factors() {
		if string(f) == name {
			return i
		}
	}
	return -1
}
