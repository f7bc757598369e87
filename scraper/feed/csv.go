package feed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"shelfwise/market"
)

// maxRecord is the most bytes that one row with line breaks inside quotes may take. A quote that is not closed
// within it spoils its own line only.
const maxRecord = 1 << 20

// csvReader reads rows of RFC 4180 with any delimiter. It differs from encoding/csv in one thing: after a broken row
// it goes on with the next line, so that a stray quote costs one row instead of the rest of the file.
type csvReader struct {
	r     io.Reader
	delim byte
	sep   string // delim
	buf   []byte // unread input
	pos   int    // start of the next row in buf
	line  int    // line number at pos
	eof   bool

	fields []string
}

func newCSVReader(r io.Reader, delim byte) *csvReader {
	c := &csvReader{r: r, line: 1}
	c.delimit(delim)
	return c
}

func (c *csvReader) delimit(delim byte) { c.delim, c.sep = delim, string(rune(delim)) }

// head returns the first bytes of the input without using them up.
func (c *csvReader) head() ([]byte, error) {
	for len(c.buf) < headSize && !c.eof {
		if err := c.fill(); err != nil {
			return nil, err
		}
	}
	return c.buf[:min(headSize, len(c.buf))], nil
}

// fill reads more input behind what is unread.
func (c *csvReader) fill() error {
	if c.pos > 0 && c.pos == len(c.buf) {
		c.buf, c.pos = c.buf[:0], 0
	} else if c.pos > bufferSize {
		c.buf = c.buf[:copy(c.buf, c.buf[c.pos:])]
		c.pos = 0
	}
	if cap(c.buf)-len(c.buf) < bufferSize {
		grown := make([]byte, len(c.buf), 2*cap(c.buf)+2*bufferSize)
		copy(grown, c.buf)
		c.buf = grown
	}
	n, err := c.r.Read(c.buf[len(c.buf):cap(c.buf)])
	c.buf = c.buf[:len(c.buf)+n]
	if errors.Is(err, io.EOF) {
		c.eof, err = true, nil
	}
	return err
}

type scan int

const (
	scanned scan = iota
	needMore
	badQuote
)

// next returns the fields of the next row and its first line; the slice is reused. Errors: io.EOF, a
// *market.RowError after which reading goes on, or the reader's.
func (c *csvReader) next() ([]string, int, error) {
	for {
		if c.pos == len(c.buf) && c.eof {
			return nil, c.line, io.EOF
		}
		start := c.line
		end, state := c.record()
		if state == needMore && !c.eof && len(c.buf)-c.pos < maxRecord {
			if err := c.fill(); err != nil {
				return nil, c.line, err
			}
			continue
		}
		if state != scanned {
			return nil, start, c.skipLine(c.broken(state))
		}
		c.line += bytes.Count(c.buf[c.pos:end], []byte{'\n'})
		c.pos = end
		return c.fields, start, nil
	}
}

// broken says why the row at pos cannot be read.
func (c *csvReader) broken(state scan) *market.RowError {
	bad := &market.RowError{Line: c.line, Column: len(c.fields) + 1, Reason: "a quote is opened and not closed before the next column"}
	if state == needMore && !c.eof && bytes.IndexByte(c.buf[c.pos:], '"') < 0 {
		bad.Column, bad.Reason = 0, fmt.Sprintf("longer than %d MB", maxRecord>>20)
	}
	return bad
}

// skipLine passes over the line at pos, which is broken.
func (c *csvReader) skipLine(bad *market.RowError) error {
	for {
		if i := bytes.IndexByte(c.buf[c.pos:], '\n'); i >= 0 {
			c.pos += i + 1
			break
		}
		if c.eof {
			c.pos = len(c.buf)
			break
		}
		c.pos = len(c.buf)
		if err := c.fill(); err != nil {
			return err
		}
	}
	c.line++
	return bad
}

// record scans the row at pos into fields and returns where it ends.
func (c *csvReader) record() (int, scan) {
	c.fields = c.fields[:0]
	in := c.buf[c.pos:]
	end := bytes.IndexByte(in, '\n')
	if end < 0 && !c.eof {
		return 0, needMore
	}
	if end < 0 {
		end = len(in)
	}
	// The usual row has no quote at all: one string, cut at the delimiters.
	if bytes.IndexByte(in[:end], '"') < 0 {
		rest := string(trimCR(in[:end]))
		for {
			field, tail, more := strings.Cut(rest, c.sep)
			c.fields = append(c.fields, field)
			if !more {
				return c.after(end), scanned
			}
			rest = tail
		}
	}
	return c.quoted(in)
}

// after returns the position behind the line break at offset end of the unread input.
func (c *csvReader) after(end int) int { return min(c.pos+end+1, len(c.buf)) }

// quoted scans a row that holds quotes.
func (c *csvReader) quoted(in []byte) (int, scan) {
	i := 0
	for {
		if i < len(in) && in[i] == '"' {
			field, n, state := unquote(in[i:], c.delim, c.eof)
			if state != scanned {
				return 0, state
			}
			c.fields = append(c.fields, field)
			i += n
		} else {
			n := bytes.IndexAny(in[i:], c.sep+"\n")
			if n < 0 && !c.eof {
				return 0, needMore
			}
			if n < 0 {
				n = len(in) - i
			}
			c.fields = append(c.fields, string(trimCR(in[i:i+n])))
			i += n
		}
		if i >= len(in) {
			return len(c.buf), scanned
		}
		if in[i] == '\n' {
			return c.after(i), scanned
		}
		i++ // the delimiter
	}
}

// unquote reads a quoted field and returns it with the number of bytes up to the delimiter or line break behind it.
func unquote(in []byte, delim byte, eof bool) (string, int, scan) {
	i, doubled := 1, false
	for {
		n := bytes.IndexByte(in[i:], '"')
		if n < 0 {
			if eof {
				return "", 0, badQuote
			}
			return "", 0, needMore
		}
		i += n + 1
		if i == len(in) && !eof || i+1 == len(in) && in[i] == '\r' && !eof {
			return "", 0, needMore
		}
		if i < len(in) && in[i] == '"' {
			doubled = true
			i++
			continue
		}
		break
	}
	field := string(in[1 : i-1])
	if doubled {
		field = strings.ReplaceAll(field, `""`, `"`)
	}
	if i+1 < len(in) && in[i] == '\r' && in[i+1] == '\n' || i+1 == len(in) && in[i] == '\r' {
		i++
	}
	if i < len(in) && in[i] != delim && in[i] != '\n' {
		return "", 0, badQuote
	}
	return field, i, scanned
}

func trimCR(b []byte) []byte { return bytes.TrimSuffix(b, []byte{'\r'}) }
