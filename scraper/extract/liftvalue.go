package extract

import "strings"

// tagEnd returns the position behind the > of the tag whose attributes begin at text[i:].
func tagEnd(text string, i int) int {
	l := lifter{text: text}
	return l.attributes(i, func(int, int) {})
}

// tag lifts the long values of the tag whose name begins at text[i:] and returns the position behind it.
func (l *lifter) tag(i int) int {
	from := i
	for i < len(l.text) && !blank(l.text[i]) && l.text[i] != '/' && l.text[i] != '>' {
		i++
	}
	compared := formatting(l.text[from:i])
	return l.attributes(i, func(from, to int) {
		value, ok := unescaped(newlines(l.text[from:to]))
		if !ok {
			return
		}
		number := len(l.lifted)
		if compared {
			if l.twins == nil {
				l.twins = map[string]int{}
			}
			if twin, known := l.twins[value]; known {
				number = twin
			} else {
				l.twins[value] = number
			}
		}
		l.take(from, to, value, number)
	})
}

// attributes walks over the attributes at text[i:], as the parser's tokenizer does, and tells of the long quoted values. It
// returns the position behind the end of the tag.
func (l *lifter) attributes(i int, long func(from, to int)) int {
	text := l.text
	for {
		for i < len(text) && blank(text[i]) {
			i++
		}
		if i >= len(text) {
			return i
		}
		if text[i] == '>' {
			return i + 1
		}
		for from := i; i < len(text); i++ { // the key, which may begin with =
			if c := text[i]; blank(c) || c == '/' || c == '>' || c == '=' && i > from {
				break
			}
		}
		for i < len(text) && blank(text[i]) {
			i++
		}
		if i < len(text) && text[i] == '/' {
			i++
			continue
		}
		if i >= len(text) || text[i] != '=' {
			continue
		}
		for i++; i < len(text) && blank(text[i]); i++ {
		}
		if i >= len(text) {
			return i
		}
		switch quote := text[i]; quote {
		case '>':
		case '"', '\'':
			size := strings.IndexByte(text[i+1:], quote)
			if size < 0 {
				return len(text)
			}
			if size >= minValue {
				long(i+1, i+1+size)
			}
			i += size + 2
		default:
			for i < len(text) && !blank(text[i]) && text[i] != '>' {
				i++
			}
		}
	}
}

// blank reports whether a byte parts attributes.
func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' }

// formatting reports whether an element is of those that the parser opens again where they were closed too early: of three
// alike, with all values of their attributes, it forgets one (HTML, 13.2.4.3).
func formatting(name string) bool {
	switch len(name) {
	case 1:
		return true // a, b, i, s, u
	case 2, 3, 4, 5, 6:
		switch strings.ToLower(name) {
		case "big", "code", "em", "font", "nobr", "small", "strike", "strong", "tt":
			return true
		}
	}
	return false
}

// unescaped is an attribute's value with its character references resolved, as HTML does in attributes (13.2.5.73). It is
// not ok where others occur than the usual ones.
func unescaped(s string) (value string, ok bool) {
	k := strings.IndexByte(s, '&')
	if k < 0 {
		return s, true
	}
	var b strings.Builder
	done := 0
	for i := k; ; {
		c, size := reference(s[i+1:])
		switch {
		case size < 0:
			return "", false
		case size > 0:
			if done == 0 {
				b.Grow(len(s))
			}
			b.WriteString(s[done:i])
			b.WriteByte(c)
			done = i + 1 + size
		}
		i += 1 + size
		k := strings.IndexByte(s[i:], '&')
		if k < 0 {
			break
		}
		i += k
	}
	if done == 0 {
		return s, true
	}
	b.WriteString(s[done:])
	return b.String(), true
}

// reference reads the character reference whose text behind the & begins s: the character and how long it is, 0 where it is
// none ("?a=1&b=2"), -1 where it is another than the usual ones.
func reference(s string) (c byte, size int) {
	for _, r := range references {
		if strings.HasPrefix(s, r.text) {
			return r.c, len(r.text)
		}
	}
	n := 0
	for n < len(s) && (isDigit(s[n]) || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	switch {
	case n > 0 && n < len(s) && s[n] == '=':
		return 0, 0
	case n > 0 || s != "" && s[0] == '#':
		return 0, -1
	}
	return 0, 0
}

// references are the usual ones.
var references = []struct {
	text string
	c    byte
}{{"quot;", '"'}, {"amp;", '&'}, {"#34;", '"'}, {"#39;", '\''}, {"#x27;", '\''}, {"#x2F;", '/'}, {"lt;", '<'}, {"gt;", '>'}, {"apos;", '\''}}
