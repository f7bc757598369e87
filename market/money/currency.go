package money

import "slices"

// Currency is an ISO 4217 alphabetic code in upper case ("EUR").
type Currency string

// Exponent returns the number of decimals of the currency's minor unit: 2 for most, 0 for JPY, 3 for KWD.
// An unknown code has 2.
func (c Currency) Exponent() int {
	if e, ok := iso4217[c]; ok {
		return e
	}
	return 2
}

// Valid reports whether c is an ISO 4217 code in use (or one of the few retired codes that pages still show).
func (c Currency) Valid() bool {
	_, ok := iso4217[c]
	return ok
}

// Currencies lists every known code in alphabetical order.
func Currencies() []Currency {
	out := make([]Currency, 0, len(iso4217))
	for c := range iso4217 {
		out = append(out, c)
	}
	slices.Sort(out)
	return out
}
