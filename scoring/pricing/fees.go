package pricing

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Mode says how brackets are read.
type Mode string

// The two readings of a bracket table, which are easily confused.
const (
	Whole    Mode = "whole"    // the rate of the bracket applies to the entire price
	Marginal Mode = "marginal" // each slice of the price has its own rate
)

// FeeTables holds fee tables by name; a candidate's fee_table names one, or "name/category".
type FeeTables map[string]FeeTable

// FeeTable is the dated price list of one marketplace. Every figure is the user's to check: Verify says so.
type FeeTable struct {
	Name         string
	Marketplace  string
	Country      string
	Currency     money.Currency
	ValidFrom    string // dates as YYYY-MM-DD
	ValidTo      string
	SourceURL    string
	RetrievedAt  string
	Verify       string // what the user must check before relying on the table
	Referral     []Referral
	PerItem      money.Amount // fixed fee per unit sold; unknown means none in this table
	Sizes        []SizeTier   // fulfilment by size and weight, from the smallest; empty where the table has none
	Room         Room
	PaymentRate  money.Rate
	PaymentFixed money.Amount
	Storage      []StorageRate
	Returns      []SizeFee    // of taking in one returned unit; none where empty
	Placement    []SizeFee    // of spreading one unit over warehouses; not stated where empty, which is not nothing
	LowStock     LowStock     // of a unit sold while few are left
	Subscription Subscription // of the account
	FeeTax       money.Rate   // tax on all these fees that the seller does not get back
}

// Referral is the marketplace's share of a sale in one category.
type Referral struct {
	Category     string // "" is the rest
	Mode         Mode
	Brackets     []Bracket
	MinFee       money.Amount
	WithShipping bool // the base is price and shipping
	TaxExcluded  bool // the base is the price without its tax
}

// Bracket is a rate up to and including a price; the last one has no bound.
type Bracket struct {
	UpTo money.Amount // unknown: no bound
	Rate money.Rate
}

// InForce reports whether the table's dates hold at a time, to the day; a date that is not given or no date does not bound.
func (t FeeTable) InForce(at time.Time) bool {
	day := at.UTC().Format(time.DateOnly)
	date := func(s string) bool { _, err := time.Parse(time.DateOnly, s); return err == nil }
	early, late := date(t.ValidFrom) && day < t.ValidFrom, date(t.ValidTo) && day > t.ValidTo
	return !early && !late
}

// exact returns the fee on a base in millionths of a minor unit, before rounding.
func (r Referral) exact(base int64) int64 {
	fee, from := int64(0), int64(0)
	for _, b := range r.Brackets {
		inside := !b.UpTo.Known() || base <= b.UpTo.Minor()
		switch {
		case r.Mode == Whole && inside:
			fee = base * int64(b.Rate)
		case r.Mode == Marginal && inside:
			fee += (base - from) * int64(b.Rate)
		case r.Mode == Marginal:
			fee += (b.UpTo.Minor() - from) * int64(b.Rate)
			from = b.UpTo.Minor()
		}
		if inside {
			break
		}
	}
	return max(fee, r.MinFee.Minor()*money.RateOne)
}

// Fee returns the fee on a base, rounded half up to the minor unit, at least the minimum fee.
func (r Referral) Fee(base money.Amount) money.Amount {
	return money.New((r.exact(base.Minor())+money.RateOne/2)/money.RateOne, base.Currency())
}

// edges lists the bases at which the rate changes.
func (r Referral) edges() []money.Amount {
	var out []money.Amount
	for _, b := range r.Brackets {
		if b.UpTo.Known() {
			out = append(out, b.UpTo)
		}
	}
	return out
}

// flat is the referral of a single rate without a table.
func flat(rate money.Rate) Referral {
	return Referral{Mode: Whole, Brackets: []Bracket{{Rate: rate}}}
}

// Find returns the table and the referral that a candidate's fee_table and category select: "name/category" wins,
// then the row whose category is the candidate's (case and spaces aside) or part of it, then the table's rest row.
func (t FeeTables) Find(name, category string) (FeeTable, Referral, error) {
	full := name
	name = tableName(full)
	_, sub, named := strings.Cut(full, "/")
	table, ok := t[name]
	if !ok {
		return FeeTable{}, Referral{}, &market.FieldError{Field: "fee_table", Problem: fmt.Sprintf("no table %q is loaded", name)}
	}
	if named {
		category = sub
	}
	want := fold(category)
	rest := -1
	best := -1
	for i, r := range table.Referral {
		have := fold(r.Category)
		switch {
		case have == "":
			rest = i
		case have == want:
			return table, r, nil
		case best < 0 && strings.Contains(" "+want+" ", " "+have+" "):
			best = i
		}
	}
	if best < 0 && !named {
		best = rest
	}
	if best < 0 {
		return FeeTable{}, Referral{}, &market.FieldError{Field: "fee_table", Problem: fmt.Sprintf("table %q has no row for %q", name, category)}
	}
	return table, table.Referral[best], nil
}

// tableName is a candidate's fee_table without the category behind the stroke.
func tableName(s string) string {
	name, _, _ := strings.Cut(s, "/")
	return name
}

// Names lists the tables in order.
func (t FeeTables) Names() []string {
	out := make([]string, 0, len(t))
	for n := range t {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

func fold(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '_' || r == '-' }), " ")
}
