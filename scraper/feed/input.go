package feed

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const (
	utf8BOM    = "\xef\xbb\xbf"
	maxLine    = 4 << 20 // bytes of one JSON line
	bufferSize = 256 << 10
)

var errTooLong = errors.New("longer than 4 MB")

// decoded returns r as UTF-8 without a byte order mark. UTF-16 is told by its byte order mark; other character sets
// stay as they are, and their rows are refused one by one, since guessing would garble names.
func decoded(r io.Reader) *bufio.Reader {
	b := bufio.NewReaderSize(r, bufferSize)
	head, _ := b.Peek(4) // a shorter file is seen as such by the first read
	if e := utf16Of(head); e != nil {
		return bufio.NewReaderSize(transform.NewReader(b, e.NewDecoder()), bufferSize)
	}
	if bytes.HasPrefix(head, []byte(utf8BOM)) {
		_, _ = b.Discard(len(utf8BOM)) // peeked above, so it is there
	}
	return b
}

// utf16Of tells UTF-16 by its byte order mark, and without one by the zeros of a file that begins with Latin letters.
func utf16Of(head []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case len(head) < 4:
	case head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

func decodeHead(head []byte) []byte {
	e := utf16Of(head)
	if e == nil {
		return head
	}
	text, _, _ := transform.Bytes(e.NewDecoder(), head)
	return text // a character cut in half at the end does not matter here
}

// textLine is a line without its end; its bytes are valid until the next line.
type textLine struct {
	n    int // counting from 1
	text []byte
}

// lines yields the lines of r that are not empty. A line above maxLine is skipped with errTooLong; another error is
// the last element.
func lines(r *bufio.Reader) iter.Seq2[textLine, error] {
	return func(yield func(textLine, error) bool) {
		var long []byte
		for n := 1; ; n++ {
			line, err := oneLine(r, long[:0])
			if cap(line) > cap(long) && cap(line) > bufferSize {
				long = line
			}
			line = bytes.TrimRight(line, "\r\n")
			switch {
			case errors.Is(err, errTooLong):
				if !yield(textLine{n: n}, errTooLong) {
					return
				}
				continue
			case err != nil && !errors.Is(err, io.EOF):
				yield(textLine{n: n}, err)
				return
			case len(line) > 0 && !yield(textLine{n, line}, nil), err != nil:
				return
			}
		}
	}
}

// oneLine reads a line, in place where it fits the reader's buffer, else into long.
func oneLine(r *bufio.Reader, long []byte) ([]byte, error) {
	part, err := r.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return part, err
	}
	tooLong := false
	for errors.Is(err, bufio.ErrBufferFull) {
		if tooLong = tooLong || len(long)+len(part) > maxLine; !tooLong {
			long = append(long, part...)
		}
		part, err = r.ReadSlice('\n')
	}
	if tooLong && (err == nil || errors.Is(err, io.EOF)) {
		return nil, errTooLong
	}
	return append(long, part...), err
}

// checkUTF8 says where a text stops being UTF-8.
func checkUTF8(s string) error {
	if utf8.ValidString(s) {
		return nil
	}
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return fmt.Errorf("byte %d (0x%02x) is not UTF-8: save the file as UTF-8", i+1, s[i])
			}
		}
	}
	return nil
}
