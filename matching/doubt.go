package matching

import (
	"math"
	"slices"
	"strings"

	"shelfwise/market"
)

// doubts is what keeps a listing whose title the model takes for the candidate's from being used without a look. A
// market has no second shop's catalogue in which the true partner would stand: what is nearest may be a sibling.
type doubts uint8

const (
	noDoubt doubts = iota
	oneSaid        // one title says what makes another product of it
	sibling        // each title names another number or name of a line
)

// sureSibling is the probability under which a sibling is no match that a person is asked about.
const sureSibling = 0.6

// doubt looks at pair q for what one side alone says: a word of a line (Pro, mini, Ultra), another number in one place,
// a bundle, a used thing. A code that names one product and stands in both titles settles the line.
func (x *comparing) doubt(q int) doubts {
	p := &x.task.pairs[q]
	a, b := x.task.items[0][p.l], x.task.items[1][p.r]
	if a.squash == b.squash {
		return noDoubt
	}
	own := x.wants[p.l]
	back := wantedFor(b, x.listings[p.r].Category, nil)
	if _, out := back.bundle(a, a.seen()); out {
		return oneSaid
	}
	if _, out := back.soldWith(a.seen()); out {
		return oneSaid
	}
	if _, used := back.sign(a.seen().usedSigns()); used || plusThing(a.seen()) != plusThing(b.seen()) {
		return oneSaid
	}
	if oneCode(a, b) {
		return noDoubt
	}
	switch {
	case otherNumbers(a, b) || otherSlot(a.order, b.order):
		return sibling
	case lineApart(a.order, b.order) || lineApart(b.order, a.order) || suffixApart(a, b) || suffixApart(b, a):
		return oneSaid
	}
	if price := x.cands[p.l].Cost.UnitCost; price.Known() && b.rec.Price.Known() && price.Currency() == b.rec.Price.Currency() && b.price < underCost*price.Float() {
		return oneSaid
	}
	if own.partAtEnd(b.seen()) || back.partAtEnd(a.seen()) {
		return oneSaid
	}
	return noDoubt
}

// plusThing reports that a title adds something by + that is more than a warranty or a gift.
func plusThing(v *view) bool {
	more := v.strict.joined.second.words
	return len(more) > 0 && !slices.ContainsFunc(more, giftWord)
}

// underCost is the share of what the user pays for the candidate under which another shop hardly sells the same.
const underCost = 0.5

// partAtEnd reports that a title ends with an accessory word that the candidate does not use, or begins with one.
func (w *wanted) partAtEnd(v *view) bool {
	if v.link == linkWith {
		return false
	}
	ends := slices.ContainsFunc(v.endRun, func(s string) bool { return !w.says(s) && !w.sameKind(s) && !vaguePart(s) })
	return ends || len(v.head.words) > 0 && leadingPart(v.head.words[0]) && !w.says(v.head.words[0])
}

// oneCode reports that a code which names one product stands in both titles.
func oneCode(a, b *item) bool { return codeInBoth(a, b, identifies) }

// lineWord reports words by which a maker tells the products of a line apart.
func lineWord(x string) bool {
	switch x {
	case "pro", "max", "mini", "plus", "ultra", "lite", "se", "fe", "neo", "evo", "slim", "xl", "xs", "nano", "micro", "junior", "deluxe",
		"premium", "elite", "essential", "essentials", "titanium", "light", "compact", "classic", "advanced":
		return true
	}
	return false
}

// lineApart reports that one title has a word of a line that the other lacks.
func lineApart(words, other []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return lineWord(w) && !slices.ContainsFunc(other, func(x string) bool { return x == w || hasDigit(x) && strings.HasSuffix(x, w) })
	})
}

// otherNumbers reports that each title has a short number or code that the other lacks: S22 and S23. Longer ones may be
// two shops' numbers of one product, unless they are of one mould.
func otherNumbers(a, b *item) bool {
	return otherNumber(a, b) || len(onlyNumbers(a, b)) > 0 && len(onlyNumbers(b, a)) > 0
}

func onlyNumbers(a, b *item) []string {
	var out []string
	for _, w := range a.order {
		if hasDigit(w) && !strings.Contains(w, ":") && len(w) <= 5 && !identifies(w) && !has(b.order, w) && (len(w) == 1 || !insideText(w, b.squash)) {
			out = append(out, w)
		}
	}
	return out
}

// suffixApart reports that a number of one title has a letter more in the other: 255 and 255S.
func suffixApart(a, b *item) bool {
	return slices.ContainsFunc(a.order, func(w string) bool {
		return hasDigit(w) && digitAt(w, len(w)-1) && len(w) <= 4 && !strings.Contains(w, ":") && !has(b.order, w) && slices.ContainsFunc(b.order, func(x string) bool {
			return len(x) == len(w)+1 && strings.HasPrefix(x, w) && x[len(w)] >= 'a' && x[len(w)] <= 'z' && x[len(w)] != 'p' && x[len(w)] != 'k'
		})
	})
}

// otherSlot reports that two titles have different names between equal words: "MX Master 3S" and "MX Anywhere 3S".
func otherSlot(a, b []string) bool {
	for i := 1; i+1 < len(a); i++ {
		if !nameWord(a[i]) || slices.Contains(b, a[i]) || softIn(a[i], b) {
			continue
		}
		for j := 1; j+1 < len(b); j++ {
			if a[i-1] == b[j-1] && a[i+1] == b[j+1] && nameWord(b[j]) && !slices.Contains(a, b[j]) && !softIn(b[j], a) {
				return true
			}
		}
	}
	return false
}

func nameWord(x string) bool {
	return len(x) >= 3 && !hasDigit(x) && !strings.Contains(x, ":") && variantWords[x].name == "" && !sellerTalk(x)
}

// lookAgain returns the same products of candidate i once its market's prices are known: what a guard speaks against at
// its price is none, which excluded then says, and what names an accessory and is not priced as the product is asked
// about. An equal identifier and the user's word stand.
func (x *comparing) lookAgain(i int, w *wanted, excluded map[int]market.Exclusion) map[int]market.Match {
	out := make(map[int]market.Match, len(x.same[i]))
	for k, m := range x.same[i] {
		it := x.task.items[1][k]
		if m.Decision != market.Confirmed && !m.TakenBack() && m.Method != "gtin" && !math.IsNaN(w.median) {
			if reason, detail, no := w.exclude(it, it.seen()); no {
				excluded[k] = market.Exclusion{ListingID: x.listings[k].ID, Reason: reason, Detail: detail}
				continue
			}
		}
		if m.Decision == market.Auto && m.Method == "title" && x.namesPart(i, w, it) {
			m.Decision = market.Review
		}
		out[k] = m
	}
	return out
}

// namesPart reports that a title names a part which the candidate does not, and that no usual price of at least
// pricedFrom offers says that it is the product all the same.
func (x *comparing) namesPart(i int, w *wanted, it *item) bool {
	v := it.seen()
	if v.link == linkWith || w.priced >= pricedFrom && w.isUsual(it) {
		return false
	}
	part := w.firstOf(v.parts, v.partScript)
	if part == "" {
		part, _ = w.sign(v.strict.parts)
	}
	return part != "" && !vaguePart(part) && !oneCode(x.task.items[0][i], it)
}

// pricedFrom is the number of prices from which their median is what the product usually costs.
const pricedFrom = 3
