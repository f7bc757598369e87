package storetest

import (
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

func rate(base, quote money.Currency, day int, value string) money.DatedRate {
	return money.DatedRate{Base: base, Quote: quote, On: at(day), Value: value}
}

func testRates(t *testing.T, s Store) {
	ctx := t.Context()
	same(t, "Rates before Put", all(t, s.Rates(ctx)), nil)
	want := []money.DatedRate{
		rate("EUR", "USD", 3, "1.08"), rate("USD", "CNY", 1, "7.1"), rate("USD", "EUR", 1, "0.92"), rate("USD", "EUR", 2, "0.9213"),
	}
	for range 2 { // the same write twice leaves the same state
		if err := s.PutRates(ctx, want[2], want[0], want[3], want[1]); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "Rates", all(t, s.Rates(ctx)), want)
	want[3].Value = "0.93"
	if err := s.PutRates(ctx, rate("USD", "EUR", 2, "0.5"), want[3]); err != nil {
		t.Fatal(err)
	}
	same(t, "Rates, one replaced", all(t, s.Rates(ctx)), want)
	for _, bad := range []money.DatedRate{
		rate("EURO", "USD", 1, "1.1"), rate("EUR", "", 1, "1.1"), rate("EUR", "USD", 1, "0"), rate("EUR", "USD", 1, "-1"),
		rate("EUR", "USD", 1, "much"), {Base: "EUR", Quote: "USD", On: time.Time{}, Value: "1.1"},
	} {
		wantErr(t, "PutRates of "+string(bad.Base)+" "+bad.Value, s.PutRates(ctx, rate("USD", "JPY", 1, "150"), bad), market.ErrInvalid)
	}
	same(t, "Rates beside invalid ones", all(t, s.Rates(ctx)), want)
}
