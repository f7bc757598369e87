package matching

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"shelfwise/market"
)

// findSame fills same and barred: first by identifier, then by the model; each listing is the same as one candidate,
// the best, unless candidates share it by identifier.
func (x *comparing) findSame() {
	n := len(x.cands)
	x.details = map[[2]int]string{}
	x.same, x.barred = make([]map[int]market.Match, n), make([]map[int]string, n)
	for i := range x.cands {
		x.same[i], x.barred[i] = map[int]market.Match{}, map[int]string{}
	}
	taken := map[int]bool{}
	x.byGTIN(taken)
	x.byMPN(taken)
	x.byModel(taken)
	x.byUser()
}

// byGTIN is the first tier: equal identifiers, unless brand, pack or variant contradict, which is quarantined.
func (x *comparing) byGTIN(taken map[int]bool) {
	at := map[string][]int{}
	for i, it := range x.task.items[1] {
		if it.gtin != "" {
			at[it.gtin] = append(at[it.gtin], i)
		}
	}
	for i, c := range x.task.items[0] {
		if c.gtin == "" {
			continue
		}
		for _, k := range at[c.gtin] {
			l := x.task.items[1][k]
			if reason := contradiction(c, l); reason != "" {
				x.out.Quarantined = append(x.out.Quarantined, Quarantine{x.cands[i].ID, x.listings[k].ID, c.gtin, reason})
				x.barred[i][k], x.details[[2]int{i, k}] = ReasonIdentifier, reason
				taken[k] = true
				continue
			}
			x.same[i][k] = x.match(i, k, 0.99, "gtin", market.Auto, []market.MatchReason{{Feature: "gtin", Value: c.gtin, Contribution: logit(0.99)}})
			taken[k] = true
		}
	}
}

// byMPN is the second tier: the maker's part number is equal and the brand does not differ.
func (x *comparing) byMPN(taken map[int]bool) {
	at := map[string][]int{}
	for i, l := range x.listings {
		if m := squash(Fold(l.MPN)); partNumber(m) {
			at[m] = append(at[m], i)
		}
	}
	for i := range x.cands {
		m := squash(Fold(x.cands[i].MPN))
		if !partNumber(m) {
			continue
		}
		c := x.task.items[0][i]
		for _, k := range at[m] {
			l := x.task.items[1][k]
			if taken[k] || brandFeature(c, l) <= 0 || x.vetoed(i, k) || contradiction(c, l) != "" {
				continue
			}
			x.same[i][k] = x.match(i, k, 0.97, "mpn", market.Auto, []market.MatchReason{
				{Feature: "mpn", Value: m, Contribution: round4(logit(0.97) - 1)}, {Feature: "brand", Value: l.brand, Contribution: 1}})
			taken[k] = true
		}
	}
}

func partNumber(m string) bool { return len(m) >= 4 && hasDigit(m) }

// vetoed notes why a listing that looks like the candidate is not the same product, where a guard or an identifier
// says so.
func (x *comparing) vetoed(i, k int) bool {
	c, l := x.task.items[0][i], x.task.items[1][k]
	if c.gtin != "" && l.gtin != "" && c.gtin != l.gtin {
		return true
	}
	if reason, _, out := x.wants[i].exclude(l, l.seen()); out {
		x.barred[i][k] = reason
		return true
	}
	return servedBy(c.seen(), l.seen())
}

// servedBy reports that the candidate is an accessory "for" something, while the listing's title has no word of an
// accessory: it may be what the candidate serves.
func servedBy(c, l *view) bool {
	return c.link == linkFor && len(c.parts)+len(c.partScript) > 0 && len(l.anyParts)+len(l.partScript) == 0
}

// byModel is the third tier: the title model above its thresholds.
func (x *comparing) byModel(taken map[int]bool) {
	m := x.task.model
	order := make([]int, 0, len(x.p))
	for q := range x.p {
		if x.task.Reaches(q, x.p[q], m.Review) {
			order = append(order, q)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(x.p[b], x.p[a]), cmp.Compare(a, b)) })
	for _, q := range order {
		i, k := int(x.task.pairs[q].l), int(x.task.pairs[q].r)
		if taken[k] || !x.shareName(q) || x.vetoed(i, k) {
			continue
		}
		doubt := x.doubt(q)
		if doubt == sibling && x.p[q] < sureSibling {
			continue // a substitute at most
		}
		d := market.Auto
		if doubt != noDoubt || !x.task.Reaches(q, x.p[q], m.Match) || x.farPrice(q) || x.otherShelf(i, k) {
			d = market.Review
		}
		x.same[i][k] = x.match(i, k, x.p[q], x.task.method(&x.task.pairs[q]), d, x.task.evidence(q, x.p[q]))
		taken[k] = true
	}
}

// shareName reports that the titles of pair q are equal, or share a code or a word that is more than the kind of
// product and its measures: in a small market those alone look rare, and two makers' 1.7 l kettles are substitutes.
func (x *comparing) shareName(q int) bool {
	p := &x.task.pairs[q]
	a, b := x.task.items[0][p.l], x.task.items[1][p.r]
	if v := p.v; a.squash == b.squash || v != nil && (v[fGTIN] == 1 || v[fModelSame] == 1 || v[fModelInside] == 1 || v[fModelPart] > 0) {
		return true
	}
	kinds := x.wants[p.l].stems
	return slices.ContainsFunc(a.order, func(w string) bool {
		return !slices.Contains(kinds, stem(w)) && !strings.Contains(w, ":") && variantWords[w].name == "" && slices.Contains(b.order, w)
	})
}

// farPrice: a price more than four times the other's asks for a look.
func (x *comparing) farPrice(q int) bool {
	v := x.task.pairs[q].v
	return v != nil && v[fPriceKnown] == 1 && v[fPrice] < 1.0/16
}

// otherShelf: a listing of another maker that stands under another category is hardly the same product, whatever code both
// titles hold; a shop that only names the category in its own words still names the maker.
func (x *comparing) otherShelf(i, k int) bool {
	a, b := categoryKey(x.cands[i].Category), categoryKey(x.listings[k].Category)
	return a != "" && b != "" && a != b && brandFeature(x.task.items[0][i], x.task.items[1][k]) < 0
}

func (x *comparing) match(i, k int, p float64, method string, d market.Decision, why []market.MatchReason) market.Match {
	return market.Match{CandidateID: x.cands[i].ID, ListingID: x.listings[k].ID, Relation: market.Same, Confidence: p, Decision: d,
		Method: method, Version: Version, Evidence: why}
}

// describe says how a market was built, for people.
func describe(same map[int]market.Match, how string, comparables int) string {
	var parts []string
	by := map[string]int{}
	for _, m := range same {
		switch m.Decision {
		case market.Review:
			by["review"]++
		case market.Confirmed:
			by[string(m.Relation)+" by your decision"]++
		default:
			by["same by "+m.Method]++
		}
	}
	for _, m := range []string{"your decision", "gtin", "mpn", "title"} {
		if n := by["same by "+m]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d same by %s", n, m))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, "no same product found")
	}
	if n := by["review"]; n > 0 {
		parts = append(parts, fmt.Sprintf("%d too doubtful to use, in review", n))
	}
	decided := by["comparable by your decision"]
	if decided > 0 {
		parts = append(parts, fmt.Sprintf("%d comparable by your decision", decided))
	}
	if comparables > 0 {
		parts = append(parts, fmt.Sprintf("%d comparable by %s", comparables, how))
	} else if decided == 0 {
		parts = append(parts, "no comparable listings: "+how)
	}
	return strings.Join(parts, "; ")
}
