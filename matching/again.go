package matching

import (
	"cmp"
	"slices"
)

// moves says where the records of one side went from one comparing to the next; both are in order of id. A record that
// changed has gone, and another has come.
type moves struct {
	to    []int32 // new position of each old record, -1: gone
	from  []int32 // old position of each new record, -1: come
	come  []int   // new positions
	other bool    // some came or went
}

func movesOf(old, now []Record) moves {
	m := moves{to: make([]int32, len(old)), from: make([]int32, len(now))}
	i := 0
	for k := range now {
		for i < len(old) && old[i].ID < now[k].ID {
			m.to[i], m.other = -1, true
			i++
		}
		if i < len(old) && old[i] == now[k] {
			m.to[i], m.from[k] = int32(k), int32(i)
			i++
			continue
		}
		m.from[k], m.other = -1, true
		m.come = append(m.come, k)
	}
	for ; i < len(old); i++ {
		m.to[i], m.other = -1, true
	}
	return m
}

// list moves ascending positions, in place, and drops those that are gone.
func list[T int | uint32](m *moves, at []T) []T {
	out := at[:0]
	for _, p := range at {
		if q := m.to[p]; q >= 0 {
			out = append(out, T(q))
		}
	}
	return out
}

// moved brings what belongs to the old records to the places of the new ones; what came has the zero value.
func moved[T any](m *moves, old []T) []T {
	out := make([]T, len(m.from))
	for k, i := range m.from {
		if i >= 0 {
			out[k] = old[i]
		}
	}
	return out
}

// next is the task of other records with the same weights of words: only pairs of which a record is new are measured.
// It is what newTask would make within the same corpus, to the last bit. The old task must not be used any more.
func (t *Task) next(left, right []Record) *Task {
	n := &Task{left: left, right: right, c: t.c, model: t.model, index: t.index, Share: t.Share, Alike: t.Alike, distinct: t.distinct, twins: t.twins}
	t.c.frozen = true
	m := [2]moves{movesOf(t.left, left), movesOf(t.right, right)}
	n.moves = m
	words := [2][][]uint32{t.index[0].ids, t.index[1].ids}
	for side, records := range [2][]Record{left, right} {
		n.items[side], n.asked[side], n.near[side] = moved(&m[side], t.items[side]), moved(&m[side], t.asked[side]), moved(&m[side], t.near[side])
		if m[side].other {
			n.index[side].move(&m[side], records)
		}
		for _, i := range m[side].come {
			n.items[side][i] = n.c.item(&records[i])
		}
		for i, it := range n.items[side] {
			it.rec = &records[i]
		}
		for i, counts := range n.near[side] {
			if counts == nil { // new, or compared with nothing before
				n.near[side][i] = make([]uint32, len(n.index[side].ids[i]))
			}
		}
	}
	for side := range n.asked {
		ask := m[side].come
		if m[1-side].other || reach(len(n.asked[side]), len(n.asked[1-side])) != reach(len(t.asked[side]), len(t.asked[1-side])) {
			ask = make([]int, len(n.asked[side]))
			for i := range ask {
				ask[i] = i
			}
		}
		each(len(ask), func(i int, s *scratch) { n.ask(side, ask[i], s) })
	}
	n.join()
	n.inherit(t, &m, words)
	each(len(n.fresh), func(i int, _ *scratch) {
		p := &n.pairs[n.fresh[i]]
		v := n.c.compare(n.whole(0, int(p.l)), n.whole(1, int(p.r)))
		p.v, p.first = &v, float32(n.model.First.Score(v[:]))
	})
	return n
}

// inherit takes the measures of the pairs that stay, lists the fresh ones, and brings the counts of words among rivals
// to the pairs as they are now. words are the records' before they moved.
func (t *Task) inherit(old *Task, m *[2]moves, words [2][][]uint32) {
	stays := make([]bool, len(old.pairs))
	for l, pairs := range t.byLeft {
		var had []int32
		if i := m[0].from[l]; i >= 0 {
			had = old.byLeft[i]
		}
		for _, k := range pairs {
			p := &t.pairs[k]
			at, found := -1, false
			if r := m[1].from[p.r]; r >= 0 {
				at, found = slices.BinarySearchFunc(had, uint32(r), func(k int32, r uint32) int { return cmp.Compare(old.pairs[k].r, r) })
			}
			if found {
				q := &old.pairs[had[at]]
				p.v, p.first, stays[had[at]] = q.v, q.first, true
				continue
			}
			t.fresh = append(t.fresh, int(k))
			inBoth(t.index[0].ids[p.l], t.index[1].ids[p.r], func(x int) { t.near[0][p.l][x]++ })
			inBoth(t.index[1].ids[p.r], t.index[0].ids[p.l], func(x int) { t.near[1][p.r][x]++ })
		}
	}
	for k := range old.pairs {
		if p := &old.pairs[k]; !stays[k] {
			if l := m[0].to[p.l]; l >= 0 {
				inBoth(words[0][p.l], words[1][p.r], func(x int) { t.near[0][l][x]-- })
			}
			if r := m[1].to[p.r]; r >= 0 {
				inBoth(words[1][p.r], words[0][p.l], func(x int) { t.near[1][r][x]-- })
			}
		}
	}
}

// move brings the index from old records to new ones, within a frozen corpus.
func (x *Index) move(m *moves, records []Record) {
	for id, at := range x.postings {
		if x.postings[id] = list(m, at); len(x.postings[id]) == 0 {
			delete(x.postings, id)
		}
	}
	for code, at := range x.codes {
		if x.codes[code] = list(m, at); len(x.codes[code]) == 0 {
			delete(x.codes, code)
		}
	}
	x.ids = moved(m, x.ids)
	norms := moved(m, x.norms)
	x.norms = nil
	for _, i := range m.come {
		x.put(&records[i], uint32(i))
		norms[i] = x.norm(uint32(i))
	}
	x.norms = norms
}
