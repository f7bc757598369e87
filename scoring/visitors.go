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
	Margin    float64 // contribution per unit of revenue
	Repeat    float64 // further orders that an order brings in a year
	Cost      float64 // what the visitors cost in all
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

// RankSources orders sources by what a visitor is sure to bring (002-H, 003-I): contribution at the lower bound of the
// conversion, less cost. A high conversion of a tiny source does not come first: sources with under five orders stand
// behind the others.
func RankSources(ts []Traffic) []Traffic {
	sure := func(t Traffic) float64 {
		if t.Visitors == 0 {
			return math.Inf(-1)
		}
		return VisitorValue(t.Basket, t.lowerConversion(), 1+math.Max(0, t.Repeat))*t.Margin - t.Cost/t.Visitors
	}
	out := slices.Clone(ts)
	slices.SortStableFunc(out, func(a, b Traffic) int {
		return cmp.Or(cmp.Compare(tiny(a), tiny(b)), cmp.Compare(sure(b), sure(a)), cmp.Compare(a.Source, b.Source))
	})
	return out
}

// fewOrders is the number of orders under which a source is too small to be judged. Ours.
const fewOrders = 5

// tiny is 1 for a source too small to be judged.
func tiny(t Traffic) int {
	if t.Orders < fewOrders {
		return 1
	}
	return 0
}

// VisitorLever is what a tenth more of one factor of the visitor's value brings, or a tenth less of the cost.
type VisitorLever struct {
	Name string  `json:"name"`
	Gain float64 `json:"gain_per_visitor"`
}

// VisitorLevers lists the what-ifs of 003-O and 003-P: plus a tenth of basket, conversion or repurchase each raises the
// value by a tenth; less cost per visitor widens the spread; best first.
func VisitorLevers(t Traffic) []VisitorLever {
	gain := 0.1 * t.Value() * t.Margin
	out := []VisitorLever{{"basket +10%", gain}, {"conversion +10%", gain}, {"repurchase +10%", gain}}
	if t.Visitors > 0 {
		out = append(out, VisitorLever{"cost per visitor −10%", 0.1 * t.Cost / t.Visitors})
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

// Shelf is one own product with its visitors, for moving traffic between products.
type Shelf struct {
	SKU        string
	Price      float64
	Visitors   float64
	Orders     float64
	Margin     float64 // contribution per unit of price
	Conversion []float64
	PreSale    bool // conversion of payments does not apply (003-L)
}

// PerVisitor is price × conversion × margin (003-J); false for a pre-sale product without orders: its payments come
// later, so the figure is not applicable and no reason to punish it.
func (s Shelf) PerVisitor() (float64, bool) {
	if s.PreSale && s.Orders == 0 || s.Visitors == 0 {
		return 0, false
	}
	return s.Price * s.Orders / s.Visitors * s.Margin, true
}

// Redirect answers 003-H and 003-J: products whose conversion fell by a quarter or more against their own start, each
// with the product of the highest contribution per visitor to send its traffic to. Products for which the measure does
// not apply are left alone.
func Redirect(shelves []Shelf) map[string]string {
	best, top := "", math.Inf(-1)
	for _, s := range shelves {
		if v, ok := s.PerVisitor(); ok && (v > top || v == top && s.SKU < best) {
			best, top = s.SKU, v
		}
	}
	out := map[string]string{}
	for _, s := range shelves {
		n := len(s.Conversion)
		if _, ok := s.PerVisitor(); !ok || n < 4 || s.SKU == best {
			continue
		}
		if mean(s.Conversion[n/2:]) <= 0.75*mean(s.Conversion[:n/2]) {
			out[s.SKU] = best
		}
	}
	return out
}

// RisingCost reports whether the cost of winning a buyer is on the rise (003-R): the last third of a series is a tenth
// above the first third.
func RisingCost(acquisition []float64) bool {
	n := len(acquisition) / 3
	return n > 0 && mean(acquisition[len(acquisition)-n:]) > 1.1*mean(acquisition[:n])
}

// AgainstRisingCost is what 003-R advises when the cost of winning a buyer rises; nothing else makes it fire.
func AgainstRisingCost(acquisition []float64) []string {
	if !RisingCost(acquisition) {
		return nil
	}
	return []string{"widen the range, so that a basket holds more", "add gifts, boxes or services, so that more visitors buy", "bring old customers back"}
}
