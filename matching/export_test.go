package matching

import (
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// CodedLeft reports whether the left record of pair i has an identifier or names a model that few others name.
func (t *Task) CodedLeft(i int) bool { return t.coded(t.items[0][t.pairs[i].l]) }

// OneNumber reports whether both titles of pair i print one rare part number, apart from a suffix.
func (t *Task) OneNumber(i int) bool {
	q := &t.pairs[i]
	a, b := t.items[0][q.l], t.items[1][q.r]
	return slices.ContainsFunc(a.models, func(m string) bool {
		return identifies(m) && t.c.idf(t.c.id(m)) > 0.6*t.c.maxIDF() && slices.ContainsFunc(b.models, func(n string) bool {
			return n == m || len(m) >= 8 && len(n) == len(m)+1 && n[:len(m)] == m && !digitAt(n, len(m))
		})
	})
}

// Identifies is identifies.
func Identifies(code string) bool { return identifies(code) }

// Positions of features of the second model.
const (
	ClaimedLess = mClaimedLess
	LocalMore   = mLocalMore
)

// BrandsAlike is the brand feature of two records with these brands.
func BrandsAlike(a, b string) float32 {
	c := newCorpus()
	return brandFeature(c.item(&Record{Title: "thing", Brand: a}), c.item(&Record{Title: "object", Brand: b}))
}

// OneShop is oneShop of two titles.
func OneShop(a, b string) bool {
	c := newCorpus()
	return oneShop(c.item(&Record{Title: a}).order, c.item(&Record{Title: b}).order)
}

// Anew is what Compare gave, with the same weights of words but every record read and every pair scored anew.
func (c *Comparer) Anew(cands []market.Candidate, listings []market.Listing, prices map[market.ListingID]money.Amount, decided []market.Match, o Options) Result {
	other := NewComparer()
	other.Compare(cands, listings, prices, decided, o)
	x, base := *other.last, c.last.task
	s := &scored{left: x.left, right: x.right, keys: x.keys}
	base.c.frozen = true
	t := &Task{left: s.left, right: s.right, c: base.c, twins: map[[2]*item]bool{}, model: base.model, distinct: base.distinct}
	t.items = [2][]*item{make([]*item, len(s.left)), make([]*item, len(s.right))}
	t.block()
	t.survey()
	t.measure()
	for i := range t.pairs {
		t.pairs[i].first = float32(t.model.First.Score(t.pairs[i].v[:]))
	}
	s.task, s.p = t, t.ScoreSecond(&t.model.Second)
	x.scored, x.bridges = s, map[string]map[string]bool{}
	return x.run(nil)
}

// OtherOfLine reports whether two titles tell two products of a line apart by part number or generation.
func OtherOfLine(a, b string) bool {
	c := newCorpus()
	x, y := c.item(&Record{Title: a}), c.item(&Record{Title: b})
	return otherNumber(x, y) || otherGeneration(x, y)
}

// Once says how surely each side holds each product once.
func (t *Task) Once() [2]float64 { return t.distinct }

// Apart is what the guards tell the second model of two titles.
func Apart(a, b string) (serves, together, used, named bool) {
	left, right := []Record{{ID: "a", Title: a, Brand: brandFor(a)}}, []Record{{ID: "b", Title: b, Brand: brandFor(b)}}
	t := NewTask(left, right, Shipped())
	v := make([]float32, secondFeatures)
	w := t.c.compare(t.items[0][0], t.items[1][0])
	copy(v, w[:])
	t.apart(&pair{l: 0, r: 0, v: &w}, v)
	return v[mServes] == 1, v[mTogether] == 1, v[mUsed] == 1, v[mNamed] == 1
}

// brandFor is the first word of a title, where it is a maker's of these tests.
func brandFor(title string) string {
	first, _, _ := strings.Cut(title, " ")
	if first == "Cosmi" {
		return first
	}
	return ""
}

// OtherPack is otherPack of two titles.
func OtherPack(a, b string) bool {
	c := newCorpus()
	x, y := c.item(&Record{Title: a}), c.item(&Record{Title: b})
	v := c.compare(x, y)
	return otherPack(x, y, &v)
}

// Guarded counts the listings that the guards keep out of a candidate's market.
func Guarded(c market.Candidate, listings []market.Listing, prices map[market.ListingID]money.Amount) int {
	corpus, s := newCorpus(), records([]market.Candidate{c}, listings, prices, nil)
	x := &comparing{scored: &scored{task: &Task{items: [2][]*item{{corpus.item(&s.left[0])}, nil}}}, cands: []market.Candidate{c}}
	w, n := x.want(0), 0
	for i := range s.right {
		it := corpus.item(&s.right[i])
		if _, _, out := w.exclude(it, it.seen()); out {
			n++
		}
	}
	return n
}
