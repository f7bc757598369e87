package matching

import (
	"cmp"
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

// Bar is a probability from which pairs count: Coded where both records of the pair name a model or have an identifier,
// since there a wrong match is avoidable and must be rare, One where one of them does, Plain elsewhere.
type Bar struct{ Plain, One, Coded float64 }

// raised is the bar where both sides hold several offers of a product, free being how surely: no better partner keeps
// a doubtful one out there. Each bar rises by a share of what lies above it, set on the sets at hand.
func (b Bar) raised(free float64) Bar {
	return Bar{b.Plain + 0.12*free*(1-b.Plain), b.One + 0.08*free*(1-b.One), b.Coded + 0.3*free*(1-b.Coded)}
}

// level is the same bar for all pairs.
func level(p float64) Bar { return Bar{p, p, p} }

// least is the lowest of a bar's.
func (b Bar) least() float64 { return min(b.Plain, b.One, b.Coded) }

// shrunk is the bar of which, of what lies above it, the share room remains.
func (b Bar) shrunk(room float64) Bar {
	return Bar{1 - (1-b.Plain)*room, 1 - (1-b.One)*room, 1 - (1-b.Coded)*room}
}

// Reaches reports whether pair i of the task, of probability p, reaches the bar.
func (t *Task) Reaches(i int, p float64, b Bar) bool { return p >= t.barOf(&t.pairs[i], b) }

// barOf is the probability from which a pair counts by a bar.
func (t *Task) barOf(q *pair, b Bar) float64 {
	b = b.raised(1 - max(t.distinct[0], t.distinct[1]))
	switch l, r := t.coded(t.items[0][q.l]), t.coded(t.items[1][q.r]); {
	case l && r:
		return b.Coded
	case l || r:
		return b.One
	}
	return b.Plain
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
		if room := min(leftRoom[q.l], rightRoom[q.r]); room < 1 && (room == 0 || !t.Reaches(i, p[i], b.shrunk(room))) {
			continue
		}
		leftRoom[q.l] *= 1 - t.distinct[1]
		rightRoom[q.r] *= 1 - t.distinct[0]
		out = append(out, i)
	}
	slices.Sort(out)
	return out
}

// asksPerRecord is how many doubtful pairs of one record a person is asked about. Where both sides hold many offers of
// one product, what is doubtful would outgrow what is matched; whoever has answered the best few knows of the rest.
const asksPerRecord = 3

// Ask parts the pairs that Settle returns for the review bar into matches and the pairs to ask a person about: of each
// record the most probable few, so that the queue grows with the smaller side and not with the pairs. Both are in order.
func (t *Task) Ask(settled []int, p []float64) (matched, asked []int) {
	for _, i := range settled {
		if t.Reaches(i, p[i], t.model.Match) {
			matched = append(matched, i)
		} else {
			asked = append(asked, i)
		}
	}
	slices.SortFunc(asked, func(a, b int) int { return cmp.Or(cmp.Compare(p[b], p[a]), t.tie(a, b)) })
	left, right := make([]int, len(t.left)), make([]int, len(t.right))
	asked = slices.DeleteFunc(asked, func(i int) bool {
		q := &t.pairs[i]
		if left[q.l] >= asksPerRecord || right[q.r] >= asksPerRecord {
			return true
		}
		left[q.l]++
		right[q.r]++
		return false
	})
	slices.Sort(asked)
	return matched, asked
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
