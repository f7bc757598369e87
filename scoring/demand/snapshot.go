package demand

import (
	"fmt"
	"math"
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
	type key struct {
		source, parent string
		reviews, grown float64
		stars          float64
	}
	groups := map[key][]int{}
	for i := range hs {
		h, l := &hs[i], series[i].Listing
		if math.IsNaN(h.Reviews) || h.Reviews == 0 {
			continue
		}
		k := key{source: h.Source, reviews: h.Reviews, grown: h.Span.New, stars: h.Stars}
		if math.IsNaN(k.stars) {
			k.stars = -1
		}
		switch {
		case len(l.Variant) > 0 && l.ExternalID != "":
			k.parent = "id:" + l.ExternalID
		case len(l.Variant) > 0 && l.URL != "":
			k.parent = "url:" + l.URL
		case h.Reviews >= familyReviews && h.Brand != "":
			k.parent = "brand:" + h.Brand + "|" + h.Category
		default:
			continue
		}
		groups[k] = append(groups[k], i)
	}
	for k, g := range groups {
		if len(g) > 1 && (!strings.HasPrefix(k.parent, "brand:") || alike(series, g)) {
			for _, i := range g {
				hs[i].Family = len(g)
			}
		}
	}
}

// alike reports that the titles of the group share at least six tenths of their words with the first.
func alike(series []market.Series, g []int) bool {
	first := words(series[g[0]].Listing.Title)
	for _, i := range g[1:] {
		w := words(series[i].Listing.Title)
		shared := 0
		for t := range w {
			if first[t] {
				shared++
			}
		}
		if float64(shared) < 0.6*float64(len(w)+len(first)-shared) {
			return false
		}
	}
	return true
}

func words(title string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(fold(title)) {
		m[w] = true
	}
	return m
}
