package money

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// figure is one number of a text with what stands around it.
type figure struct {
	start, end int      // bytes of the digits in the normalised text
	groups     []string // the digit groups
	seps       []byte   // the separators between them; 'd' is a sure decimal mark, 'g' a sure grouping mark
	lead       byte     // '.' or ',' before the first digit
	whole      bool     // a mark such as ",-" says there are no decimals
	zeros      int      // powers of ten of a multiplier word (万: 4)
	cur        *symbol  // the currency sign or word beside the number, nil if none
	cur2       *symbol  // a second one on the other side
	before     string   // text since the previous number, lower case, without the currency
	after      string   // text up to the next number
	class      string   // a kind, "" for a plain price
	scaled     bool     // a multiplier word follows, without a sign of money
	dash       bool     // a dash and a space stand before it: not a minus
	from       bool
	inclTax    bool
	paren      bool // inside parentheses
	taxNext    bool // the words about tax behind it belong to the next number
	number     string
	open       string // why the number could not be read
}

func (f *figure) attached() bool { return f.cur != nil }

var (
	superscripts = strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")
	raised       = regexp.MustCompile(`(\d)([⁰¹²³⁴⁵⁶⁷⁸⁹]{2})`)
	dates        = regexp.MustCompile(`\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|\d{1,2}[-/]\d{1,2}[-/]\d{2}|\d{1,2}\.\d{1,2}\.\d{2})\b|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日`)
	clock        = regexp.MustCompile(`\b\d{1,2}:\d{2}(?::\d{2})?\b(?:\s?[ap]m\b)?`)
	phones       = regexp.MustCompile(`\+\d{1,3}[ (-][\d ()-]{6,}\d|\(\d{3}\) ?\d{3}-\d{4}|\b\d{3}-\d{3}-\d{4}\b`)
	blanks       = strings.NewReplacer("0", " ", "1", " ", "2", " ", "3", " ", "4", " ", "5", " ", "6", " ", "7", " ", "8", " ", "9", " ")
)

// normalise maps the digits, spaces, dashes, apostrophes and full-width forms of all scripts onto one form each,
// lower-cases, and blanks out dates, clock times and telephone numbers, which are numbers but never prices.
func normalise(text string) string {
	if mayRaise(text) {
		text = raised.ReplaceAllStringFunc(text, func(m string) string { return m[:1] + "٫" + superscripts.Replace(m[1:]) })
		text = superscripts.Replace(text)
	}
	var b strings.Builder
	b.Grow(len(text))
	space := true
	for _, r := range text {
		r = fold(r)
		switch {
		case r == 0:
			continue
		case r == ' ' && space:
			continue
		}
		space = r == ' '
		b.WriteRune(r)
	}
	s := strings.TrimRight(b.String(), " ")
	if strings.Count(s, ".")+strings.Count(s, "-")+strings.Count(s, "/") > 1 || strings.Contains(s, "月") {
		s = dates.ReplaceAllStringFunc(s, blanks.Replace)
	}
	if strings.ContainsAny(s, "+(") || strings.Count(s, "-") > 1 {
		s = phones.ReplaceAllStringFunc(s, blanks.Replace)
	}
	if !strings.Contains(s, ":") {
		return s
	}
	return clock.ReplaceAllStringFunc(s, func(m string) string {
		if strings.Count(m, ":") == 1 && strings.Contains(s, "kr") && !strings.HasSuffix(m, "m") {
			return strings.Replace(m, ":", "٫", 1) // Swedish price tags write 99:90 kr
		}
		return blanks.Replace(m)
	})
}

// mayRaise reports whether a text may hold a superscript digit: few do, of all that have a "€" or a "ł".
func mayRaise(s string) bool {
	for i := range len(s) - 1 {
		if s[i] == 0xc2 && s[i+1] >= 0xb2 || s[i] == 0xe2 && s[i+1] == 0x81 {
			return true
		}
	}
	return false
}

// fold maps one rune; 0 drops it.
func fold(r rune) rune {
	switch {
	case r < 0x80:
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		if r == '`' {
			return '\''
		}
		if r < 0x20 {
			return 0
		}
		return unicode.ToLower(r)
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2069, r == 0xFEFF, r == 0xAD:
		return 0
	case unicode.IsSpace(r):
		return ' '
	case unicode.Is(unicode.Nd, r):
		return '0' + digitValue(r)
	case r >= 0xFF01 && r <= 0xFF5E: // full-width ASCII
		return fold(r - 0xFEE0)
	}
	switch r {
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹣':
		return '-'
	case '～', '〜', '∼':
		return '~'
	case '’', '‘', 'ʼ', 'ʻ', '′', '´', '٬':
		return '\''
	case '·', '٫':
		return '٫'
	case '、':
		return ';'
	case '￥':
		return '¥'
	case '￡':
		return '£'
	case '￠':
		return '¢'
	case '￦':
		return '₩'
	case '“', '”', '״', '″':
		return '"'
	case 0xFFFD, '\u00b8':
		return ' '
	}
	return unicode.ToLower(r)
}

// digitValue returns the value of a decimal digit of any script: Unicode keeps them in runs of ten.
func digitValue(r rune) rune {
	start := r
	for start > 0 && r-start < 9 && unicode.Is(unicode.Nd, start-1) {
		start--
	}
	if r >= 0x1D7CE && r <= 0x1D7FF { // the mathematical digits are five runs without a gap
		return (r - 0x1D7CE) % 10
	}
	return (r - start) % 10
}

// scan finds the numbers of a normalised text.
func scan(s string) []figure {
	var out []figure
	for i := 0; i < len(s); {
		if !isDigit(s, i) {
			i++
			continue
		}
		f := scanOne(s, i)
		i = f.end
		out = append(out, f)
	}
	return out
}

func isDigit(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// run returns the length of the digits at i.
func run(s string, i int) int {
	n := 0
	for isDigit(s, i+n) {
		n++
	}
	return n
}

// scanOne reads the number at i. A space groups only three digits after one to three; a decimal mark may be
// followed by a space and two digits, as templates with a separate element for the cents print it.
func scanOne(s string, i int) figure {
	f := figure{start: i}
	if i > 0 && (s[i-1] == '.' || s[i-1] == ',') && (i < 2 || !isDigit(s, i-2)) && !letterBefore(s, i-1) {
		f.lead = s[i-1]
	}
	n := run(s, i)
	f.groups = append(f.groups, s[i:i+n])
	f.end = i + n
	for {
		sep, skip := separator(s, f)
		if skip == 0 {
			break
		}
		n = run(s, f.end+skip)
		f.groups = append(f.groups, s[f.end+skip:f.end+skip+n])
		f.seps = append(f.seps, sep)
		f.end += skip + n
		if sep == 'd' {
			break
		}
	}
	if m := exponentAt(s[f.end:]); m > 0 { // no price is written "1e9"
		f.end += m
		f.open = "a number with an exponent is not a price"
		return f
	}
	if misread.MatchString(s[f.end:]) {
		f.open = "a letter among the digits"
		return f
	}
	if m := wholeMark.FindString(s[f.end:]); m != "" {
		f.whole = true
		f.end += len(m)
	}
	return f
}

// exponentAt returns the length of the exponent that s begins with, 0 for none.
func exponentAt(s string) int {
	if s == "" || s[0] != 'e' {
		return 0
	}
	n := 1
	if len(s) > 1 && (s[1] == '+' || s[1] == '-') {
		n = 2
	}
	if d := run(s, n); d > 0 {
		return n + d
	}
	return 0
}

// misread is a letter that stands for a digit, as in text read from a picture: "1O.99", "2l0,00".
var misread = mustAnchored(`^[ol]{1,2}(?:[.,]?\d)`)

// wholeMark is what price tags put where the cents would be.
var wholeMark = mustAnchored(`^\s?[.,:]\s?(?:-{1,2}|=)`)

// separator returns the separator after the digits read so far and its length in bytes, 0 if the number ends.
func separator(s string, f figure) (byte, int) {
	rest := s[f.end:]
	if rest == "" {
		return 0, 0
	}
	if strings.HasPrefix(rest, "٫") && isDigit(rest, len("٫")) {
		return 'd', len("٫")
	}
	switch c := rest[0]; c {
	case '.', ',', '\'':
		if isDigit(rest, 1) {
			return c, 1
		}
		if c != '\'' && len(rest) > 3 && rest[1] == ' ' && run(rest, 2) == 2 && !strings.ContainsRune(string(f.seps), rune(c)) && endsNumber(rest[4:]) {
			return 'd', 2
		}
	case ' ':
		first := len(f.groups[0]) <= 3 && f.groups[0] != "0"
		if first && f.lead == 0 && onlySpaces(f.seps) && run(rest, 1) == 3 {
			return ' ', 1
		}
		if len(rest) > 2 && (rest[1] == '.' || rest[1] == ',') && run(rest, 2) == 2 && !strings.ContainsRune(string(f.seps), rune(rest[1])) && endsNumber(rest[4:]) {
			return 'd', 2
		}
		if len(rest) > 4 && (rest[1] == '.' || rest[1] == ',') && rest[2] == ' ' && run(rest, 3) == 2 && onlyNumber(s[:f.start]) && onlyNumber(rest[5:]) {
			return 'd', 3 // "12 . 99": whole, mark and cents are elements of their own
		}
	}
	return 0, 0
}

// endsNumber reports whether rest does not go on with more list items, such as the ", 36" of "12, 24, 36".
func endsNumber(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	if len(rest) < 2 || rest[0] != ',' && rest[0] != '.' {
		return true
	}
	return !isDigit(rest, 1) && (rest[1] != ' ' || !isDigit(rest, 2))
}

// onlyNumber reports whether no other number stands in s.
func onlyNumber(s string) bool { return !strings.ContainsAny(s, "0123456789") }

func onlySpaces(seps []byte) bool {
	for _, c := range seps {
		if c != ' ' {
			return false
		}
	}
	return true
}

func letterBefore(s string, i int) bool {
	if i > 0 && s[i-1] < utf8.RuneSelf {
		return s[i-1]|0x20 >= 'a' && s[i-1]|0x20 <= 'z'
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return i > 0 && unicode.IsLetter(r)
}

// stripFigures removes the numbers and currency signs, leaving the words.
func stripFigures(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= '0' && r <= '9' || unicode.Is(unicode.Sc, r) || r == '.' || r == ',' {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
