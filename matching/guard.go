package matching

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// The reasons of the guards, as exclusions name them.
const (
	ReasonAccessory = "accessory"
	ReasonBundle    = "bundle"
	ReasonPack      = "pack_size"
	ReasonUsed      = "used"
	ReasonSize      = "size"
	ReasonRejected  = "rejected"

	// ReasonIdentifier marks a listing that has the candidate's identifier and contradicts it; see Result.Quarantined.
	ReasonIdentifier = "contradictory_identifier"
)

// wanted is what the guards know of a candidate: words and signs that would be an objection in another's title are
// none where the candidate itself has them.
type wanted struct {
	it       *item
	product  []string // words that name the kind of product: category and keywords, else the title without brand and codes
	stems    []string // of product
	own      []string // see ownWords
	kinds    [16]bool // of accessories that it is itself, see partKind
	isSet    bool
	isPart   bool          // its title has an accessory word
	grams    []term        // see view
	text     string        // everything the candidate says, folded
	before   []*substitute // what was judged for the same words before, in order of listing
	median   float64       // of its market before the guards; NaN unknown
	priced   int           // prices that median is of
	currency string
}

// cheap and dear bound what counts as a price of the same kind of thing, as shares of the market's median.
const (
	cheap = 0.6
	dear  = 1.15
)

// exclude says why a listing must not enter the candidate's market, if so.
func (w *wanted) exclude(it *item, v *view) (reason, detail string, out bool) {
	if d, ok := w.accessory(it, v); ok {
		return ReasonAccessory, d, true
	}
	if d, ok := w.addition(it, v); ok {
		return ReasonAccessory, d, true
	}
	if d, ok := w.bundle(it, v); ok {
		return ReasonBundle, d, true
	}
	if d, ok := w.soldWith(v); ok {
		return ReasonBundle, d, true
	}
	if a, b := w.it.units(), w.unitsOf(it, v); a != b && !w.sameSet(it, v) {
		return ReasonPack, "pack of " + strconv.Itoa(b) + " against " + strconv.Itoa(a), true
	}
	if d, ok := w.sign(v.usedSigns()); ok {
		return ReasonUsed, d, true
	}
	if d, ok := w.size(it); ok {
		return ReasonSize, d, true
	}
	return "", "", false
}

// unitsOf counts a listing's pieces; a bare "x2" at its end counts where the rest names the candidate.
func (w *wanted) unitsOf(it *item, v *view) int {
	if n := v.loose; n > 0 && it.rec.Pack == 0 && it.units() == 1 && w.it.seen().loose != n && w.isNamed(v.head) {
		return n
	}
	return it.units()
}

// accessory: the title is about a part of, or an addition to, such a product. The evidence is where the words stand.
// Before "for", "with" and their like comes what is sold; what follows is what it serves or comes with.
func (w *wanted) accessory(it *item, v *view) (string, bool) {
	head, tail, link := v.head, v.tail, v.link
	word := w.firstOf(v.parts, v.partScript)
	inHead, inTail := w.names(head), w.names(tail)
	if d, ok := w.headNoun(it, v, word); ok {
		return d, true
	}
	if word == "" {
		unnamed := link == linkFor && inTail && !inHead && w.isCheap(it)
		return "something for such a product, far under the usual price", unnamed
	}
	switch {
	case link == linkFor && inTail && !inHead:
		return word + " for such a product", true
	case strongPart(word) && (inHead || inTail || spareCompound(word) && w.near(head)):
		return word + ": a spare part", true
	case link == linkFor && w.mentions(tail.words) && !inHead:
		return word + " for this brand or model", true
	case w.isCheap(it) && (inHead || inTail || link == linkFor):
		return word + ", far under the usual price", true
	case inHead && v.last == word && w.follows(head, word) && !w.priceKnown(it):
		return word + " is the thing named", true
	case inHead && v.segmentLast == word && !w.isUsual(it):
		return word + " is the thing named", true
	}
	return "", false
}

// strongParts are some of the words that only parts and supplies carry; see strongPart.
var strongParts = set("replacement spare refill refills rechange remplacement ersatz ersatzteil ersatzfilter ersatzakku ersatzbursten aufsteckbursten repuesto repuestos recambio recambios ricambio ricambi vervanging nachfullpack zubehor accessory accessories accessoire accessoires accesorio accesorios запчасть запасная сменныи сменная сменные аксессуар аксессуары насадки 替换 配件 备件 交換用 部品")

// firstOf returns an accessory word of a title that the candidate does not use itself, "" where there is none.
func (w *wanted) firstOf(parts, script []string) string {
	found := ""
	for _, x := range parts {
		if !w.says(x) && !w.sameKind(x) {
			if strongPart(x) {
				return x
			}
			if found == "" || !slices.Contains(w.product, x) {
				found = x
			}
		}
	}
	for _, x := range script {
		if !strings.Contains(w.text, x) && !w.sameKind(x) {
			return x
		}
	}
	return found
}

// says reports that the candidate uses a word, in singular or plural.
func (w *wanted) says(x string) bool {
	return strings.Contains(w.text, strings.TrimSuffix(x, "s"))
}

// names reports that words hold the kind of product: every product word, or a compound that holds them.
func (w *wanted) names(ph phrase) bool {
	for i, p := range w.stems {
		long := len(w.product[i]) >= 5
		if !slices.Contains(ph.stems, p) && !(long && slices.ContainsFunc(ph.words, func(x string) bool { return strings.Contains(x, p) })) {
			return false
		}
	}
	return len(w.product) > 0
}

// mentions reports that words hold the candidate's brand or a model number of it.
func (w *wanted) mentions(words []string) bool {
	return slices.ContainsFunc(words, func(x string) bool {
		return x == w.it.brand && x != "" || len(x) > 3 && hasDigit(x) && slices.Contains(w.it.order, x)
	})
}

func (w *wanted) priceKnown(it *item) bool {
	return !math.IsNaN(w.median) && it.price > 0 && string(it.currency) == w.currency
}

func (w *wanted) isCheap(it *item) bool { return w.priceKnown(it) && it.price < cheap*w.median }

// isUsual says that the price is one of the product itself.
func (w *wanted) isUsual(it *item) bool { return w.priceKnown(it) && it.price >= cheap*w.median }

func (w *wanted) bundle(it *item, v *view) (string, bool) {
	if d, ok := w.sign(v.bundle); ok {
		return d, true
	}
	if d, ok := w.otherProduct(v); ok {
		return d, true
	}
	if v.plus && !strings.Contains(w.text, " + ") && w.priceKnown(it) && it.price > dear*w.median {
		return "several things joined by +, over the usual price", true
	}
	return "", false
}

// sign finds a word or a piece of unspaced text that the candidate lacks.
func (w *wanted) sign(signs []string) (string, bool) {
	for _, x := range signs {
		if !w.says(x) {
			return x, true
		}
	}
	return "", false
}

func single(qs []quantity, dim string) (float64, bool) {
	v, n := 0.0, 0
	for _, q := range qs {
		if q.dim == dim {
			v, n = q.value, n+1
		}
	}
	return v, n == 1
}

type linkKind int

const (
	linkNone linkKind = iota
	linkFor           // "for", "compatible with": what follows is served
	linkWith          // "with", "including": what follows comes along
)

// splitTitle cuts a folded title at the first word that leads to another thing.
func splitTitle(folded string) (head, tail []string, link linkKind) {
	cut, end := len(folded), len(folded)
	for _, p := range forPhrase {
		if i := strings.Index(folded, p); i >= 0 && i < cut {
			cut, end, link = i, i+len(p), linkFor
		}
	}
	if !plainASCII(folded) {
		for _, p := range forScript {
			if i := strings.Index(folded, p); i >= 0 && i < cut {
				cut, end, link = i, i+len(p), linkFor
			}
		}
	}
	at := 0
	for _, f := range strings.FieldsFunc(folded[:cut], func(r rune) bool { return !wordRune(r) && r != '/' }) {
		i := strings.Index(folded[at:], f) + at
		at = i + len(f)
		if i == 0 {
			continue // "for iPhone: …" names no head before it
		}
		if forWords[f] {
			return parse(folded[:i]).words, parse(folded[at:]).words, linkFor
		}
		if withWords[f] || strings.HasPrefix(f, "w/") {
			return parse(folded[:i]).words, parse(folded[at:]).words, linkWith
		}
	}
	return parse(folded[:cut]).words, parse(folded[end:]).words, link
}

func lastWord(words []string) string {
	for _, word := range slices.Backward(words) {
		if !hasDigit(word) {
			return word
		}
	}
	return ""
}

// follows reports that word stands after the product's words: "air fryer liners" are liners.
func (w *wanted) follows(head phrase, word string) bool {
	i := slices.Index(head.words, word)
	return i > 0 && slices.ContainsFunc(head.stems[:i], func(x string) bool { return slices.Contains(w.stems, x) })
}

// segmentLast returns the last word of the title's first part, up to a comma, bar or dash; "" where it has one part.
func segmentLast(folded string) string {
	seg := folded
	for _, mark := range []string{",", "|", " - ", " – ", ";", "("} {
		if i := strings.Index(seg, mark); i > 0 {
			seg = seg[:i]
		}
	}
	if seg == folded {
		return ""
	}
	return lastWord(parse(seg).words)
}
