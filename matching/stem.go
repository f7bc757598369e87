package matching

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// stem folds plural and case away, lightly: enough to compare a category's words with a title's, in English, German,
// French, Spanish and Russian. What it leaves is no word to show. stem(stem(w)) is stem(w).
func stem(w string) string {
	for {
		t := stemOnce(w)
		if t == w {
			return w
		}
		w = t
	}
}

func stemOnce(w string) string {
	n := len(w)
	if n < 4 || w[0] >= utf8.RuneSelf {
		return stemCyrillic(w)
	}
	ends := func(s string) bool { return strings.HasSuffix(w, s) }
	switch {
	case n > 4 && (ends("xes") || ends("ches") || ends("shes") || ends("sses")), n > 4 && ends("ies"):
		return w[:n-2] // boxes, watches, batteries
	case n > 4 && (ends("eaux") || ends("eux")):
		return w[:n-1] // manteaux
	case ends("s") && !ends("ss"):
		return w[:n-1]
	case n >= 6 && ends("en"), n >= 8 && ends("ern"):
		return w[:n-1] // Taschen, Kochern
	case n >= 6 && ends("e"):
		return w[:n-1] // Schuhe, hervidore(s)
	case ends("y") && !strings.ContainsRune("aeiou", rune(w[n-2])):
		return w[:n-1] + "i" // battery, as batterie(s)
	}
	return w
}

// stemCyrillic drops the endings of Russian declension, as Fold writes them (й as и), and the vowel that comes and
// goes before к (кроссовок, кроссовки).
func stemCyrillic(w string) string {
	if !strings.HasPrefix(w, "\xd0") && !strings.HasPrefix(w, "\xd1") {
		return w
	}
	for _, e := range [...]string{"иями", "ями", "ами", "его", "ого", "ему", "ому", "ыми", "ими", "иях", "ах", "ях", "ов", "ев", "ои", "ыи", "ии",
		"ая", "яя", "ое", "ее", "ые", "ие", "ую", "юю", "ом", "ем", "ам", "ям", "а", "я", "о", "е", "ы", "и", "у", "ю", "ь"} {
		if t, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(t) >= 3 {
			return t
		}
	}
	for _, e := range [...]string{"ок", "ек"} {
		if t, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(t) >= 3 && !endsInVowel(t) {
			return t + "к"
		}
	}
	return w
}

func endsInVowel(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(w)
	return strings.ContainsRune("аеиоуыэюя", r)
}

// under reports that a compound names a kind of what its last part names: Laufschuhe are Schuhe. Both are stems.
func under(compound, part string) bool {
	return len(part) >= 5 && len(compound) >= len(part)+3 && strings.HasSuffix(compound, part) && !opaque(compound)
}

// opaque reports compounds that are no kind of what their last part names: a Handschuh is worn on no foot, and nobody
// buys a Kocher for a Wasserkocher.
func opaque(compound string) bool {
	return slices.ContainsFunc([]string{"handschuh", "wasserkocher", "reiskocher", "eierkocher", "kopfhorer", "lautsprecher", "fernseher", "rucksack",
		"schlafsack", "sitzsack", "staubsauger", "geschirrspuler", "steckdos", "brieftasch", "taschenlamp", "gluhbirn", "lampenschirm", "bildschirm",
		"klobrill", "tischdeck", "zahnburst", "warmflasch", "gasflasch", "bugeleisen", "ladenschild"},
		func(x string) bool { return strings.HasSuffix(compound, x) })
}
