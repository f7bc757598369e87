package main

import (
	"fmt"
	"slices"
	"strings"

	"shelfwise/matching"
)

// prepared is a data set with its compared pairs and their labels.
type prepared struct {
	d      dataset
	weight float64 // among the sets it is fitted with
	t      *matching.Task
	m      matching.Model // the task's own, replaced while fitting
	pairs  [][2]int
	known  []int // pairs with a label
	label  []bool
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

// examples weighs each set by its weight, whatever its size. Of the plain negatives of a set whose truth is whole, which
// abound, some stand for all.
func examples(sets []*prepared, features func(p *prepared, i int) []float32) []example {
	var out []example
	for _, p := range sets {
		share := 1000.0 / float64(len(p.known)) * p.weight
		for _, i := range p.known {
			w := share
			if !p.label[i] && p.d.all {
				n := p.standsFor(i)
				if hashed(p.d.left[p.pairs[i][0]].ID+"/"+p.d.right[p.pairs[i][1]].ID, "")%n != 0 {
					continue
				}
				w *= float64(n)
			}
			out = append(out, example{features(p, i), p.label[i], w})
		}
	}
	return out
}

// standsFor is of how many negatives like pair i one is learnt from: fewer where the titles share words.
func (p *prepared) standsFor(i int) uint64 {
	if cosine := p.t.Features(i)[0]; cosine < 0.25 {
		return 8
	}
	return 2
}

// Set by what sets left out score: half the weight lies on a set as it is, half on its variants.
const (
	ownWeight    = 0.5
	defaultTrees = 40
)

// grown are the settings of both forests, set by what sets left out score. Fewer trees learn faster.
func grown(trees int) settings {
	return settings{trees: trees, share: 0.6, rate: 12 / float64(trees), minWeight: 0.5, ridge: 1, lineRidge: 0.001, lineShare: 0.3, rising: matching.Rising()}
}

// learner fits models, and keeps the first forests that several of them share.
type learner struct {
	s      settings
	firsts map[string]matching.Forest
}

func (l learner) first(sets []*prepared) matching.Forest {
	names := make([]string, len(sets))
	for i, p := range sets {
		names[i] = p.d.label()
	}
	key := strings.Join(names, "|")
	f, ok := l.firsts[key]
	if !ok {
		f = bag(examples(sets, func(p *prepared, i int) []float32 { return p.t.Features(i) }), l.s)
		rounded(&f)
		l.firsts[key] = f
	}
	return f
}

// learn fits both forests. The thresholds are the shipped ones: they are fixed, not fitted to a set.
func (l learner) learn(train []*prepared) *matching.Model {
	m := matching.Model{Match: matching.Shipped().Match, Review: matching.Shipped().Review}
	// The second model must see scores as they will be on data never seen: each set is scored by a first model of
	// the others.
	for _, name := range bases(train) {
		f := l.first(without(train, name))
		for _, p := range only(train, name) {
			p.m.First = f
			p.t.ScoreFirst(&p.m.First)
		}
	}
	m.Second = bag(examples(train, func(p *prepared, i int) []float32 { return p.t.SecondFeatures(i) }), l.s)
	rounded(&m.Second)
	m.First = l.first(train)
	return &m
}

func bases(sets []*prepared) []string {
	var out []string
	for _, p := range sets {
		if !slices.Contains(out, p.d.name) {
			out = append(out, p.d.name)
		}
	}
	return out
}

func (p *prepared) score(m *matching.Model) []float64 {
	p.m = *m
	p.t.ScoreFirst(&p.m.First)
	return p.t.ScoreSecond(&p.m.Second)
}

type quality struct{ right, wrong, missed int }

func (q quality) f1() float64 {
	return 2 * float64(q.right) / max(1, float64(2*q.right+q.wrong+q.missed))
}

func (q quality) String() string {
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f", float64(q.right)/float64(q.right+q.wrong), float64(q.right)/float64(q.right+q.missed), q.f1())
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

func without(sets []*prepared, name string) []*prepared {
	return slices.DeleteFunc(slices.Clone(sets), func(p *prepared) bool { return p.d.name == name })
}

func only(sets []*prepared, name string) []*prepared {
	return slices.DeleteFunc(slices.Clone(sets), func(p *prepared) bool { return p.d.name != name })
}
