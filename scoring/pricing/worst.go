package pricing

import "shelfwise/market/money"

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
)

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
	share("storage_cost", worstStorage, &e.storage)
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
	if !e.given.has("fixed_cost") && fixed.Currency() == e.Currency {
		e.fixed = fixed
	}
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
	if e.returnCost.Known() {
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
