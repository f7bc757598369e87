package matching

import (
	"strings"
	"unicode"
)

type lexKind uint8

const (
	lexWord   lexKind = iota // letters
	lexNumber                // digits, with points or commas inside
	lexScript                // a run of a script without spaces
	lexPunct                 // one other character
)

// lexeme is a piece of a folded title; glued says that no space stands before it.
type lexeme struct {
	kind  lexKind
	text  string
	glued bool
}

func lex(folded string) []lexeme {
	out := make([]lexeme, 0, 24)
	rs := []rune(folded)
	glued := false
	for i := 0; i < len(rs); {
		r := rs[i]
		if unicode.IsSpace(r) {
			glued = false
			i++
			continue
		}
		j, kind := i+1, lexPunct
		switch {
		case unicode.IsDigit(r):
			kind = lexNumber
			for j < len(rs) && (unicode.IsDigit(rs[j]) || (rs[j] == '.' || rs[j] == ',') && j+1 < len(rs) && unicode.IsDigit(rs[j+1])) {
				j++
			}
		case unspaced(r):
			kind = lexScript
			for j < len(rs) && unspaced(rs[j]) {
				j++
			}
		case unicode.IsLetter(r):
			kind = lexWord
			for j < len(rs) && unicode.IsLetter(rs[j]) && !unspaced(rs[j]) {
				j++
			}
		}
		if kind == lexScript && glued && len(out) > 0 && out[len(out)-1].kind == lexNumber {
			j = i + unitPrefix(rs[i:j]) // 500毫升装: the unit, then the rest
		}
		out = append(out, lexeme{kind, string(rs[i:j]), glued})
		glued = true
		i = j
	}
	return out
}

// number writes digits in one way: "1,299" → "1299", "1,5" → "1.5", "9.0" → "9". A version such as 10.4.7 stays.
func number(s string) string {
	if i := strings.LastIndexByte(s, ','); i >= 0 {
		if !strings.Contains(s, ".") && len(s)-i-1 != 3 && strings.Count(s, ",") == 1 {
			s = s[:i] + "." + s[i+1:]
		} else {
			s = strings.ReplaceAll(s, ",", "")
		}
	}
	if i := strings.IndexByte(s, '.'); i >= 0 && strings.Count(s, ".") == 1 {
		s = strings.TrimRight(s, "0")
		s = strings.TrimSuffix(s, ".")
	}
	if t := strings.TrimLeft(s, "0"); len(s) <= 3 && t != "" && t[0] != '.' {
		s = t
	}
	return s
}

// parsed is what a text says, in the form in which it is compared.
type parsed struct {
	words      []string   // in order; runs of unspaced scripts as pairs of characters; quantities in base units
	models     []string   // model and part numbers, punctuation removed
	parts      []string   // pieces of models that look like model numbers themselves
	numbers    []string   // bare numbers: years, versions, sizes without a unit
	quantities []quantity // numbers with units
	pack       int        // units in the pack; 0 where the text does not say
}

func parse(folded string) parsed {
	var p parsed
	lx := lex(folded)
	p.pack = packCount(lx)
	for i := 0; i < len(lx); {
		if q, n := quantityAt(lx, i); n > 0 {
			p.quantities = append(p.quantities, q)
			p.words = append(p.words, q.String())
			i += n
			continue
		}
		if w, n := sizeAt(lx, i); n > 0 {
			p.words = append(p.words, w)
			i += n
			continue
		}
		if n := chunkLen(lx[i:]); n > 1 || lx[i].kind == lexNumber {
			p.chunk(lx[i : i+n])
			i += n
			continue
		}
		if i+1 < len(lx) && lx[i].text == "playstation" && lx[i+1].kind == lexNumber && len(lx[i+1].text) == 1 {
			p.words = append(p.words, "ps"+lx[i+1].text)
			i += 2
			continue
		}
		p.word(lx[i])
		i++
	}
	return p
}

// chunkLen counts the lexemes that are written together as a code: letters, digits and the marks between them.
func chunkLen(lx []lexeme) int {
	if k := lx[0].kind; k != lexWord && k != lexNumber {
		return 1
	}
	n := 1
	for n < len(lx) && lx[n].glued {
		switch {
		case lx[n].kind == lexWord || lx[n].kind == lexNumber:
			n++
		case n+1 < len(lx) && lx[n+1].glued && joins(lx[n].text) && (lx[n+1].kind == lexWord || lx[n+1].kind == lexNumber):
			n += 2
		default:
			return n
		}
	}
	return n
}

func joins(mark string) bool {
	switch mark {
	case "-", "/", ".", "_", "–", "‐", "‑":
		return true
	}
	return false
}

func (p *parsed) word(l lexeme) {
	switch l.kind {
	case lexScript:
		rs := []rune(l.text)
		if len(rs) == 1 {
			p.words = append(p.words, l.text)
		}
		for i := 0; i+1 < len(rs); i++ {
			p.words = append(p.words, string(rs[i:i+2]))
		}
	case lexWord:
		if w := roman(l.text); w != l.text {
			p.words, p.numbers = append(p.words, w), append(p.numbers, w)
		} else if !stop(l.text) {
			p.words = append(p.words, l.text)
		}
	case lexNumber, lexPunct:
	}
}

// chunk reads a code: as a whole it may be a model number, and its pieces between marks are words.
func (p *parsed) chunk(lx []lexeme) {
	var whole, piece strings.Builder
	pieces := 0
	flush := func() {
		if piece.Len() == 0 {
			return
		}
		p.piece(piece.String())
		piece.Reset()
		pieces++
	}
	for _, l := range lx {
		if l.kind == lexPunct {
			flush()
			continue
		}
		piece.WriteString(l.text)
		whole.WriteString(l.text)
	}
	flush()
	if w := strings.Map(dropPoint, whole.String()); modelLike(w) && !versionLike(lx) {
		p.models = append(p.models, w)
		if pieces > 1 && len(w) <= 24 {
			p.words = append(p.words, w)
		}
	}
}

func dropPoint(r rune) rune {
	if r == '.' || r == ',' {
		return -1
	}
	return r
}

// versionLike says that a chunk is numbers with points only ("10.4.7", "1,299.00"), which names no model.
func versionLike(lx []lexeme) bool {
	return len(lx) == 1 && lx[0].kind == lexNumber && strings.ContainsAny(lx[0].text, ".,")
}

func (p *parsed) piece(s string) {
	if isNumber(s) {
		n := number(s)
		p.words, p.numbers = append(p.words, n), append(p.numbers, n)
		if modelLike(s) {
			p.parts = append(p.parts, s)
		}
		return
	}
	if t, ok := strings.CutPrefix(s, "v"); ok && isNumber(t) && len(t) < 6 { // v10 is version 10
		n := number(t)
		p.words, p.numbers = append(p.words, n), append(p.numbers, n)
		return
	}
	if w := roman(s); w != s {
		p.words, p.numbers = append(p.words, w), append(p.numbers, w)
		return
	}
	if modelLike(s) {
		p.parts = append(p.parts, s)
	}
	if !stop(s) {
		p.words = append(p.words, s)
	}
}

// modelLike: letters and digits, four characters or more; or five digits or more.
func modelLike(s string) bool {
	letters, digits := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		default:
			return false
		}
	}
	if letters == 0 {
		return digits >= 5
	}
	return digits > 0 && letters+digits >= 4
}

func isNumber(s string) bool {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && c != '.' && c != ',' {
			return false
		}
	}
	return true
}

// roman reads the numerals that titles use for versions and parts ("Part II"); single letters stay letters.
func roman(s string) string {
	switch s {
	case "ii":
		return "2"
	case "iii":
		return "3"
	case "iv":
		return "4"
	case "vi":
		return "6"
	case "vii":
		return "7"
	case "viii":
		return "8"
	case "ix":
		return "9"
	}
	return s
}
