package main

import (
	"fmt"
	"slices"

	"shelfwise/matching"
)

// prepared is a data set with its compared pairs and their labels.
type prepared struct {
	d     dataset
	t     *matching.Task
	m     matching.Model // the task's own, replaced while fitting
	pairs [][2]int
	known []int // pairs with a label
	label []bool
}

func prepare(d dataset) *prepared {
	p := &prepared{d: d}
	p.t = matching.NewTask(d.left, d.right, &p.m)
	p.pairs = p.t.Pairs()
	p.label = make([]bool, len(p.pairs))
	for i, q := range p.pairs {
		same, ok := d.truth[[2]string{d.left[q[0]].ID, d.right[q[1]].ID}]
		if ok || d.all {
			p.known = append(p.known, i)
			p.label[i] = same
		}
	}
	return p
}

// recall is the share of true pairs that blocking kept.
func (p *prepared) recall() float64 {
	n := 0
	for _, i := range p.known {
		if p.label[i] {
			n++
		}
	}
	return float64(n) / float64(p.d.positives)
}

// examples weighs each set the same, whatever its size.
func examples(sets []*prepared, features func(p *prepared, i int) []float32) []example {
	var out []example
	for _, p := range sets {
		for k, i := range p.known {
			w := 1000 / float64(len(p.known))
			if !p.label[i] && p.d.all { // plain negatives abound: every third stands for three
				if k%3 != 0 {
					continue
				}
				w *= 3
			}
			out = append(out, example{features(p, i), p.label[i], w})
		}
	}
	return out
}

func firstSettings() settings {
	return settings{trees: 120, depth: 4, rate: 0.1, minWeight: 0.5, ridge: 1, rising: matching.Rising()}
}

func learn(train []*prepared) *matching.Model {
	var m matching.Model
	first := func(p *prepared, i int) []float32 { return p.t.Features(i) }
	// The second model must see scores as they will be on data never seen: each set is scored by a first model of
	// the others.
	for i, p := range train {
		p.m.First = boost(examples(without(train, i), first), firstSettings())
		p.t.ScoreFirst(&p.m.First)
	}
	m.Second = boost(examples(train, func(p *prepared, i int) []float32 { return p.t.SecondFeatures(i) }), firstSettings())
	m.First = boost(examples(train, first), firstSettings())
	return &m
}

func (p *prepared) score(m *matching.Model) []float64 {
	p.m = *m
	p.t.ScoreFirst(&p.m.First)
	return p.t.ScoreSecond(&p.m.Second)
}

type quality struct{ right, wrong, missed int }

func (q quality) f1() float64 {
	return 2 * float64(q.right) / float64(2*q.right+q.wrong+q.missed)
}

func (q quality) String() string {
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f", float64(q.right)/float64(q.right+q.wrong), float64(q.right)/float64(q.right+q.missed), q.f1())
}

func (p *prepared) judge(matched []int) quality {
	known := map[int]bool{}
	for _, i := range p.known {
		known[i] = true
	}
	var q quality
	for _, i := range matched {
		switch {
		case !known[i]:
		case p.label[i]:
			q.right++
		default:
			q.wrong++
		}
	}
	q.missed = p.d.positives - q.right
	return q
}

func without(sets []*prepared, i int) []*prepared {
	return slices.Delete(slices.Clone(sets), i, i+1)
}
