package feed

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Layout says how a table was taken: its characters, its marks, and what each column was read as.
type Layout struct {
	Charset   string   `json:"charset,omitempty"` // UTF-8, UTF-16, Windows-1252, …
	Delimiter string   `json:"delimiter,omitempty"`
	Decimal   string   `json:"decimal,omitempty"` // "," or "." where the file shows one; "" it shows none, or both
	Columns   []Column `json:"columns,omitempty"`
}

// Column is one column of a table.
type Column struct {
	Number int    `json:"column"` // counting from 1
	Header string `json:"header"`
	Field  string `json:"field,omitempty"` // "" is not read
	Note   string `json:"note,omitempty"`  // why not, or what was not understood
}

// Foreign reports whether a column was read under another name than its field's own.
func (l *Layout) Foreign() bool {
	return slices.ContainsFunc(l.Columns, func(c Column) bool { return c.Field != "" && columnName(c.Header) != c.Field })
}

// fold is a header's words as the table of words has them: lower case, without accents, marks and what stands in brackets.
func fold(text string) string {
	var b strings.Builder
	depth := 0
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		switch {
		case r == '(' || r == '[':
			depth++
			b.WriteByte(' ')
		case r == ')' || r == ']':
			depth = max(0, depth-1)
		case depth > 0 || unicode.Is(unicode.Mn, r):
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ø':
			b.WriteByte('o')
		case r == 'æ':
			b.WriteString("ae")
		case r == 'ё':
			b.WriteRune('е')
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// headerCurrency is the currency that a header names ("Preis (EUR)", "Cena w zł"), "" for none.
func headerCurrency(text string) money.Currency {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Sc, r) }) {
		if c := money.Currency(w); len(w) == 3 && c.Valid() {
			return c
		}
		switch strings.ToLower(w) {
		case "€", "euro":
			return "EUR"
		case "£":
			return "GBP"
		case "zł", "zl":
			return "PLN"
		case "руб", "₽":
			return "RUB"
		case "kč":
			return "CZK"
		case "грн", "₴":
			return "UAH"
		case "₺":
			return "TRY"
		}
	}
	return ""
}

// withoutCurrency is a folded header without the currency that stands in it.
func withoutCurrency(folded string) string {
	words := strings.Fields(folded)
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		return len(w) == 3 && money.Currency(strings.ToUpper(w)).Valid() || w == "euro" || w == "zl" || w == "руб" || w == "kc" || w == "грн"
	})
	if n := len(kept); n > 1 && n < len(words) && (kept[n-1] == "in" || kept[n-1] == "en" || kept[n-1] == "w" || kept[n-1] == "в") {
		kept = kept[:n-1]
	}
	return strings.Join(kept, " ")
}

// wordOf returns what a header's words mean.
func (m meanings) wordOf(cell string) (meaning, bool) {
	f := fold(cell)
	if w, ok := m[f]; ok {
		return w, true
	}
	w, ok := m[withoutCurrency(f)]
	return w, ok
}

// foreign takes the columns that are not named as ours by the words that shops use. Of two columns that can both be one
// field neither is taken: for the fields that make a price the file is refused, since any choice would be a guess.
func (h *header) foreign(cells []string, line int) error {
	var own, other [256][]int // columns by field
	words := headerMeanings()
	for i, cell := range cells {
		if h.fields[i] >= 0 {
			continue
		}
		w, ok := words.wordOf(cell)
		if !ok {
			continue
		}
		if w.field == "" {
			h.layout.Columns[i].Note = w.note
			continue
		}
		f := h.schema.index[w.field]
		if w.weak {
			other[f] = append(other[f], i)
		} else {
			own[f] = append(own[f], i)
		}
	}
	for f, name := range h.schema.names {
		if slices.Contains(h.fields, f) {
			continue
		}
		from, spare := own[f], other[f]
		if len(from) == 0 {
			from, spare = spare, nil
		}
		for _, i := range spare {
			h.layout.Columns[i].Note = "could be " + name + " too; column " + fmt.Sprint(from[0]+1) + " is"
		}
		switch {
		case len(from) == 1:
			h.take(from[0], f, cells[from[0]])
		case len(from) > 1 && slices.Contains([]string{"price", "list_price", "title", "currency", "sku", "external_id", "url"}, name):
			return &market.RowError{
				Line: line, Column: from[1] + 1, Field: name,
				Reason: fmt.Sprintf("columns %d (%s) and %d (%s) can both be it: name the right one %s", from[0]+1, strings.TrimSpace(cells[from[0]]), from[1]+1, strings.TrimSpace(cells[from[1]]), name),
			}
		default:
			for _, i := range from {
				h.layout.Columns[i].Note = "could be " + name + ", and so could another column: none is taken"
			}
		}
	}
	return nil
}

// take reads a column as a field.
func (h *header) take(column, field int, cell string) {
	h.fields[column] = field
	h.layout.Columns[column].Field = h.schema.names[field]
	switch h.schema.names[field] {
	case "price", "list_price", "shipping":
		if c := headerCurrency(cell); c != "" {
			h.currencies[field] = c
			h.layout.Columns[column].Note = "in " + string(c)
		}
	}
}

// spare reports whether a field's cells are taken by a foreign name, so that one that is not understood is left unknown and
// does not cost its row. The column's note says so.
func (c *cells) spare(field int, text string) bool {
	if c.header == nil || c.at[field] == 0 {
		return false
	}
	col := &c.header.layout.Columns[c.at[field]-1]
	if columnName(col.Header) == col.Field {
		return false
	}
	if col.Note == "" {
		col.Note = fmt.Sprintf("some cells are not understood and left unknown, the first in line %d: %q", c.line, text)
	}
	return true
}
