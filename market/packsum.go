package market

import (
	"math/big"
	"slices"
	"strings"
)

// multiply joins quantities that stand as a product: "2 x 12 x 330 ml", "12 packs of 64 wipes", "24 cans 330 ml".
func (r *packReader) multiply() {
	var out []quantity
	for i := 0; i < len(r.qs); {
		chain := []quantity{r.qs[i]}
		crossed := false
		for i++; i < len(r.qs); i++ {
			times, cross := r.linked(chain[len(chain)-1], r.qs[i])
			if !times {
				break
			}
			crossed = crossed || cross
			chain = append(chain, r.qs[i])
		}
		if q, ok := product(chain, crossed); ok {
			out = append(out, q)
		}
	}
	r.qs = out
}

// linked reports whether the second of two neighbours is what each of the first holds, and whether a sign says so.
func (r *packReader) linked(a, b quantity) (times, cross bool) {
	from, to := a.to, b.from
	if r.at(from).text == "." {
		from++
	}
	counts := a.kind == countContainer || a.kind == countPiece || a.kind == countRoll || a.kind == countGoods
	switch to - from {
	case 0:
		held := b.kind == countMeasure || b.kind == countGoods || b.kind == countSheet
		return a.kind == countContainer && held, false
	case 1:
		t := r.at(from)
		if t.kind == tokenCross {
			return true, true
		}
		return counts && packLinks[t.text] && b.kind != countOther && b.kind != countDose, false
	}
	return false, false
}

// product multiplies a chain; false where it is none of amounts: dimensions, data, a number alone.
func product(chain []quantity, crossed bool) (quantity, bool) {
	if len(chain) == 1 {
		q := chain[0]
		return q, q.kind != countBare && q.kind != countOther && q.kind != countDose
	}
	q := quantity{kind: countPiece, n: big.NewRat(1, 1), many: true, from: chain[0].from, to: chain[len(chain)-1].to}
	count, measured, dosed, bare := big.NewRat(1, 1), 0, false, 0
	for _, c := range chain {
		switch c.kind {
		case countOther:
			return q, false
		case countDose:
			dosed = true
			continue
		case countMeasure:
			measured++
			q.unit, q.kind = c.unit, countMeasure
			q.n.Mul(q.n, c.n)
			continue
		case countBare:
			bare++
		}
		count.Mul(count, c.n)
	}
	if measured > 1 || bare == len(chain) || dosed && bare == len(chain)-1 && !crossed {
		return q, false
	}
	has := func(k countKind) bool {
		return slices.ContainsFunc(chain, func(c quantity) bool { return c.kind == k })
	}
	q.mixed = has(countRoll) && has(countSheet)
	if measured == 0 {
		q.n, q.count = count, chain[0].n
		if chain[0].kind == countGoods || chain[0].kind == countSheet { // "80 wipes x 20"
			q.count = chain[len(chain)-1].n
		}
		return q, true
	}
	q.count = count
	return q, true
}

// decide works out the pack from the quantities of a name.
func (r *packReader) decide(lower string) (Pack, bool) {
	var sizes, counts []quantity
	one := big.NewRat(1, 1)
	for _, q := range r.qs {
		switch {
		case q.mixed:
			return Pack{}, false
		case q.kind == countMeasure:
			sizes = append(sizes, q)
		case q.n.Cmp(one) > 0:
			counts = append(counts, q)
		}
	}
	if len(sizes) > 0 && holdsOrBears(lower) {
		sizes = nil
	}
	size, sure := r.size(sizes)
	count, counted := r.count(counts, size)
	if count != nil && count.kind == countContainer && size == nil && r.holdsUnknown() {
		return Pack{}, false
	}
	switch {
	case !sure || !counted:
		return Pack{}, false
	case size == nil && count == nil:
		return Pack{}, false
	case size == nil:
		return pieces(*count)
	case size.unit == "":
		return Pack{}, false
	case count == nil:
		return sized(*size, one)
	case count.kind == countGoods || count.kind == countRoll || count.kind == countSheet:
		if size.many {
			return sized(*size, one)
		}
		return pieces(*count)
	case size.many:
		if count.n.Cmp(size.count) == 0 {
			return sized(*size, one)
		}
		return Pack{}, false
	case count.kind == countPiece && !count.pack && count.from < size.from:
		return Pack{}, false // "20 pcs 500 g": each, or all?
	}
	return sized(*size, count.n)
}

// holdsUnknown reports whether the name tells a number of things that no word is known for ("14 sticks, 12 packs").
func (r *packReader) holdsUnknown() bool {
	for i, t := range r.tokens {
		next := r.at(i + 1)
		plural := next.kind == tokenWord && !next.joined && len(next.text) > 4 && strings.HasSuffix(next.text, "s")
		if t.kind == tokenNumber && t.text != "1" && plural && nouns.kindOf(next.text) == countBare && !packAdjectives[next.text] && !directPacks[r.at(i-1).text] {
			if !packOf[r.at(i-1).text] {
				return true
			}
		}
	}
	return false
}

// size is the one size of a name: a product before a single measure, the same in two systems once. False where there are
// several, nil where there is none.
func (r *packReader) size(sizes []quantity) (*quantity, bool) {
	var size *quantity
	for i := range sizes {
		s := &sizes[i]
		switch {
		case size == nil || s.many && !size.many:
			size = s
		case size.many && !s.many:
		case s.unit == size.unit && near(s.n, size.n) && !r.plus(size.to, s.from):
		case s.unit != size.unit && r.at(s.from-1).text == "(", r.at(s.from-1).text == "/":
			// "16 oz (454 g)" agrees in one unit; a weight behind a volume is the other measure of the same
		default:
			return nil, false
		}
	}
	return size, true
}

// near reports whether two sizes are one, rounded in two systems.
func near(a, b *big.Rat) bool {
	d := new(big.Rat).Quo(a, b)
	return d.Cmp(big.NewRat(97, 100)) > 0 && d.Cmp(big.NewRat(103, 100)) < 0
}

// plus reports whether a sign of addition stands between two tokens.
func (r *packReader) plus(from, to int) bool {
	for i := from; i < to; i++ {
		switch r.at(i).text {
		case "+", "&", "and", "und", "et", "y", "e", "и":
			return true
		}
	}
	return false
}

// count is the one count of a name. A number of packs multiplies the goods of one ("180 tablets (pack of 2)"); false where
// there are several counts, nil where there is none.
func (r *packReader) count(counts []quantity, size *quantity) (*quantity, bool) {
	var count *quantity
	for i := range counts {
		c := &counts[i]
		switch {
		case count == nil:
			count = c
		case c.n.Cmp(count.n) == 0:
			if count.kind == countContainer {
				count = c
			}
		case size == nil && c.kind == countContainer && c.pack && !count.many && !count.pack:
			count = &quantity{kind: countPiece, n: new(big.Rat).Mul(count.n, c.n), count: c.n, many: true, from: count.from, to: c.to}
		default:
			return nil, false
		}
	}
	return count, true
}

// pieces is a pack of countable goods.
func pieces(q quantity) (Pack, bool) {
	if !q.n.IsInt() || q.n.Cmp(big.NewRat(maxPackCount, 1)) > 0 {
		return Pack{}, false
	}
	n := int(q.n.Num().Int64())
	if q.many && q.count != nil && q.count.Sign() > 0 && q.count.Cmp(q.n) != 0 {
		return Pack{Count: int(q.count.Num().Int64()), Each: plainDecimals(new(big.Rat).Quo(q.n, q.count)), Unit: "piece"}, true
	}
	return Pack{Count: n, Each: "1", Unit: "piece"}, true
}

// sized is a pack of times a size.
func sized(q quantity, times *big.Rat) (Pack, bool) {
	if q.unit == "" {
		return Pack{}, false
	}
	each, count := q.n, new(big.Rat).Set(times)
	if q.many {
		count.Mul(count, q.count)
	}
	all := new(big.Rat).Mul(each, count)
	if !count.IsInt() || count.Cmp(big.NewRat(maxPackCount, 1)) > 0 || count.Cmp(big.NewRat(1, 1)) > 0 && all.Cmp(big.NewRat(maxMultipack, 1)) > 0 {
		return Pack{}, false
	}
	p := Pack{Count: int(count.Num().Int64()), Each: plainDecimals(each), Unit: q.unit}
	return p, p.Each != "0"
}

// maxMultipack is the most grams or millilitres that several packs of one offer are taken to hold.
const maxMultipack = 100_000
