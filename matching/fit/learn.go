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

// grown are the settings of both forests. They were set by what sets left out score; between 100 and 250 trees of
// depth three to five the mean of these moves by less than 0.01.
func grown() settings {
	return settings{trees: 120, share: 0.6, rate: 0.1, minWeight: 0.5, ridge: 1, rising: matching.Rising()}
}

// learn fits both forests. The thresholds are the shipped ones: they are fixed, not fitted to a set.
func learn(train []*prepared) *matching.Model {
	m := matching.Model{Match: matching.Shipped().Match, Review: matching.Shipped().Review}
	first := func(p *prepared, i int) []float32 { return p.t.Features(i) }
	// The second model must see scores as they will be on data never seen: each set is scored by a first model of
	// the others.
	for i, p := range train {
		p.m.First = bag(examples(without(train, i), first), grown())
		p.t.ScoreFirst(&p.m.First)
	}
	m.Second = bag(examples(train, func(p *prepared, i int) []float32 { return p.t.SecondFeatures(i) }), grown())
	m.First = bag(examples(train, first), grown())
	rounded(&m.First)
	rounded(&m.Second)
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
	return fmt.Sprintf("precision %.3f recall %.3f F1 %.3f", float64(q.right)/float64(q.right+q.wrong), float64(q.right)/float64(q.right+q.missed), q.f1())
}

// judge compares matched pairs with the labels: over all pairs, and over those with a model number or identifier.
func (p *prepared) judge(matched []int) (all, coded quality) {
	set := map[int]bool{}
	for _, i := range matched {
		set[i] = true
	}
	for _, i := range p.known {
		c := p.t.Coded(i)
		switch {
		case set[i] && p.label[i]:
			all.right++
			coded.right += one(c)
		case set[i]:
			all.wrong++
			coded.wrong += one(c)
		case p.label[i]:
			coded.missed += one(c)
		}
	}
	all.missed = p.d.positives - all.right // with those that blocking lost
	return all, coded
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func without(sets []*prepared, i int) []*prepared {
	return slices.Delete(slices.Clone(sets), i, i+1)
}
