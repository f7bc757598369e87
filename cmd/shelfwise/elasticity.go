package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
)

// elasticityLine is what a history says, as JSON. Unknown is null.
type elasticityLine struct {
	Product    string   `json:"product"`
	Weeks      int      `json:"weeks"`
	Identified bool     `json:"identified"`
	Elasticity *float64 `json:"elasticity"`
	P10        *float64 `json:"p10"`
	P90        *float64 `json:"p90"`
	MorePrices int      `json:"more_prices_needed,omitempty"`
	Reason     string   `json:"reason,omitempty"`
}

func (a *app) elasticityCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "elasticity FILE", Short: "Tells from your own sales history how units answer to the price, with an interval", Args: cobra.ExactArgs(1),
		Long: "FILE: CSV, XLSX or JSON lines with product,week,units,price and, where known, rivals_price, promoted and store; one row a\n" +
			"week, prices in one currency. A week is a date, 2026-W37 or a number. Several rows of one week without a store are summed. A price of 0 is an error.\n" +
			"Under three different prices, six weeks or three weeks with sales the answer is not_identified and says what is missing.",
		RunE: func(_ *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return usageError{fmt.Errorf("--format %q: must be text or json", format)}
			}
			all, err := readRows(a, args[0], advisor.ReadElasticities)
			if err != nil {
				return err
			}
			if len(all) == 0 {
				return fmt.Errorf("elasticity %s: no row could be read", args[0])
			}
			if format == "json" {
				return a.elasticityLines(all)
			}
			t := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintln(t, "PRODUCT\tWEEKS\tA PRICE 1% HIGHER CHANGES UNITS BY\tIN FOUR OF FIVE CASES")
			for _, e := range all {
				if !e.Identified {
					fmt.Fprintf(t, "%s\t%d\tnot known\t%s\n", e.Product, e.Weeks, e.Reason)
					continue
				}
				fmt.Fprintf(t, "%s\t%d\t%.1f%%\t%.1f%% to %.1f%%\n", e.Product, e.Weeks, e.Mean, e.Interval[0], e.Interval[1])
			}
			return t.Flush()
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	return cmd
}

func (a *app) elasticityLines(all []advisor.ProductElasticity) error {
	enc := lineEncoder(a.stdout)
	for _, e := range all {
		l := elasticityLine{Product: e.Product, Weeks: e.Weeks, Identified: e.Identified, MorePrices: e.MorePrices, Reason: e.Reason}
		if e.Identified {
			l.Elasticity, l.P10, l.P90 = &e.Mean, &e.Interval[0], &e.Interval[1]
		}
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return nil
}
