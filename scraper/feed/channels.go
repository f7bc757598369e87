package feed

import (
	"fmt"
	"io"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// ChannelRow is what a sales channel takes, and what its visitors did. What is nil or unknown is as the candidate says.
type ChannelRow struct {
	Name, Source                           string // of the listings beside which it sells; "" is all
	FeeTable                               string
	Referral, Payment, Ad, ReturnRate, Tax *money.Rate
	Fulfilment                             money.Amount
	Visitors, Orders                       float64
}

// Channels reads channel,source,currency,fee_table,referral_fee_rate,payment_fee_rate,ad_cost_rate,return_rate,tax_rate,
// fulfilment_cost,visitors,orders. Rows that contradict themselves, and a channel given twice, are left out with the reason.
func Channels(r io.Reader, f Format) ([]ChannelRow, []market.RowError, error) {
	s := newSchema("channel", "source", "currency", "fee_table", "referral_fee_rate", "payment_fee_rate", "ad_cost_rate", "return_rate", "tax_rate",
		"fulfilment_cost", "visitors", "orders")
	seen := map[string]bool{}
	return named(r, f, s, func(c *cells) ChannelRow {
		row := ChannelRow{
			Name: c.needed(0), Source: strings.Clone(c.text(1)), FeeTable: strings.Clone(c.text(3)), Referral: c.rate(4, money.RateOne), Payment: c.rate(5, money.RateOne),
			Ad: c.rate(6, money.RateOne), ReturnRate: c.rate(7, money.RateOne), Tax: c.rate(8, money.RateOne),
			Fulfilment: c.money(9, c.currency(2, "")), Visitors: c.amountOr0(10), Orders: c.amountOr0(11),
		}
		key := strings.ToLower(row.Name)
		switch {
		case seen[key]:
			c.fail(0, fmt.Errorf("%q is given twice", row.Name))
		case row.Orders > row.Visitors:
			c.fail(11, fmt.Errorf("%g orders from %g visitors", row.Orders, row.Visitors))
		}
		seen[key] = seen[key] || c.bad == nil
		return row
	})
}
