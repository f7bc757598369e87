package extract

import "strings"

const asciiDigits = "0123456789"

// foreignDigit reads a digit or separator of numbers in Arabic, Persian or full width at the start of s: what it is in
// ASCII, and its length; 0 where there is none. A full-width comma or point is one only between digits, so last is the
// byte before.
func foreignDigit(s string, last byte) (ascii string, size int) {
	if len(s) < 2 {
		return "", 0
	}
	switch c := s[1]; s[0] {
	case 0xd9: // U+0660 to U+0669, U+066B and U+066C
		switch {
		case c >= 0xa0 && c <= 0xa9:
			return asciiDigits[c-0xa0 : c-0xa0+1], 2
		case c == 0xab:
			return ".", 2
		case c == 0xac:
			return ",", 2
		}
	case 0xdb: // U+06F0 to U+06F9
		if c >= 0xb0 && c <= 0xb9 {
			return asciiDigits[c-0xb0 : c-0xb0+1], 2
		}
	case 0xef: // U+FF10 to U+FF19
		if len(s) < 3 || c != 0xbc {
			return "", 0
		}
		switch t := s[2]; {
		case t >= 0x90 && t <= 0x99:
			return asciiDigits[t-0x90 : t-0x90+1], 3
		case (t == 0x8c || t == 0x8e) && isDigit(last) && len(s) > 5 && s[3] == 0xef && s[4] == 0xbc && s[5] >= 0x90 && s[5] <= 0x99:
			return ",", 3
		}
	}
	return "", 0
}

// foldDigits writes the digits of Arabic, Persian and full width as ASCII ones.
func foldDigits(s string) string {
	if !mayFold(s) {
		return s
	}
	var b strings.Builder
	last := byte(0)
	for i := 0; i < len(s); {
		if d, n := foreignDigit(s[i:], last); n > 0 {
			b.WriteString(d)
			last = d[0]
			i += n
			continue
		}
		last = s[i]
		b.WriteByte(last)
		i++
	}
	return b.String()
}

// mayFold reports whether a byte of s begins a foreign digit.
func mayFold(s string) bool {
	for i := range len(s) {
		if foldable(s[i]) {
			return true
		}
	}
	return false
}

func foldable(c byte) bool { return c == 0xd9 || c == 0xdb || c == 0xef }
