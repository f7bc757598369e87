package scoring_test

import (
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
	"shelfwise/scoring/pricing"
)

// TestF33NextFactCouldChangeIt: what is to be found out next bears on the rule that decided: where the cost leaves no room,
// or nothing, it is the cost, and given it the verdict changes.
func TestF33NextFactCouldChangeIt(t *testing.T) {
	in := small()
	for name, f := range map[string]func(*market.Candidate){
		"no room under the list price": func(c *market.Candidate) {
			c.ListPrice = money.New(c.Cost.UnitCost.Minor()+1, "USD")
			c.QualityScore = nil
		},
		"a fixed cost that nothing pays": func(c *market.Candidate) { c.Cost.FixedCost = money.MustDecimal("9000000", "USD") },
		"under the margin gate":          func(c *market.Candidate) { c.Cost.ReferralRate = nil },
	} {
		profile := scoring.DefaultProfile()
		if strings.Contains(name, "gate") {
			profile.Gates.MinMargin = 0.9
		}
		in.Profile = profile
		r := with(t, in, f)
		if r.Verdict != market.Drop && r.Verdict != market.Watch || !strings.Contains(r.NextFact, "lower") {
			t.Errorf("%s: %s (%s), next fact %q; want a lower cost", name, r.Verdict, r.VerdictRule, r.NextFact)
		}
	}
}

// TestF37FeeTableWarnings: a table whose dates do not hold, one that says it must be checked and one that is not loaded
// are told before the numbers.
func TestF37FeeTableWarnings(t *testing.T) {
	in := small()
	in.Fees = pricing.FeeTables{"mine": {Name: "mine", Currency: "USD", ValidFrom: "2020-01-01", ValidTo: "2020-12-31", Verify: "check with the market place",
		Referral: []pricing.Referral{{Mode: pricing.Whole, Brackets: []pricing.Bracket{{Rate: 150_000}}}}}}
	codes := func(table string) []string {
		r := with(t, in, func(c *market.Candidate) { c.Cost.FeeTable = table })
		var out []string
		for _, w := range r.Warnings {
			if strings.HasPrefix(w.Code, "fee_table") {
				out = append(out, w.Code)
			}
		}
		return out
	}
	if got := codes("mine"); !slices.Equal(got, []string{"fee_table_dates", "fee_table_unverified"}) {
		t.Errorf("an old table gives %v", got)
	}
	if got := codes("nobody's"); !slices.Equal(got, []string{"fee_table_missing"}) {
		t.Errorf("a table that is not loaded gives %v", got)
	}
	table := in.Fees["mine"]
	table.ValidTo, table.Verify = "", ""
	in.Fees = pricing.FeeTables{"mine": table}
	if got := codes("mine"); len(got) > 0 {
		t.Errorf("a table in force gives %v", got)
	}
}
