package backtest

import (
	"math"
	"math/rand/v2"
)

// Scenario names a kind of market.
type Scenario string

// The kinds.
const (
	Plain  Scenario = "plain"  // shoppers alike, clean data
	Mixed  Scenario = "mixed"  // bargain hunters and quality seekers
	Bounds Scenario = "bounds" // each shopper has a highest price (semi-log demand), rivals matter less
	War    Scenario = "war"    // in a third of the categories sellers undercut each other
	Dirty  Scenario = "dirty"  // lost decimals, placeholders, merged reviews, missing prices, pre-orders
)

// Scenarios lists the kinds.
func Scenarios() []Scenario { return []Scenario{Plain, Mixed, Bounds, War, Dirty} }

const (
	categories = 20
	offers     = 36
	perShelf   = 5  // candidates in a category
	weeks      = 13 // of history
)

// category is a market with its shoppers.
type category struct {
	level   float64 // usual price
	size    float64 // shoppers a month
	outside float64 // utility of buying nothing
	types   []shopper
	bounded bool
	offers  []offer
	war     bool
}

// shopper is a type of buyer with its share.
type shopper struct{ share, price, quality float64 }

// offer is one listing with what the public does not see.
type offer struct {
	quality, taste float64 // taste is what buyers see and we do not measure
	prices         [weeks]float64
	rate           float64 // share of buyers who leave a review
}

// product is a candidate with its truth.
type product struct {
	category         int
	quality, taste   float64
	unit             float64
	freight, deliver float64
	ads, returns     float64
}

// world is a whole market.
type world struct {
	categories []category
	products   []product
}

func newWorld(rng *rand.Rand, s Scenario) world {
	var w world
	for i := range categories {
		w.categories = append(w.categories, newCategory(rng, s, i))
	}
	for i := range categories {
		c := &w.categories[i]
		for range perShelf {
			q := rng.NormFloat64()
			unit := c.level * math.Exp(0.25*q+0.25*rng.NormFloat64()) * 0.3
			w.products = append(w.products, product{
				category: i, quality: q, taste: 0.2 * rng.NormFloat64(), unit: unit, freight: 0.11 * unit, deliver: 0.22 * unit,
				ads: 0.05 + 0.1*rng.Float64(), returns: 0.02 + 0.07*rng.Float64(),
			})
		}
	}
	return w
}

func newCategory(rng *rand.Rand, s Scenario, i int) category {
	slope := math.Max(1.8, 2.7+0.45*rng.NormFloat64())
	taste := 0.7 + 0.15*rng.NormFloat64()
	c := category{
		level: 35 * math.Exp(0.7*rng.NormFloat64()), size: 9000 * math.Exp(0.8*rng.NormFloat64()), outside: 2.2 + 0.5*rng.NormFloat64(),
		types: []shopper{{1, slope, taste}}, bounded: s == Bounds, war: s == War && i%3 == 0,
	}
	if s == Mixed {
		c.types = []shopper{{0.6, slope * 1.25, taste * 0.7}, {0.4, slope * 0.65, taste * 1.3}}
	}
	for range offers {
		q := rng.NormFloat64()
		o := offer{quality: q, taste: 0.3 * rng.NormFloat64(), rate: 0.025 * math.Exp(0.25*rng.NormFloat64())}
		list, now := math.Log(c.level)+0.3*q+0.22*rng.NormFloat64(), 0.0
		for week := range weeks {
			now = 0.7*now + 0.03*rng.NormFloat64()
			o.prices[week] = math.Exp(list + now)
			if rng.IntN(14) == 0 {
				o.prices[week] *= 0.88 // a promotion
			}
			if c.war && week > 6 {
				o.prices[week] *= math.Pow(0.965, float64(week-6))
			}
			o.prices[week] = math.Round(o.prices[week]*100) / 100
		}
		c.offers = append(c.offers, o)
	}
	return c
}

// appeal is exp(utility) of an offer to a type of shopper.
func (c *category) appeal(t shopper, quality, taste, price float64) float64 {
	x := price / c.level
	v := t.quality*quality + taste
	if c.bounded {
		return math.Exp(v - 0.9*t.price*(x-1))
	}
	return math.Exp(v - t.price*math.Log(x))
}

// units returns what each offer sells in a month at the prices of a week.
func (c *category) units(week int) []float64 {
	out := make([]float64, len(c.offers))
	for _, t := range c.types {
		sum := math.Exp(c.outside)
		at := make([]float64, len(out))
		for j, o := range c.offers {
			at[j] = c.appeal(t, o.quality, o.taste, o.prices[week])
			sum += at[j]
		}
		for j := range out {
			out[j] += c.size * t.share * at[j] / sum
		}
	}
	return out
}

// fees is the share of the price that a product does not keep.
func (p product) fees() float64 { return referral + p.ads + p.returns }

const (
	referral = 0.15
	fixed    = 50.0
	duty     = 0.05
)

// cost is what a unit costs whatever its price.
func (p product) cost() float64 { return p.unit + p.freight + duty*(p.unit+p.freight) + p.deliver }

// profit is the truth: what a product earns in a month at a price among the rivals of the last week.
func (w *world) profit(p product, price float64) float64 {
	c := &w.categories[p.category]
	units := 0.0
	for _, t := range c.types {
		sum := math.Exp(c.outside)
		for _, o := range c.offers {
			sum += c.appeal(t, o.quality, o.taste, o.prices[weeks-1])
		}
		own := c.appeal(t, p.quality, p.taste, price)
		units += c.size * t.share * own / (sum + own)
	}
	return units*(price*(1-p.fees())-p.cost()) - fixed
}

// best finds the most profitable price on a fine grid.
func (w *world) best(p product) (price, profit float64) {
	profit = math.Inf(-1)
	for x := p.cost(); x < 6*w.categories[p.category].level; x *= 1.01 {
		if v := w.profit(p, x); v > profit {
			price, profit = x, v
		}
	}
	return price, profit
}
