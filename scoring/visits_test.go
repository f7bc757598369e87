package scoring_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shelfwise/scoring"
)

// visits are two weeks of a shop: a source under its peers, one above, a tiny one, an event and a pre-sale product.
func visits() []scoring.Visit {
	at := func(day int) time.Time { return time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC) }
	row := func(source, sku string, day int, visitors, orders, revenue, cost float64) scoring.Visit {
		return scoring.Visit{On: at(day), SKU: sku, Revenue: revenue,
			Traffic: scoring.Traffic{Source: source, Visitors: visitors, Orders: orders, Cost: cost, Margin: 0.3, Repeat: 0.2}}
	}
	out := []scoring.Visit{
		row("search", "kettle", 1, 1500, 40, 1600, 150), row("search", "kettle", 2, 1500, 38, 1520, 150),
		row("search", "kettle", 8, 1500, 15, 600, 160), row("search", "kettle", 9, 1500, 12, 480, 170),
		row("social", "teapot", 1, 900, 54, 3240, 200), row("social", "teapot", 8, 900, 50, 3000, 230),
		row("friends", "teapot", 8, 10, 3, 180, 0),
		row("eleven", "kettle", 11, 2000, 100, 3000, 300),
		row("social", "lamp", 8, 400, 0, 0, 20),
	}
	out[7].EventOnly, out[7].Repeat = true, 0
	out[8].PreSale = true
	out[0].Lost, out[0].LostReason = 3, "price"
	out[2].Lost, out[2].LostReason = 9, "late delivery"
	return out
}

// Test002HVisitorReport: the report of a whole shop says of each source and product what the texts ask.
func Test002HVisitorReport(t *testing.T) {
	rep := scoring.Visitors(visits(), scoring.PeerFigures{Conversion: 0.03}, 0)
	by := map[string]scoring.SourceReport{}
	for _, s := range rep.Sources {
		by[s.Source] = s
	}
	if last := rep.Sources[len(rep.Sources)-1]; last.Source != "friends" || !strings.Contains(last.FirstAction, "too few") {
		t.Errorf("the tiny source is %+v; want it last, to wait", last)
	}
	if s := by["search"]; s.VersusPeers != scoring.BelowPeers || s.FirstAction != "raise conversion" {
		t.Errorf("search: %+v; want it under its peers and conversion first", s)
	}
	if s := by["social"]; s.VersusPeers != scoring.AbovePeers || s.FirstAction != "buy traffic" || s.Visitors != 1800 {
		t.Errorf("social: %+v; want traffic bought, and no pre-sale visits in it", s)
	}
	if s := by["eleven (event)"]; math.Abs(s.VisitorValue-1.5) > 1e-9 {
		t.Errorf("event traffic: a visitor is worth %v; want 1.5, without repurchase", s.VisitorValue)
	}
	products := map[string]scoring.ProductReport{}
	for _, p := range rep.Products {
		products[p.SKU] = p
	}
	if p := products["kettle"]; p.RedirectTo != "teapot" {
		t.Errorf("kettle, whose conversion fell: %+v; want its visitors sent to the teapot", p)
	}
	if p := products["lamp"]; p.PerVisitor != nil || p.RedirectTo != "" || !strings.Contains(p.Note, "pre-sale") {
		t.Errorf("pre-sale lamp: %+v; want it left alone", p)
	}
	if len(rep.Losses) != 2 || rep.Losses[0].Reason != "late delivery" {
		t.Errorf("losses %+v; want late delivery first", rep.Losses)
	}
	if rep.RisingCost == nil || !strings.Contains(rep.Expand, "1000 are needed") && rep.PerDay < 1000 {
		t.Errorf("rising cost %v, expand %q at %v a day", rep.RisingCost, rep.Expand, rep.PerDay)
	}
}

// Test003IUnknownMargin: without a margin nothing is said of what a visitor leaves.
func Test003IUnknownMargin(t *testing.T) {
	vs := visits()
	for i := range vs {
		vs[i].Margin = math.NaN()
	}
	for _, s := range scoring.Visitors(vs, scoring.PeerFigures{Conversion: 0.03}, 0).Sources {
		if s.Spread != nil || s.Note == "" || s.FirstAction == "buy traffic" {
			t.Errorf("%s without a margin: %+v", s.Source, s)
		}
	}
}

// Test002HTinySources: whatever share of a few visitors buys, they do not lead; who has many visitors and hardly an order
// is judged all the same.
func Test002HTinySources(t *testing.T) {
	row := func(source string, visitors, orders float64) scoring.Visit {
		return scoring.Visit{Revenue: 40 * orders, Traffic: scoring.Traffic{Source: source, Visitors: visitors, Orders: orders, Margin: 0.3}}
	}
	for _, few := range [][2]float64{{1, 1}, {3, 3}, {10, 3}, {20, 8}, {20, 20}, {60, 12}, {99, 80}} {
		rep := scoring.Visitors([]scoring.Visit{row("few", few[0], few[1]), row("many", 5000, 150), row("Many ", 2000, 60)}, scoring.PeerFigures{}, 0)
		if len(rep.Sources) != 2 || rep.Sources[0].Source != "many" || rep.Sources[0].Visitors != 7000 {
			t.Errorf("%v: sources %+v; want many first, both spellings of it together", few, rep.Sources)
		}
	}
	rep := scoring.Visitors([]scoring.Visit{row("empty", 5000, 2), row("many", 5000, 150)}, scoring.PeerFigures{Conversion: 0.03}, 0)
	if s := rep.Sources[1]; s.Source != "empty" || s.FirstAction != "raise conversion" {
		t.Errorf("2 of 5000 against 3%%: %+v; want conversion first", s)
	}
}

// Test002HLosses: reasons are told apart whatever the case, a reason without a number is one buyer's, one without words
// comes last, and what most of the lost share is named.
func Test002HLosses(t *testing.T) {
	lost := func(n float64, reason, source string) scoring.Visit {
		return scoring.Visit{Lost: n, LostReason: reason, Traffic: scoring.Traffic{Source: source, Visitors: 10}}
	}
	rep := scoring.Visitors([]scoring.Visit{lost(4, "Late delivery", "search"), lost(5, "late  delivery", "search"), lost(6, "price", "mail"), lost(0, "price", "search"), lost(50, "", "mail")},
		scoring.PeerFigures{}, 0)
	want := []scoring.Loss{{Reason: "Late delivery", Buyers: 9, Share: 0.1364, Common: "source search (100%)"}, {Reason: "price", Buyers: 7, Share: 0.1061, Common: "source mail (86%)"},
		{Reason: "no reason stated", Buyers: 50, Share: 0.7576}}
	if diff := cmp.Diff(want, rep.Losses); diff != "" {
		t.Error(diff)
	}
}

// weeks are rows of one product by week.
func weeks(sku string, visitors, price, margin float64, orders ...float64) []scoring.Visit {
	var out []scoring.Visit
	for i, n := range orders {
		out = append(out, scoring.Visit{On: time.Date(2026, 9, 1+7*i, 0, 0, 0, 0, time.UTC), SKU: sku, Revenue: n * price,
			Traffic: scoring.Traffic{Source: "search", Visitors: visitors, Orders: n, Margin: margin, Repeat: math.NaN()}})
	}
	return out
}

// Test003HRedirectOnlyWhatFell: a fall that chance explains moves nobody, a product of a handful of visitors gets nobody's
// traffic, and without any margin revenue decides; what rose is to be looked at.
func Test003HRedirectOnlyWhatFell(t *testing.T) {
	rows := slices.Concat(weeks("falling", 500, 30, 0.3, 20, 21, 9, 6), weeks("noise", 20, 30, 0.3, 2, 1, 1, 0), weeks("steady", 500, 60, 0.3, 15, 14, 15, 16),
		weeks("tiny", 2, 900, 0.5, 1, 0, 1, 1), weeks("rising", 500, 20, 0.3, 5, 6, 20, 22))
	for name, known := range map[string]bool{"margins": true, "no margins": false} {
		vs := slices.Clone(rows)
		for i := range vs {
			if !known {
				vs[i].Margin = math.NaN()
			}
		}
		to, order := map[string]string{}, []string{}
		for _, p := range scoring.Visitors(vs, scoring.PeerFigures{}, 0).Products {
			order = append(order, p.SKU)
			if p.RedirectTo != "" {
				to[p.SKU] = p.RedirectTo
			}
			if p.SKU == "rising" && !strings.Contains(p.Note, "find out why, and do the same") {
				t.Errorf("rising: %+v", p)
			}
		}
		if diff := cmp.Diff(map[string]string{"falling": "steady"}, to); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if want := []string{"steady", "falling", "rising", "tiny", "noise"}; known && !slices.Equal(order, want) {
			t.Errorf("order %v; want %v: price × conversion × margin, with the hardly seen behind", order, want)
		}
	}
}

// Test003JOrder: products stand by price × conversion × margin, those that few have seen behind whatever they would bring.
func Test003JOrder(t *testing.T) {
	rows := slices.Concat(weeks("cheap", 1000, 10, 0.5, 80, 80), weeks("dear", 1000, 200, 0.25, 10, 10), weeks("middle", 1000, 60, 0.3, 20, 20), weeks("loss", 1000, 60, -0.1, 20, 20), weeks("few", 30, 500, 0.5, 9, 9))
	var got []string
	for _, p := range scoring.Visitors(rows, scoring.PeerFigures{}, 0).Products {
		got = append(got, p.SKU)
	}
	// 0.5, 0.4, 0.36, −0.12 and, of sixty visitors, 75
	if want := []string{"dear", "cheap", "middle", "loss", "few"}; !slices.Equal(got, want) {
		t.Errorf("order %v; want %v", got, want)
	}
}

// Test003LOrdersPlaced: a pre-sale without payments is not measured by them; where the orders placed are given they stand
// in and are named.
func Test003LOrdersPlaced(t *testing.T) {
	at := func(placed float64) scoring.VisitorReport {
		v := weeks("lamp", 400, 0, 0.4, 0, 0, 0, 0)
		for i := range v {
			v[i].PreSale, v[i].Placed = true, placed
		}
		return scoring.Visitors(append(v, weeks("pot", 500, 30, 0.3, 15, 15, 15, 15)...), scoring.PeerFigures{Conversion: 0.03}, 0)
	}
	p := at(math.NaN()).Products[1]
	if p.SKU != "lamp" || p.Metric != "not_applicable" || p.Conversion != nil || p.PerVisitor != nil || p.RedirectTo != "" {
		t.Errorf("pre-sale without payments: %+v", p)
	}
	p = at(20).Products[1]
	if p.Metric != "order conversion" || p.Conversion == nil || *p.Conversion != 0.05 || !strings.Contains(p.Note, "orders placed") || p.RedirectTo != "" {
		t.Errorf("pre-sale with orders placed: %+v", p)
	}
	only := weeks("lamp", 400, 0, 0.4, 0)
	only[0].PreSale = true
	if s := scoring.Visitors(only, scoring.PeerFigures{Conversion: 0.03}, 0).Sources[0]; s.VersusPeers != scoring.NotMeasured || s.FirstAction == "raise conversion" {
		t.Errorf("a source of pre-sales alone: %+v; want it not judged", s)
	}
}

// Test003NTrafficOfDays: visitors a day are told from the days that the rows are of; an event's visitors carry no category.
func Test003NTrafficOfDays(t *testing.T) {
	weekly := weeks("pot", 3500, 30, 0.3, 15, 15, 15)
	if rep := scoring.Visitors(weekly, scoring.PeerFigures{}, 600); rep.PerDay != 500 || !strings.Contains(rep.Expand, "no further category yet") {
		t.Errorf("3500 a week: %v a day, %q", rep.PerDay, rep.Expand)
	}
	event := append(slices.Clone(weekly), scoring.Visit{On: weekly[2].On, Traffic: scoring.Traffic{Source: "eleven", Visitors: 1e6, EventOnly: true}})
	if rep := scoring.Visitors(event, scoring.PeerFigures{}, 600); rep.PerDay != 500 {
		t.Errorf("with an event %v a day; want 500", rep.PerDay)
	}
	if rep := scoring.Visitors(weekly, scoring.PeerFigures{}, 500); !strings.HasPrefix(rep.Expand, "the traffic carries") {
		t.Errorf("500 a day of 500 needed: %q", rep.Expand)
	}
}

// Test003PCheaperVisitors: the ways to a cheaper visitor in the order of what they save: of 1000 free and 1000 paid visitors
// at 500 a click less by a tenth saves 0.025, a tenth more of either 0.0119.
func Test003PCheaperVisitors(t *testing.T) {
	vs := []scoring.Visit{
		{Traffic: scoring.Traffic{Source: "free", Visitors: 1000}}, {Shown: 50_000, Clicks: 1000, Traffic: scoring.Traffic{Source: "ads", Visitors: 1000, Cost: 500}},
	}
	want := []scoring.CostLever{{Name: "cost per click −10%", Saving: 0.025}, {Name: "free visitors +10%", Saving: 0.0119}, {Name: "click rate +10% at the same views and spend", Saving: 0.0119}}
	if diff := cmp.Diff(want, scoring.Visitors(vs, scoring.PeerFigures{}, 0).CostLevers); diff != "" {
		t.Error(diff)
	}
	vs[0].Visitors = 9000
	if got := scoring.Visitors(vs, scoring.PeerFigures{}, 0).CostLevers; got[1].Name != "free visitors +10%" || got[1].Saving <= got[2].Saving {
		t.Errorf("levers of mostly free traffic %+v; want free visitors before the click rate", got)
	}
}

// Test003QManyCreatives: the winner is the one that beats every other, not the better of the two shown most; a handful of
// views decides nothing.
func Test003QManyCreatives(t *testing.T) {
	show := func(rows ...[2]float64) *scoring.CreativeReport {
		var vs []scoring.Visit
		for i, r := range rows {
			vs = append(vs, scoring.Visit{Creative: string(rune('a' + i)), Clicks: r[0], Shown: r[1], Traffic: scoring.Traffic{Source: "ads", Visitors: r[0]}})
		}
		return scoring.Visitors(vs, scoring.PeerFigures{}, 0).Creatives
	}
	for _, tc := range []struct {
		rows [][2]float64
		want string
	}{
		{[][2]float64{{3, 50}, {1, 50}}, ""}, {[][2]float64{{100, 10_000}, {90, 9000}, {240, 8000}}, "c"}, {[][2]float64{{2, 3}, {240, 8000}, {90, 9000}}, "b"},
		{[][2]float64{{240, 8000}, {245, 8000}, {90, 9000}}, ""}, {[][2]float64{{2, 2}, {0, 3}}, ""},
	} {
		if got := show(tc.rows...); got.Winner != tc.want || (got.Winner == "") != (got.Need != "") {
			t.Errorf("%v: %+v; want %q", tc.rows, got, tc.want)
		}
	}
}

// Test003RRisingOnly: a cost that rises fires; one that falls, stays, jumps about or is higher within an event does not.
func Test003RRisingOnly(t *testing.T) {
	for _, tc := range []struct {
		costs []float64
		want  bool
	}{
		{[]float64{5, 6, 7}, true}, {[]float64{5, 5.2, 5.9, 6.1, 6.8, 7.5}, true}, {[]float64{7, 6, 5, 4}, false}, {[]float64{5, 5.01, 5.02, 5.03, 5.04}, false},
		{[]float64{4, 6, 5, 4, 6, 5, 4, 6, 5.5}, false}, {[]float64{5, 8, 5.6}, false}, {[]float64{5, 7}, false}, {nil, false},
	} {
		if got := scoring.AgainstRisingCost(tc.costs) != nil; got != tc.want {
			t.Errorf("%v: %v; want %v", tc.costs, got, tc.want)
		}
	}
}
