package scoring

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// Visit is what one source brought to one product in one period: the shop's own figures.
type Visit struct {
	On         time.Time
	SKU        string
	Traffic            // Basket is worked out; Margin and Repeat are NaN where unknown
	Pages      float64 // page views; 0 not known
	AddToCart  float64
	Consults   float64 // visitors who asked something
	Returning  float64 // of the orders, those of old customers; NaN unknown
	Revenue    float64
	PreSale    bool
	Placed     float64 // of a pre-sale: orders placed, paid or not; NaN unknown
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
	CostLevers []CostLever     `json:"cost_levers,omitempty"`         // what makes a visitor cheaper, best first (003-P)
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
	PagesEach    *float64       `json:"pages_per_visitor,omitempty"`
	ConsultRate  *float64       `json:"consult_rate,omitempty"`
	OldCustomers *float64       `json:"share_of_old_customers,omitempty"` // of the orders
	Basket       *float64       `json:"basket,omitempty"`
	VisitorValue float64        `json:"visitor_value"`
	VisitorCost  float64        `json:"visitor_cost"`
	Spread       *float64       `json:"spread,omitempty"` // contribution less cost of a visitor; nil: margin unknown
	FirstAction  string         `json:"first_action"`
	Levers       []VisitorLever `json:"levers,omitempty"`
	Note         string         `json:"note,omitempty"`
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
	visits = spelled(visits)
	out := VisitorReport{
		Sources: bySource(visits, peers), Products: byProduct(visits), Losses: losses(visits), Creatives: creatives(visits), CostLevers: costLevers(visits),
	}
	if peers.ServiceIsKnown {
		name, note := peers.Own.Weakest(peers.Peers)
		out.Service = name + ": " + note
	}
	out.RisingCost = AgainstRisingCost(acquisition(visits))
	out.PerDay, out.Expand = expansion(visits, perDay)
	return out
}

// expansion tells how many visitors come on a day and whether they carry a further category (003-N). What an event brought
// stays away again.
func expansion(visits []Visit, needed float64) (daily float64, advice string) {
	visitors, days := 0.0, map[time.Time]bool{}
	for _, v := range visits {
		if !v.On.IsZero() && !v.EventOnly {
			visitors += v.Visitors
			days[v.On.Truncate(24*time.Hour)] = true
		}
	}
	if len(days) == 0 {
		return 0, "not known: no row outside events has a date"
	}
	span := spanDays(slices.SortedFunc(maps.Keys(days), time.Time.Compare))
	daily = round(visitors/span, 1)
	if Expand(daily, needed) {
		return daily, fmt.Sprintf("the traffic carries a further category: %.0f visitors a day over %.0f days, %.0f are needed", daily, span, needed)
	}
	return daily, fmt.Sprintf("no further category yet: %.0f visitors a day, %.0f are needed", daily, needed)
}

// spanDays is the number of days that rows of these dates tell of: from the first to the last, and as long again as the
// rows stand apart, since a row may be of a week or a month.
func spanDays(dates []time.Time) float64 {
	if len(dates) == 1 {
		return 1
	}
	apart := math.Inf(1)
	for i, d := range dates[1:] {
		apart = math.Min(apart, d.Sub(dates[i]).Hours()/24)
	}
	return dates[len(dates)-1].Sub(dates[0]).Hours()/24 + apart
}

// spelled returns the visits with the names of sources, products, reasons and creatives that differ only by case and space
// written as they are first.
func spelled(visits []Visit) []Visit {
	out := slices.Clone(visits)
	first := map[string]string{}
	one := func(kind, name string) string {
		name = strings.Join(strings.Fields(name), " ")
		key := kind + strings.ToLower(name)
		if first[key] == "" {
			first[key] = name
		}
		return first[key]
	}
	for i := range out {
		v := &out[i]
		v.Source, v.SKU, v.LostReason, v.Creative = one("source", v.Source), one("sku", v.SKU), one("lost", v.LostReason), one("creative", v.Creative)
		if v.PreSale && v.Placed > v.Orders {
			v.Orders = v.Placed // told by the orders placed (003-L)
		}
	}
	return out
}

// unpaid reports visits whose payments are still to come and whose orders are not known: they say nothing of conversion.
func unpaid(v Visit) bool { return v.PreSale && v.Orders == 0 }

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
	for _, name := range names {
		// Payments for pre-sale products come later: their visits say nothing of the conversion (003-L).
		t, _, _ := sum(slices.DeleteFunc(slices.Clone(of[name]), unpaid))
		t.Source = name
		ts = append(ts, t)
	}
	out := []SourceReport{}
	for _, t := range RankSources(known(ts)) {
		at := slices.IndexFunc(ts, func(x Traffic) bool { return x.Source == t.Source })
		rep := sourceReport(ts[at], peers)
		if ts[at].Visitors == 0 && slices.ContainsFunc(of[t.Source], unpaid) {
			rep.VersusPeers, rep.Interval = NotMeasured, [2]float64{0, 1}
			rep.FirstAction = "wait for the payments, or count the orders placed (orders_placed)"
			rep.Note = "pre-sale: payments come later, so conversion does not apply"
		}
		ratios(&rep, slices.DeleteFunc(slices.Clone(of[t.Source]), unpaid))
		out = append(out, rep)
	}
	return out
}

// ratios adds what follows from the counts of a source where they are given (002-E).
func ratios(s *SourceReport, visits []Visit) {
	var cart, pages, consults, old, oldOf, visitors, seen float64
	for _, v := range visits {
		cart, consults, visitors = cart+v.AddToCart, consults+v.Consults, visitors+v.Visitors
		if v.Pages > 0 {
			pages, seen = pages+v.Pages, seen+v.Visitors
		}
		if !math.IsNaN(v.Returning) {
			old, oldOf = old+v.Returning, oldOf+v.Orders
		}
	}
	share := func(to **float64, part, of float64, places int) {
		if part > 0 && of > 0 {
			*to = number(part/of, places)
		}
	}
	share(&s.CartRate, cart, visitors, 5)
	share(&s.ConsultRate, consults, visitors, 5)
	share(&s.PagesEach, pages, seen, 2)
	if oldOf > 0 {
		s.OldCustomers = number(old/oldOf, 4)
	}
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

func sourceReport(t Traffic, peers PeerFigures) SourceReport {
	lo, hi := Wilson(t.Orders, t.Visitors, z95)
	s := SourceReport{
		Source: t.Source, Visitors: t.Visitors, Orders: t.Orders, Conversion: round(t.Conversion(), 5), Interval: [2]float64{round(lo, 5), round(hi, 5)},
		VersusPeers: VersusPeers(t.Orders, t.Visitors, peers.Conversion), VisitorValue: round(t.Value(), 4), VisitorCost: round(t.Cost/math.Max(1, t.Visitors), 4),
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
	if tiny(t) > 0 && s.VersusPeers != BelowPeers {
		s.FirstAction = "wait for more visitors and orders: too few to judge this source by"
	}
	return s
}
