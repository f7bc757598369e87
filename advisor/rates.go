package advisor

import (
	"context"
	"fmt"
	"time"

	"shelfwise/market/money"
)

// MaxRateAge is how long an exchange rate holds: a price is not compared at a rate older than this.
const MaxRateAge = 35 * 24 * time.Hour

// rates are those given, else those kept with the market; nil where there are none.
func (a *Advisor) rates(ctx context.Context) (money.Converter, error) {
	if a.Rates != nil || a.KeptRates == nil {
		return a.Rates, nil
	}
	var kept []money.DatedRate
	for r, err := range a.KeptRates.Rates(ctx) {
		if err != nil {
			return nil, fmt.Errorf("load rates: %w", err)
		}
		kept = append(kept, r)
	}
	if len(kept) == 0 {
		return nil, nil //nolint:nilnil // no rates is an answer: other currencies are left out, with that reason
	}
	table, err := money.NewRates(MaxRateAge, kept...)
	if err != nil {
		return nil, fmt.Errorf("load rates: %w", err)
	}
	return table, nil
}
