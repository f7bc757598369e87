package extract

import (
	"io"
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
// elements is about how many the tree has.
func parse(text string) (root *html.Node, elements int, err error) {
	l := lift(text)
	root, err = html.Parse(l)
	if err != nil || len(l.lifted) == 0 {
		return root, len(text) / 128, err
	}
	if !l.putBack(root) || l.scripts != 0 {
		root, err = html.Parse(strings.NewReader(text))
	}
	return root, l.elements, err
}

// lifter takes long parts out of a page's text and leaves their numbers. It is the reader of what is left.
type lifter struct {
	text     string
	cuts     []cut          // in the order of the text
	lifted   []string       // by number
	scripts  int            // contents of scripts and styles that are not back in the tree
	elements int            // elements in the tree
	twins    map[string]int // the values of elements that the parser compares with one another
	done     int            // how far the text is read
	mark     []byte         // what is to be read before the text goes on
}

// cut is a part of the text that a number stands for.
type cut struct{ from, to, number int }

// lift replaces the contents of scripts and styles and the long values of attributes by their numbers.
func lift(text string) *lifter {
	l := &lifter{text: text}
	if strings.IndexByte(text, liftMark) < 0 && strings.IndexByte(text, 0) < 0 {
		l.scan()
	}
	return l
}

// Read reads the text without what was lifted.
func (l *lifter) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		if len(l.mark) > 0 {
			k := copy(p[n:], l.mark)
			n, l.mark = n+k, l.mark[k:]
			continue
		}
		end := len(l.text)
		if len(l.cuts) > 0 {
			end = l.cuts[0].from
		}
		if l.done < end {
			k := copy(p[n:], l.text[l.done:end])
			n, l.done = n+k, l.done+k
			continue
		}
		if len(l.cuts) == 0 {
			break
		}
		l.mark = strconv.AppendInt(append(l.mark[:0], liftMark), int64(l.cuts[0].number), 10)
		l.done, l.cuts = l.cuts[0].to, l.cuts[1:]
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
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
	l.cuts = append(l.cuts, cut{from, to, number})
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
		l.elements++
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
