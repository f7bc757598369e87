package extract

import (
	"bytes"
	"compress/gzip"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// mendBytes repairs what is broken below the level of characters: a page kept as it was compressed, cut off or whole, and
// stray NUL bytes. Both are bounded by maxBody. It returns what was repaired.
func mendBytes(body []byte) (mended []byte, repairs []string) {
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		plain, err := gunzip(body)
		if len(plain) == 0 || bytes.IndexByte(plain, '<') < 0 {
			return body, nil
		}
		body, repairs = plain, append(repairs, "page: compressed")
		if err != nil {
			repairs = append(repairs, "page: compressed and cut off")
		}
	}
	head := body[:min(len(body), 1<<12)]
	if bytes.IndexByte(body, 0) < 0 || hasUTF16BOM(head) || utf16Without(head) != nil || isBinary(head) {
		return body, repairs
	}
	if n := bytes.Count(body, []byte{0}); n > len(body)/20 || bytes.IndexByte(head, '<') < 0 {
		return body, repairs // no text
	}
	return bytes.ReplaceAll(body, []byte{0}, nil), append(repairs, "page: NUL bytes")
}

// gunzip is what can be read of compressed bytes, and why there is no more.
func gunzip(body []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(z, maxBody))
}

// mendText repairs text that was encoded twice, and tells of a page that ends within a script.
func mendText(s string) (mended string, repairs []string) {
	if strings.Contains(s, "&amp;") && twice.MatchString(s) {
		s = twice.ReplaceAllString(s, "&$1;")
		repairs = append(repairs, "page: entities encoded twice")
	}
	if m, ok := onceEncoded(s); ok {
		s, repairs = m, append(repairs, "charset: encoded twice")
	}
	tail := s[max(0, len(s)-1<<16):]
	if open := strings.LastIndex(tail, "<script"); open >= 0 && !strings.Contains(tail[open:], "</script") {
		repairs = append(repairs, "page: cut off in a script")
	}
	return s, repairs
}

// twice is an entity that was encoded once more. Those that would make markup ("&amp;lt;") or end a
// string of data ("&amp;quot;") stay as they are.
var twice = regexp.MustCompile(`&amp;(amp|nbsp|euro|pound|yen|cent|copy|reg|trade|ndash|mdash|hellip|[a-zA-Z](?:acute|grave|circ|uml|tilde|cedil|ring)|szlig|#(?:36|163|165|8364|160|8211|8212|8217)|#x(?:20AC|20ac|A3|a3|A5|a5|A0|a0));`)

// onceEncoded undoes UTF-8 that was read as Windows-1252 and written as UTF-8 again ("AÃ±il", "â‚¬"). It acts only where
// every run of characters beyond ASCII in the whole page is such a one, and there are two at least.
func onceEncoded(s string) (string, bool) {
	if !strings.Contains(s, "Ã") && !strings.Contains(s, "â€") && !strings.Contains(s, "â‚¬") {
		return s, false
	}
	enc := charmap.Windows1252.NewEncoder()
	var out strings.Builder
	runs := 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			out.WriteByte(s[i])
			i++
			continue
		}
		end := i
		for end < len(s) && s[end] >= utf8.RuneSelf {
			end++
		}
		raw, err := enc.String(s[i:end])
		if err != nil || !utf8.ValidString(raw) {
			return s, false
		}
		out.WriteString(raw)
		runs++
		i = end
	}
	return out.String(), runs > 1
}

// misdeclared reports whether a page that is UTF-8 calls itself Latin.
func misdeclared(body []byte) bool {
	head := body[:min(len(body), 1<<12)]
	return latinNamed.Match(head) && utf8.Valid(body) && bytes.ContainsFunc(body, func(r rune) bool { return r >= utf8.RuneSelf })
}

var latinNamed = regexp.MustCompile(`(?i)<meta[^>]{0,80}charset\s*=\s*["']?(?:iso-8859-1|windows-1252|latin-?1)\b`)

// characters decodes a page's body and notes what had to be repaired or guessed for it.
func (d *document) characters(p Page) (string, error) {
	body, repairs := mendBytes(p.Body)
	text, guessed, err := decode(body, p.ContentType)
	if err != nil {
		return "", err
	}
	if guessed != "" {
		d.issues = append(d.issues, Issue{Field: "page", Text: guessed, Reason: "names no charset and is not UTF-8: read as the likeliest one"})
		repairs = append(repairs, "charset: read as "+guessed)
	}
	if misdeclared(body) {
		repairs = append(repairs, "charset: UTF-8 declared as another")
	}
	text, more := mendText(text)
	for _, r := range append(repairs, more...) {
		d.repaired[r] = true
	}
	return text, nil
}
