package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"golang.org/x/term"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/scoring"
)

// printJSON writes one indented JSON value.
func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// lineEncoder writes one JSON value a line.
func lineEncoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

// onTerminal reports whether w is a terminal, where progress is shown.
func onTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// printRanking writes the ranking as a table, and under each of the first `reasons` rows why.
func printRanking(w io.Writer, advice market.Advice, limit, reasons int) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "RANK\tVERDICT\tSCORE\tPRICE\tPOSITION\tUNITS/MONTH\tPROFIT/MONTH\tCANDIDATE")
	for i, r := range advice.Recommendations {
		if limit > 0 && i == limit {
			break
		}
		price, position, units, profit := "–", "–", "–", "–"
		if r.Price.Recommended.Known() {
			price, position = r.Price.Recommended.String(), cmp.Or(r.Price.Position, "–")
		}
		if r.Demand != nil {
			d := r.Demand.UnitsPerMonth
			units = fmt.Sprintf("%.0f (%.0f–%.0f)", r.Demand.Expected(), d.P10, d.P90)
		}
		if r.Price.Expected != nil {
			p := r.Price.Expected.ProfitPerMonth
			profit = fmt.Sprintf("%.0f %s", p.Float(), p.Currency()) // an estimate has no cents
		}
		fmt.Fprintf(t, "%d (%d–%d)\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.Rank, r.RankInterval[0], r.RankInterval[1], r.Verdict,
			score(r.Score), price, position, units, profit, clip(r.Title, 44))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for i, r := range advice.Recommendations {
		if i == reasons {
			break
		}
		fmt.Fprintf(w, "\n%d. %s: %s\n", r.Rank, r.Title, r.VerdictRule)
		for _, why := range r.Reasons {
			fmt.Fprintln(w, "   - "+why)
		}
		for _, m := range advisor.MarketLines(r.Market) {
			fmt.Fprintln(w, "   · "+m)
		}
		for _, u := range r.Unknown {
			fmt.Fprintln(w, "   ? "+u)
		}
		for _, warn := range r.Warnings {
			fmt.Fprintln(w, "   ! "+warn.Message)
		}
	}
	return nil
}

// sayHeldBack tells under a table how many would be a go but for a promise of returns or warranty, since one line in the
// candidates' file settles that for all of them.
func sayHeldBack(w io.Writer, advice market.Advice) {
	n := 0
	for _, r := range advice.Recommendations {
		if r.Verdict == market.Trial && len(r.GatesFailed) == 1 && r.GatesFailed[0].Gate == scoring.GateAfterSales && strings.Contains(r.VerdictRule, "a go otherwise") {
			n++
		}
	}
	if n > 0 {
		fmt.Fprintf(w, "\n%d of the trials would be a go with a returns or warranty promise: state it in differentiators or proofs.\n", n)
	}
}

func score(s *float64) string {
	if s == nil {
		return "–"
	}
	return fmt.Sprintf("%.1f", *s)
}

func clip(s string, n int) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n-1]) + "…"
}
