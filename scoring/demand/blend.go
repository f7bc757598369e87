package demand

import (
	"cmp"
	"math"
	"slices"
)

// encoder turns listings into the columns of the models, from what a training set shows: filled gaps, the mean outcome
// of each brand, category, source and seller, title words, and the outcome of listings with a similar title.
type encoder struct {
	s      *samples
	fill   []float64
	ends   [][2]float64 // the least and the greatest of each figure
	centre float64
	sums   []map[string][2]float64 // by grouping: sum and count of outcomes
	own    []map[part][2]float64   // the same of each part of the listings that teach
	parts  map[int]int             // by listing that teaches: its part
	vocab  map[string]int
	near   *neighbours
}

// part is one group's share of one part of the listings that teach.
type part struct {
	group string
	part  int
}

// groupPull is how many listings at the common mean a group's mean counts for. A listing that teaches sees its groups'
// means without its own part of the groupParts: without itself alone the mean would tell its own outcome, turned round,
// and in a group that holds everybody it would tell nothing else.
const (
	groupPull  = 4.0
	groupParts = 10
)

const vocabularySize = 250

// newFiller is an encoder of the figures alone.
func newFiller(s *samples, train []int) *encoder {
	e := &encoder{s: s, vocab: map[string]int{}}
	for _, col := range s.numbers {
		var known []float64
		for _, i := range train {
			if !math.IsNaN(col[i]) {
				known = append(known, col[i])
			}
		}
		m := 0.0
		if len(known) > 0 {
			m = mean(known)
		}
		e.fill = append(e.fill, m)
		ends := [2]float64{m, m}
		if len(known) > 0 {
			ends = [2]float64{slices.Min(known), slices.Max(known)}
		}
		e.ends = append(e.ends, ends)
	}
	return e
}

func newEncoder(s *samples, train []int) *encoder {
	e := newFiller(s, train)
	for _, i := range train {
		e.centre += s.y[i] / float64(len(train))
	}
	e.parts = make(map[int]int, len(train))
	for k, i := range train {
		e.parts[i] = k % groupParts
	}
	for _, g := range s.groups {
		sums, own := map[string][2]float64{}, map[part][2]float64{}
		for _, i := range train {
			if g[i] != "" {
				v, p := sums[g[i]], part{g[i], e.parts[i]}
				o := own[p]
				sums[g[i]] = [2]float64{v[0] + s.y[i], v[1] + 1}
				own[p] = [2]float64{o[0] + s.y[i], o[1] + 1}
			}
		}
		e.sums, e.own = append(e.sums, sums), append(e.own, own)
	}
	for k, w := range vocabulary(s.tokens, train, vocabularySize) {
		e.vocab[w] = k
	}
	e.near = newNeighbours(s, train)
	return e
}

// figures returns the listing's own figures with the gaps filled, none beyond those of the listings that teach: a slope
// holds where it was seen.
func (e *encoder) figures(i int) []float64 {
	out := make([]float64, 0, len(e.fill)+2*len(e.sums)+1)
	for j, col := range e.s.numbers {
		v := col[i]
		if math.IsNaN(v) {
			v = e.fill[j]
		}
		out = append(out, math.Max(e.ends[j][0], math.Min(e.ends[j][1], v)))
	}
	return out
}

// numeric returns the columns that both models see. left is true for a listing that teaches: its part is then left out
// of its groups' means.
func (e *encoder) numeric(i int, left bool) []float64 {
	out := e.figures(i)
	for g, sums := range e.sums {
		name := e.s.groups[g][i]
		v, size := sums[name], sums[name][1]
		if name != "" && left {
			o := e.own[g][part{name, e.parts[i]}]
			v = [2]float64{v[0] - o[0], v[1] - o[1]}
		}
		out = append(out, (v[0]+groupPull*e.centre)/(v[1]+groupPull), math.Log1p(size))
	}
	return append(out, e.near.estimate(i, left, e.centre))
}

// linear returns the columns of the ridge: the numeric ones and the title words.
func (e *encoder) linear(i int, left bool) []float64 {
	out := e.numeric(i, left)
	words := make([]float64, len(e.vocab))
	for _, w := range e.s.tokens[i] {
		if k, ok := e.vocab[w]; ok {
			words[k] = 1
		}
	}
	return append(out, words...)
}

// wordWeight makes title words lighter than the numeric columns.
const wordWeight = 0.35

// fitBlend fits what the review count alone leaves over: the mean of a ridge and of boosted trees. Both are pulled
// towards nothing, so where the other columns are worth nothing the count's line is left.
func fitBlend(s *samples, train []int) predictor {
	base := monotone(s, s.count, train)
	if base == nil {
		centre := 0.0
		for _, i := range train {
			centre += s.y[i] / float64(len(train))
		}
		base = func(int) float64 { return centre }
	}
	e := newEncoder(s, train)
	rest := make([]float64, len(train))
	lin := make([][]float64, len(train))
	num := make([][]float64, len(train))
	for k, i := range train {
		rest[k] = s.y[i] - base(i)
		lin[k] = e.linear(i, true)
		num[k] = lin[k][:len(lin[k])-len(e.vocab)]
	}
	weight := make([]float64, len(lin[0]))
	for j := range weight {
		weight[j] = 1
		if j >= len(num[0]) {
			weight[j] = wordWeight
		}
	}
	r := fitRidge(lin, rest, weight)
	for k := range num {
		num[k] = append(slices.Clone(num[k]), r.left[k])
	}
	b := fitBoosted(num, rest, uint64(len(train)))
	return func(i int) float64 {
		x := e.linear(i, false)
		p := r.predict(x)
		return base(i) + 0.5*p + 0.5*b.predict(append(slices.Clone(x[:len(x)-len(e.vocab)]), p))
	}
}

// fitLean fits a ridge on the figures alone, where a few hundred listings are too few for words and trees.
func fitLean(s *samples, train []int) predictor {
	e := newFiller(s, train)
	x, y := make([][]float64, len(train)), make([]float64, len(train))
	for k, i := range train {
		x[k], y[k] = e.figures(i), s.y[i]
	}
	weight := make([]float64, len(x[0]))
	for j := range weight {
		weight[j] = 1
	}
	r := fitRidge(x, y, weight)
	slope := math.Max(leastSlope, math.Min(steepest, r.scale[columnCount]*r.coef[columnCount]))
	return func(i int) float64 {
		p := r.predict(e.figures(i))
		if c := s.count[i]; !math.IsNaN(c) { // more reviews than any that teaches
			p += slope * (c - math.Max(e.ends[columnCount][0], math.Min(e.ends[columnCount][1], c)))
		}
		return p
	}
}

// fitBoth is the mean of the two.
func fitBoth(s *samples, train []int) predictor {
	lean, blend := fitLean(s, train), fitBlend(s, train)
	return func(i int) float64 { return (lean(i) + blend(i)) / 2 }
}

// neighbours finds listings with similar titles among those that teach: the same product of another seller says more
// than any word of it.
type neighbours struct {
	s     *samples
	idf   map[string]float64
	posts map[string][]int
	norm  map[int]float64
}

func newNeighbours(s *samples, train []int) *neighbours {
	n := &neighbours{s: s, idf: map[string]float64{}, posts: map[string][]int{}, norm: map[int]float64{}}
	for _, i := range train {
		for _, w := range s.tokens[i] {
			n.posts[w] = append(n.posts[w], i)
		}
	}
	for w, p := range n.posts {
		n.idf[w] = math.Log(float64(len(train)+1) / float64(len(p)))
	}
	for _, i := range train {
		n.norm[i] = n.length(i)
	}
	return n
}

func (n *neighbours) length(i int) float64 {
	ss := 0.0
	for _, w := range n.s.tokens[i] {
		ss += sq(n.idf[w])
	}
	return math.Sqrt(ss)
}

// nearest is how many neighbours count, commonWord the share of titles beyond which a word finds no neighbours.
const (
	nearest    = 8
	commonWord = 0.3
)

// estimate returns the mean outcome of the nearest titles, each weighted by its cosine to the power of three, pulled to
// the common mean.
func (n *neighbours) estimate(i int, left bool, centre float64) float64 {
	dots := map[int]float64{}
	own := 0.0
	for _, w := range n.s.tokens[i] {
		p := n.posts[w]
		own += sq(n.idf[w])
		if float64(len(p)) > commonWord*float64(len(n.norm)) {
			continue
		}
		for _, j := range p {
			dots[j] += sq(n.idf[w])
		}
	}
	if left {
		delete(dots, i)
	}
	type hit struct {
		j      int
		cosine float64
	}
	hits := make([]hit, 0, len(dots))
	for j, d := range dots {
		hits = append(hits, hit{j, d / math.Max(1e-9, n.norm[j]*math.Sqrt(own))})
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(cmp.Compare(b.cosine, a.cosine), cmp.Compare(a.j, b.j)) })
	sum, weight := 0.3*centre, 0.3
	for _, h := range hits[:min(nearest, len(hits))] {
		k := h.cosine * h.cosine * h.cosine
		sum, weight = sum+k*n.s.y[h.j], weight+k
	}
	return sum / weight
}
