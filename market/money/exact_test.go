package money_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"shelfwise/market/money"
)

// TestF16ConvertIsExact: a conversion is the exact product rounded once, whatever the currencies' minor units.
func TestF16ConvertIsExact(t *testing.T) {
	for _, tc := range []struct {
		from, to string
		currency money.Currency
		num, den int64
	}{
		{"0.10", "0.11", "USD", 11, 10}, {"1000000000.01", "1100000000.01", "USD", 11, 10},
		{"1.00", "163", "JPY", 16_250, 100}, {"1.05", "0.325", "KWD", 3099, 10_000},
	} {
		if got := money.MustDecimal(tc.from, "EUR").Convert(tc.currency, tc.num, tc.den, money.HalfUp); got != money.MustDecimal(tc.to, tc.currency) {
			t.Errorf("%s EUR at %d/%d = %s; want %s %s", tc.from, tc.num, tc.den, got, tc.to, tc.currency)
		}
	}
	for _, bad := range []money.Amount{{}, money.MustDecimal("1", "EUR").Convert("USD", 0, 1, money.HalfUp), money.MustDecimal("1", "EUR").Convert("USD", 1, -1, money.HalfUp)} {
		if bad.Known() {
			t.Errorf("%s; want an unknown amount", bad)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		minor := rapid.Int64Range(-1e12, 1e12).Draw(t, "minor")
		num, den := rapid.Int64Range(1, 1e9).Draw(t, "num"), rapid.Int64Range(1, 1e9).Draw(t, "den")
		to := rapid.SampledFrom([]money.Currency{"USD", "JPY", "KWD"}).Draw(t, "to")
		got := money.New(minor, "EUR").Convert(to, num, den, money.Down)
		want := new(big.Rat).Mul(big.NewRat(minor, 100), big.NewRat(num, den))
		for range to.Exponent() {
			want.Mul(want, big.NewRat(10, 1))
		}
		whole := new(big.Int).Quo(want.Num(), want.Denom())
		if whole.IsInt64() && got.Minor() != whole.Int64() {
			t.Fatalf("%d EUR cents at %d/%d = %d %s; want %s", minor, num, den, got.Minor(), to, whole)
		}
	})
}
