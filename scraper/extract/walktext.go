package extract

import "strings"

func (w *walker) newline() {
	if w.last != '\n' {
		w.text.WriteByte('\n')
		w.last = '\n'
	}
}

// plainBytes are those that write takes as they are: no white space, and the start of no character that may be space or a
// foreign digit.
var plainBytes = func() (of [256]bool) {
	for i := range of {
		c := byte(i)
		of[i] = c > ' ' && c != 0xc2 && c != 0xe2 && !foldable(c)
	}
	return of
}()

// write appends text with runs of white space (also no-break spaces) made one space.
func (w *walker) write(s string) {
	start := 0 // of the run of plain bytes not written yet
	for i := 0; i < len(s); {
		c := s[i]
		if plainBytes[c] {
			i++
			continue
		}
		if c == ' ' && i > start && w.gap == gapNone && i+1 < len(s) && plainBytes[s[i+1]] {
			i += 2 // a single space between words is as it must be
			continue
		}
		if foldable(c) {
			if n := w.foreign(s, start, i); n > 0 {
				i += n
				start = i
				continue
			}
		}
		n := spaceAt(s, i)
		if n == 0 {
			i++
			continue
		}
		w.run(s[start:i])
		if w.last != ' ' && w.last != '\n' {
			w.text.WriteByte(' ')
			w.last = ' '
		}
		i += n
		start = i
	}
	w.run(s[start:])
}

// foreign writes what stands before a foreign digit at s[i] and the digit as ASCII; it returns the digit's length, 0 where
// there is none.
func (w *walker) foreign(s string, start, i int) int {
	last := w.last
	if i > start {
		last = s[i-1]
	}
	digit, n := foreignDigit(s[i:], last)
	if n > 0 {
		w.run(s[start:i])
		w.run(digit)
		w.d.folded = true
	}
	return n
}

// gapState follows whether the next text begins an element right behind the end of another.
type gapState uint8

const (
	gapNone   gapState = iota
	gapClosed          // an element with text has ended
	gapOpened          // and another has begun
)

// wordy reports whether a byte may be of a word or number.
func wordy(c byte) bool { return isDigit(c) || wordByte(c) }

// apart reports whether what two neighbouring elements show is not of one number: they are not digits both, one of them is
// a link, or the digits written have decimals already.
func (w *walker) apart(next string) bool {
	if !isDigit(w.last) || !isDigit(next[0]) || w.link || strings.HasPrefix(next[digitRun(next):], "%") {
		return true
	}
	if len(next) == 1 {
		return false // every digit has an element of its own
	}
	s := w.text.String()
	number := lastNumber(s[max(0, len(s)-12):])
	i := strings.LastIndexAny(number, ".,")
	return i > 0 && len(number)-i-1 < 3 && isDigit(number[i-1])
}

// run writes text without white space. Two elements with nothing between them ("899 kr</s><b>599 kr") are set apart as a
// stylesheet does, but for digits, which may be the parts of one number.
func (w *walker) run(s string) {
	if s != "" {
		if w.gap == gapOpened && wordy(w.last) && wordy(s[0]) && w.apart(s) || w.gap == gapClosed && isDigit(s[0]) && w.behindWord() {
			w.text.WriteByte(' ')
		}
		w.gap = gapNone
		w.text.WriteString(s)
		w.last = s[len(s)-1]
	}
}

// spaceAt returns the length of the white-space character at s[i], 0 where there is none.
func spaceAt(s string, i int) int {
	switch c := s[i]; {
	case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
		return 1
	case c == 0xc2 && strings.HasPrefix(s[i:], "\u00a0"):
		return 2
	case c == 0xe2 && i+2 < len(s) && s[i+1] == 0x80:
		// thin and narrow spaces, and the marks that only steer the direction of text
		if t := s[i+2]; t == 0xaf || t == 0x89 || t == 0x8a || t == 0x8b || t == 0x8e || t == 0x8f || t >= 0xaa && t <= 0xae {
			return 3
		}
	case c == 0xe3 && strings.HasPrefix(s[i:], "\u3000"):
		return 3
	}
	return 0
}
