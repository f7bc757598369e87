package feed

import (
	"encoding/csv"
	"io"
	"strings"
)

// Table opens a small table that a person writes or saves from a spreadsheet, such as labels or decisions: its
// character set and delimiter are told as those of Records, and its header is read, as plain lower-case names. An
// empty file is io.EOF. Rows may have any number of cells.
func Table(r io.Reader) (*csv.Reader, []string, error) {
	text := decoded(r)
	head, _ := text.Peek(headSize) // what cannot be read is seen by the first read
	line, _, _ := strings.Cut(strings.TrimLeft(string(head), "\r\n"), "\n")
	in := csv.NewReader(text)
	in.Comma, in.FieldsPerRecord = rune(delimiterOf(line)), -1
	names, err := in.Read()
	for i, n := range names {
		names[i] = columnName(n)
	}
	return in, names, err
}
