package extract

import (
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// minLifted is the length in bytes from which the content of a script or style element is taken out before parsing.
const minLifted = 64

// parse is html.Parse, without the parser walking through what makes most of a page's bytes and of its time: the contents
// of scripts and styles and the attributes of tags are taken out before and put back into the tree, as parts of the text.
// What drawings hold that are nothing but shapes is left out. Where a page is so odd that one of them does not come out
// where it must, the page is parsed as it stands.
// The lifter knows about how many elements the tree has, and what the page left open.
func parse(text string) (root *html.Node, l *lifter, err error) {
	l = lift(text)
	root, err = html.Parse(l)
	if err != nil || l.left == 0 {
		l.elements = len(text) / 128
		return root, l, err
	}
	l.putBack(root)
	if l.left != 0 {
		root, err = html.Parse(strings.NewReader(text))
	}
	return root, l, err
}

// lifter takes the contents of scripts, styles and drawings and the attributes of tags out of a page's text and leaves their
// numbers. It is the reader of what is left.
type lifter struct {
	text     string
	cuts     []cut            // in the order of the text
	lifted   []string         // contents by number; "" is a drawing's, that is not put back
	tags     []tagAttrs       // attributes by number
	block    []html.Attribute // room for more of them
	returns  bool             // the text has carriage returns
	noSVG    bool             // no </svg> follows: none is sought again
	left     int              // numbers that were not found where they must be
	elements int              // elements in the tree
	done     int              // how far the text is read
	count    tagCount         // of start and end tags
	mark     []byte           // what is to be read before the text goes on
}

// cut is a part of the text that a number stands for.
type cut struct{ from, to, number int }

// lift replaces contents and attributes by their numbers.
func lift(text string) *lifter {
	l := &lifter{text: text}
	if strings.IndexByte(text, liftMark) < 0 && strings.IndexByte(text, 0) < 0 {
		l.returns = strings.IndexByte(text, '\r') >= 0
		l.cuts = make([]cut, 0, strings.Count(text, "<")/3)
		l.tags = make([]tagAttrs, 0, cap(l.cuts))
		l.scan()
	}
	l.left = len(l.lifted) + len(l.tags)
	return l
}

// liftMark begins the number that stands for a content; no page that holds it is lifted from.
const liftMark = 0x02

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
	text := l.text
	for i := 0; i >= 0; {
		k := strings.IndexByte(text[i:], '<')
		if k < 0 || i+k+1 >= len(text) {
			return
		}
		i += k + 1
		switch {
		case isLetter(text[i]):
			i = l.element(i)
		case text[i] == '/':
			l.count.closed(text[i+1:])
		case strings.HasPrefix(text[i:], "!--"):
			i = after(text, i+1, "-->")
		}
	}
}

// element steps over the start tag whose name begins at text[i:], and over what follows where that is no markup. It returns the
// position where the next tags are to be sought, -1 where none are.
func (l *lifter) element(i int) int {
	text, from := l.text, i
	for i < len(text) && !blankBytes[text[i]] && text[i] != '/' && text[i] != '>' {
		i++
	}
	name := text[from:i]
	kind := tagKindOf(name)
	l.count.opened(name)
	from = l.startTag(i, kind)
	if kind <= tagKeeps || kind == tagSVG && l.noSVG {
		return from
	}
	to := endTag(text, from, name)
	if kind == tagSVG {
		to = drawingEnd(text, from, to)
	}
	switch {
	case to < 0 && kind == tagSVG:
		l.noSVG = true
		return from
	case to < 0 || kind == tagLast:
		return -1
	case to-from < minLifted || kind == tagText:
		return to
	}
	content := text[from:to]
	switch kind {
	case tagSVG:
		if text[from-2] == '/' || !shapesOnly(content) {
			return to
		}
		content = ""
	case tagScript:
		if strings.Contains(content, "<!--") && strings.Contains(strings.ToLower(content), "<script") {
			return -1 // a script in a comment in a script: HTML has rules of its own for where it ends
		}
	}
	l.cuts = append(l.cuts, cut{from, to, len(l.lifted)})
	l.lifted = append(l.lifted, newlines(content))
	return to
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

// tagEnd returns the position behind the > of the tag whose attributes begin at text[i:].
func tagEnd(text string, i int) int {
	for i < len(text) {
		c := text[i]
		i++
		switch c {
		case '>':
			return i
		case '=':
			for i < len(text) && blankBytes[text[i]] {
				i++
			}
			if i < len(text) && (text[i] == '"' || text[i] == '\'') {
				i = after(text, i+1, text[i:i+1])
			}
		}
	}
	return i
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

// drawingEnd is endTag of an svg element, which may hold others. to is the first end.
func drawingEnd(text string, i, to int) int {
	open := 1
	for to >= 0 {
		if open += strings.Count(text[i:to], "<svg") - 1; open <= 0 {
			break
		}
		i = to + 1
		to = endTag(text, i, "svg")
	}
	return to
}

// newlines makes line ends what the parser makes of them.
func newlines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// putBack restores what was lifted from below a node: the attributes of elements that have a number for their only one, and
// the contents of scripts, styles and drawings whose only text is a number.
func (l *lifter) putBack(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		l.elements++
		if len(c.Attr) == 1 && len(c.Attr[0].Key) > 1 && c.Attr[0].Key[0] == liftMark {
			l.putAttrs(c)
		}
		t := c.FirstChild
		if t == nil {
			continue
		}
		raw := c.Namespace == "" && (c.DataAtom == atom.Script || c.DataAtom == atom.Style)
		if !raw && c.DataAtom != atom.Svg {
			l.putBack(c)
			continue
		}
		k := -1
		if t.NextSibling == nil && t.Type == html.TextNode {
			k = liftedNumber(t.Data, len(l.lifted))
		}
		switch {
		case k < 0 || raw != (l.lifted[k] != ""):
			if !raw {
				l.putBack(c)
			}
		case raw:
			t.Data = l.lifted[k]
			l.left--
		default:
			c.RemoveChild(t)
			l.left--
		}
	}
}

// putAttrs restores the attributes of an element. The parser opens some elements twice.
func (l *lifter) putAttrs(n *html.Node) {
	k := liftedNumber(n.Attr[0].Key, len(l.tags))
	if k < 0 || attrsMattered(n) {
		return
	}
	t := &l.tags[k]
	if !t.back {
		t.back = true
		l.left--
		if n.DataAtom == atom.A {
			sortAttrs(t.list)
		}
	}
	n.Attr = t.list
}

// liftedNumber reads the number of what was lifted, -1 where s is none below end.
func liftedNumber(s string, end int) int {
	if len(s) < 2 || s[0] != liftMark {
		return -1
	}
	k, err := strconv.Atoi(s[1:])
	if err != nil || k < 0 || k >= end || s[1] < '0' || s[1] > '9' {
		return -1
	}
	return k
}
