package extract

import (
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"shelfwise/market/money"
)

// document is a page parsed once, and what one walk over its tree collected. Node indexes (int) are positions in
// nodes, which is in document order.
type document struct {
	page  Page
	url   *url.URL // never nil
	root  *html.Node
	nodes []node
	text  string // the visible text of the whole page; nodes hold ranges of it

	lang    string // BCP 47 tag of the page, "" unknown
	country string // ISO 3166 alpha-2 in upper case, "" unknown

	currency string // ISO 4217 code that the page states for itself, "" unknown

	metas   map[string]string // meta name/property/itemprop in lower case -> first content
	title   string            // the title element
	heads   []int             // h1 elements
	h2s     []int             // h2 elements
	props   []int             // elements with itemprop, itemtype, property, typeof
	data    []int             // elements with data attributes
	links   []int             // link elements with rel
	anchors []int             // a elements with href
	scripts []int             // inline scripts other than JSON-LD
	ldNodes []int             // JSON-LD scripts
	forms   []int             // button, input, form elements
	priced  []int             // elements whose class or id speaks of a price
	rated   []int             // elements whose class or id speaks of a rating or of reviews
	selects []int             // select elements
	radios  []int             // radio buttons
	choices []int             // elements whose class or id speaks of variants
	named   []int             // elements whose class or id speaks of a brand, code or availability

	fieldLabels []int // label elements
	raised      []int // elements that set their text higher

	ld       []*value // the JSON-LD blocks, parsed
	state    []*value // JSON found in other scripts
	repaired map[string]bool
	issues   []Issue

	folded bool // foreign digits are ASCII ones in text

	classes    map[string]int32 // places of class attributes in classed
	classed    []classed        // the first stands for none
	readings   map[readKey]reading
	prices     map[moneyKey]money.Parsed
	cart       cart
	others     [][2]int    // parts under headings that announce other products, once the prices are known
	tileFinder *tileFinder // nil until the page is searched for tiles
	next       []string    // what nextPages found
	nextKnown  bool        // it was asked for
}

// Selection gives the page to code that wants goquery's selectors (site profiles).
func (d *document) selection() *goquery.Document { return goquery.NewDocumentFromNode(d.root) }

// hint is what the page says about money, apart from a price's own text.
func (d *document) hint() money.Hint {
	h := money.Hint{Locale: d.lang, Country: d.country}
	if c := money.Currency(d.currency); c.Valid() {
		h.Currency = c
	}
	return h
}

// linkable reports whether absolute would give an address, but for broken ones: it parses nothing.
func (d *document) linkable(href string) bool {
	href = strings.TrimSpace(href)
	if href == "" || href[0] == '#' {
		return false
	}
	scheme := strings.IndexAny(href, ":/?#")
	if scheme <= 0 || href[scheme] != ':' {
		return true
	}
	return strings.EqualFold(href[:scheme], "http") || strings.EqualFold(href[:scheme], "https")
}

// absolute resolves a link of the page; "" for what is no http link.
func (d *document) absolute(href string) string {
	href = strings.TrimSpace(href)
	if href == "" || strings.HasPrefix(href, "#") || strings.HasPrefix(strings.ToLower(href), "javascript:") {
		return ""
	}
	u, err := d.url.Parse(href)
	if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Fragment = ""
	return u.String()
}

// newDocument decodes and parses a page. The error says why it is no page.
func newDocument(p Page) (*document, error) {
	d := emptyDocument(p)
	if len(p.Body) > maxBody {
		p.Body = p.Body[:maxBody]
		d.page = p
		d.issues = append(d.issues, Issue{Field: "page", Reason: "longer than 20 MB: the rest was not read"})
	}
	text, err := d.characters(p)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(text, "<") {
		return nil, errNotHTML
	}
	if err := d.build(text); err != nil || !d.encodedTwice() {
		return d, err
	}
	mended, repairs := mendText(text)
	if len(repairs) == 0 {
		return d, nil
	}
	again := emptyDocument(p)
	again.issues, again.repaired = d.issues, d.repaired
	for _, r := range repairs {
		again.repaired[r] = true
	}
	return again, again.build(mended)
}

func emptyDocument(p Page) *document {
	return &document{
		page: p, metas: map[string]string{}, repaired: map[string]bool{},
		classes: map[string]int32{}, classed: make([]classed, 1, 256), readings: map[readKey]reading{}, prices: map[moneyKey]money.Parsed{},
	}
}

// build parses the text of a page and walks over it.
func (d *document) build(text string) error {
	text, repairs := closeTags(text)
	root, l, err := parse(text)
	if err != nil {
		return err
	}
	for _, r := range append(repairs, l.count.repairs()...) {
		d.repaired[r] = true
	}
	d.root = root
	d.walk(l.elements)
	d.locate()
	return nil
}

// walker is the state of the one walk over the tree.
type walker struct {
	d    *document
	text strings.Builder
	last byte // last byte of text: runs of white space are collapsed
	gap  gapState
	link bool // one of the two elements at the gap is a link
}

// walk fills nodes and text. The parser bounds the depth (512), so the recursion is bounded too.
func (d *document) walk(elements int) {
	w := &walker{d: d, last: '\n'}
	w.text.Grow(len(d.page.Body) / 16)
	d.nodes = make([]node, 0, elements)
	w.children(d.root, -1, 0, 0)
	d.text = w.text.String()
}

func (w *walker) children(n *html.Node, parent, depth int, f flags) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			if f&inBody != 0 {
				w.write(c.Data)
			}
		case html.ElementNode:
			w.element(c, parent, depth, f)
		}
	}
}

func (w *walker) element(n *html.Node, parent, depth int, f flags) {
	own, names, class := w.ownFlags(n)
	f |= own
	block := isBlock(n.DataAtom)
	if block {
		w.newline()
	}
	i := len(w.d.nodes)
	w.d.nodes = append(w.d.nodes, node{Node: n, parent: int32(parent), depth: int16(depth), flags: f, own: names, class: class, from: int32(w.text.Len())})
	w.collect(i, n)
	if names != 0 {
		w.named(i, names)
	}
	if !drawsNothing(n) {
		if w.gap == gapClosed {
			w.gap = gapOpened
			w.link = w.link || n.DataAtom == atom.A
		}
		w.children(n, i, depth+1, f)
		if w.gap == gapNone {
			w.gap = gapClosed
			w.link = n.DataAtom == atom.A
		}
	}
	if block {
		w.newline()
	}
	w.d.nodes[i].end, w.d.nodes[i].to = int32(len(w.d.nodes)), int32(w.text.Len())
}

// drawsNothing reports whether the children of an element are not shown as they are. The template of a shadow root that the
// page itself holds is.
func drawsNothing(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Svg, atom.Iframe, atom.Textarea:
		return true
	case atom.Template:
		return !hasAttr(n, "shadowrootmode") && !hasAttr(n, "shadowroot")
	}
	return false
}

// named notes elements by what their names speak of.
func (w *walker) named(i int, names uint32) {
	d := w.d
	if names&namePrice != 0 {
		d.priced = append(d.priced, i)
	}
	if names&nameOption != 0 {
		d.choices = append(d.choices, i)
	}
	if names&(nameRating|nameSold) != 0 {
		d.rated = append(d.rated, i)
	}
	if names&(nameBrand|nameCode|nameStock|nameTitle|nameSeller) != 0 {
		d.named = append(d.named, i)
	}
}

// collect notes the elements that extractors ask for.
func (w *walker) collect(i int, n *html.Node) {
	d := w.d
	switch n.DataAtom {
	case atom.Html:
		d.lang = attr(n, "lang")
	case atom.Base:
		if u, err := url.Parse(attr(n, "href")); err == nil && d.url == nil && u.IsAbs() {
			d.url = u
		}
	case atom.Title:
		if d.title == "" && n.FirstChild != nil {
			d.title = strings.Join(strings.Fields(n.FirstChild.Data), " ")
		}
	case atom.Meta:
		w.meta(n)
	case atom.Script:
		w.script(i, n)
		return
	case atom.H1:
		d.heads = append(d.heads, i)
	case atom.H2:
		d.h2s = append(d.h2s, i)
	case atom.Link:
		if hasAttr(n, "rel") {
			d.links = append(d.links, i)
		}
	case atom.A:
		if hasAttr(n, "href") {
			d.anchors = append(d.anchors, i)
		} else if hasAttr(n, "class") || hasAttr(n, "id") || hasAttr(n, "onclick") {
			d.forms = append(d.forms, i) // a script makes it a button
		}
	case atom.Button, atom.Input, atom.Form:
		d.forms = append(d.forms, i)
		if n.DataAtom == atom.Input && attr(n, "type") == "radio" {
			d.radios = append(d.radios, i)
		}
	case atom.Select:
		d.selects = append(d.selects, i)
	case atom.Label:
		d.fieldLabels = append(d.fieldLabels, i)
	case atom.Sup, atom.Small:
		d.raised = append(d.raised, i)
	}
	w.attributes(i, n)
}

func (w *walker) attributes(i int, n *html.Node) {
	prop, data := false, false
	for k := range n.Attr {
		switch key := n.Attr[k].Key; {
		case key == "itemprop", key == "itemtype", key == "typeof", key == "property" && n.DataAtom != atom.Meta,
			key == "property" && n.DataAtom == atom.Meta && w.d.nodes[i].flags&inBody != 0, key == "vocab":
			prop = true
		case strings.HasPrefix(key, "data-"):
			data = true
		}
	}
	if prop {
		w.d.props = append(w.d.props, i)
	}
	if data {
		w.d.data = append(w.d.data, i)
	}
}

func (w *walker) meta(n *html.Node) {
	content := strings.TrimSpace(attr(n, "content"))
	if content == "" {
		content = strings.TrimSpace(attr(n, "value"))
	}
	if content == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" {
			if _, seen := w.d.metas[k]; !seen {
				w.d.metas[k] = content
			}
		}
	}
}

func (w *walker) script(i int, n *html.Node) {
	if n.FirstChild == nil {
		return
	}
	kind := strings.ToLower(attr(n, "type"))
	if strings.Contains(kind, "ld+json") {
		w.d.ldNodes = append(w.d.ldNodes, i)
		return
	}
	w.d.scripts = append(w.d.scripts, i)
}
