package pricing

import (
	"fmt"

	"shelfwise/market"
	"shelfwise/market/money"
)

// returned is what one returned unit costs: a sum that the sheet gives, or by FEATURES 6.4 its way out, its way back and the share
// of the price that cannot be sold again; the fee table's processing comes on top of either.
type returned struct {
	cost       money.Amount // unknown: by the parts
	byParts    bool
	freight    money.Amount
	unsellable money.Rate
}

// returnTerms prices a return. Where neither its cost nor a part is given, the whole price is lost: the refund, with nothing
// recovered, which is the worst case and needs no other figure.
func (e *Economics) returnTerms() error {
	s := e.sheet
	for _, a := range []struct {
		field  string
		amount money.Amount
	}{{"return_cost", s.ReturnCost}, {"return_freight", s.ReturnFreight}} {
		switch {
		case a.amount.Known() && a.amount.Currency() != e.Currency:
			return &market.FieldError{Field: a.field, Problem: fmt.Sprintf("is in %s, the candidate in %s", a.amount.Currency(), e.Currency)}
		case a.amount.Sign() < 0:
			return &market.FieldError{Field: a.field, Problem: "is negative"}
		}
	}
	if u := s.Unsellable; u != nil && (*u < 0 || *u > money.RateOne) {
		return &market.FieldError{Field: "unsellable_share", Problem: u.String() + " is not a share of the returned units"}
	}
	r := &e.back
	switch {
	case s.ReturnCost.Known():
		r.cost = s.ReturnCost
		e.given.add("return_cost")
	case s.ReturnFreight.Known() || s.Unsellable != nil:
		e.returnParts()
	case e.returns > 0:
		e.unknown("return_cost", "a returned unit loses its whole price")
	}
	return nil
}

// returnParts takes the parts of FEATURES 6.4; of a part that is not given the worst: all that comes back is unsellable, the way
// back costs what the way out does.
func (e *Economics) returnParts() {
	r, s := &e.back, e.sheet
	r.byParts, r.unsellable, r.freight = true, money.RateOne, s.ReturnFreight
	e.given.add("return_cost")
	if s.Unsellable != nil {
		r.unsellable = *s.Unsellable
	} else if e.returns > 0 {
		e.unknown("unsellable_share", "nothing that comes back is sold again")
	}
	if !s.ReturnFreight.Known() && e.returns > 0 {
		e.unknown("return_freight", "the way back is taken to cost what the way out does")
	}
}

// returnsAt is what returns cost per unit sold at a price, the table's processing among it: the rate times the cost of one
// returned unit.
func (e *Economics) returnsAt(p money.Amount) money.Amount {
	if e.returns == 0 {
		return money.New(0, e.Currency)
	}
	r, one := e.back, p.Minor()
	switch {
	case r.cost.Known():
		one = r.cost.Minor()
	case r.byParts:
		out := e.fulfilmentAt(p.Minor())
		one = out + p.MulRate(r.unsellable, money.HalfUp).Minor()
		if r.freight.Known() {
			one += r.freight.Minor()
		} else {
			one += out
		}
	}
	return money.New(one+e.charges.processing.Minor(), e.Currency).MulRate(e.returns, money.HalfUp)
}

// returnsExact is returnsAt before rounding what hangs on the price.
func (e *Economics) returnsExact(price int64) float64 {
	r, one := e.back, float64(price)
	switch {
	case e.returns == 0 || r.cost.Known():
		return float64(e.returnsAt(money.New(price, e.Currency)).Minor())
	case r.byParts:
		out := float64(e.fulfilmentAt(price))
		one = out + r.unsellable.Float()*one
		if r.freight.Known() {
			one += float64(r.freight.Minor())
		} else {
			one += out
		}
	}
	return e.returns.Float() * (one + float64(e.charges.processing.Minor()))
}

// returnsKnown reports that what one returned unit costs is known in all its parts.
func (e *Economics) returnsKnown() bool {
	return e.back.cost.Known() || e.back.byParts && e.back.freight.Known() && e.sheet.Unsellable != nil
}
