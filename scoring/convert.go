package scoring

import (
	"maps"
	"math"
	"slices"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// base is the currency in which one run compares: the one that most candidates are in, else that of most listings.
func base(in Input) money.Currency {
	count := map[money.Currency]int{}
	for _, c := range in.Candidates {
		if cur := currencyOf(c); cur != "" {
			count[cur]++
		}
	}
	if len(count) == 0 {
		for _, s := range in.Series {
			if o, ok := s.Latest(); ok && o.Offer.Price.Known() {
				count[o.Offer.Price.Currency()]++
			}
		}
	}
	best := money.Currency("")
	for c, n := range count {
		if best == "" || n > count[best] || n == count[best] && c < best {
			best = c
		}
	}
	return best
}

func currencyOf(c market.Candidate) money.Currency {
	if c.Currency != "" {
		return c.Currency
	}
	return c.Cost.UnitCost.Currency()
}

// exchange answers rates at one date, each asked once.
type exchange struct {
	rates money.Converter
	on    time.Time
	to    money.Currency
	known map[money.Currency]float64
	exact map[money.Currency][2]int64 // the same rates as fractions
}

func newExchange(rates money.Converter, to money.Currency, on time.Time) *exchange {
	return &exchange{rates: rates, on: on, to: to, known: map[money.Currency]float64{to: 1}, exact: map[money.Currency][2]int64{to: {1, 1}}}
}

// rate returns what one major unit of a currency is worth in the base, NaN where no rate is known.
func (x *exchange) rate(from money.Currency) float64 {
	if r, ok := x.known[from]; ok {
		return r
	}
	r := math.NaN()
	if x.rates != nil && from != "" {
		if num, den, err := x.rates.Rate(from, x.to, x.on); err == nil && den != 0 {
			r = float64(num) / float64(den)
			x.exact[from] = [2]int64{num, den}
		}
	}
	x.known[from] = r
	return r
}

// ratios lists the rates known so far, both ways, in order: a price that is off by one of them is a currency slip.
func (x *exchange) ratios() []float64 {
	var out []float64
	for _, c := range slices.Sorted(maps.Keys(x.known)) {
		if r := x.known[c]; c != x.to && !math.IsNaN(r) {
			out = append(out, r, 1/r)
		}
	}
	return out
}

// convert returns the series with every price in the base currency and the currency each listing was offered in.
// Listings already in the base are passed on as they are; those without a rate lose their prices, so that cleaning
// leaves them out, and are named.
func (x *exchange) convert(series []market.Series) (out []market.Series, norate map[market.ListingID]money.Currency) {
	norate = map[market.ListingID]money.Currency{}
	copied := false
	out = series
	for i, s := range series {
		cur, mixed := seriesCurrency(s)
		if cur == x.to && !mixed || cur == "" {
			continue
		}
		if !copied {
			out, copied = slices.Clone(series), true
		}
		obs := slices.Clone(s.Observations)
		for j := range obs {
			o := &obs[j].Offer
			if o.Price.Known() && math.IsNaN(x.rate(o.Price.Currency())) {
				norate[s.Listing.ID] = o.Price.Currency()
			}
			o.Price, o.ListPrice, o.Shipping = x.amount(o.Price), x.amount(o.ListPrice), x.amount(o.Shipping)
		}
		out[i].Observations = obs
	}
	return out, norate
}

// amount converts one amount at the exact rate; unknown where there is none.
func (x *exchange) amount(a money.Amount) money.Amount {
	if !a.Known() || a.Currency() == x.to {
		return a
	}
	x.rate(a.Currency())
	r := x.exact[a.Currency()]
	return a.Convert(x.to, r[0], r[1], money.HalfEven)
}

func seriesCurrency(s market.Series) (cur money.Currency, mixed bool) {
	for _, o := range s.Observations {
		c := o.Offer.Price.Currency()
		if c == "" {
			continue
		}
		if cur != "" && c != cur {
			mixed = true
		}
		cur = c
	}
	return cur, mixed
}
