package matching

import "strings"

// categoryKey folds a category text: the stems of its words, in order.
func categoryKey(s string) string { return strings.Join(newPhrase(categoryWords(s)).stems, " ") }

// categoryWords are the words of the last step of a category path.
func categoryWords(s string) []string {
	f := Fold(clip(s))
	for _, mark := range []string{">", "»", "›", "|", " / ", "→"} {
		if i := strings.LastIndex(f, mark); i >= 0 && strings.TrimSpace(f[i+len(mark):]) != "" {
			f = f[i+len(mark):]
		}
	}
	return parse(f).words
}

// productWords are the words that name the kind of product of a candidate: of its category, else of its first keyword,
// else the last of its title without brand and codes.
func productWords(it *item, category string, keywords []string) []string {
	if words := categoryWords(category); len(words) > 0 {
		return words
	}
	for _, k := range keywords {
		if words := categoryWords(k); len(words) > 0 {
			return words
		}
	}
	var out []string
	for _, w := range it.order {
		if w == it.brand || hasDigit(w) || variantWords[w].name != "" || brandAliases[w] != "" {
			continue
		}
		out = append(out, w)
	}
	if len(out) > 3 {
		out = out[len(out)-3:]
	}
	return out
}

// shelves holds listings by category key; those without a category are on none.
type shelves struct {
	byKey  map[string][]int
	single []string // keys of one word, sorted
}

func shelve(keys []string) *shelves {
	s := &shelves{byKey: map[string][]int{}}
	for i, key := range keys {
		if key != "" {
			s.byKey[key] = append(s.byKey[key], i)
		}
	}
	for _, key := range sortedKeys(s.byKey) {
		if !strings.Contains(key, " ") {
			s.single = append(s.single, key)
		}
	}
	return s
}

// kindred returns the other keys that name a kind of what key names, or what key is a kind of.
func (s *shelves) kindred(key string) []string {
	var out []string
	if key == "" || strings.Contains(key, " ") {
		return out
	}
	for _, other := range s.single {
		if under(other, key) || under(key, other) {
			out = append(out, other)
		}
	}
	return out
}
