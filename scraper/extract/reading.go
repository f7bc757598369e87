package extract

import (
	"strings"

	"shelfwise/market/money"
)

// reading is a price text as understood, without a currency where the text and the page name none.
type reading struct {
	num, cur string    // the price; "" none
	list     string    // the was-price that the same text shows
	high     string    // upper end of a range
	two      [2]string // the lower and higher of several prices that nothing in the text tells apart
	reason   string    // why there is no price
}

// read parses a price text; cur is a currency known from beside it, "" unknown. A text is parsed once.
func (d *document) read(text, cur string) reading {
	key := readKey{strings.TrimSpace(text), cur, d.currency}
	r, known := d.readings[key]
	if !known {
		r = d.parse(key.text, cur)
		if len(d.readings) < maxReadings {
			d.readings[key] = r
		}
	}
	return r
}

// readKey is what a reading depends on.
type readKey struct{ text, beside, page string }

// maxReadings bounds how many price texts of one page are kept.
const maxReadings = 5000

func (d *document) parse(text, cur string) reading {
	h := d.hint()
	if c := money.Currency(strings.ToUpper(strings.TrimSpace(cur))); c.Valid() {
		h.Currency = c
	} else {
		h.CurrencyText = cur
	}
	if isPlain(text) {
		c, _ := money.CurrencyOf(h, "")
		if strings.Trim(text, "0.") == "" {
			return reading{reason: "a price of zero"}
		}
		return reading{num: text, cur: string(c)}
	}
	p := d.parsed(text, h)
	switch p.Status {
	case money.StatusOK:
		return reading{num: p.Number, cur: string(p.Currency), list: p.List}
	case money.StatusRange:
		return reading{num: p.Low, high: p.High, cur: string(p.Currency)}
	case money.StatusAmbiguous:
		if p.Number != "" {
			return reading{num: p.Number, cur: string(p.Currency)}
		}
		return reading{reason: p.Reason, cur: string(p.Currency), two: [2]string{p.Low, p.High}}
	}
	return reading{reason: p.Reason}
}

// moneyKey is a price text and what is known about it.
type moneyKey struct {
	text string
	hint money.Hint
}

// parsed parses a price text once: nested elements and neighbouring tiles repeat theirs.
func (d *document) parsed(text string, h money.Hint) money.Parsed {
	key := moneyKey{text, h}
	p, known := d.prices[key]
	if !known {
		p = money.Parse(text, h)
		if len(d.prices) < maxReadings {
			d.prices[key] = p
		}
	}
	return p
}

// unknownCurrency says for the first listing whose price has no currency why it has none: its sign is that of several,
// or the page names none.
func (d *document) unknownCurrency(list []Found) []Issue {
	for i := range list {
		if list[i].Price == nil || list[i].Price.Currency != "" {
			continue
		}
		text := list[i].Evidence[fPrice.String()].Text
		_, several := money.CurrencyOf(d.hint(), text)
		if len(several) == 0 {
			return []Issue{{Field: fCurrency.String(), Text: text, Reason: "neither the price nor the page names a currency"}}
		}
		names := make([]string, len(several))
		for k, c := range several {
			names[k] = string(c)
		}
		return []Issue{{Field: fCurrency.String(), Text: text, Reason: "ambiguous: " + strings.Join(names, ", ")}}
	}
	return nil
}

// isPlain reports whether s is a number as machines write it ("1299.00"): no grouping, at most two decimals.
func isPlain(s string) bool {
	whole, frac, _ := strings.Cut(s, ".")
	return whole != "" && len(whole) <= 12 && digitRun(whole) == len(whole) && digitRun(frac) == len(frac) && len(frac) != 3
}
