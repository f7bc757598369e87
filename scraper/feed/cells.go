package feed

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"shelfwise/market"
	"shelfwise/market/money"
)

// cells reads the values of one row. The first value that cannot be read is kept in bad; an empty one is unknown.
type cells struct {
	*row
	schema *schema
	bad    *market.RowError
}

func (c *cells) fail(field int, err error) {
	if c.bad == nil {
		c.bad = &market.RowError{
			Line: c.line, Column: c.at[field], Field: c.schema.names[field], Value: strings.Clone(c.values[field]), Reason: err.Error(),
		}
	}
}

func (c *cells) text(field int) string { return c.values[field] }

// value returns the text of a cell that holds something other than words, "" where it says that it is unknown.
func (c *cells) value(field int) string {
	v := c.values[field]
	if v == "" || unknown(v) {
		return ""
	}
	if c.serial {
		return fromSpreadsheet(v)
	}
	return v
}

func (c *cells) money(field int, currency money.Currency) money.Amount {
	v := c.value(field)
	if v == "" {
		return money.Amount{}
	}
	a, err := amount(v, currency, c.marks)
	if err != nil {
		c.fail(field, err)
	}
	return a
}

// priced reads a price with the currency that stands with it, else in the one given.
func (c *cells) priced(field int, otherwise money.Currency) money.Amount {
	v := c.value(field)
	if v == "" {
		return money.Amount{}
	}
	if a, err := amount(v, "", c.marks); err == nil {
		return a
	}
	return c.money(field, otherwise)
}

// currency reads an ISO code, or takes the default where the cell is empty.
func (c *cells) currency(field int, otherwise money.Currency) money.Currency {
	v := c.value(field)
	if v == "" {
		return otherwise
	}
	code := money.Currency(v)
	if !code.Valid() {
		code = money.Currency(strings.ToUpper(v))
	}
	if !code.Valid() {
		c.fail(field, fmt.Errorf("%q is no ISO 4217 currency code", v))
		return ""
	}
	return code
}

// headerCurrency is the currency that a column's header names, else the one given.
func (c *cells) headerCurrency(field int, otherwise money.Currency) money.Currency {
	if c.header == nil || c.header.currencies[field] == "" {
		return otherwise
	}
	return c.header.currencies[field]
}

// rate reads a share of at most limit ("0.15", "15%").
func (c *cells) rate(field int, limit money.Rate) *money.Rate {
	v := c.value(field)
	if v == "" {
		return nil
	}
	number, percent := strings.CutSuffix(v, "%")
	plain, err := plainDecimal(number, c.marks)
	if err != nil {
		c.fail(field, err)
		return nil
	}
	if percent {
		plain += "%"
	}
	r, err := money.ParseRate(plain)
	switch {
	case err != nil:
		c.fail(field, fmt.Errorf("%q is not a rate", v))
	case r < 0:
		c.fail(field, fmt.Errorf("%q is negative", v))
	case r > limit:
		c.fail(field, fmt.Errorf("%q is above %s: rates are shares (0.15 or 15%%)", v, limit))
	default:
		return &r
	}
	return nil
}

// number reads a number between low and high.
func (c *cells) number(field int, low, high float64) *float64 {
	v := c.value(field)
	if v == "" {
		return nil
	}
	return c.parsed(field, v, 1, low, high)
}

// share reads a share as 0.03 or 3%; what has no percent sign may be more than 1 where the bounds allow it.
func (c *cells) share(field int, low, high float64) *float64 {
	v := c.value(field)
	if v == "" {
		return nil
	}
	if hundred, percent := strings.CutSuffix(v, "%"); percent {
		return c.parsed(field, strings.TrimSpace(hundred), 0.01, low, high)
	}
	return c.parsed(field, v, 1, low, high)
}

// parsed reads a number and scales it.
func (c *cells) parsed(field int, text string, scale, low, high float64) *float64 {
	plain, err := plainDecimal(text, c.marks)
	if err != nil {
		c.fail(field, err)
		return nil
	}
	f, err := strconv.ParseFloat(plain, 64)
	if f *= scale; err != nil || f < low || f > high {
		c.fail(field, fmt.Errorf("%q is not between %g and %g", text, low, high))
		return nil
	}
	return &f
}

// sold reads a units-sold badge: a plain number, or the badge's own words ("10K+ bought in past month"), whose window
// counts where the row gives none.
func (c *cells) sold(field, window int) *market.UnitsSold {
	v := c.value(field)
	if v == "" {
		return nil
	}
	days := c.count(window)
	var sold market.UnitsSold
	if _, err := plainDecimal(v, c.marks); err == nil {
		n := c.count(field)
		if n == nil {
			return nil
		}
		sold.AtLeast = *n
	} else {
		n, ok := money.ParseCount(v)
		if !ok && c.spare(field, v) {
			return nil
		}
		if !ok {
			c.fail(field, fmt.Errorf("%q shows no number of units", v))
			return nil
		}
		sold = market.UnitsSold{AtLeast: n.N, WindowDays: n.WindowDays}
	}
	if days != nil {
		sold.WindowDays = int(min(*days, 1<<16))
	}
	return &sold
}

// reviews reads a count of reviews: a plain number, or as a page shows it ("1.2K", "(1,204)", "99+", "12 reviews").
func (c *cells) reviews(field int) *int64 {
	v := c.value(field)
	if _, err := plainDecimal(v, c.marks); err == nil || errors.Is(err, errAmbiguous) || strings.HasPrefix(v, "-") {
		return c.count(field)
	}
	n, ok := money.ParseCount(v)
	switch {
	case ok:
		return &n.N
	case c.spare(field, v):
		return nil
	}
	return c.count(field)
}

// count reads a whole number that is not negative. Spreadsheets and data frames write 12 as 12.0.
func (c *cells) count(field int) *int64 {
	v := c.value(field)
	if v == "" {
		return nil
	}
	plain, err := plainDecimal(v, c.marks)
	if err != nil {
		c.fail(field, err)
		return nil
	}
	whole, fraction, _ := strings.Cut(plain, ".")
	if len(fraction) == 3 && strings.Trim(fraction, "0") != "" {
		whole, fraction = whole+fraction, "" // a count has no decimals: 1.204 groups
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n < 0 || strings.Trim(fraction, "0") != "" {
		c.fail(field, fmt.Errorf("%q is not a count", v))
		return nil
	}
	return &n
}

// atLeastOne reads a count of things of which there is one at least where it is given.
func (c *cells) atLeastOne(field int) *int64 {
	n := c.count(field)
	if n != nil && *n == 0 {
		c.fail(field, errors.New("0 is no least order: write 1, or leave it out where it is not known"))
		return nil
	}
	return n
}

var errNoTime = errors.New("is not a time: write 2026-09-07T06:00:00Z")

// time reads RFC 3339, a date, or a date and time without a zone, which counts as UTC.
func (c *cells) time(field int, otherwise time.Time) time.Time {
	v := c.value(field)
	if v == "" {
		if otherwise.IsZero() {
			c.fail(field, errors.New("missing"))
		}
		return otherwise
	}
	t, err := parseTime(v)
	if err != nil && c.serial {
		t, err = serialTime(v)
	}
	if err != nil {
		c.fail(field, fmt.Errorf("%q %w", v, errNoTime))
	}
	return t
}

func parseTime(v string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339Nano, v); err == nil {
		return t.UTC(), nil
	}
	for _, layout := range []string{time.DateOnly, time.DateTime, "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02T15:04:05-0700", "2006-01-02T15:04-0700", "2006-01-02T15:04Z07:00", "02.01.2006", "02.01.2006 15:04", "02.01.2006 15:04:05"} {
		if t, err := time.Parse(layout, v); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, errNoTime
}

// serialTime reads the day number of a spreadsheet, between the years 1990 and 2100.
func serialTime(v string) (time.Time, error) {
	day, err := strconv.ParseFloat(v, 64)
	if err != nil || day < 32874 || day > 73050 {
		return time.Time{}, errNoTime
	}
	t, err := excelize.ExcelDateToTime(day, false)
	return t.Round(time.Second).UTC(), err
}

// gtin reads an article number: its digits as shown.
func (c *cells) gtin(field int) string {
	v := c.values[field]
	if v == "" || unknown(v) {
		return ""
	}
	if c.serial {
		v = fromSpreadsheet(v)
	}
	if len(digits(v)) == len(v) {
		return v
	}
	squeezed := bareGTIN(v)
	if len(digits(squeezed)) != len(squeezed) || squeezed == "" {
		reason := "is not a number of digits"
		if _, err := strconv.ParseFloat(squeezed, 64); err == nil && strings.ContainsAny(squeezed, "Ee") {
			reason += ": a spreadsheet has shortened it; format the column as text"
		}
		c.fail(field, fmt.Errorf("%q %s", v, reason))
		return ""
	}
	return squeezed
}

// bareGTIN takes off what is around the digits of an article number: its name ("EAN: "), spaces, the invisible ones too,
// hyphens, the ".0" of a table that took it for an amount. Wide digits become plain ones.
func bareGTIN(v string) string {
	v = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == '-' || r == '\'' {
			return -1
		}
		return r
	}, norm.NFKC.String(v))
	if i := strings.IndexAny(v, ":#"); i > 0 && len(digits(v)) == 0 {
		v = v[i+1:]
	}
	for _, name := range [...]string{"gtin", "ean", "upc", "isbn", "jan"} {
		if len(v) > len(name) && strings.EqualFold(v[:len(name)], name) {
			v = v[len(name):]
			break
		}
	}
	if whole, ok := strings.CutSuffix(v, ".0"); ok && len(digits(whole)) == len(whole) {
		v = whole
	}
	return v
}

// list splits a cell of several texts at "|", else ";", else ",".
// oneOf reads a word of a fixed list, in any case; "" where there is none.
func (c *cells) oneOf(field int, words []string) string {
	v := strings.ToLower(c.text(field))
	if v != "" && !slices.Contains(words, v) {
		c.fail(field, fmt.Errorf("%q is none of %s", c.text(field), strings.Join(words, ", ")))
		return ""
	}
	return strings.Clone(v)
}

func (c *cells) list(field int) []string {
	v := c.values[field]
	if v == "" {
		return nil
	}
	var out []string
	if strings.HasPrefix(v, "[") {
		texts, err := textArray(v)
		if err != nil {
			c.fail(field, err)
		}
		return texts
	}
	sep := ","
	for _, s := range []string{"|", ";"} {
		if strings.Contains(v, s) {
			sep = s
			break
		}
	}
	for part := range strings.SplitSeq(v, sep) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
