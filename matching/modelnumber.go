package matching

import (
	"slices"
	"strings"
)

// modelFeatures compares model and part numbers.
func (c *corpus) modelFeatures(a, b *item, top float64, v *vector) {
	sameA, allA, lostA := c.models(a, b, top, v)
	sameB, allB, lostB := c.models(b, a, top, v)
	v[fModelPart] = partAgreement(a.parts, b.parts)
	if all := min(allA, allB); all > 0 {
		v[fModelMatch] = f32(min(1, max(sameA, sameB)/all))
	}
	v[fModelClash] = f32(min(lostA, lostB))
	if len(a.models) == 0 || len(b.models) == 0 {
		v[fModelClash] = 0.4 // unknown stands between agreement and clash
	}
	if len(a.models) > 0 && len(b.models) > 0 && v[fModelSame] == 0 && v[fModelInside] == 0 {
		v[fModelConflict] = 1
		if v[fModelPart] > 0 {
			v[fModelConflict] = 0.5
		}
	}
}

// models weighs the model numbers of a: those that b has, all, and the rarest that b lacks.
func (c *corpus) models(a, b *item, top float64, v *vector) (same, all, lost float64) {
	for _, m := range a.models {
		w := min(1, c.idf(c.id(m))/top)
		all += w
		switch {
		case has(b.models, m):
			v[fModelSame] = 1
		case insideText(m, b.squash):
			v[fModelInside] = 1
		default:
			if b.hasText && insideText(m, b.squashAll) {
				v[fModelDesc] = 1
			} else if partAgreement([]string{m}, b.parts) == 0 {
				lost = max(lost, w)
			}
			continue
		}
		same += w
		v[fModelRarity] = max(v[fModelRarity], f32(w))
	}
	return same, all, lost
}

// identifies reports that a code of a title names one product, as a maker numbers it: five characters or more with two
// digits or more. A version (v10.5), an ordinal (50th), a measure or a count (1080p, 18-105mm, 100u, 4-pack), a
// round number (10,000) and a word that holds a digit (Move2Mac) name none.
func identifies(m string) bool {
	digits, round := 0, strings.TrimRight(m, "0")
	for i := range len(m) {
		if digitAt(m, i) {
			digits++
		}
	}
	if digits == len(m) {
		return len(m) >= 5 && len(m)-len(round) < 3
	}
	letters := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, m)
	return len(m) >= 5 && digits >= 2 && !counters[letters]
}

// counters are what is left of a version, an ordinal, a measure or a count without its digits.
var counters = set("v r rev sp vol st nd rd th strd thth stnd ndrd p i k x u w mm cm m mp kb mb gb tb mhz ghz hz dpi fps rpm ft in x64 win mac as bit pack pk pc pcs user users lic seat seats client clients node nodes yr year years grade for")

func has(ss []string, s string) bool {
	return slices.Contains(ss, s)
}

// insideText finds a model number in squashed text; a number must not be part of a longer number.
func insideText(m, text string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], m)
		if i < 0 {
			return false
		}
		i += from
		j := i + len(m)
		if (!digitAt(m, 0) || i <= 0 || !digitAt(text, i-1)) && (!digitAt(m, len(m)-1) || !digitAt(text, j)) {
			return true
		}
		from = i + 1
	}
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// partAgreement is 1 where a piece of a code is a piece of the other's, less where one begins or ends with the other
// (FS105 and FS105NA: a suffix names a region or a colour).
func partAgreement(a, b []string) float32 {
	best := float32(0)
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return 1
			}
			if n := min(len(x), len(y)); n >= 4 {
				if hasDigit(x[:n]) && (strings.HasPrefix(x, y) || strings.HasPrefix(y, x)) && !digitAt(x, n) && !digitAt(y, n) {
					best = max(best, 0.8)
				} else if strings.HasSuffix(x, y) || strings.HasSuffix(y, x) {
					best = max(best, 0.6)
				}
			}
		}
	}
	return best
}

// JaroWinkler returns the similarity of two words, 0 to 1 (Winkler 1990: prefix scale 0.1, at most four characters).
func JaroWinkler(a, b string) float64 {
	var bufA, bufB [32]rune
	x, y := appendRunes(bufA[:0], a), appendRunes(bufB[:0], b)
	j := jaro(x, y)
	prefix := 0
	for prefix < min(4, len(x), len(y)) && x[prefix] == y[prefix] {
		prefix++
	}
	return j + 0.1*float64(prefix)*(1-j)
}

func appendRunes(to []rune, s string) []rune {
	for _, r := range s {
		to = append(to, r)
	}
	return to
}

func jaro(x, y []rune) float64 {
	if len(x) == 0 && len(y) == 0 {
		return 1
	}
	window := max(0, max(len(x), len(y))/2-1)
	var bufX, bufY [32]bool
	usedX, usedY := append(bufX[:0], make([]bool, len(x))...), append(bufY[:0], make([]bool, len(y))...)
	m := 0
	for i := range x {
		for j := max(0, i-window); j < min(len(y), i+window+1); j++ {
			if !usedY[j] && x[i] == y[j] {
				usedX[i], usedY[j] = true, true
				m++
				break
			}
		}
	}
	if m == 0 {
		return 0
	}
	swaps, j := 0, 0
	for i := range x {
		if !usedX[i] {
			continue
		}
		for !usedY[j] {
			j++
		}
		if x[i] != y[j] {
			swaps++
		}
		j++
	}
	f := float64(m)
	return (f/float64(len(x)) + f/float64(len(y)) + (f-float64(swaps)/2)/f) / 3
}
