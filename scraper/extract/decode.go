package extract

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// maxBody bounds what is read of a page; longer ones are cut, and the cut is an issue.
const maxBody = 20 << 20

// The reasons for which a body is no page.
var (
	errEmpty   = errors.New("empty page")
	errGzip    = errors.New("compressed bytes instead of HTML")
	errNotHTML = errors.New("not HTML")
)

// decode returns the body as UTF-8. It trusts, in this order: a byte order mark, valid UTF-8 with letters
// beyond ASCII, the header or meta tag, and the best reading of the usual legacy charsets.
func decode(body []byte, contentType string) (string, error) {
	head := body[:min(len(body), 1<<12)]
	switch {
	case len(bytes.TrimSpace(head)) == 0:
		return "", errEmpty
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return "", errGzip
	}
	if e := utf16Without(head); e != nil {
		return convert(e, body)
	}
	if bytes.IndexByte(head, 0) >= 0 && !hasUTF16BOM(head) || isBinary(head) {
		return "", errNotHTML
	}
	if !hasUTF16BOM(head) && utf8.Valid(body) {
		text := strings.TrimPrefix(string(body), "\ufeff")
		if !strings.Contains(strings.ToLower(text[:min(len(text), 1<<12)]), "iso-2022-jp") {
			return text, nil
		}
	}
	e, name, certain := charset.DetermineEncoding(body, contentType)
	if name == "utf-8" || name == "windows-1252" && !certain {
		if mostlyUTF8(body) {
			return strings.ToValidUTF8(string(body), "\ufffd"), nil
		}
		e = guess(body, e)
	}
	return convert(e, body)
}

func convert(e encoding.Encoding, body []byte) (string, error) {
	out, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return "", errors.Join(errNotHTML, err)
	}
	return string(out), nil
}

func hasUTF16BOM(b []byte) bool {
	return bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff})
}

// utf16Without recognises UTF-16 that has no byte order mark by the zero half of its ASCII letters.
func utf16Without(head []byte) encoding.Encoding {
	if len(head) < 4 || hasUTF16BOM(head) {
		return nil
	}
	var even, odd int
	for i, c := range head {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	switch quarter := len(head) / 4; {
	case odd > quarter && even <= odd/8:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case even > quarter && odd <= even/8:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// isBinary recognises files that are no text by their first bytes.
func isBinary(head []byte) bool {
	for _, magic := range []string{"\x89PNG", "\xff\xd8\xff", "GIF8", "%PDF-", "PK\x03\x04", "RIFF", "\x28\xb5\x2f\xfd", "BZh"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	return false
}

// mostlyUTF8 reports whether a body is UTF-8 but for a few broken characters, as cut and joined pages have them.
func mostlyUTF8(body []byte) bool {
	var good, bad int
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good > 4*bad
}

// guess takes the legacy charset whose reading of a sample has the fewest errors; a tie goes to fallback's kind.
func guess(body []byte, fallback encoding.Encoding) encoding.Encoding {
	sample := body[:min(len(body), 1<<18)]
	best, bestBad := fallback, 1<<30
	for _, e := range []encoding.Encoding{
		simplifiedchinese.GB18030, japanese.ShiftJIS, japanese.EUCJP, korean.EUCKR, charmap.Windows1251, charmap.Windows1252,
	} {
		out, err := e.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		if bad := strangeness(string(out)); bad < bestBad {
			best, bestBad = e, bad
		}
	}
	return best
}

// strangeness counts the characters that no shop's text has in such company: replacement characters, half-width
// katakana, private use, and rare CJK.
func strangeness(s string) int {
	bad, prev := 0, rune(0)
	for _, r := range s {
		switch {
		case r == utf8.RuneError, r >= 0xe000 && r <= 0xf8ff:
			bad += 8
		case r >= 0xff61 && r <= 0xff9f, r >= 0x3400 && r <= 0x4dbf:
			bad += 2
		case r >= 0x80 && r < 0x180 && prev >= 0x80 && prev < 0x180:
			bad += 2 // two accented Latin letters in a row
		case r >= 0x4e00 && r <= 0x9fff && strings.ContainsRune(commonHan, r):
			bad--
		}
		prev = r
	}
	return bad
}

// commonHan are characters that nearly every Chinese or Japanese shop page has.
const commonHan = "的一是不了人在有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市价格商品购买店铺"
