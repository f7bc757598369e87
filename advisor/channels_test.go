package advisor_test

import (
	"strings"
	"testing"

	"shelfwise/advisor"
	"shelfwise/market/money"
)

// Test002CChannels: two channels with other fees give another floor, another contribution and another depth of discount; the
// place is among the offers of the channel's own source; what a channel does not say is as the candidate says.
func Test002CChannels(t *testing.T) {
	a := filled(t)
	rows, bad, err := advisor.ReadChannels("c.csv", strings.NewReader("channel;source;referral_fee_rate;visitors;orders\nmarketplace;alpha;30%;5000;100\nown shop;bravo;0,02;200;12\nas stated;;;;\n"+
		"Own Shop;;5%;;\nbad;;;10;12\n"))
	if err != nil || len(rows) != 3 || len(bad) != 2 {
		t.Fatalf("rows %+v, %+v, %v", rows, bad, err)
	}
	out, err := a.Channels(t.Context(), day, rows)
	if err != nil || len(out) != 6 {
		t.Fatalf("%d rows, %v; want two candidates on three channels", len(out), err)
	}
	by := map[string]advisor.ChannelAdvice{}
	for _, c := range out {
		if c.CandidateID == "c1" {
			by[c.Channel] = c
		}
	}
	market, own, stated := by["marketplace"], by["own shop"], by["as stated"]
	eur := func(s string) money.Amount { return money.MustDecimal(s, "EUR") }
	// 9.50 / (1 − 0.05 − fee), fees rounded to the cent
	if market.Floor != eur("14.63") || own.Floor != eur("10.22") || stated.Floor != eur("11.88") {
		t.Errorf("floors %s, %s, %s; want 14.63, 10.22, 11.88", market.Floor, own.Floor, stated.Floor)
	}
	for _, c := range []advisor.ChannelAdvice{market, own} {
		if !c.Price.Known() || !c.Contribution.Known() || c.Copy == "" || c.Compared == 0 || c.IndexToUsual == nil || *c.DeepestCut <= 0 ||
			c.Price.MulRate(money.RateOf(1-*c.DeepestCut), money.Down).Minor() < c.Floor.Minor()-1 {
			t.Errorf("%s: %+v", c.Channel, c)
		}
	}
	if *market.Conversion != 0.02 || *own.Conversion != 0.06 || stated.Conversion != nil || *market.PerVisitor >= *own.PerVisitor {
		t.Errorf("a visitor leaves %v and %v", *market.PerVisitor, *own.PerVisitor)
	}
	if own.Compared != 1 || market.Compared != 2 || *own.DeepestCut <= *market.DeepestCut {
		t.Errorf("compared with %d and %d offers, deepest cuts %v and %v", own.Compared, market.Compared, *own.DeepestCut, *market.DeepestCut)
	}
}
