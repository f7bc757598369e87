package market

import (
	"math/big"
	"strings"
)

// quantity is a number of a name with what it counts; it may be a product of several ("2 x 12 x 330 ml").
type quantity struct {
	kind     countKind
	n        *big.Rat // the number; of a measure, in grams or millilitres
	unit     string   // of a measure: "g" or "ml"
	from, to int      // its tokens
	pack     bool     // called so many packs, before or behind the number
	many     bool     // a product
	count    *big.Rat // of a product with a measure: how many of them
	mixed    bool     // rolls of sheets
}

// packReader reads the quantities of a name.
type packReader struct {
	tokens []packToken
	qs     []quantity
	liquid bool
}

// PackOf reads the pack size from a product's name; false where it names none, or where it cannot be told what the
// numbers of the name come to.
func PackOf(name string) (Pack, bool) {
	if len(name) > maxPackName || !strings.ContainsAny(name, "0123456789") && !strings.ContainsFunc(name, wide) {
		return Pack{}, false
	}
	r := packReader{tokens: packTokens(name)}
	for i := 0; i < len(r.tokens); {
		if r.tokens[i].text == "=" { // "12 mega rolls = 48 regular rolls"
			break
		}
		i = r.quantity(i)
	}
	r.multiply()
	if p, ok := r.decide(strings.ToLower(name)); ok && p.Known() && p.Each != "0" {
		return p, true
	}
	return Pack{}, false // "0x1l" is nothing
}

func (r *packReader) at(i int) packToken {
	if i < 0 || i >= len(r.tokens) {
		return packToken{}
	}
	return r.tokens[i]
}

// quantity reads the quantity whose number is the token at i, if it is one, and returns where to go on.
func (r *packReader) quantity(i int) int {
	t := r.at(i)
	if t.kind != tokenNumber {
		r.liquid = r.liquid || liquids[t.text]
		return i + 1
	}
	q := quantity{from: i, to: i + 1}
	if r.measure(&q) {
		r.qs = append(r.qs, q)
		return q.to
	}
	q.n, _ = packNumber(t.text, "")
	r.noun(&q)
	if q.n == nil || !q.n.IsInt() || q.n.Cmp(big.NewRat(maxPackCount, 1)) > 0 {
		q.kind = countOther
	}
	r.named(&q)
	r.qs = append(r.qs, q)
	return q.to
}

// measure reads a number's unit of mass or volume, and drops it where it is no size of what is sold.
func (r *packReader) measure(q *quantity) bool {
	j := q.from + 1
	if t := r.at(j); t.text == "-" && t.joined && r.at(j+1).joined {
		j++
	}
	t := r.at(j)
	if t.kind != tokenWord || t.upper && t.text == "g" {
		return false
	}
	unit, end := t.text, j+1
	if unit == "fl" || unit == "fluid" {
		if r.at(end).text == "." {
			end++
		}
		if w := r.at(end).text; w == "oz" || w == "ounce" || w == "ounces" {
			unit, end = "fl oz", end+1
		}
	}
	m, ok := measures[unit]
	if !ok || m.unit == "piece" {
		return false
	}
	if unit == "mg" {
		q.kind, q.to = countDose, end
		return true
	}
	n, ok := packNumber(r.at(q.from).text, unit)
	q.to = end
	q.kind = countOther
	if r.at(end).text == "." {
		end++
	}
	dosed := len(r.qs) > 0 && r.qs[len(r.qs)-1].kind == countDose && r.at(q.from-1).text == "/" // "500 mg/5 ml"
	if !ok || dosed || r.ranged(q.from) || r.limited(q.from) || r.partOf(end) {
		return true
	}
	f, _ := new(big.Rat).SetString(m.factor)
	q.kind, q.unit, q.n = countMeasure, m.unit, n.Mul(n, f)
	if strings.HasPrefix(unit, "o") && (r.liquid || strings.HasPrefix(r.at(q.to).text, "bottle")) {
		q.unit = "" // ounces of weight or fluid ounces
	}
	return true
}

// ranged reports whether the number at i is the end of a range ("12-18 kg").
func (r *packReader) ranged(i int) bool {
	dash := r.at(i - 1).text
	return (dash == "-" || dash == "–") && r.at(i-2).kind == tokenNumber
}

// limited reports whether the number at i is what something bears at most, or for whom it is.
func (r *packReader) limited(i int) bool {
	before := r.at(i - 1)
	return limitsBefore[before.text] || before.text == "<" || before.text == ">" || before.text == "≤" ||
		before.text == "." && limitsBefore[r.at(i-2).text]
}

// partOf reports whether a measure that ends at i is one of a part ("20 g protein", "500 mg/ml", "27+ lb").
func (r *packReader) partOf(i int) bool {
	t := r.at(i)
	return (t.text == "/" || t.text == "+") && t.joined && r.at(i+1).kind != tokenNumber || partBehind[t.text]
}

// noun reads what a number counts from the words behind it.
func (r *packReader) noun(q *quantity) {
	j := q.from + 1
	if r.fold(q) {
		return
	}
	t := r.at(j)
	if t.kind == tokenMark && anyOf("%/+\"″”'’°:²", t.text) {
		q.kind = countOther
		return
	}
	dash := t.text == "-" || t.text == "‑"
	if dash {
		if r.at(j+1).kind != tokenWord || !r.at(j+1).joined {
			return
		}
		j++
		t = r.at(j)
	}
	if t.kind != tokenWord {
		return
	}
	k := nouns.kindOf(t.text)
	if k == countBare && packAdjectives[t.text] {
		for n := 0; n < 2 && packAdjectives[r.at(j).text]; n++ {
			j++
		}
		k = nouns.kindOf(r.at(j).text)
	}
	r.counted(q, k, j, dash)
}

// fold reads "2er-Pack" and "24'lü paket".
func (r *packReader) fold(q *quantity) bool {
	j := q.from + 1
	if t := r.at(j).text; t == "'" || t == "’" {
		j++
	}
	t := r.at(j)
	if !t.joined || t.text != "er" && t.text != "li" && t.text != "lü" && t.text != "lu" && t.text != "lı" {
		return false
	}
	q.kind, q.to, q.pack = countContainer, j+1, true
	if j++; r.at(j).text == "-" {
		j++
	}
	if r.container(j) {
		q.to = j + 1
	}
	return true
}

// counted takes a noun of a known kind at j for a number's.
func (r *packReader) counted(q *quantity, k countKind, j int, dash bool) {
	t := r.at(j)
	switch {
	case t.text == "tablet" && q.n != nil && q.n.Cmp(big.NewRat(15, 1)) >= 0:
		k = countGoods
	case k == countOther && len(t.text) == 1 && !t.joined:
		k = countBare
	case k == countBare && (t.joined || dash):
		k = countOther // "3-ply", "6-teilig", "4K"
	case t.text == "st" && (t.joined && strings.HasSuffix(r.at(q.from).text, "1") || r.at(j+1).text == "/"):
		k = countOther // an ordinal
	case (t.text == "in" || t.text == "en" || t.text == "w" || t.text == "в") && r.at(j+1).kind == tokenNumber:
		k = countOther // "3 in 1"
	}
	if k != countBare {
		q.kind, q.to, q.pack = k, j+1, k == countContainer
	}
}

// named looks at the words before a number: "pack of 6", "Kit 3", "size 4", "x 30".
func (r *packReader) named(q *quantity) {
	i := q.from - 1
	before := r.at(i)
	switch {
	case before.kind == tokenWord && numbered[before.text], before.text == "." && numbered[r.at(i-1).text],
		before.kind == tokenMark && anyOf("№#$€£/", before.text):
		q.kind = countOther
	case before.text == "." || before.text == "-" && before.joined && r.at(i-1).kind == tokenNumber && q.kind != countGoods:
	case q.kind == countBare && before.kind == tokenCross && !before.upper && !r.quantityEnds(i):
		q.kind, q.pack = countContainer, true
	case q.kind != countBare && q.kind != countPiece:
	case packOf[before.text] && r.container(i-1), directPacks[before.text]:
		q.kind, q.pack = countContainer, true
	}
}

// container reports whether the token at i names packs, also as the last part of a word ("Vorteilspack").
func (r *packReader) container(i int) bool {
	word := r.at(i).text
	return nouns.kindOf(word) == countContainer || strings.HasSuffix(word, "pack") || word == "confezione" || word == "confezioni" || word == "opakowanie" || word == "упаковка"
}

// quantityEnds reports whether a quantity has been read that ends at token i.
func (r *packReader) quantityEnds(i int) bool {
	return len(r.qs) > 0 && r.qs[len(r.qs)-1].to == i
}

// anyOf reports whether a sign is one of several.
func anyOf(signs, sign string) bool { return sign != "" && strings.Contains(signs, sign) }
