package matching

// The second model reads the features, the first model's score, and how the pair stands among its rivals: the other
// records that either side could be instead.
const (
	mScore       = int(features) + iota // log-odds of the first model
	mMargin                             // the score less the best rival's, the worse side
	mMarginTop                          // the same, the better side
	mRank                               // rivals with a better score, the worse side
	mRivals                             // 1 where both sides have five rivals or more, 0.5 where one has
	mPriceRank                          // 1 where the price fits better than the best rival's, -1 worse, 0 unknown
	mLocalLess                          // telling words shared, the worse side
	mLocalMore                          // the same, the better side
	mClaimedLess                        // rarest word that the other lacks and a rival has, the better side
	mClaimedMore                        // the same, the worse side
	mClaimedAll                         // weight of all such words, the better side
	mServes                             // one title alone is about an accessory or a part, for such a product or not
	mTogether                           // one alone sells several products as one
	mUsed                               // one alone is of a used thing
	mNamed                              // the titles share more than a maker, measures and variants
	secondFeatures
)

var marginNames = [...]string{"score alone", "margin to runner-up", "margin to runner-up (better side)", "rank among rivals", "rivals", "price fits better than rival's",
	"telling words shared", "telling words shared (better side)", "telling word differs", "telling word missing", "telling words differ",
	"an accessory against a product", "a bundle against a product", "used against new", "a name in common"}

// SecondFeatures returns what the second model reads of pair i, after ScoreFirst.
func (t *Task) SecondFeatures(i int) []float32 {
	p := &t.pairs[i]
	v := make([]float32, secondFeatures)
	copy(v, p.v[:])
	v[mScore] = clampScore(p.first)
	ml, rl, nl, pl := t.rivals(i, t.byLeft[p.l], 1)
	mr, rr, nr, pr := t.rivals(i, t.byRight[p.r], 0)
	v[mMargin], v[mMarginTop] = min(ml, mr), max(ml, mr)
	v[mRank] = min(10, max(rl, rr))
	if nl >= 5 {
		v[mRivals] += 0.5
	}
	if nr >= 5 {
		v[mRivals] += 0.5
	}
	v[mPriceRank] = pl + pr
	a, b := t.localOf(0, p, len(t.byLeft[p.l])), t.localOf(1, p, len(t.byRight[p.r]))
	v[mLocalLess], v[mLocalMore] = f32(min(a.shared, b.shared)), f32(max(a.shared, b.shared))
	v[mClaimedLess], v[mClaimedMore] = f32(min(a.claimed, b.claimed)), f32(max(a.claimed, b.claimed))
	v[mClaimedAll] = f32(min(a.lost, b.lost))
	t.apart(p, v)
	return v
}

// clampScore bounds log-odds, since beyond a point more says nothing.
func clampScore(s float32) float32 { return max(-8, min(8, s)) }

// rivals compares pair i with the other pairs of one of its records. side is where the rivals stand (1: right).
// Where the side holds several offers of one product, another offer of the pair's record is no rival; where that is
// not sure, it is one by half measures.
func (t *Task) rivals(i int, others []int32, side int) (margin, rank float32, n int, price float32) {
	p := &t.pairs[i]
	own := clampScore(p.first)
	once := float32(t.distinct[side])
	best, free, bestAt := float32(-8), float32(-8), -1
	for _, k := range others {
		if int(k) == i {
			continue
		}
		n++
		q := &t.pairs[k]
		s := clampScore(q.first)
		if s <= free && s <= own {
			continue
		}
		weight := float32(1)
		if s > -2 && once < 1 && t.twin(p, q, side) {
			weight = once
		}
		if s > own {
			rank += weight
		}
		best = max(best, s)
		if weight < 1 {
			continue
		}
		if s > free || bestAt < 0 {
			free, bestAt = s, int(k)
		}
	}
	best = once*best + (1-once)*free
	if bestAt >= 0 && free >= hopeless && p.v[fPriceKnown] == 1 && t.pairs[bestAt].v[fPriceKnown] == 1 {
		switch d := p.v[fPrice] - t.pairs[bestAt].v[fPrice]; {
		case d > 0.05:
			price = 1
		case d < -0.05:
			price = -1
		}
	}
	return own - best, rank, n, price
}

// twin says that the records of two pairs on one side are offers of one product, by the first model.
func (t *Task) twin(p, q *pair, side int) bool {
	a, b := p.r, q.r
	if side == 0 {
		a, b = p.l, q.l
	}
	if a > b {
		a, b = b, a
	}
	key := [2]*item{t.items[side][a], t.items[side][b]}
	if known, ok := t.twins[key]; ok {
		return known
	}
	x, y := t.whole(side, int(a)), t.whole(side, int(b))
	same := x.squash == y.squash
	if !same {
		v := t.c.compare(x, y)
		same = t.model.First.Score(v[:]) > twinOdds
	}
	t.twins[key] = same
	return same
}

// twinOdds is the log-odds from which two records of one side count as one product.
const twinOdds = 1.0
