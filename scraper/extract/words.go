package extract

// wordset finds any number of words in a string in one pass (Aho and Corasick, CACM 18(6), 1975), folding ASCII
// case. Each word carries a mask; match returns the masks of all words that occur. It is read-only once made.
type wordset struct {
	next [][symbols]int16 // state -> symbol -> state
	mask []uint32         // state -> masks of the words that end there
}

// symbols are a-z, 0-9, '-', '_', ' ' and anything else.
const symbols = 40

func symbol(c byte) int {
	switch {
	case c >= 'a' && c <= 'z':
		return int(c - 'a')
	case c >= 'A' && c <= 'Z':
		return int(c - 'A')
	case c >= '0' && c <= '9':
		return int(c-'0') + 26
	case c == '-':
		return 36
	case c == '_':
		return 37
	case c == ' ' || c == '\t' || c == '\n':
		return 38
	}
	return 39
}

// newWordset builds the automaton; a word may hold letters, digits, '-', '_' and ' ' only.
func newWordset(rows []wordRow) *wordset {
	w := &wordset{next: make([][symbols]int16, 1), mask: make([]uint32, 1)}
	for _, row := range rows {
		for _, word := range row.words {
			at := int16(0)
			for i := range len(word) {
				s := symbol(word[i])
				if w.next[at][s] == 0 {
					w.next = append(w.next, [symbols]int16{})
					w.mask = append(w.mask, 0)
					w.next[at][s] = int16(len(w.next) - 1)
				}
				at = w.next[at][s]
			}
			w.mask[at] |= row.mask
		}
	}
	w.link()
	return w
}

type wordRow struct {
	mask  uint32
	words []string
}

// link turns the trie into an automaton, breadth first.
func (w *wordset) link() {
	fail := make([]int16, len(w.next))
	var queue []int16
	for _, s := range w.next[0] {
		if s != 0 {
			queue = append(queue, s)
		}
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		w.mask[at] |= w.mask[fail[at]]
		for s, to := range w.next[at] {
			if to == 0 {
				w.next[at][s] = w.next[fail[at]][s]
				continue
			}
			fail[to] = w.next[fail[at]][s]
			queue = append(queue, to)
		}
	}
}

// match returns the masks of all words that occur in s.
func (w *wordset) match(s string) uint32 {
	var at int16
	var got uint32
	for i := range len(s) {
		at = w.next[at][symbol(s[i])]
		got |= w.mask[at]
	}
	return got
}
