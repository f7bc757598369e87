package pricing

import (
	_ "embed" // the example table is data
	"fmt"
	"slices"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/market/yamltext"
)

//go:embed fees_example.yaml
var exampleFees []byte

// ExampleFees returns the dated example tables that ship with the product. They show the shape and come from
// secondary sources: each carries a Verify label, and no price is computed with one unless a candidate names it.
func ExampleFees() (FeeTables, error) { return ParseFeeTables("fees_example.yaml", exampleFees) }

type feeFile struct {
	FeeTables []feeTableText `yaml:"fee_tables"`
}

type feeTableText struct {
	Name        string         `yaml:"name"`
	Marketplace string         `yaml:"marketplace"`
	Country     string         `yaml:"country"`
	Currency    string         `yaml:"currency"`
	ValidFrom   string         `yaml:"valid_from"`
	ValidTo     string         `yaml:"valid_to"`
	SourceURL   string         `yaml:"source_url"`
	RetrievedAt string         `yaml:"retrieved_at"`
	Verify      string         `yaml:"verify"`
	Referral    []referralText `yaml:"referral"`
	PerItem     string         `yaml:"per_item"`
	PerOrder    string         `yaml:"per_order"` // of an order of one item
	Fulfilment  []sizeText     `yaml:"fulfilment"`
	DimWeight   roomText       `yaml:"dim_weight"`
	Payment     struct {
		Rate  string `yaml:"rate"`
		Fixed string `yaml:"fixed"`
	} `yaml:"payment"`
}

type referralText struct {
	Category string `yaml:"category"`
	Mode     string `yaml:"mode"`
	Brackets []struct {
		UpTo string `yaml:"up_to"`
		Rate string `yaml:"rate"`
	} `yaml:"brackets"`
	MinFee string `yaml:"min_fee"`
	Base   string `yaml:"base"` // price (default), price+shipping or price+shipping(+gift)
	Tax    string `yaml:"tax"`  // incl (default) or excl
}

// ParseFeeTables reads fee tables from YAML (the shape of FEATURES 6.1). An unknown key, a falling bracket or a bad
// number is an error that names the table and the row; it is market.ErrInvalid.
func ParseFeeTables(name string, data []byte) (FeeTables, error) {
	var f feeFile
	if err := yamltext.Decode(data, &f); err != nil {
		return nil, fmt.Errorf("%s: %w: %s", name, market.ErrInvalid, yamltext.Message(err))
	}
	out := FeeTables{}
	for i, t := range f.FeeTables {
		if t.Name == "" {
			return nil, fmt.Errorf("%s: table %d: %w", name, i+1, &market.FieldError{Field: "name", Problem: "missing"})
		}
		if _, ok := out[t.Name]; ok {
			return nil, fmt.Errorf("%s: table %d: %w", name, i+1, &market.FieldError{Field: "name", Problem: fmt.Sprintf("%q stands twice", t.Name)})
		}
		table, err := t.table()
		if err != nil {
			return nil, fmt.Errorf("%s: table %s: %w", name, t.Name, err)
		}
		out[t.Name] = table
	}
	return out, nil
}

func (t feeTableText) table() (FeeTable, error) {
	c := money.Currency(t.Currency)
	if !c.Valid() {
		return FeeTable{}, &market.FieldError{Field: "currency", Problem: fmt.Sprintf("%q is not in ISO 4217", t.Currency)}
	}
	out := FeeTable{
		Name: t.Name, Marketplace: t.Marketplace, Country: t.Country, Currency: c, ValidFrom: t.ValidFrom, ValidTo: t.ValidTo,
		SourceURL: t.SourceURL, RetrievedAt: t.RetrievedAt, Verify: t.Verify,
	}
	err := t.dates()
	if err != nil {
		return out, err
	}
	if out.PerItem, err = t.perSale(c); err != nil {
		return out, err
	}
	if out.PaymentFixed, err = optional(t.Payment.Fixed, c, "payment.fixed"); err != nil {
		return out, err
	}
	if t.Payment.Rate != "" {
		if out.PaymentRate, err = money.ParseRate(t.Payment.Rate); err != nil {
			return out, &market.FieldError{Field: "payment.rate", Problem: err.Error()}
		}
		if out.PaymentRate < 0 || out.PaymentRate >= money.RateOne {
			return out, &market.FieldError{Field: "payment.rate", Problem: t.Payment.Rate + " is not a share of the price"}
		}
	}
	if out.Room, err = t.DimWeight.room(); err != nil {
		return out, err
	}
	for i, s := range t.Fulfilment {
		size, err := s.size(c)
		if err != nil {
			return out, fmt.Errorf("fulfilment %d (%s): %w", i+1, s.Tier, err)
		}
		out.Sizes = append(out.Sizes, size)
	}
	for i, r := range t.Referral {
		ref, err := r.referral(c)
		if err != nil {
			return out, fmt.Errorf("referral %d (%s): %w", i+1, r.Category, err)
		}
		if slices.ContainsFunc(out.Referral, func(o Referral) bool { return strings.EqualFold(o.Category, ref.Category) }) {
			return out, fmt.Errorf("referral %d: %w", i+1, &market.FieldError{Field: "category", Problem: fmt.Sprintf("%q stands twice", r.Category)})
		}
		out.Referral = append(out.Referral, ref)
	}
	return out, nil
}

// dates checks that the table's days are days, in order.
func (t feeTableText) dates() error {
	for _, d := range []struct{ field, text string }{{"valid_from", t.ValidFrom}, {"valid_to", t.ValidTo}, {"retrieved_at", t.RetrievedAt}} {
		if _, err := time.Parse(time.DateOnly, d.text); d.text != "" && err != nil {
			return &market.FieldError{Field: d.field, Problem: fmt.Sprintf("%q is no day: write it as 2026-12-31", d.text)}
		}
	}
	if t.ValidFrom != "" && t.ValidTo != "" && t.ValidTo < t.ValidFrom {
		return &market.FieldError{Field: "valid_to", Problem: t.ValidTo + " is before valid_from"}
	}
	return nil
}

// perSale is what one sold unit costs beside the shares of its price: a sale is taken as an order of one.
func (t feeTableText) perSale(c money.Currency) (money.Amount, error) {
	item, err := optional(t.PerItem, c, "per_item")
	if err != nil {
		return item, err
	}
	order, err := optional(t.PerOrder, c, "per_order")
	if err != nil || !order.Known() {
		return item, err
	}
	if !item.Known() {
		return order, nil
	}
	return item.Add(order)
}

func (r referralText) referral(c money.Currency) (Referral, error) {
	out := Referral{Category: r.Category, Mode: Mode(r.Mode), TaxExcluded: r.Tax == "excl"}
	switch r.Base {
	case "", "price":
	case "price+shipping", "price+shipping(+gift)":
		out.WithShipping = true
	default:
		return out, &market.FieldError{Field: "base", Problem: fmt.Sprintf("%q is neither price nor price+shipping", r.Base)}
	}
	if r.Tax != "" && r.Tax != "incl" && r.Tax != "excl" {
		return out, &market.FieldError{Field: "tax", Problem: fmt.Sprintf("%q is neither incl nor excl", r.Tax)}
	}
	if out.Mode == "" {
		out.Mode = Whole
	}
	var err error
	if out.MinFee, err = optional(r.MinFee, c, "min_fee"); err != nil {
		return out, err
	}
	for _, b := range r.Brackets {
		up, err := optional(b.UpTo, c, "up_to")
		if err != nil {
			return out, err
		}
		rate, err := money.ParseRate(b.Rate)
		if err != nil {
			return out, &market.FieldError{Field: "rate", Problem: err.Error()}
		}
		out.Brackets = append(out.Brackets, Bracket{UpTo: up, Rate: rate})
	}
	return out, out.validate(c)
}

func optional(s string, c money.Currency, field string) (money.Amount, error) {
	if s == "" {
		return money.Amount{}, nil
	}
	a, err := money.Decimal(s, c)
	if err != nil {
		return a, &market.FieldError{Field: field, Problem: err.Error()}
	}
	if a.Minor() < 0 {
		return a, &market.FieldError{Field: field, Problem: s + " is under nothing: a fee is not negative"}
	}
	return a, nil
}
