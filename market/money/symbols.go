package money

import (
	_ "embed" // for symbols.txt
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// symbol is a sign, code or word that names a currency.
type symbol struct {
	text  string
	sure  []Currency // what it means without other evidence; more than one is ambiguous
	also  []Currency // what it means only where other evidence says so
	weak  bool       // a letter or two that mean many things: only where the text is nothing but it and a number
	code  bool       // an ISO code
	money bool       // a kind of money that has no ISO code of its own (toman, bitcoin)
}

// symbolTable has a row for each sign, word or abbreviation, folded as normalise folds: the text, a tab, its
// meaning "default|alternatives". Without a default the sign alone is ambiguous between the alternatives; a
// leading ? marks a weak one; "!" stands for money without an ISO code. Sources: CLDR's narrow and wide symbols
// and the words that shops print.
//
//go:embed symbols.txt
var symbolTable string

// notCodes are ISO codes that are also words of shop pages; they count only where they stand alone with a number, or in
// upper case before or behind one with a separator (see markCodes).
var notCodes = map[string]bool{
	"all": true, "top": true, "try": true, "cup": true, "pen": true, "mop": true, "cop": true, "bam": true,
	"sos": true, "bob": true, "mad": true, "gel": true, "ang": true, "lak": true, "nad": true, "shp": true,
}

// sureCode marks a code of notCodes that is meant as one, since the folded text does not keep upper case.
const sureCode = "¤"

// codeAtNumber finds them: "COP 1.234.567", "1 234,00 MAD", and not "TOP 100".
var codeAtNumber = regexp.MustCompile(`\b(ALL|TOP|TRY|CUP|PEN|MOP|COP|BAM|SOS|BOB|MAD|GEL|ANG|LAK|NAD|SHP)([\s\x{a0}]?\d+(?:[.,'’\s\x{a0}\x{202f}]\d{2,3})+)|(\d[.,]\d{2,3}[\s\x{a0}]?)(ALL|TOP|TRY|CUP|PEN|MOP|COP|BAM|SOS|BOB|MAD|GEL|ANG|LAK|NAD|SHP)\b`)

// markCodes marks the codes of notCodes that stand beside a number with a separator.
func markCodes(text string) string {
	capitals, found := 0, false
	for i := range len(text) {
		if text[i] < 'A' || text[i] > 'Z' {
			capitals = 0
			continue
		}
		if capitals++; capitals == 3 && notCodes[strings.ToLower(text[i-2:i+1])] {
			found = true
			break
		}
	}
	if !found {
		return text
	}
	return codeAtNumber.ReplaceAllStringFunc(text, func(m string) string {
		i := strings.IndexFunc(m, func(r rune) bool { return r >= 'A' && r <= 'Z' })
		return m[:i] + sureCode + m[i:]
	})
}

// symbolsByRune groups the symbols by their first rune, the longest first.
var symbolsByRune = buildSymbols()

func buildSymbols() map[rune][]symbol {
	out := map[rune][]symbol{}
	seen := map[string]bool{}
	add := func(s symbol) {
		if seen[s.text] {
			return
		}
		seen[s.text] = true
		r, _ := utf8.DecodeRuneInString(s.text)
		out[r] = append(out[r], s)
	}
	for line := range strings.Lines(symbolTable) {
		text, meaning, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		s := symbol{text: strings.TrimSpace(text), money: meaning == "!"}
		s.text, s.weak = strings.TrimPrefix(s.text, "?"), strings.HasPrefix(s.text, "?")
		sure, also, _ := strings.Cut(strings.TrimPrefix(meaning, "!"), "|")
		s.sure, s.also = currencies(sure), currencies(also)
		add(s)
		if n := len(s.text); n > 2 && n < 6 && strings.HasSuffix(s.text, "$") || s.text == "c$" { // "US $12.99"
			s.text = s.text[:n-1] + " $"
			add(s)
		}
	}
	for c := range iso4217 {
		code := strings.ToLower(string(c))
		add(symbol{text: code, sure: []Currency{c}, code: true, weak: notCodes[code]})
		if notCodes[code] {
			add(symbol{text: sureCode + code, sure: []Currency{c}, code: true})
		}
	}
	for r := range out {
		rows := out[r]
		sort.Slice(rows, func(i, j int) bool {
			if len(rows[i].text) != len(rows[j].text) {
				return len(rows[i].text) > len(rows[j].text)
			}
			return rows[i].text < rows[j].text
		})
	}
	return out
}

// symbolsASCII are the rows of symbolsByRune that begin in ASCII.
var symbolsASCII = asciiRows(symbolsByRune)

func asciiRows(symbols map[rune][]symbol) [utf8.RuneSelf][]symbol {
	var out [utf8.RuneSelf][]symbol
	for r := range rune(utf8.RuneSelf) {
		out[r] = symbols[r]
	}
	return out
}

// symbolsFrom are the symbols that begin with a rune, the longest first.
func symbolsFrom(r rune) []symbol {
	if r >= 0 && r < utf8.RuneSelf {
		return symbolsASCII[r]
	}
	return symbolsByRune[r]
}

func currencies(codes string) []Currency {
	var out []Currency
	for c := range strings.FieldsSeq(codes) {
		out = append(out, Currency(c))
	}
	return out
}

// candidates returns every currency the symbol may mean, the likelier first.
func (s *symbol) candidates() []Currency {
	return append(append([]Currency(nil), s.sure...), s.also...)
}

// symbolEnds are the runes that symbols end in.
var symbolEnds = lastRunes(symbolsByRune)

func lastRunes(symbols map[rune][]symbol) map[rune]bool {
	out := map[rune]bool{}
	for _, rows := range symbols {
		for i := range rows {
			out[lastRune(rows[i].text)] = true
		}
	}
	return out
}

// symbolAt returns the longest symbol that begins at byte i of a normalised text.
func symbolAt(s string, i int) *symbol {
	if i < len(s) && (s[i] == ' ' || s[i] >= '0' && s[i] <= '9') {
		return nil // no symbol begins so
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	if alphabetic(r) && letterBefore(s, i) {
		return nil
	}
	rows := symbolsFrom(r)
	for k := range rows {
		sym := &rows[k]
		if !strings.HasPrefix(s[i:], sym.text) {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(sym.text)
		next, _ := utf8.DecodeRuneInString(s[i+len(sym.text):])
		if (alphabetic(last) || last == '.') && alphabetic(next) {
			continue
		}
		return sym
	}
	return nil
}

// alphabetic reports whether r belongs to a script that separates words by spaces.
func alphabetic(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	if r < 0x0E00 { // the scripts without spaces begin with Thai
		return unicode.IsLetter(r)
	}
	return unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// symbolEnding returns the longest symbol that ends at byte i of a normalised text, and where it begins.
func symbolEnding(s string, i int) (*symbol, int) {
	const longest = 32
	if last, _ := utf8.DecodeLastRuneInString(s[:i]); !symbolEnds[last] {
		return nil, i
	}
	for j := max(0, i-longest); j < i; j++ {
		if c := s[j]; !utf8.RuneStart(c) || c < utf8.RuneSelf && symbolsASCII[c] == nil {
			continue
		}
		if sym := symbolAt(s[:i], j); sym != nil && j+len(sym.text) == i {
			return sym, j
		}
	}
	return nil, i
}

// SignOf reports whether a word, as a page prints it, is a sign, code or word for c, and whether it is a weak one: a
// letter or two that mean many other things.
func SignOf(c Currency, word string) (weak, ok bool) {
	word = strings.ToLower(word)
	r, _ := utf8.DecodeRuneInString(word)
	rows := symbolsFrom(r)
	for k := range rows {
		if rows[k].text == word {
			return rows[k].weak, slices.Contains(rows[k].sure, c) || slices.Contains(rows[k].also, c)
		}
	}
	return false, false
}
