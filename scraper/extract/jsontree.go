package extract

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// kindOf tells the sorts of JSON value apart.
type kindOf byte

const (
	jsonNull   kindOf = iota // null, undefined
	jsonBool                 // true, false
	jsonNumber               // raw holds its characters
	jsonString               // raw holds what stands between the quotes, escapes and all
	jsonArray
	jsonObject
)

// value is one JSON value as read leniently; strings stay slices of the page until asked for. A nil *value is
// a value that is not there: all methods work on it.
type value struct {
	kind kindOf
	raw  string
	keys []string // of an object, in the page's order
	vals []*value // of an object or array
}

// get returns the member of an object, first by the exact name, then in any case; nil where there is none.
func (v *value) get(key string) *value {
	if v == nil || v.kind != jsonObject {
		return nil
	}
	for i, k := range v.keys {
		if k == key {
			return v.vals[i]
		}
	}
	for i, k := range v.keys {
		if len(k) == len(key) && strings.EqualFold(k, key) {
			return v.vals[i]
		}
	}
	return nil
}

// first returns the first of the members that holds something.
func (v *value) first(keys ...string) (*value, string) {
	for _, k := range keys {
		if got := v.get(k); !got.empty() {
			return got, k
		}
	}
	return nil, ""
}

// at follows a dotted path; a number indexes an array, and an array met by a name yields its first element.
func (v *value) at(path string) *value {
	for step := range strings.SplitSeq(path, ".") {
		if n, err := strconv.Atoi(step); err == nil && v != nil && v.kind == jsonArray {
			if n < 0 || n >= len(v.vals) {
				return nil
			}
			v = v.vals[n]
			continue
		}
		for v != nil && v.kind == jsonArray && len(v.vals) > 0 {
			v = v.vals[0]
		}
		v = v.get(step)
	}
	return v
}

// list returns the elements of an array, or the value itself as a list of one.
func (v *value) list() []*value {
	switch {
	case v == nil || v.kind == jsonNull:
		return nil
	case v.kind == jsonArray:
		return v.vals
	}
	return []*value{v}
}

// empty reports whether v holds nothing: absent, null, "", [] or {}.
func (v *value) empty() bool {
	if v == nil {
		return true
	}
	switch v.kind {
	case jsonNull:
		return true
	case jsonString:
		return strings.TrimSpace(v.raw) == ""
	case jsonArray, jsonObject:
		return len(v.vals) == 0
	}
	return false
}

// isObject reports whether v is an object.
func (v *value) isObject() bool { return v != nil && v.kind == jsonObject }

// str returns the text of a string, number or boolean; of an array that of its first element; else "".
func (v *value) str() string {
	if v == nil {
		return ""
	}
	switch v.kind {
	case jsonString:
		s := unescape(v.raw)
		if strings.IndexByte(s, '&') >= 0 {
			s = html.UnescapeString(s)
		}
		return strings.TrimSpace(s)
	case jsonNumber, jsonBool:
		return v.raw
	case jsonArray:
		if len(v.vals) > 0 {
			return v.vals[0].str()
		}
	}
	return ""
}

// scalar reports whether v is a string, number or boolean.
func (v *value) scalar() bool {
	return v != nil && (v.kind == jsonString || v.kind == jsonNumber || v.kind == jsonBool)
}

// unescape resolves JSON and JavaScript escapes; a broken one stays as it is.
func unescape(s string) string {
	i := strings.IndexByte(s, '\\')
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i >= 0 {
		b.WriteString(s[:i])
		n := escape(&b, s[i:])
		s = s[i+n:]
		i = strings.IndexByte(s, '\\')
	}
	b.WriteString(s)
	return b.String()
}

// escape writes what the escape at the start of s stands for and returns its length.
func escape(b *strings.Builder, s string) int {
	if len(s) < 2 {
		b.WriteString(s)
		return len(s)
	}
	switch s[1] {
	case 'n', 'r', 't', 'b', 'f', 'v':
		b.WriteByte(' ')
	case 'u', 'x':
		r, n := codepoint(s)
		if n == 0 {
			b.WriteString(s[:2])
			return 2
		}
		b.WriteRune(r)
		return n
	default:
		_, size := utf8.DecodeRuneInString(s[1:])
		b.WriteString(s[1 : 1+size])
		return 1 + size
	}
	return 2
}

// codepoint reads \uXXXX (also a surrogate pair) or \xXX; length 0 where it is none.
func codepoint(s string) (r rune, length int) {
	digits := 4
	if s[1] == 'x' {
		digits = 2
	}
	hex := func(s string) (rune, bool) {
		if len(s) < 2+digits || s[0] != '\\' {
			return 0, false
		}
		n, err := strconv.ParseUint(s[2:2+digits], 16, 32)
		return rune(n), err == nil
	}
	r, ok := hex(s)
	if !ok {
		return 0, 0
	}
	length = 2 + digits
	if utf16.IsSurrogate(r) && digits == 4 {
		if low, ok := hex(s[length:]); ok && s[length+1] == 'u' {
			if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
				return pair, 2 * length
			}
		}
		return utf8.RuneError, length
	}
	return r, length
}
