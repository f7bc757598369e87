package matching

import (
	"slices"
	"sync"
)

// lookup finds the listings whose titles have a word, so that no candidate asks all of them. It is safe for concurrent
// use.
type lookup struct {
	items  []*item
	once   sync.Once
	byStem map[string][]int // ascending
	words  []string         // distinct, in the order in which they were met
	byWord map[string][]int
	mu     sync.Mutex
	kinds  map[string][]int // see kind
}

// fill reads all titles; a market that is found by categories never asks for it.
func (u *lookup) fill() {
	u.byStem, u.byWord, u.kinds = map[string][]int{}, map[string][]int{}, map[string][]int{}
	for k := range u.items {
		u.put(k)
	}
}

func (u *lookup) put(k int) {
	for _, w := range u.items[k].order {
		if _, ok := u.byWord[w]; !ok {
			u.words = append(u.words, w)
		}
		s := stem(w)
		u.byWord[w], u.byStem[s] = ascending(u.byWord[w], k), ascending(u.byStem[s], k)
		for p, known := range u.kinds {
			if s == p || len(p) >= 5 && under(s, p) {
				u.kinds[p] = ascending(known, k)
			}
		}
	}
}

// next is the lookup of other listings; the old one must not be used any more.
func (u *lookup) next(m *moves, items []*item) *lookup {
	n := &lookup{items: items}
	if u.byStem == nil { // never filled
		return n
	}
	n.byStem, n.byWord, n.words, n.kinds = u.byStem, u.byWord, u.words, u.kinds
	n.once.Do(func() {})
	for _, by := range []map[string][]int{n.byStem, n.byWord, n.kinds} {
		for w, at := range by {
			by[w] = list(m, at)
		}
	}
	for _, k := range m.come {
		n.put(k)
	}
	return n
}

// having returns the listings that have a word of this word's stem.
func (u *lookup) having(w string) []int {
	u.once.Do(u.fill)
	return u.byStem[stem(w)]
}

// kind returns the listings that have a word of this stem or, where it is long, a compound that ends with it.
func (u *lookup) kind(p string) []int {
	u.once.Do(u.fill)
	u.mu.Lock()
	defer u.mu.Unlock()
	if known, ok := u.kinds[p]; ok {
		return known
	}
	out := slices.Clone(u.byStem[p])
	if len(p) >= 5 {
		for _, w := range u.words {
			if under(stem(w), p) {
				out = append(out, u.byWord[w]...) // none, where all that had it are gone
			}
		}
		slices.Sort(out)
		out = slices.Compact(out)
	}
	u.kinds[p] = out
	return out
}

// holding returns the listings that have every product word, ascending; none where there is no word.
func (u *lookup) holding(product []string) []int {
	var out []int
	for i, p := range product {
		found := u.kind(p)
		if i == 0 {
			out = slices.Clone(found)
			continue
		}
		out = slices.DeleteFunc(out, func(k int) bool { _, ok := slices.BinarySearch(found, k); return !ok })
	}
	return out
}
