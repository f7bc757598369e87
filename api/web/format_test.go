package web

import (
	"math"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

func TestFormats(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, got, want string }{
		{"money", amount(money.MustDecimal("1234567.5", "EUR")), "1,234,567.50\u00a0EUR"},
		{"no money", amount(money.Amount{}), "not known"},
		{"yen", amount(money.MustDecimal("3500", "JPY")), "3,500\u00a0JPY"},
		{"debt", amount(money.MustDecimal("-7.18", "EUR")), "−7.18\u00a0EUR"},
		{"small sum", roundAmount(money.MustDecimal("999.99", "EUR")), "999.99\u00a0EUR"},
		{"large sum", roundAmount(money.MustDecimal("91243.92", "USD")), "91,244\u00a0USD"},
		{"large debt", roundAmount(money.MustDecimal("-1500.50", "USD")), "−1,501\u00a0USD"},
		{"count", number(12577), "12,577"}, {"share", number(0.0234), "0.02"}, {"tens", number(72.44), "72.4"},
		{"negative", number(-2.9), "−2.9"}, {"none", number(math.NaN()), "not known"},
		{"percent", percent(0.1234), "12.3%"}, {"nil", pointerNumber((*float64)(nil)), "not known"}, {"rate", pointerNumber(new(money.Rate(120000))), "12%"},
		{"units", intervalText(&market.Interval{P10: 12, P90: 1200}), "12 – 1,200"}, {"no units", intervalText(nil), "not known"},
		{"words", words("referral_fee"), "referral fee"}, {"hash", shortHash("abc"), "abc"},
		{"listing", listingLink("a|https://x/?p=1&q=2"), "/listing?id=a%7Chttps%3A%2F%2Fx%2F%3Fp%3D1%26q%3D2"},
		{"candidate", candidateLink("C/1 & 2"), "/candidates/C%2F1%20&%202"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s = %q; want %q", tc.name, tc.got, tc.want)
		}
	}
}

func TestAge(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)
	for ago, want := range map[time.Duration]string{
		time.Second: "just now", 30 * time.Minute: "30 minutes ago", 5 * time.Hour: "5 hours ago", 72 * time.Hour: "3 days ago",
	} {
		if got := age(now.Add(-ago), now); got != want {
			t.Errorf("age(%v) = %q; want %q", ago, got, want)
		}
	}
	if got := age(time.Time{}, now); got != "not known" {
		t.Errorf("age of never = %q", got)
	}
}

func TestPriceLineEndsWithTheLastReading(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 2, 6, 0, 0, 0, time.UTC)
	price := func(s string) market.Offer { return market.Offer{Price: money.MustDecimal(s, "CNY")} }
	line := priceLine([]market.Observation{
		{ObservedAt: at, Offer: price("80")}, {ObservedAt: at.AddDate(0, 0, 7)}, {ObservedAt: at.AddDate(0, 0, 14), LastSeen: at.AddDate(0, 0, 20), Offer: price("72")},
	}, 0.125, "x")
	if len(line.samples) != 3 || line.samples[0].value != 10 || line.samples[2].value != 9 || !line.samples[2].at.Equal(at.AddDate(0, 0, 20)) {
		t.Errorf("line = %+v; want 10, then 9 until its last reading, nothing where no price was seen", line.samples)
	}
	if v := line.value(at.AddDate(0, 0, 10)); v != 10 {
		t.Errorf("value between two readings = %v; want the earlier", v)
	}
	if v := line.value(at.AddDate(0, 0, -1)); !math.IsNaN(v) {
		t.Errorf("value before the first reading = %v; want none", v)
	}
	if got := rateOf(market.Rival{Price: money.MustDecimal("10", "EUR"), Offered: money.MustDecimal("80", "CNY")}); got != 0.125 {
		t.Errorf("rateOf = %v; want 0.125", got)
	}
}

func TestProse(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"at least 2660 units in the first 30 days":       "at least 2,660 units in the first 30 days",
		"at least 2000 units":                            "at least 2,000 units",
		"12345":                                          "12,345",
		"by 2026-11-25, in 2026":                         "by 2026-11-25, in 2026",
		"profit 1234567.50 EUR a month (4500 expected).": "profit 1,234,567.50 EUR a month (4,500 expected).",
		"Korrin KT4800 and GTIN4006381333931":            "Korrin KT4800 and GTIN4006381333931",
		"999 units, 1,500 units":                         "999 units, 1,500 units",
		"":                                               "",
		"over 1500, under 2500; about 9999":              "over 1,500, under 2,500; about 9,999",
	} {
		if got := prose(in); got != want {
			t.Errorf("prose(%q) = %q; want %q", in, got, want)
		}
	}
}
