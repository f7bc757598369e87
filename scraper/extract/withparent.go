package extract

import (
	"maps"

	"shelfwise/market/money"
)

// withParent completes a variant with what its page tells of the product as a whole and keeps for all variants together:
// the buyers' rating and counts. Demand counts them once for the family. The one variant that the page shows chosen, by
// its code at its price, also has what the page tells of its offer.
func (f Found) withParent(p *Found) Found {
	f.Evidence = maps.Clone(f.Evidence)
	if f.Evidence == nil {
		f.Evidence = map[string]Evidence{}
	}
	if f.Rating == nil && f.ReviewCount == nil && f.RatingCount == nil {
		f.Rating, f.RatingScale, f.ReviewCount, f.RatingCount = p.Rating, p.RatingScale, p.ReviewCount, p.RatingCount
		f.evidenceOf(p, fRating, fReviewCount, fRatingCount)
		if f.UnitsSold == nil && (positive(f.ReviewCount) || positive(f.RatingCount)) {
			f.UnitsSold = p.UnitsSold // without a count nothing would tell that the family shares them
			f.evidenceOf(p, fUnitsSold)
		}
	}
	if f.chosen(p) {
		f.offerOf(p)
	}
	return f
}

// chosen reports whether a variant is the one that its page shows: the same code at the same price.
func (f *Found) chosen(p *Found) bool {
	if f.Price == nil || p.Price == nil || !sameMoney(*f.Price, *p.Price) {
		return false
	}
	return str(f.SKU) != "" && str(f.SKU) == str(p.SKU) || str(f.GTIN) != "" && str(f.GTIN) == str(p.GTIN)
}

// offerOf takes over what the page tells of the offer and the variant's own data leave out.
func (f *Found) offerOf(p *Found) {
	if f.ListPrice == nil {
		f.ListPrice = p.ListPrice
		f.evidenceOf(p, fListPrice)
	}
	if f.Availability == nil {
		f.Availability = p.Availability
		f.evidenceOf(p, fAvailability)
	}
	if f.Shipping == nil {
		f.Shipping = p.Shipping
		f.evidenceOf(p, fShipping)
	}
	if (f.Pack == nil || !f.Pack.Sure()) && p.Pack != nil && p.Pack.Sure() {
		f.Pack, f.UnitPrice = p.Pack, p.UnitPrice
		for _, name := range []string{fieldPack, fieldUnitPrice} {
			if e, ok := p.Evidence[name]; ok {
				f.Evidence[name] = e
			}
		}
	}
}

// evidenceOf takes over the evidence of fields that are taken over.
func (f *Found) evidenceOf(p *Found, fields ...field) {
	for _, x := range fields {
		if e, ok := p.Evidence[x.String()]; ok {
			f.Evidence[x.String()] = e
		}
	}
}

func sameMoney(a, b Money) bool {
	x, err := money.Decimal(a.Amount, money.Currency(a.Currency))
	y, err2 := money.Decimal(b.Amount, money.Currency(b.Currency))
	return err == nil && err2 == nil && x == y
}

func positive(n *int64) bool { return n != nil && *n > 0 }
