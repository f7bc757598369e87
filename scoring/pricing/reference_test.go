package pricing_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
		t.Errorf("%s = %.12g; want %.12g", what, got, want)
	}
}

func TestReferencePricingRules(t *testing.T) {
	var ref struct {
		Constant []struct{ Cost, Elasticity, Price float64 } `json:"constant_elasticity_optimal"`
		Fees     []struct {
			Cost       float64
			FeeRate    float64 `json:"fee_rate"`
			FixedFee   float64 `json:"fixed_fee"`
			Elasticity float64
			Price      float64
		} `json:"with_fees"`
		Linear    []struct{ A, B, Cost, Price float64 } `json:"linear_demand"`
		Semilog   []struct{ B, Cost, Price float64 }    `json:"semilog_demand"`
		BreakEven []struct {
			Margin float64 `json:"contribution_margin"`
			Change float64 `json:"price_change"`
			Want   float64 `json:"required_volume_change"`
		} `json:"break_even_sales_change"`
		Index struct {
			Own         float64
			Competitors []float64
			Weights     []float64
			Mean        float64 `json:"index_mean"`
			Median      float64 `json:"index_median"`
			Min         float64 `json:"index_min"`
			Weighted    float64 `json:"index_weighted"`
			Geometric   float64 `json:"index_geometric"`
			Rank        float64 `json:"percentile_rank"`
		} `json:"price_index"`
		Charm []struct{ Raw, Rounded float64 }
		Value struct {
			Example struct {
				Reference float64
				Premiums  struct{ Rating, Warranty, Shipping float64 }
				Price     float64
			}
		} `json:"value_based"`
	}
	shared.JSON(t, &ref, "data", "reference", "pricing_rules.json")
	for _, c := range ref.Constant {
		got, ok := pricing.ConstantElasticity(c.Cost, c.Elasticity)
		if !ok {
			t.Errorf("elasticity %v has no optimum", c.Elasticity)
		}
		near(t, fmt.Sprintf("constant %v", c), got, c.Price)
	}
	if _, ok := pricing.ConstantElasticity(10, -1); ok {
		t.Error("elasticity -1 has an optimum; want none")
	}
	for _, c := range ref.Fees {
		near(t, "with fees", pricing.WithFees(c.Cost, c.FeeRate, c.FixedFee, c.Elasticity), c.Price)
	}
	for _, c := range ref.Linear {
		near(t, "linear", pricing.Linear(c.A, c.B, c.Cost), c.Price)
	}
	for _, c := range ref.Semilog {
		near(t, "semilog", pricing.Semilog(c.B, c.Cost), c.Price)
	}
	for _, c := range ref.BreakEven {
		near(t, "break-even change", pricing.BreakEvenChange(c.Margin, c.Change), c.Want)
	}
	x := pricing.PriceIndex(ref.Index.Own, ref.Index.Competitors, ref.Index.Weights)
	near(t, "index mean", x.Mean, ref.Index.Mean)
	near(t, "index median", x.Median, ref.Index.Median)
	near(t, "index min", x.Min, ref.Index.Min)
	near(t, "index weighted", x.Weighted, ref.Index.Weighted)
	near(t, "index geometric", x.Geometric, ref.Index.Geometric)
	near(t, "percentile rank", x.PercentileRank, ref.Index.Rank)
	for _, c := range ref.Charm {
		near(t, fmt.Sprintf("charm of %v", c.Raw), pricing.Charm(money.FromFloat(c.Raw, "USD")).Float(), c.Rounded)
	}
	p := ref.Value.Example
	near(t, "value based", pricing.ValueBased(p.Reference, p.Premiums.Rating, p.Premiums.Warranty, p.Premiums.Shipping), p.Price)
}

func TestReferenceLogit(t *testing.T) {
	var ref struct {
		Case struct {
			X, Prices, Shares []float64
			Alpha, Outside    float64
			Elasticities      [][]float64 `json:"elasticities_row_j_col_k_price"`
			Single            []float64   `json:"markup_single"`
			Multi             []float64   `json:"markup_multi"`
			Diversion         []float64   `json:"diversion_1_to_others"`
		}
		Single struct{ Costs, Prices, Shares []float64 } `json:"equilibrium_single"`
		Two    struct{ Prices, Shares []float64 }        `json:"equilibrium_two_firms"`
		Best   struct {
			Rivals []float64 `json:"rival_prices"`
			Cost   float64
			Price  float64
		} `json:"best_response_product1"`
		Nested struct {
			Rho            float64
			Shares, Within []float64
			Own            []float64 `json:"own_elasticity"`
		}
	}
	shared.JSON(t, &ref, "data", "reference", "pricing_logit.json")
	c := ref.Case
	m := pricing.Logit{X: c.X, Alpha: c.Alpha}
	shares, outside := m.Shares(c.Prices)
	near(t, "outside", outside, c.Outside)
	el := m.Elasticities(c.Prices)
	multi := m.Markups(c.Prices, []int{0, 1, 1})
	for j := range shares {
		near(t, "share", shares[j], c.Shares[j])
		near(t, "markup", m.MarkupSingle(shares[j]), c.Single[j])
		near(t, "markup of several", multi[j], c.Multi[j])
		for k := range shares {
			near(t, "elasticity", el[j][k], c.Elasticities[j][k])
		}
		near(t, "nested", pricing.NestedOwn(c.Alpha, c.Prices[j], ref.Nested.Rho, ref.Nested.Within[j], ref.Nested.Shares[j]), ref.Nested.Own[j])
	}
	for i, k := range []int{1, 2, -1} {
		near(t, "diversion", m.Diversion(c.Prices, 0, k), c.Diversion[i])
	}
	for name, tc := range map[string]struct {
		owner []int
		want  []float64
	}{"single": {[]int{0, 1, 2}, ref.Single.Prices}, "two firms": {[]int{0, 1, 1}, ref.Two.Prices}} {
		got, err := m.Equilibrium(ref.Single.Costs, tc.owner)
		if err != nil {
			t.Fatal(err)
		}
		for j := range got {
			near(t, name, got[j], tc.want[j])
		}
	}
	near(t, "best response", m.BestResponse(0, ref.Best.Cost, append([]float64{0}, ref.Best.Rivals...)), ref.Best.Price)
}

func TestReferencePriceWar(t *testing.T) {
	var ref struct {
		War struct {
			Sellers struct{ A, B, C []float64 }
			Flags   []bool
			Promo   struct{ A, B, C []float64 } `json:"promo_only_case"`
			Cusum   struct {
				K, H   float64
				Values []float64
				Alarm  int `json:"alarm_index"`
			} `json:"cusum_log_min"`
		} `json:"price_war"`
	}
	shared.JSON(t, &ref, "data", "reference", "robust_and_pricewar_bench.json")
	rule := pricing.DefaultWarRule()
	prices := [][]float64{ref.War.Sellers.A, ref.War.Sellers.B, ref.War.Sellers.C}
	for day, got := range rule.Flags(prices) {
		if got != ref.War.Flags[day] {
			t.Errorf("day %d: war %v; want %v", day, got, ref.War.Flags[day])
		}
	}
	for day, got := range rule.Flags([][]float64{ref.War.Promo.A, ref.War.Promo.B, ref.War.Promo.C}) {
		if got {
			t.Errorf("day %d: a promotion is taken for a war", day)
		}
	}
	var minima []float64
	for day := range prices[0] {
		minima = append(minima, min(prices[0][day], prices[1][day], prices[2][day]))
	}
	for i, got := range pricing.Cusum(minima, ref.War.Cusum.K) {
		near(t, "cusum", got, ref.War.Cusum.Values[i])
	}
}

func TestReferencePSM(t *testing.T) {
	var ref struct {
		VW struct {
			R struct {
				TooCheap     []float64 `json:"too_cheap"`
				Cheap        []float64
				Expensive    []float64
				TooExpensive []float64 `json:"too_expensive"`
				PiCheap      []int     `json:"pi_cheap"`
				PiExpensive  []int     `json:"pi_expensive"`
			} `json:"respondents"`
			Results map[string][6]float64
			NMS     struct {
				Reach          float64 `json:"price_optimal_reach"`
				Revenue        float64 `json:"price_optimal_revenue"`
				Prices, Trials []float64
				Trial          []float64
			}
		} `json:"van_westendorp"`
		GG struct {
			Prices  []float64
			Share   []float64 `json:"buy_share"`
			Cost    float64   `json:"unit_cost"`
			Revenue float64   `json:"revenue_max_price"`
			Profit  float64   `json:"profit_max_price"`
			Arc     []float64 `json:"arc_elasticities"`
		} `json:"gabor_granger"`
	}
	shared.JSON(t, &ref, "data", "reference", "psm_gabor_granger.json")
	var answers []pricing.Answer
	var intents []pricing.Intent
	r := ref.VW.R
	for i := range r.Cheap {
		answers = append(answers, pricing.Answer{TooCheap: r.TooCheap[i], Cheap: r.Cheap[i], Expensive: r.Expensive[i], TooExpensive: r.TooExpensive[i]})
		intents = append(intents, pricing.Intent{Cheap: r.PiCheap[i], Expensive: r.PiExpensive[i]})
	}
	plateau := map[string]func([]float64) float64{
		"min": nil, "max": func(x []float64) float64 { return x[len(x)-1] }, "median": pricing.Median,
		"mean": func(x []float64) float64 {
			s := 0.0
			for _, v := range x {
				s += v
			}
			return s / float64(len(x))
		},
	}
	for name, want := range ref.VW.Results {
		f := strings.Fields(name)
		m := pricing.PSM{Narrower: f[0] == "narrower", Plateau: plateau[f[1]]}
		if f[2] == "TRUE" {
			m.Step = 0.01
		}
		got := m.Measure(answers)
		near(t, name+" lower", got.Lower, want[0])
		near(t, name+" upper", got.Upper, want[1])
		near(t, name+" indifference", got.Indifference, want[2])
		near(t, name+" optimal", got.Optimal, want[3])
		if float64(got.Invalid) != want[4] {
			t.Errorf("%s: %d invalid; want %v", name, got.Invalid, want[4])
		}
	}
	prices, trial := pricing.Reach(answers, intents)
	if len(prices) != len(ref.VW.NMS.Prices) {
		t.Fatalf("%d prices; want %d", len(prices), len(ref.VW.NMS.Prices))
	}
	bestReach, bestRevenue := 0, 0
	for i, p := range ref.VW.NMS.Prices {
		near(t, fmt.Sprintf("reach at %v", p), trial[i], ref.VW.NMS.Trial[i])
		if trial[i] > trial[bestReach] {
			bestReach = i
		}
		if p*trial[i] > ref.VW.NMS.Prices[bestRevenue]*trial[bestRevenue] {
			bestRevenue = i
		}
	}
	near(t, "reach price", ref.VW.NMS.Prices[bestReach], ref.VW.NMS.Reach)
	near(t, "revenue price", ref.VW.NMS.Prices[bestRevenue], ref.VW.NMS.Revenue)
	revenue, profit := pricing.GaborGranger(ref.GG.Prices, ref.GG.Share, ref.GG.Cost)
	near(t, "Gabor-Granger revenue", revenue, ref.GG.Revenue)
	near(t, "Gabor-Granger profit", profit, ref.GG.Profit)
	for i, want := range ref.GG.Arc {
		near(t, "arc elasticity", pricing.ArcElasticity(ref.GG.Prices[i], ref.GG.Share[i], ref.GG.Prices[i+1], ref.GG.Share[i+1]), want)
	}
}
