package scraper

import (
	"regexp"
	"strings"

	"shelfwise/market/yamltext"
)

var unknownKey = regexp.MustCompile(`^unknown field "(.*)"$`)

// plainly says a mistake of the YAML in the words of those who write profiles, with what to write instead.
func plainly(problem string) string {
	problem = yamltext.Plainly(problem)
	if m := unknownKey.FindStringSubmatch(problem); m != nil {
		if near := nearest(m[1], profileKeys()); near != "" {
			return problem + "; did you mean " + near + "?"
		}
		return problem
	}
	switch {
	case strings.Contains(problem, "'\t'"):
		return problem + ": indent with spaces, not with tabs"
	case strings.Contains(problem, "reserved character"), strings.Contains(problem, "mapping value is not allowed"), strings.Contains(problem, "alias"):
		return problem + ": a text with : @ * & or ! in it stands in quotes; or the indentation is wrong"
	}
	return problem
}

// profileKeys are the names in a profile, but for those of fields.
func profileKeys() []string {
	return []string{
		"name", "kind", "start", "locale", "country", "currency", "pace", "every", "max_pages", "hosts", "robots_note", "browser",
		"browser_hosts", "check", "sitemaps", "trust_lastmod", "category", "product_links", "product", "tile", "fields", "next",
		"links", "match", "follow", "select", "exclude", "json", "variants", "options",
	}
}

// nearest is the word that at most two letters tell from the one given, "" for none or where there are several.
func nearest(word string, words []string) string {
	best, found := 3, ""
	for _, w := range words {
		switch d := letters(word, w); {
		case d < best:
			best, found = d, w
		case d == best:
			found = ""
		}
	}
	if best >= len(found) {
		return ""
	}
	return found
}

// letters is how many letters are to be changed, added or taken out to make one word of another (Levenshtein 1965).
func letters(a, b string) int {
	if len(a) > 64 {
		return len(a)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}
