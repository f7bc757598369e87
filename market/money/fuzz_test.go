package money_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shelfwise/market/money"
)

// FuzzParse looks for panics and for answers that contradict themselves.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"1.299,00 €", "¥1.2万", "3x de R$30", "$.75,333", "1,235€ 99", "١٬٢٣٤٫٥٠", "Was $1 Now $2 (3%)", "万万5千", "$-", "5 € 10", "0٫٫0", "1.2.3,4,5"} {
		f.Add(s, "de")
	}
	f.Fuzz(func(t *testing.T, text, locale string) {
		p := money.Parse(text, money.Hint{Locale: locale, CurrencyText: text})
		switch {
		case p.Text != text:
			t.Errorf("Parse(%q).Text = %q", text, p.Text)
		case p.Status == money.StatusOK && p.Number == "":
			t.Errorf("Parse(%q) is ok without a number", text)
		case strings.Trim(p.Number, "0123456789.") != "":
			t.Errorf("Parse(%q).Number = %q", text, p.Number)
		case p.Currency != "" && !p.Currency.Valid():
			t.Errorf("Parse(%q).Currency = %q", text, p.Currency)
		case p.Amount().Known() && p.Status != money.StatusOK:
			t.Errorf("Parse(%q) gives an amount with status %s", text, p.Status)
		}
		if c, ok := money.ParseCount(text); ok && c.N < 0 {
			t.Errorf("ParseCount(%q) = %d", text, c.N)
		}
		if v, scale, ok := money.ParseRating(text); ok && (v < 0 || v > scale) {
			t.Errorf("ParseRating(%q) = %v of %v", text, v, scale)
		}
	})
}

// TestF10ParseFormatIdentity: what is printed in any common style is read back as the same amount.
func TestF10ParseFormatIdentity(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom([]money.Currency{"USD", "EUR", "GBP", "JPY", "KWD", "PLN", "BRL", "CHF", "INR", "KRW"}).Draw(t, "currency")
		a := money.New(rapid.Int64Range(1, 999_999_999).Draw(t, "minor"), c)
		whole, frac, _ := strings.Cut(a.Decimal(), ".")
		style := rapid.SampledFrom([]struct{ group, mark string }{{",", "."}, {".", ","}, {" ", ","}, {"\u202f", ","}, {"'", "."}, {"", "."}, {"", ","}}).Draw(t, "style")
		text := grouped(whole, style.group)
		if frac != "" {
			text += style.mark + frac
		}
		milli := c.Exponent() == 3 && style.mark == ","
		if milli && !strings.Contains(text, ".") && len(whole) <= 3 {
			return // "1,250 KWD" is read as thousands, as the Gulf writes it
		}
		if rapid.Bool().Draw(t, "code first") {
			text = string(c) + " " + text
		} else {
			text += " " + string(c)
		}
		if got := money.Parse(text, money.Hint{}).Amount(); got != a {
			t.Fatalf("Parse(%q) = %s; want %s", text, got, a)
		}
	})
}

func grouped(digits, sep string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + sep + digits[i:]
	}
	return digits
}
