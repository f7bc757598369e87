package demand

import (
	"math"
	"math/rand/v2"
	"slices"
)

// boosted is a sum of small regression trees over binned columns (gradient boosting with squared loss, Friedman 2001).
type boosted struct {
	cuts   [][]float64 // by column: upper ends of its bins
	centre float64
	trees  []tree
}

// tree is a complete binary tree of the given depth: node k has the children 2k+1 and 2k+2.
type tree struct {
	column [treeNodes]int // −1: a leaf
	cut    [treeNodes]uint8
	value  [2*treeNodes + 1]float64
}

const (
	treeDepth  = 3
	treeNodes  = 1<<treeDepth - 1
	treeBins   = 32
	treeLeaf   = 8    // least rows in a leaf
	treeRate   = 0.05 // share of a tree's answer that is added
	treeCount  = 150
	treeSample = 0.6 // share of rows that each tree sees
	leafPull   = 4.0 // rows of value zero that each leaf counts
)

// fitBoosted fits y on the rows of x; NaN goes to the lowest bin.
func fitBoosted(x [][]float64, y []float64, seed uint64) *boosted {
	n, d := len(x), len(x[0])
	b := &boosted{cuts: make([][]float64, d), centre: mean(y)}
	bins := make([][]uint8, n)
	for j := range d {
		col := make([]float64, 0, n)
		for i := range x {
			if !math.IsNaN(x[i][j]) {
				col = append(col, x[i][j])
			}
		}
		slices.Sort(col)
		for k := 1; k < treeBins && len(col) > 0; k++ {
			q := col[k*len(col)/treeBins]
			if m := len(b.cuts[j]); m == 0 || q > b.cuts[j][m-1] {
				b.cuts[j] = append(b.cuts[j], q)
			}
		}
	}
	rest := make([]float64, n)
	for i := range x {
		bins[i] = b.bin(x[i])
		rest[i] = y[i] - b.centre
	}
	rng := rand.New(rand.NewPCG(seed, 0xb005))
	rows := make([]int, 0, n)
	for range treeCount {
		rows = rows[:0]
		for i := range n {
			if rng.Float64() < treeSample {
				rows = append(rows, i)
			}
		}
		if len(rows) < 2*treeLeaf {
			continue
		}
		g := grower{bins: bins, rest: rest, columns: d}
		for k := range g.t.column {
			g.t.column[k] = -1
		}
		g.grow(0, rows)
		for i := range rest {
			rest[i] -= treeRate * g.t.answer(bins[i])
		}
		b.trees = append(b.trees, g.t)
	}
	return b
}

func (b *boosted) bin(x []float64) []uint8 {
	out := make([]uint8, len(x))
	for j, v := range x {
		if !math.IsNaN(v) {
			k, found := slices.BinarySearch(b.cuts[j], v)
			if found {
				k++
			}
			out[j] = uint8(k + 1)
		}
	}
	return out
}

func (b *boosted) predict(x []float64) float64 {
	sum, bins := b.centre, b.bin(x)
	for i := range b.trees {
		sum += treeRate * b.trees[i].answer(bins)
	}
	return sum
}

func (t *tree) answer(bins []uint8) float64 {
	k := 0
	for k < treeNodes && t.column[k] >= 0 {
		if bins[t.column[k]] <= t.cut[k] {
			k = 2*k + 1
		} else {
			k = 2*k + 2
		}
	}
	return t.value[k]
}

// grower grows one tree.
type grower struct {
	t       tree
	bins    [][]uint8
	rest    []float64
	columns int
}

func (g *grower) grow(node int, rows []int) {
	sum := 0.0
	for _, i := range rows {
		sum += g.rest[i]
	}
	n := float64(len(rows))
	g.t.value[node] = sum / (n + leafPull)
	if node >= treeNodes || len(rows) < 2*treeLeaf {
		return
	}
	column, cut, gain := -1, uint8(0), 1e-9
	for j := range g.columns {
		if c, v := g.best(j, rows, sum); v > gain {
			column, cut, gain = j, c, v
		}
	}
	if column < 0 {
		return
	}
	g.t.column[node], g.t.cut[node] = column, cut
	left := make([]int, 0, len(rows))
	right := make([]int, 0, len(rows))
	for _, i := range rows {
		if g.bins[i][column] <= cut {
			left = append(left, i)
		} else {
			right = append(right, i)
		}
	}
	g.grow(2*node+1, left)
	g.grow(2*node+2, right)
}

// best returns the cut of a column with the largest fall of squared error.
func (g *grower) best(j int, rows []int, sum float64) (cut uint8, gain float64) {
	var sums, counts [treeBins + 1]float64
	for _, i := range rows {
		k := g.bins[i][j]
		sums[k] += g.rest[i]
		counts[k]++
	}
	n := float64(len(rows))
	whole := sum * sum / (n + leafPull)
	s, c := 0.0, 0.0
	for k := range treeBins {
		s, c = s+sums[k], c+counts[k]
		if c < treeLeaf || n-c < treeLeaf {
			continue
		}
		if v := s*s/(c+leafPull) + sq(sum-s)/(n-c+leafPull) - whole; v > gain {
			cut, gain = uint8(k), v
		}
	}
	return cut, gain
}
