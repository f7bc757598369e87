package money_test

import (
	"testing"

	"shelfwise/market/money"
)

func TestNamesCurrency(t *testing.T) {
	for text, want := range map[string]bool{
		"€12": true, "12,50 zł": true, "EUR 5": true, "199 kr": true, "(12)": false, "Lamp 12": false, "4.5 / 5": false, "３０円": true, "": false,
	} {
		if got := money.NamesCurrency(text); got != want {
			t.Errorf("NamesCurrency(%q) = %v; want %v", text, got, want)
		}
		if p := money.Parse(text, money.Hint{}); !want && (p.Currency != "" || len(p.Candidates) > 0) {
			t.Errorf("Parse(%q) names %s %v", text, p.Currency, p.Candidates)
		}
	}
}
