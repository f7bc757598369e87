package extract

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// spot is a number in the visible text that may be a price.
type spot struct {
	from, to  int    // in document.text, with its currency mark
	digits    int    // where its digits begin in document.text
	node      int    // innermost element that holds all of it
	text      string // as a reader sees it: a superscript fraction is set off by a point
	num       string // plain decimal, once read
	cur       string // currency, once read; "" unknown
	marked    bool   // a currency mark stands beside it
	label     uint32 // what the words around it say it is
	score     float64
	inRow     bool   // it stands in a row of alike elements with other prices: a list
	rejection string // why it cannot be the price; "" it can
}

// maxSpots bounds how many numbers of a page are looked at.
const maxSpots = 3000

// spots finds the numbers with a currency mark in the visible text, and bare numbers in elements called price.
func (d *document) spots() []spot {
	var out []spot
	words := d.currencyWords()
	loc := locator{d: d}
	s := d.text
	for i := 0; i < len(s) && len(out) < maxSpots; {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		end := numberEnd(s, i)
		if from, to, ok := words.withMark(s, i, end); ok {
			if n := len(out); n > 0 && from < out[n-1].to { // the mark belongs to the number before it
				from = i
				if after := words.markAfter(s[end:min(len(s), end+14)]); after > 0 {
					to = end + after
				}
			}
			to = centsBehind(s, i, to)
			end = max(end, digitsTo(s, to))
			sp := spot{from: from, to: to, digits: i, marked: true, node: loc.at(from, to)}
			if sp.node >= 0 {
				sp.text = d.rendered(sp.node, from, to)
				out = append(out, sp)
			}
		}
		i = end
	}
	return d.bareSpots(out)
}

// centsBehind widens "1 199€95" by its cents: two digits right behind the sign of a number without decimals.
func centsBehind(s string, from, to int) int {
	if !strings.HasSuffix(s[:to], "€") || digitRun(s[to:min(len(s), to+3)]) != 2 || strings.ContainsAny(s[from:to], ".,") {
		return to
	}
	return to + 2
}

// digitsTo is to where a digit stands before it, else 0: the search goes on behind what a spot took.
func digitsTo(s string, to int) int {
	if to > 0 && isDigit(s[to-1]) {
		return to
	}
	return 0
}

// bareSpots adds short elements called price whose number has no currency mark.
func (d *document) bareSpots(out []spot) []spot {
	marked := out
	for _, i := range d.priced {
		n := d.nodes[i]
		from, to := int(n.from), int(n.to)
		if to-from > 24 || to-from < 1 {
			continue
		}
		text := d.oneLine(i)
		at := strings.IndexAny(text, "0123456789")
		if at < 0 || strings.ContainsAny(text, "%") || overlaps(marked, from, to) {
			continue
		}
		if letters(text) > 3 || len(out) >= maxSpots {
			continue
		}
		out = append(out, spot{from: from, to: to, digits: from + max(0, strings.IndexAny(d.text[from:to], "0123456789")), node: i, text: d.rendered(i, from, to)})
	}
	return out
}

// overlaps reports whether a range meets one of the spots, which are in the order of the text.
func overlaps(spots []spot, from, to int) bool {
	i := sort.Search(len(spots), func(i int) bool { return spots[i].to > from })
	return i < len(spots) && spots[i].from < to
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// numberEnd returns the end of the number that begins at i: digits, and separators between digits.
func numberEnd(s string, i int) int {
	for i < len(s) {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			i++
		case (c == '.' || c == ',' || c == '\'') && i+1 < len(s) && isDigit(s[i+1]):
			i++
		case strings.HasPrefix(s[i:], "’") && i+3 < len(s) && isDigit(s[i+3]):
			i += 3
		case c == ' ' && i+3 < len(s) && isDigit(s[i+1]) && isDigit(s[i+2]) && isDigit(s[i+3]) && (i+4 >= len(s) || !isDigit(s[i+4])):
			i++
		default:
			return i
		}
	}
	return i
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// signs are currency signs that need no word boundary; words are those that do.
var (
	currencySigns = []string{"$", "€", "£", "¥", "￥", "₹", "₩", "￦", "₽", "₺", "₴", "₪", "฿", "₫", "₱", "₦", "₡", "₲", "₸", "₾", "₼", "円", "元", "원", "ł", "č", "đ"}
	currencyWords = []string{"zł", "zl", "kč", "kc", "ft", "lei", "ron", "kr", "kr.", "rs", "rs.", "r$", "руб", "руб.", "р.", "р", "грн", "грн.", "тг", "тенге", "лв", "лв.",
		"chf", "usd", "eur", "gbp", "cny", "rmb", "jpy", "inr", "krw", "aud", "cad", "nzd", "sgd", "hkd", "twd", "nt", "brl", "mxn", "clp", "cop", "ars", "pen", "uyu", "s/", "s/.",
		"pln", "czk", "huf", "sek", "nok", "dkk", "try", "tl", "rub", "uah", "byn", "byr", "kzt", "bgn", "hrk", "kn", "rsd", "din", "din.", "sar", "aed", "egp", "kwd", "qar", "bhd", "omr", "ils", "zar", "r",
		"ngn", "kes", "myr", "rm", "idr", "rp", "rp.", "php", "thb", "baht", "vnd", "pkr", "lkr", "bdt", "tk", "euro", "euros", "dollars", "kd", "le", "l.e", "l.e.", "jod", "mad", "dh", "dhs", "ر.س", "ريال", "جنيه", "د.إ", "درهم", "sr", "fcfa", "xaf", "xof", "uzs", "сум", "сўм", "gel", "amd", "azn", "mdl", "всс", "eur.", "ден", "km"}
)

// wordRules say which currency words count on a page: some are also common words of a language.
type wordRules struct {
	rand  bool // R is the rand
	dinar bool // din is the dinar
}

// currencyWords reads the page's country and language for the words that need them.
func (d *document) currencyWords() wordRules {
	lang, _, _ := strings.Cut(strings.ToLower(d.lang), "-")
	return wordRules{
		rand:  d.country == "ZA" || d.currency == "ZAR" || lang == "af" || lang == "zu",
		dinar: d.country == "RS" || d.country == "MK" || lang == "sr" || lang == "mk" || d.currency == "RSD",
	}
}

// withMark widens a number by the currency mark before or after it. False: it has none, or is part of a word.
func (r wordRules) withMark(s string, from, to int) (int, int, bool) {
	left := s[max(0, from-12):from]
	if left != "" {
		if r, _ := utf8.DecodeLastRuneInString(left); r == '#' || r == '_' || r == '/' && !strings.HasSuffix(left, "S/") {
			return 0, 0, false
		}
	}
	if n := r.markBefore(left); n > 0 {
		return from - n, to, true
	}
	if r, _ := utf8.DecodeLastRuneInString(left); unicode.IsLetter(r) && r < 0x250 {
		return 0, 0, false
	}
	if n := r.markAfter(s[to:min(len(s), to+14)]); n > 0 {
		return from, to + n, true
	}
	return 0, 0, false
}

// markBefore returns the length of a currency mark (and a space) at the end of s.
func (r wordRules) markBefore(s string) int {
	t := strings.TrimRight(s, " -:")
	if len(s)-len(t) > 2 || t == "" {
		return 0
	}
	for _, m := range currencySigns {
		if strings.HasSuffix(t, m) {
			return len(s) - len(t) + len(m) + countryBefore(t[:len(t)-len(m)], m)
		}
	}
	if c := t[len(t)-1]; c < 0x80 && ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '.' && c != '/') {
		return 0
	}
	word := t
	if i := strings.LastIndexAny(t, " \n(:>*0123456789"); i >= 0 {
		word = t[i+1:]
	}
	if r.isCurrency(word) && word != "р" && !strings.EqualFold(word, "ft") {
		return len(s) - len(t) + len(word)
	}
	return 0
}

// countryBefore returns the length of the letters that say whose dollar or yen a sign is: "HK$", "US $", "CN¥".
func countryBefore(s, sign string) int {
	if sign != "$" && sign != "¥" && sign != "￥" {
		return 0
	}
	t := strings.TrimSuffix(s, " ")
	n := 0
	for n < len(t) && t[len(t)-1-n] >= 'A' && t[len(t)-1-n] <= 'Z' {
		n++
	}
	if n == 0 || n > 3 || len(t) > n && isWord(t[len(t)-1-n]) {
		return 0
	}
	if len(t) < len(s) {
		switch t[len(t)-n:] {
		case "US", "AU", "CA", "NZ", "HK", "SG", "MX", "NT", "USD", "AUD", "CAD", "NZD", "HKD", "SGD":
		default:
			return 0
		}
	}
	return n + len(s) - len(t)
}

// markAfter returns the length of a currency mark (and a space) at the start of s.
func (r wordRules) markAfter(s string) int {
	t := strings.TrimPrefix(s, ",-")
	t = strings.TrimPrefix(t, ",–")
	t = strings.TrimPrefix(t, ".-")
	t = strings.TrimLeft(t, " ")
	for _, m := range currencySigns[1:] {
		if strings.HasPrefix(t, m) {
			return len(s) - len(t) + len(m)
		}
	}
	if strings.HasPrefix(t, "$") && (len(t) < 2 || !isDigit(t[1])) {
		return len(s) - len(t) + 1
	}
	word := t
	if i := strings.IndexAny(t, " \n),;*/+-(|0123456789"); i >= 0 {
		word = t[:i]
	}
	if word != "R" && word != "r" && r.isCurrency(word) {
		return len(s) - len(t) + len(word)
	}
	return 0
}

// isCurrency reports whether a word names a currency on this page. Those that are also common words ("le 31", "try 2",
// "5 km") count in capitals only.
func (r wordRules) isCurrency(w string) bool {
	if w == "" || len(w) > 10 {
		return false
	}
	low := strings.ToLower(w)
	switch low {
	case "r":
		return r.rand && w == "R"
	case "din", "din.":
		return r.dinar
	case "le", "try", "km", "sr", "mad", "pen", "cop", "gel", "php", "nt", "tk", "kd", "rm", "dh", "tl", "kn", "ron", "amd", "rp", "pe":
		if w != strings.ToUpper(w) {
			return w == "Rp" || w == "kn" || w == "Tk"
		}
	}
	return currencyWordSet[low] || len(low) > 3 && strings.HasSuffix(low, "$") && len(low) <= 4
}

var currencyWordSet = setOf(currencyWords)

func setOf(list []string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, w := range list {
		m[w] = true
	}
	return m
}

// locator finds the innermost element around a range of the text; ranges are asked for in ascending order.
type locator struct {
	d     *document
	next  int
	stack []int
}

func (l *locator) at(from, to int) int {
	nodes := l.d.nodes
	for l.next < len(nodes) && int(nodes[l.next].from) <= from {
		for len(l.stack) > 0 && l.next >= int(nodes[l.stack[len(l.stack)-1]].end) {
			l.stack = l.stack[:len(l.stack)-1]
		}
		l.stack = append(l.stack, l.next)
		l.next++
	}
	for _, v := range slices.Backward(l.stack) {
		if n := &nodes[v]; int(n.from) <= from && int(n.to) >= to {
			return v
		}
	}
	return -1
}

// rendered is a number's text with what a stylesheet makes visible: where digits of one element follow digits of
// another ("12" and superscript "99"), two are cents and are set off by a point.
func (d *document) rendered(node, from, to int) string {
	text := strings.TrimSpace(d.text[from:to])
	n := d.nodes[node]
	if n.FirstChild == nil || n.FirstChild.NextSibling == nil && n.FirstChild.Type == html.TextNode || int(n.to-n.from) > 60 {
		return text
	}
	var parts []string
	textParts(n.Node, &parts)
	joined := ""
	for _, p := range parts {
		if joined != "" && p != "" && isDigit(joined[len(joined)-1]) && isDigit(p[0]) {
			if lead := digitRun(p); lead == 2 && !strings.ContainsAny(lastNumber(joined), ".,") {
				joined += "."
			} else {
				joined += " "
			}
		}
		joined += p
	}
	flat := strings.Join(strings.Fields(joined), " ")
	if a, b := pointsAndSpaces.Replace(flat), pointsAndSpaces.Replace(text); a == b {
		return flat
	} else if strings.Contains(a, b) {
		return carve(flat, text)
	}
	return text
}

var pointsAndSpaces = strings.NewReplacer(" ", "", ".", "")

// carve finds in flat the stretch that, but for points and spaces, is text.
func carve(flat, text string) string {
	skip := func(c byte) bool { return c == ' ' || c == '.' }
	for i := range len(flat) {
		k, j := 0, i
		for j < len(flat) && k < len(text) {
			switch {
			case flat[j] == text[k]:
				j++
				k++
			case skip(text[k]):
				k++
			case skip(flat[j]) && j > i:
				j++
			default:
				k = len(text) + 1
			}
		}
		if k == len(text) {
			return strings.TrimSpace(flat[i:j])
		}
	}
	return text
}

func textParts(n *html.Node, out *[]string) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			if len(*out) < 40 {
				*out = append(*out, spaced(c.Data))
			}
		} else if c.Type == html.ElementNode && c.Data != "script" && c.Data != "style" {
			textParts(c, out)
		}
	}
}

// spaced collapses white space but keeps that there was some at the ends.
func spaced(s string) string {
	f := strings.Join(strings.Fields(s), " ")
	if f == "" {
		return strings.Repeat(" ", min(1, len(s)))
	}
	if strings.TrimLeft(s, " \t\r\n\u00a0") != s {
		f = " " + f
	}
	if strings.TrimRight(s, " \t\r\n\u00a0") != s {
		f += " "
	}
	return f
}

func digitRun(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// lastNumber returns the digits and marks at the end of s.
func lastNumber(s string) string {
	i := len(s)
	for i > 0 && (isDigit(s[i-1]) || s[i-1] == '.' || s[i-1] == ',') {
		i--
	}
	return s[i:]
}
