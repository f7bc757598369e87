package extract

import (
	"net/url"
	"slices"
	"strings"
)

// sku decides the shop's article number. A code that the page's address repeats is the page's own; one that stands
// behind a label outranks one that only data names, as shops' data often hold an internal number.
func (e *evidence) sku() {
	list := e.skuClaims()
	if c, ok := bestClaim(list); ok && c.score >= 0.45 {
		e.found.SKU = &c.text
		e.set(fSKU, c.by, c.where)
	}
}

// modelLabels are the labels of a model that shops give their own number under; a manufacturer's number is not the shop's.
var modelLabels = setOf([]string{"model", "model number", "modellnummer", "modelnummer", "número de modelo", "numéro de modèle", "model no", "model no.", "model #", "modell", "modèle", "modello", "modelo", "модель", "型番", "型号", "型號"})

// skuClaims lists what may be the article number.
func (e *evidence) skuClaims() []claim {
	var list []claim
	address := strings.ToLower(e.d.address())
	labels := e.labelsOf(fSKU)
	add := func(text, by string, where fact, score float64) {
		text = cleanSKU(text)
		if text == "" {
			return
		}
		if len(text) >= 4 && strings.Contains(address, strings.ToLower(text)) {
			score += 0.35
		}
		if validGTIN(text) && len(text) >= 12 {
			score -= 0.3
		}
		if by != "heuristic" && by != "profile" && len(labels) > 0 && !strings.Contains(e.d.text, text) {
			score -= 0.1
		}
		list = append(list, claim{text, by, where, score})
	}
	for _, s := range e.sources() {
		base := map[string]float64{"profile": 5, "json-ld": 0.8, "microdata": 0.8, "rdfa": 0.6, "meta": 0.65, "microdata-loose": 0.6, "state": 0.2}[s.by]
		if s.by == "state" && e.sameOffer(s) && shopNumber(s.facts[fSKU].path[strings.LastIndexByte(s.facts[fSKU].path, '.')+1:]) {
			base = 0.47 // what the script calls so of the product at the price that the page shows
		}
		if s.facts[fSKU].path == "product:retailer_part_no" {
			base -= 0.25 // the number of a part or style, of which the article is one
		}
		if !s.has(fSKU) {
			base -= 0.1
		}
		add(s.numbered().text, s.by, s.numbered(), base)
	}
	if v := e.chosenVariant(); v != nil {
		add(v.numbered().text, v.by, v.numbered(), 0.7)
	}
	for k, l := range labels[:min(len(labels), 6)] {
		base := 0.75
		if k > 0 {
			base = 0.6 - 0.05*float64(k)
		}
		if l.at < e.titleAt()-1000 {
			base -= 0.35
		}
		add(l.text, "heuristic", fact{l.text, "label " + l.label}, base)
	}
	for _, look := range []func() (string, fact){e.codeElement, e.codeInBrackets, e.hashCode} {
		if code, where := look(); code != "" {
			add(code, "heuristic", where, 0.5)
		}
	}
	if model, ok := e.modelNumber(); ok && len(labels) == 0 {
		add(model.text, "heuristic", model, modelWorth(model)) // shops without another number
	}
	for k, code := range e.d.urlCodes() {
		list = append(list, claim{code, "heuristic", fact{code, "address of the page"}, 0.47 - 0.01*float64(k)})
	}
	return list
}

// modelWorth is what a model's number is worth as the shop's: one that is called a number is likelier the maker's than what
// the page's address ends in.
func modelWorth(model fact) float64 {
	if strings.Contains(model.path, "num") || strings.Contains(model.path, "núm") {
		return 0.46
	}
	return 0.48
}

// modelNumber is the code behind the first label of a model near the title.
func (e *evidence) modelNumber() (fact, bool) {
	model := e.labelsOf(fMPN)
	if len(model) == 0 || !modelLabels[model[0].label] || !isCode(model[0].text) || len(model[0].text) < 4 || model[0].at < e.titleAt()-1000 {
		return fact{}, false
	}
	return fact{model[0].text, "label " + model[0].label}, true
}

// numbered is the article number of a sighting, else of its first offer.
func (s *sighting) numbered() fact {
	if !s.has(fSKU) && len(s.offers) > 0 {
		return s.offers[0].facts[fSKU]
	}
	return s.facts[fSKU]
}

// sameOffer reports whether a source names the page's product by its name and its price.
func (e *evidence) sameOffer(s *sighting) bool {
	if e.found.Price == nil || sameName(s.text(fTitle), e.found.Title) < 0.8 {
		return false
	}
	num := e.d.read(s.text(fPrice), e.found.Price.Currency).num
	return num != "" && plainNumber(num) == plainNumber(e.found.Price.Amount)
}

// codeElement is the code in the first element near the title that is called a product's code.
func (e *evidence) codeElement() (string, fact) {
	for _, i := range e.d.named {
		n := &e.d.nodes[i]
		if n.own&nameCode == 0 || n.to-n.from > 50 || n.to-n.from < 3 || n.flags&(inRelated|inChrome|inReview|inCart|inHidden) != 0 || int(n.from) < e.titleAt()-600 || int(n.from) > e.titleAt()+2500 {
			continue
		}
		text := e.d.oneLine(i)
		if _, label, rest := splitLabel(text); label != "" {
			text = rest
		}
		if isCode(text) && len(text) >= 4 || capsCode(text) {
			return text, fact{text, e.d.path(i)}
		}
	}
	return "", fact{}
}

// codeInBrackets is the code that stands alone in square brackets on a line right behind the title ("[GL-4711]").
func (e *evidence) codeInBrackets() (string, fact) {
	area := e.d.text[:min(len(e.d.text), 6000)]
	if e.head.node >= 0 {
		area = e.d.text[e.d.nodes[e.head.node].from:min(len(e.d.text), e.titleAt()+60)]
	}
	for line := range strings.SplitSeq(area, "\n") {
		inner, ok := strings.CutPrefix(strings.TrimSpace(line), "[")
		if code, closed := strings.CutSuffix(inner, "]"); ok && closed && isCode(code) && len(code) >= 4 {
			return code, fact{code, "brackets behind the title"}
		}
	}
	return "", fact{}
}

// labelsOf lists the labelled values of a field: those at and after the headline in order, then those before it, the
// nearest first.
func (e *evidence) labelsOf(f field) []labelled {
	start := 0
	if e.head.node >= 0 {
		start = int(e.d.nodes[e.head.node].from) - 200
	}
	var after, before []labelled
	for _, l := range e.labels {
		switch {
		case l.field != f:
		case l.at >= start:
			after = append(after, l)
		default:
			before = append(before, l)
		}
	}
	slices.Reverse(before)
	return append(after, before...)
}

// address is the page's address as it reads, percent signs resolved.
func (d *document) address() string {
	if u, err := url.PathUnescape(d.page.URL); err == nil {
		return u
	}
	return d.page.URL
}

// codeParams are the names of query parameters that hold an article's number, lower case, the most telling first.
var codeParams = []string{"sku", "skuid", "childsku", "pid", "productid", "product_id", "prodid", "prod_id", "itemid", "item_id", "item", "goods_id", "goodsid", "goodsno", "articleid", "artnr", "id", "id_product", "products_id", "mid"}

// urlCodes lists the article numbers in the page's own address, the likeliest first: a parameter called so, then what
// ends the last parts of the path ("/dp/B00ABC1234", "/blue-shirt-12345.html", "/shirt/p12345").
func (d *document) urlCodes() []string {
	u := d.url
	if d.page.URL == "" || strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		return nil
	}
	var out []string
	q := u.Query()
	for _, name := range codeParams {
		for k, v := range q {
			if strings.EqualFold(k, name) && len(v) > 0 && isCode(v[0]) && len(v[0]) >= 4 {
				out = append(out, v[0])
			}
		}
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for _, part := range slices.Backward(parts[max(0, len(parts)-3):]) {
		if code := codeIn(part); code != "" {
			out = append(out, code)
		}
	}
	return out
}

// codeIn is the article number that a part of a path is, begins or ends with; "" where it has none.
func codeIn(part string) string {
	for _, ext := range []string{".html", ".htm", ".php", ".aspx", ".jsp", ".do", ".p", ".prod", ".product"} {
		part = strings.TrimSuffix(part, ext)
	}
	words := strings.FieldsFunc(part, func(r rune) bool { return strings.ContainsRune("-_.,;~", r) })
	if len(words) == 0 {
		return ""
	}
	if len(words) == 1 {
		return pathCode(words[0], 4)
	}
	if code := pathCode(words[len(words)-1], 5); code != "" {
		return code
	}
	return pathCode(words[0], 6)
}

// pathCode reads a word of a path as a code of at least so many digits; one letter before a run of digits marks a
// product ("p12345"), and a code of letters and digits has at least two digits and no lower case, or mostly digits.
func pathCode(word string, least int) string {
	if n := digitRun(word); n == len(word) {
		if n >= least && n <= 14 {
			return word
		}
		return ""
	}
	if rest := word[1:]; digitRun(rest) == len(rest) && len(rest) >= least && strings.ContainsRune("pxiasPXIAS", rune(word[0])) {
		return rest
	}
	digits, lower := 0, 0
	for _, r := range word {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= 'a' && r <= 'z':
			lower++
		case r < 'A' || r > 'Z':
			return ""
		}
	}
	if len(word) >= 6 && len(word) <= 17 && (digits >= 2 && lower == 0 || digits >= 4 && lower <= digits) {
		return word
	}
	return ""
}

// cleanSKU drops a label inside the value ("Item # 101095") and words behind a code, and refuses what cannot be one.
func cleanSKU(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.LastIndexAny(s, "#:"); i >= 0 && i < len(s)-1 {
		s = strings.TrimSpace(s[i+1:])
	}
	if code, rest, cut := strings.Cut(strings.Join(strings.Fields(s), " "), " "); cut && len(code) >= 6 && isCode(code) && !strings.ContainsAny(rest, "0123456789") && len(rest) >= 5 && strings.ToUpper(rest) != rest {
		s = code // "AB-12345 Garden chair"
	}
	if s == "" || len(s) > 60 || strings.ContainsAny(s, "{}<>") || strings.HasPrefix(s, "http") || strings.Trim(s, "0") == "" {
		return ""
	}
	return s
}
