package money_test

import (
	"bufio"
	"encoding/json"
	"math/big"
	"os"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/market/money"
)

// TestF10PriceTexts measures Parse on labelled price texts, the way the command is judged.
func TestF10PriceTexts(t *testing.T) {
	t.Parallel()
	f, err := os.Open(shared.Path(t, "data", "price_cases.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var n, right, wrong, currency int
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		var c struct {
			Text         string  `json:"text"`
			Amount       *string `json:"amount"`
			Currency     *string `json:"currency"`
			CurrencyHint *string `json:"currency_hint"`
		}
		if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		n++
		var h money.Hint
		if c.CurrencyHint != nil {
			h.CurrencyText = *c.CurrencyHint
		}
		got := money.Parse(c.Text, h)
		want := ""
		if c.Amount != nil {
			want = *c.Amount
		}
		switch {
		case sameNumber(want, got.Number):
			right++
		default:
			if got.Number != "" {
				wrong++
			}
			t.Logf("Parse(%q, %q) = %q %s (%s); want %q", c.Text, h.CurrencyText, got.Number, got.Status, got.Reason, want)
		}
		if c.Currency == nil || *c.Currency == string(got.Currency) {
			currency++
		} else {
			t.Logf("Parse(%q, %q).Currency = %q; want %q", c.Text, h.CurrencyText, got.Currency, *c.Currency)
		}
	}
	share := func(k int) float64 { return float64(k) / float64(n) }
	t.Logf("%d texts: right %.4f, wrong number %.4f, currency %.4f", n, share(right), share(wrong), share(currency))
	if share(right) < 0.97 || share(wrong) > 0.005 || share(currency) < 0.99 {
		t.Errorf("right %.4f, wrong number %.4f, currency %.4f; want at least 0.97, at most 0.005, at least 0.99", share(right), share(wrong), share(currency))
	}
}

func sameNumber(a, b string) bool {
	if a == "" || b == "" {
		return a == b
	}
	x, ok := new(big.Rat).SetString(a)
	y, ok2 := new(big.Rat).SetString(b)
	return ok && ok2 && x.Cmp(y) == 0
}
