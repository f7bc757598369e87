package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// perWords lead to the unit that a price is for, as does a slash; goodsUnits are those units, in the main shop languages.
var (
	perWords   = setOf([]string{"per", "pro", "je", "pr.", "pr", "par", "por", "al", "le", "la", "za", "au", "à", "на", "за", "ανά", "el", "už", "uz", "pe", "cada"})
	goodsUnits = setOf([]string{"kg", "kilo", "kilos", "kilogramm", "kilogram", "kilogramo", "g", "gr", "gram", "gramm", "grams", "mg", "l", "lt", "ltr", "liter", "litre", "litri", "litro", "litros", "litra", "litru", "litr", "litrów", "cl", "dl", "ml",
		"m", "meter", "metre", "metro", "mètre", "metr", "metras", "m2", "m²", "m3", "m³", "qm", "sqm", "lfm", "mb", "oz", "fl", "lb", "lbs", "gal", "ft", "ft2", "sq", "yd", "yard", "кг", "г", "гр", "л", "литр", "мл", "м", "м2", "м²", "кв", "λίτρο", "λίτρα", "κιλό", "κιλά", "γρ", "ק\"ג", "ליטר", "公斤", "公升", "กก", "ลิตร", "กรัม"})
)

// unitBehind reports whether a measure follows a price: "/kg", "per 100 g", "je 1 l", "€ / m²".
func unitBehind(after string) bool {
	rest := strings.TrimLeft(after, " *")
	switch {
	case strings.HasPrefix(rest, "/"):
		rest = rest[1:]
	default:
		word := firstWord(rest)
		if word == "" || !perWords[strings.ToLower(word)] {
			return false
		}
		rest = rest[len(word):]
	}
	rest = strings.TrimLeft(rest, " ")
	rest = strings.TrimLeft(strings.TrimLeft(rest, "0123456789.,"), " ")
	end := len(rest)
	for i, r := range rest {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '²' && r != '³' && r != '"' {
			end = i
			break
		}
	}
	return goodsUnits[strings.ToLower(rest[:end])]
}

// times reports whether a spot is one of several payments: "3 x 9.99 €", "12x de R$ 49,90", "833 € × 12".
func (d *document) times(s *spot) bool {
	after := strings.TrimLeft(d.text[s.to:min(len(d.text), s.to+6)], " ")
	if n := cross(after); n > 0 && digitRun(strings.TrimLeft(after[n:], " ")) > 0 && digitRun(strings.TrimLeft(after[n:], " ")) <= 2 {
		return true
	}
	before := strings.TrimRight(d.text[max(0, s.from-16):s.from], " ")
	if i := strings.LastIndexByte(before, ' '); i > 0 {
		switch before[i+1:] {
		case "de", "of", "da", "di", "à", "po", "по":
			before = strings.TrimRight(before[:i], " ")
		}
	}
	r, size := utf8.DecodeLastRuneInString(before)
	if r != 'x' && r != 'X' && r != '×' && r != 'х' {
		return false
	}
	before = strings.TrimRight(before[:len(before)-size], " ")
	n := 0
	for n < len(before) && isDigit(before[len(before)-1-n]) {
		n++
	}
	return n == 1 || n == 2
}

// cross is the length of a sign of multiplication at the start of s, 0 where there is none.
func cross(s string) int {
	for _, x := range []string{"x", "X", "×", "х"} {
		if strings.HasPrefix(s, x) {
			return len(x)
		}
	}
	return 0
}
