package extract

import (
	"strings"
	"unicode"
)

// validGTIN reports whether s, but for spaces and hyphens, is a GTIN-8, 12, 13 or 14 (or ISBN-13) with a right
// check digit (GS1: weights 3 and 1 from the right) that is not all zeros.
func validGTIN(s string) bool {
	d := gtinDigits(s)
	switch len(d) {
	case 8, 12, 13, 14:
	default:
		return false
	}
	sum, any := 0, false
	for i := range len(d) {
		n := int(d[len(d)-1-i] - '0')
		any = any || n != 0 && i > 0
		if i%2 == 1 {
			n *= 3
		}
		sum += n
	}
	return any && sum%10 == 0
}

// gtinDigits returns the digits of s, "" where it has anything but digits, spaces and hyphens.
func gtinDigits(s string) string {
	s = strings.TrimSpace(s)
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && c != ' ' && c != '-' {
			return ""
		}
	}
	return codeMarks.Replace(s)
}

var codeMarks = strings.NewReplacer(" ", "", "-", "")

// isCode reports whether s looks like an article code: a digit in it, no odd characters, of fair length.
func isCode(s string) bool {
	if len(s) < 3 || len(s) > 40 {
		return false
	}
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case unicode.IsLetter(r), strings.ContainsRune("-_./+*&", r):
		default:
			return false
		}
	}
	return digits > 0
}

// capsCode reports whether s is a code without digits: capitals joined by hyphens ("PDT-ZIM").
func capsCode(s string) bool {
	hyphens := strings.Count(s, "-")
	if len(s) < 6 || len(s) > 24 || hyphens == 0 || hyphens == len(s) || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for i := range len(s) {
		if (s[i] < 'A' || s[i] > 'Z') && s[i] != '-' {
			return false
		}
	}
	return true
}
