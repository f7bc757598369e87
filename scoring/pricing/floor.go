package pricing

import (
	"fmt"
	"slices"

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

// breaks lists the last prices in minor units before a fee changes, rising.
func (e *Economics) breaks() []int64 {
	var out []int64
	for _, a := range e.referral.edges() {
		if v := e.lastPriceOf(a.Minor()); v > 0 {
			out = append(out, v)
		}
	}
	for i := range e.byPrice {
		if to := e.byPrice[i].to; to > 0 && i+1 < len(e.byPrice) {
			out = append(out, to)
		}
	}
	if len(e.byPrice) > 1 {
		slices.Sort(out)
		out = slices.Compact(out)
	}
	return out
}

// lastPriceOf returns the highest price whose fee base is not over a bound: tax and shipping taken off or added, rounded as the
// base is.
func (e *Economics) lastPriceOf(bound int64) int64 {
	v := bound
	if e.referral.TaxExcluded && e.tax > 0 {
		v = money.New(v, e.Currency).MulRate(money.RateOne+e.tax, money.Down).Minor()
	}
	if e.referral.WithShipping {
		v -= e.shipping.Minor()
	}
	for e.base(v+1) <= bound {
		v++
	}
	for v > 0 && e.base(v) > bound {
		v--
	}
	return v
}
