package advisor

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"shelfwise/market"
)

// factorOrder is the order in which the four factors are told: the order of their default weight (text 003-A).
func factorOrder() []string { return []string{"value", "attractiveness", "cost", "competition"} }

// WriteExplanation prints a page that a buyer understands. With evidence it adds where every number was read.
func WriteExplanation(w io.Writer, ex Explanation, evidence bool) error {
	p := &page{w: tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)}
	r := ex.Recommendation
	p.line("%s (%s)", r.Title, r.CandidateID)
	p.line("As of %s, model %s", ex.AsOf.Format("2006-01-02 15:04 MST"), ex.ModelVersion)
	p.line("")
	p.line("Verdict: %s, rank %d (%d to %d). %s", r.Verdict, r.Rank, r.RankInterval[0], r.RankInterval[1], r.VerdictRule)
	p.list("Why", r.Reasons)
	p.price(r.Price)
	p.demand(r)
	p.factors(r)
	p.list("Not known", r.Unknown)
	warn := make([]string, len(r.Warnings))
	for i, x := range r.Warnings {
		warn[i] = x.Message
	}
	p.list("Look at this first", warn)
	if r.NextFact != "" {
		p.line("\nWhat to find out next: %s", r.NextFact)
	}
	p.market(r.Market)
	if evidence {
		p.evidence(ex.Evidence)
	}
	if p.err != nil {
		return p.err
	}
	return p.w.Flush()
}

// page collects the first error, so that the text above stays readable.
type page struct {
	w   *tabwriter.Writer
	err error
}

func (p *page) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

func (p *page) list(title string, items []string) {
	if len(items) == 0 {
		return
	}
	p.line("\n%s", title)
	for _, s := range items {
		p.line("  - %s", s)
	}
}

func (p *page) price(a market.PriceAdvice) {
	p.line("\nPrice")
	if a.Recommended.Known() {
		p.line("  advised\t%s\t%s", a.Recommended, a.Position)
	} else {
		p.line("  none: %s", a.Reason)
	}
	for _, b := range []struct {
		name string
		market.Bound
	}{{"floor", a.Corridor.Floor}, {"reference", a.Corridor.Reference}, {"target", a.Corridor.Target}, {"ceiling", a.Corridor.Ceiling}} {
		if b.Amount.Known() {
			p.line("  %s\t%s\tset by %s", b.name, b.Amount, b.BoundBy)
		}
	}
	for _, c := range a.Clamps {
		p.line("  %s moved it from %s to %s", c.Guard, c.From, c.To)
	}
	if len(a.Waterfall) > 0 {
		p.line("\nWhat is left of the price")
	}
	for _, row := range a.Waterfall {
		amount := "not known"
		if row.Known {
			amount = row.Amount.String()
		}
		p.line("  %s\t%s", row.Item, amount)
	}
	if len(a.Alternatives) > 0 {
		p.line("\nOther prices")
	}
	for _, s := range a.Alternatives {
		p.line("  %s\t%s\t%.0f units\t%s a month\t%s", s.Position, s.Price, s.UnitsPerMonth, s.ProfitPerMonth, strings.Join(s.MustBeTrue, "; "))
	}
}

func (p *page) demand(r market.Recommendation) {
	if r.Demand == nil {
		return
	}
	u := r.Demand.UnitsPerMonth
	p.line("\nDemand: %.0f units a month (between %.0f and %.0f in four of five cases); %s", u.P50, u.P10, u.P90, r.Demand.Method)
	for _, s := range r.Demand.Assumptions {
		p.line("  - %s", s)
	}
}

func (p *page) factors(r market.Recommendation) {
	p.line("\nScore\tof 100\tweight\tadds")
	for _, name := range factorOrder() {
		m, ok := r.Scores[name]
		if !ok {
			continue
		}
		score := "not known"
		if m.Score != nil {
			score = fmt.Sprintf("%.1f", *m.Score)
		}
		p.line("  %s\t%s\t%.2f\t%.1f", name, score, m.Weight, m.Contribution)
		for _, d := range m.Drivers {
			p.line("    %s\t\t\t%+.1f\t%s", d.Name, d.Contribution, d.Why)
		}
	}
}

func (p *page) market(s market.Snapshot) {
	p.line("\nMarket: %d comparable offers, %d of the same product (%s)", s.ComparableOffers, s.SameOffers, s.Built)
	for _, r := range s.Rivals {
		p.line("  %s\t%s\t%s\t%s", r.Price, r.Source, r.Relation, r.Title)
	}
	reasons := map[string]int{}
	for _, e := range s.Excluded {
		reasons[e.Reason]++
	}
	var names []string
	for n := range reasons {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		p.line("  left out: %d × %s", reasons[n], n)
	}
}

func (p *page) evidence(rows []EvidenceRow) {
	p.line("\nEvidence")
	for _, e := range rows {
		p.line("  %s\t%s\t%s %s\t%q\t%s\t%s\tpage %.12s", e.Field, e.Value, e.By, e.Path, e.Text, e.ObservedAt.Format("2006-01-02 15:04"), e.URL, e.PageHash)
	}
}
