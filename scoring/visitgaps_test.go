package scoring_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shelfwise/scoring"
)

// visit is a row of a source with orders of 100 each, at a cost of 10 in all; change it by edits.
func visit(source string, visitors, orders float64, edits ...func(*scoring.Visit)) scoring.Visit {
	v := scoring.Visit{Revenue: 100 * orders, Returning: math.NaN(), Placed: math.NaN(),
		Traffic: scoring.Traffic{Source: source, Visitors: visitors, Orders: orders, Cost: 10, Margin: 0.3, Repeat: math.NaN()}}
	for _, edit := range edits {
		edit(&v)
	}
	return v
}

func category(name string) func(*scoring.Visit) { return func(v *scoring.Visit) { v.Category = name } }
func of(sku string, day int) func(*scoring.Visit) {
	return func(v *scoring.Visit) { v.SKU, v.On = sku, time.Date(2026, 10, day, 0, 0, 0, 0, time.UTC) }
}
func margin(m float64) func(*scoring.Visit) { return func(v *scoring.Visit) { v.Margin = m } }

func sources(t *testing.T, peers scoring.PeerFigures, visits ...scoring.Visit) (map[string]scoring.SourceReport, []string) {
	t.Helper()
	rep := scoring.Visitors(visits, peers, 0)
	if _, err := json.Marshal(rep); err != nil {
		t.Fatal(err)
	}
	by, order := map[string]scoring.SourceReport{}, []string{}
	for _, s := range rep.Sources {
		by[s.Source] = s
		order = append(order, s.Source)
	}
	return by, order
}

// Test003INeverTrafficUnderPeers: whatever the size of the sample and the spread, traffic is not bought where the conversion is
// under that of the peers; where it is not, it may be.
func Test003INeverTrafficUnderPeers(t *testing.T) {
	for _, n := range []float64{1, 50, 200, 500, 1000, 5000, 100_000} {
		for _, share := range []float64{0, 0.5, 0.8, 0.9, 0.99, 0.999, 1, 1.01, 1.5} {
			orders := math.Floor(n * 0.03 * share)
			by, _ := sources(t, scoring.PeerFigures{Conversion: 0.03}, visit("ads", n, orders))
			if got := by["ads"].FirstAction; orders/n < 0.03 && got == "buy traffic" {
				t.Errorf("%v of %v against 3%%: %q", orders, n, got)
			}
		}
	}
	by, _ := sources(t, scoring.PeerFigures{Conversion: 0.03}, visit("even", 1000, 31), visit("over", 5000, 225))
	if by["even"].FirstAction != "buy traffic" || by["over"].FirstAction != "buy traffic" {
		t.Errorf("over the peers: %+v", by)
	}
}

// Test003GPeersOfACategory: a source is compared with the peers of the categories that its visitors looked at, whatever the
// order of the peers' rows; a row of peers without a category is of all others.
func Test003GPeersOfACategory(t *testing.T) {
	peers := scoring.PeerFigures{ByCategory: map[string]float64{"fryers": 0.08, "kettles": 0.03}}
	by, _ := sources(t, peers, visit("a", 5000, 250, category("Fryers")), visit("b", 5000, 250, category("kettles")), visit("c", 5000, 250, category("lamps")),
		visit("mix", 1000, 80, category("fryers")), visit("mix", 1000, 30, category("kettles")))
	if a := by["a"]; a.VersusPeers != scoring.BelowPeers || a.FirstAction != "raise conversion" || *a.Peers != 0.08 {
		t.Errorf("fryers at 5%% against 8%%: %+v", a)
	}
	if b := by["b"]; b.VersusPeers != scoring.AbovePeers || b.FirstAction != "buy traffic" {
		t.Errorf("kettles at 5%% against 3%%: %+v", b)
	}
	if c := by["c"]; c.VersusPeers != scoring.PeersUnknown || c.Peers != nil || c.FirstAction == "buy traffic" {
		t.Errorf("lamps, of which no peers are known: %+v", c)
	}
	if m := by["mix"]; m.VersusPeers != scoring.AtPeers || *m.Peers != 0.055 {
		t.Errorf("each category like its peers: %+v", m)
	}
	peers.Conversion = 0.05
	by, _ = sources(t, peers, visit("c", 5000, 400, category("lamps")), visit("d", 5000, 100))
	if by["c"].VersusPeers != scoring.AbovePeers || by["d"].VersusPeers != scoring.BelowPeers {
		t.Errorf("against the peers of all: %+v", by)
	}
	peers.Conversion = 0
	by, _ = sources(t, peers, visit("none", 5000, 250))
	if s := by["none"]; s.VersusPeers != scoring.PeersUnknown || !strings.Contains(s.Note, "fryers, kettles") {
		t.Errorf("peers of two categories, visits of none: %+v; want it told, not guessed", s)
	}
	by, _ = sources(t, scoring.PeerFigures{ByCategory: map[string]float64{"fryers": 0.08}}, visit("none", 5000, 250))
	if s := by["none"]; s.VersusPeers != scoring.BelowPeers || !strings.Contains(s.Note, "fryers") {
		t.Errorf("peers of one category alone: %+v", s)
	}
}

// Test003IMissingNeverFirst: a source of which a figure is missing never stands before one that has it, and a figure of a few
// orders is not taken for all.
func Test003IMissingNeverFirst(t *testing.T) {
	full := visit("full", 1000, 50)
	for name, edit := range map[string]func(*scoring.Visit){
		"margin": margin(math.NaN()), "cost": func(v *scoring.Visit) { v.Cost = math.NaN() }, "revenue": func(v *scoring.Visit) { v.Revenue = 0 },
	} {
		for _, orders := range []float64{50, 90, 900} {
			by, order := sources(t, scoring.PeerFigures{Conversion: 0.03}, visit("blank", 1000, orders, edit), full, visit("loss", 1000, 50, margin(-0.5)))
			if s := by["blank"]; order[2] != "blank" || s.Spread != nil || !strings.Contains(s.Note, name) || s.FirstAction == "buy traffic" {
				t.Errorf("no %s: order %v, %+v; want it last and told", name, order, s)
			}
		}
	}
	some := visit("some", 10, 1)
	some.Repeat, some.Margin = 5, 0.9
	by, order := sources(t, scoring.PeerFigures{}, visit("some", 1000, 50, margin(math.NaN())), some, full)
	if s := by["some"]; order[0] != "full" || s.VisitorValue > 5.6 || !strings.Contains(s.Note, "98% of the orders") || !strings.Contains(s.Note, "98% of the revenue") {
		t.Errorf("order %v, %+v; want the repeat rate and margin of one order to be of one order", order, s)
	}
}

// Test003JNoRevenue: a product whose orders have no revenue is not one that brings nothing, and it gets nobody's traffic.
func Test003JNoRevenue(t *testing.T) {
	blank := visit("s", 1000, 300, of("blank", 1))
	blank.Revenue = 0
	for _, p := range scoring.Visitors([]scoring.Visit{blank, visit("s", 1000, 50, of("loss", 1), margin(-0.5))}, scoring.PeerFigures{}, 0).Products {
		if p.SKU == "blank" && (p.PerVisitor != nil || !strings.Contains(p.Note, "no revenue")) || p.SKU == "loss" && p.PerVisitor == nil {
			t.Errorf("%+v", p)
		}
	}
}

// Test003PLossNoCheapVisitorMends: where an order loses money the first action is one that can help.
func Test003PLossNoCheapVisitorMends(t *testing.T) {
	for _, peers := range []float64{0, 0.01, 0.05, 0.09} {
		for _, m := range []float64{-0.9, -0.1, 0} {
			by, _ := sources(t, scoring.PeerFigures{Conversion: peers}, visit("feed", 2000, 100, margin(m)))
			if s := by["feed"]; !strings.HasPrefix(s.FirstAction, "raise what an order leaves") || !strings.HasPrefix(s.Levers[0].Name, "margin") {
				t.Errorf("margin %v, peers %v: %+v", m, peers, s)
			}
		}
	}
	dear := visit("dear", 2000, 100)
	dear.Cost = 1e6
	if by, _ := sources(t, scoring.PeerFigures{Conversion: 0.01}, dear); by["dear"].FirstAction != "lower the cost per visitor" {
		t.Errorf("dear visitors: %+v", by["dear"])
	}
}

// Test003HMixIsNoFall: a new source that converts less is no fall of the product; a fall within a source is one under any mix;
// and nobody is sent to a product that loses money.
func Test003HMixIsNoFall(t *testing.T) {
	var mix, fell, loss []scoring.Visit
	for day := 1; day <= 6; day++ {
		b := visit("good", 1000, 120, of("B", day))
		mix, fell = append(mix, b, visit("good", 1000, 100, of("A", day))), append(fell, b)
		now := 80.0
		if day > 3 {
			mix = append(mix, visit("cheap", 5000, 100, of("A", day)))
			now = 30
			fell = append(fell, visit("better", 3000, 600, of("A", day)))
		}
		fell = append(fell, visit("good", 1000, now, of("A", day)))
		loss = append(loss, visit("s", 1000, now, of("A", day), margin(-0.5)), visit("s", 1000, 10, of("B", day), margin(-0.1)))
	}
	report := func(visits []scoring.Visit, sku string) scoring.ProductReport {
		products := scoring.Visitors(visits, scoring.PeerFigures{}, 0).Products
		return products[slices.IndexFunc(products, func(p scoring.ProductReport) bool { return p.SKU == sku })]
	}
	if p := report(mix, "A"); p.RedirectTo != "" || strings.Contains(p.Note, "fell") || !strings.Contains(p.Note, "mix of sources") {
		t.Errorf("a new cheap source: %+v", p)
	}
	if p := report(fell, "A"); !strings.Contains(p.Note, "fell from 8.00% to 3.00%") {
		t.Errorf("a fall hidden by a better source: %+v", p)
	}
	if p := report(loss, "A"); p.RedirectTo != "" || !strings.Contains(p.Note, "fell") {
		t.Errorf("only a loss to be sent to: %+v", p)
	}
}

// Test003NOneDate: one row's date does not tell whether its visitors are of a day or of a month; a month's rows beside a single
// one stay a month's.
func Test003NOneDate(t *testing.T) {
	expand := func(visits ...scoring.Visit) scoring.VisitorReport {
		return scoring.Visitors(visits, scoring.PeerFigures{}, 0)
	}
	for name, rep := range map[string]scoring.VisitorReport{
		"a row": expand(visit("ads", 9000, 50, of("", 1))), "two sources on one date": expand(visit("ads", 9000, 50, of("", 1)), visit("mail", 9000, 50, of("", 1))),
		"two sources on two dates": expand(visit("ads", 9000, 50, of("", 1)), visit("mail", 50, 5, of("", 2))),
	} {
		if rep.PerDay != 0 || !strings.HasPrefix(rep.Expand, "not known") {
			t.Errorf("%s: %v a day, %q", name, rep.PerDay, rep.Expand)
		}
	}
	if rep := expand(visit("ads", 900, 50, of("", 1))); !strings.Contains(rep.Expand, "at most 900") {
		t.Errorf("900 at most: %q", rep.Expand)
	}
	month := expand(visit("ads", 20_000, 50, of("", 1)), visit("ads", 20_000, 50, of("", 31)), visit("mail", 100, 5, of("", 30)))
	if month.PerDay > 700 || !strings.HasPrefix(month.Expand, "no further category yet") {
		t.Errorf("months beside a day: %v, %q", month.PerDay, month.Expand)
	}
}

// Test003KSomeScores: the weakest of the scores that are given is named, with the category and what is missing; without any it
// is said why none is.
func Test003KSomeScores(t *testing.T) {
	score := func(name, category string, own, peers float64) scoring.ServiceScore {
		return scoring.ServiceScore{Name: name, Category: category, Own: own, Peers: peers}
	}
	for want, p := range map[string]scoring.PeerFigures{
		"service: ":            {Scores: []scoring.ServiceScore{score("service", "", 4.1, 4.8), score("delivery", "", 4.7, 4.8)}},
		"delivery of fryers: ": {Scores: []scoring.ServiceScore{score("delivery", "kettles", 4.9, 4.8), score("delivery", "fryers", 4, 4.8), score("service", "", 4.7, 4.8)}},
		"not known: the shop's own score is missing (column own) of service": {HalfScores: []string{"service"}},
		"not known: the peers' figures have no score":                        {Conversion: 0.03},
	} {
		if got := scoring.Visitors([]scoring.Visit{visit("ads", 100, 5)}, p, 0).Service; !strings.HasPrefix(got, want) || len(p.Scores) > 0 && !strings.Contains(got, "not known is as described") {
			t.Errorf("%+v: %q; want %q", p, got, want)
		}
	}
	all := scoring.PeerFigures{Scores: []scoring.ServiceScore{score("as described", "", 4.8, 4.7), score("service", "", 4.6, 4.75), score("delivery", "", 4.7, 4.7)}}
	if diff := cmp.Diff("service: service stands -0.15 against peers; the three scores move together, so it pulls the others", scoring.Visitors(nil, all, 0).Service); diff != "" {
		t.Error(diff)
	}
}
