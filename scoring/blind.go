package scoring

import (
	"cmp"
	"math"
	"slices"

	"shelfwise/market"
	"shelfwise/scoring/demand"
)

// lend gives listings that show no category that of the candidates they compete with, of several the most frequent: a
// market is fitted by category, and one pool of everything without one would tell the demand of none of it. What a listing
// shows itself is not touched, nor is the slice given.
func lend(series []market.Series, candidates []market.Candidate, matches []market.Match) []market.Series {
	bare := map[market.ListingID]int{}
	for i := range series {
		if l := &series[i].Listing; l.Category == "" {
			bare[l.ID] = i
		}
	}
	if len(bare) == 0 {
		return series
	}
	of := make(map[string]string, len(candidates))
	for i := range candidates {
		of[candidates[i].ID] = candidates[i].Category
	}
	votes := map[int]map[string]int{}
	for i := range matches {
		m := &matches[i]
		at, ok := bare[m.ListingID]
		if category := of[m.CandidateID]; ok && category != "" && m.Decision != market.Rejected {
			if votes[at] == nil {
				votes[at] = map[string]int{}
			}
			votes[at][category]++
		}
	}
	out := slices.Clone(series)
	for at, count := range votes {
		best := ""
		for category, n := range count {
			if best == "" || cmp.Or(cmp.Compare(count[best], n), cmp.Compare(category, best)) < 0 {
				best = category
			}
		}
		out[at].Listing.Category = best
	}
	return out
}

// How far units may be off where no rival shows a rating, where none shows reviews and few a badge of a month, and where no badge
// teaches how many buyers leave a review, as logarithms. Ours: what hiding each moved at most on recorded markets.
const (
	blindStars = 1.7
	blindUnits = 3.1
	blindRate  = 0.7
)

// blind is how far, as a logarithm, the units may be off because rivals do not show what demand is told by: what is
// missing of a market counts at its worst in the score and at its best in the interval, as what is missing of a candidate.
func (r *run) blind(s *scene) float64 {
	stars, reviews, badges := 0, 0, 0
	for _, v := range s.rivals {
		h := &r.cleaned.Histories[v.at]
		if math.IsNaN(h.Stars) {
			stars++
		}
		if math.IsNaN(h.Reviews) {
			reviews++
		}
		if _, _, badge := h.Badge.Monthly(); badge {
			badges++
		}
	}
	n := len(s.rivals)
	// Badges on at least half of the offers tell as much as reviews on all.
	mute := clip(2*(1-float64(badges)/math.Max(1, float64(n))), 0, 1)
	off := blindStars*mostly(stars, n) + blindUnits*mostly(reviews, n)*mute
	if !r.badges {
		off += blindRate
	}
	return off
}

// undated is how many times more than foretold may be sold where the only badges say no period: they are read as sold
// since the listing began, but may be those of a month. 1 where no badge is undated or a dated one teaches the rate.
func (r *run) undated(s *scene) float64 {
	if r.badges {
		return 1
	}
	n := 0
	for _, v := range s.rivals {
		if b := r.cleaned.Histories[v.at].Badge; b.Shown && b.WindowDays <= 0 {
			n++
		}
	}
	share := clip(2*float64(n)/math.Max(1, float64(len(s.rivals))), 0, 1)
	return math.Pow(demand.UsualAgeDays/30, share)
}

// mostly is 0 while a fifth of n shows something, and rises to 1 where none does: a market is told by those that do.
func mostly(hidden, n int) float64 {
	if n == 0 {
		return 0
	}
	return math.Max(0, 5*(float64(hidden)/float64(n)-0.8))
}
