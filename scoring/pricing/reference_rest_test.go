package pricing_test

import (
	"math"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/scoring/pricing"
)

// TestReferenceRulesRest: what the closed forms imply: margins, quantity and profit at the best price, the position's bands.
func TestReferenceRulesRest(t *testing.T) {
	var ref struct {
		Constant []struct{ Cost, Elasticity, Price, Margin float64 }     `json:"constant_elasticity_optimal"`
		Linear   []struct{ A, B, Cost, Price, Quantity, Profit float64 } `json:"linear_demand"`
		Index    struct {
			Median float64 `json:"index_median"`
		} `json:"price_index"`
	}
	shared.JSON(t, &ref, "data", "reference", "pricing_rules.json")
	for _, c := range ref.Constant {
		p, _ := pricing.ConstantElasticity(c.Cost, c.Elasticity)
		near(t, "margin", 1-c.Cost/p, c.Margin)
	}
	for _, c := range ref.Linear {
		p := pricing.Linear(c.A, c.B, c.Cost)
		near(t, "quantity", c.A-c.B*p, c.Quantity)
		near(t, "profit", (p-c.Cost)*(c.A-c.B*p), c.Profit)
	}
	for index, want := range map[float64]string{ref.Index.Median: pricing.PositionValue, 95: pricing.PositionValue, 95.1: pricing.PositionParity, 104.9: pricing.PositionParity, 105: pricing.PositionPremium} {
		if got := pricing.Band(index); got != want {
			t.Errorf("index %v is %s; want %s", index, got, want)
		}
	}
}

// TestReferenceEquilibria: shares and margins at the equilibria, and the utilities.
func TestReferenceEquilibria(t *testing.T) {
	type point struct {
		Costs, Prices, Shares, Lerner []float64
		Inverse                       []float64 `json:"minus_inverse_elasticity"`
	}
	var ref struct {
		Case struct {
			X, Prices, Delta []float64
			Alpha            float64
		}
		Single point `json:"equilibrium_single"`
		Two    point `json:"equilibrium_two_firms"`
	}
	shared.JSON(t, &ref, "data", "reference", "pricing_logit.json")
	m := pricing.Logit{X: ref.Case.X, Alpha: ref.Case.Alpha}
	shares, outside := m.Shares(ref.Case.Prices)
	for j, s := range shares { // Berry's inversion
		near(t, "utility", math.Log(s)-math.Log(outside), ref.Case.Delta[j])
	}
	for _, e := range []point{ref.Single, ref.Two} {
		got, _ := m.Shares(e.Prices)
		for j := range got {
			near(t, "share", got[j], e.Shares[j])
		}
	}
	el := m.Elasticities(ref.Single.Prices)
	for j, p := range ref.Single.Prices {
		near(t, "Lerner index", (p-ref.Single.Costs[j])/p, ref.Single.Lerner[j])
		near(t, "minus inverse elasticity", -1/el[j][j], ref.Single.Inverse[j])
	}
}

// TestReferenceWarRest: the events and the first day of the war, and the alarm of the sums.
func TestReferenceWarRest(t *testing.T) {
	var ref struct {
		War struct {
			Sellers struct{ A, B, C []float64 }
			Events  [][3]any
			Median  []float64
			First   int `json:"first_flag_day"`
			Cusum   struct {
				H      float64
				Values []float64
				Alarm  int `json:"alarm_index"`
			} `json:"cusum_log_min"`
		} `json:"price_war"`
	}
	shared.JSON(t, &ref, "data", "reference", "robust_and_pricewar_bench.json")
	w, rule := ref.War, pricing.DefaultWarRule()
	prices := [][]float64{w.Sellers.A, w.Sellers.B, w.Sellers.C}
	events := rule.Events(prices)
	if len(events) != len(w.Events) {
		t.Fatalf("%d events; want %d", len(events), len(w.Events))
	}
	for i, e := range events {
		if float64(e.Day) != w.Events[i][0] || string(rune('A'+e.Seller)) != w.Events[i][1] || e.Cut != (w.Events[i][2] == "cut") {
			t.Errorf("event %+v; want %v", e, w.Events[i])
		}
	}
	for day, on := range rule.Flags(prices) {
		near(t, "median", pricing.Median([]float64{w.Sellers.A[day], w.Sellers.B[day], w.Sellers.C[day]}), w.Median[day])
		if on != (day >= w.First && on) {
			t.Errorf("flagged on day %d, before %d", day, w.First)
		}
	}
	alarm := -1
	for i, v := range w.Cusum.Values {
		if alarm < 0 && v > w.Cusum.H {
			alarm = i
		}
	}
	if alarm != w.Cusum.Alarm {
		t.Errorf("alarm at %d; want %d", alarm, w.Cusum.Alarm)
	}
}
