package matching

import (
	"cmp"
	"slices"
)

// Index finds the records that may be the same product as another, without comparing all with all. It keeps for every
// word, model number and GTIN the records that have it; records are added at any time, which is all that arriving
// listings need.
type Index struct {
	c        *corpus
	postings map[uint32][]uint32 // word → records, ascending
	codes    map[string][]uint32 // squashed model number or GTIN → records
	norms    []float32           // lengths of the word vectors, where frozen

	ids [][]uint32 // words of each record
}

// The limits of blocking. A word in more records than tooCommon tells little; codes that many share are no codes.
const (
	blockTop   = 15
	tooCommon  = 4000
	codeCommon = 60
)

// NewIndex returns an empty index.
func NewIndex() *Index { return newIndex(newCorpus()) }

func newIndex(c *corpus) *Index {
	return &Index{c: c, postings: map[uint32][]uint32{}, codes: map[string][]uint32{}}
}

// Len returns the number of records added.
func (x *Index) Len() int { return len(x.ids) }

// Add appends records; the first gets position Len().
func (x *Index) Add(records ...Record) {
	for i := range records {
		x.add(&records[i])
	}
}

func (x *Index) add(r *Record) {
	x.norms = nil // weights move with every addition
	x.ids = append(x.ids, nil)
	x.put(r, uint32(len(x.ids)-1))
}

// put adds a record at a position whose place is made.
func (x *Index) put(r *Record, pos uint32) {
	t := x.c.text(r)
	ids := x.c.add(r, t)
	x.ids[pos] = ids
	for _, id := range ids {
		x.postings[id] = ascending(x.postings[id], pos)
	}
	for _, code := range codesOf(r, t.parsed) {
		x.codes[code] = ascending(x.codes[code], pos)
	}
}

// ascending inserts a position into a list in order, once.
func ascending[T int | uint32](list []T, pos T) []T {
	if n := len(list); n == 0 || list[n-1] < pos {
		return append(list, pos)
	}
	at, known := slices.BinarySearch(list, pos)
	if known {
		return list
	}
	return slices.Insert(list, at, pos)
}

// codesOf lists the model numbers (and their pieces) and GTINs of a record, for the index of codes.
func codesOf(r *Record, p parsed) []string {
	codes := append(append([]string{}, p.models...), p.parts...)
	for _, g := range gtinsIn(r, p.models) {
		codes = append(codes, "gtin"+g)
	}
	if m := squash(Fold(r.MPN)); len(m) >= 4 {
		codes = append(codes, m)
	}
	return uniq(codes)
}

// hit is a record found by blocking, with the share of the query's word weight that it has.
type hit struct {
	pos   uint32
	score float32
}

// scratch is the working memory of queries, one for each goroutine.
type scratch struct {
	score []float32
	seen  []uint32
}

// Candidates returns the positions of the records worth comparing with r, best first: the k with the most word weight
// in common and those that share a rare code or a GTIN. Ties are in order of position.
func (x *Index) Candidates(r Record, k int) []int {
	hits := x.query(&r, k, false, &scratch{})
	out := make([]int, len(hits))
	for i, h := range hits {
		out[i] = int(h.pos)
	}
	return out
}

// query finds the k records most like one; inAllLanguages looks for its colours under their other names too.
func (x *Index) query(r *Record, k int, inAllLanguages bool, s *scratch) []hit {
	if len(s.score) < len(x.ids) {
		s.score = make([]float32, len(x.ids))
	}
	s.seen = s.seen[:0]
	p := x.c.text(r).parsed
	words := make([]uint32, 0, len(p.words))
	for _, w := range p.words {
		words = append(words, x.c.id(w))
		if inAllLanguages {
			words = x.alsoCalled(words, w)
		}
	}
	slices.Sort(words)
	words = slices.Compact(words)
	slices.SortFunc(words, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(len(x.postings[a]), len(x.postings[b])), cmp.Compare(a, b))
	})
	budget := 10 * tooCommon
	for i, id := range words {
		list := x.postings[id]
		if i > 1 && (len(list) > tooCommon || len(list) > budget) {
			break
		}
		budget -= len(list)
		w := float32(x.c.idf(id))
		for _, pos := range list {
			if s.score[pos] == 0 {
				s.seen = append(s.seen, pos)
			}
			s.score[pos] += w * w
		}
	}
	return x.top(codesOf(r, p), k, s)
}

// alsoCalled adds the other words for the colour that a word names, in all languages, as far as some record has them.
// Where few may be asked for, the one variant of many that is meant must be among them, whatever language a shop names
// its colour in.
func (x *Index) alsoCalled(words []uint32, w string) []uint32 {
	a, ok := variantWords[w]
	if !ok || a.name != "color" {
		return words
	}
	for _, other := range synonymsOfColour[a.value] {
		if id, known := x.c.vocab[other]; known {
			words = append(words, id)
		}
	}
	return words
}

// synonymsOfColour lists the words for each colour, in order; it is read only.
var synonymsOfColour = tableOfSynonyms()

func tableOfSynonyms() map[string][]string {
	t := map[string][]string{}
	for _, w := range sortedKeys(variantWords) {
		if a := variantWords[w]; a.name == "color" {
			t[a.value] = append(t[a.value], w)
		}
	}
	return t
}

// top picks the best k of what the words found, by cosine, and adds what shares a code.
func (x *Index) top(codes []string, k int, s *scratch) []hit {
	hits := make([]hit, 0, k+4)
	for _, pos := range s.seen {
		h := hit{pos, s.score[pos] / x.norm(pos)}
		if len(hits) == k && byScore(h, hits[k-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(hits, h, byScore)
		if len(hits) == k {
			hits = hits[:k-1]
		}
		hits = slices.Insert(hits, at, h)
	}
	for _, code := range codes {
		list := x.codes[code]
		if len(list) > codeCommon {
			continue
		}
		for _, pos := range list {
			if !slices.ContainsFunc(hits, func(h hit) bool { return h.pos == pos }) {
				hits = append(hits, hit{pos, s.score[pos] / max(x.norm(pos), 1e-6)})
			}
		}
	}
	for _, pos := range s.seen {
		s.score[pos] = 0
	}
	return hits
}

func byScore(a, b hit) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.pos, b.pos))
}

// freeze keeps the lengths of all word vectors, for many queries without additions between.
func (x *Index) freeze() {
	norms := make([]float32, len(x.ids))
	for i := range norms {
		norms[i] = x.norm(uint32(i))
	}
	x.norms = norms
}

// norm is the length of a record's word vector.
func (x *Index) norm(pos uint32) float32 {
	if int(pos) < len(x.norms) {
		return x.norms[pos]
	}
	sum := float32(0)
	for _, id := range x.ids[pos] {
		w := float32(x.c.idf(id))
		sum += w * w
	}
	return sqrt32(sum)
}
