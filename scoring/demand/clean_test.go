package demand_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/demand"
)

var asOf = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)

// weekly makes a listing with weekly readings that end at asOf; "" is no price, a negative count no count.
func weekly(id string, prices []string, reviews []int64) market.Series {
	l := market.Listing{ID: market.ListingID("shop|" + id), Source: "shop", URL: "https://shop.example/" + id, Title: "Lamp " + id, Category: "desk lamp"}
	s := market.Series{Listing: l}
	for w, p := range prices {
		o := market.Observation{ListingID: l.ID, ObservedAt: asOf.AddDate(0, 0, -7*(len(prices)-1-w))}
		if p != "" {
			o.Offer.Price = money.MustDecimal(p, "USD")
		}
		if w < len(reviews) && reviews[w] >= 0 {
			n := reviews[w]
			o.ReviewCount = &n
		}
		s.Observations = append(s.Observations, o)
	}
	return s
}

func reasons(c demand.Cleaned) []string {
	var out []string
	for _, f := range c.Flags {
		out = append(out, fmt.Sprintf("%s %s", f.Reason, f.Text))
	}
	return out
}

// TestCleanPrices: what cannot be believed is left out with its reason, and the price is never a repaired one.
func TestCleanPrices(t *testing.T) {
	for _, tc := range []struct {
		name   string
		prices []string
		flags  []string
		want   float64
	}{
		{"calm", []string{"20", "20.5", "19.9", "20.1"}, nil, 20.1},
		{"lost decimal", []string{"20", "2010", "19.9", "20.1"}, []string{"decimal_slip 2010.00"}, 20.1},
		{"added decimal", []string{"20", "20.5", "1.99", "20.1"}, []string{"decimal_slip 1.99"}, 20.1},
		{"placeholder", []string{"20", "0.01", "19.9", "20.1"}, []string{"placeholder_price 0.01 USD"}, 20.1},
		{"nines", []string{"20", "20.5", "99999", "20.1"}, []string{"placeholder_price 99999.00"}, 20.1},
		{"missing", []string{"20", "", "19.9", "20.1"}, nil, 20.1},
		{"one odd week", []string{"20", "20", "47", "20", "20"}, []string{"outlier 47.00"}, 20},
		{"last week unconfirmed", []string{"20", "20", "20", "47"}, []string{"unconfirmed_jump 47.00"}, 20},
		{"a new price that stays", []string{"40", "40", "40", "20", "20"}, nil, 20},
		{"a price war", []string{"40", "34", "29", "25", "21", "18"}, nil, 18},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := demand.Clean([]market.Series{weekly("a", tc.prices, nil)}, asOf)
			if d := cmp.Diff(tc.flags, reasons(c)); d != "" {
				t.Error(d)
			}
			if got := c.Histories[0].Price; got != tc.want {
				t.Errorf("price %v; want %v", got, tc.want)
			}
		})
	}
}

// TestF15ReviewHistory: drops, merges and readings that stand alone do not count as sales.
func TestF15ReviewHistory(t *testing.T) {
	for _, tc := range []struct {
		name    string
		reviews []int64
		flags   int
		grown   float64
		days    float64
	}{
		{"calm", []int64{100, 103, 107, 110, 114}, 0, 14, 28},
		{"spike", []int64{100, 103, 4100, 110, 114}, 1, 14, 28},
		{"merge that stays", []int64{100, 103, 107, 2110, 2114, 2117}, 1, 14, 28},
		{"drop that stays", []int64{900, 903, 907, 310, 314, 317}, 1, 14, 28},
		{"moderation", []int64{100, 103, 102, 105, 108}, 0, 9, 21},
		{"unknown", []int64{-1, -1, -1}, 0, 0, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			prices := make([]string, len(tc.reviews))
			for i := range prices {
				prices[i] = "20"
			}
			c := demand.Clean([]market.Series{weekly("a", prices, tc.reviews)}, asOf)
			h := c.Histories[0]
			if len(c.Flags) != tc.flags || h.Span.New != tc.grown || h.Span.Days != tc.days {
				t.Errorf("flags %v, %v reviews in %v days; want %d flags, %v in %v", reasons(c), h.Span.New, h.Span.Days, tc.flags, tc.grown, tc.days)
			}
		})
	}
}

// TestW3FamilyTotal: variants that show the count of their family count it once.
func TestW3FamilyTotal(t *testing.T) {
	var series []market.Series
	for _, colour := range []string{"red", "blue", "green"} {
		s := weekly(colour, []string{"20", "20", "20"}, []int64{300, 310, 320})
		s.Listing.ExternalID, s.Listing.Variant = "P1", map[string]string{"color": colour}
		series = append(series, s)
	}
	series = append(series, weekly("other", []string{"20", "20", "20"}, []int64{300, 310, 320}))
	for _, size := range []string{"s", "l"} { // each under a code of its own, on one page
		s := weekly("tea", []string{"20", "20", "20"}, []int64{30, 31, 32})
		s.Listing.ExternalID, s.Listing.Variant, s.Listing.URL = "T-"+size, map[string]string{"size": size}, "https://a.example/tea?size="+size
		series = append(series, s)
	}
	for size := range 3 { // without brand or variant: the titles alone tell
		s := weekly(fmt.Sprintf("polo%d", size), []string{"20", "20", "20"}, []int64{400, 410, 420})
		s.Listing.Title = fmt.Sprintf("polo shirt classic red size %d", 36+size)
		series = append(series, s)
	}
	kettle := weekly("kettle", []string{"20", "20", "20"}, []int64{400, 410, 420})
	kettle.Listing.Title = "steel kettle with thermostat"
	series = append(series, kettle)
	c := demand.Clean(series, asOf)
	var got []int
	for _, h := range c.Histories {
		got = append(got, h.Family)
	}
	if d := cmp.Diff([]int{3, 3, 3, 1, 2, 2, 3, 3, 3, 1}, got); d != "" {
		t.Error(d)
	}
}

// TestExclusions: who does not compete now is left out with the reason.
func TestExclusions(t *testing.T) {
	make1 := func(id string, change func(*market.Series)) market.Series {
		s := weekly(id, []string{"20", "20", "20"}, []int64{50, 52, 54})
		change(&s)
		return s
	}
	last := func(s *market.Series) *market.Observation { return &s.Observations[len(s.Observations)-1] }
	series := []market.Series{
		make1("a", func(*market.Series) {}),
		make1("b", func(s *market.Series) { last(s).Offer.Availability = market.OutOfStock }),
		make1("c", func(s *market.Series) { last(s).Offer.Availability = market.PreOrder }),
		make1("d", func(s *market.Series) { last(s).Offer.Condition = "UsedCondition" }),
		make1("e", func(s *market.Series) {
			for i := range s.Observations {
				s.Observations[i].ObservedAt = s.Observations[i].ObservedAt.AddDate(0, 0, -60)
			}
		}),
		weekly("f", []string{"", "", ""}, nil),
	}
	var got []string
	for _, e := range demand.Clean(series, asOf).Exclusions() {
		got = append(got, string(e.ListingID)+" "+e.Reason)
	}
	want := []string{"shop|b out_of_stock", "shop|c pre_sale", "shop|d used", "shop|e stale", "shop|f no_price"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// Test003LPreSaleIsNotPenalised: a listing before sale shows no sales because none are possible; it must not teach that
// its price sells nothing.
func Test003LPreSaleIsNotPenalised(t *testing.T) {
	series := make([]market.Series, 0, 13)
	for i := range 12 {
		n := int64(100 + 10*i)
		series = append(series, weekly(fmt.Sprintf("r%02d", i), []string{fmt.Sprint(18 + i), fmt.Sprint(18 + i), fmt.Sprint(18 + i)}, []int64{n, n + 6, n + 12}))
	}
	score := 50.0
	c := market.Candidate{ID: "c", Category: "desk lamp", Currency: "USD", QualityScore: &score}
	units := func(s []market.Series) float64 {
		curve, err := demand.Fit(demand.Clean(s, asOf), demand.Options{Seed: 1}).Curve(c, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		return curve.Mean(22)
	}
	before := weekly("pre", []string{"22", "22", "22"}, []int64{0, 0, 0})
	for i := range before.Observations {
		before.Observations[i].Offer.Availability = market.PreOrder
	}
	alone, with := units(series), units(append(series, before))
	if math.Abs(with/alone-1) > 0.01 {
		t.Errorf("units %.1f with a pre-order listing of no sales, %.1f without; want the same", with, alone)
	}
}

// TestSourceQuarantine: a source whose prices all jump at once waits for a second read.
func TestSourceQuarantine(t *testing.T) {
	var series []market.Series
	for i := range 10 {
		series = append(series, weekly(fmt.Sprint(i), []string{"20", "20", "20", "4"}, nil))
	}
	c := demand.Clean(series, asOf)
	if len(c.Flags) != 10 || c.Flags[0].Reason != demand.ReasonSource || c.Histories[0].Price != 20 {
		t.Errorf("flags %v, price %v; want ten of source_quarantine and 20", reasons(c), c.Histories[0].Price)
	}
	for i := range series {
		extra := series[i].Observations[3]
		extra.ObservedAt = extra.ObservedAt.AddDate(0, 0, -1)
		series[i].Observations = append(series[i].Observations[:3:3], extra, series[i].Observations[3])
	}
	if c := demand.Clean(series, asOf); len(c.Flags) != 0 || c.Histories[0].Price != 4 {
		t.Errorf("confirmed: flags %v, price %v; want none and 4", reasons(c), c.Histories[0].Price)
	}
}
