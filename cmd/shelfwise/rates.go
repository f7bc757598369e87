package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// maxRateAge is how long an exchange rate holds: a price is not compared at a rate older than this.
const maxRateAge = 35 * 24 * time.Hour

// readRates reads a CSV of exchange rates with the header date,from,to,rate; no file, no rates. A bad row fails the
// file with its line: a wrong rate would move every price.
func readRates(path string) (money.Converter, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // no rates is an answer: other currencies are then left out, with that reason
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("rates: %w", err)
	}
	defer f.Close()
	rates, err := parseRates(f)
	if err != nil {
		return nil, fmt.Errorf("rates %s: %w", path, err)
	}
	table, err := money.NewRates(maxRateAge, rates...)
	if err != nil {
		return nil, fmt.Errorf("rates %s: %w", path, err)
	}
	return table, nil
}

func parseRates(r io.Reader) ([]money.DatedRate, error) {
	in := csv.NewReader(r)
	in.FieldsPerRecord, in.TrimLeadingSpace = 4, true
	var out []money.DatedRate
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := in.FieldPos(0)
		if line == 1 && strings.EqualFold(strings.TrimPrefix(row[0], "\ufeff"), "date") {
			continue
		}
		on, err := time.Parse(time.DateOnly, row[0])
		if err != nil {
			return nil, &market.RowError{Line: line, Column: 1, Field: "date", Value: row[0], Reason: "must be a day, as 2026-11-22"}
		}
		rate := money.DatedRate{Base: currencyOf(row[1]), Quote: currencyOf(row[2]), On: on, Value: row[3]}
		if _, err := money.NewRates(0, rate); err != nil {
			return nil, &market.RowError{Line: line, Reason: err.Error()}
		}
		out = append(out, rate)
	}
}
