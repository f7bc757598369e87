package pricing

import (
	"errors"
	"fmt"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Errors of this package, compared with errors.Is.
var (
	// ErrUnitCost: the unit cost is unknown, so no floor and no price can be given.
	ErrUnitCost = errors.New("unit cost is unknown")
	// ErrNoFloor: at no price is the required margin left, since the shares of the price alone exceed it.
	ErrNoFloor = errors.New("no price leaves the required margin")
)

// Economics is a candidate's cost sheet, compiled: what one unit sold at a price leaves. Amounts that the sheet does
// not give count as nothing in the sums and are named in Unknown, with what was assumed in Assumptions.
type Economics struct {
	Currency    money.Currency
	Unknown     []string // cost figures that were not given
	Assumptions []string
	Quantity    int64     // units per order for which the unit cost holds
	Table       *FeeTable // the fee table in force; nil where the sheet names none, or none that is loaded

	unit, freight, duty, packaging, fulfilment, storage, perItem money.Amount
	fixed                                                        money.Amount
	shipping                                                     money.Amount // charged to the buyer beside the price, part of some fee bases
	referral                                                     Referral
	tax, payment, ads, returns                                   money.Rate
	paymentFixed                                                 money.Amount
	adFixed                                                      money.Amount // advertising per unit where it is no share of the price; unknown
	back                                                         returned
	byPrice                                                      []BandFee // fulfilment where it hangs on the price; else nil
	charges                                                      charges
	tabled                                                       tabled
	delivery                                                     money.Amount // the most that the parcel's fulfilment takes; unknown
	perUnit                                                      int64        // minor units that do not depend on the price
	given                                                        fields
	quiet                                                        bool // say nothing of what is missing
	sheet                                                        market.CostSheet
	at                                                           time.Time // of the advice
}

// fields is a set of names of a cost sheet's figures.
type fields uint32

func (f *fields) add(name string) { *f |= figure(name) }

func (f fields) has(name string) bool { return f&figure(name) != 0 }

// figure is the bit of a name, none of a name that no sheet has.
func figure(name string) fields {
	switch name {
	case "unit_cost":
		return 1 << 1
	case "inbound_freight":
		return 1 << 2
	case "packaging_cost":
		return 1 << 3
	case "fulfilment_cost":
		return 1 << 4
	case "storage_cost":
		return 1 << 5
	case "fixed_cost":
		return 1 << 6
	case "tax_rate":
		return 1 << 7
	case "payment_fee_rate":
		return 1 << 8
	case "ad_cost_rate":
		return 1 << 9
	case "return_rate":
		return 1 << 10
	case "duty_rate":
		return 1 << 11
	case "return_cost":
		return 1 << 12
	case "referral_fee_rate":
		return 1 << 13
	}
	return 0
}

// Terms are what Compile needs beside the candidate.
type Terms struct {
	Fees     FeeTables
	Quantity int64        // units per order, for tiers; 0: the MOQ
	Shipping money.Amount // what the buyer pays for shipping where the sheet does not say; unknown: nothing
	At       time.Time    // day of the advice, for storage that hangs on the month; zero: none is told by the table
	Worst    bool         // unknown costs count at the worst plausible value, not as nothing
	// WorstFixed is the fixed cost a month that an unknown one counts as under Worst.
	WorstFixed money.Amount
	// WorstDelivery is the most that fulfilment of the candidate's parcel plausibly takes (ParcelBound); unknown: a share of unit
	// cost.
	WorstDelivery money.Amount
}

// Compile reads the cost sheet. Errors: ErrUnitCost, market.ErrInvalid (a negative cost, a rate outside [0, 1), an
// amount in another currency).
func Compile(c market.Candidate, t Terms) (*Economics, error) {
	s := c.Cost
	e := &Economics{Currency: c.Currency, sheet: s, shipping: t.Shipping, quiet: t.Worst, at: t.At}
	if !s.UnitCost.Known() {
		return nil, ErrUnitCost
	}
	if e.Currency == "" {
		e.Currency = s.UnitCost.Currency()
	}
	e.Quantity = max(1, t.Quantity)
	if t.Quantity == 0 && s.MOQ != nil {
		e.Quantity = max(1, *s.MOQ)
	}
	e.unit = UnitCostAt(s, e.Quantity)
	tier, _ := e.byParcel(&s, t.Fees)
	e.byRoom(&s, t.Fees, tier, t.At)
	if s.ShippingCharged.Known() {
		e.shipping = s.ShippingCharged
	}
	if t.WorstDelivery.Currency() == e.Currency {
		e.delivery = t.WorstDelivery
	}
	for _, a := range []struct {
		name string
		from money.Amount
		to   *money.Amount
	}{
		{"inbound_freight", s.InboundFreight, &e.freight}, {"packaging_cost", s.Packaging, &e.packaging},
		{"fulfilment_cost", s.Fulfilment, &e.fulfilment}, {"storage_cost", s.Storage, &e.storage},
		{"fixed_cost", s.FixedCost, &e.fixed}, {"unit_cost", e.unit, &e.unit},
	} {
		if err := e.amount(a.name, a.from, a.to); err != nil {
			return nil, err
		}
	}
	if a := e.shipping; a.Known() && (a.Currency() != e.Currency || a.Sign() < 0) {
		return nil, &market.FieldError{Field: "shipping_charged", Problem: fmt.Sprintf("%s is no amount in %s that a buyer pays", a, e.Currency)}
	}
	if err := e.rates(c, t.Fees); err != nil {
		return nil, err
	}
	if err := e.charge(s, tier); err != nil {
		return nil, err
	}
	if t.Worst {
		e.worst(t.WorstFixed)
	}
	landed := money.New(e.unit.Minor()+e.freight.Minor(), e.Currency)
	if s.DutyRate != nil {
		e.duty = landed.MulRate(*s.DutyRate, money.HalfUp)
	} else if t.Worst {
		e.duty = landed.MulRate(worstDuty, money.HalfUp)
	}
	e.total()
	return e, nil
}

// amount takes one amount of the sheet; an unknown one becomes zero and is named.
func (e *Economics) amount(name string, from money.Amount, to *money.Amount) error {
	switch {
	case !from.Known():
		if !e.quiet {
			e.unknown(name, "profit counts nothing for it, the score "+e.atWorst(name))
		}
		*to = money.New(0, e.Currency)
	case from.Currency() != e.Currency:
		return &market.FieldError{Field: name, Problem: fmt.Sprintf("is in %s, the candidate in %s", from.Currency(), e.Currency)}
	case from.Sign() < 0:
		return &market.FieldError{Field: name, Problem: "is negative"}
	default:
		e.given.add(name)
		*to = from
	}
	return nil
}

func (e *Economics) unknown(name, assumed string) {
	if e.quiet {
		return
	}
	e.Unknown = append(e.Unknown, name)
	e.Assumptions = append(e.Assumptions, name+" is not given: "+assumed)
}

// rates takes the shares of the price, the fee table among them.
func (e *Economics) rates(c market.Candidate, fees FeeTables) error {
	s := e.sheet
	if err := e.clicks(s); err != nil {
		return err
	}
	if t, _, err := fees.Find(s.FeeTable, c.Category); s.FeeTable != "" && err == nil && (t.PaymentRate > 0 || t.PaymentFixed.Known()) {
		e.given.add("payment_fee_rate") // by the table
	}
	for _, r := range []struct {
		name, assumed string
		from          *money.Rate
		to            *money.Rate
	}{
		{"tax_rate", taxAssumption(e.Currency), s.TaxRate, &e.tax},
		{"payment_fee_rate", "taken as part of the referral fee", s.PaymentRate, &e.payment},
		{"ad_cost_rate", "profit counts nothing for it, the score its worst plausible value", s.AdRate, &e.ads},
		{"return_rate", "profit counts nothing for it, the score its worst plausible value", s.ReturnRate, &e.returns},
		{"duty_rate", "profit counts nothing for it, the score its worst plausible value", s.DutyRate, new(money.Rate)},
	} {
		if r.from == nil {
			if !e.given.has(r.name) {
				e.unknown(r.name, r.assumed)
			}
			continue
		}
		if *r.from < 0 || *r.from >= money.RateOne && r.name != "duty_rate" && r.name != "tax_rate" {
			return &market.FieldError{Field: r.name, Problem: r.from.String() + " is not a share of the price"}
		}
		*r.to = *r.from
		e.given.add(r.name)
	}
	if err := e.returnTerms(); err != nil {
		return err
	}
	return e.referralFee(c, fees)
}

func (e *Economics) referralFee(c market.Candidate, fees FeeTables) error {
	e.perItem, e.paymentFixed = money.New(0, e.Currency), money.New(0, e.Currency)
	s := e.sheet
	switch {
	case s.FeeTable != "":
		table, r, err := fees.Find(s.FeeTable, c.Category)
		if err != nil {
			e.noTable(err)
			return nil
		}
		if table.Currency != e.Currency {
			return &market.FieldError{Field: "fee_table", Problem: fmt.Sprintf("table %s is in %s, the candidate in %s", table.Name, table.Currency, e.Currency)}
		}
		e.referral, e.Table = r, &table
		e.given.add("referral_fee_rate")
		if table.PerItem.Known() {
			e.perItem = table.PerItem
		}
		if s.PaymentRate == nil && table.PaymentRate > 0 {
			e.payment = table.PaymentRate
		}
		if table.PaymentFixed.Known() {
			e.paymentFixed = table.PaymentFixed
		}
		if table.Verify != "" {
			e.Assumptions = append(e.Assumptions, "fee table "+table.Name+": "+table.Verify)
		}
	case s.ReferralRate != nil:
		if *s.ReferralRate < 0 || *s.ReferralRate >= money.RateOne {
			return &market.FieldError{Field: "referral_fee_rate", Problem: s.ReferralRate.String() + " is not a share of the price"}
		}
		e.referral = flat(*s.ReferralRate)
		e.given.add("referral_fee_rate")
	default:
		e.referral = flat(0)
		e.unknown("referral_fee_rate", "profit counts nothing for it, the score its worst plausible value (own shop)")
	}
	return nil
}

// noTable goes on without a fee table that cannot be found: by the sheet's single rate where it has one.
func (e *Economics) noTable(err error) {
	if r := e.sheet.ReferralRate; r != nil && *r >= 0 && *r < money.RateOne {
		e.referral = flat(*r)
		e.given.add("referral_fee_rate")
		if !e.quiet {
			e.Assumptions = append(e.Assumptions, err.Error()+"; the referral fee rate is used instead")
		}
		return
	}
	e.referral = flat(0)
	e.unknown("referral_fee_rate", err.Error()+"; profit counts nothing for it, the score its worst plausible value")
}

// UnitCostAt returns the unit cost for an order quantity: the last tier reached, else the sheet's unit cost.
func UnitCostAt(s market.CostSheet, quantity int64) money.Amount {
	cost, from := s.UnitCost, int64(0)
	for _, t := range s.Tiers {
		if t.From <= quantity && t.From >= from && t.UnitCost.Known() {
			cost, from = t.UnitCost, t.From
		}
	}
	return cost
}

// Contribution returns what one unit sold at a price leaves before fixed cost. It may be negative.
func (e *Economics) Contribution(price money.Amount) money.Amount {
	return money.New(e.net(price.Minor()), e.Currency)
}

// net is Contribution in minor units; fees are rounded half up each, as they are invoiced.
func (e *Economics) net(price int64) int64 {
	p := money.New(price, e.Currency)
	gross := e.gross(p)
	share := e.referral.Fee(e.feeBase(p)).Minor() + gross.MulRate(e.payment, money.HalfUp).Minor()
	left := e.exTax(gross).Minor() - e.perUnit - share - e.feeTaxAt(price, share)
	if e.byPrice != nil {
		left -= e.fulfilmentAt(price)
	}
	if !e.adFixed.Known() { // else it is part of perUnit
		left -= p.MulRate(e.ads, money.HalfUp).Minor()
	}
	return left - e.returnsAt(p).Minor()
}

// roundings is more minor units than net and smooth ever differ by: half of one for each of tax, three fees and their tax, and
// returns, and what a rounded base moves the referral fee by.
const roundings = 5

// smooth is net before fees are rounded to minor units; brackets and minimum fees hold.
func (e *Economics) smooth(price int64) float64 {
	p := money.New(price, e.Currency)
	kept := float64(price)
	gross := float64(price + e.shipping.Minor())
	share := float64(e.referral.exact(e.feeBase(p).Minor()))/float64(money.RateOne) + gross*e.payment.Float()
	left := gross/(1+e.tax.Float()) - float64(e.perUnit) - share
	if e.byPrice != nil {
		left -= float64(e.fulfilmentAt(price))
	}
	if e.charges.feeTax > 0 {
		left -= share*e.charges.feeTax.Float() + float64(e.feeTaxAt(price, 0))
	}
	if !e.adFixed.Known() {
		left -= kept * e.ads.Float()
	}
	return left - e.returnsExact(price)
}

// gross is what a buyer pays: the price, and shipping where it is charged.
func (e *Economics) gross(p money.Amount) money.Amount {
	if e.shipping.Minor() == 0 {
		return p
	}
	return money.New(p.Minor()+e.shipping.Minor(), e.Currency)
}

func (e *Economics) exTax(p money.Amount) money.Amount {
	if e.tax == 0 {
		return p
	}
	return p.DivRate(money.RateOne+e.tax, money.HalfUp)
}

// feeBase is what the referral fee is a share of.
func (e *Economics) feeBase(p money.Amount) money.Amount {
	if e.referral.WithShipping {
		p = e.gross(p)
	}
	if e.referral.TaxExcluded {
		p = e.exTax(p)
	}
	return p
}

// base is feeBase in minor units.
func (e *Economics) base(price int64) int64 { return e.feeBase(money.New(price, e.Currency)).Minor() }

// Fixed returns the fixed cost per month, 0.00 where it is not given.
func (e *Economics) Fixed() money.Amount { return e.fixed }

// LandedUnitCost returns what a unit costs on the shelf: unit cost, freight, duty and packaging.
func (e *Economics) LandedUnitCost() money.Amount {
	return money.New(e.unit.Minor()+e.freight.Minor()+e.duty.Minor()+e.packaging.Minor(), e.Currency)
}

// MarginRate returns contribution over price, 0 for a price of 0.
func (e *Economics) MarginRate(price money.Amount) float64 {
	if price.Minor() == 0 {
		return 0
	}
	return float64(e.net(price.Minor())) / float64(price.Minor())
}

// BreakEvenUnits returns the units a month that pay the fixed cost at a price, or false where a unit leaves nothing.
func (e *Economics) BreakEvenUnits(price money.Amount) (float64, bool) {
	n := e.net(price.Minor())
	if n <= 0 {
		return 0, false
	}
	return float64(e.fixed.Minor()) / float64(n), true
}
