package feed

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"shelfwise/market"
	"shelfwise/market/money"
)

// schema is the columns of one kind of file, in the order of their field numbers.
type schema struct {
	names []string
	index map[string]int
	words bool    // columns may be named in the words that shops use; see headerMeanings
	told  *Layout // filled with how the file was taken; nil: no one asks
	utf16 bool    // the file was in UTF-16
}

func newSchema(names ...string) schema {
	s := schema{names: names, index: make(map[string]int, len(names))}
	for i, n := range names {
		s.index[n] = i
	}
	return s
}

// also gives a field further names, which count where no column has its own.
func (s schema) also(field string, names ...string) schema {
	for _, n := range names {
		s.index[n] = s.index[field]
	}
	return s
}

// row is one row of a file by field number; "" is unknown. It is valid until the next one.
type row struct {
	line   int
	values []string
	at     []int // column of each value, 0 unknown
	serial bool  // from a spreadsheet: dates may be day numbers
	marks  decimalMarks
	header *header // nil where the row is of no table
}

// rows is a stream of rows. An error is a *market.RowError, after which the stream goes on, or ends it.
type rows = iter.Seq2[*row, error]

func columnName(cell string) string {
	name := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(cell, utf8BOM)))
	name = strings.TrimPrefix(name, "g:") // the prefix of Google's names, which some write into tables too
	return strings.NewReplacer(" ", "_", "-", "_").Replace(name)
}

func headerNames(line string) []string {
	line = strings.TrimRight(line, "\r\n")
	delim := string(rune(delimiterOf(line)))
	names := strings.Split(line, delim)
	for i, n := range names {
		names[i] = columnName(strings.Trim(strings.TrimSpace(n), `"`))
	}
	return names
}

// delimiterOf returns the delimiter that occurs most in a header line, outside quotes.
func delimiterOf(line string) byte {
	best, most := byte(','), 0
	for _, d := range []byte{',', ';', '\t', '|'} {
		n, quoted := 0, false
		for i := range len(line) {
			switch {
			case line[i] == '"':
				quoted = !quoted
			case line[i] == d && !quoted:
				n++
			}
		}
		if n > most {
			best, most = d, n
		}
	}
	return best
}

// header maps columns to fields.
type header struct {
	schema schema
	fields []int // by column, -1 where the column is not ours
	width  int
	layout *Layout
	// currencies are those that the headers of columns of money name, by field.
	currencies map[int]money.Currency
}

// readHeader checks a header line; need lists groups of columns of which each must have one.
func readHeader(s schema, cells []string, line int, need [][]string) (*header, error) {
	h := &header{schema: s, fields: make([]int, len(cells)), width: len(cells), layout: s.told, currencies: map[int]money.Currency{}}
	if h.layout == nil {
		h.layout = &Layout{}
	}
	h.layout.Columns = make([]Column, len(cells))
	found := make(map[string]int, len(cells))
	for i, cell := range cells {
		name := columnName(cell)
		h.fields[i], h.layout.Columns[i] = -1, Column{Number: i + 1, Header: strings.TrimSpace(cell)}
		field, ok := s.index[name]
		if !ok {
			continue
		}
		if first, twice := found[name]; twice {
			return nil, &market.RowError{Line: line, Column: i + 1, Field: name, Reason: fmt.Sprintf("the column is also column %d", first)}
		}
		found[name] = i + 1
		if own := s.names[field]; own != name {
			if slices.Contains(h.fields[:i], field) {
				continue
			}
		} else if k := slices.Index(h.fields[:i], field); k >= 0 {
			h.fields[k], h.layout.Columns[k].Field = -1, ""
		}
		h.fields[i], h.layout.Columns[i].Field = field, s.names[field]
	}
	if s.words && (!anyIn([]string{"url", "external_id"}, found) || !anyIn([]string{"title"}, found)) {
		if err := h.foreign(cells, line); err != nil {
			return nil, err
		}
	}
	for i, f := range h.fields {
		if f >= 0 {
			found[s.names[f]] = i + 1
		}
	}
	for _, group := range need {
		if !anyIn(group, found) {
			return nil, &market.RowError{
				Line: line, Field: strings.Join(group, " or "),
				Reason: "the column is missing; the header has " + shown(cells),
			}
		}
	}
	return h, nil
}

// shown lists the columns of a header for a message; what is no text is escaped, and a long list cut.
func shown(cells []string) string {
	text := strings.Join(cells, ", ")
	if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		text = strconv.QuoteToASCII(text)
	}
	if len(text) > 200 {
		text = strings.ToValidUTF8(text[:200], "") + "…"
	}
	return text
}

func anyIn(names []string, found map[string]int) bool {
	for _, n := range names {
		if _, ok := found[n]; ok {
			return true
		}
	}
	return false
}

// newRow returns a row with the columns of the header; set fills it.
func (h *header) newRow() *row {
	r := &row{values: make([]string, len(h.schema.names)), at: make([]int, len(h.schema.names)), header: h}
	for i, f := range h.fields {
		if f >= 0 {
			r.at[f] = i + 1
		}
	}
	return r
}

// set fills the row with cells. It reports false for an empty row. Error: too many or too few cells.
func (h *header) set(r *row, line int, cells []string) (bool, error) {
	filled := false
	for i, cell := range cells {
		if cell = strings.TrimSpace(cell); cell != "" {
			filled = true
			if i >= h.width {
				return true, &market.RowError{Line: line, Column: i + 1, Value: cell, Reason: fmt.Sprintf("%d columns; the header has %d", len(cells), h.width)}
			}
		}
		if i < h.width && h.fields[i] >= 0 {
			r.values[h.fields[i]] = cell
		}
	}
	r.line = line
	if !filled {
		return false, nil
	}
	if len(cells) < h.width {
		return true, &market.RowError{Line: line, Column: len(cells), Reason: fmt.Sprintf("%d columns; the header has %d", len(cells), h.width)}
	}
	for _, cell := range cells {
		if err := checkUTF8(cell); err != nil {
			return true, &market.RowError{Line: line, Reason: err.Error()}
		}
	}
	return true, nil
}

// csvRows streams a delimited file.
func csvRows(in io.Reader, s schema, need [][]string) rows {
	return func(yield func(*row, error) bool) {
		c := newCSVReader(in, ',')
		head, err := c.head()
		if err != nil {
			yield(nil, err)
			return
		}
		c.delimit(sniffDelimiter(string(head)))
		charset := map[bool]string{false: "UTF-8", true: "UTF-16"}[s.utf16]
		if set, err := charsetOf(head, c.delim); s.words && err == nil && set.set != nil {
			c, charset = c.inCharset(set), set.name
			if head, err = c.head(); err != nil {
				yield(nil, err)
				return
			}
		}
		h, err := csvHeader(c, s, need)
		if err != nil {
			yield(nil, err)
			return
		}
		r := h.newRow()
		r.marks = sniffDecimals(string(head), c.delim, h)
		h.layout.Charset, h.layout.Delimiter, h.layout.Decimal = charset, string(rune(c.delim)), r.marks.String()
		for {
			cells, line, err := c.next()
			if errors.Is(err, io.EOF) {
				return
			}
			filled := true
			if err == nil {
				filled, err = h.set(r, line, cells)
			}
			var bad *market.RowError
			switch {
			case err != nil && !errors.As(err, &bad):
				yield(nil, err)
				return
			case err != nil && !yield(nil, err), err == nil && filled && !yield(r, nil):
				return
			}
		}
	}
}

// csvHeader reads up to the header, past empty lines and Excel's "sep=;".
func csvHeader(c *csvReader, s schema, need [][]string) (*header, error) {
	for {
		cells, line, err := c.next()
		if errors.Is(err, io.EOF) {
			return nil, fatal(&market.RowError{Line: 1, Reason: "the file is empty: a header line is needed"})
		}
		if err != nil {
			return nil, fatal(err)
		}
		text := strings.Join(cells, "")
		if strings.TrimSpace(text) == "" || strings.HasPrefix(strings.ToLower(text), "sep=") {
			continue
		}
		h, err := readHeader(s, cells, line, need)
		return h, fatal(err)
	}
}

// fatal marks an error of the header, without which no row can be read: no more a RowError of its own.
func fatal(err error) error {
	if bad, ok := errors.AsType[*market.RowError](err); ok {
		return &headerError{bad}
	}
	return err
}

// headerError is an error that ends the reading of a file. It is market.ErrInvalid.
type headerError struct{ row *market.RowError }

func (e *headerError) Error() string        { return e.row.Error() }
func (e *headerError) Is(target error) bool { return target == market.ErrInvalid }

func sniffDelimiter(head string) byte {
	for head != "" {
		line, rest, _ := strings.Cut(head, "\n")
		line = strings.TrimRight(line, "\r")
		if sep, ok := strings.CutPrefix(strings.ToLower(line), "sep="); ok && len(sep) == 1 {
			return sep[0]
		}
		if strings.TrimSpace(line) != "" {
			return delimiterOf(line)
		}
		head = rest
	}
	return ','
}
