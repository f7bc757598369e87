package advisor

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"text/tabwriter"
	"time"

	"shelfwise/market"
)

// WriteDataSheet prints one page for whoever decides about shelf space or a place on a platform (text 001-H): the position
// with its numbers, how many offers they rest on, from when and where, and the proofs. It names sources of data, but no
// rival brand, and no person: addresses, numbers and names with a title before them are left out of the proofs.
func WriteDataSheet(w io.Writer, ex Explanation) error {
	p := &page{w: tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)}
	r := ex.Recommendation
	title := r.Title
	if n := r.Narrative; n != nil {
		title = cmp.Or(n.PublicTitle, "Candidate "+r.CandidateID) // a title that may not be printed is no title
	}
	p.line("%s", title)
	p.line("Data sheet as of %s", ex.AsOf.Format(time.DateOnly))
	if a := r.Price; a.Recommended.Known() {
		p.line("\nPrice\t%s\t%s", a.Recommended, positionMeans(a.Position))
		if s := a.Standing; s != nil {
			p.line("against the middle of the market\t%.0f%%\tplace %d of %d, the cheapest first", s.IndexToMedian, s.Rank, s.Of)
		}
	}
	if r.Demand != nil {
		u := r.Demand.UnitsPerMonth
		p.line("expected units a month\t%.0f\tin four of five cases %.0f to %.0f", r.Demand.Expected(), u.P10, u.P90)
	}
	if s := r.Market.RevenuePerMonth; s != nil {
		p.line("size of the market seen, a month\t%.0f %s\t%.0f to %.0f", s.P50, r.Market.Currency, s.P10, s.P90)
	}
	if b := r.BestSellerProbability; b != nil {
		p.line("chance to be among the best tenth\t%.0f%%", 100**b)
	}
	m := r.Market
	p.line("\nRests on n = %d offers, read from %s to %s, left out %d", m.ComparableOffers, day(m.OldestSeen), day(m.NewestSeen), len(m.Excluded))
	seen := map[string]int{}
	var sources []string
	for _, v := range m.Rivals {
		if seen[v.Source]++; seen[v.Source] == 1 {
			sources = append(sources, v.Source)
		}
	}
	slices.Sort(sources)
	for _, s := range sources {
		p.line("  source %s\t%d offers", s, seen[s])
	}
	p.claims(r.Narrative)
	p.line("\nHow it will be judged: %s", r.SuccessMetric)
	if p.err != nil {
		return p.err
	}
	return p.w.Flush()
}

// claims prints what may be said with its proof; what a lawyer should see first is not among it.
func (p *page) claims(n *market.Narrative) {
	if n == nil || !slices.ContainsFunc(n.Claims, func(c market.Claim) bool { return !c.Held }) {
		return
	}
	p.line("\nClaims and their proof")
	for _, c := range n.Claims {
		if !c.Held {
			p.line("  %s\t%s", impersonal(c.Text), impersonal(meaning(map[string]string{"needs_substantiation": "no proof yet"}, c.Evidence)))
		}
	}
}

var personal = regexp.MustCompile(`[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}|(?:(?i:tel|phone|fon|mobile|fax|тел)\p{L}*[.:\s]+\+?|\+)\d[\d\s().\/-]{5,}\d|` +
	`\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Mme|Señora?|Sra?|Signora?|Pan|Pani|Mevrouw|Meneer)\.?\s+\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?`)

// impersonal is a text without what tells who a person is or how to reach them.
func impersonal(text string) string { return personal.ReplaceAllString(text, "(person left out)") }

func day(t time.Time) string {
	if t.IsZero() {
		return "an unknown day"
	}
	return t.Format(time.DateOnly)
}

// WritePublic prints the text for buyers alone: it names no rival and claims nothing without evidence.
func WritePublic(w io.Writer, ex Explanation) error {
	if n := ex.Recommendation.Narrative; n != nil {
		title := n.PublicTitle
		if title != "" {
			title += "\n"
		}
		_, err := fmt.Fprintf(w, "%s%s\n", title, n.Public)
		return err
	}
	_, err := fmt.Fprintln(w, "No text for buyers: without a price there is nothing to tell them.")
	return err
}
