package feed_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scraper/feed"
)

const candidateCSV = `candidate_id,title,brand,gtin,mpn,category,keywords,currency,unit_cost,unit_cost_tiers,moq,inbound_freight,duty_rate,packaging_cost,fulfilment_cost,storage_cost,referral_fee_rate,fee_table,payment_fee_rate,ad_cost_rate,return_rate,return_cost,tax_rate,fixed_cost,quality_score,stage,segment,map_price,list_price,min_margin,lead_time_days,available_units,differentiators,proofs,own_seller_ids,package_weight,package_size
c1,Kettle,Brisa,04006381333931,K-1,kettles,kettle|steel,EUR,9.32,500:8.10|2000:7.45,200,1.02,5%,0.30,2.03,0.10,0.15,amazon_us,0.029,0.086,0.0344,4.00,19%,50.00,61.5,launch,home,20.00,34.99,0.2,60,1000,"strix control, quiet; 1.7 l",test report,me;us,1.5 kg,25x20x10 cm
c2,Only a title,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
`

func TestCandidatesEveryColumn(t *testing.T) {
	rate := func(s string) *money.Rate { r, _ := money.ParseRate(s); return &r }
	eur := func(s string) money.Amount { return money.MustDecimal(s, "EUR") }
	want := []market.Candidate{{
		ID: "c1", Title: "Kettle", Brand: "Brisa", GTIN: "04006381333931", MPN: "K-1", Category: "kettles",
		Keywords: []string{"kettle", "steel"}, Currency: "EUR",
		Cost: market.CostSheet{
			UnitCost: eur("9.32"), Tiers: []market.CostTier{{From: 500, UnitCost: eur("8.10")}, {From: 2000, UnitCost: eur("7.45")}},
			MOQ: new(int64(200)), InboundFreight: eur("1.02"), DutyRate: rate("0.05"), Packaging: eur("0.30"), Fulfilment: eur("2.03"),
			Storage: eur("0.10"), ReferralRate: rate("0.15"), FeeTable: "amazon_us", PaymentRate: rate("0.029"), AdRate: rate("0.086"),
			ReturnRate: rate("0.0344"), ReturnCost: eur("4"), TaxRate: rate("0.19"), FixedCost: eur("50"),
			Parcel: market.Parcel{Grams: 1500, Sides: [3]float64{250, 200, 100}},
		},
		QualityScore: new(61.5), Stage: "launch", Segment: "home", MAPPrice: eur("20"), ListPrice: eur("34.99"),
		MinMargin: rate("0.2"), LeadTimeDays: new(60), AvailableUnits: new(int64(1000)),
		Differentiators: []string{"strix control, quiet", "1.7 l"}, Proofs: []string{"test report"}, OwnSellerIDs: []string{"me", "us"},
	}, {ID: "c2", Title: "Only a title"}}
	got, bad, err := feed.Candidates(strings.NewReader(candidateCSV), feed.CSV)
	if err != nil {
		t.Fatal(err)
	}
	wantBad(t, bad)
	if d := diff(want, got); d != "" {
		t.Errorf("Candidates (-want +got):\n%s", d)
	}
	const line = `{"candidate_id":"c3","title":"T","keywords":["a","b, c"],"currency":"USD","unit_cost":{"amount":"9.5","currency":"USD"},"moq":10,"quality_score":50,"return_rate":0.05}`
	got, bad, err = feed.Candidates(strings.NewReader(line), feed.JSONL)
	if err != nil || len(bad) > 0 {
		t.Fatal(bad, err)
	}
	want = []market.Candidate{{
		ID: "c3", Title: "T", Keywords: []string{"a", "b, c"}, Currency: "USD", QualityScore: new(50.0),
		Cost: market.CostSheet{UnitCost: money.MustDecimal("9.50", "USD"), MOQ: new(int64(10)), ReturnRate: rate("0.05")},
	}}
	if d := diff(want, got); d != "" {
		t.Errorf("Candidates of JSON lines (-want +got):\n%s", d)
	}
}

func TestCandidatesBadRows(t *testing.T) {
	const text = `candidate_id;title;currency;unit_cost;referral_fee_rate;quality_score;moq
c1;Good;EUR;9,32;0,15;61;
;No id;EUR;9,32;;;
c2;;EUR;9,32;;;
c3;No currency;;9,32;;;
c4;Rate as percent;EUR;9,32;15;;
c5;Quality;EUR;9,32;;101;
c1;Another;EUR;9,32;;;
c1;Good;EUR;9,32;0,15;61;
c6;Half a unit;EUR;9,32;;;0,5
c7;Good too;EUR;1.009,32;15%;;1.000
c8;No least order;EUR;9,32;;;0
`
	got, bad, err := feed.Candidates(strings.NewReader(text), feed.CSV)
	if err != nil {
		t.Fatal(err)
	}
	wantBad(t, bad,
		market.RowError{Line: 3, Column: 1, Field: "candidate_id", Reason: "missing"},
		market.RowError{Line: 4, Column: 2, Field: "title", Reason: "missing"},
		market.RowError{Line: 5, Column: 4, Field: "unit_cost", Value: "9,32", Reason: "an amount without a currency"},
		market.RowError{Line: 6, Column: 5, Field: "referral_fee_rate", Value: "15", Reason: `"15" is above 1: rates are shares (0.15 or 15%)`},
		market.RowError{Line: 7, Column: 6, Field: "quality_score", Value: "101", Reason: `"101" is not between 0 and 100`},
		market.RowError{Line: 8, Column: 1, Field: "candidate_id", Value: "c1", Reason: "is also that of another product in line 2"},
		market.RowError{Line: 10, Column: 7, Field: "moq", Value: "0,5", Reason: `"0,5" is not a count`},
		market.RowError{Line: 12, Column: 7, Field: "moq", Value: "0", Reason: "0 is no least order: write 1, or leave it out where it is not known"},
	)
	if len(got) != 2 || got[1].Cost.UnitCost != money.MustDecimal("1009.32", "EUR") || *got[1].Cost.MOQ != 1000 {
		t.Errorf("Candidates = %+v; want c1 and c7", got)
	}
}

func TestRecords(t *testing.T) {
	const text = "id,title,description,price,currency,extra\n" +
		"0,Turntable,\"Belt drive\nSilent\",,USD,x\n1,Speaker,,$399,USD,\n1,Again,,,,\n,No id,,,,\n2,,,,,\n3,Radio,,79.00,,\n4,Amp,,1.00,GBP,\n"
	got, bad, err := feed.Records(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	want := []feed.Record{
		{ID: "0", Title: "Turntable", Description: "Belt drive\nSilent"}, {ID: "1", Title: "Speaker", Price: money.MustDecimal("399", "USD")},
		{ID: "3", Title: "Radio"}, {ID: "4", Title: "Amp", Price: money.MustDecimal("1", "GBP")},
	}
	if d := diff(want, got); d != "" {
		t.Errorf("Records (-want +got):\n%s", d)
	}
	wantBad(t, bad,
		market.RowError{Line: 5, Column: 1, Field: "id", Value: "1", Reason: `"1" is also the id of line 4`},
		market.RowError{Line: 6, Column: 1, Field: "id", Reason: "missing"},
		market.RowError{Line: 7, Column: 2, Field: "title", Reason: "missing"},
		market.RowError{Line: 8, Column: 4, Field: "price", Value: "79.00", Reason: "an amount without a currency"},
	)
}

func TestF54XLSX(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	if _, err := f.NewSheet("Data"); err != nil {
		t.Fatal(err)
	}
	rows := [][]any{
		{}, // the header need not be in the first row
		{"source", "url", "title", "gtin", "price", "currency", "rating", "review_count", "observed_at"},
		{"a", "u1", "Kettle", 4006381333931, 19.99, "EUR", 4.5, 12, 46272.25},
		{"a", "u2", "Teapot", "0036000291452", "12,99", "EUR", "", "", "2026-09-07"},
		{"a", "u3", "Cup", "", "cheap", "EUR", "", "", "2026-09-07"},
		{"a", "u4", "Plate", "", 5, "EUR", nil, nil, monday},
	}
	for i, r := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetRow("Data", cell, &r); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	if got := feed.Detect("a.xlsx", b.Bytes()); got != feed.XLSX {
		t.Fatalf("Detect = %q", got)
	}
	got, bad, err := feed.Listings(bytes.NewReader(b.Bytes()), feed.XLSX, feed.Options{})
	if err != nil {
		t.Fatal(err)
	}
	wantBad(t, bad, market.RowError{Line: 5, Column: 5, Field: "price", Value: "cheap", Reason: `"cheap" is not a number`})
	if len(got) != 3 {
		t.Fatalf("%d listings; want 3: %+v", len(got), got)
	}
	first, second, last := got[0], got[1], got[2]
	if first.Listing.GTIN != "4006381333931" || first.Observations[0].Offer.Price != money.MustDecimal("19.99", "EUR") ||
		*first.Observations[0].ReviewCount != 12 || !first.Observations[0].ObservedAt.Equal(monday) {
		t.Errorf("typed numbers: %+v %+v", first.Listing, first.Observations[0])
	}
	if second.Listing.GTIN != "0036000291452" || second.Observations[0].Offer.Price != money.MustDecimal("12.99", "EUR") {
		t.Errorf("texts: %+v", second)
	}
	if !last.Observations[0].ObservedAt.Equal(monday) || last.Observations[0].Rating != nil {
		t.Errorf("date cell: %+v", last.Observations[0])
	}
}

func TestF55GuardCell(t *testing.T) {
	for in, want := range map[string]string{
		"Kettle": "Kettle", "": "", "=1+1": "'=1+1", "+49": "'+49", "-5": "'-5", "@SUM": "'@SUM", "\tx": "'\tx", "\rx": "'\rx", "a=b": "a=b",
	} {
		if got := feed.GuardCell(in); got != want {
			t.Errorf("GuardCell(%q) = %q; want %q", in, got, want)
		}
	}
}
