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
	for k, it := range u.items {
		for _, w := range it.order {
			if _, ok := u.byWord[w]; !ok {
				u.words = append(u.words, w)
			}
			u.byWord[w] = append(u.byWord[w], k)
			if s := stem(w); len(u.byStem[s]) == 0 || u.byStem[s][len(u.byStem[s])-1] != k {
				u.byStem[s] = append(u.byStem[s], k)
			}
		}
	}
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
				out = append(out, u.byWord[w]...)
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
