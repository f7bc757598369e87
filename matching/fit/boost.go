package main

import (
	"math"
	"slices"
	"sync"

	"shelfwise/matching"
)

// example is one labelled pair.
type example struct {
	v      []float32
	label  bool
	weight float64
}

// settings of the boosting. rising holds, for each feature, 1 where more may only speak for a match, -1 where it may
// only speak against, 0 where either: what is known beforehand need not be learnt from four data sets.
type settings struct {
	trees, depth int
	rate         float64
	minWeight    float64
	ridge        float64
	share        float64 // of the features that each tree may use
	seed         int
	rising       []int

	lineRidge, lineShare float64 // of the line, and its share in the blend
}

const maxBins = 48

// trainer grows trees on binned features by Newton steps of the logistic loss (Friedman 2001; Chen & Guestrin 2016).
type trainer struct {
	s     settings
	ex    []example
	cuts  [][]float32 // of each feature, ascending
	bins  [][]uint8   // feature → example → bin
	score []float64
	g, h  []float64
	skip  []bool // features that the tree under way leaves out
	nodes matching.Tree
}

type bin struct{ g, h float64 }

func boost(ex []example, s settings) matching.Forest {
	t := &trainer{s: s, ex: ex, score: make([]float64, len(ex)), g: make([]float64, len(ex)), h: make([]float64, len(ex))}
	t.bin()
	var pos, all float64
	for _, e := range ex {
		all += e.weight
		if e.label {
			pos += e.weight
		}
	}
	f := matching.Forest{Base: math.Log(pos / (all - pos))}
	for i := range t.score {
		t.score[i] = f.Base
	}
	idx := make([]int32, len(ex))
	for round := range s.trees {
		for i, e := range ex {
			p := 1 / (1 + math.Exp(-t.score[i]))
			y := 0.0
			if e.label {
				y = 1
			}
			t.g[i], t.h[i] = e.weight*(p-y), e.weight*p*(1-p)
			idx[i] = int32(i)
		}
		t.nodes, t.skip = nil, sample(len(t.bins), round, s)
		t.grow(idx, 0, -math.MaxFloat64, math.MaxFloat64)
		f.Trees = append(f.Trees, t.nodes)
	}
	return f
}

func (t *trainer) bin() {
	n := len(t.ex[0].v)
	t.cuts, t.bins = make([][]float32, n), make([][]uint8, n)
	for f := range n {
		vals := make([]float32, len(t.ex))
		for i, e := range t.ex {
			vals[i] = e.v[f]
		}
		slices.Sort(vals)
		distinct := slices.Compact(slices.Clone(vals))
		if len(distinct) > maxBins {
			var q []float32
			for b := 1; b < maxBins; b++ {
				q = append(q, vals[b*len(vals)/maxBins])
			}
			for b := 1; b < maxBins/2; b++ { // rare high values decide as well: cut the range evenly too
				q = append(q, distinct[0]+float32(b)*(distinct[len(distinct)-1]-distinct[0])/(maxBins/2))
			}
			slices.Sort(q)
			distinct = slices.Compact(q)
		} else {
			for i := len(distinct) - 1; i > 0; i-- {
				distinct[i] = (distinct[i] + distinct[i-1]) / 2
			}
			distinct = distinct[1:]
		}
		t.cuts[f] = distinct
		t.bins[f] = make([]uint8, len(t.ex))
		for i, e := range t.ex {
			b, exact := slices.BinarySearch(distinct, e.v[f])
			if exact {
				b++
			}
			t.bins[f][i] = uint8(b)
		}
	}
}

type split struct {
	feature, bin int
	gain         float64
	left, right  float64
}

func (t *trainer) leaf(g, h, lo, hi float64) float64 {
	return max(lo, min(hi, -g/(h+t.s.ridge)))
}

// grow adds the subtree of the examples idx and returns its position and its mean value.
func (t *trainer) grow(idx []int32, depth int, lo, hi float64) int {
	var g, h float64
	for _, i := range idx {
		g, h = g+t.g[i], h+t.h[i]
	}
	at := len(t.nodes)
	value := t.leaf(g, h, lo, hi)
	t.nodes = append(t.nodes, matching.Node{Value: value * t.s.rate})
	var best split
	if depth < t.s.depth {
		best = t.best(idx, g, h, lo, hi)
	}
	if best.gain <= 1e-6 {
		for _, i := range idx {
			t.score[i] += value * t.s.rate
		}
		return at
	}
	k := 0
	b := t.bins[best.feature]
	right := make([]int32, 0, len(idx)/2)
	for _, i := range idx {
		if int(b[i]) <= best.bin {
			idx[k] = i
			k++
		} else {
			right = append(right, i)
		}
	}
	copy(idx[k:], right)
	llo, lhi, rlo, rhi := lo, hi, lo, hi
	mid := (best.left + best.right) / 2
	switch t.s.rising[best.feature] {
	case 1:
		lhi, rlo = mid, mid
	case -1:
		llo, rhi = mid, mid
	}
	t.nodes[at].Feature, t.nodes[at].Cut = best.feature, float64(t.cuts[best.feature][best.bin])
	l := t.grow(idx[:k], depth+1, llo, lhi)
	t.nodes[at].Left = l
	r := t.grow(idx[k:], depth+1, rlo, rhi)
	t.nodes[at].Right = r
	return at
}

func (t *trainer) best(idx []int32, g, h, lo, hi float64) split {
	var best split
	base := gain(g, h, t.leaf(g, h, lo, hi), t.s.ridge)
	hist := make([]bin, maxBins*2)
	for f, b := range t.bins {
		n := len(t.cuts[f])
		if n == 0 || t.skip[f] {
			continue
		}
		clear(hist)
		for _, i := range idx {
			hist[b[i]].g += t.g[i]
			hist[b[i]].h += t.h[i]
		}
		var gl, hl float64
		for k := range n {
			gl, hl = gl+hist[k].g, hl+hist[k].h
			if hl < t.s.minWeight || h-hl < t.s.minWeight {
				continue
			}
			wl, wr := t.leaf(gl, hl, lo, hi), t.leaf(g-gl, h-hl, lo, hi)
			if d := t.s.rising[f]; d > 0 && wr < wl || d < 0 && wr > wl {
				continue
			}
			got := gain(gl, hl, wl, t.s.ridge) + gain(g-gl, h-hl, wr, t.s.ridge) - base
			if got > best.gain+1e-9 {
				best = split{f, k, got, wl, wr}
			}
		}
	}
	return best
}

// gain is the loss saved by giving all of a node the value w.
func gain(g, h, w, ridge float64) float64 { return -(g*w + 0.5*(h+ridge)*w*w) }

// sample leaves some features out of a tree, so that no one feature carries all of them. Which, is fixed by the seed
// and the round.
func sample(n, round int, s settings) []bool {
	skip := make([]bool, n)
	for f := range skip {
		h := uint64(round+1000*s.seed+1)*0x9E3779B97F4A7C15 ^ uint64(f+1)*0xBF58476D1CE4E5B9
		h = (h ^ h>>31) * 0x94D049BB133111EB
		h ^= h >> 29
		skip[f] = float64(h%1000) >= 1000*s.share
	}
	return skip
}

// bag grows several forests, each from other features and of another depth, and returns their mean, blended with a
// line, as one forest: what they agree on is what carries over to data never seen.
func bag(ex []example, s settings) matching.Forest {
	depths := []int{3, 4, 5}
	grown := make([]matching.Forest, len(depths))
	var wg sync.WaitGroup
	for k, d := range depths {
		own := s
		own.depth, own.seed = d, k
		wg.Go(func() { grown[k] = boost(ex, own) })
	}
	wg.Wait()
	var out matching.Forest
	share := 1 / float64(len(grown))
	for _, f := range grown {
		out.Base += f.Base * share
		for _, t := range f.Trees {
			for i := range t {
				t[i].Value *= share
			}
			out.Trees = append(out.Trees, t)
		}
	}
	return blended(out, line(ex, s.rising, s.lineRidge), s.lineShare)
}
