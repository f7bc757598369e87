package extract

import (
	"sort"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// kernels returns, in document order and disjoint, the smallest subtrees that hold a price, a product link and a name.
func (f *tileFinder) kernels() []tile {
	d := f.d
	byRoot := map[int]*tile{}
	for _, p := range f.prices {
		root := -1
		if f.sound[p] {
			root = f.kernelOf(p)
		}
		if root < 0 {
			continue
		}
		if byRoot[root] == nil {
			byRoot[root] = &tile{root: root}
		}
		byRoot[root].prices = append(byRoot[root].prices, p)
	}
	roots := make([]int, 0, len(byRoot))
	for r := range byRoot {
		roots = append(roots, r)
	}
	sort.Ints(roots)
	var out []tile
	for k, r := range roots {
		// A kernel around several others is a region with a stray price; around one it is the larger half of a tile.
		inner := sort.SearchInts(roots, int(d.nodes[r].end)) - k - 1
		switch {
		case inner > 1 && f.disjoint(roots[k+1:k+1+inner]) > 1:
			continue
		case len(out) > 0 && d.within(r, out[len(out)-1].root):
			last := &out[len(out)-1]
			last.prices = append(last.prices, byRoot[r].prices...)
			continue
		}
		out = append(out, *byRoot[r])
	}
	for i := range out {
		sort.Ints(out[i].prices)
	}
	return out
}

// disjoint counts the outermost roots of a sorted list.
func (f *tileFinder) disjoint(roots []int) int {
	n, end := 0, -1
	for _, r := range roots {
		if r >= end {
			n++
			end = int(f.d.nodes[r].end)
		}
	}
	return n
}

// kernelOf climbs from a price to the first ancestor with a product link and a name, -1 if there is none near.
func (f *tileFinder) kernelOf(p int) int {
	d := f.d
	for i := p; i >= 0 && d.nodes[i].DataAtom != atom.Body; i = int(d.nodes[i].parent) {
		n := &d.nodes[i]
		if n.to-n.from > maxTileText || int(n.end)-i > maxTileNodes {
			return -1
		}
		if (f.firstIn(f.links, i) >= 0 || n.flags&inLink != 0) && f.firstIn(f.titles, i) >= 0 {
			return i
		}
	}
	return -1
}

// grow widens each kernel to the largest subtree that holds no other kernel: the tile.
func (f *tileFinder) grow(ks []tile) {
	d := f.d
	roots := make([]int, len(ks))
	for i := range ks {
		at := -1
		if i > 0 {
			at = f.common(ks[i-1].root, ks[i].root)
		}
		if i+1 < len(ks) {
			at = max(at, f.common(ks[i].root, ks[i+1].root)) // of two ancestors of one node the later is the deeper
		}
		roots[i] = ks[i].root
		for p := int(d.nodes[roots[i]].parent); p > at && p >= 0 && d.nodes[p].DataAtom != atom.Body; p = int(d.nodes[p].parent) {
			if d.nodes[p].to-d.nodes[p].from > maxTileText {
				break
			}
			roots[i] = p
		}
	}
	for i := range ks {
		ks[i] = f.whole(roots[i], ks[i].prices)
	}
}

// whole is the tile that is the subtree of a node.
func (f *tileFinder) whole(root int, prices []int) tile {
	return tile{root: root, lo: root, hi: int(f.d.nodes[root].end), prices: prices}
}

// common returns the deepest node around both a and b.
func (f *tileFinder) common(a, b int) int {
	for a >= 0 && !f.d.within(b, a) {
		a = int(f.d.nodes[a].parent)
	}
	return a
}

// shape is what tiles of one list share: the tags on the way down to them and their own tag and classes.
func (f *tileFinder) shape(i int) string {
	var b strings.Builder
	for p := i; p >= 0; p = int(f.d.nodes[p].parent) {
		b.WriteString(f.d.nodes[p].Data)
		b.WriteByte('<')
	}
	return b.String()
}

// group is the tiles of one shape.
type group struct {
	tiles []tile
	score float64
}

// mainList chooses the list that the page is about.
func (f *tileFinder) mainList() []tile {
	ks := f.merge(f.kernels())
	if len(ks) < minTiles {
		return f.flatList(ks)
	}
	f.grow(ks)
	f.align(ks)
	var best *group
	groups := f.groups(ks)
	f.lists = groups
	for _, g := range groups {
		g.score = f.weigh(g.tiles)
		if len(g.tiles) >= minTiles && (best == nil || g.score > best.score) {
			best = g
		}
	}
	flat := f.flatList(ks)
	if best == nil || len(flat) > 2*len(best.tiles) {
		return flat
	}
	return f.shown(f.extend(f.absorb(best, groups)))
}

// merge joins neighbouring kernels that lead to one product: its offers.
func (f *tileFinder) merge(ks []tile) []tile {
	var out []tile
	for i, k := range ks {
		k = f.whole(k.root, k.prices)
		if len(out) == 0 {
			out = append(out, k)
			continue
		}
		last := &out[len(out)-1]
		both := f.common(last.root, k.root)
		if f.sameProduct(*last, k) && both >= 0 && (i+1 == len(ks) || !f.d.within(ks[i+1].root, both)) && (len(out) < 2 || !f.d.within(out[len(out)-2].root, both)) {
			*last = f.whole(both, append(last.prices, k.prices...))
			continue
		}
		out = append(out, k)
	}
	return out
}

func (f *tileFinder) sameProduct(a, b tile) bool {
	x, y := f.link(a), f.link(b)
	return x >= 0 && y >= 0 && f.href(x) == f.href(y)
}

// groups joins tiles into lists: those of one parent, those of like rows of one table, and those of the same tag
// and classes.
func (f *tileFinder) groups(ks []tile) []*group {
	d := f.d
	leader := make([]int, len(ks))
	find := func(i int) int {
		for leader[i] != i {
			i = leader[i]
		}
		return i
	}
	first := map[string]int{}
	for i, t := range ks {
		leader[i] = i
		parent := int(d.nodes[t.root].parent)
		keys := []string{"p" + strconv.Itoa(parent) + d.nodes[t.root].Data}
		if parent >= 0 {
			keys = append(keys, "r"+strconv.Itoa(int(d.nodes[parent].parent))+d.nodes[t.root].Data+f.kind(parent))
		}
		if k := f.kind(t.root); !strings.HasSuffix(k, ".") {
			keys = append(keys, "k"+k+"<"+f.kind(max(parent, 0))+"<"+f.kind(max(int(d.nodes[max(parent, 0)].parent), 0)))
		}
		for _, key := range keys {
			if j, ok := first[key]; ok {
				leader[find(i)] = find(j)
			} else {
				first[key] = i
			}
		}
	}
	byLeader := map[int]*group{}
	var out []*group
	for i, t := range ks {
		g := byLeader[find(i)]
		if g == nil {
			g = &group{}
			byLeader[find(i)] = g
			out = append(out, g)
		}
		g.tiles = append(g.tiles, t)
	}
	return out
}

// kind is what marks the tiles of one list: their tag and classes, or, without classes, those of the parent.
func (f *tileFinder) kind(i int) string {
	own := f.classKey(attr(f.d.nodes[i].Node, "class"))
	key := f.d.nodes[i].Data + "." + own
	if p := int(f.d.nodes[i].parent); p >= 0 && own == "" {
		key += "<" + f.d.nodes[p].Data + "." + f.classKey(attr(f.d.nodes[p].Node, "class"))
	}
	return key
}

// classKey is a class attribute without what tells the tiles of one list apart: numbers, positions and states.
func (f *tileFinder) classKey(class string) string {
	if class == "" {
		return ""
	}
	if key, known := f.classKeys[class]; known {
		return key
	}
	var kept []string
	for c := range strings.FieldsSeq(class) {
		c = strings.ToLower(unhashed(c))
		if c = strings.TrimRight(c, "0123456789-_"); c != "" && !positions[c] {
			kept = append(kept, c)
		}
	}
	sort.Strings(kept)
	key := strings.Join(kept, ".")
	f.classKeys[class] = key
	return key
}

// unhashed is a class name without the random characters that a build puts behind its own name: "title--ASSt27UY".
func unhashed(c string) string {
	k := max(strings.LastIndex(c, "--"), strings.LastIndex(c, "__"))
	if k <= 0 || len(c)-k-2 < 5 || len(c)-k-2 > 12 {
		return c
	}
	upper, lower, digit := 0, 0, 0
	for _, r := range c[k+2:] {
		switch {
		case r >= 'A' && r <= 'Z':
			upper = 1
		case r >= 'a' && r <= 'z':
			lower = 1
		case r >= '0' && r <= '9':
			digit = 1
		}
	}
	if upper+lower+digit < 2 || digit == 0 && !strings.ContainsFunc(c[k+4:], func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		return c
	}
	return c[:k]
}

var positions = wordMap("first|last|odd|even|active|alpha|omega|end|new|sale|onsale|featured|instock|outofstock|in-stock|out-of-stock|first-item|last-item|current|selected|visible|hidden|row-first|row-last|left|right|middle|center|start|no-margin|clear|clearfix")

// align moves roots that lie above the usual level (the lone tile of the last row) down to it.
func (f *tileFinder) align(ks []tile) {
	count := map[string]int{}
	for _, t := range ks {
		count[f.shape(t.root)]++
	}
	for i := range ks {
		t := &ks[i]
		own := count[f.shape(t.root)]
		best, bestCount := t.root, own
		for _, p := range t.prices[:1] {
			for n := p; n > t.root; n = int(f.d.nodes[n].parent) {
				if c := count[f.shape(n)]; c > bestCount && c > 2 && f.firstIn(f.titles, n) >= 0 {
					best, bestCount = n, c
				}
			}
		}
		*t = f.whole(best, t.prices)
	}
}

// weigh scores a list: by the tiles it has and what they hold, less where it stands among recommendations.
func (f *tileFinder) weigh(ts []tile) float64 {
	score := 0.0
	for _, t := range ts {
		w := 1.0
		n := &f.d.nodes[t.root]
		if n.flags&(inChrome|inCart) != 0 {
			w *= 0.2
		}
		if n.flags&inHidden != 0 {
			w *= 0.3
		}
		if f.aside(t.root) {
			w *= 0.4
		}
		if size := int(n.to - n.from); size < 200 {
			w *= 0.6 + 0.4*float64(size)/200
		}
		score += w
	}
	return score
}

// aside reports whether a tile stands in an element that is, or is called, what accompanies a page: a carousel, a sidebar.
func (f *tileFinder) aside(root int) bool {
	for p := int(f.d.nodes[root].parent); p >= 0 && f.d.nodes[p].DataAtom != atom.Body; p = int(f.d.nodes[p].parent) {
		if f.d.nodes[p].DataAtom == atom.Aside || f.marks[p]&isAside != 0 {
			return true
		}
	}
	return false
}
