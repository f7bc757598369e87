package pricing

import (
	"fmt"
	"slices"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// charges are what a candidate's fee table takes beside its share of the price, payment and fulfilment.
type charges struct {
	placement    charge
	lowStock     charge
	processing   money.Amount // of one returned unit; unknown: none
	subscription money.Amount // this product's part a month; unknown: none
	feeTax       money.Rate
	flat         int64 // minor units of the table's fees that do not depend on the price, which feeTax is a share of
}

// charge is a fee that is asked for; where its amount is not known it is a row that is missing, not nothing.
type charge struct {
	amount money.Amount
	asked  bool
}

// tabled says which of a sheet's figures its fee table has told.
type tabled struct{ fulfilment, storage, placement bool }

// say notes an assumption.
func (e *Economics) say(format string, args ...any) {
	if !e.quiet {
		e.Assumptions = append(e.Assumptions, fmt.Sprintf(format, args...))
	}
}

// worstStorageMonths is how long goods lie at worst where nobody says.
const worstStorageMonths = 6

// byRoom takes the storage cost from the fee table where the sheet does not give it and the parcel's size is known: of the months
// from the day of the advice on.
func (e *Economics) byRoom(s *market.CostSheet, fees FeeTables, tier string, at time.Time) {
	table, ok := fees[tableName(s.FeeTable)]
	if s.Storage.Known() || !ok || table.Currency != e.Currency || at.IsZero() {
		return
	}
	months := e.storageMonths()
	fee, ok := table.StorageFee(s.Parcel, tier, at, months)
	if !ok {
		return
	}
	s.Storage, e.tabled.storage = fee, true
	e.say("storage_cost is that of table %s for %g months from %s on", table.Name, months, at.Month())
	if s.StorageMonths == nil {
		e.unknown("storage_months", "a unit is taken to lie one month, the score counts six")
	}
}

// storageMonths is how long a unit lies: as the sheet says, else one month, or long where unknown costs count at their worst.
func (e *Economics) storageMonths() float64 {
	switch {
	case e.sheet.StorageMonths != nil:
		return *e.sheet.StorageMonths
	case e.quiet:
		return worstStorageMonths
	}
	return 1
}

// charge takes the fees of the table that no column of the sheet holds, and the sheet's own placement cost.
func (e *Economics) charge(s market.CostSheet, tier string) error {
	c := &e.charges
	if p := s.Placement; p.Known() {
		if p.Currency() != e.Currency || p.Sign() < 0 {
			return &market.FieldError{Field: "placement_cost", Problem: fmt.Sprintf("%s is no cost in %s", p, e.Currency)}
		}
		c.placement = charge{p, true}
	}
	t := e.Table
	if t == nil {
		return nil
	}
	c.feeTax = t.FeeTax
	c.processing, _ = e.bySize(t.Returns, tier)
	if !c.placement.asked {
		c.placement.amount, e.tabled.placement = e.bySize(t.Placement, tier)
		if c.placement.asked = len(t.Placement) > 0 || e.tabled.fulfilment; !c.placement.amount.Known() && c.placement.asked {
			e.unknown("placement_cost", "profit counts nothing for it, the score its worst plausible value; a marketplace's warehouses may take it")
		}
	}
	e.scarce(s, *t, tier)
	if f := t.Subscription; f.Fee.Known() {
		c.subscription = f.Fee.DivRound(max(1, f.Products), money.HalfUp)
		e.say("fixed cost holds %s a month, this product's part of the subscription of table %s", c.subscription, t.Name)
	}
	return nil
}

// bySize returns the fee of a parcel's size; of one whose size is not known none, or the dearest where unknown costs count at
// their worst.
func (e *Economics) bySize(rows []SizeFee, tier string) (fee money.Amount, ok bool) {
	if fee, ok = feeOf(rows, tier); ok || len(rows) == 0 || tier != "" {
		return fee, ok
	}
	for _, r := range rows {
		if e.quiet && r.Fee.Minor() >= fee.Minor() {
			fee, ok = r.Fee, true
		}
	}
	const field = "package_size"
	if !slices.Contains(e.Unknown, field) {
		e.unknown(field, "fees by size count as nothing in profit, the score counts the dearest")
	}
	return fee, ok
}

// scarce takes the fee on units sold from low stock.
func (e *Economics) scarce(s market.CostSheet, t FeeTable, tier string) {
	fee, ok := e.bySize(t.LowStock.Fees, tier)
	c := &e.charges.lowStock
	if c.asked = len(t.LowStock.Fees) > 0; !ok {
		return
	}
	switch {
	case s.StockDays == nil && !e.quiet:
		e.unknown("stock_days", fmt.Sprintf("stock is taken to last %g days, else %s of each unit is taken, which the score counts", t.LowStock.UnderDays, fee))
	case s.StockDays == nil || *s.StockDays < t.LowStock.UnderDays:
		c.amount = fee
	default:
		c.amount = money.New(0, e.Currency)
	}
}

// total adds up what does not depend on the price.
func (e *Economics) total() {
	c := &e.charges
	for _, a := range []money.Amount{e.unit, e.freight, e.duty, e.packaging, e.storage, e.perItem, e.paymentFixed, e.adFixed, c.placement.amount, c.lowStock.amount} {
		e.perUnit += a.Minor()
	}
	if e.byPrice == nil {
		e.perUnit += e.fulfilment.Minor()
	}
	c.flat = e.perItem.Minor() + e.paymentFixed.Minor() + c.lowStock.amount.Minor()
	if e.tabled.fulfilment && e.byPrice == nil {
		c.flat += e.fulfilment.Minor()
	}
	if e.tabled.storage {
		c.flat += e.storage.Minor()
	}
	if e.tabled.placement {
		c.flat += c.placement.amount.Minor()
	}
	if c.subscription.Known() {
		e.fixed = money.New(e.fixed.Minor()+c.subscription.Minor(), e.Currency)
	}
}

// fixedGiven is the fixed cost a month where it or a subscription is given, else unknown.
func (e *Economics) fixedGiven() money.Amount {
	if e.given.has("fixed_cost") || e.charges.subscription.Known() {
		return e.fixed
	}
	return money.Amount{}
}

// fulfilmentAt is what fulfilment of one unit takes at a price.
func (e *Economics) fulfilmentAt(price int64) int64 {
	if e.byPrice == nil {
		return e.fulfilment.Minor()
	}
	return bandAt(e.byPrice, price).Minor()
}

// processingAt is the marketplace's part of the returns of one unit sold.
func (e *Economics) processingAt() int64 {
	return e.charges.processing.MulRate(e.returns, money.HalfUp).Minor()
}

// feeTaxAt is the tax on the marketplace's fees of one unit, at a price of which it takes a share.
func (e *Economics) feeTaxAt(price, share int64) int64 {
	if e.charges.feeTax == 0 {
		return 0
	}
	fees := e.charges.flat + share + e.processingAt()
	if e.byPrice != nil {
		fees += e.fulfilmentAt(price)
	}
	return money.New(fees, e.Currency).MulRate(e.charges.feeTax, money.HalfUp).Minor()
}

// clicks turns the price of a click and the share of clicks that buy into advertising per unit, as if every sale came from one
// (FEATURES 6.4: CPC over CVR).
func (e *Economics) clicks(s market.CostSheet) error {
	switch {
	case s.CPC.Known() && (s.CPC.Currency() != e.Currency || s.CPC.Sign() < 0):
		return &market.FieldError{Field: "ad_cpc", Problem: fmt.Sprintf("%s is no cost in %s", s.CPC, e.Currency)}
	case s.CVR != nil && (*s.CVR <= 0 || *s.CVR > money.RateOne):
		return &market.FieldError{Field: "ad_cvr", Problem: s.CVR.String() + " is not a share of clicks over 0 up to 1"}
	case s.AdRate != nil || !s.CPC.Known() || s.CVR == nil:
		return nil
	}
	e.adFixed = s.CPC.DivRate(*s.CVR, money.HalfUp)
	e.given.add("ad_cost_rate")
	e.say("advertising is ad_cpc over ad_cvr, %s a unit, as if every sale came from a click", e.adFixed)
	return nil
}

// adsAt is advertising of one unit at a price.
func (e *Economics) adsAt(p money.Amount) money.Amount {
	if e.adFixed.Known() {
		return e.adFixed
	}
	return p.MulRate(e.ads, money.HalfUp)
}

// BreakEvenACOS is the share of the price that advertising may take before a unit leaves nothing: the margin before
// advertising (FEATURES 6.4). 0 where it leaves nothing without any.
func (e *Economics) BreakEvenACOS(price money.Amount) float64 {
	left := e.net(price.Minor()) + e.adsAt(price).Minor()
	if left <= 0 || price.Minor() <= 0 {
		return 0
	}
	return float64(left) / float64(price.Minor())
}
