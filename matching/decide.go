package matching

import (
	"cmp"
	"slices"
)

// ScoreSecond runs the second model and returns the probability of each pair.
func (t *Task) ScoreSecond(f *Forest) []float64 {
	p := make([]float64, len(t.pairs))
	for i := range t.pairs {
		p[i] = sigmoid(f.Score(t.SecondFeatures(i)))
	}
	return p
}

// Settle returns the pairs that stand when each record may be matched once, except that several offers of one product
// may share a partner: greedily from the most probable pair down, a pair is dropped where its record is already
// matched to one that is not a twin of the new partner.
func (t *Task) Settle(p []float64, from float64) []int {
	order := make([]int, 0, len(p))
	for i := range p {
		if p[i] >= from {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(p[b], p[a]), cmp.Compare(a, b)) })
	takenL, takenR := map[uint32][]int{}, map[uint32][]int{}
	var out []int
	for _, i := range order {
		q := &t.pairs[i]
		if t.fits(q, takenL[q.l], 1) && t.fits(q, takenR[q.r], 0) {
			takenL[q.l], takenR[q.r] = append(takenL[q.l], i), append(takenR[q.r], i)
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return out
}

func (t *Task) fits(q *pair, taken []int, side int) bool {
	for _, k := range taken {
		if !t.twin(q, &t.pairs[k], side) {
			return false
		}
	}
	return true
}

// Accept returns the pairs that stand at a probability or above.
func (t *Task) Accept(p []float64, from float64) []int { return t.Settle(p, from) }
