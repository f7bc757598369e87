package matching

import (
	"slices"
	"strings"
)

// apart fills what the guards say of a pair of titles, both ways. Between two shops they are no vetoes, since one may
// leave out what the other says ("jewel case", "with lens"), but the second model weighs them. Pairs under lookFrom are
// not looked at.
func (t *Task) apart(p *pair, v []float32) {
	v[mNamed] = 1
	if p.first < lookFrom {
		return
	}
	a, b := t.whole(0, int(p.l)), t.whole(1, int(p.r))
	if v[fGTIN] != 1 && !shareName(a, b, p.v) {
		v[mNamed] = 0
	}
	for range 2 {
		w, x := wantedFor(a, a.rec.Category, nil), b.seen()
		if _, yes := w.accessory(b, x); yes || servedBy(x, a.seen()) {
			v[mServes] = 1
		}
		_, bundle := w.sign(x.bundle)
		if _, other := w.otherProduct(x); bundle || other {
			v[mTogether] = 1
		}
		if _, used := w.sign(x.used); used {
			v[mUsed] = 1
		}
		a, b = b, a
	}
}

// lookFrom are log-odds of the first model under which the guards are not asked.
const lookFrom = -3

// shareName reports that two titles share a code or a word, misspelt, cut or joined too, that is more than a maker, a
// measure, a short number or a variant: all that two of its maker's products have in common need not be more.
func shareName(a, b *item, v *vector) bool {
	if a.squash == b.squash || v[fModelSame] == 1 || v[fModelInside] == 1 || v[fModelPart] > 0 {
		return true
	}
	return namedAlike(a, b) || namedAlike(b, a)
}

func namedAlike(a, b *item) bool {
	return slices.ContainsFunc(a.order, func(w string) bool {
		if len(w) < 3 || isNumber(w) && len(w) < 5 || strings.Contains(w, ":") || variantWords[w].name != "" || namesMaker(w, a) || namesMaker(w, b) {
			return false
		}
		return slices.Contains(b.order, w) || len(w) >= 4 && !hasDigit(w) && strings.Contains(b.squash, w) || !isNumber(w) && softIn(w, b.order)
	})
}

// namesMaker reports that a word is a maker's name, or one of its words.
func namesMaker(w string, it *item) bool {
	if alias, ok := brandAliases[w]; ok {
		w = alias
	}
	return w == it.brand || slices.Contains(it.makers, w)
}
