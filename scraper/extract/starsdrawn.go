package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Ratings of a product page that only its drawing tells: the filled share of a bar, and icons that are full, half or empty.

// filledShare reads the share of stars that a bar fills, which an element called rating or one right inside it has as its
// width: <div class="rating"><div style="width: 80%"></div></div>. It is for a bar without words.
func filledShare(n *html.Node, depth int) (float64, bool) {
	if v, ok := widthShare(attr(n, "style")); ok {
		return v, true
	}
	for c := n.FirstChild; c != nil && depth < 2; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			return 0, false
		case c.Type == html.ElementNode:
			return filledShare(c, depth+1)
		}
	}
	return 0, false
}

// starCount is how many stars shops draw.
const starCount = 5

// iconShare reads the share of five icons without words that are full, the children of an element or of one inside it; false
// where nothing tells full ones from empty ones.
func iconShare(n *html.Node, depth int) (float64, bool) {
	var icons []string
	for c := n.FirstChild; c != nil && len(icons) <= starCount; c = c.NextSibling {
		if c.Type == html.ElementNode && wordless(c, 0) {
			icons = append(icons, " "+iconNames(c, 0)+" ")
		}
	}
	if v, ok := filledStars(icons); ok {
		return v / starCount, true
	}
	for c := n.FirstChild; c != nil && depth < 3; c = c.NextSibling {
		if c.Type == html.ElementNode && c.DataAtom != atom.Svg {
			if v, ok := iconShare(c, depth+1); ok {
				return v, true
			}
		}
	}
	return 0, false
}

// wordless reports whether an element is an icon: it has no words and few parts.
func wordless(n *html.Node, depth int) bool {
	switch n.Data {
	case "svg", "img":
		return true
	case "i", "span", "em", "b", "li", "div", "use", "path":
	default:
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" || c.Type == html.ElementNode && (depth > 1 || !wordless(c, depth+1)) {
			return false
		}
	}
	return true
}

// iconNames is what an icon and the first parts of it are called, lower case.
func iconNames(n *html.Node, depth int) string {
	var names []string
	for k := range n.Attr {
		switch n.Attr[k].Key {
		case "class", "src", "href", "xlink:href", "data-icon":
			names = append(names, strings.ToLower(clip(n.Attr[k].Val, 200)))
		}
	}
	if c := n.FirstChild; c != nil && c.Type == html.ElementNode && depth < 2 {
		names = append(names, iconNames(c, depth+1))
	}
	return strings.Join(names, " ")
}

// drawnShare is the share of stars that an element draws, as a bar or as icons.
func drawnShare(n *html.Node) (float64, bool) {
	if v, ok := filledShare(n, 0); ok {
		return v, true
	}
	return iconShare(n, 0)
}

// amongAlike reports whether an element stands in one of several alike that hold ratings: single reviews, or the rows that
// tell how many gave how many stars. None of them holds the headline.
func (d *document) amongAlike(i, head int) bool {
	for level, p := 0, i; level < 7 && d.nodes[p].parent >= 0; level++ {
		if head >= 0 && d.within(head, p) {
			return false
		}
		up := int(d.nodes[p].parent)
		if d.nodes[p].to-d.nodes[p].from >= leastReview {
			for k, tries := up+1, 0; k < int(d.nodes[up].end) && tries < 60; k, tries = int(d.nodes[k].end), tries+1 {
				if k != p && d.nodes[k].to-d.nodes[k].from >= leastReview && d.sameKind(k, p) && d.holdsRating(k) {
					return true
				}
			}
		}
		p = up
	}
	return false
}

// leastReview is the length of the text that an element has which is more than an icon.
const leastReview = 4

// sameKind reports whether two elements have one tag and one first class.
func (d *document) sameKind(a, b int) bool {
	x, y := &d.nodes[a], &d.nodes[b]
	if x.DataAtom != y.DataAtom || x.Data != y.Data {
		return false
	}
	class := firstWord(attr(x.Node, "class"))
	switch x.DataAtom {
	case atom.Li, atom.Article, atom.Tr:
	default:
		if class == "" {
			return false
		}
	}
	return class == firstWord(attr(y.Node, "class"))
}

// holdsRating reports whether an element called a rating is in node i or is it.
func (d *document) holdsRating(i int) bool {
	for k := i; k < int(d.nodes[i].end) && k < i+40; k++ {
		if d.nodes[k].own&nameRating != 0 {
			return true
		}
	}
	return false
}

// drawnAt is the rating of five that node i draws, empty where it draws none.
func (d *document) drawnAt(i int) fact {
	if v, ok := drawnShare(d.nodes[i].Node); ok {
		return fact{strconv.FormatFloat(v*5, 'f', -1, 64), d.path(i)}
	}
	return fact{}
}

// starsReach is how far behind the title, in bytes, a bar of stars is still the product's.
const starsReach = 1500

// rateDrawn reads the stars that a small element draws around the line, which begins at a place of the text, that counts
// reviews, or right before it.
func (d *document) rateDrawn(h headline, line int, f *ratingFacts) {
	near := -1 // the innermost element behind the headline that holds the start of the line
	for k := h.node + 1; k < min(len(d.nodes), h.node+200) && int(d.nodes[k].from) <= line; k++ {
		if n := &d.nodes[k]; int(n.to) > line && n.to-n.from <= 120 && n.flags&(inRelated|inChrome|inCart|inReview) == 0 {
			near = k
			if got := d.drawnAt(k); got.text != "" {
				f.value, f.scale = got, fact{"5", got.path}
				return
			}
		}
	}
	if near < 0 {
		return
	}
	for c := d.nodes[near].PrevSibling; c != nil; c = c.PrevSibling {
		if c.Type == html.ElementNode {
			if v, ok := drawnShare(c); ok {
				f.value = fact{strconv.FormatFloat(v*5, 'f', -1, 64), "stars before the count of reviews"}
				f.scale = fact{"5", f.value.path}
			}
			return
		}
	}
}

// shopRates are in the names of elements that show how a shop or seller is rated, lower case.
var shopRates = newWordset([]wordRow{{1, []string{"shop-star", "shop-rating", "shop-review", "shop_rating", "store-rating", "store-review", "seller-rating", "seller-star", "seller-review", "seller_rating", "merchant-rating", "tp-stars", "trustpilot", "trusted-shops", "trustedshops", "trustbadge"}}})

// ofShop reports whether an element or one of the two around it is named as a shop's rating.
func (d *document) ofShop(i int) bool {
	for level := 0; i >= 0 && level < 3 && d.nodes[i].to-d.nodes[i].from < 200; level++ {
		if shopRates.match(attr(d.nodes[i].Node, "class")) != 0 {
			return true
		}
		i = int(d.nodes[i].parent)
	}
	return false
}

// countHeaded reads the count of reviews from the heading of their section behind the product: "Ratings & Reviews (1204)".
func (d *document) countHeaded(start int, f *ratingFacts) {
	for _, i := range d.h2s[:min(len(d.h2s), 30)] {
		n := &d.nodes[i]
		if int(n.from) < start || n.to-n.from < 8 || n.to-n.from > 60 || n.flags&(inRelated|inChrome|inCart|inHidden|inLink) != 0 {
			continue
		}
		if text := d.oneLine(i); mayCount(text) && countPre.MatchString(text) {
			f.reviews = fact{countIn(text), d.path(i)}
			return
		}
	}
}
