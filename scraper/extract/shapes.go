package extract

import "strings"

// shapesOnly reports whether the content of an svg element is nothing but shapes: no words, no pictures of others, and each
// element closed in its turn. Tags written in any but the plainest way are not shapes.
func shapesOnly(s string) bool {
	var open [16]string
	depth := 0
	for {
		s = strings.TrimLeft(s, spaces)
		if s == "" {
			return depth == 0
		}
		t, rest, ok := plainTag(s)
		if !ok || !shape(t.name) {
			return false
		}
		s = rest
		switch {
		case t.ends && (depth == 0 || open[depth-1] != t.name):
			return false
		case t.ends:
			depth--
		case t.closed:
		case depth == len(open):
			return false
		default:
			open[depth] = t.name
			depth++
		}
	}
}

// spaces are what HTML takes for space.
const spaces = " \n\r\t\f"

// tag is a start or end tag.
type tag struct {
	name   string
	ends   bool // </name>
	closed bool // <name/>
}

// plainTag reads the tag that s begins with and returns what follows it. ok is false where s begins with none, or where the
// tag is not letters, then attributes with values in double quotes, then its end: what HTML makes of all else takes the parser to say.
func plainTag(s string) (t tag, rest string, ok bool) {
	if s[0] != '<' {
		return t, s, false
	}
	s, t.ends = strings.CutPrefix(s[1:], "/")
	n := 0
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	t.name, s = s[:n], s[n:]
	for n > 0 {
		inner := strings.TrimLeft(s, spaces)
		if strings.HasPrefix(inner, ">") {
			return t, inner[1:], true
		}
		if strings.HasPrefix(inner, "/>") {
			t.closed = true
			return t, inner[2:], !t.ends
		}
		if len(inner) == len(s) || t.ends {
			break
		}
		if s, ok = plainAttribute(inner); !ok {
			break
		}
	}
	return t, s, false
}

// plainAttribute steps over the attribute with a value in double quotes that s begins with. Drawings in an attribute of
// something else have single ones or none.
func plainAttribute(s string) (rest string, ok bool) {
	n := 0
	for n < len(s) && (isLetter(s[n]) || n > 0 && (s[n] == '-' || s[n] == ':' || s[n] >= '0' && s[n] <= '9')) {
		n++
	}
	if n == 0 || n+1 >= len(s) || s[n] != '=' || s[n+1] != '"' {
		return s, false
	}
	k := strings.IndexByte(s[n+2:], '"')
	if k < 0 {
		return s, false
	}
	return s[n+2+k+1:], true
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// shape reports whether an element of a drawing shows nothing but a line, an area or a colour.
func shape(name string) bool {
	switch name {
	case "path", "g", "circle", "rect", "line", "polyline", "polygon", "ellipse", "defs", "symbol", "mask", "stop",
		"clipPath", "linearGradient", "radialGradient", "clippath", "lineargradient", "radialgradient":
		return true
	}
	return false
}
