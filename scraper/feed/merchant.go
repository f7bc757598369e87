package feed

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html/charset"

	"shelfwise/market"
	"shelfwise/market/money"
)

// The fields of a row of a Google Merchant feed, in the order of merchantSchema.
const (
	mID = iota
	mTitle
	mLink
	mPrice
	mSalePrice
	mSaleDates
	mAvailability
	mCondition
	mBrand
	mGTIN
	mMPN
	mGroup
	mProductType
	mGoogleCategory
	mShippingPrice
	mShipping
	mMultipack
	mIsBundle
	mColor
	mSize
	mMaterial
	mPattern
	mGender
	mAgeGroup
	mUnitMeasure
)

// merchantSchema follows Google's product data specification (support.google.com/merchants/answer/7052112).
func merchantSchema() schema {
	return newSchema("id", "title", "link", "price", "sale_price", "sale_price_effective_date", "availability", "condition",
		"brand", "gtin", "mpn", "item_group_id", "product_type", "google_product_category", "shipping(price)", "shipping",
		"multipack", "is_bundle", "color", "size", "material", "pattern", "gender", "age_group", "unit_pricing_measure")
}

func merchantNeeds() [][]string { return [][]string{{"id"}, {"title"}, {"price"}} }

func merchantRows(in rows, o Options) iter.Seq2[Entry, error] {
	s := merchantSchema()
	return func(yield func(Entry, error) bool) {
		for r, err := range in {
			var e Entry
			if err == nil {
				e, err = merchantRow(&cells{row: r, schema: &s}, o)
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

func merchantRow(c *cells, o Options) (Entry, error) {
	e := Entry{Line: c.line, Listing: market.Listing{
		Source: o.Source, ExternalID: c.text(mID), URL: resolve(o.BaseURL, c.text(mLink)), Title: c.text(mTitle),
		Brand: c.text(mBrand), GTIN: c.gtin(mGTIN), MPN: c.text(mMPN), Category: merchantCategory(c), Variant: merchantVariant(c),
	}}
	if c.text(mID) == "" {
		c.fail(mID, errors.New("missing"))
	}
	at := o.ObservedAt
	offer := market.Offer{
		Price: c.priced(mPrice, o.Currency), Availability: c.availability(mAvailability),
		Condition: condition(c.text(mCondition)),
	}
	if sale := c.priced(mSalePrice, cmp.Or(offer.Price.Currency(), o.Currency)); cheaper(sale, offer.Price) && c.onSale(at) {
		offer.ListPrice, offer.Price = offer.Price, sale
	}
	offer.Shipping = c.priced(mShippingPrice, cmp.Or(offer.Price.Currency(), o.Currency))
	if text := c.text(mShipping); text != "" && !offer.Shipping.Known() {
		// "US:CA:Overnight:16.00 USD": country, region and service, any of them empty, then the price. Several
		// places stand side by side; with more than one the shipping depends on the buyer and is unknown here.
		if !strings.Contains(text, ",") {
			price, err := amount(strings.TrimSpace(text[strings.LastIndexByte(text, ':')+1:]), offer.Price.Currency(), c.marks)
			if err == nil {
				offer.Shipping = price
			}
		}
	}
	offer.Pack = merchantPack(c)
	e.Observation = market.Observation{ObservedAt: at, Offer: offer}
	if c.bad != nil {
		return e, c.bad
	}
	return e, nil
}

// cheaper reports whether a sale price is one: known, above zero and below the price. Some feeds repeat the price in it, or
// write 0.
func cheaper(sale, price money.Amount) bool {
	return sale.Known() && sale.Sign() > 0 && (!price.Known() || sale.Currency() == price.Currency() && sale.Minor() < price.Minor())
}

// merchantPack is what the price buys: the stated measure, which is of all that is sold together, else the number of like
// products. unit_pricing_base_measure only says per how much the shop shows its price and is not needed.
func merchantPack(c *cells) market.Pack {
	pack, ok := market.ParsePack(c.value(mUnitMeasure))
	n, err := strconv.Atoi(c.value(mMultipack))
	switch {
	case err != nil || n < 2:
	case ok:
		return pack.Of(n)
	default:
		pack, _ = market.ParsePack(strconv.Itoa(n) + " ct")
	}
	return pack
}

// onSale reports whether the sale price is in force: always without dates, else from the first to the second.
func (c *cells) onSale(at time.Time) bool {
	v := c.value(mSaleDates)
	if v == "" {
		return true
	}
	from, to, ok := strings.Cut(v, "/")
	begin, err1 := parseTime(strings.TrimSpace(from))
	end, err2 := parseTime(strings.TrimSpace(to))
	if !ok || err1 != nil || err2 != nil {
		c.fail(mSaleDates, fmt.Errorf("%q is not two times with a slash between", v))
		return false
	}
	return !at.Before(begin) && at.Before(end)
}

// merchantCategory prefers the shop's own category to Google's number.
func merchantCategory(c *cells) string {
	if own := c.text(mProductType); own != "" {
		return own
	}
	return c.text(mGoogleCategory)
}

func merchantVariant(c *cells) map[string]string {
	v := map[string]string{}
	for _, f := range []int{mMultipack, mColor, mSize, mMaterial, mPattern, mGender, mAgeGroup} {
		if text := c.text(f); text != "" {
			v[c.schema.names[f]] = strings.Clone(text)
		}
	}
	if b := strings.ToLower(c.text(mIsBundle)); b == "yes" || b == "true" {
		v["is_bundle"] = "yes"
	}
	if len(v) == 0 {
		return nil
	}
	return v
}

// resolve makes an address absolute; one that cannot be read stays as it is.
func resolve(base, ref string) string {
	if base == "" || ref == "" || strings.HasPrefix(ref, "http://") || strings.HasPrefix(ref, "https://") {
		return ref
	}
	b, err := url.Parse(base)
	if err != nil {
		return ref
	}
	u, err := b.Parse(ref)
	if err != nil {
		return ref
	}
	return u.String()
}

// merchantXMLRows streams the items of RSS 2.0 and the entries of Atom. Names are taken without their namespace, so
// that feeds with another prefix than g, or none, are read too.
func merchantXMLRows(in io.Reader, s schema) rows {
	return func(yield func(*row, error) bool) {
		d := xml.NewDecoder(decoded(in))
		d.Strict, d.Entity, d.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
		r := &row{values: make([]string, len(s.names)), at: make([]int, len(s.names))}
		seen := false
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				if !seen {
					yield(nil, fmt.Errorf("%w: not an RSS or Atom feed", market.ErrInvalid))
				}
				return
			}
			if err != nil {
				yield(nil, xmlError(d, err))
				return
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			switch start.Name.Local {
			case "rss", "feed", "channel":
				seen = true
			case "item", "entry":
				if err := r.item(d, s); err != nil {
					yield(nil, xmlError(d, err))
					return
				}
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

func xmlError(d *xml.Decoder, err error) error {
	line, column := d.InputPos()
	return fmt.Errorf("line %d, column %d: %w: %w", line, column, market.ErrInvalid, err)
}

// item fills the row from the children of one element; of a repeated child the first counts.
func (r *row) item(d *xml.Decoder, s schema) error {
	clear(r.values)
	clear(r.at)
	r.line, _ = d.InputPos()
	var path []string
	var text strings.Builder
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			path = append(path, t.Name.Local)
			text.Reset()
			if strings.EqualFold(t.Name.Local, "link") { // Atom has the address in an attribute
				for _, a := range t.Attr {
					if a.Name.Local == "href" {
						text.WriteString(a.Value)
					}
				}
			}
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			if len(path) == 0 {
				return nil
			}
			r.child(path, strings.TrimSpace(text.String()), s)
			path = path[:len(path)-1]
			text.Reset()
		}
	}
}

func (r *row) child(path []string, value string, s schema) {
	name := strings.ToLower(path[0])
	if len(path) == 2 && name == "shipping" && strings.EqualFold(path[1], "price") {
		name = "shipping(price)"
	} else if len(path) > 1 {
		return
	}
	if f, ok := s.index[name]; ok && r.values[f] == "" {
		r.values[f] = value
	}
}
