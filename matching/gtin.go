package matching

import "strings"

// GTIN14 returns the identifier padded to 14 digits, so that a UPC, an EAN and a GTIN-14 of one product are equal.
// ok is false, with the reason, for what is no GTIN: a wrong length or check digit, or placeholder digits. It reads what
// tables make of a number: its name before it ("EAN: "), wide digits, invisible spaces, ".0" behind it; and a UPC of
// eleven digits whose leading zero a spreadsheet dropped, where the check digit fits.
func GTIN14(s string) (gtin string, reason string, ok bool) {
	var b strings.Builder
	for _, r := range bareNumber(s) {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == ' ' || r == '-' || r == '.':
		default:
			return "", "not digits", false
		}
	}
	d := b.String()
	if n := len(d); n != 8 && n != 11 && n != 12 && n != 13 && n != 14 {
		return "", "length", false
	}
	lost := len(d) == 11
	d = strings.Repeat("0", 14-len(d)) + d
	if strings.Trim(d, "0") == "" || strings.Count(d[:13], d[12:13]) >= 12 {
		return "", "placeholder", false
	}
	if checkDigit(d[:13]) != d[13] {
		if lost {
			return "", "length", false
		}
		return "", "check digit", false
	}
	return d, "", true
}

// bareNumber takes off what is around the digits of an identifier.
func bareNumber(s string) string {
	s = strings.TrimSpace(Fold(clip(s)))
	for _, name := range [...]string{"gtin-14", "gtin-13", "gtin-12", "gtin-8", "gtin14", "gtin13", "gtin12", "gtin8", "gtin", "ean-13", "ean-8", "ean13", "ean8", "ean", "upc-a", "upc",
		"isbn-13", "isbn13", "isbn", "jan", "barcode"} {
		if rest, ok := strings.CutPrefix(s, name); ok {
			s = strings.TrimLeft(rest, " :#-.")
			break
		}
	}
	if whole, zeros, ok := strings.Cut(s, "."); ok && strings.Trim(zeros, "0") == "" && len(zeros) <= 2 && len(whole) >= 8 {
		s = whole
	}
	return s
}

// checkDigit is GS1's: weights 3 and 1 from the right, to the next multiple of ten (GS1 General Specifications 7.9).
func checkDigit(d string) byte {
	sum := 0
	for i := range len(d) {
		w := 1
		if (len(d)-i)%2 == 1 {
			w = 3
		}
		sum += w * int(d[i]-'0')
	}
	return byte('0' + (10-sum%10)%10)
}

// restricted says that a GTIN-14 is numbered for use within one shop or region and means nothing across shops:
// GS1 prefixes 02, 04 and 20–29 (restricted circulation) and 98–99 (coupons). A GTIN-8 of prefix 0 or 2 is too.
func restricted(gtin string) bool {
	if strings.HasPrefix(gtin, "000000") {
		return gtin[6] == '0' || gtin[6] == '2'
	}
	p := gtin[1:3] // the prefix of the EAN-13 inside
	return p == "02" || p == "04" || p[0] == '2' || p == "98" || p == "99"
}

// sharedGTIN returns the identifier under which a record may match across shops; "" where it has none.
func sharedGTIN(s string) string {
	g, _, ok := GTIN14(s)
	if !ok || restricted(g) {
		return ""
	}
	return g
}
