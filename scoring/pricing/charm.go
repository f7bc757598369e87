package pricing

import "shelfwise/market/money"

// ending is the custom of a currency: below a price, prices end in Digits of every Step minor units.
type ending struct {
	below int64 // minor units; 0: no bound
	step  int64
	digit int64
}

// endings returns the price endings that a currency's buyers are used to, by height of the price: the usual ones, and closer
// ones that are taken where the usual cost profit. Our own table; it decides only among prices of equal profit.
func endings(c money.Currency) (usual, closer []ending) {
	switch c {
	case "CHF": // five-centime coins
		return []ending{{10_000, 100, 90}, {100_000, 1_000, 900}, {0, 10_000, 9_900}}, []ending{{10_000, 50, 45}, {100_000, 100, 90}, {0, 1_000, 900}}
	case "CNY", "TWD", "HKD":
		return []ending{{10_000, 100, 90}, {100_000, 1_000, 800}, {0, 10_000, 9_900}}, []ending{{10_000, 50, 40}, {0, 1_000, 900}}
	case "JPY":
		return []ending{{1_000, 100, 80}, {10_000, 1_000, 980}, {0, 1_000, 800}}, []ending{{10_000, 100, 80}, {0, 500, 480}}
	case "KRW":
		return []ending{{10_000, 1_000, 900}, {100_000, 1_000, 900}, {0, 10_000, 9_000}}, []ending{{10_000, 100, 90}, {100_000, 500, 400}, {0, 1_000, 900}}
	case "SEK", "NOK", "DKK", "CZK":
		return []ending{{10_000, 1_000, 900}, {100_000, 1_000, 900}, {0, 10_000, 9_900}}, []ending{{0, 1_000, 900}}
	case "INR": // whole rupees
		return []ending{{10_000, 1_000, 900}, {100_000, 5_000, 4_900}, {0, 10_000, 9_900}}, []ending{{0, 1_000, 900}}
	case "BRL":
		return []ending{{10_000, 100, 90}, {100_000, 1_000, 990}, {0, 10_000, 9_900}}, []ending{{10_000, 50, 40}, {0, 100, 90}}
	}
	switch c.Exponent() {
	case 0:
		return []ending{{1_000, 100, 90}, {10_000, 1_000, 990}, {0, 10_000, 9_900}}, []ending{{10_000, 100, 90}, {0, 1_000, 900}}
	case 3:
		return []ending{{100_000, 1_000, 990}, {1_000_000, 10_000, 9_000}, {0, 100_000, 99_000}}, []ending{{1_000_000, 500, 490}, {0, 10_000, 9_000}}
	}
	return []ending{{10_000, 100, 99}, {100_000, 1_000, 900}, {0, 10_000, 9_900}}, []ending{{10_000, 50, 49}, {100_000, 100, 99}, {0, 1_000, 900}}
}

// step is the least amount in minor units that prices in a currency differ by, where coins or custom make it more than one.
func step(c money.Currency) int64 {
	switch c {
	case "CHF":
		return 5
	case "KRW", "CLP":
		return 10
	case "SEK", "NOK", "CZK", "TWD", "INR", "RSD": // whole units
		return 100
	case "HUF":
		return 500
	case "VND":
		return 1_000
	case "IDR":
		return 10_000
	}
	return 1
}

// Charm returns the charm price nearest to a price by the currency's custom (12.37 USD gives 11.99; 412 gives 409);
// the lower wins a tie.
func Charm(p money.Amount) money.Amount {
	usual, _ := endings(p.Currency())
	down, up := charms(p, usual)
	if down > 0 && p.Minor()-down <= up-p.Minor() {
		return money.New(down, p.Currency())
	}
	return money.New(up, p.Currency())
}

// charms returns the charm prices next to p, at or below it (0 where there is none) and above it.
func charms(p money.Amount, list []ending) (down, up int64) {
	v := p.Minor()
	for _, e := range list {
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
