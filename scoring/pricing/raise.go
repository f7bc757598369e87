package pricing

import "shelfwise/market/money"

// RaiseWhenAlone answers how far the cheapest seller of a product may go up: to just under the next rival, or to the
// cap, whichever is lower; never down. It returns the price and the headroom over the own price. With own 450, next
// 464.85 and cap 463 it is 463, headroom 13. An unknown next or cap does not bind; with neither, the price stays.
func RaiseWhenAlone(own, next, limit money.Amount) (price, headroom money.Amount) {
	to := own.Minor()
	if next.Known() && next.Minor() > own.Minor() {
		to = next.Minor() - 1
	}
	if limit.Known() && (!next.Known() || next.Minor() > own.Minor()) && (limit.Minor() < to || !next.Known()) {
		to = limit.Minor()
	}
	to = max(to, own.Minor())
	return money.New(to, own.Currency()), money.New(to-own.Minor(), own.Currency())
}
