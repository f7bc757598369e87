package pricing

import (
	_ "embed" // the example table is data
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

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
	Storage     []storageText  `yaml:"storage"`
	Payment     struct {
		Rate  string `yaml:"rate"`
		Fixed string `yaml:"fixed"`
	} `yaml:"payment"`
	Returns      feesText         `yaml:"returns_processing"`
	Placement    feesText         `yaml:"inbound_placement"`
	LowStock     lowStockText     `yaml:"low_stock"`
	Subscription subscriptionText `yaml:"subscription"`
	FeeTax       string           `yaml:"fee_tax"`
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

// lowStockText is a fee or one for each size, and the days that stock must last for it not to be taken.
type lowStockText struct {
	UnderDays string   `yaml:"under_days"`
	Fees      feesText `yaml:"fees"`
	Fee       string   `yaml:"fee"`
}

// UnmarshalYAML reads 0.89, a list of fees by size, or {under_days: 28, fees: …}.
func (l *lowStockText) UnmarshalYAML(read func(any) error) error {
	var fee string
	if read(&fee) == nil {
		l.Fee = fee
		return nil
	}
	if read((*[]feeText)(&l.Fees)) == nil {
		return nil
	}
	type plain lowStockText
	return read((*plain)(l))
}

type subscriptionText struct {
	Fee      string `yaml:"fee"`
	Products string `yaml:"products"`
}

// UnmarshalYAML reads 39.99 or {fee: 39.99, products: 20}.
func (s *subscriptionText) UnmarshalYAML(read func(any) error) error {
	if read(&s.Fee) == nil {
		return nil
	}
	type plain subscriptionText
	return read((*plain)(s))
}

// ParseFeeTables reads fee tables from YAML (the shape of FEATURES 6.1). An unknown key is an error that shows its line;
// falling brackets, bad numbers and whatever else cannot be true are a *FeeFileError that lists every mistake with its table,
// row and field. Both are market.ErrInvalid.
func ParseFeeTables(name string, data []byte) (FeeTables, error) {
	var f feeFile
	if err := yamltext.Decode(data, &f); err != nil {
		return nil, fmt.Errorf("%s: %w: %s", name, market.ErrInvalid, yamltext.Message(err))
	}
	out := FeeTables{}
	var bad []error
	for i, t := range f.FeeTables {
		r := reading{at: fmt.Sprintf("table %d", i+1), bad: &bad}
		if t.Name == "" {
			r.fail("name", "missing")
		} else {
			r.at = "table " + t.Name
		}
		if _, ok := out[t.Name]; ok {
			r.fail("name", "%q stands twice", t.Name)
		}
		out[t.Name] = r.table(t)
	}
	if len(bad) > 0 {
		return nil, &FeeFileError{File: name, Mistakes: bad}
	}
	return out, nil
}

func (r reading) table(t feeTableText) FeeTable {
	r.currency = money.Currency(t.Currency)
	if !r.currency.Valid() {
		r.fail("currency", "%q is not in ISO 4217: write USD, EUR, …", t.Currency)
		r.currency = ""
	}
	r.dates(t)
	r.country(t.Country)
	out := FeeTable{
		Name: t.Name, Marketplace: t.Marketplace, Country: t.Country, Currency: r.currency, ValidFrom: t.ValidFrom, ValidTo: t.ValidTo,
		SourceURL: t.SourceURL, RetrievedAt: t.RetrievedAt, Verify: t.Verify, PerItem: r.perSale(t),
		PaymentFixed: r.amount("payment.fixed", t.Payment.Fixed), PaymentRate: r.rate("payment.rate", t.Payment.Rate),
		Room: r.room(t.DimWeight), Sizes: r.sizes(t.Fulfilment), FeeTax: r.rate("fee_tax", t.FeeTax),
	}
	r.byRoom(t.DimWeight, out.Sizes)
	for i, row := range t.Referral {
		at := r.in("referral %d (%s)", i+1, row.Category)
		ref := at.referral(row)
		if slices.ContainsFunc(out.Referral, func(o Referral) bool { return fold(o.Category) == fold(ref.Category) }) {
			at.fail("category", "%q stands twice", row.Category)
		}
		out.Referral = append(out.Referral, ref)
	}
	out.Storage = r.storage(t.Storage, t.Country, out.Sizes)
	out.Returns = r.fees("returns_processing", t.Returns, out.Sizes)
	out.Placement = r.fees("inbound_placement", t.Placement, out.Sizes)
	out.LowStock = r.lowStock(t.LowStock, out.Sizes)
	out.Subscription = r.subscription(t.Subscription)
	return out
}

// dates checks that the table's days are days, in order.
func (r reading) dates(t feeTableText) {
	good := true
	for _, d := range []struct{ field, text string }{{"valid_from", t.ValidFrom}, {"valid_to", t.ValidTo}, {"retrieved_at", t.RetrievedAt}} {
		if _, err := time.Parse(time.DateOnly, d.text); d.text != "" && err != nil {
			r.fail(d.field, "%q is no day: write it as 2026-12-31", d.text)
			good = false
		}
	}
	if good && t.ValidFrom != "" && t.ValidTo != "" && t.ValidTo < t.ValidFrom {
		r.fail("valid_to", "%s is before valid_from, %s", t.ValidTo, t.ValidFrom)
	}
}

func (r reading) country(code string) {
	if code == "" {
		return
	}
	if region, err := language.ParseRegion(code); err != nil || !region.IsCountry() {
		r.fail("country", "%q is no country's code: write US, DE, JP, …", code)
	}
}

// perSale is what one sold unit costs beside the shares of its price: a sale is taken as an order of one.
func (r reading) perSale(t feeTableText) money.Amount {
	item, order := r.amount("per_item", t.PerItem), r.amount("per_order", t.PerOrder)
	if !item.Known() || !order.Known() {
		if order.Known() {
			return order
		}
		return item
	}
	return money.New(item.Minor()+order.Minor(), r.currency)
}

func (r reading) referral(t referralText) Referral {
	out := Referral{Category: t.Category, Mode: Mode(t.Mode), TaxExcluded: t.Tax == "excl", MinFee: r.amount("min_fee", t.MinFee)}
	base := strings.ReplaceAll(t.Base, " ", "")
	r.oneOf("base", base, "price", "price+shipping", "price+shipping(+gift)", "price+shipping+gift")
	out.WithShipping = strings.HasPrefix(base, "price+")
	r.oneOf("tax", t.Tax, "incl", "excl")
	r.oneOf("mode", t.Mode, "whole", "marginal")
	if out.Mode == "" {
		out.Mode = Whole
	}
	if len(t.Brackets) == 0 {
		r.fail("brackets", "none given: write [{rate: 0.15}]")
	}
	last := int64(0)
	for i, b := range t.Brackets {
		at := r.in("bracket %d", i+1)
		up := at.amount("up_to", b.UpTo)
		switch final := i == len(t.Brackets)-1; {
		case final && b.UpTo != "":
			at.fail("up_to", "%s: the last bracket must have no bound, so that every price has a rate", b.UpTo)
		case !final && b.UpTo == "":
			at.fail("up_to", "missing: only the last bracket has no bound")
		case up.Known() && up.Minor() <= last:
			at.fail("up_to", "%s is not over the bound before it: bounds must rise", b.UpTo)
		}
		last = max(last, up.Minor())
		if b.Rate == "" {
			at.fail("rate", "missing: write 0.15 for 15%%")
		}
		out.Brackets = append(out.Brackets, Bracket{UpTo: up, Rate: at.rate("rate", b.Rate)})
	}
	return out
}

// lowStockDays is under how many days of sales stock counts as low where a table does not say.
const lowStockDays = 28

func (r reading) lowStock(t lowStockText, tiers []SizeTier) LowStock {
	if t.Fee == "" && len(t.Fees) == 0 {
		if t.UnderDays != "" {
			r.in("low_stock").fail("fee", "missing: write 0.89, or fees by size")
		}
		return LowStock{}
	}
	rows := t.Fees
	if t.Fee != "" {
		rows = append(slices.Clip(rows), feeText{Fee: t.Fee})
	}
	out := LowStock{UnderDays: lowStockDays, Fees: r.fees("low_stock", rows, tiers)}
	if t.UnderDays != "" {
		d, err := strconv.ParseFloat(t.UnderDays, 64)
		if out.UnderDays = d; err != nil || !(d > 0) || math.IsInf(d, 0) {
			r.in("low_stock").fail("under_days", "%q is no number of days over 0", t.UnderDays)
		}
	}
	return out
}

func (r reading) subscription(t subscriptionText) Subscription {
	out := Subscription{Fee: r.amount("subscription", t.Fee), Products: 1}
	if t.Products != "" {
		n, err := strconv.ParseInt(t.Products, 10, 64)
		if out.Products = n; err != nil || n < 1 {
			r.fail("subscription", "products %q: write how many products share the account", t.Products)
		}
	}
	return out
}
