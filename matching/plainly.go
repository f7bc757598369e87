package matching

import "slices"

// plainlyOther reports, of two shops' titles, the few forms that say beyond doubt that one is not the other, which then a
// person is asked about. The wider guards are no vetoes between two shops: they would part more true pairs than false.
func plainlyOther(a, b *item) bool {
	return servesOnly(a, b) || servesOnly(b, a) || countsOnly(a, b) || renewedOnly(a, b) || renewedOnly(b, a)
}

// servesOnly: b is "accessory for" something that holds what a is called, and a names no accessory.
func servesOnly(a, b *item) bool {
	v, w := a.seen(), b.seen()
	if w.link != linkFor || v.link == linkFor || len(v.anyParts)+len(v.partScript) > 0 || len(w.head.words) == 0 {
		return false
	}
	first, last := w.head.words[0], w.head.words[len(w.head.words)-1]
	if !partWord(first) && (!partWord(last) || shareCode(a, b)) || len(w.head.words) > 6 {
		return false
	}
	want := wantedFor(a, "", nil)
	return want.near(w.tail) && want.shared(w.head) < want.shared(w.tail)
}

// shareCode reports that a model number of one title stands in the other.
func shareCode(a, b *item) bool { return codeInBoth(a, b, func(string) bool { return true }) }

// codeInBoth reports that a model number of one title which counts stands in the other.
func codeInBoth(a, b *item, counts func(string) bool) bool {
	holds := func(x, in *item) bool {
		return slices.ContainsFunc(x.models, func(m string) bool { return counts(m) && insideText(m, in.squash) })
	}
	return holds(a, b) || holds(b, a)
}

// countsOnly: one title begins with a count of it ("2 x …"), or has a word for two or three ("Doppelpack").
func countsOnly(a, b *item) bool {
	p, q := a.seen().pack, b.seen().pack
	return p != q && min(p, q) == 0 && a.units() != b.units()
}

// renewedOnly: b calls itself refurbished, and a does not. "Used" stands in the names of shelves as well.
func renewedOnly(a, b *item) bool {
	return slices.ContainsFunc(b.order, renewed) && !slices.ContainsFunc(a.order, renewed)
}

func renewed(w string) bool {
	switch w {
	case "refurbished", "refurb", "reconditioned", "renewed", "generaluberholt", "refurbed", "reconditionne", "reconditionnee", "reacondicionado", "reacondicionada",
		"ricondizionato", "ricondizionata", "восстановленныи", "восстановленная", "восстановленное":
		return true
	}
	return false
}
