package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// nameCand is one text of a tile that could be the product's name.
type nameCand struct {
	text  string
	at    int
	words []int32 // its words as numbers, ascending
	slot  uint64  // its place in the tile: tags from the root down, and where in the element it stands
	prior float64
}

// slotStats says how the texts of one slot behave over the tiles of a list.
type slotStats struct {
	tiles int
	texts map[string]int
}

// names chooses the product's name of each tile. A name is what differs from tile to tile, stands at the same place
// in each, resembles the link's address and the picture's description, and is a heading or the link's own text;
// brands, badges and buttons repeat.
func (f *tileFinder) names(ts []tile, links []int) []nameCand {
	cands := make([][]nameCand, len(ts))
	stats := map[uint64]*slotStats{}
	for i, t := range ts {
		cands[i] = f.nameCands(t, links[i])
		seen := map[uint64]bool{}
		for _, c := range cands[i] {
			if seen[c.slot] {
				continue
			}
			seen[c.slot] = true
			s := stats[c.slot]
			if s == nil {
				s = &slotStats{texts: map[string]int{}}
				stats[c.slot] = s
			}
			s.tiles++
			s.texts[c.text]++
		}
	}
	scores := make([][]float64, len(ts))
	total := map[uint64]float64{}
	ids, known := wordIDs{}, map[string][]int32{} // the texts of a tile repeat: picture, link and heading
	for i := range ts {
		slug := ids.of(f.slugWords(links[i]))
		for k := range cands[i] {
			c := &cands[i][k]
			if c.words = known[c.text]; c.words == nil {
				c.words = ids.of(wordsOf(c.text))
				known[c.text] = c.words
			}
		}
		scores[i] = make([]float64, len(cands[i]))
		for k := range cands[i] {
			c := &cands[i][k]
			scores[i][k] = c.prior + f.slotScore(stats[c.slot], len(ts)) + likeness(c, cands[i], slug)
			total[c.slot] += scores[i][k] / float64(len(ts))
		}
	}
	out := make([]nameCand, len(ts))
	for i := range ts {
		best := -1e9
		for k, c := range cands[i] {
			if s := scores[i][k] + 0.5*total[c.slot]; s > best {
				best, out[i] = s, c
			}
		}
	}
	return out
}

// slotScore favours places whose texts differ and that most tiles fill.
func (f *tileFinder) slotScore(s *slotStats, n int) float64 {
	score := 2 * float64(s.tiles) / float64(n)
	if s.tiles >= 3 {
		distinct := float64(len(s.texts)) / float64(s.tiles)
		score += 6 * (distinct - 0.5)
		if len(s.texts) == 1 {
			score -= 8
		}
	}
	return score
}

// likeness scores how much a text agrees with the link's address and with the tile's other texts.
func likeness(c *nameCand, all []nameCand, slug []int32) float64 {
	score := 0.0
	if len(slug) >= 2 {
		score += 4 * wordOverlap(c.words, slug)
	}
	best := 0.0
	for k := range all {
		if all[k].at != c.at {
			best = max(best, wordOverlap(c.words, all[k].words))
		}
	}
	score += 2 * best
	if n := len([]rune(c.text)); n < 5 || n > 160 {
		score -= 2
	}
	return score
}

// nameCands lists the texts of a tile that could be its name.
func (f *tileFinder) nameCands(t tile, link int) []nameCand {
	d := f.d
	href := ""
	if link >= 0 {
		href = f.href(link)
	}
	var out []nameCand
	take := func(text string, at int, where uint64, prior float64) {
		if !nameLike(text) {
			return
		}
		if strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...") {
			prior -= 3
		}
		out = append(out, nameCand{text: text, at: at, slot: f.slot(t.root, at) + where, prior: prior})
	}
	for _, i := range f.inTile(f.titles, t) {
		n := &d.nodes[i]
		text, prior := d.oneLine(i), f.titlePrior(i, href)
		if n.DataAtom == atom.Img {
			take(joined(attr(n.Node, "alt")), i, slotAlt, 3)
			continue
		}
		if len(f.allIn(f.prices, i)) > 0 {
			prior -= 4
		}
		if f.wraps(i, text) {
			prior -= 2
		}
		take(text, i, slotText, prior)
		if title := attr(n.Node, "title"); n.DataAtom == atom.A && title != "" && n.from < n.to {
			take(joined(title), i, slotTitle, prior-1)
		}
	}
	for _, i := range f.inTile(f.links, t) { // links without text of their own
		if d.nodes[i].from == d.nodes[i].to {
			take(linkLabel(d.nodes[i].Node), i, slotTitle, 3)
		}
	}
	if len(out) < 40 {
		for _, i := range f.leaves(t) {
			if _, title := slices.BinarySearch(f.titles, i); !title {
				take(d.oneLine(i), i, slotText, 1)
			}
		}
	}
	return out
}

// leaves lists the elements of a tile that hold text and no element with text.
func (f *tileFinder) leaves(t tile) []int {
	d := f.d
	var out []int
	for i := t.lo; i < t.hi && len(out) < maxLeaves; i++ {
		n := &d.nodes[i]
		if n.from == n.to || n.flags&inControl != 0 || n.to-n.from > 300 || i+1 < int(n.end) && f.textBelow(i) {
			continue
		}
		if _, isPrice := slices.BinarySearch(f.prices, i); !isPrice {
			out = append(out, i)
		}
	}
	return out
}

// maxLeaves bounds the texts of one tile that are looked at.
const maxLeaves = 60

// textBelow reports whether an element inside node i holds text.
func (f *tileFinder) textBelow(i int) bool {
	for k := i + 1; k < int(f.d.nodes[i].end); k++ {
		if f.d.nodes[k].from < f.d.nodes[k].to {
			return true
		}
	}
	return false
}

// titlePrior is what an element's kind says for its text being the name.
func (f *tileFinder) titlePrior(i int, href string) float64 {
	n := &f.d.nodes[i]
	prior := 0.0
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		prior = 5
	case atom.A:
		prior = 2
		if attr(n.Node, "href") == href {
			prior = 5
		}
	default:
		prior = 4
	}
	if f.marks[i]&isName != 0 {
		prior++
	}
	if n.own&(nameSeller|nameBrand) != 0 && n.own&nameTitle == 0 {
		prior -= 2
	}
	if attr(n.Node, "itemprop") == "name" {
		prior += 3
	}
	return prior
}

// wraps reports whether node i holds a smaller title and more text than that.
func (f *tileFinder) wraps(i int, text string) bool {
	for _, k := range f.allIn(f.titles, i) {
		if k == i || f.d.nodes[k].DataAtom == atom.Img {
			continue
		}
		if inner := f.d.oneLine(k); inner != text && nameLike(inner) {
			return true
		}
	}
	return false
}

// Where in its element a text stands, as a part of its slot.
const (
	slotText uint64 = iota
	slotAlt
	slotTitle
)

// slot stands for the place of node i below root: a hash (FNV-1a, 64 bits) of its class and the tags on the way, with the low
// bits left for where in the element the text stands.
func (f *tileFinder) slot(root, i int) uint64 {
	h := uint64(14695981039346656037)
	class := f.classKey(attr(f.d.nodes[i].Node, "class")) // tells a brand from a name in elements of one tag
	for k := range len(class) {
		h = (h ^ uint64(class[k])) * 1099511628211
	}
	for ; i > root; i = int(f.d.nodes[i].parent) {
		tag := f.d.nodes[i].Data
		for k := range len(tag) {
			h = (h ^ uint64(tag[k])) * 1099511628211
		}
		h = (h ^ '<') * 1099511628211
	}
	return h &^ 3
}

// slugWords returns the words of the most wordy part of a link's address.
func (f *tileFinder) slugWords(link int) []string {
	if link < 0 {
		return nil
	}
	u, err := url.Parse(strings.TrimSpace(f.href(link)))
	if err != nil {
		return nil
	}
	var best []string
	for part := range strings.SplitSeq(u.Path, "/") {
		if w := wordsOf(part); len(w) >= len(best) {
			best = w
		}
	}
	if n := len(best); n > 1 && (best[n-1] == "html" || best[n-1] == "htm" || best[n-1] == "php" || best[n-1] == "aspx") {
		best = best[:n-1]
	}
	return best
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(foldDigits(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// wordIDs numbers words, so that bags of words are compared as numbers.
type wordIDs map[string]int32

// of returns the numbers of words, ascending.
func (m wordIDs) of(words []string) []int32 {
	out := make([]int32, len(words))
	for i, w := range words {
		id, known := m[w]
		if !known {
			id = int32(len(m))
			m[w] = id
		}
		out[i] = id
	}
	slices.Sort(out)
	return out
}

// wordOverlap is the F1 of two bags of words.
func wordOverlap(a, b []int32) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	hit := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] == b[k]:
			hit, i, k = hit+1, i+1, k+1
		case a[i] < b[k]:
			i++
		default:
			k++
		}
	}
	return 2 * float64(hit) / float64(len(a)+len(b))
}
