package matching

import (
	"cmp"
	"math"
	"slices"
)

// The test for a side without repetitions. Two shops' catalogues title in two ways, and what looks repeated on a side
// (up to 0.6 without model numbers) are siblings of a line; where both sides are drawn from one pool of many shops'
// offers, less than that is a repetition.
const (
	onceUpToPool   = 0.2  // under this share, a side that is drawn from the same pool as the other holds each product once
	oftenFromPool  = 0.35 // from this one, it holds several offers of one; between them the answer goes over
	onceUpToShops  = 0.65 // the same of a side that titles in its own way
	oftenFromShops = 0.85
	repeatedOther  = 0.35 // weight of the other side's habit where both are drawn from one pool
	repeatedProbe  = 2000 // records looked at
	repeatedPrior  = 4    // records' worth of belief that a side repeats nothing
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
	t.Alike = t.alike()
	pool := max(0, min(1, (alikeUpTo-t.Alike)/(alikeUpTo-alikeFrom)))
	upTo, from := pool*onceUpToPool+(1-pool)*onceUpToShops, pool*oftenFromPool+(1-pool)*oftenFromShops
	for side, records := range [][]Record{t.left, t.right} {
		if t.selfHits[side] == nil {
			t.selfBlock(side, records)
		}
		t.Share[side] = t.repeated(side, best[side], level)
	}
	for side, own := range t.Share {
		other := pool * repeatedOther
		own = (1-other)*own + other*t.Share[1-side]
		t.distinct[side] = max(0, min(1, (from-own)/(from-upTo)))
	}
}

// The test for two sides drawn from one pool.
const (
	alikeFrom  = 0.5  // how well titles tell their side, 0.5 being chance: here they are of one pool
	alikeUpTo  = 0.62 // from here the sides are two shops'
	alikePrior = 20   // records' worth of belief in the latter
	alikeDF    = 0.01 // share of the records that a word must be in to say how a side titles, and not what it sells
	alikeLeast = 8    // records that it must be in at least
)

// alike says how well the common words of a title tell which side it is of, as the chance that a right one looks more
// like its side's than a left one (the area under the curve of naive Bayes, each record left out of the counts).
func (t *Task) alike() float64 {
	n := [2]float64{float64(len(t.left)), float64(len(t.right))}
	floor := max(alikeLeast, alikeDF*(n[0]+n[1]))
	weigh := func(id uint32, side int) float64 {
		d := [2]float64{float64(len(t.index[0].postings[id])), float64(len(t.index[1].postings[id]))}
		m := n
		d[side], m[side] = d[side]-1, m[side]-1
		if d[0]+d[1] < floor {
			return 0
		}
		both := 2 * (d[0] + d[1]) / (m[0] + m[1])
		return math.Log((d[1]+both)/(m[1]+2)) - math.Log((d[0]+both)/(m[0]+2))
	}
	var looks [2][]float64
	for side := range looks {
		looks[side] = make([]float64, len(t.index[side].ids))
		each(len(looks[side]), func(i int, _ *scratch) {
			sum := 0.0
			for _, id := range t.index[side].ids[i] {
				sum += weigh(id, side)
			}
			looks[side][i] = math.Round(sum*1e6) / 1e6 // the order of the words is nothing
		})
		slices.Sort(looks[side])
	}
	few := min(n[0], n[1])
	return (few*aboveShare(looks[1], looks[0]) + alikePrior*alikeUpTo) / (few + alikePrior)
}

// aboveShare is the chance that a value of a is above one of b, a tie counting half. Both ascend.
func aboveShare(a, b []float64) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0.5
	}
	sum, under, upTo := 0.0, 0, 0
	for _, x := range a {
		for under < len(b) && b[under] < x {
			under++
		}
		for upTo < len(b) && b[upTo] <= x {
			upTo++
		}
		sum += float64(under+upTo) / 2
	}
	return sum / float64(len(a)) / float64(len(b))
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
	each(len(at), func(i int, s *scratch) { t.selfHits[side][i] = t.index[side].query(&records[at[i]], 6, false, s) })
}

func hashOf(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
