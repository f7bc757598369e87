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
		Long: "Makes markets of several kinds from fixed seeds, asks for advice, and prints what share of the best possible profit\nthe top ten of the ranking earn at the advised prices, beside what plain rules earn.",
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
	fmt.Fprintln(t, "MARKET\tSEED\tEARNED\tRANKING ALONE\tPRICE LOSS\tIN P10–P90\tTOY\tCOST PLUS\tMATCH LOWEST")
	var sum backtest.Result
	percent := func(f float64) string { return fmt.Sprintf("%.1f%%", 100*f) }
	for _, r := range results {
		fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.Scenario, r.Seed, percent(r.Share), percent(r.Ranking), percent(r.Regret),
			percent(r.Coverage), percent(r.Toy), percent(r.CostPlus), percent(r.MatchLowest))
		sum.Share += r.Share
		sum.Toy += r.Toy
	}
	n := float64(len(results))
	fmt.Fprintf(t, "average\t\t%s\t\t\t\t%s\n", percent(sum.Share/n), percent(sum.Toy/n))
	return t.Flush()
}
