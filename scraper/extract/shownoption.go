package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// option is one line of a list, radio button or swatch by which a page lets choose a variant.
type option struct {
	node   int
	value  string // "L", "Red"
	text   string // as shown
	price  string // that it shows, "" none
	was    string // list price that its data tell
	extra  string // what it adds to the price, with a "-" what it takes off
	stock  string // schema.org's word, "" unknown
	said   bool   // the stock is said in words or data, not only by a control that cannot be used
	sku    string
	gtin   string
	url    string // of a page of its own, "" none
	chosen bool
	data   map[string]string // field -> name of the attribute that gave it
}

// optionOf reads an option from its element, the text that names it and the element's attributes.
func (e *evidence) optionOf(i int, text string) option {
	o := option{node: i, text: joined(text), data: map[string]string{}}
	n := e.d.nodes[i].Node
	e.optionText(&o)
	for k := range n.Attr {
		e.optionAttr(&o, n.Attr[k].Key, strings.TrimSpace(n.Attr[k].Val))
	}
	if o.value == "" {
		o.value = named(n)
	}
	if o.stock == "" && switchedOff(n) {
		o.stock = "OutOfStock"
	}
	if o.url != "" && trimQuery(o.url) == trimQuery(e.found.URL) {
		o.chosen = o.chosen || o.url == e.found.URL
	}
	return o
}

// seenLine is what a node shows on one line, without what only screen readers say, where it shows anything.
func (d *document) seenLine(i int) string {
	n := &d.nodes[i]
	seen, from := "", n.from
	for k := i + 1; k < int(n.end); k++ {
		c := &d.nodes[k]
		if class := attr(c.Node, "class"); c.from >= from && (strings.Contains(class, "sr-only") || strings.Contains(class, "visually-hidden") || strings.Contains(class, "screen-reader")) {
			seen, from = seen+d.text[from:c.from]+" ", c.to
		}
	}
	return firstOf(joined(seen+d.text[from:n.to]), d.oneLine(i))
}

// trimQuery is an address without what follows its path.
func trimQuery(u string) string {
	if i := strings.IndexAny(u, "?#"); i >= 0 {
		return u[:i]
	}
	return u
}

// named is what an element without a text is called: its label or title, or that of its picture.
func named(n *html.Node) string {
	for _, key := range []string{"aria-label", "title", "alt", "data-original-title"} {
		if v := joined(attr(n, key)); v != "" && len(v) <= maxOptionText {
			return v
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			if v := named(c); v != "" {
				return v
			}
		}
	}
	return ""
}

// switchedOff reports whether a control cannot be used, or its class says that it is sold out.
func switchedOff(n *html.Node) bool {
	return hasAttr(n, "disabled") || attr(n, "aria-disabled") == "true" || goneClasses.match(attr(n, "class")) != 0
}

// optionText takes the text of an option apart: "L - 29,99 €", "XL (+ 5 €)", "Blue (sold out)".
func (e *evidence) optionText(o *option) {
	var names []string
	for _, part := range optionParts(o.text) {
		name, money := e.optionMoney(o, part)
		if !money {
			if w := stockOf(part); w != "" {
				if lead := stockBehind(part); lead != "" {
					names = append(names, lead)
				}
				o.stock, o.said = w, true
				o.note(fAvailability, "")
				continue
			}
		}
		if name != "" {
			names = append(names, name)
		}
	}
	o.value = strings.Join(names, " ")
	if label, value, ok := strings.Cut(o.value, ":"); ok && namedBy(label) != 0 && strings.TrimSpace(value) != "" {
		o.value = strings.TrimSpace(value) // "Size: XS"
	}
}

// note keeps which attribute gave a field; "" its text did.
func (o *option) note(f field, key string) { o.data[f.String()] = key }

// optionParts cuts the text of an option at brackets and dashes.
func optionParts(text string) []string {
	cut := strings.NewReplacer(" - ", "\n", " – ", "\n", " — ", "\n", " | ", "\n", "(", "\n", ")", "\n", "[", "\n", "]", "\n", " · ", "\n").Replace(text)
	var out []string
	for p := range strings.SplitSeq(cut, "\n") {
		if p = strings.Trim(p, " ,;:"); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// stockBehind is what stands before the words about the stock at the end of a text: "S ausverkauft" is S.
func stockBehind(text string) string {
	words := strings.Fields(text)
	for n := 1; n < len(words) && n <= 5; n++ {
		if tail := strings.Join(words[len(words)-n:], " "); stockOf(tail) != "" {
			lead := words[:len(words)-n]
			if stockOf(strings.Join(lead, " ")) == "" {
				return strings.Trim(strings.Join(lead, " "), " ,:-–")
			}
		}
	}
	return ""
}

// optionMoney reads a price, or what is added to it, from a part of an option's text, and what else the part says.
func (e *evidence) optionMoney(o *option, part string) (rest string, found bool) {
	rules := e.d.currencyWords()
	for i := 0; i < len(part); {
		if !isDigit(part[i]) {
			i++
			continue
		}
		end := numberEnd(part, i)
		from, to, ok := rules.withMark(part, i, end)
		if !ok || unitBehind(part[to:]) {
			i = max(end, i+1)
			continue
		}
		before := strings.TrimSpace(part[:from])
		low := strings.ToLower(before)
		text := strings.TrimSpace(part[from:to])
		switch {
		case o.price != "" || o.extra != "" || fromWords.MatchString(low):
			return "", true // several numbers, or the least of several
		case strings.HasSuffix(before, "+") || surcharges.match(low) != 0:
			o.extra = text
		case strings.HasSuffix(before, "-") || strings.HasSuffix(before, "−"):
			o.extra = "-" + text
		default:
			o.price = text
		}
		o.note(fPrice, "")
		if surcharges.match(low) != 0 {
			before = ""
		}
		return strings.Trim(before, " +-−–=:,"), true
	}
	return strings.TrimSpace(part), false
}

// surcharges are words for what an option costs more.
var surcharges = newWordset([]wordRow{{1, []string{"aufpreis", "mehrpreis", "extra", "surcharge", "supplément", "suplemento", "supplemento", "toeslag", "meerprijs", "dopłata", "příplatek", "доплата", "tillägg", "tillæg"}}})

// optionAttr reads an attribute of an option.
func (e *evidence) optionAttr(o *option, key, v string) {
	switch {
	case v == "" && key != "selected" && key != "checked":
		return
	case key == "selected", key == "checked", (key == "aria-checked" || key == "aria-selected" || key == "aria-pressed" || key == "aria-current") && v == "true":
		o.chosen = true
	case key == "class":
		for c := range strings.FieldsSeq(v) {
			o.chosen = o.chosen || chosenClasses[strings.ToLower(c)]
		}
	case key == "href", key == "value" && (strings.HasPrefix(v, "/") || strings.HasPrefix(v, "http")):
		e.optionURL(o, key, v)
	case key == "title" || key == "aria-label":
		if w := stockOf(v); w != "" && o.stock == "" {
			o.stock, o.said = w, true
			o.note(fAvailability, key)
		}
	case strings.HasPrefix(key, "data-"):
		e.optionData(o, key, v)
	}
}

func (e *evidence) optionURL(o *option, key, v string) {
	if u := e.d.absolute(v); u != "" && o.url == "" {
		o.url = u
		o.note(fURL, key)
	}
}

// optionData reads a data attribute of an option.
func (e *evidence) optionData(o *option, key, v string) {
	name := wordMarks.Replace(strings.TrimPrefix(key, "data-"))
	for _, lead := range []string{"variant", "product", "option", "swatch", "item"} {
		if rest := strings.TrimPrefix(name, lead); rest != "" {
			name = rest
		}
	}
	switch name {
	case "sku", "articlenumber", "artnr", "articleno", "code", "partnumber":
		if c := cleanSKU(v); c != "" && o.sku == "" {
			o.sku = c
			o.note(fSKU, key)
		}
	case "gtin", "gtin13", "ean", "ean13", "barcode", "upc":
		if g := cleanGTIN(v); g != "" && o.gtin == "" {
			o.gtin = g
			o.note(fGTIN, key)
		}
	case "price", "saleprice", "currentprice", "finalprice", "priceamount":
		if p := e.optionNumber(v); p != "" && o.price == "" && o.extra == "" {
			o.price = p
			o.note(fPrice, key)
		}
	case "oldprice", "regularprice", "compareprice", "compareatprice", "listprice", "wasprice":
		if p := e.optionNumber(v); p != "" {
			o.was = p
			o.note(fListPrice, key)
		}
	case "available", "availability", "instock", "isavailable", "stock", "stockstatus", "inventory", "soldout", "stockqty", "quantity":
		o.dataStock(name, key, v)
	case "url", "href", "link":
		e.optionURL(o, key, v)
	case "value", "color", "colour", "size", "name", "title", "label", "text":
		if o.value == "" && len(v) <= maxOptionText && !strings.HasPrefix(v, "#") && !strings.ContainsAny(v, "{}<>") {
			o.value = joined(v)
		}
	}
}

// dataStock reads what an attribute says of the stock: a word, true or false, or how many there are.
func (o *option) dataStock(name, key, v string) {
	w := availabilityWord(v)
	if n := digitRun(v); n == len(v) {
		w = "InStock"
		if strings.Trim(v, "0") == "" {
			w = "OutOfStock"
		}
	}
	if name == "soldout" {
		switch w {
		case "InStock":
			w = "OutOfStock"
		case "OutOfStock":
			w = "InStock"
		}
	}
	if w != "" && o.stock == "" {
		o.stock, o.said = w, true
		o.note(fAvailability, key)
	}
}

// optionNumber reads a price of data. Whole numbers may be cents: the one that is near the page's price counts; where
// neither is, none does.
func (e *evidence) optionNumber(v string) string {
	r := e.d.read(v, e.found.currency())
	if r.num == "" || e.found.Price == nil {
		return r.num
	}
	x, p := number(r.num), number(e.found.Price.Amount)
	switch {
	case x > p/4 && x < 4*p:
		return r.num
	case !strings.ContainsAny(v, ".,") && x/100 > p/4 && x/100 < 4*p && len(r.num) > 2:
		return r.num[:len(r.num)-2] + "." + r.num[len(r.num)-2:]
	}
	return ""
}

// controlOf is the element that stands for a radio button: the label around it or for it, else itself.
func (e *evidence) controlOf(i int, labels map[string]int) int {
	for p, n := int(e.d.nodes[i].parent), 0; p >= 0 && n < 3; p, n = int(e.d.nodes[p].parent), n+1 {
		if e.d.nodes[p].DataAtom == atom.Label {
			return p
		}
	}
	if id := attr(e.d.nodes[i].Node, "id"); id != "" {
		if l, ok := labels[id]; ok {
			return l
		}
	}
	return i
}
