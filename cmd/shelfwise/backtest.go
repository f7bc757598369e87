package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"shelfwise/scoring/backtest"
)

func (a *app) backtestCommand() *cobra.Command {
	var seeds int
	var format string
	cmd := &cobra.Command{
		Use: "backtest", Short: "Measures the advice on simulated markets whose truth is known, against plain rules", Args: cobra.NoArgs,
		Long: "Makes markets of several kinds from fixed seeds, asks for advice, and prints what share of the best possible profit\nthe top ten of the ranking earn at the advised prices, beside what plain rules earn. The first four kinds are those that a\nrelease is judged by.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if seeds < 1 {
				return usageError{fmt.Errorf("--seeds %d: must be at least 1", seeds)}
			}
			var results []backtest.Result
			for _, s := range backtest.Scenarios() {
				for n := range seeds {
					if err := cmd.Context().Err(); err != nil {
						return err
					}
					r, err := backtest.Run(s, uint64(n)+1)
					if err != nil {
						return fmt.Errorf("backtest %s, seed %d: %w", s, n+1, err)
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
	cmd.Flags().StringVar(&format, "format", "table", "table or json")
	return cmd
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
		}
		from = to
	}
	row("all", "average", backtest.Average(results))
	return t.Flush()
}
