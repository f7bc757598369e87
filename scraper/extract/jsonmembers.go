package extract

import "strings"

// members reads the members of an object up to its closing brace. False: this is no object.
func (r *jsonReader) members(v *value, depth int) bool {
	comma := true
	for {
		r.space()
		if r.i >= len(r.s) {
			r.fixed[repairTruncated] = true
			return len(v.keys) > 0
		}
		switch c := r.s[r.i]; {
		case c == '}':
			if comma && len(v.keys) > 0 {
				r.fixed[repairComma] = true
			}
			r.i++
			return true
		case c == ',':
			if comma {
				r.fixed[repairComma] = true
			}
			comma = true
			r.i++
			continue
		case c == ']' && !r.literal && len(v.keys) > 0: // the brace was forgotten
			r.fixed[repairBrace] = true
			return true
		}
		if !comma {
			if r.literal {
				return false
			}
			r.fixed[repairMissing] = true
		}
		if !r.member(v, depth) {
			return !r.literal && r.skipBroken() && len(v.keys) > 0
		}
		comma = false
	}
}

// member reads one "key": value.
func (r *jsonReader) member(v *value, depth int) bool {
	key, ok := r.key()
	if !ok {
		return false
	}
	r.space()
	if r.i >= len(r.s) || r.s[r.i] != ':' {
		return false
	}
	r.i++
	r.space()
	if r.i < len(r.s) && (r.s[r.i] == ',' || r.s[r.i] == '}') && !r.literal { // "key": ,
		r.fixed[repairMissing] = true
		return true
	}
	got, ok := r.value(depth + 1)
	if !ok {
		return false
	}
	v.keys, v.vals = append(v.keys, key), append(v.vals, got)
	return true
}

func (r *jsonReader) key() (string, bool) {
	if r.i >= len(r.s) {
		return "", false
	}
	switch c := r.s[r.i]; {
	case c == '"' || c == '\'':
		if c == '\'' {
			r.fixed[repairQuotes] = true
		}
		key := r.quoted(c)
		if strings.IndexByte(key, '\\') >= 0 {
			key = unescape(key)
		}
		return key, true
	case isWord(c) && c != '-' && c != '.' && c != '!' && c != '+':
		start := r.i
		for r.i < len(r.s) && isWord(r.s[r.i]) {
			r.i++
		}
		r.fixed[repairQuotes] = true
		return r.s[start:r.i], true
	}
	return "", false
}

// elements reads the elements of an array up to its closing bracket. False: this is no array.
func (r *jsonReader) elements(v *value, depth int) bool {
	comma := true
	for {
		r.space()
		if r.i >= len(r.s) {
			r.fixed[repairTruncated] = true
			return len(v.vals) > 0
		}
		switch c := r.s[r.i]; {
		case c == ']':
			if comma && len(v.vals) > 0 {
				r.fixed[repairComma] = true
			}
			r.i++
			return true
		case c == ',':
			comma = true
			r.i++
			continue
		case c == '}' && !r.literal:
			r.fixed[repairBrace] = true
			if next := strings.TrimLeft(r.s[r.i+1:min(len(r.s), r.i+9)], " \r\n\t"); strings.HasPrefix(next, "]") || strings.HasPrefix(next, ",") {
				r.i++ // a brace too many inside the array
				continue
			}
			return true
		}
		got, ok := r.value(depth + 1)
		if !ok {
			return !r.literal && r.skipBroken() && len(v.vals) > 0
		}
		v.vals = append(v.vals, got)
		comma = false
	}
}

// skipBroken moves past something unreadable inside a JSON-LD block, to the next line; what was read stays.
func (r *jsonReader) skipBroken() bool {
	r.fixed[repairTruncated] = true
	if n := strings.IndexByte(r.s[min(r.i, len(r.s)):], '\n'); n >= 0 {
		r.i += n + 1
	} else {
		r.i = len(r.s)
	}
	return true
}
