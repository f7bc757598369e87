package feed

import (
	"errors"
	"fmt"
	"io"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Record is one row of a file to be matched without a store. Its fields are those of matching.Record, to which it
// converts. Empty texts and the zero amount are unknown.
type Record struct {
	ID, Title, Brand, MPN, GTIN, Category, Description string
	Price                                              money.Amount
}

const (
	rID = iota
	rTitle
	rBrand
	rMPN
	rGTIN
	rCategory
	rDescription
	rPrice
	rCurrency
)

// Records reads a CSV file with the columns id and title and, where known, brand, mpn, gtin, category, description,
// price and currency, in the order of the file. Only a row without id or title, or one that repeats an id, is left
// out: any other value that cannot be read is unknown, and its row error says so.
func Records(r io.Reader) ([]Record, []market.RowError, error) {
	s := newSchema("id", "title", "brand", "mpn", "gtin", "category", "description", "price", "currency")
	var out []Record
	var bad []market.RowError
	first := map[string]int{}
	for r, err := range csvRows(decoded(r), s, [][]string{{"id"}, {"title"}}) {
		var rowBad *market.RowError
		if err != nil && !errors.As(err, &rowBad) {
			return out, bad, fmt.Errorf("read records: %w", err)
		}
		if rowBad != nil {
			bad = append(bad, *rowBad)
			continue
		}
		c := &cells{row: r, schema: &s}
		rec := Record{
			ID: c.text(rID), Title: c.text(rTitle), Brand: c.text(rBrand), MPN: c.text(rMPN), GTIN: c.gtin(rGTIN),
			Category: c.text(rCategory), Description: c.text(rDescription),
		}
		rec.Price = c.money(rPrice, c.currency(rCurrency, ""))
		if line, twice := first[rec.ID]; twice {
			c.bad = nil
			c.fail(rID, fmt.Errorf("%q is also the id of line %d", rec.ID, line))
		}
		for _, f := range []int{rID, rTitle} {
			if c.text(f) == "" {
				c.bad = nil
				c.fail(f, errors.New("missing"))
			}
		}
		if c.bad != nil {
			bad = append(bad, *c.bad)
			if f := c.bad.Field; f == "id" || f == "title" {
				continue
			}
		}
		first[rec.ID] = r.line
		out = append(out, rec)
	}
	return out, bad, nil
}
