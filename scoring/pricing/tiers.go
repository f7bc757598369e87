package pricing

import (
	"shelfwise/market"
	"shelfwise/market/money"
)

// TierMargins are the least shares of its price that each kind of customer's price must leave over landed cost.
type TierMargins struct{ Wholesale, Dealer money.Rate }

// DefaultTierMargins are ours: 10% wholesale, 18% dealer.
func DefaultTierMargins() TierMargins { return TierMargins{100_000, 180_000} }

// Tiers returns the price system cost < wholesale < dealer < consumer: wholesale and dealer buy in bulk from stock, so
// they carry landed cost and payment but no marketplace fee, ads or single returns. The wholesale and dealer prices
// stand at 35% and 65% of the way from landed cost to the consumer price, raised to their margin floor. Nil where the
// consumer price leaves no room for the ladder.
func Tiers(e *Economics, consumer, consumerFloor money.Amount, m TierMargins) []market.PriceTier {
	cost := e.LandedUnitCost().Minor()
	net := e.exTax(consumer).Minor() // organised buyers reckon without tax
	at := func(share int64, margin money.Rate) (price, floor int64) {
		floor = money.New(cost, e.Currency).DivRate(money.RateOne-margin, money.Up).Minor() + 1
		return max(cost+(net-cost)*share/100, floor), floor
	}
	wholesale, wholesaleFloor := at(35, m.Wholesale)
	dealer, dealerFloor := at(65, m.Dealer)
	dealer = max(dealer, wholesale+1)
	if cost >= wholesale || dealer >= consumer.Minor() {
		return nil
	}
	amount := func(v int64) money.Amount { return money.New(v, e.Currency) }
	return []market.PriceTier{
		{Tier: "wholesale", Price: amount(wholesale), Floor: amount(wholesaleFloor)},
		{Tier: "dealer", Price: amount(dealer), Floor: amount(dealerFloor)},
		{Tier: "consumer", Price: consumer, Floor: consumerFloor},
	}
}
