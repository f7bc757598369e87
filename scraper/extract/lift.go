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

// parse is html.Parse, without the parser walking through the contents of scripts and styles, which are two fifths of
// a page's bytes: they are taken out before and put back into the tree, as parts of text. What drawings hold that are
// nothing but shapes is left out. Where a page is so odd that one of them does not come out where it must, the page is
// parsed as it stands.
// elements is about how many the tree has.
func parse(text string) (root *html.Node, elements int, err error) {
	l := lift(text)
	root, err = html.Parse(l)
	if err != nil || len(l.lifted) == 0 {
		return root, len(text) / 128, err
	}
	if l.putBack(root) != len(l.lifted) {
		root, err = html.Parse(strings.NewReader(text))
	}
	return root, l.elements, err
}

// lifter takes the contents of scripts, styles and drawings out of a page's text and leaves their numbers. It is the reader of
// what is left.
type lifter struct {
	text     string
	cuts     []cut    // in the order of the text
	lifted   []string // by number; "" is a drawing's, that is not put back
	elements int      // elements in the tree
	done     int      // how far the text is read
	mark     []byte   // what is to be read before the text goes on
}

// cut is a part of the text that a number stands for.
type cut struct{ from, to, number int }

// lift replaces the contents of scripts, styles and drawings by their numbers.
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
			continue
		case "!--":
			i = after(text, i+1, "-->")
			continue
		}
		from := i + len(name)
		if name == "script" || name == "style" || name == "svg" {
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
		if name == "svg" && to-from >= minLifted && text[from-2] != '/' && shapesOnly(text[from:to]) {
			l.cuts = append(l.cuts, cut{from, to, len(l.lifted)})
			l.lifted = append(l.lifted, "")
		}
		i = max(from, to)
		if name != "script" && name != "style" || to-from < minLifted {
			continue
		}
		content := text[from:to]
		if name == "script" && strings.Contains(content, "<!--") && strings.Contains(strings.ToLower(content), "<script") {
			return // a script in a comment in a script: HTML has rules of its own for where it ends
		}
		l.cuts = append(l.cuts, cut{from, to, len(l.lifted)})
		l.lifted = append(l.lifted, newlines(content))
	}
}

// liftMark begins the number that stands for a content; no page that holds it is lifted from.
const liftMark = 0x02

// skippedAt returns the name of the tag or mark at text[i:] behind which no tags are read, "" for all others.
func skippedAt(text string, i int) string {
	if i+1 >= len(text) || !skippedBegins[text[i]|0x20][text[i+1]|0x20] && text[i] != '!' {
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

// skippedBegins has the first two letters of the names that skippedAt knows.
var skippedBegins = beginnings("script", "style", "svg", "noscript", "noembed", "noframes", "textarea", "title", "iframe", "xmp", "plaintext")

func beginnings(names ...string) (of [256][256]bool) {
	for _, name := range names {
		of[name[0]][name[1]] = true
	}
	return of
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
			for i < len(text) && strings.IndexByte(" \n\r\t\f", text[i]) >= 0 {
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

// newlines makes line ends what the parser makes of them.
func newlines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// putBack restores the contents below a node and counts them: each was the only text of a script, style or svg.
func (l *lifter) putBack(n *html.Node) int {
	count := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		l.elements++
		t := c.FirstChild
		if t == nil {
			continue
		}
		raw := c.Namespace == "" && (c.DataAtom == atom.Script || c.DataAtom == atom.Style)
		if !raw && c.DataAtom != atom.Svg {
			count += l.putBack(c)
			continue
		}
		k := l.number(t)
		switch {
		case k < 0 || raw != (l.lifted[k] != ""):
			if !raw {
				count += l.putBack(c)
			}
		case raw:
			t.Data = l.lifted[k]
			count++
		default:
			c.RemoveChild(t)
			count++
		}
	}
	return count
}

// number returns the number of what was lifted from where an only child stands, -1 where nothing was.
func (l *lifter) number(t *html.Node) int {
	if t.NextSibling != nil || t.Type != html.TextNode || t.Data == "" || t.Data[0] != liftMark {
		return -1
	}
	k, err := strconv.Atoi(t.Data[1:])
	if err != nil || k >= len(l.lifted) || strconv.Itoa(k) != t.Data[1:] {
		return -1
	}
	return k
}
