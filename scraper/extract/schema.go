package extract

import (
	"slices"
	"strings"
)

// schemaReader turns schema.org objects, in whatever syntax they stood, into sightings.
type schemaReader struct {
	by     string
	budget int // objects that may still be looked at
	byID   map[string]*value
}

// productTypes are schema.org's types that a shop sells, in lower case.
var productTypes = map[string]bool{
	"product": true, "productgroup": true, "individualproduct": true, "productmodel": true, "someproducts": true,
	"vehicle": true, "car": true, "motorcycle": true, "book": true, "videogame": true, "softwareapplication": true,
	"mobileapplication": true, "course": false, "product/service": true, "musicalbum": true, "movie": true, "drug": true,
}

// notOwn are the members that lead to other products than the one they stand in.
var notOwn = map[string]bool{
	"isrelatedto": true, "issimilarto": true, "isaccessoryorsparepartfor": true, "isconsumablefor": true, "isvariantof": true,
	"review": true, "reviews": true, "hasvariant": true, "offers": true, "brand": true, "manufacturer": true,
	"itemlistelement": true, "recommendations": true, "aggregaterating": true, "isbasedon": true, "hasofferCatalog": true,
	"image": true, "model": true, "predecessorof": true, "successorof": true, "ispartof": true, "author": true, "publisher": true,
}

// typeOf returns the last part of an object's types in lower case: "http://schema.org/Product" is "product".
func typeOf(v *value) []string {
	var out []string
	for _, t := range v.get("@type").list() {
		s := strings.TrimRight(t.str(), "/")
		out = append(out, strings.ToLower(s[strings.LastIndexAny(s, "/#:")+1:]))
	}
	return out
}

func isProduct(v *value) bool {
	for _, t := range typeOf(v) {
		if productTypes[t] {
			return t != "book" && t != "movie" && t != "musicalbum" && t != "softwareapplication" && t != "mobileapplication" || !v.get("offers").empty()
		}
	}
	return false
}

func hasType(v *value, want string) bool {
	return slices.Contains(typeOf(v), want)
}

// products lists the products of a tree in order, without those that only stand beside another.
func (r *schemaReader) products(v *value, path string, out []*sighting) []*sighting {
	if r.budget--; r.budget < 0 || v == nil {
		return out
	}
	switch v.kind {
	case jsonArray:
		for _, e := range v.vals {
			out = r.products(e, path, out)
		}
	case jsonObject:
		if id := v.get("@id").str(); id != "" && len(v.keys) > 2 {
			r.byID[id] = v
		}
		if isProduct(v) {
			return append(out, r.product(v, path))
		}
		if (hasType(v, "offer") || hasType(v, "aggregateoffer")) && !v.get("itemOffered").empty() {
			item := v.get("itemOffered").list()[0]
			s := r.product(item, path+"itemOffered.")
			r.offers(v, s, path)
			return append(out, s)
		}
		for i, k := range v.keys {
			if !notOwn[strings.ToLower(k)] || k == "offers" {
				out = r.products(v.vals[i], path+k+".", out)
			}
		}
	}
	return out
}

// product reads one product.
func (r *schemaReader) product(v *value, path string) *sighting {
	s := &sighting{by: r.by, node: -1}
	r.identity(v, s, path)
	r.ratings(v, s, path)
	r.offers(v.get("offers"), s, path+"offers.")
	if !s.has(fPrice) && s.by != "json-ld" {
		r.offer(v, s, path) // microdata with price outside an Offer
	}
	for i, each := range v.get("hasVariant").list() {
		if i >= maxVariants {
			break
		}
		if id := each.get("@id").str(); id != "" && r.byID[id] != nil && len(each.keys) <= 2 {
			each = r.byID[id]
		}
		child := r.product(each, path+"hasVariant.")
		child.variant = r.options(each)
		s.variants = append(s.variants, child)
	}
	s.variant = r.options(v)
	if hasType(v, "productgroup") {
		s.id = firstOf(v.get("productGroupID").str(), v.get("@id").str())
	}
	of := v.get("isVariantOf")
	s.group = firstOf(of.get("productGroupID").str(), of.get("@id").str(), of.str(), v.get("inProductGroupWithID").str())
	return s
}

// maxVariants bounds how many variants of one product are listed.
const maxVariants = 200

func (r *schemaReader) identity(v *value, s *sighting, path string) {
	take := func(f field, keys ...string) {
		if got, key := v.first(keys...); got != nil {
			s.put(f, nameOf(got), path+key)
		}
	}
	take(fTitle, "name", "title")
	take(fURL, "url", "@id", "mainEntityOfPage")
	if u := s.text(fURL); u != "" && !strings.Contains(u, "/") {
		s.facts[fURL] = fact{}
	}
	take(fSKU, "sku", "identifier")
	take(fMPN, "mpn", "model")
	take(fBrand, "brand", "manufacturer")
	take(fCategory, "category")
	take(fCondition, "itemCondition")
	for _, k := range []string{"gtin13", "gtin", "gtin14", "gtin12", "gtin8", "ean", "isbn", "productID"} {
		text := v.get(k).str()
		prefix, rest, cut := strings.Cut(text, ":")
		switch p := strings.ToLower(strings.TrimSpace(prefix)); {
		case k == "productID" && cut && p == "sku":
			s.put(fSKU, rest, path+k)
		case k == "productID" && cut && p == "mpn":
			s.put(fMPN, rest, path+k)
		case k == "productID" && !cut:
			s.put(fSKU, text, path+k)
			fallthrough
		default:
			if cut {
				text = rest
			}
			if validGTIN(text) {
				s.put(fGTIN, text, path+k)
			}
		}
	}
}

// nameOf reads a string, or the name of an object ("brand": {"name": …}).
func nameOf(v *value) string {
	for v != nil && v.kind == jsonArray {
		if len(v.vals) == 0 {
			return ""
		}
		v = v.vals[0]
	}
	if v.isObject() {
		got, _ := v.first("name", "@value", "value", "title", "@id", "url")
		if got.isObject() {
			return ""
		}
		return nameOf(got)
	}
	return v.str()
}

func (r *schemaReader) ratings(v *value, s *sighting, path string) {
	a := v.get("aggregateRating")
	if a.empty() {
		return
	}
	a = a.list()[0]
	for f, key := range map[field]string{fRating: "ratingValue", fRatingScale: "bestRating", fReviewCount: "reviewCount", fRatingCount: "ratingCount"} {
		s.put(f, a.get(key).str(), path+"aggregateRating."+key)
	}
}

// options are the members that tell variants apart.
func (r *schemaReader) options(v *value) map[string]string {
	out := map[string]string{}
	for _, k := range []string{"color", "size", "material", "pattern"} {
		if t := nameOf(v.get(k)); t != "" && len(t) < 80 {
			out[k] = t
		}
	}
	for _, p := range v.get("additionalProperty").list() {
		if name := strings.ToLower(p.get("name").str()); name == "color" || name == "size" {
			if _, seen := out[name]; !seen {
				out[name] = p.get("value").str()
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}
