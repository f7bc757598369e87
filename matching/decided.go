package matching

import (
	"cmp"
	"slices"

	"shelfwise/market"
)

// Agreement counts the user's decisions by what the model said of the same pairs: the same product, comparable, or
// nothing. Decided is the sum of the others. What was decided and taken back is not counted.
type Agreement struct {
	Decided int `json:"decided"`
	Agreed  int `json:"agreed"` // the model was sure and right
	Asked   int `json:"asked"`  // the model had put the pair in review
	Wrong   int `json:"wrong"`  // the model used what the user rejected, or as the same what the user calls comparable
	Missed  int `json:"missed"` // the user confirmed what the model had not found, or found comparable only
}

// saying is what the model said of a pair that the user has decided.
type saying struct {
	relation market.Relation // "" for nothing
	doubted  bool            // it asked
	barred   bool            // an identifier contradicts
}

// counts reports that a stored match holds a word of the user.
func counts(m market.Match) bool {
	return m.Decision == market.Confirmed || m.Decision == market.Rejected || m.TakenBack()
}

// byUser puts the user's decisions over all tiers. A pair whose decision was taken back waits for another, whatever the
// model says of it.
func (x *comparing) byUser() {
	x.said = make([]map[int]saying, len(x.cands))
	for _, d := range x.decided {
		i, okC := slices.BinarySearchFunc(x.cands, d.CandidateID, func(c market.Candidate, id string) int { return cmp.Compare(c.ID, id) })
		k, okL := slices.BinarySearchFunc(x.listings, d.ListingID, func(l market.Listing, id market.ListingID) int { return cmp.Compare(l.ID, id) })
		if !okC || !okL {
			continue
		}
		m, same := x.same[i][k]
		if d.Decision == market.Review {
			if same {
				d = m.Decide(market.Review, "")
			}
			x.same[i][k] = d
			continue
		}
		if x.said[i] == nil {
			x.said[i] = map[int]saying{}
		}
		x.said[i][k] = saying{relation: m.Relation, doubted: m.Decision == market.Review, barred: x.barred[i][k] == ReasonIdentifier}
		x.out.Quarantined = slices.DeleteFunc(x.out.Quarantined, func(q Quarantine) bool { return q.CandidateID == d.CandidateID && q.ListingID == d.ListingID })
		delete(x.same[i], k)
		if d.Decision == market.Confirmed {
			x.same[i][k] = d.Decide(market.Confirmed, cmp.Or(d.Relation, market.Same))
		} else {
			x.barred[i][k] = ReasonRejected
		}
	}
}

// wouldUse lists, of the found listings that the user has decided on, those that the guards let into the market of
// candidate i.
func (x *comparing) wouldUse(i int, w *wanted, found []*substitute) map[int]bool {
	if len(x.said[i]) == 0 {
		return nil
	}
	out := map[int]bool{}
	for _, f := range found {
		if s, decided := x.said[i][f.at]; !decided || s.barred {
			continue
		}
		if w.judge(f); !f.out {
			out[f.at] = true
		}
	}
	return out
}

// agree counts the decisions beside what the model said, once the markets are built.
func (x *comparing) agree() {
	for _, d := range x.decided {
		i, ok := slices.BinarySearchFunc(x.cands, d.CandidateID, func(c market.Candidate, id string) int { return cmp.Compare(c.ID, id) })
		if !ok {
			continue
		}
		k, _ := slices.BinarySearchFunc(x.listings, d.ListingID, func(l market.Listing, id market.ListingID) int { return cmp.Compare(l.ID, id) })
		s, decided := x.said[i][k]
		if !decided || x.listings[k].ID != d.ListingID {
			continue
		}
		if s.relation == "" && x.markets[i].would[k] {
			s.relation = market.Comparable
		}
		x.out.Agreement.count(s, d)
	}
}

// count notes one decision of the user beside what the model said of the pair.
func (a *Agreement) count(s saying, d market.Match) {
	a.Decided++
	confirmed := market.Relation("")
	if d.Decision == market.Confirmed {
		confirmed = cmp.Or(d.Relation, market.Same)
	}
	switch {
	case s.doubted:
		a.Asked++
	case s.relation == confirmed:
		a.Agreed++
	case confirmed == "" || s.relation == market.Same:
		a.Wrong++
	default:
		a.Missed++
	}
}
