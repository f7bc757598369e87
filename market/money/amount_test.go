package money_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"shelfwise/market/money"
)

func TestF16DecimalKeepsTheCurrencysDecimals(t *testing.T) {
	for _, tc := range []struct {
		in   string
		cur  money.Currency
		want string
	}{
		{"12.99", "EUR", "12.99 EUR"},
		{"1299", "JPY", "1299 JPY"},
		{"423.923", "KWD", "423.923 KWD"},
		{"2879.2", "USD", "2879.20 USD"},
		{"0.005", "EUR", "0.00 EUR"},
		{"0.015", "EUR", "0.02 EUR"},
		{"-3.5", "EUR", "-3.50 EUR"},
		{"12,99", "EUR", ""},
		{"", "EUR", ""},
		{"1", "EURO", ""},
		{"9999999999999999999", "EUR", ""},
	} {
		got, err := money.Decimal(tc.in, tc.cur)
		if (err != nil) != (tc.want == "") || err == nil && got.String() != tc.want {
			t.Errorf("Decimal(%q, %s) = %v, %v; want %q", tc.in, tc.cur, got, err, tc.want)
		}
	}
}

func TestAmountUnknownIsNotZero(t *testing.T) {
	var unknown money.Amount
	zero := money.MustDecimal("0", "EUR")
	if unknown.Known() || !zero.Known() || unknown == zero {
		t.Errorf("unknown %v, zero %v: must differ", unknown, zero)
	}
	if b, _ := json.Marshal(unknown); string(b) != "null" {
		t.Errorf("JSON of the unknown amount = %s; want null", b)
	}
	if !math.IsNaN(unknown.Float()) {
		t.Errorf("Float of the unknown amount = %v; want NaN", unknown.Float())
	}
	if _, err := zero.Add(money.MustDecimal("1", "USD")); !errors.Is(err, money.ErrCurrency) {
		t.Errorf("EUR + USD: %v; want ErrCurrency", err)
	}
	if _, err := money.New(math.MaxInt64, "EUR").Add(money.New(1, "EUR")); !errors.Is(err, money.ErrRange) {
		t.Errorf("overflow: %v; want ErrRange", err)
	}
}

func TestRateRounding(t *testing.T) {
	rate := func(s string) money.Rate {
		r, err := money.ParseRate(s)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for _, tc := range []struct {
		amount, rate string
		round        money.Rounding
		want         string
	}{
		{"1.00", "0.15", money.HalfEven, "0.15"},
		{"0.50", "0.05", money.HalfEven, "0.02"}, // 0.025
		{"0.50", "0.05", money.HalfUp, "0.03"},
		{"0.50", "0.05", money.Down, "0.02"},
		{"0.50", "0.05", money.Up, "0.03"},
		{"-0.50", "5%", money.Up, "-0.03"},
	} {
		got := money.MustDecimal(tc.amount, "EUR").MulRate(rate(tc.rate), tc.round)
		if got.Decimal() != tc.want {
			t.Errorf("%s × %s = %s; want %s", tc.amount, tc.rate, got.Decimal(), tc.want)
		}
	}
}

func TestAmountProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := money.New(rapid.Int64Range(-1e15, 1e15).Draw(t, "minor"), rapid.SampledFrom(money.Currencies()).Draw(t, "currency"))
		b, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var back money.Amount
		if err := json.Unmarshal(b, &back); err != nil || back != a {
			t.Fatalf("JSON %s gives %v, %v; want %v", b, back, err, a)
		}
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1000), 1, 8).Draw(t, "weights")
		parts := a.Allocate(weights...)
		sum := money.New(0, a.Currency())
		for _, p := range parts {
			if sum, err = sum.Add(p); err != nil {
				t.Fatal(err)
			}
		}
		if parts != nil && sum != a {
			t.Fatalf("Allocate(%v) of %v sums to %v", weights, a, sum)
		}
	})
}
