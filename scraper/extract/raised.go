package extract

import (
	"sort"
	"strings"
)

// longestRaised is how many bytes of text an element has at most that holds a price whose cents are raised, and what it is
// the price of: "ab 1 299⁰⁰ /Stück".
const longestRaised = 32

// raisedSpots adds the numbers without a currency mark whose two digits of cents are an element of their own that is set
// higher: <span>23</span><sup>90</sup>. Nothing else than a price is written so, where the element around holds little more.
func (d *document) raisedSpots(out []spot) []spot {
	marked := out
	for _, i := range d.raised {
		from, to, node := d.raisedNumber(i)
		if node < 0 || overlaps(marked, from, to) || len(out) >= maxSpots {
			continue
		}
		out = append(out, spot{from: from, to: to, digits: from, node: node, marked: true, text: raisedText(d.text[from:d.nodes[i].from], d.textOf(i))})
	}
	return out
}

// raisedNumber is the number whose cents element i holds, and the smallest element around both; node is -1 where it is none.
func (d *document) raisedNumber(i int) (from, to, node int) {
	n := &d.nodes[i]
	if cents := d.textOf(i); len(cents) != 2 || digitRun(cents) != 2 {
		return 0, 0, -1
	}
	to = int(n.from) + strings.IndexAny(d.text[n.from:n.to], "0123456789") + 2
	node = int(n.parent)
	for level := 0; node >= 0 && d.nodes[node].from == n.from && level < 3; level++ {
		node = int(d.nodes[node].parent)
	}
	if node < 0 || d.nodes[node].to-d.nodes[node].from > longestRaised || int(d.nodes[node].from) >= int(n.from) {
		return 0, 0, -1
	}
	whole := strings.TrimRight(d.text[d.nodes[node].from:n.from], " \n,.")
	start := groupedNumber(whole)
	from = int(d.nodes[node].from) + start
	if start == len(whole) || letters(whole[:start]) > 8 || strings.ContainsAny(whole[:start], "0123456789^=+*/") && !d.begins(node, from) {
		return 0, 0, -1
	}
	return from, to, node
}

// begins reports whether an element within node i begins at a place in the text.
func (d *document) begins(i, at int) bool {
	for k := i + 1; k < int(d.nodes[i].end) && int(d.nodes[k].from) <= at; k++ {
		if int(d.nodes[k].from) == at && int(d.nodes[k].to) > at {
			return true
		}
	}
	return false
}

// groupedNumber is where the number that ends s begins, its thousands set off or not; len(s) where none does.
func groupedNumber(s string) int {
	start := len(s)
	for start > 0 && isDigit(s[start-1]) {
		start--
	}
	for k := len(s) - start; k == 3 && start > 1; {
		rest := strings.TrimRight(s[:start], " .,'")
		if len(s[:start])-len(rest) != 1 {
			break
		}
		k = 0
		for k < 3 && k < len(rest) && isDigit(rest[len(rest)-1-k]) {
			k++
		}
		if k > 0 {
			start = len(rest) - k
		}
	}
	return start
}

// raisedText is the number with its cents behind a point.
func raisedText(whole, cents string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, whole) + "." + cents
}

// centsWithin is text, the number from..to of the much longer element node, with a point before its last two digits where
// these are an element of their own: <div>$<span>58</span><sup>99</sup> … </div>.
func (d *document) centsWithin(node, from, to int, text string) string {
	if to-from < 4 || !isDigit(d.text[to-1]) || !isDigit(d.text[to-2]) || !isDigit(d.text[to-3]) || strings.ContainsAny(text, ".,") {
		return text
	}
	inner := d.nodes[node+1 : d.nodes[node].end]
	first := sort.Search(len(inner), func(k int) bool { return int(inner[k].from) >= to-2 })
	for k := first; k < min(len(inner), first+8) && int(inner[k].from) == to-2; k++ {
		if int(inner[k].to) == to {
			return text[:len(text)-2] + "." + text[len(text)-2:]
		}
	}
	return text
}
