package matching

import (
	"math"
	"slices"
	"unicode"
)

// gramsOf returns the hashed character trigrams of the letters and digits of a text, with their counts, by id.
func gramsOf(folded string) []term {
	out := make([]term, 0, len(folded))
	var a, b = ' ', ' '
	put := func(r rune) {
		if a == ' ' && b == ' ' && r == ' ' {
			return
		}
		h := uint64(a)*0x9E3779B1 + uint64(b)*0x85EBCA77 + uint64(r)*0xC2B2AE3D
		h ^= h >> 29
		h *= 0xBF58476D1CE4E5B9
		out = append(out, term{uint32(h >> (64 - gramBits)), 1})
		a, b = b, r
	}
	for _, r := range folded {
		if !wordRune(r) {
			if b != ' ' {
				put(' ')
			}
			continue
		}
		put(r)
	}
	if b != ' ' {
		put(' ')
	}
	return tally(out)
}

// tally sorts terms by id and adds the weights of equal ones.
func tally(ts []term) []term {
	slices.SortFunc(ts, func(x, y term) int { return int(x.id) - int(y.id) })
	k := 0
	for i := range ts {
		if k > 0 && ts[k-1].id == ts[i].id {
			ts[k-1].w += ts[i].w
			continue
		}
		ts[k] = ts[i]
		k++
	}
	return ts[:k]
}

// unseen is where the ids of words begin that the corpus has not counted; they are hashes.
const unseen = 1 << 31

func (c *corpus) id(w string) uint32 {
	if id, ok := c.vocab[w]; ok {
		return id
	}
	h := uint32(2166136261)
	for i := range len(w) {
		h = (h ^ uint32(w[i])) * 16777619
	}
	return h | unseen
}

// weigh returns the distinct words by id, weighted (1 + ln tf)·idf and scaled to unit length.
func (c *corpus) weigh(words []string) []term {
	ts := make([]term, len(words))
	for i, w := range words {
		ts[i] = term{c.id(w), 1}
	}
	ts = tally(ts)
	for i := range ts {
		ts[i].w = float32((1 + math.Log(float64(ts[i].w))) * c.idf(ts[i].id))
	}
	return unitLen(ts)
}

// unitLen scales weights so that their squares sum to one.
func unitLen(ts []term) []term {
	sum := 0.0
	for _, t := range ts {
		sum += float64(t.w) * float64(t.w)
	}
	if sum > 0 {
		k := float32(1 / math.Sqrt(sum))
		for i := range ts {
			ts[i].w *= k
		}
	}
	return ts
}

// dot is the cosine of two weighted lists of unit length.
func dot(a, b []term) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].id < b[j].id:
			i++
		case a[i].id > b[j].id:
			j++
		default:
			sum += float64(a[i].w) * float64(b[j].w)
			i++
			j++
		}
	}
	return min(sum, 1)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// uniq drops repetitions and keeps the order.
func uniq(ss []string) []string {
	var out []string
	for _, s := range ss {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }
