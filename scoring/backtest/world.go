package backtest

import (
	"math"
	"math/rand/v2"
)

const (
	categories = 20
	perShelf   = 5  // candidates in a category
	weeks      = 13 // of history
)

// category is a market with its shoppers.
type category struct {
	kind
	level  float64 // usual price
	size   float64 // shoppers a month
	rate   float64 // share of buyers who leave a review
	types  []shopper
	offers []offer
	fields [weeks]field
	shops  []shop
	base   []float64 // by type: what constant-elasticity demand is measured against
}

// shopper is a type of buyer with its share, and how much buying nothing appeals to it.
type shopper struct{ share, price, quality, outside float64 }

// field is what a newcomer finds: the summed appeal of the offers by type of shopper and shelf.
type field [][2]float64

// shop is a source of listings.
type shop struct {
	name   string
	rate   float64 // ln of how much more of its buyers review
	sales  float64 // ln units that it adds
	badges float64 // share of listings with a badge
	days   int     // that a badge names; 0 none
	all    bool    // badges count all sales
}

// shops draws the sources: three alike, or six that differ.
func (k kind) shops(rng *rand.Rand) []shop {
	out := []shop{{name: "alpha"}, {name: "bravo"}, {name: "charlie"}}
	if k.unlike {
		out = append(out, shop{name: "delta"}, shop{name: "echo"}, shop{name: "foxtrot"})
	}
	for i := range out {
		s := &out[i]
		s.badges, s.days = k.badges, 30
		if k.unlike {
			s.rate, s.sales, s.badges = 0.8*rng.NormFloat64(), 0.25*rng.NormFloat64(), math.Max(0, 0.8*rng.Float64()-0.2)
		}
		if k.undated {
			s.days, s.all = 0, i%2 == 0
		}
	}
	return out
}

// offer is one listing with what the public does not see.
type offer struct {
	quality, taste float64 // taste is what buyers see and we do not measure
	shelf          int
	shop           int
	prices         [weeks]float64
	rate           float64 // share of its buyers who leave a review
	months         float64 // how long it had been selling
}

// product is a candidate with its truth.
type product struct {
	category         int
	quality, taste   float64
	shelf            int
	unit             float64
	freight, deliver float64
	ads, returns     float64
}

// world is a whole market.
type world struct {
	kind
	categories []category
	products   []product
}

// tasteSD is how far buyers' liking strays from what quality and price say, as ln units.
const tasteSD = 0.15

func newWorld(rng *rand.Rand, s Scenario) world { return kindOf(s).world(rng) }

func (k kind) world(rng *rand.Rand) world {
	w := world{kind: k}
	shops := k.shops(rng)
	for i := range categories {
		w.categories = append(w.categories, newCategory(rng, w.kind, shops, i))
	}
	for i := range categories {
		c := &w.categories[i]
		for range perShelf {
			q := rng.NormFloat64()
			unit := c.level * math.Exp(0.25*q+0.4*rng.NormFloat64()) * 0.25
			w.products = append(w.products, product{
				category: i, quality: q, taste: tasteSD * rng.NormFloat64(), shelf: rng.IntN(2), unit: unit, freight: 0.109 * unit,
				deliver: 0.218 * unit, ads: 0.05 + 0.1*rng.Float64(), returns: 0.02 + 0.07*rng.Float64(),
			})
		}
	}
	return w
}

func newCategory(rng *rand.Rand, k kind, shops []shop, i int) category {
	k.war = k.war && i%3 == 0
	slope, liking := 1.8+2.2*rng.Float64(), math.Max(0.5, 0.9+0.15*rng.NormFloat64())
	c := category{
		kind: k, level: 38 * math.Exp(0.57*rng.NormFloat64()), size: 4000 * math.Exp(0.9*rng.NormFloat64()),
		rate: 0.03 * math.Exp(0.4*rng.NormFloat64()), types: shoppers(k, slope, liking), shops: shops,
	}
	for range k.few + rng.IntN(k.many-k.few+1) {
		c.offers = append(c.offers, c.newOffer(rng))
	}
	if c.war {
		c.fight(rng)
	}
	first := c.fieldAt(0)
	out := 0.15 + 0.45*rng.Float64()
	for t := range c.types {
		sum := 0.0
		for _, d := range first[t] {
			sum += math.Pow(d, 1-c.nesting)
		}
		c.types[t].outside = sum * out / (1 - out)
		c.base = append(c.base, sum+c.types[t].outside)
	}
	for week := range weeks {
		c.fields[week] = c.fieldAt(week)
	}
	return c
}

// shoppers returns the types of buyers: one, two segments, or the normal's seven points of equal probability.
func shoppers(k kind, slope, liking float64) []shopper {
	if k.segments {
		return []shopper{{share: 0.6, price: slope * 1.25, quality: liking * 0.7}, {share: 0.4, price: slope * 0.7, quality: liking * 1.3}}
	}
	if k.slopeSD == 0 {
		return []shopper{{share: 1, price: slope, quality: liking}}
	}
	const n = 7
	var out []shopper
	for i := range n {
		z := math.Sqrt2 * math.Erfinv(2*(float64(i)+0.5)/n-1)
		out = append(out, shopper{share: 1.0 / n, price: math.Max(0.7, slope+1.07*k.slopeSD*z), quality: liking})
	}
	return out
}

func (c *category) newOffer(rng *rand.Rand) offer {
	q := rng.NormFloat64()
	o := offer{
		quality: q, taste: c.taste * rng.NormFloat64(), shelf: rng.IntN(2), rate: c.rate * math.Exp(0.15*rng.NormFloat64()),
		months: 2 + 28*rng.Float64(),
	}
	o.shop = len(c.offers) % len(c.shops)
	o.taste += c.shops[o.shop].sales
	o.rate *= math.Exp(c.shops[o.shop].rate)
	list := math.Log(c.level) + 0.26*q + c.liked*o.taste + 0.2*rng.NormFloat64()
	for week := range weeks {
		o.prices[week] = cents(math.Exp(list + 0.015*rng.NormFloat64()))
	}
	return o
}

// fight lets some sellers cut their prices week after week, one after the other, down to about a third off.
func (c *category) fight(rng *rand.Rand) {
	start, share := 4+rng.IntN(5), 0.3+0.5*rng.Float64()
	for j := range c.offers {
		if rng.Float64() > share {
			continue
		}
		cut, step := 1.0, 0.03+0.04*rng.Float64()
		for week := start; week < weeks; week++ {
			if (week+j)%2 == 0 || rng.IntN(3) == 0 {
				cut = math.Max(0.65, cut*(1-step))
			}
			c.offers[j].prices[week] = cents(c.offers[j].prices[week] * cut)
		}
	}
}

func cents(p float64) float64 { return math.Round(p*100) / 100 }

// appeal is exp(utility) of an offer to a type of shopper, as it counts on its shelf.
func (c *category) appeal(t shopper, quality, taste, price float64) float64 {
	x := price / c.level
	v := t.quality*quality + taste - t.price*math.Log(x)
	if c.bounded {
		v = t.quality*quality + taste - 0.9*t.price*(x-1)
	}
	return math.Exp(v) // the slope counts within a shelf, so that own elasticities are alike with and without shelves
}

func (c *category) fieldAt(week int) field {
	f := make(field, len(c.types))
	for t := range c.types {
		for _, o := range c.offers {
			f[t][c.place(o.shelf)] += c.appeal(c.types[t], o.quality, o.taste, o.prices[week])
		}
	}
	return f
}

// place is the shelf that counts: one where there is no nesting.
func (c *category) place(shelf int) int {
	if c.nesting == 0 {
		return 0
	}
	return shelf
}

// share is the part of a type's shoppers that an offer of appeal a wins among a field. One that is in the field already
// adds nothing to it.
func (c *category) share(t int, f field, a float64, shelf int, enters bool) float64 {
	if c.constant {
		return a / c.base[t]
	}
	at, sum := c.place(shelf), c.types[t].outside
	d := f[t]
	if enters {
		d[at] += a
	}
	for _, x := range d {
		sum += math.Pow(x, 1-c.nesting)
	}
	return a * math.Pow(d[at], -c.nesting) / sum
}

// units returns what each offer sells in a month at the prices of a week.
func (c *category) units(week int) []float64 {
	out := make([]float64, len(c.offers))
	for j, o := range c.offers {
		for t, s := range c.types {
			out[j] += c.size * s.share * c.share(t, c.fields[week], c.appeal(s, o.quality, o.taste, o.prices[week]), o.shelf, false)
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

// sells is the truth: what a product sells in a month at a price among the rivals of the last week.
func (w *world) sells(p product, price float64) float64 {
	c := &w.categories[p.category]
	units := 0.0
	for t, s := range c.types {
		units += c.size * s.share * c.share(t, c.fields[weeks-1], c.appeal(s, p.quality, p.taste, price), p.shelf, true)
	}
	return units
}

// profit is what it earns.
func (w *world) profit(p product, price float64) float64 {
	return w.sells(p, price)*(price*(1-p.fees())-p.cost()) - fixed
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
