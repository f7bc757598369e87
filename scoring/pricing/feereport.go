package pricing

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
	"golang.org/x/text/width"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Doubts lists why a table may not be the one for a candidate at a time: out of its dates, of another marketplace or country,
// or in a currency that its country does not use. What is not said is not doubted.
func (t FeeTable) Doubts(c market.Candidate, at time.Time) []string {
	var out []string
	if !at.IsZero() && !t.InForce(at) {
		out = append(out, fmt.Sprintf("holds from %s to %s, not on %s: put today's fees in before relying on floor and price",
			orEver(t.ValidFrom), orEver(t.ValidTo), at.UTC().Format(time.DateOnly)))
	}
	plain := func(s string) string { return fold(width.Narrow.String(s)) }
	if a, b := plain(c.Marketplace), plain(t.Marketplace); a != "" && b != "" && !strings.Contains(" "+b+" ", " "+a+" ") && !strings.Contains(" "+a+" ", " "+b+" ") {
		out = append(out, fmt.Sprintf("is of %s, the product is to be sold on %s", t.Marketplace, c.Marketplace))
	}
	if a, b := regionOf(c.Country), regionOf(t.Country); a != b && c.Country != "" && t.Country != "" {
		out = append(out, fmt.Sprintf("is of %s, the product is to be sold in %s", t.Country, c.Country))
	}
	if unit, ok := currency.FromRegion(regionOf(t.Country)); ok && t.Country != "" && money.Currency(unit.String()) != t.Currency {
		out = append(out, fmt.Sprintf("is in %s, while %s pays in %s: check that its fees and edges are meant in %s", t.Currency, t.Country, unit, t.Currency))
	}
	return out
}

func orEver(day string) string {
	if day == "" {
		return "ever"
	}
	return day
}

// regionOf reads a country's code (UK is GB), the unknown region where it is none.
func regionOf(code string) language.Region {
	r, err := language.ParseRegion(code)
	if err != nil {
		return language.Region{}
	}
	return r.Canonicalize()
}

// Text describes a referral: its rates, base and least fee.
func (r Referral) Text() string {
	parts := make([]string, len(r.Brackets))
	for i, b := range r.Brackets {
		if parts[i] = percent(b.Rate.Float()); b.UpTo.Known() {
			parts[i] += " to " + b.UpTo.Decimal()
		}
	}
	out := strings.Join(parts, ", ")
	if len(r.Brackets) > 1 {
		out += map[Mode]string{Whole: " of the whole price", Marginal: ", each of its slice"}[r.Mode]
	}
	if r.WithShipping {
		out += ", shipping in it"
	}
	if r.TaxExcluded {
		out += ", tax left out"
	}
	if r.MinFee.Minor() > 0 {
		out += ", at least " + r.MinFee.Decimal()
	}
	return out
}

// Text describes a zone by the prices to avoid and the next that leaves as much again.
func (z DeadZone) Text() string {
	return fmt.Sprintf("%s–%s leave less than %s; as much again from %s on", z.From.Decimal(), z.To.Decimal(), z.Edge.Decimal(),
		money.New(z.To.Minor()+1, z.To.Currency()).Decimal())
}
