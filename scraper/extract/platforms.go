package extract

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// platformProduct completes a product of the page's scripts by what its shape says of the platform that wrote it:
// Shopify's product JSON has whole numbers of cents and a list of variants with option1 to option3.
func platformProduct(v *value, s *sighting, path string) {
	list := v.get("variants")
	if list == nil || list.kind != jsonArray || v.get("handle").empty() && v.get("vendor").empty() && v.get("options").empty() {
		return
	}
	s.put(fBrand, v.get("vendor").str(), path+".vendor")
	cents := s.facts[fPrice].path == path+".price" && v.get("price").isCents()
	if cents {
		s.facts[fPrice].text = fromCents(s.text(fPrice))
	}
	names := optionNames(v.get("options"))
	for i, one := range list.vals {
		if i >= maxVariants || !one.isObject() {
			break
		}
		s.variants = append(s.variants, shopifyVariant(one, names, path+".variants."+strconv.Itoa(i)+"."))
	}
}

// shopifyVariant reads one element of a product's variants.
func shopifyVariant(one *value, names []string, path string) *sighting {
	c := &sighting{by: "state", node: -1, variant: map[string]string{}}
	for _, m := range []struct {
		field field
		keys  []string
	}{{fSKU, []string{"sku", "id"}}, {fGTIN, []string{"barcode", "gtin", "ean"}}, {fPrice, []string{"price"}}, {fListPrice, []string{"compare_at_price", "compareAtPrice"}}, {fAvailability, []string{"available", "availableForSale"}}} {
		got, key := one.first(m.keys...)
		text := stateText(got)
		if got.isCents() && (m.field == fPrice || m.field == fListPrice) {
			text = fromCents(text)
		}
		if m.field != fGTIN || validGTIN(text) {
			c.put(m.field, text, path+key)
		}
	}
	if id := one.get("id").str(); digitRun(id) == len(id) && id != "" {
		c.put(fURL, "?variant="+id, path+"id")
	}
	for k, key := range []string{"option1", "option2", "option3"} {
		if t := one.get(key).str(); t != "" && t != "Default Title" {
			name := key
			if k < len(names) {
				name = names[k]
			}
			c.variant[name] = t
		}
	}
	return c
}

// optionNames are the names of a product's options, as strings or as objects with a name.
func optionNames(v *value) []string {
	var out []string
	for _, o := range v.list() {
		out = append(out, strings.ToLower(nameOf(o)))
	}
	return out
}

// isCents reports whether a price is a whole number as Shopify's product JSON writes it: cents without a point.
func (v *value) isCents() bool {
	return v != nil && v.kind == jsonNumber && len(v.raw) > 2 && digitRun(v.raw) == len(v.raw)
}

func fromCents(s string) string { return s[:len(s)-2] + "." + s[len(s)-2:] }

// wooVariations reads WooCommerce's data-product_variations: a list of objects with variation_id and attributes.
func wooVariations(v *value, path string) *sighting {
	if len(v.vals) == 0 || v.vals[0].get("variation_id") == nil || !v.vals[0].get("attributes").isObject() {
		return nil
	}
	s := &sighting{by: "state", node: -1}
	for i, one := range v.vals[:min(len(v.vals), maxVariants)] {
		c := &sighting{by: "state", node: -1, variant: map[string]string{}}
		at := path + "." + strconv.Itoa(i) + "."
		c.put(fSKU, firstOf(one.get("sku").str(), one.get("variation_id").str()), at+"sku")
		c.put(fPrice, one.get("display_price").str(), at+"display_price")
		c.put(fListPrice, one.get("display_regular_price").str(), at+"display_regular_price")
		c.put(fAvailability, one.get("is_in_stock").str(), at+"is_in_stock")
		attrs := one.get("attributes")
		for k, key := range attrs.keys {
			if t := attrs.vals[k].str(); t != "" {
				c.variant[strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(key), "attribute_"), "pa_")] = t
			}
		}
		s.variants = append(s.variants, c)
	}
	return s
}

// configurable reads Magento's jsonConfig of a configurable product: attributes whose options list product ids, and
// optionPrices by product id.
func configurable(v *value, path string) *sighting {
	attrs, prices := v.get("attributes"), v.get("optionPrices")
	if !attrs.isObject() || !prices.isObject() || len(prices.keys) == 0 {
		return nil
	}
	options := map[string]map[string]string{}
	for _, a := range attrs.vals {
		name := strings.ToLower(firstOf(a.get("code").str(), a.get("label").str()))
		for _, o := range a.get("options").list() {
			for _, id := range o.get("products").list() {
				if options[id.str()] == nil {
					options[id.str()] = map[string]string{}
				}
				options[id.str()][name] = o.get("label").str()
			}
		}
	}
	s := &sighting{by: "state", node: -1}
	skus := v.get("sku")
	for _, id := range slices.Sorted(maps.Keys(options))[:min(len(options), maxVariants)] {
		p := prices.get(id)
		at := path + ".optionPrices." + id + "."
		c := &sighting{by: "state", node: -1, variant: options[id]}
		c.put(fSKU, firstOf(skus.get(id).str(), id), path+".sku."+id)
		c.put(fPrice, p.get("finalPrice").get("amount").str(), at+"finalPrice.amount")
		c.put(fListPrice, p.get("oldPrice").get("amount").str(), at+"oldPrice.amount")
		s.variants = append(s.variants, c)
	}
	return s
}
