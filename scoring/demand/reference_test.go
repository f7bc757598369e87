package demand_test

import (
	"math"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/scoring/demand"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*math.Max(1, math.Abs(want))) {
		t.Errorf("%s = %.12g; want %.12g", what, got, want)
	}
}

func TestReferenceRankAndReviews(t *testing.T) {
	var ref struct {
		Weekly   []struct{ Rank, Units float64 } `json:"bhs_weekly"`
		Kindle   []struct{ Rank, Units float64 } `json:"kindle_daily"`
		Category struct {
			B                    float64
			N                    int
			Rank1, Rank10, Top10 float64
		} `json:"share_of_category"`
		Velocity struct {
			Cases []struct{ Y, D, Mean, Lo, Hi float64 }
		} `json:"gamma_poisson_velocity"`
		Monthly struct {
			Example struct {
				Lambda float64 `json:"lambda_per_day"`
				R0, S  float64
				Median float64
				Lo, Hi float64
			}
		} `json:"monthly_units"`
	}
	shared.JSON(t, &ref, "data", "reference", "demand_from_rank_and_reviews.json")
	for _, c := range ref.Weekly {
		near(t, "weekly units", demand.UnitsAtRank(c.Rank, math.Exp(10.526), demand.RankExponent), c.Units)
	}
	for _, c := range ref.Kindle {
		near(t, "daily units", demand.UnitsAtRank(c.Rank, math.Exp(11.506346), 0.933402), c.Units)
	}
	c := ref.Category
	near(t, "share of rank 1", demand.RankShare(1, c.N, c.B), c.Rank1)
	near(t, "share of rank 10", demand.RankShare(10, c.N, c.B)-demand.RankShare(9, c.N, c.B), c.Rank10)
	near(t, "share of the first ten", demand.RankShare(10, c.N, c.B), c.Top10)
	for _, v := range ref.Velocity.Cases {
		near(t, "velocity", demand.Velocity(v.Y, v.D), v.Mean)
		lo, hi := demand.VelocityInterval(v.Y, v.D)
		if math.Abs(lo-v.Lo) > 1e-6 || math.Abs(hi-v.Hi) > 1e-6 {
			t.Errorf("VelocityInterval(%v, %v) = %.9f, %.9f; want %.9f, %.9f", v.Y, v.D, lo, hi, v.Lo, v.Hi)
		}
	}
	e := ref.Monthly.Example
	median, lo, hi := demand.MonthlyUnits(e.Lambda, e.R0, e.S, 0.9)
	near(t, "median units", median, e.Median)
	if math.Abs(lo/e.Lo-1) > 1e-3 || math.Abs(hi/e.Hi-1) > 1e-3 { // the file rounds the quantile to 1.645
		t.Errorf("MonthlyUnits = %v–%v; want %v–%v", lo, hi, e.Lo, e.Hi)
	}
}

// TestF25ReviewsGiveARange: ten reviews in thirty days are 200 to 1,000 units at a review rate of 5% to 1%.
func TestF25ReviewsGiveARange(t *testing.T) {
	u := demand.UnitsFromReviews(10, 30, 0.01, 0.05)
	near(t, "low", u.P10, 200)
	near(t, "high", u.P90, 1000)
	if u.P50 <= u.P10 || u.P50 >= u.P90 {
		t.Errorf("UnitsFromReviews = %+v; want a middle inside", u)
	}
}

func TestReferenceRatings(t *testing.T) {
	var ref struct {
		Wilson []struct{ Positive, N, Lower, Upper float64 } `json:"wilson_95"`
		Stars  struct {
			Cases []struct {
				Counts [5]float64 `json:"counts_1_to_5"`
				Mean   float64    `json:"posterior_mean"`
				SD     float64    `json:"posterior_sd"`
			}
		} `json:"dirichlet_star"`
		Bayes []struct {
			N, Mean   float64
			PriorMean float64 `json:"prior_mean"`
			PriorN    float64 `json:"prior_n"`
			Bayes     float64
		} `json:"bayesian_average"`
		EB struct {
			Estimates, SE []float64
			Fixed         float64 `json:"mu_fixed"`
			Q, Tau2       float64
			Random        float64   `json:"mu_random"`
			B             []float64 `json:"shrink_B"`
			Posterior     []float64
			SD            []float64 `json:"posterior_sd"`
		} `json:"eb_normal"`
	}
	shared.JSON(t, &ref, "data", "reference", "ratings_shrinkage.json")
	for _, c := range ref.Wilson {
		lo, hi := demand.Wilson(c.Positive, c.N)
		near(t, "Wilson lower", lo, c.Lower)
		near(t, "Wilson upper", hi, c.Upper)
	}
	for _, c := range ref.Stars.Cases {
		m, sd := demand.StarPosterior(c.Counts)
		near(t, "stars", m, c.Mean)
		near(t, "deviation of stars", sd, c.SD)
	}
	for _, c := range ref.Bayes {
		near(t, "Bayesian average", demand.BayesianAverage(c.N, c.Mean, c.PriorMean, c.PriorN), c.Bayes)
	}
	s := demand.Shrink(ref.EB.Estimates, ref.EB.SE)
	near(t, "fixed mean", s.Fixed, ref.EB.Fixed)
	near(t, "Q", s.Q, ref.EB.Q)
	near(t, "tau²", s.Tau2, ref.EB.Tau2)
	near(t, "random mean", s.Mean, ref.EB.Random)
	for i := range s.Posterior {
		near(t, "weight", s.Weight[i], ref.EB.B[i])
		near(t, "posterior", s.Posterior[i], ref.EB.Posterior[i])
		near(t, "posterior deviation", s.SD[i], ref.EB.SD[i])
	}
}

func TestReferenceRobust(t *testing.T) {
	var ref struct {
		Prices       []float64
		Median, MAD  float64
		Z            []float64                `json:"modified_z"`
		LogZ         []float64                `json:"log_modified_z"`
		LogFlag      []bool                   `json:"log_flag"`
		DecimalFlags []bool                   `json:"decimal_flags"`
		Trimmed      float64                  `json:"trimmed_mean_10pct"`
		Winsor       float64                  `json:"winsor_mean_10pct"`
		TheilSen     struct{ X, Y []float64 } `json:"theil_sen"`
		Jump         struct {
			Daily []float64 `json:"daily_new"`
		} `json:"review_jump"`
	}
	shared.JSON(t, &ref, "data", "reference", "robust_quality.json")
	near(t, "median", demand.Median(ref.Prices), ref.Median)
	near(t, "MAD", demand.MAD(ref.Prices), ref.MAD)
	logs := make([]float64, len(ref.Prices))
	for i, p := range ref.Prices {
		logs[i] = math.Log(p)
		if got := demand.DecimalSlip(p, ref.Median); got != ref.DecimalFlags[i] {
			t.Errorf("DecimalSlip(%v) = %v; want %v", p, got, ref.DecimalFlags[i])
		}
	}
	z, lz := demand.ModifiedZ(ref.Prices, 0), demand.ModifiedZ(logs, 0)
	flags := demand.PriceOutliers(ref.Prices)
	for i := range z {
		near(t, "modified z", z[i], ref.Z[i])
		near(t, "modified z of logs", lz[i], ref.LogZ[i])
		if flags[i] != ref.LogFlag[i] {
			t.Errorf("PriceOutliers(%v) = %v; want %v", ref.Prices[i], flags[i], ref.LogFlag[i])
		}
	}
	near(t, "trimmed mean", demand.TrimmedMean(ref.Prices, 0.1), ref.Trimmed)
	near(t, "winsorised mean", demand.WinsorMean(ref.Prices, 0.1), ref.Winsor)
	slope, intercept := demand.TheilSen(ref.TheilSen.X, ref.TheilSen.Y)
	near(t, "Theil–Sen slope", slope, 2)
	near(t, "Theil–Sen intercept", intercept, 7)
}
