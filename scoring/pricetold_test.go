package scoring_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

func hasWarning(r market.Recommendation, code, says string) bool {
	return slices.ContainsFunc(r.Warnings, func(w market.Warning) bool { return w.Code == code && strings.Contains(w.Message, says) })
}

// TestF46SimulateSpeaksOfThePriceGiven: a what-if that earns nothing is not said to be the best price.
func TestF46SimulateSpeaksOfThePriceGiven(t *testing.T) {
	in := small()
	r, err := scoring.Simulate(in, in.Candidates[3].ID, money.New(1, "USD"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(r.VerdictRule, "at the price given") || strings.Contains(r.VerdictRule, "best price") {
		t.Errorf("rule %q; want it to speak of the price given", r.VerdictRule)
	}
}

// Test004FManyReturnsAreTold: from a tenth of the units on returns are a risk that is told, not a bar (FEATURES 6.3).
func Test004FManyReturnsAreTold(t *testing.T) {
	for share, told := range map[string]bool{"0.09": false, "0.1": true, "0.6": true} {
		in := small()
		rate, _ := money.ParseRate(share)
		in = change(in, 0, func(c *market.Candidate) { c.Cost.ReturnRate = &rate })
		if r := find(t, advise(t, in), in.Candidates[0].ID); hasWarning(r, "high_returns", "") != told {
			t.Errorf("a return rate of %s: warnings %+v", share, r.Warnings)
		}
	}
}

// TestF31UnknownSupplyIsTold: whether units can be had is asked where it is not said.
func TestF31UnknownSupplyIsTold(t *testing.T) {
	in := small()
	told := func(in scoring.Input) bool {
		return strings.Contains(strings.Join(find(t, advise(t, in), in.Candidates[0].ID).Unknown, "\n"), "available_units")
	}
	if !told(in) {
		t.Error("unknown available_units are not told")
	}
	if told(change(in, 0, func(c *market.Candidate) { c.AvailableUnits = new(int64(5000)) })) {
		t.Error("known available_units are called unknown")
	}
}

// TestF39AMakersPriceFarOverTheMarketIsNoGo: the maker's advertised price binds; far over what is usual it is at best a trial.
func TestF39AMakersPriceFarOverTheMarketIsNoGo(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	for i := range in.Candidates {
		in.Candidates[i].Differentiators, in.Candidates[i].Proofs = []string{"titanium hinge", "two year warranty"}, []string{"lab report", "contract"}
	}
	full := advise(t, in)
	tried := 0
	for i, c := range in.Candidates {
		was := find(t, full, c.ID)
		if was.Verdict != market.Go || was.Price.Standing == nil {
			continue
		}
		usual := was.Price.Recommended.Float() / was.Price.Standing.IndexToMedian * 100
		for _, times := range []float64{1.6, 3} {
			less := change(in, i, func(c *market.Candidate) {
				c.MAPPrice = money.FromFloat(usual*times, "USD")
			})
			less.Profile = in.Profile
			r := find(t, advise(t, less), c.ID)
			if r.Verdict == market.Go || !hasWarning(r, "map", "over the usual price") {
				t.Errorf("%s at %.1f of the usual price: %s by %q, warnings %+v", c.ID, times, r.Verdict, r.VerdictRule, r.Warnings)
			}
			tried++
		}
	}
	if tried == 0 {
		t.Error("no candidate tried it")
	}
}

// Test001AProfilesMoveThePrice: a price fighter's prices are nowhere higher and somewhere lower than the best; a premium brand's,
// where it is proven, nowhere lower and somewhere higher; both earn nearly as much.
func Test001AProfilesMoveThePrice(t *testing.T) {
	in := small()
	for i := range in.Candidates {
		in.Candidates[i].Differentiators, in.Candidates[i].Proofs = []string{"titanium hinge", "two year warranty"}, []string{"lab report", "contract"}
	}
	best := advise(t, in)
	for name, sign := range map[string]int64{"price-fighter": -1, "premium-brand": 1} {
		p, err := scoring.ProfileNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		p.Gates = scoring.DefaultGates()
		in.Profile = p
		moved := 0
		a := advise(t, in)
		for _, c := range in.Candidates {
			was, is := find(t, best, c.ID), find(t, a, c.ID)
			if !was.Price.Recommended.Known() || was.Price.Expected == nil || was.Price.Expected.ProfitPerMonth.Sign() <= 0 {
				continue
			}
			d := (is.Price.Recommended.Minor() - was.Price.Recommended.Minor()) * sign
			if d < 0 || is.Price.Expected.ProfitPerMonth.Float() < 0.945*was.Price.Expected.ProfitPerMonth.Float() {
				t.Errorf("%s, %s: from %s to %s, %s a month of %s", name, c.ID, was.Price.Recommended, is.Price.Recommended, is.Price.Expected.ProfitPerMonth, was.Price.Expected.ProfitPerMonth)
			}
			if d > 0 {
				moved++
			}
		}
		if moved == 0 {
			t.Errorf("%s moves no price", name)
		}
	}
}

// TestF43DuelAmongRarelyReadListings: two sellers that came two weeks ago and answer each other by a cent a day are found among
// listings that are read once in forty days.
func TestF43DuelAmongRarelyReadListings(t *testing.T) {
	at := time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC)
	in := scoring.Input{AsOf: at, Candidates: []market.Candidate{{ID: "c", Title: "same thing", Currency: "EUR",
		Cost: market.CostSheet{UnitCost: money.MustDecimal("6", "EUR")}}}}
	add := func(id string, readings map[int]int64) {
		s := line(id, id, "1", at)
		s.Observations = nil
		for _, ago := range slices.Backward(slices.Sorted(maps.Keys(readings))) {
			s.Observations = append(s.Observations, market.Observation{ListingID: s.Listing.ID, ObservedAt: at.AddDate(0, 0, -ago).Add(-time.Hour),
				Offer: market.Offer{Price: money.New(readings[ago], "EUR"), Seller: id, Availability: market.InStock}})
		}
		in.Series = append(in.Series, s)
		in.Matches = append(in.Matches, market.Match{CandidateID: "c", ListingID: s.Listing.ID, Relation: market.Comparable, Decision: market.Auto})
	}
	for i := range int64(10) {
		add(fmt.Sprint("rare", i), map[int]int64{40: 2500 + 90*i, 0: 2500 + 90*i})
	}
	a, b := map[int]int64{}, map[int]int64{}
	x, y := int64(3000), int64(3001)
	for ago := 14; ago >= 0; ago-- {
		if ago%2 == 0 {
			x = y - 1
		} else {
			y = x - 1
		}
		a[ago], b[ago] = x, y
	}
	add("x", a)
	add("y", b)
	if r := advise(t, in).Recommendations[0]; !hasWarning(r, "price_war", "undercutting each other in turn") {
		t.Errorf("warnings %+v; want the duel told", r.Warnings)
	}
}

// TestF47ExportVerifiesWithAFeeTable: what a whole fee table decides is exported with the table and computed again from it; the
// waterfall of the recommendation sums.
func TestF47ExportVerifiesWithAFeeTable(t *testing.T) {
	in := tiny(t)
	c := &in.Candidates[0]
	c.Cost.FeeTable, c.Cost.ReferralRate, c.Cost.Fulfilment, c.Cost.Storage = "example-us-fulfilled", nil, money.Amount{}, money.Amount{}
	c.Cost.Parcel = market.Parcel{Grams: 800, Sides: [3]float64{300, 200, 100}}
	c.Cost.ReturnCost, c.Cost.ReturnFreight, c.Cost.Unsellable = money.Amount{}, money.New(300, "USD"), new(money.Rate(300_000))
	c.Cost.StorageMonths, c.Cost.StockDays, c.Cost.ShippingCharged = new(2.5), new(10.0), money.New(399, "USD")
	b, err := scoring.Export(in, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := scoring.Verify(b); err != nil {
		t.Error(err)
	}
	r := advise(t, in).Recommendations[0]
	rows := map[string]bool{}
	sum := int64(0)
	for _, row := range r.Price.Waterfall {
		if rows[row.Item] = row.Known; row.Item != "contribution" {
			sum += row.Amount.Minor()
		} else if row.Amount.Minor() != sum {
			t.Errorf("the waterfall sums to %d; want %s", sum, row.Amount)
		}
	}
	for _, item := range []string{"shipping_charged", "returns_processing", "inbound_placement", "low_stock", "fulfilment", "storage"} {
		if !rows[item] {
			t.Errorf("no known row %s among %+v", item, r.Price.Waterfall)
		}
	}
}
