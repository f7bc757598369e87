package demand_test

import (
	"math"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/scoring/demand"
)

// TestReferenceSpearman: rank correlation with ties.
func TestReferenceSpearman(t *testing.T) {
	var ref struct {
		Outcome, Score []float64
		Spearman       float64
	}
	shared.JSON(t, &ref, "data", "reference", "ranking_metrics.json")
	near(t, "Spearman", demand.Spearman(ref.Outcome, ref.Score), ref.Spearman)
}

// TestReferenceWeightedRating: the weighted rating of a film site is the Bayesian average.
func TestReferenceWeightedRating(t *testing.T) {
	var ref struct {
		IMDb []struct{ V, R, M, C, WR float64 } `json:"imdb"`
	}
	shared.JSON(t, &ref, "data", "reference", "ratings_shrinkage.json")
	for _, c := range ref.IMDb {
		near(t, "weighted rating", demand.BayesianAverage(c.V, c.R, c.C, c.M), c.WR)
	}
}

// TestReferenceRobustRest: the scaled MAD, fences, a jump of reviews, and the exponents of rank.
func TestReferenceRobustRest(t *testing.T) {
	var ref struct {
		Prices []float64
		Scaled float64   `json:"mad_scaled_1_4826"`
		Fences []float64 `json:"iqr_fences"`
		Flags  []bool    `json:"flag_abs_gt_3_5"`
		Ratios []float64 `json:"ratio_to_median"`
		Nine   struct {
			X []float64
			R float64 `json:"R_mad"`
		} `json:"mad_1_to_9"`
		Jump struct {
			Daily       []float64 `json:"daily_new"`
			Median, MAD float64
		} `json:"review_jump"`
	}
	shared.JSON(t, &ref, "data", "reference", "robust_quality.json")
	const scale = 1.4826
	near(t, "scaled MAD", scale*demand.MAD(ref.Prices), ref.Scaled)
	near(t, "MAD of 1 to 9", scale*demand.MAD(ref.Nine.X), ref.Nine.R)
	q1, q3 := demand.Quantile(ref.Prices, 0.25), demand.Quantile(ref.Prices, 0.75)
	near(t, "lower fence", q1-1.5*(q3-q1), ref.Fences[0])
	near(t, "upper fence", q3+1.5*(q3-q1), ref.Fences[1])
	middle := demand.Median(ref.Prices)
	for i, z := range demand.ModifiedZ(ref.Prices, 0) {
		if (math.Abs(z) > 3.5) != ref.Flags[i] {
			t.Errorf("price %v: z %v, flagged %v", ref.Prices[i], z, ref.Flags[i])
		}
		near(t, "ratio to the median", ref.Prices[i]/middle, ref.Ratios[i])
	}
	near(t, "median of daily reviews", demand.Median(ref.Jump.Daily), ref.Jump.Median)
	near(t, "MAD of daily reviews", demand.MAD(ref.Jump.Daily), ref.Jump.MAD)
	if z := demand.ModifiedZ(ref.Jump.Daily, 0)[5]; math.Abs(z-98.8) > 0.05 {
		t.Errorf("z of the jump %v; want 98.8", z)
	}
	var ranks struct{ Exponents map[string]float64 }
	shared.JSON(t, &ranks, "data", "reference", "demand_from_rank_and_reviews.json")
	for name, want := range map[string]float64{
		"brynjolfsson_2003": -demand.RankExponent, "garg_telang_iphone": -math.Log(150) / math.Log(200), "garg_telang_ipad": -math.Log(120) / math.Log(200),
	} {
		near(t, name, ranks.Exponents[name], want)
	}
}
