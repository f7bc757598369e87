package feed

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"iter"
	"strconv"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

type wooProduct struct {
	ID            json.Number `json:"id"`
	Name          string      `json:"name"`
	SKU           string      `json:"sku"`
	Permalink     string      `json:"permalink"`
	Prices        *wooPrices  `json:"prices"`
	AverageRating json.Number `json:"average_rating"`
	ReviewCount   *int64      `json:"review_count"`
	InStock       *bool       `json:"is_in_stock"`
	OnBackorder   bool        `json:"is_on_backorder"`
	Categories    []wooTerm   `json:"categories"`
	Brands        []wooTerm   `json:"brands"`
	GlobalID      string      `json:"global_unique_id"`
	Variation     string      `json:"variation"` // of a variation: "Color: Red, Size: M"
}

type wooTerm struct {
	Name string `json:"name"`
}

type wooPrices struct {
	Price        string    `json:"price"`
	RegularPrice string    `json:"regular_price"`
	Range        *wooRange `json:"price_range"`
	Currency     string    `json:"currency_code"`
	MinorUnit    *int      `json:"currency_minor_unit"`
}

type wooRange struct {
	Min string `json:"min_amount"`
	Max string `json:"max_amount"`
}

// WooRange is the field of the row error that says that a product's variations have prices of their own.
const WooRange = "prices.price_range"

// wooEntries streams the products of WooCommerce's Store API, whose prices are whole numbers of minor units.
// A product whose variants differ in price is kept without one, and a row error says so.
func wooEntries(in io.Reader, o Options) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for n, raw := range objects(in, "products", "product") {
			if raw.err != nil {
				yield(Entry{}, raw.err)
				return
			}
			var p wooProduct
			if err := json.Unmarshal(raw.json, &p); err != nil {
				if !yield(Entry{}, itemError(n, err)) {
					return
				}
				continue
			}
			e, keep, err := p.entry(n, o)
			if err != nil && !yield(Entry{}, err) || keep && !yield(e, nil) {
				return
			}
		}
	}
}

// entry reads one product. Keep says whether there is an entry; it may come with an error about a part of it.
func (p *wooProduct) entry(n int, o Options) (e Entry, keep bool, err error) {
	bad := func(field, value string, err error) error {
		return &market.RowError{Line: n, Field: field, Value: value, Reason: err.Error()}
	}
	e = Entry{Line: n, Listing: market.Listing{
		Source: o.Source, ExternalID: p.ID.String(), URL: resolve(o.BaseURL, p.Permalink), Title: html.UnescapeString(p.Name),
		SKU: p.SKU, Brand: firstTerm(p.Brands), Category: firstTerm(p.Categories), GTIN: wooGTIN(p.GlobalID),
		Variant: wooVariant(p.Variation),
	}}
	e.Observation = market.Observation{ObservedAt: o.ObservedAt, ReviewCount: p.ReviewCount}
	if rating := p.AverageRating.String(); strings.Trim(rating, "0.") != "" { // "0" is written where no one has rated
		f, err := strconv.ParseFloat(rating, 64)
		if err != nil || f < 0 || f > 5 {
			return e, false, bad("average_rating", rating, errors.New("is not between 0 and 5"))
		}
		e.Observation.Rating = &f
	}
	if p.InStock != nil {
		switch offer := &e.Observation.Offer; {
		case p.OnBackorder:
			offer.Availability = market.BackOrder
		case *p.InStock:
			offer.Availability = market.InStock
		default:
			offer.Availability = market.OutOfStock
		}
	}
	if p.Prices == nil {
		return e, true, nil
	}
	if r := p.Prices.Range; r != nil && r.Min != r.Max {
		return e, true, bad(WooRange, r.Min+"-"+r.Max, errors.New("the variants have prices of their own: the price is left unknown"))
	}
	offer := &e.Observation.Offer
	if offer.Price, err = p.Prices.amount(p.Prices.Price, o.Currency); err != nil {
		return e, false, bad("prices.price", p.Prices.Price, err)
	}
	list, err := p.Prices.amount(p.Prices.RegularPrice, o.Currency)
	if err != nil {
		return e, false, bad("prices.regular_price", p.Prices.RegularPrice, err)
	}
	if order, err := list.Cmp(offer.Price); err == nil && order > 0 {
		offer.ListPrice = list
	}
	return e, true, nil
}

// amount places the decimal point of a whole number of the shop's minor units. The shop's number of decimals need
// not be ISO 4217's: some show euros without cents.
func (w *wooPrices) amount(text string, otherwise money.Currency) (money.Amount, error) {
	if text == "" {
		return money.Amount{}, nil
	}
	c := money.Currency(w.Currency)
	if c == "" {
		c = otherwise
	}
	if c == "" {
		return money.Amount{}, errors.New("an amount without a currency")
	}
	if w.MinorUnit == nil || *w.MinorUnit < 0 || *w.MinorUnit > 6 {
		return money.Amount{}, errors.New("currency_minor_unit is missing: the place of the decimal point is unknown")
	}
	if len(digits(text)) != len(text) {
		return money.Amount{}, fmt.Errorf("%q is not a whole number of minor units", text)
	}
	if n := *w.MinorUnit; n > 0 {
		text = strings.Repeat("0", max(0, n+1-len(text))) + text
		text = text[:len(text)-n] + "." + text[len(text)-n:]
	}
	return amount(text, c, decimalMarks{point: true})
}

// wooVariant reads the options of a variation. A part without a colon belongs to the value before it.
func wooVariant(text string) map[string]string {
	var out map[string]string
	last := ""
	for part := range strings.SplitSeq(html.UnescapeString(text), ", ") {
		name, value, ok := strings.Cut(part, ": ")
		switch {
		case ok && name != "" && value != "":
			if out == nil {
				out = map[string]string{}
			}
			last = strings.ToLower(strings.TrimSpace(name))
			out[last] = strings.TrimSpace(value)
		case last != "":
			out[last] += ", " + part
		}
	}
	return out
}

func firstTerm(terms []wooTerm) string {
	if len(terms) == 0 {
		return ""
	}
	return html.UnescapeString(terms[0].Name)
}

func wooGTIN(text string) string {
	if len(digits(text)) != len(text) || len(text) < 8 || len(text) > 14 {
		return ""
	}
	return text
}
