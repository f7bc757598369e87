package matching

import (
	"cmp"
	"fmt"

	"shelfwise/market"
)

// The confidence of the tiers of identifiers, set by us: what remains are shops that copy another product's number.
const (
	sureGTIN = 0.99
	sureMPN  = 0.97
)

// tier is what identifiers alone say of a pair: how sure, and by what. Equal identifiers that the rest contradicts
// (brand, pack, variant, size) say that it must not be merged, and different ones the same: no more than a review.
type tier struct {
	method  string  // gtin, mpn
	value   string  // the number
	p       float64 // 0 where against is set
	against string  // why the pair must not be merged, for people
}

// tierOf reads the identifiers of the fields; those found inside a text only count as a feature.
func tierOf(a, b *item) (tier, bool) {
	if a.gtin != "" && b.gtin != "" {
		t := tier{method: "gtin", value: a.gtin, p: sureGTIN}
		if a.gtin != b.gtin {
			t.against = "gtin: " + a.gtin + " against " + b.gtin
		} else {
			t.against = contradiction(a, b)
		}
		return t, true
	}
	m := mpnOf(a.rec)
	if !partNumber(m) || m != mpnOf(b.rec) {
		return tier{}, false
	}
	t := tier{method: "mpn", value: m, p: sureMPN}
	brand := brandFeature(a, b)
	if brand < 0 && a.brandKnown && b.brandKnown { // two makers may give one number to different things
		t.against = "brand: " + a.brand + " against " + b.brand
		return t, true
	}
	if brand > 0 && contradiction(a, b) == "" {
		return t, true
	}
	return tier{}, false
}

func mpnOf(r *Record) string {
	if r.MPN == "" {
		return ""
	}
	return squash(Fold(r.MPN))
}

// tiered lets the identifiers of pair i overrule the model's probability.
func (t *Task) tiered(i int, p float64) float64 {
	q := &t.pairs[i]
	a, b := t.items[0][q.l], t.items[1][q.r]
	if p >= t.model.Review.least() && t.other(q) {
		p = min(p, 0.99*t.model.Match.least())
	}
	if bar := t.barOf(q, t.model.Match); p >= bar && q.v != nil && q.v[fGTIN] != 1 && plainlyOther(t.whole(0, int(q.l)), t.whole(1, int(q.r))) {
		p = 0.99 * bar
	}
	if a.gtin == "" && a.rec.MPN == "" || b.gtin == "" && b.rec.MPN == "" {
		return p
	}
	switch id, ok := tierOf(t.whole(0, int(q.l)), t.whole(1, int(q.r))); {
	case !ok:
		return p
	case id.against != "":
		return min(p, 0.99*t.model.Match.least())
	default:
		return max(p, id.p)
	}
}

// evidenceOf is the waterfall of a tier's log-odds.
func (id tier) evidence() []market.MatchReason {
	return []market.MatchReason{{Feature: id.method, Value: id.value, Contribution: logit(id.p)}}
}

// other reports that the titles of a pair tell two products of a line apart, whatever else they share.
func (t *Task) other(q *pair) bool { return t.otherness(q) != "" }

// otherness says what tells the products of a pair apart, for people; "" for nothing.
func (t *Task) otherness(q *pair) string {
	if q.v == nil || q.v[fGTIN] == 1 || q.v[fModelSame] == 1 && q.v[fModelRarity] > 0.5 {
		return ""
	}
	a, b := t.whole(0, int(q.l)), t.whole(1, int(q.r))
	switch {
	case otherNumber(a, b):
		return "part number: " + sides(a.models, b.models, "")
	case otherGeneration(a, b):
		first := func(g string) string { return cmp.Or(g, "none named") }
		return "generation: " + first(generationOf(marksIn(a))) + " against " + first(generationOf(marksIn(b)))
	case otherPack(a, b, q.v):
		return fmt.Sprintf("pack: %d against %d", max(1, a.pack), max(1, b.pack))
	}
	return ""
}

// otherPack reports that one title sells a pack and the other none or another pack, and that no code says they are one
// all the same. More than a few dozen pieces are what a product consists of, as a puzzle does.
func otherPack(a, b *item, v *vector) bool {
	p, q := max(1, a.pack), max(1, b.pack)
	const most = 24
	if p == q || max(p, q) > most || v[fModelSame] == 1 || v[fModelInside] == 1 || v[fModelPart] > 0 {
		return false
	}
	return !wantedFor(a, "", nil).sameSet(b, b.seen())
}
