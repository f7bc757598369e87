package feed_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market/money"
	"shelfwise/scraper/feed"
)

// TestF37ColumnsOfFeeTables: what a fee table or a formula needs is read by its column; what cannot be is a row error that names it.
func TestF37ColumnsOfFeeTables(t *testing.T) {
	const head = "candidate_id,title,currency,fulfilment_program,apparel,dangerous,storage_months,stock_days,placement_cost,return_freight,unsellable_share,ad_cpc,ad_cvr,shipping_charged,marketplace,country\n"
	got, bad, err := feed.Candidates(strings.NewReader(head+
		"a,A,USD,mart,yes,no,2.5,30,0.30,4.20,40%,0.98,0.1,3.99,Mart,US\n"+
		"b,B,USD,,,,,,,,,,,,,\n"+
		"c,C,USD,,perhaps,,,,,,,,,,,\n"+
		"d,D,USD,,,,,,,,1.4,,,,,\n"), feed.CSV)
	if err != nil || len(got) != 2 || len(bad) != 2 {
		t.Fatalf("%d candidates, %v, %v; want two and two row errors", len(got), bad, err)
	}
	c := got[0].Cost
	read := []any{
		c.Program, *c.Apparel, *c.Dangerous, *c.StorageMonths, *c.StockDays, c.Placement.Decimal(), c.ReturnFreight.Decimal(), *c.Unsellable,
		c.CPC.Decimal(), *c.CVR, c.ShippingCharged.Decimal(), got[0].Marketplace, got[0].Country,
	}
	want := []any{"mart", true, false, 2.5, 30.0, "0.30", "4.20", money.Rate(400_000), "0.98", money.Rate(100_000), "3.99", "Mart", "US"}
	if diff := cmp.Diff(want, read); diff != "" {
		t.Error(diff)
	}
	if e := got[1].Cost; e.Apparel != nil || e.StorageMonths != nil || e.Placement.Known() || e.CVR != nil {
		t.Errorf("what is not given is known: %+v", e)
	}
	if bad[0].Field != "apparel" || bad[1].Field != "unsellable_share" {
		t.Errorf("row errors %+v; want apparel and unsellable_share named", bad)
	}
}
