package matching

import (
	"slices"
	"strings"
)

// generations are what makers call a later model of one line by; numerals that are letters or words too (v, vi, x) are
// left out.
var generations = map[string]string{"ii": "2", "iii": "3", "iv": "4", "vii": "7", "viii": "8"}

// generationOf is the number of a title's generation ("mark II", "Mk3", "III"), "" where it names none.
func generationOf(words []string) string {
	for i, w := range words {
		if g := generations[w]; g != "" {
			return g
		}
		for _, p := range []string{"mk", "mark", "gen"} {
			rest, ok := strings.CutPrefix(w, p)
			switch {
			case !ok:
				continue
			case generations[rest] != "":
				return generations[rest]
			case len(rest) == 1 && isNumber(rest):
				return rest
			case rest == "" && i+1 < len(words) && len(words[i+1]) == 1 && isNumber(words[i+1]):
				return words[i+1]
			}
		}
	}
	return ""
}

// otherGeneration reports that the titles name different generations of a line, or that one alone names a later one:
// the first has no number.
func otherGeneration(a, b *item) bool {
	g, h := generationOf(marksIn(a)), generationOf(marksIn(b))
	return g != h && !endsWith(a, h) && !endsWith(b, g)
}

// marksIn are the words of a title with their numerals as they stand.
func marksIn(it *item) []string {
	return strings.FieldsFunc(it.folded, func(r rune) bool { return !wordRune(r) })
}

// endsWith reports that a title has a number by itself or at the end of a word, as a numeral too: a7R2, a7RII.
func endsWith(it *item, n string) bool {
	return n != "" && (slices.ContainsFunc(it.order, func(w string) bool { return strings.HasSuffix(w, n) && !digitAt(w, len(w)-len(n)-1) }) ||
		slices.ContainsFunc(marksIn(it), func(w string) bool {
			stem := strings.TrimRight(w, "iv")
			return generations[w[len(stem):]] == n
		}))
}

// otherNumber reports that both titles print part numbers of one mould, as siblings of a series have, and none that
// they share: KD-B263 and KD-B264.
func otherNumber(a, b *item) bool {
	sibling := false
	for _, m := range a.models {
		if has(b.models, m) || insideText(m, b.squash) {
			return false
		}
		for _, n := range b.models {
			sibling = sibling || identifies(m) && identifies(n) && oneMould(m, n)
		}
	}
	return sibling && !slices.ContainsFunc(b.models, func(n string) bool { return insideText(n, a.squash) }) && partAgreement(a.parts, b.parts) == 0
}

// oneMould reports that codes have letters and digits in the same places, and the same first two characters.
func oneMould(m, n string) bool {
	if len(m) != len(n) || m[:2] != n[:2] {
		return false
	}
	for i := range len(m) {
		if digitAt(m, i) != digitAt(n, i) || !digitAt(m, i) && m[i] != n[i] {
			return false
		}
	}
	return true
}
