package feed_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"shelfwise/scraper/feed"
)

// Test002ETrafficIsChecked: rows that contradict themselves are left out with line, column and reason.
func Test002ETrafficIsChecked(t *testing.T) {
	text := "source;visitors;orders;revenue;add_to_cart;shown;clicks\nsearch;100;3;120,50;10;;\nsocial;10;12;;;;\nmail;10;;;11;;\nads;10;;5;;;\nbanner;1;;;;5;9\n;3;;;;;\n"
	rows, bad, err := feed.Traffic(strings.NewReader(text), feed.CSV)
	if err != nil || len(rows) != 1 || rows[0].Revenue != 120.5 {
		t.Fatalf("rows %+v, %v; want the first alone", rows, err)
	}
	want := []struct {
		line int
		says string
	}{{3, "12 orders from 10 visitors"}, {4, "11 in the cart of 10 visitors"}, {5, "revenue without an order"}, {6, "9 clicks of 5 shown"}, {7, "missing"}}
	for i, w := range want {
		if i >= len(bad) || bad[i].Line != w.line || !strings.Contains(bad[i].Reason, w.says) || bad[i].Column == 0 {
			t.Errorf("row errors %+v; want line %d to say %q", bad, w.line, w.says)
		}
	}
}

// Test003ZBlankCells: an empty count is unknown, a 0 is none.
func Test003ZBlankCells(t *testing.T) {
	rows, bad, err := feed.Keywords(strings.NewReader("keyword,listings,searches\nopen,0,40\nblank,,40\nunasked,9,\n"), feed.CSV)
	if err != nil || len(bad) != 0 || len(rows) != 3 || rows[0].Listings == nil || *rows[0].Listings != 0 || rows[1].Listings != nil || rows[2].Searches != nil {
		t.Errorf("rows %+v, %+v, %v", rows, bad, err)
	}
}

// Test002EMoreContradictions: views, old customers and orders placed are checked too, and so is a peers' conversion.
func Test002EMoreContradictions(t *testing.T) {
	text := "source,visitors,orders,page_views,returning_orders,orders_placed,pre_sale\na,100,3,250,2,,\nb,100,3,90,,,\nc,100,3,,4,,\nd,100,0,,,101,yes\ne,100,0,,,20,yes\n"
	rows, bad, err := feed.Traffic(strings.NewReader(text), feed.CSV)
	if err != nil || len(rows) != 2 || len(bad) != 3 || rows[1].Placed == nil || *rows[1].Placed != 20 {
		t.Errorf("rows %+v, %+v, %v", rows, bad, err)
	}
	peers, bad, err := feed.Peers(strings.NewReader("metric,peers\nconversion,3.0\nconversion,3%\n"), feed.CSV)
	if err != nil || len(peers) != 1 || peers[0].Peers != 0.03 || len(bad) != 1 || !strings.Contains(bad[0].Reason, "no share") {
		t.Errorf("peers %+v, %+v, %v", peers, bad, err)
	}
}

func TestShopFiles(t *testing.T) {
	events, bad, err := feed.Events(strings.NewReader("name,from,to\ndouble 11,2026-11-01,2026-11-11\nfair,2026-12-05,\nback,2026-12-05,2026-12-01\n"), feed.CSV)
	if err != nil || len(events) != 2 || events[1].To != events[1].From || len(bad) != 1 {
		t.Errorf("events %+v, %+v, %v", events, bad, err)
	}
	sales, bad, err := feed.Sales(strings.NewReader("month,category,candidate_id,units\n2026-06,kettle,,40\n2026-07-01,,c1,12\n2026-08,,,3\nsoon,kettle,,3\n"), feed.CSV)
	if err != nil || len(sales) != 2 || sales[0].Month.Month() != 6 || sales[1].CandidateID != "c1" || len(bad) != 2 {
		t.Errorf("sales %+v, %+v, %v", sales, bad, err)
	}
	peers, bad, err := feed.Peers(strings.NewReader("metric,peers,own\nConversion,3%,\nservice,4.7,4.6\nluck,1,\ndelivery,,4\n"), feed.CSV)
	if err != nil || len(peers) < 1 || peers[len(peers)-1].Own == nil || len(bad) < 2 {
		t.Errorf("peers %+v, %+v, %v", peers, bad, err)
	}
	steps, bad, err := feed.Steps(strings.NewReader("step,done,owner\n1,yes,Ann\n13,yes,Bob\n"), feed.CSV)
	if err != nil || len(steps) != 1 || !steps[0].Done || len(bad) != 1 {
		t.Errorf("steps %+v, %+v, %v", steps, bad, err)
	}
}

// TestF44WeeksByOtherNames: scanner data and exports of tills name their columns and weeks in their own ways.
func TestF44WeeksByOtherNames(t *testing.T) {
	day := func(year int, month time.Month, day int) time.Time {
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	}
	for text, want := range map[string]feed.WeekRow{
		"store,brand,week,sales,price,feat\n2,dole,40,8256,3.87,0.9\n":              {Product: "dole @ 2", On: day(1970, 10, 8), Units: 8256, Price: 3.87, Promoted: true},
		"product,week,units,price\na,2026-W01,3,1.5\n":                              {Product: "a", On: day(2025, 12, 29), Units: 3, Price: 1.5},
		"sku,date,qty,unit_price,promo\na,2026-01-05,3,$1.50,0\n":                   {Product: "a", On: day(2026, 1, 5), Units: 3, Price: 1.5},
		"brand,product,month,units,price\nx,a,2026-02,3,1.5\n":                      {Product: "a", On: day(2026, 2, 1), Units: 3, Price: 1.5},
		"Produkt;Woche;Menge;Preis;Aktion\na;KW 5;3;1,50;ja\n":                      {Product: "a", On: day(1970, 2, 5), Units: 3, Price: 1.5, Promoted: true},
		"product,units,price,competitor_price\na,3,1.5,2\n":                         {Product: "a", Units: 3, Price: 1.5, Rivals: 2},
		`{"product":"a","week":7,"units":3,"price":1.5,"rivals_price":null}` + "\n": {Product: "a", On: day(1970, 2, 19), Units: 3, Price: 1.5},
	} {
		got, bad, err := feed.Weeks(strings.NewReader(text), feed.Detect("", []byte(text)))
		if err != nil || len(bad) > 0 || len(got) != 1 || got[0] != want {
			t.Errorf("%s: %+v, %v, %v; want %+v", text, got, bad, err, want)
		}
	}
	for _, text := range []string{"product,week,units,price\na,soon,3,1.5\n", "product,week,units,price\na,2026-W60,3,1.5\n", "product,week,units,price\na,1,3,\n"} {
		if got, bad, err := feed.Weeks(strings.NewReader(text), feed.CSV); err != nil || len(got) != 0 || len(bad) != 1 {
			t.Errorf("%s: %+v, %v, %v; want a row error", text, got, bad, err)
		}
	}
}

// FuzzShop: whatever the bytes, reading ends without a panic, counts are never negative, and row errors say where.
func FuzzShop(f *testing.F) {
	f.Add([]byte("source,visitors,orders\nsearch,100,3\n"))
	f.Add([]byte("store,brand,week,sales,price\n2,dole,40,8256,$3.87\n"))
	f.Add([]byte("name;from;to\na;2026-01-01;\n"))
	f.Add([]byte("channel;fulfilment_cost;currency;referral_fee_rate\na;1,20;EUR;15%\nA;;;\n"))
	f.Add([]byte(`{"metric":"conversion","peers":"0.03"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		format := feed.Detect("", data)
		rows, bad, _ := feed.Traffic(bytes.NewReader(data), format)
		for _, r := range rows {
			if r.Source == "" || r.Visitors < 0 || r.Orders > r.Visitors {
				t.Errorf("row %+v", r)
			}
		}
		_, more, _ := feed.Events(bytes.NewReader(data), format)
		bad = append(bad, more...)
		_, more, _ = feed.Sales(bytes.NewReader(data), format)
		bad = append(bad, more...)
		_, more, _ = feed.Peers(bytes.NewReader(data), format)
		bad = append(bad, more...)
		_, more, _ = feed.Weeks(bytes.NewReader(data), format)
		bad = append(bad, more...)
		_, more, _ = feed.Keywords(bytes.NewReader(data), format)
		bad = append(bad, more...)
		_, more, _ = feed.Channels(bytes.NewReader(data), format)
		bad = append(bad, more...)
		_, more, _ = feed.Steps(bytes.NewReader(data), format)
		for _, e := range append(bad, more...) {
			if e.Line < 1 || e.Reason == "" {
				t.Errorf("row error without place or reason: %+v", e)
			}
		}
	})
}
