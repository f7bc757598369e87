package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tagAttrs are the attributes that were lifted from one tag.
type tagAttrs struct {
	list []html.Attribute
	back bool // they are in the tree again
}

// tagKind is what the lifter does with an element.
type tagKind uint8

const (
	tagPlain  tagKind = iota // its attributes may be lifted
	tagKeeps                 // they may not: the parser looks at them, or often drops the tag
	tagSVG                   // nor these, but shapes inside
	tagText                  // its content is no markup
	tagStyle                 // which may be lifted
	tagScript                // as may a script's
	tagLast                  // there is no markup behind it
)

// tagKindOf is the kind of an element.
func tagKindOf(name string) tagKind {
	switch strings.ToLower(name) {
	case "html", "body", "input", "image", "math",
		"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u": // compared with one another
		return tagKeeps
	case "head", "form", "frameset", "frame", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th":
		return tagKeeps // dropped where they are out of place
	case "svg":
		return tagSVG
	case "noscript", "noembed", "noframes", "textarea", "title", "iframe", "xmp":
		return tagText
	case "style":
		return tagStyle
	case "script":
		return tagScript
	case "plaintext":
		return tagLast
	}
	return tagPlain
}

// attrsMattered reports whether what the parser did with an element hung on its attributes.
func attrsMattered(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Input, atom.Image, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S,
		atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return true
	}
	return n.Namespace != ""
}

// startTag steps over the attributes at text[i:] and lifts them where they are plainly written. It returns the position behind
// the tag.
func (l *lifter) startTag(i int, kind tagKind) int {
	text := l.text
	for i < len(text) && blankBytes[text[i]] {
		i++
	}
	if i < len(text) && text[i] == '>' {
		return i + 1
	}
	if kind == tagKeeps || kind == tagSVG {
		return tagEnd(text, i)
	}
	list, to := l.attributes(i)
	if to < 0 {
		return tagEnd(text, i)
	}
	if len(list) > 0 {
		l.cuts = append(l.cuts, cut{i, to, len(l.tags)})
		l.tags = append(l.tags, tagAttrs{list: list})
	}
	return tagEnd(text, to)
}

// sortAttrs sorts the attributes of a link by name, as the parser does: it keeps links to open them again where they were
// closed too early. It compares them too, but never has two to compare.
func sortAttrs(list []html.Attribute) {
	slices.SortFunc(list, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
}

const (
	maxAttrs  = 24  // of one tag: names are compared with one another
	attrBlock = 512 // attributes that are allocated at once
)

// attributes reads the attributes at text[i:] and returns the end of the last. to is -1 where they are written in another way
// than name, name=word, name="text" or name='text', where a name is there twice and where the tag does not end.
func (l *lifter) attributes(i int) (list []html.Attribute, to int) {
	if len(l.block) < maxAttrs {
		l.block = make([]html.Attribute, attrBlock)
	}
	text, n := l.text, 0
	for to = i; ; n++ {
		for i < len(text) && blankBytes[text[i]] {
			i++
		}
		if i+1 >= len(text) || n == maxAttrs {
			return nil, -1
		}
		if text[i] == '>' || text[i] == '/' && text[i+1] == '>' {
			list, l.block = l.block[:n:n], l.block[n:]
			return list, to
		}
		a := &l.block[n]
		if to = l.attribute(i, a); to < 0 {
			return nil, -1
		}
		i = to
		for k := range n {
			if l.block[k].Key == a.Key {
				return nil, -1
			}
		}
	}
}

// attribute reads the attribute at text[i:] and returns its end, -1 where it is none or oddly written.
func (l *lifter) attribute(i int, a *html.Attribute) (to int) {
	text, from, upper := l.text, i, false
	for i < len(text) && keyBytes[text[i]] != 0 {
		upper = upper || keyBytes[text[i]] == 2
		i++
	}
	a.Key, a.Val, to = text[from:i], "", i
	if upper {
		a.Key = strings.ToLower(a.Key)
	}
	for i < len(text) && blankBytes[text[i]] {
		i++
	}
	if i == from || i >= len(text) {
		return -1
	}
	if c := text[i]; c != '=' {
		if i > to || c == '>' || c == '/' {
			return to
		}
		return -1
	}
	for i++; i < len(text) && blankBytes[text[i]]; i++ {
	}
	if i >= len(text) || text[i] == '>' {
		return -1
	}
	if quote := text[i]; quote == '"' || quote == '\'' {
		k := strings.IndexByte(text[i+1:], quote)
		if k < 0 {
			return -1
		}
		to = i + 1 + k + 1
		return l.value(text[i+1:to-1], to, a)
	}
	from = i
	for i < len(text) && text[i] != '>' && !blankBytes[text[i]] {
		i++
	}
	return l.value(text[from:i], i, a)
}

// value sets an attribute's value, as it is written in the page. It returns to, -1 where the value is oddly written.
func (l *lifter) value(s string, to int, a *html.Attribute) int {
	if l.returns {
		s = newlines(s)
	}
	val, ok := unescaped(s)
	if !ok {
		return -1
	}
	a.Val = val
	return to
}

// blankBytes are those that part attributes.
var blankBytes = [256]bool{' ': true, '\n': true, '\r': true, '\t': true, '\f': true}

// keyBytes are those that a plainly written name of an attribute is made of; 2 are capitals.
var keyBytes = func() (of [256]uint8) {
	for c := '!'; c < 0x7f; c++ {
		of[c] = 1
		if c >= 'A' && c <= 'Z' {
			of[c] = 2
		}
	}
	for _, c := range "\"'</=>" {
		of[c] = 0
	}
	return of
}()

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
		as, size := reference(s[i+1:])
		switch {
		case size < 0:
			return "", false
		case size > 0:
			if done == 0 {
				b.Grow(len(s))
			}
			b.WriteString(s[done:i])
			b.WriteString(as)
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
func reference(s string) (as string, size int) {
	for _, r := range references {
		if strings.HasPrefix(s, r.text) {
			return r.as, len(r.text)
		}
	}
	n := 0
	for n < len(s) && (isDigit(s[n]) || isLetter(s[n])) {
		n++
	}
	switch {
	case n > 0 && n < len(s) && s[n] == '=':
		return "", 0
	case n > 0 || s != "" && s[0] == '#':
		return "", -1
	}
	return "", 0
}

// references are the usual ones. All end in a semicolon: what HTML makes of others depends on what follows.
var references = []struct{ text, as string }{
	{"quot;", "\""}, {"amp;", "&"}, {"#34;", "\""}, {"#39;", "'"}, {"#039;", "'"}, {"#x27;", "'"}, {"#x2F;", "/"}, {"#47;", "/"}, {"lt;", "<"}, {"gt;", ">"},
	{"apos;", "'"}, {"nbsp;", "\u00a0"},
}
