package pricing_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/scoring/pricing"
)

// TestF37FeeTableMistakesAreAllListed: each mistake of a table is told with table, row, field and what to write, all at once.
func TestF37FeeTableMistakesAreAllListed(t *testing.T) {
	swap := strings.NewReplacer(
		"country: US", "country: Utopia", `valid_to: "2026-12-31"`, `valid_to: "2025-12-31"`, "up_to: 10.00, rate: 0.08", "up_to: 10.00, rate: 15",
		"min_fee: 0.30, base: price, tax: excl", "min_fee: -1, base: price, tax: none", "months: [10, 11, 12]", "months: [9, 10, 13]",
		"months: all, per_volume: 1.00", "months: all, per_volume: -1", "up_to_weight: 3 lb", "up_to_weight: 0.5 lb", "every: 8 oz", "every: a bit",
		"divisor: 139, applies_to_tiers: [large standard]", "divisor: 139, applies_to_tiers: [huge]", "price_band: {from: 10}", "price_band: {from: 9}",
		"{size: small standard, fee: 0.21}", "{size: tiny, fee: 0.21}", "under_days: 28", "under_days: few", "products: 3", "products: 0",
		"fee_tax: 0.10", "fee_tax: 1.1", "rate: 0.029", `rate: "2,9"`)
	_, err := pricing.ParseFeeTables("bad.yaml", []byte(swap.Replace(full)))
	var bad *pricing.FeeFileError
	if !errors.As(err, &bad) || !errors.Is(err, market.ErrInvalid) {
		t.Fatalf("%v; want a FeeFileError that is ErrInvalid", err)
	}
	for _, want := range []string{
		`table full: country: "Utopia" is no country's code: write US`, "table full: valid_to: 2025-12-31 is before valid_from", "referral 1 (beauty), bracket 1: rate: 15 is not a share",
		"referral 2 (gadgets): min_fee: -1 is under nothing", `referral 2 (gadgets): tax: "none" is unknown: write incl or excl`, "storage 2 (standard): months: month 9 stands twice",
		`storage 2 (standard): months: "13" is no month`, "storage (standard): months: none for 11, 12: add a row", `storage 3 (standard): per_volume: "-1" is no fee`,
		`fulfilment 4 (large standard): bands.up_to_weight: "0.5 lb": weights must be given and rise`, `per_extra_unit.every: "a bit" is no weight`,
		`dim_weight: applies_to_tiers: size "huge" is none of`, "fulfilment 2 (small standard): price_band: another row", `inbound_placement: size "tiny" is none of`,
		`low_stock: under_days: "few" is no number`, `subscription: products "0"`, "fee_tax: 1.1 is not a share", `payment.rate: "2,9" is no share: write 0.15 for 15%`,
	} {
		if !slices.ContainsFunc(bad.Mistakes, func(e error) bool { return strings.Contains(e.Error(), want) }) {
			t.Errorf("no mistake %q", want)
		}
	}
	if len(bad.Mistakes) != 21 { // and three of storage, whose unit of room hangs on the country
		t.Errorf("%d mistakes; want 21:\n%s", len(bad.Mistakes), strings.Join(strings.Split(err.Error(), "; "), "\n"))
	}
}

// TestF37FeeTableSpellings: the short and the long spellings of the shape are one.
func TestF37FeeTableSpellings(t *testing.T) {
	head := "fee_tables:\n  - name: a\n    currency: EUR\n    country: DE\n"
	for _, text := range []string{
		"    returns_processing: 2.50\n    inbound_placement: 0.30\n    low_stock: 0.89\n    subscription: 39.00\n",
		"    returns_processing: {fee: 2.50}\n    inbound_placement: [{fee: 0.30}]\n    low_stock: {under_days: 28, fee: 0.89}\n    subscription: {fee: 39}\n",
	} {
		tables, err := pricing.ParseFeeTables("a.yaml", []byte(head+text))
		if err != nil {
			t.Fatal(err)
		}
		a := tables["a"]
		got := []string{a.Returns[0].Fee.Decimal(), a.Placement[0].Fee.Decimal(), a.LowStock.Fees[0].Fee.Decimal(), a.Subscription.Fee.Decimal()}
		if diff := cmp.Diff([]string{"2.50", "0.30", "0.89", "39.00"}, got); diff != "" || a.LowStock.UnderDays != 28 {
			t.Errorf("%s: %s", text, diff)
		}
	}
	for text, fine := range map[string]bool{
		"    storage: [{months: oct-feb, per_volume: 26.00/m3}, {months: 3-9, per_volume: 0.026 per litre}]\n": true,
		"    storage: [{months: all, per_volume: 26.00}]\n":                                                    false, // of what room?
		"    storage: [{months: 1-12, per_volume: 26.00, volume: m3, volumes: 2}]\n":                           false,
	} {
		if _, err := pricing.ParseFeeTables("a.yaml", []byte(head+text)); (err == nil) != fine {
			t.Errorf("%s: %v", text, err)
		}
	}
}
