package matching

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s as it is compared: entities resolved, NFKC, lower case, Latin accents dropped, ß as ss, trade marks
// and the language tags of exported RDF literals ("…"@en-US) removed, white space single. Fold(Fold(s)) is Fold(s).
func Fold(s string) string {
	if plainASCII(s) {
		return squeeze(strings.ToLower(s))
	}
	for range 4 { // entities and compatibility forms may hide each other; two rounds do in practice
		t := foldOnce(s)
		if t == s {
			break
		}
		s = t
	}
	return s
}

func foldOnce(s string) string {
	s = strings.ToValidUTF8(s, " ")
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	s = dropLanguageTags(s)
	s = strings.NewReplacer("™", " ", "®", " ", "©", " ", "℠", " ").Replace(s)
	s = strings.ToLower(norm.NFKC.String(s))
	if !plainASCII(s) {
		s = norm.NFC.String(strings.Map(dropAccent, norm.NFD.String(s)))
		s = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ı", "i").Replace(s)
		s = strings.ToLower(s)
	}
	return squeeze(s)
}

// dropAccent drops the combining marks of Latin, Greek and Cyrillic; the voicing marks of kana lie elsewhere and
// stay, since they make another letter.
func dropAccent(r rune) rune {
	if r >= 0x0300 && r <= 0x036f {
		return -1
	}
	return r
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c == '&' || c == '@' {
			return false
		}
	}
	return true
}

// dropLanguageTags removes the tag of "literal"@en-US: data exported from web annotations carries it into titles.
func dropLanguageTags(s string) string {
	for from := 0; ; {
		at := strings.Index(s[from:], `"@`)
		if at < 0 {
			return s
		}
		at += from
		end := at + 2
		for end < len(s) && (isLetter(s[end]) || s[end] == '-' && end > at+3) {
			end++
		}
		if n := end - at - 2; n >= 2 && n <= 7 {
			s = s[:at] + `" ` + s[end:]
		}
		from = at + 2
		if from > len(s) {
			return s
		}
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func squeeze(s string) string {
	clean := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c < ' ' || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == 0x200b || r == 0xfeff || r == 0x200e || r == 0x200f
	}), " ")
}

// squash keeps letters and digits only: "KS-7502-THX" and "KS7502THX" are one.
func squash(folded string) string {
	var b strings.Builder
	b.Grow(len(folded))
	for _, r := range folded {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unspaced reports the scripts that write words without spaces between them: Han, kana, Thai. Their runs are compared
// by overlapping pairs of characters.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) || r == 'ー'
}
