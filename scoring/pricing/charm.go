package pricing

import "shelfwise/market/money"

// ending is the custom of a currency: below a price, prices end in Digits of every Step minor units.
type ending struct {
	below int64 // minor units; 0: no bound
	step  int64
	digit int64
}

// endings returns the price endings that a currency's buyers are used to, by height of the price. Our own table;
// it decides only among prices of equal profit.
func endings(c money.Currency) []ending {
	switch c {
	case "CHF": // five-centime coins
		return []ending{{10_000, 100, 90}, {100_000, 1_000, 900}, {0, 10_000, 9_900}}
	case "CNY", "TWD", "HKD":
		return []ending{{10_000, 100, 90}, {100_000, 1_000, 800}, {0, 10_000, 9_900}}
	case "JPY":
		return []ending{{1_000, 100, 80}, {10_000, 1_000, 980}, {0, 1_000, 800}}
	case "KRW":
		return []ending{{10_000, 1_000, 900}, {100_000, 1_000, 900}, {0, 10_000, 9_000}}
	case "SEK", "NOK", "DKK", "CZK":
		return []ending{{10_000, 1_000, 900}, {100_000, 1_000, 900}, {0, 10_000, 9_900}}
	}
	switch c.Exponent() {
	case 0:
		return []ending{{1_000, 100, 90}, {10_000, 1_000, 990}, {0, 10_000, 9_900}}
	case 3:
		return []ending{{100_000, 1_000, 990}, {1_000_000, 10_000, 9_000}, {0, 100_000, 99_000}}
	}
	return []ending{{10_000, 100, 99}, {100_000, 1_000, 900}, {0, 10_000, 9_900}}
}

// Charm returns the charm price nearest to a price by the currency's custom (12.37 USD gives 11.99; 412 gives 409);
// the lower wins a tie.
func Charm(p money.Amount) money.Amount {
	down, up := charms(p)
	if down > 0 && p.Minor()-down <= up-p.Minor() {
		return money.New(down, p.Currency())
	}
	return money.New(up, p.Currency())
}

// charms returns the charm prices next to p, at or below it (0 where there is none) and above it.
func charms(p money.Amount) (down, up int64) {
	v := p.Minor()
	for _, e := range endings(p.Currency()) {
		if e.below > 0 && v >= e.below {
			continue
		}
		base := v - v%e.step + e.digit
		if base > v {
			return max(0, base-e.step), base
		}
		return base, base + e.step
	}
	return 0, v
}
