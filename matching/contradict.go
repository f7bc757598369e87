package matching

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// contradiction says what speaks against an equal identifier, "" where nothing does. It is the same both ways, up to
// the order of the two values.
func contradiction(a, b *item) string {
	if a.brand != "" && b.brand != "" && brandFeature(a, b) < 0 {
		return fmt.Sprintf("brand: %s against %s", a.brand, b.brand)
	}
	for _, check := range []func(a, b *item) string{packContradicts, guardContradicts, variantContradicts, sizeContradicts, wearContradicts, modelContradicts, titleContradicts} {
		if reason := check(a, b); reason != "" {
			return reason
		}
	}
	return ""
}

func packContradicts(a, b *item) string {
	p, q := a.units(), b.units()
	if v, w := a.seen(), b.seen(); v.loose != w.loose && p == 1 && q == 1 {
		p, q = max(1, v.loose), max(1, w.loose)
	}
	if p != q {
		return fmt.Sprintf("pack: %d against %d", p, q)
	}
	return ""
}

// guardContradicts: one title is about an accessory, a bundle or a used thing and the other is not.
func guardContradicts(a, b *item) string {
	for _, x := range [][2]*item{{a, b}, {b, a}} {
		w, v := wantedFor(x[0], "", nil), x[1].seen()
		if word := w.served(v); word != "" {
			return "accessory: " + word
		}
		if word, yes := w.sign(v.bundle); yes && word != "combo" && word != "комбо" { // a TV and DVD combo is one device
			return "bundle: " + word
		}
		if word, yes := w.soldWith(v); yes {
			return "bundle: " + word
		}
		if word, yes := w.sign(v.usedSigns()); yes {
			return "condition: " + word
		}
	}
	return ""
}

func variantContradicts(a, b *item) string {
	for _, k := range sortedKeys(a.variants) {
		v, w := a.variants[k], b.variants[k]
		if w != "" && v != w && v != "several" && w != "several" {
			return fmt.Sprintf("variant: %s %s against %s", k, v, w)
		}
	}
	return ""
}

// sizeContradicts compares each measure that both titles name once. Two shops round a length and a power, and a
// length of one aspect is not one of another: what differs too far is no contradiction.
func sizeContradicts(a, b *item) string {
	for _, d := range []struct {
		dim         string
		upTo, least float64 // differences that count, as factors
	}{{"volume", 0, 1.02}, {"mass", 0, 1.02}, {"data", 0, 1.1}, {"length", 6, 1.06}, {"power", 6, 1.15}, {"charge", 6, 1.1}, {"energy", 6, 1.1}} {
		p, okP := a.measure(d.dim)
		q, okQ := b.measure(d.dim)
		if !okP || !okQ {
			continue
		}
		if r := max(p, q) / min(p, q); r > d.least && (d.upTo == 0 || r <= d.upTo) {
			return fmt.Sprintf("size: %s against %s", quantity{d.dim, p}.text(), quantity{d.dim, q}.text())
		}
	}
	return ""
}

// measure is what a title names once in a dimension. A length in metres may stand apart from its letter, which elsewhere
// is a word too: "cable 2 m".
func (it *item) measure(dim string) (float64, bool) {
	v, ok := single(it.quantities, dim)
	if ok || dim != "length" || slices.ContainsFunc(it.quantities, func(q quantity) bool { return q.dim == dim }) {
		return v, ok
	}
	all := looseMetres.FindAllStringSubmatch(it.folded, 2)
	if len(all) != 1 {
		return 0, false
	}
	m, err := strconv.ParseFloat(number(all[0][1]), 64)
	return 1000 * m, err == nil && m > 0
}

// Read only. wornNumber is a size of shoes or clothes with the word for it, wornLetter of clothes.
var (
	wornNumber  = regexp.MustCompile(`(?:^|[\s(,])(?:size|grosse|gr\.?|taille|talla|taglia|maat|размер|eu|eur|码|サイズ)\s?[:.]?\s?(\d{2}(?:[.,]5)?)(?:$|[\s),/])`)
	wornLetter  = regexp.MustCompile(`(?:^|[\s(,])(?:size|grosse|gr\.?|taille|talla|taglia|maat|размер|サイズ)\s?[:.]?\s?((?:\d|x{1,4})?[sl]|m|x{2,4}l)(?:$|[\s),/])`)
	looseMetres = regexp.MustCompile(`(?:^|[\s(,])(\d{1,3}(?:[.,]\d{1,2})?) m(?:$|[\s),;])`)
	wornEnd     = regexp.MustCompile(`[\s(,/](\d?x{1,4}[sl])\)?$`)
)

// wornSize is the size that a title names for shoes or clothes, "" for none.
func wornSize(folded string) string {
	for _, form := range []*regexp.Regexp{wornNumber, wornLetter, wornEnd} {
		if m := form.FindStringSubmatch(folded); m != nil {
			size := strings.Replace(m[1], ",", ".", 1)
			if rest, ok := strings.CutSuffix(size[1:], "l"); ok && digitAt(size, 0) && rest == "x" {
				return strings.Repeat("x", int(size[0]-'0')) + "l" // 3XL is XXXL
			}
			return size
		}
	}
	return ""
}

func wearContradicts(a, b *item) string {
	p, q := wornSize(a.folded), wornSize(b.folded)
	if p == "" || q == "" || p == q || digitAt(p, 0) != digitAt(q, 0) {
		return ""
	}
	return "size: " + p + " against " + q
}

// modelContradicts: both sides name model or part numbers of one mould and share none, or the same word is followed by
// another number.
func modelContradicts(a, b *item) string {
	if p, q := mpnOf(a.rec), mpnOf(b.rec); p != q && siblings(p, q) {
		return "model: " + p + " against " + q
	}
	if oneCode(a, b) || partAgreement(a.parts, b.parts) > 0 {
		return ""
	}
	for _, m := range a.models {
		for _, n := range b.models {
			if siblings(m, n) && !insideText(m, b.squash) && !insideText(n, a.squash) {
				return "model: " + m + " against " + n
			}
		}
	}
	if p, q := generationOf(marksIn(a)), generationOf(marksIn(b)); p != "" && q != "" && p != q {
		return "model: generation " + p + " against " + q
	}
	return ""
}

// siblings reports codes of letters and digits of one mould, as a maker numbers the products of a series.
func siblings(m, n string) bool {
	const least = 4
	return m != n && len(m) >= least && len(n) >= least && oneMould(m, n) && !isNumber(m) && hasDigit(m) && digits(m) >= 2
}

func digits(s string) int {
	n := 0
	for i := range len(s) {
		if digitAt(s, i) {
			n++
		}
	}
	return n
}

// titleContradicts: two titles of one language and script have at least two words each that name something, and no
// word, piece of a word, number, measure or colour in common.
func titleContradicts(a, b *item) string {
	const least = 2
	p, q := telling(a), telling(b)
	if len(p) < least || len(q) < least || tongueOf(a) != tongueOf(b) || unspacedWord(p[0]) {
		return ""
	}
	for _, w := range a.order {
		if namesMaker(w, a) || namesMaker(w, b) {
			continue
		}
		if slices.Contains(b.order, w) || len(w) >= 4 && strings.Contains(b.squash, w) || !isNumber(w) && softIn(w, b.order) {
			return ""
		}
	}
	for _, w := range b.order {
		if len(w) >= 4 && strings.Contains(a.squash, w) && !namesMaker(w, a) && !namesMaker(w, b) {
			return ""
		}
	}
	for k, v := range a.variants {
		if b.variants[k] == v {
			return ""
		}
	}
	return "title: " + strconv.Quote(strings.Join(p[:least], " ")) + " against " + strconv.Quote(strings.Join(q[:least], " "))
}

// telling are the words of a title that name something: no maker, number, measure, variant or talk.
func telling(it *item) []string {
	var out []string
	for _, w := range it.order {
		if len(w) >= 3 && !hasDigit(w) && !strings.Contains(w, ":") && variantWords[w].name == "" && !namesMaker(w, it) && !sellerTalk(w) && !giftWord(w) && !setWord(w) {
			out = append(out, w)
		}
	}
	return out
}

// tongueOf guesses the language of a title by its letters and small words, "" where none speaks.
func tongueOf(it *item) string {
	title := strings.ToLower(it.rec.Title)
	for _, t := range []struct{ tongue, letters string }{{"ja", "ぁあぃいぅうぇえおかがきぎくぐけこさしじすせたちっつてとなにのはひふへほまみもやゆよらりるれろわをんアイウエオカキクケコサシスセソタチツテトナニノハヒフヘホマミムメモヤユヨラリルレロワンー"},
		{"ru", "аеиостнр"}, {"de", "äöüß"}, {"es", "ñ¿¡áíóú"}, {"fr", "éèêçàâîôûœ"}} {
		if strings.ContainsAny(title, t.letters) {
			return t.tongue
		}
	}
	if slices.ContainsFunc(it.order, unspacedWord) {
		return "zh"
	}
	const compound = 13 // letters of which German alone makes a word of a shop
	for w := range strings.FieldsSeq(it.folded) {
		for _, t := range [...]struct{ ending, tongue string }{{"oire", "fr"}, {"eur", "fr"}, {"ette", "fr"}, {"ador", "es"}, {"adora", "es"}, {"illa", "es"}, {"ung", "de"}, {"kocher", "de"}, {"maschine", "de"}} {
			if len(w) > len(t.ending)+2 && strings.HasSuffix(w, t.ending) {
				return t.tongue
			}
		}
		if len(w) >= compound && !hasDigit(w) && !strings.Contains(w, "-") {
			return "de"
		}
		switch w {
		case "und", "mit", "fur", "ohne", "schwarz", "weiss", "rot", "blau", "grun", "grau", "edelstahl":
			return "de"
		case "et", "avec", "pour", "sans", "noir", "noire", "blanc", "blanche", "rouge", "bleu", "vert", "gris":
			return "fr"
		case "y", "con", "para", "sin", "negro", "blanco", "rojo", "azul", "verde":
			return "es"
		case "e", "per", "nero", "bianco", "rosso", "blu", "senza":
			return "it"
		}
	}
	return ""
}

func unspacedWord(w string) bool {
	return strings.ContainsFunc(w, unspaced)
}
