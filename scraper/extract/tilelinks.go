package extract

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Where the tiles lead: links, rows that scripts follow, and what in them is called a price by the head of its column.

// findLinks lists the links that may lead to a product, and the elements that may name one.
func (f *tileFinder) findLinks() {
	d := f.d
	for _, i := range d.anchors {
		n := d.nodes[i]
		if n.flags&(inBody|inChrome) != inBody || !d.linkable(attr(n.Node, "href")) || utilityHref(attr(n.Node, "href")) {
			continue
		}
		f.links = append(f.links, i)
	}
	rows := f.clickedRows()
	for i := range d.nodes {
		n := &d.nodes[i]
		if n.flags&inBody == 0 {
			continue
		}
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.A:
		case atom.Img:
			if n.flags&inLink == 0 || !nameLike(attr(n.Node, "alt")) {
				continue
			}
			f.titles = append(f.titles, i)
			continue
		case atom.Tr:
			if _, row := slices.BinarySearch(rows, i); !row {
				continue
			}
		default:
			if f.marks[i]&(isName|isPrice) != isName || n.to-n.from > 400 {
				continue
			}
		}
		if n.DataAtom == atom.A && !f.isLink(i) {
			continue
		}
		if n.DataAtom == atom.A && n.from == n.to && nameLike(linkLabel(n.Node)) {
			f.titles = append(f.titles, i) // a link over the whole tile
			continue
		}
		if n.to-n.from < 600 && nameLike(d.oneLine(i)) {
			f.titles = append(f.titles, i)
		}
	}
}

// linkLabel is what a link without text is called, "" where it is not.
func linkLabel(n *html.Node) string {
	return joined(firstOf(attr(n, "title"), attr(n, "aria-label")))
}

func (f *tileFinder) isLink(i int) bool {
	_, ok := slices.BinarySearch(f.links, i)
	return ok
}

// utilityHref reports whether a link does something to a product instead of leading to it.
func utilityHref(href string) bool {
	m := utilityPaths.match(href)
	if m&isAction != 0 || m == 0 {
		return m != 0
	}
	// Names hold these words as well ("easyshare", "basketball"): what does something is a whole part of the address.
	for w := range strings.FieldsFuncSeq(strings.ToLower(href), func(r rune) bool { return strings.ContainsRune("/?#&=.:", r) }) {
		if utilityWords[w] {
			return true
		}
		for _, part := range []string{"basket", "compare", "account"} {
			if strings.HasPrefix(w, part+"-") && strings.Contains(w, "add") || strings.HasSuffix(w, part) && (strings.HasPrefix(w, "add") || strings.HasPrefix(w, "my")) {
				return true
			}
		}
	}
	return false
}

// utilityWords are whole parts of addresses that lead to no product.
var utilityWords = wordMap(`basket|compare|login|signin|sign-in|account|register|share|sharer|sharearticle|facebook|twitter|pinterest|whatsapp`)

const (
	isAction uint32 = 1 << iota
	isBare
)

var utilityPaths = newWordset([]wordRow{{isAction, []string{"add-to-cart", "addtocart", "add_to_cart", "cart-add", "wishlist", "whishlist", "mailto", "sendfriend", "checkout", "-cart-", "write-review", "writereview", "quickview", "quick-view", "add_to_wish", "addtowish", "product_compare", "product-compare", "add_to_compare", "add-to-compare", "addtocompare"}},
	{isBare, []string{"basket", "compare", "login", "signin", "sign-in", "account", "register", "share", "facebook", "twitter", "pinterest", "whatsapp"}}})

// clickedRows adds to the links the elements that hold none, but that a script follows when they are clicked on.
func (f *tileFinder) clickedRows() []int {
	d := f.d
	var rows []int
	for _, i := range f.clicked {
		n := &d.nodes[i]
		switch n.DataAtom {
		case atom.A, atom.Button, atom.Input, atom.Select, atom.Option, atom.Form, atom.Img:
			continue
		}
		if n.flags&(inBody|inChrome|inLink) != inBody || n.to-n.from > maxTileText || f.firstIn(f.links, i) >= 0 || d.absolute(clickTarget(n.Node)) == "" {
			continue
		}
		if len(rows) == 0 || rows[len(rows)-1] != i {
			rows = append(rows, i)
		}
	}
	if len(rows) >= minTiles {
		f.links = append(f.links, rows...)
		slices.Sort(f.links)
		return rows
	}
	return nil
}

// href is where a link or a row that is clicked on leads.
func (f *tileFinder) href(i int) string {
	if n := f.d.nodes[i].Node; n.DataAtom != atom.A {
		return clickTarget(n)
	}
	return attr(f.d.nodes[i].Node, "href")
}

// clickTarget is the address that an element keeps for a script to follow, "" where it keeps none.
func clickTarget(n *html.Node) string {
	for _, key := range []string{"data-href", "data-url"} {
		if v := attr(n, key); strings.ContainsAny(v, "/?.") {
			return v
		}
	}
	if m := goesTo.FindStringSubmatch(attr(n, "onclick")); m != nil {
		return m[1]
	}
	return ""
}

var goesTo = regexp.MustCompile(`(?:location(?:\.href)?\s*=|location\.assign\(|window\.open\()\s*['"]([^'"]+)['"]`)

// markColumns calls the cells of a table prices where the head of their column does.
func (f *tileFinder) markColumns() {
	d := f.d
	for i := range d.nodes {
		if d.nodes[i].DataAtom != atom.Tr || d.nodes[i].flags&inBody == 0 {
			continue
		}
		table := d.tableOf(i)
		if table < 0 {
			continue
		}
		cols := f.priceColumns(i)
		if len(cols) == 0 {
			continue
		}
		for k := int(d.nodes[i].end); k < int(d.nodes[table].end); k++ {
			if d.nodes[k].DataAtom != atom.Tr || d.tableOf(k) != table {
				continue
			}
			for at, cell := range d.cells(k) {
				if slices.Contains(cols, at) && d.nodes[cell].DataAtom == atom.Td {
					f.marks[cell] |= isPrice
				}
			}
			k = int(d.nodes[k].end) - 1
		}
	}
}

// tableOf is the table of a row, -1 where it stands in none.
func (d *document) tableOf(row int) int {
	for p, level := int(d.nodes[row].parent), 0; p >= 0 && level < 2; p, level = int(d.nodes[p].parent), level+1 {
		if d.nodes[p].DataAtom == atom.Table {
			return p
		}
	}
	return -1
}

// cells are the cells of a row.
func (d *document) cells(row int) []int {
	var out []int
	for k := row + 1; k < int(d.nodes[row].end); k = int(d.nodes[k].end) {
		if a := d.nodes[k].DataAtom; a == atom.Td || a == atom.Th {
			out = append(out, k)
		}
	}
	return out
}

// priceColumns are the places of the columns whose head, in a row of heads, speaks of a price: "Price", or the step of a
// scale ("from 100").
func (f *tileFinder) priceColumns(row int) []int {
	d := f.d
	if row+1 >= len(d.nodes) || d.nodes[row+1].DataAtom != atom.Th {
		return nil
	}
	var out []int
	for at, cell := range d.cells(row) {
		n := &d.nodes[cell]
		if n.DataAtom != atom.Th {
			return nil
		}
		if n.to-n.from >= 3 && n.to-n.from <= 40 && columnPrice.MatchString(d.oneLine(cell)) {
			out = append(out, at)
		}
	}
	return out
}

var columnPrice = regexp.MustCompile(`(?i)^(?:(?:unit|net|list|your|gross|einzel|stück|netto|brutto|vk-?|ek-?)?\s?-?(?:price|preis|pris|prijs|prix|precio|preço|prezzo|cena|hinta|preț|fiyat|цена|ціна|τιμή|価格|单价|單價|价格|가격).*|ár(?:\PL.*)?|(?:ab|from|od|à partir de|desde|da|från|fra|vanaf|от|від)\s\d+(?:\s?\pL{1,4}\.?)?|1\+|\d+\+)$`)
