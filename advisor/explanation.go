package advisor

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"shelfwise/market"
	"shelfwise/market/money"
)

// factorOrder is the order in which the four factors are told: the order of their default weight (text 003-A).
func factorOrder() []string { return []string{"value", "attractiveness", "cost", "competition"} }

// WriteExplanation prints a page that a buyer understands: first what to do, then why, then how every number came
// about, then the words used. With evidence it adds where every number was read.
func WriteExplanation(w io.Writer, ex Explanation, evidence bool) error {
	p := &page{w: tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)}
	r := ex.Recommendation
	p.line("%s (%s)", r.Title, r.CandidateID)
	p.line("As of %s, computed by %s", ex.AsOf.Format("2006-01-02 15:04 MST"), ex.ModelVersion)
	p.head(r)
	warn := make([]string, len(r.Warnings))
	for i, x := range r.Warnings {
		warn[i] = x.Message
	}
	p.list("Look at this first", warn)
	p.list("Why", r.Reasons)
	p.list("Not known, and what was assumed", r.Unknown)
	p.next(r)
	p.price(r.Price)
	p.month(r.Price, ex.Candidate.Cost.FixedCost)
	p.demand(r)
	p.factors(r)
	p.narrative(r.Narrative)
	p.market(r.Market)
	if evidence {
		p.evidence(ex.Evidence)
	}
	p.words()
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

// head says what to do, and how sure that is.
func (p *page) head(r market.Recommendation) {
	p.line("\n%s: %s.", strings.ToUpper(string(r.Verdict)), verdictMeans(r.Verdict))
	p.line("Decided by this rule: %s.", r.VerdictRule)
	if r.Price.Recommended.Known() {
		p.line("Price: %s.", r.Price.Recommended)
	} else {
		p.line("No price: %s", r.Price.Reason)
	}
	place := fmt.Sprintf("Place %d in the ranking", r.Rank)
	if r.RankInterval[0] != r.RankInterval[1] {
		place += fmt.Sprintf("; between %d and %d when weights and uncertain figures move as far as is plausible", r.RankInterval[0], r.RankInterval[1])
	}
	if r.Score != nil {
		place += fmt.Sprintf(". Score %.1f of 100", *r.Score)
		if i := r.ScoreInterval; i != nil {
			place += fmt.Sprintf(" (%.0f at the worst, %.0f at the best value of what is not known)", i[0], i[1])
		}
	}
	p.line("%s.", place)
	if f := r.FirstPlace; f != nil {
		p.line("First in %.0f%% of the trials with other weights and figures.", 100*f.Share)
		for _, name := range factorOrder() {
			if x, ok := f.WeightRange[name]; ok {
				p.line("  stays first for a weight of %s from %.2f to %.2f (now %.2f)", name, x[0], x[1], r.Scores[name].Weight)
			}
		}
	}
	if b := r.BestSellerProbability; b != nil {
		chance := fmt.Sprintf("%.0f%%", 100**b)
		if *b < 0.005 {
			chance = "under 1%"
		}
		p.line("Chance to sell among the best tenth of its category: %s.", chance)
	}
}

func (p *page) next(r market.Recommendation) {
	if r.NextFact != "" {
		p.line("\nWhat to find out next (the cheapest fact that could change the verdict)\n  - %s", r.NextFact)
	}
	if r.SuccessMetric != "" {
		p.line("\nHow to tell that it worked\n  - %s", r.SuccessMetric)
	}
	if r.WeakestStep != "" {
		p.line("\nWhere the data is weakest (collect, match, demand, cost, position)\n  - %s", r.WeakestStep)
	}
	if len(r.Dates) > 0 {
		p.line("\nDates to keep")
	}
	for _, d := range r.Dates {
		late := ""
		if d.Late {
			late = "too late for this time"
		}
		p.line("  order by %s\tfor %s, which begins on %s\t%s", d.OrderBy.Format("2006-01-02"), d.For, d.Begins.Format("2006-01-02"), late)
	}
	p.stage(r)
}

func (p *page) price(a market.PriceAdvice) {
	p.line("\nPrice")
	if a.Recommended.Known() {
		p.line("  advised\t%s\tset by: %s%s%s", a.Recommended, inputMeans(a.Input), guardMeans(a.BoundBy), after("; ", positionMeans(a.Position)))
	}
	for _, b := range []struct {
		name string
		market.Bound
	}{{"floor", a.Corridor.Floor}, {"reference", a.Corridor.Reference}, {"target", a.Corridor.Target}, {"ceiling", a.Corridor.Ceiling}} {
		if b.Amount.Known() {
			p.line("  %s\t%s\tset by: %s%s", b.name, b.Amount, inputMeans(b.Input), b.BoundBy)
		}
	}
	for _, c := range a.Clamps {
		p.line("  from %s to %s: %s", c.From, c.To, guardMeans(c.Guard))
	}
	if len(a.Waterfall) > 0 {
		p.line("\nWhat is left of the price of one unit")
	}
	for _, row := range a.Waterfall {
		amount := "not known"
		if row.Known {
			amount = row.Amount.String()
		}
		p.line("  %s\t%s", costMeans(row.Item), amount)
	}
	if len(a.Tiers) > 0 {
		p.line("\nPrices by kind of customer (wholesale and dealers buy in lots: without the channel's fee, advertising, single delivery and returns)")
	}
	for _, t := range a.Tiers {
		terms := "tax in it, from one unit"
		if t.ExTax {
			terms = fmt.Sprintf("without tax, from %d units", t.MinQuantity)
		}
		p.line("  %s\t%s\t%s\tnot under %s\tset by: %s%s", t.Tier, t.Price, terms, t.Floor, inputMeans(t.Input), guardMeans(t.BoundBy))
	}
	if l := a.Launch; l != nil {
		p.line("\nLaunch price: from %s to %s until %s; then %s", l.Low, l.High, l.Until.Format("2006-01-02"), l.Exit)
	}
	if len(a.Alternatives) > 0 {
		p.line("\nOther prices you could take")
	}
	for _, s := range a.Alternatives {
		p.line("  %s\t%s\t%.0f units\t%s a month\tif %s", s.Position, s.Price, s.UnitsPerMonth, s.ProfitPerMonth, strings.Join(s.MustBeTrue, "; "))
	}
}

// month ties the expected profit to the units, to what is left of one and to the fixed cost, and says what is tied up.
func (p *page) month(a market.PriceAdvice, fixed money.Amount) {
	x := a.Expected
	if x == nil {
		return
	}
	fixed = cmp.Or(x.FixedCost, fixed)
	p.line("\nWhat a month brings")
	if n := len(a.Waterfall); n > 0 && a.Waterfall[n-1].Known {
		less := "no fixed cost given"
		if fixed.Known() {
			less = fmt.Sprintf("less the fixed cost of %s", fixed)
		}
		p.line("  %.2f units × %s left of one, %s\t%s profit", x.UnitsPerMonth, a.Waterfall[n-1].Amount, less, x.ProfitPerMonth)
	}
	if x.CashNeeded.Known() {
		back := ""
		if x.PaybackDays != nil {
			back = fmt.Sprintf(", back after %.0f days of such profit", *x.PaybackDays)
		}
		p.line("  cash tied up in one order\t%s%s", x.CashNeeded, back)
	}
	if x.BreakEvenACOS != nil {
		p.line("  advertising may take at most\t%.1f%% of the price before a unit leaves nothing (break-even ACOS)", 100**x.BreakEvenACOS)
	}
	if x.Counted.Known() {
		p.line("  score and portfolio count\t%s: what is not known at its worst", x.Counted)
	}
}

func (p *page) demand(r market.Recommendation) {
	if r.Demand == nil {
		return
	}
	u := r.Demand.UnitsPerMonth
	p.line("\nDemand at the advised price: %.0f units a month on average; in four of five cases between %.0f and %.0f", r.Demand.Expected(), u.P10, u.P90)
	p.line("  - how: %s", methodMeans(r.Demand.Method))
	if r.Demand.Confidence != "" {
		p.line("  - confidence: %s", r.Demand.Confidence)
	}
	for _, s := range r.Demand.Assumptions {
		p.line("  - %s", s)
	}
}

// factors prints the table in which score times weight is what a factor adds, and the rows of a factor sum to its score.
func (p *page) factors(r market.Recommendation) {
	p.line("\nHow the score comes about\tof 100\tweight\tadds")
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
			p.driver(d)
		}
	}
	if r.Score != nil {
		p.line("  score\t\t\t%.1f", *r.Score)
	}
	if n := r.Needs; len(n) > 0 {
		p.line("  value by the need it serves: functional %.1f, psychological %.1f, value %.1f, other %.1f", n["functional"], n["psychological"], n["value"], n["other"])
	}
}

func (p *page) driver(d market.Driver) {
	switch {
	case !d.Known:
		p.line("    %s\tnot known\t\t\t%s", driverMeans(d.Name), d.Why)
	case d.Score == nil:
		p.line("    %s\t%+.1f\t\t\t%s", driverMeans(d.Name), d.Contribution, d.Why)
	default:
		p.line("    %s\t%+.1f\t\t\t%s: %s (%.0f of 100 × %.2f)", driverMeans(d.Name), d.Contribution, DriverValue(d), d.Why, *d.Score, d.Weight)
	}
}

// narrative prints the argument for the position: the claims for those who decide, the text for buyers.
func (p *page) narrative(n *market.Narrative) {
	if n == nil {
		return
	}
	p.line("\nHow to argue for this price")
	for _, c := range n.Claims {
		if c.Evidence == "needs_substantiation" {
			p.line("  - %s: do not say so yet, no evidence is given", c.Text)
			continue
		}
		p.line("  - %s: evidence %s", c.Text, c.Evidence)
	}
	if len(n.Alone) > 0 {
		p.line("  sets it apart from most offers seen\t%s", strings.Join(n.Alone, ", "))
	}
	p.line("  text for buyers\t%s", n.Public)
	if len(n.Missing) > 0 {
		p.line("  proofs still to be found\t%s", strings.Join(n.Missing, ", "))
	}
	for _, f := range n.Flags {
		p.line("  have this looked at\t%s", f)
	}
}

func (p *page) market(s market.Snapshot) {
	compared := "no offer is compared with"
	if n := s.ComparableOffers; n == 1 {
		compared = fmt.Sprintf("1 offer is compared with, %d of the very same product", s.SameOffers)
	} else if n > 1 {
		compared = fmt.Sprintf("%d offers are compared with, %d of them of the very same product", n, s.SameOffers)
	}
	p.line("\nMarket: %s", compared)
	if s.Built != "" {
		p.line("  found by: %s (before any was left out)", s.Built)
	}
	for _, r := range s.Rivals {
		gap := ""
		if r.Gap.Known() {
			gap = fmt.Sprintf("the advised price is %+.2f", r.Gap.Float())
		}
		relation := string(r.Relation)
		if r.Decision == market.Confirmed {
			relation += " by your decision"
		}
		p.line("  %s\t%s\t%s\t%s\t%s%s", r.Price, gap, r.Source, relation, r.Title, terms(r))
	}
	if n := s.ComparableOffers - len(s.Rivals); n > 0 {
		p.line("  and %d more", n)
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
		p.line("  left out: %d, %s%s", reasons[n], exclusionMeans(n), moved(s.Guards, n))
	}
}

// terms says what a rival's offer comes to with shipping and per unit, where that is known.
func terms(r market.Rival) string {
	out := ""
	if r.Landed.Known() {
		out += fmt.Sprintf("; %s with shipping", r.Landed)
	}
	if u := r.UnitPrice; u != nil {
		out += fmt.Sprintf("; %s: %s per %s", r.Pack, u.Price, u.Per)
		if u.Landed.Known() {
			out += fmt.Sprintf(" (%s with shipping)", u.Landed)
		}
	}
	return out
}

// MarketLines says in short how a market was found and how far each guard of matching moved its median price.
func MarketLines(s market.Snapshot) []string {
	var out []string
	if s.Built != "" {
		out = append(out, "market: "+s.Built)
	}
	for _, g := range s.Guards {
		line := fmt.Sprintf("%d left out, %s", g.Excluded, exclusionMeans(g.Guard))
		if g.With.Known() && g.Without.Known() {
			line += fmt.Sprintf(": median %s, %s with them", g.With, g.Without)
		}
		out = append(out, line)
	}
	return out
}

// moved says what the median price of the market would be, had a guard of matching let in what it kept out.
func moved(guards []market.GuardEffect, reason string) string {
	for _, g := range guards {
		if g.Guard == reason && g.With.Known() && g.Without.Known() {
			return fmt.Sprintf("; with them the median price would be %s, without them it is %s (both before anything else is left out)", g.Without, g.With)
		}
	}
	return ""
}

// after is text with what stands before it; nothing for none.
func after(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}

func (p *page) evidence(rows []EvidenceRow) {
	p.line("\nWhere every number was read")
	if len(rows) == 0 {
		p.line("  no number of a rival was used")
	}
	for _, e := range rows {
		page := ""
		if e.PageHash != "" {
			page = fmt.Sprintf("page %.12s, robots.txt: %s", e.PageHash, cmp.Or(e.Robots, "not known"))
		}
		p.line("  %s\t%s\t%s %s\t%q\t%s\t%s\t%s", e.Field, e.Value, e.By, e.Path, e.Text, e.ObservedAt.Format("2006-01-02 15:04"), e.URL, page)
	}
}

// words explains the terms that the page cannot do without.
func (p *page) words() {
	p.list("Words used", []string{
		"floor: the lowest price that leaves the share of it that you ask for; reference: the usual price for this quality; " +
			"target: the price before the rules (endings, bounds, fees) were applied; ceiling: the highest price that can be defended",
		"value, parity, premium: cheaper than usual, about usual, dearer than usual (5% around the reference)",
		"in four of five cases: one month in ten is expected below the first figure, one above the second",
		"price elasticity: by how many percent units sold fall when the price rises by 1%",
		"in the score: each line adds its own score of 100 times its weight; all candidates are compared in one currency, which may be another than this one's",
		"HHI: sum of the squared shares of sales, 0 to 10,000; over 1,800 few sellers hold most of a market",
	})
}
