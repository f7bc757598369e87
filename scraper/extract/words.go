package extract

import (
	"strings"
	"unicode/utf8"
)

// wordset finds any number of words in a string in one pass (Aho and Corasick, CACM 18(6), 1975), folding ASCII
// case. Each word carries a mask; match returns the masks of all words that occur. It is read-only once made.
type wordset struct {
	symbol  [256]uint8 // byte -> symbol; 0 is every byte that no word has
	symbols int
	next    []int16  // state*symbols + symbol -> state, or its complement where words end in that state
	mask    []uint32 // state -> masks of the words that end there
}

// wordRow gives a mask to words.
type wordRow struct {
	mask  uint32
	words []string
}

// newWordset builds the automaton. Words are in lower case.
func newWordset(rows []wordRow) *wordset {
	w := newTrie(rows)
	w.link(false)
	return w
}

// newTrie builds the automaton without its links.
func newTrie(rows []wordRow) *wordset {
	w := &wordset{symbols: 1}
	for _, row := range rows {
		for _, word := range row.words {
			for i := range len(word) {
				if c := word[i]; w.symbol[c] == 0 {
					w.symbol[c] = uint8(w.symbols)
					if c >= 'a' && c <= 'z' {
						w.symbol[c-'a'+'A'] = uint8(w.symbols)
					}
					w.symbols++
				}
			}
		}
	}
	w.grow()
	for _, row := range rows {
		for _, word := range row.words {
			at := 0
			for i := range len(word) {
				slot := at*w.symbols + int(w.symbol[word[i]])
				if w.next[slot] == 0 {
					w.next[slot] = int16(w.grow())
				}
				at = int(w.next[slot])
			}
			w.mask[at] |= row.mask
		}
	}
	return w
}

// grow adds a state and returns its number.
func (w *wordset) grow() int {
	w.next = append(w.next, make([]int16, w.symbols)...)
	w.mask = append(w.mask, 0)
	return len(w.mask) - 1
}

// link turns the trie into an automaton, breadth first. Where several words end at one place all their masks count, or
// the longest one's alone.
func (w *wordset) link(longest bool) {
	fail := make([]int16, len(w.mask))
	var queue []int16
	for _, s := range w.next[:w.symbols] {
		if s != 0 {
			queue = append(queue, s)
		}
	}
	for len(queue) > 0 {
		at := int(queue[0])
		queue = queue[1:]
		back := int(fail[at])
		if !longest || w.mask[at] == 0 {
			w.mask[at] |= w.mask[back]
		}
		for s := range w.symbols {
			slot, other := at*w.symbols+s, w.next[back*w.symbols+s]
			if to := w.next[slot]; to == 0 {
				w.next[slot] = other
			} else {
				fail[to] = other
				queue = append(queue, to)
			}
		}
	}
	for slot, to := range w.next {
		if w.mask[to] != 0 {
			w.next[slot] = ^to
		}
	}
}

// match returns the masks of all words that occur in s.
func (w *wordset) match(s string) uint32 {
	at := 0
	var got uint32
	for i := range len(s) {
		if at = int(w.next[at*w.symbols+int(w.symbol[s[i]])]); at < 0 {
			at = ^at
			got |= w.mask[at]
		}
	}
	return got
}

// matchLower is match of a text in lower case, made line by line where letters beyond ASCII need it: no word has a line feed.
func (w *wordset) matchLower(s string) uint32 {
	var got uint32
	for line := range strings.SplitSeq(s, "\n") {
		if !asciiOnly(line) {
			line = strings.ToLower(line)
		}
		got |= w.match(line)
	}
	return got
}

// last returns the mask of the word that ends last in s, and where it ends; 0 where there is none.
func (w *wordset) last(s string) (mask uint32, end int) {
	at := 0
	for i := range len(s) {
		if at = int(w.next[at*w.symbols+int(w.symbol[s[i]])]); at < 0 {
			at = ^at
			mask, end = w.mask[at], i+1
		}
	}
	return mask, end
}

func asciiOnly(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
