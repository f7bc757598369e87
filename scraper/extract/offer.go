package extract

import (
	"strings"
)

// offers reads one offer, an aggregate or a list of offers into s; each single offer is kept in s.offers.
func (r *schemaReader) offers(v *value, s *sighting, path string) {
	list := v.list()
	for i, o := range list {
		if i >= maxVariants {
			break
		}
		if o.scalar() {
			continue
		}
		if id := o.get("@id").str(); id != "" && r.byID[id] != nil && len(o.keys) <= 2 {
			o = r.byID[id]
		}
		one := &sighting{by: r.by, node: -1, variant: r.options(o)}
		r.offer(o, one, path)
		r.aggregate(o, one, path)
		s.offers = append(s.offers, one)
		if nested := o.get("offers"); !nested.empty() {
			r.offers(nested, s, path+"offers.")
		}
		if item := o.get("itemOffered"); item.isObject() {
			r.identity(item, one, path+"itemOffered.")
			one.variant = r.options(item)
		}
	}
}

// offer reads the members of one Offer.
func (r *schemaReader) offer(o *value, s *sighting, path string) {
	if price := o.get("price"); price.scalar() || len(price.list()) > 0 && !price.isObject() {
		s.put(fPrice, price.str(), path+"price")
	} else if price.isObject() {
		r.specification(price, s, path+"price.")
	}
	if cur, key := o.first("priceCurrency", "currency"); cur != nil {
		s.put(fCurrency, cur.str(), path+key)
	}
	for _, spec := range o.get("priceSpecification").list() {
		r.specification(spec, s, path+"priceSpecification.")
	}
	s.put(fAvailability, o.get("availability").str(), path+"availability")
	s.put(fCondition, o.get("itemCondition").str(), path+"itemCondition")
	s.put(fSKU, o.get("sku").str(), path+"sku")
	s.put(fMPN, o.get("mpn").str(), path+"mpn")
	s.put(fURL, o.get("url").str(), path+"url")
	s.put(fSeller, nameOf(o.get("seller")), path+"seller")
	for _, k := range []string{"gtin13", "gtin", "gtin14", "gtin12", "gtin8"} {
		if t := o.get(k).str(); validGTIN(t) {
			s.put(fGTIN, t, path+k)
		}
	}
	for _, ship := range o.get("shippingDetails").list() {
		rate := ship.get("shippingRate")
		got, key := rate.first("value", "price", "maxValue")
		s.put(fShipping, got.str(), path+"shippingDetails.shippingRate."+key)
	}
}

// specification reads a PriceSpecification: a list price where it says so, else the price.
func (r *schemaReader) specification(spec *value, s *sighting, path string) {
	if !spec.isObject() {
		return
	}
	kind := strings.ToLower(spec.get("priceType").str() + spec.get("name").str())
	switch {
	case hasType(spec, "deliverychargespecification"):
		s.put(fShipping, spec.get("price").str(), path+"price")
	case strings.Contains(kind, "list") || strings.Contains(kind, "msrp") || strings.Contains(kind, "srp") || strings.Contains(kind, "strikethrough") || strings.Contains(kind, "regular"):
		s.put(fListPrice, spec.get("price").str(), path+"price")
	case hasType(spec, "unitpricespecification") && !spec.get("referenceQuantity").empty() && s.has(fPrice):
	default:
		got, key := spec.first("price", "minPrice", "value")
		s.put(fPrice, got.str(), path+key)
	}
	s.put(fCurrency, spec.get("priceCurrency").str(), path+"priceCurrency")
}

// aggregate reads the range of an AggregateOffer; its lower end is the price "from".
func (r *schemaReader) aggregate(o *value, s *sighting, path string) {
	if s.has(fPrice) {
		return
	}
	if low := o.get("lowPrice"); !low.empty() {
		s.put(fPrice, low.str(), path+"lowPrice")
	}
	s.put(fPrice, o.get("highPrice").str(), path+"highPrice")
}
