package scoring_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
	"shelfwise/scoring/demand"
)

// The vectors of FEATURES section 8 that no other test holds.

// TestF29VectorOfRankReversal: scaled between the least and the most of the set, a third candidate turns two others round;
// on fixed bounds, as the ranking has them, it cannot.
func TestF29VectorOfRankReversal(t *testing.T) {
	x, y := []float64{9, 3}, []float64{6, 6}
	for _, tc := range []struct {
		z           []float64
		wantX, want float64
	}{{[]float64{1, 4}, 0.5, 0.8125}, {[]float64{1, 30}, 0.5, 0.368}} {
		got, _ := scoring.SAW([][]float64{x, y, tc.z}, []float64{0.5, 0.5}, []bool{true, true})
		if math.Abs(got[0]-tc.wantX) > 5e-4 || math.Abs(got[1]-tc.want) > 5e-4 {
			t.Errorf("min–max with %v: X %.4f, Y %.4f; want %v, %v", tc.z, got[0], got[1], tc.wantX, tc.want)
		}
		c := scoring.Columns{IDs: []string{"X", "Y", "Z"}, Profit: make([]float64, 3)}
		for f := range 2 {
			for _, v := range [][]float64{x, y, tc.z} {
				c.Factors[f] = append(c.Factors[f], v[f]/30)
			}
		}
		c.Factors[2], c.Factors[3] = make([]float64, 3), make([]float64, 3)
		if s := c.Scores(scoring.Weights{0.5, 0.5}); math.Abs(s[0]-0.2) > 1e-12 || math.Abs(s[1]-0.2) > 1e-12 {
			t.Errorf("fixed bounds with %v: X %v, Y %v; want 0.2 both", tc.z, s[0], s[1])
		}
	}
}

// TestF32VectorsOfConcentration: the barrier is the median of the reviews, not their mean, and the shares of the largest
// are told.
func TestF32VectorsOfConcentration(t *testing.T) {
	reviews := []float64{2000, 3000, 50, 60, 80, 100, 120, 150, 200, 250}
	sum := 0.0
	for _, n := range reviews {
		sum += n
	}
	if m := demand.Median(reviews); m != 135 || sum/10 != 601 {
		t.Errorf("median %v, mean %v; want 135 and 601", m, sum/10)
	}
	top, _ := scoring.Concentrate([]float64{2000, 1800, 1200, 600, 600, 600, 600, 600})
	near(t, "5000 of 8000 are the largest three's", top.Top3, 0.625)
	ten := slices.Repeat([]float64{700}, 10)
	all, _ := scoring.Concentrate(append(ten, slices.Repeat([]float64{100}, 30)...))
	near(t, "7000 of 10000 are the largest ten's", all.Top10, 0.7)
	for _, r := range advise(t, small()).Recommendations {
		m := r.Market
		if m.HHI == nil || m.Top3 == nil || m.Top10 == nil || m.MedianReviews == nil || *m.Top3 > *m.CR4 || *m.CR4 > *m.Top10 {
			t.Errorf("%s: HHI %v, top 3 %v, top 10 %v, median reviews %v", r.CandidateID, m.HHI, m.Top3, m.Top10, m.MedianReviews)
		}
	}
}

// TestF31AskedMarginHoldsForAll: a margin asked for the run is never undercut by a candidate's own.
func TestF31AskedMarginHoldsForAll(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	in.Profile.Gates.MinMargin, in.Profile.Gates.Asked = 0.95, 0.95
	for i := range in.Candidates {
		in.Candidates[i].MinMargin = new(money.Rate(10_000))
	}
	for _, r := range advise(t, in).Recommendations {
		failed := slices.ContainsFunc(r.GatesFailed, func(g market.GateFailure) bool { return g.Gate == scoring.GateMargin && g.Needed == 0.95 })
		if r.Price.Recommended.Known() && !failed {
			t.Errorf("%s: gates %+v; want the margin of 95%%", r.CandidateID, r.GatesFailed)
		}
	}
}

// TestF31SupplyGate: what cannot be ordered is no go, and what lasts less than a month of sales is told.
func TestF31SupplyGate(t *testing.T) {
	in := small()
	before := advise(t, in)
	for _, c := range []struct {
		have int64
		lot  *int64
	}{{0, nil}, {99, new(int64(100))}} {
		in := small()
		for i := range in.Candidates {
			in.Candidates[i].AvailableUnits, in.Candidates[i].Cost.MOQ = new(c.have), c.lot
		}
		for _, r := range advise(t, in).Recommendations {
			if r.Verdict == market.Go || r.Verdict == market.Trial {
				t.Errorf("%s: %s with %d units to be had", r.CandidateID, r.Verdict, c.have)
			}
			if !slices.ContainsFunc(r.GatesFailed, func(g market.GateFailure) bool { return g.Gate == scoring.GateSupply }) {
				t.Errorf("%s: gates %+v; want supply", r.CandidateID, r.GatesFailed)
			}
		}
	}
	for i := range in.Candidates {
		in.Candidates[i].AvailableUnits = new(int64(1))
		in.Candidates[i].Cost.MOQ = nil
	}
	for _, r := range advise(t, in).Recommendations {
		told := slices.ContainsFunc(r.Warnings, func(w market.Warning) bool { return w.Code == "supply" })
		was := find(t, before, r.CandidateID)
		if was.Demand != nil && was.Price.Expected != nil && was.Price.Expected.UnitsPerMonth > 2 && !told {
			t.Errorf("%s: one unit for %v a month is not told", r.CandidateID, was.Price.Expected.UnitsPerMonth)
		}
	}
}

// TestF31MAPAboveListPrice: the maker's two prices contradict each other; cost is not to blame.
func TestF31MAPAboveListPrice(t *testing.T) {
	in := small()
	for i := range in.Candidates {
		c := &in.Candidates[i]
		c.ListPrice, c.MAPPrice = money.MustDecimal("1000", c.Currency), money.MustDecimal("1200", c.Currency)
	}
	for _, r := range advise(t, in).Recommendations {
		if r.Price.Recommended.Known() || r.Verdict == market.Drop && !strings.Contains(r.VerdictRule, "map_price") {
			t.Errorf("%s: %s (%s), price %s; want no price, and map_price named", r.CandidateID, r.Verdict, r.VerdictRule, r.Price.Recommended)
		}
		if strings.Contains(r.NextFact, "supplier's offer at least") {
			t.Errorf("%s: next fact %q", r.CandidateID, r.NextFact)
		}
	}
}

// TestF31GatesAreListed: a candidate that fails a gate stands in the ranking with the gate, the distance and what would
// have to be true; it is never hidden.
func TestF31GatesAreListed(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	in.Profile.Gates = scoring.Gates{MinMargin: 0.9, MinProfit: 1e9, AfterSales: true}
	a := advise(t, in)
	if len(a.Recommendations) != len(in.Candidates) {
		t.Fatalf("%d of %d candidates answered", len(a.Recommendations), len(in.Candidates))
	}
	for _, r := range a.Recommendations {
		names := map[string]market.GateFailure{}
		for _, g := range r.GatesFailed {
			names[g.Gate] = g
			if g.ToPass == "" {
				t.Errorf("%s: %s does not say what would have to be true", r.CandidateID, g.Gate)
			}
		}
		for _, gate := range []string{scoring.GateMargin, scoring.GateProfit} {
			g, ok := names[gate]
			if ok && g.Value != nil && math.Abs(*g.Distance-(g.Needed-*g.Value)) > 1e-3 {
				t.Errorf("%s: %s is %v of %v, distance %v", r.CandidateID, gate, *g.Value, g.Needed, *g.Distance)
			}
			if !ok && r.Price.Recommended.Known() {
				t.Errorf("%s: %s is not listed", r.CandidateID, gate)
			}
		}
		if _, ok := names[scoring.GateAfterSales]; !ok || r.Verdict == market.Go {
			t.Errorf("%s: gates %+v, verdict %s", r.CandidateID, r.GatesFailed, r.Verdict)
		}
	}
}

// Test003OVectors: 5000 earned from 100 visitors, or 2% of baskets of 2500, are 50 a visitor.
func Test003OVectors(t *testing.T) {
	if v := (scoring.Traffic{Visitors: 100, Orders: 2, Basket: 2500}).Value(); v != 50 {
		t.Errorf("5000 from 100 visitors are %v each; want 50", v)
	}
}
