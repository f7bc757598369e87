package extract

import (
	"strconv"
	"strings"

	"shelfwise/market/money"
)

// maxStateBytes bounds how much script text of a page is searched for JSON.
const maxStateBytes = 6 << 20

// embedded reads products from JSON in scripts: __NEXT_DATA__, __INITIAL_STATE__, dataLayer, utag_data, Shopify and
// WooCommerce product JSON, and whatever else has the shape of a product.
func embedded(d *document) []*sighting {
	d.parseState()
	f := stateFinder{d: d, budget: 150000}
	for _, v := range d.state {
		f.find(v, "", 0)
	}
	return f.out
}

// parseState reads the JSON objects of the page's scripts that mention a price. Each byte is read at most twice.
func (d *document) parseState() {
	left := maxStateBytes
	for _, i := range d.scripts {
		n := d.nodes[i]
		text := n.FirstChild.Data
		if len(text) < 40 || len(text) > left || !mentionsProduct(text) {
			continue
		}
		left -= len(text)
		if v := indexedState(d.nodes[i].Node, text); v != nil {
			d.state = append(d.state, v)
			continue
		}
		d.literals(text)
	}
	for _, i := range d.data {
		for k := range d.nodes[i].Attr {
			a := &d.nodes[i].Attr[k]
			if len(a.Val) < 40 || len(a.Val) > left || a.Val[0] != '{' && a.Val[0] != '[' || !mentionsProduct(a.Val) {
				continue
			}
			left -= len(a.Val)
			if v, _, _ := parseLiteral(a.Val, maxValues/4); v != nil {
				d.state = append(d.state, v)
			}
		}
	}
}

// mentionsProduct reports whether a script may hold product data.
func mentionsProduct(s string) bool {
	return strings.Contains(s, "rice") || strings.Contains(s, "ricing") || strings.Contains(s, "PRICE") || strings.Contains(s, "sku") || strings.Contains(s, "SKU")
}

// literals collects the objects and arrays that a script assigns or passes.
func (d *document) literals(s string) {
	wasted := 0
	for i := 0; i < len(s) && wasted < 2*len(s)+4096; {
		k := strings.IndexByte(s[i:], '{')
		if k < 0 {
			return
		}
		i += k
		if !startsLiteral(s, i) {
			i++
			continue
		}
		if open := arrayAround(s, i); open >= 0 {
			v, end, cost := parseLiteral(s[open:], maxValues/4)
			if v != nil && open+end > i {
				d.state = append(d.state, v)
				i = open + end
				continue
			}
			wasted += max(256, cost)
		}
		v, end, cost := parseLiteral(s[i:], maxValues/4)
		if v == nil {
			wasted += max(256, cost)
			i++
			continue
		}
		if len(v.keys) > 1 || end > 60 {
			d.state = append(d.state, v)
		}
		i += max(end, 1)
	}
}

// startsLiteral reports whether the brace at i can open an object: it follows =, (, [, a comma, a colon or nothing,
// and a key or quote follows it.
func startsLiteral(s string, i int) bool {
	next := strings.TrimLeft(s[i+1:min(len(s), i+40)], " \t\r\n")
	if next == "" || next[0] != '"' && next[0] != '\'' && !isWord(next[0]) {
		return false
	}
	before := strings.TrimRight(s[max(0, i-40):i], " \t\r\n")
	if before == "" {
		return true
	}
	switch before[len(before)-1] {
	case '=', '(', '[', ',', ':', ';', '>':
		return true
	}
	return false
}

// arrayAround is where the array of objects begins whose first opens at i, -1 where none does: "= [{", "([{", or "[{" as
// all of a script.
func arrayAround(s string, i int) int {
	before := strings.TrimRight(s[max(0, i-40):i], " \t\r\n")
	if !strings.HasSuffix(before, "[") {
		return -1
	}
	open := i - len(s[max(0, i-40):i]) + len(before) - 1
	before = strings.TrimRight(before[:len(before)-1], " \t\r\n")
	if before == "" && i <= 40 || before != "" && strings.IndexByte("=(:", before[len(before)-1]) >= 0 {
		return open
	}
	return -1
}

// stateFinder walks state trees for objects that have the shape of a product.
type stateFinder struct {
	d      *document
	budget int
	out    []*sighting
	refs   map[string]*value // the entries of a normalised cache by their names
}

// stateKeys are the names under which shops' scripts keep each field, folded: lower case without '_' and '-'.
var stateKeys = map[string]field{
	"name": fTitle, "productname": fTitle, "title": fTitle, "producttitle": fTitle, "displayname": fTitle, "itemname": fTitle, "contentname": fTitle, "itembrand": fBrand, "pagename": numFields,
	"price": fPrice, "productprice": fPrice, "saleprice": fPrice, "finalprice": fPrice, "currentprice": fPrice, "sellingprice": fPrice, "specialprice": fPrice, "unitprice": fPrice, "productunitprice": fPrice, "offerprice": fPrice, "nowprice": fPrice, "salesprice": fPrice, "ecommprice": fPrice, "cartprice": fPrice, "productcartprice": fPrice, "grossprice": fPrice, "pricenumber": fPrice, "pricewithtax": fPrice, "priceincltax": fPrice,
	"listprice": fListPrice, "regularprice": fListPrice, "originalprice": fListPrice, "oldprice": fListPrice, "wasprice": fListPrice, "msrp": fListPrice, "compareatprice": fListPrice, "baseprice": fListPrice, "strikeprice": fListPrice, "retailprice": fListPrice, "fullprice": fListPrice, "productpriceoriginal": fListPrice, "priceoriginal": fListPrice, "pricebeforediscount": fListPrice, "crossedprice": fListPrice, "compareatpricenumber": fListPrice,
	"currency": fCurrency, "currencycode": fCurrency, "pricecurrency": fCurrency, "productcurrency": fCurrency, "ordercurrency": fCurrency, "sitecurrency": fCurrency,
	"sku": fSKU, "productsku": fSKU, "skuid": fSKU, "productid": fSKU, "itemid": fSKU, "productcode": fSKU, "itemnumber": fSKU, "partnumber": fSKU, "articlenumber": fSKU, "productnumber": fSKU, "articleno": fSKU, "itemno": fSKU, "stockcode": fSKU, "id": fSKU, "prodid": fSKU, "pid": fSKU, "ecommprodid": fSKU,
	"mpn": fMPN, "manufacturerpartnumber": fMPN, "modelnumber": fMPN,
	"brand": fBrand, "productbrand": fBrand, "brandname": fBrand, "manufacturer": fBrand, "vendor": fBrand, "manufacturername": fBrand,
	"gtin": fGTIN, "gtin13": fGTIN, "ean": fGTIN, "upc": fGTIN, "barcode": fGTIN, "ean13": fGTIN, "isbn": fGTIN, "gtin14": fGTIN,
	"availability": fAvailability, "instock": fAvailability, "isinstock": fAvailability, "stockstatus": fAvailability, "productavailability": fAvailability, "available": fAvailability, "stock": fAvailability, "availabilitystatus": fAvailability,
	"rating": fRating, "ratingvalue": fRating, "averagerating": fRating, "avgrating": fRating, "averageoverallrating": fRating, "reviewrating": fRating,
	"reviewcount": fReviewCount, "numberofreviews": fReviewCount, "totalreviewcount": fReviewCount, "reviewscount": fReviewCount, "numreviews": fReviewCount, "totalreviews": fReviewCount, "ratingcount": fRatingCount, "numberofratings": fRatingCount,
	"seller": fSeller, "sellername": fSeller, "category": fCategory, "url": fURL, "producturl": fURL,
}

// stateField is the field that a member's name, in lower case and without separators, stands for.
func stateField(k string) (field, bool) {
	if len(k) > 32 {
		return numFields, false
	}
	var buf [32]byte
	n := 0
	for i := range len(k) {
		c := k[i]
		if c == '_' || c == '-' || c == ' ' || c == '.' {
			continue
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[n] = c
		n++
	}
	fd, ok := stateKeys[string(buf[:n])]
	return fd, ok
}

// find looks for products in v and below.
func (f *stateFinder) find(v *value, path string, depth int) {
	if f.budget--; f.budget < 0 || v == nil || depth > 40 || len(f.out) > 60 {
		return
	}
	if v.kind == jsonArray {
		if s := wooVariations(v, path); s != nil {
			f.out = append(f.out, s)
			return
		}
		for _, e := range v.vals {
			if e.kind >= jsonArray {
				f.find(e, path, depth+1)
			}
		}
		return
	}
	if v.kind != jsonObject {
		return
	}
	if s := f.product(v, path); s != nil {
		platformProduct(v, s, path)
		f.out = append(f.out, s)
		if len(s.variants) > 0 {
			return
		}
	} else if s := configurable(v, path); s != nil {
		f.out = append(f.out, s)
		return
	}
	for i, k := range v.keys {
		if e := v.vals[i]; e.kind >= jsonArray && len(e.vals) > 0 {
			next := k
			if path != "" && len(path) < 80 {
				next = path + "." + k
			}
			f.find(e, next, depth+1)
		}
	}
}

// product reads an object as a product, nil where it is none: it must have a name or code and a price or identity.
func (f *stateFinder) product(v *value, path string) *sighting {
	s := f.members(v, path)
	if s == nil || !s.has(fTitle) && !s.has(fSKU) || !s.has(fPrice) && !s.has(fBrand) && !s.has(fGTIN) && !s.has(fAvailability) {
		return nil
	}
	return s
}

// members reads the members of an object that are named like fields, nil where there are none.
func (f *stateFinder) members(v *value, path string) *sighting {
	var s *sighting
	for i, k := range v.keys {
		fd, ok := stateField(k)
		if !ok || fd == numFields {
			continue
		}
		text := stateText(v.vals[i])
		if text == "" || len(text) > 300 {
			continue
		}
		if s == nil {
			s = &sighting{by: "state", node: -1}
		}
		if fd == fGTIN && !validGTIN(text) {
			continue
		}
		if fd == fPrice {
			if now := stateText(v.vals[i].get("discounted")); now != "" {
				s.put(fListPrice, text, path+"."+k)
				text = now
			}
		}
		if known := s.facts[fd].path; fd == fSKU && shopNumber(k) && !shopNumber(known[strings.LastIndexByte(known, '.')+1:]) {
			s.facts[fd] = fact{} // outranks the number that scripts know the object by
		}
		s.put(fd, text, path+"."+k)
		if fd == fPrice || fd == fListPrice {
			besidePrice(s, fd, v.vals[i], path+"."+k)
		}
	}
	if s != nil {
		stateRating(s, v, path)
	}
	return s
}

// shopNumber reports whether a member is called as shops call the number of an article, not an object's.
func shopNumber(key string) bool {
	switch wordMarks.Replace(strings.ToLower(key)) {
	case "sku", "articlenumber", "articleno", "itemnumber", "itemno", "productnumber", "productcode", "partnumber", "stockcode":
		return true
	}
	return false
}

// besidePrice reads what an object that holds a price tells beside it: its currency, and the former price.
func besidePrice(s *sighting, fd field, v *value, path string) {
	if !s.has(fCurrency) {
		cur, key := v.first("currency", "currencyCode", "currencyIso", "priceCurrency")
		if !cur.scalar() {
			cur = v.get("value").get("currencyCode")
		}
		if !cur.scalar() {
			cur, _ = v.get("current").first("currency", "currencyCode")
		}
		s.put(fCurrency, cur.str(), path+"."+key)
	}
	if was, key := v.first("original", "regular", "old", "was", "list", "rrp", "originalPrice", "regularPrice", "oldPrice", "listPrice"); fd == fPrice && key != "" {
		s.put(fListPrice, stateText(was), path+"."+key)
	}
}

// stateRating reads a rating that is an object with an average and a count.
func stateRating(s *sighting, v *value, path string) {
	for _, key := range []string{"rating", "ratings", "reviews", "reviewSummary", "ratingSummary", "aggregateRating"} {
		r := v.get(key)
		if !r.isObject() {
			continue
		}
		average, a := r.first("average", "averageRating", "avg", "ratingValue", "score", "value")
		many, c := r.first("count", "reviewCount", "reviewsCount", "ratingCount", "numberOfReviews", "total")
		if average.scalar() && many.scalar() {
			s.facts[fRating] = fact{average.str(), path + "." + key + "." + a}
			s.put(fReviewCount, many.str(), path+"."+key+"."+c)
			return
		}
	}
}

// stateText reads a scalar, the first of a list, or the telling member of a small object.
func stateText(v *value) string {
	switch {
	case v == nil:
		return ""
	case v.kind == jsonArray && len(v.vals) == 1:
		return stateText(v.vals[0])
	case v.isObject():
		if cents := v.get("centAmount"); cents.scalar() {
			return centText(cents.str(), v.get("fractionDigits").str(), v.get("currencyCode").str())
		}
		got, _ := v.first("value", "amount", "name", "price", "current", "formatted")
		switch {
		case got.scalar():
			return got.str()
		case got.get("centAmount").scalar():
			return stateText(got)
		case got.isObject():
			inner, _ := got.first("value", "amount", "price")
			return inner.str()
		}
		return ""
	}
	return v.str()
}

// centText writes a whole number of minor units with its point, by the digits that stand beside it or are the
// currency's (https://docs.commercetools.com/api/types#centprecisionmoney).
func centText(cents, digits, currency string) string {
	n := money.Currency(strings.ToUpper(currency)).Exponent()
	if d, err := strconv.Atoi(digits); err == nil && d >= 0 && d <= 4 {
		n = d
	}
	if digitRun(cents) != len(cents) || cents == "" {
		return ""
	}
	for len(cents) <= n {
		cents = "0" + cents
	}
	if n == 0 {
		return cents
	}
	return cents[:len(cents)-n] + "." + cents[len(cents)-n:]
}
