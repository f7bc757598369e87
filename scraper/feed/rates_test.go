package feed_test

import (
	"strings"
	"testing"
	"time"

	"shelfwise/market/money"
	"shelfwise/scraper/feed"
)

func TestF16RatesKeepGoodRowsAndPlaceBadOnes(t *testing.T) {
	const file = "\ufeffDate;From;To;Rate\n" +
		"2026-11-02;USD;EUR;0,92\n" +
		"2026-11-02;usd;CNY;7.1\n" +
		"soon;USD;EUR;0.92\n" +
		"2026-11-09;USD;EURO;0.92\n" +
		"2026-11-09;USD;EUR;-1\n" +
		"2026-11-09;USD;KRW;1,385\n" +
		"2026-11-09;USD;;1.1\n" +
		"2026-11-09;USD;USD;1\n"
	got, bad, err := feed.Rates(strings.NewReader(file), feed.CSV)
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)
	want := []money.DatedRate{{Base: "USD", Quote: "EUR", On: day, Value: "0.92"}, {Base: "USD", Quote: "CNY", On: day, Value: "7.1"}}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("Rates = %v; want %v", got, want)
	}
	fields := map[int]string{4: "date", 5: "to", 6: "rate", 7: "rate", 8: "to", 9: "to"}
	if len(bad) != len(fields) {
		t.Fatalf("row errors %v; want %d", bad, len(fields))
	}
	for _, b := range bad {
		if fields[b.Line] != b.Field || b.Column == 0 || b.Reason == "" {
			t.Errorf("row error %+v; want field %q with its column", b, fields[b.Line])
		}
	}
	if _, _, err := feed.Rates(strings.NewReader("day,from,to,rate\n"), feed.CSV); err == nil {
		t.Error("a header without date: no error")
	}
}

// FuzzRates: whatever the bytes, reading ends without a panic and every rate can be used.
func FuzzRates(f *testing.F) {
	f.Add([]byte("date,from,to,rate\n2026-11-02,USD,EUR,0.92\n"))
	f.Add([]byte(`{"date":"2026-11-02","from":"USD","to":"EUR","rate":0.92}`))
	f.Add([]byte("date;from;to;rate\n46328;USD;EUR;1,085\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		rates, bad, _ := feed.Rates(strings.NewReader(string(data)), feed.Detect("", data))
		if _, err := money.NewRates(0, rates...); err != nil {
			t.Errorf("a rate that cannot be used: %v", err)
		}
		for _, b := range bad {
			if b.Line < 1 || b.Reason == "" {
				t.Errorf("row error without place or reason: %+v", b)
			}
		}
	})
}
