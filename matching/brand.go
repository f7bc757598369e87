package matching

import (
	"slices"
	"strings"
)

// brandOf folds a brand field to one word without corporate endings, by its alias.
func brandOf(s string) string {
	if s == "" {
		return ""
	}
	p := parse(Fold(clip(s)))
	var b strings.Builder
	for _, w := range p.words {
		if !corporate[w] {
			if a, ok := brandAliases[w]; ok {
				w = a
			}
			if !strings.HasSuffix(b.String(), w) {
				b.WriteString(w)
			}
		}
	}
	if b.Len() == 0 {
		return strings.Join(p.words, "")
	}
	return b.String()
}

// makersOf lists the words of a brand field without corporate endings, by their aliases.
func makersOf(s string) []string {
	var out []string
	if s == "" {
		return nil
	}
	for _, w := range parse(Fold(clip(s))).words {
		if a, ok := brandAliases[w]; ok {
			w = a
		}
		if !corporate[w] && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

var corporate = set("inc incorporated corp corporation co ltd limited llc gmbh ag sa sas srl spa bv kg company technologies technology international software entertainment electronics systems group publishing press brewing brewery brewpub beer foods food cosmetics ооо")

// brandIn returns the brand of a record: its field, else a word of the title that other records give as their brand.
func (c *corpus) brandIn(r *Record, words []string) (string, bool) {
	if b := c.field(r).brand; b != "" {
		return b, true
	}
	for i, w := range words {
		if a, ok := brandAliases[w]; ok {
			w = a
		}
		if knownBrands[w] || i < 4 && c.brands[w] > 1 {
			return w, false
		}
	}
	return "", false
}

// brandFeature compares makers, authors and artists: 1 the same, 0.8 one's name within the other's, 0.5 in the other's
// text, 0 unknown, -0.5 names with a word in common, -1 different.
func brandFeature(a, b *item) float32 {
	switch {
	case a.brand == "" && b.brand == "":
		return 0
	case a.brand == b.brand:
		return 1
	}
	alike := float32(-1)
	if a.brandKnown && b.brandKnown {
		if alike = namesAlike(a.makers, b.makers); alike > 0.5 {
			return alike
		}
	}
	switch {
	case namedIn(a, b) || namedIn(b, a):
		return 0.5
	case a.brand == "" || b.brand == "":
		return 0
	}
	return alike
}

// namedIn reports that the brand of a stands in the text of b, its words in any order.
func namedIn(a, b *item) bool {
	if a.brand == "" {
		return false
	}
	if strings.Contains(b.squash, a.brand) {
		return true
	}
	return len(a.makers) > 1 && !slices.ContainsFunc(a.makers, func(w string) bool { return len(w) > 1 && !strings.Contains(b.squash, w) })
}

// namesAlike compares the words of two names, in any order; a single letter stands for a word that it begins.
func namesAlike(a, b []string) float32 {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for _, w := range a {
		if slices.ContainsFunc(b, func(x string) bool {
			return w == x || (len(w) == 1 || len(x) == 1) && w[0] == x[0] || len(w) > 4 && len(x) > 4 && JaroWinkler(w, x) >= 0.94
		}) {
			n++
		}
	}
	switch {
	case n == 0:
		return -1
	case n < len(a):
		return -0.5
	case n < len(b):
		return 0.8
	}
	return 1
}
