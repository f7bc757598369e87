package pricing

import (
	"fmt"

	"shelfwise/market/money"
)

// keeps reports whether a price in minor units leaves the required margin.
func (e *Economics) keeps(price int64, margin money.Rate) bool {
	return e.net(price) >= money.New(price, e.Currency).MulRate(margin, money.Up).Minor()
}

// Floor returns the lowest price that leaves the required share of itself as contribution. Since fee brackets make
// net proceeds jump, a price above the floor may still fail: see Above. Error: ErrNoFloor.
func (e *Economics) Floor(margin money.Rate) (money.Amount, error) {
	edges := append([]int64{0}, e.breaks()...)
	for i, lo := range edges {
		lo++
		var hi int64
		if i+1 < len(edges) {
			hi = edges[i+1]
		} else {
			hi = e.ceilingOfSearch(lo, margin)
		}
		if hi < lo || !e.keeps(hi, margin) {
			continue
		}
		if e.keeps(lo, margin) {
			return money.New(lo, e.Currency), nil
		}
		for hi-lo > 1 {
			if mid := (lo + hi) / 2; e.keeps(mid, margin) {
				hi = mid
			} else {
				lo = mid
			}
		}
		return e.settle(hi, margin), nil
	}
	return money.Amount{}, fmt.Errorf("%w of %s", ErrNoFloor, margin)
}

// ceilingOfSearch returns a price in the last bracket that keeps the margin, or lo where doubling finds none.
func (e *Economics) ceilingOfSearch(lo int64, margin money.Rate) int64 {
	for hi := max(2*lo, 2*e.perUnit+100); hi < 1<<44; hi *= 2 {
		if e.keeps(hi, margin) {
			return hi
		}
	}
	return lo
}

// settle steps over the cents around a bisected floor where rounding of single fees lets a price fail again.
func (e *Economics) settle(p int64, margin money.Rate) money.Amount {
	for p > 1 && e.keeps(p-1, margin) {
		p--
	}
	return money.New(p, e.Currency)
}

// Above returns the lowest price not under p that keeps the required margin, or the unknown amount within the reach
// of one bracket where none does.
func (e *Economics) Above(p money.Amount, margin money.Rate) money.Amount {
	v := p.Minor()
	for range 64 {
		if e.keeps(v, margin) {
			return money.New(v, e.Currency)
		}
		v++
	}
	for _, z := range e.DeadZones() {
		if v >= z.From.Minor() && v <= z.To.Minor() {
			v = z.To.Minor() + 1
		}
	}
	for ; v < 1<<44; v += max(1, v/2000) {
		if e.keeps(v, margin) {
			return money.New(v, e.Currency)
		}
	}
	return money.Amount{}
}

// breaks lists the prices in minor units at which the fee schedule changes, rising.
func (e *Economics) breaks() []int64 {
	var out []int64
	for _, a := range e.referral.edges() {
		v := a.Minor()
		if e.referral.WithShipping {
			v -= e.shipping.Minor()
		}
		if e.referral.TaxExcluded && e.tax > 0 {
			v = money.New(v, e.Currency).MulRate(money.RateOne+e.tax, money.Down).Minor()
		}
		if v > 0 {
			out = append(out, v)
		}
	}
	return out
}

// DeadZones lists the prices that leave less than the price at the fee edge just below them.
func (e *Economics) DeadZones() []DeadZone {
	var out []DeadZone
	for _, edge := range e.breaks() {
		at := e.net(edge)
		if e.net(edge+1) >= at-1 { // a cent may be lost to rounding alone
			continue
		}
		lo, hi := edge+1, edge*2+1
		for e.net(hi) <= at && hi < 1<<44 {
			hi *= 2
		}
		for hi-lo > 1 {
			if mid := (lo + hi) / 2; e.net(mid) <= at {
				lo = mid
			} else {
				hi = mid
			}
		}
		out = append(out, DeadZone{Edge: money.New(edge, e.Currency), From: money.New(edge+1, e.Currency), To: money.New(lo, e.Currency)})
	}
	return out
}

// InDeadZone returns the zone that holds a price.
func (e *Economics) InDeadZone(p money.Amount) (DeadZone, bool) {
	for _, z := range e.DeadZones() {
		if p.Minor() >= z.From.Minor() && p.Minor() <= z.To.Minor() {
			return z, true
		}
	}
	return DeadZone{}, false
}
