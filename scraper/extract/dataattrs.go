package extract

import "strings"

// What data attributes of an element tell of a product: <div data-price="79.90" data-currency="EUR" data-sku="SW-42">.

// dataKeys are the attributes in which shops keep a product's fields.
var dataKeys = map[string]field{
	"data-price": fPrice, "data-product-price": fPrice, "data-item-price": fPrice, "data-price-amount": fPrice, "data-current-price": fPrice, "data-sale-price": fPrice, "data-final-price": fPrice,
	"data-old-price": fListPrice, "data-list-price": fListPrice, "data-regular-price": fListPrice, "data-original-price": fListPrice, "data-compare-price": fListPrice,
	"data-currency": fCurrency, "data-price-currency": fCurrency, "data-product-currency": fCurrency,
	"data-sku": fSKU, "data-product-sku": fSKU, "data-brand": fBrand, "data-product-brand": fBrand, "data-item-brand": fBrand,
	"data-name": fTitle, "data-product-name": fTitle, "data-item-name": fTitle, "data-product-title": fTitle,
}

// dataProducts reads the products that elements carry in their attributes: those that name one, and those around the
// headline, which tell of it.
func (d *document) dataProducts(h headline) []*sighting {
	out := d.dataJSON(h)
	for _, i := range d.data {
		if len(out) >= 20 {
			break
		}
		n := &d.nodes[i]
		var s *sighting
		for k := range n.Attr {
			a := &n.Attr[k]
			if !strings.HasPrefix(a.Key, "data-") || len(a.Val) == 0 || len(a.Val) > 200 {
				continue
			}
			f, ok := dataKeys[a.Key]
			if !ok {
				continue
			}
			if s == nil {
				s = &sighting{by: "state", node: i}
			}
			if f == fPrice && !isPlain(a.Val) {
				continue
			}
			s.put(f, a.Val, a.Key)
		}
		if s == nil || !s.has(fPrice) {
			continue
		}
		if !s.has(fTitle) && h.node >= 0 && d.within(h.node, i) {
			s.put(fTitle, h.text, d.path(h.node))
		}
		if s.has(fTitle) {
			out = append(out, s)
		}
	}
	return out
}

// dataJSON reads the one product that an element around the headline carries as JSON in an attribute, without its name: a
// list of one variant (data-variants), or an object. A list of several does not tell which of them the page shows.
func (d *document) dataJSON(h headline) []*sighting {
	if h.node < 0 {
		return nil
	}
	for i := h.node; i >= 0; i = int(d.nodes[i].parent) {
		for k := range d.nodes[i].Attr {
			a := &d.nodes[i].Attr[k]
			if !strings.HasPrefix(a.Key, "data-") || len(a.Val) < 20 || len(a.Val) > maxDataJSON || a.Val[0] != '{' && a.Val[0] != '[' || !mentionsProduct(a.Val) {
				continue
			}
			v, _, _ := parseLiteral(a.Val, maxValues/4)
			if v != nil && v.kind == jsonArray && len(v.vals) == 1 {
				v = v.vals[0]
			}
			if !v.isObject() {
				continue
			}
			f := stateFinder{d: d}
			if s := f.members(v, a.Key); s != nil && s.has(fSKU) && s.has(fPrice) && !s.has(fTitle) {
				s.node = i
				s.put(fTitle, h.text, d.path(h.node))
				return []*sighting{s}
			}
		}
	}
	return nil
}

// maxDataJSON is how many bytes of JSON in one attribute are read for the page's own product.
const maxDataJSON = 64 << 10
