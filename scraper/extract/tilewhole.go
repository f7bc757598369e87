package extract

import (
	"sort"

	"golang.org/x/net/html/atom"
)

// What is of the list besides the tiles that were found first: rows set apart, offers put first, neighbours without a price.

// absorb adds to the main list the tiles of the same kind that stand inside its container: a row set apart.
func (f *tileFinder) absorb(best *group, groups []*group) []tile {
	around := best.tiles[0].root
	kinds := map[string]bool{}
	for _, t := range best.tiles {
		around = f.common(around, t.root)
		kinds[f.kind(t.root)] = true
	}
	out := best.tiles
	for _, g := range groups {
		if g == best {
			continue
		}
		for _, t := range g.tiles {
			if around >= 0 && kinds[f.kind(t.root)] && (f.d.within(t.root, around) || f.leads(t.root, around)) {
				out = append(out, t)
			}
		}
	}
	sort.Slice(out, func(a, b int) bool { return out[a].root < out[b].root })
	return out
}

// leads reports whether a tile stands in a part of its own right before the part that holds the list, without a heading:
// the offers that a shop puts first.
func (f *tileFinder) leads(root, around int) bool {
	d := f.d
	if root >= around || f.classKey(attr(d.nodes[root].Node, "class")) == "" {
		return false
	}
	top := f.common(root, around)
	if top < 0 || d.nodes[around].parent != int32(top) {
		return false
	}
	part := root
	for int(d.nodes[part].parent) != top {
		part = int(d.nodes[part].parent)
	}
	if d.nodes[part].DataAtom != d.nodes[around].DataAtom {
		return false
	}
	for i := top + 1; i < around; i++ {
		switch d.nodes[i].DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4:
			if i >= part && i < root && f.firstIn(f.links, i) < 0 && d.nodes[i].flags&inLink == 0 {
				return false
			}
		case atom.Aside:
			return false
		}
		if i <= part && f.marks[i]&isAside != 0 {
			return false
		}
	}
	return true
}

// extend adds the neighbours that are built like the tiles but show no price or several offers.
func (f *tileFinder) extend(ts []tile) []tile {
	d := f.d
	kinds := map[string]bool{}
	have := map[int]bool{}
	parents := map[int]bool{}
	for _, t := range ts {
		kinds[f.kind(t.root)] = true
		have[t.root] = true
		parents[int(d.nodes[t.root].parent)] = true
	}
	out := ts
	for i := range d.nodes {
		n := &d.nodes[i]
		if have[i] || !parents[int(n.parent)] || n.to-n.from > maxTileText || !kinds[f.kind(i)] {
			continue
		}
		if f.holdsAny(i, ts) {
			continue
		}
		if f.firstIn(f.links, i) >= 0 && f.firstIn(f.titles, i) >= 0 {
			out = append(out, f.whole(i, nil))
		}
	}
	sort.Slice(out, func(a, b int) bool { return out[a].root < out[b].root })
	return out
}

// holdsAny reports whether node i lies around one of the tiles.
func (f *tileFinder) holdsAny(i int, ts []tile) bool {
	k := sort.Search(len(ts), func(k int) bool { return ts[k].root >= i })
	return k < len(ts) && f.d.within(ts[k].root, i)
}

// shown leaves out the tiles that are not displayed, as templates of scripts are, where the others are.
func (f *tileFinder) shown(ts []tile) []tile {
	var out []tile
	for _, t := range ts {
		if f.d.nodes[t.root].flags&inHidden == 0 {
			out = append(out, t)
		}
	}
	if 2*len(out) < len(ts) {
		return ts
	}
	return out
}
