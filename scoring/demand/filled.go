package demand

import "strconv"

// filledGaps drops figures of units that are no listing's own: where far too many of a source show one figure that no badge
// shows, someone filled the gaps of a table with it, the mean or the median of the others.
func filledGaps(hs []History) (flags []Flag) {
	type figures struct {
		n   map[float64]int
		all int
	}
	by := map[badgeKind]*figures{}
	for i := range hs {
		b := &hs[i].Badge
		if !b.Shown {
			continue
		}
		k := badgeKind{hs[i].Source, b.WindowDays}
		if by[k] == nil {
			by[k] = &figures{n: map[float64]int{}}
		}
		by[k].n[b.Low]++
		by[k].all++
	}
	for i := range hs {
		h := &hs[i]
		f := by[badgeKind{h.Source, h.Badge.WindowDays}]
		if !h.Badge.Shown || f.all < imputedKnown || len(f.n) <= imputedLevels || !oddFigure(h.Badge.Low) ||
			float64(f.n[h.Badge.Low]) <= shareImputed*float64(f.all) {
			continue
		}
		flags = append(flags, Flag{
			ListingID: h.ID, ObservedAt: h.LastSeen, Reason: ReasonFilled, Text: strconv.FormatFloat(h.Badge.Low, 'f', -1, 64),
		})
		h.Badge = Badge{}
	}
	return flags
}
