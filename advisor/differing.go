package advisor

import (
	"strings"
	"unicode"

	"shelfwise/matching"
)

// Word is a word of a title as it stands there. Alone says that the other title of a pair lacks it.
type Word struct {
	Text  string
	Alone bool
}

// Differing cuts two titles into words and marks those that only one has. Case, accents and marks are no difference,
// nor is a code that the other writes in pieces.
func Differing(a, b string) (left, right []Word) {
	return marked(a, b), marked(b, a)
}

func marked(title, other string) []Word {
	have := map[string]bool{}
	var joined strings.Builder
	for w := range strings.FieldsSeq(other) {
		bare := letters(w)
		have[bare] = true
		joined.WriteString(bare)
	}
	all := joined.String()
	var out []Word
	for w := range strings.FieldsSeq(title) {
		bare := letters(w)
		inside := len(bare) > 3 && strings.ContainsAny(bare, "0123456789") && strings.Contains(all, bare)
		out = append(out, Word{w, bare != "" && !have[bare] && !inside})
	}
	return out
}

// SameText reports that two texts are alike but for case, accents and marks; for numbers also leading zeros, as
// identifiers of several lengths have them.
func SameText(a, b string) bool {
	x, y := letters(a), letters(b)
	return x == y || strings.TrimLeft(x, "0") == strings.TrimLeft(y, "0")
}

// letters keeps letters and digits, folded as matching compares them.
func letters(w string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, matching.Fold(w))
}
