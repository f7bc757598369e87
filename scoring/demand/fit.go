package demand

import (
	"cmp"
	"hash/fnv"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Options are the choices of a fit. The zero value works.
type Options struct {
	Seed  uint64
	Draws int // posterior draws carried by each curve; 0 means 200
	// Rate converts a price level from one currency to another; nil or false: listings priced in another currency
	// than most of their category are left out of its fit.
	Rate func(from, to money.Currency) (float64, bool)
}

const defaultDraws = 200

// Market is the fitted demand of all categories of a cleaned market. It is safe for concurrent use.
type Market struct {
	Hyper Hyper

	hs         []History
	index      func() map[market.ListingID]int // made when first asked for
	group      []string                        // by history: its category's name, "" for none
	convert    []float64                       // by history: what turns its price into its category's currency; NaN unknown
	categories map[string]*fitted
	lines      ratingLines
	scatter    scatter
	shops      *shops
	undated    map[string]counts // by source
	normals    []normals
	rate       func(from, to money.Currency) (float64, bool)
}

// fitted is a category with what its rivals sell now.
type fitted struct {
	*category
	currency money.Currency
	rivals   int
	distinct int     // different prices among them
	total    float64 // units per month of all rivals at their mean prices
	draws    []draw
	sorted   []float64 // ln units per month of the rivals, ascending
	stars    float64
	spread   float64  // of true ratings
	notes    []string // what is taken for granted of its candidates
}

// rowsPerCategory bounds the listings that teach a category's coefficients; more of them change the last digits only.
const rowsPerCategory = 400

// Fit learns how units depend on price and quality in each category, with the categories pooled.
func Fit(c Cleaned, o Options) *Market {
	m := &Market{
		hs: c.Histories, index: sync.OnceValue(func() map[market.ListingID]int { return indexed(c.Histories) }), categories: map[string]*fitted{},
		group: make([]string, len(c.Histories)), convert: make([]float64, len(c.Histories)), rate: o.Rate,
	}
	groups := m.groups()
	m.shops = newShops(m.hs)
	m.lines = newRatingLines(groups, m.hs)
	m.scatter = learnScatter(m.hs)
	steps := newLadders(m.hs)
	for i := range m.hs {
		if m.hs[i].Badge.Shown {
			m.hs[i].Badge = steps.bound(m.hs[i].Source, m.hs[i].Badge)
		}
	}
	m.undated = readUndated(m.hs)
	var cs []*category
	names := sortedKeys(groups)
	built := make([]*fitted, len(names))
	each(len(names), func(i int) { built[i] = m.newCategory(names[i], groups[names[i]]) })
	for i, f := range built {
		if f.teaches() {
			m.categories[names[i]] = f
			cs = append(cs, f.category)
		}
	}
	m.Hyper = pool(cs, m.shops)
	m.Hyper.Hidden = hidden(learnWithin(sampled(cs), m.hs), m.Hyper.Slope, sq(m.Hyper.SlopeSD)/float64(max(1, len(cs))))
	if o.Draws <= 0 {
		o.Draws = defaultDraws
	}
	m.normals = newNormals(o.Seed, o.Draws)
	each(len(names), func(i int) {
		if f := m.categories[names[i]]; f != nil {
			m.settle(f, groups[names[i]])
		}
	})
	return m
}

func indexed(hs []History) map[market.ListingID]int {
	out := make(map[market.ListingID]int, len(hs))
	for i := range hs {
		out[hs[i].ID] = i
	}
	return out
}

// groups collects the listings by category; listings that cannot teach are left out.
func (m *Market) groups() map[string][]int {
	out := map[string][]int{}
	for i := range m.hs {
		h := &m.hs[i]
		m.convert[i] = 1
		if math.IsNaN(h.MeanLog) || h.Excluded == ReasonOutlier || h.Excluded == ReasonDecimalSlip ||
			h.Excluded == ReasonCondition || h.Apart {
			continue
		}
		m.group[i] = h.Category
		out[h.Category] = append(out[h.Category], i)
	}
	for name, idx := range out {
		out[name] = m.oneCurrency(idx)
	}
	return out
}

// oneCurrency converts the prices of a category to the currency of most of its listings.
func (m *Market) oneCurrency(idx []int) []int {
	n := map[money.Currency]int{}
	for _, i := range idx {
		n[m.hs[i].Currency]++
	}
	if len(n) == 1 {
		return idx
	}
	main := slices.MaxFunc(slices.Sorted(maps.Keys(n)), func(a, b money.Currency) int { return cmp.Compare(n[a], n[b]) })
	kept := idx[:0:0]
	for _, i := range idx {
		h := &m.hs[i]
		if h.Currency != main {
			f, ok := m.factor(h.Currency, main)
			if !ok {
				m.group[i] = ""
				continue
			}
			m.convert[i] = f
			shift := math.Log(f)
			h.MeanLog, h.NowLog = h.MeanLog+shift, h.NowLog+shift
			h.LowLog, h.HighLog = h.LowLog+shift, h.HighLog+shift
		}
		kept = append(kept, i)
	}
	return kept
}

func (m *Market) factor(from, to money.Currency) (float64, bool) {
	if from == to {
		return 1, true
	}
	if m.rate == nil || from == "" || to == "" {
		return 0, false
	}
	return m.rate(from, to)
}

// newCategory builds the rows of a category.
func (m *Market) newCategory(name string, idx []int) *fitted {
	f := &fitted{category: &category{name: name, logs: m.lines.logs[name]}, stars: m.lines.usual[name]}
	f.spread = m.lines.spread[name]
	prices := map[float64]bool{}
	for _, i := range idx {
		h := &m.hs[i]
		if h.Currency != "" && m.convert[i] == 1 {
			f.currency = h.Currency
		}
		if h.Rival() {
			f.rivals++
			prices[math.Round(h.NowLog*200)] = true
		}
	}
	f.distinct = len(prices)
	taught := teachers(idx, m.hs)
	f.members, f.rows = make([]int, 0, len(taught)), make([]row, 0, len(taught))
	for _, i := range taught {
		if r, ok := m.newRow(name, i); ok {
			f.members = append(f.members, i)
			f.rows = append(f.rows, r)
			f.reviews = f.reviews || r.days > 0
			f.badges = f.badges || r.badge
		}
	}
	if len(f.rows) > 0 {
		f.start()
	}
	return f
}

// teachers returns the listings that teach a large category: a fixed sample by the hash of the ID.
func teachers(idx []int, hs []History) []int {
	if len(idx) <= rowsPerCategory {
		return idx
	}
	type keyed struct {
		key uint64
		i   int
	}
	ks := make([]keyed, len(idx))
	for j, i := range idx {
		h := fnv.New64a()
		h.Write([]byte(hs[i].ID))
		ks[j] = keyed{h.Sum64(), i}
	}
	slices.SortFunc(ks, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.i, b.i)) })
	out := make([]int, rowsPerCategory)
	for j := range out {
		out[j] = ks[j].i
	}
	slices.Sort(out)
	return out
}

// UsualAgeDays is the usual age of a listing in days: where only cumulative figures are known they are spread over it, with
// a wide error.
const UsualAgeDays = 540.0

const (
	ageVariance = 0.8 * 0.8
)

// newRow gathers the evidence of one listing: review velocity, badge, else cumulative figures. False for none.
func (m *Market) newRow(name string, i int) (row, bool) {
	h := &m.hs[i]
	q, qv := m.lines.quality(name, h)
	l := h.MeanLog - m.lines.logs[name]
	r := row{x: [4]float64{1, -l, q, l * l}, soft: badgeSoft, shop: m.shops.place[h.Source]}
	m.shops.on(&r)
	share := float64(max(h.Family, 1))
	// The quality that the rating does not show works like a deviation of the listing's own.
	r.extra = sq(qualityMean) * qv
	if h.Span.Days >= 7 {
		r.days, r.y = h.Span.Days, h.Span.New/share
		m.scatter.weigh(&r, h.Span)
	}
	if lo, hi, ok := h.Badge.usual(); ok {
		r.badge, r.lo, r.hi = true, math.Log(lo/share), math.Log(hi/share)
	}
	if r.days == 0 && !r.badge && !math.IsNaN(h.Reviews) {
		r.days, r.y, r.extra = UsualAgeDays, h.Reviews/share, r.extra+ageVariance
	}
	if !r.badge && h.Badge.Shown {
		m.undatedBadge(&r, h, share)
	}
	return r, r.days > 0 || r.badge
}

// teaches reports whether the category has evidence of units at all.
func (f *fitted) teaches() bool { return len(f.rows) > 0 }

// start sets a first guess of the category's parameters.
func (c *category) start() {
	reviews, days, badges, n := 0.5, 0.0, 0.0, 0.0
	for _, r := range c.rows {
		if r.days > 0 {
			reviews, days = reviews+r.y, days+r.days
		}
		if r.badge {
			lo := math.Max(r.lo, r.hi-math.Ln10)
			badges, n = badges+(lo+r.hi)/2, n+1
		}
	}
	c.theta = vec{level: 0, price: slopeMean, quality: qualityMean, bend: bendMean, rate: math.Log(rateMean)}
	switch {
	case n > 0:
		c.theta[level] = badges / n
	case days > 0:
		c.theta[level] = math.Log(reviews/days*30) - c.theta[rate]
	}
	for j := range c.rows {
		c.rows[j].eta = c.theta[level]
	}
}

// normals are the standard normal numbers of one posterior draw, shared by all categories and candidates so that
// comparisons between them are not blurred by chance.
type normals struct {
	theta   vec
	outside float64 // outside share
	score   float64 // the buyer's judgement
	own     float64 // the candidate's own deviation
}

func newNormals(seed uint64, n int) []normals {
	rng := rand.New(rand.NewPCG(seed, 0x5eed))
	out := make([]normals, n)
	for k := 0; k < n; k += 2 {
		z := normals{outside: rng.NormFloat64(), score: rng.NormFloat64(), own: rng.NormFloat64()}
		for i := range dim {
			z.theta[i] = rng.NormFloat64()
		}
		out[k] = z
		if k+1 < n { // antithetic: the mean of the draws is the mean of the posterior
			out[k+1] = z.negative()
		}
	}
	return out
}

func (z normals) negative() normals {
	for i := range dim {
		z.theta[i] = -z.theta[i]
	}
	z.outside, z.score, z.own = -z.outside, -z.score, -z.own
	return z
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
