package matching

// vicinity holds, for the words of each record of a side (in the order of the index's ids), how many of the records it
// is compared with have the word. A word that all of them have tells nothing among them; a word that a record lacks
// and its rivals have tells it apart; a word that none has is one shop's way of speaking.
type vicinity [][]uint32

// survey counts the words of both sides' records among the records they are compared with.
func (t *Task) survey() {
	for side, by := range [2][][]int32{t.byLeft, t.byRight} {
		own, other := t.index[side].ids, t.index[1-side].ids
		v := make(vicinity, len(by))
		each(len(by), func(i int, _ *scratch) {
			if len(by[i]) == 0 {
				return
			}
			counts := make([]uint32, len(own[i]))
			for _, k := range by[i] {
				at := t.pairs[k].r
				if side == 1 {
					at = t.pairs[k].l
				}
				inBoth(own[i], other[at], func(x int) { counts[x]++ })
			}
			v[i] = counts
		})
		t.near[side] = v
	}
}

// countUpTo is what the counts of a vicinity are read as at most.
const countUpTo = 255

// inBoth calls f with the positions in a of the values that b has too; both ascend.
func inBoth(a, b []uint32, f func(at int)) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			f(i)
			i++
			j++
		}
	}
}

// local is what one record of a pair shares with the other, its words weighed by how they tell its rivals apart.
type local struct {
	shared  float64 // share of the telling word weight that the other has
	claimed float64 // weight of the rarest word that the other lacks and a rival has, of a word that one record has
	lost    float64 // weight of all such words, over that of the record's words
}

func (t *Task) localOf(side int, p *pair, rivals int) local {
	own, at := p.l, p.r
	if side == 1 {
		own, at = at, own
	}
	ids, counts := t.index[side].ids[own], t.near[side][own]
	has := make([]bool, len(ids))
	inBoth(ids, t.index[1-side].ids[at], func(x int) { has[x] = true })
	var got, all, lost, mass float64
	var out local
	for x, id := range ids {
		w := t.c.idf(id)
		mass += w
		switch n := float64(min(counts[x], countUpTo)); {
		case has[x]:
			tells := w * (1 - (n-1)/float64(rivals))
			got, all = got+tells, all+tells
		case n > 0:
			all, lost = all+w, lost+w
			out.claimed = max(out.claimed, w)
		}
	}
	if all > 0 {
		out.shared = got / all
	}
	out.claimed /= t.c.maxIDF()
	if mass > 0 {
		out.lost = lost / mass
	}
	return out
}
