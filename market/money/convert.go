package money

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sort"
	"strings"
	"time"
)

// ErrNoRate is returned where no dated exchange rate joins two currencies.
var ErrNoRate = errors.New("money: no exchange rate")

// Converter gives dated exchange rates as exact fractions: one unit of from is num/den units of to, in major
// units. It returns ErrNoRate where it knows none for the day.
type Converter interface {
	Rate(from, to Currency, on time.Time) (num, den int64, err error)
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// Convert returns the amount in another currency at a rate of num/den of its major units for one of a's, exact up to the
// one rounding to its minor unit. An unknown amount, and a rate that is not positive, give an unknown one.
func (a Amount) Convert(to Currency, num, den int64, round Rounding) Amount {
	if !a.Known() || !to.Valid() || num <= 0 || den <= 0 {
		return Amount{}
	}
	top, bottom := big.NewInt(num), big.NewInt(den)
	if shift := to.Exponent() - a.currency.Exponent(); shift >= 0 {
		top.Mul(top, pow10(shift))
	} else {
		bottom.Mul(bottom, pow10(-shift))
	}
	if !top.IsInt64() || !bottom.IsInt64() {
		common := new(big.Int).GCD(nil, nil, top, bottom)
		top.Quo(top, common)
		bottom.Quo(bottom, common)
	}
	if !top.IsInt64() || !bottom.IsInt64() {
		return Amount{} // a rate beyond what any two currencies have
	}
	return New(mulDiv(a.minor, top.Int64(), bottom.Int64(), round), to)
}

// DatedRate says what one unit of Base costs in Quote from a day on.
type DatedRate struct {
	Base, Quote Currency
	On          time.Time
	Value       string // a plain decimal: units of Quote for one unit of Base
}

// Rates is a Converter over a table of dated rates. A rate holds from its day until the next one of its pair, and
// at most for its maximal age; inverses are derived, and pairs that share one currency are joined through it.
type Rates struct {
	maxAge time.Duration
	pairs  map[[2]Currency][]ratePoint
}

type ratePoint struct {
	on       time.Time
	num, den int64
}

// NewRates checks and orders a table of rates. A maxAge of 0 lets a rate hold for ever.
// Errors: ErrCurrency for a code that is none, ErrSyntax for a rate that is not a positive decimal.
func NewRates(maxAge time.Duration, rates ...DatedRate) (*Rates, error) {
	r := &Rates{maxAge: maxAge, pairs: map[[2]Currency][]ratePoint{}}
	for _, d := range rates {
		if !d.Base.Valid() || !d.Quote.Valid() {
			return nil, fmt.Errorf("%w: rate %s/%s", ErrCurrency, d.Base, d.Quote)
		}
		num, den, err := decimalFraction(d.Value)
		if err != nil {
			return nil, fmt.Errorf("rate %s/%s: %w", d.Base, d.Quote, err)
		}
		key := [2]Currency{d.Base, d.Quote}
		r.pairs[key] = append(r.pairs[key], ratePoint{d.On, num, den})
	}
	for _, points := range r.pairs {
		sort.SliceStable(points, func(i, j int) bool { return points[i].on.Before(points[j].on) })
	}
	return r, nil
}

// decimalFraction reads a positive plain decimal as num/10^k.
func decimalFraction(s string) (num, den int64, err error) {
	_, frac, _ := strings.Cut(strings.TrimSpace(s), ".")
	places := min(len(strings.TrimRight(frac, "0")), 9)
	num, err = scaled(s, places)
	if err == nil && num <= 0 {
		err = fmt.Errorf("%w: %q is not positive", ErrSyntax, s)
	}
	return num, pow10(places).Int64(), err
}

// Rate returns the rate of a day: direct, inverse, or through one common currency.
func (r *Rates) Rate(from, to Currency, on time.Time) (num, den int64, err error) {
	if from == to {
		return 1, 1, nil
	}
	if r == nil {
		return 0, 0, fmt.Errorf("%w: %s to %s", ErrNoRate, from, to)
	}
	if p, ok := r.either(from, to, on); ok {
		return p.num, p.den, nil
	}
	for _, via := range r.currencies() {
		a, ok := r.either(from, via, on)
		b, ok2 := r.either(via, to, on)
		if !ok || !ok2 {
			continue
		}
		cross := new(big.Rat).Mul(big.NewRat(a.num, a.den), big.NewRat(b.num, b.den))
		if cross.Num().IsInt64() && cross.Denom().IsInt64() {
			return cross.Num().Int64(), cross.Denom().Int64(), nil
		}
	}
	return 0, 0, fmt.Errorf("%w: %s to %s on %s", ErrNoRate, from, to, on.UTC().Format(time.DateOnly))
}

func (r *Rates) either(from, to Currency, on time.Time) (ratePoint, bool) {
	if p, ok := r.at(from, to, on); ok {
		return p, true
	}
	p, ok := r.at(to, from, on)
	p.num, p.den = p.den, p.num
	return p, ok
}

// at returns the last rate of a pair that was known on a day and is not too old.
func (r *Rates) at(from, to Currency, on time.Time) (ratePoint, bool) {
	points := r.pairs[[2]Currency{from, to}]
	i := sort.Search(len(points), func(i int) bool { return points[i].on.After(on) })
	if i == 0 || r.maxAge > 0 && on.Sub(points[i-1].on) > r.maxAge {
		return ratePoint{}, false
	}
	return points[i-1], true
}

// currencies lists the currencies of the table in order, so that the way of a cross rate never varies.
func (r *Rates) currencies() []Currency {
	var out []Currency
	for pair := range r.pairs {
		out = append(out, pair[0], pair[1])
	}
	slices.Sort(out)
	return slices.Compact(out)
}
