package matching

import (
	"cmp"
	"slices"

	"shelfwise/market"
)

// Version names the model and its rules; every match carries it.
const Version = "matching-6"

// Pair is two records that are, or may be, the same product.
type Pair struct {
	Left, Right string // record ids
	Score       float64
	Decision    string // "match" or "review"
	Method      string // gtin, mpn, title
	Evidence    []market.MatchReason
}

// The decisions of a Pair.
const (
	DecisionMatch  = "match"
	DecisionReview = "review"
)

// Options tune Pairs and Compare; the zero Options are the shipped model and thresholds.
type Options struct {
	// MaxComparables bounds the comparables of one candidate; 0 means 2,000. The most alike are kept.
	MaxComparables int
	// Packs hold how many pieces a listing's offer states, where it does; a title's own count yields to it.
	Packs map[market.ListingID]int
	// Whole makes a Comparer take weights and scores anew, whatever it knows.
	Whole bool
}

// Pairs finds the records of two sides that are the same product. The result is in the order of left, then right, and
// does not depend on the order of the records. Of a record at most three pairs are for review. No labels are needed and nothing is tuned to the data.
func Pairs(left, right []Record, _ Options) []Pair {
	m := Shipped()
	left, wasLeft := inOrder(left)
	right, wasRight := inOrder(right)
	t := newTask(left, right, m, true, newTexts())
	t.ScoreFirst(&m.First)
	p := t.ScoreSecond(&m.Second)
	matched, asked := t.Ask(t.Settle(p, m.Review), p)
	decision := map[int]string{}
	for _, i := range matched {
		decision[i] = DecisionMatch
	}
	for _, i := range asked {
		decision[i] = DecisionReview
	}
	var out []Pair
	for _, i := range sortedInts(decision) {
		q := &t.pairs[i]
		out = append(out, Pair{Left: left[q.l].ID, Right: right[q.r].ID, Score: p[i], Decision: decision[i], Method: t.method(q), Evidence: t.evidence(i, p[i])})
	}
	slices.SortStableFunc(out, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(wasLeft[a.Left], wasLeft[b.Left]), cmp.Compare(wasRight[a.Right], wasRight[b.Right]))
	})
	return out
}

// inOrder returns records in order of id, so that ties fall the same way whatever the order of a file's rows, and
// where each stood, nil where they were in order.
func inOrder(records []Record) ([]Record, map[string]int) {
	byID := func(a, b Record) int { return cmp.Compare(a.ID, b.ID) }
	if slices.IsSortedFunc(records, byID) {
		return records, nil
	}
	was := make(map[string]int, len(records))
	for i, r := range records {
		was[r.ID] = i
	}
	records = slices.Clone(records)
	slices.SortStableFunc(records, byID)
	return records, was
}

// Shipped returns the model in weights_first.go and weights_second.go.
func Shipped() *Model {
	return &Model{First: firstForest, Second: secondForest, Match: Bar{Plain: 0.2, One: 0.35, Coded: 0.5}, Review: Bar{Plain: 0.1, One: 0.25, Coded: 0.25}}
}

// method names what carried a match.
func (t *Task) method(p *pair) string {
	if p.v == nil { // hopeless by its text: only an identifier can have carried it
		id, _ := tierOf(t.whole(0, int(p.l)), t.whole(1, int(p.r)))
		return id.method
	}
	switch {
	case p.v[fGTIN] == 1:
		return "gtin"
	case p.v[fModelSame] == 1 && p.v[fModelRarity] > 0.5 && p.v[fBrand] > 0:
		return "mpn"
	}
	return "title"
}
