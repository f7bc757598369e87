package scoring

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"
)

// Visit is what one source brought to one product in one period: the shop's own figures.
type Visit struct {
	On         time.Time
	SKU        string
	Traffic    // Basket is worked out; Margin and Repeat are NaN where unknown
	AddToCart  float64
	Revenue    float64
	PreSale    bool
	Lost       float64 // buyers lost, and why
	LostReason string
	Creative   string
	Shown      float64
	Clicks     float64
}

// VisitorReport answers what the founding texts ask of a shop's visitors (002-E, 002-H, 003-G to 003-R).
type VisitorReport struct {
	Sources    []SourceReport  `json:"sources"` // best first, by what a visitor is sure to bring
	Products   []ProductReport `json:"products"`
	Service    string          `json:"weakest_service,omitempty"`
	Losses     []Loss          `json:"top_losses,omitempty"`
	Creatives  *CreativeReport `json:"creatives,omitempty"`
	RisingCost []string        `json:"against_rising_cost,omitempty"` // only where the cost of winning a buyer rises
	PerDay     float64         `json:"visitors_per_day,omitempty"`
	Expand     string          `json:"expand"`
}

// SourceReport is one source of visitors. Rates are shares, money is of the file's currency.
type SourceReport struct {
	Source       string         `json:"source"`
	Visitors     float64        `json:"visitors"`
	Orders       float64        `json:"orders"`
	Conversion   float64        `json:"conversion"`
	Interval     [2]float64     `json:"conversion_interval"` // 95%, Wilson
	VersusPeers  PeerStatus     `json:"conversion_vs_peers"`
	CartRate     *float64       `json:"add_to_cart_rate,omitempty"`
	Basket       *float64       `json:"basket,omitempty"`
	VisitorValue float64        `json:"visitor_value"`
	VisitorCost  float64        `json:"visitor_cost"`
	Spread       *float64       `json:"spread,omitempty"` // contribution less cost of a visitor; nil: margin unknown
	FirstAction  string         `json:"first_action"`
	Levers       []VisitorLever `json:"levers,omitempty"`
	Note         string         `json:"note,omitempty"`
}

// ProductReport is one product by what a visitor of its page brings.
type ProductReport struct {
	SKU        string   `json:"sku"`
	Visitors   float64  `json:"visitors"`
	Orders     float64  `json:"orders"`
	PerVisitor *float64 `json:"contribution_per_visitor"` // nil: not applicable (pre-sale) or not known
	Note       string   `json:"note,omitempty"`
	RedirectTo string   `json:"redirect_to,omitempty"`
}

// Loss is a reason for which buyers left, with how many.
type Loss struct {
	Reason string  `json:"reason"`
	Buyers float64 `json:"buyers"`
}

// CreativeReport compares the two creatives shown most.
type CreativeReport struct {
	A      string  `json:"a"`
	B      string  `json:"b"`
	Winner string  `json:"winner,omitempty"` // empty: undecided
	P      float64 `json:"p"`
	Need   string  `json:"need,omitempty"`
}

// PeerFigures are the peers' averages.
type PeerFigures struct {
	Conversion     float64 // share of visitors that buy; 0 unknown
	Own, Peers     Service // the three service scores
	ServiceIsKnown bool
}

// expandFrom is how many visitors a day carry another category where nothing else is said (text 003-N). Ours.
const expandFrom = 1000

// Visitors makes the report. perDay is how many visitors a day carry a further category; 0 is a thousand.
func Visitors(visits []Visit, peers PeerFigures, perDay float64) VisitorReport {
	if perDay <= 0 {
		perDay = expandFrom
	}
	out := VisitorReport{Sources: bySource(visits, peers), Products: byProduct(visits), Losses: losses(visits), Creatives: creatives(visits)}
	if peers.ServiceIsKnown {
		name, note := peers.Own.Weakest(peers.Peers)
		out.Service = name + ": " + note
	}
	out.RisingCost = AgainstRisingCost(acquisition(visits))
	visitors, days := 0.0, map[string]bool{}
	for _, v := range visits {
		visitors += v.Visitors
		if !v.On.IsZero() {
			days[v.On.Format(time.DateOnly)] = true
		}
	}
	switch {
	case len(days) == 0:
		out.Expand = "not known: the rows have no date"
	case Expand(visitors/spanDays(days), perDay):
		out.PerDay, out.Expand = round(visitors/spanDays(days), 1), "the traffic carries a further category"
	default:
		out.PerDay = round(visitors/spanDays(days), 1)
		out.Expand = fmt.Sprintf("no further category yet: %.0f visitors a day, %.0f are needed", out.PerDay, perDay)
	}
	return out
}

// spanDays is the number of days from the first to the last date.
func spanDays(days map[string]bool) float64 {
	all := slices.Sorted(maps.Keys(days))
	a, _ := time.Parse(time.DateOnly, all[0])
	b, _ := time.Parse(time.DateOnly, all[len(all)-1])
	return math.Max(float64(len(all)), b.Sub(a).Hours()/24+1)
}

// sum adds visits up; margin and repeat are weighted by revenue and orders.
func sum(visits []Visit) (t Traffic, cart, revenue float64) {
	margin, marginOf, repeat, repeatOf := 0.0, 0.0, 0.0, 0.0
	for _, v := range visits {
		t.Visitors, t.Orders, t.Cost = t.Visitors+v.Visitors, t.Orders+v.Orders, t.Cost+v.Cost
		t.EventOnly = t.EventOnly || v.EventOnly
		cart, revenue = cart+v.AddToCart, revenue+v.Revenue
		if !math.IsNaN(v.Margin) {
			margin, marginOf = margin+v.Margin*v.Revenue, marginOf+v.Revenue
		}
		if !math.IsNaN(v.Repeat) {
			repeat, repeatOf = repeat+v.Repeat*v.Orders, repeatOf+v.Orders
		}
	}
	t.Margin = margin / marginOf // NaN where unknown
	if repeatOf > 0 {
		t.Repeat = repeat / repeatOf
	}
	if t.Orders > 0 {
		t.Basket = revenue / t.Orders
	}
	return t, cart, revenue
}

func group(visits []Visit, key func(Visit) string) (names []string, of map[string][]Visit) {
	of = map[string][]Visit{}
	for _, v := range visits {
		of[key(v)] = append(of[key(v)], v)
	}
	delete(of, "")
	return slices.Sorted(maps.Keys(of)), of
}

func bySource(visits []Visit, peers PeerFigures) []SourceReport {
	names, of := group(visits, func(v Visit) string {
		if v.EventOnly {
			return v.Source + " (event)" // event traffic is valued on its own repeat rate (001-E)
		}
		return v.Source
	})
	var ts []Traffic
	carts := map[string]float64{}
	for _, name := range names {
		// Payments for pre-sale products come later: their visits say nothing of the conversion (003-L).
		t, cart, _ := sum(slices.DeleteFunc(of[name], func(v Visit) bool { return v.PreSale && v.Orders == 0 }))
		t.Source, carts[name] = name, cart
		ts = append(ts, t)
	}
	out := []SourceReport{}
	for _, t := range RankSources(known(ts)) {
		at := slices.IndexFunc(ts, func(x Traffic) bool { return x.Source == t.Source })
		out = append(out, sourceReport(ts[at], carts[t.Source], peers))
	}
	return out
}

// known returns the traffic with an unknown margin counted as the revenue itself, so that sources can be ordered; a file
// mostly has the margin of all sources or of none.
func known(ts []Traffic) []Traffic {
	out := slices.Clone(ts)
	for i := range out {
		if math.IsNaN(out[i].Margin) {
			out[i].Margin = 1
		}
	}
	return out
}

func sourceReport(t Traffic, cart float64, peers PeerFigures) SourceReport {
	lo, hi := Wilson(t.Orders, t.Visitors, z95)
	s := SourceReport{
		Source: t.Source, Visitors: t.Visitors, Orders: t.Orders, Conversion: round(t.Conversion(), 5), Interval: [2]float64{round(lo, 5), round(hi, 5)},
		VersusPeers: VersusPeers(t.Orders, t.Visitors, peers.Conversion), VisitorValue: round(t.Value(), 4), VisitorCost: round(t.Cost/math.Max(1, t.Visitors), 4),
	}
	if cart > 0 && t.Visitors > 0 {
		s.CartRate = number(cart/t.Visitors, 5)
	}
	if t.Orders > 0 {
		s.Basket = number(t.Basket, 2)
	}
	spread := math.NaN()
	if !math.IsNaN(t.Margin) {
		spread = t.Spread()
		s.Spread = number(spread, 4)
		for _, l := range VisitorLevers(t) {
			l.Gain = round(l.Gain, 4)
			s.Levers = append(s.Levers, l)
		}
	} else {
		s.Note = "margin_rate is not given: what a visitor leaves is not known"
	}
	s.FirstAction = FirstAction(s.VersusPeers, spread)
	if tiny(t) > 0 {
		s.FirstAction = "wait for more orders: too few to judge this source by"
	}
	return s
}

func byProduct(visits []Visit) []ProductReport {
	names, of := group(visits, func(v Visit) string { return v.SKU })
	var shelves []Shelf
	for _, name := range names {
		t, _, _ := sum(of[name])
		s := Shelf{SKU: name, Price: t.Basket, Visitors: t.Visitors, Orders: t.Orders, Margin: t.Margin, PreSale: of[name][0].PreSale}
		series := slices.Clone(of[name])
		slices.SortStableFunc(series, func(a, b Visit) int { return a.On.Compare(b.On) })
		for _, v := range series {
			if v.Visitors > 0 && !v.On.IsZero() && !v.EventOnly { // an event is no trend
				s.Conversion = append(s.Conversion, v.Orders/v.Visitors)
			}
		}
		shelves = append(shelves, s)
	}
	to := Redirect(shelves)
	out := []ProductReport{}
	for _, s := range shelves {
		p := ProductReport{SKU: s.SKU, Visitors: s.Visitors, Orders: s.Orders, RedirectTo: to[s.SKU]}
		v, ok := s.PerVisitor()
		switch {
		case !ok && s.PreSale:
			p.Note = "pre-sale: payments come later, so conversion does not apply; count orders by hand"
		case !ok || math.IsNaN(v):
			p.Note = "not known: no visitors or no margin_rate"
		default:
			p.PerVisitor = number(v, 4)
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b ProductReport) int {
		return cmp.Compare(perVisitor(b), perVisitor(a))
	})
	return out
}

func perVisitor(p ProductReport) float64 {
	if p.PerVisitor == nil {
		return math.Inf(-1)
	}
	return *p.PerVisitor
}

// losses lists why buyers left, most first, five at most (002-H).
func losses(visits []Visit) []Loss {
	names, of := group(visits, func(v Visit) string { return v.LostReason })
	var out []Loss
	for _, name := range names {
		n := 0.0
		for _, v := range of[name] {
			n += v.Lost
		}
		out = append(out, Loss{name, n})
	}
	slices.SortStableFunc(out, func(a, b Loss) int { return cmp.Compare(b.Buyers, a.Buyers) })
	return out[:min(5, len(out))]
}

// creatives compares the two that were shown most (003-Q); nil where fewer than two were.
func creatives(visits []Visit) *CreativeReport {
	names, of := group(visits, func(v Visit) string { return v.Creative })
	if len(names) < 2 {
		return nil
	}
	total := func(name string) (clicks, shown float64) {
		for _, v := range of[name] {
			clicks, shown = clicks+v.Clicks, shown+v.Shown
		}
		return clicks, shown
	}
	slices.SortStableFunc(names, func(a, b string) int {
		_, x := total(a)
		_, y := total(b)
		return cmp.Compare(y, x)
	})
	a, b := names[0], names[1]
	clicksA, shownA := total(a)
	clicksB, shownB := total(b)
	c := CompareRates(clicksA, shownA, clicksB, shownB)
	return &CreativeReport{A: a, B: b, Winner: map[string]string{"a": a, "b": b}[c.Winner], P: round(c.P, 5), Need: c.Need}
}

// acquisition is the cost per order by date, outside events.
func acquisition(visits []Visit) []float64 {
	names, of := group(visits, func(v Visit) string {
		if v.On.IsZero() || v.EventOnly {
			return ""
		}
		return v.On.Format(time.DateOnly)
	})
	var out []float64
	for _, day := range names {
		if t, _, _ := sum(of[day]); t.Orders > 0 && t.Cost > 0 {
			out = append(out, t.Cost/t.Orders)
		}
	}
	return out
}
