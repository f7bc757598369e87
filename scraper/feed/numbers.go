package feed

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"shelfwise/market/money"
)

// decimalMarks is what a file shows about its numbers: whether some have a decimal comma, some a decimal point.
// It decides the cells that can be read in two ways (1,299), and only where the file speaks with one voice.
type decimalMarks struct{ comma, point bool }

// String is the one mark that the file shows, "" where it shows none or both.
func (m decimalMarks) String() string {
	switch {
	case m.comma && !m.point:
		return ","
	case m.point && !m.comma:
		return "."
	}
	return ""
}

// numeric names the columns whose cells are evidence for the decimal mark.
var numeric = map[string]bool{
	"price": true, "list_price": true, "shipping": true, "rating": true, "unit_cost": true, "inbound_freight": true,
	"duty_rate": true, "packaging_cost": true, "fulfilment_cost": true, "storage_cost": true, "referral_fee_rate": true,
	"payment_fee_rate": true, "ad_cost_rate": true, "return_rate": true, "return_cost": true, "tax_rate": true,
	"fixed_cost": true, "quality_score": true, "map_price": true, "min_margin": true,
	"placement_cost": true, "return_freight": true, "unsellable_share": true, "ad_cpc": true, "ad_cvr": true, "shipping_charged": true,
	"rivals_price": true,
}

// sniffDecimals looks for evidence in the first rows of a delimited file.
func sniffDecimals(head string, delim byte, h *header) decimalMarks {
	var m decimalMarks
	c := newCSVReader(strings.NewReader(head), delim)
	for {
		cells, _, err := c.next()
		if cells == nil && err != nil && c.eof && c.pos == len(c.buf) {
			return m
		}
		for i, cell := range cells {
			if i < h.width && h.fields[i] >= 0 && numeric[h.schema.names[h.fields[i]]] {
				m.learn(strings.TrimSpace(cell))
			}
		}
	}
}

// learn takes a number that can be read in one way only as evidence.
func (m *decimalMarks) learn(cell string) {
	i := strings.LastIndexAny(cell, ",.")
	if i < 0 || len(digits(cell[:i])) == 0 {
		return
	}
	decimals := len(digits(cell[i+1:]))
	if decimals == 0 || decimals == 3 && cell[:i] != "0" && !strings.ContainsAny(cell[:i], ",.") {
		return
	}
	if strings.Count(cell, cell[i:i+1]) > 1 { // the mark repeats: it groups, so the other one is the decimal mark
		return
	}
	m.comma = m.comma || cell[i] == ','
	m.point = m.point || cell[i] == '.'
}

func digits(s string) string {
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	return s[:end]
}

var errAmbiguous = errors.New("can be read in two ways")

// plainDecimal returns a number as a plain decimal ("1299.00"), whatever marks it is written with.
// A number that could be meant in two ways is an error.
func plainDecimal(text string, m decimalMarks) (string, error) {
	s, sign := strings.TrimSpace(text), ""
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "+") {
		sign, s = strings.TrimPrefix(s[:1], "+"), s[1:]
	}
	if len(digits(s)) == len(s) && s != "" {
		return sign + s, nil
	}
	if whole := digits(s); whole != "" && s[len(whole)] == '.' && len(s)-len(whole)-1 != 3 && len(digits(s[len(whole)+1:])) == len(s)-len(whole)-1 && len(s) > len(whole)+1 {
		return sign + s, nil // the usual case
	}
	whole, fraction, err := splitNumber(ungroup(s), m)
	if err != nil {
		return "", fmt.Errorf("%q %w", text, err)
	}
	if fraction == "" {
		return sign + whole, nil
	}
	return sign + whole + "." + fraction, nil
}

var errNotANumber = errors.New("is not a number")

// splitNumber splits a number with marks into its whole part and its decimals.
func splitNumber(s string, m decimalMarks) (whole, fraction string, err error) {
	last := strings.LastIndexAny(s, ",.")
	if last < 0 {
		if s == "" || len(digits(s)) != len(s) {
			return "", "", errNotANumber
		}
		return s, "", nil
	}
	mark, head, tail := s[last], s[:last], s[last+1:]
	if tail == "" || len(digits(tail)) != len(tail) {
		return "", "", errNotANumber
	}
	if strings.ContainsAny(head, ",.") {
		groupMark := head[strings.LastIndexAny(head, ",.")]
		groups, ok := groupsOf(head, groupMark)
		if !ok || groupMark == mark && len(tail) != 3 {
			return "", "", errNotANumber
		}
		if groupMark == mark {
			return groups + tail, "", nil
		}
		return groups, tail, nil
	}
	if len(digits(head)) != len(head) {
		return "", "", errNotANumber
	}
	if head == "" {
		head = "0"
	}
	if len(tail) != 3 || head[0] == '0' || len(head) > 3 {
		return head, tail, nil
	}
	return threeDigits(head, tail, mark, m)
}

// threeDigits reads "1,299" and "1.299": the file's other numbers decide. With none, a point is decimal, as the
// files we describe have it, and a comma is ambiguous.
func threeDigits(head, tail string, mark byte, m decimalMarks) (whole, fraction string, err error) {
	decimal, grouping := m.point && !m.comma, m.comma && !m.point
	if mark == ',' {
		decimal, grouping = grouping, decimal
	}
	switch {
	case grouping:
		return head + tail, "", nil
	case decimal, mark == '.' && !m.comma:
		return head, tail, nil
	}
	return "", "", errAmbiguous
}

// groupsOf joins groups of three digits behind a first one of one to three.
func groupsOf(s string, mark byte) (string, bool) {
	parts := strings.Split(s, string(rune(mark)))
	for i, p := range parts {
		if len(digits(p)) != len(p) || i == 0 && (p == "" || len(p) > 3) || i > 0 && len(p) != 3 {
			return "", false
		}
	}
	return strings.Join(parts, ""), true
}

// ungroup takes spaces and apostrophes out from between digits ("1 299,00", "1'299.00").
func ungroup(s string) string {
	if strings.IndexFunc(s, isGroupSpace) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isGroupSpace(r) {
			return -1
		}
		return r
	}, s)
}

func isGroupSpace(r rune) bool {
	switch r {
	case ' ', '\u00a0', '\u202f', '\u2009', '\'', '\u2019':
		return true
	}
	return false
}

// fromSpreadsheet writes the number of a spreadsheet's cell without an exponent; other text stays.
func fromSpreadsheet(s string) string {
	if !strings.ContainsAny(s, "eE") {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// amount reads a money cell. The text may carry a currency of its own; it must not contradict the given one.
func amount(text string, c money.Currency, m decimalMarks) (money.Amount, error) {
	number, own := text, money.Currency("")
	if len(text) > 3 && (isLetter(text[len(text)-1]) || isLetter(text[0])) {
		number, own = cutCode(text)
	}
	plain, err := plainDecimal(number, m)
	if err != nil {
		return priceText(text, c, err)
	}
	switch {
	case own != "" && c != "" && own != c:
		return money.Amount{}, fmt.Errorf("%q is not in %s, the currency of the row", text, c)
	case own != "":
		c = own
	case c == "":
		return money.Amount{}, errors.New("an amount without a currency")
	}
	a, err := money.Decimal(plain, c)
	switch {
	case errors.Is(err, money.ErrCurrency):
		return a, fmt.Errorf("%q is no ISO 4217 currency code", string(c))
	case errors.Is(err, money.ErrRange), errors.Is(err, money.ErrSyntax):
		return a, fmt.Errorf("%q is too large", text)
	case err != nil:
		return a, err
	}
	if a.Sign() < 0 {
		return money.Amount{}, fmt.Errorf("%q is negative", text)
	}
	return a, nil
}

// priceText reads a cell that holds a price as a page writes it ("$399", "12,99 €"). Only a plain price counts: a
// range, a saving or an instalment is no value of a money column. Otherwise the error is the one given.
func priceText(text string, c money.Currency, otherwise error) (money.Amount, error) {
	if errors.Is(otherwise, errAmbiguous) {
		return money.Amount{}, otherwise
	}
	p := money.Parse(text, money.Hint{Currency: c})
	if p.Kind != money.KindPrice || !p.Amount().Known() {
		return money.Amount{}, otherwise
	}
	if c != "" && p.Currency != c {
		return money.Amount{}, fmt.Errorf("%q is not in %s, the currency of the row", text, c)
	}
	return p.Amount(), nil
}

// cutCode splits an ISO code off either end ("15.00 USD", "EUR 12,99").
func cutCode(text string) (string, money.Currency) {
	if c := money.Currency(strings.ToUpper(text[len(text)-3:])); c.Valid() {
		return strings.TrimSpace(text[:len(text)-3]), c
	}
	if c := money.Currency(strings.ToUpper(text[:3])); c.Valid() {
		return strings.TrimSpace(text[3:]), c
	}
	return text, ""
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
