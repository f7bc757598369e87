package feed

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"shelfwise/market"
)

// jsonRows streams JSON lines: one flat object per line, with the names of the columns as keys. A whole file that is
// one JSON array of such objects is read too.
func jsonRows(in io.Reader, s schema) rows {
	return func(yield func(*row, error) bool) {
		b := decoded(in)
		if head, _ := b.Peek(1); len(head) == 1 && head[0] == '[' {
			arrayRows(b, s, yield)
			return
		}
		r := &row{values: make([]string, len(s.names)), at: make([]int, len(s.names))}
		for line, err := range lines(b) {
			switch {
			case errors.Is(err, errTooLong):
				if !yield(nil, &market.RowError{Line: line.n, Reason: err.Error()}) {
					return
				}
				continue
			case err != nil:
				yield(nil, err)
				return
			}
			text := strings.TrimSpace(string(line.text))
			if text == "" {
				continue
			}
			if err := r.parse(line.n, text, s); err != nil {
				if !yield(nil, err) {
					return
				}
				continue
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// arrayRows streams the elements of one array; their line numbers are their places in it.
func arrayRows(in io.Reader, s schema, yield func(*row, error) bool) {
	dec := json.NewDecoder(in)
	if _, err := dec.Token(); err != nil {
		yield(nil, fmt.Errorf("JSON array: %w: %w", market.ErrInvalid, err))
		return
	}
	r := &row{values: make([]string, len(s.names)), at: make([]int, len(s.names))}
	for n := 1; dec.More(); n++ {
		var element json.RawMessage
		if err := dec.Decode(&element); err != nil {
			yield(nil, fmt.Errorf("element %d: %w: %w", n, market.ErrInvalid, err))
			return
		}
		err := r.parse(n, string(element), s)
		if err != nil && !yield(nil, err) || err == nil && !yield(r, nil) {
			return
		}
	}
}

// parse fills the row from one JSON object.
func (r *row) parse(line int, text string, s schema) error {
	clear(r.values)
	clear(r.at)
	r.line = line
	if err := checkUTF8(text); err != nil {
		return &market.RowError{Line: line, Reason: err.Error()}
	}
	if r.parseFlat(text, s) {
		return nil
	}
	clear(r.values)
	return r.parseAny(text, s)
}

// parseFlat reads an object of texts, numbers, true, false and null without any allocation but for escapes; nested
// values are kept as their JSON. It reports false for anything else, which parseAny then judges: it is for speed.
func (r *row) parseFlat(s string, sch schema) bool {
	i := skipSpace(s, 0)
	if i >= len(s) || s[i] != '{' {
		return false
	}
	if i = skipSpace(s, i+1); i < len(s) && s[i] == '}' {
		return skipSpace(s, i+1) == len(s)
	}
	for {
		key, next, ok := jsonText(s, i)
		if !ok {
			return false
		}
		if i = skipSpace(s, next); i >= len(s) || s[i] != ':' {
			return false
		}
		i = skipSpace(s, i+1)
		value, next, ok := jsonValue(s, i)
		if !ok {
			return false
		}
		if f, known := sch.index[key]; known {
			r.values[f], r.at[f] = strings.TrimSpace(value), i+1
		}
		i = skipSpace(s, next)
		if i >= len(s) {
			return false
		}
		switch s[i] {
		case ',':
			i = skipSpace(s, i+1)
		case '}':
			return skipSpace(s, i+1) == len(s)
		default:
			return false
		}
	}
}

func skipSpace(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r') {
		i++
	}
	return i
}

// jsonText reads a JSON string at i and returns it with the place behind it. Strings with escapes go through
// encoding/json.
func jsonText(s string, i int) (string, int, bool) {
	if i >= len(s) || s[i] != '"' {
		return "", 0, false
	}
	for j := i + 1; j < len(s); j++ {
		switch c := s[j]; {
		case c == '"':
			return s[i+1 : j], j + 1, true
		case c == '\\':
			end := closingQuote(s, j)
			var out string
			if end < 0 || json.Unmarshal([]byte(s[i:end]), &out) != nil {
				return "", 0, false
			}
			return out, end, true
		case c < ' ':
			return "", 0, false
		}
	}
	return "", 0, false
}

// closingQuote returns the place behind the string's closing quote, looking from i on.
func closingQuote(s string, i int) int {
	for ; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

// jsonValue reads a value at i: a string's text, a number or truth word as it stands, "" for null, raw JSON for an
// array or object of one line.
func jsonValue(s string, i int) (string, int, bool) {
	if i >= len(s) {
		return "", 0, false
	}
	switch c := s[i]; {
	case c == '"':
		return jsonText(s, i)
	case c == '-' || c >= '0' && c <= '9':
		j := i + 1
		for j < len(s) && (s[j] >= '0' && s[j] <= '9' || s[j] == '.') {
			j++
		}
		plain := j == len(s) || s[j] != 'e' && s[j] != 'E'
		return s[i:j], j, plain && s[j-1] != '.' && s[j-1] != '-'
	case strings.HasPrefix(s[i:], "null"):
		return "", i + 4, true
	case strings.HasPrefix(s[i:], "true"):
		return s[i : i+4], i + 4, true
	case strings.HasPrefix(s[i:], "false"):
		return s[i : i+5], i + 5, true
	}
	return "", 0, false
}

// parseAny reads any JSON object, or says where it is broken.
func (r *row) parseAny(text string, sch schema) error {
	var object map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &object); err != nil {
		bad := &market.RowError{Line: r.line, Reason: "not a JSON object: " + err.Error()}
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			bad.Column = int(syntax.Offset)
		}
		return bad
	}
	if object == nil {
		return &market.RowError{Line: r.line, Reason: "not a JSON object: null"}
	}
	for key, raw := range object {
		f, known := sch.index[key]
		if !known {
			continue
		}
		r.at[f] = max(strings.Index(text, `"`+key+`"`), 0) + 1
		value, err := scalarText(raw)
		if err != nil {
			return &market.RowError{Line: r.line, Column: r.at[f], Field: key, Value: string(raw), Reason: err.Error()}
		}
		r.values[f] = strings.TrimSpace(value)
	}
	return nil
}

// scalarText returns a JSON value as the text of a cell.
func scalarText(raw json.RawMessage) (string, error) {
	switch raw[0] {
	case '"':
		var out string
		err := json.Unmarshal(raw, &out)
		return out, err
	case 'n':
		return "", nil
	case '{':
		var a struct {
			Amount   json.RawMessage `json:"amount"`
			Currency string          `json:"currency"`
		}
		if err := json.Unmarshal(raw, &a); err != nil || len(a.Amount) == 0 {
			return "", errors.New("an object stands where a value is wanted")
		}
		return strings.Trim(string(a.Amount), `"`) + " " + a.Currency, nil
	case 't', 'f', '[':
		return string(raw), nil
	}
	return fromSpreadsheet(string(raw)), nil
}

// textArray reads a JSON array of strings.
func textArray(raw string) ([]string, error) {
	var out []string
	if err := json.Unmarshal([]byte(raw), &out); err != nil {
		return nil, errors.New("is not an array of texts")
	}
	return out, nil
}
