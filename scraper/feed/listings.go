package feed

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"strconv"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Options says what a file of listings does not say itself.
type Options struct {
	Source     string         // name of the site; "" takes each row's own, else the host of its address
	Unnamed    string         // site of rows that name none in a file that names none, by source or address; "" refuses them
	Currency   money.Currency // of prices that stand without one; Shopify's always do
	BaseURL    string         // of the shop, for feeds that name products by path
	ObservedAt time.Time      // of rows without a time: when the file was fetched or written
	Name       string         // of the file, for provenance; "" keeps none
	Extractor  string         // name for the evidence of each number ("shopify"); "" keeps none
	Layout     *Layout        // filled with how a table was taken; nil: no one asks
}

// Entry is one reading of one listing, as a file gives it. Its strings may share the memory of the whole line.
type Entry struct {
	Line        int // in the file; the ordinal of the item in a JSON or XML feed
	Listing     market.Listing
	Observation market.Observation
}

// Entries streams the readings of a file of any size. An error that is a *market.RowError is one bad row, or a part
// of a row that was left out, and the stream goes on; any other error ends it.
func Entries(r io.Reader, f Format, o Options) iter.Seq2[Entry, error] {
	var items iter.Seq2[Entry, error]
	named := false // a shop's own feed, whose names tell pack sizes
	switch f {
	case CSV:
		in, s := bufio.NewReaderSize(r, bufferSize), tableSchema(o)
		head, _ := in.Peek(4) // a shorter file is seen as such by the first read
		s.utf16 = utf16Of(head) != nil
		items = rowEntries(csvRows(decoded(in), s, listingNeeds()), listingSchema(), o)
	case JSONL:
		items = rowEntries(jsonRows(r, listingSchema()), listingSchema(), o)
	case XLSX:
		items = rowEntries(xlsxRows(r, tableSchema(o), listingNeeds()), listingSchema(), o)
	case MerchantTSV:
		items, named = merchantRows(csvRows(decoded(r), merchantSchema(), merchantNeeds()), o), true
	case MerchantXML:
		items, named = merchantRows(merchantXMLRows(r, merchantSchema()), o), true
	case Shopify:
		items, named = shopifyEntries(r, o), true
	case Woo:
		items, named = wooEntries(r, o), true
	default:
		return func(yield func(Entry, error) bool) {
			yield(Entry{}, fmt.Errorf("format %q: %w", string(f), market.ErrInvalid))
		}
	}
	return func(yield func(Entry, error) bool) {
		for e, err := range items {
			if err == nil && named {
				e.packFromName()
			}
			if err == nil {
				err = e.complete(o)
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// The fields of a row of listings, in the order of listingSchema.
const (
	lSource = iota
	lURL
	lExternalID
	lTitle
	lBrand
	lGTIN
	lMPN
	lSKU
	lCategory
	lPrice
	lCurrency
	lListPrice
	lShipping
	lAvailability
	lCondition
	lSeller
	lRating
	lRatingScale
	lReviewCount
	lRatingCount
	lUnitsSold
	lUnitsWindow
	lObservedAt
	lLastSeen
	lPack
)

func listingSchema() schema {
	return newSchema("source", "url", "external_id", "title", "brand", "gtin", "mpn", "sku", "category", "price", "currency",
		"list_price", "shipping", "availability", "condition", "seller", "rating", "rating_scale", "review_count",
		"rating_count", "units_sold", "units_sold_window_days", "observed_at", "last_seen", "pack")
}

// tableSchema is listingSchema for files with a header, whose columns may have other names.
func tableSchema(o Options) schema {
	s := listingSchema()
	s.words, s.told = true, o.Layout
	return s.also("review_count", "reviews", "number_of_reviews", "reviews_count", "num_reviews").
		also("rating_count", "number_of_ratings", "no_of_ratings", "ratings_count").
		also("rating", "stars", "average_rating", "star_rating").
		also("units_sold", "sold", "sold_count", "quantity_sold", "items_sold", "total_sold", "bought_in_last_month", "bought_in_past_month")
}

// listingNeeds: a listing is known by its address or the site's identifier, else by its article number.
func listingNeeds() [][]string { return [][]string{{"url", "external_id", "sku"}} }

func rowEntries(in rows, s schema, o Options) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for r, err := range in {
			var e Entry
			if err == nil {
				e, err = listingRow(&cells{row: r, schema: &s}, o)
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

func listingRow(c *cells, o Options) (Entry, error) {
	e := Entry{Line: c.line, Listing: market.Listing{
		Source: c.text(lSource), URL: c.text(lURL), ExternalID: c.text(lExternalID), Title: c.text(lTitle),
		Brand: c.text(lBrand), GTIN: c.gtin(lGTIN), MPN: c.text(lMPN), SKU: c.text(lSKU), Category: c.text(lCategory),
	}}
	if e.Listing.Source == "" {
		e.Listing.Source = o.Source
	}
	if e.Listing.URL == "" && e.Listing.ExternalID == "" {
		e.Listing.ExternalID = e.Listing.SKU
	}
	named := c.headerCurrency(lPrice, "")
	currency, read := c.currency(lCurrency, cmp.Or(named, o.Currency)), c.money
	if named == "" && c.value(lCurrency) == "" {
		read = c.priced // the currency given is for prices that stand without one
	}
	ob := &e.Observation
	ob.Offer = market.Offer{
		Price: read(lPrice, currency), ListPrice: read(lListPrice, currency), Shipping: read(lShipping, currency),
		Seller: c.text(lSeller), Condition: condition(c.text(lCondition)), Availability: c.availability(lAvailability),
	}
	ob.Offer.Pack = c.pack(lPack)
	c.rating(ob)
	ob.ReviewCount, ob.RatingCount = c.reviews(lReviewCount), c.reviews(lRatingCount)
	ob.UnitsSold = c.sold(lUnitsSold, lUnitsWindow)
	ob.ObservedAt = c.time(lObservedAt, o.ObservedAt)
	if c.value(lLastSeen) != "" {
		ob.LastSeen = c.time(lLastSeen, time.Time{})
	}
	if c.bad != nil {
		return e, c.bad
	}
	return e, nil
}

func (c *cells) availability(field int) market.Availability {
	v := c.value(field)
	if v == "" {
		return ""
	}
	a, ok := availability(v)
	if n, err := plainDecimal(v, c.marks); !ok && err == nil && c.spare(field, v) { // a number in stock
		if strings.Trim(n, "0.") == "" || strings.HasPrefix(n, "-") {
			return market.OutOfStock
		}
		return market.InStock
	}
	if !ok && !c.spare(field, v) {
		c.fail(field, fmt.Errorf("%q is none of schema.org's words (InStock, OutOfStock, PreOrder, …)", v))
	}
	return a
}

// pack reads a pack size ("3 x 500 g").
func (c *cells) pack(field int) market.Pack {
	v := c.value(field)
	if v == "" {
		return market.Pack{}
	}
	p, ok := market.ParsePack(v)
	if !ok {
		c.fail(field, fmt.Errorf("%q is no pack size (750 ml, 3 x 500 g, 24 piece)", v))
	}
	return p
}

// packFromName reads the pack of a shop's offer from its name where the feed states none. A lone measure in a name may be
// a capacity and is left.
func (e *Entry) packFromName() {
	o := &e.Observation.Offer
	if o.Pack.Known() {
		return
	}
	if p, ok := market.PackOf(e.Listing.Title); ok && p.Sure() && p.Measured() {
		o.Pack = p
	}
}

// rating reads a rating with its scale: a rating above its scale is a mistake in one of the two.
func (c *cells) rating(o *market.Observation) {
	const most = 1000
	if scale := c.number(lRatingScale, 0, most); scale != nil {
		o.RatingScale = *scale
	}
	top := o.RatingScale
	if top == 0 {
		top = 5
	}
	v := c.value(lRating)
	if _, err := plainDecimal(v, c.marks); err != nil {
		// As a page shows it: "4.6 out of 5 stars", "8,7/10".
		if stars, scale, ok := money.ParseRating(v); ok && stars >= 0 && stars <= scale && scale <= most && (o.RatingScale == 0 || o.RatingScale == scale) {
			o.Rating, o.RatingScale = &stars, scale
			return
		}
		if v != "" && c.spare(lRating, v) {
			return
		}
	}
	o.Rating = c.number(lRating, 0, top)
}

// complete gives the entry its source, identity and provenance, or says what of these is missing.
func (e *Entry) complete(o Options) error {
	l := &e.Listing
	if l.Source == "" {
		l.Source = cmp.Or(hostOf(l.URL), o.Unnamed)
	}
	switch {
	case l.URL == "" && l.ExternalID == "":
		return &market.RowError{Line: e.Line, Field: "url", Reason: "missing, and there is no external_id to know the listing by"}
	case l.Source == "":
		return &market.RowError{Line: e.Line, Field: "source", Reason: "missing, and the url does not name a host"}
	case e.Observation.ObservedAt.IsZero():
		return &market.RowError{Line: e.Line, Field: "observed_at", Reason: "missing"}
	}
	if o.Name != "" {
		e.Observation.Provenance.Import = o.Name + ":" + strconv.Itoa(e.Line)
	}
	if o.Extractor != "" && e.Observation.Provenance.Fields == nil {
		e.Observation.Provenance.Fields = e.evidence(o.Extractor)
	}
	return nil
}

// evidence names for each number the item or line of the feed that gave it, and the number as it was read.
func (e *Entry) evidence(by string) map[string]market.Evidence {
	out := map[string]market.Evidence{}
	add := func(field, text string) {
		out[field] = market.Evidence{By: by, Path: "item " + strconv.Itoa(e.Line) + " " + field, Text: text}
	}
	o := &e.Observation
	for field, amount := range map[string]money.Amount{"price": o.Offer.Price, "list_price": o.Offer.ListPrice, "shipping": o.Offer.Shipping} {
		if amount.Known() {
			add(field, amount.String())
		}
	}
	if o.Rating != nil {
		add("rating", strconv.FormatFloat(*o.Rating, 'f', -1, 64))
	}
	for field, n := range map[string]*int64{"review_count": o.ReviewCount, "rating_count": o.RatingCount} {
		if n != nil {
			add(field, strconv.FormatInt(*n, 10))
		}
	}
	if o.Offer.Pack.Known() {
		add("pack", o.Offer.Pack.String())
	}
	if o.UnitsSold != nil {
		add("units_sold", strconv.FormatInt(o.UnitsSold.AtLeast, 10))
	}
	return out
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// Listings reads a whole file of listings: one series per listing in order of ID, its observations in order of time.
// A row that repeats a reading is merged with it; one that contradicts it is a row error, and so is a listing of
// which no row gives the title. What was read before an error that ends the file is returned with it.
func Listings(r io.Reader, f Format, o Options) ([]market.Series, []market.RowError, error) {
	c := newCollector()
	var bad []market.RowError
	for e, err := range Entries(r, f, o) {
		var rowBad *market.RowError
		switch {
		case errors.As(err, &rowBad):
			bad = append(bad, *rowBad)
		case err != nil:
			series, more := c.series()
			return series, append(bad, more...), fmt.Errorf("read listings (%s): %w", f, err)
		default:
			c.add(&e)
		}
	}
	series, more := c.series()
	return series, sortedErrors(append(bad, more...)), nil
}
