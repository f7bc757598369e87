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

// WriteExplanation prints a page that a buyer understands: first what to do, at what price, why, how sure that is and what
// would change it, then how every number came about, then the words used. With evidence it adds where every number was
// read.
func WriteExplanation(w io.Writer, ex Explanation, evidence bool) error {
	p := &page{w: tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)}
	r := ex.Recommendation
	p.line("%s (%s)", r.Title, r.CandidateID)
	p.line("As of %s, computed by %s", ex.AsOf.Format("2006-01-02 15:04 MST"), ex.ModelVersion)
	p.list("What has changed since", ex.Since)
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
	p.score(r)
	p.narrative(r.Narrative)
	p.market(r.Market)
	if evidence {
		p.evidence(ex.Evidence)
	}
	p.words(r)
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

// head says what to do, at what price, why, how sure that is and what would change it.
func (p *page) head(r market.Recommendation) {
	price := "No price: " + strings.TrimPrefix(r.Price.Reason, "No price can be defended: ")
	if r.Price.Recommended.Known() {
		price = fmt.Sprintf("Price: %s.", r.Price.Recommended)
	}
	p.line("\n%s: %s. %s", strings.ToUpper(string(r.Verdict)), VerdictMeans(r.Verdict), price)
	p.line("Decided by this rule: %s.", r.VerdictRule)
	if x := r.Price.Expected; x != nil {
		p.line("A month should %s with %s units sold.", earns(x.ProfitPerMonth), count(x.UnitsPerMonth))
	}
	p.line("%s", howSure(r))
	p.line("%s", place(r))
	if r.NextFact != "" {
		p.line("What could change this, the cheapest fact first: %s.", strings.TrimSuffix(r.NextFact, "."))
	}
	if r.SuccessMetric != "" && (r.Verdict == market.Go || r.Verdict == market.Trial) {
		p.line("It worked if: %s.", r.SuccessMetric)
	}
}

// earns says what is earned or lost.
func earns(a money.Amount) string {
	if a.Sign() < 0 {
		return "lose " + about(money.New(-a.Minor(), a.Currency()))
	}
	return "bring a profit of " + about(a)
}

// howSure says how well demand is known.
func howSure(r market.Recommendation) string {
	d, x := r.Demand, r.Price.Expected
	if d == nil || x == nil {
		return "How sure: nothing is known of what it would sell."
	}
	out := "How sure: "
	if d.Confidence != "" {
		out += "demand is known with " + d.Confidence + " confidence; "
	}
	out += fmt.Sprintf("in four of five cases %s to %s units", count(d.UnitsPerMonth.P10), count(d.UnitsPerMonth.P90))
	if x.ProfitP10.Known() && x.ProfitP90.Known() {
		out += fmt.Sprintf(" and a profit of %s to %s", about(x.ProfitP10), about(x.ProfitP90))
	}
	return out + "."
}

// place says where it ranks and how far that may move.
func place(r market.Recommendation) string {
	out := fmt.Sprintf("Place %d in the ranking", r.Rank)
	if r.RankInterval[0] != r.RankInterval[1] {
		out += fmt.Sprintf("; between %d and %d when weights and uncertain figures move as far as is plausible", r.RankInterval[0], r.RankInterval[1])
	}
	if r.Score != nil {
		out += fmt.Sprintf(". Score %.1f of 100", *r.Score)
		if i := r.ScoreInterval; i != nil {
			out += fmt.Sprintf(" (%.1f if all that is uncertain turns out at its worst, %.1f at its best)", i[0], i[1])
		}
	}
	return out + "."
}

// next says what follows from the advice.
func (p *page) next(r market.Recommendation) {
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
	if r.WeakestStep != "" {
		p.line("\nWhere the data is weakest, of collecting, matching, demand, cost and position\n  - %s", r.WeakestStep)
	}
}

// narrative prints the argument for the position: the claims for those who decide, the text for buyers.
func (p *page) narrative(n *market.Narrative) {
	if n == nil {
		return
	}
	p.line("\nHow to argue for this price")
	for _, c := range n.Claims {
		p.line("  - %s: %s", c.Text, claimMeans(c))
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
	p.totals(s)
	for _, r := range s.Rivals {
		gap := ""
		if r.Gap.Known() {
			gap = fmt.Sprintf("the advised price is %+.2f", r.Gap.Float())
		}
		relation := string(r.Relation)
		if r.Decision == market.Confirmed {
			relation += " by your decision"
		}
		p.line("  %s\t%s\t%s\t%s\t%s\t%s%s", r.Price, gap, r.Source, relation, shown(r), r.Title, terms(r))
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
		p.line("  left out: %d, %s%s", reasons[n], ExclusionMeans(n), moved(s.Guards, n))
	}
}

// totals sums up the offers that are compared with, as far as all of them tell.
func (p *page) totals(s market.Snapshot) {
	if q := s.PriceQuantiles; q["p50"] != "" {
		p.line("  prices\tone in ten asks %s or less, a quarter %s, half %s, three quarters %s, nine in ten %s (%s)", q["p10"], q["p25"], q["p50"], q["p75"], q["p90"], s.Currency)
	}
	for _, r := range s.Rates {
		p.line("  converted at\t1 %s = %s %s", r.From, r.Rate, r.To)
	}
	if u := s.UnitsPerMonth; u != nil {
		p.line("  sales of them all\tabout %s units a month (%s to %s)", count(u.P50), count(u.P10), count(u.P90))
	}
	if v := s.RevenuePerMonth; v != nil {
		p.line("  revenue of them all\tabout %s %s a month (%s to %s)", count(v.P50), s.Currency, count(v.P10), count(v.P90))
	}
	if s.HHI != nil && s.Top3 != nil {
		p.line("  sellers\t%d; the three largest make %.0f%% of the sales (HHI %.0f)", s.Sellers, 100**s.Top3, *s.HHI)
	}
}

// shown is who sells a rival, what its page showed of ratings and what is estimated that it sells.
func shown(r market.Rival) string {
	var out []string
	if r.Seller != "" {
		out = append(out, "by "+r.Seller)
	}
	if r.Stars != nil {
		out = append(out, fmt.Sprintf("%.4g stars", *r.Stars))
	}
	if r.Reviews != nil {
		out = append(out, count(float64(*r.Reviews))+" reviews")
	}
	if u := r.Units; u != nil {
		out = append(out, fmt.Sprintf("sells about %s a month (told by %s)", count(u.P50), unitsMeans(r.UnitsMethod)))
	}
	return strings.Join(out, ", ")
}

// terms says what a rival's offer comes to with shipping and per unit, where that is known.
func terms(r market.Rival) string {
	out := ""
	if r.Offered.Known() {
		out += fmt.Sprintf("; shown as %s", r.Offered)
	}
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
		line := fmt.Sprintf("%d left out, %s", g.Excluded, ExclusionMeans(g.Guard))
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
