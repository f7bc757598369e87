package demand

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// confirmedRatio is how far from its market's median a listing may stand whose price several readings confirm.
const confirmedRatio = 4.0

// snapshotOutliers excludes listings whose price stands far from the other rivals of their category, and flags them.
func snapshotOutliers(hs []History) []Flag {
	type key struct {
		category string
		currency money.Currency
	}
	groups := map[key][]int{}
	for i := range hs {
		if hs[i].Excluded == "" && hs[i].Category != "" {
			k := key{hs[i].Category, hs[i].Currency}
			groups[k] = append(groups[k], i)
		}
	}
	var flags []Flag
	for _, g := range groups {
		if len(g) < 5 {
			continue
		}
		logs := make([]float64, len(g))
		for j, i := range g {
			logs[j] = hs[i].NowLog
		}
		m := Median(logs)
		for j, z := range ModifiedZ(logs, madFloor) {
			h := &hs[g[j]]
			limit := math.Log(outlierRatio)
			if h.Prices >= 3 {
				limit = math.Log(confirmedRatio)
			}
			if math.Abs(z) <= outlierZ || math.Abs(logs[j]-m) <= limit {
				continue
			}
			h.Excluded = ReasonOutlier
			if DecimalSlip(h.Price, math.Exp(m)) {
				h.Excluded = ReasonDecimalSlip
			}
			h.Detail = fmt.Sprintf("price %.2f against the category's median %.2f", h.Price, math.Exp(m))
			flags = append(flags, Flag{ListingID: h.ID, ObservedAt: h.LastSeen, Reason: h.Excluded, Text: h.Detail})
		}
	}
	return flags
}

// familyReviews is the least count at which equal figures of two listings are taken for one figure shown twice.
const familyReviews = 50

// shareFamilies finds listings that show the review count of their family (the variants of one parent) and writes
// how many share it, so that a family's reviews are counted once.
func shareFamilies(hs []History, series []market.Series) {
	for _, of := range []func(*History, *market.Listing) (family, bool){familyOf, pageFamilyOf} {
		fs := make([]family, 0, len(hs))
		for i := range hs {
			if k, ok := of(&hs[i], &series[i].Listing); ok && hs[i].Family <= 1 {
				k.at = int32(i)
				fs = append(fs, k)
			}
		}
		share(hs, series, fs)
	}
}

// share writes to each listing of a family how many they are.
func share(hs []History, series []market.Series, fs []family) {
	slices.SortFunc(fs, family.compare)
	for from := 0; from < len(fs); {
		to := from + 1
		for to < len(fs) && fs[from].same(fs[to]) {
			to++
		}
		switch g := fs[from:to]; {
		case len(g) == 1 || g[0].alike && len(g) > familyMost:
		case g[0].alike:
			shareAlike(hs, series, g)
		default:
			for _, f := range g {
				hs[f.at].Family = len(g)
			}
		}
		from = to
	}
}

// familyMost is the most listings of one figure whose titles are looked at: more show a figure that says nothing of
// families, as one that counting stops at.
const familyMost = 200

// shareAlike writes to each listing how many of a group have a title like it, the first of the title's kind.
func shareAlike(hs []History, series []market.Series, g []family) {
	titles := make([]map[string]bool, len(g))
	for k, f := range g {
		titles[k] = words(series[f.at].Listing.Title)
	}
	done := make([]bool, len(g))
	for first := range g {
		if done[first] {
			continue
		}
		kin := []int{first}
		for k := first + 1; k < len(g); k++ {
			if !done[k] && alike(titles[first], titles[k]) {
				kin, done[k] = append(kin, k), true
			}
		}
		// Two listings may show one figure by chance, where neither brand nor growth says that they belong together.
		if f := g[first]; len(kin) == 2 && f.parent == "" && f.grown == 0 {
			continue
		}
		for _, k := range kin {
			hs[g[k].at].Family = len(kin)
		}
	}
}

// family is what the listings of one family have in common.
type family struct {
	reviews, grown, stars    float64
	source, parent, category string
	alike                    bool // parent is not told for sure: the titles must be alike
	at                       int32
}

func familyOf(h *History, l *market.Listing) (family, bool) {
	if math.IsNaN(h.Reviews) || h.Reviews == 0 {
		return family{}, false
	}
	k := familyKey(h)
	switch {
	case len(l.Variant) > 0 && l.ExternalID != "":
		k.parent = l.ExternalID
	case len(l.Variant) > 0 && l.URL != "":
		k.parent = l.URL
	case h.Reviews >= familyReviews: // also without a brand: then the titles alone tell
		k.parent, k.category, k.alike = h.Brand, h.Category, true
	default:
		return family{}, false
	}
	return k, true
}

// pageFamilyOf is the family of the variants that one page shows, each under a code of its own.
func pageFamilyOf(h *History, l *market.Listing) (family, bool) {
	if math.IsNaN(h.Reviews) || h.Reviews == 0 || len(l.Variant) == 0 || l.URL == "" {
		return family{}, false
	}
	k := familyKey(h)
	k.parent, k.alike = l.URL, true
	if i := strings.IndexAny(k.parent, "?#"); i >= 0 {
		k.parent = k.parent[:i]
	}
	return k, true
}

func familyKey(h *History) family {
	k := family{source: h.Source, reviews: h.Reviews, grown: h.Span.New, stars: h.Stars}
	if math.IsNaN(k.stars) {
		k.stars = -1
	}
	return k
}

func (f family) same(g family) bool {
	f.at = g.at
	return f == g
}

// compare puts the listings of a family side by side in the order of their places.
func (f family) compare(g family) int {
	c := cmp.Or(cmp.Compare(f.reviews, g.reviews), cmp.Compare(f.grown, g.grown), cmp.Compare(f.stars, g.stars))
	if c != 0 {
		return c
	}
	if f.alike != g.alike {
		if f.alike {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(f.source, g.source), cmp.Compare(f.parent, g.parent), cmp.Compare(f.category, g.category), cmp.Compare(f.at, g.at))
}

// alike reports that two titles share at least six tenths of their words.
func alike(a, b map[string]bool) bool {
	shared := 0
	for t := range b {
		if a[t] {
			shared++
		}
	}
	return float64(shared) >= 0.6*float64(len(a)+len(b)-shared)
}

func words(title string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(fold(title)) {
		m[w] = true
	}
	return m
}
