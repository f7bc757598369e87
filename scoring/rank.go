package scoring

import (
	"hash/fnv"
	"math"
	"slices"

	"shelfwise/market"
)

// ranking is the order of the cases with how sure it is.
type ranking struct {
	columns   Columns
	scores    []float64
	order     []int32    // places in cases, best first
	interval  [][2]int32 // by place: 10th and 90th percentile of the rank
	dominator []int32
	firsts    []float64 // share of draws in which a place is first
	hold      map[string][2]float64
}

// rank orders the cases by score and works out rank intervals and dominance.
func (r *run) rank(cases []*candidateCase) *ranking {
	n := len(cases)
	k := &ranking{}
	k.columns.IDs, k.columns.Profit = make([]string, n), make([]float64, n)
	for f := range factorCount {
		k.columns.Factors[f], k.columns.Own[f] = make([]float64, n), make([]float64, n)
	}
	k.columns.Rest = make([]float64, n)
	for i, c := range cases {
		k.columns.IDs[i] = c.c.ID
		k.columns.Profit[i] = math.Inf(-1)
		if c.out.known {
			k.columns.Profit[i] = c.out.profit / c.rate
		}
		for f := range factorCount {
			k.columns.Factors[f][i] = round(c.factors[f].score, 6)
			k.columns.Own[f][i] = round(c.at.own[f], 6)
		}
		k.columns.Rest[i] = round(c.at.rest(), 6)
	}
	k.scores = k.columns.Scores(r.weights)
	for i := range k.scores {
		k.scores[i] = round(k.scores[i], 9) // the same sum in another order of weights is a tie
	}
	k.order = k.columns.order(k.scores)
	k.dominator = dominators(&k.columns, k.order)
	for i, c := range cases {
		if !c.allKnown() {
			k.dominator[i] = -1 // "at least as good in every factor" cannot be said of a factor that is unknown
		}
	}
	r.stability(k, cases)
	k.hold = k.columns.Holds(r.weights)
	r.reorder(k, cases)
	return k
}

// reorder orders by the weights of each product's stage where the profile asks for it (text 002-F), and lets the buyer's
// knowledge of a category and its buyers decide between near ties (text 003-U). The scores stay what they are.
func (r *run) reorder(k *ranking, cases []*candidateCase) {
	if len(r.profile.Familiar) == 0 && r.profile.Stages.Use != StagesRank {
		return
	}
	moved := slices.Clone(k.scores)
	for i, c := range cases {
		if s, _, ok := r.stageScore(c); ok && r.profile.Stages.Use == StagesRank {
			moved[i] = round(s, 9)
		}
		moved[i] = Familiar(moved[i], r.profile.Familiar[c.c.Category], r.profile.Familiar[c.c.Segment])
	}
	lead := k.order
	k.order = k.columns.order(moved)
	if len(lead) > 0 && lead[0] != k.order[0] {
		k.hold = nil // it speaks of the leader by score
	}
	for pos, at := range k.order {
		iv := &k.interval[at]
		iv[0], iv[1] = min(iv[0], int32(pos+1)), max(iv[1], int32(pos+1))
	}
}

func (k *candidateCase) allKnown() bool {
	for f := range factorCount {
		if !k.factors[f].known {
			return false
		}
	}
	return true
}

// weightConcentration is how closely the drawn weights keep to the profile's: Dirichlet with shapes 40·weight.
const weightConcentration = 40

// stability draws weights and measurement errors and notes where each candidate ranks (SMAA).
func (r *run) stability(k *ranking, cases []*candidateCase) {
	n := len(cases)
	if n == 0 {
		return
	}
	draws := 400
	if n > manyCases {
		draws = 40
	}
	shapes := make([]int, factorCount)
	for f := range shapes {
		shapes[f] = max(1, int(math.Round(weightConcentration*r.weights[f])))
	}
	seeds := make([]uint64, n) // by id, so that neither order nor company of a candidate changes its draws
	for i, c := range cases {
		h := fnv.New64a()
		h.Write([]byte(c.c.ID))
		seeds[i] = h.Sum64()
	}
	reach := make([]sides, n)
	for i, c := range cases {
		reach[i] = sidesOf(c)
	}
	ranks := make([]int32, n*draws)
	k.firsts = make([]float64, n)
	wins := make([]int32, draws)
	each(draws, func(d int) {
		g := LCG(r.in.Seed*0x9E3779B97F4A7C15 + uint64(d) + 1)
		for range 4 {
			g.Uniform()
		}
		w := Weights(g.Dirichlet(shapes))
		scores, mix := k.columns.Scores(w), w.mix()
		for i := range scores {
			own := LCG(uint64(g) ^ seeds[i])
			own.Uniform()
			scores[i] += reach[i].noise(w, mix, own.Normal())
		}
		for pos, at := range k.columns.order(scores) {
			ranks[int(at)*draws+d] = int32(pos + 1)
			if pos == 0 {
				wins[d] = at
			}
		}
	})
	for _, at := range wins {
		k.firsts[at] += 1 / float64(draws)
	}
	k.interval = make([][2]int32, n)
	place := make([]int32, n)
	for pos, at := range k.order {
		place[at] = int32(pos + 1)
	}
	each(n, func(i int) {
		row := ranks[i*draws : (i+1)*draws]
		slices.Sort(row)
		k.interval[i] = [2]int32{min(row[draws/10], place[i]), max(row[draws-1-draws/10], place[i])}
	})
}

// reaches is how far a candidate's own drivers and what expected profit adds to them reach to one side of where they stand.
type reaches struct {
	own  vector
	rest float64
}

// sides is how far a candidate reaches below and above where it stands.
type sides struct{ down, up reaches }

func sidesOf(c *candidateCase) sides {
	var s sides
	if !c.out.known {
		for f := range factorCount {
			m := &c.factors[f]
			s.down.own[f], s.up.own[f] = m.score-m.low, m.high-m.score
		}
		return s
	}
	between := func(from, to *point) reaches {
		out := reaches{rest: to.rest() - from.rest()}
		for f := range factorCount {
			out.own[f] = to.own[f] - from.own[f]
		}
		return out
	}
	return sides{between(&c.least, &c.at), between(&c.at, &c.most[0])}
}

// noise is one draw of the candidate's measurement error under weights of this mix: its intervals are 80% intervals of a
// common error, wider on the one side than on the other.
func (s *sides) noise(w Weights, mix, z float64) float64 {
	reach, by := &s.up, math.Min(z/z90, 1.5)
	if z <= 0 {
		reach, by = &s.down, math.Max(z/z90, -1.5)
	}
	sum := mix * reach.rest
	for f := range factorCount {
		sum += w[f] * reach.own[f]
	}
	return by * sum
}

// z90 is the ninth decile of the normal.
const z90 = 1.2815515655446004

// measures renders the factors of a case under the weights in force.
func (r *run) measures(k *candidateCase) map[string]market.Measure {
	out := make(map[string]market.Measure, factorCount)
	for f, name := range Factors() {
		m := k.factors[f]
		v := market.Measure{Known: m.known, Weight: round(r.weights[f], 6), Drivers: m.drivers}
		low, high := round(m.low, 2), round(m.high, 2)
		if !m.known {
			low, high = 0, 100
		} else {
			v.Score = number(m.score, 4)
			v.Contribution = round(r.weights[f]*m.score, 4)
		}
		v.Interval = &[2]float64{low, high}
		out[string(name)] = v
	}
	return out
}
