package matching

import (
	"math"
	"math/bits"
	"slices"
	"strings"
)

// The features of a pair, all symmetric in its sides. They are numbers that mean the same in a set of a hundred
// records and of a million: weights are divided by the weight of a word that one record has.
const (
	fCosine        = iota // idf-weighted words of the titles
	fGrams                // character trigrams of the titles
	fContained            // share of the smaller title's word weight found in the other
	fJaccard              // word weight shared over word weight of both
	fRarest               // weight of the rarest shared word
	fFullCosine           // titles and descriptions
	fModelSame            // a model number of both
	fModelInside          // a model number of one inside the other's letters and digits
	fModelPart            // a piece or beginning of a model number of both
	fModelConflict        // both have model numbers and none agrees
	fModelRarity          // weight of the agreeing model number
	fNumbers              // shared numbers over all numbers; unknownShare where a side has none
	fNumberClash          // numbers on both sides that the other lacks
	fPrice                // exp(-2·|ln(p1/p2)|)
	fPriceKnown           // 1 where both prices are known in one currency
	fBrand                // see brandFeature
	fFirstWord            // first words equal
	fLength               // difference of the numbers of words over their sum
	fMissingMore          // word weight missing from the other, the worse side
	fMissingLess          // the same, the better side
	fRarestMissing        // weight of the rarest word missing, the better side
	fQuantitySame         // quantities with units that agree
	fQuantityClash        // dimensions on both sides without an equal value
	fAccessory            // accessory words on one side only
	fPack                 // pack counts: 1 equal, 0 not said, -1 differ, -0.5 said by one
	fGTIN                 // 1 shared, -1 both known and different
	fVariantClash         // attributes (colour, platform, edition, licence) with different values
	fVariantOne           // attributes that one side alone names
	fSoft                 // like fMissingMore, after misspelt, cut and joined words are paired
	fOrder                // neighbouring words that are neighbours in the other
	fModelDesc            // a model number of one title in the other's description
	fModelMatch           // share of model number weight that agrees
	fModelClash           // weight of the rarest model number that the other lacks, the better side
	fDigitShared          // weight of the shared words with digits over that of all; unknownShare where a side has none
	fDigitClash           // weight of the rarest word with digits that the other lacks, the better side
	fNamed                // word weight shared over word weight of both, makers' words left out
	fUnnamed              // share of such weight missing from the other, the worse side
	fColour               // share of the colours that agree; unknownShare where a side names none
	fFigures              // the same of the numbers and measures of the descriptions
	fMould                // each prints a code that the other lacks, of one mould
	fKind                 // the same of the categories' words, by weight
	features
)

// featureNames are what evidence calls the features, in their order.
var featureNames = [...]string{
	"title words", "title characters", "smaller title contained", "words shared", "rarest shared word", "title and description", "model number", "model number inside", "model number part",
	"model numbers differ", "model number rarity", "numbers", "numbers differ", "price ratio", "prices known", "brand", "first word", "length", "words missing", "words missing (better side)",
	"rarest missing word", "quantities", "quantities differ", "accessory words", "pack", "gtin", "variant differs", "variant on one side", "words missing after spelling", "word order",
	"model number in description", "model numbers shared", "rare model numbers differ",
	"words with digits", "words with digits differ", "words shared but the maker's", "words missing but the maker's",
	"colours", "figures of the descriptions", "part numbers of one mould differ", "category",
}

// vector holds the features of one pair.
type vector [features]float32

// compare measures a pair. compare(a, b) equals compare(b, a).
func (c *corpus) compare(a, b *item) vector {
	var v vector
	top := c.maxIDF()
	v[fCosine], v[fGrams] = f32(dot(a.words, b.words)), f32(dot(a.grams, b.grams))
	v[fFullCosine] = v[fCosine]
	if a.hasText || b.hasText {
		v[fFullCosine] = f32(dot(a.full, b.full))
	}
	c.overlap(a, b, top, &v)
	c.modelFeatures(a, b, top, &v)
	v[fDigitShared], v[fDigitClash] = c.digitFeatures(a, b, top)
	v[fNumbers], v[fNumberClash] = numberFeatures(a, b)
	if a.rec.Price.Known() && a.rec.Price.Currency() == b.rec.Price.Currency() && a.price > 0 && b.price > 0 {
		v[fPrice], v[fPriceKnown] = f32(math.Exp(-2*math.Abs(math.Log(a.price/b.price)))), 1
	} else {
		v[fPrice] = 0.5
	}
	v[fBrand] = brandFeature(a, b)
	if len(a.order) > 0 && len(b.order) > 0 && a.order[0] == b.order[0] {
		v[fFirstWord] = 1
	}
	if n := len(a.order) + len(b.order); n > 0 {
		v[fLength] = f32(math.Abs(float64(len(a.order)-len(b.order))) / float64(n))
	}
	v[fQuantitySame], v[fQuantityClash] = quantityFeatures(a.quantities, b.quantities)
	v[fAccessory] = f32(min(2, oneSided(a, b)+oneSided(b, a)))
	v[fPack] = packFeature(a.pack, b.pack)
	v[fGTIN] = gtinFeature(a, b)
	v[fVariantClash], v[fVariantOne] = variantFeatures(a.variants, b.variants)
	v[fOrder] = orderFeature(a.order, b.order)
	c.aspects(a, b, &v)
	return v
}

func f32(x float64) float32 { return float32(x) }

// overlap fills the features of shared and missing words.
func (c *corpus) overlap(a, b *item, top float64, v *vector) {
	var shared, rarest float64
	missA, missB := 0.0, 0.0
	rareA, rareB := 0.0, 0.0
	lostA, lostB := make([]uint32, 0, 8), make([]uint32, 0, 8)
	i, j := 0, 0
	for i < len(a.words) || j < len(b.words) {
		switch {
		case j == len(b.words) || i < len(a.words) && a.words[i].id < b.words[j].id:
			missA, rareA = missA+a.idfs[i], max(rareA, a.idfs[i])
			lostA = append(lostA, a.words[i].id)
			i++
		case i == len(a.words) || a.words[i].id > b.words[j].id:
			missB, rareB = missB+b.idfs[j], max(rareB, b.idfs[j])
			lostB = append(lostB, b.words[j].id)
			j++
		default:
			shared, rarest = shared+a.idfs[i], max(rarest, a.idfs[i])
			i++
			j++
		}
	}
	if small := min(a.mass, b.mass); small > 0 {
		v[fContained] = f32(shared / small)
		v[fJaccard] = f32(shared / (a.mass + b.mass - shared))
		sa, sb := missA/a.mass, missB/b.mass
		v[fMissingMore], v[fMissingLess] = f32(max(sa, sb)), f32(min(sa, sb))
		var ga, gb float64
		if shared > softFrom*small { // what shares little is not looked at that closely
			ga, gb = c.softGain(a, lostA, b), c.softGain(b, lostB, a)
		}
		v[fSoft] = f32(max(0, max(sa-ga/a.mass, sb-gb/b.mass)))
	}
	v[fRarest], v[fRarestMissing] = f32(rarest/top), f32(min(rareA, rareB)/top)
}

// softFrom is the share of the smaller title's word weight that must be found before misspelt words are looked for.
const softFrom = 0.25

// softGain returns the weight of missing words that the other side has misspelt, cut ("prof" for "professional") or
// joined ("printmusic" for "print music").
func (c *corpus) softGain(a *item, lost []uint32, b *item) float64 {
	gain := 0.0
	for _, w := range a.order {
		if len(w) < 3 || isNumber(w) || strings.Contains(w, ":") {
			continue
		}
		id := c.id(w)
		if !slices.Contains(lost, id) {
			continue
		}
		if len(w) >= 4 && strings.Contains(b.squash, w) || softIn(w, b.order) {
			gain += 0.8 * c.idf(id)
		}
	}
	return gain
}

func softIn(w string, words []string) bool {
	for _, x := range words {
		if len(x) < 3 || x[0] != w[0] && len(w) < 6 {
			continue
		}
		short, long := w, x
		if len(short) > len(long) {
			short, long = long, short
		}
		if len(short) >= 3 && strings.HasPrefix(long, short) && !isNumber(long) {
			return true
		}
		if len(short) >= 5 && lettersDiffer(w, x) <= 4 && JaroWinkler(w, x) >= 0.92 && !hasDigit(w) && !hasDigit(x) {
			return true
		}
	}
	return false
}

// lettersDiffer counts, for bytes modulo 64, those that one word alone has: a quick way to see that two are far apart.
func lettersDiffer(a, b string) int {
	var x, y uint64
	for i := range len(a) {
		x |= 1 << (a[i] & 63)
	}
	for i := range len(b) {
		y |= 1 << (b[i] & 63)
	}
	return bits.OnesCount64(x ^ y)
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// numberFeatures compares bare numbers: how many are shared, and how many each side has that the other lacks.
func numberFeatures(a, b *item) (shared, clash float32) {
	if len(a.numbers) == 0 || len(b.numbers) == 0 {
		return unknownShare, 0
	}
	both := 0
	for _, n := range a.numbers {
		if slices.Contains(b.numbers, n) {
			both++
		}
	}
	onlyA, onlyB := len(a.numbers)-both, len(b.numbers)-both
	for _, n := range a.numbers { // a number may be part of the other's code
		if onlyA > 0 && len(n) >= 3 && !slices.Contains(b.numbers, n) && strings.Contains(b.squash, n) {
			onlyA--
		}
	}
	for _, n := range b.numbers {
		if onlyB > 0 && len(n) >= 3 && !slices.Contains(a.numbers, n) && strings.Contains(a.squash, n) {
			onlyB--
		}
	}
	return f32(float64(both) / float64(len(a.numbers)+len(b.numbers)-both)), f32(min(3, float64(min(onlyA, onlyB))))
}

// unknownShare stands where a side has nothing to share: between agreement and its absence.
const unknownShare = 0.4

// digitFeatures compares all words with digits, the short ones too that no model number is made of: 60D, i7, T5i, 2007.
func (c *corpus) digitFeatures(a, b *item, top float64) (shared, clash float32) {
	haveA, allA, lostA := c.digitWords(a, b)
	haveB, allB, lostB := c.digitWords(b, a)
	if allA == 0 || allB == 0 {
		return unknownShare, 0
	}
	return f32((haveA + haveB) / (allA + allB)), f32(min(lostA, lostB) / top)
}

// digitWords weighs the words of a with digits: those that b has, all, and the rarest that b lacks.
func (c *corpus) digitWords(a, b *item) (have, all, lost float64) {
	for _, w := range a.order {
		if !hasDigit(w) || strings.Contains(w, ":") {
			continue
		}
		weight := c.idf(c.id(w))
		all += weight
		if has(b.order, w) || len(w) > 1 && insideText(w, b.squash) {
			have += weight
		} else {
			lost = max(lost, weight)
		}
	}
	return have, all, lost
}

// quantityFeatures counts the dimensions in which a value is shared, and those in which each side has a value that the
// other lacks: a disk of 2 TB and one of 6 TB clash, whatever else they share.
func quantityFeatures(a, b []quantity) (same, clash float32) {
	for i, q := range a {
		if slices.ContainsFunc(a[:i], func(p quantity) bool { return p.dim == q.dim }) {
			continue
		}
		shared, onlyA, onlyB := 0, 0, 0
		for _, p := range a {
			if p.dim == q.dim {
				if holdsValue(b, p) {
					shared++
				} else {
					onlyA++
				}
			}
		}
		for _, p := range b {
			if p.dim == q.dim && !holdsValue(a, p) {
				onlyB++
			}
		}
		if shared > 0 {
			same++
		}
		if onlyA > 0 && onlyB > 0 {
			clash++
		}
	}
	return min(same, 4), min(clash, 3)
}

func holdsValue(qs []quantity, q quantity) bool {
	return slices.ContainsFunc(qs, func(p quantity) bool { return p.dim == q.dim && near(p.value, q.value) })
}

// near allows for rounding between units (5.25 inches and 13.3 cm).
func near(a, b float64) bool { return math.Abs(a-b) <= 0.02*max(a, b) }

func oneSided(a, b *item) float64 {
	n := 0.0
	for w := range a.accessories {
		if !b.accessories[w] && !strings.Contains(b.squashAll, w) {
			n++
		}
	}
	return n
}

func packFeature(a, b int) float32 {
	switch {
	case a == 0 && b == 0:
		return 0
	case a == b:
		return 1
	case a <= 1 && b <= 1:
		return 0.5
	case a == 0 || b == 0:
		return -0.5
	}
	return -1
}

func gtinFeature(a, b *item) float32 {
	for _, g := range a.gtins {
		if slices.Contains(b.gtins, g) {
			return 1
		}
	}
	if a.gtin != "" && b.gtin != "" {
		return -1
	}
	return 0
}

func variantFeatures(a, b map[string]string) (clash, one float32) {
	for k, v := range a {
		switch w, ok := b[k]; {
		case !ok:
			one++
		case v != w && v != "several" && w != "several":
			clash++
		}
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			one++
		}
	}
	return min(clash, 3), min(one, 3)
}

// orderFeature is the share of neighbouring words of the shorter title that are neighbours in the longer.
func orderFeature(a, b []string) float32 {
	if len(a) > len(b) || len(a) == len(b) && slices.Compare(a, b) > 0 {
		a, b = b, a
	}
	if len(a) < 2 {
		return 0
	}
	n := 0
	for i := 0; i+1 < len(a); i++ {
		for j := 0; j+1 < len(b); j++ {
			if a[i] == b[j] && a[i+1] == b[j+1] {
				n++
				break
			}
		}
	}
	return f32(float64(n) / float64(len(a)-1))
}
