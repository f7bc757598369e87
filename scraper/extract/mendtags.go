package extract

import "strings"

const (
	repairTitle   = "markup: title not closed"
	repairHeading = "markup: h1 not closed"
	repairNote    = "markup: comment not closed"

	// maxHeading bounds how far an h1 that is not closed is followed, in bytes.
	maxHeading = 2000
)

// closeTags ends what a page opens and never closes where a reader would: a title before the next tag, a heading before the
// next block, a comment at its first ">". The parser would take all the rest of the page into them. Sound pages cost a few
// searches for words.
func closeTags(text string) (closed string, repairs []string) {
	if at := openTitle(text); at >= 0 {
		text, repairs = text[:at]+"</title>"+text[at:], append(repairs, repairTitle)
	}
	if from, to := openComment(text); to > from {
		text, repairs = text[:from]+text[to:], append(repairs, repairNote)
	}
	if at := openHeading(text); at >= 0 {
		text, repairs = text[:at]+"</h1>"+text[at:], append(repairs, repairHeading)
	}
	return text, repairs
}

// openTitle is where a title ends that is not closed before other elements of the head or the body begin, -1 where it is.
func openTitle(text string) int {
	from := strings.Index(text, "<title")
	if from < 0 {
		return -1
	}
	start := strings.IndexByte(text[from:], '>')
	if start < 0 {
		return -1
	}
	start += from + 1
	rest := text[start:]
	next := strings.IndexByte(rest, '<')
	if next < 0 || strings.HasPrefix(rest[next:], "</title") || strings.HasPrefix(rest[next:], "</TITLE") {
		return -1
	}
	end := strings.Index(rest, "</title")
	if end >= 0 && !headTag(rest[next:end]) {
		return -1 // "a < b" in a title
	}
	if line := strings.IndexByte(rest[:next], '\n'); line > 0 && strings.TrimSpace(rest[:line]) != "" {
		next = line
	}
	return start + next
}

// headTag reports whether a text has a tag that no title holds.
func headTag(text string) bool {
	for _, tag := range []string{"<meta", "<link", "<script", "<style", "</head", "<body"} {
		if strings.Contains(text, tag) {
			return true
		}
	}
	return false
}

// openComment is the part of a comment that is not closed which is left out: up to its first ">".
func openComment(text string) (from, to int) {
	at := 0
	for {
		k := strings.Index(text[at:], "<!--")
		if k < 0 {
			return 0, 0
		}
		from = at + k
		end := strings.Index(text[from:], "-->")
		if end < 0 {
			break
		}
		at = from + end + len("-->")
	}
	end := strings.IndexByte(text[from:], '>')
	if end < 0 || strings.Contains(text[from:], "</script") && !strings.Contains(text[from:], "<script") {
		return 0, 0 // in a script, where it opens no comment
	}
	return from, from + end + 1
}

// openHeading is where an h1 ends that no end tag of a heading closes before the next heading begins, -1 where each is closed.
func openHeading(text string) int {
	at := strings.Index(text, "<h1")
	for n := 0; at >= 0 && n < 20; n++ {
		start := strings.IndexByte(text[at:], '>')
		if start < 0 {
			return -1
		}
		start += at + 1
		end := headingEnd(text[start:])
		next := strings.Index(text[start:], "<h1")
		if (end < 0 || next >= 0 && next < end) && !within(text[:at], "<!--", "-->") && !within(text[:at], "<script", "</script") {
			if border := blockIn(text[start:min(len(text), start+maxHeading)]); border >= 0 {
				return start + border
			}
			return -1
		}
		if next < 0 {
			return -1
		}
		at = start + next
	}
	return -1
}

// within reports whether a text ends between two words.
func within(text, opens, closes string) bool {
	return strings.LastIndex(text, opens) > strings.LastIndex(text, closes)
}

// headingEnd is where the first end tag of a heading stands, which closes any heading; -1 where there is none.
func headingEnd(s string) int {
	at := 0
	for {
		k := strings.Index(s[at:], "</")
		if k < 0 || at+k+3 >= len(s) {
			return -1
		}
		at += k + 2
		if s[at]|0x20 == 'h' && s[at+1] >= '1' && s[at+1] <= '6' {
			return at - 2
		}
	}
}

// blocks begin what is no part of a name.
var blocks = []string{"p", "div", "table", "ul", "ol", "dl", "form", "section", "article", "h2", "h3", "button", "input", "select", "img", "hr", "br", "span class=\"price", "script", "style", "main", "footer", "nav"}

// blockIn is where the first block behind some text begins, -1 where there is none.
func blockIn(s string) int {
	for at := 0; ; {
		k := strings.IndexByte(s[at:], '<')
		if k < 0 {
			return -1
		}
		at += k
		if strings.TrimSpace(s[:at]) != "" {
			for _, b := range blocks {
				if rest, ok := strings.CutPrefix(s[at+1:], b); ok && (rest == "" || strings.ContainsAny(rest[:1], " \n\t>/-_") || b[len(b)-1] == 'e') {
					return at
				}
			}
		}
		at++
	}
}

// tagCount counts how often tags of the kinds that must be closed are opened and closed.
type tagCount struct{ open, nested [len(countedTags)]int }

// countedTags are the elements whose end tags no page may leave out.
var countedTags = [...]string{"div", "span", "table", "form", "a", "ul", "section"}

// counted is the place of a tag in countedTags, -1 where it is none.
func counted(name string) int {
	switch name {
	case "div":
		return 0
	case "span":
		return 1
	case "table":
		return 2
	case "form":
		return 3
	case "a":
		return 4
	case "ul":
		return 5
	case "section":
		return 6
	}
	return -1
}

// opened notes a start tag; forms and links may not hold their like.
func (c *tagCount) opened(name string) {
	if k := counted(name); k >= 0 {
		if c.open[k] > 0 {
			c.nested[k]++
		}
		c.open[k]++
	}
}

// closed notes the end tag whose name begins a text.
func (c *tagCount) closed(text string) {
	end := 0
	for end < len(text) && end < 8 && isLetter(text[end]) {
		end++
	}
	if k := counted(text[:end]); k >= 0 && c.open[k] > 0 {
		c.open[k]--
	}
}

// repairs says what the parser had to make up for.
func (c *tagCount) repairs() []string {
	var out []string
	for k, name := range countedTags {
		if c.open[k] > 0 {
			out = append(out, "markup: "+name+" not closed")
		}
		if c.nested[k] > 0 && (name == "form" || name == "a") {
			out = append(out, "markup: "+name+" in its like")
		}
	}
	return out
}
