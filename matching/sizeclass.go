package matching

import (
	"slices"
	"strings"
)

// sizeClass says from which factor on two values of a dimension are two classes of product, and up to which they are
// measures of one aspect at all: the 15 inches of a laptop are not measured as the 2 m of its cable are.
type sizeClass struct {
	dim         string
	from, below float64
}

// sizeClasses are set by us. Contents are sold from a sample to a canister, and neighbours of a shelf differ twofold or
// threefold; a cable, a power or a charge of three times the other serves something else; a memory of eight times the
// other costs several times as much. Sixteen times and more is a memory against a store.
func sizeClasses() [13]sizeClass {
	return [...]sizeClass{
		{"volume", 4, 0}, {"mass", 4, 0}, {"length", 3, 20}, {"power", 3, 30}, {"charge", 3, 30}, {"energy", 3, 30}, {"light", 4, 30},
		{"data", 4, 16}, {"piece", 3, 0}, {"cup", 3, 0}, {"btu", 2.5, 0}, {"va", 3, 30}, {"port", 3, 0},
	}
}

// Screens are bought by the inch: of 55 inches, 43 and 65 are neighbours, 40 and 75 are not.
const (
	screenFrom  = 1.35
	leastScreen = 4 * 25.4 // mm
	mostScreen  = 130 * 25.4
)

// leastReach, in mm, is the length under which two that differ much are of two aspects: 2.5 inch and 7 mm of a disk.
const leastReach = 300

// size: a measure that differs by more than its class allows makes no substitute, where both titles name one value.
func (w *wanted) size(it *item) (string, bool) {
	for _, class := range sizeClasses() {
		a, okA := w.it.measure(class.dim)
		b, okB := it.measure(class.dim)
		if !okA || !okB {
			continue
		}
		from := class.from
		if class.dim == "length" && min(a, b) >= leastScreen && max(a, b) <= mostScreen && (screenKind(w.text) || screenKind(it.folded)) {
			from = screenFrom
		}
		below := class.below
		if class.dim == "length" && min(a, b) < leastReach {
			below = 6
		}
		if r := max(a, b) / min(a, b); r > from && (below == 0 || r < below) {
			return quantity{class.dim, b}.text() + " against " + quantity{class.dim, a}.text(), true
		}
	}
	return "", false
}

// screenKind reports that a text names a thing that is sold by the size of its screen.
func screenKind(folded string) bool {
	for _, f := range strings.FieldsFunc(folded, func(r rune) bool { return !wordRune(r) }) {
		switch stem(f) {
		case "tv", "hdtv", "television", "televisor", "fernseh", "fernseher", "televiseur", "televisore", "телевизор", "monitor", "moniteur", "монитор", "display", "bildschirm", "screen",
			"laptop", "notebook", "ноутбук", "tablet", "tablette", "планшет", "smart-tv":
			return true
		}
	}
	return !plainASCII(folded) && slices.ContainsFunc([]string{"电视", "電視", "显示器", "テレビ", "モニター", "ディスプレイ", "笔记本电脑", "平板电脑", "ノートパソコン"},
		func(s string) bool { return strings.Contains(folded, s) })
}
