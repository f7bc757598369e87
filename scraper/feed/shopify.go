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

type shopifyProduct struct {
	ID          json.Number      `json:"id"`
	Title       string           `json:"title"`
	Handle      string           `json:"handle"`
	Vendor      string           `json:"vendor"`
	ProductType string           `json:"product_type"`
	Options     []shopifyOption  `json:"options"`
	Variants    []shopifyVariant `json:"variants"`
}

// shopifyOption is an object in products.json and a bare name in some themes' copies of it.
type shopifyOption struct{ Name string }

// UnmarshalJSON reads either form.
func (o *shopifyOption) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &o.Name)
	}
	var wire struct {
		Name string `json:"name"`
	}
	err := json.Unmarshal(b, &wire)
	o.Name = wire.Name
	return err
}

type shopifyVariant struct {
	ID             json.Number     `json:"id"`
	Title          string          `json:"title"`
	SKU            string          `json:"sku"`
	Barcode        string          `json:"barcode"`
	Price          json.RawMessage `json:"price"`
	CompareAtPrice json.RawMessage `json:"compare_at_price"`
	Available      *bool           `json:"available"`
	Option1        string          `json:"option1"`
	Option2        string          `json:"option2"`
	Option3        string          `json:"option3"`
	UnitPrice      *struct {
		Value json.Number `json:"quantity_value"`
		Unit  string      `json:"quantity_unit"`
	} `json:"unit_price_measurement"`
}

// shopifyEntries streams products.json: each variant is a listing, known by its variant id. The feed names no
// currency, so that reading it without Options.Currency is market.ErrInvalid.
func shopifyEntries(in io.Reader, o Options) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		if !o.Currency.Valid() {
			yield(Entry{}, &market.FieldError{Field: "currency", Problem: "a Shopify feed names none: give the shop's"})
			return
		}
		for n, raw := range objects(in, "products", "product") {
			if raw.err != nil {
				yield(Entry{}, raw.err)
				return
			}
			var p shopifyProduct
			if err := json.Unmarshal(raw.json, &p); err != nil {
				if !yield(Entry{}, itemError(n, err)) {
					return
				}
				continue
			}
			for i := range p.Variants {
				e, err := p.entry(n, i, o)
				if !yield(e, err) {
					return
				}
			}
		}
	}
}

func (p *shopifyProduct) entry(n, i int, o Options) (Entry, error) {
	v := &p.Variants[i]
	bad := func(field string, value json.RawMessage, err error) error {
		return &market.RowError{Line: n, Column: i + 1, Field: field, Value: string(value), Reason: err.Error()}
	}
	e := Entry{Line: n, Listing: market.Listing{
		Source: o.Source, ExternalID: v.ID.String(), Title: html.UnescapeString(p.Title), Brand: p.Vendor,
		Category: p.ProductType, SKU: v.SKU, Variant: p.variant(v),
	}}
	if v.Barcode != "" && len(digits(v.Barcode)) == len(v.Barcode) {
		e.Listing.GTIN = v.Barcode
	}
	if p.Handle != "" {
		e.Listing.URL = resolve(o.BaseURL, "/products/"+p.Handle)
		if len(p.Variants) > 1 {
			e.Listing.URL += "?variant=" + v.ID.String()
		}
	}
	if len(p.Variants) > 1 && v.Title != "" && e.Listing.Title != "" && v.Title != "Default Title" {
		e.Listing.Title += " - " + html.UnescapeString(v.Title)
	}
	price, err := shopifyAmount(v.Price, o.Currency)
	if err != nil {
		return e, bad("price", v.Price, err)
	}
	list, err := shopifyAmount(v.CompareAtPrice, o.Currency)
	if err != nil {
		return e, bad("compare_at_price", v.CompareAtPrice, err)
	}
	// A was-price that is not above the price is no was-price: shops leave "0.00" or the same figure there.
	if order, err := list.Cmp(price); err != nil || order <= 0 {
		list = money.Amount{}
	}
	e.Observation = market.Observation{ObservedAt: o.ObservedAt, Offer: market.Offer{Price: price, ListPrice: list}}
	if u := v.UnitPrice; u != nil { // shown where the law wants it: the EU, Switzerland
		e.Observation.Offer.Pack, _ = market.ParsePack(trimDecimals(u.Value.String()) + " " + u.Unit)
	}
	if v.Available != nil {
		e.Observation.Offer.Availability = market.OutOfStock
		if *v.Available {
			e.Observation.Offer.Availability = market.InStock
		}
	}
	return e, nil
}

// trimDecimals writes "500.0" as "500".
func trimDecimals(number string) string {
	if !strings.Contains(number, ".") {
		return number
	}
	return strings.TrimRight(strings.TrimRight(number, "0"), ".")
}

func (p *shopifyProduct) variant(v *shopifyVariant) map[string]string {
	out := map[string]string{}
	for i, value := range []string{v.Option1, v.Option2, v.Option3} {
		if i >= len(p.Options) || value == "" || value == "Default Title" {
			continue
		}
		out[strings.ToLower(p.Options[i].Name)] = value
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// shopifyAmount reads "29.99". A bare whole number is refused: other endpoints of the same shops give cents there.
func shopifyAmount(raw json.RawMessage, c money.Currency) (money.Amount, error) {
	text := string(raw)
	switch {
	case text == "", text == "null", text == `""`:
		return money.Amount{}, nil
	case text[0] != '"' && !strings.Contains(text, "."):
		return money.Amount{}, fmt.Errorf("%s may be cents or whole units: a text with decimals is wanted", text)
	}
	return amount(strings.Trim(text, `" `), c, decimalMarks{point: true})
}

type object struct {
	json json.RawMessage
	err  error
}

// objects streams the items of a JSON feed with their ordinals: the elements of a top-level array, of the array under
// the key list, or the one object under the key single. An element with err is the last.
func objects(in io.Reader, list, single string) iter.Seq2[int, object] {
	return func(yield func(int, object) bool) {
		d := json.NewDecoder(decoded(in))
		first, err := d.Token()
		switch {
		case err != nil:
			yield(0, object{err: jsonError(d, err)})
			return
		case first == json.Delim('['):
			elements(d, yield)
			return
		case first != json.Delim('{'):
			yield(0, object{err: fmt.Errorf("%w: a JSON array or object is wanted", market.ErrInvalid)})
			return
		}
		found := false
		for d.More() {
			key, err := d.Token()
			if err != nil {
				yield(0, object{err: jsonError(d, err)})
				return
			}
			var skip json.RawMessage
			if key == list {
				if open, err := d.Token(); err == nil && open == json.Delim('[') {
					if found = true; !elements(d, yield) {
						return
					}
					continue
				}
				yield(0, object{err: fmt.Errorf("%w: %q is not an array", market.ErrInvalid, list)})
				return
			}
			if err := d.Decode(&skip); err != nil {
				yield(0, object{err: jsonError(d, err)})
				return
			}
			if key == single {
				if found = true; !yield(1, object{json: skip}) {
					return
				}
			}
		}
		if !found {
			yield(0, object{err: fmt.Errorf("%w: no %q in the feed", market.ErrInvalid, list)})
		}
	}
}

// elements yields the elements of the array that is open, up to its end; false where reading stopped before.
func elements(d *json.Decoder, yield func(int, object) bool) bool {
	for n := 1; d.More(); n++ {
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			yield(n, object{err: jsonError(d, err)})
			return false
		}
		if !yield(n, object{json: raw}) {
			return false
		}
	}
	if _, err := d.Token(); err != nil {
		yield(0, object{err: jsonError(d, err)})
		return false
	}
	return true
}

func jsonError(d *json.Decoder, err error) error {
	return fmt.Errorf("byte %d: %w: %w", d.InputOffset(), market.ErrInvalid, err)
}

// itemError is the row error of an item whose JSON has not the feed's shape.
func itemError(n int, err error) error {
	bad := &market.RowError{Line: n, Reason: err.Error()}
	if shape, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		bad.Field, bad.Column = shape.Field, int(shape.Offset)
		bad.Reason = "a JSON " + shape.Value + " stands where " + strconv.Quote(shape.Type.String()) + " is wanted"
	}
	return bad
}
