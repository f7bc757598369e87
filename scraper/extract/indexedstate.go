package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// Nuxt 3 writes its state as one array, in which the elements of objects and arrays are numbers of other elements
// (https://github.com/Rich-Harris/devalue).

// indexedState reads such an array, nil where a script is none. An element that several others name is one value.
func indexedState(n *html.Node, text string) *value {
	if attr(n, "id") != "__NUXT_DATA__" && !hasAttr(n, "data-nuxt-data") {
		return nil
	}
	all, _, _ := parseLiteral(text, maxValues/4)
	if all == nil || all.kind != jsonArray || len(all.vals) == 0 {
		return nil
	}
	r := indexReader{all: all.vals, made: make([]*value, len(all.vals)), left: maxValues / 4}
	return r.at(0, 0)
}

// indexReader turns numbers of elements into the elements.
type indexReader struct {
	all, made []*value
	left      int // members that may still be read
}

// at is element i. What names itself, and what lies deeper than any state, is null.
func (r *indexReader) at(i, depth int) *value {
	if i < 0 || i >= len(r.all) || depth > maxIndexDepth {
		return &value{}
	}
	if r.made[i] != nil {
		return r.made[i]
	}
	v := r.all[i]
	if v.kind < jsonArray {
		return v
	}
	r.made[i] = &value{} // until it is whole
	vals := v.vals
	if v.kind == jsonArray && len(vals) > 0 && vals[0].kind == jsonString {
		switch vals[0].raw { // ["Date", "…"], ["Reactive", 7], ["Set", 1, 2]
		case "Date":
			return &value{}
		case "Set":
			vals = vals[1:]
		default:
			inner := &value{}
			if len(vals) == 2 {
				inner = r.member(vals[1], depth)
			}
			r.made[i] = inner
			return inner
		}
	}
	out := &value{kind: v.kind, keys: v.keys, vals: make([]*value, len(vals))}
	for k, one := range vals {
		out.vals[k] = r.member(one, depth)
	}
	r.made[i] = out
	return out
}

// maxIndexDepth is how deep elements may stand in one another.
const maxIndexDepth = 100

// member is the element that a number names.
func (r *indexReader) member(number *value, depth int) *value {
	if r.left--; r.left < 0 || number.kind != jsonNumber {
		return &value{}
	}
	i, err := strconv.Atoi(strings.TrimSpace(number.raw))
	if err != nil {
		return &value{}
	}
	return r.at(i, depth+1)
}
