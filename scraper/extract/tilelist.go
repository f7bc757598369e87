package extract

import (
	"sort"
	"strings"

	"golang.org/x/net/html/atom"
)

// kernels returns, in document order and disjoint, the smallest subtrees that hold a price, a product link and a name.
func (f *tileFinder) kernels() []tile {
	d := f.d
	byRoot := map[int]*tile{}
	for _, p := range f.prices {
		root := f.kernelOf(p)
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
		ks[i].root = roots[i]
	}
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
	ks := f.kernels()
	if len(ks) < minTiles {
		return nil
	}
	f.grow(ks)
	f.align(ks)
	byShape := map[string]*group{}
	var order []string
	for _, t := range ks {
		s := f.shape(t.root)
		if byShape[s] == nil {
			byShape[s] = &group{}
			order = append(order, s)
		}
		byShape[s].tiles = append(byShape[s].tiles, t)
	}
	var best *group
	for _, s := range order {
		g := byShape[s]
		g.score = f.weigh(g.tiles)
		if len(g.tiles) >= minTiles && (best == nil || g.score > best.score) {
			best = g
		}
	}
	if best == nil {
		return nil
	}
	return best.tiles
}

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
		t.root = best
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
		for p := int(n.parent); p >= 0; p = int(f.d.nodes[p].parent) {
			if f.d.nodes[p].DataAtom == atom.Body {
				break
			}
			if f.d.nodes[p].DataAtom == atom.Aside || f.marks[p]&isAside != 0 {
				w *= 0.4
				break
			}
		}
		if size := int(n.to - n.from); size < 200 {
			w *= 0.6 + 0.4*float64(size)/200
		}
		score += w
	}
	return score
}
