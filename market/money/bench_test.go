package money_test

import (
	"strings"
	"testing"

	"shelfwise/market/money"
)

// BenchmarkParse measures common texts and the worst ones within the bounds.
func BenchmarkParse(b *testing.B) {
	for name, text := range map[string]string{
		"plain":   "1.299,00 €",
		"sale":    "Was $120.00 Now $60.00",
		"words":   strings.Repeat("free shipping over and the price from ", 40) + "$5",
		"numbers": strings.Repeat("$1 ", 59),
		"digits":  strings.Repeat("9", 1900),
		"dots":    strings.Repeat("1.", 900),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				money.Parse(text, money.Hint{Locale: "de"})
			}
		})
	}
}
