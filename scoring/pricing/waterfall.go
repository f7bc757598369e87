package pricing

import (
	"fmt"
	"math"
	"slices"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Waterfall lists the price, every deduction (negative) and the contribution. The rows before the last sum to it
// exactly. A cost that was not given is a row with Known false and no amount: it is missing, not zero.
func (e *Economics) Waterfall(price money.Amount) []market.WaterfallRow {
	rows := e.rows(price)
	for i := range rows {
		if !rows[i].Known {
			rows[i].Amount = money.Amount{}
		}
	}
	return rows
}

// rows is the waterfall with an amount in every row, also in those that are not given.
func (e *Economics) rows(price money.Amount) []market.WaterfallRow {
	rows := append(make([]market.WaterfallRow, 0, 18), market.WaterfallRow{Item: "price", Amount: price, Known: true})
	take := func(item string, minor int64, known bool) {
		rows = append(rows, market.WaterfallRow{Item: item, Known: known, Amount: money.New(-minor, e.Currency)})
	}
	some := func(item string, minor int64) { // a fee that only some tables have
		if minor != 0 {
			take(item, minor, true)
		}
	}
	asked := func(item string, c charge) {
		if c.asked {
			take(item, c.amount.Minor(), c.amount.Known())
		}
	}
	gross, processing := e.gross(price), e.processingAt()
	some("shipping_charged", -e.shipping.Minor())
	take("tax", gross.Minor()-e.exTax(gross).Minor(), e.given.has("tax_rate"))
	referral := e.referral.Fee(e.feeBase(price)).Minor()
	payment := gross.MulRate(e.payment, money.HalfUp).Minor()
	take("referral_fee", referral, e.given.has("referral_fee_rate"))
	some("item_fee", e.perItem.Minor())
	take("payment_fee", payment+e.paymentFixed.Minor(), e.given.has("payment_fee_rate") || e.payment > 0 || e.paymentFixed.Minor() > 0)
	take("ads", e.adsAt(price).Minor(), e.given.has("ad_cost_rate"))
	take("returns", e.returnsAt(price).Minor()-processing, e.given.has("return_rate"))
	some("returns_processing", processing)
	take("unit_cost", e.unit.Minor(), true)
	take("inbound_freight", e.freight.Minor(), e.given.has("inbound_freight"))
	asked("inbound_placement", e.charges.placement)
	take("duty", e.duty.Minor(), e.given.has("duty_rate"))
	take("packaging", e.packaging.Minor(), e.given.has("packaging_cost"))
	take("fulfilment", e.fulfilmentAt(price.Minor()), e.given.has("fulfilment_cost"))
	take("storage", e.storage.Minor(), e.given.has("storage_cost"))
	asked("low_stock", e.charges.lowStock)
	some("tax_on_fees", e.feeTaxAt(price.Minor(), referral+payment))
	return append(rows, market.WaterfallRow{Item: "contribution", Amount: e.Contribution(price), Known: true})
}

// AtWorst lists what a score counts beyond the costs given, by row of the waterfall: the sheet compiled at its worst less
// this one, and what SafeContribution takes beyond that. A row that is Known was given and takes another amount since
// one that was not given moves its base. The rows sum to worst.SafeContribution less Contribution, but for the rounding to
// the smallest unit, at most half of one a row.
func (e *Economics) AtWorst(price money.Amount, worst *Economics) []market.WaterfallRow {
	mine, rows := e.rows(price), worst.rows(price)
	_, beyond := worst.safe(price)
	var out []market.WaterfallRow
	for _, row := range rows[:len(rows)-1] {
		own := market.WaterfallRow{Known: row.Known} // a fee that takes nothing at the costs given has no row
		if i := slices.IndexFunc(mine, func(m market.WaterfallRow) bool { return m.Item == row.Item }); i >= 0 {
			own = mine[i]
		}
		more := float64(row.Amount.Minor() - own.Amount.Minor())
		for n, item := range [thinCosts]string{"payment_fee", "packaging", "storage"} {
			if row.Item == item {
				more -= beyond[n]
			}
		}
		if row.Amount, row.Known = money.New(int64(math.Round(more)), e.Currency), own.Known; row.Amount.Minor() != 0 {
			out = append(out, row)
		}
	}
	return out
}

// Lever is one way to lower cost and what it saves.
type Lever struct {
	Name          string
	UnitSaving    money.Amount
	NewUnitCost   money.Amount
	BreakEven     float64 // units a month that pay the fixed cost with the lever pulled; 0 where none do
	Quantity      int64   // order quantity that the lever needs
	CashAtMinimum money.Amount
}

// Levers lists the order tiers beyond the present quantity with what each saves per unit at a price (text 003-D).
func (e *Economics) Levers(price money.Amount) []Lever {
	var out []Lever
	for _, t := range e.sheet.Tiers {
		if t.From <= e.Quantity || !t.UnitCost.Known() || t.UnitCost.Minor() >= e.unit.Minor() {
			continue
		}
		saved := e.unit.Minor() - t.UnitCost.Minor()
		if e.sheet.DutyRate != nil {
			saved += money.New(saved, e.Currency).MulRate(*e.sheet.DutyRate, money.HalfUp).Minor()
		}
		l := Lever{
			Name: fmt.Sprintf("order %d units at once", t.From), UnitSaving: money.New(saved, e.Currency),
			NewUnitCost: t.UnitCost, Quantity: t.From, CashAtMinimum: money.New(t.UnitCost.Minor()*t.From, e.Currency),
		}
		if n := e.net(price.Minor()) + saved; n > 0 {
			l.BreakEven = float64(e.fixed.Minor()) / float64(n)
		}
		out = append(out, l)
	}
	return out
}

// Cash returns what one order ties up: the order quantity at landed unit cost.
func (e *Economics) Cash(units float64) money.Amount {
	q := max(float64(e.Quantity), units)
	return money.FromFloat(e.LandedUnitCost().Float()*q, e.Currency)
}
