package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/scraper/feed"
)

func (a *app) adviseCommand() *cobra.Command {
	var candidates, listings, asOf, format, currency string
	var own choice
	cmd := &cobra.Command{
		Use:     "advise --candidates FILE --listings FILE",
		Short:   "Matches, ranks and prices candidates against listings from two files, in memory",
		Example: "  shelfwise advise --candidates candidates.csv --listings listings.jsonl --format table",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if candidates == "" || listings == "" {
				return usageError{errors.New("advise needs --candidates FILE and --listings FILE")}
			}
			if err := knownFormat(format); err != nil {
				return err
			}
			at, err := parseTime(asOf)
			if err != nil {
				return err
			}
			a.choice = &own
			adv, done, err := a.open(cmd.Context(), "memory:")
			if err != nil {
				return err
			}
			defer func() { _ = done() }() // nothing is written after what was checked
			newest, err := a.readMarket(cmd.Context(), adv, candidates, listings, feed.Options{Currency: currencyOf(currency), ObservedAt: at})
			if err != nil {
				return err
			}
			if at.IsZero() {
				at = newest
			}
			advice, err := adv.Advise(cmd.Context(), at)
			if err != nil {
				return err
			}
			return a.printAdvice(advice, format)
		},
	}
	own.flags(cmd)
	cmd.Flags().StringVar(&candidates, "candidates", "", "CSV, XLSX or JSON lines of candidates with their costs")
	cmd.Flags().StringVar(&listings, "listings", "", "JSON lines, CSV, XLSX or feed of what competitors show")
	cmd.Flags().StringVar(&asOf, "as-of", "", "time the advice is for (default: the newest observation)")
	cmd.Flags().StringVar(&format, "format", "json", "json, table, csv or xlsx")
	cmd.Flags().StringVar(&currency, "currency", "", "currency of listings that name none (products.json)")
	return cmd
}

func knownFormat(format string) error {
	switch format {
	case "json", "table", "csv", "xlsx":
		return nil
	}
	return usageError{fmt.Errorf("--format %q: must be json, table, csv or xlsx", format)}
}

// readMarket imports both files and returns the time of the newest observation.
func (a *app) readMarket(ctx context.Context, adv *advisor.Advisor, candidates, listings string, o feed.Options) (time.Time, error) {
	var newest time.Time
	for _, name := range []string{candidates, listings} {
		f, err := os.Open(name)
		if err != nil {
			return newest, fmt.Errorf("advise: %w", err)
		}
		var rep advisor.ImportReport
		if name == candidates {
			rep, err = adv.ImportCandidates(ctx, name, f, false)
		} else {
			rep, err = adv.ImportListings(ctx, name, f, o, false)
		}
		f.Close()
		if err != nil && !errors.Is(err, market.ErrConflict) {
			return newest, err
		}
		if err != nil {
			fmt.Fprintln(a.stderr, "shelfwise: "+err.Error())
		}
		a.sayReport(name, rep)
		if name == candidates && rep.Read == 0 {
			return newest, fmt.Errorf("advise %s: no candidate could be read", name)
		}
		if name == listings && rep.Read == 0 && err == nil {
			fmt.Fprintf(a.stderr, "shelfwise: %s: no reading in it: no candidate has a market\n", name)
		}
		newest = rep.Newest
	}
	if ahead := a.now().Add(24 * time.Hour); newest.After(ahead) && o.ObservedAt.IsZero() {
		fmt.Fprintf(a.stderr, "shelfwise: %s: the newest reading is of %s, which is still to come; the advice is for that time (--as-of says another)\n",
			listings, newest.Format(time.RFC3339))
	}
	if newest.IsZero() {
		newest = a.now().UTC().Truncate(time.Second)
	}
	return newest, nil
}

// printAdvice writes an advice in the format asked for.
func (a *app) printAdvice(advice market.Advice, format string) error {
	switch format {
	case "table":
		if err := printRanking(a.stdout, advice, 0, 0); err != nil {
			return err
		}
		sayHeldBack(a.stdout, advice)
		printPortfolio(a.stdout, advice.Portfolio)
		return nil
	case "csv":
		return advisor.WriteCSV(a.stdout, advice)
	case "xlsx":
		return advisor.WriteXLSX(a.stdout, advice)
	}
	return printJSON(a.stdout, advice)
}

// readSeries reads a listings file and returns its series and the time of the newest observation.
func (a *app) readSeries(name string, o feed.Options) ([]market.Series, time.Time, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("listings: %w", err)
	}
	defer f.Close()
	if o.ObservedAt.IsZero() {
		o.ObservedAt = a.now().UTC().Truncate(time.Second)
	}
	series, rep, err := advisor.ReadListings(name, f, o)
	if err != nil {
		return nil, time.Time{}, err
	}
	a.sayReport(name, rep)
	return series, rep.Newest, nil
}

// sayReport tells what was left out of a file.
func (a *app) sayReport(name string, rep advisor.ImportReport) {
	a.sayRows(name, rep.Errors)
	if rep.Broken != "" {
		fmt.Fprintf(a.stderr, "%s: the file breaks off, what stands before is used: %s\n", name, rep.Broken)
	}
}
