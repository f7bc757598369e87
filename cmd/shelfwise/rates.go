package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scraper/feed"
)

// readRates reads the file of exchange rates of the settings (date,from,to,rate); no file, no rates. A bad row fails
// the file with its line: a wrong rate would move every price.
func readRates(path string) (money.Converter, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // no rates is an answer: those kept with the market are then taken
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("rates: %w", err)
	}
	defer f.Close()
	rates, bad, err := feed.Rates(f, feed.Detect(filepath.Base(path), nil))
	if err == nil && len(bad) > 0 {
		err = &bad[0]
	}
	if err == nil && len(rates) == 0 {
		err = errors.Join(market.ErrInvalid, errors.New("no rate in the file"))
	}
	if err != nil {
		return nil, fmt.Errorf("rates %s: %w", path, err)
	}
	table, err := money.NewRates(advisor.MaxRateAge, rates...)
	if err != nil {
		return nil, fmt.Errorf("rates %s: %w", path, err)
	}
	return table, nil
}
