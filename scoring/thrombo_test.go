package scoring_test

import (
	"math"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/scoring"
)

// TestReferenceThrombolytics: the reference holds the results of R's smaa on the thrombolytics case, not its measurements,
// so what is checked is what must hold between results: shares sum to 1, the entropy is that of the ranks, and the
// central weights, weighed by how often each alternative is first, are the mean of the weights drawn. The same must hold
// of our own analysis.
func TestReferenceThrombolytics(t *testing.T) {
	var ref struct {
		N       int
		Rank    [][]float64 `json:"rank_acceptability"`
		Central [][]float64 `json:"central_weights"`
		Entropy float64     `json:"ranking_entropy"`
		Fixed   [][]float64 `json:"fixed_weights_rank_acceptability"`
	}
	shared.JSON(t, &ref, "data", "reference", "smaa_thrombo.json")
	entropy := 0.0
	for i, row := range ref.Rank {
		near(t, "shares", row[0]+row[1], 1)
		near(t, "shares at fixed weights", ref.Fixed[i][0]+ref.Fixed[i][1], 1)
		entropy -= ref.Rank[i][0] * math.Log2(ref.Rank[i][0])
	}
	if math.Abs(entropy-ref.Entropy) > 5e-8 {
		t.Errorf("entropy %v; want %v", entropy, ref.Entropy)
	}
	sampling := 4 * math.Sqrt(1.0/18/float64(ref.N)) // a uniform weight of three varies by 1/18
	for j := range ref.Central[0] {
		if m := ref.Rank[0][0]*ref.Central[0][j] + ref.Rank[1][0]*ref.Central[1][j]; math.Abs(m-1.0/3) > sampling {
			t.Errorf("criterion %d: mean weight %v; want a third", j, m)
		}
	}
	g := scoring.LCG(7)
	drawn := make([]float64, 3)
	const n = 5000
	got := scoring.SMAA([][]float64{{0.7, 0.4, 0.2}, {0.5, 0.45, 0.6}}, n, func() []float64 {
		w := g.Dirichlet([]int{1, 1, 1})
		for j := range w {
			drawn[j] += w[j] / n
		}
		return w
	})
	for j := range drawn {
		near(t, "mean of our central weights", got.Rank[0][0]*got.Central[0][j]+got.Rank[1][0]*got.Central[1][j], drawn[j])
	}
	near(t, "our shares", got.Rank[0][0]+got.Rank[1][0], 1)
}
