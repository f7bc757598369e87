package scoring_test

import (
	"fmt"
	"math"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/scoring"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
		t.Errorf("%s = %.12g; want %.12g", what, got, want)
	}
}

func nearAll(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s has %d values; want %d", what, len(got), len(want))
	}
	for i := range got {
		near(t, fmt.Sprintf("%s[%d]", what, i), got[i], want[i])
	}
}

func up(types []float64) []bool {
	out := make([]bool, len(types))
	for i, v := range types {
		out[i] = v > 0
	}
	return out
}

func TestReferenceConcentration(t *testing.T) {
	var ref struct {
		Cases []struct {
			Sales            []float64
			HHI, CR4, CR1    float64
			HHINorm          float64 `json:"HHI_norm"`
			Gini             float64
			GiniUnbiased     *float64 `json:"Gini_unbiased"`
			Entropy          float64
			Effective        float64 `json:"effective_sellers_exp_entropy"`
			EffectiveOverHHI float64 `json:"effective_sellers_1_over_HHI"`
			Theil            float64
			N                int
		}
	}
	shared.JSON(t, &ref, "data", "reference", "concentration.json")
	for _, c := range ref.Cases {
		got, ok := scoring.Concentrate(c.Sales)
		if !ok || got.N != c.N {
			t.Fatalf("Concentrate(%v) = %+v, %v", c.Sales, got, ok)
		}
		nearAll(t, fmt.Sprint(c.Sales), []float64{got.HHI, got.HHINorm, got.CR4, got.CR1, got.Gini, got.Entropy, got.EffectiveEntropy, got.EffectiveHHI, got.Theil},
			[]float64{c.HHI, c.HHINorm, c.CR4, c.CR1, c.Gini, c.Entropy, c.Effective, c.EffectiveOverHHI, c.Theil})
		if c.GiniUnbiased != nil {
			near(t, "unbiased Gini", got.GiniUnbiased, *c.GiniUnbiased)
		} else if !math.IsNaN(got.GiniUnbiased) {
			t.Errorf("unbiased Gini of one seller is %v; want NaN", got.GiniUnbiased)
		}
	}
	if _, ok := scoring.Concentrate(nil); ok {
		t.Error("a market without sales has a concentration")
	}
}

// TestF32Concentration holds the vectors of FEATURES section 8.
func TestF32Concentration(t *testing.T) {
	ten, _ := scoring.Concentrate([]float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1})
	near(t, "HHI of equal 10", ten.HHI, 1000)
	half, _ := scoring.Concentrate([]float64{5000, 3000})
	near(t, "leader's share", half.CR1, 0.625)
}

type worked struct {
	Matrix, Minmax [][]float64
	Types          []float64
	Weights        []float64
	SAW            []float64   `json:"saw"`
	Contributions  [][]float64 `json:"saw_contributions"`
	Vector         []float64   `json:"topsis_vector"`
	MinMaxTOPSIS   []float64   `json:"topsis_minmax"`
	Vikor          struct{ S, R, Q []float64 }
	Usual          struct{ Plus, Minus, Net []float64 }       `json:"promethee_usual"`
	Linear         struct{ Q, P, Plus, Minus, Net []float64 } `json:"promethee_linear"`
	Normalised     [][]float64                                `json:"minmax_normalised"`
	Uniform        smaaCase                                   `json:"smaa_uniform"`
	Dirichlet      smaaCase                                   `json:"smaa_dirichlet_40"`
	Exact          struct {
		Normalised [][]float64
		First      []float64 `json:"first_rank_acceptability_exact"`
	} `json:"smaa_exact_two_criteria"`
}

type smaaCase struct {
	Seed     uint64
	N        int
	First    [][]float64 `json:"first_weights"`
	Rank     [][]float64 `json:"rank_acceptability"`
	Central  [][]float64 `json:"central_weights"`
	Pairwise [][]float64 `json:"pairwise_win"`
	Expected []float64   `json:"expected_rank"`
}

func TestReferenceFourFactorMethods(t *testing.T) {
	var ref worked
	shared.JSON(t, &ref, "data", "reference", "mcdm_four_factor_worked.json")
	benefit := up(ref.Types)
	saw, contributions := scoring.SAW(ref.Matrix, ref.Weights, benefit)
	nearAll(t, "SAW", saw, ref.SAW)
	for i := range contributions {
		nearAll(t, "contributions", contributions[i], ref.Contributions[i])
	}
	nearAll(t, "TOPSIS vector", scoring.TOPSIS(ref.Matrix, ref.Weights, benefit, scoring.Vector), ref.Vector)
	nearAll(t, "TOPSIS min-max", scoring.TOPSIS(ref.Matrix, ref.Weights, benefit, scoring.MinMax), ref.MinMaxTOPSIS)
	s, r, q := scoring.VIKOR(ref.Matrix, ref.Weights, benefit)
	nearAll(t, "VIKOR S", s, ref.Vikor.S)
	nearAll(t, "VIKOR R", r, ref.Vikor.R)
	nearAll(t, "VIKOR Q", q, ref.Vikor.Q)
	plus, minus, net := scoring.Promethee{}.Flows(ref.Matrix, ref.Weights, benefit)
	nearAll(t, "PROMETHEE plus", plus, ref.Usual.Plus)
	nearAll(t, "PROMETHEE minus", minus, ref.Usual.Minus)
	nearAll(t, "PROMETHEE net", net, ref.Usual.Net)
	plus, minus, net = scoring.Promethee{Q: ref.Linear.Q, P: ref.Linear.P}.Flows(ref.Matrix, ref.Weights, benefit)
	nearAll(t, "PROMETHEE linear plus", plus, ref.Linear.Plus)
	nearAll(t, "PROMETHEE linear minus", minus, ref.Linear.Minus)
	nearAll(t, "PROMETHEE linear net", net, ref.Linear.Net)
}

func TestReferenceSMAA(t *testing.T) {
	var ref worked
	shared.JSON(t, &ref, "data", "reference", "mcdm_four_factor_worked.json")
	for name, tc := range map[string]struct {
		want   smaaCase
		shapes []int
	}{"uniform": {ref.Uniform, []int{1, 1, 1, 1}}, "dirichlet 40": {ref.Dirichlet, []int{14, 10, 8, 8}}} {
		g := scoring.LCG(tc.want.Seed)
		var first [][]float64
		got := scoring.SMAA(ref.Normalised, tc.want.N, func() []float64 {
			w := g.Dirichlet(tc.shapes)
			if len(first) < len(tc.want.First) {
				first = append(first, w)
			}
			return w
		})
		for i := range first {
			nearAll(t, name+" weights", first[i], tc.want.First[i])
		}
		for i := range got.Rank {
			nearAll(t, name+" acceptability", got.Rank[i], tc.want.Rank[i])
			nearAll(t, name+" pairwise", got.Pairwise[i], tc.want.Pairwise[i])
			if tc.want.Central != nil {
				nearAll(t, name+" central weights", got.Central[i], tc.want.Central[i])
			}
		}
		nearAll(t, name+" expected rank", got.Expected, tc.want.Expected)
	}
	g := scoring.LCG(3)
	got := scoring.SMAA(ref.Exact.Normalised, 200_000, func() []float64 { u := g.Uniform(); return []float64{u, 1 - u} })
	for i, want := range ref.Exact.First {
		if math.Abs(got.Rank[i][0]-want) > 0.004 {
			t.Errorf("first-rank acceptability %v; want %v", got.Rank[i][0], want)
		}
	}
}

func TestReferenceMCDMSuites(t *testing.T) {
	var suite struct {
		Cases []struct {
			Test, Method string
			Matrix       any
			Weights      []float64
			Types        []float64
			Full         []float64 `json:"computed_full_precision"`
		}
	}
	shared.JSON(t, &suite, "data", "reference", "mcdm_pymcdm_suite.json")
	checked := 0
	for _, c := range suite.Cases {
		matrix, ok := floats(c.Matrix)
		if !ok || c.Full == nil {
			continue
		}
		benefit := up(c.Types)
		switch c.Method {
		case "TOPSIS":
			nearAll(t, c.Test, scoring.TOPSIS(matrix, c.Weights, benefit, scoring.MinMax), c.Full)
		case "VIKOR":
			_, _, q := scoring.VIKOR(matrix, c.Weights, benefit)
			nearAll(t, c.Test, q, c.Full)
		case "PROMETHEE_II":
			_, _, net := scoring.Promethee{}.Flows(matrix, c.Weights, benefit)
			nearAll(t, c.Test, net, c.Full)
		default:
			continue
		}
		checked++
	}
	if checked != 4 {
		t.Errorf("%d cases of the methods on offer; want 4", checked)
	}
	var sk struct {
		Vector []struct {
			Matrix         [][]float64
			Types, Weights []float64
			Full           []float64
		} `json:"topsis_vector"`
		AsIs []struct {
			Matrix         [][]float64
			Types, Weights []float64
			Expected       []float64
		} `json:"topsis_no_normalisation"`
		Vikor []struct {
			Matrix         [][]float64
			Types, Weights []float64
			S, R           []float64
		}
	}
	shared.JSON(t, &sk, "data", "reference", "mcdm_skcriteria_suite.json")
	for _, c := range sk.Vector {
		nearAll(t, "TOPSIS vector", scoring.TOPSIS(c.Matrix, c.Weights, up(c.Types), scoring.Vector), c.Full)
	}
	for _, c := range sk.AsIs {
		for i, got := range scoring.TOPSIS(c.Matrix, c.Weights, up(c.Types), scoring.AsIs) {
			if math.Abs(got-c.Expected[i]) > 1e-8 {
				t.Errorf("TOPSIS as is %v; want %v", got, c.Expected[i])
			}
		}
	}
	for _, c := range sk.Vikor {
		s, r, _ := scoring.VIKOR(c.Matrix, c.Weights, up(c.Types))
		nearAll(t, "VIKOR S", s, c.S)
		nearAll(t, "VIKOR R", r, c.R)
	}
}

func floats(v any) ([][]float64, bool) {
	rows, ok := v.([]any)
	if !ok {
		return nil, false
	}
	var out [][]float64
	for _, row := range rows {
		cells, ok := row.([]any)
		if !ok {
			return nil, false
		}
		var r []float64
		for _, c := range cells {
			f, ok := c.(float64)
			if !ok {
				return nil, false
			}
			r = append(r, f)
		}
		out = append(out, r)
	}
	return out, true
}

func TestReferenceKendall(t *testing.T) {
	var ref struct {
		Outcome, Score []float64
		Tau            float64 `json:"kendall_tau_b"`
	}
	shared.JSON(t, &ref, "data", "reference", "ranking_metrics.json")
	near(t, "Kendall's tau-b", scoring.KendallTau(ref.Outcome, ref.Score), ref.Tau)
}

// TestReferenceTieWeight: the weight of a criterion at which the second overtakes the first.
func TestReferenceTieWeight(t *testing.T) {
	var ref struct {
		worked
		Tie map[string]*float64 `json:"critical_weight_of_each_criterion_that_ties_top_two"`
	}
	shared.JSON(t, &ref, "data", "reference", "mcdm_four_factor_worked.json")
	c := scoring.Columns{Profit: make([]float64, len(ref.Normalised))}
	for i, row := range ref.Normalised {
		c.IDs = append(c.IDs, fmt.Sprint(i))
		for f, v := range row {
			c.Factors[f] = append(c.Factors[f], v)
		}
	}
	holds := c.Holds(scoring.Weights(ref.Weights))
	if got := holds["attractiveness"][1]; math.Abs(got-*ref.Tie["attractiveness"]) > 1e-4 {
		t.Errorf("first place holds up to an attractiveness of %v; want %v", got, *ref.Tie["attractiveness"])
	}
}
