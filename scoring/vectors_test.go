package scoring_test

import (
	"math"
	"slices"
	"testing"

	"shelfwise/market"
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
