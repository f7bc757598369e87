package extract

import (
	"strconv"
	"strings"
)

// The list of products in the state that a page's scripts start from.

// longest finds the longest array of a state tree whose elements are products with a name and a price.
func (f *stateFinder) longest(v *value, path string, depth int, best []*sighting) []*sighting {
	if f.budget--; f.budget < 0 || v == nil || depth > 40 {
		return best
	}
	f.cache(v)
	v = f.deref(v)
	if v.kind == jsonArray && len(v.vals) > max(minListed, len(best)) {
		var own []*sighting
		for i, el := range v.vals {
			if s := f.listedProduct(el, path+"."+strconv.Itoa(i)); s != nil {
				own = append(own, s)
			}
		}
		if 2*len(own) > len(v.vals) && len(own) > max(minListed, len(best)) {
			return own
		}
	}
	for i, el := range v.vals {
		if el.kind < jsonArray {
			continue
		}
		next := path
		if v.kind == jsonObject && len(path) < 120 {
			next = strings.TrimPrefix(path+"."+v.keys[i], ".")
		}
		best = f.longest(el, next, depth+1, best)
	}
	return best
}

// listedProduct reads an element of an array as a product with a name and a price; one wrapper ("node", "product",
// "attributes") is looked through.
func (f *stateFinder) listedProduct(v *value, path string) *sighting {
	if v = f.deref(v); !v.isObject() {
		return nil
	}
	if s := f.pricedProduct(v, path); s != nil {
		return s
	}
	for _, k := range []string{"node", "product", "item", "attributes", "data", "content"} {
		if inner := f.deref(v.get(k)); inner.isObject() {
			if s := f.pricedProduct(inner, path+"."+k); s != nil {
				return s
			}
		}
	}
	return nil
}

// pricedProduct reads an object with a name as a product; its price may stand with its first variant.
func (f *stateFinder) pricedProduct(v *value, path string) *sighting {
	v = f.resolved(v)
	s := f.members(v, path)
	if s == nil || !s.has(fTitle) {
		return nil
	}
	f.listedMore(v, path, s)
	if !s.has(fPrice) {
		f.variantPrice(v, path, s, 0)
	}
	if !s.has(fPrice) {
		return nil
	}
	return s
}

// variantPrice takes the prices of a product from its first variant.
func (f *stateFinder) variantPrice(v *value, path string, to *sighting, depth int) {
	for _, k := range []string{"masterVariant", "defaultVariant", "selectedVariant", "variants", "nodes", "prices", "pricing", "priceRange", "minVariantPrice", "offers"} {
		inner, at := f.resolved(f.deref(v.get(k))), path+"."+k
		if inner != nil && inner.kind == jsonArray && len(inner.vals) > 0 {
			inner, at = f.resolved(f.deref(inner.vals[0])), at+".0"
		}
		if !inner.isObject() {
			continue
		}
		if s := f.members(inner, at); s != nil && s.has(fPrice) {
			for _, fd := range []field{fPrice, fListPrice, fCurrency, fSKU} {
				to.put(fd, s.facts[fd].text, s.facts[fd].path)
			}
			return
		}
		if depth < 2 {
			f.variantPrice(inner, at, to, depth+1)
		}
		if to.has(fPrice) {
			return
		}
	}
}

// cache keeps the entries of a normalised cache, whose objects name one another: Apollo's has a ROOT_QUERY, Relay's a
// "client:root".
func (f *stateFinder) cache(v *value) {
	if v.kind != jsonObject || f.refs != nil {
		return
	}
	for _, k := range v.keys {
		if k == "ROOT_QUERY" || k == "client:root" {
			f.refs = make(map[string]*value, len(v.keys))
			for i, name := range v.keys {
				f.refs[name] = v.vals[i]
			}
			return
		}
	}
}

// deref follows a reference into the cache: {"__ref": "Product:1"}, and {"__refs": [...]} for several.
func (f *stateFinder) deref(v *value) *value {
	if f.refs == nil || !v.isObject() || len(v.keys) > 2 {
		return v
	}
	if to := f.refs[v.get("__ref").str()]; to != nil {
		return to
	}
	many := v.get("__refs")
	if many == nil || many.kind != jsonArray {
		return v
	}
	out := &value{kind: jsonArray}
	for _, one := range many.vals {
		if to := f.refs[one.str()]; to != nil && f.budget > 0 {
			f.budget--
			out.vals = append(out.vals, to)
		}
	}
	return out
}

// resolved is an object whose members are no references.
func (f *stateFinder) resolved(v *value) *value {
	if f.refs == nil || !v.isObject() {
		return v
	}
	out := &value{kind: jsonObject, keys: v.keys, vals: make([]*value, len(v.vals))}
	for i, one := range v.vals {
		out.vals[i] = f.deref(one)
	}
	return out
}

// What the elements of a list are called besides stateKeys; on a product's own page other things have these names.
var (
	listedLinks   = []string{"itemUrl", "link", "href", "permalink", "canonicalUrl", "pdpUrl", "detailUrl", "seoUrl", "pageUrl", "productPath", "path", "uri"}
	listedPrices  = []string{"pricing", "priceInfo", "prices", "priceData"}
	listedFormers = []string{"regular", "original", "was", "list", "compareAt", "before", "old", "full", "regularPrice", "originalPrice", "listPrice", "wasPrice", "regular_price", "msrp", "rrp"}
	listedRatings = []string{"rating", "ratings", "reviews", "reviewSummary", "ratingSummary", "aggregateRating", "reviewStats", "customerRating"}
	listedScores  = []string{"average", "score", "value", "avg", "rate", "stars", "ratingValue", "averageRating", "avgRating"}
	listedCounts  = []string{"count", "total", "reviewCount", "totalCount", "numReviews", "ratingCount", "totalReviews", "amount"}
	listedSold    = []string{"itemSoldCntShow", "soldCount", "itemsSold", "unitsSold", "historicalSold", "historical_sold", "quantitySold", "sold_count", "salesCount", "sold"}
)

// listedMore adds to an element of a list what only lists call so: its address, the prices and ratings in objects of their
// own, and how many were sold.
func (f *stateFinder) listedMore(v *value, path string, s *sighting) {
	if !s.has(fURL) {
		if link, key := v.first(listedLinks...); link != nil {
			inner, _ := link.first("url", "href", "path")
			text := firstOf(link.str(), inner.str())
			if strings.Contains(text, "/") && !strings.ContainsAny(text, " \n") {
				s.put(fURL, rooted(text), path+"."+key)
			}
		} else if handle := v.get("handle").str(); handle != "" && !strings.ContainsAny(handle, "/ ") {
			s.put(fURL, "/products/"+handle, path+".handle") // Shopify's
		}
	}
	f.listedPrice(v, path, s)
	for _, k := range listedRatings {
		r := v.get(k)
		if !r.isObject() {
			continue
		}
		score, key := r.first(listedScores...)
		if n, err := strconv.ParseFloat(score.str(), 64); err == nil && n > 0 && n <= 5 {
			s.put(fRating, score.str(), path+"."+k+"."+key)
		}
		count, key := r.first(listedCounts...)
		if digitRun(count.str()) == len(count.str()) {
			s.put(fReviewCount, count.str(), path+"."+k+"."+key)
		}
	}
	for _, k := range []string{"ratingScore", "averageScore", "reviewScore"} {
		s.put(fRating, v.get(k).str(), path+"."+k)
	}
	for _, k := range []string{"review", "reviews", "reviewsTotal", "ratingsCount"} {
		if n := v.get(k); n.scalar() && digitRun(n.str()) == len(n.str()) {
			s.put(fReviewCount, n.str(), path+"."+k)
		}
	}
	if sold, key := v.first(listedSold...); sold.scalar() && sold.kind != jsonBool {
		s.put(fUnitsSold, sold.str(), path+"."+key)
	}
}

// rooted is an address in a list: a path without its first slash is none of the page's own folder.
func rooted(text string) string {
	if strings.HasPrefix(text, "/") || strings.Contains(text, "://") {
		return text
	}
	return "/" + text
}

// listedPrice reads the prices that stand in an object of their own, and whole numbers of minor units.
func (f *stateFinder) listedPrice(v *value, path string, s *sighting) {
	if !v.get("handle").empty() && v.get("price").isCents() && (v.get("variants") != nil || v.get("compare_at_price") != nil || v.get("vendor") != nil) {
		s.facts[fPrice].text = fromCents(v.get("price").str()) // Shopify's
		if was := v.get("compare_at_price"); was.isCents() {
			s.facts[fListPrice] = fact{fromCents(was.str()), path + ".compare_at_price"}
		}
		return
	}
	for _, k := range []string{"priceRange", "priceRangeV2"} { // Shopify's storefront
		least := v.get(k).get("minVariantPrice")
		s.put(fPrice, least.get("amount").str(), path+"."+k+".minVariantPrice.amount")
		s.put(fCurrency, least.get("currencyCode").str(), path+"."+k+".minVariantPrice.currencyCode")
		was := v.get("compareAtPriceRange").get("minVariantPrice").get("amount").str()
		if number(was) > number(least.get("amount").str()) {
			s.put(fListPrice, was, path+".compareAtPriceRange.minVariantPrice.amount")
		}
	}
	for _, k := range append([]string{"price"}, listedPrices...) {
		p := f.resolved(f.deref(v.get(k)))
		if !p.isObject() {
			continue
		}
		at := path + "." + k
		if digits := p.get("currency_minor_unit").str(); digits != "" { // WooCommerce's Store API
			s.put(fPrice, centText(p.get("price").str(), digits, ""), at+".price")
			s.put(fListPrice, centText(p.get("regular_price").str(), digits, ""), at+".regular_price")
			s.put(fCurrency, p.get("currency_code").str(), at+".currency_code")
			continue
		}
		s.put(fPrice, stateText(p), at)
		if was, key := p.first(listedFormers...); number(stateText(was)) > number(s.text(fPrice)) {
			s.put(fListPrice, stateText(was), at+"."+key)
		}
		cur, key := p.first("currency", "currencyCode", "currencyIso", "priceCurrency")
		s.put(fCurrency, cur.str(), at+"."+key)
	}
}
