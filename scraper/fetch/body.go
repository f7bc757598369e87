package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

var (
	errTooLarge = errors.New("body is too large")
	errBomb     = errors.New("compressed body grows out of proportion")
	errEncoding = errors.New("body cannot be decompressed")
)

const (
	// maxRatio is how many times its size a compressed body may grow. DEFLATE reaches 1032 at most (zlib's technical
	// notes); pages stay below 30, a bomb does not.
	maxRatio = 200
	// ratioFrom is the decompressed size up to which the ratio is not looked at: small repetitive pages are harmless.
	ratioFrom = 1 << 20
	// maxLayers bounds encodings on encodings ("gzip, gzip").
	maxLayers = 2
)

// readBody reads and decompresses a body of less than limit bytes. Memory stays near limit whatever is sent, since
// decompression is streamed and stops at the limit.
func readBody(r io.Reader, contentEncoding string, limit int64) ([]byte, error) {
	wire := &counter{r: io.LimitReader(r, limit+1)}
	var body io.Reader = wire
	layers := strings.FieldsFunc(strings.ToLower(contentEncoding), func(r rune) bool { return r == ',' || r == ' ' })
	if len(layers) > maxLayers {
		return nil, fmt.Errorf("%w: content encoding %q", errEncoding, contentEncoding)
	}
	for _, layer := range slices.Backward(layers) { // the header lists them in the order they were applied
		var err error
		if body, err = decoder(body, layer); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	chunk := make([]byte, 64<<10)
	for {
		n, err := body.Read(chunk)
		out.Write(chunk[:n])
		size := int64(out.Len())
		if size >= limit || wire.n > limit {
			return nil, fmt.Errorf("%w: %d bytes or more", errTooLarge, limit)
		}
		if len(layers) > 0 && size > ratioFrom && size > maxRatio*wire.n {
			return nil, fmt.Errorf("%w: %d bytes out of %d", errBomb, size, wire.n)
		}
		switch {
		case err == io.EOF:
			return out.Bytes(), nil
		case err != nil && len(layers) > 0 && isCorrupt(err):
			return nil, fmt.Errorf("%w: %w", errEncoding, err)
		case err != nil:
			return nil, err
		}
	}
}

func decoder(r io.Reader, encoding string) (io.Reader, error) {
	switch encoding {
	case "identity", "":
		return r, nil
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(r)
		switch {
		case errors.Is(err, io.EOF):
			return strings.NewReader(""), nil // an empty body under a gzip header
		case err != nil:
			return nil, fmt.Errorf("%w: %w", errEncoding, err)
		}
		return z, nil
	case "deflate":
		return inflater(r)
	}
	return nil, fmt.Errorf("%w: unknown content encoding %q", errEncoding, encoding)
}

// inflater reads "deflate", which servers send with the zlib wrapper (as the standard says) and without it.
func inflater(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(2)
	if err != nil && len(head) == 0 {
		return b, nil
	}
	if len(head) == 2 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		z, err := zlib.NewReader(b)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errEncoding, err)
		}
		return z, nil
	}
	return flate.NewReader(b), nil
}

func isCorrupt(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.As(err, &corrupt) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) ||
		errors.Is(err, zlib.ErrChecksum) || errors.Is(err, zlib.ErrHeader) || errors.Is(err, io.ErrUnexpectedEOF)
}

// counter counts what came over the wire.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
