package extract

import (
	"slices"
	"sort"
	"strings"
	"unicode"

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
	struck    bool   // its digits are struck out, its currency mark is not
	inCard    bool   // it stands in the card of another product
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
				after := words.markAfter(s[end:min(len(s), end+14)])
				if after == 0 {
					i = end
					continue
				}
				from, to = i, end+after
			}
			if more := d.groupBehind(&loc, i, end); more > to {
				to = more
			}
			if start := d.groupBefore(&loc, i, end); start < i && from == i {
				from, i = start, start
			}
			to = d.centsBehind(i, to)
			to = d.centsApart(&loc, i, to)
			end = max(end, digitsTo(s, to))
			sp := spot{from: from, to: to, digits: i, marked: true, node: loc.at(from, to)}
			if sp.node >= 0 {
				if in := loc.at(i, i+1); from < i && in >= 0 && d.nodes[in].flags&inStruck != 0 && d.nodes[in].to-d.nodes[in].from <= 24 && d.nodes[sp.node].flags&inStruck == 0 && d.crossed(in) {
					sp.struck = true // its sign stands before the struck element
				}
				sp.text = d.rendered(sp.node, from, to)
				out = append(out, sp)
			}
		}
		i = end
	}
	return d.bareSpots(d.raisedSpots(out))
}

// groupBefore is where a number of five digits behind a space begins whose cents are an element of their own: in
// "2 499<sup>00</sup>" the space groups its thousands. It is i where the number begins there.
func (d *document) groupBefore(loc *locator, i, end int) int {
	s := d.text
	if end-i != 5 || i < 2 || s[i-1] != ' ' || !isDigit(s[i-2]) || digitRun(s[i:]) != 5 {
		return i
	}
	start := i - 2
	for start > 0 && isDigit(s[start-1]) && i-1-start < 4 {
		start--
	}
	n := loc.at(i, end)
	for ; n >= 0 && int(d.nodes[n].from) > start; n = int(d.nodes[n].parent) {
	}
	if n < 0 || i-1-start > 3 || d.nodes[n].to-d.nodes[n].from > 60 {
		return i
	}
	for k := n + 1; k < int(d.nodes[n].end); k++ {
		if int(d.nodes[k].from) == i+3 {
			return start
		}
	}
	return i
}

// groupBehind is where a number of up to three digits ends whose thousands a space sets off and whose cents are an element
// of their own: "R 1 299<small>00</small>". It is end where it ends there.
func (d *document) groupBehind(loc *locator, i, end int) int {
	s := d.text
	if end-i > 3 || end+6 > len(s) || s[end] != ' ' || digitRun(s[end+1:min(len(s), end+8)]) != 5 {
		return end
	}
	n := loc.at(i, end+6)
	if n < 0 || d.nodes[n].to-d.nodes[n].from > 60 {
		return end
	}
	for k := n + 1; k < int(d.nodes[n].end); k++ {
		if int(d.nodes[k].from) == end+4 {
			return end + 6
		}
	}
	return end
}

// centsBehind widens "1 199€95" by its cents: two digits right behind the sign of a number without decimals, raised ones
// also where another number follows without a space: "299€<sup>99</sup>" before "229€".
func (d *document) centsBehind(from, to int) int {
	s := d.text
	if !strings.HasSuffix(s[:to], "€") || strings.ContainsAny(s[from:to], ".,") {
		return to
	}
	if n := digitRun(s[to:min(len(s), to+3)]); n < 2 || n > 2 && !d.raisedCents(to) {
		return to
	}
	return to + 2
}

// raisedCents reports whether two digits at a place of the text are a raised element of their own.
func (d *document) raisedCents(at int) bool {
	k := sort.Search(len(d.raised), func(k int) bool { return int(d.nodes[d.raised[k]].from) >= at })
	return k < len(d.raised) && int(d.nodes[d.raised[k]].from) == at && int(d.nodes[d.raised[k]].to) == at+2
}

// centsApart widens "2 € 19" by its cents, where an element holds only these three parts.
func (d *document) centsApart(loc *locator, from, to int) int {
	s := d.text
	if to+3 > len(s) || s[to] != ' ' || digitRun(s[to+1:min(len(s), to+4)]) != 2 || isDigit(s[to-1]) || strings.ContainsAny(s[from:to], ".,") {
		return to
	}
	if i := loc.at(from, to+3); i >= 0 && int(d.nodes[i].to-d.nodes[i].from) <= to+4-from && d.nodes[i].own&namePrice != 0 {
		return to + 3
	}
	return to
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

// hasDigit reports whether a text has an ASCII digit.
func hasDigit(s string) bool {
	for i := range len(s) {
		if isDigit(s[i]) {
			return true
		}
	}
	return false
}

// signs are currency signs that need no word boundary; words are those that do.
var (
	currencySigns = []string{"$", "€", "£", "¥", "￥", "₹", "₩", "￦", "₽", "₺", "₴", "₪", "฿", "₫", "₱", "₦", "₡", "₲", "₸", "₾", "₼", "֏", "৳", "៛", "₭", "₮", "₵", "円", "元", "원", "ł", "č", "đ"}
	currencyWords = []string{"zł", "zl", "kč", "kc", "ft", "lei", "ron", "kr", "kr.", "rs", "rs.", "r$", "руб", "руб.", "р.", "р", "грн", "грн.", "тг", "тенге", "лв", "лв.",
		"chf", "usd", "eur", "gbp", "cny", "rmb", "jpy", "inr", "krw", "aud", "cad", "nzd", "sgd", "hkd", "twd", "nt", "brl", "mxn", "clp", "cop", "ars", "pen", "uyu", "s/", "s/.",
		"pln", "czk", "huf", "sek", "nok", "dkk", "try", "tl", "rub", "uah", "byn", "byr", "kzt", "bgn", "hrk", "kn", "rsd", "din", "din.", "sar", "aed", "egp", "kwd", "qar", "bhd", "omr", "ils", "zar", "r",
		"ngn", "kes", "myr", "rm", "idr", "rp", "rp.", "php", "thb", "baht", "vnd", "pkr", "lkr", "bdt", "tk", "euro", "euros", "dollars", "kd", "le", "l.e", "l.e.", "jod", "mad", "dh", "dhs", "dhs.", "ر.س", "ريال", "ریال", "تومان", "جنيه", "د.إ", "درهم", "sr", "fcfa", "xaf", "xof", "uzs", "сум", "сўм", "gel", "amd", "azn", "mdl", "всс", "eur.", "ден", "km", "ksh", "ksh.", "tsh", "ush", "u$s", "l.l.", "so'm", "soʻm", "ש\"ח", "ש״ח"}
)

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
	if n.FirstChild == nil || n.FirstChild.NextSibling == nil && n.FirstChild.Type == html.TextNode {
		return text
	}
	if int(n.to-n.from) > 60 {
		return d.centsWithin(node, from, to, text)
	}
	var parts []string
	textParts(n.Node, &parts)
	joined, single := "", false // single: the part before is one character
	for _, p := range parts {
		if joined != "" && p != "" && isDigit(joined[len(joined)-1]) && isDigit(p[0]) {
			if digitRun(p) == 1 && len(p) == 1 && single {
				// every digit has an element of its own
			} else if lead := digitRun(p); lead == 2 && !strings.ContainsAny(lastNumber(joined), ".,") {
				joined += "."
			} else if point := pointBehind(lastNumber(joined)); lead == 2 && point != "" {
				joined += point
			} else {
				joined += " "
			}
		}
		joined += p
		single = len(p) == 1 || !strings.ContainsAny(p, "0123456789")
	}
	flat := strings.Join(strings.Fields(joined), " ")
	if a, b := pointsAndSpaces.Replace(flat), pointsAndSpaces.Replace(text); a == b {
		return flat
	} else if strings.Contains(a, b) {
		return carve(flat, text)
	}
	return text
}

// pointBehind is the mark of decimals behind a number whose thousands are set off by one mark: a comma behind "1.299"; "" where
// it is none.
func pointBehind(number string) string {
	k := len(number) - 4
	switch {
	case k < 1 || k > 3 || digitRun(number[k+1:]) != 3 || digitRun(number) != k:
		return ""
	case number[k] == '.':
		return ","
	case number[k] == ',':
		return "."
	}
	return ""
}

var pointsAndSpaces = strings.NewReplacer(" ", "", ".", "", ",", "")

// carve finds in flat the stretch that, but for points, commas and spaces, is text.
func carve(flat, text string) string {
	skip := func(c byte) bool { return c == ' ' || c == '.' || c == ',' }
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
