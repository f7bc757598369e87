package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The lengths in bytes from which the content of a script or style element, and the value of an attribute, are taken out
// before parsing.
const (
	minLifted = 64
	minValue  = 40
)

// parse is html.Parse, without the parser walking through the contents of scripts and styles and through long values of
// attributes, which are more than half of a page's bytes: they are taken out before and put back into the tree, as parts of
// the text. Where a page is so odd that one of them does not come out where it must, the page is parsed as it stands.
func parse(text string) (*html.Node, error) {
	l := lift(text)
	root, err := html.Parse(strings.NewReader(l.rest))
	if err != nil || len(l.lifted) == 0 {
		return root, err
	}
	if !l.putBack(root) || l.scripts != 0 {
		return html.Parse(strings.NewReader(text))
	}
	return root, nil
}

// lifter takes long parts out of a page's text and leaves their numbers.
type lifter struct {
	text    string
	rest    string // the text without what was lifted
	lifted  []string
	scripts int // contents of scripts and styles that are not back in the tree
	out     strings.Builder
	done    int            // how far the text is in out
	twins   map[string]int // the values of elements that the parser compares with one another
}

// lift replaces the contents of scripts and styles and the long values of attributes by their numbers.
func lift(text string) *lifter {
	l := &lifter{text: text, rest: text}
	if strings.IndexByte(text, liftMark) >= 0 || strings.IndexByte(text, 0) >= 0 {
		return l
	}
	l.scan()
	if len(l.lifted) > 0 {
		l.out.WriteString(text[l.done:])
		l.rest = l.out.String()
	}
	return l
}

// scan walks over the text as the parser's tokenizer does, from tag to tag.
func (l *lifter) scan() {
	text, svgEnds := l.text, true // once no </svg> follows, none is sought again
	for i := 0; ; {
		k := strings.IndexByte(text[i:], '<')
		if k < 0 {
			return
		}
		i += k + 1
		name := skippedAt(text, i)
		switch name {
		case "":
			if i < len(text) && text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z' {
				i = l.tag(i)
			}
			continue
		case "!--":
			i = after(text, i+1, "-->")
			continue
		}
		from := i + len(name)
		if name == "script" || name == "style" {
			from = tagEnd(text, from)
		}
		to := -1
		if name != "svg" || svgEnds {
			to = endTag(text, from, name)
		}
		if to < 0 && name != "svg" {
			return
		}
		svgEnds = svgEnds && (to >= 0 || name != "svg")
		i = max(from, to)
		if name != "script" && name != "style" || to-from < minLifted {
			continue
		}
		content := text[from:to]
		if name == "script" && strings.Contains(content, "<!--") && strings.Contains(strings.ToLower(content), "<script") {
			return // a script in a comment in a script: HTML has rules of its own for where it ends
		}
		l.take(from, to, newlines(content), len(l.lifted))
		l.scripts++
	}
}

// take puts a number in the stead of text[from:to], whose value is put back later.
func (l *lifter) take(from, to int, value string, number int) {
	if len(l.lifted) == 0 {
		l.out.Grow(len(l.text))
	}
	l.out.WriteString(l.text[l.done:from])
	var buf [12]byte
	l.out.Write(strconv.AppendInt(append(buf[:0], liftMark), int64(number), 10))
	l.done = to
	if number == len(l.lifted) {
		l.lifted = append(l.lifted, value)
	}
}

// liftMark begins the number that stands for a content; no page that holds it is lifted from.
const liftMark = 0x02

// skippedAt returns the name of the tag or mark at text[i:] behind which no tags are read, "" for all others.
func skippedAt(text string, i int) string {
	if i >= len(text) {
		return ""
	}
	names := ""
	switch text[i] | 0x20 {
	case '!' | 0x20:
		if strings.HasPrefix(text[i:], "!--") {
			return "!--"
		}
	case 's':
		names = "script style svg"
	case 'n':
		names = "noscript noembed noframes"
	case 't':
		names = "textarea title"
	case 'i':
		names = "iframe"
	case 'x':
		names = "xmp"
	case 'p':
		names = "plaintext"
	}
	for name := range strings.SplitSeq(names, " ") {
		if name != "" && nameAt(text, i, name) {
			return name
		}
	}
	return ""
}

// nameAt reports whether a tag's name stands at text[i:], whole.
func nameAt(text string, i int, name string) bool {
	end := i + len(name)
	if end >= len(text) || !strings.EqualFold(text[i:end], name) {
		return false
	}
	switch text[end] {
	case ' ', '\n', '\r', '\t', '\f', '/', '>':
		return true
	}
	return false
}

// after returns the position behind the next end, or the end of the text.
func after(text string, i int, end string) int {
	if k := strings.Index(text[i:], end); k >= 0 {
		return i + k + len(end)
	}
	return len(text)
}

// endTag returns the position of the end tag of a name at or behind text[i:], -1 where there is none.
func endTag(text string, i int, name string) int {
	for i < len(text) {
		k := strings.Index(text[i:], "</")
		if k < 0 {
			return -1
		}
		i += k
		if nameAt(text, i+2, name) {
			return i
		}
		i += 2
	}
	return -1
}

// newlines makes line ends what the parser makes of them.
func newlines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// putBack restores what was lifted from below a node. It reports whether every number in the tree stands where one was put:
// as the whole value of an attribute, or as the only text of a script or style.
func (l *lifter) putBack(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			if strings.IndexByte(c.Data, liftMark) >= 0 {
				return false
			}
			continue
		}
		if c.DataAtom == 0 && strings.IndexByte(c.Data, liftMark) >= 0 {
			return false
		}
		for k := range c.Attr {
			if !l.putValue(&c.Attr[k]) {
				return false
			}
		}
		if t := c.FirstChild; t != nil && (c.DataAtom == atom.Script || c.DataAtom == atom.Style) && c.Namespace == "" && t == c.LastChild {
			if k, ok := l.number(t.Data); ok {
				t.Data = l.lifted[k]
				l.scripts--
				continue
			}
		}
		if !l.putBack(c) {
			return false
		}
	}
	return true
}

// putValue restores the value of an attribute; it reports whether no number stands where none was put.
func (l *lifter) putValue(a *html.Attribute) bool {
	if k, ok := l.number(a.Val); ok {
		a.Val = l.lifted[k]
	} else if strings.IndexByte(a.Val, liftMark) >= 0 {
		return false
	}
	return strings.IndexByte(a.Key, liftMark) < 0
}

// number reads the number that stands for what was lifted.
func (l *lifter) number(s string) (int, bool) {
	if s == "" || s[0] != liftMark {
		return 0, false
	}
	k, err := strconv.Atoi(s[1:])
	return k, err == nil && k < len(l.lifted) && s[1] >= '0' && s[1] <= '9'
}
