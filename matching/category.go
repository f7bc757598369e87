package matching

import "strings"

// categoryKey folds a category text: the last step of a path, words in singular, in order.
func categoryKey(s string) string {
	f := Fold(clip(s))
	for _, mark := range []string{">", "»", "›", "|", " / ", "→"} {
		if i := strings.LastIndex(f, mark); i >= 0 && strings.TrimSpace(f[i+len(mark):]) != "" {
			f = f[i+len(mark):]
		}
	}
	words := parse(f).words
	out := make([]string, 0, len(words))
	for _, w := range words {
		out = append(out, stem(w))
	}
	return strings.Join(out, " ")
}

// productWords are the words that name the kind of product of a candidate: of its category, else of its first keyword,
// else the last of its title without brand and codes.
func productWords(it *item, category string, keywords []string) []string {
	if key := categoryKey(category); key != "" {
		return strings.Fields(key)
	}
	for _, k := range keywords {
		if key := categoryKey(k); key != "" {
			return strings.Fields(key)
		}
	}
	var out []string
	for _, w := range it.order {
		if w == it.brand || hasDigit(w) || variantWords[w].name != "" || brandAliases[w] != "" {
			continue
		}
		out = append(out, stem(w))
	}
	if len(out) > 3 {
		out = out[len(out)-3:]
	}
	return out
}

// shelves holds listings by category key; those without a category are on none.
type shelves struct{ byKey map[string][]int }

func shelve(keys []string) *shelves {
	s := &shelves{byKey: map[string][]int{}}
	for i, key := range keys {
		if key != "" {
			s.byKey[key] = append(s.byKey[key], i)
		}
	}
	return s
}
