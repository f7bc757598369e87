package extract

import (
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Normalise turns what a page showed into market values, once, at the border. source is the site's name, fetched the
// time of the reading; prov is completed with the evidence of each field. What cannot be normalised is an issue and
// never a zero price: a price without a currency is left unknown.
func Normalise(r Result, source string, fetched time.Time, prov market.Provenance) ([]market.Series, []Issue) {
	var out []market.Series
	var issues []Issue
	seen := map[market.ListingID]bool{}
	var parent *Found
	for i, f := range r.Listings {
		if i == 0 && r.Kind == KindProduct && len(r.Listings) > 1 && (f.Price == nil || pricedVariants(r.Listings[1:])) {
			parent = &r.Listings[0] // each of its variants is a listing of its own
			continue
		}
		if parent != nil {
			f = f.withParent(parent)
		}
		s, more := normalise(f, source, fetched, prov)
		issues = append(issues, more...)
		if s.Listing.Title == "" || seen[s.Listing.ID] {
			continue
		}
		seen[s.Listing.ID] = true
		out = append(out, s)
	}
	return out, issues
}

// pricedVariants reports whether variants tell prices of their own. Those that a page only lets choose have none, and the
// page's price is the product's.
func pricedVariants(list []Found) bool {
	byHand := false
	for _, f := range list {
		_, shown := f.Evidence[fieldVariant]
		byHand = byHand || shown && f.Price == nil
	}
	return !byHand
}

func normalise(f Found, source string, fetched time.Time, prov market.Provenance) (market.Series, []Issue) {
	id := firstOf(str(f.SKU), str(f.GTIN))
	l := market.Listing{
		ID: market.NewListingID(source, id, f.URL, f.Variant), Source: source, ExternalID: id, URL: f.URL, Variant: f.Variant,
		Title: f.Title, Brand: str(f.Brand), GTIN: str(f.GTIN), MPN: str(f.MPN), SKU: str(f.SKU), Category: str(f.Category),
		FirstSeen: fetched, LastSeen: fetched,
	}
	prov.Fields = map[string]market.Evidence{}
	for k, e := range f.Evidence {
		prov.Fields[k] = market.Evidence{By: e.By, Path: e.Path, Text: e.Text}
	}
	o := market.Observation{
		ListingID: l.ID, ObservedAt: fetched, Rating: f.Rating, ReviewCount: f.ReviewCount, RatingCount: f.RatingCount,
		Provenance: prov,
	}
	if f.RatingScale != nil && *f.RatingScale != 5 {
		o.RatingScale = *f.RatingScale
	}
	if f.UnitsSold != nil {
		o.UnitsSold = &market.UnitsSold{AtLeast: f.UnitsSold.AtLeast, WindowDays: f.UnitsSold.WindowDays}
	}
	o.Offer.Seller, o.Offer.Condition, o.Offer.Availability = str(f.Seller), str(f.Condition), market.Availability(str(f.Availability))
	if f.Pack != nil && f.Pack.Sure() && f.Pack.Measured() {
		o.Offer.Pack = *f.Pack
	}
	var issues []Issue
	for _, m := range []struct {
		field string
		from  *Money
		to    *money.Amount
	}{{"price", f.Price, &o.Offer.Price}, {"list_price", f.ListPrice, &o.Offer.ListPrice}, {"shipping", f.Shipping, &o.Offer.Shipping}} {
		if m.from == nil {
			continue
		}
		a, err := money.Decimal(m.from.Amount, money.Currency(m.from.Currency))
		switch {
		case err != nil:
			issues = append(issues, Issue{Field: m.field, Text: m.from.Amount + " " + m.from.Currency, Reason: "no amount of a known currency: " + err.Error()})
		case a.Sign() <= 0 && m.field != "shipping":
			issues = append(issues, Issue{Field: m.field, Text: m.from.Amount, Reason: "a price of zero is a placeholder"})
		default:
			*m.to = a
		}
	}
	return market.Series{Listing: l, Observations: []market.Observation{o}}, issues
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
