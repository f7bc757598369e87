package pricing_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/scoring/pricing"
)

const sized = `fee_tables:
  - name: mart
    currency: USD
    dim_weight: {divisor: "139", length: in, weight: lb}
    fulfilment:
      - tier: small
        max_weight: 16 oz
        max_sides: 15x12x0.75 in
        bands: [{up_to: 4 oz, fee: "3.15"}, {up_to: 10 oz, fee: "3.53"}, {up_to: 16 oz, fee: "3.60"}]
      - tier: large
        max_weight: 20 lb
        max_sides: 18x14x8 in
        dim_weight: true
        bands: [{up_to: 1 lb, fee: "4.60"}, {up_to: 3 lb, fee: "6.62"}]
        per_extra: {every: 1 lb, fee: "0.38"}
    referral:
      - {brackets: [{rate: "0.15"}]}
`

// TestF37FulfilmentByTier: a parcel pays the fee of the first size that it fits, by its weight or the room it takes; without
// its size, or too large for any, nothing is made up; a figure of the sheet's own wins.
func TestF37FulfilmentByTier(t *testing.T) {
	tables, err := pricing.ParseFeeTables("sized.yaml", []byte(sized))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ weight, size, own, want string }{
		{"4 oz", "10x8x0.5 in", "", "3.15"},
		{"10 oz", "25.4x20.32x1.27 cm", "", "3.53"},
		{"10.1 oz", "0.75x12x15 in", "", "3.60"},
		{"10 oz", "10x8x1 in", "", "4.60"}, // too thick for small
		{"2 lb", "10x8x2 in", "", "6.62"},
		{"1 lb", "12x10x6 in", "", "7.76"}, // 5.18 lb by room: three pounds begun over three
		{"19.5 lb", "18x14x8 in", "", "13.08"},
		{"25 lb", "18x14x8 in", "", ""},
		{"1 lb", "30x10x6 in", "", ""},
		{"", "10x8x1 in", "", ""},
		{"1 lb", "", "", ""},
		{"4 oz", "10x8x0.5 in", "2.00", "2.00"},
	} {
		c := market.Candidate{ID: "p", Currency: "USD", Cost: market.CostSheet{UnitCost: usd("5"), FeeTable: "mart/anything"}}
		if tc.weight != "" {
			c.Cost.Parcel.Grams, _ = market.ParseWeight(tc.weight)
		}
		if tc.size != "" {
			c.Cost.Parcel.Sides, _ = market.ParseSides(tc.size)
		}
		if tc.own != "" {
			c.Cost.Fulfilment = usd(tc.own)
		}
		c.Cost.FeeTable = "mart"
		e, err := pricing.Compile(c, pricing.Terms{Fees: tables})
		if err != nil {
			t.Fatal(err)
		}
		got, sum := "", int64(0)
		rows := e.Waterfall(usd("30"))
		for _, row := range rows[:len(rows)-1] {
			sum += row.Amount.Minor()
			if row.Item == "fulfilment" && row.Known {
				got = strings.TrimPrefix(row.Amount.Decimal(), "-")
			}
		}
		if got != tc.want || sum != rows[len(rows)-1].Amount.Minor() {
			t.Errorf("%s, %s: fulfilment %q of %s; want %q", tc.weight, tc.size, got, rows[len(rows)-1].Amount, tc.want)
		}
		if slices.Contains(e.Unknown, "fulfilment_cost") != (tc.want == "") {
			t.Errorf("%s, %s: unknown %v", tc.weight, tc.size, e.Unknown)
		}
		if by := strings.Contains(strings.Join(e.Assumptions, "\n"), "billable weight"); by != (tc.want != "" && tc.own == "") {
			t.Errorf("%s, %s: assumptions %q", tc.weight, tc.size, e.Assumptions)
		}
	}
}

func TestF37FulfilmentErrors(t *testing.T) {
	for from, to := range map[string]string{
		`divisor: "139"`: `divisor: "0"`, "length: in": "length: ell", "max_weight: 16 oz": "max_weight: heavy", "15x12x0.75 in": "15x12 in",
		"up_to: 10 oz": "up_to: 3 oz", `fee: "3.53"`: `fee: ""`, "every: 1 lb": "every: one",
	} {
		if _, err := pricing.ParseFeeTables("x.yaml", []byte(strings.Replace(sized, from, to, 1))); !errors.Is(err, market.ErrInvalid) {
			t.Errorf("%s for %s: %v; want ErrInvalid", to, from, err)
		}
	}
}
