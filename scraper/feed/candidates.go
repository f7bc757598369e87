package feed

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// The fields of a row of candidates, in the order of candidateSchema.
const (
	cID = iota
	cTitle
	cBrand
	cGTIN
	cMPN
	cCategory
	cKeywords
	cCurrency
	cUnitCost
	cUnitCostTiers
	cMOQ
	cFreight
	cDuty
	cPackaging
	cFulfilment
	cStorage
	cReferral
	cFeeTable
	cPayment
	cAd
	cReturnRate
	cReturnCost
	cTax
	cFixed
	cQuality
	cStage
	cSegment
	cMAP
	cListPrice
	cMinMargin
	cLeadTime
	cAvailable
	cDifferentiators
	cProofs
	cOwnSellers
	cWeight
	cSize
	cProgram
	cApparel
	cDangerous
	cStorageMonths
	cStockDays
	cPlacement
	cReturnFreight
	cUnsellable
	cCPC
	cCVR
	cShipping
	cMarketplace
	cCountry
)

func candidateSchema() schema {
	return newSchema("candidate_id", "title", "brand", "gtin", "mpn", "category", "keywords", "currency", "unit_cost",
		"unit_cost_tiers", "moq", "inbound_freight", "duty_rate", "packaging_cost", "fulfilment_cost", "storage_cost",
		"referral_fee_rate", "fee_table", "payment_fee_rate", "ad_cost_rate", "return_rate", "return_cost", "tax_rate",
		"fixed_cost", "quality_score", "stage", "segment", "map_price", "list_price", "min_margin", "lead_time_days",
		"available_units", "differentiators", "proofs", "own_seller_ids", "package_weight", "package_size",
		"fulfilment_program", "apparel", "dangerous", "storage_months", "stock_days", "placement_cost", "return_freight",
		"unsellable_share", "ad_cpc", "ad_cvr", "shipping_charged", "marketplace", "country")
}

// Candidates reads the products that could be sold, in the order of the file. A repeated row is taken once; another
// row with the same candidate_id is a row error. What was read before an error that ends the file is returned with it.
func Candidates(r io.Reader, f Format) ([]market.Candidate, []market.RowError, error) {
	s := candidateSchema()
	var in rows
	switch f {
	case CSV, MerchantTSV:
		in = csvRows(decoded(r), s, [][]string{{"candidate_id"}, {"title"}})
	case JSONL:
		in = jsonRows(r, s)
	case XLSX:
		in = xlsxRows(r, s, [][]string{{"candidate_id"}, {"title"}})
	default:
		return nil, nil, fmt.Errorf("read candidates: %w: format %q: want csv, xlsx or jsonl", market.ErrInvalid, string(f))
	}
	var out []market.Candidate
	var bad []market.RowError
	type place struct{ line, index int }
	first := map[string]place{}
	for r, err := range in {
		var c market.Candidate
		if err == nil {
			c, err = candidateRow(&cells{row: r, schema: &s})
		}
		if p, twice := first[c.ID]; err == nil && twice {
			if reflect.DeepEqual(out[p.index], c) {
				continue
			}
			err = &market.RowError{Line: r.line, Column: r.at[cID], Field: "candidate_id", Value: c.ID,
				Reason: fmt.Sprintf("is also that of another product in line %d", p.line)}
		}
		var rowBad *market.RowError
		switch {
		case errors.As(err, &rowBad):
			bad = append(bad, *rowBad)
		case err != nil:
			return out, bad, fmt.Errorf("read candidates (%s): %w", f, err)
		default:
			first[c.ID] = place{r.line, len(out)}
			out = append(out, c)
		}
	}
	return out, bad, nil
}

func candidateRow(c *cells) (market.Candidate, error) {
	currency := c.currency(cCurrency, "")
	out := market.Candidate{
		ID: c.text(cID), Title: c.text(cTitle), Brand: c.text(cBrand), GTIN: c.gtin(cGTIN), MPN: c.text(cMPN),
		Category: c.text(cCategory), Keywords: c.list(cKeywords), Currency: money.Currency(strings.Clone(string(currency))),
		QualityScore: c.number(cQuality, 0, 100), Stage: c.oneOf(cStage, market.Stages()), Segment: c.text(cSegment),
		MAPPrice: c.money(cMAP, currency), ListPrice: c.money(cListPrice, currency),
		MinMargin: c.rate(cMinMargin, money.RateOne), AvailableUnits: c.count(cAvailable),
		Differentiators: c.list(cDifferentiators), Proofs: c.list(cProofs), OwnSellerIDs: c.list(cOwnSellers),
		Marketplace: c.text(cMarketplace), Country: c.text(cCountry),
	}
	if days := c.count(cLeadTime); days != nil {
		out.LeadTimeDays = new(int(*days))
	}
	out.Cost = c.costs(currency)
	for _, f := range []int{cID, cTitle} {
		if c.text(f) == "" {
			c.fail(f, errors.New("missing"))
		}
	}
	if c.bad != nil {
		return market.Candidate{}, c.bad
	}
	return out, nil
}

func (c *cells) costs(currency money.Currency) market.CostSheet {
	const tariff = 10 * money.RateOne // duties above 100% are in force here and there
	return market.CostSheet{
		UnitCost: c.money(cUnitCost, currency), Tiers: c.tiers(currency), MOQ: c.atLeastOne(cMOQ),
		InboundFreight: c.money(cFreight, currency), DutyRate: c.rate(cDuty, tariff),
		Packaging: c.money(cPackaging, currency), Fulfilment: c.money(cFulfilment, currency), Storage: c.money(cStorage, currency),
		ReferralRate: c.rate(cReferral, money.RateOne), FeeTable: c.text(cFeeTable),
		PaymentRate: c.rate(cPayment, money.RateOne), AdRate: c.rate(cAd, money.RateOne),
		ReturnRate: c.rate(cReturnRate, money.RateOne), ReturnCost: c.money(cReturnCost, currency),
		TaxRate: c.rate(cTax, money.RateOne), FixedCost: c.money(cFixed, currency), Parcel: c.parcel(),
		Program: c.text(cProgram), Apparel: c.whether(cApparel), Dangerous: c.whether(cDangerous),
		StorageMonths: c.number(cStorageMonths, 0, 120), StockDays: c.number(cStockDays, 0, 3650), Placement: c.money(cPlacement, currency),
		ReturnFreight: c.money(cReturnFreight, currency), Unsellable: c.rate(cUnsellable, money.RateOne),
		CPC: c.money(cCPC, currency), CVR: c.rate(cCVR, money.RateOne), ShippingCharged: c.money(cShipping, currency),
	}
}

// whether reads yes or no; an empty cell is unknown.
func (c *cells) whether(field int) *bool {
	switch strings.ToLower(c.text(field)) {
	case "":
	case "yes", "y", "true", "1":
		return new(true)
	case "no", "n", "false", "0":
		return new(false)
	default:
		c.fail(field, errors.New("is neither yes nor no"))
	}
	return nil
}

// parcel reads the weight and size of a packed unit.
func (c *cells) parcel() market.Parcel {
	var out market.Parcel
	var err error
	if text := c.text(cWeight); text != "" {
		if out.Grams, err = market.ParseWeight(text); err != nil {
			c.fail(cWeight, err)
		}
	}
	if text := c.text(cSize); text != "" {
		if out.Sides, err = market.ParseSides(text); err != nil {
			c.fail(cSize, err)
		}
	}
	return out
}

// tiers reads the unit costs of larger orders: "500:8.10|2000:7.45".
func (c *cells) tiers(currency money.Currency) []market.CostTier {
	var out []market.CostTier
	for _, part := range c.list(cUnitCostTiers) {
		from, cost, _ := strings.Cut(part, ":")
		n, err := strconv.ParseInt(strings.TrimSpace(from), 10, 64)
		if err != nil || n < 1 {
			c.fail(cUnitCostTiers, fmt.Errorf("%q is not an order quantity and its unit cost (500:8.10)", part))
			return nil
		}
		a, err := amount(strings.TrimSpace(cost), currency, c.marks)
		if err != nil {
			c.fail(cUnitCostTiers, err)
			return nil
		}
		out = append(out, market.CostTier{From: n, UnitCost: a})
	}
	return out
}
