package scoring

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"
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
	Sources    []string  // where those of each came from; nil: from one source
	Periods    []int     // the number of the period of each, from 0; nil: each is one of its own
	PreSale    bool      // conversion of payments does not apply (003-L)
}

// PerVisitor is price × conversion × margin (003-J); false for a pre-sale product without orders: its payments come
// later, so the figure is not applicable and no reason to punish it. NaN where the price or the margin of its orders is
// unknown.
func (s Shelf) PerVisitor() (float64, bool) {
	if s.PreSale && s.Orders == 0 || s.Visitors == 0 {
		return 0, false
	}
	if s.Orders > 0 && s.Price == 0 {
		return math.NaN(), true
	}
	return s.Price * s.Orders / s.Visitors * s.Margin, true
}

// tiny reports a product that too few looked at for its figures to say anything.
func (s Shelf) tiny() bool { return s.Visitors < fewVisitors || s.Orders < fewOrders }

// trend is how a product's conversion moved.
type trend struct {
	way     int     // 1: up by a quarter or more, −1: down by as much, 0: neither, or it could be chance
	was, is float64 // of the earlier and the later half, at the same mix of sources
	mixed   bool    // over all sources it fell by a quarter, and only since the mix of them changed
}

// halfSums are the orders and visitors of the earlier and of the later half of a series.
type halfSums struct{ hits, seen [2]float64 }

// halved adds up the halves of the series by source; false where it has under four periods.
func (s Shelf) halved() (map[string]*halfSums, bool) {
	n := len(s.Conversion)
	periods := n
	if s.Periods != nil {
		periods = 1 + slices.Max(append([]int{-1}, s.Periods...))
	}
	by := map[string]*halfSums{}
	for i, c := range s.Conversion {
		seen, source, at := s.Visitors/float64(n), "", i
		if s.Seen != nil {
			seen = s.Seen[i]
		}
		if s.Sources != nil {
			source = s.Sources[i]
		}
		if s.Periods != nil {
			at = s.Periods[i]
		}
		if by[source] == nil {
			by[source] = &halfSums{}
		}
		h, half := by[source], oneIf(at >= periods/2)
		h.hits[half], h.seen[half] = h.hits[half]+seen*c, h.seen[half]+seen
	}
	return by, periods >= 4
}

// trend compares the later half of a product's conversion with the earlier one, source by source: the differences are
// weighted with nA·nB/(nA+nB) and tested together (Cochran 1954) at 5%, so that a new source of a lower conversion is no
// fall. Of one source that is the pooled z-test.
func (s Shelf) trend() trend {
	out := trend{was: math.NaN(), is: math.NaN()}
	by, enough := s.halved()
	if !enough {
		return out
	}
	var weight, was, is, variance float64
	var shared, all halfSums
	for _, source := range slices.Sorted(maps.Keys(by)) {
		h := by[source]
		all.add(*h)
		if !(h.seen[0] > 0 && h.seen[1] > 0) {
			continue
		}
		w := h.seen[0] * h.seen[1] / (h.seen[0] + h.seen[1])
		pooled := (h.hits[0] + h.hits[1]) / (h.seen[0] + h.seen[1])
		weight, was, is = weight+w, was+w*h.hits[0]/h.seen[0], is+w*h.hits[1]/h.seen[1]
		variance += w * pooled * (1 - pooled)
		shared.add(*h)
	}
	if weight > 0 {
		out.was, out.is = was/weight, is/weight
		if math.Max(shared.hits[0], shared.hits[1]) >= fewOrders && variance > 0 && math.Abs(is-was) >= z95*math.Sqrt(variance) {
			out.way = oneIf(out.is >= 1.25*out.was) - oneIf(out.is <= 0.75*out.was)
		}
	}
	out.mixed = out.way == 0 && len(by) > 1 && all.seen[0] > 0 && all.seen[1] > 0 && all.hits[0] >= fewOrders &&
		all.hits[1]/all.seen[1] <= 0.75*all.hits[0]/all.seen[0]
	return out
}

func (h *halfSums) add(o halfSums) {
	for i := range h.hits {
		h.hits[i], h.seen[i] = h.hits[i]+o.hits[i], h.seen[i]+o.seen[i]
	}
}

// Redirect answers 003-H and 003-J: products whose conversion fell by a quarter or more against their own start, each
// with the product of the highest contribution per visitor to send its traffic to; where no margin is known, of the highest
// revenue. Products for which the measure does not apply are left alone, and a product that few have seen gets nobody's
// traffic, nor one that leaves nothing.
func Redirect(shelves []Shelf) map[string]string {
	asked := func(s Shelf) float64 { return s.Margin }
	if !slices.ContainsFunc(shelves, func(s Shelf) bool { return !math.IsNaN(s.Margin) }) {
		asked = func(Shelf) float64 { return 1 }
	}
	// worth is what a visitor brings, of what rose or fell as it sells now.
	worth := func(s Shelf) (float64, int, bool) {
		s.Margin = asked(s)
		v, ok := s.PerVisitor()
		t := s.trend()
		if t.way != 0 && s.Orders > 0 {
			v *= t.is * s.Visitors / s.Orders
		}
		return v, t.way, ok
	}
	best, top := "", math.Inf(-1)
	for _, s := range shelves {
		if v, _, ok := worth(s); ok && v > 0 && !s.tiny() && (v > top || v == top && s.SKU < best) {
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
	last, period := time.Time{}, -1
	for _, v := range series {
		if v.Visitors > 0 && !v.On.IsZero() && !v.EventOnly && !v.PreSale { // an event is no trend, and a pre-sale none of payments
			if !v.On.Equal(last) {
				last, period = v.On, period+1
			}
			s.Conversion, s.Seen = append(s.Conversion, v.Orders/v.Visitors), append(s.Seen, v.Visitors)
			s.Sources, s.Periods = append(s.Sources, v.Source), append(s.Periods, period)
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
	t := s.trend()
	switch {
	case s.PreSale && s.Price == 0:
		p.Note = "pre-sale: told by orders placed, since payments come later; what an order brings is not known yet"
	case !ok || math.IsNaN(v):
		p.Note = "not known: no visitors, no revenue or no margin_rate"
	default:
		p.PerVisitor = number(v, 4)
		if s.PreSale {
			p.Note = "pre-sale: told by orders placed, since payments come later"
		}
	}
	switch {
	case t.way > 0:
		p.Note = after(p.Note, fmt.Sprintf("conversion rose from %.2f%% to %.2f%%: find out why, and do the same for other products", 100*t.was, 100*t.is))
	case t.way < 0:
		p.Note = after(p.Note, fmt.Sprintf("conversion fell from %.2f%% to %.2f%%: find out why and mend it", 100*t.was, 100*t.is))
	case t.mixed:
		p.Note = after(p.Note, "fewer of its visitors buy since the mix of sources changed, not within a source: judge the sources")
	case s.tiny() && p.Note == "":
		p.Note = "too few visitors or orders to judge it by"
	}
	return p
}

// after joins two notes.
func after(first, second string) string {
	if first == "" || second == "" {
		return first + second
	}
	return first + "; " + second
}

func perVisitor(p ProductReport) float64 {
	if p.PerVisitor == nil {
		return math.Inf(-1)
	}
	return *p.PerVisitor
}
