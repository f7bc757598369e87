package extract

import (
	"maps"
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// UnitPrice is the price per kilogram, litre or piece. Landed counts the shipping in; "" where that is unknown.
type UnitPrice struct {
	Amount   string `json:"amount"`
	Landed   string `json:"landed,omitempty"`
	Currency string `json:"currency"`
	Per      string `json:"per"` // "kg", "l" or "piece"
}

// unitPrice works out the price per unit, also with the shipping where the page shows it, and whether the page's own
// unit price agrees with the pack size that the name tells.
func (e *evidence) unitPrice() {
	f := &e.found
	pack, ok := market.PackOf(f.Title)
	if !ok || f.Price == nil {
		return
	}
	u := unitPriceOf(f, pack)
	if u == nil {
		return
	}
	shown, agrees := e.shownUnitPrice(*u)
	if shown != nil && !agrees {
		e.found.Rejected = append(e.found.Rejected, Rejected{Field: fieldUnitPrice, Text: u.Amount + " " + u.Currency + " per " + u.Per, Reason: "the page's own price per unit is another: " + shown.text})
		e.d.issues = append(e.d.issues, Issue{Field: fieldUnitPrice, Text: shown.text, Reason: "differs from what the price and the size in the name come to: " + u.Amount + " per " + u.Per})
		return
	}
	pack.Confirmed = agrees
	f.Pack = &pack
	f.Evidence[fieldPack] = Evidence{By: "heuristic", Path: "title", Text: clip(f.Title, 120)}
	if pack.Sure() {
		f.setUnitPrice(u)
	}
	if agrees {
		f.Evidence[fieldUnitPrice] = Evidence{By: "heuristic", Path: e.d.path(shown.node), Text: clip(shown.text, 120)}
	}
}

// setUnitPrice gives a listing its price per unit, with what it was worked out from.
func (f *Found) setUnitPrice(u *UnitPrice) {
	if u == nil {
		return
	}
	f.UnitPrice = u
	from := f.Price.Amount + " " + f.Price.Currency + " / " + f.Pack.String()
	f.Evidence[fieldUnitPrice] = Evidence{By: "computed", Path: "price / pack", Text: clip(from, 120)}
}

// fieldPack is the name of a listing's pack size in its evidence.
const fieldPack = "pack"

// packOfVariant reads the pack size of one variant from its own name or options; a variant's pack is one more of its
// differences from its siblings ("500 g", "6 x 500 g"), so that the parent's is not taken for it.
func (f *Found) packOfVariant() {
	var options []string
	for _, k := range slices.Sorted(maps.Keys(f.Variant)) {
		options = append(options, f.Variant[k])
	}
	text := strings.Join(options, ", ")
	pack, ok := market.PackOf(text)
	if !ok || pack.Unit == "piece" { // "2-pack" of what the title tells
		text = f.Title + ", " + text
		pack, ok = market.PackOf(text)
	}
	if !ok || f.Price == nil {
		return
	}
	f.Pack = &pack
	f.Evidence[fieldPack] = Evidence{By: "heuristic", Path: "variant", Text: clip(text, 120)}
	if pack.Sure() {
		f.setUnitPrice(unitPriceOf(f, pack))
	}
}

// unitPriceOf is what a listing's price comes to per unit, nil where it cannot be told.
func unitPriceOf(f *Found, p market.Pack) *UnitPrice {
	price, err := money.Decimal(f.Price.Amount, money.Currency(f.Price.Currency))
	if err != nil {
		return nil
	}
	o := market.Offer{Price: price, Pack: p}
	if f.Shipping != nil {
		if ship, err := money.Decimal(f.Shipping.Amount, money.Currency(f.Shipping.Currency)); err == nil {
			o.Shipping = ship
		}
	}
	each := p.PerUnit(price)
	if !each.Known() {
		return nil
	}
	u := &UnitPrice{Amount: each.Decimal(), Currency: f.Price.Currency, Per: p.Per()}
	if landed := p.PerUnit(o.Landed()); landed.Known() {
		u.Landed = landed.Decimal()
	}
	return u
}
