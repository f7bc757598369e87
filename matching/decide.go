package matching

import (
	"cmp"
	"math"
	"slices"
)

// hopeless are log-odds of the first model under which the second is not asked: no margin lifts them to a review.
const hopeless = -4.5

// ScoreSecond runs the second model and returns the probability of each pair.
func (t *Task) ScoreSecond(f *Forest) []float64 {
	p := make([]float64, len(t.pairs))
	for i := range t.pairs {
		if first := t.pairs[i].first; first < hopeless {
			p[i] = t.tiered(i, sigmoid(float64(first)))
			continue
		}
		p[i] = t.tiered(i, sigmoid(f.Score(t.SecondFeatures(i))))
	}
	return p
}

// Bar is a probability from which pairs count: Coded where a record of the pair names a model or has an identifier,
// since there a wrong match is avoidable and must be rare, Plain elsewhere.
type Bar struct{ Plain, Coded float64 }

// Reaches reports whether pair i of the task, of probability p, reaches the bar.
func (t *Task) Reaches(i int, p float64, b Bar) bool {
	if t.Coded(i) {
		return p >= b.Coded
	}
	return p >= b.Plain
}

// Coded reports whether a record of pair i names a model that few others name, or has an identifier.
func (t *Task) Coded(i int) bool {
	p := &t.pairs[i]
	return t.coded(t.items[0][p.l]) || t.coded(t.items[1][p.r])
}

func (t *Task) coded(it *item) bool {
	if len(it.gtins) > 0 || it.rec.MPN != "" {
		return true
	}
	rare := 0.6 * t.c.maxIDF()
	return slices.ContainsFunc(it.models, func(m string) bool { return identifies(m) && t.c.idf(t.c.id(m)) > rare })
}

// Settle returns the pairs that reach a bar and stand when a side without repetitions gives each record of the other
// side one partner at most: greedily from the most probable pair down. Where a side holds several offers of one
// product, its records share partners freely. Between the two, each partner that a record has raises the bar for the
// next: of what lies above it, the share 1 - once remains.
func (t *Task) Settle(p []float64, b Bar) []int {
	order := make([]int, 0, len(p))
	for i := range p {
		if t.Reaches(i, p[i], b) {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(p[b], p[a]), t.tie(a, b)) })
	leftRoom, rightRoom := ones(len(t.left)), ones(len(t.right))
	var out []int
	for _, i := range order {
		q := &t.pairs[i]
		if room := min(leftRoom[q.l], rightRoom[q.r]); room < 1 && (room == 0 || !t.Reaches(i, p[i], Bar{1 - (1-b.Plain)*room, 1 - (1-b.Coded)*room})) {
			continue
		}
		leftRoom[q.l] *= 1 - t.distinct[1]
		rightRoom[q.r] *= 1 - t.distinct[0]
		out = append(out, i)
	}
	slices.Sort(out)
	return out
}

func ones(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = 1
	}
	return out
}

// tie orders equally probable pairs by what they say, not by where they stand, so that the order of rows is nothing.
func (t *Task) tie(a, b int) int {
	p, q := &t.pairs[a], &t.pairs[b]
	return cmp.Or(cmp.Compare(q.first, p.first), cmp.Compare(t.left[p.l].ID, t.left[q.l].ID), cmp.Compare(t.right[p.r].ID, t.right[q.r].ID))
}

// The test for a side without repetitions. Weighed as below, catalogues measure 0.01 to 0.31, collections of offers
// from many shops 0.57 to 0.66; without their model numbers 0.32 to 0.42 and 0.50 to 0.67.
const (
	onceUpTo      = 0.3  // under this share, a side holds each product once
	oftenFrom     = 0.5  // from this one, it holds several offers of one; between them the answer goes over
	repeatedOwn   = 0.65 // weight of the side itself; the other side's habit speaks for the rest
	repeatedProbe = 2000 // records looked at
	repeatedPrior = 4    // records' worth of belief that a side repeats nothing
)

// findDistinct decides how surely each side holds each product once: of the records that have a likely partner on the other
// side, few have as likely a partner on their own. How likely is read from the data: what five in six of the likely
// partners reach.
func (t *Task) findDistinct() {
	var best [2][]float32
	var likely []float32
	for side, by := range [2][][]int32{t.byLeft, t.byRight} {
		best[side] = make([]float32, len(by))
		for i, pairs := range by {
			b := float32(math.Inf(-1))
			for _, k := range pairs {
				b = max(b, t.pairs[k].first)
			}
			best[side][i] = b
			if b > 0 {
				likely = append(likely, b)
			}
		}
	}
	slices.Sort(likely)
	level := float32(repeatedOdds)
	if len(likely) > 0 {
		level = likely[len(likely)/6]
	}
	var share [2]float64
	for side, records := range [][]Record{t.left, t.right} {
		if t.selfHits[side] == nil {
			t.selfBlock(side, records)
		}
		share[side] = t.repeated(side, best[side], level)
	}
	t.Share = share
	for side := range t.distinct {
		both := repeatedOwn*share[side] + (1-repeatedOwn)*share[1-side]
		t.distinct[side] = max(0, min(1, (oftenFrom-both)/(oftenFrom-onceUpTo)))
	}
}

// repeatedOdds stands in where no pair is likely.
const repeatedOdds = 2.0

// repeated is the share of a side's probed records, of those with a partner of this level, that have another record
// of their own side at this level too.
func (t *Task) repeated(side int, best []float32, level float32) float64 {
	twin := make([]int8, len(t.probe[side]))
	each(len(twin), func(i int, _ *scratch) {
		at := t.probe[side][i]
		if best[at] < level {
			return
		}
		twin[i] = 1
		a := t.whole(side, at)
		for _, h := range t.selfHits[side][i] {
			if int(h.pos) == at {
				continue
			}
			b := t.whole(side, int(h.pos))
			if oneShop(a.order, b.order) {
				continue
			}
			if v := t.c.compare(a, b); a.squash == b.squash || float32(t.model.First.Score(v[:])) > level {
				twin[i] = 2
				return
			}
		}
	})
	seen, two := repeatedPrior, 0
	for _, n := range twin {
		seen += min(1, int(n))
		two += int(n) / 2
	}
	return float64(two) / float64(seen)
}

// oneShop says that two titles are of one mould with a word or two exchanged, as one shop titles the siblings of a
// line; the offers of several shops seldom are.
func oneShop(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	n := 0
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n > 0 && n <= 2
}

// selfBlock picks the records to look at, by their text and not their place, and finds what they may repeat.
func (t *Task) selfBlock(side int, records []Record) {
	at := make([]int, len(records))
	for i := range at {
		at[i] = i
	}
	if len(at) > repeatedProbe {
		slices.SortFunc(at, func(a, b int) int {
			return cmp.Or(cmp.Compare(hashOf(t.items[side][a].squash), hashOf(t.items[side][b].squash)), cmp.Compare(records[a].ID, records[b].ID))
		})
		at = at[:repeatedProbe]
	}
	t.probe[side], t.selfHits[side] = at, make([][]hit, len(at))
	each(len(at), func(i int, s *scratch) { t.selfHits[side][i] = t.index[side].query(&records[at[i]], 6, s) })
}

func hashOf(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
