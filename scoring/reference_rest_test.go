package scoring_test

import (
	"math"
	"slices"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/scoring"
)

// TestReferenceVIKOR: the published cases of Opricovic and Tzeng 2007, and Q of the suite's.
func TestReferenceVIKOR(t *testing.T) {
	var ref struct {
		Suite []struct {
			Matrix            [][]float64
			Types, Weights, Q []float64
		} `json:"vikor"`
		Paper struct {
			Matrix [][]float64
			Types  []float64
			Cases  []struct{ Weights, S, R, Q []float64 }
		} `json:"vikor_opricovic_tzeng_2007"`
	}
	shared.JSON(t, &ref, "data", "reference", "mcdm_skcriteria_suite.json")
	for _, c := range ref.Suite {
		_, _, q := scoring.VIKOR(c.Matrix, c.Weights, up(c.Types))
		for i := range q {
			if math.Abs(q[i]-c.Q[i]) > 1e-8 { // printed to eight digits
				t.Errorf("Q %v; want %v", q, c.Q)
			}
		}
	}
	for _, c := range ref.Paper.Cases {
		s, r, q := scoring.VIKOR(ref.Paper.Matrix, c.Weights, up(ref.Paper.Types))
		nearAll(t, "S", s, c.S)
		nearAll(t, "R", r, c.R)
		nearAll(t, "Q", q, c.Q)
	}
}

// TestReferenceOrder: the order that weighted sums give, and the entropy of the ranks that SMAA finds.
func TestReferenceOrder(t *testing.T) {
	var ref struct {
		SAW     []float64 `json:"saw"`
		Rank    []int     `json:"saw_rank"`
		Uniform struct {
			Rank    [][]float64 `json:"rank_acceptability"`
			Entropy float64     `json:"entropy_bits_total"`
		} `json:"smaa_uniform"`
	}
	shared.JSON(t, &ref, "data", "reference", "mcdm_four_factor_worked.json")
	c := scoring.Columns{IDs: []string{"0", "1", "2", "3", "4", "5"}, Profit: make([]float64, 6)}
	for f := range c.Factors {
		c.Factors[f] = make([]float64, 6)
	}
	c.Factors[0] = ref.SAW
	for pos, at := range c.Order(scoring.Weights{1}) {
		if ref.Rank[at] != pos+1 {
			t.Errorf("place %d goes to %d, whose rank is %d", pos+1, at, ref.Rank[at])
		}
	}
	entropy := 0.0
	for _, row := range ref.Uniform.Rank {
		for _, p := range row {
			if p > 0 {
				entropy -= p * math.Log2(p)
			}
		}
	}
	near(t, "entropy of the ranks", entropy, ref.Uniform.Entropy)
}

// TestReferenceConcentrated: over 1,800 the segment is looked for, as the guidelines draw the line.
func TestReferenceConcentrated(t *testing.T) {
	var ref struct {
		Thresholds struct{ Moderate, High float64 }
	}
	shared.JSON(t, &ref, "data", "reference", "concentration.json")
	parts := []scoring.Segment{{Name: "part", Sales: []float64{1, 1, 1, 1, 1, 1}}}
	for _, tc := range []struct {
		sales []float64
		want  bool
	}{{slices.Repeat([]float64{1}, 5), true}, {slices.Repeat([]float64{1}, 6), false}} {
		x, _ := scoring.Concentrate(tc.sales)
		if _, _, ok := scoring.SegmentOpportunity(tc.sales, parts); ok != tc.want || tc.want != (x.HHI > ref.Thresholds.High) || x.HHI < ref.Thresholds.Moderate {
			t.Errorf("HHI %.0f: a segment is looked for %v; want %v", x.HHI, ok, tc.want)
		}
	}
}
