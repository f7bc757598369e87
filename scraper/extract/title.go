package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// headline is the element that shows the page's product name, and what else names it.
type headline struct {
	node  int             // -1: none found
	text  string          // as shown
	names map[string]bool // words of the page's title tags
}

// pageNames are the words of the title element and Open Graph title.
func (d *document) pageNames() map[string]bool {
	out := map[string]bool{}
	for _, s := range []string{d.title, d.metas["og:title"], d.metas["twitter:title"]} {
		for _, w := range wordsOf(s) {
			out[w] = true
		}
	}
	return out
}

// headline picks the heading whose words the page's title repeats most, among h1, elements called product name,
// and h2; an h1 needs less agreement.
func (d *document) headline() headline {
	h := headline{node: -1, names: d.pageNames()}
	best := 0.0
	try := func(i int, prior float64) {
		n := d.nodes[i]
		if n.flags&(inRelated|inChrome|inReview|inCart) != 0 {
			prior -= 0.5
		}
		if n.flags&inHidden != 0 || d.inCard(i) {
			prior -= 0.3
		}
		text := d.oneLine(i)
		words := wordsOf(text)
		if len(words) == 0 || len(text) > 400 {
			return
		}
		hit := 0
		for _, w := range words {
			if h.names[w] {
				hit++
			}
		}
		share := float64(hit) / float64(len(words))
		long := min(float64(len(words)), 6) / 6
		if score := prior + share + 0.5*share*long; score > best {
			best, h.node, h.text = score, i, text
		}
	}
	for _, i := range d.heads[:min(len(d.heads), 20)] {
		try(i, 0.6)
	}
	for _, i := range d.named[:min(len(d.named), 400)] {
		if d.nodes[i].own&nameTitle != 0 && d.nodes[i].to-d.nodes[i].from < 300 {
			try(i, 0.35)
		}
	}
	if best < 1.6 {
		for _, i := range d.h2s[:min(len(d.h2s), 30)] {
			try(i, 0.1)
		}
	}
	if best < 0.7 {
		if i := d.titled(); i >= 0 {
			h.node, h.text = i, d.oneLine(i)
		} else if i, line := d.leadLine(); i >= 0 {
			h.node, h.text = i, line
		}
	}
	return h
}

// titled is the element whose text the page's title repeats word for word, the longest and of those the first; -1 where
// there is none of two words at least. It is the product's name on pages without a heading.
func (d *document) titled() int {
	best, size := -1, 0
	title, og := foldDigits(d.title), foldDigits(d.metas["og:title"])
	for i := range d.nodes {
		n := &d.nodes[i]
		length := int(n.to - n.from)
		if length < 8 || length > 250 || length <= size || n.flags&(inRelated|inChrome|inReview|inCart|inHidden|inControl) != 0 || n.flags&inBody == 0 {
			continue
		}
		text := d.oneLine(i)
		if len(text) <= size || len(text) < 24 && len(wordsOf(text)) < 2 || !strings.Contains(title, text) && !strings.Contains(og, text) {
			continue
		}
		best, size = i, len(text)
	}
	return best
}

// leadLine is the element whose first line, with more behind it in the same block, is a part of the page's title, and that
// line; -1 where there is none of three words at least: a table's cell that holds the name and a number under it.
func (d *document) leadLine() (int, string) {
	title := foldDigits(d.title)
	for at := 0; at < len(d.text) && len(title) >= 12; {
		line, _, _ := strings.Cut(d.text[at:], "\n")
		if text := strings.TrimSpace(line); len(text) >= 12 && len(text) <= 250 && strings.HasPrefix(title, text) && len(wordsOf(text)) >= 3 {
			loc := locator{d: d}
			if i := loc.at(at, at+len(line)); i >= 0 && d.nodes[i].to-d.nodes[i].from < 400 && d.nodes[i].flags&(inRelated|inChrome|inReview|inCart|inHidden|inControl|inLink) == 0 {
				return i, text
			}
		}
		at += len(line) + 1
	}
	return -1, ""
}

// written is the text of an element with its digits as the page writes them.
func (d *document) written(i int) string {
	var parts []string
	textParts(d.nodes[i].Node, &parts)
	return joined(strings.Join(parts, ""))
}

// inCard reports whether an element stands in a link that holds much else: the card of a product in a list.
func (d *document) inCard(i int) bool {
	own := d.nodes[i].to - d.nodes[i].from
	for ; i >= 0 && d.nodes[i].flags&inLink != 0; i = int(d.nodes[i].parent) {
		if n := &d.nodes[i]; n.DataAtom == atom.A {
			return n.to-n.from > 2*own
		}
	}
	return false
}

// sameName is the share of common words of two names (F1 of their word bags), 0 to 1.
func sameName(a, b string) float64 {
	x, y := wordsOf(a), wordsOf(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	left := map[string]int{}
	for _, w := range x {
		left[w]++
	}
	hit := 0
	for _, w := range y {
		if left[w] > 0 {
			left[w]--
			hit++
		}
	}
	return 2 * float64(hit) / float64(len(x)+len(y))
}

// covered is the share of the words of a name that occur in names.
func covered(name string, names map[string]bool) float64 {
	words := wordsOf(name)
	if len(words) == 0 {
		return 0
	}
	hit := 0
	for _, w := range words {
		if names[w] {
			hit++
		}
	}
	return float64(hit) / float64(len(words))
}

// coveredBy is the share of the words of a name that occur in a longer one.
func coveredBy(name, longer string) float64 {
	words := map[string]bool{}
	for _, w := range wordsOf(longer) {
		words[w] = true
	}
	return covered(name, words)
}

// wraps reports whether a headline holds a name whole among many other words: buttons, a price, a place.
func wraps(headline, name string) bool {
	long, short := wordsOf(headline), wordsOf(name)
	if len(short) < 2 || 10*len(short) > 6*len(long) {
		return false
	}
	return strings.Contains(" "+strings.Join(long, " ")+" ", " "+strings.Join(short, " ")+" ")
}
