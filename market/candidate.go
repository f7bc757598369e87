package market

import (
	"strings"

	"shelfwise/market/money"
)

// Candidate is a product that a retailer could sell. Only ID and Title are needed; the rest widens what can be
// said. Empty strings, unknown amounts and nil pointers are unknown.
type Candidate struct {
	ID              string         `json:"candidate_id"`
	Title           string         `json:"title"`
	Brand           string         `json:"brand,omitempty"`
	GTIN            string         `json:"gtin,omitempty"`
	MPN             string         `json:"mpn,omitempty"`
	Category        string         `json:"category,omitempty"`
	Keywords        []string       `json:"keywords,omitempty"`
	Currency        money.Currency `json:"currency,omitempty"` // of the cost sheet and of the advice
	Cost            CostSheet      `json:"cost"`
	QualityScore    *float64       `json:"quality_score,omitempty"` // the buyer's own 0–100; 50 is the category's usual
	Stage           string         `json:"stage,omitempty"`         // launch, growth, mature, decline
	Segment         string         `json:"segment,omitempty"`
	MAPPrice        money.Amount   `json:"map_price,omitzero"`  // minimum advertised price set by the maker
	ListPrice       money.Amount   `json:"list_price,omitzero"` // recommended retail price
	MinMargin       *money.Rate    `json:"min_margin,omitempty"`
	LeadTimeDays    *int           `json:"lead_time_days,omitempty"`
	AvailableUnits  *int64         `json:"available_units,omitempty"`
	Differentiators []string       `json:"differentiators,omitempty"`
	Proofs          []string       `json:"proofs,omitempty"`
	OwnSellerIDs    []string       `json:"own_seller_ids,omitempty"` // our own offers among the listings
	Marketplace     string         `json:"marketplace,omitempty"`    // where it is to be sold
	Country         string         `json:"country,omitempty"`
}

// CostSheet is what a unit costs to sell. Amounts are per unit in the candidate's currency, FixedCost per month;
// rates are shares of the price, DutyRate a share of unit cost and freight. Nil and the zero Amount are unknown, not 0.
type CostSheet struct {
	UnitCost       money.Amount `json:"unit_cost,omitzero"` // at the smallest order
	Tiers          []CostTier   `json:"tiers,omitempty"`    // lower unit costs of larger orders
	MOQ            *int64       `json:"moq,omitempty"`
	InboundFreight money.Amount `json:"inbound_freight,omitzero"`
	DutyRate       *money.Rate  `json:"duty_rate,omitempty"`
	Packaging      money.Amount `json:"packaging_cost,omitzero"`
	Fulfilment     money.Amount `json:"fulfilment_cost,omitzero"`
	Storage        money.Amount `json:"storage_cost,omitzero"`
	Parcel         Parcel       `json:"parcel,omitzero"` // tells Fulfilment by a fee table where that is not given
	ReferralRate   *money.Rate  `json:"referral_fee_rate,omitempty"`
	FeeTable       string       `json:"fee_table,omitempty"` // name of a fee table, instead of ReferralRate
	PaymentRate    *money.Rate  `json:"payment_fee_rate,omitempty"`
	AdRate         *money.Rate  `json:"ad_cost_rate,omitempty"`
	ReturnRate     *money.Rate  `json:"return_rate,omitempty"`
	ReturnCost     money.Amount `json:"return_cost,omitzero"` // per returned unit
	TaxRate        *money.Rate  `json:"tax_rate,omitempty"`   // included in the price (VAT)
	FixedCost      money.Amount `json:"fixed_cost,omitzero"`

	// What a fee table or a formula needs beside them.
	Program         string       `json:"fulfilment_program,omitempty"` // of the fee table, where it has several
	Apparel         *bool        `json:"apparel,omitempty"`
	Dangerous       *bool        `json:"dangerous,omitempty"`
	StorageMonths   *float64     `json:"storage_months,omitempty"`   // how long a unit lies in the warehouse
	StockDays       *float64     `json:"stock_days,omitempty"`       // days of sales that are kept in stock
	Placement       money.Amount `json:"placement_cost,omitzero"`    // spreading a unit over warehouses
	ReturnFreight   money.Amount `json:"return_freight,omitzero"`    // of one returned unit
	Unsellable      *money.Rate  `json:"unsellable_share,omitempty"` // of the returned units
	CPC             money.Amount `json:"ad_cpc,omitzero"`            // one click on an advertisement
	CVR             *money.Rate  `json:"ad_cvr,omitempty"`           // share of such clicks that buy
	ShippingCharged money.Amount `json:"shipping_charged,omitzero"`  // what a buyer pays for shipping beside the price
}

// CostTier is the unit cost from an order quantity on.
type CostTier struct {
	From     int64        `json:"from"`
	UnitCost money.Amount `json:"unit_cost"`
}

// Tagged splits a differentiator into the need it serves and its text: "experience: quiet at night". The tag is functional,
// psychological, value, experience or other, or "" where the text names none.
func Tagged(differentiator string) (tag, text string) {
	before, after, ok := strings.Cut(differentiator, ":")
	switch t := strings.ToLower(strings.TrimSpace(before)); {
	case !ok:
	case t == "functional" || t == "psychological" || t == "value" || t == "experience" || t == "other":
		return t, strings.TrimSpace(after)
	}
	return "", differentiator
}

// Stages lists the stages of a product that a candidate may state (text 002-F).
func Stages() []string { return []string{"launch", "growth", "mature", "decline", "insufficient"} }
