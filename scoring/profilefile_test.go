package scoring_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

const ownProfile = `name: my-shop
base: premium-brand
weights: {value: 2, attractiveness: 1, cost: 1}
gates: {min_margin: 0.3, floor_margin: 0.1, after_sales: true, max_stock_months: 6}
segment: families
segment_weights:
  families: {attractiveness: 1, cost: 3}
cash_limit: 20000 EUR
max_per_category: 2
shortlist: 1
advantages: [brand, loyal fans]
familiar: {kettles: 2}
value_of_hour: 18 EUR
launch: {loss_rate: 0.1, days: 45}
`

func TestParseProfile(t *testing.T) {
	p, err := scoring.ParseProfile("my.yaml", []byte(ownProfile))
	if err != nil {
		t.Fatal(err)
	}
	want := scoring.Profile{
		Name: "my-shop", Weights: scoring.Weights{0.5, 0.25, 0.25, 0}, Segment: "families",
		Gates:          scoring.Gates{MinMargin: 0.3, FloorAt: 100_000, MinStars: 4, AfterSales: true, MaxStock: 6, MaxPayback: 24},
		SegmentWeights: map[string]scoring.Weights{"families": {0, 0.25, 0.75, 0}},
		CashLimit:      money.MustDecimal("20000", "EUR"), MaxPerCategory: 2, Shortlist: 1,
		Advantages: []scoring.Advantage{scoring.Brand, scoring.Fans}, Familiar: map[string]int{"kettles": 2},
		ValueOfHour: money.MustDecimal("18", "EUR"), Aim: scoring.AimQuality, Stance: "premium", Launch: scoring.LaunchTerms{LossRate: 100_000, Days: 45},
	}
	if diff := cmp.Diff(want, p, amounts); diff != "" {
		t.Error(diff)
	}
	for text, says := range map[string]string{
		"stance: cheap":                 "stance",
		"\n":                            "empty",
		"bass: default":                 "bass",
		"base: greedy":                  "greedy",
		"weights: {luck: 1}":            "luck",
		"weights: {value: -1}":          "weights.value",
		"gates: {min_margin: 30}":       "min_margin",
		"cash_limit: much":              "cash_limit",
		"gates: {max_stock_months: -1}": "max_stock_months",
		"advantages: [good looks]":      "good looks",
		"launch: {loss_rate: 2}":        "loss_rate",
		"segment_weights: {a: {b: 1}}":  "segment_weights.a",
	} {
		if _, err := scoring.ParseProfile("p.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "p.yaml") {
			t.Errorf("%s: %v; want an error that names %q and the file", text, err, says)
		}
	}
}

func FuzzParseProfile(f *testing.F) {
	f.Add(ownProfile)
	f.Add("weights: {value: .nan}")
	f.Add("familiar: {a: 9999999999}\nlaunch: {days: -3}")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := scoring.ParseProfile("f", []byte(text))
		if err != nil {
			return
		}
		sum := 0.0
		for _, w := range p.Weights {
			sum += w
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("%q gives weights %v", text, p.Weights)
		}
	})
}

func TestParseWeights(t *testing.T) {
	w, err := scoring.ParseWeights("cost=1, value=3")
	if err != nil || w != (scoring.Weights{0.75, 0, 0.25, 0}) {
		t.Errorf("weights %v, %v", w, err)
	}
	for _, text := range []string{"", "value", "value=much", "luck=1", "value=0", "value=NaN"} {
		if _, err := scoring.ParseWeights(text); !errors.Is(err, market.ErrInvalid) {
			t.Errorf("%q: %v; want ErrInvalid", text, err)
		}
	}
}

// Test004APortfolioInAdvice: a cash limit of the profile puts the best affordable set into the advice, with the cap per
// category kept.
func Test004APortfolioInAdvice(t *testing.T) {
	in := synthetic(20, 600)
	in.Profile = scoring.DefaultProfile()
	in.Profile.CashLimit, in.Profile.MaxPerCategory = money.MustDecimal("30000", "USD"), 1
	a := advise(t, in)
	if a.Portfolio == nil || len(a.Portfolio.CandidateIDs) == 0 {
		t.Fatalf("portfolio %+v; want a set", a.Portfolio)
	}
	var categories []string
	cash := int64(0)
	for _, id := range a.Portfolio.CandidateIDs {
		r := find(t, a, id)
		categories = append(categories, r.Category)
		cash += r.Price.Expected.CashNeeded.Minor()
	}
	slices.Sort(categories)
	if len(slices.Compact(categories)) != len(a.Portfolio.CandidateIDs) || cash != a.Portfolio.Cash.Minor() || cash > 30000_00 {
		t.Errorf("set %+v of categories %v ties up %d cents", a.Portfolio, categories, cash)
	}
	in.Profile.CashLimit = money.Amount{}
	if a := advise(t, in); a.Portfolio != nil {
		t.Errorf("without a limit there is the portfolio %+v", a.Portfolio)
	}
}

// Test004BProfileMistakes: a number that means nothing is refused and its place named.
func Test004BProfileMistakes(t *testing.T) {
	for text, field := range map[string]string{
		"max_per_category: -1": "max_per_category", "shortlist: -3": "shortlist", "launch: {days: -5}": "launch.days", "familiar: {a: 7}": "familiar.a",
		"gates: {min_stars: 7}": "gates.min_stars", "gates: {min_stars: .nan}": "gates.min_stars", "gates: {min_profit: .inf}": "gates.min_profit",
		"gates: {min_profit: -5}": "gates.min_profit", "weights: {value: .inf, cost: 1}": "weights.value", "weights: {value: 1e308, cost: 1e308}": "weights.value",
		"segment_weights: {'': {value: 1}}": "segment_weights", "segment_weights: {a: {value: 1}, A: {cost: 1}}": "segment_weights",
	} {
		_, err := scoring.ParseProfile("p.yaml", []byte(text))
		var wrong *market.FieldError
		if !errors.Is(err, market.ErrInvalid) || !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%s: %v; want ErrInvalid at %s", text, err, field)
		}
	}
	for _, text := range []string{"value=0.4,value=0.6", "value=inf", "value=1e308,cost=1e308"} {
		if _, err := scoring.ParseWeights(text); !errors.Is(err, market.ErrInvalid) {
			t.Errorf("%q: %v; want ErrInvalid", text, err)
		}
	}
}
