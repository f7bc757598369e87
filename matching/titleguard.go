package matching

import (
	"slices"
	"strconv"
	"strings"
)

// ownWords are the stems that name a candidate in its title: no variants, no measures.
func ownWords(words []string) []string {
	var out []string
	for _, x := range words {
		if variantWords[x].name == "" && !strings.Contains(x, ":") && !setWord(x) {
			out = append(out, stem(x))
		}
	}
	return uniq(out)
}

// near reports that words speak of the candidate or its kind: they hold the kind, or two of the words that name it, or
// half of them.
func (w *wanted) near(ph phrase) bool {
	n := w.shared(ph)
	return w.names(ph) || n >= 2 || n > 0 && 2*n >= len(w.own)
}

// shared counts the words of the candidate's title among a phrase.
func (w *wanted) shared(ph phrase) int {
	n := 0
	for _, x := range w.own {
		if slices.Contains(ph.stems, x) {
			n++
		}
	}
	return n
}

// headNoun finds what is sold by where the words stand, whatever the category says: before "for", at the end of a
// title ("camera case", "手机壳"), or in front where a language puts it ("coque Orbix S9"). word is an accessory word
// that the candidate lacks, "" for none.
func (w *wanted) headNoun(it *item, v *view, word string) (string, bool) {
	if vaguePart(word) {
		word = w.clearer(v, word)
	}
	switch {
	case v.link == linkFor && word != "" && w.near(v.tail) && w.shared(v.head) < w.shared(v.tail):
		return word + " for such a product", true
	case v.link == linkFor && len(v.head.words) > 0 && w.near(v.tail) && w.shared(v.head) == 0 && !w.names(v.head) && !w.isUsual(it):
		return v.head.words[0] + ": something for such a product", true
	case v.link == linkFor && len(v.head.words) > 0 && w.mentions(v.tail.words) && w.shared(v.head) == 0 && !w.names(v.head) && w.isCheap(it):
		return v.head.words[0] + ": something for such a product", true
	case word != "" && v.link == linkNone && refillWord(v.head.words[0]) && w.near(v.head):
		return v.head.words[0] + ": a refill", true
	case word == "" || w.priceKnown(it) && !w.isCheap(it) || vaguePart(word) || w.isPart && !w.otherKind(word):
		return "", false
	case v.link == linkNone && leadingPart(word) && v.head.words[0] == word && w.near(v.head):
		return word + " is the thing named", true
	case (v.endPart == word || v.last == word || slices.Contains(v.endRun, word)) && v.link != linkFor && w.near(v.head):
		return word + " is the thing named", true
	case w.isCheap(it) && w.near(v.head):
		return word + ", far under the usual price", true
	}
	return "", false
}

// served names the accessory that a title says is for the candidate or a spare part of it, "" for none: what even an
// equal identifier does not make the candidate.
func (w *wanted) served(v *view) string {
	word := w.firstOf(v.parts, v.partScript)
	if word != "" && (v.link == linkFor && w.near(v.tail) && w.shared(v.head) < w.shared(v.tail) || strongPart(word) && w.near(v.head)) {
		return word
	}
	return ""
}

// clearer returns another accessory word of the run that ends a title, where word alone may name a whole product.
func (w *wanted) clearer(v *view, word string) string {
	for _, x := range v.endRun {
		if !vaguePart(x) && !w.says(x) && !w.sameKind(x) {
			return x
		}
	}
	return word
}

// endPart returns the accessory word with which a title ends, colours, numbers and a seller's praise aside; "" where there is none. What
// is inside a longer word of a script without spaces counts.
func endPart(head, script []string, folded string) string {
	if run := endRun(head); len(run) > 0 {
		return run[0]
	}
	fields := strings.Fields(folded)
	for _, f := range slices.Backward(fields) {
		for _, x := range script {
			if strings.HasSuffix(f, x) {
				return x
			}
		}
		if len(variantsOf([]string{f}, f)) == 0 && !hasDigit(f) {
			break
		}
	}
	return ""
}

// endRun returns the accessory words with which the words of a title end, last first, colours, numbers and a seller's
// praise aside: "head strap mount".
func endRun(words []string) []string {
	var out []string
	for _, x := range slices.Backward(words) {
		switch {
		case partWord(x):
			out = append(out, x)
		case len(out) > 0 || variantWords[x].name == "" && !hasDigit(x) && !sellerTalk(x):
			return out
		}
	}
	return out
}

// partWord reports that a word names a part or an addition, by itself or as the end of a German compound.
func partWord(x string) bool {
	if accessoryWords[x] || morePartWord(x) {
		return true
	}
	return slices.ContainsFunc(partEnds(), func(e string) bool { return len(x) > len(e)+2 && strings.HasSuffix(x, e) })
}

func partsAmong(words []string) []string {
	var out []string
	for _, x := range words {
		if partWord(x) {
			out = append(out, x)
		}
	}
	return out
}

// sameKind reports that the candidate is named by another word for the same kind of accessory: a cover against a case.
func (w *wanted) sameKind(x string) bool {
	kind := partKind(x)
	return kind != 0 && w.kinds[kind]
}

// otherKind reports that the candidate is an accessory of a known kind and x names another.
func (w *wanted) otherKind(x string) bool {
	kind := partKind(x)
	return kind != 0 && !w.kinds[kind] && slices.Contains(w.kinds[1:], true)
}

// joined is a title that joins two things: the words beside "and" or "+", up to the next comma.
type joined struct {
	left, right phrase
	plus        bool
}

// joinedIn cuts a folded title at its first word or sign that joins, "" parts where there is none.
func joinedIn(folded string) joined {
	at, size, plus := -1, 0, false
	for _, j := range joiners() {
		if i := strings.Index(folded, j); i > 0 && (at < 0 || i < at) {
			at, size, plus = i, len(j), j == " + "
		}
	}
	if at < 0 {
		return joined{}
	}
	left, right := folded[:at], folded[at+size:]
	const marks = ",;|()"
	if i := strings.LastIndexAny(left, marks); i >= 0 {
		left = left[i+1:]
	}
	if i := strings.IndexAny(right, marks); i > 0 {
		right = right[:i]
	}
	return joined{newPhrase(parse(left).words), newPhrase(parse(right).words), plus}
}

// otherProduct says what a title sells beside the candidate's kind: "X and Y set", "X + Y". A candidate that is a set
// itself is compared with sets, and what only comes along (a filter, a warranty) is no other product.
func (w *wanted) otherProduct(v *view) (string, bool) {
	j := v.joined
	const most = 6 // words of a second thing; more is talk
	if len(j.left.words) == 0 || len(j.right.words) == 0 || w.isSet {
		return "", false
	}
	x, y := j.left, j.right
	if w.shared(y) > w.shared(x) || w.names(y) && !w.names(x) {
		x, y = y, x
	}
	if w.shared(x) == 0 && !w.names(x) || slices.ContainsFunc(y.words, func(s string) bool { return partWord(s) || giftWord(s) }) {
		return "", false
	}
	if len(y.words) > most {
		return "", false
	}
	other, code := "", slices.Contains(w.own, y.stems[0])
	for _, s := range y.words {
		switch {
		case w.says(s) || setWord(s) || variantWords[s].name != "" || strings.Contains(s, ":"):
		case hasDigit(s):
			code = true
		case other == "" && len(s) > 2:
			other = s
		}
	}
	if other == "" || !v.isSet && (!j.plus || !code) {
		return "", false
	}
	return "sold together with " + other, true
}

// sameSet reports that two sets say one number of pieces, in whatever words.
func (w *wanted) sameSet(it *item, v *view) bool {
	n := strconv.Itoa(max(w.it.pack, it.pack))
	return w.isSet && v.isSet && saysNumber(w.it.folded, n) && saysNumber(it.folded, n)
}

func saysNumber(folded, n string) bool {
	return slices.ContainsFunc(lex(folded), func(l lexeme) bool { return l.kind == lexNumber && l.text == n })
}

// isSet reports that a title names a set.
func isSet(words []string, folded string) bool {
	ends := func(x string) bool { return setWord(x) || len(x) > 5 && strings.HasSuffix(x, "set") }
	return slices.ContainsFunc(words, ends) || !plainASCII(folded) && len(inside(folded, setScript())) > 0
}
