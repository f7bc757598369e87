package pricing

import (
	"fmt"
	"math"

	"shelfwise/market"
	"shelfwise/market/money"
)

// The worst plausible value of costs that a sheet does not give. They bound the score of a candidate from below, so
// that leaving a figure out never helps; no price is computed with them.
const (
	worstDuty     money.Rate = 150_000
	worstFreight  money.Rate = 250_000 // of unit cost
	worstPacking  money.Rate = 60_000  // of unit cost
	worstFulfil   money.Rate = 700_000 // of unit cost
	worstStorage  money.Rate = 40_000  // of unit cost
	worstReferral money.Rate = 200_000
	worstPayment  money.Rate = 30_000
	worstAds      money.Rate = 200_000
	worstReturns  money.Rate = 150_000
	worstTax      money.Rate = 270_000
	worstPlacing  money.Rate = 60_000 // of unit cost
)

// What the costs that most sheets leave out, since another figure holds them (a referral fee payment, a fulfilment fee
// packing and storage), take at worst of a product that keeps the least margin of a go, 15%, and whose unit cost is a
// third of its price.
const (
	thinPayment money.Rate = worstPayment * 100 / 15
	thinPacking money.Rate = worstPacking * 100 / 15 / 3
	thinStorage money.Rate = worstStorage * 100 / 15 / 3
)

// SafeContribution is the contribution that a score counts. Unknown costs count at their worst; those that most sheets leave
// out count at least at what they take of a thin product. So what all candidates miss does not reorder them but below
// that margin, while what is filled in at any plausible value never lowers a score: each cost in turn takes its worst
// amount or its share of what the ones before it left, whichever is more. For a sheet compiled at its worst.
func (e *Economics) SafeContribution(price money.Amount) float64 {
	left, _ := e.safe(price)
	return left / math.Pow10(e.Currency.Exponent())
}

// thinCosts is how many costs count at least at what they take of a thin product.
const thinCosts = 3

// safe is SafeContribution in minor units, and what each thin cost takes beyond its worst amount.
func (e *Economics) safe(price money.Amount) (left float64, beyond [thinCosts]float64) {
	costs := [thinCosts]struct {
		name  string
		worst money.Amount
		share money.Rate
	}{
		{"payment_fee_rate", price.MulRate(e.payment, money.HalfUp), thinPayment},
		{"packaging_cost", e.packaging, thinPacking}, {"storage_cost", e.storage, thinStorage},
	}
	left = float64(e.net(price.Minor()))
	for _, c := range costs {
		if !e.given.has(c.name) {
			left += float64(c.worst.Minor())
		}
	}
	for i, c := range costs {
		if !e.given.has(c.name) {
			worst := float64(c.worst.Minor())
			takes := math.Max(worst, c.share.Float()*left)
			left, beyond[i] = left-takes, takes-worst
		}
	}
	return left, beyond
}

// worst replaces unknown costs by their worst plausible values. How large a fixed cost may be depends on the business,
// so the caller says it.
func (e *Economics) worst(fixed money.Amount) {
	share := func(name string, r money.Rate, to *money.Amount) {
		if !e.given.has(name) {
			*to = e.unit.MulRate(r, money.HalfUp)
		}
	}
	share("inbound_freight", worstFreight, &e.freight)
	share("packaging_cost", worstPacking, &e.packaging)
	share("fulfilment_cost", worstFulfil, &e.fulfilment)
	if !e.given.has("fulfilment_cost") && e.byDelivery() {
		e.fulfilment = e.delivery
	}
	share("storage_cost", worstStorage, &e.storage)
	e.worstOfTable()
	rate := func(name string, r money.Rate, to *money.Rate) {
		if !e.given.has(name) {
			*to = max(*to, r)
		}
	}
	rate("payment_fee_rate", worstPayment, &e.payment)
	rate("ad_cost_rate", worstAds, &e.ads)
	rate("return_rate", worstReturns, &e.returns)
	if taxed(e.Currency) {
		rate("tax_rate", worstTax, &e.tax)
	}
	if !e.given.has("referral_fee_rate") {
		e.referral = flat(worstReferral)
	}
	if p := &e.charges.placement; p.asked && !p.amount.Known() {
		p.amount = e.unit.MulRate(worstPlacing, money.HalfUp)
	}
	if !e.given.has("fixed_cost") && fixed.Currency() == e.Currency {
		e.fixed = fixed
	}
}

// worstOfTable raises fulfilment and storage that are not known for want of a parcel to what the fee table takes of the largest,
// so that leaving a parcel's size out never helps.
func (e *Economics) worstOfTable() {
	t := e.Table
	if t == nil || e.sheet.Parcel.Known() {
		return
	}
	for _, s := range t.Sizes {
		if !e.given.has("fulfilment_cost") && len(s.Bands) > 0 {
			if fee, ok := s.fee(math.Max(s.MaxGrams, s.Bands[len(s.Bands)-1].UpTo)); ok && fee.Minor() > e.fulfilment.Minor() {
				e.fulfilment = fee
			}
		}
		if s.MaxSides[2] > 0 && !e.given.has("storage_cost") && !e.at.IsZero() {
			if fee, ok := t.StorageFee(market.Parcel{Grams: 1, Sides: s.MaxSides}, s.Tier, e.at, e.storageMonths()); ok && fee.Minor() > e.storage.Minor() {
				e.storage = fee
			}
		}
	}
}

// What delivering a parcel to a home and packing it takes at worst, in US dollars: a first sum and one for each kilogram that
// is billed, by weight or by room at 5,000 cm³ a kilogram. Ours, over the list prices of national carriers for small senders.
const (
	deliveryBase  = 12.0
	deliveryPerKg = 3.0
	roomPerKg     = 5000.0
)

// ParcelBound returns the most that fulfilment of a parcel plausibly takes, in US dollars; false where the parcel is not
// known. A small dear product's delivery does not take seven tenths of its unit cost.
func ParcelBound(p market.Parcel) (float64, bool) {
	if !p.Known() {
		return 0, false
	}
	grams := math.Max(p.Grams, p.Dimensional(roomPerKg, market.LengthUnit("cm"), market.WeightUnit("kg")))
	return deliveryBase + deliveryPerKg*grams/1000, true
}

// byDelivery reports that the parcel bounds an unknown fulfilment cost closer than the unit cost does. The higher of the two
// would make a known parcel cost points.
func (e *Economics) byDelivery() bool {
	return e.delivery.Known() && e.delivery.Minor() < e.unit.MulRate(worstFulfil, money.HalfUp).Minor()
}

// atWorst says what the score counts for an amount that is not given.
func (e *Economics) atWorst(name string) string {
	of := func(r money.Rate) string {
		return fmt.Sprintf("at worst %d%% of the unit cost, %s", r*100/money.RateOne, e.unit.MulRate(r, money.HalfUp))
	}
	switch name {
	case "inbound_freight":
		return of(worstFreight)
	case "packaging_cost":
		return of(worstPacking)
	case "storage_cost":
		return of(worstStorage)
	case "fulfilment_cost":
		if e.byDelivery() {
			return fmt.Sprintf("at worst what sending this parcel takes, %s", e.delivery)
		}
		return of(worstFulfil) + "; a parcel's weight and size tell more"
	}
	return "its worst plausible value"
}

// taxed reports whether consumer prices in a currency usually include tax: everywhere but in North America.
func taxed(c money.Currency) bool { return c != "USD" && c != "CAD" }

func taxAssumption(c money.Currency) string {
	if taxed(c) {
		return "prices are read as net of tax until known; where they include VAT, less is left"
	}
	return "prices exclude sales tax, as is usual in " + string(c)
}

// Best returns the contribution at the best plausible value of what is not given: unknown costs count as nothing in the
// sheet already, but for returns without a cost per return, which count at the whole price.
func (e *Economics) Best(price money.Amount) money.Amount {
	c := e.Contribution(price)
	if e.returnsKnown() {
		return c
	}
	return money.New(c.Minor()+e.returnsAt(price).Minor(), e.Currency)
}

// Dearer is by how much the best price would rise at a price if the costs were those of another sheet: the best price at
// a constant elasticity is proportional to cost over the share of the price that is kept (METHODS 3). 1 is no change.
func (e *Economics) Dearer(other *Economics, price money.Amount) float64 {
	level := func(x *Economics) float64 {
		kept := float64(x.net(price.Minor())+x.perUnit) / float64(price.Minor())
		return float64(x.perUnit) / kept
	}
	was, is := level(e), level(other)
	if !(was > 0) || !(is > was) {
		return 1
	}
	return is / was
}

// AsGiven returns the sheet as if all figures that it counts were given.
func (e *Economics) AsGiven() *Economics {
	out := *e
	out.given = ^fields(0)
	return &out
}

// AtBest returns the sheet as if what is missing were given at the best plausible value (see Best).
func (e *Economics) AtBest() *Economics {
	out := e.AsGiven()
	if !e.returnsKnown() {
		out.returns = 0
	}
	return out
}
