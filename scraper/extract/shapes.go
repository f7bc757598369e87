package extract

import "strings"

// shapesOnly reports whether the content of an svg element is nothing but shapes: no words, no pictures of others, and each
// element closed in its turn.
func shapesOnly(s string) bool {
	var open [16]string
	depth := 0
	for {
		s = strings.TrimLeft(s, " \n\r\t\f")
		if s == "" {
			return depth == 0
		}
		if s[0] != '<' {
			return false
		}
		name, ends := strings.CutPrefix(s[1:min(len(s), 20)], "/")
		n := 0
		for n < len(name) && name[n]|0x20 >= 'a' && name[n]|0x20 <= 'z' {
			n++
		}
		name = name[:n]
		end := tagEnd(s, 1+n)
		if !shape(name) || s[end-1] != '>' {
			return false
		}
		switch {
		case ends && (depth == 0 || open[depth-1] != name):
			return false
		case ends:
			depth--
		case s[end-2] == '/':
		case depth == len(open):
			return false
		default:
			open[depth] = name
			depth++
		}
		s = s[end:]
	}
}

// shape reports whether an element of a drawing shows nothing but a line, an area or a colour.
func shape(name string) bool {
	switch name {
	case "path", "g", "circle", "rect", "line", "polyline", "polygon", "ellipse", "defs", "symbol", "mask", "stop",
		"clipPath", "linearGradient", "radialGradient", "clippath", "lineargradient", "radialgradient":
		return true
	}
	return false
}
