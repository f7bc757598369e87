package pricing

import (
	"time"

	"shelfwise/market/money"
)

// priorWindow is the least period of Article 6a of Directive 98/6/EC: the lowest price of the 30 days before a cut.
const priorWindow = 30 * 24 * time.Hour

// Dated is an own price from a time on.
type Dated struct {
	From  time.Time
	Price money.Amount
}

// PriorPrice is what the law lets a cut be compared with.
type PriorPrice struct {
	Reference         money.Amount // unknown: no own price was in force in the window
	ClaimableDiscount float64      // share of the reference, 0 where the new price is no lower
	Note              string
}

// Prior returns the reference price for a cut to a price at a time: the lowest own price in force within the 30 days
// before (CJEU C-330/23: the discount is counted from it). A price already in force when the window begins counts, and so
// does the one in force now; but a last reading at that very time which shows the cut price is the cut itself. history is
// in order of time.
func Prior(history []Dated, to money.Amount, at time.Time) PriorPrice {
	out := PriorPrice{Note: "EU rule (Omnibus): a discount may only be claimed against the lowest own price of the last 30 days; national rules differ"}
	start := at.Add(-priorWindow)
	low, inForce := money.Amount{}, money.Amount{}
	for _, d := range history {
		cut := d.From.Equal(at) && d.Price == to
		if !d.Price.Known() || d.Price.Currency() != to.Currency() || d.From.After(at) || cut {
			continue
		}
		if !d.From.After(start) {
			inForce = d.Price
			continue
		}
		if !low.Known() || d.Price.Minor() < low.Minor() {
			low = d.Price
		}
	}
	if inForce.Known() && (!low.Known() || inForce.Minor() < low.Minor()) {
		low = inForce
	}
	out.Reference = low
	if low.Known() && to.Minor() < low.Minor() {
		out.ClaimableDiscount = 1 - float64(to.Minor())/float64(low.Minor())
	}
	return out
}
