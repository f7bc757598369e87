package yamltext

import (
	"regexp"
	"strings"
)

var (
	wrongType = regexp.MustCompile(`cannot unmarshal (\S+(?: \{\})?) into Go (?:struct field \S+ of type|value of type) (\S+(?: \{\})?)`)
	wrongKind = regexp.MustCompile(`(\S+) was used where (\S+) is expected`)
)

// Plainly says in the words of those who write such files what the YAML library says in Go's: which kind of value is
// wanted where another stands. Any other text is returned as it is.
func Plainly(problem string) string {
	problem = wrongKind.ReplaceAllStringFunc(problem, func(s string) string {
		m := wrongKind.FindStringSubmatch(s)
		switch m[2] {
		case "sequence":
			return "a list is wanted here: write [\u2026] around it, or each on a line of its own after \"- \""
		case "mapping":
			return "names with values are wanted here (name: value)"
		}
		return "a " + m[1] + " stands where a " + m[2] + " is wanted"
	})
	return wrongType.ReplaceAllStringFunc(problem, func(s string) string {
		m := wrongType.FindStringSubmatch(s)
		return kindOf(m[2]) + " is wanted here, not " + kindOf(m[1])
	})
}

// kindOf names a Go type as a kind of YAML value.
func kindOf(goType string) string {
	switch base := strings.TrimLeft(goType, "*"); {
	case strings.HasPrefix(base, "[]"):
		return "a list"
	case strings.HasPrefix(base, "map["):
		return "names with values"
	case base == "bool":
		return "true or false"
	case base == "string":
		return "a text"
	case strings.HasPrefix(base, "int"), strings.HasPrefix(base, "uint"):
		return "a whole number"
	case strings.HasPrefix(base, "float"):
		return "a number"
	}
	return "another kind of value"
}
