package scoring

import (
	"cmp"
	"slices"

	"shelfwise/market"
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
