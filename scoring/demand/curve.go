package demand

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"shelfwise/market"
)

// Curve is the demand of one candidate: units per month at a price in the candidate's currency.
type Curve interface {
	// Mean returns the expected units at a price.
	Mean(price float64) float64
	// Draws fills out (grown as needed) with the units of each posterior draw at a price and returns it. The same
	// index is the same draw at every price.
	Draws(price float64, out []float64) []float64
	// Elasticity returns the expected change of ln units per change of ln price, and false where the market does not
	// identify it: then no optimum may be computed from the curve.
	Elasticity(price float64) (float64, bool)
	// Assumptions says in plain words what the curve takes for granted.
	Assumptions() []string
	// Method names how the curve was made.
	Method() string
}

// ErrNoMarket says that there is no evidence of units around the candidate.
var ErrNoMarket = errors.New("demand: no rivals with evidence of units")

// How the buyer's quality scores spread around 50: one standard deviation of a category's products is 15 points, and nine
// tenths of the variance that a judge sees in samples is the products' own. Neither is learned from the candidates at hand:
// how far those spread depends on which were picked, and one more must not move what the others are expected to sell.
const (
	scoreSD       = 15.0
	scoreReliable = 0.9
)

// starsOf returns how many stars above the category's mean a score is expected to stand, and the standard deviation.
func starsOf(score *float64, spread float64) (mean, sd float64) {
	if score == nil {
		return 0, spread
	}
	return spread * math.Sqrt(scoreReliable) * (*score - 50) / scoreSD, spread * math.Sqrt(1-scoreReliable)
}

// curve is the Curve of a fitted category.
type curve struct {
	draws      []draw    // of the category
	normals    []normals // of the candidate's own part of each draw
	quality    float64   // stars above the category's usual ones, and how far they may be off
	qualitySD  float64
	own        float64 // spread of the candidate's own deviation
	low, high  float64 // where the bend is seen, from logs
	logs       float64 // ln price, in the candidate's currency, where the price term is zero
	identified bool
	notes      []string
	method     string
}

// The least that identifies an elasticity: rivals, different prices among them, and how well the posterior knows the
// slope.
const (
	minRivals   = 5
	minDistinct = 4
	maxSlopeSD  = 1.0
)

// Curve returns the demand of a candidate among its rivals (comparable listings) and its own product's listings
// elsewhere. ErrNoMarket: none of them has evidence of units. The cost is a few exponentials per draw.
func (m *Market) Curve(c market.Candidate, rivals, same []market.ListingID) (Curve, error) {
	f := m.home(c, rivals, same)
	if f == nil {
		return nil, fmt.Errorf("candidate %s: %w", c.ID, ErrNoMarket)
	}
	logs := f.logs
	if c.Currency != "" && f.currency != "" && c.Currency != f.currency {
		k, ok := m.factor(f.currency, c.Currency)
		if !ok {
			return nil, fmt.Errorf("candidate %s: no rate from %s to %s: %w", c.ID, f.currency, c.Currency, ErrNoMarket)
		}
		logs += math.Log(k)
	}
	q, sd := m.placed(c, f, same)
	return &curve{
		draws: f.draws, normals: m.normals, quality: q, qualitySD: sd, own: m.Hyper.Spread, logs: logs, low: f.low, high: f.high, method: "pooled-logit",
		identified: f.rivals >= minRivals && f.distinct >= minDistinct && f.cov[price][price] < sq(maxSlopeSD),
		notes:      notes(c, f),
	}, nil
}

// home finds the category that the candidate competes in: its own, else that of most of its rivals.
func (m *Market) home(c market.Candidate, rivals, same []market.ListingID) *fitted {
	if f := m.categories[fold(c.Category)]; f != nil && c.Category != "" {
		return f
	}
	n := map[string]int{}
	for _, id := range slices.Concat(rivals, same) {
		if i, ok := m.index()[id]; ok && m.categories[m.group[i]] != nil {
			n[m.group[i]]++
		}
	}
	var best *fitted
	most := 0
	for _, name := range sortedKeys(n) {
		if n[name] > most {
			best, most = m.categories[name], n[name]
		}
	}
	return best
}

// placed puts the candidate on the stars of its category: by its score and by the ratings of the same product
// elsewhere, each weighted by how well it tells.
func (m *Market) placed(c market.Candidate, f *fitted, same []market.ListingID) (q, sd float64) {
	q, sd = starsOf(c.QualityScore, f.spread)
	precision, sum := 1/sq(sd), q/sq(sd)
	for _, id := range same {
		i, ok := m.index()[id]
		if !ok || m.hs[i].Ratings == 0 {
			continue
		}
		h := &m.hs[i]
		k := 1 / (m.lines.errorVariance(h) + 0.01)
		precision, sum = precision+k, sum+k*(h.Stars-f.stars)
	}
	return sum / precision, 1 / math.Sqrt(precision)
}

func notes(c market.Candidate, f *fitted) []string {
	if c.QualityScore == nil {
		return append(slices.Clip(f.notes), "no quality score: the category's usual quality with its whole spread")
	}
	return f.notes
}

// notesOf says what is taken for granted of all candidates of a category.
func (m *Market) notesOf(f *fitted) []string {
	r := interval(f.theta[rate], math.Sqrt(f.cov[rate][rate]))
	source := "assumed"
	if f.badges && f.reviews {
		source = "learned from listings that show units sold"
	}
	return []string{
		fmt.Sprintf("%.1f%% of units leave a review (%.1f–%.1f%%), %s", 100*r.P50, 100*r.P10, 100*r.P90, source),
		fmt.Sprintf("price elasticity of a small seller −%.1f ± %.1f, pooled over %d categories",
			f.theta[price]+m.Hyper.Hidden, math.Sqrt(f.cov[price][price]), m.Hyper.Categories),
		"about 30% of the category's buyers buy none of the offers seen (prior)",
	}
}

func (c *curve) Mean(price float64) float64 {
	sum, at := 0.0, c.place(price)
	for i := range c.draws {
		sum += c.units(i, at)
	}
	return sum / float64(len(c.draws))
}

// units is M·n/(M + n): what a newcomer of utility δ sells in a logit of size M, where n = M·s₀·exp(δ) and s₀ is the
// outside share before it came.
func (c *curve) units(i int, at place) float64 {
	d, z := &c.draws[i], &c.normals[i]
	base := d.level + d.quality*(c.quality+c.qualitySD*z.score) + c.own*z.own // ln units at the usual price before it takes buyers from itself
	n := math.Exp(base - d.price*at.l + d.bend*at.square)
	return d.size * n / (d.size + n)
}

// place is a price as the draws see it.
type place struct {
	l      float64 // ln price from where the price term is zero
	square float64 // l² within reach, its tangent beyond
	slope  float64 // of square
}

func (c *curve) place(price float64) place {
	l := math.Log(price) - c.logs
	in := math.Max(c.low, math.Min(c.high, l))
	return place{l: l, square: in*in + 2*in*(l-in), slope: 2 * in}
}

func (c *curve) Draws(price float64, out []float64) []float64 {
	out = slices.Grow(out[:0], len(c.draws))
	at := c.place(price)
	for i := range c.draws {
		out = append(out, c.units(i, at))
	}
	return out
}

func (c *curve) Elasticity(price float64) (float64, bool) {
	at := c.place(price)
	units, slope := 0.0, 0.0
	for i := range c.draws {
		d := &c.draws[i]
		u := c.units(i, at)
		units += u
		slope -= u * (d.price - d.bend*at.slope) * (1 - u/d.size)
	}
	return slope / units, c.identified
}

func (c *curve) Assumptions() []string { return c.notes }

func (c *curve) Method() string { return c.method }

// BestSeller returns the probability that a candidate expected to sell so many units a month is in its category's top
// decile; false where the category is not known.
func (m *Market) BestSeller(c market.Candidate, units float64) (float64, bool) {
	f := m.categories[fold(c.Category)]
	if f == nil || len(f.sorted) < minRivals || units <= 0 {
		return 0, false
	}
	_, sd := starsOf(c.QualityScore, f.spread)
	// The rate shifts candidate and rivals alike, so it does not count here.
	n := float64(len(f.sorted))
	spread := math.Sqrt(sq(m.Hyper.Spread) + sq(f.theta[quality]*sd) + f.cov[level][level] + 1/n)
	return phi((math.Log(units) - sortedQuantile(f.sorted, 0.9)) / spread), true
}
