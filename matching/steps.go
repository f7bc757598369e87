package matching

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"shelfwise/market"
)

// evidence is the waterfall of pair i's log-odds, whose probability is p: a step for each aspect of the two records
// with what was compared, what the rules that overrule the model take away, and where every pair begins.
func (t *Task) evidence(i int, p float64) []market.MatchReason {
	q := &t.pairs[i]
	a, b := t.whole(0, int(q.l)), t.whole(1, int(q.r))
	id, ok := tierOf(a, b)
	if ok && id.against == "" && p == id.p {
		return id.evidence()
	}
	v := t.SecondFeatures(i)
	odds := t.aspectOdds(v)
	var out []market.MatchReason
	for k := range aspectCount {
		if c := round4(odds[k]); c != 0 {
			name, value := t.tell(aspect(k), c, a, b, q.v)
			out = append(out, market.MatchReason{Feature: name, Value: value, Contribution: c})
		}
	}
	slices.SortStableFunc(out, func(x, y market.MatchReason) int {
		return cmp.Compare(math.Abs(y.Contribution), math.Abs(x.Contribution))
	})
	exact := math.Log(p / (1 - p))
	if gap := round4(exact - t.model.Second.Score(v)); gap != 0 {
		why, value := "a rule", ""
		switch {
		case ok && id.against != "":
			why, value = "identifiers contradict", id.against
		case gap < 0:
			why, value = "another product of the line", t.otherness(q)
		}
		out = append(out, market.MatchReason{Feature: why, Value: value, Contribution: gap})
	}
	for _, e := range out {
		exact -= e.Contribution
	}
	return append(out, market.MatchReason{Feature: StepStart, Value: "of any two records, before their words", Contribution: round4(exact)})
}

// StepStart names the step from which every pair's waterfall begins.
const StepStart = "starting odds"

// aspect is what several features measure together, in the words of a buyer.
type aspect int

const (
	ofWords aspect = iota
	ofModels
	ofNumbers
	ofSizes
	ofMaker
	ofPrice
	ofVariant
	ofOffer
	ofIdentifier
	ofDescription
	ofSpelling
	ofRivals
	ofShelf
	aspectCount
)

// aspectOf sorts the features by their names; what is not listed measures words.
func aspectOf(feature string) aspect {
	switch feature {
	case "model number", "model number inside", "model number part", "model numbers differ", "model number rarity", "model number in description", "model numbers shared",
		"rare model numbers differ", "part numbers of one mould differ":
		return ofModels
	case "numbers", "numbers differ", "words with digits", "words with digits differ":
		return ofNumbers
	case "quantities", "quantities differ":
		return ofSizes
	case "brand":
		return ofMaker
	case "price ratio", "prices known", "price fits better than rival's":
		return ofPrice
	case "variant differs", "variant on one side", "colours":
		return ofVariant
	case "accessory words", "pack", "an accessory against a product", "a bundle against a product", "used against new":
		return ofOffer
	case "gtin":
		return ofIdentifier
	case "title and description", "figures of the descriptions":
		return ofDescription
	case "title characters", "first word", "length", "word order", "words missing after spelling":
		return ofSpelling
	case "margin to runner-up", "margin to runner-up (better side)", "rank among rivals", "rivals":
		return ofRivals
	case "category":
		return ofShelf
	}
	return ofWords
}

// aspectOdds sums what the features add to the log-odds by aspect. What the first model's score adds goes to the
// aspects that made it: those that push the same way, by how far they push.
func (t *Task) aspectOdds(v []float32) [aspectCount]float64 {
	var out [aspectCount]float64
	by, _ := t.model.Second.Contributions(v)
	for i, c := range by {
		switch {
		case i < int(features):
			out[aspectOf(featureNames[i])] += c
		case i != mScore:
			out[aspectOf(marginNames[i-mScore])] += c
		}
	}
	first, _ := t.model.First.Contributions(v[:features])
	push, whole := [aspectCount]float64{}, 0.0
	for i, c := range first {
		if c*by[mScore] > 0 {
			push[aspectOf(featureNames[i])] += math.Abs(c)
			whole += math.Abs(c)
		}
	}
	if whole == 0 {
		out[ofWords] += by[mScore]
		return out
	}
	for k, c := range push {
		out[k] += by[mScore] * c / whole
	}
	return out
}

// tell names the step of an aspect that adds c, with what was compared.
func (t *Task) tell(k aspect, c float64, a, b *item, v *vector) (name, value string) {
	switch k {
	case ofModels:
		return "model number", models(a, b)
	case ofNumbers:
		return "numbers", sides(numbersOf(a), numbersOf(b), "no number on both sides")
	case ofSizes:
		return "sizes", sides(sizesOf(a.quantities, nil), sizesOf(b.quantities, a.quantities), "no size on both sides")
	case ofMaker:
		return "maker", sides(nonEmpty(a.brand), nonEmpty(b.brand), "not known on both sides")
	case ofPrice:
		return "price", priceTold(a, b, v)
	case ofVariant:
		return "variant", sides(variantsTold(a), variantsTold(b), "not said on both sides")
	case ofOffer:
		return "kind of offer", offerTold(a, b)
	case ofIdentifier:
		return "gtin", sides(a.gtins, b.gtins, "not known on both sides")
	case ofDescription:
		return "descriptions", described(a, b)
	case ofSpelling:
		return "spelling and order", forAgainst(c, "alike", "unlike")
	case ofRivals:
		return "other partners", forAgainst(c, "none fits better", "others fit as well or better")
	case ofShelf:
		return "category", sides(nonEmpty(Fold(a.rec.Category)), nonEmpty(Fold(b.rec.Category)), "not known on both sides")
	case ofWords, aspectCount:
	}
	if c < 0 {
		if lacking := sides(t.rarest(a, b, false), t.rarest(b, a, false), ""); lacking != "" {
			return "words of one side alone", lacking
		}
	}
	return "words in common", strings.Join(t.rarest(a, b, true), ", ")
}

func forAgainst(c float64, yes, no string) string {
	if c > 0 {
		return yes
	}
	return no
}

// rarest lists the few rarest words of a that b has too, or that it lacks.
func (t *Task) rarest(a, b *item, common bool) []string {
	var out []string
	for _, w := range a.order {
		if len([]rune(w)) > 1 && !strings.Contains(w, ":") && slices.Contains(b.order, w) == common {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(x, y string) int { return cmp.Compare(t.c.idf(t.c.id(y)), t.c.idf(t.c.id(x))) })
	return few(out)
}

func few(words []string) []string {
	const most = 4
	return words[:min(len(words), most)]
}

// sides tells what both sides say, or the one and the other; unknown where one of them says nothing.
func sides(a, b []string, unknown string) string {
	if len(a) == 0 && len(b) == 0 || unknown != "" && (len(a) == 0 || len(b) == 0) {
		return unknown
	}
	var both []string
	for _, x := range a {
		if slices.Contains(b, x) {
			both = append(both, x)
		}
	}
	other := func(x string) bool { return slices.Contains(both, x) }
	a, b = slices.DeleteFunc(slices.Clone(a), other), slices.DeleteFunc(slices.Clone(b), other)
	var parts []string
	if len(both) > 0 {
		parts = append(parts, strings.Join(few(both), ", ")+" on both")
	}
	switch {
	case len(a) > 0 && len(b) > 0:
		parts = append(parts, strings.Join(few(a), ", ")+" against "+strings.Join(few(b), ", "))
	case len(a)+len(b) > 0:
		parts = append(parts, strings.Join(few(append(a, b...)), ", ")+" on one side alone")
	}
	return strings.Join(parts, "; ")
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func models(a, b *item) string {
	if len(a.models)+len(b.models) == 0 {
		return "none on either side"
	}
	return sides(a.models, b.models, "")
}

func numbersOf(it *item) []string {
	return slices.DeleteFunc(slices.Clone(it.order), func(w string) bool { return !hasDigit(w) || strings.Contains(w, ":") })
}

// sizesOf writes quantities for people, those that are near one of the other side's as that one.
func sizesOf(own, other []quantity) []string {
	var out []string
	for _, q := range own {
		for _, p := range other {
			if p.dim == q.dim && near(p.value, q.value) {
				q = p
				break
			}
		}
		dim, value, plain := strings.Cut(q.text(), ":")
		if plain {
			out = append(out, value+" "+dim)
		} else {
			out = append(out, q.text())
		}
	}
	return uniq(out)
}

func variantsTold(it *item) []string {
	var out []string
	for _, k := range sortedKeys(it.variants) {
		out = append(out, k+" "+it.variants[k])
	}
	return out
}

func priceTold(a, b *item, v *vector) string {
	if v[fPriceKnown] == 0 || a.price <= 0 || b.price <= 0 {
		return "not known on both sides"
	}
	return strconv.FormatFloat(max(a.price, b.price)/min(a.price, b.price), 'f', 2, 64) + "x"
}

func offerTold(a, b *item) string {
	if p, q := max(1, a.pack), max(1, b.pack); p != q {
		return fmt.Sprintf("pack of %d against %d", p, q)
	}
	x, y := a.seen(), b.seen()
	signs := func(v *view) []string { return slices.Concat(v.anyParts, v.partScript, v.bundle, v.used) }
	if told := sides(uniq(signs(x)), uniq(signs(y)), ""); told != "" {
		return told
	}
	return "no sign of a pack, set, part or used thing"
}

func described(a, b *item) string {
	switch {
	case a.hasText && b.hasText:
		return "on both sides"
	case a.hasText || b.hasText:
		return "on one side alone"
	}
	return "none; titles again"
}
