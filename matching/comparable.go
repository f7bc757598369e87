package matching

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// substitute is a listing found for a candidate's market, with why.
type substitute struct {
	at, was       int // place of the listing now, and in the comparing before
	it            *item
	odds          float64
	confidence    float64
	method, value string
	evidence      []market.MatchReason
	plain         bool           // no accessory word touches its title
	price         float64        // NaN unknown
	currency      money.Currency // "" unknown
	ruling
}

// ruling is what the guards say of a listing at a price of a class.
type ruling struct {
	class          priceClass
	reason, detail string
	out            bool
}

// priceClass is all that the guards see of a price.
type priceClass uint8

const (
	notJudged priceClass = iota
	priceUnknown
	priceCheap
	priceUsual
	priceDear
)

func (w *wanted) classOf(f *substitute) priceClass {
	switch {
	case math.IsNaN(w.median) || !(f.price > 0) || string(f.currency) != w.currency:
		return priceUnknown
	case f.price < cheap*w.median:
		return priceCheap
	case f.price > dear*w.median:
		return priceDear
	}
	return priceUsual
}

// judge asks the guards, unless they have spoken on the same words and class of price.
func (w *wanted) judge(f *substitute) {
	if c := w.classOf(f); f.class != c {
		f.class = c
		f.reason, f.detail, f.out = w.exclude(f.it, f.it.seen())
	}
}

func (f *substitute) match(candidate string, l market.ListingID) market.Match {
	return market.Match{
		CandidateID: candidate, ListingID: l, Relation: market.Comparable, Confidence: f.confidence, Decision: market.Auto,
		Method: f.method, Version: Version, Evidence: f.evidence,
	}
}

// The odds that a listing found in each way competes with the candidate: set by us, since no data set labels
// substitutes; likeness moves them by up to one.
const (
	oddsCategory = 2.2
	oddsBridged  = 1.4
	oddsWords    = 0.8
)

// substitute weighs listing k by what the two titles alone say, so that other listings that arrive change nothing here.
func (x *comparing) substitute(i, k int, odds float64, method, value string) *substitute {
	w, it := x.wants[i], x.task.items[1][k]
	if at := x.wasListing(k); at >= 0 && len(w.before) > 0 {
		if b, ok := slices.BinarySearchFunc(w.before, at, func(f *substitute, at int) int { return cmp.Compare(f.was, at) }); ok {
			if f := w.before[b]; f.it == it && f.odds == odds && f.method == method && f.value == value {
				f.at = k
				return f
			}
		}
	}
	v := it.seen()
	grams := dot(w.grams, v.grams)
	like := max(-0.5, min(1, 2*grams-0.5))
	return &substitute{at: k, it: it, price: it.price, currency: it.currency, odds: odds, confidence: round4(sigmoid(odds + like)), method: method, value: value,
		plain: w.firstOf(v.anyParts, v.partScript) == "", evidence: []market.MatchReason{
			{Feature: method, Value: value, Contribution: odds}, {Feature: "title characters", Value: short(f32(grams)), Contribution: round4(like)},
		}}
}

// wasListing is where listing k stood in the comparing before, -1 where it was not there.
func (x *comparing) wasListing(k int) int { return x.was(1, k) }

// wasCandidate is the same of candidate i.
func (x *comparing) wasCandidate(i int) int { return x.was(0, i) }

func (x *comparing) was(side, at int) int {
	switch {
	case x.last == nil:
		return -1
	case x.scored == x.last.scored:
		return at
	}
	return int(x.task.moves[side].from[at])
}

// lookup finds listings by their words.
func (x *comparing) lookup() *lookup {
	switch {
	case x.last == nil:
		return &lookup{items: x.task.items[1]}
	case x.scored == x.last.scored:
		return x.last.words
	}
	return x.last.words.next(&x.task.moves[1], x.task.items[1])
}

// comparables finds the listings that compete with candidate i and says how: by category text, by a category that
// same products bridge, by the category's words in titles, else by the words of title and keywords.
func (x *comparing) comparables(i int, w *wanted) ([]*substitute, string) {
	c := &x.cands[i]
	key := categoryKey(c.Category)
	out := make([]*substitute, 0, len(w.before)+len(w.before)/16)
	var how []string
	for _, k := range x.shelves.byKey[key] {
		if key != "" {
			out = append(out, x.substitute(i, k, oddsCategory, "category", x.listings[k].Category))
		}
	}
	if len(out) > 0 {
		how = append(how, fmt.Sprintf("category %q", c.Category))
	}
	for _, other := range sortedSet(x.bridges[key]) {
		for _, k := range x.shelves.byKey[other] {
			out = append(out, x.substitute(i, k, oddsBridged, "category bridged by same products", x.listings[k].Category))
		}
		how = append(how, fmt.Sprintf("category %q, which sells the same products", x.shelfName(other)))
	}
	for _, other := range x.shelves.kindred(key) {
		if x.bridges[key][other] {
			continue
		}
		for _, k := range x.shelves.byKey[other] {
			out = append(out, x.substitute(i, k, oddsBridged, "category of a wider or narrower kind", x.listings[k].Category))
		}
		how = append(how, fmt.Sprintf("category %q, of a wider or narrower kind", x.shelfName(other)))
	}
	if n := len(out); key != "" {
		for _, k := range x.words.holding(w.stems) {
			if x.keys[k] == "" {
				out = append(out, x.substitute(i, k, oddsWords, "category words in title", strings.Join(w.product, " ")))
			}
		}
		if len(out) > n {
			how = append(how, "category words in titles without a category")
		}
	}
	if len(out) == 0 {
		return x.alike(i, w)
	}
	return out, strings.Join(how, " and ")
}

// shelfName is the folded text of a category key, as the first listing under it has it.
func (x *comparing) shelfName(key string) string {
	if at := x.shelves.byKey[key]; len(at) > 0 {
		return strings.Join(categoryWords(x.listings[at[0]].Category), " ")
	}
	return key
}

// alike finds listings by the words of title and keywords, brand and codes left out: those that hold the kind of
// product, else those that hold at least half of the words' weight.
func (x *comparing) alike(i int, w *wanted) ([]*substitute, string) {
	c, it := &x.cands[i], x.task.items[0][i]
	words := slices.Clone(w.product)
	for _, k := range c.Keywords {
		words = append(words, parse(Fold(clip(k))).words...)
	}
	if c.Category == "" && len(c.Keywords) == 0 {
		for _, o := range it.order {
			if o != it.brand && !hasDigit(o) {
				words = append(words, o)
			}
		}
	}
	words = uniq(words)
	total := 0.0
	for _, o := range words {
		total += x.task.c.idf(x.task.c.id(o))
	}
	if total <= 0 {
		return nil, "words of title and keywords"
	}
	shared := map[int]float64{}
	for _, o := range words {
		for _, k := range x.words.having(o) {
			shared[k] += x.task.c.idf(x.task.c.id(o))
		}
	}
	named := x.words.holding(w.stems)
	for _, k := range named {
		shared[k] += 0
	}
	out := make([]*substitute, 0, len(w.before)+len(w.before)/16)
	for _, k := range sortedInts(shared) {
		if _, ok := slices.BinarySearch(named, k); ok || shared[k] >= 0.5*total {
			out = append(out, x.substitute(i, k, oddsWords, "keywords", fmt.Sprintf("%.0f%% of the words' weight", 100*shared[k]/total)))
		}
	}
	return out, "words of title and keywords"
}

func sortedSet(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// learnBridges notes which category texts of listings mean a candidate's category: those under which a surely same
// product is sold. So a market spans shops that name categories in their own words or language.
func (x *comparing) learnBridges() {
	for i := range x.cands {
		key := categoryKey(x.cands[i].Category)
		if key == "" {
			continue
		}
		for k, m := range x.same[i] {
			sure := m.Relation == market.Same && (m.Method == "gtin" || m.Decision == market.Confirmed || m.Confidence >= 0.9)
			if other := x.keys[k]; sure && other != "" && other != key {
				if x.bridges[key] == nil {
					x.bridges[key] = map[string]bool{}
				}
				x.bridges[key][other] = true
			}
		}
	}
}

func (x *comparing) effects(id string, w *wanted, inside []int, excluded map[int]market.Exclusion) []market.GuardEffect {
	by := map[string][]int{}
	for at, e := range excluded {
		by[e.Reason] = append(by[e.Reason], at)
	}
	var out []market.GuardEffect
	with := x.prices(inside, w.currency)
	for reason, at := range by {
		without := x.prices(append(slices.Clone(inside), at...), w.currency)
		e := market.GuardEffect{CandidateID: id, Guard: reason, Excluded: len(at)}
		if c := money.Currency(w.currency); c != "" && len(with) > 0 && len(without) > 0 {
			e.With, e.Without = money.FromFloat(medianOf(with), c), money.FromFloat(medianOf(without), c)
		}
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b market.GuardEffect) int { return cmp.Compare(a.Guard, b.Guard) })
	return out
}

func (x *comparing) prices(at []int, currency string) []float64 {
	out := make([]float64, 0, len(at))
	for _, k := range at {
		if it := x.task.items[1][k]; it.currency != "" && string(it.currency) == currency {
			out = append(out, it.price)
		}
	}
	return out
}

func logit(p float64) float64 { return round4(math.Log(p / (1 - p))) }
