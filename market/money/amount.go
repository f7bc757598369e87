package money

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// Errors of this package. They are compared with errors.Is.
var (
	// ErrCurrency is returned where two amounts of different currencies meet, or a code is not in ISO 4217.
	ErrCurrency = errors.New("money: currencies differ or are unknown")
	// ErrSyntax is returned for a decimal string that is none.
	ErrSyntax = errors.New("money: not a decimal number")
	// ErrRange is returned when a result does not fit int64 minor units.
	ErrRange = errors.New("money: out of range")
)

// Amount is an exact sum of money: int64 minor units of an ISO 4217 currency.
// The zero value means "no amount" (unknown), which is not an amount of 0: see Known.
// Amounts are comparable with ==.
type Amount struct {
	minor    int64
	currency Currency
}

// New returns minor units (cents for EUR, yen for JPY) of a currency as an Amount.
// An empty currency gives the unknown amount.
func New(minor int64, c Currency) Amount {
	if c == "" {
		return Amount{}
	}
	return Amount{minor: minor, currency: c}
}

// Decimal parses a plain decimal string ("1299", "12.99", "-0.5"; a point, no grouping) as an amount of c.
// More decimals than the currency has are accepted only where they are zeros; a longer fraction is
// rounded half to even, since pages show unit prices such as 0.0345. Errors: ErrSyntax, ErrRange, ErrCurrency.
func Decimal(s string, c Currency) (Amount, error) {
	if !c.Valid() {
		return Amount{}, fmt.Errorf("%w: %q", ErrCurrency, string(c))
	}
	n, err := scaled(s, c.Exponent())
	if err != nil {
		return Amount{}, err
	}
	return New(n, c), nil
}

// MustDecimal is Decimal for constants in tests and tables; it panics on an error.
func MustDecimal(s string, c Currency) Amount {
	a, err := Decimal(s, c)
	if err != nil {
		panic(err)
	}
	return a
}

// FromFloat rounds a computed value in major units (a price from an optimiser) to the currency's minor unit,
// half away from zero. It is for results of statistics; it is never used to read a price.
func FromFloat(major float64, c Currency) Amount {
	v := math.Round(major * math.Pow10(c.Exponent()))
	if math.IsNaN(v) || math.Abs(v) > math.MaxInt64/2 {
		return Amount{}
	}
	return New(int64(v), c)
}

// Known reports whether a is an amount at all.
func (a Amount) Known() bool { return a.currency != "" }

// IsZero reports whether a is the unknown amount; encoding/json's omitzero uses it.
func (a Amount) IsZero() bool { return a.currency == "" }

// Minor returns the minor units, 0 for the unknown amount.
func (a Amount) Minor() int64 { return a.minor }

// Currency returns the currency, "" for the unknown amount.
func (a Amount) Currency() Currency { return a.currency }

// Sign returns -1, 0 or 1.
func (a Amount) Sign() int {
	switch {
	case a.minor < 0:
		return -1
	case a.minor > 0:
		return 1
	}
	return 0
}

// Float returns a in major units, for statistics and charts only; NaN for the unknown amount.
func (a Amount) Float() float64 {
	if !a.Known() {
		return math.NaN()
	}
	return float64(a.minor) / math.Pow10(a.currency.Exponent())
}

// Add returns a + b. Errors: ErrCurrency when the currencies differ or one is unknown, ErrRange on overflow.
func (a Amount) Add(b Amount) (Amount, error) {
	if a.currency != b.currency || !a.Known() {
		return Amount{}, fmt.Errorf("%w: %s + %s", ErrCurrency, a, b)
	}
	s := a.minor + b.minor
	if (s > a.minor) != (b.minor > 0) && b.minor != 0 {
		return Amount{}, ErrRange
	}
	return New(s, a.currency), nil
}

// Sub returns a - b under the rules of Add.
func (a Amount) Sub(b Amount) (Amount, error) {
	if b.minor == math.MinInt64 {
		return Amount{}, ErrRange
	}
	return a.Add(Amount{minor: -b.minor, currency: b.currency})
}

// Cmp orders two amounts of one currency: -1, 0, 1. Error: ErrCurrency.
func (a Amount) Cmp(b Amount) (int, error) {
	if a.currency != b.currency || !a.Known() {
		return 0, fmt.Errorf("%w: %s, %s", ErrCurrency, a, b)
	}
	return Amount{minor: a.minor - b.minor, currency: a.currency}.Sign(), nil
}

// Times returns a multiplied by a whole number. Error: ErrRange.
func (a Amount) Times(n int64) (Amount, error) {
	hi, lo := bits.Mul64(abs(a.minor), abs(n))
	if hi != 0 || lo > math.MaxInt64 {
		return Amount{}, ErrRange
	}
	if (a.minor < 0) != (n < 0) {
		return New(-int64(lo), a.currency), nil
	}
	return New(int64(lo), a.currency), nil
}

// MulRate returns a × r rounded to the minor unit. The unknown amount stays unknown.
func (a Amount) MulRate(r Rate, round Rounding) Amount {
	return New(mulDiv(a.minor, int64(r), RateOne, round), a.currency)
}

// DivRate returns a / r rounded to the minor unit: the price of which a is the share r. r must not be 0.
func (a Amount) DivRate(r Rate, round Rounding) Amount {
	return New(mulDiv(a.minor, RateOne, int64(r), round), a.currency)
}

// DivRound returns a / n with the named rounding. n must not be 0.
func (a Amount) DivRound(n int64, round Rounding) Amount {
	return New(mulDiv(a.minor, 1, n, round), a.currency)
}

// Allocate splits a by weights so that the parts sum to a exactly; what is left over goes to the first parts.
// Weights must not be negative and not all zero, else the result is nil.
func (a Amount) Allocate(weights ...int64) []Amount {
	var total int64
	for _, w := range weights {
		if w < 0 {
			return nil
		}
		total += w
	}
	if total == 0 {
		return nil
	}
	parts, left := make([]Amount, len(weights)), a.minor
	for i, w := range weights {
		share := mulDiv(a.minor, w, total, Down)
		parts[i], left = New(share, a.currency), left-share
	}
	step := int64(1)
	if left < 0 {
		step = -1
	}
	for i := 0; left != 0; i = (i + 1) % len(parts) {
		if weights[i] > 0 {
			parts[i].minor += step
			left -= step
		}
	}
	return parts
}

// Decimal returns the amount as a plain decimal string with the currency's decimals ("12.99"), "" if unknown.
func (a Amount) Decimal() string {
	if !a.Known() {
		return ""
	}
	exp := a.currency.Exponent()
	digits := strconv.FormatUint(abs(a.minor), 10)
	if len(digits) <= exp {
		digits = strings.Repeat("0", exp-len(digits)+1) + digits
	}
	if exp > 0 {
		digits = digits[:len(digits)-exp] + "." + digits[len(digits)-exp:]
	}
	if a.minor < 0 {
		return "-" + digits
	}
	return digits
}

// String returns "12.99 EUR", or "unknown".
func (a Amount) String() string {
	if !a.Known() {
		return "unknown"
	}
	return a.Decimal() + " " + string(a.currency)
}

type wire struct {
	Amount   string   `json:"amount"`
	Currency Currency `json:"currency"`
}

// MarshalJSON writes {"amount":"12.99","currency":"EUR"}, or null for the unknown amount.
func (a Amount) MarshalJSON() ([]byte, error) {
	if !a.Known() {
		return []byte("null"), nil
	}
	return json.Marshal(wire{a.Decimal(), a.currency})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (a *Amount) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*a = Amount{}
		return nil
	}
	var w wire
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	got, err := Decimal(w.Amount, w.Currency)
	if err != nil {
		return err
	}
	*a = got
	return nil
}

func abs(n int64) uint64 {
	if n < 0 {
		return uint64(-(n + 1)) + 1
	}
	return uint64(n)
}
