package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"shelfwise/market/money"
)

// wordRules say which currency words count on a page: some are also common words of a language.
type wordRules struct {
	rand  bool           // R is the rand
	dinar bool           // din is the dinar
	local money.Currency // what the page's country pays in: its own signs count too
}

// currencyWords reads the page's country and language for the words that need them.
func (d *document) currencyWords() wordRules {
	lang, _, _ := strings.Cut(strings.ToLower(d.lang), "-")
	local, _ := money.CurrencyOf(d.hint(), "")
	return wordRules{
		local: local,
		rand:  d.country == "ZA" || d.currency == "ZAR" || lang == "af" || lang == "zu",
		dinar: d.country == "RS" || d.country == "MK" || lang == "sr" || lang == "mk" || d.currency == "RSD",
	}
}

// withMark widens a number by the currency mark before or after it. False: it has none, or is part of a word.
func (r wordRules) withMark(s string, from, to int) (int, int, bool) {
	left := s[max(0, from-12):from]
	if left != "" {
		if r, _ := utf8.DecodeLastRuneInString(left); r == '#' || r == '_' || r == '/' && !strings.HasSuffix(left, "S/") {
			return 0, 0, false
		}
	}
	if n := r.markBefore(left); n > 0 {
		if codeGoesOn(s, from, to) {
			return 0, 0, false
		}
		return from - n, to, true
	}
	if r, _ := utf8.DecodeLastRuneInString(left); unicode.IsLetter(r) && r < 0x250 {
		return 0, 0, false
	}
	if n := r.markAfter(s[to:min(len(s), to+14)]); n > 0 {
		return from, to + n, true
	}
	return 0, 0, false
}

// codeGoesOn reports whether letters, a number, a hyphen and more digits and letters are one word, a code: "NT11-128G".
func codeGoesOn(s string, from, to int) bool {
	if from == 0 || !wordByte(s[from-1]) || s[from-1] >= utf8.RuneSelf || to+2 >= len(s) || s[to] != '-' {
		return false
	}
	n := digitRun(s[to+1:])
	rest := s[to+1+n:]
	return n > 0 && rest != "" && rest[0] < utf8.RuneSelf && wordByte(rest[0])
}

// markBefore returns the length of a currency mark (and a space) at the end of s.
func (r wordRules) markBefore(s string) int {
	t := strings.TrimRight(s, " -:")
	if len(s)-len(t) > 2 || t == "" {
		return 0
	}
	for _, m := range currencySigns {
		if c := t[len(t)-1]; c < utf8.RuneSelf && c != '$' {
			break // no sign ends so
		}
		if strings.HasSuffix(t, m) {
			return len(s) - len(t) + len(m) + countryBefore(t[:len(t)-len(m)], m)
		}
	}
	if c := t[len(t)-1]; c < 0x80 && ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '.' && c != '/') {
		return 0
	}
	word := t
	if i := strings.LastIndexAny(t, " \n(:>*0123456789"); i >= 0 {
		word = t[i+1:]
	}
	if r.isCurrency(word) && word != "р" && !strings.EqualFold(word, "ft") || r.isLocal(word, true) {
		return len(s) - len(t) + len(word)
	}
	return 0
}

// countryBefore returns the length of the letters that say whose dollar or yen a sign is: "HK$", "US $", "CN¥".
func countryBefore(s, sign string) int {
	if sign != "$" && sign != "¥" && sign != "￥" {
		return 0
	}
	t := strings.TrimSuffix(s, " ")
	n := 0
	for n < len(t) && t[len(t)-1-n] >= 'A' && t[len(t)-1-n] <= 'Z' {
		n++
	}
	if n == 0 || n > 3 || len(t) > n && isWord(t[len(t)-1-n]) {
		return 0
	}
	if len(t) < len(s) {
		switch t[len(t)-n:] {
		case "US", "AU", "CA", "NZ", "HK", "SG", "MX", "NT", "USD", "AUD", "CAD", "NZD", "HKD", "SGD":
		default:
			return 0
		}
	}
	return n + len(s) - len(t)
}

// markAfter returns the length of a currency mark (and a space) at the start of s.
func (r wordRules) markAfter(s string) int {
	dash := noCents(s)
	t := strings.TrimLeft(s[dash:], " ")
	for _, m := range currencySigns[1:] {
		if t == "" || t[0] < utf8.RuneSelf {
			break // no sign but the dollar begins so
		}
		if strings.HasPrefix(t, m) {
			return len(s) - len(t) + len(m)
		}
	}
	if strings.HasPrefix(t, "$") && (len(t) < 2 || !isDigit(t[1])) {
		return len(s) - len(t) + 1
	}
	word := t
	if i := strings.IndexAny(t, " \n),;*/+-(|0123456789"); i >= 0 {
		word = t[:i]
	}
	if word != "R" && word != "r" && r.isCurrency(word) || r.isLocal(word, false) {
		return len(s) - len(t) + len(word)
	}
	if k := strings.IndexByte(word, '.'); k > 1 && k+1 < len(word) && r.isCurrency(word[:k+1]) {
		return len(s) - len(t) + k + 1 // "kr.Before": the next element's word
	}
	return dash
}

// noCents is the length of the dash that stands for no cents at the start of s ("1 990:-", "3.499,-"), 0 where there is none.
func noCents(s string) int {
	for _, d := range []string{",-", ",–", ",—", ".-", ".–", ":-", ":–"} {
		if strings.HasPrefix(s, d) {
			return len(d)
		}
	}
	return 0
}

// isCurrency reports whether a word names a currency on this page. Those that are also common words ("le 31", "try 2",
// "5 km") count in capitals only.
func (r wordRules) isCurrency(w string) bool {
	if w == "" || len(w) > 10 {
		return false
	}
	low := strings.ToLower(w)
	switch low {
	case "tk":
		return w == "Tk" // "TK2000" is a code
	case "r":
		return r.rand && w == "R"
	case "din", "din.":
		return r.dinar
	case "le", "try", "km", "sr", "mad", "pen", "cop", "gel", "php", "nt", "kd", "rm", "dh", "tl", "kn", "ron", "amd", "rp", "pe":
		if w != strings.ToUpper(w) {
			return w == "Rp" || w == "kn"
		}
	}
	return currencyWordSet[low] || len(low) > 3 && strings.HasSuffix(low, "$") && len(low) <= 4
}

// isLocal reports whether a word is a sign or the code of the money that the page's country pays in ("KSh", "Bs.", "Q").
// A single letter counts in capitals before a number only: "2 L" is a size.
func (r wordRules) isLocal(w string, before bool) bool {
	if r.local == "" || w == "" || len(w) > 24 || tuned[r.local] {
		return false
	}
	weak, ok := money.SignOf(r.local, w)
	if !ok || len(w) == 1 && !before {
		return false
	}
	return !weak || w[0] >= utf8.RuneSelf || w[0] >= 'A' && w[0] <= 'Z'
}

// tuned are the currencies all of whose usual signs and words are in the lists of pricescan.go; the others that name
// them are also common words ("pound", "real", "р").
var tuned = map[money.Currency]bool{"USD": true, "EUR": true, "GBP": true, "RUB": true, "BRL": true, "CNY": true, "KRW": true, "PLN": true, "ZAR": true, "TRY": true, "AUD": true, "NZD": true, "CAD": true}
