package market

import (
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// packToken is a number, a word, a sign of multiplication or any other sign of a name.
type packToken struct {
	kind   tokenKind
	text   string // in lower case
	upper  bool   // the name has it in capitals
	joined bool   // no space before it
}

type tokenKind uint8

const (
	tokenMark tokenKind = iota
	tokenNumber
	tokenWord
	tokenCross
)

// packTokens splits a name. Letters with digits behind them are one word ("B12", "E27"), so that no number of a model is
// read as a quantity; the scripts of East Asia, which write no spaces, end at a digit.
func packTokens(name string) []packToken {
	if strings.ContainsFunc(name, wide) {
		name = norm.NFKC.String(name)
	}
	var out []packToken
	joined := false
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		if unicode.IsSpace(r) {
			joined = false
			i += size
			continue
		}
		t := packToken{joined: joined}
		joined = true
		end := i + size
		switch {
		case ascii(r):
			t.kind, end = tokenNumber, numberEnd(name, i)
		case crossSign(r) && crosses(name[end:]):
			t.kind = tokenCross
		case unicode.IsLetter(r):
			t.kind, end = tokenWord, wordEnd(name, i)
		}
		t.text = strings.ToLower(name[i:end])
		t.upper = t.text != name[i:end]
		out = append(out, t)
		i = end
	}
	return out
}

// wide are characters of full width and squared units ("㎖").
func wide(r rune) bool { return r >= 0xff00 && r <= 0xffef || r >= 0x3300 && r <= 0x33ff }

func ascii(r rune) bool { return r >= '0' && r <= '9' }

func crossSign(r rune) bool {
	switch r {
	case 'x', 'X', '×', '*', 'х', 'Х', '✕', '✖':
		return true
	}
	return false
}

// crosses reports whether a number follows a sign of multiplication.
func crosses(rest string) bool {
	rest = strings.TrimLeft(rest, " \u00a0")
	return rest != "" && ascii(rune(rest[0]))
}

// numberEnd is where a number ends: digits with single points and commas between them.
func numberEnd(s string, at int) int {
	for at < len(s) {
		sign := s[at] == '.' || s[at] == ','
		if !ascii(rune(s[at])) && (!sign || at+1 >= len(s) || !ascii(rune(s[at+1]))) {
			return at
		}
		at++
	}
	return at
}

// wordEnd is where a word ends; East Asian scripts and others are not one word.
func wordEnd(s string, at int) int {
	first, _ := utf8.DecodeRuneInString(s[at:])
	east := eastAsian(first)
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case unicode.IsLetter(r) && eastAsian(r) == east, unicode.IsMark(r), r == 'ー', ascii(r) && !east:
		default:
			return at
		}
		at += size
	}
	return at
}

func eastAsian(r rune) bool { return r >= 0x3000 && unicode.IsLetter(r) }

// packNumber is the value of a number as a size in the given unit. Three digits behind one sign are decimals of the large
// units ("0,750 l") and thousands of all others ("1.000 ml").
func packNumber(text, unit string) (*big.Rat, bool) {
	signs := strings.Count(text, ".") + strings.Count(text, ",")
	cut := strings.LastIndexAny(text, ".,")
	whole := text[:max(cut, 0)]
	switch {
	case signs == 0 && len(text) > 1 && text[0] == '0':
		return nil, false
	case signs == 0:
	case signs > 1 || len(text)-cut == 4 && whole != "0" && !largeUnit(unit):
		text = strings.NewReplacer(".", "", ",", "").Replace(text)
	default:
		text = whole + "." + text[cut+1:]
	}
	if len(text) > 9 {
		return nil, false
	}
	n, ok := new(big.Rat).SetString(text)
	return n, ok && n.Sign() > 0
}

func largeUnit(unit string) bool {
	f, ok := new(big.Rat).SetString(measures[unit].factor)
	return ok && f.Cmp(big.NewRat(100, 1)) > 0
}
