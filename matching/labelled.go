package matching

import "slices"

// Label is what is known of a pair of records.
type Label struct {
	Left, Right string
	Same        bool
}

// Level is the quality at one threshold.
type Level struct {
	Threshold float64 // pairs of this score or more are matches; 0 in the row of the shipped thresholds
	Right     int
	Wrong     int
	Missed    int
	Precision float64 // 1 where nothing is matched
	Recall    float64
	F1        float64
	Review    float64 // share of all pairs in view (score at or over the review bar) that a person would look at
}

// Labelled measures the shipped model on pairs whose truth is known, at each threshold from 0.1 to 0.9 and, in the last
// row, as shipped. Only the labelled pairs are judged, unless complete is set: then every pair that is not labelled the
// same is taken to be different.
func Labelled(left, right []Record, labels []Label, complete bool, _ Options) []Level {
	m := Shipped()
	left, _ = inOrder(left)
	right, _ = inOrder(right)
	t := NewTask(left, right, m)
	t.ScoreFirst(&m.First)
	p := t.ScoreSecond(&m.Second)
	truth := map[[2]string]bool{}
	positives := 0
	for _, l := range labels {
		k := [2]string{l.Left, l.Right}
		if l.Same && !truth[k] {
			positives++
		}
		truth[k] = truth[k] || l.Same
	}
	var out []Level
	for step := 1; step <= 9; step++ {
		from := float64(step) / 10
		out = append(out, t.level(p, truth, positives, complete, level(from), from))
	}
	return append(out, t.level(p, truth, positives, complete, m.Match, 0))
}

func (t *Task) level(p []float64, truth map[[2]string]bool, positives int, complete bool, b Bar, from float64) Level {
	v := Level{Threshold: from, Precision: 1}
	matched := t.Settle(p, b)
	for _, i := range matched {
		same, known := truth[[2]string{t.left[t.pairs[i].l].ID, t.right[t.pairs[i].r].ID}]
		switch {
		case same:
			v.Right++
		case known || complete:
			v.Wrong++
		}
	}
	v.Missed = positives - v.Right
	if n := v.Right + v.Wrong; n > 0 {
		v.Precision = float64(v.Right) / float64(n)
	}
	if positives > 0 {
		v.Recall = float64(v.Right) / float64(positives)
	}
	if n := 2*v.Right + v.Wrong + v.Missed; n > 0 {
		v.F1 = 2 * float64(v.Right) / float64(n)
	}
	_, review := t.Ask(t.Settle(p, t.model.Review), p)
	review = slices.DeleteFunc(review, func(i int) bool { _, ok := slices.BinarySearch(matched, i); return ok })
	if n := len(matched) + len(review); n > 0 {
		v.Review = float64(len(review)) / float64(n)
	}
	return v
}
