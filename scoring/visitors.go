package scoring

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"shelfwise/market"
)

// Traffic is what one source of visitors brought (text 003-I): the user's own figures. Zero is none; a negative Repeat
// means unknown.
type Traffic struct {
	Source    string
	Visitors  float64
	Orders    float64
	Basket    float64 // revenue per order, major units
	Margin    float64 // contribution per unit of revenue; NaN unknown
	Repeat    float64 // further orders that an order brings in a year
	Cost      float64 // what the visitors cost in all; NaN unknown
	EventOnly bool    // bought by a low-price event: valued on its own repeat rate (001-E)
}

// Validate rejects figures that contradict each other (002-E). The error is market.ErrInvalid.
func (t Traffic) Validate() error {
	switch {
	case t.Visitors < 0 || t.Orders < 0 || t.Basket < 0 || t.Cost < 0:
		return &market.FieldError{Field: t.Source, Problem: "a count or an amount is negative"}
	case t.Orders > t.Visitors:
		return &market.FieldError{Field: t.Source, Problem: fmt.Sprintf("%.0f orders from %.0f visitors", t.Orders, t.Visitors)}
	}
	return nil
}

// VisitorValue is basket × conversion × repurchase (text 003-O): 5000 paid by 100 visitors is 50 a visitor.
func VisitorValue(basket, conversion, repurchase float64) float64 {
	return basket * conversion * repurchase
}

// Conversion returns orders over visitors, 0 without visitors.
func (t Traffic) Conversion() float64 {
	if t.Visitors == 0 {
		return 0
	}
	return t.Orders / t.Visitors
}

// Value returns the value of a visitor: basket × conversion × (1 + repeat orders).
func (t Traffic) Value() float64 {
	return VisitorValue(t.Basket, t.Conversion(), 1+math.Max(0, t.Repeat))
}

// Spread returns what a visitor brings in contribution over what one costs.
func (t Traffic) Spread() float64 {
	if t.Visitors == 0 {
		return 0
	}
	return t.Value()*t.Margin - t.Cost/t.Visitors
}

// lowerConversion is the lower 2.5% bound of the conversion (Wilson 1927), so that a source seen a few times does not
// lead.
func (t Traffic) lowerConversion() float64 {
	lo, _ := Wilson(t.Orders, t.Visitors, z95)
	return lo
}

// known reports whether what a visitor leaves is: margin and cost are, and the revenue of orders.
func (t Traffic) known() bool {
	return !math.IsNaN(t.Margin) && !math.IsNaN(t.Cost) && (t.Orders == 0 || t.Basket > 0)
}

// RankSources orders sources by what a visitor is sure to bring (002-H, 003-I): contribution at the lower bound of the
// conversion, less cost. A high conversion of a tiny source does not come first: sources with under a hundred visitors or
// five orders stand behind the others, and so do, of the rest, those of which margin, revenue or cost is unknown, among
// themselves by revenue less the cost that is known.
func RankSources(ts []Traffic) []Traffic {
	sure := func(t Traffic) float64 {
		if t.Visitors == 0 {
			return math.Inf(-1)
		}
		if math.IsNaN(t.Margin) {
			t.Margin = 1
		}
		if math.IsNaN(t.Cost) {
			t.Cost = 0
		}
		return VisitorValue(t.Basket, t.lowerConversion(), 1+math.Max(0, t.Repeat))*t.Margin - t.Cost/t.Visitors
	}
	out := slices.Clone(ts)
	slices.SortStableFunc(out, func(a, b Traffic) int {
		return cmp.Or(cmp.Compare(tiny(a), tiny(b)), cmp.Compare(oneIf(!a.known()), oneIf(!b.known())), cmp.Compare(sure(b), sure(a)), cmp.Compare(a.Source, b.Source))
	})
	return out
}

// fewVisitors and fewOrders are the numbers under which a source or a product is too small to be judged. Ours.
const fewVisitors, fewOrders = 100, 5

// tiny is 1 for a source too small to be judged.
func tiny(t Traffic) int { return oneIf(t.Visitors < fewVisitors || t.Orders < fewOrders) }

// VisitorLever is what a tenth more of one factor of the visitor's value brings, or a tenth less of the cost.
type VisitorLever struct {
	Name string  `json:"name"`
	Gain float64 `json:"gain_per_visitor"`
}

// VisitorLevers lists the what-ifs of 003-O and 003-P: plus a tenth of basket, conversion or repurchase each raises the
// value by a tenth; less cost per visitor widens the spread; best first. Where orders leave nothing the margin is a lever too.
func VisitorLevers(t Traffic) []VisitorLever {
	gain := 0.1 * t.Value() * t.Margin
	out := []VisitorLever{{"basket +10%", gain}, {"conversion +10%", gain}, {"repurchase +10%", gain}}
	if t.Visitors > 0 {
		out = append(out, VisitorLever{"cost per visitor −10%", 0.1 * t.Cost / t.Visitors})
	}
	if t.Margin <= 0 {
		out = append(out, VisitorLever{"margin +10 points", 0.1 * t.Value()})
	}
	slices.SortStableFunc(out, func(a, b VisitorLever) int { return cmp.Compare(b.Gain, a.Gain) })
	return out
}

// FirstAction says what comes first (003-I): conversion before visitors. Under the peers' conversion it is never to buy
// traffic.
func FirstAction(versus PeerStatus, spread float64) string {
	switch {
	case versus == BelowPeers:
		return "raise conversion"
	case versus == PeersUnknown:
		return "measure conversion against peers"
	case spread > 0:
		return "buy traffic"
	case math.IsNaN(spread):
		return "find out what an order leaves (margin_rate)"
	}
	return "lower the cost per visitor"
}

// The first things to do of a source that FirstAction does not know of.
const (
	waitForMore  = "wait for more visitors and orders: too few to judge this source by"
	raiseMargin  = "raise what an order leaves (price or unit cost): more orders or cheaper visitors cannot mend it"
	findRevenue  = "find out what the orders brought (revenue)"
	findCost     = "find out what its visitors cost (cost; 0 where they are free)"
	raiseAtFirst = "raise conversion: it is under the peers', though that may be chance"
)

// first says what comes first of a source (003-I). Traffic is bought only where the conversion is not under the peers', be
// it by chance, and a visitor is known to leave something; what an order loses no conversion and no cheaper visitor mends.
func (t Traffic) first(versus PeerStatus, under bool) string {
	switch {
	case tiny(t) > 0 && versus != BelowPeers:
		return waitForMore
	case t.Margin <= 0:
		return raiseMargin
	case versus == BelowPeers:
		return FirstAction(versus, math.NaN())
	case versus == AtPeers && under:
		return raiseAtFirst
	case versus == PeersUnknown || math.IsNaN(t.Margin):
		return FirstAction(versus, math.NaN())
	case t.Basket == 0:
		return findRevenue
	case math.IsNaN(t.Cost):
		return findCost
	}
	return FirstAction(versus, t.Spread())
}

// RisingCost reports whether the cost of winning a buyer is on the rise (003-R): the last third of a series is a tenth
// above the first third, and the rise is no chance: each of three costs above the one before, or of more the trend test of
// Mann (1945) and Kendall at 5%.
func RisingCost(acquisition []float64) bool {
	n := len(acquisition)
	if third := n / 3; third == 0 || mean(acquisition[n-third:]) <= 1.1*mean(acquisition[:third]) {
		return false
	}
	up, ties := 0.0, map[float64]float64{}
	for i, a := range acquisition {
		ties[a]++
		for _, b := range acquisition[i+1:] {
			up += float64(cmp.Compare(b, a))
		}
	}
	if n == 3 {
		return up == 3
	}
	spread := func(m float64) float64 { return m * (m - 1) * (2*m + 5) / 18 }
	variance := spread(float64(n))
	for _, m := range ties {
		variance -= spread(m)
	}
	return up-1 > 1.645*math.Sqrt(variance)
}

// AgainstRisingCost is what 003-R advises when the cost of winning a buyer rises; nothing else makes it fire.
func AgainstRisingCost(acquisition []float64) []string {
	if !RisingCost(acquisition) {
		return nil
	}
	return []string{"widen the range, so that a basket holds more", "add gifts, boxes or services, so that more visitors buy", "bring old customers back"}
}
