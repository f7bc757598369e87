package feed

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// oldCharset is a character set of one byte per character.
type oldCharset struct {
	name string
	from region
	set  *charmap.Charmap
}

func oldCharsets() []oldCharset {
	return []oldCharset{
		{"Windows-1252", western, charmap.Windows1252}, {"Windows-1250", central, charmap.Windows1250}, {"Windows-1251", eastern, charmap.Windows1251},
	}
}

// errCharset says that a file's character set cannot be told.
var errCharset = errors.New("the file is not in UTF-8, and its words do not tell in which other character set: save it as UTF-8")

// charsetOf tells the character set of a table from its first bytes: the zero value where it is UTF-8. The evidence is what the
// header's words are in each set, and whether the words of the rows are words in it. Where two sets remain that read the
// bytes differently, none is taken.
func charsetOf(head []byte, delim byte) (oldCharset, error) {
	text := wholeRunes(head)
	if utf8.Valid(text) {
		return oldCharset{}, nil
	}
	var best []oldCharset
	var texts []string
	most := -1
	for _, c := range oldCharsets() {
		decoded, err := c.set.NewDecoder().Bytes(head)
		if err != nil || !plausible(string(decoded)) {
			continue
		}
		n := recognised(string(decoded), delim, c.from)
		if n > most {
			best, texts, most = nil, nil, n
		}
		if n == most {
			best, texts = append(best, c), append(texts, string(decoded))
		}
	}
	for _, t := range texts[:min(len(texts), 1)] {
		for _, other := range texts {
			if other != t {
				return oldCharset{}, errCharset
			}
		}
	}
	if len(best) == 0 {
		return oldCharset{}, errCharset
	}
	return best[0], nil
}

// wholeRunes cuts a character off that the end of what was read has split.
func wholeRunes(head []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(head); n++ {
		if b := head[len(head)-n]; utf8.RuneStart(b) {
			if b >= utf8.RuneSelf && !utf8.FullRune(head[len(head)-n:]) {
				return head[:len(head)-n]
			}
			break
		}
	}
	return head
}

// recognised counts the columns of the header that a region's words name.
func recognised(text string, delim byte, from region) int {
	line := ""
	for l := range strings.Lines(text) {
		if strings.TrimSpace(l) != "" && !strings.HasPrefix(strings.ToLower(l), "sep=") {
			line = l
			break
		}
	}
	words, n := headerMeanings(), 0
	for cell := range strings.SplitSeq(strings.TrimRight(line, "\r\n"), string(rune(delim))) {
		if w, ok := words.wordOf(strings.Trim(cell, `" `)); ok && w.from == from {
			n++
		}
	}
	return n
}

// plausible reports whether a text's words are words: letters of one script, without signs and controls between letters.
func plausible(text string) bool {
	var latin, cyrillic bool
	var last rune
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case r == utf8.RuneError, unicode.IsControl(r) && r > 0x7f:
			return false
		case unicode.Is(unicode.Latin, r) && r != 'º' && r != 'ª':
			latin = true
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic = true
		case r > 0x7f && unicode.IsLetter(last) && i+1 < len(runes) && unicode.IsLetter(runes[i+1]) && !isApostrophe(r):
			return false
		default:
			latin, cyrillic = false, false
		}
		if latin && cyrillic {
			return false
		}
		last = r
	}
	return true
}

func isApostrophe(r rune) bool {
	switch r {
	case '\u2018', '\u2019', '\u00b4', '\u00b7', '\u2013', '\u2014', '\u00ad', '\u00a0', '\u2026', '\u00ae', '\u2122', '\u00b0':
		return true
	}
	return false
}

// inCharset goes on with what is unread in another character set.
func (c *csvReader) inCharset(set oldCharset) *csvReader {
	rest := io.MultiReader(bytes.NewReader(bytes.Clone(c.buf[c.pos:])), c.r)
	if c.eof {
		rest = bytes.NewReader(bytes.Clone(c.buf[c.pos:]))
	}
	out := newCSVReader(transform.NewReader(rest, set.set.NewDecoder()), c.delim)
	out.line = c.line
	return out
}
