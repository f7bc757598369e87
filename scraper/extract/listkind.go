package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// What the page's list is besides a list of goods: a row of recommendations, homes, gifts of money.

// slideWords are class tokens of what scrolls sideways.
var slideWords = newWordset([]wordRow{{1, []string{"swiper", "slick-", "slick_", "owl-", "carousel", "splide", "glide__", "flickity", "keen-slider", "embla", "slider", "slideshow"}}})

// maxSlideLevels is how many elements above a tile may be called the track it slides on.
const maxSlideLevels = 4

// setAside reports whether the page's list only accompanies it: its tiles are slides, or stand under a heading that
// speaks of recommendations.
func (e *evidence) setAside() bool {
	f := e.d.finder()
	if e.d.atHome() && f.parted() {
		return true
	}
	aside := 0
	for _, t := range f.main {
		if f.slides(t.root) || inRanges(t.root, e.d.others) {
			aside++
		}
	}
	return 2*aside > len(f.main)
}

// atHome reports whether the page's address is that of a site's home page, in a language or not.
func (d *document) atHome() bool {
	path := strings.Trim(strings.ToLower(d.url.Path), "/")
	return d.url.Host != "" && d.url.RawQuery == "" && (path == "" || len(path) == 2 && lettersIn(path) == 2 || len(path) == 5 && path[2] == '-' || strings.HasPrefix(path, "index."))
}

// parted reports whether the page has several lists, or parts of one, with headings of their own.
func (f *tileFinder) parted() bool {
	long := 0
	for _, g := range f.lists {
		if len(g.tiles) >= leastList {
			long++
		}
	}
	if long > 1 || len(f.main) == 0 {
		return long > 1
	}
	last := f.main[len(f.main)-1].root
	for i := int(f.d.nodes[f.main[0].root].end); i < last; i++ {
		switch f.d.nodes[i].DataAtom {
		case atom.H2, atom.H3:
			if !slices.ContainsFunc(f.main, func(t tile) bool { return f.d.within(i, t.root) }) {
				return true
			}
		}
	}
	return false
}

// slides reports whether a tile is, or stands right in, something that scrolls sideways.
func (f *tileFinder) slides(root int) bool {
	for i, level := root, 0; i >= 0 && level <= maxSlideLevels; i, level = int(f.d.nodes[i].parent), level+1 {
		switch f.d.nodes[i].DataAtom {
		case atom.Body, atom.Main:
			return false
		}
		if slideWords.match(strings.ToLower(attr(f.d.nodes[i].Node, "class"))) != 0 {
			return true
		}
	}
	return false
}

// inOtherList reports whether a node stands in a list of at least three tiles that is not the page's and does not hold
// its headline.
func (f *tileFinder) inOtherList(i, head int) bool {
	for _, g := range f.lists {
		if len(g.tiles) < leastList {
			continue
		}
		if slices.ContainsFunc(g.tiles, func(t tile) bool { return f.d.within(i, t.root) && (head < 0 || !f.d.within(head, t.root)) }) {
			return true
		}
	}
	return false
}

// goodsWords are class tokens that call an element a product.
var goodsWords = newWordset([]wordRow{{1, []string{"product", "produkt", "produit", "producto", "produto", "prodotto", "prod-", "prd", "goods", "artikel", "sku", "catalog", "tovar", "plp", "vare"}}})

// calledGoods reports whether most tiles are called products by their classes, or those right around them, and show a
// picture.
func (f *tileFinder) calledGoods(few []tile) bool {
	n := 0
	for _, t := range few {
		if (f.named(t.root) || f.named(t.root+1) && t.root+1 < t.hi) && hasImage(f.d, t.root) {
			n++
		}
	}
	return 2*n > len(few)
}

// named reports whether the class of a node or of the element around it calls it a product.
func (f *tileFinder) named(i int) bool {
	for level := 0; i >= 0 && i < len(f.d.nodes) && level < 2; i, level = int(f.d.nodes[i].parent), level+1 {
		if goodsWords.match(strings.ToLower(attr(f.d.nodes[i].Node, "class"))) != 0 {
			return true
		}
	}
	return false
}

// former counts the tiles that show a former price beside the present one.
func former(found []Found) int {
	n := 0
	for i := range found {
		if found[i].Price != nil && found[i].ListPrice != nil {
			n++
		}
	}
	return n
}

// atCart reports whether the page's address is that of the shopping cart.
func (d *document) atCart() bool {
	parts := strings.FieldsFunc(strings.ToLower(d.url.Path), func(r rune) bool { return r == '/' })
	if len(parts) == 2 && (len(parts[0]) <= 5 || cartPaths[parts[0]]) {
		parts = parts[1:] // behind a language or "checkout"
	}
	if len(parts) != 1 {
		return false
	}
	name, _, _ := strings.Cut(parts[0], ".")
	return cartPaths[name]
}
