package main

import (
	"encoding/csv"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"shelfwise/scoring/demand"
	"shelfwise/scraper/feed"
)

func (a *app) demandCommand() *cobra.Command {
	var listings, format, asOf, currency string
	cmd := &cobra.Command{
		Use: "demand --listings FILE", Short: "Estimates units a month of each listing; learns from those that show units sold", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if listings == "" {
				return usageError{fmt.Errorf("demand needs --listings FILE")}
			}
			if format != "csv" && format != "json" {
				return usageError{fmt.Errorf("--format %q: must be csv or json", format)}
			}
			at, err := parseTime(asOf)
			if err != nil {
				return err
			}
			series, newest, err := a.readSeries(listings, feed.Options{Currency: currencyOf(currency), ObservedAt: at})
			if err != nil {
				return err
			}
			if at.IsZero() {
				at = newest
			}
			rows := demand.Estimate(series, at)
			if format == "json" {
				enc := lineEncoder(a.stdout)
				for _, r := range rows {
					if err := enc.Encode(r); err != nil {
						return err
					}
				}
				return nil
			}
			return a.printUnits(rows)
		},
	}
	cmd.Flags().StringVar(&listings, "listings", "", "JSON lines, CSV, XLSX or feed of what competitors show")
	cmd.Flags().StringVar(&format, "format", "csv", "csv or json")
	cmd.Flags().StringVar(&asOf, "as-of", "", "time of the estimate (default: the newest observation)")
	cmd.Flags().StringVar(&currency, "currency", "", "currency of listings that name none")
	return cmd
}

func (a *app) printUnits(rows []demand.UnitsRow) error {
	w := csv.NewWriter(a.stdout)
	if err := w.Write([]string{"url", "units_p10", "units_p50", "units_p90", "method"}); err != nil {
		return err
	}
	f := func(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }
	for _, r := range rows {
		if err := w.Write([]string{r.URL, f(r.Units.P10), f(r.Units.P50), f(r.Units.P90), r.Method}); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
