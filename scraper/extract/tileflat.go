package extract

// A flat list has no element around each product: names, pictures and prices follow one another in one element, as
// definition lists and old tables have them.

// minFlat is how many products make a flat list.
const minFlat = 3

// flatList finds the largest flat list: an element with several prices and as many links with names among its
// own descendants but no tiles of its own.
func (f *tileFinder) flatList(ks []tile) []tile {
	var best []tile
	for _, k := range ks {
		if len(k.prices) < minFlat {
			continue
		}
		if ts := f.cut(k); len(ts) > len(best) {
			best = ts
		}
	}
	return best
}

// cut parts a kernel into its products: each begins with a link that names one and holds a price before the next.
// Where all names come first (a row of names, a row of prices) it gives none rather than pair them by guess.
func (f *tileFinder) cut(k tile) []tile {
	d := f.d
	var starts []int
	last := ""
	for _, i := range f.allIn(f.links, k.root) {
		if f.firstIn(f.titles, i) < 0 {
			continue
		}
		if href := f.href(i); href != last {
			starts = append(starts, i)
			last = href
		}
	}
	var out []tile
	for n, lo := range starts {
		hi := int(d.nodes[k.root].end)
		if n+1 < len(starts) {
			hi = starts[n+1]
		}
		t := tile{root: k.root, lo: lo, hi: hi}
		for _, p := range span(f.prices, lo, hi) {
			if f.sound[p] {
				t.prices = append(t.prices, p)
			}
		}
		if len(t.prices) > 0 {
			out = append(out, t)
		}
	}
	if len(out) < minFlat || 2*len(out) < len(starts) {
		return nil
	}
	return out
}
