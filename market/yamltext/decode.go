package yamltext

import (
	"fmt"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Decode reads text into the value that into points to. An unknown key is an error, as is whatever the text has that
// into cannot take; it is a yaml.Error with its place, but for texts on which the library itself gives up by a panic (a
// tag on an empty list).
func Decode(text []byte, into any) error {
	return guarded(func() error { return yaml.UnmarshalWithOptions(text, into, yaml.Strict()) })
}

// Tree reads text as its syntax tree, which knows the line and column of every value.
func Tree(text []byte) (file *ast.File, err error) {
	err = guarded(func() error {
		file, err = parser.ParseBytes(text, 0)
		return err
	})
	return file, err
}

// Message says what is wrong and shows the lines where.
func Message(err error) string { return Plainly(yaml.FormatError(err, false, true)) }

func guarded(read func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("not YAML that can be read: %v", r)
		}
	}()
	return read()
}
