package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// microdata reads HTML microdata: its item scopes become the same objects as JSON-LD has.
func microdata(d *document) []*sighting {
	return scoped(d, syntax{by: "microdata", scope: "itemscope", kind: "itemtype", prop: "itemprop"})
}

// rdfa reads RDFa Lite.
func rdfa(d *document) []*sighting {
	return scoped(d, syntax{by: "rdfa", scope: "typeof", kind: "typeof", prop: "property"})
}

// syntax are the attribute names of a way to mark up items in HTML.
type syntax struct{ by, scope, kind, prop string }

// item is an open item scope during the pass over the elements.
type item struct {
	node int
	v    *value
}

// scoped builds the items of a page in one pass over its marked-up elements, then reads their products. Stray
// properties outside any product (a theme's itemprop="price") are gathered in an item of their own.
func scoped(d *document, x syntax) []*sighting {
	var tops []item
	var open []item
	stray := &value{kind: jsonObject}
	for _, i := range d.props {
		n := d.nodes[i]
		for len(open) > 0 && int32(i) >= d.nodes[open[len(open)-1].node].end {
			open = open[:len(open)-1]
		}
		prop := attr(n.Node, x.prop)
		starts := hasAttr(n.Node, x.scope)
		if prop == "" && !starts {
			continue
		}
		var v *value
		if starts {
			v = &value{kind: jsonObject, keys: []string{"@type"}, vals: []*value{types(attr(n.Node, x.kind))}}
		} else {
			v = d.propertyValue(i)
		}
		owner := stray
		if len(open) > 0 {
			owner = open[len(open)-1].v
		}
		if prop != "" && (owner != stray || n.flags&(inRelated|inReview) == 0) {
			for p := range strings.FieldsSeq(prop) {
				owner.add(p[strings.LastIndexAny(p, ":/")+1:], v)
			}
		}
		if starts {
			if prop == "" || len(open) == 0 {
				tops = append(tops, item{i, v})
			}
			open = append(open, item{i, v})
		}
	}
	return readItems(d, x.by, tops, stray)
}

func readItems(d *document, by string, tops []item, stray *value) []*sighting {
	r := &schemaReader{by: by, budget: 20000, byID: map[string]*value{}}
	var out []*sighting
	for _, t := range tops {
		before := len(out)
		out = r.products(t.v, "", out)
		for _, s := range out[before:] {
			s.node = t.node
		}
	}
	if by == "microdata" && !stray.empty() {
		s := r.product(stray, "")
		if s.has(fPrice) || s.has(fTitle) || s.has(fSKU) || s.has(fBrand) {
			s.by = "microdata-loose"
			d.repaired["microdata: properties outside of any item"] = true
			out = append(out, s)
		}
	}
	return out
}

// add appends a property; a second value makes it an array.
func (v *value) add(key string, got *value) {
	for i, k := range v.keys {
		if k != key {
			continue
		}
		if old := v.vals[i]; old.kind == jsonArray {
			old.vals = append(old.vals, got)
		} else {
			v.vals[i] = &value{kind: jsonArray, vals: []*value{old, got}}
		}
		return
	}
	v.keys, v.vals = append(v.keys, key), append(v.vals, got)
}

func types(s string) *value {
	v := &value{kind: jsonArray}
	for t := range strings.FieldsSeq(s) {
		v.vals = append(v.vals, &value{kind: jsonString, raw: t})
	}
	return v
}

// propertyValue is what an element with a property says: content, then the attribute its kind has, then its text.
func (d *document) propertyValue(i int) *value {
	n := d.nodes[i].Node
	text := attr(n, "content")
	if text == "" {
		text = elementValue(n)
	}
	if text == "" && (n.DataAtom != atom.Meta && n.DataAtom != atom.Link) {
		text = d.oneLine(i)
	}
	return &value{kind: jsonString, raw: strings.ReplaceAll(text, `\`, `\\`)}
}

func elementValue(n *html.Node) string {
	switch n.DataAtom {
	case atom.A, atom.Link, atom.Area:
		if strings.Contains(attr(n, "itemprop")+attr(n, "property"), "url") || n.DataAtom == atom.Link {
			return attr(n, "href")
		}
	case atom.Img, atom.Audio, atom.Embed, atom.Iframe, atom.Source, atom.Video:
		return attr(n, "src")
	case atom.Data, atom.Meter, atom.Input, atom.Select:
		return attr(n, "value")
	case atom.Time:
		return attr(n, "datetime")
	}
	return ""
}
