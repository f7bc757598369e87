package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"shelfwise/market/money"
	"shelfwise/matching"
)

// Invented catalogues teach what the sets at hand cannot: brands given on both sides, titles of common words, siblings
// that differ in a flavour, a shade or an edition, and other languages. They count for less than real data, and are
// never a test.
const (
	inventedFamilies = 260  // of each trade
	inventedWeight   = 0.06 // of each trade, where a real set weighs 1; set by what sets left out score
	inventedName     = "invented"
)

// product is an invented product.
type product struct {
	maker, line, noun string
	figure            string // what a description states of it: a strength, a playing time
	values            []string
	size, code        string
	price             float64
	beside            beside
	extra             string // words for what it stands beside
}

// inventor makes products of a trade and writes them as shops do.
type inventor struct {
	trade
	*rand.Rand
}

// invented returns one data set of each trade, of so many families of products; the same always.
func invented(families int) []dataset {
	var out []dataset
	for i, t := range trades {
		v := inventor{t, rand.New(rand.NewPCG(uint64(i), 7))}
		made := v.families(families)
		if t.offers {
			out = append(out, v.offered(made))
			continue
		}
		out = append(out, v.catalogues(made))
	}
	return out
}

// choose picks one of a list separated by commas, "" of an empty one.
func (v inventor) choose(list string) string {
	all := strings.Split(list, ",")
	return all[v.IntN(len(all))]
}

func (v inventor) chance(p float64) bool { return v.Float64() < p }

func (v inventor) coin() string {
	var b strings.Builder
	for range 2 + v.IntN(2) {
		b.WriteString(syllables[v.IntN(len(syllables))])
	}
	return b.String()
}

func (v inventor) commonWord() string { return commonWords[v.IntN(len(commonWords))] }

func (v inventor) maker() string {
	switch v.makers {
	case person:
		name := forenames[v.IntN(len(forenames))] + " " + v.coin()
		if v.chance(0.3) {
			name = strings.Replace(name, " ", " "+string(rune('A'+v.IntN(20)))+". ", 1)
		}
		return name
	case house:
		return v.commonWord() + " " + v.commonWord()
	case word:
	}
	if v.chance(0.2) {
		return v.coin() + " " + v.commonWord()
	}
	return v.coin()
}

func (v inventor) line() string {
	if v.plain {
		switch v.IntN(4) {
		case 0:
			return "the " + v.commonWord() + " of " + v.commonWord()
		case 1:
			return v.commonWord()
		}
		return v.commonWord() + " " + v.commonWord()
	}
	switch v.IntN(4) {
	case 0:
		return v.coin()
	case 1:
		return v.coin() + " " + v.commonWord()
	case 2:
		return v.commonWord()
	}
	return v.commonWord() + " " + v.commonWord()
}

// code fills a pattern of a part number.
func (v inventor) code(pattern string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 'A':
			return 'A' + rune(v.IntN(26))
		case '9':
			return '0' + rune(v.IntN(10))
		}
		return r
	}, pattern)
}

// families are products of one maker, line and kind that differ in a slot or two.
func (v inventor) families(n int) [][]product {
	makers := make([]string, 14+v.IntN(12))
	for i := range makers {
		makers[i] = v.maker()
	}
	var out [][]product
	for range n {
		p := product{maker: makers[v.IntN(len(makers))], line: v.line(), noun: v.choose(v.nouns), size: v.choose(v.sizes), price: math.Exp(1.5 + 4*v.Float64())}
		if v.plain && v.chance(0.6) {
			p.maker = v.maker()
		}
		pattern := v.choose(v.codes)
		p.code, p.figure = v.code(pattern), v.code(v.figures)
		for _, s := range v.slots {
			p.values = append(p.values, v.choose(s))
		}
		family := []product{p}
		for range v.IntN(6) {
			if q := v.sibling(p, pattern); !slices.ContainsFunc(family, func(o product) bool {
				return slices.Equal(o.values, q.values) && o.size == q.size && o.line == q.line
			}) {
				family = append(family, q)
			}
		}
		out = append(out, append(family, v.neighbours(p)...))
	}
	return out
}

// sibling changes a slot, the size or the line of a product, and its number.
func (v inventor) sibling(p product, pattern string) product {
	p.values = slices.Clone(p.values)
	for range 1 + v.IntN(2) {
		switch k := v.IntN(len(v.slots) + 2); {
		case k < len(v.slots):
			p.values[k] = v.choose(v.slots[k])
		case k == len(v.slots):
			p.size = v.choose(v.sizes)
		case v.chance(0.3):
			p.line = v.line()
		}
	}
	p.price *= math.Exp(0.4 * (v.Float64() - 0.5))
	if v.chance(0.7) {
		p.figure = v.code(v.figures)
	}
	if p.code != "" && v.chance(0.5) {
		p.code = p.code[:len(p.code)-1] + v.code("9")
	} else {
		p.code = v.code(pattern)
	}
	return p
}

// write puts a product into the words of a shop: side 0 keeps to one order, side 1 does not.
func (v inventor) write(p product, side int) matching.Record {
	var r matching.Record
	maker := p.maker
	if v.suffix != "" && v.chance(0.3) {
		maker += " " + v.choose(v.suffix)
	}
	if v.makers == person && side == 1 && v.chance(0.4) {
		words := strings.Fields(maker)
		maker = words[len(words)-1] + ", " + words[0]
		if v.chance(0.3) {
			maker = words[0][:1] + ". " + words[len(words)-1]
		}
	}
	if v.chance(v.brands[side]) {
		r.Brand = maker
	}
	v.shelve(&r, p, side)
	parts := [][]string{nil, {p.line}, {p.noun}, nil, {v.measure(p.size)}, nil}
	if v.chance(v.said[side]) {
		parts[0] = []string{maker}
	}
	if side == 1 && v.chance(0.15) {
		parts[2] = nil
	}
	for _, x := range p.values {
		if !v.chance(0.12 * float64(side)) {
			parts[3] = append(parts[3], v.short(x, side))
		}
	}
	if p.code != "" && v.chance(v.coded[side]) {
		c := p.code
		if side == 1 && v.chance(0.2) {
			c = strings.NewReplacer("-", "", ".", "").Replace(c)
		}
		parts[5] = []string{c}
	}
	if side == 1 && v.chance(0.25) {
		parts[4] = nil
	}
	order := []int{0, 1, 3, 2, 4, 5}
	if side == 1 || v.offers {
		order = [][]int{{0, 1, 2, 3, 4, 5}, {0, 5, 1, 3, 2, 4}, {2, 0, 1, 3, 4, 5}, {3, 1, 2, 4, 0, 5}, {1, 3, 4, 2, 0, 5}, {0, 3, 1, 4, 2, 5}}[v.IntN(6)]
	}
	var words []string
	for _, k := range order {
		words = append(words, parts[k]...)
	}
	if v.talk != "" && (side == 1 || v.offers) {
		for range v.IntN(3) {
			words = append(words, v.choose(v.talk))
		}
	}
	r.Title = v.titled(strings.Join(strings.Fields(strings.Join(words, " ")), " "), p, side)
	if v.chance(v.prices[side]) {
		if a, err := money.Decimal(fmt.Sprintf("%.2f", p.price*math.Exp(0.5*(v.Float64()-0.5))), "USD"); err == nil {
			r.Price = a
		}
	}
	return v.shouted(r, side)
}

// measure writes a size in one of several ways.
func (v inventor) measure(size string) string {
	n, unit, ok := strings.Cut(size, " ")
	if !ok || v.chance(0.5) {
		return size
	}
	if unit == "oz" && v.chance(0.4) {
		return n + " ounce"
	}
	return n + unit
}

// short cuts a word now and then, or misspells it.
func (v inventor) short(s string, side int) string {
	if side == 0 || len(s) < 7 || strings.ContainsAny(s, " 0123456789") || !v.chance(0.12) {
		return s
	}
	rs := []rune(s)
	if v.chance(0.5) {
		return string(rs[:4])
	}
	at := 1 + v.IntN(len(rs)-2)
	return string(rs[:at]) + string(rs[at+1:])
}

// catalogues deals the products to two shops: some to both, siblings to either.
func (v inventor) catalogues(families [][]product) dataset {
	d := dataset{name: inventedName, variant: v.name, truth: map[[2]string]bool{}, all: true}
	for i, p := range slices.Concat(families...) {
		left, right := v.chance(0.6), v.chance(0.65)
		l, r := v.write(p, 0), v.write(p, 1)
		l.ID, r.ID = fmt.Sprint("l", i), fmt.Sprint("r", i)
		if left {
			d.left = append(d.left, l)
		}
		if right {
			d.right = append(d.right, r)
		}
		if left && right {
			d.truth[[2]string{l.ID, r.ID}] = true
			d.positives++
		}
	}
	return d
}

// offered writes several offers of each product and labels pairs of one product, of siblings, and of others.
func (v inventor) offered(families [][]product) dataset {
	d := dataset{name: inventedName, variant: v.name, truth: map[[2]string]bool{}}
	for f, family := range families[:len(families)/2] {
		for i, p := range family {
			if i > 2 {
				break
			}
			l := v.write(p, 1)
			l.ID = fmt.Sprintf("l%d.%d", f, i)
			d.left = append(d.left, l)
			for k := range 3 {
				same := v.chance(0.4) || len(family) == 1
				o := p
				if !same {
					o = family[(i+1+v.IntN(len(family)-1))%len(family)]
				}
				r := v.write(o, 1)
				r.ID = fmt.Sprintf("r%d.%d.%d", f, i, k)
				d.right = append(d.right, r)
				if d.truth[[2]string{l.ID, r.ID}] = same; same {
					d.positives++
				}
			}
		}
	}
	return d
}
