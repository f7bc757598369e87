package scoring_test

import (
	"math"
	"strings"
	"testing"
	"time"

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
