package matching

import "math"

// Forest is a boosted sum of small regression trees and a line, in log-odds. The line carries further than the trees
// on data unlike what they were grown on. The zero Forest answers probability one half.
type Forest struct {
	Base    float64
	Weights []float64 // of the line, by feature; nil for none
	Centres []float64 // the features' means, where the line is at Base
	Trees   []Tree
}

// Tree is a list of nodes; the first is the root.
type Tree []Node

// Node sends a pair left where its feature is under Cut, else right. A node with Left 0 is a leaf. Value is the
// log-odds of a leaf; in an inner node it is the mean of what is below, which makes each step's share explainable.
type Node struct {
	Feature     int
	Cut         float64
	Left, Right int
	Value       float64
}

// Score returns the log-odds of a feature vector.
func (f *Forest) Score(v []float32) float64 {
	sum := f.Base
	for i, w := range f.Weights {
		sum += w * (float64(v[i]) - f.Centres[i])
	}
	for _, t := range f.Trees {
		i := 0
		for t[i].Left != 0 {
			if float64(v[t[i].Feature]) < t[i].Cut {
				i = t[i].Left
			} else {
				i = t[i].Right
			}
		}
		sum += t[i].Value
	}
	return sum
}

// Contributions returns what each feature adds to the log-odds, and the rest; together they sum to Score. A step's
// share is the change of the mean from a node to its child (Saabas 2014).
func (f *Forest) Contributions(v []float32) (by []float64, rest float64) {
	by = make([]float64, len(v))
	rest = f.Base
	for i, w := range f.Weights {
		by[i] = w * (float64(v[i]) - f.Centres[i])
	}
	for _, t := range f.Trees {
		i := 0
		rest += t[0].Value
		for t[i].Left != 0 {
			next := t[i].Right
			if float64(v[t[i].Feature]) < t[i].Cut {
				next = t[i].Left
			}
			by[t[i].Feature] += t[next].Value - t[i].Value
			i = next
		}
	}
	return by, rest
}

// sigmoid turns log-odds into a probability.
func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func round4(x float64) float64 { return math.Round(x*1e4) / 1e4 }
