package matching

import (
	"math"
	"runtime"
	"slices"
	"strconv"
	"sync"
)

// Task is one matching of two sides, step by step: pairs worth comparing, their features, the first model's score,
// then the margins to the rivals, which the second model reads. Pairs runs all steps; the fitting program stops
// between them.
type Task struct {
	left, right []Record
	c           *corpus
	items       [2][]*item // prepared records of each side, nil until needed
	pairs       []pair
	byLeft      [][]int32 // positions in pairs
	byRight     [][]int32
	index       [2]*Index
	Share       [2]float64 // of each side's records that seem repeated on it
	Alike       float64    // how well titles tell their side; see alike
	distinct    [2]float64 // how surely each side holds each product once, 0 to 1
	probe       [2][]int
	selfHits    [2][][]hit
	twins       map[[2]*item]bool
	asked       [2][][]uint32 // by side and record: what it found on the other side
	fresh       []int         // pairs that no comparing before has scored
	moves       [2]moves      // from the task before, where there was one
	near        [2]vicinity
	model       *Model
	lean        bool // keeps of a large side only what Pairs reads
}

// pair is one comparison under way.
type pair struct {
	l, r  uint32
	v     *vector // nil where the task is lean and the pair hopeless
	first float32 // log-odds of the first model
}

// Model is the two forests and the thresholds, the same for all data.
type Model struct {
	First, Second Forest
	Match, Review Bar // from where a pair is a match, or worth a look
}

// NewTask finds the pairs worth comparing and measures them. The records must stay unchanged while it is used.
func NewTask(left, right []Record, m *Model) *Task { return newTask(left, right, m, false, newTexts()) }

// newTask remembers the records' texts in mem, unless there are too many.
func newTask(left, right []Record, m *Model, lean bool, mem *texts) *Task {
	t := &Task{left: left, right: right, c: newCorpus(), twins: map[[2]*item]bool{}, model: m, lean: lean}
	if len(left)+len(right) <= textsUpTo {
		t.c.texts = mem
	}
	t.items = [2][]*item{make([]*item, len(left)), make([]*item, len(right))}
	t.block()
	t.survey()
	t.measure()
	return t
}

// block indexes both sides and joins what each finds in the other.
func (t *Task) block() {
	lx, rx := newIndex(t.c), newIndex(t.c)
	t.index = [2]*Index{lx, rx}
	for i := range t.left {
		lx.add(&t.left[i])
	}
	for i := range t.right {
		rx.add(&t.right[i])
	}
	lx.freeze()
	rx.freeze()
	t.asked = [2][][]uint32{make([][]uint32, len(t.left)), make([][]uint32, len(t.right))}
	for side := range t.asked {
		each(len(t.asked[side]), func(i int, s *scratch) { t.ask(side, i, s) })
	}
	t.join()
}

// ask finds what is worth comparing with record i of a side.
func (t *Task) ask(side, i int, s *scratch) {
	own, other, k := t.left, t.right, 0
	if side == 1 {
		own, other = other, own
	}
	k = reach(len(own), len(other))
	hits := t.index[1-side].query(&own[i], k, k < blockTop, s)
	out := make([]uint32, 0, len(hits))
	for _, h := range hits {
		if side == 1 && k < blockTop && h.score < weak*t.index[1].norm(uint32(i)) && h.score > 0 {
			continue
		}
		out = append(out, h.pos)
	}
	t.asked[side][i] = out
}

// join makes the pairs of what both sides found, so that they do not depend on which side is called left.
func (t *Task) join() {
	found := make([][]uint32, len(t.left))
	for l, rs := range t.asked[0] {
		found[l] = slices.Clone(rs)
	}
	for r, ls := range t.asked[1] {
		for _, l := range ls {
			found[l] = append(found[l], uint32(r))
		}
	}
	t.byLeft, t.byRight = make([][]int32, len(t.left)), make([][]int32, len(t.right))
	for l, rs := range found {
		slices.Sort(rs)
		for _, r := range slices.Compact(rs) {
			t.byLeft[l] = append(t.byLeft[l], int32(len(t.pairs)))
			t.byRight[r] = append(t.byRight[r], int32(len(t.pairs)))
			t.pairs = append(t.pairs, pair{l: uint32(l), r: r})
		}
	}
	if t.lean {
		t.asked = [2][][]uint32{}
	}
}

// reach is how many records of another side each of n records asks for: fewer from a side many times larger, or the
// pairs would grow with it fifteenfold.
func reach(n, other int) int {
	switch {
	case n > 20*other && n > 50_000:
		return blockTop / 5
	case n > 4*other && n > 5000:
		return blockTop / 3
	}
	return blockTop
}

// weak is the cosine under which a much larger side's finds are left out.
const weak = 0.2

// each runs f for 0 … n-1 on all processors and waits; f writes to its own place, so that the result has one order.
func each(n int, f func(i int, s *scratch)) {
	var wg sync.WaitGroup
	workers := max(1, min(runtime.GOMAXPROCS(0), n/64))
	for w := range workers {
		wg.Go(func() {
			var s scratch
			for i := w; i < n; i += workers {
				f(i, &s)
			}
		})
	}
	wg.Wait()
}

// slimFrom is the number of records from which a side keeps only the small part of what was prepared: the weighted
// words and grams are most of it, and few records need them a second time.
const slimFrom = 50_000

func (t *Task) measure() {
	each(len(t.left), func(i int, _ *scratch) { t.items[0][i] = t.c.item(&t.left[i]) })
	if len(t.left) < slimFrom {
		each(len(t.right), func(i int, _ *scratch) { t.measureAt(1, i, t.byRight[i]) })
		return
	}
	each(len(t.right), func(i int, _ *scratch) { t.items[1][i] = t.c.item(&t.right[i]) })
	each(len(t.left), func(i int, _ *scratch) { t.measureAt(0, i, t.byLeft[i]) })
	if len(t.right) >= slimFrom {
		each(len(t.right), func(i int, _ *scratch) { t.items[1][i].slim() })
	}
}

// measureAt prepares record i of a side, where that is not done, and measures its pairs with the other side.
func (t *Task) measureAt(side, i int, pairs []int32) {
	it := t.items[side][i]
	if it == nil {
		it = t.c.item(&[2][]Record{t.left, t.right}[side][i])
	}
	t.items[side][i] = it
	for _, k := range pairs {
		p := &t.pairs[k]
		var v vector
		if side == 1 {
			v = t.c.compare(t.items[0][p.l], it)
		} else {
			v = t.c.compare(it, t.items[1][p.r])
		}
		if t.lean {
			if p.first = float32(t.model.First.Score(v[:])); p.first < hopeless {
				continue
			}
		}
		p.v = &v
	}
	if len(t.items[side]) >= slimFrom {
		it.slim()
		if t.lean {
			it.bare()
		}
	}
}

// slim lets go of what only compare needs.
func (it *item) slim() {
	it.words, it.idfs, it.full, it.grams, it.parts, it.squashAll, it.slimmed = nil, nil, nil, nil, nil, "", true
	it.makerIDs, it.colours, it.figures = nil, nil, nil
}

// bare lets go of all but what settling pairs reads: identifiers, model numbers and the squashed text.
func (it *item) bare() {
	it.folded, it.order, it.parts, it.numbers, it.quantities, it.variants, it.accessories = "", nil, nil, nil, nil, nil, nil
}

// whole returns record i of a side as compare needs it.
func (t *Task) whole(side, i int) *item {
	if it := t.items[side][i]; !it.slimmed {
		return it
	}
	return t.c.item(&[2][]Record{t.left, t.right}[side][i])
}

// Pairs returns the positions of the compared records, in order of left, then right.
func (t *Task) Pairs() [][2]int {
	out := make([][2]int, len(t.pairs))
	for i, p := range t.pairs {
		out[i] = [2]int{int(p.l), int(p.r)}
	}
	return out
}

// Features returns the features of pair i as the first model reads them.
func (t *Task) Features(i int) []float32 { return t.pairs[i].v[:] }

// ScoreFirst runs the first model over all pairs, and finds out which sides hold each product once.
func (t *Task) ScoreFirst(f *Forest) {
	each(len(t.pairs), func(i int, _ *scratch) {
		if p := &t.pairs[i]; !t.lean { // a lean task has scored while it measured
			p.first = float32(f.Score(p.v[:]))
		}
	})
	clear(t.twins)
	t.findDistinct()
}

func short(x float32) string {
	return strconv.FormatFloat(math.Round(float64(x)*1000)/1000, 'g', -1, 32)
}
