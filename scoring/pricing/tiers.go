package pricing

import (
	"fmt"

	"shelfwise/market"
	"shelfwise/market/money"
)

// TierMargins are the least shares of its price that each kind of customer's price must leave over landed cost.
type TierMargins struct{ Wholesale, Dealer money.Rate }

// DefaultTierMargins are ours: 10% wholesale, 18% dealer.
func DefaultTierMargins() TierMargins { return TierMargins{100_000, 180_000} }

// dealerSales and wholesaleSales are how many consumer sales an order of a dealer or wholesaler must leave as much as, so
// that it is worth its own terms. Ours.
const dealerSales, wholesaleSales = 5, 25

// leastOrder is the quantity at which an order at a tier's price leaves as much over landed cost as so many consumer
// sales, and never more than the supplier's own least order.
func leastOrder(e *Economics, consumer, price money.Amount, sales int64) int64 {
	each := max(1, price.Minor()-e.LandedUnitCost().Minor())
	n := max(2, (sales*max(0, e.Contribution(consumer).Minor())+each-1)/each)
	if lot := e.sheet.MOQ; lot != nil && *lot > 1 {
		n = min(n, *lot)
	}
	return n
}

// Tiers returns the price system cost < wholesale < dealer < consumer: wholesale and dealer buy in bulk from stock, so
// they carry landed cost and payment but no marketplace fee, ads or single returns. The wholesale and dealer prices
// stand at 35% and 65% of the way from landed cost to the consumer price, raised to their margin floor, without tax, each with its least order. Nil where the
// consumer price leaves no room for the ladder.
func Tiers(e *Economics, price market.Bound, consumerFloor money.Amount, m TierMargins) []market.PriceTier {
	consumer := price.Amount
	cost := e.LandedUnitCost().Minor()
	net := e.exTax(consumer).Minor() // organised buyers reckon without tax
	at := func(share int64, margin money.Rate) (price, floor int64) {
		floor = money.New(cost, e.Currency).DivRate(money.RateOne-margin, money.Up).Minor() + 1
		return max(cost+(net-cost)*share/100, floor), floor
	}
	wholesale, wholesaleFloor := at(35, m.Wholesale)
	dealer, dealerFloor := at(65, m.Dealer)
	dealer = max(dealer, wholesale+1)
	if cost >= wholesale || dealer >= net { // on one basis, without tax
		return nil
	}
	amount := func(v int64) money.Amount { return money.New(v, e.Currency) }
	bulk := func(name string, v, floor, share, sales int64, margin money.Rate) market.PriceTier {
		t := market.PriceTier{Tier: name, Price: amount(v), Floor: amount(floor), ExTax: true, MinQuantity: leastOrder(e, consumer, amount(v), sales),
			BoundBy: fmt.Sprintf("%d%% of the way from the landed cost of %s to the consumer price of %s without tax", share, amount(cost), amount(net)), Input: price.Input}
		if v <= floor {
			t.BoundBy, t.Input = "landed cost of "+amount(cost).String()+" at a margin of "+percent(margin.Float()), market.ByCosts
		}
		return t
	}
	return []market.PriceTier{
		bulk("wholesale", wholesale, wholesaleFloor, 35, wholesaleSales, m.Wholesale),
		bulk("dealer", dealer, dealerFloor, 65, dealerSales, m.Dealer),
		{Tier: "consumer", Price: consumer, Floor: consumerFloor, MinQuantity: 1, BoundBy: price.BoundBy, Input: price.Input},
	}
}
