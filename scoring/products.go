package scoring

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// ProductReport is one product by what a visitor of its page brings.
type ProductReport struct {
	SKU        string   `json:"sku"`
	Visitors   float64  `json:"visitors"`
	Orders     float64  `json:"orders"`
	Metric     string   `json:"metric"` // payment conversion, order conversion (of a pre-sale) or not_applicable
	Conversion *float64 `json:"conversion"`
	PerVisitor *float64 `json:"contribution_per_visitor"` // nil: not applicable (pre-sale) or not known
	Note       string   `json:"note,omitempty"`
	RedirectTo string   `json:"redirect_to,omitempty"`
}

// The measures by which a product is told.
const (
	byPayments = "payment conversion"
	byOrders   = "order conversion"
)

// Shelf is one own product with its visitors, for moving traffic between products.
type Shelf struct {
	SKU        string
	Price      float64
	Visitors   float64
	Orders     float64
	Margin     float64   // contribution per unit of price
	Conversion []float64 // in order of time
	Seen       []float64 // the visitors of each; nil: alike in each
	PreSale    bool      // conversion of payments does not apply (003-L)
}

// PerVisitor is price × conversion × margin (003-J); false for a pre-sale product without orders: its payments come
// later, so the figure is not applicable and no reason to punish it.
func (s Shelf) PerVisitor() (float64, bool) {
	if s.PreSale && s.Orders == 0 || s.Visitors == 0 {
		return 0, false
	}
	return s.Price * s.Orders / s.Visitors * s.Margin, true
}

// tiny reports a product that too few looked at for its figures to say anything.
func (s Shelf) tiny() bool { return s.Visitors < fewVisitors || s.Orders < fewOrders }

// trend compares the later half of a product's conversion with the earlier one: 1 for a rise by a quarter or more, −1 for
// such a fall, 0 where it is neither or could be chance (two-sided pooled z-test at 5%).
func (s Shelf) trend() (way int, was, is float64) {
	n := len(s.Conversion)
	if n < 4 {
		return 0, math.NaN(), math.NaN()
	}
	half := func(from, to int) (hits, seen float64) {
		for i := from; i < to; i++ {
			v := s.Visitors / float64(n)
			if s.Seen != nil {
				v = s.Seen[i]
			}
			hits, seen = hits+v*s.Conversion[i], seen+v
		}
		return hits, seen
	}
	a, seenA := half(0, n/2)
	b, seenB := half(n/2, n)
	if !(seenA > 0 && seenB > 0) {
		return 0, math.NaN(), math.NaN()
	}
	was, is = a/seenA, b/seenB
	switch {
	case math.Max(a, b) < fewOrders || CompareRates(a, seenA, b, seenB).P >= 0.05:
	case is <= 0.75*was:
		way = -1
	case is >= 1.25*was:
		way = 1
	}
	return way, was, is
}

// Redirect answers 003-H and 003-J: products whose conversion fell by a quarter or more against their own start, each
// with the product of the highest contribution per visitor to send its traffic to; where no margin is known, of the highest
// revenue. Products for which the measure does not apply are left alone, and a product that few have seen gets nobody's
// traffic.
func Redirect(shelves []Shelf) map[string]string {
	asked := func(s Shelf) float64 { return s.Margin }
	if !slices.ContainsFunc(shelves, func(s Shelf) bool { return !math.IsNaN(s.Margin) }) {
		asked = func(Shelf) float64 { return 1 }
	}
	// worth is what a visitor brings, of what rose or fell as it sells now.
	worth := func(s Shelf) (float64, int, bool) {
		s.Margin = asked(s)
		v, ok := s.PerVisitor()
		way, _, now := s.trend()
		if way != 0 && s.Orders > 0 {
			v *= now * s.Visitors / s.Orders
		}
		return v, way, ok
	}
	best, top := "", math.Inf(-1)
	for _, s := range shelves {
		if v, _, ok := worth(s); ok && !s.tiny() && (v > top || v == top && s.SKU < best) {
			best, top = s.SKU, v
		}
	}
	out := map[string]string{}
	for _, s := range shelves {
		if own, way, ok := worth(s); ok && way < 0 && best != "" && s.SKU != best && !(own >= top) {
			out[s.SKU] = best
		}
	}
	return out
}

// shelfOf adds up what is known of one product.
func shelfOf(sku string, visits []Visit) Shelf {
	t, _, _ := sum(visits)
	s := Shelf{SKU: sku, Price: t.Basket, Visitors: t.Visitors, Orders: t.Orders, Margin: t.Margin}
	s.PreSale = slices.ContainsFunc(visits, func(v Visit) bool { return v.PreSale })
	series := slices.Clone(visits)
	slices.SortStableFunc(series, func(a, b Visit) int { return a.On.Compare(b.On) })
	for _, v := range series {
		if v.Visitors > 0 && !v.On.IsZero() && !v.EventOnly && !v.PreSale { // an event is no trend, and a pre-sale none of payments
			s.Conversion, s.Seen = append(s.Conversion, v.Orders/v.Visitors), append(s.Seen, v.Visitors)
		}
	}
	return s
}

func byProduct(visits []Visit) []ProductReport {
	names, of := group(visits, func(v Visit) string { return v.SKU })
	var shelves []Shelf
	for _, name := range names {
		paid := slices.DeleteFunc(slices.Clone(of[name]), unpaid)
		if len(paid) == 0 {
			paid = of[name]
		}
		shelves = append(shelves, shelfOf(name, paid))
	}
	to := Redirect(shelves)
	out, few := []ProductReport{}, map[string]int{}
	for _, s := range shelves {
		few[s.SKU] = oneIf(s.tiny())
		out = append(out, productReport(s, to[s.SKU]))
	}
	slices.SortStableFunc(out, func(a, b ProductReport) int {
		return cmp.Or(cmp.Compare(oneIf(a.PerVisitor == nil), oneIf(b.PerVisitor == nil)), cmp.Compare(few[a.SKU], few[b.SKU]), cmp.Compare(perVisitor(b), perVisitor(a)))
	})
	return out
}

// productReport tells one product; payments for a pre-sale come later, so it is told by the orders placed, where they are
// given (003-L).
func productReport(s Shelf, redirect string) ProductReport {
	p := ProductReport{SKU: s.SKU, Visitors: s.Visitors, Orders: s.Orders, RedirectTo: redirect, Metric: byPayments}
	v, ok := s.PerVisitor()
	if s.PreSale {
		p.Metric = byOrders
	}
	switch {
	case !ok && s.PreSale:
		p.Metric = string(NotMeasured)
		p.Note = "pre-sale: payments come later, so conversion does not apply; give orders_placed, or count orders by hand"
		return p
	case s.Visitors > 0:
		p.Conversion = number(s.Orders/s.Visitors, 5)
	}
	way, was, is := s.trend()
	switch {
	case s.PreSale && s.Price == 0:
		p.Note = "pre-sale: told by orders placed, since payments come later; what an order brings is not known yet"
	case !ok || math.IsNaN(v):
		p.Note = "not known: no visitors or no margin_rate"
	default:
		p.PerVisitor = number(v, 4)
		if s.PreSale {
			p.Note = "pre-sale: told by orders placed, since payments come later"
		}
	}
	switch {
	case way > 0:
		p.Note = after(p.Note, fmt.Sprintf("conversion rose from %.2f%% to %.2f%%: find out why, and do the same for other products", 100*was, 100*is))
	case way < 0:
		p.Note = after(p.Note, fmt.Sprintf("conversion fell from %.2f%% to %.2f%%: find out why and mend it", 100*was, 100*is))
	case s.tiny() && p.Note == "":
		p.Note = "too few visitors or orders to judge it by"
	}
	return p
}

// after joins two notes.
func after(first, second string) string {
	if first == "" {
		return second
	}
	return first + "; " + second
}

func perVisitor(p ProductReport) float64 {
	if p.PerVisitor == nil {
		return math.Inf(-1)
	}
	return *p.PerVisitor
}
