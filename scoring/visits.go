package scoring

import (
	"cmp"
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
	Category   string
	Traffic            // Basket is worked out; Margin, Repeat and Cost are NaN where unknown
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
	Peers        *float64       `json:"peers_conversion,omitempty"` // at the source's mix of categories
	CartRate     *float64       `json:"add_to_cart_rate,omitempty"`
	PagesEach    *float64       `json:"pages_per_visitor,omitempty"`
	ConsultRate  *float64       `json:"consult_rate,omitempty"`
	OldCustomers *float64       `json:"share_of_old_customers,omitempty"` // of the orders
	Basket       *float64       `json:"basket,omitempty"`
	VisitorValue float64        `json:"visitor_value"`
	VisitorCost  *float64       `json:"visitor_cost"`     // nil: not known
	Spread       *float64       `json:"spread,omitempty"` // contribution less cost of a visitor; nil: margin, revenue or cost unknown
	FirstAction  string         `json:"first_action"`
	Levers       []VisitorLever `json:"levers,omitempty"`
	Note         string         `json:"note,omitempty"`
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
	out.Service = peers.weakestService()
	out.RisingCost = AgainstRisingCost(acquisition(visits))
	out.PerDay, out.Expand = expansion(visits, perDay)
	return out
}

// expansion tells how many visitors come on a day and whether they carry a further category (003-N). What an event brought
// stays away again.
func expansion(visits []Visit, needed float64) (daily float64, advice string) {
	var told []Visit
	visitors, dates := 0.0, map[time.Time]bool{}
	for _, v := range visits {
		if !v.On.IsZero() && !v.EventOnly {
			told, visitors = append(told, v), visitors+v.Visitors
			dates[v.On.Truncate(24*time.Hour)] = true
		}
	}
	if len(dates) == 0 {
		return 0, "not known: no row outside events has a date"
	}
	span, known := spanDays(told)
	daily = round(visitors/span, 1)
	switch {
	case !known && Expand(daily, needed):
		return 0, fmt.Sprintf("not known: no source has rows of two dates, so that %.0f visitors may be of a day or of a month; give rows of more dates", visitors)
	case !known:
		return 0, fmt.Sprintf("no further category yet: at most %.0f visitors a day, %.0f are needed", daily, needed)
	case Expand(daily, needed):
		return daily, fmt.Sprintf("the traffic carries a further category: %.0f visitors a day over %.0f days, %.0f are needed", daily, span, needed)
	}
	return daily, fmt.Sprintf("no further category yet: %.0f visitors a day, %.0f are needed", daily, needed)
}

// spanDays is the number of days that dated rows tell of: from the first date to the last, and as long again as the rows of
// one source and product stand apart (the median by visitors), since a row may be of a week or a month. Where none has rows
// of two dates it is not known and at least the number of dates.
func spanDays(visits []Visit) (span float64, known bool) {
	type series struct{ source, sku, creative string }
	dates, weight := map[series][]time.Time{}, map[series]float64{}
	var all []time.Time
	for _, v := range visits {
		key, on := series{v.Source, v.SKU, v.Creative}, v.On.Truncate(24*time.Hour)
		dates[key], weight[key], all = append(dates[key], on), weight[key]+v.Visitors, append(all, on)
	}
	type apart struct{ days, visitors float64 }
	var gaps []apart
	sum := 0.0
	for key, ds := range dates {
		slices.SortFunc(ds, time.Time.Compare)
		if ds = slices.Compact(ds); len(ds) < 2 {
			continue
		}
		least := math.Inf(1)
		for i, d := range ds[1:] {
			least = math.Min(least, d.Sub(ds[i]).Hours()/24)
		}
		gaps, sum = append(gaps, apart{least, weight[key]}), sum+weight[key]
	}
	slices.SortFunc(all, time.Time.Compare)
	all = slices.Compact(all)
	if len(gaps) == 0 {
		return float64(len(all)), false
	}
	slices.SortFunc(gaps, func(a, b apart) int { return cmp.Or(cmp.Compare(a.days, b.days), cmp.Compare(a.visitors, b.visitors)) })
	typical, seen := gaps[0].days, 0.0
	for _, g := range gaps {
		typical, seen = g.days, seen+g.visitors
		if 2*seen >= sum {
			break
		}
	}
	return all[len(all)-1].Sub(all[0]).Hours()/24 + typical, true
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

// sum adds visits up. Margin is that of the revenue and repeat that of the orders; what lacks it counts as none, so that a
// figure of a few orders is not taken for all. Margin is NaN where no row has it, cost where a row with visitors has none.
func sum(visits []Visit) (t Traffic, cart, revenue float64) {
	var margin, marginOf, repeat, plain, plainOf float64
	for _, v := range visits {
		t.Visitors, t.Orders = t.Visitors+v.Visitors, t.Orders+v.Orders
		t.EventOnly = t.EventOnly || v.EventOnly
		cart, revenue = cart+v.AddToCart, revenue+v.Revenue
		if !math.IsNaN(v.Cost) || v.Visitors > 0 {
			t.Cost += v.Cost
		}
		if !math.IsNaN(v.Margin) {
			margin, marginOf = margin+v.Margin*v.Revenue, marginOf+v.Revenue
			plain, plainOf = plain+v.Margin, plainOf+1
		}
		if !math.IsNaN(v.Repeat) {
			repeat += math.Max(0, v.Repeat) * v.Orders
		}
	}
	switch {
	case marginOf > 0:
		t.Margin = math.Min(margin/marginOf, margin/revenue)
	case plainOf > 0 && revenue == 0:
		t.Margin = plain / plainOf
	default:
		t.Margin = math.NaN()
	}
	if t.Orders > 0 {
		t.Basket, t.Repeat = revenue/t.Orders, repeat/t.Orders
	}
	return t, cart, revenue
}

// missing tells what rows do not say of their orders and visitors.
func missing(visits []Visit) []string {
	var revenue, noMargin, orders, noRepeat, noRevenue, noCost float64
	for _, v := range visits {
		revenue, orders = revenue+v.Revenue, orders+v.Orders
		if math.IsNaN(v.Margin) {
			noMargin += v.Revenue
		}
		if math.IsNaN(v.Repeat) {
			noRepeat += v.Orders
		}
		if v.Revenue == 0 {
			noRevenue += v.Orders
		}
		if math.IsNaN(v.Cost) {
			noCost += v.Visitors
		}
	}
	var out []string
	say := func(part, whole float64, column, of string) {
		if part > 0 && part < whole {
			out = append(out, fmt.Sprintf("%s is not given for %.0f%% of the %s, which counts as none", column, 100*part/whole, of))
		}
	}
	switch {
	case orders > 0 && noRevenue == orders:
		out = append(out, "revenue is not given: what a visitor leaves is not known")
	case noMargin == revenue && slices.ContainsFunc(visits, func(v Visit) bool { return math.IsNaN(v.Margin) }):
		out = append(out, "margin_rate is not given: what a visitor leaves is not known")
	}
	say(noRevenue, orders, "revenue", "orders")
	say(noMargin, revenue, "margin_rate", "revenue")
	say(noRepeat, orders, "repeat_rate", "orders")
	if noCost > 0 {
		out = append(out, "cost is not given: write 0 where visitors are free")
	}
	return out
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
	peers, compared := peers.applied(visits)
	out := []SourceReport{}
	for _, t := range RankSources(ts) {
		paid := slices.DeleteFunc(slices.Clone(of[t.Source]), unpaid)
		rep := sourceReport(t, paid, peers)
		rep.Note = after(rep.Note, compared)
		if t.Visitors == 0 && slices.ContainsFunc(of[t.Source], unpaid) {
			rep.VersusPeers, rep.Interval = NotMeasured, [2]float64{0, 1}
			rep.FirstAction = "wait for the payments, or count the orders placed (orders_placed)"
			rep.Note = "pre-sale: payments come later, so conversion does not apply"
		}
		ratios(&rep, paid)
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

func sourceReport(t Traffic, visits []Visit, peers PeerFigures) SourceReport {
	lo, hi := Wilson(t.Orders, t.Visitors, z95)
	a := peers.against(visits)
	versus, under := a.status()
	s := SourceReport{
		Source: t.Source, Visitors: t.Visitors, Orders: t.Orders, Conversion: round(t.Conversion(), 5), Interval: [2]float64{round(lo, 5), round(hi, 5)},
		VersusPeers: versus, VisitorValue: round(t.Value(), 4), Note: strings.Join(missing(visits), "; "),
	}
	if a.peers > 0 {
		s.Peers = number(a.peers, 5)
	}
	if a.left > 0 && a.visitors > 0 {
		s.Note = after(s.Note, fmt.Sprintf("%.0f visitors are of categories without peers and are not compared", a.left))
	}
	if t.Orders > 0 && t.Basket > 0 {
		s.Basket = number(t.Basket, 2)
	}
	if !math.IsNaN(t.Cost) {
		s.VisitorCost = number(t.Cost/math.Max(1, t.Visitors), 4)
	}
	if t.known() {
		s.Spread = number(t.Spread(), 4)
		for _, l := range VisitorLevers(t) {
			l.Gain = round(l.Gain, 4)
			s.Levers = append(s.Levers, l)
		}
	}
	s.FirstAction = t.first(versus, under)
	return s
}
