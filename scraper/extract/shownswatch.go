package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// swatchGroup reads the swatches or buttons in an element whose name speaks of variants: two or more neighbours of one
// kind, each with a value of its own.
func (e *evidence) swatchGroup(i int) optionGroup {
	d := e.d
	n := &d.nodes[i]
	if n.to-n.from > 1000 || int(n.end)-i > 400 || n.DataAtom == atom.Select || n.DataAtom == atom.Option {
		return optionGroup{}
	}
	names := append([]string{attr(n.Node, "data-option-name"), attr(n.Node, "data-attribute-name"), attr(n.Node, "aria-label")}, d.lineIn(i), attr(n.Node, "data-name"), attr(n.Node, "class"), attr(n.Node, "id"))
	if p := int(n.parent); p >= 0 {
		names = append(names, d.lineIn(p), attr(d.nodes[p].Node, "class"))
	}
	name, what := groupName(names)
	if what&optNot != 0 {
		return optionGroup{}
	}
	for k := i; k < int(n.end); k++ {
		if items := d.alikeChildren(k); len(items) > 1 {
			g := optionGroup{name: name, node: k}
			if g.name == "option" {
				g.name = dataName(d.nodes[items[0]].Node)
			}
			if !e.nearTitle(k) || d.nodes[k].DataAtom == atom.Tr || what&(optColor|optSize) == 0 && !d.marked(items[0]) {
				return optionGroup{}
			}
			for _, c := range items {
				g.options = append(g.options, e.swatch(c))
			}
			return e.checked(g, what)
		}
	}
	return optionGroup{}
}

// lineIn is the first line of an element's text where it names a list of options, "" else.
func (d *document) lineIn(i int) string {
	line, _, _ := strings.Cut(strings.TrimSpace(d.text[d.nodes[i].from:d.nodes[i].to]), "\n")
	if head, value, ok := strings.Cut(line, ":"); ok && value != "" { // "Color: Red" shows what is chosen
		line = head
	}
	if len(line) > maxOptionText || namedBy(line) == 0 {
		return ""
	}
	return line
}

// dataName tells the property by the names of an option's attributes: data-color, data-size.
func dataName(n *html.Node) string {
	for k := range n.Attr {
		if key := n.Attr[k].Key; strings.HasPrefix(key, "data-") && namedBy(key)&(optColor|optSize) != 0 {
			return optionTitle(key)
		}
	}
	return "option"
}

// alikeChildren are the children of an element that are swatches: of one kind, each a control, a link or with data of its
// own, and with a value.
func (d *document) alikeChildren(i int) []int {
	var out []int
	for k := i + 1; k < int(d.nodes[i].end); k = int(d.nodes[k].end) {
		if d.swatchlike(k) && (len(out) == 0 || d.nodes[out[0]].DataAtom == d.nodes[k].DataAtom) {
			out = append(out, k)
		}
	}
	return out
}

// swatchlike reports whether an element, or the only one in it, can be chosen.
func (d *document) swatchlike(i int) bool {
	n := &d.nodes[i]
	if n.to-n.from > 80 {
		return false
	}
	for k := i; k < int(n.end) && k < i+4; k++ {
		switch c := &d.nodes[k]; c.DataAtom {
		case atom.Input, atom.Select, atom.Option, atom.Script, atom.Style:
			return false
		case atom.Button, atom.A:
			return true
		case atom.Li, atom.Span, atom.Div, atom.Label, atom.Img:
			if chosenBy(c.Node) {
				return true
			}
		}
	}
	return false
}

// marked reports whether an item's own attributes say that it is an option, where the name of its list does not.
func (d *document) marked(i int) bool {
	for k := i; k < int(d.nodes[i].end) && k < i+4; k++ {
		if n := d.nodes[k].Node; chosenBy(n) || strings.Contains(strings.ToLower(attr(n, "class")), "swatch") {
			return true
		}
	}
	return false
}

// chosenBy reports whether an element's attributes are those of an option.
func chosenBy(n *html.Node) bool {
	role := attr(n, "role")
	return role == "radio" || role == "option" || hasAttr(n, "data-value") || hasAttr(n, "data-option-value") || dataName(n) != "option" ||
		hasAttr(n, "data-variant") || hasAttr(n, "data-variant-id") || hasAttr(n, "data-sku")
}

// swatch reads one swatch: its element, and the control in it.
func (e *evidence) swatch(i int) option {
	d := e.d
	o := e.optionOf(i, d.oneLine(i))
	for k := i + 1; k < int(d.nodes[i].end) && k < i+4; k++ {
		n := d.nodes[k].Node
		for a := range n.Attr {
			e.optionAttr(&o, n.Attr[a].Key, strings.TrimSpace(n.Attr[a].Val))
		}
		if o.stock == "" && switchedOff(n) {
			o.stock = "OutOfStock"
		}
	}
	if o.value == "" {
		o.value = named(d.nodes[i].Node)
	}
	return o
}
