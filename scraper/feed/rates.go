package feed

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// The fields of a row of exchange rates, in the order of rateSchema.
const (
	rDate = iota
	rFrom
	rTo
	rRate
)

func rateSchema() schema { return newSchema("date", "from", "to", "rate") }

// Rates reads dated exchange rates, in the order of the file: one unit of from is rate units of to, from date on.
// What was read before an error that ends the file is returned with it.
func Rates(r io.Reader, f Format) ([]money.DatedRate, []market.RowError, error) {
	out, bad, err := table(r, f, rateSchema(), [][]string{{"date"}, {"from"}, {"to"}, {"rate"}}, rateRow)
	if err != nil {
		err = fmt.Errorf("read rates (%s): %w", f, err)
	}
	return out, bad, err
}

func rateRow(c *cells) money.DatedRate {
	var zero money.Currency
	d := money.DatedRate{
		Base: money.Currency(strings.Clone(string(c.currency(rFrom, zero)))), Quote: money.Currency(strings.Clone(string(c.currency(rTo, zero)))),
		Value: strings.Clone(decimalPoint(strings.TrimSpace(c.value(rRate)))),
	}
	for _, f := range []int{rDate, rFrom, rTo, rRate} {
		if c.value(f) == "" {
			c.fail(f, errors.New("missing"))
		}
	}
	if c.bad == nil {
		d.On = c.time(rDate, d.On)
	}
	if c.bad == nil {
		if _, err := money.NewRates(0, d); err != nil {
			c.fail(rRate, errors.New("must be a positive decimal number, as 1.0842"))
		}
	}
	if c.bad == nil && d.Base == d.Quote {
		c.fail(rTo, errors.New("is the same currency as from"))
	}
	return d
}

// decimalPoint turns a decimal comma into a point, but for one before three digits, which could group thousands.
func decimalPoint(s string) string {
	whole, frac, ok := strings.Cut(s, ",")
	if !ok || len(frac) == 3 || strings.ContainsAny(frac, ".,") || strings.Contains(whole, ".") {
		return s
	}
	return whole + "." + frac
}
