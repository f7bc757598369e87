package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"shelfwise/scoring/backtest"
)

func (a *app) backtestCommand() *cobra.Command {
	var seeds int
	var from uint64
	var format string
	var kinds []string
	cmd := &cobra.Command{
		Use: "backtest", Short: "Measures the advice on simulated markets whose truth is known, against plain rules", Args: cobra.NoArgs,
		Long: "Makes markets of several kinds from fixed seeds, asks for advice, and prints what share of the best possible profit\nthe top ten of the ranking earn at the advised prices, beside what plain rules earn. The first four kinds are those that a\nrelease is judged by.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if seeds < 1 {
				return usageError{fmt.Errorf("--seeds %d: must be at least 1", seeds)}
			}
			chosen, err := backtestKinds(kinds)
			if err != nil {
				return usageError{err}
			}
			var results []backtest.Result
			for _, s := range chosen {
				for n := range uint64(seeds) {
					if err := cmd.Context().Err(); err != nil {
						return err
					}
					r, err := backtest.Run(s, from+n)
					if err != nil {
						return fmt.Errorf("backtest %s, seed %d: %w", s, from+n, err)
					}
					results = append(results, r)
				}
			}
			if format == "json" {
				return printJSON(a.stdout, results)
			}
			return a.printBacktest(results)
		},
	}
	cmd.Flags().IntVar(&seeds, "seeds", 2, "markets of each kind")
	cmd.Flags().Uint64Var(&from, "from", 1, "the first seed")
	cmd.Flags().StringSliceVar(&kinds, "kinds", nil, "kinds of market, or judged for the first four; all where none is named")
	cmd.Flags().StringVar(&format, "format", "table", "table or json")
	return cmd
}

// backtestKinds reads names of kinds.
func backtestKinds(names []string) ([]backtest.Scenario, error) {
	all := backtest.Scenarios()
	if len(names) == 0 {
		return all, nil
	}
	var out []backtest.Scenario
	for _, n := range names {
		switch s := backtest.Scenario(n); {
		case n == "judged":
			out = append(out, backtest.Judged()...)
		case slices.Contains(all, s):
			out = append(out, s)
		default:
			known := make([]string, len(all))
			for i, s := range all {
				known[i] = string(s)
			}
			return nil, fmt.Errorf("--kinds %s: there are judged, %s", n, strings.Join(known, ", "))
		}
	}
	return out, nil
}

func (a *app) printBacktest(results []backtest.Result) error {
	t := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "MARKET\tSEED\tEARNED\tRANKING ALONE\tPRICE LOSS\tIN P10–P90\tPROFIT IN P10–P90\tDEMAND OFF\tTOY\tCOST PLUS\tMARKET MEDIAN\tMATCH LOWEST")
	row := func(name, seed string, r backtest.Result) {
		fmt.Fprintf(t, "%s\t%s", name, seed)
		for _, f := range []float64{r.Share, r.Ranking, r.Regret, r.Coverage, r.Profits, r.Error, r.Toy, r.CostPlus, r.MarketMedian, r.MatchLowest} {
			fmt.Fprintf(t, "\t%.1f%%", 100*f)
		}
		fmt.Fprintln(t)
	}
	for from := 0; from < len(results); {
		to := from
		for ; to < len(results) && results[to].Scenario == results[from].Scenario; to++ {
			row(string(results[to].Scenario), fmt.Sprint(results[to].Seed), results[to])
		}
		if to > from+1 {
			row(string(results[from].Scenario), "average", backtest.Average(results[from:to]))
			row(string(results[from].Scenario), "least", least(results[from:to]))
		}
		from = to
	}
	row("all", "average", backtest.Average(results))
	row("all", "least", least(results))
	return t.Flush()
}

// least returns the market on which the advice earned the smallest share.
func least(rs []backtest.Result) backtest.Result {
	return slices.MinFunc(rs, func(a, b backtest.Result) int { return cmp.Compare(a.Share, b.Share) })
}
