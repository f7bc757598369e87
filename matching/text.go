package matching

import (
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// text is what the words of a record say by themselves, whatever other records there are: reading them is much of the
// work of comparing, and it need not be done again while the words stay.
type text struct {
	folded string // see titleOf
	parsed parsed
	grams  []term // character trigrams with their counts
	order  []string
	view   atomic.Pointer[view]
}

func readText(r *Record) *text {
	t := &text{folded: titleOf(r)}
	t.parsed = parse(t.folded)
	t.grams = gramsOf(t.folded)
	t.order = uniq(t.parsed.words)
	return t
}

// The bounds of a title, in words and in characters: what follows is no name any more, and the time to compare two titles
// grows with the square of their words.
const (
	TitleWords = 64
	TitleRunes = 512
)

// CutTitle returns as much of a title as is compared, and whether that is less than all.
func CutTitle(s string) (string, bool) {
	words, runes, inWord := 0, 0, false
	for at, r := range s {
		word := wordRune(r)
		if word && !inWord {
			words++
		}
		if runes == TitleRunes || words > TitleWords {
			return s[:at], true
		}
		inWord = word
		runes++
	}
	return s, false
}

// texts remembers what was read since the last whole comparing, and from then to the one before. It is safe for concurrent use.
type texts struct {
	mu       sync.RWMutex
	now, was map[textKey]*text
	fresh    int // texts read anew since then
}

type textKey struct{ title, brand, mpn string }

// textsUpTo is the number of records up to which their texts are remembered; more would take too much memory.
const textsUpTo = 100_000

func newTexts() *texts { return &texts{now: map[textKey]*text{}} }

// next begins another whole comparing: what was not read since the last one is forgotten.
func (m *texts) next() { m.now, m.was, m.fresh = map[textKey]*text{}, m.now, 0 }

func (m *texts) read(r *Record) *text {
	k := textKey{r.Title, r.Brand, r.MPN}
	m.mu.RLock()
	t := m.now[k]
	m.mu.RUnlock()
	if t != nil {
		return t
	}
	t, known := m.was[k]
	if !known {
		t = readText(r)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if other := m.now[k]; other != nil {
		return other
	}
	if !known {
		m.fresh++
	}
	m.now[k] = t
	return t
}

// text reads the words of a record, from memory where they are remembered.
func (c *corpus) text(r *Record) *text {
	if c.texts == nil {
		return readText(r)
	}
	return c.texts.read(r)
}

// view is what the guards read of a title, the same for every candidate.
type view struct {
	head, tail   phrase // before and after the word that leads to another thing
	link         linkKind
	parts        []string // accessory words of the head, in order
	anyParts     []string // of the whole title
	partScript   []string // those of scripts without spaces
	bundle, used []string // words and pieces that are signs of a bundle, of a used thing
	plus         bool     // things joined by +
	last         string   // word of the head without digits
	segmentLast  string   // the same of the first part of the title, "" where there is one part only
	endPart      string   // see endPart
	endRun       []string // the accessory words with which a title ends, last first
	joined       joined
	isSet        bool
	pack, loose  int      // see titlePack, looseTimes
	strict       bundling // signs that only the guards of markets and identifiers read
	grams        []term   // trigrams, the rare ones no heavier than the others; of unit length
}

// usedSigns are all signs of a used thing: those that the features know, and those that only the guards read.
func (v *view) usedSigns() []string { return slices.Concat(v.used, v.strict.used) }

// phrase is a run of words with their stems.
type phrase struct{ words, stems []string }

func newPhrase(words []string) phrase {
	p := phrase{words, make([]string, len(words))}
	for i, w := range words {
		p.stems[i] = stem(w)
	}
	return p
}

func viewOf(folded, brand string, order []string, grams []term) *view {
	head, tail, link := splitTitle(folded)
	v := &view{head: newPhrase(head), tail: newPhrase(tail), link: link, plus: strings.Contains(folded, " + "), last: lastWord(head)}
	v.parts, v.anyParts = partsAmong(head), partsAmong(order)
	v.bundle, v.used = among(order, bundleWords), among(order, usedWords)
	if phrases := phrasesIn(folded, partPhrases()); len(phrases) > 0 && link != linkWith {
		v.parts, v.anyParts = append(v.parts, phrases...), append(v.anyParts, phrases...)
	}
	v.used = append(v.used, phrasesIn(folded, usedPhrases())...)
	if !plainASCII(folded) {
		v.partScript = append(inside(folded, accessoryScript), inside(folded, refillScript())...)
		v.bundle = append(v.bundle, inside(folded, bundleScript)...)
		v.used = append(append(v.used, inside(folded, usedScript)...), inside(folded, moreUsedScript())...)
	}
	v.segmentLast = segmentLast(folded)
	v.endRun = endRun(head)
	v.endPart, v.joined, v.isSet = endPart(head, v.partScript, folded), joinedIn(folded), isSet(order, folded)
	v.pack, v.loose, v.strict = titlePack(folded, brand), looseTimes(folded), bundlingOf(folded, order)
	v.grams = make([]term, len(grams))
	for i, g := range grams {
		v.grams[i] = term{g.id, float32(1 + math.Log(float64(g.w)))}
	}
	unitLen(v.grams)
	return v
}

func among(words []string, of map[string]bool) []string {
	var out []string
	for _, w := range words {
		if of[w] {
			out = append(out, w)
		}
	}
	return out
}

func inside(folded string, pieces []string) []string {
	var out []string
	for _, p := range pieces {
		if strings.Contains(folded, p) {
			out = append(out, p)
		}
	}
	return out
}

// seen returns the view of an item's title.
func (it *item) seen() *view {
	if it.text == nil {
		return viewOf(it.folded, Fold(clip(it.rec.Brand)), it.order, gramsOf(it.folded))
	}
	v := it.text.view.Load()
	if v == nil {
		v = viewOf(it.text.folded, Fold(clip(it.rec.Brand)), it.text.order, it.text.grams)
		it.text.view.Store(v)
	}
	return v
}
