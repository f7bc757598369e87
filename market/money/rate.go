package money

import (
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// Rate is an exact fraction in millionths: 150000 is 0.15 (15%). It prints and marshals as a decimal number.
type Rate int64

// RateOne is the Rate of 1 (100%) in millionths.
const RateOne = 1_000_000

// ParseRate reads a fraction ("0.15") or a percentage ("15%"). Errors: ErrSyntax, ErrRange.
func ParseRate(s string) (Rate, error) {
	s = strings.TrimSpace(s)
	places := 6
	if p, ok := strings.CutSuffix(s, "%"); ok {
		s, places = strings.TrimSpace(p), 4
	}
	n, err := scaled(s, places)
	return Rate(n), err
}

// RateOf rounds a float to the nearest millionth; for computed shares, not for input.
func RateOf(f float64) Rate { return Rate(math.Round(f * RateOne)) }

// Float returns the rate as a float64, for statistics.
func (r Rate) Float() float64 { return float64(r) / RateOne }

// String returns the shortest decimal form, "0.15".
func (r Rate) String() string { return strconv.FormatFloat(r.Float(), 'f', -1, 64) }

// MarshalJSON writes the rate as a JSON number.
func (r Rate) MarshalJSON() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalJSON reads a JSON number.
func (r *Rate) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		return nil
	}
	f, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		return fmt.Errorf("%w: rate %q", ErrSyntax, b)
	}
	*r = RateOf(f)
	return nil
}

// Rounding says what happens to the part below a minor unit.
type Rounding int

// The roundings.
const (
	HalfEven Rounding = iota // to the nearest, a half to the even neighbour (statistics, splits)
	HalfUp                   // to the nearest, a half away from zero (invoices)
	Down                     // towards zero
	Up                       // away from zero (floors: never under cost by a rounding)
)

// mulDiv returns a*b/c rounded, through 128 bits, so that the product cannot overflow; c must not be 0.
// A result outside int64 is clamped to its ends.
func mulDiv(a, b, c int64, round Rounding) int64 {
	neg := (a < 0) != (b < 0) != (c < 0)
	hi, lo := bits.Mul64(abs(a), abs(b))
	d := abs(c)
	if hi >= d {
		if neg {
			return math.MinInt64
		}
		return math.MaxInt64
	}
	q, rem := bits.Div64(hi, lo, d)
	up := false
	switch round {
	case HalfEven:
		up = rem > d-rem || rem == d-rem && q&1 == 1
	case HalfUp:
		up = rem >= d-rem
	case Up:
		up = rem > 0
	case Down:
	}
	if up {
		q++
	}
	if q > math.MaxInt64 {
		q = math.MaxInt64
	}
	if neg {
		return -int64(q)
	}
	return int64(q)
}

// scaled reads a plain decimal string as an integer of 10^-places, rounding a longer fraction half to even.
func scaled(s string, places int) (int64, error) {
	t := strings.TrimSpace(s)
	neg := strings.HasPrefix(t, "-")
	t = strings.TrimLeft(t, "+-")
	whole, frac, _ := strings.Cut(t, ".")
	if whole == "" && frac == "" || len(s)-len(t) > 1 && t == s || len(whole) > 18 {
		return 0, fmt.Errorf("%w: %q", ErrSyntax, s)
	}
	rest := ""
	if len(frac) > places {
		frac, rest = frac[:places], frac[places:]
	}
	digits := whole + frac + strings.Repeat("0", places-len(frac))
	for _, r := range digits + rest {
		if r < '0' || r > '9' {
			return 0, fmt.Errorf("%w: %q", ErrSyntax, s)
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%w: %q", ErrRange, s)
	}
	if half := strings.TrimRight(rest, "0"); half > "5" || half == "5" && n%2 == 1 {
		n++
	}
	if neg {
		n = -n
	}
	return n, nil
}
