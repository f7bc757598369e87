package extract

import (
	"html"
	"slices"
	"strings"
)

// The repairs that a JSON block may need (FEATURES W11); Result.Repaired lists those that were made.
const (
	repairControl   = "control characters"
	repairComma     = "trailing comma"
	repairSemicolon = "trailing semicolon"
	repairBrace     = "extra brace"
	repairComment   = "comment or CDATA"
	repairEntities  = "html entities"
	repairQuotes    = "quotes"
	repairTruncated = "cut off"
	repairMissing   = "missing comma"
	repairJoined    = "several values in one block"
	repairUndefined = "undefined value"
)

// maxJSONDepth bounds nesting; maxJSONErrors bounds how far a broken block is followed.
const (
	maxJSONDepth = 120
	maxValues    = 400_000
)

// jsonReader reads JSON and what is nearly JSON (JavaScript object literals, the usual breakage). It looks at each
// byte a bounded number of times.
type jsonReader struct {
	s       string
	i       int
	left    int  // values that may still be made
	literal bool // JavaScript: unquoted keys and single quotes are no breakage
	fixed   map[string]bool
	arena   []value
	arenas  int // values in the last arena: each is larger, since most literals of scripts are small
}

// parseBlock reads a JSON-LD block: its values, and the repairs made. No values: it is beyond repair.
func parseBlock(s string) ([]*value, []string) {
	r := &jsonReader{left: maxValues, fixed: map[string]bool{}}
	r.s = r.unwrap(s)
	var out []*value
	for r.i < len(r.s) && r.left > 0 {
		r.space()
		if r.i >= len(r.s) {
			break
		}
		switch c := r.s[r.i]; {
		case c == '{' || c == '[':
			if len(out) > 0 {
				r.fixed[repairJoined] = true
			}
			if v, ok := r.value(0); ok {
				out = append(out, v)
			} else {
				r.i++
			}
		case c == ';':
			r.fixed[repairSemicolon] = true
			r.i++
		case c == '"' && len(out) > 0 && out[len(out)-1].isObject():
			// members go on after a brace too many: they belong to the last object
			if !r.members(out[len(out)-1], 0) {
				r.i++
			}
		default:
			if c == '}' || c == ']' {
				r.fixed[repairBrace] = true
			}
			r.i++
		}
	}
	repairs := make([]string, 0, len(r.fixed))
	for k := range r.fixed {
		repairs = append(repairs, k)
	}
	slices.Sort(repairs)
	return out, repairs
}

// unwrap takes off comments around a block and entities in place of quotes.
func (r *jsonReader) unwrap(s string) string {
	t, marked := strings.CutPrefix(strings.TrimSpace(s), "\ufeff")
	if t = strings.TrimSpace(t); marked {
		r.fixed[repairControl] = true
	}
	for _, pre := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "//"} {
		if strings.HasPrefix(t, pre) {
			r.fixed[repairComment] = true
			t = strings.TrimSpace(t[len(pre):])
		}
	}
	for _, post := range []string{"-->", "/*]]>*/", "//]]>", "]]>", "//"} {
		if strings.HasSuffix(t, post) {
			t = strings.TrimSpace(t[:len(t)-len(post)])
		}
	}
	if head := t[:min(len(t), 64)]; strings.Contains(head, "{&quot;") || strings.Contains(head, "{ &quot;") || strings.Contains(head, "{&#34;") {
		r.fixed[repairEntities] = true
		t = html.UnescapeString(t)
	}
	return t
}

// parseLiteral reads one object or array of a script at s; v is nil where there is none. budget bounds the values. cost
// is what the reading took, in bytes read and memory used.
func parseLiteral(s string, budget int) (v *value, end, cost int) {
	r := &jsonReader{s: s, left: budget, literal: true, fixed: map[string]bool{}}
	r.space()
	v, ok := r.value(0)
	cost = r.i + valueCost*(budget-r.left)
	if !ok || r.fixed[repairTruncated] {
		return nil, 0, cost
	}
	return v, r.i, cost
}

// valueCost is what a value that is thrown away counts for against reading a byte.
const valueCost = 16

func (r *jsonReader) make(k kindOf, raw string) *value {
	if len(r.arena) == 0 {
		r.arenas = min(max(4, 4*r.arenas), 256)
		r.arena = make([]value, r.arenas)
	}
	v := &r.arena[0]
	r.arena = r.arena[1:]
	v.kind, v.raw = k, raw
	r.left--
	return v
}

// space skips white space and comments.
func (r *jsonReader) space() {
	for r.i < len(r.s) {
		switch c := r.s[r.i]; {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			r.i++
		case c < 0x20 || c == 0x7f:
			r.fixed[repairControl] = true
			r.i++
		case strings.HasPrefix(r.s[r.i:], "\u00a0"), strings.HasPrefix(r.s[r.i:], "\ufeff"):
			r.i += len("\u00a0")
			if strings.HasPrefix(r.s[r.i-2:], "\ufeff") {
				r.i++
			}
		case c == '/' && r.comment():
		case c == '<' && strings.HasPrefix(r.s[r.i:], "<!--"):
			r.until("-->")
		default:
			return
		}
	}
}

func (r *jsonReader) comment() bool {
	switch {
	case strings.HasPrefix(r.s[r.i:], "/*"):
		r.until("*/")
	case strings.HasPrefix(r.s[r.i:], "//"):
		r.until("\n")
	default:
		return false
	}
	return true
}

func (r *jsonReader) until(end string) {
	r.fixed[repairComment] = true
	if n := strings.Index(r.s[r.i:], end); n >= 0 {
		r.i += n + len(end)
	} else {
		r.i = len(r.s)
	}
}

func (r *jsonReader) value(depth int) (*value, bool) {
	if r.i >= len(r.s) || depth > maxJSONDepth || r.left <= 0 {
		return nil, false
	}
	switch c := r.s[r.i]; c {
	case '{':
		v := r.make(jsonObject, "")
		r.i++
		return v, r.members(v, depth)
	case '[':
		v := r.make(jsonArray, "")
		r.i++
		return v, r.elements(v, depth)
	case '"', '\'', '`':
		if c != '"' {
			if !r.literal && c == '`' {
				return nil, false
			}
			r.fixed[repairQuotes] = true
		}
		return r.make(jsonString, r.quoted(c)), true
	}
	return r.word()
}

// word reads a number, true, false, null, undefined, !0, !1 or void 0.
func (r *jsonReader) word() (*value, bool) {
	start := r.i
	for r.i < len(r.s) && isWord(r.s[r.i]) {
		r.i++
	}
	w := r.s[start:r.i]
	switch w {
	case "true", "!0":
		return r.make(jsonBool, "true"), true
	case "false", "!1":
		return r.make(jsonBool, "false"), true
	case "undefined", "NaN":
		r.fixed[repairUndefined] = true
		return r.make(jsonNull, ""), true
	case "null":
		return r.make(jsonNull, ""), true
	case "void":
		if strings.HasPrefix(r.s[r.i:], " 0") {
			r.i += 2
			return r.make(jsonNull, ""), true
		}
	case "":
		return nil, false
	}
	if c := w[0]; c == '-' || c == '.' || c >= '0' && c <= '9' {
		return r.make(jsonNumber, w), true
	}
	if r.literal && w[0] != '!' { // a variable: its value is unknown
		return r.variable()
	}
	return nil, false
}

// variable skips a name, a.b or call() in a literal; what it holds is unknown.
func (r *jsonReader) variable() (*value, bool) {
	for limit := 0; r.i < len(r.s) && limit < 200; limit++ {
		switch c := r.s[r.i]; {
		case c == ',' || c == '}' || c == ']':
			return r.make(jsonNull, ""), true
		case isWord(c) || c == '(' || c == ')' || c == ' ' || c == '[' || c == '|' || c == '"' || c == '\'':
			r.i++
		default:
			return nil, false
		}
	}
	return nil, false
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c == '-' || c == '+' || c == '.' || c == '!'
}

// quoted reads a string from its opening quote and returns what is between the quotes.
func (r *jsonReader) quoted(q byte) string {
	r.i++
	start := r.i
	for r.i < len(r.s) {
		c := r.s[r.i]
		switch {
		case c == '\\':
			r.i += 2
		case c == q && (r.literal || r.closes()):
			raw := r.s[start:r.i]
			r.i++
			return raw
		default:
			if c < 0x20 {
				r.fixed[repairControl] = true
			}
			r.i++
		}
	}
	r.i = len(r.s)
	r.fixed[repairTruncated] = true
	return r.s[min(start, len(r.s)):]
}

// closes reports whether the quote at i ends the string: a quote that is followed by anything but punctuation is
// one that the page forgot to escape.
func (r *jsonReader) closes() bool {
	for k := r.i + 1; k < len(r.s); k++ {
		switch r.s[k] {
		case ' ', '\t', '\r':
			continue
		case ',', '}', ']', ':', '\n', ';', '/':
			return true
		case '"':
			if k > r.i+1 { // "a" "b": a comma is missing
				return true
			}
		}
		r.fixed[repairQuotes] = true
		return false
	}
	return true
}
