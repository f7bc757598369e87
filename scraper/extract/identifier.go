package extract

import "strings"

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
