package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"shelfwise/market/money"
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
			series, newest, err := a.readSeries(listings, feed.Options{
				Currency: cmp.Or(currencyOf(currency), nominal), ObservedAt: at, Unnamed: unnamed,
			})
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
					if err := enc.Encode(unitsLineOf(r)); err != nil {
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
	cmd.Flags().StringVar(&currency, "currency", "", "currency of listings that name none (default: one for all; no money is printed)")
	return cmd
}

// unnamed is the site of listings that name none, neither by source nor by the host of their address.
const unnamed = "unnamed"

// nominal is the currency of prices that stand without one where none is given: they are only compared with each other.
const nominal money.Currency = "USD"

// unitsLine is the line of one listing as JSON, named as the columns of the CSV. Unknown is null.
type unitsLine struct {
	URL        string   `json:"url"`
	P10        *float64 `json:"units_p10"`
	P50        *float64 `json:"units_p50"`
	P90        *float64 `json:"units_p90"`
	Method     string   `json:"method"`
	Confidence string   `json:"confidence"`
	BestSeller *float64 `json:"best_seller_probability"`
}

func unitsLineOf(r demand.UnitsRow) unitsLine {
	out := unitsLine{URL: r.URL, Method: r.Method, Confidence: r.Confidence, BestSeller: r.BestSeller}
	if r.Method != demand.MethodNone {
		out.P10, out.P50, out.P90 = &r.Units.P10, &r.Units.P50, &r.Units.P90
	}
	return out
}

func (a *app) printUnits(rows []demand.UnitsRow) error {
	w := csv.NewWriter(a.stdout)
	if err := w.Write([]string{"url", "units_p10", "units_p50", "units_p90", "method", "confidence", "best_seller_probability"}); err != nil {
		return err
	}
	for _, r := range rows {
		f := func(v float64) string { return strconv.FormatFloat(v, 'f', 4, 64) }
		best := ""
		if r.BestSeller != nil {
			best = f(*r.BestSeller)
		}
		if r.Method == demand.MethodNone {
			f = func(float64) string { return "" } // unknown is no number
		}
		if err := w.Write([]string{r.URL, f(r.Units.P10), f(r.Units.P50), f(r.Units.P90), r.Method, r.Confidence, best}); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
