package matching

import (
	"math"
	"slices"
	"strings"
)

// aspects fills the features that compare one aspect of two records by itself.
func (c *corpus) aspects(a, b *item, v *vector) {
	v[fNamed], v[fUnnamed] = namedFeatures(a, b)
	v[fColour] = agreement(a.colours, b.colours)
	v[fFigures] = agreement(a.figures, b.figures)
	v[fMould] = mouldFeature(a, b)
	v[fKind] = c.kindFeature(a, b)
}

// namedFeatures are the word weight shared over that of both, and the share missing from the other, the worse side,
// makers' words left out: that two things are of one maker does not name them.
func namedFeatures(a, b *item) (shared, missing float32) {
	var both, onlyA, onlyB float64
	names := func(id uint32) bool { return !slices.Contains(a.makerIDs, id) && !slices.Contains(b.makerIDs, id) }
	i, j := 0, 0
	for i < len(a.words) || j < len(b.words) {
		switch {
		case j == len(b.words) || i < len(a.words) && a.words[i].id < b.words[j].id:
			if names(a.words[i].id) {
				onlyA += a.idfs[i]
			}
			i++
		case i == len(a.words) || a.words[i].id > b.words[j].id:
			if names(b.words[j].id) {
				onlyB += b.idfs[j]
			}
			j++
		default:
			if names(a.words[i].id) {
				both += a.idfs[i]
			}
			i++
			j++
		}
	}
	if both+onlyA == 0 || both+onlyB == 0 {
		return unknownShare, unknownShare
	}
	return f32(both / (both + onlyA + onlyB)), f32(max(onlyA/(both+onlyA), onlyB/(both+onlyB)))
}

// makerIDs are the ids of the words of a brand field, or of the brand that was read out of the title.
func (c *corpus) makerIDs(it *item) []uint32 {
	var out []uint32
	for _, w := range it.brandWords {
		out = append(out, c.id(w))
	}
	for _, w := range it.order {
		if alias, ok := brandAliases[w]; w == it.brand || ok && alias == it.brand {
			out = append(out, c.id(w))
		}
	}
	return out
}

// agreement is the share of the shorter of two sorted lists that the other holds; unknownShare where one is empty.
func agreement(a, b []string) float32 {
	if len(a) == 0 || len(b) == 0 {
		return unknownShare
	}
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return f32(float64(n) / float64(min(len(a), len(b))))
}

// mouldFeature is 1 where each title prints a code that the other lacks, with letters and digits in the same places: as
// one maker numbers its products. Codes of other moulds may be of two numberings.
func mouldFeature(a, b *item) float32 {
	for _, m := range a.models {
		if !identifies(m) || has(b.models, m) || insideText(m, b.squash) {
			continue
		}
		for _, n := range b.models {
			if sameMould(m, n) && identifies(n) && !has(a.models, n) && !insideText(n, a.squash) {
				return 1
			}
		}
	}
	return 0
}

// sameMould reports that codes have letters and digits in the same places.
func sameMould(m, n string) bool {
	if len(m) != len(n) {
		return false
	}
	for i := range len(m) {
		if digitAt(m, i) != digitAt(n, i) {
			return false
		}
	}
	return true
}

// coloursIn lists the colours that words name, each by one word.
func coloursIn(words []string) []string {
	var out []string
	for _, w := range words {
		if v, ok := colourWords[w]; ok && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// colourWords map a word to the colour that it names; read only.
var colourWords = tableOfColours()

func tableOfColours() map[string]string {
	t := map[string]string{}
	for w, a := range variantWords {
		if a.name == "color" {
			t[w] = a.value
		}
	}
	for row := range strings.SplitSeq("gold golden oro dorado;blue navy;blue royal;red crimson scarlet;red burgundy maroon bordeaux wine;green olive khaki;green mint lime;blue teal turquoise aqua cyan;gray charcoal slate anthracite graphite;brown tan camel chestnut cognac wheat;beige sand cream ivory bone;yellow volt;purple lilac lavender plum;pink magenta fuchsia coral", ";") {
		words := strings.Fields(row)
		for _, w := range words {
			t[w] = words[0]
		}
		for _, w := range words[1:] {
			t[w] = w
		}
	}
	return t
}

// figuresIn lists the playing times (3:38) and strengths (5.2 %) of a description: what shops do not round or choose. The
// other numbers of prose say little of whether two texts are about one thing.
func figuresIn(folded string, p *parsed) []string {
	var out []string
	for _, q := range p.quantities {
		if q.dim == "percent" {
			out = append(out, q.String())
		}
	}
	for i := 1; i < len(folded)-2; i++ {
		if folded[i] != ':' || !digitAt(folded, i-1) || !digitAt(folded, i+1) || !digitAt(folded, i+2) || digitAt(folded, i+3) {
			continue
		}
		from := i
		for digitAt(folded, from-1) {
			from--
		}
		out = append(out, strings.TrimLeft(folded[from:i], "0")+folded[i:i+3])
	}
	return uniq(out)
}

// kindFeature is the weight of the words that two categories share over that of the one that says less; unknownShare
// where one is not known.
func (c *corpus) kindFeature(a, b *item) float32 {
	if len(a.kinds) == 0 || len(b.kinds) == 0 {
		return unknownShare
	}
	var both, allA, allB float64
	for _, w := range a.kinds {
		allA += c.kindWeight(w)
		if slices.Contains(b.kinds, w) {
			both += c.kindWeight(w)
		}
	}
	for _, w := range b.kinds {
		allB += c.kindWeight(w)
	}
	if least := min(allA, allB); least > 0 {
		return f32(both / least)
	}
	return unknownShare
}

// kindWeight is the weight of a category's word: what all categories say says nothing.
func (c *corpus) kindWeight(w string) float64 {
	return math.Log(1 + float64(c.n)/(0.5+float64(c.kindDF[w])))
}

// fields is what the brand and the category of a record say, which many records share.
type fields struct {
	brand              string
	makers, brandWords []string // words of the brand, without and with corporate endings
	kinds              []string // words of the category
}

type fieldKey struct{ brand, category string }

// field reads the brand and the category of a record, or remembers what they say.
func (c *corpus) field(r *Record) *fields {
	if f := c.fields[fieldKey{r.Brand, r.Category}]; f != nil {
		return f
	}
	f := &fields{brand: brandOf(r.Brand), makers: makersOf(r.Brand)}
	if r.Brand != "" {
		f.brandWords = parse(Fold(clip(r.Brand))).words
	}
	if r.Category != "" {
		for _, w := range parse(Fold(clip(r.Category))).words {
			f.kinds = append(f.kinds, stem(w))
		}
		slices.Sort(f.kinds) // sums of weights do not depend on a side
		f.kinds = slices.Compact(f.kinds)
	}
	return f
}
