package scoring_test

import (
	"fmt"
	"math"
	"slices"
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

// TestF47PointsFollowFromValues works the points of every driver out again from its value, by a formula of our own beside
// the one that is told.
func TestF47PointsFollowFromValues(t *testing.T) {
	in := synthetic(60, 2000)
	for i := range in.Candidates {
		if c := &in.Candidates[i]; i%2 == 1 {
			c.Differentiators = []string{"two-year warranty", "experience: quiet", "saves 10 minutes", "comes with a gift box"}
		}
	}
	log := func(x, width float64) float64 { return 50 + 100*math.Log(x)/width }
	of := func(x, bad, good float64) float64 { return 100 * math.Log(x/bad) / math.Log(good/bad) }
	revenue := 0.0
	formulas := map[string]struct {
		text string
		at   func(x float64) float64
	}{
		"wins":             {"50 + 100·ln(x) ÷ 4.9", func(x float64) float64 { return log(x, 4.9) }},
		"value_for_money":  {"50 + 100·x", func(x float64) float64 { return 50 + 100*x }},
		"accepted_premium": {"200·x", func(x float64) float64 { return 200 * x }},
		"rating_bound":     {"50·(x − 3)", func(x float64) float64 { return 50 * (x - 3) }},
		"time_saved":       {"100·ln(minutes a use + 1) ÷ ln(121)", func(x float64) float64 { return of(x+1, 1, 121) }},
		"experience":       {"34·x", func(x float64) float64 { return 34 * x }},
		"market_size":      {"50 + 100·ln(x ÷ (30 × the median listing's revenue)) ÷ 4.62", func(x float64) float64 { return log(x/30/revenue, 4.62) }},
		"growth":           {"50 + 100·ln(x) ÷ 2", func(x float64) float64 { return log(x, 2) }},
		"assurance":        {"x", func(x float64) float64 { return x }},
		"quality":          {"x", func(x float64) float64 { return x }},
		"brand":            {"100·√x", func(x float64) float64 { return 100 * math.Sqrt(x) }},
		"function":         {"20·x", func(x float64) float64 { return 20 * x }},
		"gifts":            {"100·x", func(x float64) float64 { return 100 * x }},
		"margin":           {"50 + 100·ln(x ÷ 0.23) ÷ 1.96", func(x float64) float64 { return log(math.Max(x, 0)/0.23, 1.96) }},
		"break_even":       {"100·ln(x) ÷ ln(0.01)", func(x float64) float64 { return of(math.Max(x, 1e-9), 1, 0.01) }},
		"payback":          {"100·ln(x ÷ 24) ÷ ln(0.5 ÷ 24)", func(x float64) float64 { return of(x, 24, 0.5) }},
		"crowding":         {"50 + 100·ln(30 ÷ (x + 1)) ÷ 4.2", func(x float64) float64 { return log(30/(x+1), 4.2) }},
		"concentration":    {"100·ln(x ÷ 6000) ÷ ln(400 ÷ 6000)", func(x float64) float64 { return of(x, 6000, 400) }},
		"review_barrier":   {"100·ln((x + 1) ÷ 20000) ÷ ln(1 ÷ 20000)", func(x float64) float64 { return of(x+1, 20_000, 1) }},
		"newcomers":        {"250·x", func(x float64) float64 { return 250 * x }},
		"price_war":        {"50 − 50·x", func(x float64) float64 { return 50 - 50*x }},
		"segment_fit":      {"x", func(x float64) float64 { return x }},
	}
	seen := map[string]int{}
	for _, r := range advise(t, in).Recommendations {
		if r.ScoreBasis == nil {
			continue
		}
		revenue = r.ScoreBasis.Revenue.Float()
		for _, m := range r.Scores {
			for _, d := range m.Drivers {
				if d.Score == nil {
					continue
				}
				f, ok := formulas[d.Name]
				if want := math.Max(0, math.Min(100, f.at(*d.Value))); !ok || math.Abs(*d.Score-want) > 0.02 {
					t.Errorf("%s: %s of %v has %v points, by its formula %v", r.CandidateID, d.Name, *d.Value, *d.Score, want)
				}
				seen[d.Name]++
			}
		}
	}
	for name, f := range formulas {
		if told := scoring.PointsFormula(name); told != f.text {
			t.Errorf("%s is told as %q; want %q", name, told, f.text)
		}
		if seen[name] == 0 && name != "rating_bound" && name != "segment_fit" && name != "growth" && name != "newcomers" && name != "brand" {
			t.Errorf("%s is never seen", name)
		}
	}
}

// TestF32MarketFollowsFromItsRivals: size, concentration and median reviews of a market follow from the rivals listed, where
// all of them are.
func TestF32MarketFollowsFromItsRivals(t *testing.T) {
	seen := 0
	for _, r := range advise(t, synthetic(60, 2000)).Recommendations {
		m := r.Market
		if m.HHI == nil || len(m.Rivals) != m.ComparableOffers {
			continue
		}
		seen++
		revenue, units, sellers := 0.0, 0.0, map[string]float64{}
		var reviews []float64
		for i, v := range m.Rivals {
			if v.Reviews != nil {
				reviews = append(reviews, float64(*v.Reviews))
			}
			if v.Units == nil {
				continue
			}
			name := v.Seller
			if name == "" {
				name = fmt.Sprint("alone ", i)
			}
			units += v.Units.P50
			revenue += v.Units.P50 * v.Price.Float()
			sellers[name] += v.Units.P50 * v.Price.Float()
		}
		hhi := 0.0
		for _, s := range sellers {
			hhi += 10_000 * (s / revenue) * (s / revenue)
		}
		slices.Sort(reviews)
		near := func(name string, shown, want float64) {
			if math.Abs(shown-want) > 0.01*math.Abs(want) {
				t.Errorf("%s: %s is %v, its rivals give %v", r.CandidateID, name, shown, want)
			}
		}
		near("HHI", *m.HHI, hhi)
		near("sellers", float64(m.Sellers), float64(len(sellers)))
		near("revenue", m.RevenuePerMonth.P50, revenue)
		near("median reviews", *m.MedianReviews, (reviews[(len(reviews)-1)/2]+reviews[len(reviews)/2])/2)
	}
	if seen < 10 {
		t.Errorf("%d markets with all their rivals", seen)
	}
}
