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

// encodedTwice reports whether what a page shows has signs of text that was encoded twice.
func (d *document) encodedTwice() bool {
	if shownTwice(d.text) || shownTwice(d.title) {
		return true
	}
	for _, v := range d.metas {
		if shownTwice(v) {
			return true
		}
	}
	return false
}

// shownTwice looks for an entity in text that is no markup any more, and for UTF-8 that was read as Windows-1252.
func shownTwice(text string) bool {
	if seemsTwice(text) {
		return true
	}
	for {
		i := strings.IndexByte(text, '&')
		if i < 0 {
			return false
		}
		text = text[i+1:]
		if twice(text[:min(len(text), longestTwice)]) {
			return true
		}
	}
}

// mendText repairs a page's text that was encoded twice.
func mendText(s string) (mended string, repairs []string) {
	if m, ok := onceEscaped(s); ok {
		s, repairs = m, append(repairs, "page: entities encoded twice")
	}
	if m, ok := onceEncoded(s); ok {
		s, repairs = m, append(repairs, "charset: encoded twice")
	}
	return s, repairs
}

// cutInScript reports whether a page ends within a script.
func cutInScript(s string) bool {
	return !strings.HasSuffix(strings.TrimRight(s, " \n\r\t"), "</html>") && endsInScript(s[max(0, len(s)-1<<16):])
}

// endsInScript reports whether the last script of a text has no end.
func endsInScript(tail string) bool {
	open := strings.LastIndex(tail, "<script")
	return open >= 0 && !strings.Contains(tail[open:], "</script")
}

// onceEscaped undoes the second encoding of entities ("&amp;euro;").
func onceEscaped(s string) (string, bool) {
	var out strings.Builder
	done := 0
	for at := 0; ; {
		i := strings.Index(s[at:], "&amp;")
		if i < 0 {
			break
		}
		at += i + len("&amp;")
		if twice(s[at:min(len(s), at+longestTwice)]) {
			out.WriteString(s[done : at-len("amp;")])
			done = at
		}
	}
	if done == 0 {
		return s, false
	}
	out.WriteString(s[done:])
	return out.String(), true
}

// longestTwice is how many bytes the longest entity of twice has behind its "&", with its ";".
const longestTwice = len("hellip;")

// twice reports whether an entity that was encoded once more goes on with s. Those that would make markup ("&amp;lt;") or
// end a string of data ("&amp;quot;") stay as they are.
func twice(s string) bool {
	name, _, ended := strings.Cut(s, ";")
	if !ended {
		return false
	}
	switch name {
	case "amp", "nbsp", "euro", "pound", "yen", "cent", "copy", "reg", "trade", "ndash", "mdash", "hellip", "szlig",
		"#36", "#163", "#165", "#8364", "#160", "#8211", "#8212", "#8217", "#x20AC", "#x20ac", "#xA3", "#xa3", "#xA5", "#xa5", "#xA0", "#xa0":
		return true
	}
	if len(name) < 4 || name[0]|0x20 < 'a' || name[0]|0x20 > 'z' {
		return false
	}
	switch name[1:] {
	case "acute", "grave", "circ", "uml", "tilde", "cedil", "ring":
		return true
	}
	return false
}

// onceEncoded undoes UTF-8 that was read as Windows-1252 and written as UTF-8 again ("AÃ±il", "â‚¬"). It acts only where
// every run of characters beyond ASCII in the whole page is such a one, and there are two at least.
func onceEncoded(s string) (string, bool) {
	if !seemsTwice(s) {
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

// seemsTwice looks for a character that UTF-8 read as Windows-1252 is full of.
func seemsTwice(s string) bool {
	for {
		i := strings.IndexByte(s, 0xc3) // leads "Ã" and "â"
		if i < 0 {
			return false
		}
		s = s[i:]
		if strings.HasPrefix(s, "Ã") || strings.HasPrefix(s, "â€") || strings.HasPrefix(s, "â‚¬") {
			return true
		}
		s = s[1:]
	}
}

// misdeclared reports whether a page that is UTF-8 calls itself Latin.
func misdeclared(body []byte) bool {
	head := bytes.ToLower(body[:min(len(body), 1<<12)])
	for _, name := range []string{"iso-8859-1", "windows-1252", "latin1", "latin-1"} {
		for end := 0; ; {
			i := bytes.Index(head[end:], []byte(name))
			if i < 0 {
				break
			}
			end += i + len(name)
			if latinNamed.Match(head[:end]) && (end == len(head) || !wordy(head[end])) {
				return utf8.Valid(body) && bytes.ContainsFunc(body, func(r rune) bool { return r >= utf8.RuneSelf })
			}
		}
	}
	return false
}

// latinNamed is a meta element that names such a charset at the end of what is looked at.
var latinNamed = regexp.MustCompile(`<meta[^>]{0,80}charset\s*=\s*["']?[a-z0-9-]+$`)

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
	if cutInScript(text) {
		repairs = append(repairs, "page: cut off in a script")
	}
	for _, r := range repairs {
		d.repaired[r] = true
	}
	return text, nil
}
